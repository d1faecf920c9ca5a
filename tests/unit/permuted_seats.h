/* permuted_seats.h - the same world of bodies with seat i where seat to[i] was. */
#ifndef SW_TESTS_PERMUTED_SEATS_H
#define SW_TESTS_PERMUTED_SEATS_H

#include "world/body/body_world.h"

static inline void permute(const struct sw_body_world *world, const uint32_t *to,
                           struct sw_body_world *out)
{
    *out = *world;
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &out->body[to[seat]];

        *body = world->body[seat];
        if (sw_body_taken(body)) {
            body->parent = (uint8_t)to[body->parent];
            body->founder = (uint8_t)to[body->founder];
        }
        if (world->body[seat].alive)
            out->thing[world->body[seat].cell] = (uint8_t)(SW_THING_BODY + to[seat]);
    }
}

#endif
