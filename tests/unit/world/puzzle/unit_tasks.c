/* unit_tasks.c - the tasks of files and folders: their order, their keys, what is left out and what
 * ends the work. */
#include "base/file.h"
#include "world/puzzle/tasks.h"
#include "tests/unit/unit_test.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], told[4][1024];
static int tellings;

static void tell(const char *sentence, void *context)
{
    (void)context;
    snprintf(told[tellings++ % 4], sizeof told[0], "%s", sentence);
}

/* Every test has a folder of its own, and stands in it. */
static void enter(void)
{
    strcpy(folder, "/tmp/sw-unit-tasks-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(mkdir("t", 0777), 0);
    tellings = 0;
}

static void leave(void)
{
    char command[128];

    ck_assert_int_eq(chdir("/"), 0);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static void put(const char *path, const char *text)
{
    struct sw_error error = {0};

    ck_assert_msg(sw_file_write(path, text, strlen(text), &error) == 0, "%s", error.text);
}

#define PAIR "{\"input\": [[1]], \"output\": [[2]]}"
#define TASK "{\"train\": [" PAIR "], \"test\": [" PAIR "]}"

/* Reads all; the keys of what is a task, with blanks between, or the error's sentence. */
static char *keys_of(const char *const *paths, uint32_t count, struct sw_error *error)
{
    static struct sw_puzzle puzzle;
    static char keys[1000];
    struct sw_tasks *tasks = sw_tasks_open(paths, count, error);
    int result = -1;

    keys[0] = '\0';
    while (tasks != NULL && (result = sw_tasks_next(tasks, &puzzle, error)) == 1)
        snprintf(keys + strlen(keys), sizeof keys - strlen(keys), "%s ", sw_tasks_key(tasks));
    if (result == 0)
        sw_tasks_tell(tasks, tell, NULL);
    sw_tasks_close(tasks);
    return result == 0 ? keys : error->text;
}

START_TEST(order_and_keys)
{
    const char *paths[] = {"z.json", "t", "many.json"};
    struct sw_error error = {0};

    put("z.json", TASK);
    put("t/b.json", TASK);
    put("t/a.json", TASK);
    put("many.json", "{\"y\": " TASK ", \"x\": " TASK "}");
    ck_assert_str_eq(keys_of(paths, 3, &error), "z a b y x ");
    ck_assert_int_eq(tellings, 0);
}
END_TEST

START_TEST(what_is_left_out_is_told_once)
{
    const char *paths[] = {"t"};
    struct sw_error error = {0};

    put("t/a.json", TASK);
    put("t/b.json", "{");
    put("t/c.json", "{\"y\": " TASK "}");
    put("t/c_solutions.json", "{\"y\": [[[1]]]}");
    ck_assert_int_eq(mkfifo("t/d.json", 0600), 0);
    ck_assert_str_eq(keys_of(paths, 1, &error), "a ");
    ck_assert_int_eq(tellings, 1);
    ck_assert_str_eq(told[0], "1 of 5 files is used; 4 are left out, such as t/d.json: this is no "
                              "regular file");
    unlink("t/d.json");
    ck_assert_str_eq(keys_of(paths, 1, &error), "a ");
    ck_assert_ptr_nonnull(
        strstr(told[1], "1 of 4 files is used; 3 are left out, such as t/b.json: not JSON"));
    unlink("t/b.json");
    unlink("t/c_solutions.json");
    ck_assert_str_eq(keys_of(paths, 1, &error), "a ");
    ck_assert_str_eq(told[2],
                     "1 of 2 files is used; 1 is left out: t/c.json: it holds tasks under keys; "
                     "name the file itself to take them");
}
END_TEST

/* A file that cannot be read is another thing than a file that is no task. */
START_TEST(what_cannot_be_read_ends_it)
{
    const char *named[] = {"t/a.json", "t/b.json"}, *paths[] = {"t"};
    struct sw_error error = {0};
    struct rlimit limit;

    put("t/a.json", TASK);
    ck_assert_int_eq(symlink("nothing", "t/b.json"), 0);
    ck_assert_str_eq(keys_of(paths, 1, &error), "cannot open t/b.json: No such file or directory");
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    error.code = 0;
    ck_assert_str_eq(keys_of(named, 2, &error), "cannot open t/b.json: No such file or directory");
    unlink("t/b.json");
    error.code = 0;
    put("t/c.json", TASK);
    ck_assert_int_eq(chmod("t/c.json", 0), 0);
    if (access("t/c.json", R_OK) != 0)
        ck_assert_str_eq(keys_of(paths, 1, &error), "cannot open t/c.json: Permission denied");
    error.code = 0;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = 0;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
    ck_assert_str_eq(keys_of(named, 1, &error), "cannot open t/a.json: Too many open files");
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    limit.rlim_cur = limit.rlim_max;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
}
END_TEST

/* Two of one key: in two files, and in two groups of one. */
START_TEST(keys_are_unique)
{
    const char *both[] = {"a.json", "t"}, *one[] = {"groups.json"};
    struct sw_error error = {0};
    struct sw_tasks *tasks;

    put("a.json", TASK);
    put("t/b.json", TASK);
    tasks = sw_tasks_open(both, 2, &error);
    ck_assert_int_eq(sw_tasks_unique(tasks, &error), 0);
    sw_tasks_close(tasks);
    put("t/a.json", TASK);
    tasks = sw_tasks_open(both, 2, &error);
    ck_assert_int_eq(sw_tasks_unique(tasks, &error), -1);
    ck_assert_str_eq(error.text, "a.json and t/a.json both hold a task \"a\", and answers are "
                                 "distinguished by that name; leave one of them out");
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    sw_tasks_close(tasks);
    error.code = 0;
    put("groups.json", "{\"train\": {\"k\": " TASK "}, \"eval\": {\"k\": " TASK "}}");
    tasks = sw_tasks_open(one, 1, &error);
    ck_assert_uint_eq(sw_tasks_found(tasks), 2);
    ck_assert_int_eq(sw_tasks_unique(tasks, &error), -1);
    sw_tasks_close(tasks);
}
END_TEST

START_TEST(nothing_at_all)
{
    const char *one[] = {"a.json"}, *all[] = {"t"};
    struct sw_error error = {0};
    static struct sw_puzzle puzzle;
    struct sw_tasks *tasks = sw_tasks_open(all, 1, &error);

    ck_assert_uint_eq(sw_tasks_found(tasks), 0);
    ck_assert(!sw_tasks_more(tasks));
    ck_assert_int_eq(sw_tasks_next(tasks, &puzzle, &error), 0);
    ck_assert_int_eq(sw_tasks_none(tasks, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "no .json file was found"));
    sw_tasks_close(tasks);
    sw_tasks_close(NULL);
    error.code = 0;
    put("a.json", "3");
    tasks = sw_tasks_open(one, 1, &error);
    ck_assert_int_eq(sw_tasks_next(tasks, &puzzle, &error), 0);
    ck_assert_int_eq(sw_tasks_none(tasks, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_ptr_nonnull(strstr(error.text, "a.json: not JSON"));
    sw_tasks_close(tasks);
    error.code = 0;
    one[0] = "nowhere";
    ck_assert_ptr_null(sw_tasks_open(one, 1, &error));
    ck_assert_str_eq(error.text, "cannot open nowhere: No such file or directory");
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("tasks");
    TCase *t = tcase_create("tasks");

    tcase_add_checked_fixture(t, enter, leave);
    tcase_add_test(t, order_and_keys);
    tcase_add_test(t, what_is_left_out_is_told_once);
    tcase_add_test(t, what_cannot_be_read_ends_it);
    tcase_add_test(t, keys_are_unique);
    tcase_add_test(t, nothing_at_all);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
