/* unit_arc_forms.c - the forms of ARC files: tasks by key, groups, lists of pairs, solutions beside
 * their challenges, and encodings. */
#include "tests/unit/unit_test.h"
#include "tests/unit/world/puzzle/arc_parse.h"
#include "tests/unit/world_picture.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PAIR  "{\"input\": [[1]], \"output\": [[2]]}"
#define TRAIN "\"train\": [" PAIR "]"
#define TEST  "\"test\": [" PAIR "]"

/* What a file holds: text, keys as they stand ("-" for a task without one), the sentence of the
 * first task that is refused. */
static const struct {
    const char *text, *keys, *sentence;
} forms[] = {
    {"{" TRAIN "," TEST "}", "-", NULL},
    {"{\"a\": {" TRAIN "," TEST "}}", "a", NULL},
    {"{\"b\": {" TRAIN "," TEST "}, \"a\": {" TEST "," TRAIN "}}", "b a", NULL},
    {"{\"train\": {\"b\": {" TRAIN "," TEST "}}, \"eval\": {\"c\": {" TRAIN "," TEST "}}}", "b c",
     NULL},
    {"{\"train\": {\"b\": {" TRAIN "," TEST "}}, \"eval\": {}}", "b eval",
     "t.json: \"eval\": there is no list \"train\" of pairs; is this an ARC task?"},
    {"{\"train\": {\"b\": {" TRAIN "," TEST "}}, \"test\": {\"c\": {" TEST "}}}", "b c",
     "t.json: \"test\", \"c\": there is no list \"train\" of pairs; is this an ARC task?"},
    {"{\"a\": {" TRAIN "," TEST "}, \"version\": 1}", "a version",
     "t.json: \"version\": an ARC task is an object with \"train\" and \"test\""},
    {"{\"a\\u001b\": {" TRAIN ", \"test\": []}}", "a\033",
     "t.json: \"a\\x1b\": the list \"test\" is empty"},
    {"[" PAIR "," PAIR "]", "-", NULL},
    {"\xef\xbb\xbf[" PAIR "," PAIR "]", "-", NULL},
    {"[" PAIR "]", "-", "t.json: a list of pairs needs one to learn from and one as a test"},
    {"[{\"input\": [[1]]}, {\"input\": [[1]]}]", "-",
     "t.json: a list of pairs needs one to learn from and one as a test"},
    {"[" PAIR ", 3, " PAIR "]", "-",
     "t.json: pair 2: a pair must be an object with \"input\" and \"output\""},
    {"[" PAIR ", {\"input\": 7, \"output\": [[1]]}, " PAIR "]", "-",
     "t.json: pair 2, \"input\": a grid must be a list of rows"},
    {"[[[1]], [[2]]]", "-", "t.json: a list of pairs needs one to learn from and one as a test"},
};

START_TEST(test_forms)
{
    static struct sw_puzzle puzzle;

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct sw_error error = {0}, refused = {0};
        char keys[100] = "";
        struct sw_arc_file *file =
            sw_arc_file_parse(forms[i].text, strlen(forms[i].text), "t.json", &error);

        ck_assert_msg(file != NULL, "%s: %s", forms[i].text, error.text);
        for (uint32_t t = 0; t < sw_arc_file_count(file); t++) {
            const char *key = sw_arc_file_key(file, t);

            snprintf(keys + strlen(keys), sizeof keys - strlen(keys), "%s%s", t > 0 ? " " : "",
                     key != NULL ? key : "-");
            (void)sw_arc_file_task(file, t, &puzzle, NULL, &refused);
        }
        ck_assert_str_eq(keys, forms[i].keys);
        ck_assert_str_eq(refused.text, forms[i].sentence != NULL ? forms[i].sentence : "");
        ck_assert_int_eq(refused.code, forms[i].sentence != NULL ? SW_EXIT_DAMAGED : 0);
        sw_arc_file_destroy(file);
    }
}
END_TEST

START_TEST(test_lists)
{
    static const char open[] = "[{\"input\": [[3]]}, " PAIR "," PAIR ", {\"input\": [[4]], "
                               "\"output\": null}]";
    static struct sw_puzzle puzzle;
    struct sw_error error = {0};
    struct sw_arc_file *file;
    uint32_t unused = 7;
    char *text = malloc(1 << 16);
    size_t size = 0;

    ck_assert_msg(parse(open, strlen(open), &puzzle, &error) == 0, "%s", error.text);
    ck_assert_int_eq(puzzle.demonstrations, 2);
    ck_assert_int_eq(puzzle.tests, 2);
    ck_assert_picture(&puzzle.test[0].canvas, "3", "the first without an output");
    ck_assert_picture(&puzzle.test[1].canvas, "4", "the second without an output");
    ck_assert(!puzzle.test_has_target[0] && !puzzle.test_has_target[1]);
    /* Every pair has an output: the last is the test. 100 pairs are 64 demonstrations, the test,
     * and 35 for which there is no room. */
    for (int i = 0; i < 100; i++)
        size += (size_t)sprintf(text + size, "%s{\"input\": [[%d]], \"output\": [[%d]]}",
                                i == 0 ? "[" : ",", i % 10, i == 99 ? 5 : 1);
    text[size++] = ']';
    file = sw_arc_file_parse(text, size, "t.json", &error);
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(sw_arc_file_task(file, 0, &puzzle, &unused, &error), 0);
    ck_assert_uint_eq(unused, 35);
    ck_assert_int_eq(puzzle.demonstrations, 64);
    ck_assert_int_eq(puzzle.tests, 1);
    ck_assert(puzzle.test_has_target[0]);
    ck_assert_picture(&puzzle.test[0].target, "5", "the last pair");
    ck_assert_picture(&puzzle.demonstration[63].canvas, "3", "the last demonstration");
    sw_arc_file_destroy(file);
    free(text);
}
END_TEST

/* Tasks that only wide encodings hold are refused by their name, whatever mark they have. */
START_TEST(test_encodings)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *name;
    } wide[] = {{"\xff\xfe{\0", 4, "UTF-16"},
                {"\xfe\xff\0{", 4, "UTF-16"},
                {"{\0}\0", 4, "UTF-16"},
                {"\0{\0}", 4, "UTF-16"},
                {"\xff\xfe\0\0{\0\0\0", 8, "UTF-32"},
                {"\0\0\xfe\xff\0\0\0{", 8, "UTF-32"},
                {"{\0\0\0", 4, "UTF-32"},
                {"\0\0\0{", 4, "UTF-32"}};
    static struct sw_puzzle puzzle;

    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        struct sw_error error = {0};
        char expected[100];

        ck_assert_int_eq(parse(wide[i].bytes, wide[i].size, &puzzle, &error), -1);
        snprintf(expected, sizeof expected, "t.json: this is a text in %s; convert it to UTF-8",
                 wide[i].name);
        ck_assert_str_eq(error.text, expected);
    }
}
END_TEST

static void put(const char *folder, const char *name, const char *text)
{
    char path[200];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

/* The answers beside the challenges. */
START_TEST(test_solutions)
{
    static const char tasks[] = "{\"a\": {" TRAIN ", \"test\": [{\"input\": [[1]]}, {\"input\": "
                                "[[2]]}]}, \"b\": {" TRAIN ", \"test\": [{\"input\": [[8]]}]}}";
    static const struct {
        const char *solutions, *sentence; /* of task a, or of the whole file */
        bool whole;
    } cases[] = {
        {"{\"a\": [[[3]], [[4, 4]]]}", NULL, false},
        {"{\"a\": [[[3]]]}", "the solutions beside it have 1 answers for its 2 tests", false},
        {"{\"a\": [[[3]], [[44]]]}",
         "\"solutions\" pair 2: cell 1 of row 1 is 44 and colours are 0..9", false},
        {"{\"a\": 3}", "the solutions beside it have 0 answers for its 2 tests", false},
        {"[]", "x_solutions.json: solutions are an object: a list of grids under each key", true},
        {"{", "x_solutions.json: not JSON", true},
    };
    char folder[] = "/tmp/smallworld-unit-arc-XXXXXX", path[100], beside[100];
    static struct sw_puzzle puzzle;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/x_challenges.json", folder);
    snprintf(beside, sizeof beside, "%s/x_solutions.json", folder);
    put(folder, "x_challenges.json", tasks);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sw_error error = {0};
        struct sw_arc_file *file;

        put(folder, "x_solutions.json", cases[i].solutions);
        file = sw_arc_file_load(path, &error);
        ck_assert_msg((file == NULL) == cases[i].whole, "%s: %s", cases[i].solutions, error.text);
        if (file != NULL && sw_arc_file_task(file, 0, &puzzle, NULL, &error) == 0) {
            ck_assert(puzzle.test_has_target[0] && puzzle.test_has_target[1]);
            ck_assert_picture(&puzzle.test[1].target, "44", "the second answer");
            ck_assert_int_eq(sw_arc_file_task(file, 1, &puzzle, NULL, &error), 0);
            ck_assert(!puzzle.test_has_target[0]);
        }
        if (cases[i].sentence == NULL)
            ck_assert_str_eq(error.text, "");
        else
            ck_assert_msg(strstr(error.text, cases[i].sentence) != NULL, "%s", error.text);
        sw_arc_file_destroy(file);
    }
    {
        struct sw_error error = {0};

        put(folder, "x_solutions.json", "{\"a\": [[[3]], [[4, 4]]]}");
        ck_assert_ptr_null(sw_arc_file_load(beside, &error));
        ck_assert_ptr_nonnull(strstr(error.text, "solutions without tasks"));
        error.code = 0;
        ck_assert_int_eq(sw_arc_load(path, &puzzle, &error), -1);
        ck_assert_ptr_nonnull(strstr(error.text, "holds 2 tasks, and one is needed here"));
    }
    unlink(path);
    unlink(beside);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("arc_forms");
    TCase *t = tcase_create("arc_forms");

    tcase_add_test(t, test_forms);
    tcase_add_test(t, test_lists);
    tcase_add_test(t, test_encodings);
    tcase_add_test(t, test_solutions);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
