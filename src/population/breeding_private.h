/* breeding_private.h - what the files of breeding share: planning (breeding_plan.c) and making
 * (breeding_make.c). Local. */
#ifndef SW_POPULATION_BREEDING_PRIVATE_H
#define SW_POPULATION_BREEDING_PRIVATE_H

#include "population/breeding.h"

/* Room for the plan of one island. */
int sw_island_create(struct sw_island *island, const struct sw_breeding *breeding,
                     struct sw_error *error);
void sw_island_clear(struct sw_island *island);

/* What all litters of a generation have in common. */
struct sw_litter sw_litter_plan(const struct sw_settings *settings, uint64_t generation,
                                uint32_t island, uint32_t index, uint64_t parent, uint64_t mate,
                                bool clone);

/* The islands of generation + 1, planned together, since migrants cross: births, and the ids,
 * scores and observations of who stands; nobody is made yet. stood: [islands] who stands, where
 * that is known already; NULL: the scheme says it. Owned by the caller, sw_islands_free. */
struct sw_island *sw_breeding_plan(const struct sw_breeding *breeding, uint64_t generation,
                                   const struct sw_lived *lived, const struct sw_stood *stood,
                                   struct sw_error *error);
void sw_islands_free(struct sw_island *islands, uint32_t count);

/* What making individuals of the present generation needs. */
struct sw_maker {
    const struct sw_breeding *breeding;
    const struct sw_lived *lived;
    const struct sw_island *next; /* the plan: which islands are refounded; NULL: none is */
    struct sw_individual
        *made; /* [islands] recombined parents, moved by their kin; NULL: on demand */
};

int sw_maker_begin(struct sw_maker *maker, const struct sw_breeding *breeding,
                   const struct sw_lived *lived, const struct sw_island *next,
                   struct sw_error *error);
void sw_maker_end(struct sw_maker *maker);

/* get() for the next generation's parents: who is born in the present one is made, who stands is
 * copied. context: a struct sw_maker. */
int sw_maker_get(void *context, uint64_t id, struct sw_individual *out, struct sw_error *error);

/* Mean, and the lowest slot of the best, of [members] scores in slot order. */
double sw_scores_mean(const float *scores, uint32_t members);
uint32_t sw_scores_best(const float *scores, uint32_t members);

#endif
