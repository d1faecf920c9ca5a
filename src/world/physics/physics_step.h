/* physics_step.h - a world of bodies that moves by itself: one deterministic step, or until rest.
 *
 * A world is a canvas, its bodies (organisms, solid, each one piece) and the rules. Cells that
 * belong to no body (those of the wall colours) are fixed obstacles, and the edges of the canvas
 * are walls. What organisms of a colour do is said by sets of colours: bit c of a set is colour c.
 * The colour of a body of several colours is its commonest one, the lower on a tie.
 *
 * One step is, in this order, each for all bodies at once:
 *
 *   walk   Bodies with a heading move one cell that way. With `push` they push the bodies without a
 *          heading that stand right before them, and those what stands before them, and so on; a
 *          body that is pushed two ways at once stays. Nobody moves who would come into a wall, an
 *          obstacle, a body that stays or one that goes another way; and an empty cell that bodies
 *          mean to enter from several sides is entered by none of them. A chain moves if its end
 *          can; bodies that only stand in each other's way move together.
 *   hit    What walkers that could not move have right before them, and is brittle, breaks: it
 *          loses the cells that are hit, and pieces that no longer hang together are bodies of
 *          their own, with the heading of the whole. With `turn_back` the walkers that could not
 *          move turn round.
 *   fall   All bodies but the floating ones move one cell towards `gravity`, unless a wall, an
 *          obstacle, a floating body or a body that is held itself is in the way.
 *   eat    A body that touches a larger one of another colour is eaten by the largest of these that
 *          is not eaten itself in this step. If two of these are the largest, both leave it alone.
 *   merge  Bodies that touch become one. It keeps the heading that its parts with a heading agree
 *          on (what was eaten does not count), or has none.
 *   grow   Bodies of the growing colours take the empty cells beside them. Cells that several
 *          bodies would take stay empty. (A body that grows to 8 neighbours where 4 count as
 *          connected may hang together by corners; it does so until it is hit.)
 *
 * With `slide` walk and fall go on until nothing walks or falls any more, instead of one cell.
 * Bodies touch that are neighbours by `connection.neighbours`.
 *
 * None of this depends on the order of the bodies in the array, nor on where up is: a canvas that
 * is turned or mirrored, with gravity and headings turned along, makes the same step turned or
 * mirrored. There are no ties by reading order, with one exception: of a canvas with more than
 * SW_ORGANISMS_MAX organisms those that come last by reading order are obstacles. If breaking would
 * make more bodies than that, the broken ones lose their cells but stay one body each.
 *
 * All functions are Local, allocate nothing, and take any canvas and any rules.
 */
#ifndef SW_WORLD_PHYSICS_PHYSICS_STEP_H
#define SW_WORLD_PHYSICS_PHYSICS_STEP_H

#include "world/physics/physics_world.h"

/* Rules under which nothing happens: organisms of one colour, 8 neighbours, no gravity, no heading,
 * no walls but the edges. Set what is to happen. */
struct sw_physics_rules sw_physics_rules_none(void);

/* Reads a canvas as a world. Only the bodies that there are are written. */
void sw_physics_begin(struct sw_physics_world *world, const struct sw_grid *grid,
                      const struct sw_physics_rules *rules);

/* One step. Returns true if anything changed, be it only a heading or what belongs together: a
 * world for which it returns false is at rest for good. */
bool sw_physics_step(struct sw_physics_world *world, const struct sw_physics_rules *rules);

enum sw_physics_end {
    SW_PHYSICS_REST,  /* nothing changes any more */
    SW_PHYSICS_CYCLE, /* a state has come back, so it would go on for ever */
    SW_PHYSICS_LIMIT  /* neither within the limit */
};

/* Steps until rest, until a state comes back (found by hashes, at most three times as late as the
 * cycle's length and its beginning together), or `limit` steps. *steps (may be NULL): how many
 * steps changed something. */
enum sw_physics_end sw_physics_settle(struct sw_physics_world *world,
                                      const struct sw_physics_rules *rules, uint32_t limit,
                                      uint32_t *steps);

/* Hash of the state: grid, what belongs together, headings; whatever the order of the bodies. */
uint64_t sw_physics_hash(const struct sw_physics_world *world);

#endif
