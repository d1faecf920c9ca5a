/* body_turn.h - bodies that perceive and go in their own frame: what they face is above, `up` is to
 * go ahead, `left` to turn left and go. A brain chooses acts of this frame; the engine, films,
 * other bodies and ranks only meet acts of the world. In a world that does not say `turned` both
 * frames are the same. Local.
 */
#ifndef SW_WORLD_BODY_BODY_TURN_H
#define SW_WORLD_BODY_BODY_TURN_H

#include "world/body/body_world.h"

/* What an act that a brain chose is in the world, before the tick. */
uint8_t sw_body_meant(const struct sw_body_world *world, uint32_t seat, uint8_t act);

/* The reverse: what an act in the world is to a brain. */
uint8_t sw_body_felt(const struct sw_body_world *world, uint32_t seat, uint8_t act);

/* The same of a direction (enum sw_direction), and of a corner (bit 0: right, bit 1: lower). */
uint32_t sw_body_felt_way(const struct sw_body_world *world, uint32_t seat, uint32_t way);
uint32_t sw_body_felt_corner(const struct sw_body_world *world, uint32_t seat, uint32_t corner);

/* The cell that is so far to the right of a body and below it, in its window. right, down: at most
 * SW_BODY_REACH. */
uint32_t sw_body_seen_cell(const struct sw_body_world *world, uint32_t seat, int right, int down);

#endif
