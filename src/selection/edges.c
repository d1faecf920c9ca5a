#include "selection/edges.h"

#include "base/number.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 4, WORD_MAX = 64, WHERE_MAX = 256, SHOWN = 40 };

struct reader {
    const char *name; /* of a file; NULL: the setting */
    uint32_t islands;
    struct sw_error *error;
};

/* An edge, and the line or place where it stands, from 1. */
struct place {
    struct sw_edge edge;
    uint32_t number;
};

static const char *where(const struct reader *reader, uint32_t number, char text[WHERE_MAX])
{
    char name[WHERE_MAX / 2];

    if (reader->name == NULL)
        snprintf(text, WHERE_MAX, "migration.edges, edge %u", number);
    else
        snprintf(text, WHERE_MAX, "%s line %u",
                 sw_text_show(reader->name, strlen(reader->name), 100, name, sizeof name), number);
    return text;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Cuts a line into words, at most WORDS; a word that is too long is cut, and is no number then. */
static uint32_t split(const char *line, size_t size, char word[WORDS][WORD_MAX])
{
    uint32_t count = 0;

    for (size_t at = 0; at < size && count < WORDS;) {
        size_t length = 0, kept;

        while (at < size && is_blank(line[at]))
            at++;
        while (at + length < size && !is_blank(line[at + length]))
            length++;
        if (length == 0)
            break;
        kept = length < WORD_MAX - 1 ? length : WORD_MAX - 1;
        memcpy(word[count], line + at, kept);
        word[count++][kept] = '\0';
        at += length;
    }
    return count;
}

static int read_island(const struct reader *reader, const char *place, const char *word,
                       uint32_t *out)
{
    uint64_t value;
    char shown[4 * WORD_MAX];

    if (!sw_number_unsigned(word, &value) || value >= reader->islands)
        return sw_fail(reader->error, SW_EXIT_USAGE,
                       "%s: %s is not an island; with run.islands = %u they are 0 to %u", place,
                       sw_text_show(word, strlen(word), SHOWN, shown, sizeof shown),
                       reader->islands, reader->islands - 1);
    *out = (uint32_t)value;
    return 0;
}

static int read_edge(const struct reader *reader, const char *line, size_t size, uint32_t number,
                     struct sw_edge *edge)
{
    char word[WORDS][WORD_MAX], place[WHERE_MAX], shown[4 * WORD_MAX];
    uint32_t count = split(line, size, word);

    where(reader, number, place);
    if (memchr(line, '\0', size) != NULL || count < 2 || count > 3)
        return sw_fail(
            reader->error, SW_EXIT_USAGE,
            "%s: \"%s\" is not an edge; write FROM TO or FROM TO PROBABILITY, as in 0 1 0.5", place,
            sw_text_show(line, size, SHOWN, shown, sizeof shown));
    if (read_island(reader, place, word[0], &edge->from) != 0 ||
        read_island(reader, place, word[1], &edge->to) != 0)
        return -1;
    if (edge->from == edge->to)
        return sw_fail(reader->error, SW_EXIT_USAGE,
                       "%s: an island does not receive from itself (%u)", place, edge->from);
    edge->probability = 1;
    if (count == 3 && (!sw_number_real(word[2], &edge->probability) || edge->probability < 0 ||
                       edge->probability > 1))
        return sw_fail(reader->error, SW_EXIT_USAGE,
                       "%s: %s is not a probability, which is a number from 0 to 1", place,
                       sw_text_show(word[2], strlen(word[2]), SHOWN, shown, sizeof shown));
    return 0;
}

static int compare(const struct sw_edge *a, const struct sw_edge *b)
{
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return a->from < b->from ? -1 : a->from > b->from;
}

static int by_edge(const void *a, const void *b)
{
    const struct place *one = a, *other = b;
    int order = compare(&one->edge, &other->edge);

    return order != 0 ? order : one->number < other->number ? -1 : one->number > other->number;
}

/* Puts places in order and hands their edges over. */
static int take(const struct reader *reader, struct place *place, uint32_t count,
                struct sw_edges *out)
{
    char text[WHERE_MAX];

    if (count == 0)
        return sw_fail(reader->error, SW_EXIT_USAGE,
                       "%s names no edge; list them as FROM TO [PROBABILITY]",
                       reader->name == NULL ? "migration.edges" : reader->name);
    qsort(place, count, sizeof *place, by_edge);
    for (uint32_t i = 1; i < count; i++)
        if (compare(&place[i - 1].edge, &place[i].edge) == 0)
            return sw_fail(
                reader->error, SW_EXIT_USAGE, "%s: the edge %u %u stands twice (first as %s %u)",
                where(reader, place[i].number, text), place[i].edge.from, place[i].edge.to,
                reader->name == NULL ? "edge" : "line", place[i - 1].number);
    out->edge = sw_allocate(count, sizeof *out->edge, "reading edges", reader->error);
    if (out->edge == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        out->edge[i] = place[i].edge;
    out->count = count;
    return 0;
}

/* Up to the end of a line of a file or of an edge of the setting; *used counts the separator. */
static size_t line_length(const struct reader *reader, const char *text, size_t size, size_t *used)
{
    const char *end = memchr(text, reader->name == NULL ? ',' : '\n', size), *comment;
    size_t length = end == NULL ? size : (size_t)(end - text);

    *used = length + (end != NULL);
    comment = reader->name == NULL ? NULL : memchr(text, '#', length);
    return comment == NULL ? length : (size_t)(comment - text);
}

static bool empty(const char *line, size_t length)
{
    while (length > 0 && is_blank(line[length - 1]))
        length--;
    return length == 0;
}

int sw_edges_read(const char *text, size_t size, const char *name, uint32_t islands,
                  struct sw_edges *out, struct sw_error *error)
{
    struct reader reader = {name, islands, error};
    uint32_t lines = 1, count = 0, number = 0;
    struct place *place;
    int failed = 0;

    *out = (struct sw_edges){0};
    for (size_t i = 0; i < size; i++)
        lines += text[i] == (name == NULL ? ',' : '\n');
    place = sw_allocate(lines, sizeof *place, "reading edges", error);
    if (place == NULL)
        return -1;
    for (size_t at = 0, used; at < size && failed == 0; at += used) {
        size_t length = line_length(&reader, text + at, size - at, &used);

        number++;
        /* An edge of the setting may not be empty, but the setting may. */
        if (empty(text + at, length) && (name != NULL || lines == 1))
            continue;
        failed = read_edge(&reader, text + at, length, number, &place[count].edge);
        place[count++].number = number;
    }
    if (failed == 0)
        failed = take(&reader, place, count, out);
    free(place);
    return failed;
}

void sw_edges_free(struct sw_edges *edges)
{
    free(edges->edge);
    *edges = (struct sw_edges){0};
}

double sw_edges_probability(const struct sw_edges *edges, uint32_t from, uint32_t to)
{
    struct sw_edge wanted = {from, to, 0};
    uint32_t low = 0, high = edges->count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (compare(&edges->edge[middle], &wanted) <= 0)
            low = middle;
        else
            high = middle;
    }
    return edges->edge[low].probability;
}
