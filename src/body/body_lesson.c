#include "body/body_lesson.h"

#include "base/random.h"
#include "world/body/body_step.h"
#include "world/body/body_turn.h"

#include <math.h>
#include <stdlib.h>

#define SLIPS_IN 6u /* a seat slips once in so many ticks */
#define WORST    (-10.0f)

struct sw_body_school {
    uint32_t bodies, ticks;
    uint32_t *began;           /* [worlds] the tick at which it began */
    bool *teaches;             /* [worlds] */
    struct sw_body_asked *way; /* [worlds][ticks][bodies] */
};

struct sw_body_school *sw_body_school_create(const struct sw_body_game *game, uint32_t worlds,
                                             uint32_t ticks, struct sw_error *error)
{
    static const char doing[] = "making lessons for bodies";
    struct sw_body_school *school = sw_allocate(1, sizeof *school, doing, error);

    if (school == NULL)
        return NULL;
    school->bodies = game->bodies;
    school->ticks = ticks;
    school->began = sw_allocate(worlds, sizeof *school->began, doing, error);
    school->teaches = sw_allocate(worlds, sizeof *school->teaches, doing, error);
    school->way =
        sw_allocate((size_t)worlds * ticks * game->bodies, sizeof *school->way, doing, error);
    if (school->began != NULL && school->teaches != NULL && school->way != NULL)
        return school;
    sw_body_school_destroy(school);
    return NULL;
}

void sw_body_school_destroy(struct sw_body_school *school)
{
    if (school == NULL)
        return;
    free(school->began);
    free(school->teaches);
    free(school->way);
    free(school);
}

uint64_t sw_body_school_bytes(const struct sw_body_game *game, uint32_t worlds, uint32_t ticks)
{
    return (uint64_t)worlds * (sizeof(uint32_t) + sizeof(bool) +
                               (uint64_t)ticks * game->bodies * sizeof(struct sw_body_asked));
}

/* What a seat does where `right` is right: mostly that. */
static uint8_t slip(const struct sw_body_world *world, uint32_t seat, uint8_t right)
{
    struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_BODY_ACT, world->tick, seat);

    if (sw_dice_below(&dice, SLIPS_IN) != 0)
        return right;
    return (uint8_t)sw_dice_below(&dice, world->game->acts);
}

void sw_body_school_meet(struct sw_body_school *school, uint32_t number,
                         const struct sw_body_world *begun, double share, uint32_t drawn)
{
    struct sw_body_asked *asked = school->way + (size_t)number * school->ticks * school->bodies;
    struct sw_body_world world = *begun;

    school->began[number] = begun->tick;
    school->teaches[number] = (drawn & 255u) < share * 256;
    for (uint32_t tick = 0; tick < school->ticks && school->teaches[number]; tick++) {
        uint8_t right[SW_BODY_SEATS], done[SW_BODY_SEATS];

        world.game->task->solve(&world, right);
        for (uint32_t seat = 0; seat < school->bodies; seat++, asked++) {
            if (right[seat] >= world.body[seat].acts)
                right[seat] = SW_BODY_WAIT;
            done[seat] = slip(&world, seat, right[seat]);
            *asked = (struct sw_body_asked){right[seat], done[seat]};
        }
        sw_body_step(&world, done, NULL);
    }
}

struct sw_body_lesson sw_body_lesson_begin(const struct sw_body_school *school, uint32_t number)
{
    if (school == NULL || !school->teaches[number])
        return (struct sw_body_lesson){.way = NULL};
    return (struct sw_body_lesson){
        .way = school->way + (size_t)number * school->ticks * school->bodies,
        .began = school->began[number],
    };
}

void sw_body_lesson_hold(struct sw_body_lesson *lesson, const struct sw_body_world *world,
                         uint32_t seat, const struct sw_body_mind *mind, uint32_t row, uint8_t *act)
{
    const struct sw_body *body = &world->body[seat];
    const struct sw_body_asked *asked;
    float likely;

    if (lesson->way == NULL)
        return;
    asked = &lesson->way[(world->tick - lesson->began) * world->game->bodies + seat];
    *act = asked->done;
    if (!body->alive || body->acts < 2) /* it has nothing to choose */
        return;
    likely = sw_body_mind_likelihood(mind, row, sw_body_felt(world, seat, asked->right));
    lesson->points += lrintf(SW_BODY_WHOLE * (1 + (likely > WORST ? likely : WORST)));
    lesson->acts++;
}

int32_t sw_body_lesson_progress(const struct sw_body_lesson *lesson)
{
    return lesson->acts > 0 ? (int32_t)(lesson->points / lesson->acts) : 0;
}
