/* store_fixture.h - what the tests of the store share: a store whose content can be recomputed, and
 * checks that also work in children. */
#ifndef SW_TESTS_UNIT_STORE_STORE_FIXTURE_H
#define SW_TESTS_UNIT_STORE_STORE_FIXTURE_H

#include "store/store.h"
#include "tests/unit/work_folder.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Checks for code that also runs in children, which must not write into check's own files (a kill
 * in mid-write would break them). */
static bool in_a_child;

static inline void stop_at(int line, const char *what)
{
    if (in_a_child) {
        fprintf(stderr, "# line %d: %s\n", line, what);
        _exit(99);
    }
    ck_abort_msg("line %d: %s", line, what);
}

#define NEED(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            stop_at(__LINE__, #condition);                                                         \
    } while (0)

#define SAID(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            stop_at(__LINE__, error.text);                                                         \
    } while (0)

static inline pid_t fork_child(void)
{
    pid_t child = fork();

    if (child == 0)
        in_a_child = true;
    return child;
}

static char folder[WORK_FOLDER_MAX];

/* Tests that open a store thousands of times do so in memory, where there is a place for that and
 * room. */
static inline void make_folder_at(bool in_memory)
{
    struct statvfs room;

    strcpy(folder, "/dev/shm/sw-store-XXXXXX");
    if (in_memory && statvfs("/dev/shm", &room) == 0 &&
        (double)room.f_bavail * (double)room.f_frsize > 64e6 && mkdtemp(folder) != NULL)
        return;
    NEED(work_folder_make(folder));
}

static inline void make_folder(void)
{
    make_folder_at(false);
}

static inline void drop_folder(void)
{
    NEED(work_folder_drop(folder));
}

static inline const char *inside(const char *name)
{
    static char path[WORK_FOLDER_MAX + 64];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* Content that can be recomputed: `size` bytes that depend on all of these. */
static inline void content(uint32_t kind, uint64_t first, uint32_t second, uint8_t *out,
                           size_t size)
{
    uint64_t state = first * 6364136223846793005u + second * 1442695040888963407u + kind + 1;

    for (size_t i = 0; i < size; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        out[i] = (uint8_t)(state >> 56);
    }
}

static inline size_t size_of(uint32_t kind, uint64_t first)
{
    switch (kind) {
    case SW_STORE_BIRTHS:
        return 200 + first % 37;
    case SW_STORE_SCORES:
        return 1040;
    case SW_STORE_STATISTICS:
        return 40;
    case SW_STORE_KEYFRAME:
        return 5000 + first % 11 * 1000;
    default:
        return 16;
    }
}

static inline void put(struct sw_store *store, uint32_t kind, uint64_t first, uint32_t second)
{
    struct sw_error error = {0};
    uint8_t bytes[20000];
    size_t size = size_of(kind, first);

    content(kind, first, second, bytes, size);
    SAID(sw_store_put(store, (enum sw_store_kind)kind, first, second, bytes, size, &error) == 0);
}

/* One generation on two islands, with a keyframe every tenth, and the state, which says how many
 * there are. */
static inline void put_generation(struct sw_store *store, uint64_t generation)
{
    struct sw_error error = {0};
    uint64_t state = generation + 1;

    for (uint32_t island = 0; island < 2; island++) {
        put(store, SW_STORE_BIRTHS, generation, island);
        put(store, SW_STORE_SCORES, generation, island);
        put(store, SW_STORE_STATISTICS, generation, island);
        if (generation % 10 == 0)
            put(store, SW_STORE_KEYFRAME, generation * 100 + island, 0);
    }
    NEED(sw_store_put(store, SW_STORE_STATE, 0, 0, &state, sizeof state, &error) == 0);
}

static inline void commit(struct sw_store *store)
{
    struct sw_error error = {0};

    SAID(sw_store_commit(store, &error) == 0);
}

static inline struct sw_store *create(void)
{
    struct sw_error error = {0};
    struct sw_store *store = sw_store_create(folder, 0, false, &error);

    SAID(store != NULL);
    put(store, SW_STORE_RUN, 0, 0);
    return store;
}

static inline struct sw_store *open_store(bool writable)
{
    struct sw_error error = {0};
    struct sw_store *store = sw_store_open(folder, writable, false, &error);

    SAID(store != NULL);
    return store;
}

/* What a walk found. wrong: content that is not what was put. */
struct tally {
    uint64_t records, damaged, wrong, generations, last_kind, last_first;
    bool ordered;
};

static inline int count_record(void *context, enum sw_store_kind kind, uint64_t first,
                               uint32_t second, const void *bytes, size_t size,
                               const struct sw_error *damage)
{
    struct tally *tally = context;
    uint8_t expected[20000];

    tally->records++;
    if (bytes == NULL) {
        tally->damaged++;
        if (damage == NULL || damage->code != SW_EXIT_DAMAGED || strlen(damage->text) < 20)
            tally->wrong++;
        return 0;
    }
    if (kind < tally->last_kind || (kind == tally->last_kind && first < tally->last_first))
        tally->ordered = false;
    tally->last_kind = kind;
    tally->last_first = first;
    if (kind == SW_STORE_STATE) {
        memcpy(&tally->generations, bytes, sizeof tally->generations);
        tally->wrong += size != sizeof tally->generations;
        return 0;
    }
    content(kind, first, second, expected, size_of(kind, first));
    if (size != size_of(kind, first) || memcmp(bytes, expected, size) != 0)
        tally->wrong++;
    return 0;
}

static inline struct tally walk(struct sw_store *store)
{
    struct tally tally = {.ordered = true};
    struct sw_error error = {0};

    SAID(sw_store_walk(store, count_record, &tally, &error) == 0);
    NEED(tally.ordered);
    NEED(tally.wrong == 0);
    NEED(tally.damaged == 0);
    NEED(tally.records == sw_store_records(store));
    return tally;
}

/* How many records there are after so many generations: one run, one state, six and the keyframes.
 */
static inline uint64_t records_after(uint64_t generations)
{
    return 1 + (generations > 0) + 6 * generations + 2 * ((generations + 9) / 10);
}

static inline void check_whole(struct sw_store *store, uint64_t generations)
{
    struct tally tally = walk(store);
    struct sw_error error = {0};

    NEED(tally.generations == generations);
    NEED(tally.records == records_after(generations));
    SAID(sw_store_verify(store, &error) == 0);
}

#endif
