/* unit_puzzle.c - progress, exactness, explanation and hash of puzzles. */
#include "world/puzzle/puzzle.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <math.h>
#include <string.h>

static void set_pair(struct sw_pair *pair, const char *canvas, const char *target)
{
    memset(pair, 0, sizeof *pair);
    pair->canvas = picture_read(canvas);
    pair->target = picture_read(target);
}

static struct sw_program program_of(const char *text)
{
    struct sw_program program;

    ck_assert_int_eq(sw_program_parse(text, &program, NULL), 0);
    return program;
}

/* Recolour the largest with 3: two demonstrations, two tests. */
static void make_puzzle(struct sw_puzzle *puzzle)
{
    memset(puzzle, 0, sizeof *puzzle);
    puzzle->demonstrations = 2;
    set_pair(&puzzle->demonstration[0], "11.2", "33.2");
    set_pair(&puzzle->demonstration[1], "1.22", "1.33");
    puzzle->tests = 2;
    set_pair(&puzzle->test[0], "11.222", "11.333");
    set_pair(&puzzle->test[1], "444.2.", "333.2.");
    puzzle->test_has_target[0] = puzzle->test_has_target[1] = true;
}

START_TEST(test_pair_progress)
{
    static const struct {
        const char *canvas, *target, *result;
        double progress;
    } cases[] = {
        {"11..", "22..", "22..", 1.0},  {"11..", "22..", "11..", 0.0},
        {"11..", "22..", "21..", 0.5},  {"11..", "22..", "2133", 0.0}, /* mends one, spoils two */
        {"1111", "2222", "2221", 0.75}, {"11..", "22..", "....", 0.0},
        {"1...", "1...", "1...", 1.0},  {"1...", "1...", "2...", 0.0}, /* nothing was wrong */
        {"1...", "1", "1", 1.0},        {"1...", "1", "1..", 0.25}, /* the larger canvas counts */
        {"1...", "1", "1111", 0.0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sw_pair pair;
        struct sw_grid result = picture_read(cases[i].result);

        set_pair(&pair, cases[i].canvas, cases[i].target);
        ck_assert_msg(fabs((double)sw_pair_progress(&pair, &result) - cases[i].progress) < 1e-6,
                      "%s to %s, got %s: %g", cases[i].canvas, cases[i].target, cases[i].result,
                      (double)sw_pair_progress(&pair, &result));
    }
}
END_TEST

START_TEST(test_programs)
{
    static const struct {
        const char *program;
        bool explains, exact;
        double progress;
    } cases[] = {
        {"select.largest hand.3 act.recolour", true, true, 1.0},
        {"select.smallest hand.3 act.recolour", false, false, 0.0},
        {"hand.2 select.colour hand.3 act.recolour", false, false, 0.5}, /* right on one test */
        {"select.organisms hand.3 act.recolour", false, false, (1.0 / 3 + 2.0 / 3) / 2},
        {"", false, false, 0.0},
    };
    static struct sw_puzzle puzzle;

    make_puzzle(&puzzle);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sw_program program = program_of(cases[i].program);

        ck_assert(sw_puzzle_explains(&puzzle, &program) == cases[i].explains);
        ck_assert(sw_puzzle_exact(&puzzle, &program) == cases[i].exact);
        ck_assert_double_eq_tol((double)sw_puzzle_progress(&puzzle, &program), cases[i].progress,
                                1e-6);
    }
}
END_TEST

START_TEST(test_tests_without_target)
{
    struct sw_program program = program_of("select.largest hand.3 act.recolour");
    static struct sw_puzzle puzzle;

    make_puzzle(&puzzle);
    puzzle.test_has_target[1] = false;
    puzzle.test[1].target = picture_read(".");
    ck_assert(!sw_puzzle_exact(&puzzle, &program));
    ck_assert_double_eq((double)sw_puzzle_progress(&puzzle, &program), 1.0);
    puzzle.test_has_target[0] = false;
    ck_assert_double_eq((double)sw_puzzle_progress(&puzzle, &program), 0.0);
    puzzle.tests = 0;
    ck_assert(!sw_puzzle_exact(&puzzle, &program));
    ck_assert_double_eq((double)sw_puzzle_progress(&puzzle, &program), 0.0);
}
END_TEST

START_TEST(test_hash)
{
    static struct sw_puzzle puzzle, other;
    uint64_t hash;

    make_puzzle(&puzzle);
    hash = sw_puzzle_hash(&puzzle);
    other = puzzle;
    other.id = 77;
    other.rule = 3;
    other.teacher = program_of("act.eat");
    set_pair(&other.demonstration[2], "1", "2"); /* not counted */
    ck_assert_uint_eq(sw_puzzle_hash(&other), hash);

    other.demonstrations = 3;
    ck_assert_uint_ne(sw_puzzle_hash(&other), hash);
    other = puzzle;
    other.test[1].target.cell[0][5] = 9;
    ck_assert_uint_ne(sw_puzzle_hash(&other), hash);
    other = puzzle;
    other.test_has_target[1] = false;
    ck_assert_uint_ne(sw_puzzle_hash(&other), hash);
    other = puzzle;
    other.demonstration[0] = puzzle.demonstration[1];
    other.demonstration[1] = puzzle.demonstration[0];
    ck_assert_uint_ne(sw_puzzle_hash(&other), hash);
    other = puzzle; /* a demonstration that becomes a test */
    other.demonstrations = 1;
    other.tests = 3;
    other.test[0] = puzzle.demonstration[1];
    other.test[1] = puzzle.test[0];
    other.test[2] = puzzle.test[1];
    other.test_has_target[2] = true;
    ck_assert_uint_ne(sw_puzzle_hash(&other), hash);
}
END_TEST

/* A task's hash tells which pairs there are, and nothing of their order or their part. */
START_TEST(test_task_hash)
{
    static struct sw_puzzle puzzle, other;
    uint64_t hash;

    make_puzzle(&puzzle);
    hash = sw_task_hash(&puzzle);
    other = puzzle;
    other.id = 77;
    other.demonstration[0] = puzzle.demonstration[1];
    other.demonstration[1] = puzzle.demonstration[0];
    ck_assert_uint_eq(sw_task_hash(&other), hash);
    other = puzzle;
    other.demonstrations = 1;
    other.tests = 3;
    other.test[0] = puzzle.test[1];
    other.test[1] = puzzle.demonstration[1];
    other.test[2] = puzzle.test[0];
    other.test_has_target[0] = other.test_has_target[1] = other.test_has_target[2] = true;
    ck_assert_uint_eq(sw_task_hash(&other), hash);
    other.tests = 2;
    ck_assert_uint_ne(sw_task_hash(&other), hash);
    other = puzzle; /* canvas and target change places */
    other.test[0].canvas = puzzle.test[0].target;
    other.test[0].target = puzzle.test[0].canvas;
    ck_assert_uint_ne(sw_task_hash(&other), hash);
    other = puzzle;
    other.test_has_target[1] = false;
    ck_assert_uint_ne(sw_task_hash(&other), hash);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("puzzle");
    TCase *t = tcase_create("puzzle");

    tcase_add_test(t, test_pair_progress);
    tcase_add_test(t, test_programs);
    tcase_add_test(t, test_tests_without_target);
    tcase_add_test(t, test_hash);
    tcase_add_test(t, test_task_hash);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
