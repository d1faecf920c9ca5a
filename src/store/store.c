#include "store/store_private.h"

#include "base/clock.h"
#include "store/runfolder.h"
#include "store/store_advice.h"
#include "store/store_fault.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define SYNC_SECONDS   1.0
#define SYNC_COMMITS   256u           /* until then the file grows by some 25 kB a commit */
#define MAP_FIRST      (256ull << 20) /* bytes; doubled when full */
#define MAP_MOST       (1ull << 46)
#define RECORD_MOST    ((size_t)1 << 30)
#define SNAPSHOT_TRIES 1000
#define NEAR           (1u << 20) /* bytes of room that count as none */

/* ---- sentences ---- */

/* LMDB says EIO when a write was cut short, which a full disk or a limit on files does: finds out.
 */
static int cause_of(const struct sw_store *store, int code)
{
    struct rlimit limit;
    struct statvfs disk;
    struct stat status;

    if (code != EIO || store->writer < 0 || fstat(store->writer, &status) != 0)
        return code;
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        store->map_bytes > 0 && sw_store_file_bytes(store->data) + NEAR > limit.rlim_cur)
        return EFBIG;
    if (fstatvfs(store->writer, &disk) == 0 && disk.f_bavail * disk.f_frsize < NEAR)
        return ENOSPC;
    return code;
}

/* A failure of LMDB or the system (LMDB passes the system's codes on). */
static int failed(const struct sw_store *store, const char *what, int code, struct sw_error *error)
{
    enum sw_store_aim aim = !store->writable ? SW_STORE_READ
                            : store->unbegun ? SW_STORE_BEGIN
                                             : SW_STORE_GO_ON;
    char advice[SW_STORE_ADVICE];

    code = cause_of(store, code);
    return sw_fail(error, SW_EXIT_FAILED, "%s: the store cannot %s (%s); %s", store->folder, what,
                   mdb_strerror(code), sw_store_advice(code, aim, advice));
}

/* ---- LMDB ---- */

static int open_environment(struct sw_store *store, uint64_t map_bytes, struct sw_error *error)
{
    /* Commits do not wait for the disk: see the header and store/anchor.h. Read transactions
     * belong to no thread, so that the writer may hold one beside its own. */
    unsigned flags = store->writable ? MDB_NOSYNC | MDB_NOTLS : MDB_RDONLY | MDB_NOTLS;
    char path[SW_PATH_MAX];
    int code, dead;

    if (sw_runfolder_path(store->folder, store->unbegun ? "begun" : "", path, error) != 0 ||
        sw_runfolder_lock_room(store->folder, store->unbegun ? "begun/lock.mdb" : "lock.mdb",
                               store->writable, error) != 0)
        return -1;
    for (;;) {
        code = mdb_env_create(&store->environment);
        if (code == 0)
            code = mdb_env_set_mapsize(store->environment, map_bytes);
        if (code == 0)
            code = mdb_env_open(store->environment, path, flags, 0644);
        if (code == 0)
            break;
        mdb_env_close(store->environment);
        store->environment = NULL;
        if (store->writable || (flags & MDB_NOLOCK) || (code != EACCES && code != EROFS))
            return failed(store, "be opened", code, error);
        /* A reader without the right to write the lock file is not known to the writer, which may
         * overwrite what it reads; then it reads damage, not wrong content. */
        flags |= MDB_NOLOCK;
    }
    store->map_bytes = map_bytes;
    if (store->writable)
        mdb_reader_check(store->environment, &dead); /* killed readers hold on to old pages */
    return 0;
}

/* Holds the newest transaction, so that its pages are not overwritten. */
static int hold_snapshot(struct sw_store *store, struct sw_error *error)
{
    int code;

    for (int attempt = 0; attempt < SNAPSHOT_TRIES; attempt++) {
        if (store->snapshot != NULL)
            code = mdb_txn_renew(store->snapshot);
        else
            code = mdb_txn_begin(store->environment, NULL, MDB_RDONLY, &store->snapshot);
        if (code != MDB_MAP_RESIZED || store->writable)
            break;
        store->map_bytes *= 2; /* a writer has added to the file since it was opened */
        code = mdb_env_set_mapsize(store->environment, store->map_bytes);
        if (code != 0)
            break;
    }
    return code == 0 ? 0 : failed(store, "be read", code, error);
}

/* Doubles the map. LMDB allows it only while no transaction is open, so the synced one must be let
 * go: it is replaced by the newest first. */
static int grow_map(struct sw_store *store, struct sw_error *error)
{
    uint64_t larger = 2 * store->map_bytes;
    int code;

    if (larger > store->map_limit)
        larger = store->map_limit;
    if (larger <= store->map_bytes)
        return sw_fail(
            error, SW_EXIT_FAILED,
            "%s: the store has reached the %llu MB that it may grow to; allow it more and "
            "resume the run (--resume --set run.map_megabytes=%llu): nothing that was "
            "committed is lost",
            store->folder, (unsigned long long)(store->map_limit >> 20),
            (unsigned long long)(store->map_limit >> 19));
    if (sw_store_sync(store, error) != 0)
        return -1;
    mdb_txn_abort(store->snapshot);
    store->snapshot = NULL;
    code = mdb_env_set_mapsize(store->environment, larger);
    if (code != 0)
        return failed(store, "grow", code, error);
    store->map_bytes = larger;
    return hold_snapshot(store, error);
}

/* ---- opening ---- */

static struct sw_store *allocate(const char *folder, bool writable, bool sync_every_commit,
                                 struct sw_error *error)
{
    struct sw_store *store = sw_allocate(1, sizeof *store, "opening the store", error);

    if (store == NULL)
        return NULL;
    store->data = store->writer = store->anchor = -1;
    store->writable = writable;
    store->sync_every_commit = sync_every_commit;
    store->map_limit = MAP_MOST;
    sw_anchor_boot(store->boot);
    if (sw_store_fault_handle(error) != 0) {
        free(store);
        return NULL;
    }
    if (snprintf(store->folder, sizeof store->folder, "%s", folder) >= (int)sizeof store->folder) {
        sw_fail(error, SW_EXIT_USAGE, "the path of the run is too long: %.200s...", folder);
        free(store);
        return NULL;
    }
    return store;
}

/* Finds the description of the transaction that LMDB holds for this reader. */
static int held_description(struct sw_store *store, struct sw_datafile_meta *out,
                            struct sw_error *error)
{
    for (int attempt = 0; attempt < SNAPSHOT_TRIES; attempt++) {
        struct sw_datafile_meta meta[2];

        if (hold_snapshot(store, error) != 0)
            return -1;
        if (sw_datafile_metas(store->data, meta, error) != 0)
            return sw_store_prefixed(store, -1, error);
        for (int i = 0; i < 2; i++) {
            if (meta[i].transaction == mdb_txn_id(store->snapshot)) {
                *out = meta[i];
                return 0;
            }
        }
        mdb_txn_reset(store->snapshot); /* two commits went by in between: once more */
    }
    return sw_fail(error, SW_EXIT_FAILED,
                   "%s: the store changes faster than it can be read; try again later",
                   store->folder);
}

static int open_reader(struct sw_store *store, struct sw_error *error)
{
    struct sw_datafile_meta meta;
    bool rescued;

    if (sw_anchor_choose(store->data, store->anchor, store->boot, &meta, &rescued, error) != 0)
        return sw_store_prefixed(store, -1, error);
    /* Nobody writes a store that needs rescue: it can be read without LMDB's protection. */
    if (!rescued &&
        (open_environment(store, 2 * sw_store_file_bytes(store->data) + (1u << 20), error) != 0 ||
         held_description(store, &meta, error) != 0))
        return -1;
    return sw_store_attach(store, &meta, true, error);
}

static int open_table(struct sw_store *store, struct sw_error *error)
{
    MDB_txn *transaction;
    int code = mdb_txn_begin(store->environment, NULL, 0, &transaction);

    if (code == 0) {
        code = mdb_dbi_open(transaction, NULL, 0, &store->table);
        if (code == 0)
            code = mdb_txn_commit(transaction);
        else
            mdb_txn_abort(transaction);
    }
    return code == 0 ? 0 : failed(store, "be opened", code, error);
}

static int open_writer(struct sw_store *store, struct sw_error *error)
{
    struct sw_datafile_meta meta;
    uint64_t map = MAP_FIRST;
    bool rescued;

    if (sw_anchor_choose(store->data, store->anchor, store->boot, &meta, &rescued, error) != 0)
        return sw_store_prefixed(store, -1, error);
    if (rescued && sw_datafile_restore(store->data, &meta, error) != 0)
        return sw_store_prefixed(store, -1, error);
    /* Every record: a run does not go on for weeks over what is damaged already. */
    if (sw_ledger_verify(store->data, &meta, error) != 0)
        return sw_store_prefixed(store, -1, error);
    if (sw_store_attach(store, &meta, false, error) != 0)
        return -1;
    while (map < (meta.last_page + 1) * meta.page_size)
        map *= 2;
    if (open_environment(store, map, error) != 0 || open_table(store, error) != 0)
        return -1;
    store->unsynced = 1; /* for all we know */
    return sw_store_sync(store, error);
}

struct sw_store *sw_store_open(const char *folder, bool writable, bool sync_every_commit,
                               struct sw_error *error)
{
    struct sw_store *store = allocate(folder, writable, sync_every_commit, error);
    char path[SW_PATH_MAX];
    int state;

    if (store == NULL)
        return NULL;
    state = sw_runfolder_look(folder, error);
    if (state != SW_RUNFOLDER_RUN) {
        if (state >= 0)
            sw_runfolder_none(folder, state, error);
        goto out;
    }
    if (sw_runfolder_path(folder, "data.mdb", path, error) != 0)
        goto out;
    if (!sw_file_exists(path)) {
        sw_fail(error, SW_EXIT_DAMAGED,
                "%s is missing, and the files beside it are of a run that had begun; restore a "
                "copy of the run, or begin it again in another folder",
                path);
        goto out;
    }
    if (writable && (store->writer = sw_runfolder_lock(folder, error)) < 0)
        goto out;
    store->data = sw_runfolder_open(folder, "data.mdb", writable ? O_RDWR : O_RDONLY, error);
    if (store->data < 0)
        goto out;
    /* A reader that finds no anchor lets the store prove itself. */
    store->anchor = sw_runfolder_open(folder, "anchor", writable ? O_RDWR | O_CREAT : O_RDONLY,
                                      writable ? error : NULL);
    if (writable && store->anchor < 0)
        goto out;
    if ((writable ? open_writer : open_reader)(store, error) == 0)
        return store;
out:
    sw_store_close(store);
    return NULL;
}

static int commit_once(struct sw_store *store, bool *full, struct sw_error *error);

struct sw_store *sw_store_create(const char *folder, uint64_t map_megabytes, bool sync_every_commit,
                                 struct sw_error *error)
{
    struct sw_store *store = allocate(folder, true, sync_every_commit, error);
    uint64_t map = MAP_FIRST;
    char path[SW_PATH_MAX];
    bool full;

    if (store == NULL)
        return NULL;
    store->unbegun = true;
    sw_store_limit(store, map_megabytes);
    if (sw_runfolder_fresh(folder, error) != 0 || sw_folder_make(folder, error) != 0 ||
        sw_runfolder_path(folder, "", path, error) != 0 || sw_folder_make(path, error) != 0 ||
        (store->writer = sw_runfolder_lock(folder, error)) < 0 ||
        sw_runfolder_fresh(folder, error) != 0 || /* again, now that nobody else can begin */
        sw_runfolder_clear(folder, error) != 0 ||
        sw_runfolder_path(folder, "begun", path, error) != 0 || sw_folder_make(path, error) != 0 ||
        open_environment(store, map < store->map_limit ? map : store->map_limit, error) != 0 ||
        open_table(store, error) != 0 ||
        (store->data = sw_runfolder_open(folder, "begun/data.mdb", O_RDWR, error)) < 0 ||
        commit_once(store, &full, error) != 0)
        goto out;
    return store;
out:
    sw_store_close(store);
    return NULL;
}

/* The first records are in: from here on there is a run. */
static int publish(struct sw_store *store, struct sw_error *error)
{
    int code = mdb_env_sync(store->environment, 1);

    if (code != 0)
        return failed(store, "be written", code, error);
    if (sw_runfolder_publish(store->folder, error) != 0)
        return -1;
    store->anchor = sw_runfolder_open(store->folder, "anchor", O_RDWR | O_CREAT, error);
    if (store->anchor < 0)
        return -1;
    store->unbegun = false;
    return sw_store_sync(store, error);
}

void sw_store_limit(struct sw_store *store, uint64_t map_megabytes)
{
    store->map_limit =
        map_megabytes == 0 || map_megabytes > MAP_MOST >> 20 ? MAP_MOST : map_megabytes << 20;
}

void sw_store_sync_every_commit(struct sw_store *store, bool sync_every_commit)
{
    store->sync_every_commit = sync_every_commit;
}

void sw_store_close(struct sw_store *store)
{
    if (store == NULL)
        return;
    if (store->writable && store->environment != NULL)
        sw_store_sync(store, NULL);
    sw_pages_close(store->pages);
    sw_stage_free(&store->stage);
    if (store->snapshot != NULL)
        mdb_txn_abort(store->snapshot);
    if (store->environment != NULL)
        mdb_env_close(store->environment);
    if (store->data >= 0)
        close(store->data);
    if (store->anchor >= 0)
        close(store->anchor);
    if (store->writer >= 0)
        close(store->writer); /* the last: another process may write from here on */
    free(store);
}

/* ---- writing ---- */

int sw_store_put(struct sw_store *store, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_ledger_name name = {.kind = (uint32_t)kind, .first = first, .second = second};
    uint8_t key[SW_LEDGER_KEY];
    uint8_t *out;

    if (!store->writable || sw_store_kind_name(kind) == NULL)
        return sw_fail(error, SW_EXIT_INTERNAL, "%s: a record is put into a store %s",
                       store->folder, store->writable ? "under no kind" : "opened for reading");
    if (size > RECORD_MOST)
        return sw_fail(error, SW_EXIT_FAILED, "%s: a %s record of %zu bytes is too large to store",
                       store->folder, sw_store_kind_name(kind), size);
    sw_ledger_key(name, key);
    out = sw_stage_add(&store->stage, key, size + SW_LEDGER_HASH, error);
    if (out == NULL)
        return sw_store_prefixed(store, -1, error);
    sw_ledger_wrap(key, bytes, size, out);
    return 0;
}

/* Writes one wrapped record and keeps the seal's books; returns LMDB's code. */
static int write_record(struct sw_store *store, MDB_txn *transaction, const uint8_t *key,
                        const uint8_t *value, size_t size, struct sw_ledger_seal *seal)
{
    MDB_val name = {.mv_size = SW_LEDGER_KEY, .mv_data = (void *)key};
    MDB_val old, new = {.mv_size = size, .mv_data = (void *)value};
    int code = mdb_get(transaction, store->table, &name, &old);

    if (code == 0)
        seal->sum -= sw_ledger_hash_of(old.mv_data, old.mv_size);
    else if (code == MDB_NOTFOUND)
        seal->records++;
    else
        return code;
    seal->sum += sw_ledger_hash_of(value, size);
    return mdb_put(transaction, store->table, &name, &new, 0);
}

static int write_seal(struct sw_store *store, MDB_txn *transaction,
                      const struct sw_ledger_seal *seal)
{
    uint8_t key[SW_LEDGER_KEY];
    uint8_t wrapped[128];
    MDB_val name = {.mv_size = SW_LEDGER_KEY, .mv_data = key}, value = {.mv_data = wrapped};
    size_t size;
    void *bytes = sw_ledger_seal_pack(seal, &size, NULL);

    if (bytes == NULL)
        return ENOMEM;
    sw_ledger_key((struct sw_ledger_name){0}, key);
    sw_ledger_wrap(key, bytes, size, wrapped);
    free(bytes);
    value.mv_size = size + SW_LEDGER_HASH;
    return mdb_put(transaction, store->table, &name, &value, 0);
}

/* One attempt at a transaction of all that is staged. `*full`: the map must grow, nothing is
 * written. */
static int commit_once(struct sw_store *store, bool *full, struct sw_error *error)
{
    struct sw_ledger_seal seal = store->seal;
    struct sw_datafile_pair before;
    MDB_txn *transaction;
    int code;

    *full = false;
    if (sw_datafile_pair_read(store->data, &before, error) != 0)
        return sw_store_prefixed(store, -1, error);
    code = mdb_txn_begin(store->environment, NULL, 0, &transaction);
    if (code != 0)
        return failed(store, "be written", code, error);
    for (uint32_t i = 0; code == 0 && i < store->stage.count; i++) {
        const struct sw_staged *record = &store->stage.record[i];

        code = write_record(store, transaction, record->key, store->stage.bytes + record->offset,
                            record->size, &seal);
    }
    seal.transaction = mdb_txn_id(transaction);
    if (code == 0)
        code = write_seal(store, transaction, &seal);
    if (code == 0)
        code = mdb_txn_commit(transaction);
    else
        mdb_txn_abort(transaction);
    *full = code == MDB_MAP_FULL;
    if (code != 0)
        sw_datafile_pair_put_back(store->data, &before);
    if (code != 0)
        return *full ? -1 : failed(store, "be written", code, error);
    store->seal = seal;
    sw_stage_clear(&store->stage);
    sw_pages_close(store->pages); /* it shows what was before */
    store->pages = NULL;
    store->unsynced++;
    return 0;
}

int sw_store_commit(struct sw_store *store, struct sw_error *error)
{
    bool full;

    while (store->stage.count > 0 && commit_once(store, &full, error) != 0)
        if (!full || grow_map(store, error) != 0)
            return -1;
    if (store->unbegun)
        return store->seal.records > 0 ? publish(store, error) : 0;
    if (store->unsynced == 0)
        return 0;
    if (store->sync_every_commit || store->unsynced >= SYNC_COMMITS ||
        sw_clock_seconds() - store->synced >= SYNC_SECONDS)
        return sw_store_sync(store, error);
    return 0;
}

int sw_store_sync(struct sw_store *store, struct sw_error *error)
{
    struct sw_datafile_meta meta[2];
    int code, dead, newest;

    if (!store->writable || store->unbegun)
        return 0;
    if (sw_runfolder_there(store->folder, store->data, error) != 0)
        return -1;
    if (store->unsynced == 0)
        return 0;
    code = mdb_env_sync(store->environment, 1);
    if (code != 0)
        return failed(store, "be written", code, error);
    /* The order matters: the newest transaction is on disk, then it is noted, and only then may the
     * pages of the one noted before be overwritten. */
    if (sw_datafile_metas(store->data, meta, error) != 0 ||
        (newest = sw_datafile_metas_newest(meta, error)) < 0)
        return sw_store_prefixed(store, -1, error);
    if (sw_anchor_write(store->anchor, store->boot, &meta[newest], error) != 0)
        return sw_store_prefixed(store, -1, error);
    if (store->snapshot != NULL)
        mdb_txn_reset(store->snapshot);
    if (hold_snapshot(store, error) != 0)
        return -1;
    mdb_reader_check(store->environment, &dead);
    store->unsynced = 0;
    store->synced = sw_clock_seconds();
    return 0;
}
