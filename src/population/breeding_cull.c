#include "population/breeding_private.h"

#include <math.h>
#include <stdlib.h>

/* The litters of an island become children of what another island breeds from. */
static void refound(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
                    uint32_t from, const struct sw_births *other, struct sw_births *own)
{
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    bool made = sw_schedule_scheme(breeding->breeder->schedule, generation, from)->recombines;
    uint32_t slot =
        made ? space.members : sw_scores_best(scores + (size_t)from * space.members, space.members);

    for (uint32_t i = 0; i < own->litters; i++) {
        own->litter[i].parent = own->recombines ? sw_identity_id(space, generation, from, slot)
                                                : other->litter[i].parent;
        own->litter[i].mate = own->recombines ? own->litter[i].parent : other->litter[i].mate;
        own->litter[i].clone = false;
    }
}

/* Islands from the best to the poorest. */
static void rank_islands(const double *mean, uint32_t islands, uint32_t *order)
{
    for (uint32_t i = 0; i < islands; i++) {
        uint32_t at = i;

        for (; at > 0 && mean[order[at - 1]] < mean[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

int sw_cull(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
            double share, struct sw_island *next, struct sw_error *error)
{
    uint32_t islands = breeding->islands, members = (uint32_t)breeding->settings->members;
    uint32_t dead = (uint32_t)floor(share * islands + 0.5);
    uint32_t *order = sw_allocate(islands, sizeof *order, "culling islands", error);
    double *mean = sw_allocate(islands, sizeof *mean, "culling islands", error);
    int result = order == NULL || mean == NULL ? -1 : 0;

    dead = dead < islands ? dead : islands - 1;
    if (result == 0) {
        for (uint32_t i = 0; i < islands; i++)
            mean[i] = sw_scores_mean(scores + (size_t)i * members, members);
        rank_islands(mean, islands, order);
        for (uint32_t k = 0; k < dead; k++) {
            uint32_t from = order[k % (islands - dead)], to = order[islands - 1 - k];

            refound(breeding, generation, scores, from, &next[from].births, &next[to].births);
        }
    }
    free(order);
    free(mean);
    return result;
}
