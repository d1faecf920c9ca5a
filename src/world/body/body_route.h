/* body_route.h - the shortest way of a body through a world, for crews that know how to do a task.
 * Local; no function allocates.
 */
#ifndef SW_WORLD_BODY_BODY_ROUTE_H
#define SW_WORLD_BODY_BODY_ROUTE_H

#include "world/body/body_world.h"

#define SW_BODY_NO_WAY UINT32_MAX

struct sw_body_route {
    uint32_t steps; /* acts until it is there: 0 if it is; SW_BODY_NO_WAY */
    uint8_t act;    /* the first of them; SW_BODY_WAIT if there is none */
};

/* The way of a seat to stand on a cell, or, with `faces`, to stand beside the cell and face it. It
 * walks over empty cells alone, and turns by going against what stands: `taken` marks cells that it
 * must not enter although they are empty ([SW_BODY_CELLS]; NULL: none). The cell itself may hold
 * anything: what is eaten by who walks into it is walked into. */
struct sw_body_route sw_body_find_route(const struct sw_body_world *world, uint32_t seat,
                                        uint32_t cell, bool faces, const uint8_t *taken);

/* The way to stand on the nearest cell that is wanted and that nobody has claimed, of equals the
 * first; the seat claims it. claimed, taken: [SW_BODY_CELLS]. */
struct sw_body_route sw_body_claim_nearest(const struct sw_body_world *world, uint32_t seat,
                                           bool (*wanted)(const struct sw_body_world *world,
                                                          uint32_t cell),
                                           uint8_t *claimed, const uint8_t *taken);

/* Follows a route: sets the act of the seat and takes the cell that it enters, so that nobody whose
 * way is found later enters it in the same tick. */
void sw_body_follow(const struct sw_body_world *world, uint32_t seat, struct sw_body_route route,
                    uint8_t *taken, uint8_t *act);

#endif
