/* store.h - where everything that ever lived is kept: one LMDB environment in the run's folder.
 *
 * Only this file's .c calls LMDB. One process writes (rank 0); a lock file refuses a second writer.
 * Records are found by (kind, generation or id, island); each is bytes that the record module packs, followed here by
 * an XXH3-64 of key and bytes, so a flipped bit is found when it is read (exit code 3). All that is
 * put between two commits becomes visible at once, or not at all: a run killed at any moment resumes from its last
 * commit. Local: never on a network file system.
 */
#ifndef SW_POPULATION_STORE_H
#define SW_POPULATION_STORE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum sw_store_kind {
    SW_STORE_RUN = 1,        /* (0, 0): format, seed, program version, effective config */
    SW_STORE_STATE = 2,      /* (0, 0): generations completed */
    SW_STORE_BIRTHS = 3,     /* (generation, island) */
    SW_STORE_SCORES = 4,     /* (generation, island) */
    SW_STORE_STATISTICS = 5, /* (generation, island) */
    SW_STORE_KEYFRAME = 6    /* (member id, 0) */
};

/* Name of a kind ("births"), or NULL. */
const char *sw_store_kind_name(enum sw_store_kind kind);

struct sw_store; /* opaque */

/* Creates the folder and an empty store in it. Refuses a folder that holds a run already (says: --resume, or another folder) or
 * other files. `map_megabytes`: the most it may grow to (address space, not disk). Owned by the
 * caller, closed by sw_store_close. */
struct sw_store *sw_store_create(const char *folder, uint64_t map_megabytes, bool sync_every_commit,
                                 struct sw_error *error);

/* Opens the store of a run: for reading (also while another process writes it), or to go on writing. */
struct sw_store *sw_store_open(const char *folder, bool writable, bool sync_every_commit,
                               struct sw_error *error);

/* Drops what was not committed. NULL is fine. */
void sw_store_close(struct sw_store *store);

/* Adds or replaces one record. The first put after a commit opens a transaction. A full map or disk is
 * a sentence that says what to do; what was committed stays. */
int sw_store_put(struct sw_store *store, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void *bytes, size_t size, struct sw_error *error);

int sw_store_commit(struct sw_store *store, struct sw_error *error);

/* Finds one record: 1 found, 0 there is none, -1 damaged. The bytes are borrowed until the next put, commit or get. */
int sw_store_get(struct sw_store *store, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void **bytes, size_t *size, struct sw_error *error);

/* The last record of a kind whose first key is <= first (used to find the keyframe before). As sw_store_get. */
int sw_store_before(struct sw_store *store, enum sw_store_kind kind, uint64_t first,
                    uint64_t *found_first, uint32_t *found_second, const void **bytes,
                    size_t *size, struct sw_error *error);

/* Calls visit for every record in key order. A damaged record is given with bytes = NULL and the sentence in `damage`,
 * and the walk goes on. visit returns 0 to go on, anything else ends the walk and is returned. -1 if the store
 * itself cannot be walked. */
int sw_store_walk(struct sw_store *store,
                  int (*visit)(void *context, enum sw_store_kind kind, uint64_t first,
                               uint32_t second, const void *bytes, size_t size,
                               const struct sw_error *damage),
                  void *context, struct sw_error *error);

/* Bytes on disk that the store uses. */
uint64_t sw_store_bytes(const struct sw_store *store);

#endif
