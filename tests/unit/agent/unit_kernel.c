#include "agent/kernel.h"

#include "tests/unit/agent/agent_random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

/* Every function of every kernel is run on the same random input and compared: with a plain loop in
 * double, within a tolerance; and, for the portable kernels, with each other, bit for bit. */

enum { KERNELS_MAX = 8, WIDEST = 160, DEEPEST = 70, FLOATS = 80 * WIDEST };

static struct sw_kernel kernels[KERNELS_MAX];
static uint32_t kernel_count;
static float *in[3], *out[KERNELS_MAX];

static void set_up(void)
{
    kernel_count = sw_kernel_all(kernels, KERNELS_MAX);
    ck_assert_uint_ge(kernel_count, 2);
    for (int i = 0; i < 3; i++)
        in[i] = make_floats((uint64_t)i, 1.0f, FLOATS);
    for (uint32_t i = 0; i < kernel_count; i++)
        out[i] = make_floats(7, 1.0f, FLOATS);
}

static void tear_down(void)
{
    for (int i = 0; i < 3; i++)
        free(in[i]);
    for (uint32_t i = 0; i < kernel_count; i++)
        free(out[i]);
}

static bool is_portable(uint32_t i)
{
    return strcmp(kernels[i].name, "portable") == 0;
}

/* Outputs are near the plain answer; those of portable kernels are the same bits. */
static void compare(const double *plain, uint32_t n, double tolerance)
{
    for (uint32_t i = 0; i < kernel_count; i++) {
        for (uint32_t j = 0; j < n; j++)
            ck_assert_msg(fabs((double)out[i][j] - plain[j]) <=
                              tolerance * fmax(1.0, fabs(plain[j])),
                          "%s %s: [%u] is %.9g, should be %.9g", kernels[i].name,
                          kernels[i].instructions, j, (double)out[i][j], plain[j]);
        if (is_portable(i))
            ck_assert_msg(memcmp(out[0], out[i], n * sizeof(float)) == 0, "%s differs from %s",
                          kernels[i].instructions, kernels[0].instructions);
    }
}

START_TEST(both_kernels_have_names)
{
    struct sw_kernel found;
    uint32_t baselines = 0;

    ck_assert_int_eq(sw_kernel_find("portable", &found), 0);
    ck_assert_str_eq(found.name, "portable");
    ck_assert_str_eq(found.instructions, kernels[0].instructions);
    ck_assert_int_eq(sw_kernel_find("blas", &found), 0);
    ck_assert_str_eq(found.name, "blas");
    ck_assert_str_eq(found.instructions, kernels[0].instructions);
    ck_assert_int_eq(sw_kernel_find("", &found), -1);
    ck_assert_int_eq(sw_kernel_find("Portable", &found), -1);
    for (uint32_t i = 0; i < kernel_count; i++)
        baselines += strcmp(kernels[i].instructions, "baseline") == 0;
    ck_assert_uint_ge(baselines, 1);
    ck_assert_str_eq(kernels[kernel_count - 1].name, "blas");
    ck_assert_uint_eq(sw_kernel_all(&found, 0), 0);
    ck_assert_uint_eq(sw_kernel_all(&found, 1), 1);
}
END_TEST

/* One shape a loop: every depth up to 70 and every width up to 160. */
START_TEST(products)
{
    uint32_t k = 1 + (uint32_t)_i, n = 16 * (1 + (uint32_t)_i % 10), stride = k + (uint32_t)_i % 3;
    double plain[SW_TILE * WIDEST] = {0};

    for (uint32_t r = 0; r < SW_TILE; r++)
        for (uint32_t j = 0; j < n; j++) {
            plain[r * n + j] = 0;
            for (uint32_t i = 0; i < k; i++)
                plain[r * n + j] += (double)in[0][r * stride + i] * (double)in[1][i * n + j];
        }
    for (uint32_t i = 0; i < kernel_count; i++)
        kernels[i].product(in[0], stride, in[1], k, n, out[i]);
    compare(plain, SW_TILE * n, 1e-5);

    /* One row alone gives the same bits as within a tile, by the loops. */
    for (uint32_t i = 0; i < kernel_count; i++)
        for (uint32_t r = 0; r < SW_TILE && is_portable(i); r++) {
            float one[WIDEST];

            kernels[i].row_product(in[0] + r * stride, in[1], k, n, one);
            ck_assert_int_eq(memcmp(one, out[i] + r * n, n * sizeof *one), 0);
        }
}
END_TEST

START_TEST(row_products)
{
    uint32_t k = 1 + (uint32_t)_i, n = 16 * (1 + (uint32_t)_i % 10);
    double plain[WIDEST] = {0};

    for (uint32_t j = 0; j < n; j++)
        for (uint32_t i = 0; i < k; i++)
            plain[j] += (double)in[0][i] * (double)in[1][i * n + j];
    for (uint32_t i = 0; i < kernel_count; i++)
        kernels[i].row_product(in[0], in[1], k, n, out[i]);
    compare(plain, n, 1e-5);
}
END_TEST

/* What a row gives does not depend on the other rows: with all others changed, to huge numbers and
 * to zeros, its bits stay. Both kernels promise this. */
START_TEST(rows_are_independent)
{
    static const uint32_t shapes[][2] = {{16, 16}, {64, 64},  {32, 64}, {64, 32},
                                         {7, 48},  {61, 160}, {1, 16},  {128, 64}};
    uint32_t k = shapes[_i][0], n = shapes[_i][1];
    float *x = make_floats(20, 1.0f, (size_t)SW_TILE * k),
          *w = make_floats(21, 1.0f, (size_t)k * n);
    float *others = make_floats(22, 1e6f, (size_t)SW_TILE * k);

    for (uint32_t i = 0; i < kernel_count; i++) {
        kernels[i].product(x, k, w, k, n, out[0]);
        for (uint32_t r = 0; r < SW_TILE; r++) {
            float *mixed = others + (size_t)r * k, kept[128];

            memcpy(kept, mixed, k * sizeof *kept);
            memcpy(mixed, x + (size_t)r * k, k * sizeof *kept);
            kernels[i].product(others, k, w, k, n, out[1]);
            ck_assert_msg(memcmp(out[0] + r * n, out[1] + r * n, n * sizeof(float)) == 0,
                          "%s: row %u depends on the others", kernels[i].name, r);
            memset(mixed, 0, k * sizeof *mixed);
            if (r % 2 == 0)
                memcpy(mixed, kept, k * sizeof *mixed);
        }
        random_floats(22, 1e6f, others, (size_t)SW_TILE * k);
    }
    free(x);
    free(w);
    free(others);
}
END_TEST

START_TEST(sums_of_rows)
{
    uint32_t n = 16 * (1 + (uint32_t)_i % 10), lists = 1 + (uint32_t)_i, stride = 64;
    struct sw_percept *percept = make_percept((uint64_t)_i, 32, false);
    double plain[64 * WIDEST] = {0};

    lists = lists < percept->kinds ? lists : percept->kinds;
    lists = lists < SW_TILE ? lists : SW_TILE;
    percept->rows[0] = 0;
    for (uint32_t i = 0; i < lists; i++)
        for (uint32_t l = 0; l < percept->rows[i]; l++)
            for (uint32_t j = 0; j < n; j++)
                plain[i * n + j] += (double)in[0][percept->row[i * stride + l] * n + j];
    for (uint32_t i = 0; i < kernel_count; i++)
        kernels[i].sum_rows(in[0], n, percept->row, percept->rows, stride, lists, out[i]);
    compare(plain, lists * n, 1e-5);
    drop_percept(percept);
}
END_TEST

START_TEST(pools)
{
    uint32_t n = 16 * (1 + (uint32_t)_i % 4), cells = 1 + (uint32_t)_i;
    double plain[4 * WIDEST] = {0};

    for (uint32_t c = 0; c < cells; c++)
        in[1][c] = (float)(c + 1) / 7.0f;
    for (uint32_t j = 0; j < n; j++)
        for (uint32_t c = 0; c < cells; c++) {
            double at = fmax(0.0, (double)in[0][c * n + j]);

            plain[j] += at * (double)in[1][c];
            plain[n + j] = fmax(plain[n + j], at);
        }
    for (uint32_t i = 0; i < kernel_count; i++)
        kernels[i].pool(in[0], in[1], cells, n, out[i]);
    compare(plain, 2 * n, 1e-5);
}
END_TEST

START_TEST(pools_of_pairs)
{
    uint32_t n = 16 * (1 + (uint32_t)_i % 4), cells = 1 + (uint32_t)_i;
    double plain[4 * WIDEST] = {0};

    for (uint32_t c = 0; c < cells; c++)
        in[1][c] = (float)(c + 1) / 7.0f;
    for (uint32_t j = 0; j < n; j++)
        for (uint32_t c = 0; c < cells; c++)
            for (int sign = 0; sign < 2; sign++) {
                double d = (double)(0.3f * in[2][j]) * (double)in[2][1000 + c * 16];
                double at = fmax(0.0, (double)in[0][c * n + j] + (sign ? -d : d));
                double *sum = plain + (size_t)sign * 2 * n;

                sum[j] += at * (double)in[1][c];
                sum[n + j] = fmax(sum[n + j], at);
            }
    for (uint32_t i = 0; i < kernel_count; i++)
        kernels[i].pool_pair(in[0], in[2] + 1000, in[2], 0.3f, in[1], cells, n, out[i],
                             out[i] + 2 * n);
    compare(plain, 4 * n, 1e-5);
}
END_TEST

/* Back through the pool into a table: cells 2 and 5 of every feature are the same, so that the
 * maximum has two places at times. */
START_TEST(pools_back)
{
    enum { STRIDE = 6, ROWS = 11 };
    uint32_t n = 16 * (1 + (uint32_t)_i % 4), cells = 6 + (uint32_t)_i;
    double plain[ROWS * 4 * 16] = {0};
    uint16_t list[70 * STRIDE];
    uint8_t rows[70];
    float most[64];

    ck_assert_uint_le(cells, 70);
    memcpy(in[0] + 5 * n, in[0] + 2 * n, n * sizeof(float));
    for (uint32_t c = 0; c < cells; c++) {
        in[1][c] = (float)(c + 1) / 7.0f;
        rows[c] = (uint8_t)(c % STRIDE);
        for (uint32_t l = 0; l < rows[c]; l++)
            list[c * STRIDE + l] = (uint16_t)((c * 5 + l * 3) % ROWS);
    }
    for (uint32_t j = 0; j < n; j++) {
        bool met;

        most[j] = 0;
        for (uint32_t c = 0; c < cells; c++)
            most[j] = fmaxf(most[j], in[0][c * n + j]);
        met = most[j] == 0;
        for (uint32_t c = 0; c < cells; c++) {
            float at = in[0][c * n + j];
            double got = at > 0 ? (double)(in[2][j] * in[1][c]) : 0;

            if (!met && at == most[j]) {
                got += (double)in[2][n + j];
                met = true;
            }
            for (uint32_t l = 0; l < rows[c]; l++)
                plain[list[c * STRIDE + l] * n + j] += got;
        }
    }
    for (uint32_t i = 0; i < kernel_count; i++) {
        memset(out[i], 0, (size_t)ROWS * n * sizeof(float));
        kernels[i].pool_back(in[0], in[1], cells, n, most, in[2], list, rows, STRIDE, out[i]);
    }
    compare(plain, ROWS * n, 1e-5);
}
END_TEST

START_TEST(scaled_sums)
{
    uint32_t n = 16 * (1 + (uint32_t)_i);
    double plain[WIDEST] = {0};
    float start[WIDEST];

    random_floats(30, 1.0f, start, n);
    for (uint32_t j = 0; j < n; j++)
        plain[j] = (double)start[j] + (double)0.7f * (double)in[0][j];
    for (uint32_t i = 0; i < kernel_count; i++) {
        memcpy(out[i], start, sizeof start);
        kernels[i].add_scaled(out[i], in[0], 0.7f, n);
    }
    compare(plain, n, 1e-6);

    for (uint32_t j = 0; j < n; j++)
        plain[j] = (double)start[j] + (double)0.7f * (double)in[0][j] +
                   (double)-0.2f * (double)in[1][j] + (double)in[2][j];
    for (uint32_t i = 0; i < kernel_count; i++) {
        memcpy(out[i], start, sizeof start);
        kernels[i].add_two(out[i], in[0], 0.7f, in[1], -0.2f, in[2], n);
    }
    compare(plain, n, 1e-6);
}
END_TEST

START_TEST(dots)
{
    uint32_t k = 16 * (1 + (uint32_t)_i);
    double plain = 0;

    for (uint32_t j = 0; j < k; j++)
        plain += (double)in[0][j] * (double)in[1][j];
    for (uint32_t i = 0; i < kernel_count; i++)
        out[i][0] = kernels[i].dot(in[0], in[1], k);
    compare(&plain, 1, 1e-5);
}
END_TEST

/* 4,096 places from -12 to 12, and the ends. */
START_TEST(tanh_is_accurate)
{
    enum { COUNT = 4096 };
    double plain[COUNT];

    for (uint32_t j = 0; j < COUNT; j++) {
        in[0][j] = ((float)j - 2048.0f) / 170.0f;
        plain[j] = tanh((double)in[0][j]);
    }
    for (uint32_t i = 0; i < kernel_count; i++) {
        memcpy(out[i], in[0], COUNT * sizeof(float));
        kernels[i].tanh(out[i], COUNT);
    }
    compare(plain, COUNT, 3e-7);
    for (uint32_t i = 0; i < kernel_count; i++) {
        float ends[16] = {INFINITY, -INFINITY, 1e30f, -1e30f, 0.0f, 1e-30f, NAN};

        kernels[i].tanh(ends, 16);
        for (int j = 0; j < 4; j++)
            ck_assert_msg(fabs((double)ends[j] - (j % 2 == 0 ? 1.0 : -1.0)) < 1e-6, "end %d", j);
        ck_assert_msg(fabsf(ends[4]) < 1e-7f && fabsf(ends[5]) < 1e-7f, "near 0");
        ck_assert_msg(isfinite(ends[6]), "not a number goes in, and must not come out");
    }
}
END_TEST

START_TEST(gates)
{
    uint32_t n = 16 * (1 + (uint32_t)_i);
    double plain[WIDEST] = {0};
    float start[WIDEST];

    random_floats(31, 3.0f, start, n);
    random_floats(32, 20.0f, in[0], n);
    random_floats(33, 4.0f, in[0] + n, n);
    for (uint32_t j = 0; j < n; j++)
        plain[j] = (double)start[j] +
                   (tanh((double)in[0][n + j]) - (double)start[j]) / (1.0 + exp(-(double)in[0][j]));
    for (uint32_t i = 0; i < kernel_count; i++) {
        memcpy(out[i], start, sizeof start);
        kernels[i].gate(out[i], in[0], n);
    }
    compare(plain, n, 1e-6);

    for (uint32_t j = 0; j < n; j++)
        plain[j] = (double)start[j] + tanh((double)in[0][n + j]);
    for (uint32_t i = 0; i < kernel_count; i++) {
        memcpy(out[i], in[0] + n, n * sizeof(float));
        kernels[i].residual_tanh(out[i], start, n);
    }
    compare(plain, n, 1e-6);
}
END_TEST

/* Lengths from 1 to 160 that end within a vector: the padding counts for nothing and becomes 0. */
START_TEST(exponentials)
{
    uint32_t n = 1 + (uint32_t)_i, stride = (n + 15) / 16 * 16;
    double plain[WIDEST] = {0}, sum = 0, logarithm;

    random_floats(34, _i % 2 == 0 ? 4.0f : 30.0f, in[0], stride);
    for (uint32_t j = 0; j < n; j++) {
        plain[j] = exp((double)in[0][j]);
        sum += plain[j];
    }
    logarithm = log(sum);
    for (uint32_t i = 0; i < kernel_count; i++) {
        memcpy(out[i], in[0], stride * sizeof(float));
        out[i][stride] = kernels[i].exponentials(out[i], n, stride);
        ck_assert_msg(fabs((double)out[i][stride] - logarithm) <= 2e-6 * fmax(1, fabs(logarithm)),
                      "log sum is %.9g, should be %.9g", (double)out[i][stride], logarithm);
        for (uint32_t j = 0; j < n; j++)
            ck_assert_msg(fabs((double)out[i][j] - plain[j]) <= 4e-7 * plain[j],
                          "exp(%.9g) is %.9g", (double)in[0][j], (double)out[i][j]);
        for (uint32_t j = n; j < stride; j++)
            ck_assert_msg(out[i][j] == 0.0f, "padding %u", j);
        if (is_portable(i))
            ck_assert_int_eq(memcmp(out[0], out[i], (stride + 1) * sizeof(float)), 0);
    }
}
END_TEST

/* Far beyond what exp can hold, nothing becomes infinite or not a number. */
START_TEST(exponentials_of_extremes)
{
    for (uint32_t i = 0; i < kernel_count; i++) {
        float x[16] = {1e30f, -1e30f, INFINITY, -INFINITY, NAN, 60.0f, -60.0f, 88.0f};
        float sum = kernels[i].exponentials(x, 16, 16);

        ck_assert_msg(isfinite(sum), "log sum is %g", (double)sum);
        for (int j = 0; j < 16; j++)
            ck_assert_msg(isfinite(x[j]) && x[j] > 0.0f, "[%d] is %g", j, (double)x[j]);
        for (int j = 0; j < 16; j++)
            x[j] = -INFINITY;
        sum = kernels[i].exponentials(x, 16, 16);
        ck_assert_msg(fabs((double)sum - (log(16.0) - 60.0)) < 1e-4, "log sum is %g", (double)sum);
    }
}
END_TEST

/* log over many magnitudes, through one exponential and its log. */
START_TEST(logarithm_is_accurate)
{
    for (int step = -600; step <= 600; step++)
        for (uint32_t i = 0; i < kernel_count; i++) {
            float x[16] = {(float)step / 10.0f};
            float back = kernels[i].exponentials(x, 1, 16);

            ck_assert_msg(fabs((double)back - log((double)x[0])) <=
                              2e-7 * fmax(1.0, fabs((double)back)),
                          "log(%.9g) is %.9g", (double)x[0], (double)back);
        }
}
END_TEST

START_TEST(normalises)
{
    uint32_t n = 16 * (1 + (uint32_t)_i);
    double plain[WIDEST] = {0}, mean = 0, square = 0;

    for (uint32_t j = 0; j < n; j++) {
        in[0][j] = in[0][j] * 3.0f + 5.0f;
        mean += (double)in[0][j] / n;
    }
    for (uint32_t j = 0; j < n; j++)
        square += ((double)in[0][j] - mean) * ((double)in[0][j] - mean) / n;
    for (uint32_t j = 0; j < n; j++)
        plain[j] = ((double)in[0][j] - mean) / sqrt(square + 1e-5);
    for (uint32_t i = 0; i < kernel_count; i++) {
        memcpy(out[i], in[0], n * sizeof(float));
        kernels[i].normalise(out[i], n);
    }
    compare(plain, n, 2e-5);
    for (uint32_t i = 0; i < kernel_count; i++) {
        for (uint32_t j = 0; j < n; j++)
            out[i][j] = 2.5f;
        kernels[i].normalise(out[i], n);
        for (uint32_t j = 0; j < n; j++)
            ck_assert_msg(out[i][j] == 0.0f, "what is all the same becomes 0");
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("kernel");
    TCase *c = tcase_create("kernel");

    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, both_kernels_have_names);
    tcase_add_loop_test(c, products, 0, DEEPEST);
    tcase_add_loop_test(c, row_products, 0, DEEPEST);
    tcase_add_loop_test(c, rows_are_independent, 0, 8);
    tcase_add_loop_test(c, sums_of_rows, 0, 40);
    tcase_add_loop_test(c, pools, 0, 60);
    tcase_add_loop_test(c, pools_of_pairs, 0, 60);
    tcase_add_loop_test(c, pools_back, 0, 60);
    tcase_add_loop_test(c, scaled_sums, 0, 10);
    tcase_add_loop_test(c, dots, 0, 20);
    tcase_add_test(c, tanh_is_accurate);
    tcase_add_loop_test(c, gates, 0, 10);
    tcase_add_loop_test(c, exponentials, 0, 150);
    tcase_add_test(c, exponentials_of_extremes);
    tcase_add_test(c, logarithm_is_accurate);
    tcase_add_loop_test(c, normalises, 0, 10);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
