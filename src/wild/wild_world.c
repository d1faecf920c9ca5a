#include "wild/wild_world.h"

#include "base/hash.h"
#include "base/random.h"

#include <string.h>

#define SEARCH 4096u

#define NAME(id, name, ...) name,

const char *sw_wild_act_name(uint32_t act)
{
    static const char *const names[] = {SW_WILD_ACT_ROWS(NAME)};

    return names[act];
}

const char *sw_wild_cause_name(uint32_t cause)
{
    static const char *const names[] = {SW_WILD_CAUSE_ROWS(NAME)};

    return names[cause];
}

uint32_t sw_wild_next(const struct sw_wild_world *world, uint32_t cell, uint32_t heading)
{
    uint32_t width = (uint32_t)world->settings.width, cells = width;
    uint32_t x = cell % width;

    cells *= (uint32_t)world->settings.height;
    switch (heading) {
    case 0:
        return cell < width ? cell + cells - width : cell - width;
    case 1:
        return cell + width >= cells ? cell + width - cells : cell + width;
    case 2:
        return x == 0 ? cell + width - 1 : cell - 1;
    default:
        return x == width - 1 ? cell + 1 - width : cell + 1;
    }
}

static uint32_t cells_of(const struct sw_wild_world *world)
{
    return (uint32_t)(world->settings.width * world->settings.height);
}

/* An empty cell; UINT32_MAX if none was found. */
static uint32_t find_room(const struct sw_wild_world *world, struct sw_dice *dice)
{
    for (uint32_t i = 0; i < SEARCH; i++) {
        uint32_t cell = sw_dice_below(dice, cells_of(world));

        if (world->thing[cell] == SW_WILD_EMPTY)
            return cell;
    }
    return UINT32_MAX;
}

void sw_wild_begin(struct sw_wild_world *world, const struct sw_wild_settings *settings,
                   uint64_t seed)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_WILD_BEGIN, 0, 0);
    uint32_t order[SW_WILD_COLOURS];

    memset(world, 0, sizeof *world);
    world->settings = *settings;
    world->seed = seed;
    world->next_id = 1;
    world->sun = SW_WILD_SUN;
    sw_dice_permutation(&dice, order, SW_WILD_COLOURS);
    for (uint32_t i = 0; i < SW_WILD_COLOURS / 2; i++)
        world->feeds |= (uint8_t)(1u << order[i]);
    for (uint32_t i = 0; i < (uint32_t)settings->plants; i++) {
        uint32_t cell = find_room(world, &dice);

        if (cell == UINT32_MAX)
            continue;
        world->thing[cell] = (uint16_t)(SW_WILD_PLANT + i % SW_WILD_COLOURS);
        world->energy[cell] = SW_WILD_MEAL;
        world->sun -= SW_WILD_MEAL;
    }
}

struct sw_wild_body *sw_wild_arrive(struct sw_wild_world *world)
{
    struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_WILD_BEGIN, world->next_id, 1);
    uint32_t cell = find_room(world, &dice);
    struct sw_wild_body *body = &world->body[world->bodies];

    if (cell == UINT32_MAX || world->bodies >= SW_WILD_BODIES_MAX)
        return NULL;
    *body = (struct sw_wild_body){.id = world->next_id++,
                                  .born = world->tick,
                                  .cell = cell,
                                  .energy = (int32_t)world->settings.energy,
                                  .size = 1,
                                  .heading = (uint8_t)sw_dice_below(&dice, 4),
                                  .alive = 1};
    world->thing[cell] = (uint16_t)(SW_WILD_BODY + world->bodies++);
    world->sun -= body->energy + SW_WILD_MEAL;
    world->totals.arrivals++;
    return body;
}

int64_t sw_wild_ledger(const struct sw_wild_world *world)
{
    int64_t sum = world->ground + world->sun;

    for (uint32_t cell = 0; cell < cells_of(world); cell++)
        sum += world->energy[cell];
    for (uint32_t i = 0; i < world->bodies; i++)
        sum += world->body[i].energy + world->body[i].size * SW_WILD_MEAL;
    return sum;
}

/* Of a body, after those before it. */
static uint64_t hash_body(uint64_t before, const struct sw_wild_body *body)
{
    const uint64_t value[] = {before,
                              body->id,
                              body->parent,
                              body->born,
                              (uint64_t)body->cell << 32 | (uint32_t)body->energy,
                              (uint64_t)body->children << 32 | (uint32_t)body->size << 24 |
                                  (uint32_t)body->heading << 16 | (uint32_t)body->act << 8 |
                                  body->event,
                              (uint64_t)body->rank << 32 | (uint32_t)body->said << 16 |
                                  (uint32_t)body->team << 8 | body->alive};

    return sw_hash(value, sizeof value);
}

uint64_t sw_wild_hash(const struct sw_wild_world *world)
{
    uint32_t cells = cells_of(world);
    uint64_t value[] = {world->tick,
                        world->next_id,
                        world->feeds,
                        (uint64_t)world->ground,
                        (uint64_t)world->sun,
                        sw_hash(world->due, sizeof world->due),
                        sw_hash(&world->totals, sizeof world->totals),
                        sw_hash(world->thing, cells * sizeof *world->thing),
                        sw_hash(world->energy, cells * sizeof *world->energy),
                        world->bodies,
                        0};
    uint64_t *bodies = &value[sizeof value / sizeof *value - 1];

    for (uint32_t i = 0; i < world->bodies; i++)
        *bodies = hash_body(*bodies, &world->body[i]);
    return sw_hash(value, sizeof value);
}
