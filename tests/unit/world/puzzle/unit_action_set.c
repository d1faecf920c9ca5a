/* unit_action_set.c - which edits agents have outputs for. */
#include "world/puzzle/action_set.h"
#include "world/puzzle/teacher_search.h"
#include "tests/unit/unit_test.h"

#include <string.h>

static struct sw_worlds_settings settings_of(const char *source, const char *laws)
{
    return (struct sw_worlds_settings){.laws = laws,
                                       .source = source,
                                       .side_min = 7,
                                       .side_max = 7,
                                       .square = true,
                                       .colours = 2,
                                       .organisms_min = 2,
                                       .organisms_max = 4,
                                       .demonstrations_min = 2,
                                       .demonstrations_max = 2,
                                       .discriminating = true};
}

static void assert_consistent(const struct sw_action_set *action_set)
{
    ck_assert_uint_ge(action_set->count, 1);
    ck_assert_uint_eq(action_set->token[0], 0);
    ck_assert_uint_eq(action_set->row[0], 0);
    for (uint32_t row = 1; row < action_set->count; row++) {
        ck_assert_uint_gt(action_set->token[row], action_set->token[row - 1]);
        ck_assert_uint_eq(action_set->row[action_set->token[row]], row);
    }
}

START_TEST(test_all)
{
    struct sw_action_set all = sw_action_set_all();

    assert_consistent(&all);
    ck_assert_uint_eq(all.count, sw_edit_count());
    for (uint32_t token = 0; token < sw_edit_count(); token++)
        ck_assert_uint_eq(all.row[token], token);
}
END_TEST

START_TEST(test_taught)
{
    static const char *const names[] = {"select.organisms", "hand.1", "hand.2", "act.fill",
                                        "act.slide.left"};
    struct sw_worlds_settings settings = settings_of("generated", "fill,gravity.left");
    struct sw_action_set taught;
    struct sw_error error = {0};

    ck_assert_msg(sw_action_set_taught(&settings, &taught, &error) == 0, "%s", error.text);
    assert_consistent(&taught);
    ck_assert_uint_eq(taught.count, 6);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_uint_gt(taught.row[sw_edit_find(names[i], strlen(names[i]))], 0);

    /* A background brings `ground`; laws in a row take back the modes that a part has taken. */
    settings.background = 0.5;
    ck_assert_int_eq(sw_action_set_taught(&settings, &taught, &error), 0);
    ck_assert_uint_eq(taught.count, 7);
    ck_assert_uint_gt(taught.row[sw_edit_find("ground", 6)], 0);

    settings.laws = "no-such-law";
    ck_assert_int_eq(sw_action_set_taught(&settings, &taught, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "no-such-law"));
}
END_TEST

/* Files need not exist: what is tried for their teachers does not depend on them. Whatever teacher
 * the search then finds can be written. */
START_TEST(test_files)
{
    struct sw_worlds_settings settings = settings_of("arc:nowhere", "all");
    struct sw_pair pair = {sw_grid_empty(3, 3), sw_grid_empty(3, 3)};
    struct sw_action_set taught;
    struct sw_teacher teacher;
    struct sw_error error = {0};

    ck_assert_msg(sw_action_set_taught(&settings, &taught, &error) == 0, "%s", error.text);
    assert_consistent(&taught);
    ck_assert_uint_gt(taught.count, 30);
    pair.canvas.cell[0][0] = 3;
    pair.target.cell[2][0] = 5;
    teacher = sw_teacher_search(&pair, 1, SW_TEACHER_BUDGET);
    ck_assert(teacher.exact);
    for (uint32_t t = 0; t < teacher.program.length; t++)
        ck_assert_uint_gt(taught.row[teacher.program.token[t]], 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("action_set");
    TCase *t = tcase_create("action_set");

    tcase_add_test(t, test_all);
    tcase_add_test(t, test_taught);
    tcase_add_test(t, test_files);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
