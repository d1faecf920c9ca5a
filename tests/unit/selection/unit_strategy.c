#include "selection/strategy.h"

#include "tests/unit/unit_test.h"

#include <math.h>

enum { SEED = 11, ALL = (1 << SW_OWNS) - 1 };

static const struct sw_strategy_rule rule = {ALL, 1.25, 4, true}; /* 1.25^6 = 3.8 */

static void refuse(const char *text, const char *says)
{
    struct sw_error error = {0};
    uint32_t which;

    ck_assert_int_eq(sw_own_read(text, "families.mutate", &which, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_msg(strstr(error.text, says) != NULL, "\"%s\": %s", text, error.text);
    ck_assert_ptr_nonnull(strstr(error.text, "families.mutate"));
}

START_TEST(names_are_read_or_refused)
{
    uint32_t which;

    ck_assert_int_eq(sw_own_read("", "", &which, NULL), 0);
    ck_assert_uint_eq(which, 0);
    ck_assert_int_eq(sw_own_read(" rate ,strength", "", &which, NULL), 0);
    ck_assert_uint_eq(which, 1u << SW_OWN_RATE | 1u << SW_OWN_STRENGTH);
    refuse("rat", "\"rat\" is not a setting");
    refuse("rates", "\"rates\" is not a setting");
    refuse("rate,rate", "stands there twice");
    refuse("rate,", "a comma stands last");
    refuse("rate, ", "a comma stands last");
    refuse(",rate", "\"\" is not a setting");
    refuse("rate strength", "a comma is missing");
}
END_TEST

START_TEST(a_bound_is_so_many_steps)
{
    struct sw_strategy_rule power = {ALL, 2, 8, false}, narrow = {ALL, 2, 1.5, false};
    struct sw_strategy_rule wide = {ALL, 1.01, 1000, false};

    ck_assert_int_eq(sw_strategy_most(&rule), 6);
    ck_assert_int_eq(sw_strategy_most(&power), 3);
    ck_assert_int_eq(sw_strategy_most(&narrow), 0);
    ck_assert_int_eq(sw_strategy_most(&wide), (int)floor(log(1000) / log(1.01)));
    ck_assert_int_le(sw_strategy_most(&wide), SW_OWN_POWER_MOST);
}
END_TEST

START_TEST(factors_are_powers)
{
    for (int power = -6; power <= 6; power++) {
        struct sw_strategy own = {{0, (int16_t)power}};

        ck_assert_double_eq_tol(sw_strategy_factor(&rule, own, SW_OWN_RATE), pow(1.25, power),
                                1e-14 * pow(1.25, power));
        ck_assert(sw_strategy_factor(&rule, own, SW_OWN_STRENGTH) == 1);
    }
}
END_TEST

START_TEST(pressures_stay_pressures)
{
    ck_assert(sw_strategy_pressure(0.3, 1) == 0.3);
    ck_assert_double_eq_tol(sw_strategy_pressure(0.5, 3), 0.75, 1e-15);
    ck_assert_double_eq_tol(sw_strategy_pressure(0.2, 4), 0.5, 1e-15);
    ck_assert(sw_strategy_pressure(0.9999, 1000) == 0.9999);
    ck_assert(sw_strategy_pressure(0.0001, 0.001) == 0.0001);
}
END_TEST

START_TEST(islands_begin_anywhere_or_alike)
{
    struct sw_strategy_rule same = rule, one = rule;
    uint32_t count[SW_OWNS][13] = {{0}};
    enum { ISLANDS = 13000 };

    same.drawn = false;
    one.which = 1u << SW_OWN_RATE;
    for (uint32_t i = 0; i < ISLANDS; i++) {
        struct sw_strategy own = sw_strategy_begin(&rule, SEED, i);
        struct sw_strategy alike = sw_strategy_begin(&same, SEED, i);
        struct sw_strategy rate = sw_strategy_begin(&one, SEED, i);

        for (uint32_t k = 0; k < SW_OWNS; k++) {
            ck_assert_int_le(abs(own.power[k]), 6);
            count[k][own.power[k] + 6]++;
            ck_assert_int_eq(alike.power[k], 0);
            ck_assert_int_eq(rate.power[k], k == SW_OWN_RATE ? own.power[k] : 0);
        }
    }
    for (uint32_t k = 0; k < SW_OWNS; k++) { /* chi-squared, 12 degrees: above 40 once in 14,000 */
        double sum = 0;

        for (int i = 0; i < 13; i++)
            sum += (count[k][i] - 1000.0) * (count[k][i] - 1000.0) / 1000;
        ck_assert_double_lt(sum, 40);
    }
}
END_TEST

START_TEST(a_step_goes_up_or_down_from_one_of_two)
{
    struct sw_strategy one = {{-6, 3, 0}}, other = {{6, -3, 0}};
    uint32_t from_one = 0, up = 0, changed = 0;
    enum { TIMES = 4000 };

    for (uint64_t g = 0; g < TIMES; g++) {
        struct sw_strategy out = sw_strategy_refound(&rule, one, other, SEED, g, 2);
        struct sw_strategy again = sw_strategy_refound(&rule, one, other, SEED, g, 2);
        struct sw_strategy next = sw_strategy_refound(&rule, one, other, SEED, g, 3);

        ck_assert_mem_eq(&out, &again, sizeof out);
        changed += memcmp(&out, &next, sizeof out) != 0;
        ck_assert(out.power[0] == -6 || out.power[0] == -5 || out.power[0] == 5 ||
                  out.power[0] == 6); /* the bound holds */
        ck_assert(abs(out.power[1]) == 2 || abs(out.power[1]) == 4);
        ck_assert_int_eq(abs(out.power[2]), 1);
        from_one += out.power[1] > 0;
        up += out.power[2] > 0;
    }
    /* Four deviations of a fair coin thrown 4,000 times are 126. */
    ck_assert_int_lt(abs((int)from_one - TIMES / 2), 127);
    ck_assert_int_lt(abs((int)up - TIMES / 2), 127);
    ck_assert_uint_gt(changed, TIMES / 2);
}
END_TEST

START_TEST(what_a_rule_does_not_make_is_clamped)
{
    struct sw_strategy_rule rate = {1u << SW_OWN_RATE, 2, 8, false};
    struct sw_strategy out = sw_strategy_clamp(&rate, (struct sw_strategy){{5, -5, 5}});

    ck_assert_int_eq(out.power[0], 0);
    ck_assert_int_eq(out.power[1], -3);
    ck_assert_int_eq(out.power[2], 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("strategy");
    TCase *t = tcase_create("settings of an island's own");

    tcase_add_test(t, names_are_read_or_refused);
    tcase_add_test(t, a_bound_is_so_many_steps);
    tcase_add_test(t, factors_are_powers);
    tcase_add_test(t, pressures_stay_pressures);
    tcase_add_test(t, islands_begin_anywhere_or_alike);
    tcase_add_test(t, a_step_goes_up_or_down_from_one_of_two);
    tcase_add_test(t, what_a_rule_does_not_make_is_clamped);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
