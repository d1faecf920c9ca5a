/* The task "collect": all plants of one colour are eaten, and no other. That colour alone feeds, so
 * who has tasted knows; who is told its target knows at once. */
#include "world/body/body_lay.h"
#include "world/body/body_route.h"

static void lay(struct sw_body_world *world, bool complement)
{
    struct sw_dice dice = sw_body_layout_dice(world),
                   which = sw_body_target_dice(world, complement);
    uint32_t centre = sw_body_cell(world->game->width / 2, world->game->height / 2);

    world->target = (uint8_t)sw_dice_below(&which, world->game->colours);
    world->physics.feeds = (uint8_t)(1u << world->target);
    world->begun = world->game->plants / world->game->colours;
    sw_body_settle_near(world, &dice, 0, centre, 2);
    for (uint32_t i = 0; i < world->game->plants; i++) {
        uint32_t cell = sw_body_place(world, &dice, true, SW_BODY_SEARCH);

        if (cell != 0)
            sw_body_plant(world, cell, i % world->game->colours);
    }
}

/* A wrong plant takes back half of what a right one gives. Plants that were eaten are due. */
static int32_t progress(const struct sw_body_world *world)
{
    int32_t right = (int32_t)world->due[world->target], wrong = -right, part;

    for (uint32_t colour = 0; colour < world->game->colours; colour++)
        wrong += (int32_t)world->due[colour];
    part = SW_BODY_WHOLE * (2 * right - wrong) / (2 * (int32_t)world->begun);
    return part < -SW_BODY_WHOLE ? -SW_BODY_WHOLE : part;
}

static int32_t reached(const struct sw_body_world *world)
{
    return SW_BODY_WHOLE * (int32_t)world->due[world->target] / (int32_t)world->begun;
}

static bool is_of_target(const struct sw_body_world *world, uint32_t cell)
{
    return world->thing[cell] == SW_THING_PLANT + world->target;
}

/* Each goes for the plant of the target that is nearest to it and that nobody before it goes for.
 */
static void solve(const struct sw_body_world *world, uint8_t *act)
{
    uint8_t taken[SW_BODY_CELLS] = {0}, claimed[SW_BODY_CELLS] = {0};

    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body_route best = {SW_BODY_NO_WAY, SW_BODY_WAIT};

        if (world->body[seat].alive)
            best = sw_body_claim_nearest(world, seat, is_of_target, claimed, taken);
        sw_body_follow(world, seat, best, taken, act);
    }
}

const struct sw_body_task sw_body_collect = {
    .name = "collect",
    .success = "all plants of the target are eaten, and no other is",
    .graded = "the share of these plants that is eaten, less half as much for each other plant",
    .target = SW_TARGET_COLOUR,
    .lay = lay,
    .progress = progress,
    .reached = reached,
    .solve = solve,
};
