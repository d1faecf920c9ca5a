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

/* The first puzzle of a rule from a number on, times 1000, on which no other rule is right. */
static void find(uint32_t rule, uint64_t number)
{
    struct sw_error error = {0};
    bool solves[SW_RULES_MAX];

    number *= 1000;
    do
        ck_assert_int_eq(
            sw_worlds_puzzle(worlds, 3, SW_RANDOM_EXAMINATION, number++, rule, &puzzle, &error), 0);
    while (sw_worlds_solve(worlds, &puzzle, solves) > 1);
    ck_assert(solves[rule]);
}

/* So many puzzles of a rule, by turns of both halves, on which no other rule of the set is right. */
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
        sw_blind_guess_add(guess, count, &puzzle);
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
    add(&guess, rule_of("mirror.x"), 6);
    add(&guess, rule_of("mirror.y"), 2);
    add(&guess, rule_of("fill.1"), 8);
    add(&guess, rule_of("fill.2"), 4);
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
    add(&guess, up, 6);
    add(&guess, rule_of("gravity.left"), 2);
    ck_assert_double_eq_tol(sw_blind_guess_best(&guess), 0.75, 1e-9);
    sw_blind_guess_clear(&guess);
    ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, false, 1, &error), 0);
    add(&guess, up, 3);
    ck_assert_double_eq_tol(sw_blind_guess_best(&guess), 0, 1e-9);
    sw_blind_guess_clear(&guess);
    sw_worlds_destroy(worlds);
}
END_TEST

/* The best of few puzzles is no better than that of many: all rules are met alike, and what is right
 * most often in a sample is so by luck. The most of 12 drawn from 6 is 0.34 in the mean. */
START_TEST(luck_is_no_guess)
{
    enum { SAMPLES = 300, PUZZLES = 12, RULES = 6 };
    struct sw_dice dice = sw_dice_at(7, SW_RANDOM_EXAMINATION, 0, 0);
    double best = 0, drawn = 0;

    begin("mirror,gravity", NULL);
    for (uint32_t sample = 0; sample < SAMPLES; sample++) {
        struct sw_blind_guess guess;
        struct sw_error error = {0};

        ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, false, 1, &error), 0);
        for (uint32_t i = 0; i < PUZZLES; i++) {
            uint32_t rule = sw_dice_below(&dice, RULES);

            find(rule, sample * (uint64_t)PUZZLES + i);
            sw_blind_guess_add(&guess, i, &puzzle);
        }
        best += sw_blind_guess_best(&guess) / SAMPLES;
        drawn += sw_blind_guess_drawn(&guess) / SAMPLES;
        sw_blind_guess_clear(&guess);
    }
    /* The standard error of these means is about 0.006. */
    ck_assert_double_eq_tol(best, 1.0 / RULES, 0.03);
    ck_assert_double_eq_tol(drawn, 1.0 / RULES, 0.03);
    sw_worlds_destroy(worlds);
}
END_TEST

/* Half of the puzzles alone choose a rule, and have none to count it on. */
START_TEST(one_half_is_no_guess)
{
    struct sw_blind_guess guess;
    struct sw_error error = {0};

    begin("mirror,gravity", NULL);
    ck_assert_int_eq(sw_blind_guess_create(&guess, worlds, false, 1, &error), 0);
    for (uint64_t number = 0; number < 8; number += 2) {
        find(0, number);
        sw_blind_guess_add(&guess, number, &puzzle);
    }
    ck_assert(isnan(sw_blind_guess_best(&guess)) && isnan(sw_blind_guess_drawn(&guess)));
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
    tcase_add_test(c, luck_is_no_guess);
    tcase_add_test(c, one_half_is_no_guess);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
