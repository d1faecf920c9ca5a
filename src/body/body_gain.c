#include "body/body_gain.h"

#include "world/body/body_task.h"

#include <stddef.h>

#define SCORE_NAME(id, name, help) name,
static const char *const names[SW_BODY_SCORES] = {SW_BODY_SCORE_ROWS(SCORE_NAME, SCORE_NAME)};

const char *sw_body_score_name(uint32_t score)
{
    return names[score];
}

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

/* first: it lived at first, and was not born. */
static void add_body(const struct sw_body_world *world, const struct sw_body *body, bool first,
                     struct sw_body_gain *gain)
{
    gain->gained += body->gained;
    gain->lost += body->lost;
    gain->spoken += body->spoken;
    gain->living += body->alive;
    if (!first) {
        gain->born++;
        return;
    }
    gain->lived += body->lived;
    gain->ticks += world->tick;
    gain->chairs++;
}

void sw_body_gain_add(const struct sw_body_world *world, bool shares,
                      struct sw_body_gain *const gain[SW_BODY_SEATS])
{
    uint32_t founders = sw_body_founders(world->game);

    if (world->game->task != NULL) {
        int32_t progress = world->game->task->progress(world);

        add_task(world, progress, sw_body_reached(world, progress), gain);
        return;
    }
    for (uint32_t seat = 0; seat < founders; seat++)
        for (uint32_t other = 0; other < world->game->bodies; other++) {
            const struct sw_body *body = &world->body[other];

            if (gain[seat] == NULL || (other >= founders && !sw_body_taken(body)) ||
                !counts_for(world, shares, seat, other < founders ? other : body->founder))
                continue;
            add_body(world, body, other < founders, gain[seat]);
        }
}

void sw_body_gain_add_lesson(const struct sw_body_world *world, int32_t progress,
                             struct sw_body_gain *const gain[SW_BODY_SEATS])
{
    add_task(world, progress, progress, gain);
}

static double by_energy(const struct sw_body_gain *gain, double poison)
{
    return ((double)gain->gained - poison * (double)gain->lost - (double)gain->spoken) /
           ((double)gain->chairs * SW_BODY_MEAL);
}

static double by_survival(const struct sw_body_gain *gain, double poison)
{
    (void)poison;
    return gain->ticks == 0 ? 0 : (double)gain->lived / (double)gain->ticks;
}

static double by_offspring(const struct sw_body_gain *gain, double poison)
{
    (void)poison;
    return (double)gain->born / (double)gain->chairs;
}

static double by_living(const struct sw_body_gain *gain, double poison)
{
    (void)poison;
    return (double)gain->living / (double)gain->chairs;
}

float sw_body_gain_by(const struct sw_body_gain *gain, enum sw_body_score by, float poison)
{
    static double (*const score[SW_BODY_SCORES])(const struct sw_body_gain *gain, double poison) = {
        [SW_BODY_SCORE_ENERGY] = by_energy,
        [SW_BODY_SCORE_SURVIVAL] = by_survival,
        [SW_BODY_SCORE_OFFSPRING] = by_offspring,
        [SW_BODY_SCORE_LIVING] = by_living,
    };

    return (float)score[by](gain, (double)poison);
}

float sw_body_gain_score(const struct sw_body_gain *gain, const struct sw_body_game *game,
                         enum sw_body_score by, float poison)
{
    return game->task != NULL
               ? sw_body_task_score(gain->progress, gain->reached, gain->chairs, poison)
               : sw_body_gain_by(gain, by, poison);
}
