/* Tests of population/store against flipped, cut and exchanged bytes, and against power failures:
 * right content or a sentence, never a crash, never wrong content. */
#include "store/anchor.h"
#include "tests/unit/store/store_fixture.h"
#include "tests/unit/unit_test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

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
    char path[WORK_FOLDER_MAX + 64];

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
    ck_assert_int_eq(ftruncate(file, 0), 0);
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
        /* Some have synced nothing but the commit that begins the run. */
        uint64_t synced = turn % 4 == 3 ? 0 : 20 + (uint64_t)turn % 13;
        uint64_t last = synced + 1 + (uint64_t)turn % 17, found;
        bool whole = turn % 10 == 0;

        make_folder_at(true);
        store = create();
        commit(store);
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
    put(store, SW_STORE_RUN, 0, 0);
    commit(store);
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
    Suite *s = suite_create("store_damage");
    TCase *c = tcase_create("store_damage");

    tcase_add_test(c, test_sync_every_commit);
    tcase_add_test(c, test_power_failure);
    tcase_add_loop_test(c, test_damage, 0, (int)(sizeof damages / sizeof *damages));
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
