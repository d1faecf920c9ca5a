#include "world/body/body_lay.h"

#include <stdlib.h>

uint32_t sw_body_distance(uint32_t a, uint32_t b)
{
    return (uint32_t)(abs(sw_body_x(a) - sw_body_x(b)) + abs(sw_body_y(a) - sw_body_y(b)));
}

uint32_t sw_body_place_near(const struct sw_body_world *world, struct sw_dice *dice, uint32_t cell,
                            uint32_t reach)
{
    int away = (int)reach;

    for (uint32_t tries = 0; tries < SW_BODY_SEARCH; tries++) {
        int x = sw_body_x(cell) + sw_dice_between(dice, -away, away);
        int y = sw_body_y(cell) + sw_dice_between(dice, -away, away);
        uint32_t place = sw_body_inside(world, x, y) ? sw_body_cell(x, y) : 0;

        if (place != 0 && world->thing[place] == SW_THING_NONE && !world->goal[place])
            return place;
        if (tries % 256 == 255)
            away++;
    }
    return 0;
}

void sw_body_settle_near(struct sw_body_world *world, struct sw_dice *dice, uint32_t first,
                         uint32_t cell, uint32_t reach)
{
    for (uint32_t seat = first; seat < world->game->bodies; seat++) {
        uint32_t place = sw_body_place_near(world, dice, cell, reach);

        if (place != 0)
            sw_body_settle(world, seat, place, sw_dice_below(dice, SW_DIRECTIONS));
    }
}

uint32_t sw_body_find_thing(const struct sw_body_world *world, enum sw_thing thing)
{
    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
        if (world->thing[cell] == thing)
            return cell;
    return 0;
}

int32_t sw_body_nearer(uint32_t begun, uint32_t now)
{
    int32_t part = SW_BODY_WHOLE * ((int32_t)begun - (int32_t)now) / (int32_t)begun;

    return part < -SW_BODY_WHOLE ? -SW_BODY_WHOLE : part;
}
