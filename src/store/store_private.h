/* store_private.h - what store.c, which writes through LMDB, and store_read.c, which reads without
 * it, share; nobody else includes it. */
#ifndef SW_STORE_STORE_PRIVATE_H
#define SW_STORE_STORE_PRIVATE_H

#include "base/file.h"
#include "store/anchor.h"
#include "store/ledger.h"
#include "store/stage.h"
#include "store/store.h"

struct MDB_env;
struct MDB_txn;

struct sw_store {
    char folder[SW_PATH_MAX]; /* of the run */
    bool writable, sync_every_commit;
    bool unbegun; /* its files are in a folder of their own until the first records are in */
    int data, writer, anchor; /* files, or -1 */
    char boot[SW_ANCHOR_BOOT];
    struct MDB_env *environment; /* NULL for a reader that cannot have one */
    unsigned table;
    struct MDB_txn
        *snapshot; /* reader: what it reads; writer: the synced transaction, so that it stays */
    uint64_t map_bytes, map_limit;
    struct sw_datafile_meta meta; /* of what is read */
    struct sw_ledger_seal seal;   /* of what is committed */
    struct sw_pages *pages;       /* NULL after a commit, until something is read */
    struct sw_stage stage;
    double synced;     /* when */
    uint32_t unsynced; /* commits since */
};

/* Puts the run's folder before the sentence of a lower module, if result < 0; returns result. */
int sw_store_prefixed(const struct sw_store *store, int result, struct sw_error *error);

/* Makes the store's pages of the description; with `survey` checks what their reader relies on (all
 * pages, if this is a writer). */
int sw_store_attach(struct sw_store *store, const struct sw_datafile_meta *meta, bool survey,
                    struct sw_error *error);

/* Attaches to the newest transaction if there were commits since. */
int sw_store_refresh(struct sw_store *store, struct sw_error *error);

uint64_t sw_store_file_bytes(int file); /* 0 if it cannot be looked at */

#endif
