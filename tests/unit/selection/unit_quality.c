#include "selection/quality.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdbool.h>

enum { MOST = 60 };

static struct sw_front front_of(const float *observed, uint32_t count, double reference)
{
    struct sw_error error = {0};
    struct sw_front out;

    ck_assert_int_eq(sw_front_of(observed, count, reference, &out, &error), 0);
    return out;
}

static struct sw_quality quality_of(const double *worth, const float *observed, uint32_t count,
                                    uint32_t width, uint32_t cells)
{
    struct sw_error error = {0};
    struct sw_quality out;

    ck_assert_int_eq(sw_quality_of(worth, observed, count, width, cells, &out, &error), 0);
    return out;
}

START_TEST(cells_by_hand)
{
    static const double worth[] = {10, 30, 20, 0, 7};
    static const float observed[] = {0, 0, 0.4f, 0.4f, 0.6f, 0, -3, 9, 1, 1};
    struct sw_quality out = quality_of(worth, observed, 5, 2, 2);

    ck_assert_uint_eq(out.cells, 4); /* 10 and 30 in one, 20, 0 and 7 in the others */
    ck_assert_uint_eq(out.filled, 4);
    ck_assert_double_eq(out.score, 57);
    out = quality_of(worth, observed, 0, 2, 2);
    ck_assert_uint_eq(out.filled, 0);
    ck_assert_double_eq(out.score, 0);
    out = quality_of(worth, observed + 4, 2, 1, 10); /* 0.6 and 0 */
    ck_assert_uint_eq(out.cells, 10);
    ck_assert_uint_eq(out.filled, 2);
    ck_assert_double_eq(out.score, 40);
}
END_TEST

/* Cell by cell, member by member. */
START_TEST(cells_by_counting)
{
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, (uint64_t)_i, 0);
    uint32_t cells = 1 + (uint32_t)_i, filled = 0;
    double worth[MOST], score = 0;
    float observed[2 * MOST];
    struct sw_quality out;

    for (uint32_t i = 0; i < MOST; i++) {
        worth[i] = (double)(100 * sw_dice_unit(&dice));
        observed[2 * i] = sw_dice_unit(&dice);
        observed[2 * i + 1] = sw_dice_unit(&dice);
    }
    for (uint32_t a = 0; a < cells; a++)
        for (uint32_t b = 0; b < cells; b++) {
            double best = -1;

            for (uint32_t i = 0; i < MOST; i++)
                if (floor((double)observed[2 * i] * cells) == a &&
                    floor((double)observed[2 * i + 1] * cells) == b && worth[i] > best)
                    best = worth[i];
            filled += best >= 0;
            score += best >= 0 ? best : 0;
        }
    out = quality_of(worth, observed, MOST, 2, cells);
    ck_assert_uint_eq(out.filled, filled);
    ck_assert_double_eq_tol(out.score, score, 1e-9);
}
END_TEST

START_TEST(front_by_hand)
{
    /* (0.2, 0.8), (0.5, 0.5), (0.8, 0.2), twice; (0.6, 0.6) is dominated; (2, 0) is beyond. */
    static const float observed[] = {-0.5f, -0.5f, -0.2f, -0.8f, -0.8f, -0.2f, -0.6f,
                                     -0.6f, -0.5f, -0.5f, -0.2f, -0.8f, -2,    0};
    struct sw_front out = front_of(observed, 7, 1);

    ck_assert_uint_eq(out.count, 4);
    ck_assert_double_eq_tol(out.hypervolume, 0.8 * 0.2 + 0.5 * 0.3 + 0.2 * 0.3, 1e-6);
    out = front_of(observed, 0, 1);
    ck_assert_uint_eq(out.count, 0);
    ck_assert_double_eq(out.hypervolume, 0);
}
END_TEST

static bool dominates(const double *a, const double *b)
{
    return a[0] <= b[0] && a[1] <= b[1] && (a[0] < b[0] || a[1] < b[1]);
}

/* On a lattice of 8 x 8 every hypervolume is a number of squares. */
START_TEST(front_by_counting)
{
    struct sw_dice dice = sw_dice_at(4, SW_RANDOM_TEST, (uint64_t)_i, 0);
    uint32_t members = 1 + (uint32_t)_i % MOST, squares = 0, count = 0;
    double point[MOST][2];
    float observed[2 * MOST];
    struct sw_front out;

    for (uint32_t i = 0; i < members; i++)
        for (uint32_t k = 0; k < 2; k++) {
            point[i][k] = (double)sw_dice_below(&dice, 10);
            observed[2 * i + k] = (float)-point[i][k];
        }
    for (uint32_t x = 0; x < 8; x++)
        for (uint32_t y = 0; y < 8; y++) {
            bool behind = false;

            for (uint32_t i = 0; i < members; i++)
                behind = behind || (point[i][0] <= x && point[i][1] <= y);
            squares += behind;
        }
    for (uint32_t i = 0; i < members; i++) {
        bool beaten = false;

        for (uint32_t j = 0; j < members; j++)
            beaten = beaten || dominates(point[j], point[i]) ||
                     (j < i && point[j][0] == point[i][0] && point[j][1] == point[i][1]);
        count += !beaten;
    }
    out = front_of(observed, members, 8);
    ck_assert_uint_eq(out.count, count);
    ck_assert_double_eq_tol(out.hypervolume, squares, 1e-9);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("quality");
    TCase *c = tcase_create("quality");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, cells_by_hand);
    tcase_add_loop_test(c, cells_by_counting, 0, 12);
    tcase_add_test(c, front_by_hand);
    tcase_add_loop_test(c, front_by_counting, 0, 200);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
