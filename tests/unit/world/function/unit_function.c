#include "world/function/landscape.h"

#include "base/random.h"
#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world/function/function_plain.h"

#include <float.h>
#include <math.h>

static struct sw_landscape *land(const char *name, uint32_t n, bool shift, bool rotate,
                                 uint64_t seed)
{
    struct sw_error error = {0};
    struct sw_landscape *landscape =
        sw_landscape_create(sw_function_find(name), n, shift, rotate, seed, &error);

    ck_assert_msg(landscape != NULL, "%s", error.text);
    return landscape;
}

/* Points from the usual range, from three times it, and from close around a point. */
static void draw(const struct sw_function *function, struct sw_dice *dice, uint32_t kind,
                 uint32_t n, float *x)
{
    double middle = 0.5 * (function->low + function->high), span = function->high - function->low;

    for (uint32_t i = 0; i < n; i++) {
        double u = (double)sw_dice_unit(dice) - 0.5;

        x[i] = (float)(kind == 2 ? (isnan(function->best) ? middle : function->best) + 1e-3 * u
                                 : middle + (kind == 1 ? 3 : 1) * span * u);
    }
}

static const uint32_t sizes[] = {1, 2, 3, 7, 8, 9, 16, 31, 100, 999, 1000};

/* But for Schwefel's, of which what is left near its best point is a difference of terms of 419, a
 * value is exact to 13 digits however near 0 it is. */
START_TEST(every_function_is_its_textbooks)
{
    const struct plain *double_of = &plain[_i];
    const struct sw_function *function = sw_function_find(double_of->name);
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 0);

    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        uint32_t n = sizes[s] < function->least ? function->least : sizes[s];
        struct sw_landscape *landscape = land(function->name, n, false, false, 1);

        for (uint32_t trial = 0; trial < 30; trial++) {
            float x[MOST], observed[SW_FUNCTION_OBSERVED];
            real z[MOST], wanted[SW_FUNCTION_OBSERVED] = {0}, value;
            real slack = (strcmp(function->name, "schwefel") == 0 ? 1e-12L : 1e-17L) * n;
            double got;

            draw(function, &dice, trial % 3, n, x);
            for (uint32_t i = 0; i < n; i++)
                z[i] = (real)x[i];
            got = sw_landscape_value(landscape, x, observed);
            value = double_of->value(z, n);
            ck_assert_msg(fabsl((real)got - value) <= 1e-13L * fabsl(value) + slack,
                          "%s of %u: %.17g, not %.17Lg", function->name, n, got, value);
            if (double_of->observe == NULL)
                continue;
            double_of->observe(z, n, wanted);
            for (uint32_t k = 0; k < sw_function_width(function); k++)
                ck_assert_msg(fabsl((real)observed[k] - wanted[k]) <=
                                  1e-7L * (1 + fabsl(wanted[k])),
                              "%s of %u: %u is %.9g, not %.9Lg", function->name, n, k,
                              (double)observed[k], wanted[k]);
        }
        sw_landscape_destroy(landscape);
    }
}
END_TEST

START_TEST(the_best_point_is_the_best)
{
    for (uint32_t r = 0; r < sw_function_count(); r++) {
        const struct sw_function *function = sw_function_row(r);
        struct sw_landscape *landscape = land(function->name, 100, false, false, 1);
        struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, r, 0);
        float x[100], y[100];
        double best;

        if (isnan(function->best)) {
            sw_landscape_destroy(landscape);
            continue;
        }
        for (uint32_t i = 0; i < 100; i++)
            x[i] = (float)function->best;
        best = sw_landscape_value(landscape, x, NULL);
        ck_assert_msg(best >= 0 && best < 1e-8, "%s: %g", function->name, best);
        ck_assert_double_lt(sw_landscape_distance(landscape, x), 1e-3);
        for (uint32_t trial = 0; trial < 200; trial++) {
            double size = trial % 2 == 0 ? 1e-2 : function->high - function->low;

            for (uint32_t i = 0; i < 100; i++)
                y[i] = x[i] + (float)(size * ((double)sw_dice_unit(&dice) - 0.5));
            ck_assert_double_gt(sw_landscape_value(landscape, y, NULL), best);
        }
        sw_landscape_destroy(landscape);
    }
}
END_TEST

/* What the trap is for: from any block but ones the next worse step leads nearer to the best. */
START_TEST(the_trap_leads_away)
{
    struct sw_landscape *landscape = land("trap", 5, false, false, 1);
    float x[5] = {-1, -1, -1, -1, -1};
    double value = sw_landscape_value(landscape, x, NULL);

    ck_assert_double_eq(value, 1);
    for (uint32_t i = 0; i < 4; i++) {
        x[i] = 0.5f;
        ck_assert_double_gt(sw_landscape_value(landscape, x, NULL), value);
        value = sw_landscape_value(landscape, x, NULL);
    }
    x[4] = 0.5f;
    ck_assert_double_eq(sw_landscape_value(landscape, x, NULL), 0);
    sw_landscape_destroy(landscape);
}
END_TEST

/* Where the sphere has been moved to: its slope at 0 says it. */
static void find_best(struct sw_landscape *landscape, uint32_t n, double *best)
{
    float x[MOST] = {0};
    double at_zero = sw_landscape_value(landscape, x, NULL);

    for (uint32_t i = 0; i < n; i++) {
        x[i] = 1;
        best[i] = (at_zero - sw_landscape_value(landscape, x, NULL) + 1) / 2;
        x[i] = 0;
    }
}

START_TEST(a_shift_moves_the_best_by_the_seed)
{
    enum { N = 1000 };
    double best[2][N], low = 0, high = 0, sum = 0;

    for (uint64_t seed = 0; seed < 2; seed++) {
        struct sw_landscape *landscape = land("sphere", N, true, false, seed + 1);
        float x[N];

        find_best(landscape, N, best[seed]);
        for (uint32_t i = 0; i < N; i++)
            x[i] = (float)best[seed][i];
        ck_assert_double_lt(sw_landscape_value(landscape, x, NULL), 1e-9);
        ck_assert_double_lt(sw_landscape_distance(landscape, x), 1e-4);
        sw_landscape_destroy(landscape);
    }
    for (uint32_t i = 0; i < N; i++) {
        ck_assert_double_gt(fabs(best[0][i] - best[1][i]), 0);
        low = fmin(low, best[0][i]);
        high = fmax(high, best[0][i]);
        sum += best[0][i];
    }
    ck_assert_double_ge(low, -0.8 * 5.12 - 1e-6);
    ck_assert_double_le(high, 0.8 * 5.12 + 1e-6);
    ck_assert_double_lt(low, -0.78 * 5.12);
    ck_assert_double_gt(high, 0.78 * 5.12);
    ck_assert_double_lt(fabs(sum / N), 4 * 0.8 * 5.12 / sqrt(3.0 * N)); /* four deviations */
}
END_TEST

/* A matrix that keeps all distances is orthogonal. */
START_TEST(a_rotation_keeps_distances)
{
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        uint32_t n = sizes[s];
        struct sw_landscape *landscape = land("sphere", n, true, true, 3);
        struct sw_dice dice = sw_dice_at(4, SW_RANDOM_TEST, n, 0);

        for (uint32_t trial = 0; trial < 20; trial++) {
            float x[MOST];
            double distance;

            for (uint32_t i = 0; i < n; i++)
                x[i] = 20 * sw_dice_unit(&dice) - 10;
            distance = sw_landscape_distance(landscape, x);
            ck_assert_double_le(fabs(sw_landscape_value(landscape, x, NULL) - distance * distance),
                                1e-12 * distance * distance);
        }
        sw_landscape_destroy(landscape);
    }
}
END_TEST

/* How many coordinates j act on Rastrigin together with i: their second difference is not 0. */
static uint32_t companions(struct sw_landscape *landscape, uint32_t n, uint32_t i)
{
    uint32_t found = 0;

    for (uint32_t j = 0; j < n; j++) {
        float x[MOST] = {0};
        double none, first, second, both;

        if (j == i)
            continue;
        none = sw_landscape_value(landscape, x, NULL);
        x[i] = 0.3f;
        first = sw_landscape_value(landscape, x, NULL);
        x[j] = 0.4f;
        both = sw_landscape_value(landscape, x, NULL);
        x[i] = 0;
        second = sw_landscape_value(landscape, x, NULL);
        found += fabs(both - first - second + none) > 1e-9;
    }
    return found;
}

START_TEST(a_rotation_makes_coordinates_depend_on_each_other)
{
    static const struct {
        uint32_t n, companions[2];
    } cases[] = {{2, {1, 1}}, {40, {39, 39}}, {80, {39, 39}}, {100, {39, 19}}};

    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        uint32_t n = cases[c].n, of[2] = {0}, neighbours = 0;
        struct sw_landscape *still = land("rastrigin", n, false, false, 5);
        struct sw_landscape *turned = land("rastrigin", n, false, true, 5);

        for (uint32_t i = 0; i < n; i++) {
            uint32_t found = companions(turned, n, i);

            ck_assert_uint_eq(companions(still, n, i), 0);
            ck_assert_msg(found == cases[c].companions[0] || found == cases[c].companions[1],
                          "%u of %u depends on %u others", i, n, found);
            of[found == cases[c].companions[1]]++;
            neighbours += found != cases[c].companions[0] && i < 80;
        }
        if (cases[c].companions[0] != cases[c].companions[1]) { /* in random order */
            ck_assert_uint_eq(of[1], 20);
            ck_assert_uint_gt(neighbours, 0);
        }
        sw_landscape_destroy(still);
        sw_landscape_destroy(turned);
    }
}
END_TEST

/* Turned about its best point, the best stays the best; another seed turns it otherwise. */
START_TEST(a_rotation_leaves_the_best_where_it_is)
{
    for (uint32_t r = 0; r < sw_function_count(); r++) {
        const struct sw_function *function = sw_function_row(r);
        double value[2], middle = 0.5 * (function->low + function->high);

        for (uint64_t seed = 0; seed < 2; seed++) {
            struct sw_landscape *landscape = land(function->name, 90, false, true, seed);
            float x[90];

            for (uint32_t i = 0; i < 90; i++)
                x[i] = (float)function->best;
            if (!isnan(function->best))
                ck_assert_double_lt(sw_landscape_value(landscape, x, NULL), 1e-8);
            for (uint32_t i = 0; i < 90; i++)
                x[i] = (float)(middle + 1e-5 * (i + 1) * (function->high - function->low));
            value[seed] = sw_landscape_value(landscape, x, NULL);
            sw_landscape_destroy(landscape);
        }
        if (function->moves && strcmp(function->name, "sphere") != 0)
            ck_assert_msg(value[0] != value[1] || strcmp(function->name, "trap") == 0, "%s",
                          function->name);
        if (!function->moves)
            ck_assert_msg(value[0] == value[1], "%s", function->name);
    }
}
END_TEST

/* Weights can be anything. */
START_TEST(no_point_breaks_a_function)
{
    static const float odd[] = {NAN,     INFINITY,  -INFINITY, FLT_MAX, -FLT_MAX,
                                FLT_MIN, 0x1p-149f, -0.0f,     1e20f,   -3e12f};

    for (uint32_t r = 0; r < sw_function_count(); r++)
        for (uint32_t turned = 0; turned < 4; turned++) {
            const struct sw_function *function = sw_function_row(r);
            struct sw_landscape *landscape = land(function->name, 10, turned & 1, turned & 2, 1);

            for (uint32_t first = 0; first < 10; first++) {
                float x[10], observed[SW_FUNCTION_OBSERVED] = {0};

                for (uint32_t i = 0; i < 10; i++)
                    x[i] = i < first ? 0.5f : odd[(i + first) % 10];
                ck_assert_msg(isfinite(sw_landscape_value(landscape, x, observed)), "%s",
                              function->name);
                for (uint32_t k = 0; k < SW_FUNCTION_OBSERVED; k++)
                    ck_assert_msg(isfinite(observed[k]) && (function->descriptors == 0 ||
                                                            (observed[k] >= 0 && observed[k] <= 1)),
                                  "%s: %g", function->name, (double)observed[k]);
            }
            sw_landscape_destroy(landscape);
        }
}
END_TEST

static uint64_t mixed(uint64_t chain, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    chain = (chain ^ bits) * UINT64_C(0x9e3779b97f4a7c15);
    return chain ^ chain >> 29;
}

/* The same bits by every compiler, on every machine: values and what is observed, shifted and
 * turned, at points in and beyond the range, as a hash. */
START_TEST(the_bits_are_the_same_everywhere)
{
    static const uint64_t wanted[PLAIN] = {
        UINT64_C(0x36ff03437bb28a91), /* sphere */
        UINT64_C(0x01f233c0998c579d), /* rosenbrock */
        UINT64_C(0x615f5568291406ea), /* rastrigin */
        UINT64_C(0xf2d46aa4edc76470), /* ackley */
        UINT64_C(0x3876e14382207e79), /* griewank */
        UINT64_C(0x9f12105fbc5c21bc), /* schwefel */
        UINT64_C(0x18ae409ad2b4fd88), /* trap */
        UINT64_C(0x57b02204bbb1b122), /* plane-sphere */
        UINT64_C(0x8a21229d2bff7f96), /* plane-rastrigin */
        UINT64_C(0x429bd23b84fb3a3c), /* arm */
        UINT64_C(0x013318f798567518), /* zdt1 */
        UINT64_C(0xf920374a5aa14363), /* zdt2 */
        UINT64_C(0xf70af5b14c04a08c), /* zdt3 */
    };

    for (uint32_t r = 0; r < PLAIN; r++) {
        const struct sw_function *function = sw_function_row(r);
        struct sw_landscape *landscape = land(function->name, 103, true, true, 9);
        struct sw_dice dice = sw_dice_at(6, SW_RANDOM_TEST, r, 0);
        uint64_t chain = 0;

        for (uint32_t trial = 0; trial < 30; trial++) {
            float x[103], observed[SW_FUNCTION_OBSERVED] = {0};
            double value;

            draw(function, &dice, trial % 3, 103, x);
            value = sw_landscape_value(landscape, x, observed);
            chain = mixed(chain, value);
            for (uint32_t k = 0; k < SW_FUNCTION_OBSERVED; k++)
                chain = mixed(chain, (double)observed[k]);
        }
        ck_assert_msg(chain == wanted[r], "%s: 0x%016llx", function->name,
                      (unsigned long long)chain);
        sw_landscape_destroy(landscape);
    }
}
END_TEST

START_TEST(the_table_is_complete)
{
    ck_assert_uint_eq(sw_function_count(), PLAIN);
    for (uint32_t i = 0; i < PLAIN; i++) {
        const struct sw_function *row = sw_function_row(i);
        char line[1024];

        ck_assert_str_eq(row->name, plain[i].name);
        ck_assert_ptr_eq(sw_function_find(row->name), row);
        ck_assert_uint_le(sw_function_width(row), SW_FUNCTION_OBSERVED);
        ck_assert_int_eq(row->observe != NULL, sw_function_width(row) > 0);
        ck_assert_double_lt(row->low, row->high);
        snprintf(line, sizeof line, "| `%s` | %s | %g to %g | %s |", row->name, row->description,
                 row->low, row->high, row->source);
        check_doc_has("functions.md", line);
    }
    ck_assert_ptr_null(sw_function_row(PLAIN));
    ck_assert_ptr_null(sw_function_find("rastrigi"));
    ck_assert_str_eq(sw_function_nearest("rastrigi"), "rastrigin");
    ck_assert_ptr_null(sw_function_nearest("worlds"));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("function");
    TCase *t = tcase_create("function");

    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, every_function_is_its_textbooks, 0, PLAIN);
    tcase_add_test(t, the_best_point_is_the_best);
    tcase_add_test(t, the_trap_leads_away);
    tcase_add_test(t, a_shift_moves_the_best_by_the_seed);
    tcase_add_test(t, a_rotation_keeps_distances);
    tcase_add_test(t, a_rotation_makes_coordinates_depend_on_each_other);
    tcase_add_test(t, a_rotation_leaves_the_best_where_it_is);
    tcase_add_test(t, no_point_breaks_a_function);
    tcase_add_test(t, the_bits_are_the_same_everywhere);
    tcase_add_test(t, the_table_is_complete);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
