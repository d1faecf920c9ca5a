#include "selection/priority.h"

#include "tests/unit/unit_test.h"

#include <math.h>

enum { RULES = 5 };

static float marks[1 + 3 * RULES];
static double room[RULES], share[RULES];
static uint32_t times[RULES];

static enum sw_priority by = SW_PRIORITY_REGRET;

static void note(uint32_t rule, float score, uint64_t generation)
{
    sw_priority_note(by, marks, &rule, &score, 1, generation, room, times);
}

static void begin(void)
{
    marks[0] = 0;
    sw_priority_begin(marks, RULES);
    ck_assert_uint_eq(sw_priority_floats(RULES), 1 + 3 * RULES);
}

static double total(void)
{
    double sum = 0;

    for (int i = 0; i < RULES; i++)
        sum += share[i];
    return sum;
}

static void near(double value, double wanted)
{
    ck_assert_msg(fabs(value - wanted) < 1e-6, "%.9g, not %.9g", value, wanted);
}

START_TEST(what_was_never_met_is_alike)
{
    begin();
    for (int way = SW_PRIORITY_REGRET; way <= SW_PRIORITY_NOVELTY; way++) {
        sw_priority_shares((enum sw_priority)way, marks, 7, share);
        for (int i = 0; i < RULES; i++)
            near(share[i], 1.0 / RULES);
    }
}
END_TEST

/* A tenth is even, the rest as far as scores are below 0. */
START_TEST(regret_is_what_is_left_to_learn)
{
    const float score[RULES] = {0, -1, -2, -3, -4};

    begin();
    for (uint32_t i = 0; i < RULES; i++)
        note(i, score[i], 3);
    sw_priority_shares(SW_PRIORITY_REGRET, marks, 4, share);
    for (int i = 0; i < RULES; i++)
        near(share[i], 0.1 / RULES + 0.9 * i / 10);
    near(total(), 1);
}
END_TEST

/* A rule that is known, one that is not learned, and one that is being learned or forgotten. */
START_TEST(progress_is_how_far_scores_moved)
{
    begin();
    for (uint64_t g = 0; g < 20; g++) {
        note(0, 0, g);
        note(1, -9, g);
        note(2, g < 10 ? -9 : -1, g);
        note(3, g < 10 ? -1 : -9, g);
        note(4, -3, g);
    }
    sw_priority_shares(SW_PRIORITY_PROGRESS, marks, 20, share);
    near(share[0], 0.1 / RULES);
    near(share[1], 0.1 / RULES);
    near(share[2], share[3]);
    near(share[2], 0.1 / RULES + 0.45);
    near(total(), 1);
}
END_TEST

START_TEST(age_is_generations_since)
{
    begin();
    for (uint32_t i = 0; i < RULES; i++)
        note(i, -1, i);
    sw_priority_shares(SW_PRIORITY_AGE, marks, RULES, share);
    for (int i = 0; i < RULES; i++)
        near(share[i], 0.1 / RULES + 0.9 * (RULES - i) / 15);
    near(total(), 1);
}
END_TEST

/* By how often each was met, whatever was learned of it and when. */
START_TEST(novelty_is_how_seldom)
{
    const uint32_t rule[6] = {2, 2, 2, 2, 4, 4};
    const float score[6] = {-1, -2, -3, -4, -5, -6};
    const double rare[RULES] = {0.5, 0.5, 1.0 / 3, 1, 1 / sqrt(2)};
    double sum = 0;

    begin();
    by = SW_PRIORITY_NOVELTY;
    for (uint64_t g = 0; g < 4; g++) {
        note(0, -9, g);
        note(1, -(float)g, g);
    }
    for (uint32_t i = 0; i < 5; i++)
        note(2, 0, 5);
    sw_priority_note(by, marks, rule, score, 6, 9, room, times);
    note(3, -9, 10);
    sw_priority_shares(by, marks, 30, share);
    by = SW_PRIORITY_REGRET;
    for (int i = 0; i < RULES; i++)
        sum += rare[i];
    for (int i = 0; i < RULES; i++)
        near(share[i], 0.1 / RULES + 0.9 * rare[i] / sum);
    near(total(), 1);
}
END_TEST

/* A newcomer is met at least as often as any. */
START_TEST(what_was_never_met_comes_first)
{
    begin();
    for (uint32_t i = 0; i + 1 < RULES; i++)
        note(i, -(float)i, 5);
    sw_priority_shares(SW_PRIORITY_REGRET, marks, 6, share);
    near(share[4], share[3]);
    ck_assert(share[4] > share[2]);
}
END_TEST

/* Two puzzles of one rule count as their mean, and a rule of other laws as nothing. */
START_TEST(puzzles_of_one_rule_are_averaged)
{
    const uint32_t rule[4] = {1, UINT32_MAX, 1, RULES};
    const float score[4] = {-2, -100, -4, -100};

    begin();
    sw_priority_note(by, marks, rule, score, 4, 0, room, times);
    near((double)marks[1 + 3], -3);
    for (int i = 0; i < RULES; i++)
        ck_assert((marks[1 + 3 * i + 2] > 0) == (i == 1));
}
END_TEST

START_TEST(other_rules_begin_anew)
{
    begin();
    note(2, -5, 9);
    sw_priority_begin(marks, RULES);
    ck_assert(marks[1 + 3 * 2] < 0);
    sw_priority_begin(marks, RULES - 1);
    for (int i = 1; i < 1 + 3 * (RULES - 1); i++)
        ck_assert(marks[i] == 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("priority");
    TCase *c = tcase_create("priority");

    tcase_add_test(c, what_was_never_met_is_alike);
    tcase_add_test(c, regret_is_what_is_left_to_learn);
    tcase_add_test(c, progress_is_how_far_scores_moved);
    tcase_add_test(c, age_is_generations_since);
    tcase_add_test(c, novelty_is_how_seldom);
    tcase_add_test(c, what_was_never_met_comes_first);
    tcase_add_test(c, puzzles_of_one_rule_are_averaged);
    tcase_add_test(c, other_rules_begin_anew);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
