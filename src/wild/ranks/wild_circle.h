/* wild_circle.h - the ranks that hold one world in the wild: what they tell each other in a tick.
 *
 * Every rank has the whole world and thinks for its own bodies (wild_life.h). So a tick sends the
 * acts and words of these to all others, a byte each, and the genome of a newborn that goes to
 * another rank than its parent's. All ranks then compute the same tick.
 *
 * What a rank says in a tick, to each other rank:
 *
 *     byte 0      flags: it cannot go on; its page ends here
 *     8 bytes     sw_wild_hash of its world, lowest byte first
 *     a byte      for each of its bodies, in the order of ids: act + 8 * word
 *
 * So worlds are compared in each tick, as they are before its acts. What differs within a tick,
 * from the acts to the letters of newborns, is seen in the next, and ranks can wait for a letter
 * that nobody sends. For
 * 512 bodies on 64x64 cells the hash takes 4 us, beside 230 us of thought and 14 us of physics. If
 * worlds differ no rank goes on (SW_EXIT_INTERNAL).
 */
#ifndef SW_WILD_RANKS_WILD_CIRCLE_H
#define SW_WILD_RANKS_WILD_CIRCLE_H

#include "population/exchange.h"
#include "wild/wild_life.h"

struct sw_wild_circle {
    struct sw_exchange *exchange;
    struct sw_wild_life *life;
    struct sw_letter *letter; /* [2 * ranks] */
    uint8_t *block;           /* [ranks][room_each] each rank's words */
    size_t room_each;
    size_t *length; /* [ranks] of what they said */
    uint32_t *turn; /* [ranks] scratch: bodies of each */
    void *room;     /* for letters on their way */
    bool failed;    /* this rank cannot go on, as the error says, and the others do not know yet */
    uint64_t ticks, moved;    /* that were lived here, and newborns that went to another rank */
    uint64_t bodies, busiest; /* summed over ticks: all, and those of the rank with the most */
};

/* Local. The life and exchange stay the caller's, and outlive it. circle: zeroed. */
int sw_wild_circle_create(struct sw_wild_circle *circle, struct sw_exchange *exchange,
                          struct sw_wild_life *life, struct sw_error *error);
void sw_wild_circle_destroy(struct sw_wild_circle *circle); /* zeroed is fine */

/* Collective. A tick of the life; arrived: as in sw_wild_life_decide. */
int sw_wild_circle_tick(struct sw_wild_circle *circle, struct sw_wild_birth *arrived,
                        struct sw_error *error);

/* Collective. A page ends here: on all ranks, and their worlds are equal, or -1. */
int sw_wild_circle_end(struct sw_wild_circle *circle, struct sw_error *error);

#endif
