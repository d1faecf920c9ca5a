/* physics_change.h - how bodies of a world change other than by moving: they break, eat, merge and
 * grow. What the rules mean stands in physics_step.h. All functions are Local; each returns true if
 * anything changed. */
#ifndef SW_WORLD_PHYSICS_PHYSICS_CHANGE_H
#define SW_WORLD_PHYSICS_PHYSICS_CHANGE_H

#include "world/physics/physics_world.h"

/* Eat, then merge: both ask who touches whom. */
bool sw_physics_touch(struct sw_physics_world *world, const struct sw_physics_rules *rules);

bool sw_physics_grow(struct sw_physics_world *world, const struct sw_physics_rules *rules);

/* Takes cells out of the world, of bodies and obstacles alike; bodies that fall apart become
 * several, by `neighbours` (4 or 8). Returns true if there was anything to take. */
bool sw_physics_cut(struct sw_physics_world *world, const struct sw_mask *cells, int neighbours);

#endif
