/* body_imitate.h - imitation as an act: a body does what the nearest other body in its window did
 * in the tick before. Local.
 *
 * It is one more choice behind the acts of the game, in worlds whose `imitates` says so. What it
 * comes to is settled for all bodies at once, from what stands where when the tick begins and from
 * what all did in the tick before:
 *
 *   - The nearest of the 24 cells around counts, by the square of its distance, and of equally near
 *     ones the first clockwise from the way that the body faces. Seats have no part in it, and a
 *     world that is turned by a quarter is lived as the same world, turned.
 *   - If the other imitated in the tick before, what that came to is what it did: act is that.
 *   - Acts are imitated as they are named: who imitates one that went up goes up, whichever way it
 *     faces itself; who imitates one that ate eats what it faces itself.
 *   - It costs what the act costs that it comes to. Where nobody stands in the window, in the first
 *     tick, or where the seat does not have the act of the other, it is a wait. A guide waits.
 *
 * A newcomer has nothing to see of it: what another body did is no part of a percept.
 */
#ifndef SW_WORLD_BODY_BODY_IMITATE_H
#define SW_WORLD_BODY_BODY_IMITATE_H

#include "world/body/body_world.h"

/* How many choices a body has. */
static inline uint32_t sw_body_choices(const struct sw_body_game *game, uint32_t imitates)
{
    return game->acts + (imitates != SW_IMITATION_NO ? 1u : 0u);
}

/* The seat of the nearest body in the window of one that lives; SW_BODY_SEATS: there is none. */
uint32_t sw_body_nearest(const struct sw_body_world *world, uint32_t seat);

/* What each seat does that chose so: [seats]. Counts those that imitate. */
void sw_body_imitate(struct sw_body_world *world, const uint8_t *chosen, uint8_t *act);

/* The number of the choice by which a body does an act: the act itself, or behind those of the game
 * to imitate; to wait if it cannot. */
uint8_t sw_body_choice(const struct sw_body_world *world, uint8_t act);

#endif
