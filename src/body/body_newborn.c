#include "body/body_newborn.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

struct sw_body_newborns {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_body_mind *mind;            /* of one row, which all use in turn */
    struct sw_noise *noise;
    struct sw_body_mutation mutation;
    float given;
    enum sw_body_control control;
    uint32_t places;
    bool *there;    /* [places] */
    float *weights; /* [places][floats] */
    float *state;   /* [places][SW_BODY_VALUES + M] values, memory */
};

static uint32_t state_floats(const struct sw_body_newborns *newborns)
{
    return SW_BODY_VALUES + newborns->layout->shape.memory;
}

struct sw_body_newborns *sw_body_newborns_create(const struct sw_brain_layout *layout,
                                                 uint32_t places, struct sw_error *error)
{
    static const char doing[] = "making room for newborns";
    struct sw_body_newborns *newborns = sw_allocate(1, sizeof *newborns, doing, error);

    if (newborns == NULL)
        return NULL;
    newborns->layout = layout;
    newborns->places = places;
    newborns->mind = sw_body_mind_create(layout, error);
    newborns->noise = sw_noise_create(layout, error);
    newborns->there = sw_allocate(places, sizeof *newborns->there, doing, error);
    newborns->weights = sw_allocate_floats((size_t)places * layout->floats, doing, error);
    newborns->state = sw_allocate_floats((size_t)places * state_floats(newborns), doing, error);
    if (newborns->mind != NULL && newborns->noise != NULL && newborns->there != NULL &&
        newborns->weights != NULL && newborns->state != NULL)
        return newborns;
    sw_body_newborns_destroy(newborns);
    return NULL;
}

void sw_body_newborns_destroy(struct sw_body_newborns *newborns)
{
    if (newborns == NULL)
        return;
    sw_body_mind_destroy(newborns->mind);
    sw_noise_destroy(newborns->noise);
    free(newborns->there);
    free(newborns->weights);
    free(newborns->state);
    free(newborns);
}

uint64_t sw_body_newborns_bytes(uint32_t places, uint32_t floats)
{
    return (uint64_t)places * floats * sizeof(float);
}

void sw_body_newborns_clear(struct sw_body_newborns *newborns, struct sw_body_mutation mutation,
                            float given, enum sw_body_control control)
{
    newborns->mutation = mutation;
    newborns->given = given;
    newborns->control = control;
    memset(newborns->there, 0, newborns->places * sizeof *newborns->there);
}

void sw_body_newborns_lead(struct sw_body_newborns *newborns, struct sw_body_mutation mutation,
                           float given)
{
    newborns->mutation = mutation;
    newborns->given = given;
}

static float *weights_of(const struct sw_body_newborns *newborns, uint32_t place)
{
    return newborns->weights + (size_t)place * newborns->layout->floats;
}

const float *sw_body_newborns_genome(const struct sw_body_newborns *newborns, uint32_t place)
{
    return newborns->there[place] ? weights_of(newborns, place) : NULL;
}

static uint64_t seed_of(const struct sw_body_newborns *newborns, const float *parent,
                        const struct sw_body_world *world, uint32_t seat)
{
    const uint64_t words[] = {sw_hash(parent, newborns->layout->floats * sizeof *parent),
                              world->seed, world->tick, seat};

    return sw_hash(words, sizeof words);
}

/* Puts what a place has learned and remembers into the mind, or takes it out. */
static void exchange(const struct sw_body_newborns *newborns, uint32_t place, bool in)
{
    float *state = newborns->state + (size_t)place * state_floats(newborns);
    float *memory = state + SW_BODY_VALUES;
    size_t bytes = newborns->layout->shape.memory * sizeof *memory;

    memcpy(in ? newborns->mind->value : state, in ? state : newborns->mind->value,
           SW_BODY_VALUES * sizeof *state);
    memcpy(in ? newborns->mind->memory : memory, in ? memory : newborns->mind->memory, bytes);
}

void sw_body_newborns_bear(struct sw_body_newborns *newborns, uint32_t place, const float *parent,
                           const struct sw_body_world *world, uint32_t seat)
{
    float *weights = weights_of(newborns, place);

    memcpy(weights, parent, newborns->layout->floats * sizeof *weights);
    if (newborns->mutation.strength > 0) {
        sw_noise_draw(newborns->noise, seed_of(newborns, parent, world, seat), 0, 1,
                      newborns->mutation.strength, newborns->mutation.evolve, false);
        sw_mutation_apply(newborns->noise, 0, 1.0f, weights);
    }
    sw_body_mind_begin(newborns->mind, weights, 1, newborns->control);
    exchange(newborns, place, false);
    newborns->there[place] = true;
}

void sw_body_newborns_think(struct sw_body_newborns *newborns, uint32_t place,
                            const struct sw_body_percept *percept, uint8_t *act, uint8_t *say)
{
    newborns->mind->weights = weights_of(newborns, place);
    newborns->mind->rows = 1;
    newborns->mind->given = newborns->given;
    exchange(newborns, place, true);
    sw_body_mind_think(newborns->mind, percept, act, say);
    exchange(newborns, place, false);
}
