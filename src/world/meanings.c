#include "world/meanings.h"
#include "base/parameter.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The teachers as a tree in which programs that begin alike share their beginning, laid out in the
 * order in which it is walked. A node applies its tokens to what its parent (the last node before
 * it that is one level up) has left. So of 66 programs, only nine selections are made and not 66;
 * and a part of the tree where no law can have the effects that a pair shows is passed over. */
struct node {
    uint8_t level, length;
    uint8_t token[SW_PROGRAM_MAX];
    uint32_t meaning; /* whose program ends here, or SW_MEANING_NONE */
    uint32_t effects; /* bit e: a meaning in this subtree has the set of effects e */
    uint32_t after;   /* the first node behind this subtree */
};

_Static_assert(SW_EFFECT_BITS <= 5, "a set of sets of effects has 32 bits");

struct sw_meanings {
    uint32_t count, nodes;
    struct sw_meaning meaning[SW_MEANINGS_MAX];
    struct sw_law_needs needs[SW_MEANINGS_MAX];
    struct node node[2 * SW_MEANINGS_MAX];
};

/* --- the tree --- */

static int compare_programs(const struct sw_program *a, const struct sw_program *b)
{
    int shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->token, b->token, (size_t)shorter);

    return order != 0 ? order : (int)a->length - (int)b->length;
}

static int compare_rows(const void *a, const void *b)
{
    const struct sw_meaning *const *x = a, *const *y = b;
    int order = compare_programs(&(*x)->teacher, &(*y)->teacher);

    return order != 0 ? order : (*x > *y) - (*x < *y);
}

static struct node *add_node(struct sw_meanings *meanings, int level)
{
    struct node *node = &meanings->node[meanings->nodes++];

    assert(meanings->nodes <= 2 * SW_MEANINGS_MAX);
    *node = (struct node){.level = (uint8_t)level, .meaning = SW_MEANING_NONE};
    return node;
}

/* Adds the subtree of sorted rows low..high-1, which share their first `from` tokens and are
 * longer. Every node but the doubles ends a program or has two children: fewer than two nodes a
 * meaning. */
static void add_subtree(struct sw_meanings *meanings, const struct sw_meaning **row, uint32_t low,
                        uint32_t high, int from, int level)
{
    while (low < high) {
        const struct sw_program *first = &row[low]->teacher, *last;
        uint32_t top = meanings->nodes, end = low;
        struct node *node = add_node(meanings, level);
        int shared = from + 1;

        while (end < high && row[end]->teacher.token[from] == first->token[from])
            end++;
        last = &row[end - 1]->teacher;
        while (shared < first->length && shared < last->length &&
               first->token[shared] == last->token[shared])
            shared++;
        node->length = (uint8_t)(shared - from);
        memcpy(node->token, first->token + from, node->length);
        for (; low < end && row[low]->teacher.length == shared; low++) {
            if (node->meaning != SW_MEANING_NONE) {
                node = add_node(meanings, level + 1);
                node->after = meanings->nodes;
            }
            node->meaning = (uint32_t)(row[low] - meanings->meaning);
        }
        add_subtree(meanings, row, low, end, shared, level + 1);
        low = end;
        meanings->node[top].after = meanings->nodes;
    }
}

static uint32_t effects_of(const struct sw_meanings *meanings, uint32_t meaning)
{
    return sw_law_row(meanings->meaning[meaning].law)->effects;
}

static int make_tree(struct sw_meanings *meanings, struct sw_error *error)
{
    const struct sw_meaning **row =
        sw_allocate(meanings->count, sizeof *row, "sorting the meanings", error);

    if (row == NULL)
        return -1;
    for (uint32_t i = 0; i < meanings->count; i++)
        row[i] = &meanings->meaning[i];
    qsort(row, meanings->count, sizeof *row, compare_rows);
    add_subtree(meanings, row, 0, meanings->count, 0, 0);
    free(row);
    for (uint32_t top = 0; top < meanings->nodes; top++) {
        struct node *node = &meanings->node[top];

        for (uint32_t i = top; i < node->after; i++)
            if (meanings->node[i].meaning != SW_MEANING_NONE)
                node->effects |= 1u << effects_of(meanings, meanings->node[i].meaning);
    }
    return 0;
}

uint32_t sw_meanings_solve(const struct sw_meanings *meanings, const struct sw_pair *pair,
                           bool *solves)
{
    struct sw_canvas work[SW_PROGRAM_MAX + 3];
    uint32_t shown = sw_effects_of(&pair->canvas, &pair->target), possible = 0, count = 0;

    for (uint32_t effects = 0; effects < 1u << SW_EFFECT_BITS; effects++)
        if ((effects & ~shown) == 0)
            possible |= 1u << effects;
    memset(solves, 0, meanings->count * sizeof *solves);
    work[0] = sw_canvas_of(&pair->canvas);
    for (uint32_t i = 0; i < meanings->nodes; i++) {
        const struct node *node = &meanings->node[i];
        struct sw_canvas *canvas = &work[node->level + 1];

        if ((node->effects & possible) == 0) {
            i = node->after - 1;
            continue;
        }
        *canvas = work[node->level];
        for (int t = 0; t < node->length; t++) {
            const struct sw_edit *edit = sw_edit_row(node->token[t]);

            edit->apply(canvas, edit->parameter);
        }
        if (node->meaning != SW_MEANING_NONE) {
            solves[node->meaning] = sw_grid_equal(&canvas->grid, &pair->target);
            count += solves[node->meaning];
        }
    }
    return count;
}

uint32_t sw_meanings_standing(const struct sw_meanings *meanings, const struct sw_puzzle *puzzle,
                              bool *stands)
{
    uint32_t count;

    if (puzzle->demonstrations == 0) {
        memset(stands, true, meanings->count);
        return meanings->count;
    }
    count = sw_meanings_solve(meanings, &puzzle->demonstration[0], stands);
    for (uint32_t i = 0; i < meanings->count; i++) {
        for (int d = 1; d < puzzle->demonstrations && stands[i]; d++) {
            const struct sw_pair *pair = &puzzle->demonstration[d];
            struct sw_grid result = sw_program_run(&meanings->meaning[i].teacher, &pair->canvas);

            if (!sw_grid_equal(&result, &pair->target)) {
                stands[i] = false;
                count--;
            }
        }
    }
    return count;
}

/* --- the text --- */

/* One name of the text: a law, and a choice for each parameter or -1. */
struct name {
    uint32_t law;
    int choice[2];
    bool full; /* nothing is left open */
};

static int unknown(const char *what, const char *word, size_t length, const char *const *candidates,
                   uint32_t count, struct sw_error *error)
{
    char text[64], list[384] = "";
    const char *nearest;

    if (length >= sizeof text)
        length = sizeof text - 1;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)(word[i] >= ' ' && word[i] <= '~' ? word[i] : '?');
    text[length] = '\0';
    nearest = sw_nearest(text, candidates, count);
    if (nearest != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "there is no %s \"%s\"; did you mean \"%s\"?", what,
                       text, nearest);
    for (uint32_t i = 0; i < count; i++) {
        size_t used = strlen(list);

        snprintf(list + used, sizeof list - used, i > 0 ? ", %s" : "%s", candidates[i]);
    }
    return sw_fail(error, SW_EXIT_USAGE, "there is no %s \"%s\"; choose from %s", what, text, list);
}

static int parse_name(const char *text, size_t length, struct name *out, struct sw_error *error)
{
    const char *end = text + length, *dot = memchr(text, '.', length);
    const char *candidates[64];
    int law = sw_law_find(text, dot != NULL ? (size_t)(dot - text) : length);
    const struct sw_law *row;

    if (law < 0) {
        uint32_t count = sw_law_count();

        assert(count <= sizeof candidates / sizeof candidates[0]);
        for (uint32_t i = 0; i < count; i++)
            candidates[i] = sw_law_row(i)->name;
        return unknown("law", text, dot != NULL ? (size_t)(dot - text) : length, candidates, count,
                       error);
    }
    row = sw_law_row((uint32_t)law);
    *out = (struct name){.law = (uint32_t)law, .choice = {-1, -1}, .full = true};
    for (int i = 0; i < 2; i++) {
        uint32_t choices = sw_law_choices(row->parameter[i]);
        size_t word;

        if (row->parameter[i] == SW_PARAMETER_NONE) {
            out->choice[i] = 0;
            continue;
        }
        if (dot == NULL) {
            out->full = false;
            continue;
        }
        text = dot + 1;
        dot = memchr(text, '.', (size_t)(end - text));
        word = (size_t)((dot != NULL ? dot : end) - text);
        for (uint32_t c = 0; c < choices; c++) {
            candidates[c] = sw_law_choice_name(row->parameter[i], c);
            if (strlen(candidates[c]) == word && memcmp(candidates[c], text, word) == 0)
                out->choice[i] = (int)c;
        }
        if (out->choice[i] < 0)
            return unknown(sw_law_parameter_name(row->parameter[i]), text, word, candidates,
                           choices, error);
    }
    if (dot != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "the law %s takes no parameter \"%.*s\"", row->name,
                       (int)(end - dot - 1 < 40 ? end - dot - 1 : 40), dot + 1);
    return 0;
}

/* NULL if the limits allow the meaning, else what stands in the way. */
static const char *hindrance(const struct sw_law_needs *needs,
                             const struct sw_meanings_limits *limits)
{
    if (needs->square && !limits->square)
        return "square canvases (worlds.square = yes)";
    if (needs->colours > limits->colours)
        return "more colours (worlds.colours)";
    if (needs->organisms > limits->organisms)
        return "more organisms (worlds.organisms_max)";
    return NULL;
}

static bool covers(const struct name *name, uint32_t law, const uint8_t choice[2])
{
    return name->law == law && (name->choice[0] < 0 || name->choice[0] == choice[0]) &&
           (name->choice[1] < 0 || name->choice[1] == choice[1]);
}

/* Whether the text has the meaning: 1, 0, or -1 with a sentence. The last name that covers it
 * decides. */
static int wants(const char *text, const struct sw_meaning *meaning, const char *hindered,
                 struct sw_error *error)
{
    int wanted = 0;
    bool first = true;

    while (*text != '\0') {
        size_t length = strcspn(text, ",");
        const char *word = text, *end = text + length;
        bool without = false;
        struct name name = {.law = 0};

        text = end + (*end == ',');
        while (word < end && isspace((unsigned char)*word))
            word++;
        while (end > word && isspace((unsigned char)end[-1]))
            end--;
        if (word == end)
            continue;
        if (*word == '-') {
            without = true;
            word++;
            wanted = wanted || first;
        }
        first = false;
        if (end - word == 3 && memcmp(word, "all", 3) == 0) {
            wanted = !without;
            continue;
        }
        if (parse_name(word, (size_t)(end - word), &name, error) != 0)
            return -1;
        if (!covers(&name, meaning->law, meaning->parameter))
            continue;
        if (name.full && !without && hindered != NULL)
            return sw_fail(error, SW_EXIT_USAGE, "the law %s needs %s", meaning->name, hindered);
        wanted = !without;
    }
    return hindered == NULL && wanted;
}

struct sw_meanings *sw_meanings_create(const char *text, const struct sw_meanings_limits *limits,
                                       struct sw_error *error)
{
    struct sw_meanings *meanings = sw_allocate(1, sizeof *meanings, "listing the laws", error);

    if (meanings == NULL)
        return NULL;
    for (uint32_t law = 0; law < sw_law_count(); law++) {
        const struct sw_law *row = sw_law_row(law);
        uint32_t choices[2] = {sw_law_choices(row->parameter[0]),
                               sw_law_choices(row->parameter[1])};

        for (uint32_t i = 0; i < choices[0] * choices[1]; i++) {
            uint8_t choice[2] = {(uint8_t)(i / choices[1]), (uint8_t)(i % choices[1])};
            struct sw_meaning meaning;
            struct sw_law_needs needs;
            int wanted;

            if (sw_law_mean(law, choice, &meaning, error) != 0)
                goto failed;
            needs = sw_meaning_needs(&meaning);
            wanted = wants(text, &meaning, hindrance(&needs, limits), error);
            if (wanted < 0)
                goto failed;
            if (wanted == 0)
                continue;
            if (meanings->count == SW_MEANINGS_MAX) {
                sw_fail(error, SW_EXIT_USAGE, "the laws \"%s\" have over %d meanings; name fewer",
                        text, SW_MEANINGS_MAX);
                goto failed;
            }
            meanings->needs[meanings->count] = needs;
            meanings->meaning[meanings->count++] = meaning;
        }
    }
    if (meanings->count == 0) {
        sw_fail(error, SW_EXIT_USAGE,
                "the laws \"%.200s\" leave nothing to show with these canvases, colours and "
                "organisms; worlds.laws = all takes every law that fits",
                text);
        goto failed;
    }
    if (make_tree(meanings, error) != 0)
        goto failed;
    return meanings;
failed:
    sw_meanings_destroy(meanings);
    return NULL;
}

void sw_meanings_destroy(struct sw_meanings *meanings)
{
    free(meanings);
}

uint32_t sw_meanings_count(const struct sw_meanings *meanings)
{
    return meanings->count;
}

const struct sw_meaning *sw_meanings_row(const struct sw_meanings *meanings, uint32_t index)
{
    return index < meanings->count ? &meanings->meaning[index] : NULL;
}

const struct sw_law_needs *sw_meanings_needs(const struct sw_meanings *meanings, uint32_t index)
{
    return index < meanings->count ? &meanings->needs[index] : NULL;
}
