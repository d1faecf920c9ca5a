/* wild_share.h - a world in the wild between a store, which rank 0 has, and the ranks that live it:
 * handed out at the beginning, gathered at the end of each page. Collective.
 */
#ifndef SW_WILD_RANKS_WILD_SHARE_H
#define SW_WILD_RANKS_WILD_SHARE_H

#include "population/exchange.h"
#include "wild/wild_record.h"

/* Rank 0 has a life; the others get theirs, with settings, world, and genomes and minds of their
 * bodies, of which rank 0 keeps its own alone. state: on rank 0 the record that its life was read
 * from, NULL if nobody is in it yet. *life: of the caller, also after a failure. If `failed` is set
 * on any rank all return -1. */
int sw_wild_share_out(struct sw_exchange *exchange, int failed, struct sw_wild_life **life,
                      const void *state, size_t size, struct sw_error *error);

/* What only the ranks of bodies know, on rank 0: the hashes of a page's births, written there, and
 * what minds hold: *minds, [bodies][state_floats], released by free(); NULL on other ranks. page:
 * the same births on all ranks. If `failed` is set on any rank all return -1. */
int sw_wild_share_gather(struct sw_exchange *exchange, int failed, const struct sw_wild_life *life,
                         struct sw_wild_history *page, float **minds, struct sw_error *error);

#endif
