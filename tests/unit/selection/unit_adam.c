#include "selection/adam.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

enum { COUNT = 37, STEPS = 500 };

/* 500 steps beside the paper's algorithm in double. */
START_TEST(steps_are_those_of_the_paper)
{
    float weights[COUNT] = {0}, first[COUNT] = {0}, second[COUNT] = {0};
    double w[COUNT] = {0}, m[COUNT] = {0}, v[COUNT] = {0};
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 2, 3);
    struct sw_adam adam = {0.01f, 0.9f, 0.99f, 0};

    for (uint64_t step = 1; step <= STEPS; step++) {
        float gradient[COUNT];

        adam.step = step;
        adam.rate = 0.01f / (float)(1 + step / 100);
        for (int i = 0; i < COUNT; i++)
            gradient[i] = (float)i / 10.0f - 1.5f + sw_dice_unit(&dice);
        sw_adam_step(&adam, gradient, weights, first, second, COUNT);
        for (int i = 0; i < COUNT; i++) {
            double b1 = (double)0.9f, b2 = (double)0.99f, g = (double)gradient[i];

            m[i] = b1 * m[i] + (1 - b1) * g;
            v[i] = b2 * v[i] + (1 - b2) * g * g;
            w[i] += (double)adam.rate * (m[i] / (1 - pow(b1, (double)step))) /
                    (sqrt(v[i] / (1 - pow(b2, (double)step))) + 1e-8);
            ck_assert_msg(fabs((double)weights[i] - w[i]) < 1e-4, "step %d: [%d] is %g, not %g",
                          (int)step, i, (double)weights[i], w[i]);
            ck_assert_msg(fabs((double)first[i] - m[i]) < 1e-5, "first moment");
            ck_assert_msg(fabs((double)second[i] - v[i]) < 1e-4, "second moment");
        }
    }
}
END_TEST

/* The first step is the rate long, uphill, however steep the hill; flat ground moves nothing. */
START_TEST(the_first_step_has_the_rates_length)
{
    static const float gradient[] = {1e-3f, -1e-3f, 1e6f, -1e6f, 0.0f};
    static const float sign[] = {1, -1, 1, -1, 0};
    float weights[5] = {1, 1, 1, 1, 1}, first[5] = {0}, second[5] = {0};
    struct sw_adam adam = {0.125f, 0.9f, 0.99f, 1};

    sw_adam_step(&adam, gradient, weights, first, second, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq_tol((double)weights[i], 1.0 + 0.125 * (double)sign[i], 2e-5);
}
END_TEST

/* It climbs: the distance to the top of a slanted bowl shrinks. */
START_TEST(it_climbs)
{
    float weights[COUNT] = {0}, first[COUNT] = {0}, second[COUNT] = {0}, gradient[COUNT];
    struct sw_adam adam = {0.02f, 0.9f, 0.99f, 0};

    for (adam.step = 1; adam.step <= 600; adam.step++) {
        for (int i = 0; i < COUNT; i++)
            gradient[i] = ((float)i / 10.0f - weights[i]) * (float)(i + 1);
        sw_adam_step(&adam, gradient, weights, first, second, COUNT);
    }
    for (int i = 0; i < COUNT; i++)
        ck_assert_double_eq_tol((double)weights[i], i / 10.0, 0.05);
}
END_TEST

/* Long after the start the corrections are 1: nothing overflows, and a step far away is a plain
 * one. */
START_TEST(late_steps_are_uncorrected)
{
    float gradient = 2.0f, weight = 0.0f, first = 2.0f, second = 4.0f;
    struct sw_adam adam = {0.5f, 0.9f, 0.99f, UINT64_MAX};

    sw_adam_step(&adam, &gradient, &weight, &first, &second, 1);
    ck_assert_double_eq_tol((double)weight, 0.5, 1e-5);
}
END_TEST

START_TEST(elements_do_not_meet)
{
    float one[3] = {0}, all[3] = {0}, first[3] = {0}, second[3] = {0}, f = 0, s = 0;
    static const float gradient[] = {0.3f, -7.0f, 0.01f};
    struct sw_adam adam = {0.5f, 0.9f, 0.99f, 1};

    sw_adam_step(&adam, gradient, all, first, second, 3);
    for (int i = 0; i < 3; i++) {
        f = s = 0;
        sw_adam_step(&adam, gradient + i, one + i, &f, &s, 1);
    }
    ck_assert_int_eq(memcmp(one, all, sizeof one), 0);
    sw_adam_step(&adam, gradient, all, first, second, 0);
    ck_assert_int_eq(memcmp(one, all, sizeof one), 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("adam");
    TCase *c = tcase_create("adam");

    tcase_add_test(c, steps_are_those_of_the_paper);
    tcase_add_test(c, the_first_step_has_the_rates_length);
    tcase_add_test(c, it_climbs);
    tcase_add_test(c, late_steps_are_uncorrected);
    tcase_add_test(c, elements_do_not_meet);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
