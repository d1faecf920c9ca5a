#include "wild/wild_world.h"

#include "base/hash.h"
#include "base/random.h"

#include <stdlib.h>
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
    uint32_t width = (uint32_t)world->settings.width, cells = sw_wild_plane(&world->settings);
    uint32_t first = sw_wild_at(&world->settings, cell) * cells, x = cell % width;

    switch (heading) {
    case 0:
        return cell < first + width ? cell + cells - width : cell - width;
    case 1:
        return cell + width >= first + cells ? cell + width - cells : cell + width;
    case 2:
        return x == 0 ? cell + width - 1 : cell - 1;
    default:
        return x == width - 1 ? cell + 1 - width : cell + 1;
    }
}

void sw_wild_count(const struct sw_wild_world *world, uint32_t living[SW_WILD_WORLDS_MAX])
{
    memset(living, 0, SW_WILD_WORLDS_MAX * sizeof *living);
    for (uint32_t i = 0; i < world->bodies; i++)
        living[sw_wild_at(&world->settings, world->body[i].cell)]++;
}

/* ---- room ---- */

/* Arrays one after another, each from a multiple of 64 bytes on. base NULL: counts alone. */
static void *place(char *base, size_t *at, size_t count, size_t size)
{
    char *here = base == NULL ? NULL : base + *at;

    *at += (count * size + 63) / 64 * 64;
    return here;
}

static size_t lay_out(struct sw_wild_world *world, char *base)
{
    size_t at = (sizeof *world + 63) / 64 * 64, room = world->room, cells = world->cells;
    struct sw_wild_scratch *scratch = &world->scratch;

    world->body = place(base, &at, room, sizeof *world->body);
    world->birth = place(base, &at, room / 2, sizeof *world->birth);
    world->death = place(base, &at, room, sizeof *world->death);
    world->walk = place(base, &at, room, sizeof *world->walk);
    world->thing = place(base, &at, cells, sizeof *world->thing);
    world->energy = place(base, &at, cells, sizeof *world->energy);
    world->claim = place(base, &at, cells, sizeof *world->claim);
    scratch->aim = place(base, &at, room, sizeof *scratch->aim);
    scratch->victim = place(base, &at, room, sizeof *scratch->victim);
    scratch->hunters = place(base, &at, room, sizeof *scratch->hunters);
    scratch->share = place(base, &at, room, sizeof *scratch->share);
    scratch->act = place(base, &at, room, sizeof *scratch->act);
    return at;
}

struct sw_wild_world *sw_wild_world_create(const struct sw_wild_settings *settings, uint32_t bodies,
                                           struct sw_error *error)
{
    struct sw_wild_world sizes = {.settings = *settings, .cells = sw_wild_cells(settings)}, *world;
    uint32_t most = 2 * sw_wild_bodies_most(settings);

    /* What is eaten stands in the array until the tick ends, and another may be in its cell. */
    sizes.room = bodies > 0 ? bodies : most < 2 * sizes.cells ? most : 2 * sizes.cells;
    world = sw_allocate(1, lay_out(&sizes, NULL), "making a world", error);
    if (world == NULL)
        return NULL;
    *world = sizes;
    lay_out(world, (char *)world);
    return world;
}

void sw_wild_world_destroy(struct sw_wild_world *world)
{
    free(world);
}

void sw_wild_world_copy(struct sw_wild_world *to, const struct sw_wild_world *from)
{
    *to = *from;
    lay_out(to, (char *)to);
    memcpy(to->body, from->body, from->bodies * sizeof *to->body);
    memcpy(to->birth, from->birth, from->births * sizeof *to->birth);
    memcpy(to->death, from->death, from->deaths * sizeof *to->death);
    memcpy(to->walk, from->walk, from->walks * sizeof *to->walk);
    memcpy(to->thing, from->thing, from->cells * sizeof *to->thing);
    memcpy(to->energy, from->energy, from->cells * sizeof *to->energy);
    memset(to->claim, 0, from->cells * sizeof *to->claim);
}

/* ---- how it begins ---- */

/* An empty cell of world w; UINT32_MAX if none was found. */
static uint32_t find_room(const struct sw_wild_world *world, uint32_t w, struct sw_dice *dice)
{
    uint32_t cells = sw_wild_plane(&world->settings);

    for (uint32_t i = 0; i < SEARCH; i++) {
        uint32_t cell = w * cells + sw_dice_below(dice, cells);

        if (world->thing[cell] == SW_WILD_EMPTY)
            return cell;
    }
    return UINT32_MAX;
}

/* What feeds in world w, and its plants. */
static void plant(struct sw_wild_world *world, uint32_t w)
{
    struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_WILD_BEGIN, 0, w);
    uint32_t order[SW_WILD_COLOURS];

    sw_dice_permutation(&dice, order, SW_WILD_COLOURS);
    for (uint32_t i = 0; i < SW_WILD_COLOURS / 2; i++)
        world->feeds |= UINT64_C(1) << (SW_WILD_COLOURS * w + order[i]);
    for (uint32_t i = 0; i < (uint32_t)world->settings.plants; i++) {
        uint32_t cell = find_room(world, w, &dice);

        if (cell == UINT32_MAX)
            continue;
        world->thing[cell] = SW_WILD_PLANT + i % SW_WILD_COLOURS;
        world->energy[cell] = SW_WILD_MEAL;
        world->sun -= SW_WILD_MEAL;
    }
}

void sw_wild_begin(struct sw_wild_world *world, const struct sw_wild_settings *settings,
                   uint64_t seed)
{
    struct sw_wild_world empty = {
        .settings = *settings, .seed = seed, .cells = world->cells, .room = world->room};

    *world = empty;
    lay_out(world, (char *)world);
    memset(world->thing, 0, world->cells * sizeof *world->thing);
    memset(world->energy, 0, world->cells * sizeof *world->energy);
    memset(world->claim, 0, world->cells * sizeof *world->claim);
    world->next_id = 1;
    world->sun = SW_WILD_SUN;
    for (uint32_t w = 0; w < (uint32_t)settings->worlds; w++)
        plant(world, w);
}

struct sw_wild_body *sw_wild_arrive(struct sw_wild_world *world, uint32_t w)
{
    struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_WILD_BEGIN, world->next_id, 1);
    uint32_t cell = find_room(world, w, &dice);
    struct sw_wild_body *body;

    if (cell == UINT32_MAX || world->bodies >= sw_wild_arrivals(&world->settings))
        return NULL;
    body = &world->body[world->bodies];
    *body = (struct sw_wild_body){.id = world->next_id++,
                                  .born = world->tick,
                                  .cell = cell,
                                  .energy = (int32_t)world->settings.energy,
                                  .size = 1,
                                  .heading = (uint8_t)sw_dice_below(&dice, 4),
                                  .alive = 1};
    world->thing[cell] = SW_WILD_BODY + world->bodies++;
    world->sun -= body->energy + SW_WILD_MEAL;
    world->totals.arrivals++;
    return body;
}

int64_t sw_wild_ledger(const struct sw_wild_world *world)
{
    int64_t sum = world->ground + world->sun;

    for (uint32_t cell = 0; cell < sw_wild_cells(&world->settings); cell++)
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
    uint32_t cells = sw_wild_cells(&world->settings);
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
