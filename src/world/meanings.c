#include "world/meanings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What a set of meanings can have made of a pair: the meanings' claims (enum sw_law_effect, ink,
 * from), any of them; and what all of them ask for. */
struct claims {
    uint64_t effects; /* bit k: the k-th set of effects that laws of the set claim */
    uint16_t inks; /* bit c: a meaning that paints c only; CLAIMS_NONE: one that claims nothing */
    uint16_t froms;
    uint16_t asks; /* bit c: none of them finds what it selects without a cell of c */
};

enum { CLAIMS_NONE = 1 << SW_COLOURS, EFFECTS_MAX = 64 };

/* The teachers as a tree in which programs that begin alike share their beginning, laid out in the
 * order in which it is walked. A node applies its tokens to what its parent (the last node before
 * it that is one level up) has left. So of hundreds of programs only a few dozen selections are
 * made; and a part of the tree where no law can have the effects that a pair shows is passed over.
 * Teachers that need a memory do not stand in it: each is run by itself. */
struct node {
    uint8_t level, length;
    uint8_t token[SW_PROGRAM_MAX];
    uint32_t meaning; /* whose program ends here, or SW_MEANING_NONE */
    uint32_t after;   /* the first node behind this subtree */
    struct claims claims;
};

struct sw_meanings {
    uint32_t count, held, nodes, loose, patterns, effect_sets;
    struct sw_meaning meaning[SW_MEANINGS_MAX];
    struct sw_law_needs needs[SW_MEANINGS_MAX];
    struct claims claims[SW_MEANINGS_MAX];
    uint32_t family_first[UINT8_MAX + 1], family_count[UINT8_MAX + 1]; /* by law; not held out */
    uint32_t effect_set[EFFECTS_MAX];    /* the sets of effects that are claimed */
    uint32_t loose_row[SW_MEANINGS_MAX]; /* meanings that are not in the tree */
    struct sw_meaning_pattern pattern[SW_MEANING_PATTERNS_MAX];
    struct node node[2 * SW_MEANINGS_MAX];
};

/* --- claims --- */

/* Bit c if the token takes the colour c in hand. */
static uint16_t hand_colour(uint8_t token)
{
    const char *name = sw_edit_row(token)->name;

    if (strlen(name) != 6 || memcmp(name, "hand.", 5) != 0 || name[5] < '1' || name[5] > '9')
        return 0;
    return (uint16_t)(1u << (name[5] - '0'));
}

static uint16_t colour_claim(const struct sw_meaning *meaning, uint8_t parameter)
{
    return parameter == 0 ? CLAIMS_NONE : (uint16_t)(1u << (meaning->parameter[parameter - 1] + 1));
}

/* The colours that the teacher takes in hand and selects while the canvas is what it was at
 * first. */
static uint16_t asks_of(const struct sw_program *teacher)
{
    uint16_t asks = 0;
    bool first = true;

    for (int i = 0; i < teacher->length; i++) {
        const struct sw_edit *row = sw_edit_row(teacher->token[i]);

        if (row->group == SW_EDIT_ACT || row->group == SW_EDIT_CONTROL)
            first = strcmp(row->name, "restart") == 0;
        else if (first && i > 0 && strcmp(row->name, "select.colour") == 0)
            asks |= hand_colour(teacher->token[i - 1]);
    }
    return asks;
}

static struct claims claims_of(struct sw_meanings *meanings, const struct sw_meaning *meaning)
{
    const struct sw_law *law = sw_law_row(meaning->law);
    uint32_t k = 0;

    while (k < meanings->effect_sets && meanings->effect_set[k] != law->effects)
        k++;
    if (k == meanings->effect_sets) {
        assert(k < EFFECTS_MAX);
        meanings->effect_set[meanings->effect_sets++] = law->effects;
    }
    return (struct claims){UINT64_C(1) << k, colour_claim(meaning, law->ink),
                           colour_claim(meaning, law->from), asks_of(&meaning->teacher)};
}

/* The claims that do not contradict the signature. */
static struct claims possible(const struct sw_meanings *meanings,
                              const struct sw_signature *signature)
{
    struct claims claims = {0, (uint16_t)(signature->ink | CLAIMS_NONE),
                            (uint16_t)(signature->from | CLAIMS_NONE), signature->seen};

    for (uint32_t k = 0; k < meanings->effect_sets; k++)
        if ((meanings->effect_set[k] & ~signature->effects) == 0)
            claims.effects |= UINT64_C(1) << k;
    return claims;
}

static bool agree(const struct claims *claims, const struct claims *possible_ones)
{
    return (claims->effects & possible_ones->effects) != 0 &&
           (claims->inks & possible_ones->inks) != 0 &&
           (claims->froms & possible_ones->froms) != 0 &&
           (claims->asks & ~possible_ones->asks) == 0;
}

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

static int make_tree(struct sw_meanings *meanings, struct sw_error *error)
{
    const struct sw_meaning **row =
        sw_allocate(meanings->count, sizeof *row, "sorting the meanings", error);
    uint32_t count = 0;

    if (row == NULL)
        return -1;
    for (uint32_t i = 0; i < meanings->count; i++) {
        meanings->claims[i] = claims_of(meanings, &meanings->meaning[i]);
        if (meanings->needs[i].memory)
            meanings->loose_row[meanings->loose++] = i;
        else
            row[count++] = &meanings->meaning[i];
    }
    qsort(row, count, sizeof *row, compare_rows);
    add_subtree(meanings, row, 0, count, 0, 0);
    free(row);
    for (uint32_t top = 0; top < meanings->nodes; top++) {
        struct node *node = &meanings->node[top];

        node->claims.asks = UINT16_MAX;
        for (uint32_t i = top; i < node->after; i++) {
            const struct claims *claims;

            if (meanings->node[i].meaning == SW_MEANING_NONE)
                continue;
            claims = &meanings->claims[meanings->node[i].meaning];
            node->claims.effects |= claims->effects;
            node->claims.inks |= claims->inks;
            node->claims.froms |= claims->froms;
            node->claims.asks &= claims->asks;
        }
    }
    return 0;
}

/* False if a selection is empty: then no program of the subtree explains anything. */
static bool step_node(struct sw_canvas *canvas, const struct node *node)
{
    for (int t = 0; t < node->length; t++)
        if (!sw_law_step(canvas, node->token[t]))
            return false;
    return true;
}

/* Which of the meanings whose claims `wanted` allows turn the canvas into the target. */
static uint32_t solve(const struct sw_meanings *meanings, const struct sw_pair *pair,
                      const struct claims *wanted, bool *solves)
{
    struct sw_canvas work[SW_PROGRAM_MAX + 3];
    struct sw_anatomy anatomy;
    uint32_t count = 0;

    memset(solves, 0, meanings->count * sizeof *solves);
    anatomy.known = 0;
    sw_canvas_begin(&work[0], &pair->canvas);
    work[0].anatomy = &anatomy;
    for (uint32_t i = 0; i < meanings->nodes; i++) {
        const struct node *node = &meanings->node[i];
        struct sw_canvas *canvas = &work[node->level + 1];

        if (!agree(&node->claims, wanted)) {
            i = node->after - 1;
            continue;
        }
        sw_canvas_copy(canvas, &work[node->level]);
        if (!step_node(canvas, node)) {
            i = node->after - 1;
            continue;
        }
        if (node->meaning != SW_MEANING_NONE) {
            solves[node->meaning] = sw_grid_equal(&canvas->grid, &pair->target);
            count += solves[node->meaning];
        }
    }
    for (uint32_t i = 0; i < meanings->loose; i++) {
        uint32_t row = meanings->loose_row[i];

        if (!agree(&meanings->claims[row], wanted))
            continue;
        solves[row] = sw_meaning_explains(&meanings->meaning[row], &pair->canvas, &pair->target);
        count += solves[row];
    }
    return count;
}

uint32_t sw_meanings_solve(const struct sw_meanings *meanings, const struct sw_pair *pair,
                           bool *solves)
{
    struct sw_signature signature = sw_signature_of(&pair->canvas, &pair->target);
    struct claims wanted = possible(meanings, &signature);

    return solve(meanings, pair, &wanted, solves);
}

uint32_t sw_meanings_standing(const struct sw_meanings *meanings, const struct sw_puzzle *puzzle,
                              bool *stands)
{
    return sw_meanings_standing_with(meanings, puzzle, SW_MEANING_NONE, stands);
}

/* A meaning must agree with all demonstrations, so they are looked at together before any program
 * is run; and what is left is run on the smallest canvas first. */
uint32_t sw_meanings_standing_with(const struct sw_meanings *meanings,
                                   const struct sw_puzzle *puzzle, uint32_t own, bool *stands)
{
    struct sw_signature all = {UINT32_MAX, UINT16_MAX, UINT16_MAX, UINT16_MAX};
    struct claims wanted;
    int first = 0;
    uint32_t count, left;

    if (puzzle->demonstrations == 0) {
        memset(stands, true, meanings->count);
        return meanings->count;
    }
    for (int d = 0; d < puzzle->demonstrations; d++) {
        const struct sw_pair *pair = &puzzle->demonstration[d],
                             *least = &puzzle->demonstration[first];
        struct sw_signature one = sw_signature_of(&pair->canvas, &pair->target);

        all.effects &= one.effects;
        all.ink &= one.ink;
        all.from &= one.from;
        all.seen &= one.seen;
        if (pair->canvas.width * pair->canvas.height < least->canvas.width * least->canvas.height)
            first = d;
    }
    wanted = possible(meanings, &all);
    count = left = solve(meanings, &puzzle->demonstration[first], &wanted, stands);
    for (uint32_t i = 0; left > 0; i++) {
        if (!stands[i])
            continue;
        left--;
        for (int d = 0; d < puzzle->demonstrations && stands[i] && i != own; d++) {
            const struct sw_pair *pair = &puzzle->demonstration[d];

            if (d != first &&
                !sw_meaning_explains(&meanings->meaning[i], &pair->canvas, &pair->target)) {
                stands[i] = false;
                count--;
            }
        }
    }
    return count;
}

/* --- which meanings --- */

static bool divisible(int low, int high)
{
    for (int side = low; side <= high; side++)
        if (side > 3 && (side % 2 == 0 || side % 3 == 0 || (side > 5 && side % 5 == 0)))
            return true;
    return false;
}

/* NULL if the limits allow the meaning, else what stands in the way. */
static const char *hindrance(const struct sw_law_needs *needs,
                             const struct sw_meanings_limits *limits)
{
    if (needs->colours > limits->colours)
        return "more colours (worlds.colours)";
    if (needs->organisms > limits->organisms)
        return "more organisms (worlds.organisms_max)";
    if (needs->blocks && !divisible(limits->side_min, limits->side_max))
        return "sides that can be divided (worlds.side_max)";
    if (needs->side_max < limits->side_min)
        return "smaller canvases (worlds.side_min)";
    if (needs->side_min > limits->side_max)
        return "larger canvases (worlds.side_max)";
    return NULL;
}

/* Adds the meanings of the text that are held out, or those that are not. */
static int add_meanings(struct sw_meanings *meanings, const char *text, const char *hold_out,
                        bool held, const struct sw_meanings_limits *limits, struct sw_error *error)
{
    for (uint32_t law = 0; law < sw_law_count(); law++) {
        const struct sw_law *row = sw_law_row(law);
        uint32_t choices[2] = {sw_law_choices(row->parameter[0]),
                               sw_law_choices(row->parameter[1])};

        for (uint32_t i = 0; i < choices[0] * choices[1]; i++) {
            uint8_t choice[2] = {(uint8_t)(i / choices[1]), (uint8_t)(i % choices[1])};
            struct sw_meaning meaning;
            struct sw_law_needs needs;
            int wanted, out;

            if (!sw_law_pairs(law, choice))
                continue;
            if (sw_law_mean(law, choice, &meaning, error) != 0)
                return -1;
            needs = sw_meaning_needs(&meaning);
            wanted = sw_meaning_wanted(text, &meaning, hindrance(&needs, limits), error);
            if (wanted < 0)
                return -1;
            out = sw_meaning_wanted(hold_out, &meaning, NULL, error);
            if (out < 0)
                return sw_error_prefix(error, "worlds.hold_out");
            if (wanted == 0 || (out == 1) != held)
                continue;
            if (meanings->count == SW_MEANINGS_MAX)
                return sw_fail(error, SW_EXIT_USAGE,
                               "the laws \"%.200s\" have over %d meanings; name fewer", text,
                               SW_MEANINGS_MAX);
            meanings->needs[meanings->count] = needs;
            if (!held && meanings->family_count[law]++ == 0)
                meanings->family_first[law] = meanings->count;
            meanings->meaning[meanings->count++] = meaning;
            meanings->held += held;
        }
    }
    return 0;
}

static bool any_covered(const struct sw_meanings *meanings, const struct sw_meaning_name *name)
{
    for (uint32_t i = 0; i < meanings->count; i++)
        if (sw_meaning_covered(name, &meanings->meaning[i]))
            return true;
    return false;
}

static int add_patterns(struct sw_meanings *meanings, const char *hold_out, struct sw_error *error)
{
    int count = sw_meaning_patterns(hold_out, meanings->pattern, error);

    if (count < 0)
        return sw_error_prefix(error, "worlds.hold_out");
    meanings->patterns = (uint32_t)count;
    for (int i = 0; i < count; i++)
        if (!any_covered(meanings, &meanings->pattern[i].first) ||
            !any_covered(meanings, &meanings->pattern[i].second))
            return sw_fail(error, SW_EXIT_USAGE,
                           "worlds.hold_out: %s is no composition of laws of these worlds",
                           meanings->pattern[i].text);
    return 0;
}

/* Something that is to be held out must be there: else lives meet what the user thinks they do
 * not. */
static int check_held(const struct sw_meanings *meanings, const char *hold_out,
                      struct sw_error *error)
{
    if (meanings->held == 0 && meanings->patterns == 0 &&
        hold_out[strspn(hold_out, ", \t")] != '\0')
        return sw_fail(error, SW_EXIT_USAGE,
                       "worlds.hold_out = \"%.200s\" is none of these worlds' laws, so nothing "
                       "would be held out",
                       hold_out);
    if (meanings->held == meanings->count)
        return sw_fail(error, SW_EXIT_USAGE, "worlds.hold_out = \"%.200s\" leaves no law for lives",
                       hold_out);
    return 0;
}

struct sw_meanings *sw_meanings_create(const char *text, const char *hold_out,
                                       const struct sw_meanings_limits *limits,
                                       struct sw_error *error)
{
    struct sw_meanings *meanings = sw_allocate(1, sizeof *meanings, "listing the laws", error);

    if (meanings == NULL)
        return NULL;
    if (add_meanings(meanings, text, hold_out, false, limits, error) != 0 ||
        add_meanings(meanings, text, hold_out, true, limits, error) != 0)
        goto failed;
    if (meanings->count == 0) {
        sw_fail(error, SW_EXIT_USAGE,
                "the laws \"%.200s\" leave nothing to show with these canvases, colours and "
                "organisms; worlds.laws = all takes every law that fits",
                text);
        goto failed;
    }
    if (add_patterns(meanings, hold_out, error) != 0 ||
        check_held(meanings, hold_out, error) != 0 || make_tree(meanings, error) != 0)
        goto failed;
    return meanings;
failed:
    sw_meanings_destroy(meanings);
    return NULL;
}

int sw_meanings_vocabulary(const char *text, const struct sw_meanings_limits *limits, bool *used,
                           struct sw_error *error)
{
    for (uint32_t law = 0; law < sw_law_count(); law++) {
        const struct sw_law *row = sw_law_row(law);
        uint32_t choices[2] = {sw_law_choices(row->parameter[0]),
                               sw_law_choices(row->parameter[1])};

        for (uint32_t i = 0; i < choices[0] * choices[1]; i++) {
            uint8_t choice[2] = {(uint8_t)(i / choices[1]), (uint8_t)(i % choices[1])};
            struct sw_meaning meaning;
            struct sw_law_needs needs;
            int wanted;

            if (!sw_law_pairs(law, choice))
                continue;
            if (sw_law_mean(law, choice, &meaning, error) != 0)
                return -1;
            needs = sw_meaning_needs(&meaning);
            wanted = sw_meaning_wanted(text, &meaning, hindrance(&needs, limits), error);
            if (wanted < 0)
                return -1;
            for (uint32_t t = 0; wanted == 1 && t < meaning.teacher.length; t++)
                used[meaning.teacher.token[t]] = true;
        }
    }
    return 0;
}

void sw_meanings_destroy(struct sw_meanings *meanings)
{
    free(meanings);
}

uint32_t sw_meanings_count(const struct sw_meanings *meanings)
{
    return meanings->count;
}

uint32_t sw_meanings_held(const struct sw_meanings *meanings)
{
    return meanings->held;
}

const struct sw_meaning *sw_meanings_row(const struct sw_meanings *meanings, uint32_t index)
{
    return index < meanings->count ? &meanings->meaning[index] : NULL;
}

const struct sw_law_needs *sw_meanings_needs(const struct sw_meanings *meanings, uint32_t index)
{
    return index < meanings->count ? &meanings->needs[index] : NULL;
}

void sw_meanings_family(const struct sw_meanings *meanings, uint32_t law, uint32_t *first,
                        uint32_t *count)
{
    *first = meanings->family_first[law];
    *count = meanings->family_count[law];
}

uint32_t sw_meanings_patterns(const struct sw_meanings *meanings)
{
    return meanings->patterns;
}

const struct sw_meaning_pattern *sw_meanings_pattern(const struct sw_meanings *meanings,
                                                     uint32_t index)
{
    return index < meanings->patterns ? &meanings->pattern[index] : NULL;
}

bool sw_meanings_apart(const struct sw_meanings *meanings, uint32_t first, uint32_t second)
{
    for (uint32_t i = 0; i < meanings->patterns; i++)
        if (sw_meaning_covered(&meanings->pattern[i].first, &meanings->meaning[first]) &&
            sw_meaning_covered(&meanings->pattern[i].second, &meanings->meaning[second]))
            return true;
    return false;
}
