/* footprint.h - how much memory a run will want on each rank, from its settings alone, and whether
 * that is there. An estimate: what grows by far the most is counted, the rest is a round figure
 * (tests/unit/population/unit_footprint.c compares the counts with what is allocated). Local.
 */
#ifndef SW_POPULATION_FOOTPRINT_H
#define SW_POPULATION_FOOTPRINT_H

#include "agent/brain.h"
#include "base/machine.h"
#include "settings/settings.h"

#include <stdio.h>

enum sw_footprint_part {
    SW_FOOTPRINT_PROGRAM,   /* program, libraries, MPI */
    SW_FOOTPRINT_PARENTS,   /* of the islands of this rank: weights and moments, of this generation
                               and the next */
    SW_FOOTPRINT_KEYFRAMES, /* of all islands, on rank 0 */
    SW_FOOTPRINT_NOISE,     /* of the litters that live on this rank */
    SW_FOOTPRINT_WORLDS,    /* of the islands that live on this rank, and what is seen of them */
    SW_FOOTPRINT_TOKENS,    /* said and heard on this rank */
    SW_FOOTPRINT_SCORES,    /* of the islands of this rank; on rank 0 also all islands' records */
    SW_FOOTPRINT_PLANS,     /* of all islands, for a moment, where they are chosen among */
    SW_FOOTPRINT_PARTS
};

struct sw_footprint {
    uint64_t bytes; /* the sum of all */
    uint64_t part[SW_FOOTPRINT_PARTS];
};

/* On the rank that has the most of it, which is rank 0. */
struct sw_footprint sw_footprint(const struct sw_settings *settings,
                                 const struct sw_brain_layout *layout, uint32_t ranks);

/* Refuses (exit code 2) what is more than `memory`, naming what takes the most and the settings to
 * lower. */
int sw_footprint_check(const struct sw_footprint *footprint, struct sw_machine_memory memory,
                       struct sw_error *error);

/* One line for each part, each begun by `prefix`. */
void sw_footprint_print(const struct sw_footprint *footprint, const char *prefix, FILE *out);

#endif
