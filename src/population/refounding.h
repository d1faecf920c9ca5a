/* refounding.h - islands that die out and begin again from others. Local.
 *
 * After a generation in which parents were judged on fresh worlds, selection between islands
 * (selection/families.h) names those that die out and who refounds each. Where an island
 * recombines, its next parent is a copy of the judged parents, crossed and mutated: it stands in
 * the place of the parent that its own children would have made. In other schemes its next litters,
 * and who stands, are those of the better island.
 */
#ifndef SW_POPULATION_REFOUNDING_H
#define SW_POPULATION_REFOUNDING_H

#include "population/travel.h"

/* Writes the plan into `next` (of breeding_plan.c, [islands]): refounded and origin, and where
 * islands do not recombine their litters and who stands. */
int sw_refounding_plan(const struct sw_breeding *breeding, uint64_t generation,
                       const struct sw_lived *lived, struct sw_island *next,
                       struct sw_error *error);

/* A first parent of the present generation: of an island that is hosted here, or one that came from
 * another rank. NULL: neither. */
const struct sw_individual *sw_refounding_parent(const struct sw_breeding *breeding,
                                                 const struct sw_visitors *founders, uint64_t id);

/* The parent that refounds an island, from the parents of the present generation. */
int sw_refounding_make(const struct sw_breeding *breeding, const struct sw_visitors *founders,
                       const struct sw_refounded *origin, uint64_t id, struct sw_individual *out,
                       struct sw_error *error);

#endif
