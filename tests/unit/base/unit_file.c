#include "base/file.h"

#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static char folder[WORK_FOLDER_MAX];

/* Every test has a folder of its own, and stands in it. */
static void enter(void)
{
    ck_assert(work_folder_make(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void leave(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert(work_folder_drop(folder));
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
    ck_assert_str_eq(
        error.text,
        "cannot write none/a: the folder that it should be in is not there; make it first");
    ck_assert_int_eq(sw_file_try("none/a", &error), -1);
    ck_assert_str_eq(
        error.text,
        "cannot write none/a: the folder that it should be in is not there; make it first");
    ck_assert_int_eq(sw_file_try("a", &error), 0);
    error.code = 0;
    ck_assert_int_eq(sw_file_try("", &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    error.code = 0;
    ck_assert_int_eq(sw_file_write("", "x", 1, &error), -1);
    ck_assert_str_eq(error.text,
                     "the name of the file to write is empty; is a shell variable empty?");
    ck_assert_uint_eq(entries(), 1);
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

START_TEST(a_result_does_not_replace_what_is_read)
{
    struct sw_error error = {0};

    put("a", "1");
    put("b", "1");
    ck_assert_int_eq(symlink("a", "soft"), 0);
    ck_assert_int_eq(link("a", "hard"), 0);
    ck_assert_int_eq(mkfifo("fifo", 0600), 0);
    ck_assert_int_eq(sw_file_apart("a", "b", &error), 0);
    ck_assert_int_eq(sw_file_apart("a", "new", &error), 0);
    ck_assert_int_eq(sw_file_apart("none", "none", &error), 0);
    ck_assert_int_eq(sw_file_apart("fifo", "fifo", &error), 0);
    ck_assert_int_eq(sw_file_apart("a", "-", &error), 0);
    ck_assert_int_eq(sw_file_apart("a", "/dev/stdout", &error), 0);
    for (int i = 0; i < 4; i++) {
        static const char *const same[] = {"a", "./a", "soft", "hard"};

        error.code = 0;
        ck_assert_int_eq(sw_file_apart("a", same[i], &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_str_eq(error.text,
                         "the result would replace a, which is read; give it another name");
    }
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
    ck_assert_str_eq(
        error.text,
        "cannot make the folder x/y/z/f: a file has that name; give another name, or move the "
        "file away");
    error.code = 0;
    ck_assert_int_eq(symlink("nowhere", "x/link"), 0);
    ck_assert_int_eq(sw_folder_make("x/link", &error), -1);
    ck_assert_str_eq(error.text, "cannot make the folder x/link: it is a symbolic link to nowhere, "
                                 "which is not there; make that folder, or remove the link");
    error.code = 0;
    ck_assert_int_eq(symlink("y", "x/good"), 0);
    ck_assert_int_eq(sw_folder_make("x/good/w", &error), 0);
    ck_assert(sw_folder_exists("x/y/w"));
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

static char *read_back(const char *path)
{
    struct sw_error error = {0};
    size_t size;
    char *back = sw_file_read(path, 1000, &size, &error);

    ck_assert_msg(back != NULL, "%s", error.text);
    return back;
}

static void holds(const char *path, const char *text)
{
    char *back = read_back(path);

    ck_assert_str_eq(back, text);
    free(back);
}

static mode_t kind_of(const char *path)
{
    struct stat status;

    ck_assert_int_eq(lstat(path, &status), 0);
    return status.st_mode & S_IFMT;
}

/* The target of a link is written, wherever it is seen from; the link stays. */
START_TEST(links_stay)
{
    struct sw_error error = {0};
    struct stat status;

    ck_assert_int_eq(mkdir("a", 0777) | mkdir("b", 0777), 0);
    put("a/target", "old");
    ck_assert_int_eq(chmod("a/target", 0600), 0);
    ck_assert_int_eq(symlink("../a/target", "b/relative"), 0);
    ck_assert_int_eq(symlink("b/relative", "twice"), 0);
    ck_assert_int_eq(symlink("a/new", "dangling"), 0);
    ck_assert_int_eq(symlink("loop", "loop"), 0);
    ck_assert_int_eq(sw_file_try("twice", &error), 0);
    holds("a/target", "old");
    put("twice", "by two links");
    holds("a/target", "by two links");
    ck_assert_int_eq(stat("a/target", &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0600);
    ck_assert_uint_eq(kind_of("twice"), S_IFLNK);
    ck_assert_uint_eq(kind_of("b/relative"), S_IFLNK);
    ck_assert_uint_eq(kind_of("a/target"), S_IFREG);
    put("dangling", "made");
    holds("a/new", "made");
    ck_assert_uint_eq(kind_of("dangling"), S_IFLNK);
    ck_assert_int_eq(sw_file_write("loop", "x", 1, &error), -1);
    ck_assert_str_eq(error.text, "cannot write loop: Too many levels of symbolic links");
    error.code = 0;
    ck_assert_int_eq(sw_file_write("a", "x", 1, &error), -1);
    ck_assert_str_eq(error.text, "cannot write a: Is a directory");
    error.code = 0;
    ck_assert_int_eq(sw_file_try("b", &error), -1);
    ck_assert_str_eq(error.text, "cannot write b: Is a directory");
}
END_TEST

/* A FIFO, and a link to one, stay what they are. */
START_TEST(fifos_are_written_into)
{
    static const char *const names[] = {"fifo", "link"};

    ck_assert_int_eq(mkfifo("fifo", 0600), 0);
    ck_assert_int_eq(symlink("fifo", "link"), 0);
    for (int i = 0; i < 2; i++) {
        struct sw_error error = {0};
        char got[10] = "";
        int file = open("fifo", O_RDWR);

        ck_assert_int_eq(sw_file_try(names[i], &error), 0);
        ck_assert_int_eq(sw_file_write(names[i], "bytes", 5, &error), 0);
        ck_assert_int_eq(read(file, got, sizeof got), 5);
        ck_assert_str_eq(got, "bytes");
        close(file);
        ck_assert_uint_eq(kind_of("fifo"), S_IFIFO);
        ck_assert_uint_eq(kind_of("link"), S_IFLNK);
    }
}
END_TEST

/* An open descriptor goes on where it stands, under each of its names; a regular file behind it is
 * not begun again. */
START_TEST(descriptors_go_on)
{
    static const char *const forms[] = {"/dev/fd/%d", "/proc/self/fd/%d"};
    struct sw_error error = {0};
    int file = open("log", O_WRONLY | O_CREAT, 0666), pair[2];
    char path[64], got[10] = "";

    ck_assert_int_eq(write(file, "before ", 7), 7);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, forms[i], file);
        ck_assert_int_eq(sw_file_try(path, &error), 0);
        put(path, i == 0 ? "one " : "two");
    }
    holds("log", "before one two");
    close(file);
    ck_assert_int_eq(sw_file_try(path, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "Bad file descriptor"));
    error.code = 0;
    file = open("log", O_RDONLY);
    snprintf(path, sizeof path, "/dev/fd/%d", file);
    ck_assert_int_eq(sw_file_try(path, &error), -1);
    ck_assert_int_eq(pipe(pair), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", pair[1]);
    ck_assert_int_eq(symlink(path, "name"), 0);
    put("name", "pipe");
    ck_assert_int_eq(read(pair[0], got, sizeof got), 4);
    ck_assert_str_eq(got, "pipe");
    ck_assert_uint_eq(kind_of("name"), S_IFLNK);
}
END_TEST

START_TEST(a_dash_is_stdout)
{
    struct sw_error error = {0};

    fflush(stdout);
    ck_assert_ptr_nonnull(freopen("words", "w", stdout));
    printf("words ");
    ck_assert_int_eq(sw_file_try("-", &error), 0);
    ck_assert_int_eq(sw_file_write("-", "bytes", 5, &error), 0);
    ck_assert_int_eq(sw_file_write("/dev/stdout", " again", 6, &error), 0);
    fflush(stdout);
    holds("words", "words bytes again");
    ck_assert(!sw_file_exists("-"));
}
END_TEST

/* What an output's folder had to make goes again, and nothing else. */
START_TEST(folders_are_abandoned)
{
    struct sw_folder_new made;
    struct sw_error error = {0};

    ck_assert_int_eq(mkdir("old", 0777), 0);
    ck_assert_int_eq(sw_folder_begin(&made, "old/a/b//c/", true, &error), 0);
    ck_assert(sw_folder_exists("old/a/b/c"));
    sw_folder_abandon(&made);
    ck_assert(sw_folder_exists("old") && !sw_folder_exists("old/a"));
    ck_assert_int_eq(sw_folder_begin(&made, "old", true, &error), 0);
    sw_folder_abandon(&made);
    ck_assert(sw_folder_exists("old"));
    ck_assert_int_eq(sw_folder_begin(&made, "old/x", true, &error), 0);
    put("old/x/kept", "");
    sw_folder_abandon(&made);
    ck_assert(sw_file_exists("old/x/kept"));
    ck_assert_int_eq(sw_folder_begin(&made, "old/x", true, &error), -1);
    ck_assert_str_eq(error.text, "old/x is not empty; give -o another folder");
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    error.code = 0;
    ck_assert_int_eq(sw_folder_begin(&made, "old/x", false, &error), 0);
    ck_assert_int_eq(sw_folder_begin(&made, "new/kept/x", true, &error), 0);
    put("new/kept/y", "");
    sw_folder_abandon(&made);
    ck_assert(sw_folder_exists("new/kept") && !sw_folder_exists("new/kept/x"));
    ck_assert_int_eq(sw_folder_begin(&made, "fresh/old/x/kept", true, &error), 0);
    ck_assert_int_eq(sw_folder_begin(&made, "old/x/kept/z", true, &error), -1);
    error.code = 0;
    ck_assert_int_eq(sw_folder_begin(&made, "-", true, &error), -1);
    ck_assert(!sw_folder_exists("-"));
}
END_TEST

/* Below a folder regular files count; links to them too, and links that lead nowhere, so that
 * whoever reads them says so. */
START_TEST(only_regular_files_are_found)
{
    static const char *const expected[] = {"t/dangling.json", "t/file.json", "t/link.json"};
    struct sw_error error = {0};
    struct sw_file_list list = {0};

    ck_assert_int_eq(mkdir("t", 0777), 0);
    put("t/file.json", "");
    ck_assert_int_eq(symlink("file.json", "t/link.json"), 0);
    ck_assert_int_eq(symlink("nothing", "t/dangling.json"), 0);
    ck_assert_int_eq(symlink("../t", "t/folder.json"), 0);
    ck_assert_int_eq(mkfifo("t/fifo.json", 0600), 0);
    ck_assert_int_eq(symlink("fifo.json", "t/zlink.json"), 0);
    ck_assert_int_eq(sw_file_list_find(&list, "t", ".json", &error), 0);
    ck_assert_uint_eq(list.count, 3);
    for (uint32_t i = 0; i < 3; i++)
        ck_assert_str_eq(list.path[i], expected[i]);
    ck_assert_uint_eq(list.special, 2);
    ck_assert(strcmp(list.special_first, "t/fifo.json") == 0 ||
              strcmp(list.special_first, "t/zlink.json") == 0);
    /* Named itself, a FIFO is a file. */
    ck_assert_int_eq(sw_file_list_find(&list, "t/fifo.json", ".json", &error), 0);
    ck_assert_uint_eq(list.count, 4);
    sw_file_list_clear(&list);
}
END_TEST

START_TEST(texts_lose_their_mark)
{
    struct sw_error error = {0};
    size_t size;
    char *text;

    put("marked", "\xEF\xBB\xBF{}");
    text = sw_file_read_text("marked", 10, &size, &error);
    ck_assert_str_eq(text, "{}");
    ck_assert_uint_eq(size, 2);
    free(text);
    ck_assert_int_eq(sw_file_write("wide", "\xFF\xFE{\0", 4, &error), 0);
    ck_assert_ptr_null(sw_file_read_text("wide", 10, &size, &error));
    ck_assert_str_eq(error.text, "wide is a text in UTF-16; convert it to UTF-8");
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    error.code = 0;
    ck_assert_ptr_null(sw_file_read_text("marked", 3, &size, &error));
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    error.code = 0;
    ck_assert_ptr_null(sw_file_read_text("none", 3, &size, &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
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
    tcase_add_test(t, a_result_does_not_replace_what_is_read);
    tcase_add_test(t, folders_are_made);
    tcase_add_test(t, paths_are_joined);
    tcase_add_test(t, files_are_found_in_order);
    tcase_add_test(t, too_deep_is_refused);
    tcase_add_test(t, links_stay);
    tcase_add_test(t, fifos_are_written_into);
    tcase_add_test(t, descriptors_go_on);
    tcase_add_test(t, a_dash_is_stdout);
    tcase_add_test(t, folders_are_abandoned);
    tcase_add_test(t, only_regular_files_are_found);
    tcase_add_test(t, texts_lose_their_mark);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
