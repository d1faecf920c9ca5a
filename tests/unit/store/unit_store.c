/* Tests of population/store: what is committed stays, whatever becomes of the process or the disk.
 */
#include "tests/unit/store/store_fixture.h"
#include "tests/unit/unit_test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

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

static void read_as_nobody(void)
{
    struct sw_error error = {0};
    struct sw_store *store;

    /* From within: nobody may not be let through the folders above, wherever TMPDIR is. */
    if (chdir(folder) != 0 || (geteuid() == 0 && setuid(65534) != 0))
        _exit(1);
    strcpy(folder, ".");
    store = open_store(false);
    check_whole(store, 3);
    sw_store_close(store);
    if (sw_store_open(folder, true, false, &error) != NULL)
        _exit(2);
    _exit(error.code == SW_EXIT_FAILED && strlen(error.text) > 20 ? 42 : 3);
}

/* Reading takes no right to write: not as another user, with LMDB's lock file or without. Where the
 * tests are not root's, the folder's modes are enough. */
START_TEST(test_read_only)
{
    struct sw_store *store;

    make_folder();
    store = create();
    for (uint64_t g = 0; g < 3; g++)
        put_generation(store, g);
    commit(store);
    sw_store_close(store);
    chmod(folder, 0755);
    chmod(inside("store/writer"), 0444);
    chmod(inside("store/lock.mdb"), 0444);
    chmod(inside("store"), 0555);
    ck_assert_int_eq(WEXITSTATUS(in_child(read_as_nobody)), 42);
    chmod(inside("store"), 0755);
    unlink(inside("store/lock.mdb"));
    chmod(inside("store"), 0555);
    ck_assert_int_eq(WEXITSTATUS(in_child(read_as_nobody)), 42);
    chmod(inside("store"), 0755);
    drop_folder();
}
END_TEST

/* Nor on a file system without writing. */
START_TEST(test_read_only_mount)
{
    struct sw_store *store;

    make_folder();
    store = create();
    for (uint64_t g = 0; g < 3; g++)
        put_generation(store, g);
    commit(store);
    sw_store_close(store);
    if (mount(folder, folder, NULL, MS_BIND, NULL) != 0) {
        drop_folder();
        SW_SKIP("only root may mount, and not in every container");
    }
    ck_assert_int_eq(mount(NULL, folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL), 0);
    store = open_store(false);
    check_whole(store, 3);
    sw_store_close(store);
    ck_assert_int_eq(umount(folder), 0);
    drop_folder();
}
END_TEST

/* A reader keeps what it saw when it opened, while a writer goes on; a new one sees more. */
START_TEST(test_reader_beside_writer)
{
    struct sw_store *store;
    int to_child[2], from_child[2], status;
    uint64_t g = 30;
    char word;
    pid_t child, ended;

    make_folder();
    store = create();
    for (uint64_t i = 0; i < 30; i++)
        put_generation(store, i);
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
    for (; g < 400; g++) {
        put_generation(store, g);
        commit(store);
    }
    ck_assert_int_eq(sw_store_sync(store, NULL), 0);
    ck_assert_int_eq(write(to_child[1], "g", 1), 1);
    /* It writes while the reader reads, but not for ever: the reader may be as slow as it likes. */
    do {
        put_generation(store, g);
        commit(store);
        ended = waitpid(child, &status, ++g < 4000 ? WNOHANG : 0);
    } while (ended == 0);
    ck_assert(ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    check_whole(store, g);
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
    ck_assert_uint_ge(done, 25); /* each turn is killed after it has told of a generation */
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
        SW_SKIP("only root may mount, and not in every container");
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

static Suite *suite(void)
{
    Suite *s = suite_create("store");
    TCase *c = tcase_create("store");

    tcase_add_test(c, test_put_get_before_walk);
    tcase_add_test(c, test_replace);
    tcase_add_test(c, test_create_and_open_refuse);
    tcase_add_test(c, test_second_writer);
    tcase_add_test(c, test_read_only);
    tcase_add_test(c, test_read_only_mount);
    tcase_add_test(c, test_reader_beside_writer);
    tcase_add_test(c, test_killed);
    tcase_add_test(c, test_file_size_limit);
    tcase_add_test(c, test_full_disk);
    tcase_add_test(c, test_map_limit_and_growth);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
