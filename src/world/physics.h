/* physics.h - bodies move exactly as you would expect: solid, edges are walls. Local.
 *
 * Bodies are organisms; every non-empty cell that belongs to none of them is a fixed obstacle. The
 * outcome never depends on the order of the bodies in the array: they are moved in the order in
 * which they meet the wall they move towards (ties: by position), which is a property of the scene.
 */
#ifndef SW_WORLD_PHYSICS_H
#define SW_WORLD_PHYSICS_H

#include "world/organism.h"

/* Each body moves until it touches something (gravity towards `direction`); bodies come to rest on
 * each other, interlocked bodies move together. Masks and boxes of the bodies are updated. Returns
 * true if anything moved. */
bool sw_physics_slide(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                      enum sw_direction direction);

/* Each body moves one cell, pushing the organisms before it (those of `others`, which are moved
 * too); a chain whose end is blocked by a wall or an obstacle stays. Returns true if anything
 * moved. */
bool sw_physics_push(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                     struct sw_organism *others, uint32_t other_count,
                     enum sw_direction direction);

/* Big eats small: each organism that touches (8 neighbours) a strictly larger one of another colour
 * takes the colour of the largest such neighbour (ties: the one whose first cell comes first). All
 * at once, one step. Returns true if anything changed. */
bool sw_physics_eat(struct sw_grid *grid, const struct sw_organism *organisms, uint32_t count);

#endif
