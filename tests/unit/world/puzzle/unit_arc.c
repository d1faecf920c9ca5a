/* unit_arc.c - ARC files: what is read, what is refused and in which words, and the way there and
 * back of every file of the data sets where they are present. */
#include "base/file.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "tests/unit/world/puzzle/arc_parse.h"
#include "tests/unit/world_picture.h"

#include <jansson.h>
#include <string.h>
#include <unistd.h>

START_TEST(test_task)
{
    static const char text[] =
        "{\"name\": \"x\", \"train\": [{\"input\": [[0, 1], [2, 3]], \"output\": [[9]], \"note\": "
        "1},"
        "{\"output\": [[1, 1]], \"input\": [[2, 2]]}],\n"
        "\"test\": [{\"input\": [[5]]}, {\"input\": [[6]], \"output\": [[7, 8]]},"
        "{\"input\": [[4]], \"output\": null}]}";
    struct sw_error error = {0};
    static struct sw_puzzle puzzle;

    ck_assert_msg(parse(text, strlen(text), &puzzle, &error) == 0, "%s", error.text);
    ck_assert_int_eq(puzzle.demonstrations, 2);
    ck_assert_int_eq(puzzle.tests, 3);
    ck_assert_picture(&puzzle.demonstration[0].canvas, ".1/23", "the first input");
    ck_assert_picture(&puzzle.demonstration[0].target, "9", "the first output");
    ck_assert_picture(&puzzle.demonstration[1].canvas, "22", "the second input");
    ck_assert_picture(&puzzle.test[1].target, "78", "the second test's output");
    ck_assert(!puzzle.test_has_target[0] && puzzle.test_has_target[1] &&
              !puzzle.test_has_target[2]);
    ck_assert_uint_eq(puzzle.rule, SW_RULE_NONE);
    ck_assert(!puzzle.has_teacher);
    ck_assert_int_eq(puzzle.teacher.length, 0);
    ck_assert_uint_eq(puzzle.id, sw_puzzle_hash(&puzzle));
}
END_TEST

#define PAIR      "{\"input\": [[1]], \"output\": [[2]]}"
#define TRAIN     "\"train\": [" PAIR "]"
#define TEST      "\"test\": [" PAIR "]"
#define BAD(grid) "{\"train\": [" PAIR ", {\"input\": " grid ", \"output\": [[1]]}], " TEST "}"
#define SIX       PAIR "," PAIR "," PAIR "," PAIR "," PAIR "," PAIR
#define SIXTY     SIX "," SIX "," SIX "," SIX "," SIX "," SIX "," SIX "," SIX "," SIX "," SIX
#define LONG      "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0"

static const struct {
    const char *text, *sentence; /* after "t.json: "; one that ends in '*' goes on */
} hostile[] = {
    {"", "not JSON: line 1 column 0: *"},
    {"{", "not JSON: line 1 column 1: *"},
    {"{" TRAIN ", " TEST, "not JSON: line 1 column*"},
    {"{" TRAIN ", " TEST "} x", "not JSON: line 1 column*"},
    {"\xff\xfe", "this is a text in UTF-16; convert it to UTF-8"},
    {"null", "not JSON: *"},
    {"[]", "an empty list is not an ARC task"},
    {"3", "not JSON: *"},
    {"{}", "there is no list \"train\" of pairs; is this an ARC task?"},
    {"{\"train\": 3, " TEST "}", "there is no list \"train\" of pairs; is this an ARC task?"},
    {"{\"train\": {}, " TEST "}", "there is no list \"train\" of pairs; is this an ARC task?"},
    {"{\"train\": [], " TEST "}", "the list \"train\" is empty"},
    {"{" TRAIN "}", "there is no list \"test\" of pairs; is this an ARC task?"},
    {"{" TRAIN ", \"test\": []}", "the list \"test\" is empty"},
    {"{" TRAIN ", " TRAIN ", " TEST "}", "not JSON: line 1 column*"}, /* a key twice */
    {"{\"train\": [" SIXTY "," SIX "], " TEST "}",
     "the list \"train\" has 66 pairs and a puzzle holds at most 64"},
    {"{" TRAIN ", \"test\": [" SIX "," PAIR "]}",
     "the list \"test\" has 7 pairs and a puzzle holds at most 6"},
    {"{\"train\": [7], " TEST "}",
     "\"train\" pair 1: a pair must be an object with \"input\" and \"output\""},
    {"{\"train\": [" PAIR ", {\"input\": [[1]]}], " TEST "}",
     "\"train\" pair 2: there is no \"output\""},
    {"{" TRAIN ", \"test\": [{\"output\": [[1]]}]}", "\"test\" pair 1: there is no \"input\""},
    {"{" TRAIN ", \"test\": [{\"input\": null}]}",
     "\"test\" pair 1, \"input\": a grid must be a list of rows"},
    {BAD("3"), "\"train\" pair 2, \"input\": a grid must be a list of rows"},
    {BAD("[]"), "\"train\" pair 2, \"input\": the grid has no rows"},
    {BAD("[[]]"), "\"train\" pair 2, \"input\": row 1 is empty"},
    {BAD("[3]"), "\"train\" pair 2, \"input\": row 1 is not a list"},
    {BAD("[[1], 3]"), "\"train\" pair 2, \"input\": row 2 is not a list"},
    {BAD("[[1], []]"), "\"train\" pair 2, \"input\": row 2 is empty"},
    {BAD("[[1, 2], [3, 4], [5]]"),
     "\"train\" pair 2, \"input\": row 3 has 1 cells and row 1 has 2"},
    {BAD("[[1, 10]]"), "\"train\" pair 2, \"input\": cell 2 of row 1 is 10 and colours are 0..9"},
    {BAD("[[1], [-1]]"), "\"train\" pair 2, \"input\": cell 1 of row 2 is -1 and colours are 0..9"},
    {BAD("[[1.0]]"), "\"train\" pair 2, \"input\": cell 1 of row 1 is not a whole number"},
    {BAD("[[\"1\"]]"), "\"train\" pair 2, \"input\": cell 1 of row 1 is not a whole number"},
    {BAD("[[true]]"), "\"train\" pair 2, \"input\": cell 1 of row 1 is not a whole number"},
    {BAD("[[[1]]]"), "\"train\" pair 2, \"input\": cell 1 of row 1 is not a whole number"},
    {BAD("[[99999999999999999999]]"), "not JSON: *"},
    {BAD("[[4294967297]]"),
     "\"train\" pair 2, \"input\": cell 1 of row 1 is 4294967297 and colours are 0..9"},
    {BAD("[[" LONG "]]"),
     "\"train\" pair 2, \"input\": the grid is 31x1 (width x height) and 30x30 "
     "is the largest that fits"},
    {BAD("[[" LONG "],[0]]"), "\"train\" pair 2, \"input\": the grid is 31x2 *"},
};

START_TEST(test_hostile)
{
    static struct sw_puzzle puzzle;

    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct sw_error error = {0};
        char expected[1024];
        size_t length;

        ck_assert_msg(parse(hostile[i].text, strlen(hostile[i].text), &puzzle, &error) == -1,
                      "%s is read", hostile[i].text);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
        length = (size_t)snprintf(expected, sizeof expected, "t.json: %s", hostile[i].sentence);
        if (expected[length - 1] == '*')
            ck_assert_msg(strncmp(error.text, expected, length - 1) == 0, "%s: %s", hostile[i].text,
                          error.text);
        else
            ck_assert_str_eq(error.text, expected);
        ck_assert_ptr_null(strchr(error.text, '\n'));
    }
    ck_assert_int_eq(parse("{\0}", 3, &puzzle, NULL), -1);
}
END_TEST

/* Deep nesting, huge files and many keys end in a sentence, not in a crash. */
START_TEST(test_bombs)
{
    enum { SIZE = 1 << 20, LARGEST = SW_ARC_BYTES_MAX };
    static struct sw_puzzle puzzle;
    struct sw_error error = {0};
    char *text = malloc(LARGEST + 1);

    ck_assert_ptr_nonnull(text);
    memset(text, '[', LARGEST + 1);
    ck_assert_int_eq(arc_parse(text, LARGEST, &puzzle, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "not JSON"));
    error.code = 0;
    ck_assert_int_eq(arc_parse(text, LARGEST + 1, &puzzle, &error), -1);
    ck_assert_str_eq(error.text,
                     "t.json: 16777217 bytes are more than the 16777216 that are read at most");
    for (size_t i = 0; i + 8 <= SIZE; i += 8)
        memcpy(text + i, "{\"a\":[[,", 8);
    ck_assert_int_eq(arc_parse(text, SIZE, &puzzle, NULL), -1);
    memcpy(text, "{\"train\":[", 10);
    for (size_t i = 10; i + 3 <= SIZE; i += 3)
        memcpy(text + i, "[],", 3);
    memcpy(text + SIZE - 5, "[]]} ", 5);
    error.code = 0;
    ck_assert_int_eq(arc_parse(text, SIZE, &puzzle, &error), -1);
    free(text);
}
END_TEST

/* Every single-byte change of a task, and every beginning of it, is read or refused with a
 * sentence; what is read keeps its bounds. */
START_TEST(test_broken_bytes)
{
    static const char task[] = "{" TRAIN ", \"test\": [{\"input\": [[0, 9], [1, 2]]}]}";
    static const char bytes[] = {0,   '"', '[', ']', '{',  '}',        ',',       ':',
                                 '0', '9', '-', 'e', '\\', (char)0x80, (char)0xff};
    static struct sw_puzzle puzzle;
    char text[sizeof task];

    for (size_t at = 0; at < sizeof task - 1; at++) {
        struct sw_error error = {0};

        ck_assert_int_eq(parse(task, at, &puzzle, &error), -1);
        quick_assert(error.code == SW_EXIT_DAMAGED && error.text[0] != '\0');
        for (size_t b = 0; b < sizeof bytes; b++) {
            memcpy(text, task, sizeof task);
            text[at] = bytes[b];
            error.code = 0;
            if (parse(text, sizeof task - 1, &puzzle, &error) != 0) {
                quick_assert(error.code == SW_EXIT_DAMAGED);
                continue;
            }
            quick_assert(puzzle.demonstrations == 1 && puzzle.tests == 1);
            for (int y = 0; y < SW_SIDE_MAX; y++)
                for (int x = 0; x < SW_STRIDE; x++)
                    quick_assert(puzzle.test[0].canvas.cell[y][x] < SW_COLOURS);
        }
    }
}
END_TEST

static char *written(const struct sw_puzzle *puzzle, size_t *size)
{
    char *text = NULL;
    FILE *file = open_memstream(&text, size);

    ck_assert_ptr_nonnull(file);
    sw_arc_write(puzzle, file);
    ck_assert_int_eq(fclose(file), 0);
    return text;
}

static void check_round_trip(const struct sw_puzzle *puzzle)
{
    static struct sw_puzzle again;
    struct sw_error error = {0};
    size_t size;
    char *text = written(puzzle, &size);

    ck_assert_msg(parse(text, size, &again, &error) == 0, "%s", error.text);
    free(text);
    ck_assert_int_eq(again.demonstrations, puzzle->demonstrations);
    ck_assert_int_eq(again.tests, puzzle->tests);
    for (int i = 0; i < puzzle->demonstrations; i++) {
        quick_assert(
            sw_grid_equal(&again.demonstration[i].canvas, &puzzle->demonstration[i].canvas));
        quick_assert(
            sw_grid_equal(&again.demonstration[i].target, &puzzle->demonstration[i].target));
    }
    for (int i = 0; i < puzzle->tests; i++) {
        quick_assert(sw_grid_equal(&again.test[i].canvas, &puzzle->test[i].canvas));
        quick_assert(again.test_has_target[i] == puzzle->test_has_target[i]);
        quick_assert(!puzzle->test_has_target[i] ||
                     sw_grid_equal(&again.test[i].target, &puzzle->test[i].target));
    }
    ck_assert_uint_eq(sw_puzzle_hash(&again), sw_puzzle_hash(puzzle));
}

START_TEST(test_write)
{
    static struct sw_puzzle puzzle;
    size_t size;
    char *text;

    puzzle.demonstrations = 1;
    puzzle.demonstration[0].canvas = picture_read("1./.2");
    puzzle.demonstration[0].target = picture_read("3");
    puzzle.tests = 2;
    puzzle.test[0].canvas = picture_read("45");
    puzzle.test[1].canvas = picture_read("6");
    puzzle.test[1].target = picture_read("7");
    puzzle.test_has_target[1] = true;
    text = written(&puzzle, &size);
    ck_assert_str_eq(text, "{\n"
                           "  \"train\": [\n"
                           "    {\"input\": [[1, 0], [0, 2]],\n"
                           "     \"output\": [[3]]}\n"
                           "  ],\n"
                           "  \"test\": [\n"
                           "    {\"input\": [[4, 5]]},\n"
                           "    {\"input\": [[6]],\n"
                           "     \"output\": [[7]]}\n"
                           "  ]\n"
                           "}\n");
    free(text);
    check_round_trip(&puzzle);
}
END_TEST

START_TEST(test_random_round_trips)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 0);
    static struct sw_puzzle puzzle;

    for (int i = 0; i < 100; i++) {
        puzzle.demonstrations = (uint8_t)sw_dice_between(&dice, 1, SW_DEMONSTRATIONS_MAX);
        puzzle.tests = (uint8_t)sw_dice_between(&dice, 1, SW_TESTS_MAX);
        for (int d = 0; d < puzzle.demonstrations; d++) {
            puzzle.demonstration[d].canvas =
                random_grid(&dice, random_side(&dice), random_side(&dice));
            puzzle.demonstration[d].target =
                random_grid(&dice, random_side(&dice), random_side(&dice));
        }
        for (int t = 0; t < puzzle.tests; t++) {
            puzzle.test[t].canvas = random_grid(&dice, random_side(&dice), random_side(&dice));
            puzzle.test[t].target = random_grid(&dice, random_side(&dice), random_side(&dice));
            puzzle.test_has_target[t] = sw_dice_below(&dice, 2) == 0;
        }
        check_round_trip(&puzzle);
    }
}
END_TEST

START_TEST(test_files)
{
    char folder[WORK_FOLDER_MAX], path[WORK_FOLDER_MAX + 16];
    static const char text[] = "{" TRAIN ", \"test\": [{\"input\": [[8]]}]}";
    FILE *file;
    struct sw_error error = {0};
    static struct sw_puzzle puzzle;

    ck_assert(work_folder_make(folder));
    snprintf(path, sizeof path, "%s/task.json", folder);
    file = fopen(path, "w");
    ck_assert(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    ck_assert_msg(sw_arc_load(path, &puzzle, &error) == 0, "%s", error.text);
    ck_assert_picture(&puzzle.test[0].canvas, "8", "the test");
    ck_assert_int_eq(truncate(path, 40), 0);
    ck_assert_int_eq(sw_arc_load(path, &puzzle, &error), -1);
    ck_assert_int_eq(strncmp(error.text, path, strlen(path)), 0);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    unlink(path);
    error.code = 0;
    ck_assert_int_eq(sw_arc_load(path, &puzzle, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    ck_assert_int_eq(sw_arc_load("/", &puzzle, NULL), -1);
    ck_assert(work_folder_drop(folder));
}
END_TEST

/* Whether a list of pairs holds a grid that is too large, by JSON alone. */
static bool too_large(const json_t *pairs)
{
    size_t i, y;
    const json_t *pair, *grid, *row;
    const char *side;

    json_array_foreach(pairs, i, pair)
    {
        json_object_foreach((json_t *)pair, side, grid)
        {
            if (json_array_size(grid) > SW_SIDE_MAX)
                return true;
            json_array_foreach(grid, y, row) if (json_array_size(row) > SW_SIDE_MAX) return true;
        }
    }
    return false;
}

/* The inputs and outputs of a list of pairs are the same, compared as JSON and not as puzzles. */
static void check_same_pairs(const json_t *theirs, const json_t *ours)
{
    ck_assert(json_is_array(theirs) && json_is_array(ours));
    ck_assert_uint_eq(json_array_size(theirs), json_array_size(ours));
    for (size_t i = 0; i < json_array_size(theirs); i++) {
        const json_t *one = json_array_get(theirs, i), *two = json_array_get(ours, i);
        ck_assert(json_equal(json_object_get(one, "input"), json_object_get(two, "input")));
        ck_assert(json_object_get(one, "output") == NULL
                      ? json_object_get(two, "output") == NULL
                      : json_equal(json_object_get(one, "output"), json_object_get(two, "output")));
    }
}

/* The file and what we write of it say the same. */
static void check_same_content(const char *path, const struct sw_puzzle *puzzle)
{
    size_t size;
    char *text = written(puzzle, &size);
    json_t *theirs = json_load_file(path, 0, NULL), *ours = json_loadb(text, size, 0, NULL);

    ck_assert_msg(theirs != NULL && ours != NULL, "%s", path);
    check_same_pairs(json_object_get(theirs, "train"), json_object_get(ours, "train"));
    check_same_pairs(json_object_get(theirs, "test"), json_object_get(ours, "test"));
    json_decref(theirs);
    json_decref(ours);
    free(text);
}

/* The tasks below $SMALLWORLD_DATA, if it is set: every file in range comes
 * back with the same content, and only files with a larger grid are refused. */
START_TEST(test_data_sets)
{
    const char *path = getenv("SMALLWORLD_DATA");
    struct sw_file_list files = {.count = 0};
    struct sw_error error = {0};
    static struct sw_puzzle puzzle;
    uint32_t read = 0, refused = 0;

    if (path == NULL || !sw_folder_exists(path))
        SW_SKIP("SMALLWORLD_DATA is no folder of ARC tasks");
    ck_assert_msg(sw_file_list_find(&files, path, ".json", &error) == 0, "%s", error.text);
    for (uint32_t i = 0; i < files.count; i++) {
        error.code = 0;
        if (sw_arc_load(files.path[i], &puzzle, &error) == 0) {
            read++;
            check_round_trip(&puzzle);
            check_same_content(files.path[i], &puzzle);
        } else {
            json_t *json = json_load_file(files.path[i], 0, NULL);
            refused++;
            ck_assert_msg(too_large(json_object_get(json, "train")) ||
                              too_large(json_object_get(json, "test")),
                          "%s", files.path[i]);
            json_decref(json);
            ck_assert_msg(strstr(error.text, "30x30 is the largest that fits") != NULL, "%s",
                          error.text);
        }
    }
    printf("# %u files read and written, %u refused for their size\n", read, refused);
    ck_assert_uint_eq(read + refused, files.count);
    ck_assert_uint_gt(read, refused);
    sw_file_list_clear(&files);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("arc");
    TCase *t = tcase_create("arc");

    tcase_add_test(t, test_task);
    tcase_add_test(t, test_hostile);
    tcase_add_test(t, test_bombs);
    tcase_add_test(t, test_broken_bytes);
    tcase_add_test(t, test_write);
    tcase_add_test(t, test_random_round_trips);
    tcase_add_test(t, test_files);
    tcase_add_test(t, test_data_sets);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
