/* scheme.h - who leaves offspring: pure functions on scores. Knows no worlds, no weights, no ranks.
 *
 * One table of rows: adding a scheme is adding a row and a function (docs/adding-a-scheme.md).
 * Every scheme reads one `pressure` in (0, 1) and acts differently at every value of it. Local.
 *
 * Generational schemes draw parents from this generation's members. In the others some members
 * stand: they live on beside the newcomers, and survive() says who stands next.
 */
#ifndef SW_SELECTION_SCHEME_H
#define SW_SELECTION_SCHEME_H

#include "base/error.h"
#include "base/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SW_PARENT_RECOMBINED UINT32_MAX /* the parent is what recombination makes, not a member */
#define SW_CELLS_MAX         1024u      /* of selection.cells */

/* Candidates of one island, as a scheme sees them. In survive(): first those who stand (lived
 * before, with what they were given then), then this generation's members slot by slot. In
 * parents(): those who may breed. Borrowed for the call. */
struct sw_candidates {
    uint32_t count, standing; /* count >= 1; the first `standing` stand */
    const float *score;       /* [count] finite, higher is better; ties go to the lower index */
    uint32_t width;           /* observations of each candidate; 0: none */
    const float *observed;    /* [count][width], finite */
};

/* What a scheme must be told of each candidate beside its score. Where the width is 0, cases and
 * objectives are the score alone, and all behave alike. */
enum sw_observed {
    SW_OBSERVED_NOTHING,
    SW_OBSERVED_CASES,     /* its score in each world of its life; width = worlds */
    SW_OBSERVED_BEHAVIOUR, /* descriptors in [0, 1]; width = how many */
    SW_OBSERVED_OBJECTIVES /* scores to be traded off, higher is better; observed[0] is the score */
};

/* An island and its settings, as a scheme finds them. */
struct sw_selection {
    uint32_t members, litters;
    double pressure; /* (0, 1) */
    uint32_t elites;
    uint32_t standing_most; /* selection.standing: most who may stand (archive, mu): 1.. */
    bool universal;         /* selection.sampling = universal (Baker 1987) | independent */
    bool replacement;       /* selection.replacement: tournaments draw with replacement */
    double novelty;         /* selection.novelty: weight of novelty against score, 0..1 */
    uint32_t neighbours;    /* selection.neighbours: k of novelty and of sharing, 1.. */
    uint32_t cells;   /* selection.cells: cells a descriptor (grid), or centroids in all (CVT) */
    double cases;     /* selection.cases: share of the worlds that down-sampled lexicase looks at */
    double crossover; /* selection.crossover: share of litters with two parents, 0..1 */
};

/* What a scheme decides for one island and generation; arrays are the caller's. */
struct sw_choice {
    float *share; /* [members / 2] recombination: how far each antithetic pair moves the parent */
    uint32_t *parent; /* [litters] candidate, or SW_PARENT_RECOMBINED */
    uint32_t *mate;   /* [litters] second parent; the same as parent[i] where there is none */
    bool *clone;      /* [litters] the litter's first pair is the parent itself, scored again */
    /* [count] share of births that each candidate has by the scheme's definition, before dice
     * (recombination: of the step's weight); sums to 1. Lexicase has no closed form: what its dice
     * say stands for it, averaged over at least 32 draws. */
    float *expected;
};

/* Scratch of schemes: opaque, reused from call to call; what it holds never changes a result. */
struct sw_selector;

/* For at most so many candidates, observations of each, and litters. NULL: out of memory. */
struct sw_selector *sw_selector_create(uint32_t candidates, uint32_t width, uint32_t litters,
                                       struct sw_error *error);
void sw_selector_destroy(struct sw_selector *selector); /* NULL is fine */

struct sw_scheme {
    const char *name, *description;
    const char *pressure; /* what pressure means here, exactly */
    const char *uses; /* keys of selection.* beside scheme and pressure that it reads, with blanks
                         around each: " sampling crossover " */
    enum sw_observed observes;
    /* It gives shares, and SW_PARENT_RECOMBINED as every parent. It is asked again whenever that
     * parent is made, and then with no elites and without dice (NULL). */
    bool recombines;
    /* NULL: generational. Writes who stands next, in ascending order of candidates, and returns how
     * many: 1..standing_most. survivor: [min(count, standing_most)]. */
    uint32_t (*survive)(struct sw_selector *selector, const struct sw_selection *selection,
                        const struct sw_candidates *candidates, struct sw_dice *dice,
                        uint32_t *survivor);
    /* Fills in the choice. Members are even, slots 2p and 2p + 1 are a pair. */
    void (*parents)(struct sw_selector *selector, const struct sw_selection *selection,
                    const struct sw_candidates *candidates, struct sw_dice *dice,
                    struct sw_choice *choice);
    /* The rest may be NULL. Writes what the pressure comes to: "48 of 96 members weigh something";
     * NULL: `pressure` says it. */
    void (*effect)(const struct sw_selection *selection, char *text, size_t size);
    /* Whether this pressure cannot act or others would do the same, and then writes why. */
    bool (*idle)(const struct sw_selection *selection, char *why, size_t size);
};

/* The schemes: function, name, description with its source, what pressure is in brief (both in the
 * help of configs, without a full stop), and the rest by field. Configs name schemes, so a row may
 * stand anywhere but in place of the first. */
#define SW_SCHEME_ROWS(FIRST, ROW)                                                                 \
    FIRST(sw_recombination_parents, "recombination",                                               \
          "all children, weighted by rank, move one parent (an evolution-strategy step)",          \
          "ranks below it weigh nothing, above it weight grows with rank",                         \
          .pressure = "members ranked below this share weigh nothing; above it weight grows with " \
                      "rank (near 0: plain centred ranks)",                                        \
          .uses = " ", .recombines = true, .effect = sw_recombination_effect,                      \
          .idle = sw_recombination_idle)                                                           \
    ROW(sw_truncation_parents, "truncation",                                                       \
        "parents are drawn from the best alone (Muehlenbein and Schlierkamp-Voosen 1993)",         \
        "the share of all but the best that is culled",                                            \
        .pressure = "share of the members, not counting the best, that are culled; all others "    \
                    "breed alike, and the last of them by its fraction",                           \
        .uses = " elites sampling crossover ", .effect = sw_truncation_effect)                     \
    ROW(sw_tournament_parents, "tournament",                                                       \
        "each litter's parent wins a tournament (Brindle 1981; real sizes as in ECJ)",             \
        "1 / (1 - pressure) entrants; 2.5 are two or three by turns of chance",                    \
        .pressure = "a tournament has 1 / (1 - pressure) entrants, a whole number or by chance "   \
                    "the next; without replacement members / (members - pressure (members - 1))",  \
        .uses = " elites sampling replacement crossover ", .effect = sw_tournament_effect)

uint32_t sw_scheme_count(void);
const struct sw_scheme *sw_scheme_row(uint32_t index);

/* Who stands next: calls the row. A generational scheme has nobody stand: 0. */
uint32_t sw_scheme_survive(const struct sw_scheme *scheme, struct sw_selector *selector,
                           const struct sw_selection *selection,
                           const struct sw_candidates *candidates, struct sw_dice *dice,
                           uint32_t *survivor);

/* The parents of the next litters: calls the row. dice may be NULL where the scheme recombines. */
void sw_scheme_parents(const struct sw_scheme *scheme, struct sw_selector *selector,
                       const struct sw_selection *selection, const struct sw_candidates *candidates,
                       struct sw_dice *dice, struct sw_choice *choice);

/* How many different parents an island can have in a generation, mates counted. */
uint32_t sw_scheme_most_parents(const struct sw_scheme *scheme,
                                const struct sw_selection *selection);

/* How many elites live on as clones: of the elites asked for at most litters - 1, so that pressure
 * has a litter to act on; none where the scheme recombines or members stand. */
uint32_t sw_scheme_elites(const struct sw_scheme *scheme, const struct sw_selection *selection);

/* Whether a scheme reads selection.KEY. */
bool sw_scheme_uses(const struct sw_scheme *scheme, const char *key);

/* Ranks in [0, 1], 0 the worst; equal scores share their mean rank. order: [members] scratch,
 * becomes the slots from best to worst, ties by slot. members >= 2. */
void sw_rank(const float *scores, uint32_t members, uint32_t *order, float *rank);

#endif
