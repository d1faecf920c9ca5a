/* body_backplay.h - lives that begin on the way to the goal: a crew that knows how to do the task
 * acts first, for as many ticks as is drawn, and then hands over. Near the goal
 * what pays is found by chance, and what is learned there is learned from farther away afterwards
 * (backplay: Resnick et al. 2018, arXiv:1807.06919; theirs moves the beginning back in the course
 * of training, here it is drawn evenly of the way, all the time). Local.
 */
#ifndef SW_BODY_BODY_BACKPLAY_H
#define SW_BODY_BODY_BACKPLAY_H

#include "world/body/body_world.h"

/* Takes a world of a game with a task that has just begun 0 to n - 1 ticks of the n that the crew
 * takes, in `share` of the worlds; n is at most `ticks`. drawn: two random numbers: whether, and
 * how far. */
void sw_body_backplay(struct sw_body_world *world, double share, uint32_t ticks,
                      const uint32_t drawn[2]);

#endif
