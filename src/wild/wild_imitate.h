/* wild_imitate.h - imitation as an act in the wild, as in scored worlds (world/body/body_imitate.h
 * has the rules): a body does what the nearest body in its window did in the tick before, and of
 * equally near ones the first clockwise from the way that it faces. All of it is settled when a
 * tick begins. In the control it does what a third body did, drawn for it in each tick from all
 * worlds; where there is none it waits. Local.
 */
#ifndef SW_WILD_WILD_IMITATE_H
#define SW_WILD_WILD_IMITATE_H

#include "wild/wild_world.h"

/* The place in the array of the nearest body that one sees; UINT32_MAX: it sees none. */
uint32_t sw_wild_nearest(const struct sw_wild_world *world, uint32_t body);

/* The act that a choice comes to when a tick begins, without counting it. */
uint8_t sw_wild_resolve(const struct sw_wild_world *world, uint32_t body, uint8_t chosen);

/* What each does that chose so: [bodies]. Counts those that imitate. */
void sw_wild_imitate(struct sw_wild_world *world, const uint8_t *chosen, uint8_t *act);

#endif
