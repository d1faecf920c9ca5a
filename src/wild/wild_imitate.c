#include "wild/wild_imitate.h"

#include "base/around.h"
#include "base/random.h"

_Static_assert(SW_AROUND_REACH == SW_WILD_REACH, "the window is what a body sees");

static uint32_t wrapped(int at, int side)
{
    return (uint32_t)(at < 0 ? at + side : at >= side ? at - side : at);
}

uint32_t sw_wild_nearest(const struct sw_wild_world *world, uint32_t body)
{
    const struct sw_wild_settings *settings = &world->settings;
    const struct sw_wild_body *self = &world->body[body];
    const struct sw_around *around = sw_around(self->heading);
    int width = (int)settings->width, height = (int)settings->height;
    uint32_t first = sw_wild_at(settings, self->cell) * sw_wild_plane(settings);
    int x = (int)(self->cell - first) % width, y = (int)(self->cell - first) / width;

    for (uint32_t i = 0; i < SW_AROUND_CELLS; i++) {
        uint32_t cell = first + wrapped(y + around[i].down, height) * (uint32_t)width +
                        wrapped(x + around[i].right, width);

        if (world->thing[cell] >= SW_WILD_BODY)
            return world->thing[cell] - (uint32_t)SW_WILD_BODY;
    }
    return UINT32_MAX;
}

/* Instead of the other that is near, some third body: where there is one. */
static uint32_t third_of(const struct sw_wild_world *world, uint32_t one, uint32_t other)
{
    uint32_t block[4], third;

    if (world->bodies < 3)
        return UINT32_MAX;
    sw_random_block(world->seed, SW_RANDOM_IMITATE, world->body[one].id, world->tick & 0xffffff,
                    0, block);
    third = (uint32_t)((uint64_t)block[0] * (world->bodies - 2) >> 32);
    third += third >= (one < other ? one : other);
    third += third >= (one < other ? other : one);
    return third;
}

uint8_t sw_wild_resolve(const struct sw_wild_world *world, uint32_t body, uint8_t chosen)
{
    uint32_t other;

    if (world->settings.imitate == SW_WILD_IMITATION_NO || chosen != SW_WILD_IMITATE)
        return chosen < SW_WILD_ACTS ? chosen : SW_WILD_WAIT;
    other = sw_wild_nearest(world, body);
    if (other != UINT32_MAX && world->settings.imitate == SW_WILD_IMITATION_SHUFFLED)
        other = third_of(world, body, other);
    return other == UINT32_MAX ? (uint8_t)SW_WILD_WAIT : world->body[other].act;
}

static uint8_t imitated(struct sw_wild_world *world, uint32_t body)
{
    world->totals.imitated++;
    world->totals.found += sw_wild_nearest(world, body) != UINT32_MAX;
    return sw_wild_resolve(world, body, SW_WILD_IMITATE);
}

void sw_wild_imitate(struct sw_wild_world *world, const uint8_t *chosen, uint8_t *act)
{
    bool can = world->settings.imitate != SW_WILD_IMITATION_NO;

    for (uint32_t i = 0; i < world->bodies; i++) {
        world->body[i].imitates = can && chosen[i] == SW_WILD_IMITATE;
        act[i] = world->body[i].imitates ? imitated(world, i) : chosen[i];
    }
}
