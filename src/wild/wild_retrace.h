/* wild_retrace.h - a run of the wild that is lived again, up to any tick of it: from the latest
 * state that its store has kept, or from its beginning. Each page that is lived again is compared
 * with the one that is stored. Nothing is stored. Local.
 */
#ifndef SW_WILD_WILD_RETRACE_H
#define SW_WILD_WILD_RETRACE_H

#include "wild/wild_record.h"

struct sw_wild_retrace {
    struct sw_store *store;                /* borrowed */
    const struct sw_wild_history *history; /* borrowed: what the store has */
    struct sw_wild_life *life;             /* NULL: nothing is lived yet */
    uint64_t page;                         /* the first that does not end before life's tick */
};

/* Goes to a tick, not after the last page: on from where it is, or from a kept state that is
 * nearer.
 */
int sw_wild_retrace_to(struct sw_wild_retrace *retrace, uint64_t tick, struct sw_error *error);

/* A tick on; also one that the run has not lived yet. */
int sw_wild_retrace_on(struct sw_wild_retrace *retrace, struct sw_error *error);

void sw_wild_retrace_clear(struct sw_wild_retrace *retrace); /* zeroed is fine */

#endif
