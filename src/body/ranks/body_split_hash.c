#include "base/hash.h"
#include "body/ranks/body_split_private.h"

#include <string.h>

static uint64_t hash_bodies(const struct sw_body_world *world)
{
    int64_t words[SW_BODY_SEATS][26];
    uint32_t seats = world->game->bodies;

    for (uint32_t seat = 0; seat < seats; seat++) {
        const struct sw_body *body = &world->body[seat];
        const int64_t all[26] = {
            body->alive,
            body->guides,
            body->acts,
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
            body->lived,
        };

        memcpy(words[seat], all, sizeof all);
    }
    return sw_hash(words, seats * sizeof words[0]);
}

/* Of the canvas alone: the frame around it never changes. */
uint64_t sw_body_split_hash(const struct sw_body_world *world)
{
    const struct sw_body_physics *physics = &world->physics;
    uint32_t first = 2 * SW_BODY_STRIDE, cells = world->game->height * SW_BODY_STRIDE;
    const uint64_t words[] = {world->seed,
                              (uint64_t)world->tick << 32 | world->turns,
                              (uint64_t)world->begun << 32 | world->earshot,
                              (uint64_t)world->turned << 24 | (uint64_t)world->imitates << 16 |
                                  (uint64_t)world->telepathic << 8 | world->target,
                              (uint64_t)physics->touch << 48 | (uint64_t)physics->makes << 40 |
                                  (uint64_t)physics->feeds << 32 | (uint64_t)physics->yields << 24 |
                                  (uint64_t)physics->growth << 16 |
                                  (uint64_t)physics->quarter << 8 | physics->gravity,
                              (uint64_t)world->births << 32 | world->speech_cost,
                              sw_hash(world->due, sizeof world->due),
                              (uint64_t)world->ground,
                              (uint64_t)world->sun,
                              hash_bodies(world),
                              sw_hash(world->thing + first, cells),
                              sw_hash(world->mark + first, cells),
                              sw_hash(world->goal + first, cells),
                              sw_hash(world->energy + first, cells * sizeof *world->energy)};

    return sw_hash(words, sizeof words);
}
