/* store.h - where everything that ever lived is kept: one LMDB environment in the run's folder.
 *
 * Records are found by (kind, generation or id, island); each is bytes that the record module
 * packs. In RUN/store/ stand data.mdb and lock.mdb (LMDB's), anchor (store/anchor.h) and
 * writer (the lock file of the one process that writes, with its pid). Only this module's .c calls
 * LMDB. Never on a network file system. All functions are Local.
 *
 * Who may do what. One process writes (rank 0) and a second is refused. Any number of processes
 * read at any time, also while one writes; a reader sees the run as it was when the reader opened
 * it. One process never has the same store open twice: LMDB's locks do not allow it.
 *
 * What survives. Records are kept in memory until sw_store_commit, which makes them visible all at
 * once or, if it fails, not at all (they are kept, and it may be called again). A process killed at
 * any moment loses no commit. A power failure loses at most the commits since the last sync,
 * which the store does by itself with the first commit a second after the last one, or with
 * the 256th; it never costs the integrity: no page of the synced transaction is overwritten
 * before the next sync, and opening the store after a power failure goes back to it if what
 * came later is not whole. With sync_every_commit no commit is lost at all.
 *
 * What a commit of 10 kB costs (median ms, virtual disk, idle / busy): LMDB's full sync 0.80 / 8.0,
 * with MDB_NOMETASYNC 0.55 / 0.66, without any sync 0.23; this store 0.24, with sync_every_commit
 * 0.75 / 8.0.
 *
 * What is damaged is found, and is a sentence with SW_EXIT_DAMAGED: reading does not trust
 * LMDB's pages (store/pages.h) and every record carries a checksum (store/ledger.h).
 * Opening to write verifies every page and record first: LMDB itself would crash on a damaged page,
 * and a run shall not go on over damage that nobody has told of. That code is only for what was
 * read and is wrong: what could not be looked at (no memory, no right, a disk that does not read)
 * is SW_EXIT_FAILED. A file that is cut short while it is open ends the program with a sentence
 * (store/store_fault.h).
 */
#ifndef SW_STORE_STORE_H
#define SW_STORE_STORE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum sw_store_kind {
    SW_STORE_RUN = 1,         /* (0, 0): format, seed, program version, effective config */
    SW_STORE_STATE = 2,       /* (0, 0): generations completed */
    SW_STORE_BIRTHS = 3,      /* (generation, island) */
    SW_STORE_SCORES = 4,      /* (generation, island) */
    SW_STORE_STATISTICS = 5,  /* (generation, island) */
    SW_STORE_KEYFRAME = 6,    /* (member id, 0) */
    SW_STORE_FILES = 7,       /* (0, 0), of a run on ARC files: which tasks they hold, and where */
    SW_STORE_OBSERVED = 8,    /* (generation, island): what the scheme observed of members */
    SW_STORE_STANDING = 9,    /* (generation, island): who stands after it */
    SW_STORE_FAMILIES = 10,   /* (generation, 0): scores of islands' parents on fresh worlds */
    SW_STORE_REFOUNDING = 11, /* (generation, island): from whom its next parent was refounded */
    SW_STORE_SELECTION = 12,  /* (generation, island): what choosing the next parents did */
    SW_STORE_BRANCH = 15,     /* (generation, 0): the run that it was part of up to here */
    SW_STORE_JOURNAL = 16,    /* (number, 0): when, where and how a process began to write */
    SW_STORE_FOUNDER = 17,    /* (0, 0), of a run that began with a given genome: its keyframe */
    SW_STORE_WILD_RUN = 21,   /* (0, 0), of a world in the wild: its config */
    SW_STORE_WILD_PAGE = 22,  /* (page, 0): births, deaths and figures */
    SW_STORE_WILD_STATE = 23, /* (0, 0): what it goes on from; (page, 0): the same then */
    SW_STORE_SURFACES = 24,   /* (generation, island): bits of descent that members carry */
    SW_STORE_DEPARTURE = 25,  /* (generation, island): who left it then, and is under way */
    SW_STORE_PROGRAMS = 26,   /* (generation, island): how many write the same in probe worlds */
    SW_STORE_WILD_WALKS = 27, /* (page, 0), of several worlds: what is in each, and who walked */
    SW_STORE_WILD_MEALS = 29  /* (page, 0): what bodies of each size ate */
};

/* Name of a kind ("births"), or NULL. */
const char *sw_store_kind_name(enum sw_store_kind kind);

struct sw_store; /* opaque */

/* Creates the folder and an empty store in it, over what is left of one that never began. Refuses a
 * folder that holds a run already (says: --resume, or another folder) or other files. The run has
 * begun with the first commit, which is on disk when it returns: until then there is no data.mdb,
 * and to everybody else no run. `map_megabytes` limits the size of data.mdb, see sw_store_limit.
 * Owned by the caller, closed by sw_store_close. */
struct sw_store *sw_store_create(const char *folder, uint64_t map_megabytes, bool sync_every_commit,
                                 struct sw_error *error);

/* Opens the store of a run: for reading (also while another process writes it), or to go on
 * writing: then every page and record is verified first (the whole file is read). A folder without
 * a run, or with one that never began, is SW_EXIT_FAILED and a sentence. */
struct sw_store *sw_store_open(const char *folder, bool writable, bool sync_every_commit,
                               struct sw_error *error);

/* Drops what was not committed and syncs what was (call sw_store_sync before to hear of a failure).
 * NULL is fine. */
void sw_store_close(struct sw_store *store);

/* The most that data.mdb may grow to: a safety net, not a reservation (it takes address space only
 * as it grows). 0, and a store that was opened: no limit but the disk. */
void sw_store_limit(struct sw_store *store, uint64_t map_megabytes);

/* Adds or replaces one record (of up to 1 GB), to be written by the next commit. */
int sw_store_put(struct sw_store *store, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void *bytes, size_t size, struct sw_error *error);

/* From now on every commit waits for the disk, or not. */
void sw_store_sync_every_commit(struct sw_store *store, bool sync_every_commit);

/* Writes what was put since the last commit. A full disk or map is a sentence that says what to do;
 * what was committed before stays, and what was put is kept for another try (after a failed write
 * of LMDB's description, in another opening of the store). */
int sw_store_commit(struct sw_store *store, struct sw_error *error);

/* Waits until all commits are on disk. Fails also if the run's folder was removed or replaced; a
 * commit looks as often as it syncs. */
int sw_store_sync(struct sw_store *store, struct sw_error *error);

/* Finds one record, committed or put: 1 found, 0 there is none, -1 damaged. The bytes are borrowed
 * until the next call that takes the store. */
int sw_store_get(struct sw_store *store, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void **bytes, size_t *size, struct sw_error *error);

/* The last record of a kind whose first key is <= first (used to find the keyframe before). As
 * sw_store_get. */
int sw_store_before(struct sw_store *store, enum sw_store_kind kind, uint64_t first,
                    uint64_t *found_first, uint32_t *found_second, const void **bytes, size_t *size,
                    struct sw_error *error);

/* Calls visit for every committed record in key order; it may call sw_store_get and
 * sw_store_before. A damaged record is given with bytes = NULL and the sentence in `damage`, and
 * the walk goes on. visit returns 0 to go on, anything else ends the walk and is returned. -1 if
 * the store itself cannot be walked to its end or records are missing. */
int sw_store_walk(struct sw_store *store,
                  int (*visit)(void *context, enum sw_store_kind kind, uint64_t first,
                               uint32_t second, const void *bytes, size_t size,
                               const struct sw_error *damage),
                  void *context, struct sw_error *error);

/* Checks every page and every record, committed: the whole file is read. */
int sw_store_verify(struct sw_store *store, struct sw_error *error);

/* How many records are committed. */
uint64_t sw_store_records(const struct sw_store *store);

/* Bytes on disk that the store uses. */
uint64_t sw_store_bytes(const struct sw_store *store);

#endif
