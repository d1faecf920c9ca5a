/* acting.h - the rows of a tile write their programs, each edit the likeliest, until they stop or
 * are out of ticks.
 *
 * With life->looks above 1, a stop of a seat that sees demonstrations ends a law and not the
 * program, as long as the demonstrations are not all right: memory is emptied, the hand too (by the
 * edit `fresh`, which is no edit of the agent's), the eye sees the canvases as they are now beside
 * their targets, and the row goes on. A look in which nothing was done is the last. Local.
 */
#ifndef SW_LIFE_ACTING_H
#define SW_LIFE_ACTING_H

#include "life/life.h"

/* Each of the first `rows` rows of the life's mind (the others are idle) writes its program. All
 * write in one puzzle if they are `together`, else row r in puzzle[r]. -1 when out of memory. */
int sw_act(struct sw_life *life, const struct sw_puzzle *puzzle, bool together,
           const struct sw_seat *seat, uint32_t rows, struct sw_program program[SW_TILE],
           struct sw_error *error);

#endif
