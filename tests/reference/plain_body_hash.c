#include "tests/reference/plain_body.h"

#include "base/hash.h"

#include <string.h>

static uint64_t hash_bodies(const struct sw_body_world *world)
{
    int64_t words[SW_BODY_SEATS][24];

    for (uint32_t seat = 0; seat < SW_BODY_SEATS; seat++) {
        const struct sw_body *body = &world->body[seat];
        const int64_t all[24] = {body->alive,
                                 body->size,
                                 body->heading,
                                 body->hand,
                                 body->act,
                                 body->event,
                                 body->said,
                                 body->cell,
                                 body->energy,
                                 body->carried,
                                 body->meals,
                                 body->good,
                                 body->gained,
                                 body->lost,
                                 body->shown,
                                 body->imitates,
                                 body->imitated.ticks,
                                 body->imitated.found,
                                 body->imitated.meals,
                                 body->imitated.good,
                                 body->spoken,
                                 body->parent,
                                 body->founder,
                                 body->lived};

        memcpy(words[seat], all, sizeof all);
    }
    return sw_hash(words, sizeof words);
}

uint64_t sw_plain_body_hash(const struct sw_body_world *world)
{
    const struct sw_body_physics *physics = &world->physics;
    uint64_t words[17] = {
        world->seed,
        world->tick,
        physics->feeds + ((uint64_t)physics->touch << 8) + ((uint64_t)physics->makes << 16),
        physics->yields,
        physics->growth,
        physics->quarter,
        physics->gravity,
        (uint64_t)world->ground,
        (uint64_t)world->sun,
        hash_bodies(world),
        0,
        0,
        world->target + ((uint64_t)world->imitates << 8) + ((uint64_t)world->births << 16) +
            ((uint64_t)world->begun << 32),
        world->due[0],
        world->due[1],
        world->due[2] + ((uint64_t)world->due[3] << 32),
    };

    words[10] = sw_hash(world->thing, sizeof world->thing);
    words[11] = sw_hash(world->mark, sizeof world->mark);
    words[12] = sw_hash(world->energy, sizeof world->energy);
    words[16] = sw_hash(world->goal, sizeof world->goal);
    return sw_hash(words, sizeof words);
}
