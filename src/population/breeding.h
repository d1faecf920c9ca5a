/* breeding.h - the state between generations: on every island, who stands, which litters are born
 * next and from which parents.
 *
 * A rank holds this for the islands that it hosts (population/hosting.h), and makes their next
 * parents itself. Where islands are chosen among (migration, culls, refoundings) all ranks see all
 * plans for a moment, make the same decisions from them, and then send each other the genomes that
 * an island takes from elsewhere (population/travel.h). A breeding that is alone hosts all islands,
 * and there all functions are Local.
 */
#ifndef SW_POPULATION_BREEDING_H
#define SW_POPULATION_BREEDING_H

#include "population/exchange.h"
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
    /* Of the first parent of the generation before: its id, and the island it descends from. */
    uint64_t before;
    uint32_t line_before;
};

struct sw_breeding {
    const struct sw_settings *settings;
    struct sw_breeder *breeder;   /* borrowed */
    struct sw_exchange *exchange; /* borrowed; NULL: alone */
    struct sw_hosting hosting;    /* which islands are here */
    uint64_t generation;          /* the one whose litters stand ready */
    uint32_t islands, litters;    /* of the run; of each island */
    struct sw_island *island;     /* [hosted], from hosting.first_island on */
    struct sw_transit *transit;   /* who is under way (population/transit.h), owned; NULL: nobody */
};

/* An island that is hosted here. */
static inline struct sw_island *sw_breeding_island(const struct sw_breeding *breeding,
                                                   uint32_t number)
{
    return &breeding->island[number - breeding->hosting.first_island];
}

/* What the children of a litter are mutations of. Borrowed. Local. */
const float *sw_island_weights(const struct sw_breeding *breeding, const struct sw_island *island,
                               uint32_t litter);

/* The parent of a litter, with these weights: borrowed, not to be freed. Local. */
struct sw_individual sw_island_parent(const struct sw_breeding *breeding,
                                      const struct sw_island *island, uint32_t litter);

/* Islands at generation 0, from their founders: all of them, on a rank that is alone. Local. */
int sw_breeding_begin(struct sw_breeding *breeding, const struct sw_settings *settings,
                      struct sw_breeder *breeder, struct sw_error *error);

/* The same for the islands that this rank of the exchange hosts. Local. */
int sw_breeding_begin_among(struct sw_breeding *breeding, const struct sw_settings *settings,
                            struct sw_breeder *breeder, struct sw_exchange *exchange,
                            struct sw_error *error);
void sw_breeding_end(struct sw_breeding *breeding);

/* What the members of one generation got, on the islands that are hosted here; borrowed. */
struct sw_lived {
    const float *score;    /* [hosted * members], by island and slot */
    const float *observed; /* [hosted * members][width]; NULL if the scheme observes nothing */
    const float *family;   /* [islands] each island's parent on fresh worlds; NULL: not judged */
    /* A run that goes on: which islands were refounded then, instead of `family`. */
    bool planned;
    const struct sw_refounding *refounding; /* [refoundings] */
    uint32_t refoundings;
    const struct sw_strategy (*strategy)[2]; /* [hosted] of their own, then and next; NULL: none */
    /* [hosted * litters] litters whose noise is drawn already, NULL where it is not; may be NULL */
    struct sw_noise *const *noise;
    /* [hosted * litters * members of a litter][run.probes] what members write in probe worlds, as
     * numbers (life/life.h); NULL: nobody was probed */
    const uint32_t *programs;
};

/* Collective. From what the present generation got to the next: who stands, choose, migrate, make
 * the new parents. Only where islands know of each other does anything cross ranks, and only there
 * a failure of one rank fails on all. */
int sw_breeding_advance(struct sw_breeding *breeding, const struct sw_lived *lived,
                        struct sw_error *error);

/* Whether the next advance crosses ranks. The same on all of them. Local. */
bool sw_breeding_meets(const struct sw_breeding *breeding, const struct sw_lived *lived);

/* Whether the parents of islands are judged on fresh worlds in a generation, to say which islands
 * die out after it: by the settings that it is lived with. */
bool sw_breeding_judges(struct sw_schedule *schedule, uint64_t generation);

/* Makes one individual of the present generation: a member, or the parent that recombination makes
 * of an island's members (moved by its kin, where islands share their steps). For a breeding that
 * is alone. */
int sw_breeding_make(const struct sw_breeding *breeding, const struct sw_lived *lived, uint64_t id,
                     struct sw_individual *out, struct sw_error *error);

/* The individuals that are parents or stand now on the islands whose home is here, and who left
 * them and is under way, for keyframes: visit returns 0 to go on. */
int sw_breeding_parents(const struct sw_breeding *breeding,
                        int (*visit)(void *context, const struct sw_individual *parent),
                        void *context);

/* Who stood on one island when a generation began: ids, and what they once got. */
struct sw_stood {
    /* The island was refounded then, and stands as the refounder does: these are who stood a
     * generation earlier, of whom its emigrants are chosen again. */
    bool earlier;
    uint32_t standing;
    uint64_t *id;    /* [standing] */
    float *score;    /* [standing] */
    float *observed; /* [standing][width]; NULL if nothing is observed */
};

/* Collective. Resume: puts islands at `generation` from what the generation before it got, and from
 * who stood then, or earlier ([hosted]; NULL in generational schemes); get(context, id, out) gives
 * each individual (from its keyframe). */
int sw_breeding_restore(struct sw_breeding *breeding, uint64_t generation,
                        const struct sw_lived *lived, const struct sw_stood *stood,
                        int (*get)(void *context, uint64_t id, struct sw_individual *out,
                                   struct sw_error *error),
                        void *context, struct sw_error *error);

/* Mean, spread and best of one island's scores, in slot order. */
struct sw_statistics sw_breeding_statistics(const struct sw_settings *settings, uint64_t generation,
                                            uint32_t island, const float *scores);

#endif
