#include "body/body_backplay.h"

#include "world/body/body_step.h"
#include "world/body/body_task.h"

static void act_as_known(struct sw_body_world *world)
{
    uint8_t act[SW_BODY_SEATS];

    world->game->task->solve(world, act);
    sw_body_step(world, act, NULL);
}

/* Ticks in which the crew does its task, at most `ticks`. */
static uint32_t ticks_to_goal(const struct sw_body_world *begun, uint32_t ticks)
{
    struct sw_body_world world = *begun;

    for (uint32_t tick = 0; tick < ticks; tick++) {
        if (world.game->task->progress(&world) == SW_BODY_WHOLE)
            return tick;
        act_as_known(&world);
    }
    return ticks;
}

void sw_body_backplay(struct sw_body_world *world, double share, uint32_t ticks,
                      const uint32_t drawn[2])
{
    uint32_t way;

    if ((drawn[0] >> 8) * 0x1p-24 >= share)
        return;
    way = (uint32_t)((uint64_t)drawn[1] * ticks_to_goal(world, ticks) >> 32);
    for (uint32_t tick = 0; tick < way; tick++)
        act_as_known(world);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        world->body[seat].shown = SW_BODY_WAIT; /* nobody imitates who knew how */
}
