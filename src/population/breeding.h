/* breeding.h - the state between generations: on every island, which litters are born next and from
 * which parents.
 *
 * Every rank holds this for all islands and makes the same decisions from the same scores, so
 * nothing but scores has to be sent; what it costs: each rank recombines every island. Local.
 */
#ifndef SW_POPULATION_BREEDING_H
#define SW_POPULATION_BREEDING_H

#include "population/genome.h"

/* One island at the start of a generation. */
struct sw_island {
    struct sw_births births; /* litters to be born; same parents stand side by side */
    uint32_t parents;
    struct sw_individual *parent; /* [parents], in the order of their first litter */
    uint32_t *parent_of;          /* [litters] index into parent */
};

struct sw_breeding {
    const struct sw_settings *settings;
    struct sw_breeder *breeder; /* borrowed */
    uint64_t generation;        /* the one whose litters stand ready */
    uint32_t islands, litters;
    struct sw_island *island; /* [islands] */
};

/* Islands at generation 0, from their founders. */
int sw_breeding_begin(struct sw_breeding *breeding, const struct sw_settings *settings,
                      struct sw_breeder *breeder, struct sw_error *error);
void sw_breeding_end(struct sw_breeding *breeding);

/* From the scores of the present generation ([islands * members], by island and slot) to the next:
 * choose, migrate, make the new parents. noises (may be NULL): [islands * litters], litters whose
 * noise is drawn already. */
int sw_breeding_advance(struct sw_breeding *breeding, const float *scores,
                        struct sw_noise *const *noises, struct sw_error *error);

/* The mean of scores [members], summed in slot order, and the slot of the best (the lowest of
 * equals). */
double sw_breeding_mean(const float *scores, uint32_t members);
uint32_t sw_breeding_best(const float *scores, uint32_t members);

/* The individuals that are parents now, for keyframes: visit returns 0 to go on. */
int sw_breeding_parents(const struct sw_breeding *breeding,
                        int (*visit)(void *context, const struct sw_individual *parent),
                        void *context);

/* Resume: puts islands at `generation` from the scores of the generation before it; get(context,
 * id, out) gives each parent's individual (from its keyframe). */
int sw_breeding_restore(struct sw_breeding *breeding, uint64_t generation, const float *scores,
                        int (*get)(void *context, uint64_t id, struct sw_individual *out,
                                   struct sw_error *error),
                        void *context, struct sw_error *error);

/* Mean, spread and best of one island's scores, in slot order. */
struct sw_statistics sw_breeding_statistics(const struct sw_settings *settings, uint64_t generation,
                                            uint32_t island, const float *scores);

#endif
