#include "selection/step.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { MOST = 40, MEMBERS = 24 };

static float weights[MOST], variance[MOST], path[MOST], length_path[MOST];
static float step[MOST], squares[MOST];

static struct sw_cma_state fresh(double sigma)
{
    struct sw_cma_state state = {sigma, 0, variance, path, length_path};

    for (int i = 0; i < MOST; i++) {
        variance[i] = 1;
        path[i] = length_path[i] = 0;
    }
    return state;
}

static float normal(struct sw_dice *dice)
{
    float sum = 0;

    for (int i = 0; i < 12; i++)
        sum += sw_dice_unit(dice);
    return sum - 6;
}

/* A step of the length `rate` a weight, in the direction of the gradient. */
START_TEST(plain_steps)
{
    for (uint32_t n = 1; n <= MOST; n++) {
        struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, n, 0);
        float gradient[MOST];
        double moved = 0, ratio;

        for (uint32_t i = 0; i < n; i++) {
            gradient[i] = 1000 * normal(&dice);
            weights[i] = 0;
        }
        sw_gradient_step(0.25f, gradient, weights, n);
        ratio = (double)weights[0] / (double)gradient[0];
        for (uint32_t i = 0; i < n; i++) {
            moved += (double)weights[i] * (double)weights[i];
            ck_assert_double_eq_tol((double)weights[i], ratio * (double)gradient[i], 1e-5);
        }
        ck_assert(ratio > 0);
        ck_assert_double_eq_tol(sqrt(moved / n), 0.25, 1e-6);
        memset(gradient, 0, sizeof gradient);
        moved = (double)weights[0];
        sw_gradient_step(0.25f, gradient, weights, n); /* nothing to learn: nothing moves */
        ck_assert((double)weights[0] == moved);
    }
}
END_TEST

/* The rates against the tutorial's formulas (Hansen 2016, table 1, positive weights). */
START_TEST(rates_are_the_papers)
{
    for (uint32_t n = 1; n <= 1000; n += 37)
        for (double m = 1; m < 200; m *= 1.7) {
            struct sw_cma cma = sw_cma_make(n, m);
            double c1 = fmin(1, 2 / (pow(n + 1.3, 2) + m) * (n + 2) / 3);

            ck_assert_double_eq_tol(cma.path, (4 + m / n) / (n + 4 + 2 * m / n), 1e-12);
            ck_assert_double_eq_tol(cma.pull, c1, 1e-12);
            ck_assert_double_eq_tol(
                cma.spread, fmin(1 - c1, 2 * (m - 2 + 1 / m) / (pow(n + 2, 2) + m) * (n + 2) / 3),
                1e-12);
            ck_assert_double_eq_tol(cma.length, (m + 2) / (n + m + 5), 1e-12);
            ck_assert_double_eq_tol(
                cma.damping, 1 + 2 * fmax(0, sqrt((m - 1) / (n + 1)) - 1) + cma.length, 1e-12);
            ck_assert(cma.pull + cma.spread <= 1 && cma.spread >= 0);
        }
}
END_TEST

/* Generations of random sums, or of steps that go one way, against the update as the paper writes
 * it, with exp and pow. */
START_TEST(steps_are_the_papers)
{
    enum { N = 10 };
    struct sw_cma cma = sw_cma_make(N, 6.5);
    struct sw_cma_state state = fresh(0.3);
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, (uint64_t)_i, 0);
    double sigma = 0.3, c[N], pc[N] = {0}, ps[N] = {0}, mean[N] = {0};
    uint32_t stalled = 0;

    for (int i = 0; i < N; i++) {
        c[i] = 1;
        weights[i] = 0;
    }
    for (int g = 1; g <= (_i > 4 ? 25 : 60); g++) {
        double norm = 0;
        int h;

        for (int i = 0; i < N; i++) {
            step[i] = 0.4f * normal(&dice) + 0.1f * (float)_i;
            squares[i] = 0.1f + sw_dice_unit(&dice);
            mean[i] += sigma * (double)step[i];
            ps[i] = (1 - cma.length) * ps[i] +
                    sqrt(cma.length * (2 - cma.length) * 6.5) * (double)step[i] / sqrt(c[i]);
            norm += ps[i] * ps[i];
        }
        norm = sqrt(norm);
        h = norm / sqrt(1 - pow(1 - cma.length, 2.0 * g)) < (1.4 + 2.0 / (N + 1)) * cma.expected;
        stalled += h == 0;
        for (int i = 0; i < N; i++) {
            pc[i] = (1 - cma.path) * pc[i] +
                    h * sqrt(cma.path * (2 - cma.path) * 6.5) * (double)step[i];
            c[i] = (1 - cma.pull - cma.spread) * c[i] +
                   cma.pull * (pc[i] * pc[i] + (1 - h) * cma.path * (2 - cma.path) * c[i]) +
                   cma.spread * (double)squares[i];
        }
        sigma *= exp(fmin(1, cma.length / cma.damping * (norm / cma.expected - 1)));
        sw_cma_step(&cma, step, squares, weights, &state);
        for (int i = 0; i < N; i++) {
            ck_assert_double_eq_tol((double)weights[i], mean[i], 1e-4 * (1 + fabs(mean[i])));
            ck_assert_double_eq_tol((double)variance[i], c[i], 1e-4 * c[i]);
        }
        ck_assert_double_eq_tol(state.sigma, sigma, 1e-4 * sigma);
    }
    ck_assert(_i < 7 || stalled > 0);
}
END_TEST

/* A child of the mean: y in z, its cost returned. Axes are stretched by up to 1,000. */
static double ellipsoid(uint32_t n, const float *x)
{
    double sum = 0;

    for (uint32_t i = 0; i < n; i++)
        sum += pow(1e6, i / (n - 1.0)) * (double)x[i] * (double)x[i];
    return sum;
}

static double weight_of(uint32_t place)
{
    return place < MEMBERS / 2 ? log(MEMBERS / 2 + 0.5) - log(place + 1.0) : 0;
}

/* One generation of (mu/mu, lambda) on the ellipsoid. */
static void live(const struct sw_cma *cma, struct sw_cma_state *state, struct sw_dice *dice,
                 double all)
{
    float y[MEMBERS][MOST], child[MOST];
    double cost[MEMBERS];

    for (uint32_t k = 0; k < MEMBERS; k++) {
        for (uint32_t i = 0; i < cma->n; i++) {
            y[k][i] = sqrtf(variance[i]) * normal(dice);
            child[i] = weights[i] + (float)state->sigma * y[k][i];
        }
        cost[k] = ellipsoid(cma->n, child);
    }
    memset(step, 0, sizeof step);
    memset(squares, 0, sizeof squares);
    for (uint32_t k = 0; k < MEMBERS; k++) {
        uint32_t place = 0;

        for (uint32_t j = 0; j < MEMBERS; j++)
            place += cost[j] < cost[k];
        for (uint32_t i = 0; i < cma->n; i++) {
            step[i] += (float)(weight_of(place) / all) * y[k][i];
            squares[i] += (float)(weight_of(place) / all) * y[k][i] * y[k][i];
        }
    }
    sw_cma_step(cma, step, squares, weights, state);
}

/* It solves an ellipsoid of condition 10^6 in 20 dimensions in 600 generations, and has learnt its
 * axes. */
START_TEST(it_learns_the_axes)
{
    enum { N = 20 };
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, (uint64_t)_i, 0);
    struct sw_cma_state state = fresh(0.5);
    double all = 0, squared = 0;
    struct sw_cma cma;

    for (uint32_t i = 0; i < MEMBERS; i++)
        all += weight_of(i);
    for (uint32_t i = 0; i < MEMBERS; i++)
        squared += weight_of(i) * weight_of(i) / all / all;
    cma = sw_cma_make(N, 1 / squared);
    for (int i = 0; i < N; i++)
        weights[i] = 3;
    for (int g = 0; g < 600; g++)
        live(&cma, &state, &dice, all);
    ck_assert_msg(ellipsoid(N, weights) < 1e-8, "cost %g", ellipsoid(N, weights));
    ck_assert_msg(variance[0] > 1e4f * variance[N - 1], "variances %g and %g", (double)variance[0],
                  (double)variance[N - 1]);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("step");
    TCase *c = tcase_create("step");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, plain_steps);
    tcase_add_test(c, rates_are_the_papers);
    tcase_add_loop_test(c, steps_are_the_papers, 0, 9);
    tcase_add_loop_test(c, it_learns_the_axes, 0, 3);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
