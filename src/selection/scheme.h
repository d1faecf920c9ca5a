/* scheme.h - who leaves offspring: pure functions on scores. Knows no worlds, no weights, no ranks.
 *
 * One table of rows: adding a scheme is adding a row and a function (docs/adding-a-scheme.md).
 * Every scheme reads one `pressure` in (0, 1): the share of the members that leave nothing. Local.
 */
#ifndef SW_SELECTION_SCHEME_H
#define SW_SELECTION_SCHEME_H

#include "base/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SW_SLOT_RECOMBINED UINT32_MAX /* the parent is what recombination makes, not a member */

/* What a scheme decides for one island and generation; arrays are the caller's. */
struct sw_choice {
    float *share; /* [members / 2] recombination: how far each antithetic pair moves the parent */
    uint32_t *parent; /* [litters] slot of each next litter's parent, or SW_SLOT_RECOMBINED */
    bool *clone;      /* [litters] the litter's first pair is the parent itself, scored again */
};

/* An island as a scheme finds it. */
struct sw_selection {
    uint32_t members, litters;
    double pressure;
};

struct sw_scheme {
    const char *name, *description;
    const char *pressure; /* what pressure means here, exactly */
    /* It gives shares, and SW_SLOT_RECOMBINED as every parent. It is asked again whenever that
     * parent is made, and then with no elites and without dice (NULL). */
    bool recombines;
    /* order: [2 * members] scratch. scores: [members], finite, higher is better, members even;
     * slots 2p and 2p + 1 are a pair. Ties go to the lower slot. elites: how many of the best are
     * carried over as clones (schemes that do not recombine). */
    void (*choose)(const float *scores, uint32_t members, uint32_t litters, double pressure,
                   uint32_t elites, struct sw_dice *dice, uint32_t *order, struct sw_choice *out);
    /* The rest may be NULL. At most how many different parents; NULL: one each litter, or the one
     * that is recombined. */
    uint32_t (*parents)(struct sw_selection island);
    /* Writes what the pressure comes to: "8 of 256 members breed, in 8 litters"; NULL: `pressure`
     * says it. */
    void (*effect)(struct sw_selection island, char *text, size_t size);
    /* Whether other pressures would do the same or this one nothing, and then writes why. */
    bool (*idle)(struct sw_selection island, char *why, size_t size);
};

/* The schemes: function in scheme.c, name, description and what pressure is (both in the help of
 * configs, without a full stop), and the rest by field. Configs name schemes, so a row may stand
 * anywhere but in place of the first. */
#define SW_SCHEME_ROWS(FIRST, ROW)                                                                 \
    FIRST(recombination, "recombination",                                                          \
          "all children, weighted by rank, move one parent (an evolution-strategy step)",          \
          "ranks below it weigh nothing, above it weight grows with rank",                         \
          .pressure = "members ranked below this share weigh nothing; above it weight grows with " \
                      "rank (near 0: plain centred ranks)",                                        \
          .recombines = true, .effect = recombination_effect)                                      \
    ROW(truncation, "truncation", "the best are the parents",                                      \
        "the share culled; of the rest at most one a litter breeds, so with 256 members all "      \
        "values up to 0.97 are the same, and with 32 or fewer all values",                         \
        .pressure = "share of the members that are culled; of the survivors at most one for each " \
                    "litter breeds",                                                               \
        .parents = truncation_parents, .effect = truncation_effect, .idle = truncation_idle)       \
    ROW(tournament, "tournament", "each litter's parent wins a tournament",                        \
        "1 / (1 - pressure) entrants, rounded, so below 0.334 there is one, and no selection",     \
        .pressure = "a tournament has 1 / (1 - pressure) entrants", .effect = tournament_effect,   \
        .idle = tournament_idle)

uint32_t sw_scheme_count(void);
const struct sw_scheme *sw_scheme_row(uint32_t index);

/* How many different parents an island can have. */
uint32_t sw_scheme_parents(const struct sw_scheme *scheme, struct sw_selection island);

/* Ranks in [0, 1], 0 the worst; equal scores share their mean rank. order: [members] scratch,
 * becomes the slots from best to worst, ties by slot. */
void sw_rank(const float *scores, uint32_t members, uint32_t *order, float *rank);

#endif
