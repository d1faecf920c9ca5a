/* store_readers.c - which way of reading a damaged store is safe: makes 6,500 damaged copies of
 * a small store and reads every record of each in five ways, each in a child process. Not a part
 * of `make check`: docs/stores.md shows its table and says what followed from it.
 *
 *     make tests/store_readers
 *     tests/store_readers [copies of a kind, at most [which kind: 0 to 5]]
 *
 * The ways, with what each trusts:
 *
 *     bare    LMDB, no check of ours
 *     seals   LMDB; descriptions, keys, record checksums and the store's seal are checked
 *     survey  the store's survey of the branch pages first, then as seals
 *     whole   the store's survey of every page first, then as seals
 *     own     the store as it is: its own reader of the pages
 *
 * Each way walks over all records, then finds each by its key, then each keyframe by a later id.
 * A SIGBUS (a file cut short) ends the child with a sentence, as it ends the program, and so does,
 * but in bare, an assertion of LMDB that fails. What is damaged is
 * drawn from the number of the copy. */
#include "store/ledger.h"
#include "tests/unit/store/store_fixture.h"

#include <fcntl.h>
#include <lmdb.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { GENERATIONS = 40, PAGE = 4096, RECORDS_MAX = 1024 };

/* How reading a copy ended, from best to worst; the first three are good. */
enum end { RIGHT, TOLD, BUS, HANG, CRASH, NONE, WRONG, ENDS };

/* ---- what is right ---- */

struct sound {
    uint8_t key[SW_LEDGER_KEY];
    struct sw_ledger_name name;
    uint8_t *bytes;
    size_t size;
};

static struct sound sound[RECORDS_MAX];
static size_t sounds;

static int keep(void *context, enum sw_store_kind kind, uint64_t first, uint32_t second,
                const void *bytes, size_t size, const struct sw_error *damage)
{
    struct sound *record = &sound[sounds++];

    (void)context;
    NEED(damage == NULL && sounds <= RECORDS_MAX);
    record->name = (struct sw_ledger_name){(uint32_t)kind, first, second};
    sw_ledger_key(record->name, record->key);
    record->bytes = malloc(size + 1);
    NEED(record->bytes != NULL);
    memcpy(record->bytes, bytes, size);
    record->size = size;
    return 0;
}

/* What reading has met so far. */
struct reading {
    bool told; /* a sentence */
    bool none; /* a record that there is was said to be none, or left out */
    bool wrong;
    bool seen[RECORDS_MAX];
    size_t walked;
    uint64_t sum; /* of the checksums */
};

static bool same(const struct sound *record, const void *bytes, size_t size)
{
    return size == record->size && memcmp(bytes, record->bytes, size) == 0;
}

static int compare_keys(const void *key, const void *record)
{
    return memcmp(key, ((const struct sound *)record)->key, SW_LEDGER_KEY);
}

/* A walk may meet records in any order, for each has its name; none must have another content. */
static void walked(struct reading *reading, const void *key, size_t key_size, const void *bytes,
                   size_t size)
{
    struct sound *record = NULL;

    if (key_size == SW_LEDGER_KEY)
        record = bsearch(key, sound, sounds, sizeof *sound, compare_keys);
    if (record == NULL || !same(record, bytes, size))
        reading->wrong = true;
    else
        reading->seen[record - sound] = true;
}

/* A walk has come to its end and found nothing to tell. */
static void walked_all(struct reading *reading)
{
    for (size_t i = 0; i < sounds; i++)
        reading->none |= !reading->seen[i];
}

/* A later id from which this is still the last keyframe. */
static uint64_t later_id(const struct sound *record)
{
    return record->name.first + (record->name.first % 100 == 0 ? 0 : 50);
}

static void end_child(const struct reading *reading)
{
    _exit(reading->wrong ? WRONG : reading->none ? NONE : reading->told ? TOLD : RIGHT);
}

/* ---- own: the store as it is ---- */

static int compare_own(void *context, enum sw_store_kind kind, uint64_t first, uint32_t second,
                       const void *bytes, size_t size, const struct sw_error *damage)
{
    struct reading *reading = context;
    uint8_t key[SW_LEDGER_KEY];

    sw_ledger_key((struct sw_ledger_name){(uint32_t)kind, first, second}, key);
    if (damage != NULL)
        reading->told = true;
    else
        walked(reading, key, sizeof key, bytes, size);
    return 0;
}

static void read_own(void)
{
    struct reading reading = {0};
    struct sw_error error = {0};
    struct sw_store *store = sw_store_open(folder, false, false, &error);
    const void *bytes;
    size_t size;

    if (store == NULL)
        _exit(TOLD);
    if (sw_store_walk(store, compare_own, &reading, &error) != 0)
        reading.told = true;
    if (!reading.told)
        walked_all(&reading);
    for (size_t i = 0; i < sounds; i++) {
        const struct sw_ledger_name *name = &sound[i].name;
        uint64_t first;
        uint32_t second;
        int found = sw_store_get(store, (enum sw_store_kind)name->kind, name->first, name->second,
                                 &bytes, &size, &error);

        reading.told |= found < 0;
        reading.none |= found == 0;
        reading.wrong |= found > 0 && !same(&sound[i], bytes, size);
        if (name->kind != SW_STORE_KEYFRAME)
            continue;
        found = sw_store_before(store, SW_STORE_KEYFRAME, later_id(&sound[i]), &first, &second,
                                &bytes, &size, &error);
        reading.told |= found < 0;
        reading.none |= found == 0;
        reading.wrong |= found > 0 && (first != name->first || !same(&sound[i], bytes, size));
    }
    end_child(&reading);
}

/* ---- the others: LMDB ---- */

struct lmdb {
    MDB_env *environment;
    MDB_txn *transaction;
    MDB_cursor *cursor;
    MDB_dbi table;
    bool seals;
    uint64_t file_bytes;
    uint64_t sum; /* of the checksums of all records */
};

/* A failure that is a sentence. */
static void tell(int code)
{
    if (code != 0)
        _exit(TOLD);
}

static void on_assertion(MDB_env *environment, const char *what)
{
    (void)environment;
    (void)what;
    _exit(TOLD);
}

static uint64_t open_lmdb(struct lmdb *lmdb)
{
    struct stat status;

    NEED(stat(inside("store/data.mdb"), &status) == 0);
    lmdb->file_bytes = (uint64_t)status.st_size;
    tell(mdb_env_create(&lmdb->environment));
    if (lmdb->seals) /* the best that can be made of it: bare, LMDB aborts */
        tell(mdb_env_set_assert(lmdb->environment, on_assertion));
    tell(mdb_env_set_mapsize(lmdb->environment, 2 * lmdb->file_bytes + (1u << 20)));
    tell(mdb_env_open(lmdb->environment, inside("store"), MDB_RDONLY | MDB_NOTLS, 0644));
    tell(mdb_txn_begin(lmdb->environment, NULL, MDB_RDONLY, &lmdb->transaction));
    tell(mdb_dbi_open(lmdb->transaction, NULL, 0, &lmdb->table));
    tell(mdb_cursor_open(lmdb->transaction, lmdb->table, &lmdb->cursor));
    return mdb_txn_id(lmdb->transaction);
}

/* Takes the checksum off a value; false, and told, if it or the key is damaged. */
static bool unwrap(const struct lmdb *lmdb, MDB_val key, MDB_val value, size_t *size,
                   struct reading *reading)
{
    uint8_t sealed[SW_LEDGER_KEY];

    *size = value.mv_size < SW_LEDGER_HASH ? 0 : value.mv_size - SW_LEDGER_HASH;
    if (!lmdb->seals)
        return true;
    if (key.mv_size == SW_LEDGER_KEY && value.mv_size <= lmdb->file_bytes) {
        memcpy(sealed, key.mv_data, SW_LEDGER_KEY);
        sw_pages_key_seal(sealed);
        if (memcmp(sealed, key.mv_data, SW_LEDGER_KEY) == 0 &&
            sw_ledger_unwrap(sealed, value.mv_data, value.mv_size, size, NULL) == 0)
            return true;
    }
    reading->told = true;
    return false;
}

/* With seals the walk ends as sw_ledger_walk does: the number of records and the sum of their
 * checksums must be the seal's. */
static void walk_lmdb(const struct lmdb *lmdb, struct reading *reading)
{
    MDB_val key, value;
    size_t size;
    int code = mdb_cursor_get(lmdb->cursor, &key, &value, MDB_FIRST);

    if (code == 0) /* the store's seal stands first */
        code = mdb_cursor_get(lmdb->cursor, &key, &value, MDB_NEXT);
    while (code == 0 && reading->walked++ < sounds) {
        if (unwrap(lmdb, key, value, &size, reading)) {
            walked(reading, key.mv_data, key.mv_size, value.mv_data, size);
            reading->sum += sw_ledger_hash_of(value.mv_data, value.mv_size);
        }
        code = mdb_cursor_get(lmdb->cursor, &key, &value, MDB_NEXT);
    }
    if (code != MDB_NOTFOUND ||
        (lmdb->seals && (reading->walked != sounds || reading->sum != lmdb->sum)))
        reading->told = true;
    if (!reading->told)
        walked_all(reading);
}

static void find_lmdb(const struct lmdb *lmdb, const struct sound *record, struct reading *reading)
{
    MDB_val key = {SW_LEDGER_KEY, (void *)(uintptr_t)record->key}, value;
    size_t size;
    int code = mdb_get(lmdb->transaction, lmdb->table, &key, &value);

    reading->told |= code != 0 && code != MDB_NOTFOUND;
    reading->none |= code == MDB_NOTFOUND;
    if (code == 0 && unwrap(lmdb, key, value, &size, reading))
        reading->wrong |= !same(record, value.mv_data, size);
}

/* The last record with a key that is not above this id's. */
static void find_before_lmdb(const struct lmdb *lmdb, const struct sound *record,
                             struct reading *reading)
{
    struct sw_ledger_name name = {SW_STORE_KEYFRAME, later_id(record), UINT32_MAX};
    uint8_t bytes[SW_LEDGER_KEY];
    MDB_val key = {SW_LEDGER_KEY, bytes}, value;
    size_t size;
    int code;

    sw_ledger_key(name, bytes);
    memset(bytes + SW_PAGES_KEY_OPEN, 0xff, SW_LEDGER_KEY - SW_PAGES_KEY_OPEN);
    code = mdb_cursor_get(lmdb->cursor, &key, &value, MDB_SET_RANGE);
    if (code == 0)
        code = mdb_cursor_get(lmdb->cursor, &key, &value, MDB_PREV);
    else if (code == MDB_NOTFOUND)
        code = mdb_cursor_get(lmdb->cursor, &key, &value, MDB_LAST);
    reading->told |= code != 0 && code != MDB_NOTFOUND;
    reading->none |= code == MDB_NOTFOUND;
    if (code != 0 || !unwrap(lmdb, key, value, &size, reading))
        return;
    if (key.mv_size != SW_LEDGER_KEY || *(uint8_t *)key.mv_data != SW_STORE_KEYFRAME)
        reading->none = true;
    else if (memcmp(key.mv_data, record->key, SW_LEDGER_KEY) != 0 ||
             !same(record, value.mv_data, size))
        reading->wrong = true;
}

/* The seal must be that of the transaction: what stands for a record in sw_ledger_seal_read. */
static void check_seal(struct lmdb *lmdb, const struct sw_datafile_meta *meta)
{
    struct reading reading = {0};
    struct sw_ledger_seal seal = {meta->transaction, sounds, 0};
    uint8_t bytes[SW_LEDGER_KEY], *expected;
    MDB_val key = {SW_LEDGER_KEY, bytes}, value;
    size_t size, expected_size;

    sw_ledger_key((struct sw_ledger_name){0}, bytes);
    if (mdb_get(lmdb->transaction, lmdb->table, &key, &value) != 0 ||
        !unwrap(lmdb, key, value, &size, &reading))
        _exit(TOLD);
    for (size_t i = 0; i < sounds; i++)
        seal.sum += sw_ledger_hash(sound[i].key, sound[i].bytes, sound[i].size);
    expected = sw_ledger_seal_pack(&seal, &expected_size, NULL);
    if (meta->main.entries != sounds + 1 || size != expected_size ||
        memcmp(value.mv_data, expected, size) != 0)
        _exit(TOLD);
    lmdb->sum = seal.sum;
    free(expected);
}

static void read_lmdb(bool seals, bool survey, bool everything)
{
    struct reading reading = {0};
    struct lmdb lmdb = {.seals = seals};
    struct sw_datafile_meta meta[2];
    struct sw_pages *pages = NULL;
    uint64_t transaction;
    int file, newest = 0;

    if (seals) {
        file = open(inside("store/data.mdb"), O_RDONLY);
        NEED(file >= 0);
        if (sw_datafile_metas(file, meta, NULL) != 0 ||
            (newest = sw_datafile_metas_newest(meta, NULL)) < 0)
            _exit(TOLD);
        if (survey && ((pages = sw_pages_open(file, &meta[newest], NULL)) == NULL ||
                       sw_pages_survey(pages, everything, NULL) != 0))
            _exit(TOLD);
        sw_pages_close(pages);
        close(file); /* before LMDB opens the file: closing drops its locks */
    }
    transaction = open_lmdb(&lmdb);
    if (seals) {
        if (transaction != meta[newest].transaction)
            _exit(TOLD);
        check_seal(&lmdb, &meta[newest]);
    }
    walk_lmdb(&lmdb, &reading);
    for (size_t i = 0; i < sounds; i++) {
        find_lmdb(&lmdb, &sound[i], &reading);
        if (sound[i].name.kind == SW_STORE_KEYFRAME)
            find_before_lmdb(&lmdb, &sound[i], &reading);
    }
    end_child(&reading);
}

static void read_bare(void)
{
    read_lmdb(false, false, false);
}

static void read_seals(void)
{
    read_lmdb(true, false, false);
}

static void read_survey(void)
{
    read_lmdb(true, true, false);
}

static void read_whole(void)
{
    read_lmdb(true, true, true);
}

static const struct {
    const char *name;
    void (*read)(void);
} ways[] = {{"bare", read_bare},
            {"seals", read_seals},
            {"survey", read_survey},
            {"whole", read_whole},
            {"own", read_own}};

enum { WAYS = sizeof ways / sizeof *ways };

/* ---- damage ---- */

static uint8_t *whole, *stale; /* the file at the end, and after the first commit */
static size_t whole_size, stale_size;

static uint32_t scatter(size_t turn, uint32_t salt)
{
    uint64_t value = (turn + 1 + ((uint64_t)salt << 32)) * 0x9e3779b97f4a7c15u;

    return (uint32_t)((value ^ value >> 29) * 0xbf58476d1ce4e5b9u >> 32);
}

static size_t page_of(size_t turn, uint32_t salt)
{
    return scatter(turn, salt) % (whole_size / PAGE);
}

static void flip_header(size_t turn, uint8_t *bytes, size_t *size)
{
    (void)size;
    bytes[page_of(turn, 1) * PAGE + scatter(turn, 2) % 160] ^= (uint8_t)(1u << turn % 8);
}

static void flip_any(size_t turn, uint8_t *bytes, size_t *size)
{
    bytes[scatter(turn, 3) % *size] ^= (uint8_t)(1u << turn % 8);
}

static void zero_page(size_t turn, uint8_t *bytes, size_t *size)
{
    (void)size;
    memset(bytes + page_of(turn, 4) * PAGE, 0, PAGE);
}

static void swap_pages(size_t turn, uint8_t *bytes, size_t *size)
{
    size_t a = page_of(turn, 5), b = page_of(turn, 6);

    (void)size;
    memcpy(bytes + a * PAGE, whole + b * PAGE, PAGE);
    memcpy(bytes + b * PAGE, whole + a * PAGE, PAGE);
    if (turn % 2 == 0) { /* with their numbers set right */
        memcpy(bytes + a * PAGE, &a, sizeof a);
        memcpy(bytes + b * PAGE, &b, sizeof b);
    }
}

/* A write that never reached the disk. */
static void old_page(size_t turn, uint8_t *bytes, size_t *size)
{
    size_t page = scatter(turn, 7) % (stale_size / PAGE);

    (void)size;
    memcpy(bytes + page * PAGE, stale + page * PAGE, PAGE);
}

static void cut(size_t turn, uint8_t *bytes, size_t *size)
{
    (void)bytes;
    *size = scatter(turn, 8) % *size;
    if (turn % 2 == 0)
        *size -= *size % PAGE;
}

static const struct {
    const char *name;
    void (*damage)(size_t turn, uint8_t *bytes, size_t *size);
    size_t copies;
} kinds[] = {{"a bit in a page's first 160 bytes", flip_header, 4000},
             {"a bit anywhere", flip_any, 1000},
             {"a page of zeros", zero_page, 300},
             {"two pages exchanged", swap_pages, 600},
             {"an old copy of a page", old_page, 300},
             {"the file cut short", cut, 300}};

static uint8_t *slurp(size_t *size)
{
    struct stat status;
    int file = open(inside("store/data.mdb"), O_RDONLY);
    uint8_t *bytes;

    NEED(file >= 0 && fstat(file, &status) == 0);
    *size = (size_t)status.st_size / PAGE * PAGE;
    bytes = malloc(*size);
    NEED(bytes != NULL && read(file, bytes, *size) == (ssize_t)*size);
    close(file);
    return bytes;
}

static void spill(const uint8_t *bytes, size_t size)
{
    int file = open(inside("store/data.mdb"), O_WRONLY);

    NEED(file >= 0 && write(file, bytes, size) == (ssize_t)size &&
         ftruncate(file, (off_t)size) == 0);
    close(file);
}

static void prepare(void)
{
    struct sw_store *store;
    struct sw_error error = {0};

    make_folder_at(true);
    store = create();
    for (uint64_t g = 0; g < GENERATIONS; g++) {
        put_generation(store, g);
        if (g > GENERATIONS - 8) /* most in one go, so that few pages are spare */
            commit(store);
        if (g == GENERATIONS - 7)
            stale = slurp(&stale_size);
    }
    check_whole(store, GENERATIONS);
    SAID(sw_store_walk(store, keep, NULL, &error) == 0);
    sw_store_close(store);
    whole = slurp(&whole_size);
}

/* ---- the table ---- */

static void on_bus_error(int number)
{
    (void)number;
    _exit(BUS);
}

static enum end read_in_child(void (*read)(void))
{
    struct rlimit seconds = {10, 10}, none = {0, 0};
    int status;
    pid_t child = fork_child();

    NEED(child >= 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &none);
        setrlimit(RLIMIT_CPU, &seconds);
        alarm(300);
        signal(SIGBUS, on_bus_error);
        close(STDERR_FILENO); /* what LMDB says before it aborts */
        read();
    }
    NEED(waitpid(child, &status, 0) == child);
    if (WIFEXITED(status) && WEXITSTATUS(status) < ENDS)
        return (enum end)WEXITSTATUS(status);
    if (WIFSIGNALED(status) &&
        (WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
        return HANG;
    NEED(WIFSIGNALED(status));
    return CRASH;
}

static void damage_and_read(size_t kind, size_t copies)
{
    size_t count[WAYS][ENDS] = {{0}};
    uint8_t *copy = malloc(whole_size);

    NEED(copy != NULL);
    for (size_t turn = 0; turn < copies; turn++) {
        size_t size = whole_size;

        memcpy(copy, whole, whole_size);
        kinds[kind].damage(turn, copy, &size);
        spill(copy, size);
        for (size_t way = 0; way < WAYS; way++)
            count[way][read_in_child(ways[way].read)]++;
    }
    free(copy);
    printf("| %s: %zu copies | right | told | bus error, told | hang | crash | \"none\" | wrong "
           "|\n|---|---|---|---|---|---|---|---|\n",
           kinds[kind].name, copies);
    for (size_t way = 0; way < WAYS; way++) {
        printf("| %s |", ways[way].name);
        for (size_t end = 0; end < ENDS; end++)
            printf(" %zu |", count[way][end]);
        printf("\n");
    }
    printf("\n");
    fflush(stdout);
}

int main(int count, char **argument)
{
    size_t most = count > 1 ? strtoul(argument[1], NULL, 10) : SIZE_MAX;
    size_t only = count > 2 ? strtoul(argument[2], NULL, 10) : SIZE_MAX;

    prepare();
    for (size_t way = 0; way < WAYS; way++) { /* the sound store is read right in every way */
        NEED(read_in_child(ways[way].read) == RIGHT);
    }
    printf("%zu records in %zu pages\n\n", sounds, whole_size / PAGE);
    fflush(stdout);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
        if (only == SIZE_MAX || kind == only)
            damage_and_read(kind, kinds[kind].copies < most ? kinds[kind].copies : most);
    drop_folder();
    return 0;
}
