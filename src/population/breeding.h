/* breeding.h - the state between generations: on every island, who stands, which litters are born
 * next and from which parents.
 *
 * Every rank holds this for all islands and makes the same decisions from what the members got, so
 * nothing but that has to be sent; what it costs: each rank recombines every island. Local.
 */
#ifndef SW_POPULATION_BREEDING_H
#define SW_POPULATION_BREEDING_H

#include "population/genome.h"
#include "selection/families.h"

/* A member that lives on beside the newcomers, with the score that it once got. */
struct sw_stand {
    struct sw_individual individual;
    float score;
};

/* One island at the start of a generation. */
struct sw_island {
    struct sw_births births; /* litters to be born; same parents stand side by side */
    uint32_t parents;
    struct sw_individual *parent; /* [parents], in the order of their first litter */
    uint32_t *parent_of;          /* [litters] index into parent */
    float **crossed;   /* [litters] weights of a litter's two parents crossed; NULL: one parent */
    uint32_t standing; /* 0 in generational schemes */
    struct sw_stand *stand;
    float *stand_observed;       /* [standing][width]; NULL if nothing is observed */
    struct sw_realised realised; /* what choosing the parents of its litters did */
    /* Its parent was refounded when the generation before ended: how. Else parent = mate = 0, seed
     * 0. */
    bool refounded;
    struct sw_refounded origin;
};

/* What the children of a litter are mutations of. */
const float *sw_island_weights(const struct sw_island *island, uint32_t litter);

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

/* What the members of one generation got, on all islands; borrowed. */
struct sw_lived {
    const float *score;    /* [islands * members], by island and slot */
    const float *observed; /* [islands * members][width]; NULL if the scheme observes nothing */
    const float *family;   /* [islands] each island's parent on fresh worlds; NULL: not judged */
    /* A run that goes on: which islands were refounded then, instead of `family`. */
    bool planned;
    const struct sw_refounding *refounding; /* [refoundings] */
    uint32_t refoundings;
    /* [islands * litters] litters whose noise is drawn already, NULL where it is not; may be NULL
     */
    struct sw_noise *const *noise;
};

/* From what the present generation got to the next: who stands, choose, migrate, make the new
 * parents. */
int sw_breeding_advance(struct sw_breeding *breeding, const struct sw_lived *lived,
                        struct sw_error *error);

/* Whether the parents of islands are judged on fresh worlds in a generation, to say which islands
 * die out after it. */
bool sw_breeding_judges(const struct sw_settings *settings, uint64_t generation);

/* Makes one individual of the present generation: a member, or the parent that recombination makes
 * of an island's members (moved by its kin, where islands share their steps). */
int sw_breeding_make(const struct sw_breeding *breeding, const struct sw_lived *lived, uint64_t id,
                     struct sw_individual *out, struct sw_error *error);

/* The individuals that are parents or stand now, for keyframes: visit returns 0 to go on. */
int sw_breeding_parents(const struct sw_breeding *breeding,
                        int (*visit)(void *context, const struct sw_individual *parent),
                        void *context);

/* Who stood on one island when a generation began: ids, and what they once got. */
struct sw_stood {
    uint32_t standing;
    uint64_t *id;    /* [standing] */
    float *score;    /* [standing] */
    float *observed; /* [standing][width]; NULL if nothing is observed */
};

/* Resume: puts islands at `generation` from what the generation before it got, and from who stood
 * then ([islands]; NULL in generational schemes); get(context, id, out) gives each individual (from
 * its keyframe). */
int sw_breeding_restore(struct sw_breeding *breeding, uint64_t generation,
                        const struct sw_lived *lived, const struct sw_stood *stood,
                        int (*get)(void *context, uint64_t id, struct sw_individual *out,
                                   struct sw_error *error),
                        void *context, struct sw_error *error);

/* Mean, spread and best of one island's scores, in slot order. */
struct sw_statistics sw_breeding_statistics(const struct sw_settings *settings, uint64_t generation,
                                            uint32_t island, const float *scores);

#endif
