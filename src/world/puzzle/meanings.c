#include "world/puzzle/meanings.h"
#include "world/puzzle/explain.h"

#include <stdlib.h>
#include <string.h>

struct sw_meanings {
    uint32_t count, held, patterns;
    struct sw_meaning meaning[SW_MEANINGS_MAX];
    struct sw_law_needs needs[SW_MEANINGS_MAX];
    uint32_t family_first[UINT8_MAX + 1], family_count[UINT8_MAX + 1]; /* by law; not held out */
    struct sw_meaning_pattern pattern[SW_MEANING_PATTERNS_MAX];
    struct sw_explain *explain;
};

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

/* The meaning that the walk stands at: 1 if the text names it and worlds within the limits can show
 * it, 0 if not, -1 on an error. */
static int mean_wanted(const struct sw_law_walk *walk, const char *text,
                       const struct sw_meanings_limits *limits, struct sw_meaning *meaning,
                       struct sw_law_needs *needs, struct sw_error *error)
{
    if (sw_law_mean(walk->law, walk->choice, meaning, error) != 0)
        return -1;
    *needs = sw_meaning_needs(meaning);
    return sw_meaning_wanted(text, meaning, hindrance(needs, limits), error);
}

/* Adds the meanings of the text that are held out, or those that are not. */
static int add_meanings(struct sw_meanings *meanings, const char *text, const char *hold_out,
                        bool held, const struct sw_meanings_limits *limits, struct sw_error *error)
{
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_meaning meaning;
        struct sw_law_needs needs;
        int wanted = mean_wanted(&walk, text, limits, &meaning, &needs, error), out;

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
        if (!held && meanings->family_count[walk.law]++ == 0)
            meanings->family_first[walk.law] = meanings->count;
        meanings->meaning[meanings->count++] = meaning;
        meanings->held += held;
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
                       "worlds.hold_out = \"%.200s\" names none of these worlds' laws, so "
                       "nothing would be held out",
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
                "organisms; \"all\" uses every law that fits",
                text);
        goto failed;
    }
    if (add_patterns(meanings, hold_out, error) != 0 || check_held(meanings, hold_out, error) != 0)
        goto failed;
    meanings->explain = sw_explain_create(meanings->meaning, meanings->count, error);
    if (meanings->explain == NULL)
        goto failed;
    return meanings;
failed:
    sw_meanings_destroy(meanings);
    return NULL;
}

int sw_meanings_vocabulary(const char *text, const struct sw_meanings_limits *limits, bool *used,
                           struct sw_error *error)
{
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_meaning meaning;
        struct sw_law_needs needs;
        int wanted = mean_wanted(&walk, text, limits, &meaning, &needs, error);

        if (wanted < 0)
            return -1;
        for (uint32_t t = 0; wanted == 1 && t < meaning.teacher.length; t++)
            used[meaning.teacher.token[t]] = true;
    }
    return 0;
}

int sw_meanings_longest(const char *text, const struct sw_meanings_limits *limits,
                        uint32_t *longest, struct sw_error *error)
{
    *longest = 0;
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_meaning meaning;
        struct sw_law_needs needs;
        int wanted = mean_wanted(&walk, text, limits, &meaning, &needs, error);

        if (wanted < 0)
            return -1;
        if (wanted == 1 && meaning.teacher.length > *longest)
            *longest = meaning.teacher.length;
    }
    return 0;
}

void sw_meanings_destroy(struct sw_meanings *meanings)
{
    if (meanings != NULL)
        sw_explain_destroy(meanings->explain);
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

uint32_t sw_meanings_solve(const struct sw_meanings *meanings, const struct sw_pair *pair,
                           bool *solves)
{
    return sw_explain_pair(meanings->explain, pair, solves);
}

uint32_t sw_meanings_standing(const struct sw_meanings *meanings, const struct sw_puzzle *puzzle,
                              uint32_t own, bool *stands)
{
    return sw_explain_puzzle(meanings->explain, puzzle, own, stands);
}

bool sw_meanings_rival(const struct sw_meanings *meanings, const struct sw_puzzle *puzzle,
                       uint32_t own)
{
    return sw_explain_rival(meanings->explain, puzzle, own);
}
