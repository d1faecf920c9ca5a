#include "wild/wild_life.h"

#include "base/hash.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct sw_wild_life *sw_wild_life_create(const struct sw_wild_settings *settings,
                                         struct sw_error *error)
{
    static const char doing[] = "making a world";
    struct sw_brain_shape shape = sw_wild_settings_shape(settings);
    struct sw_wild_life *life = sw_allocate(1, sizeof *life, doing, error);

    if (life == NULL)
        return NULL;
    life->settings = *settings;
    if (sw_brain_layout(&shape, &life->layout, error) != 0) {
        free(life);
        return NULL;
    }
    life->homes = life->vacancies = 2 * (uint32_t)settings->most;
    life->state_floats = SW_WILD_VALUES + life->layout.shape.memory;
    life->world = sw_allocate(1, sizeof *life->world, doing, error);
    life->mind = sw_body_mind_create(&life->layout, error);
    life->noise = sw_noise_create(&life->layout, error);
    life->weights = sw_allocate_floats((size_t)life->homes * life->layout.floats, doing, error);
    life->state = sw_allocate_floats((size_t)life->homes * life->state_floats, doing, error);
    life->vacant = sw_allocate(life->homes, sizeof *life->vacant, doing, error);
    life->act = sw_allocate(SW_WILD_ROOM, 1, doing, error);
    life->say = sw_allocate(SW_WILD_ROOM, 1, doing, error);
    if (life->world == NULL || life->mind == NULL || life->noise == NULL || life->weights == NULL ||
        life->state == NULL || life->vacant == NULL || life->act == NULL || life->say == NULL) {
        sw_wild_life_destroy(life);
        return NULL;
    }
    for (uint32_t i = 0; i < life->homes; i++)
        life->vacant[i] = life->homes - 1 - i;
    sw_wild_begin(life->world, settings, (uint64_t)settings->seed);
    return life;
}

void sw_wild_life_destroy(struct sw_wild_life *life)
{
    if (life == NULL)
        return;
    sw_body_mind_destroy(life->mind);
    sw_noise_destroy(life->noise);
    free(life->world);
    free(life->weights);
    free(life->state);
    free(life->vacant);
    free(life->act);
    free(life->say);
    free(life);
}

/* ---- genomes ---- */

static float *weights_at(const struct sw_wild_life *life, uint32_t home)
{
    return life->weights + (size_t)home * life->layout.floats;
}

static float *state_at(const struct sw_wild_life *life, uint32_t home)
{
    return life->state + (size_t)home * life->state_floats;
}

static uint32_t move_in(struct sw_wild_life *life)
{
    return life->vacancies == 0 ? UINT32_MAX : life->vacant[--life->vacancies];
}

void sw_wild_life_wake(struct sw_wild_life *life, uint32_t home)
{
    float *state = state_at(life, home);

    sw_body_mind_begin(life->mind, weights_at(life, home), 1, SW_CONTROL_NONE);
    memcpy(state, life->mind->value, SW_WILD_VALUES * sizeof *state);
    memcpy(state + SW_WILD_VALUES, life->mind->memory, life->layout.shape.memory * sizeof *state);
}

uint32_t sw_wild_life_found(struct sw_wild_life *life, uint64_t id)
{
    uint32_t home = move_in(life);

    if (home == UINT32_MAX)
        return home;
    memset(weights_at(life, home), 0, life->layout.floats * sizeof(float));
    sw_brain_founder(&life->layout, (uint64_t)life->settings.seed, (uint32_t)id,
                     weights_at(life, home));
    sw_wild_life_wake(life, home);
    return home;
}

uint32_t sw_wild_life_bear(struct sw_wild_life *life, uint32_t parent_home, uint64_t id)
{
    uint32_t home = move_in(life);

    if (home == UINT32_MAX)
        return home;
    memcpy(weights_at(life, home), weights_at(life, parent_home),
           life->layout.floats * sizeof(float));
    if (life->settings.strength > 0) {
        sw_noise_draw(life->noise, (uint64_t)life->settings.seed, id, 1,
                      (float)life->settings.strength, SW_GROUP_ALL, false);
        sw_mutation_apply(life->noise, 0, 1.0f, weights_at(life, home));
    }
    sw_wild_life_wake(life, home);
    return home;
}

void sw_wild_life_leave(struct sw_wild_life *life, uint32_t home)
{
    life->vacant[life->vacancies++] = home;
}

uint64_t sw_wild_life_hash(const struct sw_wild_life *life, uint32_t home)
{
    return sw_hash(weights_at(life, home), life->layout.floats * sizeof(float));
}

struct sw_wild_body *sw_wild_life_arrive(struct sw_wild_life *life)
{
    struct sw_wild_body *body = sw_wild_arrive(life->world);

    if (body != NULL)
        body->home = sw_wild_life_found(life, body->id);
    return body;
}

/* ---- a tick ---- */

static void think(struct sw_wild_life *life, uint32_t i)
{
    const struct sw_wild_body *body = &life->world->body[i];
    struct sw_body_mind *mind = life->mind;
    struct sw_body_percept percept;
    float *state = state_at(life, body->home);
    size_t memory = life->layout.shape.memory * sizeof *state;

    sw_wild_look(life->world, i, &percept);
    mind->weights = weights_at(life, body->home);
    memcpy(mind->value, state, SW_WILD_VALUES * sizeof *state);
    memcpy(mind->memory, state + SW_WILD_VALUES, memory);
    sw_body_mind_think(mind, &percept, &life->act[i], &life->say[i]);
    /* Rates evolve freely, and some let a value grow without end. */
    for (uint32_t k = 0; k < SW_WILD_VALUES; k++)
        if (!(fabsf(mind->value[k]) <= SW_WILD_VALUE_MOST))
            mind->value[k] = mind->value[k] > 0 ? SW_WILD_VALUE_MOST : -SW_WILD_VALUE_MOST;
    memcpy(state, mind->value, SW_WILD_VALUES * sizeof *state);
    memcpy(state + SW_WILD_VALUES, mind->memory, memory);
}

static void act_at_random(struct sw_wild_life *life, uint32_t i)
{
    const struct sw_wild_world *world = life->world;
    struct sw_dice dice =
        sw_dice_at(world->seed, SW_RANDOM_WILD_ACT, world->body[i].id, world->tick & 0xffffff);

    life->act[i] = (uint8_t)sw_dice_below(&dice, SW_WILD_ACTS);
    life->say[i] = 0;
}

static void decide(struct sw_wild_life *life)
{
    sw_body_mind_begin(life->mind, life->weights, 1, SW_CONTROL_NONE);
    for (uint32_t i = 0; i < life->world->bodies; i++)
        if (life->settings.mind == SW_WILD_MIND_RANDOM)
            act_at_random(life, i);
        else
            think(life, i);
}

static void settle(struct sw_wild_life *life)
{
    struct sw_wild_world *world = life->world;
    struct sw_wild_body *newborn = &world->body[world->bodies - world->births];

    for (uint32_t i = 0; i < world->births; i++) {
        newborn[i].home = sw_wild_life_bear(life, world->birth[i].home, newborn[i].id);
        world->birth[i].hash = sw_wild_life_hash(life, newborn[i].home);
    }
    for (uint32_t i = 0; i < world->deaths; i++)
        sw_wild_life_leave(life, world->death[i].home);
}

void sw_wild_life_tick(struct sw_wild_life *life, struct sw_wild_birth *arrived)
{
    struct sw_wild_world *world = life->world;
    const struct sw_wild_body *body = NULL;

    if (world->bodies < (uint32_t)life->settings.least)
        body = sw_wild_life_arrive(life);
    if (arrived != NULL) {
        memset(arrived, 0, sizeof *arrived);
        if (body != NULL)
            *arrived = (struct sw_wild_birth){.id = body->id,
                                              .cell = body->cell,
                                              .hash = sw_wild_life_hash(life, body->home),
                                              .tick = world->tick};
    }
    decide(life);
    sw_wild_step(world, life->act, life->say);
    settle(life);
}
