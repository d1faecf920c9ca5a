/* wild_deal.h - a world in the wild between a store, which rank 0 has, and ranks that have a block
 * of it each: dealt out at the beginning, gathered at the end of each page. Rank 0 alone has all of
 * it, at these times. Collective.
 */
#ifndef SW_WILD_RANKS_WILD_DEAL_H
#define SW_WILD_RANKS_WILD_DEAL_H

#include "wild/ranks/wild_blocks.h"
#include "wild/wild_record.h"

/* all: on rank 0, a life of one rank with everybody in it. Each rank gets its block, in *life and
 * *blocks (zeroed), which are the caller's also after a failure. What the world has counted so far
 * is rank 0's. If `failed` is set on any rank all return -1. */
int sw_wild_deal_out(struct sw_exchange *exchange, int failed, const struct sw_wild_life *all,
                     struct sw_wild_life **life, struct sw_wild_blocks *blocks,
                     struct sw_error *error);

/* A whole world, what its minds hold in the order of its bodies, and what happened in a page. */
struct sw_wild_gathered {
    struct sw_wild_world *world;
    float *minds;
    struct sw_wild_history page;
};

/* page: of this block. gathered: zeroed; filled on rank 0, dropped by the caller on all. If
 * `failed` is set on any rank all return -1. */
int sw_wild_deal_gather(struct sw_exchange *exchange, int failed,
                        const struct sw_wild_blocks *blocks, const struct sw_wild_history *page,
                        struct sw_wild_gathered *gathered, struct sw_error *error);
void sw_wild_gathered_drop(struct sw_wild_gathered *gathered);

#endif
