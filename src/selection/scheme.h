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
#define SW_NEIGHBOURS_MAX    256u       /* of selection.neighbours */
#define SW_BEHAVIOUR_MAX     16u        /* descriptors */

#define SW_OBSERVED_WORLD_TICKS 6u /* of a world, where ticks are observed; later ones are not */

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
    SW_OBSERVED_TICKS, /* what each tick of each world added to its score, SW_OBSERVED_WORLD_TICKS
                          a world */
    SW_OBSERVED_CASES, /* its score in each world of its life; width = worlds */
    SW_OBSERVED_BEHAVIOUR, /* descriptors in [0, 1]; width = how many, at most
                              SW_BEHAVIOUR_MAX */
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
    bool grid; /* selection.cells counts those of a descriptor */
    /* It gives shares, and SW_PARENT_RECOMBINED as every parent. It is asked again whenever that
     * parent is made, and then with no elites and without dice (NULL). */
    bool recombines;
    /* Children differ from the parent in thresholds alone. In each tick of each world the shares
     * are asked for by what the tick added; times the spread of that they are the credit of what
     * each pair did to a threshold, and the weights in front of it move by their activity times its
     * credit (agent/study.h). */
    bool credits;
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

/* What most rows read. */
#define SW_DRAWN    " elites sampling crossover "
#define SW_LEXICASE " elites crossover "
#define SW_STANDS   " sampling replacement standing crossover "

/* Members stand, and parents are chosen among them by tournaments on the scheme's own order. */
#define SW_AMONG_STANDING(key, order)                                                              \
    .pressure = "parents win tournaments of 1 / (1 - pressure) entrants, as under tournament, "    \
                "among the members that stand, by " order,                                         \
    .uses = SW_STANDS key, .effect = sw_standing_effect, .idle = sw_standing_idle

#define SW_BY_LEXICASE                                                                             \
    .pressure = "share of the parents that lexicase chooses; the others are any member",           \
    .observes = SW_OBSERVED_CASES, .effect = sw_lexicase_effect

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
    ROW(sw_recombination_parents, "credit",                                                        \
        "children differ only in thresholds, and scores give each threshold credit in each tick "  \
        "of each world, by which one parent moves (node perturbation: Williams 1992)",             \
        "as under recombination, in each tick of each world",                                      \
        .pressure = "members ranked below this share in a tick of a world weigh nothing in it; "   \
                    "above it weight grows with rank",                                             \
        .uses = " ", .recombines = true, .credits = true, .observes = SW_OBSERVED_TICKS,           \
        .effect = sw_recombination_effect, .idle = sw_recombination_idle)                          \
    ROW(sw_truncation_parents, "truncation",                                                       \
        "parents are drawn from the best alone (Muehlenbein and Schlierkamp-Voosen 1993)",         \
        "the share of all but the best that is culled",                                            \
        .pressure = "share of the members, not counting the best, that are culled; all others "    \
                    "breed alike, and the last of them by its fraction",                           \
        .uses = SW_DRAWN, .effect = sw_truncation_effect)                                          \
    ROW(sw_tournament_parents, "tournament",                                                       \
        "each litter's parent wins a tournament (Brindle 1981; real sizes as in ECJ)",             \
        "1 / (1 - pressure) entrants; of 2.5 entrants the third comes by chance",                  \
        .pressure = "a tournament has 1 / (1 - pressure) entrants, a whole number or by chance "   \
                    "the next; without replacement members / (members - pressure (members - 1))",  \
        .uses = SW_DRAWN "replacement ", .effect = sw_tournament_effect)                           \
    ROW(sw_linear_parents, "linear-rank",                                                          \
        "shares of births fall linearly with the rank (Baker 1985)",                               \
        "the best has 1 + pressure times the mean share of births",                                \
        .pressure = "the best has 1 + pressure times the mean share of births, the worst 1 - "     \
                    "pressure times",                                                              \
        .uses = SW_DRAWN, .effect = sw_linear_effect)                                              \
    ROW(sw_exponential_parents, "exponential-rank",                                                \
        "shares of births fall geometrically with the rank (Blickle and Thiele 1996)",             \
        "each rank has 1 - pressure / (pressure + members (1 - pressure)) of the births of the "   \
        "rank above it",                                                                           \
        .pressure = "each rank has 1 - pressure / (pressure + members (1 - pressure)) of the "     \
                    "births of the rank above it",                                                 \
        .uses = SW_DRAWN, .effect = sw_exponential_effect)                                         \
    ROW(sw_proportional_parents, "proportional",                                                   \
        "shares of births follow scores: the roulette wheel (Holland 1975)",                       \
        "a power of the score above the worst: pressure / (1 - pressure), so 0.5 is the plain "    \
        "wheel",                                                                                   \
        .pressure = "a share of births is proportional to (score - worst) / (best - worst) to "    \
                    "the power pressure / (1 - pressure)",                                         \
        .uses = SW_DRAWN, .effect = sw_proportional_effect)                                        \
    ROW(sw_lexicase_parents, "lexicase",                                                           \
        "a parent is among the best in one world, then among the best of these in the next, in "   \
        "random order (Spector 2012)",                                                             \
        "the share of the parents that lexicase chooses", SW_BY_LEXICASE, .uses = SW_LEXICASE)     \
    ROW(sw_epsilon_lexicase_parents, "epsilon-lexicase",                                           \
        "lexicase in which all within the median absolute deviation of the best count as best "    \
        "(La Cava et al. 2016)",                                                                   \
        "as under lexicase", SW_BY_LEXICASE, .uses = SW_LEXICASE)                                  \
    ROW(sw_sampled_lexicase_parents, "down-sampled-lexicase",                                      \
        "lexicase on some worlds, drawn anew each generation (Hernandez et al. 2019)",             \
        "as under lexicase", SW_BY_LEXICASE, .uses = SW_LEXICASE "cases ")                         \
    ROW(sw_sharing_parents, "sharing",                                                             \
        "scores are divided by the number of members that behave alike (Goldberg and Richardson "  \
        "1987)",                                                                                   \
        "as under tournament, on shared scores",                                                   \
        .pressure = "parents win tournaments of 1 / (1 - pressure) entrants, as under "            \
                    "tournament, by score above the worst divided by niche count",                 \
        .observes = SW_OBSERVED_BEHAVIOUR, .uses = SW_DRAWN "replacement neighbours ",             \
        .effect = sw_tournament_effect)                                                            \
    ROW(sw_standing_parents, "restricted-tournament",                                              \
        "a newcomer replaces the standing member most like it if it is better (Harik 1995)",       \
        "as under tournament, among the members that stand", SW_AMONG_STANDING("", "score"),       \
        .observes = SW_OBSERVED_BEHAVIOUR, .survive = sw_restricted_survive)                       \
    ROW(sw_novelty_parents, "novelty",                                                             \
        "members that behave unlike others stand, weighed with their score (Lehman and Stanley "   \
        "2011)",                                                                                   \
        "as under tournament, among the members that stand",                                       \
        SW_AMONG_STANDING("novelty neighbours ", "novelty and score"),                             \
        .observes = SW_OBSERVED_BEHAVIOUR, .survive = sw_novelty_survive)                          \
    ROW(sw_standing_parents, "map-elites",                                                         \
        "the best of each cell of a grid of behaviours stands (Mouret and Clune 2015)",            \
        "as under tournament, among the members that stand (near 0: all cells alike, as in the "   \
        "paper)",                                                                                  \
        SW_AMONG_STANDING("cells ", "score"), .observes = SW_OBSERVED_BEHAVIOUR, .grid = true,     \
        .survive = sw_map_elites_survive)                                                          \
    ROW(sw_standing_parents, "cvt-map-elites",                                                     \
        "the best of each Voronoi cell of behaviours stands (Vassiliades et al. 2018)",            \
        "as under map-elites", SW_AMONG_STANDING("cells ", "score"),                               \
        .observes = SW_OBSERVED_BEHAVIOUR, .survive = sw_cvt_survive)                              \
    ROW(sw_nsga_parents, "nsga-ii",                                                                \
        "members that few others dominate in all objectives stand (Deb et al. 2002)",              \
        "as under tournament, among the members that stand",                                       \
        SW_AMONG_STANDING("", "front, then crowding distance"),                                    \
        .observes = SW_OBSERVED_OBJECTIVES, .survive = sw_nsga_survive)                            \
    ROW(sw_standing_parents, "plus",                                                               \
        "the best of old and new stand: (mu + lambda) (Schwefel 1981)",                            \
        "as under tournament, among the members that stand", SW_AMONG_STANDING("", "score"),       \
        .survive = sw_plus_survive)                                                                \
    ROW(sw_standing_parents, "comma", "the best of the new stand: (mu, lambda) (Schwefel 1981)",   \
        "as under tournament, among the members that stand", SW_AMONG_STANDING("", "score"),       \
        .survive = sw_comma_survive)                                                               \
    ROW(sw_standing_parents, "steady-state",                                                       \
        "all newcomers stand, and the worst of the old give way (Syswerda 1989)",                  \
        "as under tournament, among the members that stand", SW_AMONG_STANDING("", "score"),       \
        .survive = sw_steady_survive)

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
void sw_scheme_rank(const float *scores, uint32_t members, uint32_t *order, float *rank);

#endif
