/* selection_island.h - an island for tests of schemes: candidates with scores and observations, and
 * room for what a scheme decides. One a program; check's tests each get a fresh one by fork. */
#ifndef SW_TESTS_UNIT_SELECTION_SELECTION_ISLAND_H
#define SW_TESTS_UNIT_SELECTION_SELECTION_ISLAND_H

#include "selection/scheme.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { ISLAND_MOST = 4096, ISLAND_WIDTH = 6 };

static struct {
    float score[ISLAND_MOST], observed[ISLAND_MOST * ISLAND_WIDTH];
    float share[ISLAND_MOST / 2], expected[ISLAND_MOST];
    uint32_t parent[ISLAND_MOST], mate[ISLAND_MOST], survivor[ISLAND_MOST];
    bool clone[ISLAND_MOST];
    struct sw_candidates candidates;
    struct sw_selection selection;
    struct sw_choice choice;
    struct sw_selector *selector;
} island;

static inline const struct sw_scheme *scheme_of(const char *name)
{
    for (uint32_t i = 0; i < sw_scheme_count(); i++)
        if (strcmp(sw_scheme_row(i)->name, name) == 0)
            return sw_scheme_row(i);
    ck_abort_msg("there is no scheme %s", name);
}

/* An island of settings that act in no special way; its scores are what they were. */
static inline void island_make(uint32_t count, uint32_t width, uint32_t litters, double pressure)
{
    ck_assert_uint_le(count, ISLAND_MOST);
    ck_assert_uint_le(litters, ISLAND_MOST);
    ck_assert_uint_le(width, ISLAND_WIDTH);
    if (island.selector == NULL)
        island.selector = sw_selector_create(ISLAND_MOST, ISLAND_WIDTH, ISLAND_MOST, NULL);
    ck_assert_ptr_nonnull(island.selector);
    island.candidates = (struct sw_candidates){.count = count,
                                               .score = island.score,
                                               .width = width,
                                               .observed = width > 0 ? island.observed : NULL};
    island.selection = (struct sw_selection){.members = count,
                                             .litters = litters,
                                             .pressure = pressure,
                                             .standing_most = count,
                                             .replacement = true,
                                             .novelty = 0.5,
                                             .neighbours = 5,
                                             .cells = 8,
                                             .cases = 0.5};
    island.choice =
        (struct sw_choice){island.share, island.parent, island.mate, island.clone, island.expected};
}

/* Scores, and observations in [0, 1): with `values` > 0 of only so many values, so with many ties.
 */
static inline void island_roll(uint64_t place, uint32_t values)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, place, 0);
    uint32_t observed = island.candidates.count * island.candidates.width;

    for (uint32_t i = 0; i < island.candidates.count; i++)
        island.score[i] = values == 0 ? sw_dice_unit(&dice) * 10 - 5
                                      : (float)sw_dice_below(&dice, values) / 4.0f - 3;
    for (uint32_t i = 0; i < observed; i++)
        island.observed[i] =
            values == 0 ? sw_dice_unit(&dice) : (float)sw_dice_below(&dice, values) / (float)values;
}

static inline void island_choose(const char *name, uint64_t place)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, place, 0);

    memset(island.share, 0x7f, sizeof island.share);
    memset(island.expected, 0x7f, sizeof island.expected);
    memset(island.parent, 0x7f, sizeof island.parent);
    memset(island.mate, 0x7f, sizeof island.mate);
    memset(island.clone, true, sizeof island.clone);
    sw_scheme_parents(scheme_of(name), island.selector, &island.selection, &island.candidates,
                      &dice, &island.choice);
}

static inline uint32_t island_survive(const char *name, uint64_t place)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, place, 1);

    memset(island.survivor, 0x7f, sizeof island.survivor);
    return sw_scheme_survive(scheme_of(name), island.selector, &island.selection,
                             &island.candidates, &dice, island.survivor);
}

/* The place of a candidate by score: 0 is the best, ties to the lower index. */
static inline uint32_t place_of(uint32_t candidate)
{
    uint32_t better = 0;

    for (uint32_t i = 0; i < island.candidates.count; i++)
        better += island.score[i] > island.score[candidate] ||
                  (island.score[i] == island.score[candidate] && i < candidate);
    return better;
}

/* Whether counts of `count` kinds in `tries` fit their chances: chi-squared below a bound that less
 * than one in a million fair samples would pass (Wilson and Hilferty 1931). Kinds with fewer than 5
 * expected are taken together. */
static inline void check_fits(const uint32_t *counts, const double *chance, uint32_t count,
                              double tries, const char *what)
{
    double chi = 0, rest = 0, rest_expected = 0, freedom = -1, bound;

    for (uint32_t i = 0; i < count; i++) {
        double expected = tries * chance[i];

        if (expected < 5) {
            rest += counts[i];
            rest_expected += expected;
            continue;
        }
        chi += (counts[i] - expected) * (counts[i] - expected) / expected;
        freedom++;
    }
    if (rest_expected >= 5) {
        chi += (rest - rest_expected) * (rest - rest_expected) / rest_expected;
        freedom++;
    } else {
        ck_assert_msg(rest <= rest_expected + 6 * sqrt(rest_expected + 1) + 2,
                      "%s: %g rare ones, %g expected", what, rest, rest_expected);
    }
    if (freedom < 1)
        return;
    bound = 1 - 2 / (9 * freedom) + 4.9 * sqrt(2 / (9 * freedom));
    bound = freedom * bound * bound * bound;
    ck_assert_msg(chi <= bound, "%s: chi-squared %g with %g degrees of freedom, bound %g", what,
                  chi, freedom, bound);
}

#endif
