/* The task "market": each body begins with a plant of its own colour in its hand and wants the one
 * of the next colour, which another has. Goods change hands on the ground: they are put down and
 * picked up. A body knows what it holds. */
#include "world/body/body_lay.h"
#include "world/body/body_route.h"

#define NEAR 2u /* cells from the middle of the canvas within which bodies are */

static uint32_t wanted_by(const struct sw_body_world *world, uint32_t seat)
{
    return (world->target + seat + 1u) % world->game->bodies;
}

static bool holds_wanted(const struct sw_body_world *world, uint32_t seat)
{
    return world->body[seat].hand == SW_THING_PLANT + wanted_by(world, seat);
}

/* Cells from a body to what it wants: 0 if it has it, at least 1 if that lies on the ground, one
 * more if somebody else has it, as many as a world may have if it is no more. */
static uint32_t to_wanted(const struct sw_body_world *world, uint32_t seat)
{
    uint8_t good = (uint8_t)(SW_THING_PLANT + wanted_by(world, seat));

    if (!world->body[seat].alive || holds_wanted(world, seat))
        return world->body[seat].alive ? 0 : SW_BODY_STRIDE;
    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++) {
        uint8_t thing = world->thing[cell];

        if (thing == good)
            return sw_body_distance(world->body[seat].cell, cell);
        if (thing >= SW_THING_BODY && world->body[thing - SW_THING_BODY].hand == good)
            return sw_body_distance(world->body[seat].cell, cell) + 1;
    }
    return SW_BODY_STRIDE;
}

static uint32_t all_to_wanted(const struct sw_body_world *world)
{
    uint32_t sum = 0;

    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        sum += to_wanted(world, seat);
    return sum;
}

static void lay(struct sw_body_world *world, bool complement)
{
    struct sw_dice dice = sw_body_layout_dice(world),
                   which = sw_body_target_dice(world, complement);
    uint32_t middle = sw_body_cell(world->game->width / 2, world->game->height / 2);

    world->target =
        (uint8_t)sw_dice_below(&which, sw_body_targets(world->game, world->game->colours));
    sw_body_settle_near(world, &dice, 0, middle, NEAR);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        uint32_t own = (world->target + seat) % world->game->bodies;

        world->body[seat].hand = (uint8_t)(SW_THING_PLANT + own);
        world->body[seat].carried = SW_BODY_MEAL;
        world->sun -= SW_BODY_MEAL;
    }
    world->begun = all_to_wanted(world);
}

static int32_t progress(const struct sw_body_world *world)
{
    return sw_body_nearer(world->begun, all_to_wanted(world));
}

/* ---- a crew that knows how ---- */

/* Puts down what it has on the cell that it faces, or goes where there is room for it. */
static uint8_t offer(const struct sw_body_world *world, uint32_t seat, uint8_t *taken)
{
    const struct sw_body *body = &world->body[seat];
    uint32_t faced = sw_body_next(world, body->cell, body->heading);

    if (world->thing[faced] == SW_THING_NONE && !taken[faced]) {
        taken[faced] = 1;
        return SW_BODY_PUT;
    }
    for (uint32_t direction = 0; direction < SW_DIRECTIONS; direction++) {
        uint32_t next = sw_body_next(world, body->cell, direction);

        if (world->thing[next] != SW_THING_NONE || taken[next])
            continue;
        taken[next] = 1;
        return (uint8_t)(SW_BODY_UP + direction);
    }
    return SW_BODY_WAIT;
}

/* Goes to what it wants, where it lies on the ground, and takes it. */
static void fetch(const struct sw_body_world *world, uint32_t seat, uint8_t *taken, uint8_t *act)
{
    enum sw_thing good = (enum sw_thing)(SW_THING_PLANT + wanted_by(world, seat));
    uint32_t cell = sw_body_find_thing(world, good);
    struct sw_body_route route;

    if (cell == 0)
        return;
    route = sw_body_find_route(world, seat, cell, true, taken);
    if (route.steps == 0)
        route.act = SW_BODY_PICK;
    sw_body_follow(world, seat, route, taken, act);
}

static void solve(const struct sw_body_world *world, uint8_t *act)
{
    uint8_t taken[SW_BODY_CELLS] = {0};

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        act[seat] = SW_BODY_WAIT;
        if (holds_wanted(world, seat))
            continue;
        if (world->body[seat].hand != SW_THING_NONE)
            act[seat] = offer(world, seat, taken);
        else
            fetch(world, seat, taken, act);
    }
}

const struct sw_body_task sw_body_market = {
    .name = "market",
    .success = "each body holds the plant that it wants",
    .graded = "cells that bodies are nearer to what they want, as a share of all",
    .target = SW_TARGET_GOODS,
    .feels = true,
    .lay = lay,
    .progress = progress,
    .solve = solve,
};
