#include "selection/pull.h"

#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

/* After g generations without other steps a weight is (1 / (1 + s))^g of its way off the anchor. */
START_TEST(weights_come_back_geometrically)
{
    const float anchor[3] = {1, -2, 0};
    float weights[3] = {3, -2, 5};

    for (int g = 1; g <= 40; g++) {
        double left = pow(1 / 1.25, g);

        sw_pull(0.25f, anchor, NULL, weights, 3);
        ck_assert_msg(fabs((double)weights[0] - (1 + 2 * left)) < 1e-5, "%d", g);
        ck_assert(weights[1] == -2);
        ck_assert_msg(fabs((double)weights[2] - 5 * left) < 1e-5, "%d", g);
    }
}
END_TEST

/* With a slope of -h (w - b) beside it, the weight comes to rest where the two pulls are equal. */
START_TEST(it_is_the_step_of_a_quadratic)
{
    const float anchor = 1;
    float weight = 0;

    for (int i = 0; i < 20000; i++) {
        weight -= 0.001f * 3.0f * (weight - 2.0f);
        sw_pull(0.001f * 5.0f, &anchor, NULL, &weight, 1);
    }
    ck_assert_msg(fabs((double)weight - (3.0 * 2 + 5.0 * 1) / 8) < 1e-2, "%g", (double)weight);
}
END_TEST

START_TEST(what_matters_more_is_pulled_harder)
{
    const float anchor[3] = {0, 0, 0}, importance[3] = {0, 1, 1e30f};
    float weights[3] = {1, 1, 1};

    sw_pull(1, anchor, importance, weights, 3);
    ck_assert(weights[0] == 1);
    ck_assert(weights[1] == 0.5f);
    ck_assert(weights[2] == 0);
}
END_TEST

START_TEST(no_strength_leaves_all_alone)
{
    const float anchor[2] = {7, -7};
    float weights[2] = {0.1f, 0.3f}, before[2];

    memcpy(before, weights, sizeof before);
    sw_pull(0, anchor, NULL, weights, 2);
    ck_assert_int_eq(memcmp(before, weights, sizeof before), 0);
}
END_TEST

/* Two tensors of different scale: the mean over all that moved is 1. */
START_TEST(importance_has_the_mean_1)
{
    const float squares[2][4] = {{1, 2, 0, 3}, {8, 0, 0, 4}};
    const float scale[2] = {0.5f, 2};
    float importance[2][4] = {{0}};
    uint64_t moved = 0;
    double sum = 0, mean = 0;

    for (int t = 0; t < 2; t++)
        sum += sw_importance_sum(scale[t], squares[t], 4, &moved);
    ck_assert_uint_eq(moved, 5);
    ck_assert(fabs(sum - (6 * 0.25 + 12 * 4)) < 1e-12);
    for (int t = 0; t < 2; t++) {
        sw_importance_add(scale[t], (double)moved / sum, squares[t], importance[t], 4);
        for (int i = 0; i < 4; i++)
            mean += (double)importance[t][i] / (double)moved;
    }
    ck_assert(fabs(mean - 1) < 1e-6);
    ck_assert(importance[0][2] == 0 && importance[1][1] == 0);
    ck_assert(fabs((double)importance[1][0] / (double)importance[0][0] - 128) < 1e-3);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("pull");
    TCase *c = tcase_create("pull");

    tcase_add_test(c, weights_come_back_geometrically);
    tcase_add_test(c, it_is_the_step_of_a_quadratic);
    tcase_add_test(c, what_matters_more_is_pulled_harder);
    tcase_add_test(c, no_strength_leaves_all_alone);
    tcase_add_test(c, importance_has_the_mean_1);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
