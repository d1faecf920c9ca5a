/* plain_physics.h - the step of a world one cell at a time: the twin of world/physics/physics_step.h,
 * written from its rules and not from its code (see plain_world.h). Local, no allocation. */
#ifndef SW_PLAIN_PHYSICS_H
#define SW_PLAIN_PHYSICS_H

#include "world/physics/physics_step.h"

enum { SW_PLAIN_EMPTY = -1, SW_PLAIN_FIXED = -2 };

struct sw_plain_world {
    struct sw_grid grid;
    int16_t owner[SW_SIDE_MAX][SW_SIDE_MAX]; /* a body, SW_PLAIN_EMPTY or SW_PLAIN_FIXED */
    int count; /* numbers of bodies that were given; some have no cells any more */
    uint8_t heading[8 * SW_ORGANISMS_MAX];
};

void sw_plain_begin(struct sw_plain_world *plain, const struct sw_grid *grid,
                    const struct sw_physics_rules *rules);
bool sw_plain_step(struct sw_plain_world *plain, const struct sw_physics_rules *rules);

/* Takes cells out; the twin of sw_physics_cut. */
bool sw_plain_cut(struct sw_plain_world *plain, uint8_t cells[SW_SIDE_MAX][SW_SIDE_MAX],
                  int neighbours);

/* Whether both worlds are in the same state: cells, headings and what belongs together. */
bool sw_plain_same(const struct sw_plain_world *plain, const struct sw_physics_world *world);

#endif
