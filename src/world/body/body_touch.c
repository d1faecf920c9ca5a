/* body_touch.c - what a touch of two colours makes. All cells are looked at before one changes, and
 * what they become is the same for all, so their order says nothing. */
#include "world/body/body_private.h"

static bool reacts(const struct sw_body_world *world, uint8_t thing)
{
    return sw_thing_is_plant(thing) && (world->physics.touch >> (thing - SW_THING_PLANT) & 1);
}

/* Whether a cell holds a plant of the pair that stands beside the other colour, and one of the two
 * came to its cell in this tick. */
static bool touches(const struct sw_body_world *world, const uint8_t *before, uint32_t cell)
{
    uint8_t thing = world->thing[cell];

    for (uint32_t way = 0; way < SW_DIRECTIONS && reacts(world, thing); way++) {
        uint32_t beside = sw_body_next(world, cell, way);
        uint8_t other = world->thing[beside];

        if (other != thing && reacts(world, other) &&
            (before[cell] != thing || before[beside] != other))
            return true;
    }
    return false;
}

/* Its energy stays in it, or goes to the ground; then it grows again elsewhere. */
static void become(struct sw_body_world *world, uint32_t cell)
{
    if (world->physics.makes < SW_BODY_COLOURS) {
        world->thing[cell] = (uint8_t)(SW_THING_PLANT + world->physics.makes);
        return;
    }
    world->due[world->thing[cell] - SW_THING_PLANT]++;
    world->ground += world->energy[cell];
    world->energy[cell] = 0;
    world->thing[cell] = SW_THING_NONE;
}

void sw_body_touch(struct sw_body_world *world, const uint8_t *before)
{
    int width = world->game->width, height = world->game->height;
    bool met[SW_BODY_CELLS];

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            met[sw_body_cell(x, y)] = touches(world, before, sw_body_cell(x, y));
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            uint32_t cell = sw_body_cell(x, y);

            if (met[cell])
                become(world, cell);
        }
}
