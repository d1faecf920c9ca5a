/* The tasks "build" and "draw": a drawing of a few cells is the goal. It is built of boxes, which
 * are picked up and put down, or drawn by marks on the ground. */
#include "world/body/body_lay.h"
#include "world/body/body_route.h"

#define DRAWING 3  /* side of the square that holds it */
#define NEAR    3u /* cells from its middle within which bodies and boxes are */

/* A drawing of 1 to `most` cells; which ones is drawn by the target. Its middle. */
static uint32_t lay_drawing(struct sw_body_world *world, struct sw_dice *dice, uint32_t most,
                            bool complement)
{
    struct sw_dice which = sw_body_target_dice(world, complement);
    uint32_t order[DRAWING * DRAWING], cells = 1 + sw_dice_below(dice, most);
    int x = sw_dice_between(dice, 1, world->game->width - DRAWING - 1);
    int y = sw_dice_between(dice, 1, world->game->height - DRAWING - 1);

    sw_dice_permutation(&which, order, DRAWING * DRAWING);
    for (uint32_t i = 0; i < cells; i++)
        world->goal[sw_body_cell(x + (int)order[i] % DRAWING, y + (int)order[i] / DRAWING)] = 1;
    world->target = (uint8_t)(cells - 1);
    return sw_body_cell(x + DRAWING / 2, y + DRAWING / 2);
}

/* ---- crews that know how ---- */

/* What a crew has agreed on in a tick: cells that are entered, and cells that somebody sees to. */
struct plan {
    uint8_t taken[SW_BODY_CELLS], seen_to[SW_BODY_CELLS];
};

/* Goes to the nearest cell that is wanted and that nobody sees to yet, to stand on it or to face
 * it, and acts there. False if there is none. */
static bool go_and_do(const struct sw_body_world *world, uint32_t seat, struct plan *plan,
                      bool (*wants)(const struct sw_body_world *world, uint32_t cell), bool faces,
                      enum sw_body_act deed, uint8_t *act)
{
    struct sw_body_route best = {SW_BODY_NO_WAY, SW_BODY_WAIT};
    uint32_t there = 0;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++) {
        struct sw_body_route route;

        if (!wants(world, cell) || plan->seen_to[cell])
            continue;
        route = sw_body_find_route(world, seat, cell, faces, plan->taken);
        if (route.steps < best.steps) {
            best = route;
            there = cell;
        }
    }
    if (best.steps == SW_BODY_NO_WAY)
        return false;
    plan->seen_to[there] = 1;
    if (best.steps == 0)
        best.act = (uint8_t)deed;
    sw_body_follow(world, seat, best, plan->taken, act);
    return true;
}

/* Whoever has nothing to do gets off the drawing. */
static bool is_beside(const struct sw_body_world *world, uint32_t cell)
{
    return world->thing[cell] == SW_THING_NONE && !world->goal[cell];
}

static void make_room(const struct sw_body_world *world, uint32_t seat, struct plan *plan,
                      uint8_t *act)
{
    act[seat] = SW_BODY_WAIT;
    if (world->goal[world->body[seat].cell])
        go_and_do(world, seat, plan, is_beside, false, SW_BODY_WAIT, act);
}

/* ---- build ---- */

static bool is_loose(const struct sw_body_world *world, uint32_t cell)
{
    return world->thing[cell] == SW_THING_BOX && !world->goal[cell];
}

static bool lacks_box(const struct sw_body_world *world, uint32_t cell)
{
    return world->goal[cell] && world->thing[cell] != SW_THING_BOX;
}

/* Cells from each cell of the drawing to the nearest box, in a hand or not. */
static uint32_t boxes_away(const struct sw_body_world *world)
{
    uint32_t sum = 0;

    for (uint32_t goal = 0; goal < SW_BODY_CELLS; goal++) {
        uint32_t nearest = SW_BODY_STRIDE;

        if (!world->goal[goal])
            continue;
        for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++) {
            uint8_t thing = world->thing[cell];
            bool held = thing >= SW_THING_BODY && thing < SW_THINGS &&
                        world->body[thing - SW_THING_BODY].hand == SW_THING_BOX;

            if ((thing == SW_THING_BOX || held) && sw_body_distance(goal, cell) + held < nearest)
                nearest = sw_body_distance(goal, cell) + held;
        }
        sum += nearest;
    }
    return sum;
}

static void lay_build(struct sw_body_world *world, bool complement)
{
    struct sw_dice dice = sw_body_layout_dice(world);
    uint32_t middle = lay_drawing(world, &dice, world->game->boxes, complement);

    for (uint32_t i = 0; i <= world->target; i++) {
        uint32_t cell = sw_body_place_near(world, &dice, middle, NEAR);

        if (cell != 0)
            world->thing[cell] = SW_THING_BOX;
    }
    sw_body_settle_near(world, &dice, 0, middle, NEAR);
    world->begun = boxes_away(world);
}

/* Half of it is what stands, half how near the boxes are. */
static int32_t progress_of_build(const struct sw_body_world *world)
{
    int32_t cells = world->target + 1, missing = 0, stands;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
        missing += lacks_box(world, cell);
    stands = SW_BODY_WHOLE * (cells - missing) / cells;
    return (stands + sw_body_nearer(world->begun, boxes_away(world))) / 2;
}

static void solve_build(const struct sw_body_world *world, uint8_t *act)
{
    struct plan plan = {{0}, {0}};

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        bool holds = world->body[seat].hand == SW_THING_BOX;

        if (!go_and_do(world, seat, &plan, holds ? lacks_box : is_loose, true,
                       holds ? SW_BODY_PUT : SW_BODY_PICK, act))
            make_room(world, seat, &plan, act);
    }
}

const struct sw_body_task sw_body_build = {
    .name = "build",
    .success = "a box stands in every cell of the drawing",
    .graded = "half of it the share of these cells that have a box, half how much nearer boxes are",
    .target = SW_TARGET_CELLS,
    .lay = lay_build,
    .progress = progress_of_build,
    .solve = solve_build,
};

/* ---- draw ---- */

static bool lacks_mark(const struct sw_body_world *world, uint32_t cell)
{
    return world->goal[cell] && !world->mark[cell];
}

static void lay_draw(struct sw_body_world *world, bool complement)
{
    struct sw_dice dice = sw_body_layout_dice(world);
    uint32_t middle = lay_drawing(world, &dice, 4, complement);

    world->begun = world->target + 1u;
    sw_body_settle_near(world, &dice, 0, middle, NEAR);
}

static int32_t progress_of_draw(const struct sw_body_world *world)
{
    int32_t right = 0, part;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
        right += !world->mark[cell] ? 0 : world->goal[cell] ? 1 : -1;
    part = SW_BODY_WHOLE * right / (int32_t)world->begun;
    return part < -SW_BODY_WHOLE ? -SW_BODY_WHOLE : part;
}

static int32_t reached_of_draw(const struct sw_body_world *world)
{
    int32_t right = 0;

    for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
        right += world->mark[cell] && world->goal[cell];
    return SW_BODY_WHOLE * right / (int32_t)world->begun;
}

static void solve_draw(const struct sw_body_world *world, uint8_t *act)
{
    struct plan plan = {{0}, {0}};

    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        if (world->body[seat].acts <= SW_BODY_MARK ||
            !go_and_do(world, seat, &plan, lacks_mark, false, SW_BODY_MARK, act))
            make_room(world, seat, &plan, act);
}

const struct sw_body_task sw_body_draw = {
    .name = "draw",
    .success = "the ground is marked as the drawing has it",
    .graded = "the share of its cells that are marked, less as much for each mark beside it",
    .target = SW_TARGET_CELLS,
    .lay = lay_draw,
    .progress = progress_of_draw,
    .reached = reached_of_draw,
    .solve = solve_draw,
};
