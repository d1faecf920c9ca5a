/* wild_walks.h - what a store says of several worlds in the wild: at the end of each page what is
 * in each of them, and who walked from one into another. Reading trusts nothing. Local.
 */
#ifndef SW_WILD_WILD_WALKS_H
#define SW_WILD_WILD_WALKS_H

#include "store/store.h"
#include "wild/wild_history.h"

/* Puts the record of a page, to be committed by the caller; none of one world. */
int sw_wild_put_walks(struct sw_store *store, uint64_t number, const struct sw_wild_history *page,
                      const struct sw_wild_world *world, struct sw_error *error);

/* Reads it behind its page. */
int sw_wild_read_walks(struct sw_store *store, uint64_t number, struct sw_wild_history *history,
                       struct sw_error *error);

/* The ledger of bodies: everybody walks from the world, and dies in the world, in which it is, and
 * at the end of each page each world has those who were born there or walked in, less those who
 * died or walked out. */
int sw_wild_check_walks(const struct sw_wild_history *history, struct sw_error *error);

#endif
