#include "population/breeding_private.h"
#include "population/kin.h"
#include "population/refounding.h"
#include "population/transit.h"

#include <stdlib.h>

static int recombine(const struct sw_maker *maker, uint32_t island, uint64_t id,
                     struct sw_individual *out, struct sw_error *error)
{
    const struct sw_breeding *breeding = maker->breeding;
    struct sw_noise *const *noises = maker->lived->noise;
    const struct sw_island *here = sw_breeding_island(breeding, island);
    size_t at = island - breeding->hosting.first_island;
    size_t members = (size_t)breeding->settings->run.members;

    return sw_genome_recombine(
        breeding->breeder, breeding->generation, &here->births, maker->lived->score + at * members,
        maker->lived->observed == NULL
            ? NULL
            : maker->lived->observed + at * members * breeding->breeder->width,
        &here->parent[0], noises == NULL ? NULL : noises + at * breeding->litters, id, out, error);
}

void sw_maker_end(struct sw_maker *maker)
{
    uint32_t hosted = sw_hosting_hosted(&maker->breeding->hosting);

    for (uint32_t i = 0; i < hosted && maker->made != NULL; i++)
        sw_individual_free(&maker->made[i]);
    free(maker->made);
    maker->made = NULL;
    sw_visitors_free(&maker->founders);
}

/* get() for the parents of the present generation that refound islands elsewhere. */
static int copy_parent(void *context, uint64_t id, struct sw_individual *out,
                       struct sw_error *error)
{
    const struct sw_maker *maker = context;
    const struct sw_breeding *breeding = maker->breeding;
    const struct sw_individual *parent = sw_refounding_parent(breeding, &maker->founders, id);

    if (parent == NULL)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "member %llu is to refound an island, but does not live any more",
                       (unsigned long long)id);
    return sw_individual_copy(parent, breeding->breeder->layout->floats, out, error);
}

/* Where islands share their steps, all parents are made at once. */
static int make_all(struct sw_maker *maker, struct sw_error *error)
{
    const struct sw_breeding *breeding = maker->breeding;
    const struct sw_hosting *hosting = &breeding->hosting;
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    int failed;

    maker->made = sw_allocate((size_t)sw_hosting_hosted(hosting) + 1, sizeof *maker->made,
                              "making parents", error);
    failed = maker->made == NULL;
    for (uint32_t i = hosting->first_island; i < hosting->end_island && !failed; i++)
        failed = sw_breeding_island(breeding, i)->births.recombines &&
                 recombine(maker, i, sw_identity_id(space, breeding->generation, i, space.members),
                           &maker->made[i - hosting->first_island], error) != 0;
    return sw_kin_move(breeding, maker->made, failed, error);
}

int sw_maker_begin(struct sw_maker *maker, const struct sw_breeding *breeding,
                   const struct sw_lived *lived, const struct sw_plan *plan, struct sw_error *error)
{
    int result = 0;

    *maker = (struct sw_maker){.breeding = breeding, .lived = lived, .plan = plan};
    if (sw_kin_share(breeding))
        result = make_all(maker, error);
    if (result == 0 && plan != NULL && plan->met)
        result = sw_travel(breeding, plan->journey, plan->journeys, true, copy_parent, maker,
                           &maker->founders, error);
    if (result != 0)
        sw_maker_end(maker);
    return result;
}

static int make_member(const struct sw_breeding *breeding, struct sw_identity identity, uint64_t id,
                       struct sw_individual *out, struct sw_error *error)
{
    const struct sw_island *island = sw_breeding_island(breeding, identity.island);
    uint32_t size = sw_settings_litter(breeding->settings), litter = identity.slot / size;
    struct sw_individual parent = sw_island_parent(breeding, island, litter);

    return sw_genome_member(breeding->breeder, &island->births.litter[litter], identity.slot % size,
                            &parent, id, out, error);
}

static const struct sw_individual *find_standing(const struct sw_breeding *breeding, uint64_t id)
{
    for (uint32_t i = 0; i < sw_hosting_hosted(&breeding->hosting); i++)
        for (uint32_t j = 0; j < breeding->island[i].standing; j++)
            if (breeding->island[i].stand[j].individual.id == id)
                return &breeding->island[i].stand[j].individual;
    return NULL;
}

int sw_maker_get(void *context, uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    const struct sw_maker *maker = context;
    const struct sw_breeding *breeding = maker->breeding;
    struct sw_identity identity = sw_identity_of(sw_settings_space(breeding->settings), id);
    const struct sw_individual *stands =
        identity.founder || identity.generation < breeding->generation ? find_standing(breeding, id)
                                                                       : NULL;
    uint32_t at;

    if (stands == NULL) /* a migrant that was under way, of an island that others take after */
        stands = sw_transit_individual(breeding, id);
    if (stands != NULL)
        return sw_individual_copy(stands, breeding->breeder->layout->floats, out, error);
    if (identity.founder || identity.generation != breeding->generation ||
        !sw_hosting_here(&breeding->hosting, identity.island))
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "member %llu is to breed, but does not live any more",
                       (unsigned long long)id);
    if (identity.slot < breeding->settings->run.members)
        return make_member(breeding, identity, id, out, error);
    at = identity.island - breeding->hosting.first_island;
    if (maker->plan != NULL && maker->plan->next[at].refounded)
        return sw_refounding_make(breeding, &maker->founders, &maker->plan->next[at].origin, id,
                                  out, error);
    if (maker->made != NULL && maker->made[at].weights != NULL)
        return sw_individual_copy(&maker->made[at], breeding->breeder->layout->floats, out, error);
    return recombine(maker, identity.island, id, out, error);
}

int sw_breeding_make(const struct sw_breeding *breeding, const struct sw_lived *lived, uint64_t id,
                     struct sw_individual *out, struct sw_error *error)
{
    struct sw_maker maker;
    struct sw_plan plan = {0};
    bool planned = lived->family != NULL; /* who was refounded is in the plan */
    int result = 0;

    if (planned)
        result = sw_breeding_plan(breeding, breeding->generation, lived, NULL, &plan, error);
    if (result == 0)
        result = sw_maker_begin(&maker, breeding, lived, planned ? &plan : NULL, error);
    if (result == 0) {
        result = sw_maker_get(&maker, id, out, error);
        sw_maker_end(&maker);
    }
    sw_plan_free(&plan, breeding);
    return result;
}
