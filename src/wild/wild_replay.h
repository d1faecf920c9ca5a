/* wild_replay.h - a run of a world in the wild that is looked at again: its genomes, and a hash of
 * all that its store holds. Local.
 */
#ifndef SW_WILD_WILD_REPLAY_H
#define SW_WILD_WILD_REPLAY_H

#include "wild/wild_record.h"

/* Makes the genomes of a history in a life that is empty, birth by birth, and drops those who died;
 * all that happened before tick `until`. home_of: [births + 1], by id, UINT32_MAX for those who do
 * not live then. wrong: how many births were rebuilt to other weights than they had (NULL: a wrong
 * one is a failure). */
int sw_wild_replay(struct sw_wild_life *life, const struct sw_wild_history *history, uint64_t until,
                   uint64_t *wrong, uint32_t *home_of, struct sw_error *error);

/* How far a replay has come in a history. */
struct sw_wild_cursor {
    uint64_t births, deaths;
};

/* The same step by step. at: zeroed at first, and all of home_of UINT32_MAX. */
int sw_wild_replay_on(struct sw_wild_life *life, const struct sw_wild_history *history,
                      struct sw_wild_cursor *at, uint64_t until, uint64_t *wrong, uint32_t *home_of,
                      struct sw_error *error);

/* XXH3 of all records of a store. */
int sw_wild_digest(struct sw_store *store, uint64_t *digest, struct sw_error *error);

#endif
