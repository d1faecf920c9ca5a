/* plain_set.h - the physics of a world one cell at a time: the twin of world/physics/physics_set.h,
 * written from its rules and not from its code. Local, no allocation. */
#ifndef SW_TESTS_REFERENCE_PLAIN_SET_H
#define SW_TESTS_REFERENCE_PLAIN_SET_H

#include "world/physics/physics_set.h"

/* What the world makes of the canvas. */
void sw_plain_set_do(const struct sw_physics_set *set, const struct sw_physics_deed *deed,
                     const struct sw_grid *grid, struct sw_grid *out);

#endif
