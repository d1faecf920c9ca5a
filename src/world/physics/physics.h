/* physics.h - bodies move exactly as you would expect: solid, edges are walls. Local.
 *
 * Bodies are organisms that do not overlap; every non-empty cell that belongs to none of them is a
 * fixed obstacle. All bodies move at once, one cell at a time, so the outcome is a property of the
 * scene and not of the order of the bodies in the array. A body is held if a step would take it
 * into a wall, an obstacle or a held body; whatever is not held moves. So bodies come to rest on
 * each other, and bodies that only block each other (interlocked ones) move together.
 */
#ifndef SW_WORLD_PHYSICS_PHYSICS_H
#define SW_WORLD_PHYSICS_PHYSICS_H

#include "world/grid/organism.h"

/* Each body moves until it touches something (gravity towards `direction`). Masks and boxes of the
 * bodies are updated. Returns true if anything moved. */
bool sw_physics_slide(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                      enum sw_direction direction);

/* Each body moves one cell, pushing the organisms before it (those of `others`, which are moved
 * too); a chain whose end is blocked by a wall or an obstacle stays. Returns true if anything
 * moved. */
bool sw_physics_push(struct sw_grid *grid, struct sw_organism *bodies, uint32_t count,
                     struct sw_organism *others, uint32_t other_count, enum sw_direction direction);

/* Big eats small, among organisms of one colour each: whoever touches (8 neighbours) a strictly
 * larger one of another colour takes the colour of the largest such neighbour (ties: the one whose
 * first cell comes first). All at once, one step. Returns true if anything changed. */
bool sw_physics_eat(struct sw_grid *grid, const struct sw_organism *organisms, uint32_t count);

#endif
