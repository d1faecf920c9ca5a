#include "world/body/body_imitate.h"

#include "base/around.h"
#include "world/body/body_private.h"

_Static_assert(SW_AROUND_REACH == SW_BODY_REACH, "the window is what a body sees");
_Static_assert(SW_UP == 0 && SW_DOWN == 1 && SW_LEFT == 2 && SW_RIGHT == 3, "as around.h has them");

static int wrapped(int at, int side)
{
    return at < 0 ? at + side : at >= side ? at - side : at;
}

static uint32_t cell_at(const struct sw_body_world *world, uint32_t cell, struct sw_around step)
{
    int x = sw_body_x(cell) + step.right, y = sw_body_y(cell) + step.down;

    return world->game->torus
               ? sw_body_cell(wrapped(x, world->game->width), wrapped(y, world->game->height))
               : sw_body_cell(x, y);
}

uint32_t sw_body_nearest(const struct sw_body_world *world, uint32_t seat)
{
    const struct sw_body *body = &world->body[seat];
    const struct sw_around *around = sw_around(body->heading);

    for (uint32_t i = 0; i < SW_AROUND_CELLS; i++) {
        uint8_t thing = world->thing[cell_at(world, body->cell, around[i])];

        if (thing >= SW_THING_BODY)
            return thing - (uint32_t)SW_THING_BODY;
    }
    return SW_BODY_SEATS;
}

static uint8_t imitated(struct sw_body_world *world, uint32_t seat)
{
    uint32_t other = sw_body_nearest(world, seat);

    world->body[seat].imitated.ticks++;
    if (other == SW_BODY_SEATS)
        return SW_BODY_WAIT;
    world->body[seat].imitated.found++;
    return world->body[other].shown;
}

void sw_body_imitate(struct sw_body_world *world, const uint8_t *chosen, uint8_t *act)
{
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &world->body[seat];

        body->imitates = world->imitates != SW_IMITATION_NO && body->alive && !body->guides &&
                         chosen[seat] == world->game->acts;
        act[seat] = body->imitates ? imitated(world, seat) : chosen[seat];
    }
}

uint8_t sw_body_choice(const struct sw_body_world *world, uint8_t act)
{
    if (act == SW_BODY_IMITATE && world->imitates != SW_IMITATION_NO)
        return world->game->acts;
    return act < world->game->acts ? act : (uint8_t)SW_BODY_WAIT;
}
