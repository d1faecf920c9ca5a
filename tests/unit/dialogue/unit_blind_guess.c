/* unit_blind_guess.c - what a guess is worth where rules are met unevenly, counted by hand. */
#include "dialogue/blind_guess.h"

#include "tests/unit/unit_test.h"

#include <math.h>

static struct sw_worlds *worlds;
static struct sw_puzzle puzzle;

static void begin(const char *laws, const char *hold_out)
{
    const struct sw_worlds_settings settings = {.laws = laws,
                                                .source = "generated",
                                                .side_min = 7,
                                                .side_max = 7,
                                                .colours = 3,
                                                .organisms_min = 3,
                                                .organisms_max = 3,
                                                .demonstrations_min = 1,
                                                .demonstrations_max = 1,
                                                .hold_out = hold_out};
    struct sw_error error = {0};

    worlds = sw_worlds_create(&settings, NULL, NULL, &error);
    ck_assert_msg(worlds != NULL, "%s", error.text);
}

/* So many puzzles of a rule, on which no other rule of the set is right. */
static void add(struct sw_blind_guess *guess, uint32_t rule, uint32_t count)
{
    struct sw_error error = {0};
    bool solves[SW_RULES_MAX];

    for (uint64_t number = 0; count > 0; number++) {
        ck_assert_int_eq(
            sw_worlds_puzzle(worlds, 3, SW_RANDOM_EXAMINATION, number, rule, &puzzle, &error), 0);
        if (sw_worlds_solve(worlds, &puzzle, solves) > 1)
            continue;
        ck_assert(solves[rule]);
        sw_blind_guess_add(guess, &puzzle);
        count--;
    }
}

static uint32_t rule_of(const char *name)
{
    uint32_t rule = 0;

    while (strcmp(sw_worlds_rule(worlds, rule)->name, name) != 0)
        ck_assert_uint_lt(++rule, sw_worlds_rows(worlds));
    return rule;
}

START_TEST(the_commonest_rule_is_the_best_guess)
{
    struct sw_blind_guess guess;
    struct sw_error error = {0};

    begin("mirror,gravity", NULL);
    ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, false, 1, &error), 0);
    ck_assert(isnan(sw_blind_guess_best(&guess)) && isnan(sw_blind_guess_drawn(&guess)));
    add(&guess, rule_of("mirror.x"), 6);
    add(&guess, rule_of("mirror.y"), 2);
    add(&guess, rule_of("gravity.up"), 2);
    ck_assert_double_eq_tol(sw_blind_guess_best(&guess), 0.6, 1e-9);
    ck_assert_double_eq_tol(sw_blind_guess_drawn(&guess), 0.36 + 0.04 + 0.04, 1e-9);
    sw_blind_guess_clear(&guess);
    ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, false, 1, &error), 0);
    for (uint32_t rule = 0; rule < 6; rule++)
        add(&guess, rule, 3);
    ck_assert_double_eq_tol(sw_blind_guess_best(&guess), 1.0 / 6, 1e-9);
    ck_assert_double_eq_tol(sw_blind_guess_drawn(&guess), 1.0 / 6, 1e-9);
    sw_blind_guess_clear(&guess);
    sw_worlds_destroy(worlds);
}
END_TEST

/* Who owns tools knows from them what cannot be asked. */
START_TEST(tools_tell)
{
    struct sw_blind_guess guess;
    struct sw_error error = {0};

    begin("mirror,fill", NULL);
    ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, false, 2, &error), 0);
    add(&guess, rule_of("mirror.x"), 3);
    add(&guess, rule_of("mirror.y"), 1);
    add(&guess, rule_of("fill.1"), 4);
    add(&guess, rule_of("fill.2"), 2);
    ck_assert_double_eq_tol(sw_blind_guess_best(&guess), 0.7, 1e-9);
    ck_assert_double_eq_tol(sw_blind_guess_drawn(&guess), (9 + 1 + 16 + 4) / 100.0, 1e-9);
    sw_blind_guess_clear(&guess);
    sw_worlds_destroy(worlds);
}
END_TEST

/* Of what is held out, nothing else is guessed. */
START_TEST(what_is_held_out_is_guessed_apart)
{
    struct sw_blind_guess guess;
    struct sw_error error = {0};
    uint32_t up;

    begin("mirror,gravity", "gravity.up,gravity.left");
    up = rule_of("gravity.up");
    ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, true, 1, &error), 0);
    ck_assert_uint_eq(guess.end - guess.first, 2);
    add(&guess, up, 3);
    add(&guess, rule_of("gravity.left"), 1);
    ck_assert_double_eq_tol(sw_blind_guess_best(&guess), 0.75, 1e-9);
    sw_blind_guess_clear(&guess);
    ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, false, 1, &error), 0);
    add(&guess, up, 3);
    ck_assert_double_eq_tol(sw_blind_guess_best(&guess), 0, 1e-9);
    sw_blind_guess_clear(&guess);
    sw_worlds_destroy(worlds);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("blind_guess");
    TCase *c = tcase_create("blind_guess");

    tcase_add_test(c, the_commonest_rule_is_the_best_guess);
    tcase_add_test(c, tools_tell);
    tcase_add_test(c, what_is_held_out_is_guessed_apart);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
