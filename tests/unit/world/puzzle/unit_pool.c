/* unit_pool.c - files become puzzles: each demonstration held back in turn, never the task's tests.
 */
#include "base/file.h"
#include "world/puzzle/pool.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "tests/unit/world_picture.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[WORK_FOLDER_MAX];
static char sentences[8][1024];
static int warned;

static void warn(const char *sentence, void *context)
{
    ck_assert_ptr_eq(context, sentences);
    snprintf(sentences[warned++ % 8], sizeof sentences[0], "%s", sentence);
}

static void put(const char *name, const char *text)
{
    char path[WORK_FOLDER_MAX + 16];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void begin(void)
{
    ck_assert(work_folder_make(folder));
    warned = 0;
}

static void end(void)
{
    static const char *const names[] = {"a.json", "b.json", "c.json",
                                        "d.json", "e.json", "notes.txt"};
    char path[WORK_FOLDER_MAX + 16];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    ck_assert_int_eq(rmdir(folder), 0);
}

#define TESTED "\"test\": [{\"input\": [[7, 7]], \"output\": [[7]]}]"
#define SLIDES                                                                                     \
    "{\"train\": [{\"input\": [[1, 0]], \"output\": [[0, 1]]},"                                    \
    "{\"input\": [[2, 0, 0]], \"output\": [[0, 0, 2]]},"                                           \
    "{\"input\": [[3, 0], [0, 0]], \"output\": [[0, 3], [0, 0]]}], " TESTED "}"

START_TEST(test_held_back_in_turn)
{
    static struct sw_puzzle puzzle;
    struct sw_error error = {0};
    struct sw_pool_counts counts;
    struct sw_pool *pool;
    char text[128];

    begin();
    put("a.json", SLIDES);
    pool = sw_pool_load(folder, warn, sentences, &error);
    ck_assert_msg(pool != NULL, "%s", error.text);
    counts = sw_pool_counts(pool);
    ck_assert_uint_eq(counts.files, 1);
    ck_assert_uint_eq(counts.tasks, 1);
    ck_assert_uint_eq(counts.taught, 1);
    ck_assert_uint_eq(counts.puzzles, 3);
    ck_assert_uint_eq(counts.refused + counts.doubles, 0);
    ck_assert_int_eq(warned, 0);
    for (uint32_t i = 0; i < 3; i++) {
        static const char *const canvases[] = {"1.", "2..", "3./.."};
        static const char *const targets[] = {".1", "..2", ".3/.."};
        uint32_t first = i == 0 ? 1 : 0, second = i == 2 ? 1 : 2;

        sw_pool_puzzle(pool, i, &puzzle);
        ck_assert_int_eq(puzzle.demonstrations, 2);
        ck_assert_int_eq(puzzle.tests, 1);
        ck_assert(puzzle.test_has_target[0] && !puzzle.test_has_target[1]);
        ck_assert_picture(&puzzle.test[0].canvas, canvases[i], "held back");
        ck_assert_picture(&puzzle.test[0].target, targets[i], "held back");
        ck_assert_picture(&puzzle.demonstration[0].canvas, canvases[first], "the first shown");
        ck_assert_picture(&puzzle.demonstration[1].target, targets[second], "the second shown");
        ck_assert_uint_eq(puzzle.id, sw_puzzle_hash(&puzzle));
        ck_assert_uint_eq(puzzle.rule, SW_RULE_NONE);
        ck_assert(puzzle.has_teacher);
        ck_assert_double_eq((double)puzzle.teacher_progress, 1.0);
        sw_program_print(&puzzle.teacher, text, sizeof text);
        ck_assert_str_eq(text, "select.organisms act.slide.right");
    }
    sw_pool_destroy(pool);
    sw_pool_destroy(NULL);
    end();
}
END_TEST

START_TEST(test_what_is_left_out)
{
    static const char single[] = "{\"train\": [{\"input\": [[1]], \"output\": [[2]]}], " TESTED "}";
    static const char still[] = "{\"train\": [{\"input\": [[1]], \"output\": [[1]]},"
                                "{\"input\": [[2]], \"output\": [[2]]}], " TESTED "}";
    static const char one_still[] = "{\"train\": [{\"input\": [[1]], \"output\": [[1]]},"
                                    "{\"input\": [[2]], \"output\": [[3]]}], " TESTED "}";
    static struct sw_puzzle puzzle;
    struct sw_error error = {0};
    struct sw_pool_counts counts;
    struct sw_pool *pool;
    char paths[2 * WORK_FOLDER_MAX + 16];

    begin();
    put("a.json", single);
    put("b.json", "{");
    put("c.json", still);
    put("d.json", one_still);
    put("e.json", one_still);
    put("notes.txt", "not a task");
    snprintf(paths, sizeof paths, "%s:%s/d.json", folder, folder);
    pool = sw_pool_load(paths, warn, sentences, &error);
    ck_assert_msg(pool != NULL, "%s", error.text);
    counts = sw_pool_counts(pool);
    ck_assert_uint_eq(counts.files, 6);
    ck_assert_uint_eq(counts.refused, 3);
    ck_assert_uint_eq(counts.doubles, 2);
    ck_assert_uint_eq(counts.tasks, 1);
    ck_assert_uint_eq(counts.puzzles, 1);
    ck_assert_int_eq(warned, 1);
    ck_assert_ptr_nonnull(strstr(sentences[0], "3 of 6 files are used; 3 are left out, such as "));
    ck_assert_ptr_nonnull(strstr(sentences[0], "a.json: its only demonstration cannot be held"));
    sw_pool_puzzle(pool, 0, &puzzle);
    ck_assert_int_eq(puzzle.demonstrations, 1);
    ck_assert_picture(&puzzle.test[0].target, "3", "the one that changes");
    sw_pool_destroy(pool);
    end();
}
END_TEST

START_TEST(test_nothing)
{
    struct sw_error error = {0};

    begin();
    ck_assert_ptr_null(sw_pool_load(folder, warn, sentences, &error));
    ck_assert_str_eq(error.text,
                     "no puzzle in worlds.source = arc:PATH[:PATH...], which reads ARC tasks as "
                     "*.json, or folders of them: no .json file was found; give ARC tasks or "
                     "folders of them");
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    put("a.json", "{");
    error.code = 0;
    ck_assert_ptr_null(sw_pool_load(folder, NULL, NULL, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "or folders of them: "));
    end();
    error.code = 0;
    ck_assert_ptr_null(sw_pool_load(folder, warn, sentences, &error));
    ck_assert_ptr_nonnull(strstr(error.text, folder));
    error.code = 0;
    ck_assert_ptr_null(sw_pool_load("", warn, sentences, &error));
    ck_assert_int_ne(error.code, 0);
}
END_TEST

/* The tasks below $SMALLWORLD_DATA, if it is set: quick enough, and the same
 * order and teachers every time. */
START_TEST(test_data_sets)
{
    const char *path = getenv("SMALLWORLD_DATA");
    struct sw_pool *one, *two;
    static struct sw_puzzle a, b;
    struct sw_pool_counts counts;
    struct sw_error error = {0};

    if (path == NULL || !sw_folder_exists(path))
        SW_SKIP("SMALLWORLD_DATA is no folder of ARC tasks");
    one = sw_pool_load(path, NULL, NULL, &error);
    ck_assert_msg(one != NULL, "%s", error.text);
    counts = sw_pool_counts(one);
    printf("# %u tasks, %u with an exact teacher, %u puzzles\n", counts.tasks, counts.taught,
           counts.puzzles);
    two = sw_pool_load(path, NULL, NULL, &error);
    ck_assert_uint_eq(sw_pool_counts(two).puzzles, counts.puzzles);
    for (uint32_t i = 0; i < counts.puzzles; i++) {
        sw_pool_puzzle(one, i, &a);
        sw_pool_puzzle(two, i, &b);
        quick_assert(a.id == b.id && a.teacher.length == b.teacher.length &&
                     sw_tokens_compare(a.teacher.token, b.teacher.token, a.teacher.length) == 0);
        quick_assert(!a.has_teacher ||
                     (sw_puzzle_explains(&a, &a.teacher) && sw_puzzle_exact(&a, &a.teacher)));
        quick_assert(a.demonstrations >= 1 && a.tests == 1);
        quick_assert(!sw_grid_equal(&a.test[0].canvas, &a.test[0].target));
    }
    sw_pool_destroy(one);
    sw_pool_destroy(two);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("pool");
    TCase *t = tcase_create("pool");

    tcase_add_test(t, test_held_back_in_turn);
    tcase_add_test(t, test_what_is_left_out);
    tcase_add_test(t, test_nothing);
    tcase_add_test(t, test_data_sets);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
