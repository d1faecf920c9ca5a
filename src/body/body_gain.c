#include "body/body_gain.h"

#include "world/body/body_task.h"

#include <stddef.h>

int32_t sw_body_reached(const struct sw_body_world *world, int32_t progress)
{
    const struct sw_body_task *task = world->game->task;

    return task->reached != NULL ? task->reached(world) : progress;
}

float sw_body_task_score(int64_t progress, int64_t reached, uint64_t worlds, float mistakes)
{
    double all = (double)worlds * SW_BODY_WHOLE, counts = (double)mistakes;

    if (progress == reached) /* exactly, whatever mistakes count: nothing was done wrong */
        return (float)((double)progress / all);
    return (float)(((double)progress * counts + (double)reached * (1 - counts)) / all);
}

/* A task is that of the crew: each seat of a world has its progress. */
static void add_task(const struct sw_body_world *world, int32_t progress, int32_t reached,
                     struct sw_body_gain *const gain[SW_BODY_SEATS])
{
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        if (gain[seat] == NULL)
            continue;
        gain[seat]->progress += progress;
        gain[seat]->reached += reached;
        gain[seat]->chairs++;
    }
}

/* Whether what `other` gathers counts for a seat: a guide gathers nothing, and lives by the rest.
 */
static bool counts_for(const struct sw_body_world *world, bool shares, uint32_t seat,
                       uint32_t other)
{
    return !world->body[other].guides && (other == seat || shares || world->body[seat].guides);
}

void sw_body_gain_add(const struct sw_body_world *world, bool shares,
                      struct sw_body_gain *const gain[SW_BODY_SEATS])
{
    if (world->game->task != NULL) {
        int32_t progress = world->game->task->progress(world);

        add_task(world, progress, sw_body_reached(world, progress), gain);
        return;
    }
    for (uint32_t seat = 0; seat < world->game->bodies; seat++)
        for (uint32_t other = 0; other < world->game->bodies; other++) {
            if (gain[seat] == NULL || !counts_for(world, shares, seat, other))
                continue;
            gain[seat]->gained += world->body[other].gained;
            gain[seat]->lost += world->body[other].lost;
            gain[seat]->spoken += world->body[other].spoken;
            gain[seat]->chairs++;
        }
}

void sw_body_gain_add_lesson(const struct sw_body_world *world, int32_t progress,
                             struct sw_body_gain *const gain[SW_BODY_SEATS])
{
    add_task(world, progress, progress, gain);
}

float sw_body_gain_score(const struct sw_body_gain *gain, const struct sw_body_game *game,
                         float poison)
{
    if (game->task != NULL)
        return sw_body_task_score(gain->progress, gain->reached, gain->chairs, poison);
    return (
        float)(((double)gain->gained - (double)poison * (double)gain->lost - (double)gain->spoken) /
               ((double)gain->chairs * SW_BODY_MEAL));
}
