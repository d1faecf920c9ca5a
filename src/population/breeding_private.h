/* breeding_private.h - what the files of breeding share: planning (breeding_plan.c) and making
 * (breeding_make.c). Local. */
#ifndef SW_POPULATION_BREEDING_PRIVATE_H
#define SW_POPULATION_BREEDING_PRIVATE_H

#include "population/breeding.h"
#include "population/travel.h"

/* Room for the plan of one island. */
int sw_island_create(struct sw_island *island, const struct sw_breeding *breeding,
                     struct sw_error *error);
void sw_island_clear(struct sw_island *island);

/* What all litters of a generation have in common. */
struct sw_litter sw_litter_plan(const struct sw_settings *settings, uint64_t generation,
                                uint32_t island, uint32_t index, uint64_t parent, uint64_t mate,
                                bool clone);

/* The islands of generation + 1 that are hosted here; nobody is made yet. */
struct sw_plan {
    struct sw_island
        *next; /* [hosted] births, and the ids, scores and observations of who stands */
    bool met;  /* islands were chosen among: genomes may travel */
    struct sw_journey *journey; /* [journeys] from here and to here */
    uint32_t journeys;
    bool departs;               /* migrants leave for later: the same on all ranks */
    struct sw_transit *transit; /* those that this rank knows of, owned; NULL: none */
};

/* Collective, as sw_breeding_advance. stood: [hosted] who stands, where that is known already, or
 * stood earlier; NULL: the scheme says it. */
int sw_breeding_plan(const struct sw_breeding *breeding, uint64_t generation,
                     const struct sw_lived *lived, const struct sw_stood *stood,
                     struct sw_plan *plan, struct sw_error *error);
void sw_plan_free(struct sw_plan *plan, const struct sw_breeding *breeding);
void sw_islands_free(struct sw_island *islands, uint32_t count);

/* Whether migrants leave before the generation after `generation` is born. */
bool sw_migrates(const struct sw_breeding *breeding, uint64_t generation);

/* One planned island as migration finds it: those who may breed. score, observed: of its members in
 * the generation that ends (unread where members stand). scores: room for all who may breed,
 * parent: [litters], kept as long as `out`. */
void sw_island_show(const struct sw_breeding *breeding, const struct sw_island *next,
                    const float *score, const float *observed, float *scores, uint32_t *parent,
                    struct sw_migration_island *out);

/* Who a candidate of a planned island is. */
uint64_t sw_island_candidate(const struct sw_breeding *breeding, uint64_t generation,
                             uint32_t number, const struct sw_island *next, uint32_t candidate);

/* The one parent that an island sends to those that recombine: what it recombined to, or its best
 * member where recombination only follows now. score: of its members. */
uint64_t sw_island_sent_parent(const struct sw_breeding *breeding, uint64_t generation,
                               uint32_t number, const float *score);

/* The litter's parent gives way to a migrant, which is no elite: it has not lived in these worlds.
 */
void sw_litter_give_way(struct sw_litter *litter, uint64_t migrant);

struct sw_whole;

/* Migration between planned islands, if it is due and nobody is under way for longer. */
int sw_migrate_islands(const struct sw_breeding *breeding, uint64_t generation,
                       const struct sw_whole *whole, struct sw_error *error);

/* What making individuals of the present generation needs. */
struct sw_maker {
    const struct sw_breeding *breeding;
    const struct sw_lived *lived;
    const struct sw_plan *plan;  /* which islands are refounded; NULL: none is */
    struct sw_visitors founders; /* parents of other ranks' islands that refound */
    struct sw_individual *made;  /* [hosted] recombined parents, moved by their kin; NULL: on
                                    demand */
};

/* Collective where kin share steps, or where the plan met. On failure nothing is left to end. */
int sw_maker_begin(struct sw_maker *maker, const struct sw_breeding *breeding,
                   const struct sw_lived *lived, const struct sw_plan *plan,
                   struct sw_error *error);
void sw_maker_end(struct sw_maker *maker);

/* get() for the next generation's parents: who is born in the present one is made, who stands is
 * copied. context: a struct sw_maker. */
int sw_maker_get(void *context, uint64_t id, struct sw_individual *out, struct sw_error *error);

/* Mean, and the lowest slot of the best, of [members] scores in slot order. */
double sw_scores_mean(const float *scores, uint32_t members);
uint32_t sw_scores_best(const float *scores, uint32_t members);

#endif
