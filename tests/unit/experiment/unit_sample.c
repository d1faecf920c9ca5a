/* Tests of experiment/sample: closed forms, plain enumerations, and how often intervals hold what
 * they should, over simulated sets of runs whose truth is known. */
#include "base/random.h"
#include "experiment/sample.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct sw_error error;

static struct sw_sample one(const double *value, const uint32_t *count)
{
    return (struct sw_sample){value, count, 1};
}

/* ---- the middle ---- */

START_TEST(middles)
{
    static const double eight[] = {1, 2, 3, 4, 5, 6, 7, 8}, five[] = {0, 1, 2, 3, 100},
                        three[] = {-1, 0, 4};
    static const double endless[] = {1, 3, 5, HUGE_VAL};

    ck_assert_double_eq(sw_sorted_iqm(eight, 8), 4.5);
    ck_assert_double_eq(sw_sorted_median(eight, 8), 4.5);
    ck_assert_double_eq(sw_sorted_iqm(five, 5), 2);
    ck_assert_double_eq(sw_sorted_median(five, 5), 2);
    ck_assert_double_eq(sw_sorted_iqm(three, 3), 1);
    ck_assert_double_eq(sw_sorted_median(three, 3), 0);
    ck_assert_double_eq(sw_sorted_iqm(three, 1), -1);
    ck_assert_double_eq(sw_sorted_median(endless, 4), 4);
    ck_assert_double_eq(sw_sorted_median(endless + 2, 2), HUGE_VAL);
}
END_TEST

/* ---- the bootstrap, beside all resamples there are ---- */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Share of all 6^6 resamples whose statistic is below, and at most, a value. */
static void enumerate(const double value[6], enum sw_sample_statistic statistic, double at,
                      double *below, double *most)
{
    *below = *most = 0;
    for (uint32_t number = 0; number < 46656; number++) {
        double drawn[6], found;
        uint32_t rest = number;

        for (int i = 0; i < 6; i++, rest /= 6)
            drawn[i] = value[rest % 6];
        qsort(drawn, 6, sizeof *drawn, ascending);
        found = statistic == SW_SAMPLE_MEDIAN ? (drawn[2] + drawn[3]) / 2
                                              : (drawn[1] + drawn[2] + drawn[3] + drawn[4]) / 4;
        *below += found < at - 1e-12 ? 1.0 / 46656 : 0;
        *most += found <= at + 1e-12 ? 1.0 / 46656 : 0;
    }
}

START_TEST(bootstrap_as_all_resamples)
{
    static const double value[] = {0.31, 0.78, 0.12, 0.55, 0.91, 0.40};
    /* The 97.5th percentile of Student's t with 5 degrees is 2.570582 (any table). */
    double tail = erfc(2.570582 * sqrt(6.0 / 5) / sqrt(2)) / 2;
    uint32_t six = 6;

    for (int statistic = SW_SAMPLE_MEDIAN; statistic <= SW_SAMPLE_IQM; statistic++) {
        struct sw_sample sample = one(value, &six);
        struct sw_sample_estimate out;
        double below, most;

        ck_assert_int_eq(sw_sample_estimate(&sample, (enum sw_sample_statistic)statistic,
                                            (struct sw_resampling){1, 2, 40000}, &out, &error),
                         0);
        enumerate(value, (enum sw_sample_statistic)statistic, out.low, &below, &most);
        ck_assert(below <= tail + 0.001 && most >= tail - 0.001);
        enumerate(value, (enum sw_sample_statistic)statistic, out.high, &below, &most);
        ck_assert(below <= 1 - tail + 0.001 && most >= 1 - tail - 0.001);
        ck_assert_double_eq_tol(out.value, statistic == SW_SAMPLE_MEDIAN ? 0.475 : 0.51, 1e-12);
    }
}
END_TEST

START_TEST(bootstrap_edges)
{
    static const double value[] = {3, 7, 7, HUGE_VAL}, apart[] = {1, 1, 50, 50};
    static const uint32_t ends[] = {2, 4};
    uint32_t count = 1;
    struct sw_sample sample = one(value, &count), strata = {apart, ends, 2};
    struct sw_sample_estimate a, b;

    ck_assert_int_eq(
        sw_sample_estimate(&sample, SW_SAMPLE_IQM, (struct sw_resampling){1, 1, 100}, &a, &error),
        0);
    ck_assert_double_eq(a.value, 3);
    ck_assert(isnan(a.low) && isnan(a.high));
    count = 4;
    ck_assert_int_eq(sw_sample_estimate(&sample, SW_SAMPLE_MEDIAN,
                                        (struct sw_resampling){1, 1, 999}, &a, &error),
                     0);
    ck_assert_double_eq(a.value, 7);
    ck_assert_double_eq(a.low, 3);
    ck_assert_double_eq(a.high, HUGE_VAL);
    /* The same place draws the same, another one draws otherwise. */
    ck_assert_int_eq(sw_sample_estimate(&sample, SW_SAMPLE_MEDIAN,
                                        (struct sw_resampling){1, 1, 999}, &b, &error),
                     0);
    ck_assert_int_eq(memcmp(&a, &b, sizeof a), 0);
    /* Within strata nothing differs, so nothing is unsure. */
    ck_assert_int_eq(
        sw_sample_estimate(&strata, SW_SAMPLE_IQM, (struct sw_resampling){1, 1, 999}, &a, &error),
        0);
    ck_assert_double_eq(a.low, 25.5);
    ck_assert_double_eq(a.high, 25.5);
}
END_TEST

/* ---- two groups ---- */

/* Two-sided p of the rank sum over all ways to deal, stratum by stratum: counted, not convolved.
 * sum: what the dealt places of all strata so far come to. */
static void deal_all(const struct sw_sample *a, const struct sw_sample *b, uint32_t stratum,
                     double sum, double seen, double *ways, double *low, double *high)
{
    uint32_t begin_a = stratum > 0 ? a->end[stratum - 1] : 0,
             begin_b = stratum > 0 ? b->end[stratum - 1] : 0;
    uint32_t m, n;
    double value[16], rank[16];

    if (stratum == a->strata) {
        *ways += 1;
        *low += sum <= seen + 1e-9;
        *high += sum >= seen - 1e-9;
        return;
    }
    m = a->end[stratum] - begin_a;
    n = b->end[stratum] - begin_b;
    memcpy(value, a->value + begin_a, m * sizeof *value);
    memcpy(value + m, b->value + begin_b, n * sizeof *value);
    for (uint32_t i = 0; i < m + n; i++) {
        rank[i] = 0.5;
        for (uint32_t k = 0; k < m + n; k++)
            rank[i] += value[k] < value[i] ? 1 : value[k] == value[i] ? 0.5 : 0;
    }
    for (uint32_t set = 0; set < 1u << (m + n); set++) {
        double more = 0;

        if ((uint32_t)__builtin_popcount(set) != m)
            continue;
        for (uint32_t i = 0; i < m + n; i++)
            more += set >> i & 1 ? rank[i] : 0;
        deal_all(a, b, stratum + 1, sum + more, seen, ways, low, high);
    }
}

static double plain_sum(const struct sw_sample *a, const struct sw_sample *b)
{
    double sum = 0;

    for (uint32_t s = 0; s < a->strata; s++)
        for (uint32_t i = s > 0 ? a->end[s - 1] : 0; i < a->end[s]; i++) {
            sum += 0.5;
            for (uint32_t k = s > 0 ? a->end[s - 1] : 0; k < a->end[s]; k++)
                sum += a->value[k] < a->value[i] ? 1 : a->value[k] == a->value[i] ? 0.5 : 0;
            for (uint32_t k = s > 0 ? b->end[s - 1] : 0; k < b->end[s]; k++)
                sum += b->value[k] < a->value[i] ? 1 : b->value[k] == a->value[i] ? 0.5 : 0;
        }
    return sum;
}

static void compare_with_plain(const struct sw_sample *a, const struct sw_sample *b)
{
    double ways = 0, low = 0, high = 0;
    struct sw_improvement out, back;

    deal_all(a, b, 0, 0, plain_sum(a, b), &ways, &low, &high);
    ck_assert_int_eq(sw_sample_improvement(a, b, &out, &error), 0);
    ck_assert_double_eq_tol(out.p, fmin(1, 2 * fmin(low, high) / ways), 1e-12);
    ck_assert_double_le(out.least, out.p + 1e-12);
    ck_assert_int_eq(sw_sample_improvement(b, a, &back, &error), 0);
    ck_assert_double_eq_tol(back.value, 1 - out.value, 1e-12);
    ck_assert_double_eq_tol(back.low, 1 - out.high, 1e-9);
    ck_assert_double_eq_tol(back.p, out.p, 1e-12);
    ck_assert(out.low <= out.value && out.value <= out.high && out.low >= 0 && out.high <= 1);
}

START_TEST(exact_as_all_ways)
{
    static const double a[] = {4, 9, 9, 2, 7}, b[] = {1, 2, 3, 3, 9, 2};
    static const uint32_t a_ends[] = {3, 5}, b_ends[] = {4, 6};
    uint32_t four = 4, five = 5, six = 6;
    struct sw_sample first = one(a, &five), second = one(b, &six), strata_a = {a, a_ends, 2},
                     strata_b = {b, b_ends, 2};

    compare_with_plain(&first, &second);
    second = one(b, &four);
    compare_with_plain(&first, &second);
    compare_with_plain(&strata_a, &strata_b);
    compare_with_plain(&first, &first);
}
END_TEST

START_TEST(apart)
{
    static const double low[] = {1, 2, 3, 4, 5}, high[] = {11, 12, 13, 14, 15};
    uint32_t three = 3, five = 5;
    struct sw_sample a = one(high, &five), b = one(low, &five);
    struct sw_improvement out;

    ck_assert_int_eq(sw_sample_improvement(&a, &b, &out, &error), 0);
    ck_assert_double_eq(out.value, 1);
    ck_assert_double_eq_tol(out.p, 2.0 / 252, 1e-12);
    ck_assert_double_eq_tol(out.least, 2.0 / 252, 1e-12);
    ck_assert_double_eq(out.high, 1);
    ck_assert(out.low > 0.5 && out.low < 0.9); /* and not 1, as the bootstrap would say */
    a.end = b.end = &three;
    ck_assert_int_eq(sw_sample_improvement(&a, &b, &out, &error), 0);
    ck_assert_double_eq_tol(out.p, 0.1, 1e-12);
    ck_assert_double_eq_tol(out.least, 0.1, 1e-12); /* three runs each can tell nothing */
}
END_TEST

/* The bounds of Newcombe's method 5 are the two shares whose own standard error just reaches the
 * estimate. */
START_TEST(newcombe)
{
    static const double a[] = {4, 9, 8, 2, 7}, b[] = {1, 2.5, 3, 3.5, 7.5, 2, 5};
    uint32_t five = 5, seven = 7;
    struct sw_sample first = one(a, &five), second = one(b, &seven);
    struct sw_improvement out;

    ck_assert_int_eq(sw_sample_improvement(&first, &second, &out, &error), 0);
    for (int i = 0; i < 2; i++) {
        double t = i == 0 ? out.low : out.high;
        double v = t * (1 - t) * (1 + 5 * ((1 - t) / (2 - t) + t / (1 + t))) / 35;

        ck_assert_double_eq_tol(fabs(t - out.value), 1.959963984540054 * sqrt(v), 1e-9);
    }
}
END_TEST

START_TEST(many_runs)
{
    double value[120];
    uint32_t thirty = 30, forty = 40;
    struct sw_improvement exact, wide;
    struct sw_sample a, b;

    for (uint32_t i = 0; i < 120; i++)
        value[i] = (double)(i * 37 % 101) + (i < 40 ? 13 : 0);
    a = one(value, &thirty);
    b = one(value + 40, &thirty);
    ck_assert_int_eq(sw_sample_improvement(&a, &b, &exact, &error), 0);
    a.end = b.end = &forty;
    ck_assert_int_eq(sw_sample_improvement(&a, &b, &wide, &error), 0);
    ck_assert_double_gt(exact.p, 0);
    /* What the normal distribution says of the 30, without ties. */
    ck_assert_double_eq_tol(exact.p, erfc(fabs(exact.value - 0.5) / sqrt(2 * 61.0 / (12 * 900))),
                            0.01);
    ck_assert(wide.p > 0 && wide.p < 1 && wide.least == 0);
    for (uint32_t i = 0; i < 120; i++)
        value[i] = 1;
    ck_assert_int_eq(sw_sample_improvement(&a, &b, &wide, &error), 0);
    ck_assert_double_eq(wide.p, 1);
    ck_assert_double_eq(wide.value, 0.5);
}
END_TEST

START_TEST(holm)
{
    double p[] = {0.01, 0.04, 0.03, 0.9}, single = 0.02;

    ck_assert_int_eq(sw_sample_holm(p, 4, &error), 0);
    ck_assert_double_eq_tol(p[0], 0.04, 1e-12);
    ck_assert_double_eq_tol(p[1], 0.09, 1e-12);
    ck_assert_double_eq_tol(p[2], 0.09, 1e-12);
    ck_assert_double_eq_tol(p[3], 0.9, 1e-12);
    ck_assert_int_eq(sw_sample_holm(&single, 1, &error), 0);
    ck_assert_double_eq_tol(single, 0.02, 1e-12);
    ck_assert_double_eq(sw_sample_most_cover(5), 0.9375);
    ck_assert_double_eq(sw_sample_most_cover(1), 0);
}
END_TEST

/* ---- simulated sets ---- */

enum { SETS = 200, MOST = 14 };

/* The fewest hits of SETS that a rate allows with probability 0.999. */
static uint32_t fewest(double rate)
{
    double share = pow(1 - rate, SETS), sum = share;
    uint32_t hits = 0;

    while (sum < 0.001) {
        share *= (double)(SETS - hits) / (hits + 1) * rate / (1 - rate);
        sum += share;
        hits++;
    }
    return hits;
}

static double unit(struct sw_dice *dice)
{
    return ((double)sw_dice_bits(dice) + 0.5) / 4294967296.0;
}

/* Scores as runs have them: around 0 in a normal distribution, or with a long tail upwards. */
static double score(struct sw_dice *dice, bool tailed)
{
    double u = unit(dice), v = unit(dice);

    return tailed ? -log(u) : sqrt(-2 * log(u)) * cos(2 * acos(-1) * v);
}

struct hits {
    uint32_t iqm, median, equal, better; /* intervals that hold the truth */
    uint32_t called, found;              /* equal groups called different; better ones found */
    double width;                        /* of the interval of the interquartile mean */
};

static void simulate(uint32_t runs, bool tailed, struct hits *hits)
{
    /* Of the exponential distribution: the mean between its quartiles, 1 - ln(4) / 2 + 3 ln(4/3) /
     * 2, and ln 2. */
    double iqm = tailed ? 1 - log(4) / 2 + 1.5 * log(4.0 / 3) : 0, median = tailed ? log(2) : 0;
    /* A margin of 1: the probability that a better run is above another one. */
    double better = tailed ? 1 - exp(-1) / 2 : erfc(-0.5) / 2;

    memset(hits, 0, sizeof *hits);
    for (uint32_t set = 0; set < SETS; set++) {
        struct sw_dice dice = sw_dice_at(7, SW_RANDOM_TEST, set, runs * 2 + tailed);
        double value[3][MOST];
        struct sw_sample group[3];
        struct sw_sample_estimate middle[2];
        struct sw_improvement equal, improved;

        for (uint32_t i = 0; i < 3; i++) {
            for (uint32_t k = 0; k < runs; k++)
                value[i][k] = score(&dice, tailed) + (i == 2 ? 1 : 0);
            group[i] = one(value[i], &runs);
        }
        for (int i = 0; i < 2; i++)
            ck_assert_int_eq(
                sw_sample_estimate(&group[0], i == 0 ? SW_SAMPLE_IQM : SW_SAMPLE_MEDIAN,
                                   (struct sw_resampling){11, set, 1500}, &middle[i], &error),
                0);
        ck_assert_int_eq(sw_sample_improvement(&group[1], &group[0], &equal, &error), 0);
        ck_assert_int_eq(sw_sample_improvement(&group[2], &group[0], &improved, &error), 0);
        hits->iqm += middle[0].low <= iqm && iqm <= middle[0].high;
        hits->median += middle[1].low <= median && median <= middle[1].high;
        hits->equal += equal.low <= 0.5 && 0.5 <= equal.high;
        hits->better += improved.low <= better && better <= improved.high;
        hits->called += equal.p <= 0.05;
        hits->found += improved.p <= 0.05;
        hits->width += (middle[0].high - middle[0].low) / SETS;
    }
}

/* Two groups are equal and one is better by a known margin: intervals hold what is true at their
 * rate. */
START_TEST(coverage)
{
    static const uint32_t runs[] = {5, 8, 14};
    static const double narrow[] = {
        3.2, 2.4, 1.7}; /* and are no wider than about half again a normal mean's */

    for (uint32_t i = 0; i < 3; i++)
        for (int tailed = 0; tailed < 2; tailed++) {
            struct hits hits;
            double rate = fmin(0.95, sw_sample_most_cover(runs[i]));

            simulate(runs[i], tailed, &hits);
            ck_assert_msg(hits.iqm >= fewest(rate) && hits.median >= fewest(rate) &&
                              hits.equal >= fewest(0.95) && hits.better >= fewest(0.95) &&
                              SETS - hits.called >= fewest(0.95) && hits.width <= narrow[i],
                          "of %d sets of %u runs (%s): interquartile mean %u, median %u, equal %u, "
                          "better %u, called "
                          "different %u, found better %u, width %.2f",
                          SETS, runs[i], tailed ? "with a tail" : "normal", hits.iqm, hits.median,
                          hits.equal, hits.better, hits.called, hits.found, hits.width);
            ck_assert_uint_ge(hits.found, runs[i] == 14 ? 120 : 30);
        }
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("sample");
    TCase *part = tcase_create("sample");

    tcase_add_test(part, middles);
    tcase_add_test(part, bootstrap_as_all_resamples);
    tcase_add_test(part, bootstrap_edges);
    tcase_add_test(part, exact_as_all_ways);
    tcase_add_test(part, apart);
    tcase_add_test(part, newcombe);
    tcase_add_test(part, many_runs);
    tcase_add_test(part, holm);
    tcase_add_test(part, coverage);
    suite_add_tcase(all, part);
    return all;
}

SW_TEST_MAIN(suite)
