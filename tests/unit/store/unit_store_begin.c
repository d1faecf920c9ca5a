/* A store in its first moment, and one whose files are taken away: what never began is begun, what
 * may be a run is left alone, what is gone is told. And descriptions that could not be written. */
#include "store/anchor.h"
#include "store/ledger.h"
#include "store/runfolder.h"
#include "tests/unit/store/store_fixture.h"
#include "tests/unit/unit_test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void spill(const char *name, const void *bytes, size_t size)
{
    int file = open(inside(name), O_WRONLY | O_CREAT | O_TRUNC, 0644);

    NEED(file >= 0);
    NEED(write(file, bytes, size) == (ssize_t)size);
    close(file);
}

static uint8_t *slurp(const char *name, size_t *size)
{
    struct stat status;
    uint8_t *bytes;
    int file = open(inside(name), O_RDONLY);

    NEED(file >= 0 && fstat(file, &status) == 0);
    *size = (size_t)status.st_size;
    bytes = malloc(*size + 1);
    NEED(read(file, bytes, *size) == (ssize_t)*size);
    close(file);
    return bytes;
}

static void lived(uint64_t generations)
{
    struct sw_store *store;

    make_folder();
    store = create();
    commit(store);
    for (uint64_t g = 0; g < generations; g++) {
        put_generation(store, g);
        commit(store);
    }
    sw_store_close(store);
}

/* One sentence, whatever the bytes are; and a run can begin over them. */
static void expect_unbegun(const char *what)
{
    struct sw_error error = {0};
    struct sw_store *store;

    for (int writable = 0; writable < 2; writable++) {
        error.code = 0;
        ck_assert_ptr_null(sw_store_open(folder, writable != 0, false, &error));
        ck_assert_msg(error.code == SW_EXIT_FAILED && strstr(error.text, "holds no run yet"),
                      "%s: %s", what, error.text);
    }
    error.code = 0;
    ck_assert_int_eq(sw_runfolder_look(folder, &error), SW_RUNFOLDER_UNBEGUN);
    store = sw_store_create(folder, 0, false, &error);
    ck_assert_msg(store != NULL, "%s: %s", what, error.text);
    put(store, SW_STORE_RUN, 0, 0);
    commit(store);
    check_whole(store, 0);
    sw_store_close(store);
    store = open_store(true);
    check_whole(store, 0);
    sw_store_close(store);
}

/* Until the first commit there is no run, to nobody. */
START_TEST(test_first_commit_begins)
{
    struct sw_error error = {0};
    struct sw_store *store;

    make_folder();
    store = create();
    ck_assert_int_ne(access(inside("store/data.mdb"), F_OK), 0);
    ck_assert_int_ne(access(inside("store/anchor"), F_OK), 0);
    ck_assert_int_eq(sw_runfolder_look(folder, &error), SW_RUNFOLDER_UNBEGUN);
    sw_store_close(store); /* what was put is dropped, and nothing has begun */
    expect_unbegun("closed without a commit");
    ck_assert_int_eq(access(inside("store/anchor"), F_OK), 0);
    ck_assert_int_ne(access(inside("store/begun"), F_OK), 0);
    ck_assert_int_eq(sw_runfolder_look(folder, &error), SW_RUNFOLDER_RUN);
    drop_folder();
}
END_TEST

/* data.mdb as programs up to 0.9 left it, which made it in place: any beginning of a file of two
 * descriptions and the seal, and the seal's own transaction. */
START_TEST(test_left_in_place)
{
    static const size_t cuts[] = {0, 1, 100, 4096, 5000, 8191, 8192, 8193, 12288};
    size_t size;
    uint8_t *begun;
    struct sw_store *store;

    make_folder();
    store = create();
    begun = slurp("store/begun/data.mdb", &size);
    sw_store_close(store);
    ck_assert_uint_eq(size, 12288);
    drop_folder();
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        char what[64];

        if (cuts[i] > 8192 && cuts[i] < size)
            continue; /* its seal would be there in part */
        make_folder();
        mkdir(inside("store"), 0755);
        spill("store/data.mdb", begun, cuts[i]);
        spill("store/lock.mdb", begun, cuts[i] / 2);
        spill("store/anchor", begun, cuts[i] / 8);
        spill("store/writer", "12345\n", 6);
        snprintf(what, sizeof what, "cut to %zu bytes", cuts[i]);
        expect_unbegun(what);
        drop_folder();
    }
    /* Two empty descriptions and pages of a transaction that was not described any more. */
    make_folder();
    mkdir(inside("store"), 0755);
    begun = realloc(begun, 40000);
    memset(begun + size, 0xa5, 40000 - size);
    spill("store/data.mdb", begun, 40000);
    expect_unbegun("undescribed pages");
    drop_folder();
    free(begun);
}
END_TEST

/* A power failure in the first second of such a program: what was synced was the seal alone, and of
 * what came later a part is missing. */
START_TEST(test_power_failure_at_first)
{
    struct sw_datafile_meta sealed;
    struct sw_store *store;
    size_t size, begun_size;
    uint8_t *begun, *data;
    int file;

    make_folder();
    store = create();
    begun = slurp("store/begun/data.mdb", &begun_size);
    commit(store);
    put_generation(store, 0);
    commit(store);
    sw_store_close(store);
    data = slurp("store/data.mdb", &size);
    memset(data + 8192, 0, size - 8192);
    memcpy(data + 8192, begun + 8192, begun_size - 8192);
    spill("store/data.mdb", data, size);
    ck_assert_int_eq(sw_datafile_meta_decode(begun + 4096 + SW_DATAFILE_HEADER, 1, &sealed, NULL),
                     0);
    ck_assert_uint_eq(sealed.main.entries, 1);
    file = open(inside("store/anchor"), O_RDWR | O_TRUNC);
    ck_assert_int_eq(sw_anchor_write(file, "another boot", &sealed, NULL), 0);
    close(file);
    free(begun);
    free(data);
    expect_unbegun("a power failure at first");
    drop_folder();
}
END_TEST

/* What may be a run is never begun anew: whole, damaged, emptied or removed. */
START_TEST(test_runs_are_left_alone)
{
    static const char *const deeds[] = {"nothing", "zeros", "emptied", "cut", "removed"};

    for (int deed = 0; deed < 5; deed++) {
        struct sw_error error = {0};
        size_t size;
        uint8_t *data;

        lived(5);
        data = slurp("store/data.mdb", &size);
        if (deed == 1)
            memset(data, 0, 20000);
        if (deed > 0)
            spill("store/data.mdb", data, deed == 2 ? 0 : deed == 3 ? 8192 : size);
        if (deed == 4)
            unlink(inside("store/data.mdb"));
        free(data);
        ck_assert_int_eq(sw_runfolder_look(folder, &error), SW_RUNFOLDER_RUN);
        ck_assert_ptr_null(sw_store_create(folder, 0, false, &error));
        ck_assert_msg(error.code == SW_EXIT_USAGE && strstr(error.text, "--resume"), "%s: %s",
                      deeds[deed], error.text);
        error.code = 0;
        if (deed > 0) {
            ck_assert_ptr_null(sw_store_open(folder, true, false, &error));
            ck_assert_msg(error.code == SW_EXIT_DAMAGED && strstr(error.text, "copy"), "%s: %s",
                          deeds[deed], error.text);
        }
        drop_folder();
    }
}
END_TEST

static const struct {
    const char *path;
    mode_t mode;
} closed[] = {{"", 0}, {"store", 0}, {"store/data.mdb", 0}, {"store/anchor", 0}};

/* What may not be entered or read is told so, and never as no run. */
START_TEST(test_no_right)
{
    int status;
    pid_t child;

    lived(2);
    chmod(folder, 0755);
    ck_assert_int_eq(chmod(inside(closed[_i].path), closed[_i].mode), 0);
    child = fork_child();
    if (child == 0) {
        struct sw_error error = {0};

        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(1);
        if (sw_store_open(folder, false, false, &error) != NULL)
            _exit(2);
        if (error.code != SW_EXIT_FAILED || strstr(error.text, "Permission denied") == NULL ||
            strstr(error.text, "get the right") == NULL) {
            fprintf(stderr, "# %s\n", error.text);
            _exit(3);
        }
        if (sw_runfolder_look(folder, NULL) != -1)
            _exit(4);
        _exit(42);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    chmod(inside(closed[_i].path), 0755);
    ck_assert_int_eq(WEXITSTATUS(status), 42);
    drop_folder();
}
END_TEST

/* The run's files are removed or replaced under the writer: the next sync says so. Moved, they stay
 * the run's own. */
START_TEST(test_taken_away)
{
    static const char *const deeds[] = {"rm -rf '%s'", "rm '%s/store/data.mdb'",
                                        "cp -a '%s' '%s.copy'; rm -rf '%s'; mv '%s.copy' '%s'",
                                        "mv '%s' '%s.moved'"};
    static const char *const says[] = {"was removed", "was removed", "was replaced", NULL};
    struct sw_error error = {0};
    struct sw_store *store;
    char command[2000];

    make_folder();
    store = create();
    commit(store);
    put_generation(store, 0);
    commit(store);
    snprintf(command, sizeof command, deeds[_i], folder, folder, folder, folder, folder);
    ck_assert_int_eq(system(command), 0);
    put_generation(store, 1);
    error.code = 0;
    if (says[_i] == NULL) {
        ck_assert_msg(sw_store_commit(store, &error) == 0 && sw_store_sync(store, &error) == 0,
                      "%s", error.text);
        check_whole(store, 2);
        strcat(folder, ".moved");
    } else {
        ck_assert(sw_store_commit(store, &error) != 0 || sw_store_sync(store, &error) != 0);
        ck_assert_msg(error.code == SW_EXIT_FAILED && strstr(error.text, says[_i]), "%s",
                      error.text);
    }
    sw_store_close(store);
    if (access(folder, F_OK) == 0)
        drop_folder();
}
END_TEST

/* data.mdb or lock.mdb is cut under a writer: a sentence and exit code 1, no signal. */
START_TEST(test_cut_under_the_writer)
{
    static const char *const names[] = {"store/data.mdb", "store/lock.mdb"};
    char said[1024] = "";
    int out[2], status;
    pid_t child;

    lived(30);
    ck_assert_int_eq(pipe(out), 0);
    child = fork_child();
    if (child == 0) {
        struct sw_store *store = open_store(true);

        dup2(out[1], STDERR_FILENO);
        NEED(truncate(inside(names[_i]), 0) == 0);
        for (uint64_t g = 30; g < 60; g++) {
            struct sw_error error = {0};

            put_generation(store, g);
            if (sw_store_commit(store, &error) != 0) {
                fprintf(stderr, "smallworld: %s\n", error.text);
                _exit(SW_EXIT_FAILED);
            }
        }
        _exit(0);
    }
    close(out[1]);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_gt(read(out[0], said, sizeof said - 1), 20);
    ck_assert_msg(WIFEXITED(status), "signal %d", WTERMSIG(status));
    ck_assert_int_eq(WEXITSTATUS(status), SW_EXIT_FAILED);
    ck_assert_msg(strncmp(said, "smallworld: ", 12) == 0, "%s", said);
    close(out[0]);
    drop_folder();
}
END_TEST

/* The same under a reader, which uses the map of lock.mdb alone. */
START_TEST(test_cut_under_a_reader)
{
    char said[1024] = "";
    int out[2], status;
    pid_t child;

    lived(3);
    ck_assert_int_eq(pipe(out), 0);
    child = fork_child();
    if (child == 0) {
        struct sw_store *store = open_store(false);

        dup2(out[1], STDERR_FILENO);
        NEED(truncate(inside("store/lock.mdb"), 0) == 0);
        sw_store_close(store);
        _exit(0);
    }
    close(out[1]);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status), "signal %d", WTERMSIG(status));
    ck_assert_int_eq(WEXITSTATUS(status), SW_EXIT_FAILED);
    ck_assert_int_gt(read(out[0], said, sizeof said - 1), 20);
    ck_assert_msg(strstr(said, "was cut short or replaced") != NULL, "%s", said);
    close(out[0]);
    drop_folder();
}
END_TEST

/* ---- descriptions that could not be written ---- */

enum { TRANSACTION = 16 + 128, LAST = 16 + 120, FIELDS = 16 + 16 };

/* The newest description's page becomes what LMDB leaves when it cannot write it: of the new one
 * all but the last page and the number, which are those of two commits before. */
static void ruin(int part, uint64_t *told)
{
    size_t size, old_size;
    uint8_t *old = slurp("store/data.mdb", &old_size), *now;
    struct sw_store *store = open_store(true);
    uint64_t transactions[2], page, generations = walk(store).generations;

    put_generation(store, generations);
    if (part % 2 == 0) /* a commit that makes the file grow */
        for (uint32_t i = 0; i < 40; i++)
            put(store, SW_STORE_KEYFRAME, 1000000 + i, 0);
    commit(store);
    sw_store_close(store);
    now = slurp("store/data.mdb", &size);
    memcpy(&transactions[0], now + TRANSACTION, 8);
    memcpy(&transactions[1], now + 4096 + TRANSACTION, 8);
    page = transactions[0] > transactions[1] ? 0 : 4096;
    memcpy(now + page + LAST, old + page + LAST, 16);
    if (part >= 2) /* it was written in part only */
        memcpy(now + page + FIELDS + 20 * part, old + page + FIELDS + 20 * part,
               120 - 20 * (size_t)part);
    spill("store/data.mdb", now, size);
    *told = generations;
    free(old);
    free(now);
}

START_TEST(test_ruined_description)
{
    struct sw_error error = {0};
    struct sw_anchor note;
    struct sw_store *store;
    uint64_t told, found;
    size_t anchor_size;
    uint8_t *anchor;
    int file;

    lived(12);
    store = open_store(true);
    sw_store_close(store);
    anchor = slurp("store/anchor", &anchor_size); /* before the commit that fails */
    ruin(_i, &told);
    spill("store/anchor", anchor, anchor_size);
    free(anchor);
    file = open(inside("store/anchor"), O_RDONLY);
    ck_assert(sw_anchor_read(file, &note));
    close(file);
    store = sw_store_open(folder, false, false, &error);
    ck_assert_msg(store != NULL, "%s", error.text);
    found = walk(store).generations;
    sw_store_close(store);
    ck_assert_uint_ge(found, told);
    ck_assert_uint_le(found, told + 1);
    store = open_store(true);
    ck_assert_uint_eq(walk(store).generations, found);
    for (uint64_t g = found; g < found + 5; g++) {
        put_generation(store, g);
        commit(store);
    }
    sw_store_close(store);
    store = open_store(false);
    ck_assert_uint_eq(walk(store).generations, found + 5);
    ck_assert_int_eq(sw_store_verify(store, &error), 0);
    sw_store_close(store);
    drop_folder();
}
END_TEST

/* A damaged description of the newest commit itself is no such ruin: going back to the commit
 * before it would lose it without a word. */
START_TEST(test_newest_description)
{
    struct sw_error error = {0};
    uint64_t transactions[2];
    size_t size, page;
    uint8_t *data;

    lived(12);
    data = slurp("store/data.mdb", &size);
    memcpy(&transactions[0], data + TRANSACTION, 8);
    memcpy(&transactions[1], data + 4096 + TRANSACTION, 8);
    page = transactions[0] > transactions[1] ? 0 : 4096;
    data[page + FIELDS + 8 + 48 + 40 + (size_t)_i] ^= 0x40; /* the root of its records */
    spill("store/data.mdb", data, size);
    free(data);
    ck_assert_ptr_null(sw_store_open(folder, _i == 1, false, &error));
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    drop_folder();
}
END_TEST

/* ---- damage of older records ---- */

START_TEST(test_resume_verifies)
{
    struct sw_error error = {0};
    struct sw_store *store;
    size_t size, at = 0;
    uint8_t *data, wanted[1040];

    lived(25);
    data = slurp("store/data.mdb", &size);
    content(SW_STORE_SCORES, 3, 1, wanted, sizeof wanted);
    while (at + sizeof wanted < size && memcmp(data + at, wanted, sizeof wanted) != 0)
        at++;
    ck_assert_uint_lt(at + sizeof wanted, size);
    while (at + sizeof wanted < size) { /* also where it stood before pages were copied */
        if (memcmp(data + at, wanted, sizeof wanted) == 0)
            data[at + 500] ^= 1;
        at++;
    }
    spill("store/data.mdb", data, size);
    free(data);
    ck_assert_ptr_null(sw_store_open(folder, true, false, &error));
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(error.text, "scores record (3, 1)") != NULL, "%s", error.text);
    store = open_store(false); /* the rest can still be read */
    sw_store_close(store);
    drop_folder();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("store_begin");
    TCase *c = tcase_create("store_begin");

    tcase_set_timeout(c, 120);
    tcase_add_test(c, test_first_commit_begins);
    tcase_add_test(c, test_left_in_place);
    tcase_add_test(c, test_power_failure_at_first);
    tcase_add_test(c, test_runs_are_left_alone);
    tcase_add_loop_test(c, test_no_right, 0, (int)(sizeof closed / sizeof *closed));
    tcase_add_loop_test(c, test_taken_away, 0, 4);
    tcase_add_loop_test(c, test_cut_under_the_writer, 0, 2);
    tcase_add_test(c, test_cut_under_a_reader);
    tcase_add_loop_test(c, test_ruined_description, 0, 6);
    tcase_add_loop_test(c, test_newest_description, 0, 2);
    tcase_add_test(c, test_resume_verifies);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
