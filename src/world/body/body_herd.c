/* The task "herd": an animal that flees is driven into a pen, which is one corner of the canvas. It
 * flees straight away from bodies that come near, and stands still otherwise; it cannot be pushed.
 */
#include "world/body/body_lay.h"
#include "world/body/body_route.h"

#include <stdlib.h>

#define PEN   3   /* cells of a side of the pen */
#define SIGHT 8u  /* squares of the distance within which an animal flees */
#define CALM  13u /* the same of a body that has nothing to do: it goes farther away */

/* 1 if the pen is at the right, or at the lower, side; -1 if at the other. */
static int side_x(const struct sw_body_world *world)
{
    return world->target & 1 ? 1 : -1;
}

static int side_y(const struct sw_body_world *world)
{
    return world->target >> 1 ? 1 : -1;
}

/* Cells from a place on a side to the pen at its end. */
static int outside(int at, int side, int length)
{
    int inner = side > 0 ? length - PEN - at : at - (PEN - 1);

    return inner > 0 ? inner : 0;
}

static int outside_x(const struct sw_body_world *world, uint32_t cell)
{
    return outside(sw_body_x(cell), side_x(world), world->game->width);
}

static int outside_y(const struct sw_body_world *world, uint32_t cell)
{
    return outside(sw_body_y(cell), side_y(world), world->game->height);
}

static uint32_t to_pen(const struct sw_body_world *world, uint32_t cell)
{
    return (uint32_t)(outside_x(world, cell) + outside_y(world, cell));
}

static void lay(struct sw_body_world *world, bool complement)
{
    struct sw_dice dice = sw_body_layout_dice(world),
                   which = sw_body_target_dice(world, complement);
    int width = world->game->width, height = world->game->height;
    uint32_t animal;

    world->target = (uint8_t)sw_dice_below(&which, 4);
    for (int i = 0; i < PEN * PEN; i++) {
        int x = i % PEN, y = i / PEN;

        world->goal[sw_body_cell(side_x(world) > 0 ? width - 1 - x : x,
                                 side_y(world) > 0 ? height - 1 - y : y)] = 1;
    }
    animal =
        sw_body_cell(sw_dice_between(&dice, 2, width - 3), sw_dice_between(&dice, 2, height - 3));
    while (world->goal[animal])
        animal = sw_body_cell(sw_dice_between(&dice, 2, width - 3),
                              sw_dice_between(&dice, 2, height - 3));
    world->thing[animal] = SW_THING_ANIMAL;
    world->begun = to_pen(world, animal);
    sw_body_settle_near(world, &dice, 0, animal, PEN);
}

static int32_t progress(const struct sw_body_world *world)
{
    return sw_body_nearer(world->begun, to_pen(world, sw_body_find_thing(world, SW_THING_ANIMAL)));
}

/* ---- how an animal flees ---- */

static uint32_t squares(uint32_t a, uint32_t b)
{
    int x = sw_body_x(a) - sw_body_x(b), y = sw_body_y(a) - sw_body_y(b);

    return (uint32_t)(x * x + y * y);
}

/* Squares from a cell to the nearest body. */
static uint32_t danger(const struct sw_body_world *world, uint32_t cell)
{
    uint32_t nearest = UINT32_MAX;

    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        if (world->body[seat].alive && squares(cell, world->body[seat].cell) < nearest)
            nearest = squares(cell, world->body[seat].cell);
    return nearest;
}

static void turn(struct sw_body_world *world)
{
    uint32_t animal = sw_body_find_thing(world, SW_THING_ANIMAL), best = animal;
    uint32_t safest = danger(world, animal), ways = 1;
    struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_BODY_ANIMAL, world->tick, 0);

    if (safest > SIGHT)
        return;
    for (uint32_t direction = 0; direction < SW_DIRECTIONS; direction++) {
        uint32_t next = sw_body_next(world, animal, direction), safe = danger(world, next);

        if (world->thing[next] != SW_THING_NONE || safe < safest)
            continue;
        ways = safe > safest ? 1 : ways + 1;
        safest = safe;
        if (sw_dice_below(&dice, ways) == 0)
            best = next;
    }
    world->thing[animal] = SW_THING_NONE;
    world->thing[best] = SW_THING_ANIMAL;
}

/* ---- a crew that knows how ---- */

/* The ways in which it may be driven, the best first: along the side on which it is farther from
 * the pen, along the other one, and, where nobody gets behind it because it stands at an edge, any.
 */
static void list_ways(const struct sw_body_world *world, uint32_t animal,
                      uint32_t way[SW_DIRECTIONS])
{
    uint32_t across = side_x(world) > 0 ? SW_RIGHT : SW_LEFT;
    uint32_t along = side_y(world) > 0 ? SW_DOWN : SW_UP;
    bool first = outside_x(world, animal) >= outside_y(world, animal);

    way[0] = first ? across : along;
    way[1] = first ? along : across;
    way[2] = way[1] ^ 1u;
    way[3] = way[0] ^ 1u;
}

/* Cells that would scare it another way: those near it from which it does not flee along `way`. It
 * flees along the side on which a body is farther from it. */
static void avoid(const struct sw_body_world *world, uint32_t animal, uint32_t way, uint8_t *taken)
{
    bool horizontal = way == SW_LEFT || way == SW_RIGHT, back = way == SW_LEFT || way == SW_UP;

    for (int y = 0; y < world->game->height; y++)
        for (int x = 0; x < world->game->width; x++) {
            uint32_t cell = sw_body_cell(x, y);
            int right = sw_body_x(animal) - x, down = sw_body_y(animal) - y;
            int along = (horizontal ? right : down) * (back ? -1 : 1);

            taken[cell] = squares(cell, animal) <= SIGHT && along <= abs(horizontal ? down : right);
        }
}

/* Away from the animal, as far as one step goes. */
static uint8_t withdraw(const struct sw_body_world *world, uint32_t seat, uint32_t animal)
{
    uint32_t cell = world->body[seat].cell, farthest = squares(cell, animal);
    uint8_t act = SW_BODY_WAIT;

    for (uint32_t direction = 0; direction < SW_DIRECTIONS && farthest <= CALM; direction++) {
        uint32_t next = sw_body_next(world, cell, direction);

        if (world->thing[next] != SW_THING_NONE || squares(next, animal) <= farthest)
            continue;
        farthest = squares(next, animal);
        act = (uint8_t)(SW_BODY_UP + direction);
    }
    return act;
}

/* Who drives, and how. */
struct driver {
    uint32_t seat; /* SW_BODY_SEATS: nobody can */
    struct sw_body_route route;
};

/* Who is behind the animal first, on ways that do not scare it elsewhere. */
static struct driver find_driver(const struct sw_body_world *world, uint32_t animal, uint32_t way,
                                 bool careful)
{
    struct driver best = {SW_BODY_SEATS, {SW_BODY_NO_WAY, SW_BODY_WAIT}};
    uint32_t behind = sw_body_next(world, animal, way ^ 1u);
    uint8_t taken[SW_BODY_CELLS] = {0};

    if (careful)
        avoid(world, animal, way, taken);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body_route route = {SW_BODY_NO_WAY, SW_BODY_WAIT};

        if (world->thing[behind] != SW_THING_WALL)
            route = sw_body_find_route(world, seat, behind, false, taken);
        if (route.steps < best.route.steps)
            best = (struct driver){seat, route};
    }
    return best;
}

/* One drives, and the others withdraw. */
static void solve(const struct sw_body_world *world, uint8_t *act)
{
    uint32_t animal = sw_body_find_thing(world, SW_THING_ANIMAL), way[SW_DIRECTIONS];
    struct driver driver = {SW_BODY_SEATS, {SW_BODY_NO_WAY, SW_BODY_WAIT}};
    uint32_t needed = (uint32_t)(outside_x(world, animal) > 0) + (outside_y(world, animal) > 0);

    list_ways(world, animal, way);
    for (uint32_t i = 0; i < needed && driver.seat == SW_BODY_SEATS; i++)
        driver = find_driver(world, animal, way[i], true);
    for (uint32_t i = 0; i < SW_DIRECTIONS && needed > 0 && driver.seat == SW_BODY_SEATS; i++)
        driver = find_driver(world, animal, way[i], false);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        act[seat] = seat == driver.seat ? driver.route.act : withdraw(world, seat, animal);
}

const struct sw_body_task sw_body_herd = {
    .name = "herd",
    .success = "the animal is in the pen",
    .graded = "cells that the animal is nearer to the pen than it was at first, as a share of them",
    .target = SW_TARGET_CORNER,
    .lay = lay,
    .turn = turn,
    .progress = progress,
    .solve = solve,
};
