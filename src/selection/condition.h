/* condition.h - what an event may wait for: a measure of a generation over or under a number, or
 * one that no longer grows. Pure functions of the statistics of completed generations. Local.
 */
#ifndef SW_SELECTION_CONDITION_H
#define SW_SELECTION_CONDITION_H

#include "base/parameter.h"

/* What a condition looks at: name, and what it is over the islands of a generation. */
#define SW_WATCHED_ROWS(FIRST, ROW)                                                                \
    FIRST(SW_WATCHED_BEST, "best", "the best score of any member")                                 \
    ROW(SW_WATCHED_MEAN, "mean", "the mean score of the island whose mean is highest")             \
    ROW(SW_WATCHED_WORST, "worst", "the mean score of the island whose mean is lowest")            \
    ROW(SW_WATCHED_SOLVE, "solve_rate",                                                            \
        "mean, in a phase whose fitness is the share of worlds solved (`exact`); in others such "  \
        "a "                                                                                       \
        "condition is not met")

enum sw_watched { SW_WATCHED_ROWS(SW_ROW_ID, SW_ROW_ID) SW_WATCHED_COUNT };

enum sw_comparison { SW_ABOVE, SW_AT_LEAST, SW_BELOW, SW_AT_MOST, SW_NO_GAIN };

struct sw_condition {
    enum sw_watched measure;
    enum sw_comparison comparison;
    double bound;      /* compared with; or the least gain */
    uint64_t patience; /* generations without that gain */
};

/* A generation over all islands. Begins as {0}; one call for each island, in order. */
struct sw_seen {
    uint32_t islands; /* taken so far */
    double best, mean, worst;
    uint8_t phase;
    bool solves; /* the phase's fitness is the share of worlds solved */
};
/* best, mean: of the island's members' scores. */
void sw_seen_island(struct sw_seen *seen, double best, double mean, uint8_t phase);

/* What a condition remembers of the generations before. Begins as {0}. */
struct sw_tracker {
    bool begun;
    uint8_t phase;
    uint64_t since; /* generation of the last gain */
    double value;   /* and what was reached then */
};

/* Whether the condition is met by a generation; called once for each, in order. A plateau is
 * counted anew in each phase, since scores of different games and fitnesses do not compare: it is
 * met when `patience` generations follow the last gain of at least `bound` (0: of anything). */
bool sw_condition_met(const struct sw_condition *condition, struct sw_tracker *tracker,
                      uint64_t generation, const struct sw_seen *seen);

#endif
