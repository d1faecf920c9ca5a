/* Tests of population/store: what is committed stays, whatever happens to the process, the disk or
 * the bytes. */
#include "population/store.h"
#include "unit_test.h"

#include "base/hash.h"
#include "population/anchor.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Checks for code that also runs in children, which must not write into check's own files (a kill
 * in mid-write would break them). */
static bool in_a_child;

static void stop_at(int line, const char *what)
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

static pid_t fork_child(void)
{
    pid_t child = fork();

    if (child == 0)
        in_a_child = true;
    return child;
}

static char folder[256];

/* Tests that open a store thousands of times do so in memory, where there is a place for that. */
static void make_folder_at(bool in_memory)
{
    const char *base = getenv("TMPDIR");

    if (in_memory && access("/dev/shm", W_OK) == 0)
        base = "/dev/shm";
    snprintf(folder, sizeof folder, "%s/sw-store-XXXXXX", base != NULL ? base : "/tmp");
    NEED(mkdtemp(folder) != NULL);
}

static void make_folder(void)
{
    make_folder_at(false);
}

static void drop_folder(void)
{
    char command[300];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    NEED(system(command) == 0);
}

static const char *inside(const char *name)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* Content that can be recomputed: `size` bytes that depend on all of these. */
static void content(uint32_t kind, uint64_t first, uint32_t second, uint8_t *out, size_t size)
{
    uint64_t state = first * 6364136223846793005u + second * 1442695040888963407u + kind + 1;

    for (size_t i = 0; i < size; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        out[i] = (uint8_t)(state >> 56);
    }
}

static size_t size_of(uint32_t kind, uint64_t first)
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

static void put(struct sw_store *store, uint32_t kind, uint64_t first, uint32_t second)
{
    struct sw_error error = {0};
    uint8_t bytes[20000];
    size_t size = size_of(kind, first);

    content(kind, first, second, bytes, size);
    SAID(sw_store_put(store, (enum sw_store_kind)kind, first, second, bytes, size, &error) == 0);
}

/* One generation on two islands, with a keyframe every tenth, and the state, which says how many
 * there are. */
static void put_generation(struct sw_store *store, uint64_t generation)
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

static void commit(struct sw_store *store)
{
    struct sw_error error = {0};

    SAID(sw_store_commit(store, &error) == 0);
}

static struct sw_store *create(void)
{
    struct sw_error error = {0};
    struct sw_store *store = sw_store_create(folder, 0, false, &error);

    SAID(store != NULL);
    put(store, SW_STORE_RUN, 0, 0);
    return store;
}

static struct sw_store *open_store(bool writable)
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

static int count_record(void *context, enum sw_store_kind kind, uint64_t first, uint32_t second,
                        const void *bytes, size_t size, const struct sw_error *damage)
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

static struct tally walk(struct sw_store *store)
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
static uint64_t records_after(uint64_t generations)
{
    return 1 + (generations > 0) + 6 * generations + 2 * ((generations + 9) / 10);
}

static void check_whole(struct sw_store *store, uint64_t generations)
{
    struct tally tally = walk(store);
    struct sw_error error = {0};

    NEED(tally.generations == generations);
    NEED(tally.records == records_after(generations));
    SAID(sw_store_verify(store, &error) == 0);
}

START_TEST(test_put_get_before_walk)
{
    struct sw_error error = {0};
    struct sw_store *store;
    const void *bytes;
    size_t size;
    uint64_t first;
    uint32_t second;
    uint8_t expected[20000];

    make_folder();
    store = create();
    for (uint64_t g = 0; g < 25; g++) {
        put_generation(store, g);
        if (g == 12) { /* put and not committed: found, not walked */
            ck_assert_int_eq(sw_store_get(store, SW_STORE_BIRTHS, 12, 1, &bytes, &size, &error), 1);
            ck_assert_int_eq(
                sw_store_before(store, SW_STORE_BIRTHS, 99, &first, &second, &bytes, &size, &error),
                1);
            ck_assert_uint_eq(first, 12);
            ck_assert_uint_eq(second, 1);
            ck_assert_uint_eq(walk(store).generations, 12);
        }
        commit(store);
    }
    check_whole(store, 25);
    for (int turn = 0; turn < 2; turn++) {
        ck_assert_int_eq(sw_store_get(store, SW_STORE_SCORES, 7, 1, &bytes, &size, &error), 1);
        content(SW_STORE_SCORES, 7, 1, expected, size);
        ck_assert_uint_eq(size, 1040);
        ck_assert_mem_eq(bytes, expected, size);
        ck_assert_int_eq(sw_store_get(store, SW_STORE_SCORES, 7, 2, &bytes, &size, &error), 0);
        ck_assert_int_eq(sw_store_get(store, SW_STORE_SCORES, 25, 0, &bytes, &size, &error), 0);
        ck_assert_ptr_null(bytes);
        ck_assert_int_eq(
            sw_store_before(store, SW_STORE_KEYFRAME, 1500, &first, &second, &bytes, &size, &error),
            1);
        ck_assert_uint_eq(first, 1001);
        ck_assert_uint_eq(size, size_of(SW_STORE_KEYFRAME, 1001));
        ck_assert_int_eq(sw_store_before(store, SW_STORE_KEYFRAME, UINT64_MAX, &first, &second,
                                         &bytes, &size, &error),
                         1);
        ck_assert_uint_eq(first, 2001);
        ck_assert_int_eq(
            sw_store_before(store, SW_STORE_KEYFRAME, 1000, &first, &second, &bytes, &size, &error),
            1);
        ck_assert_uint_eq(first, 1000);
        ck_assert_int_eq(
            sw_store_before(store, SW_STORE_RUN, 5, &first, &second, &bytes, &size, &error), 1);
        ck_assert_uint_eq(first, 0);
        ck_assert_uint_gt(sw_store_bytes(store), 100000);
        sw_store_close(store);
        store = open_store(turn == 0);
        check_whole(store, 25);
    }
    ck_assert_int_eq(sw_store_put(store, SW_STORE_RUN, 0, 0, "x", 1, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_INTERNAL);
    sw_store_close(store);
    sw_store_close(NULL);
    drop_folder();
}
END_TEST

/* Replacing a record, by another size too, up and down across what fits into a page. */
START_TEST(test_replace)
{
    struct sw_error error = {0};
    struct sw_store *store;
    const void *bytes;
    size_t size;
    static uint8_t big[300000];

    make_folder();
    store = create();
    for (int turn = 0; turn < 60; turn++) {
        size_t wanted = (size_t)(turn * 7919 % 300) * (turn % 3 == 0 ? 1000 : 7);

        memset(big, turn, wanted);
        for (uint64_t first = 0; first < 5; first++)
            ck_assert_int_eq(sw_store_put(store, SW_STORE_KEYFRAME, first * (uint64_t)turn, 0, big,
                                          wanted, &error),
                             0);
        commit(store);
        ck_assert_int_eq(
            sw_store_get(store, SW_STORE_KEYFRAME, 2 * (uint64_t)turn, 0, &bytes, &size, &error),
            1);
        ck_assert_uint_eq(size, wanted);
        ck_assert(size == 0 || memcmp(bytes, big, size) == 0);
        ck_assert_msg(sw_store_verify(store, &error) == 0, "%s", error.text);
    }
    sw_store_close(store);
    store = open_store(true);
    sw_store_close(store);
    drop_folder();
}
END_TEST

static void expect_sentence(const struct sw_error *error, int code, const char *part)
{
    ck_assert_msg(error->code == code, "code %d: %s", error->code, error->text);
    ck_assert_msg(strstr(error->text, part) != NULL, "%s", error->text);
    ck_assert_ptr_null(strchr(error->text, '\n'));
}

START_TEST(test_create_and_open_refuse)
{
    struct sw_error error = {0};
    struct sw_store *store;
    FILE *file;

    make_folder();
    ck_assert_ptr_null(sw_store_open(folder, false, false, &error));
    expect_sentence(&error, SW_EXIT_FAILED, "holds no run");
    error.code = 0;
    ck_assert_ptr_null(sw_store_open("/nonexistent/run", true, false, &error));
    expect_sentence(&error, SW_EXIT_FAILED, "/nonexistent/run holds no run");
    error.code = 0;
    file = fopen(inside("thesis.txt"), "w");
    fclose(file);
    ck_assert_ptr_null(sw_store_create(folder, 0, false, &error));
    expect_sentence(&error, SW_EXIT_USAGE, "holds other files");
    unlink(inside("thesis.txt"));
    /* What a create leaves that was killed in its first moment is no obstacle. */
    mkdir(inside("store"), 0755);
    fclose(fopen(inside("store/writer"), "w"));
    fclose(fopen(inside("store/data.mdb"), "w"));
    store = create();
    commit(store);
    sw_store_close(store);
    error.code = 0;
    ck_assert_ptr_null(sw_store_create(folder, 0, false, &error));
    expect_sentence(&error, SW_EXIT_USAGE, "--resume");
    error.code = 0;
    ck_assert_ptr_null(sw_store_create(inside("store/data.mdb"), 0, false, &error));
    ck_assert_int_ne(error.code, 0);
    drop_folder();
}
END_TEST

/* Runs `act` in a child; returns how it ended (waitpid's status). */
static int in_child(void (*act)(void))
{
    int status;
    pid_t child = fork_child();

    if (child == 0) {
        act();
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return status;
}

static void try_to_write(void)
{
    struct sw_error error = {0};
    char pid[32];

    if (sw_store_open(folder, true, false, &error) != NULL)
        _exit(1);
    snprintf(pid, sizeof pid, "pid %ld", (long)getppid());
    _exit(error.code == SW_EXIT_FAILED && strstr(error.text, pid) != NULL ? 42 : 2);
}

static void try_to_create(void)
{
    struct sw_error error = {0};

    if (sw_store_create(folder, 0, false, &error) != NULL)
        _exit(1);
    _exit(error.code == SW_EXIT_USAGE ? 42 : 2);
}

START_TEST(test_second_writer)
{
    struct sw_store *store;

    make_folder();
    store = create();
    commit(store);
    ck_assert_int_eq(WEXITSTATUS(in_child(try_to_write)), 42);
    ck_assert_int_eq(WEXITSTATUS(in_child(try_to_create)), 42);
    put_generation(store, 0);
    commit(store);
    check_whole(store, 1);
    sw_store_close(store);
    ck_assert_int_eq(WEXITSTATUS(in_child(try_to_write)), 1); /* now it may */
    drop_folder();
}
END_TEST

/* A reader keeps what it saw when it opened, while a writer goes on; a new one sees more. */
START_TEST(test_reader_beside_writer)
{
    struct sw_store *store;
    int to_child[2], from_child[2], status;
    char word;
    pid_t child;

    make_folder();
    store = create();
    for (uint64_t g = 0; g < 30; g++)
        put_generation(store, g);
    commit(store);
    ck_assert_int_eq(pipe(to_child), 0);
    ck_assert_int_eq(pipe(from_child), 0);
    sw_store_close(store);
    child = fork_child();
    if (child == 0) {
        struct sw_store *reader;

        NEED(read(to_child[0], &word, 1) == 1);
        reader = open_store(false);
        check_whole(reader, 30);
        NEED(write(from_child[1], "o", 1) == 1);
        NEED(read(to_child[0], &word, 1) == 1);
        check_whole(reader, 30);
        sw_store_close(reader);
        for (int i = 0; i < 30; i++) { /* while the writer is busy */
            struct tally tally;

            reader = open_store(false);
            tally = walk(reader);
            NEED(tally.records == records_after(tally.generations));
            sw_store_close(reader);
        }
        _exit(0);
    }
    store = open_store(true);
    ck_assert_int_eq(write(to_child[1], "g", 1), 1);
    ck_assert_int_eq(read(from_child[0], &word, 1), 1);
    for (uint64_t g = 30; g < 400; g++) {
        put_generation(store, g);
        commit(store);
    }
    ck_assert_int_eq(sw_store_sync(store, NULL), 0);
    ck_assert_int_eq(write(to_child[1], "g", 1), 1);
    for (uint64_t g = 400;; g++) {
        put_generation(store, g);
        commit(store);
        usleep(200); /* a generation takes a moment */
        if (waitpid(child, &status, WNOHANG) == child) {
            ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
            check_whole(store, g + 1);
            break;
        }
    }
    sw_store_close(store);
    drop_folder();
}
END_TEST

/* A writer that is killed at any moment: what it said to be committed is there, all of it, and it
 * goes on. */
START_TEST(test_killed)
{
    struct sw_store *store;
    uint64_t done = 0;

    make_folder();
    store = create();
    commit(store);
    sw_store_close(store);
    for (unsigned turn = 0; turn < 25; turn++) {
        int said[2], status;
        uint64_t told = done, number;
        pid_t child;

        ck_assert_int_eq(pipe(said), 0);
        child = fork_child();
        if (child == 0) {
            store = open_store(true);
            for (uint64_t g = done;; g++) {
                put_generation(store, g);
                commit(store);
                number = g + 1;
                if (write(said[1], &number, sizeof number) != sizeof number)
                    _exit(1);
            }
        }
        close(said[1]);
        ck_assert_int_eq(read(said[0], &number, sizeof number), sizeof number);
        usleep(turn * 977 % 9000);
        kill(child, SIGKILL);
        do
            told = number;
        while (read(said[0], &number, sizeof number) == sizeof number);
        close(said[0]);
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert(WIFSIGNALED(status));
        store = open_store(turn % 2 == 0);
        done = walk(store).generations;
        ck_assert_uint_ge(done, told);
        ck_assert_uint_le(done, told + 1);
        check_whole(store, done);
        sw_store_close(store);
    }
    ck_assert_uint_gt(done, 25);
    drop_folder();
}
END_TEST

/* No room: a sentence, nothing committed is lost, and when there is room the same commit goes
 * through. */
static void fill(struct sw_store *store, uint64_t *generation, struct sw_error *error)
{
    error->code = 0;
    for (;; (*generation)++) {
        put_generation(store, *generation);
        if (sw_store_commit(store, error) != 0)
            return;
        ck_assert_uint_lt(*generation, 100000);
    }
}

START_TEST(test_file_size_limit)
{
    struct rlimit limit = {.rlim_cur = 1 << 20, .rlim_max = RLIM_INFINITY};
    struct sw_error error = {0};
    struct sw_store *store;
    uint64_t g = 0;

    make_folder();
    signal(SIGXFSZ, SIG_IGN);
    store = create();
    commit(store);
    for (int turn = 0; turn < 3; turn++) {
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
        fill(store, &g, &error);
        expect_sentence(&error, SW_EXIT_FAILED, "ulimit -f");
        check_whole(store, g);
        limit.rlim_cur += 1 << 20;
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
        commit(store);
        check_whole(store, ++g);
    }
    sw_store_close(store);
    store = open_store(true);
    check_whole(store, g);
    sw_store_close(store);
    drop_folder();
}
END_TEST

/* The same on a full file system, where the tests may make one (root may). */
START_TEST(test_full_disk)
{
    struct sw_error error = {0};
    struct sw_store *store;
    uint64_t g = 0;

    make_folder();
    if (mount("tmpfs", folder, "tmpfs", 0, "size=2m") != 0) {
        drop_folder();
        return;
    }
    store = create();
    commit(store);
    fill(store, &g, &error);
    expect_sentence(&error, SW_EXIT_FAILED, "make room");
    check_whole(store, g);
    ck_assert_int_eq(mount("tmpfs", folder, "tmpfs", MS_REMOUNT, "size=4m"), 0);
    commit(store);
    check_whole(store, ++g);
    fill(store, &g, &error);
    expect_sentence(&error, SW_EXIT_FAILED, "make room");
    sw_store_close(store);
    store = open_store(false);
    check_whole(store, g);
    sw_store_close(store);
    ck_assert_int_eq(umount(folder), 0);
    drop_folder();
}
END_TEST

START_TEST(test_map_limit_and_growth)
{
    struct sw_error error = {0};
    struct sw_store *store;
    uint64_t g = 0;

    make_folder();
    store = sw_store_create(folder, 1, false, &error);
    ck_assert_ptr_nonnull(store);
    put(store, SW_STORE_RUN, 0, 0);
    commit(store);
    for (uint64_t megabytes = 2; megabytes <= 16; megabytes *= 2) {
        fill(store, &g, &error);
        expect_sentence(&error, SW_EXIT_FAILED, "map_megabytes");
        ck_assert_uint_le(sw_store_bytes(store), (megabytes / 2) << 20);
        check_whole(store, g);
        sw_store_limit(store, megabytes);
        commit(store);
        check_whole(store, ++g);
    }
    sw_store_close(store);
    store = open_store(true);
    check_whole(store, g);
    put_generation(store, g);
    commit(store);
    sw_store_close(store);
    drop_folder();
}
END_TEST

/* ---- damage ---- */

static uint8_t *slurp(const char *path, size_t *size)
{
    struct stat status;
    uint8_t *bytes;
    int file = open(path, O_RDONLY);

    ck_assert_int_ge(file, 0);
    fstat(file, &status);
    *size = (size_t)status.st_size;
    bytes = malloc(*size + 1);
    ck_assert_int_eq(read(file, bytes, *size), (ssize_t)*size);
    close(file);
    return bytes;
}

/* Overwrites in place: truncating first would make ext4 wait for the disk. */
static void spill(const char *path, const uint8_t *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_CREAT, 0644);

    NEED(file >= 0);
    NEED(write(file, bytes, size) == (ssize_t)size);
    NEED(ftruncate(file, (off_t)size) == 0);
    close(file);
}

/* The line that found it, so that a failure can be looked into. */
#define WRONG (2 + __LINE__)

/* Reads everything in every way. 0: all right and whole; 1: a sentence; more: wrong. Damaged stores
 * must not say "there is none". */
static int read_all(bool writable, uint64_t generations)
{
    struct sw_error error = {0};
    struct sw_store *store = sw_store_open(folder, writable, false, &error);
    struct tally tally = {.ordered = true};
    bool said = false;
    int result;

    if (store == NULL)
        return error.code == SW_EXIT_DAMAGED && strlen(error.text) > 20 ? 1 : WRONG;
    result = sw_store_walk(store, count_record, &tally, &error);
    said = result != 0 || tally.damaged > 0;
    if ((result != 0 && error.code != SW_EXIT_DAMAGED) || tally.wrong > 0)
        return WRONG;
    if (!said && (tally.generations != generations || !tally.ordered ||
                  tally.records != records_after(generations)))
        return WRONG;
    for (uint64_t g = 0; g < generations; g += 3) {
        const void *bytes;
        uint8_t expected[20000];
        size_t size;

        error.code = 0;
        result = sw_store_get(store, SW_STORE_BIRTHS, g, 1, &bytes, &size, &error);
        if (result < 0 && error.code == SW_EXIT_DAMAGED) {
            said = true;
            continue;
        }
        content(SW_STORE_BIRTHS, g, 1, expected, size_of(SW_STORE_BIRTHS, g));
        if (result != 1 || size != size_of(SW_STORE_BIRTHS, g) ||
            memcmp(bytes, expected, size) != 0)
            return WRONG;
    }
    if (writable) {
        put_generation(store, generations);
        error.code = 0;
        if (sw_store_commit(store, &error) != 0)
            return WRONG;
        tally = (struct tally){.ordered = true};
        error.code = 0;
        result = sw_store_walk(store, count_record, &tally, &error);
        if (tally.wrong > 0 ||
            (!said && (result != 0 || tally.damaged > 0 || tally.generations != generations + 1)))
            return WRONG;
    }
    sw_store_close(store);
    return said ? 1 : 0;
}

#define DAMAGE_GENERATIONS 60u

struct outcome {
    int right, sentence;
};

/* Damages the file `turns` times (each time from the sound bytes) and reads it, in children of 100
 * turns, so that a crash is seen and costs little. damage(turn) changes the copy and its size. */
static struct outcome damage_and_read(const char *name, int turns, bool writable,
                                      void (*damage)(int turn, uint8_t *bytes, size_t *size))
{
    struct outcome outcome = {0};
    size_t size, data_size, anchor_size;
    uint8_t *sound, *data, *anchor;
    char path[512];

    snprintf(path, sizeof path, "%s", inside(name));
    sound = slurp(path, &size);
    data = slurp(inside("store/data.mdb"), &data_size);
    anchor = slurp(inside("store/anchor"), &anchor_size);
    for (int from = 0; from < turns; from += 100) {
        int to = from + 100 < turns ? from + 100 : turns, status, counts[2] = {0}, report[2];
        pid_t child;

        ck_assert_int_eq(pipe(report), 0);
        child = fork_child();
        if (child == 0) {
            uint8_t *copy = malloc(size + 1);

            for (int turn = from; turn < to; turn++) {
                size_t now = size;
                int result;

                memcpy(copy, sound, size);
                spill(inside("store/data.mdb"), data, data_size);
                spill(inside("store/anchor"), anchor, anchor_size);
                damage(turn, copy, &now);
                spill(path, copy, now);
                result = read_all(writable, DAMAGE_GENERATIONS);
                if (result > 1) {
                    fprintf(stderr, "# turn %d of %s: wrong content (line %d)\n", turn, name,
                            result - 2);
                    _exit(2);
                }
                counts[result]++;
            }
            _exit(write(report[1], counts, sizeof counts) == sizeof counts ? 0 : 1);
        }
        close(report[1]);
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert_msg(!WIFSIGNALED(status), "reading crashed in turns %d to %d: signal %d", from,
                      to, WTERMSIG(status));
        ck_assert_int_eq(WEXITSTATUS(status), 0);
        ck_assert_int_eq(read(report[0], counts, sizeof counts), sizeof counts);
        close(report[0]);
        outcome.right += counts[0];
        outcome.sentence += counts[1];
    }
    spill(inside("store/data.mdb"), data, data_size);
    spill(inside("store/anchor"), anchor, anchor_size);
    free(sound);
    free(data);
    free(anchor);
    return outcome;
}

static uint32_t scatter(int turn)
{
    uint64_t value = ((uint64_t)turn + 1) * 0x9e3779b97f4a7c15u;

    return (uint32_t)((value ^ value >> 29) * 0xbf58476d1ce4e5b9u >> 32);
}

static void flip_bit(int turn, uint8_t *bytes, size_t *size)
{
    bytes[scatter(turn) % *size] ^= (uint8_t)(1u << turn % 8);
}

/* The first 160 bytes of a page: where the headers, the pointers and the branches are. */
static void flip_header(int turn, uint8_t *bytes, size_t *size)
{
    size_t page = scatter(turn) % (*size / 4096);

    bytes[page * 4096 + scatter(turn + 1000000) % 160] ^= (uint8_t)(1u << turn % 8);
}

static void flip_meta(int turn, uint8_t *bytes, size_t *size)
{
    (void)size;
    bytes[(size_t)(turn & 1) * 4096 + (size_t)(turn >> 4) % 152] ^=
        (uint8_t)(1u << (turn >> 1) % 8);
}

static void randomise(int turn, uint8_t *bytes, size_t *size)
{
    size_t at = scatter(turn) % *size, length = 1 + scatter(turn + 1) % 64;

    for (size_t i = at; i < *size && i < at + length; i++)
        bytes[i] = (uint8_t)scatter(turn + (int)i);
}

static void swap_pages(int turn, uint8_t *bytes, size_t *size)
{
    size_t a = scatter(turn) % (*size / 4096), b = scatter(turn + 1000000) % (*size / 4096);

    memcpy(bytes + a * 4096, bytes + b * 4096, 4096);
    if (turn % 2 == 0) { /* with its number set right: an old page in a new place */
        uint64_t number = a;

        memcpy(bytes + a * 4096, &number, sizeof number);
    }
}

static void cut(int turn, uint8_t *bytes, size_t *size)
{
    (void)bytes;
    *size = turn % 2 == 0 ? *size * (size_t)turn / 200 : *size / 4096 * (size_t)turn / 200 * 4096;
}

static void prepare_damage(void)
{
    struct sw_store *store;

    make_folder_at(true);
    store = create();
    for (uint64_t g = 0; g < DAMAGE_GENERATIONS; g++) {
        put_generation(store, g);
        if (g > DAMAGE_GENERATIONS / 2) /* some in one go, so that few pages are spare */
            commit(store);
    }
    check_whole(store, DAMAGE_GENERATIONS);
    sw_store_close(store);
}

static const struct {
    const char *file;
    void (*damage)(int turn, uint8_t *bytes, size_t *size);
    int turns, writing_turns;
    bool mostly_harmless;
} damages[] = {
    {"store/data.mdb", flip_bit, 4000, 600, false},
    {"store/data.mdb", flip_header, 3000, 600, false},
    {"store/data.mdb", flip_meta, 2432, 600, false},
    {"store/data.mdb", randomise, 1000, 300, false},
    {"store/data.mdb", swap_pages, 600, 300, false},
    {"store/data.mdb", cut, 200, 200, false},
    {"store/anchor", flip_bit, 300, 100, true},
    {"store/anchor", cut, 200, 100, true},
    {"store/lock.mdb", flip_bit, 300, 100, true},
    {"store/lock.mdb", cut, 100, 50, true},
};

START_TEST(test_damage)
{
    struct outcome read, written;

    prepare_damage();
    read = damage_and_read(damages[_i].file, damages[_i].turns, false, damages[_i].damage);
    written =
        damage_and_read(damages[_i].file, damages[_i].writing_turns, true, damages[_i].damage);
    printf("# %s: read: %d right, %d a sentence; written: %d, %d\n", damages[_i].file, read.right,
           read.sentence, written.right, written.sentence);
    fflush(stdout);
    ck_assert_int_eq(read.right + read.sentence, damages[_i].turns);
    if (damages[_i].mostly_harmless)
        ck_assert_int_eq(read.sentence + written.sentence, 0);
    else
        ck_assert_int_gt(read.sentence, damages[_i].turns / 10);
    drop_folder();
}
END_TEST

/* ---- power failure ---- */

/* Notes another boot than this one in the anchor, as after a power failure. */
static void pretend_another_boot(void)
{
    struct sw_anchor anchor;
    int file = open(inside("store/anchor"), O_RDWR);

    ck_assert(sw_anchor_read(file, &anchor));
    ck_assert_int_eq(sw_anchor_write(file, "another boot", &anchor.meta, NULL), 0);
    ck_assert_int_eq(sw_anchor_write(file, "another boot", &anchor.meta, NULL), 0);
    close(file);
}

/* After a power failure each page of data.mdb is, by chance, as it was at the last sync or as it
 * was written later. The store must come up as it was at some commit between, and go on. */
START_TEST(test_power_failure)
{
    int rescued = 0, kept = 0;

    for (int turn = 0; turn < 120; turn++) {
        size_t old_size, new_size, anchor_size;
        uint8_t *old, *new, *anchor;
        struct sw_store *store;
        uint64_t synced = 20 + (uint64_t)turn % 13, last = synced + 1 + (uint64_t)turn % 17, found;
        bool whole = turn % 10 == 0;

        make_folder_at(true);
        store = create();
        for (uint64_t g = 0; g < synced; g++) {
            put_generation(store, g);
            commit(store);
        }
        ck_assert_int_eq(sw_store_sync(store, NULL), 0);
        old = slurp(inside("store/data.mdb"), &old_size);
        anchor = slurp(inside("store/anchor"), &anchor_size);
        for (uint64_t g = synced; g < last; g++) {
            put_generation(store, g);
            commit(store);
        }
        new = slurp(inside("store/data.mdb"), &new_size);
        sw_store_close(store);
        for (size_t page = 0; page * 4096 < new_size; page++) {
            if (whole || scatter(turn * 100003 + (int)page) % 8 >= (uint32_t)turn % 8)
                continue;
            if ((page + 1) * 4096 <= old_size)
                memcpy(new + page * 4096, old + page * 4096, 4096);
            else
                memset(new + page * 4096, 0, 4096);
        }
        spill(inside("store/data.mdb"), new, new_size);
        spill(inside("store/anchor"), anchor, anchor_size);
        free(old);
        free(new);
        free(anchor);
        pretend_another_boot();
        store =
            open_store(false); /* a reader first: it must not need a writer to have repaired it */
        found = walk(store).generations;
        check_whole(store, found);
        sw_store_close(store);
        ck_assert_uint_ge(found, synced);
        ck_assert_uint_le(found, last);
        if (whole)
            ck_assert_uint_eq(found, last);
        rescued += found == synced;
        kept += found == last;
        store = open_store(true);
        check_whole(store, found);
        for (uint64_t g = found; g < found + 5; g++) {
            put_generation(store, g);
            commit(store);
        }
        sw_store_close(store);
        store = open_store(false);
        check_whole(store, found + 5);
        sw_store_close(store);
        drop_folder();
    }
    printf("# power failures: %d back to the last sync, %d whole\n", rescued, kept);
    fflush(stdout);
    ck_assert_int_gt(rescued, 30);
    ck_assert_int_gt(kept, 11);
}
END_TEST

START_TEST(test_sync_every_commit)
{
    struct sw_error error = {0};
    struct sw_anchor anchor;
    struct sw_store *store;
    uint64_t before;
    int file;

    make_folder();
    store = sw_store_create(folder, 0, true, &error);
    ck_assert_ptr_nonnull(store);
    file = open(inside("store/anchor"), O_RDONLY);
    for (uint64_t g = 0; g < 20; g++) {
        ck_assert(sw_anchor_read(file, &anchor));
        before = anchor.meta.transaction;
        put_generation(store, g);
        commit(store);
        ck_assert(sw_anchor_read(file, &anchor));
        ck_assert_uint_eq(anchor.meta.transaction, before + 1);
    }
    close(file);
    sw_store_close(store);
    drop_folder();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("store");
    TCase *c = tcase_create("store");

    tcase_set_timeout(c, 300);
    tcase_add_test(c, test_put_get_before_walk);
    tcase_add_test(c, test_replace);
    tcase_add_test(c, test_create_and_open_refuse);
    tcase_add_test(c, test_second_writer);
    tcase_add_test(c, test_reader_beside_writer);
    tcase_add_test(c, test_killed);
    tcase_add_test(c, test_file_size_limit);
    tcase_add_test(c, test_full_disk);
    tcase_add_test(c, test_map_limit_and_growth);
    tcase_add_test(c, test_sync_every_commit);
    tcase_add_test(c, test_power_failure);
    tcase_add_loop_test(c, test_damage, 0, (int)(sizeof damages / sizeof *damages));
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
