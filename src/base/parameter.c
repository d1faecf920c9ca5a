#include "base/parameter.h"

#include "base/number.h"
#include "base/parameter_lines.h"
#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 64  /* longest word that sw_nearest compares */
#define CHOICES_MAX    64  /* of one row */
#define NAMES_MAX      512 /* rows among which a nearest is sought */

/* A piece of the user's text that may stand in a sentence. */
struct shown {
    char text[200];
};

static const char *show(const char *text, struct shown *shown)
{
    return sw_text_show(text, strlen(text), 60, shown->text, sizeof shown->text);
}

/* A word, and for each byte the places where the word has it (bit i: its i-th byte). A letter's
 * case counts as nothing. */
struct pattern {
    size_t length; /* 1..NAME_MAX_BYTES */
    uint64_t places[UCHAR_MAX + 1];
};

static void pattern_of(struct pattern *pattern, const char *word, size_t length)
{
    memset(pattern, 0, sizeof *pattern);
    pattern->length = length;
    for (size_t i = 0; i < length; i++)
        pattern->places[tolower((unsigned char)word[i])] |= UINT64_C(1) << i;
}

/* Edit distance of Damerau (insert, delete, replace, swap of neighbours; each once), a column of
 * the table in two words of 64 bits: where it is one more, and one less, than the row above. After
 * Hyyro, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003). */
static uint32_t distance(const struct pattern *pattern, const char *other)
{
    uint64_t more = UINT64_MAX, less = 0, last = UINT64_C(1) << (pattern->length - 1);
    uint64_t same = 0, before = 0; /* no step along the diagonal; where the byte before stood */
    uint32_t steps = (uint32_t)pattern->length;

    for (; *other != '\0'; other++) {
        uint64_t here = pattern->places[tolower((unsigned char)*other)];
        uint64_t swapped = (~same & here) << 1 & before, up, down;

        same = (((here & more) + more) ^ more) | here | less | swapped;
        up = less | ~(same | more);
        down = same & more;
        steps += (up & last) != 0;
        steps -= (down & last) != 0;
        up = up << 1 | 1;
        more = down << 1 | ~(same | up);
        less = up & same;
        before = here;
    }
    return steps;
}

const char *sw_nearest(const char *word, const char *const *candidates, uint32_t count)
{
    const char *nearest = NULL;
    size_t length = strlen(word), least = length / 2 + 1; /* what is this far is too far */
    struct pattern pattern;

    if (length == 0 || length > NAME_MAX_BYTES)
        return NULL;
    pattern_of(&pattern, word, length);
    for (uint32_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        uint32_t steps;

        /* Each letter more or less is a step. */
        if (other > NAME_MAX_BYTES || other >= length + least || length >= other + least)
            continue;
        steps = distance(&pattern, candidates[i]);
        if (steps < least) {
            least = steps;
            nearest = candidates[i];
        }
    }
    return nearest;
}

static const struct sw_parameter *row_of(struct sw_parameters table, const char *section,
                                         size_t section_length, const char *key)
{
    for (uint32_t i = 0; i < table.count; i++) {
        const struct sw_parameter *row = &table.row[i];

        if (strlen(row->section) == section_length &&
            memcmp(row->section, section, section_length) == 0 && strcmp(row->key, key) == 0)
            return row;
    }
    return NULL;
}

/* The row among those of a section (NULL: all) whose key (or, with `full`, whose whole name) is
 * nearest. */
static const struct sw_parameter *nearest_in(struct sw_parameters table, const char *section,
                                             bool full, const char *word)
{
    char names[NAMES_MAX][2 * NAME_MAX_BYTES + 2];
    const char *candidates[NAMES_MAX] = {NULL};
    const struct sw_parameter *rows[NAMES_MAX];
    const char *nearest;
    uint32_t count = 0;

    for (uint32_t i = 0; i < table.count && count < NAMES_MAX; i++) {
        const struct sw_parameter *row = &table.row[i];

        if (section != NULL && strcmp(row->section, section) != 0)
            continue;
        snprintf(names[count], sizeof names[count], "%s%s%s", full ? row->section : "",
                 full ? "." : "", row->key);
        candidates[count] = names[count];
        rows[count++] = row;
    }
    nearest = sw_nearest(word, candidates, count);
    for (uint32_t i = 0; i < count; i++)
        if (candidates[i] == nearest)
            return rows[i];
    return NULL;
}

/* The row that was meant: the same key in another section (people forget where a key stands more
 * often than they misspell it); in a section that exists the nearest key there, then anywhere; else
 * the nearest full name. */
static const struct sw_parameter *nearest_row(struct sw_parameters table, const char *name,
                                              const char *key)
{
    const char *section = NULL;
    const struct sw_parameter *row;

    for (uint32_t i = 0; i < table.count; i++)
        if (strcmp(table.row[i].key, key) == 0)
            return &table.row[i];
    for (uint32_t i = 0; i < table.count; i++) {
        size_t length = strlen(table.row[i].section);

        if (key == name + length + 1 && memcmp(table.row[i].section, name, length) == 0)
            section = table.row[i].section;
    }
    if (section == NULL) {
        row = key == name ? nearest_in(table, NULL, false, key) : NULL;
        return row != NULL ? row : nearest_in(table, NULL, true, name);
    }
    row = nearest_in(table, section, false, key);
    return row != NULL ? row : nearest_in(table, NULL, false, key);
}

const struct sw_parameter *sw_parameters_find(struct sw_parameters table, const char *name,
                                              struct sw_error *error)
{
    const char *dot = strchr(name, '.');
    const char *key = dot == NULL ? name : dot + 1;
    const struct sw_parameter *row =
        dot == NULL ? NULL : row_of(table, name, (size_t)(dot - name), key);
    struct shown shown;

    if (row == NULL && dot != NULL)
        row = sw_lines_row(table, name, (size_t)(dot - name));
    if (row != NULL)
        return row;
    row = nearest_row(table, name, key);
    if (row != NULL)
        sw_fail(error, SW_EXIT_USAGE, "there is no setting \"%s\"; did you mean \"%s.%s\"?",
                show(name, &shown), row->section, row->key);
    else
        sw_fail(error, SW_EXIT_USAGE, "there is no setting \"%s\"; \"%s\" lists all of them",
                show(name, &shown), SW_LISTED_BY(table));
    return NULL;
}

/* Splits "normal|silent|shuffled" into `text` (which then holds the names) and pointers; how many.
 */
static uint32_t split_choices(const char *choices, char text[SW_TEXT_MAX],
                              const char *names[CHOICES_MAX])
{
    uint32_t count = 0;
    char *at = text;

    if (choices == NULL || strlen(choices) >= SW_TEXT_MAX)
        return 0;
    strcpy(text, choices);
    while (count < CHOICES_MAX) {
        char *end = strchr(at, '|');

        names[count++] = at;
        if (end == NULL)
            break;
        *end = '\0';
        at = end + 1;
    }
    return count;
}

/* A bound as people write it: whole numbers in full, the rest in shortest form. */
static const char *bound_text(double bound, char text[SW_NUMBER_TEXT])
{
    if (bound == floor(bound) && fabs(bound) < 1e18)
        snprintf(text, SW_NUMBER_TEXT, "%.0f", bound);
    else
        sw_number_shortest(bound, text);
    return text;
}

void sw_parameter_range(const struct sw_parameter *row, char *text, size_t size)
{
    char low[SW_NUMBER_TEXT], high[SW_NUMBER_TEXT];
    size_t used = 0;

    switch (row->type) {
    case SW_PARAMETER_INTEGER:
    case SW_PARAMETER_REAL:
        used = (size_t)snprintf(text, size, "a %snumber",
                                row->type == SW_PARAMETER_INTEGER ? "whole " : "");
        bound_text(row->minimum, low);
        bound_text(row->maximum, high);
        if (used < size && isfinite(row->minimum) && isfinite(row->maximum))
            used += (size_t)snprintf(text + used, size - used, " from %s to %s", low, high);
        else if (used < size && isfinite(row->minimum))
            used += (size_t)snprintf(text + used, size - used, " of at least %s", low);
        else if (used < size && isfinite(row->maximum))
            used += (size_t)snprintf(text + used, size - used, " of at most %s", high);
        if (used < size && row->step != 0)
            used += (size_t)snprintf(text + used, size - used, ", a multiple of %lld",
                                     (long long)row->step);
        break;
    case SW_PARAMETER_SWITCH:
        used = (size_t)snprintf(text, size, "yes or no");
        break;
    case SW_PARAMETER_CHOICE: {
        char storage[SW_TEXT_MAX];
        const char *names[CHOICES_MAX];
        uint32_t count = split_choices(row->choices, storage, names);

        used = (size_t)snprintf(text, size, "one of ");
        for (uint32_t i = 0; i < count && used < size; i++)
            used +=
                (size_t)snprintf(text + used, size - used, "%s%s", i == 0 ? "" : ", ", names[i]);
        break;
    }
    case SW_PARAMETER_TEXT:
        used = (size_t)snprintf(text, size, "a text of at most %d bytes", SW_TEXT_MAX - 1);
        break;
    case SW_PARAMETER_LINES:
        used = (size_t)snprintf(text, size, "lines, together at most %d bytes", SW_LINES_MAX - 1);
        break;
    }
    if (row->unit != NULL && used < size)
        snprintf(text + used, size - used, " (%s)", row->unit);
}

/* A value read from text, before it is stored. */
struct value {
    int64_t integer;
    double real;
    bool on;
    int32_t choice;
};

static bool read_switch(const char *text, bool *on)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on", "0", "1"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(text, words[i]) == 0) {
            *on = i % 2 == 1;
            return true;
        }
    }
    return false;
}

/* Reads the value as the row's type, and sees whether it lies within the row's bounds. */
static int read_value(const struct sw_parameter *row, const char *text, struct value *value,
                      const char *where, struct sw_error *error)
{
    char range[SW_TEXT_MAX + 64], storage[SW_TEXT_MAX];
    const char *names[CHOICES_MAX], *nearest;
    struct shown shown;
    uint32_t count;

    switch (row->type) {
    case SW_PARAMETER_INTEGER:
        /* long double holds every int64_t, so a bound is never missed by rounding. */
        if (sw_number_integer(text, &value->integer) &&
            (long double)value->integer >= (long double)row->minimum &&
            (long double)value->integer <= (long double)row->maximum &&
            (row->step == 0 || value->integer % row->step == 0))
            return 0;
        break;
    case SW_PARAMETER_REAL:
        if (sw_number_real(text, &value->real) && value->real >= row->minimum &&
            value->real <= row->maximum)
            return 0;
        break;
    case SW_PARAMETER_SWITCH:
        if (read_switch(text, &value->on))
            return 0;
        break;
    case SW_PARAMETER_CHOICE:
        count = split_choices(row->choices, storage, names);
        for (uint32_t i = 0; i < count; i++) {
            if (strcmp(text, names[i]) == 0) {
                value->choice = (int32_t)i;
                return 0;
            }
        }
        nearest = sw_nearest(text, names, count);
        if (nearest != NULL) {
            sw_parameter_range(row, range, sizeof range);
            return sw_fail(error, SW_EXIT_USAGE,
                           "%s: %s.%s cannot be \"%s\": it is %s; did you mean \"%s\"?", where,
                           row->section, row->key, show(text, &shown), range, nearest);
        }
        break;
    case SW_PARAMETER_TEXT:
        if (strlen(text) < SW_TEXT_MAX)
            return 0;
        break;
    case SW_PARAMETER_LINES:
        if (strlen(text) < SW_LINES_MAX)
            return 0;
        break;
    }
    sw_parameter_range(row, range, sizeof range);
    return sw_fail(error, SW_EXIT_USAGE, "%s: %s.%s cannot be \"%s\": it is %s", where,
                   row->section, row->key, show(text, &shown), range);
}

int sw_parameter_check(const struct sw_parameter *row, const char *value, const char *where,
                       struct sw_error *error)
{
    struct value ignored;

    return read_value(row, value, &ignored, where, error);
}

int64_t sw_parameter_integer(const struct sw_parameter *row, const void *settings)
{
    const void *field = (const char *)settings + row->offset;

    switch (row->whole) {
    case SW_UINT32:
        return *(const uint32_t *)field;
    case SW_UINT64:
        return (int64_t) * (const uint64_t *)field;
    case SW_INT64:
        break;
    }
    return *(const int64_t *)field;
}

void sw_parameter_put_integer(const struct sw_parameter *row, void *settings, int64_t value)
{
    void *field = (char *)settings + row->offset;

    switch (row->whole) {
    case SW_UINT32:
        *(uint32_t *)field = (uint32_t)value;
        break;
    case SW_UINT64:
        *(uint64_t *)field = (uint64_t)value;
        break;
    case SW_INT64:
        *(int64_t *)field = value;
        break;
    }
}

static int store_value(const struct sw_parameter *row, void *settings, const char *text,
                       const char *where, struct sw_error *error)
{
    char *field = (char *)settings + row->offset;
    struct value value;

    if (read_value(row, text, &value, where, error) != 0)
        return -1;
    switch (row->type) {
    case SW_PARAMETER_INTEGER:
        sw_parameter_put_integer(row, settings, value.integer);
        break;
    case SW_PARAMETER_REAL:
        memcpy(field, &value.real, sizeof value.real);
        break;
    case SW_PARAMETER_SWITCH:
        memcpy(field, &value.on, sizeof value.on);
        break;
    case SW_PARAMETER_CHOICE:
        memcpy(field, &value.choice, sizeof value.choice);
        break;
    case SW_PARAMETER_TEXT:
        /* The whole field, so that equal settings are equal bytes. */
        memset(field, 0, SW_TEXT_MAX);
        memcpy(field, text, strlen(text));
        break;
    case SW_PARAMETER_LINES:
        memset(field, 0, SW_LINES_MAX);
        memcpy(field, text, strlen(text));
        break;
    }
    return 0;
}

int sw_parameters_defaults(struct sw_parameters table, void *settings, struct sw_error *error)
{
    for (uint32_t i = 0; i < table.count; i++) {
        struct sw_error reason = {0};

        if (store_value(&table.row[i], settings, table.row[i].initial, "default", &reason) != 0)
            return sw_fail(error, SW_EXIT_INTERNAL, "%s; please report this bug", reason.text);
    }
    return 0;
}

int sw_parameters_set(struct sw_parameters table, void *settings, const char *section,
                      const char *key, const char *value, const char *where, struct sw_error *error)
{
    const struct sw_parameter *row = row_of(table, section, strlen(section), key);
    struct sw_error reason = {0};
    char name[256];

    if (row != NULL && row->type != SW_PARAMETER_LINES)
        return store_value(row, settings, value, where, error);
    row = sw_lines_row(table, section, strlen(section));
    if (row != NULL)
        return sw_lines_set(row, (char *)settings + row->offset, section, key, value, where, error);
    snprintf(name, sizeof name, "%.120s.%.120s", section, key);
    row = sw_parameters_find(table, name, &reason);
    assert(row == NULL || strlen(section) > 120 || strlen(key) > 120);
    if (row != NULL) /* only what was cut off sets it apart */
        return sw_fail(error, SW_EXIT_USAGE, "%s: there is no setting with a name that long",
                       where);
    return sw_fail(error, SW_EXIT_USAGE, "%s: %s", where, reason.text);
}

int sw_parameters_assign(struct sw_parameters table, void *settings, const char *assignment,
                         struct sw_error *error)
{
    const char *equals = strchr(assignment, '=');
    const char *dot = strchr(assignment, '.');
    struct sw_error reason = {0};
    struct shown shown;
    char name[256], where[sizeof "--set " + sizeof shown.text];

    if (equals == NULL || equals == assignment || dot == assignment || dot + 1 == equals ||
        (size_t)(equals - assignment) >= sizeof name)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--set: \"%s\" is not an assignment; write section.key=value",
                       show(assignment, &shown));
    memcpy(name, assignment, (size_t)(equals - assignment));
    name[equals - assignment] = '\0';
    if (dot == NULL || dot > equals) { /* a key without its section */
        sw_parameters_find(table, name, &reason);
        return sw_fail(error, SW_EXIT_USAGE, "--set: %s", reason.text);
    }
    /* What is wrong in a line is said of its text alone, so the place says which line. */
    snprintf(where, sizeof where, "--set %s", show(name, &shown));
    name[dot - assignment] = '\0';
    if (sw_lines_row(table, name, strlen(name)) == NULL)
        where[strlen("--set")] = '\0';
    return sw_parameters_set(table, settings, name, name + (dot - assignment) + 1, equals + 1,
                             where, error);
}

/* Whether a text has to stand in quotes to be read back as it is. */
static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);

    if (length == 0 || text[0] == ' ' || text[length - 1] == ' ')
        return true;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '#')
            return true;
    }
    return false;
}

static void quote(const char *text, char *out, size_t size)
{
    size_t used = 0;

    assert(size >= 8);
    out[used++] = '"';
    for (; *text != '\0' && used + 6 < size; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte == '"' || byte == '\\') {
            out[used++] = '\\';
            out[used++] = (char)byte;
        } else if (byte < 0x20 || byte == 0x7F) {
            used += (size_t)snprintf(out + used, size - used, "\\x%02x", byte);
        } else {
            out[used++] = (char)byte;
        }
    }
    out[used++] = '"';
    out[used] = '\0';
}

void sw_parameter_value(const struct sw_parameter *row, const void *settings, char *text,
                        size_t size)
{
    const char *field = (const char *)settings + row->offset;
    char number[SW_NUMBER_TEXT], storage[SW_TEXT_MAX];
    const char *names[CHOICES_MAX];
    struct value value;
    uint32_t count;

    switch (row->type) {
    case SW_PARAMETER_INTEGER:
        snprintf(text, size, "%lld", (long long)sw_parameter_integer(row, settings));
        break;
    case SW_PARAMETER_REAL:
        memcpy(&value.real, field, sizeof value.real);
        snprintf(text, size, "%s", sw_number_shortest(value.real, number));
        break;
    case SW_PARAMETER_SWITCH:
        memcpy(&value.on, field, sizeof value.on);
        snprintf(text, size, "%s", value.on ? "yes" : "no");
        break;
    case SW_PARAMETER_CHOICE:
        memcpy(&value.choice, field, sizeof value.choice);
        count = split_choices(row->choices, storage, names);
        assert(value.choice >= 0 && (uint32_t)value.choice < count);
        snprintf(text, size, "%s", names[value.choice]);
        break;
    case SW_PARAMETER_TEXT:
        if (needs_quotes(field))
            quote(field, text, size);
        else
            snprintf(text, size, "%s", field);
        break;
    case SW_PARAMETER_LINES:
        snprintf(text, size, "%s", field);
        break;
    }
}

bool sw_parameter_same(const struct sw_parameter *row, const void *a, const void *b)
{
    char left[4 * SW_TEXT_MAX + 8], right[4 * SW_TEXT_MAX + 8];

    if (row->type == SW_PARAMETER_LINES)
        return strcmp((const char *)a + row->offset, (const char *)b + row->offset) == 0;
    sw_parameter_value(row, a, left, sizeof left);
    sw_parameter_value(row, b, right, sizeof right);
    return strcmp(left, right) == 0;
}
