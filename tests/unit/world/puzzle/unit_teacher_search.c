/* unit_teacher_search.c - teachers are found again from what they do, within their budget. */
#include "world/puzzle/rules.h"
#include "world/puzzle/teacher_search.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static struct sw_pair pair_of(const char *canvas, const char *target)
{
    struct sw_pair pair;

    memset(&pair, 0, sizeof pair);
    pair.canvas = picture_read(canvas);
    pair.target = picture_read(target);
    return pair;
}

static bool is_exact(const struct sw_pair *pairs, uint32_t count, const struct sw_program *program)
{
    for (uint32_t i = 0; i < count; i++) {
        struct sw_grid result = sw_program_run(program, &pairs[i].canvas);

        if (!sw_grid_equal(&result, &pairs[i].target))
            return false;
    }
    return true;
}

/* The work of every rule of the first set of laws is explained, by a program that is no longer
 * than its teacher. */
START_TEST(test_finds_every_rule)
{
    static const struct sw_rules_limits limits = {9, 4, 8, 8};
    struct sw_rules *rules = sw_rules_create(
        "gravity,push,fill,recolour,delete,keep,crop,copy,repeat,mirror,turn,transpose,reverse,"
        "complete,outline,hollow,eat",
        "", &limits, NULL);
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 0);

    ck_assert_ptr_nonnull(rules);
    for (uint32_t m = 0; m < sw_rules_count(rules); m++) {
        const struct sw_rule *rule = sw_rules_row(rules, m);
        const struct sw_law_needs *needs = sw_rules_needs(rules, m);
        struct sw_scene scene = {8, 8, 9, needs->organisms, 4, {0, 0}};
        struct sw_pair pairs[3];
        struct sw_teacher teacher;

        for (int i = 0; i < 3;)
            i += sw_scene_draw(&scene, needs->scene, &dice, &pairs[i].canvas) == 0 &&
                 sw_rule_shows(rule, needs, &pairs[i].canvas, &pairs[i].target);
        teacher = sw_teacher_search(pairs, 3, 20000);
        ck_assert_msg(teacher.exact, "%s is not found", rule->name);
        ck_assert_double_eq((double)teacher.progress, 1.0);
        ck_assert(is_exact(pairs, 3, &teacher.program));
        ck_assert_int_le(teacher.program.length, rule->teacher.length);
        ck_assert_uint_le(teacher.runs, 20000);
    }
    sw_rules_destroy(rules);
}
END_TEST

START_TEST(test_two_groups)
{
    struct sw_pair pairs[2] = {pair_of("12./.../..3", ".../.../321"),
                               pair_of("4..5/..../....", "..../..../5..4")};
    struct sw_teacher teacher = sw_teacher_search(pairs, 2, 50000);

    ck_assert(teacher.exact);
    ck_assert_int_gt(teacher.program.length, 3);
    ck_assert(is_exact(pairs, 2, &teacher.program));
}
END_TEST

START_TEST(test_nearest)
{
    /* Nothing makes a checkerboard; deleting the 1s mends two of the four wrong cells. */
    struct sw_pair pairs[1] = {pair_of("1....1/......", "2.2.../...2..")};
    struct sw_teacher teacher = sw_teacher_search(pairs, 1, SW_TEACHER_BUDGET);
    struct sw_grid result = sw_program_run(&teacher.program, &pairs[0].canvas);

    ck_assert(!teacher.exact);
    ck_assert_int_gt(teacher.program.length, 0);
    ck_assert(teacher.progress > 0.0f && teacher.progress < 1.0f);
    ck_assert_double_eq((double)sw_pair_progress(&pairs[0], &result), (double)teacher.progress);
}
END_TEST

START_TEST(test_nothing_helps)
{
    struct sw_pair pairs[1] = {pair_of("......./.......", "....3../.......")};
    struct sw_teacher teacher = sw_teacher_search(pairs, 1, SW_TEACHER_BUDGET);

    ck_assert(!teacher.exact);
    ck_assert_int_eq(teacher.program.length, 0);
    ck_assert_double_eq((double)teacher.progress, 0.0);
    teacher = sw_teacher_search(pairs, 0, SW_TEACHER_BUDGET);
    ck_assert(!teacher.exact);
    ck_assert_int_eq(teacher.program.length, 0);
}
END_TEST

/* A larger budget never finds less, none finds nothing, and what is found depends on nothing else.
 */
START_TEST(test_budget)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, 0, 0);

    for (int i = 0; i < 12; i++) {
        struct sw_pair pairs[3];
        float before = 0.0f;

        for (int p = 0; p < 3; p++) {
            pairs[p].canvas = random_grid(&dice, 7, 6);
            pairs[p].target = random_grid(&dice, 7, 6);
        }
        for (uint32_t budget = 0; budget <= 10000; budget = budget == 0 ? 1 : budget * 10) {
            struct sw_teacher one = sw_teacher_search(pairs, 3, budget);
            struct sw_teacher two = sw_teacher_search(pairs, 3, budget);

            ck_assert_uint_le(one.runs, budget);
            ck_assert(one.progress >= before);
            ck_assert(sw_program_equal(&one.program, &two.program));
            before = one.progress;
        }
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("teacher search");
    TCase *t = tcase_create("teacher search");

    tcase_add_test(t, test_finds_every_rule);
    tcase_add_test(t, test_two_groups);
    tcase_add_test(t, test_nearest);
    tcase_add_test(t, test_nothing_helps);
    tcase_add_test(t, test_budget);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
