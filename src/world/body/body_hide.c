/* The task "hide": bodies get out of the sight of an animal that seeks them. Boxes hide what stands
 * behind them and cannot be moved. Where it sees nobody the animal stands still. */
#include "world/body/body_lay.h"
#include "world/body/body_route.h"

#include <stdlib.h>

#define BAR  3  /* boxes in a row */
#define NEAR 3u /* cells from the middle of the canvas within which bodies are */
#define PACE 2  /* ticks in which the animal goes a step */

/* ---- what is seen ---- */

/* i of n parts of a distance, rounded away from 0. */
static int part_of(int distance, int i, int n)
{
    return (2 * distance * i + (distance < 0 ? -n : n)) / (2 * n);
}

static bool hides(uint8_t thing)
{
    return thing == SW_THING_WALL || thing == SW_THING_BOX || thing == SW_THING_STONE;
}

/* Whether nothing that hides stands on the line between two cells. */
static bool sees(const struct sw_body_world *world, uint32_t from, uint32_t to)
{
    int across = sw_body_x(to) - sw_body_x(from), down = sw_body_y(to) - sw_body_y(from);
    int steps = abs(across) > abs(down) ? abs(across) : abs(down);

    for (int i = 1; i < steps; i++)
        if (hides(world->thing[sw_body_cell(sw_body_x(from) + part_of(across, i, steps),
                                            sw_body_y(from) + part_of(down, i, steps))]))
            return false;
    return true;
}

/* The goal is where a body would not be seen. How many cells that are. */
static uint32_t mark_hidden(struct sw_body_world *world)
{
    uint32_t animal = sw_body_find_thing(world, SW_THING_ANIMAL), cells = 0;

    for (int y = 0; y < world->game->height; y++)
        for (int x = 0; x < world->game->width; x++) {
            uint32_t cell = sw_body_cell(x, y);
            uint8_t thing = world->thing[cell];
            bool holds = thing == SW_THING_NONE || thing >= SW_THING_BODY;

            world->goal[cell] = holds && !sees(world, animal, cell);
            cells += world->goal[cell];
        }
    return cells;
}

/* Cells from where bodies are to the nearest that hides, summed over bodies. */
static uint32_t to_hiding(const struct sw_body_world *world)
{
    uint32_t sum = 0;

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        uint32_t nearest = SW_BODY_STRIDE;

        for (uint32_t cell = 0; cell < SW_BODY_CELLS && world->body[seat].alive; cell++)
            if (world->goal[cell] && sw_body_distance(world->body[seat].cell, cell) < nearest)
                nearest = sw_body_distance(world->body[seat].cell, cell);
        sum += nearest;
    }
    return sum;
}

/* ---- the world ---- */

static void lay_bar(struct sw_body_world *world, struct sw_dice *dice)
{
    int x = sw_dice_between(dice, 1, world->game->width - 2);
    int y = sw_dice_between(dice, 1, world->game->height - 2);
    bool across = sw_dice_below(dice, 2) == 0;

    for (int i = -(BAR / 2); i <= BAR / 2; i++)
        world->thing[sw_body_cell(across ? x + i : x, across ? y : y + i)] = SW_THING_BOX;
}

static void lay(struct sw_body_world *world, bool complement)
{
    struct sw_dice dice = sw_body_layout_dice(world);
    uint32_t middle = sw_body_cell(world->game->width / 2, world->game->height / 2), animal;

    (void)complement; /* there is one target */
    for (int i = 0; i < world->game->boxes / BAR; i++)
        lay_bar(world, &dice);
    animal = sw_body_place(world, &dice, false, SW_BODY_SEARCH);
    world->thing[animal] = SW_THING_ANIMAL;
    while (mark_hidden(world) < 2u * world->game->bodies) {
        world->thing[animal] = SW_THING_NONE;
        animal = sw_body_place(world, &dice, false, SW_BODY_SEARCH);
        world->thing[animal] = SW_THING_ANIMAL;
    }
    sw_body_settle_near(world, &dice, 0, middle, NEAR);
    world->begun = to_hiding(world);
}

static int32_t progress(const struct sw_body_world *world)
{
    return sw_body_nearer(world->begun, to_hiding(world));
}

/* ---- how it seeks ---- */

static uint32_t squares(uint32_t a, uint32_t b)
{
    int x = sw_body_x(a) - sw_body_x(b), y = sw_body_y(a) - sw_body_y(b);

    return (uint32_t)(x * x + y * y);
}

/* The nearest body that it sees, of equals that in the first cell; its own cell if there is none.
 */
static uint32_t prey_of(const struct sw_body_world *world, uint32_t animal)
{
    uint32_t prey = animal;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
        if (world->thing[cell] >= SW_THING_BODY && sees(world, animal, cell) &&
            (prey == animal || squares(cell, animal) < squares(prey, animal)))
            prey = cell;
    return prey;
}

/* One step nearer, along the side on which it is farther away, or along the other. */
static uint32_t step_to(const struct sw_body_world *world, uint32_t animal, uint32_t prey)
{
    int across = sw_body_x(prey) - sw_body_x(animal), down = sw_body_y(prey) - sw_body_y(animal);
    uint32_t way[2] = {across > 0 ? SW_RIGHT : SW_LEFT, down > 0 ? SW_DOWN : SW_UP};
    int far[2] = {abs(across), abs(down)};
    int first = far[0] >= far[1] ? 0 : 1;

    for (int i = 0; i < 2; i++) {
        int side = i == 0 ? first : 1 - first;
        uint32_t next = sw_body_next(world, animal, way[side]);

        if (far[side] > 0 && world->thing[next] == SW_THING_NONE)
            return next;
    }
    return animal;
}

static void turn(struct sw_body_world *world)
{
    uint32_t animal = sw_body_find_thing(world, SW_THING_ANIMAL), next;

    if (world->tick % PACE != 0)
        return;
    next = step_to(world, animal, prey_of(world, animal));
    world->thing[animal] = SW_THING_NONE;
    world->thing[next] = SW_THING_ANIMAL;
    mark_hidden(world);
}

/* ---- a crew that knows how ---- */

static bool is_hidden(const struct sw_body_world *world, uint32_t cell)
{
    return world->goal[cell] != 0;
}

/* Each goes to the nearest cell that hides and that nobody before it goes to, and stays there. */
static void solve(const struct sw_body_world *world, uint8_t *act)
{
    uint8_t taken[SW_BODY_CELLS] = {0}, claimed[SW_BODY_CELLS] = {0};

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body_route best = sw_body_claim_nearest(world, seat, is_hidden, claimed, taken);

        sw_body_follow(world, seat, best, taken, act);
    }
}

const struct sw_body_task sw_body_hide = {
    .name = "hide",
    .success = "the animal that seeks sees no body",
    .graded = "cells that bodies are nearer to where they are not seen, as a share of all",
    .target = SW_TARGET_SIGHT,
    .lay = lay,
    .turn = turn,
    .progress = progress,
    .solve = solve,
};
