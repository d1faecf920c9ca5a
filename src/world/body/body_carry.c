/* The task "carry": a stone is brought home. Home is one side of the canvas, and the target is the
 * way there; a row of the games says of how many ways it is drawn. A stone weighs more than one
 * body can push: two must stand behind it in a row and go the same way in the same tick. In a third
 * of the worlds the first two stand so at the beginning, in a third each is at most one cell away
 * from its place, in x and in y, and in a third at most two: easy worlds beside hard ones.
 *
 * Where the last of a crew cannot go and alone is told the way, nothing else tells it: the stone is
 * in the middle row, the others begin near it on any side, and the one that knows beside it.
 *
 *     A at along - 2, B at along - 1, the stone at `along`, home at the last cell
 *
 *     . . . . . . . . +
 *     . . A B O . . . +      the way: right
 *     . . . . . . . . +
 */
#include "world/body/body_lay.h"
#include "world/body/body_route.h"

#define FARTHEST 3u /* cells from the stone to home, at most, when a world begins */
#define COUNTS   4u /* how many steps of a body a step of the stone is worth */
#define BESIDE   2u /* cells from their places within which the first two begin, at most */
#define NEAR     2u /* cells from the stone within which others do */
#define ASIDE    3  /* cells from the stone to one who only speaks */

/* The cell so many cells from the side that is opposite to home. The canvas is a square. */
static uint32_t cell_at(const struct sw_body_world *world, int along, int across)
{
    int last = world->game->width - 1;

    switch (world->target) {
    case SW_UP:
        return sw_body_cell(across, last - along);
    case SW_DOWN:
        return sw_body_cell(across, along);
    case SW_LEFT:
        return sw_body_cell(last - along, across);
    default:
        return sw_body_cell(along, across);
    }
}

/* Cells from a cell to home. */
static uint32_t way_home(const struct sw_body_world *world, uint32_t cell)
{
    uint32_t steps = 0;

    for (; !world->goal[cell]; steps++)
        cell = sw_body_next(world, cell, world->target);
    return steps;
}

static bool pushes(const struct sw_body_world *world, uint32_t seat)
{
    return world->body[seat].alive && world->body[seat].acts > 1;
}

/* Cells from a place behind the stone to the nearest body but one; *seat is who that is. */
static uint32_t nearest_but(const struct sw_body_world *world, uint32_t place, uint32_t other,
                            uint32_t *seat)
{
    uint32_t nearest = 0;

    *seat = SW_BODY_SEATS;
    for (uint32_t i = 0; i < world->game->bodies; i++) {
        uint32_t away = sw_body_distance(world->body[i].cell, place);

        if (i == other || !pushes(world, i) || (*seat < SW_BODY_SEATS && away >= nearest))
            continue;
        *seat = i;
        nearest = away;
    }
    return nearest;
}

/* What is graded: the way of the stone, which counts so many times, and the ways of two bodies to
 * their places behind it. 0 if it is at home, and only then. */
static uint32_t still_to_go(const struct sw_body_world *world)
{
    uint32_t stone = sw_body_find_thing(world, SW_THING_STONE), place, next, behind, ways;

    if (world->goal[stone])
        return 0;
    place = sw_body_next(world, stone, world->target ^ 1u);
    ways = nearest_but(world, place, SW_BODY_SEATS, &next);
    ways += nearest_but(world, sw_body_next(world, place, world->target ^ 1u), next, &behind);
    return COUNTS * way_home(world, stone) + ways;
}

/* Whatever the target is. */
static void lay_in_the_middle(struct sw_body_world *world, struct sw_dice *dice)
{
    int middle = world->game->width / 2, across = sw_dice_between(dice, middle - 1, middle + 1);
    uint32_t stone = sw_body_cell(across, middle), last = world->game->bodies - 1u;
    int aside = sw_dice_below(dice, 2) == 0 ? -ASIDE : ASIDE;

    world->thing[stone] = SW_THING_STONE;
    sw_body_settle(world, last, sw_body_cell(across + aside, middle), SW_UP);
    for (uint32_t seat = 0; seat < last; seat++)
        sw_body_settle(world, seat, sw_body_place_near(world, dice, stone, NEAR),
                       sw_dice_below(dice, SW_DIRECTIONS));
}

static void lay(struct sw_body_world *world, bool complement)
{
    struct sw_dice dice = sw_body_layout_dice(world), way = sw_body_target_dice(world, complement);
    int last = world->game->width - 1, along, across;
    uint32_t stone, seat = 0, reach;

    world->target = (uint8_t)sw_dice_below(&way, sw_body_targets(world->game, SW_DIRECTIONS));
    if (sw_body_only_speaks(world->game, world->game->bodies - 1u)) {
        for (int i = 0; i <= last; i++)
            world->goal[cell_at(world, last, i)] = 1;
        lay_in_the_middle(world, &dice);
        world->begun = still_to_go(world);
        return;
    }
    along = last - 1 - (int)sw_dice_below(&dice, FARTHEST);
    across = sw_dice_between(&dice, 1, last - 1);
    for (int i = 0; i <= last; i++)
        world->goal[cell_at(world, last, i)] = 1;
    stone = cell_at(world, along, across);
    world->thing[stone] = SW_THING_STONE;
    reach = sw_dice_below(&dice, BESIDE + 1);
    for (; seat < 2 && seat < world->game->bodies; seat++) {
        uint32_t place = cell_at(world, along - 1 - (int)seat, across);

        if (reach > 0)
            place = sw_body_place_near(world, &dice, place, reach);
        sw_body_settle(world, seat, place, sw_dice_below(&dice, SW_DIRECTIONS));
    }
    sw_body_settle_near(world, &dice, seat, stone, NEAR);
    world->begun = still_to_go(world);
}

static int32_t progress(const struct sw_body_world *world)
{
    return sw_body_nearer(world->begun, still_to_go(world));
}

/* ---- a crew that knows how ---- */

/* Who pushes: one next to the stone, one behind it. */
struct pair {
    uint32_t next, behind;
    uint32_t steps; /* of both, until they stand there */
};

/* The two that are there soonest; the first of those seats on a tie. */
static struct pair find_pair(const struct sw_body_world *world, const uint32_t station[2])
{
    struct pair best = {.steps = SW_BODY_NO_WAY};

    for (uint32_t i = 0; i < world->game->bodies; i++)
        for (uint32_t j = 0; j < world->game->bodies; j++) {
            struct sw_body_route a = sw_body_find_route(world, i, station[0], false, NULL);
            struct sw_body_route b = sw_body_find_route(world, j, station[1], false, NULL);

            if (i != j && pushes(world, i) && pushes(world, j) && a.steps < SW_BODY_NO_WAY &&
                b.steps < SW_BODY_NO_WAY && a.steps + b.steps < best.steps)
                best = (struct pair){i, j, a.steps + b.steps};
        }
    return best;
}

/* Out of the row of the stone and of the way of others: to the emptiest cell beside. */
static void step_aside(const struct sw_body_world *world, uint32_t seat, uint32_t stone,
                       uint8_t *taken, uint8_t *act)
{
    uint32_t cell = world->body[seat].cell, farthest = sw_body_distance(cell, stone);

    for (uint32_t direction = 0; direction < SW_DIRECTIONS; direction++) {
        uint32_t next = sw_body_next(world, cell, direction);

        if (world->thing[next] != SW_THING_NONE || taken[next] ||
            sw_body_distance(next, stone) <= farthest)
            continue;
        farthest = sw_body_distance(next, stone);
        act[seat] = (uint8_t)(SW_BODY_UP + direction);
    }
}

static void solve(const struct sw_body_world *world, uint8_t *act)
{
    uint32_t stone = sw_body_find_thing(world, SW_THING_STONE), back = world->target ^ 1u;
    uint32_t station[2] = {sw_body_next(world, stone, back)};
    uint8_t taken[SW_BODY_CELLS] = {0};
    struct pair pair;

    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        act[seat] = SW_BODY_WAIT;
    if (world->goal[stone])
        return;
    station[1] = sw_body_next(world, station[0], back);
    pair = find_pair(world, station);
    for (uint32_t i = 0; i < 2 && pair.steps < SW_BODY_NO_WAY; i++) {
        uint32_t seat = i == 0 ? pair.next : pair.behind;

        if (pair.steps == 0)
            act[seat] = (uint8_t)(SW_BODY_UP + world->target);
        else
            sw_body_follow(world, seat, sw_body_find_route(world, seat, station[i], false, taken),
                           taken, act);
        taken[station[i]] = 1;
    }
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        if (pushes(world, seat) &&
            (pair.steps == SW_BODY_NO_WAY || (seat != pair.next && seat != pair.behind)))
            step_aside(world, seat, stone, taken, act);
}

const struct sw_body_task sw_body_carry = {
    .name = "carry",
    .success = "the stone is at home",
    .graded =
        "cells that the stone is nearer to home than at first, four times, and that two bodies are "
        "nearer to their places behind it, as a share of all",
    .target = SW_TARGET_WAY,
    .lay = lay,
    .progress = progress,
    .solve = solve,
};
