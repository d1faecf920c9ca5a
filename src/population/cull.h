/* cull.h - the event "cull islands SHARE": the poorest islands die out, and each is founded anew
 * from a better one. Local.
 */
#ifndef SW_POPULATION_CULL_H
#define SW_POPULATION_CULL_H

#include "population/breeding.h"

/* After `next` [islands] was planned from the scores [islands * members] of a generation: the share
 * of the islands (rounded, halves up, but never all) whose members' mean score is lowest takes the
 * next parents of the others: the poorest island those of the best, the second poorest those of the
 * second best, and so on, in turn. Of equal means the higher number is the poorer. A refounded
 * island keeps its settings and worlds; its litters have seeds of their own, so it goes its own
 * way. No dice. */
int sw_cull(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
            double share, struct sw_births *next, struct sw_error *error);

#endif
