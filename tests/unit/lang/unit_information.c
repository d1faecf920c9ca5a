#include "lang/information.h"
#include "lang/influence.h"
#include "lang/labels.h"

#include "tests/unit/lang/language_channels.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static struct channel channel;

/* Mutual information from the definition: a sum over all pairs of classes. */
static double plain_information(const uint32_t *x, const uint32_t *y, uint32_t count,
                                uint32_t classes)
{
    double bits = 0;

    for (uint32_t a = 0; a < classes; a++)
        for (uint32_t b = 0; b < classes; b++) {
            double both = 0, first = 0, second = 0;

            for (uint32_t i = 0; i < count; i++) {
                both += x[i] == a && y[i] == b;
                first += x[i] == a;
                second += y[i] == b;
            }
            if (both > 0)
                bits += both / count * log2(both * count / (first * second));
        }
    return bits;
}

static void measure(const uint32_t *x, uint32_t x_classes, const uint32_t *y, uint32_t y_classes,
                    uint32_t count, uint32_t shuffles, struct sw_information *out)
{
    ck_assert_int_eq(sw_information(x, x_classes, y, y_classes, count, 7, 3, shuffles, out, &error),
                     0);
}

START_TEST(entropies_that_are_known)
{
    static const uint32_t even[8] = {5, 5, 5, 5, 5, 5, 5, 5}, one[3] = {0, 9, 0}, half[2] = {3, 1};

    ck_assert_double_eq_tol(sw_information_entropy(even, 8), 3, 1e-12);
    ck_assert_double_eq_tol(sw_information_entropy(one, 3), 0, 1e-12);
    ck_assert_double_eq_tol(sw_information_entropy(half, 2), 0.75 * log2(4 / 3.0) + 0.5, 1e-12);
    ck_assert_double_eq(sw_information_entropy(NULL, 0), 0);
}
END_TEST

/* Sixteen meanings that come equally often, each with a message of its own: four bits. */
START_TEST(a_bijective_code_tells_all)
{
    uint32_t x[160], y[160];
    struct sw_information out;

    for (uint32_t i = 0; i < 160; i++) {
        x[i] = i % 16;
        y[i] = x[i] * 7 % 16;
    }
    measure(x, 16, y, 16, 160, 200, &out);
    ck_assert_double_eq_tol(out.first, 4, 1e-12);
    ck_assert_double_eq_tol(out.second, 4, 1e-12);
    ck_assert_double_eq_tol(out.plain, 4, 1e-12);
    ck_assert_double_eq_tol(out.bias, 15 * 15 / (2 * 160 * log(2)), 1e-12);
    ck_assert_double_eq_tol(out.null.p, 1 / 201.0, 1e-12);
    ck_assert_double_lt(out.null.high, 4);
}
END_TEST

START_TEST(a_constant_tells_nothing)
{
    uint32_t x[40], y[40] = {0};
    struct sw_information out;

    for (uint32_t i = 0; i < 40; i++)
        x[i] = i % 8;
    measure(x, 8, y, 1, 40, 20, &out);
    ck_assert_double_eq(out.plain, 0);
    ck_assert_double_eq(out.second, 0);
    ck_assert_double_eq(out.bias, 0);
    ck_assert_double_eq(out.null.mean, 0);
    ck_assert_double_eq(out.null.p, 1);
    measure(x, 8, y, 1, 0, 20, &out);
    ck_assert_double_eq(out.plain, 0);
    ck_assert_double_eq(out.null.p, 1);
}
END_TEST

/* Of labels that have nothing to do with each other, counting finds the bias; so do the shuffles,
 * and less the bias nothing is left. */
START_TEST(what_chance_alone_gives)
{
    struct sw_information out;

    make_channel(&channel, 8, 10 + (uint64_t)_i, speak_random);
    for (uint32_t i = 0; i < ITEMS; i++)
        channel.message[i] = channel.said[i][0];
    for (uint32_t i = 0; i < ITEMS; i++)
        channel.item[i] = channel.meant[i][0];
    measure(channel.item, 8, channel.message, 8, ITEMS, 200, &out);
    ck_assert_double_eq_tol(out.plain, plain_information(channel.item, channel.message, ITEMS, 8),
                            1e-9);
    ck_assert_double_eq_tol(out.null.mean, out.bias, 0.004);
    ck_assert_double_lt(fabs(out.plain - out.bias), 0.03);
    ck_assert_double_gt(out.null.high, out.null.mean);
}
END_TEST

START_TEST(as_by_the_definition)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, (uint64_t)_i, 0);
    uint32_t x[90], y[90];
    struct sw_information out;

    for (uint32_t i = 0; i < 90; i++) {
        x[i] = sw_dice_below(&dice, 7);
        y[i] = sw_dice_below(&dice, 2) ? x[i] : sw_dice_below(&dice, 7);
    }
    measure(x, 7, y, 7, 90, 0, &out);
    ck_assert_double_eq_tol(out.plain, plain_information(x, y, 90, 7), 1e-9);
}
END_TEST

START_TEST(nulls_are_counted)
{
    double value[] = {4, 1, 3, 2};
    struct sw_null null = sw_information_null(value, 4, 3);

    ck_assert_double_eq(null.mean, 2.5);
    ck_assert_double_eq(null.p, 3 / 5.0);
    ck_assert_double_eq(null.high, 4);
    null = sw_information_null(NULL, 0, 3);
    ck_assert_double_eq(null.p, 1);
    ck_assert_double_eq(null.mean, 0);
}
END_TEST

START_TEST(labels_are_in_order)
{
    static const uint64_t key[] = {9, UINT64_MAX, 2, 9, 0, 2};
    static const uint32_t expected[] = {2, 3, 1, 2, 0, 1}, first_of[] = {4, 2, 0, 1};
    uint32_t label[6], first[6], count_of[4];

    ck_assert_int_eq(sw_labels_number(key, 6, label, first, &error), 4);
    for (int i = 0; i < 6; i++)
        ck_assert_uint_eq(label[i], expected[i]);
    for (int i = 0; i < 4; i++)
        ck_assert_uint_eq(first[i], first_of[i]);
    sw_labels_count(label, 6, 4, count_of);
    ck_assert(count_of[0] == 1 && count_of[1] == 2 && count_of[2] == 2 && count_of[3] == 1);
    ck_assert_int_eq(sw_labels_number(key, 0, label, NULL, &error), 0);
}
END_TEST

/* ---- causal influence ---- */

enum { SAID = 4 };
static const double chance[SAID] = {0.5, 0.25, 0.125, 0.125}; /* 1.75 bits */

START_TEST(a_deaf_listener_is_not_influenced)
{
    static const double act[SAID][3] = {
        {0.2, 0.3, 0.5}, {0.2, 0.3, 0.5}, {0.2, 0.3, 0.5}, {0.2, 0.3, 0.5}};
    static const uint32_t same[SAID] = {1, 1, 1, 1};

    ck_assert_double_eq_tol(sw_influence(chance, act[0], SAID, 3), 0, 1e-12);
    ck_assert_double_eq_tol(sw_flip_rate(chance, same, SAID), 0, 1e-12);
}
END_TEST

/* The entropy of the messages, and not log2 of their number more. */
START_TEST(a_bijective_listener_is_influenced_by_all)
{
    static const double act[SAID][SAID] = {{0, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 0}};
    static const uint32_t greedy[SAID] = {1, 0, 3, 2};

    ck_assert_double_eq_tol(sw_influence(chance, act[0], SAID, SAID), 1.75, 1e-12);
    ck_assert_double_eq_tol(sw_flip_rate(chance, greedy, SAID), 1 - 0.25 - 0.0625 - 2 * 0.015625,
                            1e-12);
}
END_TEST

/* Two of the messages are one to the listener. */
START_TEST(a_listener_that_tells_some_apart)
{
    static const double act[SAID][2] = {{1, 0}, {0, 1}, {0, 1}, {0, 1}};
    static const uint32_t greedy[SAID] = {0, 1, 1, 1};

    ck_assert_double_eq_tol(sw_influence(chance, act[0], SAID, 2), 1, 1e-12);
    ck_assert_double_eq_tol(sw_flip_rate(chance, greedy, SAID), 0.5, 1e-12);
}
END_TEST

/* A noisy listener, by hand: 1 - H(0.1) bits of a fair coin. */
START_TEST(a_listener_that_errs)
{
    static const double even[2] = {0.5, 0.5}, act[2][2] = {{0.9, 0.1}, {0.1, 0.9}};
    double expected = 1 + 0.9 * log2(0.9) + 0.1 * log2(0.1);

    ck_assert_double_eq_tol(sw_influence(even, act[0], 2, 2), expected, 1e-12);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("information");
    TCase *c = tcase_create("information");

    tcase_add_test(c, entropies_that_are_known);
    tcase_add_test(c, a_bijective_code_tells_all);
    tcase_add_test(c, a_constant_tells_nothing);
    tcase_add_loop_test(c, what_chance_alone_gives, 0, 4);
    tcase_add_loop_test(c, as_by_the_definition, 0, 10);
    tcase_add_test(c, nulls_are_counted);
    tcase_add_test(c, labels_are_in_order);
    tcase_add_test(c, a_deaf_listener_is_not_influenced);
    tcase_add_test(c, a_bijective_listener_is_influenced_by_all);
    tcase_add_test(c, a_listener_that_tells_some_apart);
    tcase_add_test(c, a_listener_that_errs);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
