#include "base/file.h"

#include "unit_test.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static char folder[64];

/* Every test has a folder of its own, and stands in it. */
static void enter(void)
{
    strcpy(folder, "/tmp/sw-unit-file-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
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

START_TEST(what_is_written_is_read)
{
    struct sw_error error = {0};
    size_t size = 0, wanted = 100000;
    char *bytes = malloc(wanted), *back;
    struct stat status;

    for (size_t i = 0; i < wanted; i++)
        bytes[i] = (char)(i * 31 >> 2);
    ck_assert_int_eq(sw_file_write("a", bytes, wanted, &error), 0);
    back = sw_file_read("a", wanted, &size, &error);
    ck_assert_ptr_nonnull(back);
    ck_assert_uint_eq(size, wanted);
    ck_assert_mem_eq(back, bytes, wanted);
    ck_assert_int_eq(back[size], 0);
    free(back);
    free(bytes);
    put("a", "new");
    back = sw_file_read("a", 3, &size, &error);
    ck_assert_str_eq(back, "new");
    free(back);
    put("empty", "");
    back = sw_file_read("empty", 0, &size, &error);
    ck_assert_str_eq(back, "");
    ck_assert_uint_eq(size, 0);
    free(back);
    umask(027);
    put("guarded", "x");
    ck_assert_int_eq(stat("guarded", &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0640);
}
END_TEST

START_TEST(reading_says_what_is_wrong)
{
    struct sw_error error = {0};
    size_t size = 0;

    ck_assert_ptr_null(sw_file_read("nothing", 10, &size, &error));
    ck_assert_str_eq(error.text, "cannot open nothing: No such file or directory");
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    error.code = 0;
    ck_assert_ptr_null(sw_file_read(".", 10, &size, &error));
    ck_assert_str_eq(error.text, ". is a folder, and a file is needed here");
    put("a", "12345");
    error.code = 0;
    ck_assert_ptr_null(sw_file_read("a", 4, &size, &error));
    ck_assert_str_eq(error.text, "a is larger than the 4 bytes that are read at most");
    error.code = 0;
    ck_assert_ptr_null(sw_file_read("/dev/zero", 100000, &size, &error));
    ck_assert_str_eq(error.text, "/dev/zero is larger than the 100000 bytes that are read at most");
    error.code = 0;
    ck_assert_ptr_null(sw_file_read("a\nb", 4, &size, &error));
    ck_assert_str_eq(error.text, "cannot open a\\x0ab: No such file or directory");
}
END_TEST

static uint32_t entries(void)
{
    struct sw_error error = {0};
    struct sw_file_list list = {0};
    uint32_t count;

    ck_assert_int_eq(sw_file_list_find(&list, ".", "", &error), 0);
    count = list.count;
    sw_file_list_clear(&list);
    return count;
}

START_TEST(a_failed_write_keeps_the_old_file_and_leaves_no_litter)
{
    struct sw_error error = {0};
    struct rlimit limit;
    size_t size;
    char *bytes = calloc(1, 100000), *back;

    put("a", "old");
    ck_assert_int_eq(sw_folder_make("b/c", &error), 0);
    ck_assert_int_eq(sw_file_write("b", "x", 1, &error), -1);
    ck_assert_str_eq(error.text, "cannot write b: Is a directory");
    error.code = 0;
    ck_assert_int_eq(sw_file_write("none/a", "x", 1, &error), -1);
    ck_assert_str_eq(error.text, "cannot write none/a: No such file or directory");
    ck_assert_int_eq(sw_file_try("none/a", &error), -1);
    ck_assert_str_eq(error.text, "cannot write none/a: No such file or directory");
    ck_assert_int_eq(sw_file_try("a", &error), 0);
    /* As a full disk would: the file may not grow so large. */
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = 5000;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    error.code = 0;
    ck_assert_int_eq(sw_file_write("a", bytes, 100000, &error), -1);
    ck_assert_str_eq(error.text, "cannot write a: File too large");
    back = sw_file_read("a", 100, &size, &error);
    ck_assert_str_eq(back, "old");
    free(back);
    free(bytes);
    ck_assert_uint_eq(entries(), 1);
}
END_TEST

START_TEST(folders_are_made)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_folder_make("x/y//z/", &error), 0);
    ck_assert(sw_folder_exists("x/y/z"));
    ck_assert_int_eq(sw_folder_make("x/y/z", &error), 0);
    ck_assert_int_eq(sw_folder_make("/", &error), 0);
    ck_assert_int_eq(sw_folder_make(".", &error), 0);
    ck_assert_int_eq(sw_folder_empty("x/y/z", &error), 1);
    put("x/y/z/f", "1");
    ck_assert_int_eq(sw_folder_empty("x/y/z", &error), 0);
    ck_assert(sw_file_exists("x/y/z/f") && !sw_folder_exists("x/y/z/f"));
    ck_assert(!sw_file_exists("x/y/z/g"));
    ck_assert_int_eq(error.code, 0);
    ck_assert_int_eq(sw_folder_make("x/y/z/f/g", &error), -1);
    ck_assert_str_eq(error.text, "cannot make the folder x/y/z/f: Not a directory");
    error.code = 0;
    ck_assert_int_eq(sw_folder_empty("none", &error), -1);
    ck_assert_str_eq(error.text, "cannot read the folder none: No such file or directory");
    error.code = 0;
    ck_assert_int_eq(sw_folder_make("", &error), -1);
}
END_TEST

START_TEST(paths_are_joined)
{
    struct sw_error error = {0};
    char path[SW_PATH_MAX], name[SW_PATH_MAX];

    ck_assert_int_eq(sw_path_join(path, "a", "b", &error), 0);
    ck_assert_str_eq(path, "a/b");
    ck_assert_int_eq(sw_path_join(path, "a/", "b", &error), 0);
    ck_assert_str_eq(path, "a/b");
    ck_assert_int_eq(sw_path_join(path, "a", "/b", &error), 0);
    ck_assert_str_eq(path, "/b");
    ck_assert_int_eq(sw_path_join(path, "", "b", &error), 0);
    ck_assert_str_eq(path, "b");
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    ck_assert_int_eq(sw_path_join(path, "", name, &error), 0);
    ck_assert_int_eq(sw_path_join(path, "a", name, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "is longer than 4095 bytes"));
    ck_assert_str_eq(sw_path_name("a/b"), "b");
    ck_assert_str_eq(sw_path_name("b"), "b");
    ck_assert_str_eq(sw_path_name("a/b/"), "b/");
    ck_assert_str_eq(sw_path_name("/"), "/");
    ck_assert_str_eq(sw_path_name(""), "");
}
END_TEST

START_TEST(files_are_found_in_order)
{
    struct sw_error error = {0};
    struct sw_file_list list = {0};
    static const char *const expected[] = {"t/a.json", "t/b/a.json", "t/b/z.json", "t/c.json"};

    ck_assert_int_eq(sw_folder_make("t/b/.hidden", &error), 0);
    put("t/c.json", "");
    put("t/b/z.json", "");
    put("t/a.json", "");
    put("t/b/a.json", "");
    put("t/b/readme.txt", "");
    put("t/.a.json", "");
    put("t/b/.hidden/a.json", "");
    ck_assert_int_eq(symlink("..", "t/b/loop.json"), 0);
    ck_assert_int_eq(sw_file_list_find(&list, "t", ".json", &error), 0);
    ck_assert_uint_eq(list.count, 4);
    for (uint32_t i = 0; i < 4; i++)
        ck_assert_str_eq(list.path[i], expected[i]);
    /* A file that is named is taken whatever its suffix, and stands behind what was found before.
     */
    ck_assert_int_eq(sw_file_list_find(&list, "t/b/readme.txt", ".json", &error), 0);
    ck_assert_uint_eq(list.count, 5);
    ck_assert_str_eq(list.path[4], "t/b/readme.txt");
    ck_assert_int_eq(sw_file_list_find(&list, "none", ".json", &error), -1);
    ck_assert_str_eq(error.text, "cannot open none: No such file or directory");
    ck_assert_uint_eq(list.count, 5);
    sw_file_list_clear(&list);
    sw_file_list_clear(&list);
}
END_TEST

START_TEST(too_deep_is_refused)
{
    struct sw_error error = {0};
    struct sw_file_list list = {0};

    ck_assert_int_eq(sw_folder_make("1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", &error), 0);
    ck_assert_int_eq(sw_file_list_find(&list, "1", ".json", &error), 0);
    ck_assert_int_eq(sw_folder_make("1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", &error), 0);
    ck_assert_int_eq(sw_file_list_find(&list, "1", ".json", &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "is more than 16 folders deep"));
    sw_file_list_clear(&list);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("file");
    TCase *t = tcase_create("file");

    tcase_add_checked_fixture(t, enter, leave);
    tcase_add_test(t, what_is_written_is_read);
    tcase_add_test(t, reading_says_what_is_wrong);
    tcase_add_test(t, a_failed_write_keeps_the_old_file_and_leaves_no_litter);
    tcase_add_test(t, folders_are_made);
    tcase_add_test(t, paths_are_joined);
    tcase_add_test(t, files_are_found_in_order);
    tcase_add_test(t, too_deep_is_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
