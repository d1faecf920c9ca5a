#include "population/breeding_private.h"
#include "population/kin.h"
#include "population/refounding.h"

#include <stdlib.h>

static int recombine(const struct sw_maker *maker, uint32_t island, uint64_t id,
                     struct sw_individual *out, struct sw_error *error)
{
    const struct sw_breeding *breeding = maker->breeding;
    struct sw_noise *const *noises = maker->lived->noise;

    return sw_genome_recombine(
        breeding->breeder, breeding->generation, &breeding->island[island].births,
        maker->lived->score + (size_t)island * (size_t)breeding->settings->members,
        maker->lived->observed == NULL
            ? NULL
            : maker->lived->observed +
                  (size_t)island * (size_t)breeding->settings->members * breeding->breeder->width,
        &breeding->island[island].parent[0],
        noises == NULL ? NULL : noises + (size_t)island * breeding->litters, id, out, error);
}

void sw_maker_end(struct sw_maker *maker)
{
    for (uint32_t i = 0; i < maker->breeding->islands && maker->made != NULL; i++)
        sw_individual_free(&maker->made[i]);
    free(maker->made);
    maker->made = NULL;
}

/* Where islands share their steps, all parents are made at once. */
int sw_maker_begin(struct sw_maker *maker, const struct sw_breeding *breeding,
                   const struct sw_lived *lived, const struct sw_island *next,
                   struct sw_error *error)
{
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    int failed = 0;

    *maker = (struct sw_maker){.breeding = breeding, .lived = lived, .next = next};
    if (!sw_kin_share(breeding))
        return 0;
    maker->made = sw_allocate(breeding->islands, sizeof *maker->made, "making parents", error);
    if (maker->made == NULL)
        return -1;
    for (uint32_t i = 0; i < breeding->islands && !failed; i++)
        failed = breeding->island[i].births.recombines &&
                 recombine(maker, i, sw_identity_id(space, breeding->generation, i, space.members),
                           &maker->made[i], error) != 0;
    if (!failed)
        failed = sw_kin_move(breeding, maker->made, error) != 0;
    if (failed)
        sw_maker_end(maker);
    return failed ? -1 : 0;
}

static int make_member(const struct sw_breeding *breeding, struct sw_identity identity, uint64_t id,
                       struct sw_individual *out, struct sw_error *error)
{
    const struct sw_island *island = &breeding->island[identity.island];
    uint32_t size = sw_settings_litter(breeding->settings), litter = identity.slot / size;
    struct sw_individual parent = island->parent[island->parent_of[litter]];

    parent.weights = (float *)sw_island_weights(island, litter);
    return sw_genome_member(breeding->breeder, &island->births.litter[litter], identity.slot % size,
                            &parent, id, out, error);
}

static const struct sw_individual *find_standing(const struct sw_breeding *breeding, uint64_t id)
{
    for (uint32_t i = 0; i < breeding->islands; i++)
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

    if (stands != NULL)
        return sw_individual_copy(stands, breeding->breeder->layout->floats, out, error);
    if (identity.founder || identity.generation != breeding->generation)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "member %llu is to breed, but does not live any more",
                       (unsigned long long)id);
    if (identity.slot < (uint32_t)breeding->settings->members)
        return make_member(breeding, identity, id, out, error);
    if (maker->next != NULL && maker->next[identity.island].refounded)
        return sw_refounding_make(breeding, &maker->next[identity.island].origin, id, out, error);
    if (maker->made != NULL && maker->made[identity.island].weights != NULL)
        return sw_individual_copy(&maker->made[identity.island], breeding->breeder->layout->floats,
                                  out, error);
    return recombine(maker, identity.island, id, out, error);
}

int sw_breeding_make(const struct sw_breeding *breeding, const struct sw_lived *lived, uint64_t id,
                     struct sw_individual *out, struct sw_error *error)
{
    struct sw_maker maker = {.breeding = breeding};
    struct sw_island *next = NULL;
    int result = 0;

    if (lived->family != NULL) { /* who was refounded is in the plan */
        next = sw_breeding_plan(breeding, breeding->generation, lived, NULL, error);
        result = next == NULL ? -1 : 0;
    }
    if (result == 0)
        result = sw_maker_begin(&maker, breeding, lived, next, error);
    if (result == 0)
        result = sw_maker_get(&maker, id, out, error);
    sw_maker_end(&maker);
    sw_islands_free(next, breeding->islands);
    return result;
}
