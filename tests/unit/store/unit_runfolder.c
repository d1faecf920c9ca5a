/* Tests of population/runfolder: which folders may become a run, and who writes one. */
#include "store/runfolder.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[WORK_FOLDER_MAX];

static void make_folder(void)
{
    ck_assert(work_folder_make(folder));
}

static void drop_folder(void)
{
    ck_assert(work_folder_drop(folder));
}

static void put_file(const char *name, const char *text)
{
    struct sw_error error = {0};
    char path[SW_PATH_MAX];

    ck_assert_int_eq(sw_path_join(path, folder, name, &error), 0);
    ck_assert_int_eq(sw_file_write(path, text, strlen(text), &error), 0);
}

START_TEST(test_paths)
{
    struct sw_error error = {0};
    char path[SW_PATH_MAX], *far = malloc(SW_PATH_MAX + 1);

    ck_assert_int_eq(sw_runfolder_path("runs/one", "data.mdb", path, &error), 0);
    ck_assert_str_eq(path, "runs/one/store/data.mdb");
    ck_assert_int_eq(sw_runfolder_path("runs/one/", "", path, &error), 0);
    ck_assert_str_eq(path, "runs/one/store");
    memset(far, 'a', SW_PATH_MAX);
    far[SW_PATH_MAX] = '\0';
    ck_assert_int_eq(sw_runfolder_path(far, "data.mdb", path, &error), -1);
    ck_assert_int_ne(error.code, 0);
    free(far);
}
END_TEST

START_TEST(test_fresh)
{
    static char many[200000];
    struct sw_error error = {0};
    char path[SW_PATH_MAX];

    make_folder();
    ck_assert_int_eq(sw_runfolder_fresh(folder, &error), 0);
    put_file("thesis.tex", "x");
    ck_assert_int_eq(sw_runfolder_fresh(folder, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "other files"));
    error.code = 0;
    ck_assert_int_eq(sw_runfolder_path(folder, "", path, &error), 0);
    ck_assert_int_eq(sw_folder_make(path, &error), 0);
    put_file("store/writer", "1\n");
    ck_assert_int_eq(sw_runfolder_fresh(folder, &error), 0); /* begun and stopped at once */
    put_file("store/data.mdb", "");
    ck_assert_int_eq(sw_runfolder_fresh(folder, &error), 0);
    put_file("store/data.mdb", "who knows what this is"); /* no place for a record in it */
    ck_assert_int_eq(sw_runfolder_fresh(folder, &error), 0);
    memset(many, 'x', sizeof many - 1);
    put_file("store/data.mdb", many);
    ck_assert_int_eq(sw_runfolder_fresh(folder, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "--resume"));
    error.code = 0;
    ck_assert_int_eq(sw_runfolder_fresh("/nonexistent/folder", &error), 0);
    drop_folder();
}
END_TEST

START_TEST(test_lock)
{
    struct sw_error error = {0};
    char path[SW_PATH_MAX], pid[32];
    int first, again, status;
    pid_t child;

    make_folder();
    ck_assert_int_eq(sw_runfolder_path(folder, "", path, &error), 0);
    ck_assert_int_eq(sw_runfolder_lock(folder, &error), -1); /* no such folder */
    ck_assert_int_eq(sw_folder_make(path, &error), 0);
    error.code = 0;
    first = sw_runfolder_lock(folder, &error);
    ck_assert_int_ge(first, 0);
    snprintf(pid, sizeof pid, "pid %ld", (long)getpid());
    ck_assert_int_eq(sw_runfolder_lock(folder, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    ck_assert_msg(strstr(error.text, pid) != NULL, "%s", error.text);
    close(first);
    error.code = 0;
    again = sw_runfolder_lock(folder, &error);
    ck_assert_int_ge(again, 0);
    close(again);
    /* A process that ends, however it ends, gives it back. */
    child = fork();
    if (child == 0) {
        sw_runfolder_lock(folder, NULL);
        kill(getpid(), SIGKILL);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    again = sw_runfolder_lock(folder, &error);
    ck_assert_int_ge(again, 0);
    close(again);
    put_file("store/writer", "999 \x1b[31m"); /* whatever stands in it */
    again = sw_runfolder_lock(folder, &error);
    ck_assert_int_ge(again, 0);
    close(again);
    drop_folder();
}
END_TEST

/* A FIFO in the place of any of the store's files is refused at once, to read and to write. */
START_TEST(test_special)
{
    static const char *const names[] = {"data.mdb", "anchor", "writer", "lock.mdb"};
    static const int flags[] = {O_RDONLY, O_RDWR, O_RDWR | O_CREAT};
    struct sw_error error = {0};
    char path[SW_PATH_MAX];

    make_folder();
    ck_assert_int_eq(sw_runfolder_path(folder, "", path, &error), 0);
    ck_assert_int_eq(mkdir(path, 0755), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ck_assert_int_eq(sw_runfolder_path(folder, names[i], path, &error), 0);
        ck_assert_int_eq(mkfifo(path, 0600), 0);
        for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) {
            error.code = 0;
            ck_assert_int_eq(sw_runfolder_open(folder, names[i], flags[k], &error), -1);
            ck_assert_int_eq(error.code, SW_EXIT_FAILED);
            ck_assert_msg(strstr(error.text, "is not a regular file") != NULL, "%s", error.text);
        }
        error.code = 0;
        if (i < 2) /* what tells whether a run is there */
            ck_assert_int_eq(sw_runfolder_look(folder, &error), -1);
        else if (i == 2)
            ck_assert_int_eq(sw_runfolder_lock(folder, &error), -1);
        else
            ck_assert_int_eq(sw_runfolder_lock_room(folder, names[i], true, &error), -1);
        ck_assert_msg(strstr(error.text, "is not a regular file") != NULL, "%s", error.text);
        error.code = 0;
        ck_assert_int_eq(unlink(path), 0);
    }
    drop_folder();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("runfolder");
    TCase *c = tcase_create("runfolder");

    tcase_add_test(c, test_paths);
    tcase_add_test(c, test_fresh);
    tcase_add_test(c, test_lock);
    tcase_add_test(c, test_special);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
