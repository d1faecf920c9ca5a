/* body_forage.h - a forager written by hand: the line `knows how` of eval, in games that are scored
 * by what is gathered. It learns nothing. Local; no function allocates.
 *
 * It is told what feeds and how large the canvas is. Of all else it knows what a brain may
 * perceive, the window around it, and remembers all that it saw. What it gathers is a yardstick for
 * brains, and no bound: a brain may gather more.
 *
 *     1. It goes to the nearest food that it sees or remembers, around all that stands.
 *     2. Without any it goes where it has not looked for longest, rather near than far.
 *     3. If neither can be reached, it does the same through poison, and then pushes boxes as well.
 *     4. Where something stopped it in the tick before, it acts at random every second time.
 *
 * In games whose bodies divide it does so before all else, whenever it can.
 */
#ifndef SW_WORLD_BODY_BODY_FORAGE_H
#define SW_WORLD_BODY_BODY_FORAGE_H

#include "world/body/body_world.h"

/* What one body has seen; all 0 at birth. */
struct sw_body_forager {
    uint8_t thing[SW_BODY_CELLS]; /* what stood there when it last looked */
    uint32_t seen[SW_BODY_CELLS]; /* 1 + the tick in which it did; 0: never */
};

/* The act of a living seat of a game that bites. Once in each tick of a life, from the first on. */
uint8_t sw_body_forage(struct sw_body_forager *forager, const struct sw_body_world *world,
                       uint32_t seat);

#endif
