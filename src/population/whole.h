/* whole.h - the plans of all islands on every rank, for a moment: where islands are chosen among
 * (migration, culls, refoundings).
 *
 * Every rank sees the same plans, so all decide alike, and each knows who needs whose genome:
 * nobody has to ask (population/travel.h). An individual comes from the home of its island: where
 * it was born in the generation that ends, or where it stands.
 */
#ifndef SW_POPULATION_WHOLE_H
#define SW_POPULATION_WHOLE_H

#include "population/travel.h"

/* The plans of all islands, for a moment. */
struct sw_whole {
    struct sw_island *next;            /* [islands] */
    const float *score;                /* [islands * members]; NULL: not asked for */
    const float *observed;             /* [islands * members][width]; the same */
    float *score_room, *observed_room; /* owned, where they were gathered */
    struct sw_holder *holder; /* [holders] where those stand who were not born just now, by id */
    uint32_t holders;
};

/* What of the scores the choice among islands reads. */
struct sw_whole_needs {
    bool scores, observed;
};

/* Collective. From the plans of the islands that are hosted here, [hosted], to all. The hosted ones
 * are moved into the whole, and are moved back and the others freed by sw_whole_end (which takes a
 * whole that was not begun). `failed` set on any rank fails on all; then the plans are where they
 * were. */
int sw_whole_begin(struct sw_whole *whole, const struct sw_breeding *breeding, uint64_t generation,
                   const struct sw_lived *lived, struct sw_whole_needs needs,
                   struct sw_island *hosted, int failed, struct sw_error *error);
void sw_whole_end(struct sw_whole *whole, const struct sw_breeding *breeding,
                  struct sw_island *hosted);

/* Local. The journeys from and to this rank that the whole asks for, once the choice is made.
 * *out is released by free(). restoring: refounded parents are there as they are. */
int sw_whole_journeys(const struct sw_whole *whole, const struct sw_breeding *breeding,
                      uint64_t generation, bool restoring, struct sw_journey **out, uint32_t *count,
                      struct sw_error *error);

#endif
