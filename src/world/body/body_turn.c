#include "world/body/body_turn.h"

#include "world/body/body_private.h"

/* [heading][direction of the window]: the direction in the world. */
static const uint8_t turned[SW_DIRECTIONS][SW_DIRECTIONS] = {
    [SW_UP] = {SW_UP, SW_DOWN, SW_LEFT, SW_RIGHT},
    [SW_DOWN] = {SW_DOWN, SW_UP, SW_RIGHT, SW_LEFT},
    [SW_LEFT] = {SW_LEFT, SW_RIGHT, SW_DOWN, SW_UP},
    [SW_RIGHT] = {SW_RIGHT, SW_LEFT, SW_UP, SW_DOWN},
};

/* One step in a direction: to the right, and down. */
static const int8_t steps[SW_DIRECTIONS][2] = {
    [SW_UP] = {0, -1}, [SW_DOWN] = {0, 1}, [SW_LEFT] = {-1, 0}, [SW_RIGHT] = {1, 0}};

static const uint8_t *turned_by(const struct sw_body_world *world, uint32_t seat)
{
    return turned[world->turned ? world->body[seat].heading : (uint8_t)SW_UP];
}

uint8_t sw_body_meant(const struct sw_body_world *world, uint32_t seat, uint8_t act)
{
    return sw_act_goes(act) ? (uint8_t)(SW_BODY_UP + turned_by(world, seat)[act - SW_BODY_UP])
                            : act;
}

uint32_t sw_body_felt_way(const struct sw_body_world *world, uint32_t seat, uint32_t way)
{
    const uint8_t *by = turned_by(world, seat);
    uint32_t felt = 0;

    while (by[felt] != way)
        felt++;
    return felt;
}

uint8_t sw_body_felt(const struct sw_body_world *world, uint32_t seat, uint8_t act)
{
    return sw_act_goes(act)
               ? (uint8_t)(SW_BODY_UP + sw_body_felt_way(world, seat, act - SW_BODY_UP))
               : act;
}

uint32_t sw_body_felt_corner(const struct sw_body_world *world, uint32_t seat, uint32_t corner)
{
    uint32_t across = corner & 1u ? SW_RIGHT : SW_LEFT, along = corner & 2u ? SW_DOWN : SW_UP;
    uint32_t a = sw_body_felt_way(world, seat, across), b = sw_body_felt_way(world, seat, along);

    return (a == SW_RIGHT || b == SW_RIGHT ? 1u : 0u) | (a == SW_DOWN || b == SW_DOWN ? 2u : 0u);
}

static int wrapped(int at, int side)
{
    return at < 0 ? at + side : at >= side ? at - side : at;
}

uint32_t sw_body_seen_cell(const struct sw_body_world *world, uint32_t seat, int right, int down)
{
    const uint8_t *by = turned_by(world, seat);
    const int8_t *beside = steps[by[SW_RIGHT]], *below = steps[by[SW_DOWN]];
    uint32_t cell = world->body[seat].cell;
    int x = right * beside[0] + down * below[0], y = right * beside[1] + down * below[1];

    if (!world->game->torus)
        return (uint32_t)((int)cell + y * (int)SW_BODY_STRIDE + x);
    return sw_body_cell(wrapped(sw_body_x(cell) + x, world->game->width),
                        wrapped(sw_body_y(cell) + y, world->game->height));
}
