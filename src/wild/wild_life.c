#include "wild/wild_life.h"

#include "base/hash.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HOMES_FIRST 64u

static const char doing[] = "making a world";

static struct sw_wild_life *create(const struct sw_wild_settings *settings,
                                   const struct sw_wild_settings *part, uint32_t homes,
                                   uint32_t most, struct sw_error *error)
{
    struct sw_brain_shape shape = sw_wild_settings_shape(settings);
    struct sw_wild_life *life = sw_allocate(1, sizeof *life, doing, error);

    if (life == NULL)
        return NULL;
    life->settings = *settings;
    if (sw_brain_layout(&shape, &life->layout, error) != 0) {
        free(life);
        return NULL;
    }
    life->homes_most = most;
    life->homes = life->vacancies = homes < most ? homes : most;
    life->state_floats = SW_WILD_VALUES + life->layout.shape.memory;
    life->world = sw_wild_world_create(part, 0, error);
    life->mind = sw_body_mind_create(&life->layout, error);
    life->noise = sw_noise_create(&life->layout, error);
    life->weights = sw_allocate_floats((size_t)life->homes * life->layout.floats, doing, error);
    life->state = sw_allocate_floats((size_t)life->homes * life->state_floats, doing, error);
    life->vacant = sw_allocate(life->homes, sizeof *life->vacant, doing, error);
    if (life->world != NULL) {
        life->act = sw_allocate(life->world->room, 1, doing, error);
        life->say = sw_allocate(life->world->room, 1, doing, error);
    }
    if (life->world == NULL || life->mind == NULL || life->noise == NULL || life->weights == NULL ||
        life->state == NULL || life->vacant == NULL || life->act == NULL || life->say == NULL ||
        sw_wild_life_share(life, 0, 1, error) != 0) {
        sw_wild_life_destroy(life);
        return NULL;
    }
    for (uint32_t i = 0; i < life->homes; i++)
        life->vacant[i] = life->homes - 1 - i;
    return life;
}

struct sw_wild_life *sw_wild_life_create(const struct sw_wild_settings *settings,
                                         struct sw_error *error)
{
    uint32_t most = sw_wild_bodies_most(settings);
    struct sw_wild_life *life = create(settings, settings, most, most, error);

    if (life != NULL)
        sw_wild_begin(life->world, settings, (uint64_t)settings->seed);
    return life;
}

struct sw_wild_life *sw_wild_life_create_lean(const struct sw_wild_settings *settings,
                                              struct sw_error *error)
{
    struct sw_wild_life *life =
        create(settings, settings, HOMES_FIRST, sw_wild_bodies_most(settings), error);

    if (life != NULL)
        sw_wild_begin(life->world, settings, (uint64_t)settings->seed);
    return life;
}

struct sw_wild_life *sw_wild_life_create_part(const struct sw_wild_settings *settings,
                                              const struct sw_wild_settings *part,
                                              struct sw_error *error)
{
    struct sw_wild_life *life = create(settings, part, HOMES_FIRST, UINT32_MAX, error);

    if (life == NULL)
        return NULL;
    life->world->seed = (uint64_t)settings->seed;
    return life;
}

int sw_wild_life_share(struct sw_wild_life *life, uint32_t rank, uint32_t ranks,
                       struct sw_error *error)
{
    uint32_t *load = sw_allocate(ranks, sizeof *load, "sharing a world", error);

    if (load == NULL)
        return -1;
    free(life->load);
    life->load = load;
    life->rank = rank;
    life->ranks = ranks;
    return 0;
}

void sw_wild_life_destroy(struct sw_wild_life *life)
{
    if (life == NULL)
        return;
    sw_body_mind_destroy(life->mind);
    sw_noise_destroy(life->noise);
    sw_wild_world_destroy(life->world);
    free(life->weights);
    free(life->state);
    free(life->vacant);
    free(life->act);
    free(life->say);
    free(life->load);
    free(life);
}

/* ---- genomes ---- */

float *sw_wild_life_weights(const struct sw_wild_life *life, uint32_t home)
{
    return life->weights + (size_t)home * life->layout.floats;
}

float *sw_wild_life_mind(const struct sw_wild_life *life, uint32_t home)
{
    return life->state + (size_t)home * life->state_floats;
}

/* A copy of an array with room for more, released by free(). */
static float *larger(const float *from, size_t floats, size_t more)
{
    float *to = sw_allocate_floats(floats + more, doing, NULL);

    if (to != NULL)
        memcpy(to, from, floats * sizeof *to);
    return to;
}

/* Half as many homes again, where there may be more. False: there are none. */
static bool make_homes(struct sw_wild_life *life)
{
    uint32_t most = life->homes_most - life->homes;
    uint32_t more = life->homes / 2 < most ? life->homes / 2 + 1 : most;
    float *weights = larger(life->weights, (size_t)life->homes * life->layout.floats,
                            (size_t)more * life->layout.floats);
    float *state = larger(life->state, (size_t)life->homes * life->state_floats,
                          (size_t)more * life->state_floats);
    uint32_t *vacant = realloc(life->vacant, (life->homes + more) * sizeof *vacant);

    life->vacant = vacant != NULL ? vacant : life->vacant;
    if (more == 0 || weights == NULL || state == NULL || vacant == NULL) {
        free(weights);
        free(state);
        return false;
    }
    free(life->weights);
    free(life->state);
    life->weights = weights;
    life->state = state;
    for (uint32_t i = 0; i < more; i++)
        vacant[life->vacancies++] = life->homes + more - 1 - i;
    life->homes += more;
    return true;
}

struct sw_wild_life *sw_wild_life_copy(const struct sw_wild_life *life, struct sw_error *error)
{
    struct sw_wild_life *copy = sw_wild_life_create(&life->settings, error);

    /* Homes grow by the same steps. */
    while (copy != NULL && copy->homes < life->homes)
        if (!make_homes(copy)) {
            sw_wild_life_destroy(copy);
            sw_fail(error, SW_EXIT_FAILED, "out of memory for a copy of a world");
            return NULL;
        }
    if (copy == NULL)
        return NULL;
    sw_wild_world_copy(copy->world, life->world);
    memcpy(copy->weights, life->weights, (size_t)life->homes * life->layout.floats * sizeof(float));
    memcpy(copy->state, life->state, (size_t)life->homes * life->state_floats * sizeof(float));
    copy->vacancies = 0;
    for (uint32_t home = copy->homes; home-- > life->homes;)
        copy->vacant[copy->vacancies++] = home;
    memcpy(copy->vacant + copy->vacancies, life->vacant, life->vacancies * sizeof *life->vacant);
    copy->vacancies += life->vacancies;
    return copy;
}

uint32_t sw_wild_life_enter(struct sw_wild_life *life)
{
    if (life->vacancies == 0)
        make_homes(life);
    return life->vacancies == 0 ? UINT32_MAX : life->vacant[--life->vacancies];
}

void sw_wild_life_wake(struct sw_wild_life *life, uint32_t home)
{
    float *state = sw_wild_life_mind(life, home);

    sw_body_mind_begin(life->mind, sw_wild_life_weights(life, home), 1, SW_CONTROL_NONE);
    memcpy(state, life->mind->value, SW_WILD_VALUES * sizeof *state);
    memcpy(state + SW_WILD_VALUES, life->mind->memory, life->layout.shape.memory * sizeof *state);
}

uint32_t sw_wild_life_found(struct sw_wild_life *life, uint64_t id)
{
    uint32_t home = sw_wild_life_enter(life);

    if (home == UINT32_MAX)
        return home;
    memset(sw_wild_life_weights(life, home), 0, life->layout.floats * sizeof(float));
    sw_brain_founder(&life->layout, (uint64_t)life->settings.seed, (uint32_t)id,
                     sw_wild_life_weights(life, home));
    sw_wild_life_wake(life, home);
    return home;
}

void sw_wild_life_mutate(struct sw_wild_life *life, uint32_t home, uint64_t id)
{
    if (life->settings.strength > 0) {
        sw_noise_draw(life->noise, (uint64_t)life->settings.seed, id, 1,
                      (float)life->settings.strength, SW_GROUP_ALL, false);
        sw_mutation_apply(life->noise, 0, 1.0f, sw_wild_life_weights(life, home));
    }
    sw_wild_life_wake(life, home);
}

uint32_t sw_wild_life_bear(struct sw_wild_life *life, uint32_t parent_home, uint64_t id)
{
    uint32_t home = sw_wild_life_enter(life);

    if (home == UINT32_MAX)
        return home;
    memcpy(sw_wild_life_weights(life, home), sw_wild_life_weights(life, parent_home),
           life->layout.floats * sizeof(float));
    sw_wild_life_mutate(life, home, id);
    return home;
}

void sw_wild_life_leave(struct sw_wild_life *life, uint32_t home)
{
    if (home != SW_WILD_ELSEWHERE)
        life->vacant[life->vacancies++] = home;
}

uint64_t sw_wild_life_hash(const struct sw_wild_life *life, uint32_t home)
{
    return sw_hash(sw_wild_life_weights(life, home), life->layout.floats * sizeof(float));
}

/* ---- which rank has whom ---- */

static void count_load(struct sw_wild_life *life, uint32_t bodies)
{
    memset(life->load, 0, life->ranks * sizeof *life->load);
    for (uint32_t i = 0; i < bodies; i++)
        life->load[life->world->body[i].rank]++;
}

static uint32_t least_loaded(const struct sw_wild_life *life)
{
    uint32_t least = 0;

    for (uint32_t rank = 1; rank < life->ranks; rank++)
        if (life->load[rank] < life->load[least])
            least = rank;
    return least;
}

/* Newborns stand at the end of the array. */
static void place_newborns(struct sw_wild_life *life)
{
    struct sw_wild_world *world = life->world;
    uint32_t before = world->bodies - world->births;
    uint32_t slack = world->bodies / (SW_WILD_SLACK * life->ranks) + 1;

    if (world->births == 0 || life->ranks == 1)
        return;
    count_load(life, before);
    for (uint32_t i = 0; i < world->births; i++) {
        struct sw_wild_body *newborn = &world->body[before + i];
        uint32_t least = least_loaded(life);

        if (life->load[newborn->rank] > life->load[least] + slack)
            newborn->rank = least;
        life->load[newborn->rank]++;
        world->birth[i].rank = newborn->rank;
    }
}

struct sw_wild_body *sw_wild_life_arrive(struct sw_wild_life *life, uint32_t w)
{
    struct sw_wild_body *body = sw_wild_arrive(life->world, w);

    if (body == NULL)
        return NULL;
    count_load(life, life->world->bodies - 1);
    body->rank = least_loaded(life);
    body->home = body->rank == life->rank ? sw_wild_life_found(life, body->id) : SW_WILD_ELSEWHERE;
    return body;
}

void sw_wild_life_people(struct sw_wild_life *life)
{
    int64_t worlds = life->settings.worlds;

    for (int64_t i = 0; i < worlds * life->settings.bodies; i++)
        sw_wild_life_arrive(life, (uint32_t)(i % worlds));
}

struct sw_wild_birth sw_wild_life_birth_of(const struct sw_wild_life *life,
                                           const struct sw_wild_body *body)
{
    bool mine = body->home != SW_WILD_ELSEWHERE;

    return (struct sw_wild_birth){.id = body->id,
                                  .cell = body->cell,
                                  .rank = body->rank,
                                  .hash = mine ? sw_wild_life_hash(life, body->home) : 0,
                                  .tick = body->born};
}

/* ---- a tick ---- */

static void think(struct sw_wild_life *life, uint32_t i)
{
    const struct sw_wild_body *body = &life->world->body[i];
    struct sw_body_mind *mind = life->mind;
    struct sw_body_percept percept;
    float *state = sw_wild_life_mind(life, body->home);
    size_t memory = life->layout.shape.memory * sizeof *state;

    sw_wild_look(life->world, i, &percept);
    mind->weights = sw_wild_life_weights(life, body->home);
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

    life->act[i] = (uint8_t)sw_dice_below(&dice, sw_wild_choices(&life->settings));
    life->say[i] = 0;
}

void sw_wild_life_think_begin(struct sw_wild_life *life)
{
    sw_body_mind_begin(life->mind, life->weights, 1, SW_CONTROL_NONE);
}

void sw_wild_life_think(struct sw_wild_life *life, uint32_t body)
{
    if (life->settings.mind == SW_WILD_MIND_RANDOM)
        act_at_random(life, body);
    else
        think(life, body);
}

static void decide(struct sw_wild_life *life)
{
    sw_wild_life_think_begin(life);
    for (uint32_t i = 0; i < life->world->bodies; i++)
        if (life->world->body[i].rank == life->rank)
            sw_wild_life_think(life, i);
}

/* The world with the fewest bodies, the first of equals. */
static uint32_t emptiest(const uint32_t *living, uint32_t worlds)
{
    uint32_t fewest = 0;

    for (uint32_t w = 1; w < worlds; w++)
        if (living[w] < living[fewest])
            fewest = w;
    return fewest;
}

/* A newcomer goes to the emptiest world below wild.least in which there is room. NULL: none comes.
 */
static const struct sw_wild_body *receive(struct sw_wild_life *life)
{
    uint32_t worlds = (uint32_t)life->settings.worlds, living[SW_WILD_WORLDS_MAX];
    const struct sw_wild_body *body = NULL;

    sw_wild_count(life->world, living);
    for (uint32_t tried = 0; tried < worlds && body == NULL; tried++) {
        uint32_t w = emptiest(living, worlds);

        if (living[w] >= (uint32_t)life->settings.least)
            return NULL;
        body = sw_wild_life_arrive(life, w);
        living[w] = UINT32_MAX;
    }
    return body;
}

void sw_wild_life_decide(struct sw_wild_life *life, struct sw_wild_birth *arrived)
{
    const struct sw_wild_body *body = receive(life);

    if (arrived != NULL)
        *arrived = body != NULL ? sw_wild_life_birth_of(life, body) : (struct sw_wild_birth){0};
    decide(life);
}

void sw_wild_life_step(struct sw_wild_life *life)
{
    sw_wild_step(life->world, life->act, life->say);
    place_newborns(life);
}

static void settle(struct sw_wild_life *life, struct sw_wild_birth *birth,
                   struct sw_wild_body *newborn)
{
    if (newborn->rank != life->rank) {
        newborn->home = SW_WILD_ELSEWHERE;
        return;
    }
    if (birth->from == life->rank)
        newborn->home = sw_wild_life_bear(life, birth->home, newborn->id);
    else
        sw_wild_life_mutate(life, newborn->home, newborn->id);
    birth->hash = sw_wild_life_hash(life, newborn->home);
}

void sw_wild_life_settle(struct sw_wild_life *life)
{
    struct sw_wild_world *world = life->world;
    struct sw_wild_body *newborn = &world->body[world->bodies - world->births];

    for (uint32_t i = 0; i < world->births; i++)
        settle(life, &world->birth[i], &newborn[i]);
    for (uint32_t i = 0; i < world->deaths; i++)
        sw_wild_life_leave(life, world->death[i].home);
}

void sw_wild_life_tick(struct sw_wild_life *life, struct sw_wild_birth *arrived)
{
    sw_wild_life_decide(life, arrived);
    sw_wild_life_step(life);
    sw_wild_life_settle(life);
}
