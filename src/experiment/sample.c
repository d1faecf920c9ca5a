#include "experiment/sample.h"

#include "base/random.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TAIL      0.025             /* at each end of an interval */
#define NORMAL    1.959963984540054 /* the 97.5th percentile of the normal distribution */
#define EXACT_MAX 60u /* runs of two groups of a stratum; beyond, rank sums are all but normal */

static const char what[] = "comparing runs";

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static uint32_t begin_of(const struct sw_sample *sample, uint32_t stratum)
{
    return stratum == 0 ? 0 : sample->end[stratum - 1];
}

static uint32_t count_of(const struct sw_sample *sample, uint32_t stratum)
{
    return sample->end[stratum] - begin_of(sample, stratum);
}

uint32_t sw_sample_count(const struct sw_sample *sample)
{
    return sample->end[sample->strata - 1];
}

/* ---- the middle ---- */

/* Between two values, one of which may be infinite. */
static double between(double a, double b, double share)
{
    return a == b || share == 0 ? a : a + (b - a) * share;
}

double sw_sorted_median(const double *value, uint32_t count)
{
    assert(count >= 1);
    return between(value[(count - 1) / 2], value[count / 2], 0.5);
}

double sw_sorted_iqm(const double *value, uint32_t count)
{
    uint32_t cut = count / 4;
    double sum = 0;

    assert(count >= 1);
    for (uint32_t i = cut; i < count - cut; i++)
        sum += value[i];
    return sum / (count - 2 * cut);
}

static double statistic_of(enum sw_sample_statistic statistic, double *value, uint32_t count)
{
    qsort(value, count, sizeof *value, compare_values);
    return statistic == SW_SAMPLE_MEDIAN ? sw_sorted_median(value, count)
                                         : sw_sorted_iqm(value, count);
}

/* ---- percentiles of Student's t, by its distribution function ---- */

/* The continued fraction of the incomplete beta function (Lentz; Press et al., "Numerical recipes",
 * 6.4). */
static double beta_fraction(double a, double b, double x)
{
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), h = d;

    for (int m = 1; m <= 300; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), step;

        d = 1 / (1 + even * d);
        c = 1 + even / c;
        h *= d * c;
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        step = d * c;
        h *= step;
        if (fabs(step - 1) < 1e-14)
            break;
    }
    return h;
}

/* P(T > t), t > 0. */
static double student_above(double t, double freedom)
{
    double a = freedom / 2, b = 0.5, x = freedom / (freedom + t * t);
    double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));

    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(a, b, x) / a / 2;
    return (1 - front * beta_fraction(b, a, 1 - x) / b) / 2;
}

static double student_percentile(double freedom)
{
    double low = 1, high = 64;

    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;

        if (student_above(middle, freedom) > TAIL)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* ---- the bootstrap ---- */

/* The share of resamples that an interval leaves out at each end. */
static double tail_of(uint32_t count, uint32_t strata)
{
    double freedom = (double)count - strata;
    double z = sqrt(count / freedom) * student_percentile(freedom);

    return erfc(z / sqrt(2)) / 2;
}

static double percentile(const double *sorted, uint32_t count, double share)
{
    double place = share * (count - 1);
    uint32_t below = (uint32_t)place;

    return below + 1 >= count ? sorted[count - 1]
                              : between(sorted[below], sorted[below + 1], place - below);
}

static void draw(const struct sw_sample *sample, struct sw_dice *dice, double *out)
{
    for (uint32_t i = 0; i < sample->strata; i++) {
        uint32_t begin = begin_of(sample, i), count = count_of(sample, i);

        for (uint32_t k = 0; k < count; k++)
            out[begin + k] = sample->value[begin + sw_dice_below(dice, count)];
    }
}

int sw_sample_estimate(const struct sw_sample *sample, enum sw_sample_statistic statistic,
                       struct sw_resampling resampling, struct sw_sample_estimate *out,
                       struct sw_error *error)
{
    uint32_t count = sw_sample_count(sample), repeats = resampling.repeats;
    struct sw_dice dice = sw_dice_at(resampling.seed, SW_RANDOM_BOOTSTRAP, resampling.id, 0);
    double *room = sw_allocate((size_t)count + repeats, sizeof *room, what, error), *found, tail;

    if (room == NULL)
        return -1;
    found = room + count;
    memcpy(room, sample->value, count * sizeof *room);
    out->value = statistic_of(statistic, room, count);
    out->low = out->high = (double)NAN;
    if (count > sample->strata) {
        for (uint32_t i = 0; i < repeats; i++) {
            draw(sample, &dice, room);
            found[i] = statistic_of(statistic, room, count);
        }
        qsort(found, repeats, sizeof *found, compare_values);
        tail = tail_of(count, sample->strata);
        out->low = percentile(found, repeats, tail);
        out->high = percentile(found, repeats, 1 - tail);
    }
    free(room);
    return 0;
}

/* ---- two groups ---- */

/* How often a value of a is above one of b in a stratum, ties by half. */
static double above(const struct sw_sample *a, const struct sw_sample *b, uint32_t stratum)
{
    double wins = 0;

    for (uint32_t i = begin_of(a, stratum); i < a->end[stratum]; i++)
        for (uint32_t k = begin_of(b, stratum); k < b->end[stratum]; k++)
            wins += a->value[i] > b->value[k] ? 1 : a->value[i] == b->value[k] ? 0.5 : 0;
    return wins / ((double)count_of(a, stratum) * count_of(b, stratum));
}

/* Newcombe's variance of the estimate if the probability is `share`, as the mean over strata. */
static double variance(const struct sw_sample *a, const struct sw_sample *b, double share)
{
    double spread = (1 - share) / (2 - share) + share / (1 + share), sum = 0;

    for (uint32_t i = 0; i < a->strata; i++) {
        double m = count_of(a, i), n = count_of(b, i);

        sum += share * (1 - share) * (1 + ((m + n) / 2 - 1) * spread) / (m * n);
    }
    return sum / ((double)a->strata * a->strata);
}

/* The probability furthest from the estimate, towards `end`, that does not contradict it. */
static double bound(const struct sw_sample *a, const struct sw_sample *b, double value, double end)
{
    double inside = value, outside = end;

    for (int i = 0; i < 60; i++) {
        double middle = (inside + outside) / 2;

        if (fabs(middle - value) <= NORMAL * sqrt(variance(a, b, middle)))
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

/* Ways to come to each doubled rank sum, as shares of all ways. */
struct ways {
    double *share; /* [size] */
    uint32_t size;
};

/* One stratum of two groups with its doubled midranks: of the place k in ascending order,
 * rank[k]; sum: of those in a. */
struct ranks {
    uint32_t rank[EXACT_MAX];
    uint32_t count, first, sum;
};

static void rank_stratum(const struct sw_sample *a, const struct sw_sample *b, uint32_t stratum,
                         struct ranks *out)
{
    double value[EXACT_MAX];
    uint32_t count = 0;

    out->first = count_of(a, stratum);
    for (uint32_t i = begin_of(a, stratum); i < a->end[stratum]; i++)
        value[count++] = a->value[i];
    for (uint32_t i = begin_of(b, stratum); i < b->end[stratum]; i++)
        value[count++] = b->value[i];
    out->count = count;
    out->sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t below = 0, equal = 0;

        for (uint32_t k = 0; k < count; k++) {
            below += value[k] < value[i];
            equal += value[k] == value[i];
        }
        out->rank[i] = 2 * below + equal + 1;
        out->sum += i < out->first ? out->rank[i] : 0;
    }
}

/* The distribution of the rank sum of the first group if chance deals the ranks: counted by how
 * many were dealt, rank after rank. */
static int deal(const struct ranks *ranks, struct ways *out, struct sw_error *error)
{
    uint32_t count = ranks->count, first = ranks->first, size = count * (count + 1) + 1;
    double *table = sw_allocate((size_t)(first + 1) * size, sizeof *table, what, error);

    if (table == NULL)
        return -1;
    table[0] = 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t most = i + 1 < first ? i + 1 : first;

        for (uint32_t k = most; k >= 1; k--)
            for (uint32_t sum = ranks->rank[i]; sum < size; sum++)
                table[(size_t)k * size + sum] +=
                    table[(size_t)(k - 1) * size + sum - ranks->rank[i]];
    }
    out->size = size;
    out->share = table;
    memmove(table, table + (size_t)first * size, size * sizeof *table);
    return 0;
}

/* The sums of two strata together; takes both and leaves them in `a`. */
static int convolve(struct ways *a, struct ways *b, struct sw_error *error)
{
    uint32_t size = a->size + b->size - 1;
    double *share = sw_allocate(size, sizeof *share, what, error);

    for (uint32_t i = 0; share != NULL && i < a->size; i++)
        for (uint32_t k = 0; a->share[i] > 0 && k < b->size; k++)
            share[i + k] += a->share[i] * b->share[k];
    free(a->share);
    free(b->share);
    a->share = share;
    a->size = size;
    b->share = NULL;
    return share == NULL ? -1 : 0;
}

static void normalise(struct ways *ways)
{
    double sum = 0;

    for (uint32_t i = 0; i < ways->size; i++)
        sum += ways->share[i];
    for (uint32_t i = 0; i < ways->size; i++)
        ways->share[i] /= sum;
}

/* Twice the rarer side, and the least that this can be. */
static void two_sided(const struct ways *ways, uint32_t sum, struct sw_improvement *out)
{
    uint32_t low = 0, high = ways->size - 1;
    double below = 0, beyond = 0;

    for (uint32_t i = 0; i < ways->size; i++) {
        below += i <= sum ? ways->share[i] : 0;
        beyond += i >= sum ? ways->share[i] : 0;
    }
    while (ways->share[low] == 0)
        low++;
    while (ways->share[high] == 0)
        high--;
    out->p = fmin(1, 2 * fmin(below, beyond));
    out->least = fmin(1, 2 * fmin(ways->share[low], ways->share[high]));
}

static int exact(const struct sw_sample *a, const struct sw_sample *b, struct sw_improvement *out,
                 struct sw_error *error)
{
    struct ways all = {0}, one;
    struct ranks ranks;
    uint32_t sum = 0;

    for (uint32_t i = 0; i < a->strata; i++) {
        rank_stratum(a, b, i, &ranks);
        sum += ranks.sum;
        if (deal(&ranks, &one, error) != 0) {
            free(all.share);
            return -1;
        }
        normalise(&one);
        if (i == 0)
            all = one;
        else if (convolve(&all, &one, error) != 0)
            return -1;
    }
    two_sided(&all, sum, out);
    free(all.share);
    return 0;
}

/* The variance of a stratum's share of wins if chance deals the ranks, with ties. */
static double tied_variance(const struct sw_sample *a, const struct sw_sample *b, uint32_t stratum,
                            double *room)
{
    uint32_t m = count_of(a, stratum), n = count_of(b, stratum), all = m + n;
    double ties = 0;

    memcpy(room, a->value + begin_of(a, stratum), m * sizeof *room);
    memcpy(room + m, b->value + begin_of(b, stratum), n * sizeof *room);
    qsort(room, all, sizeof *room, compare_values);
    for (uint32_t i = 0, k; i < all; i = k) {
        double tied;

        for (k = i; k < all && room[k] == room[i]; k++)
            ;
        tied = k - i;
        ties += tied * tied * tied - tied;
    }
    return (all + 1 - ties / ((double)all * (all - 1))) / (12.0 * m * n);
}

static int normal(const struct sw_sample *a, const struct sw_sample *b, struct sw_improvement *out,
                  struct sw_error *error)
{
    double *room =
        sw_allocate((size_t)sw_sample_count(a) + sw_sample_count(b), sizeof *room, what, error);
    double sum = 0;

    if (room == NULL)
        return -1;
    for (uint32_t i = 0; i < a->strata; i++)
        sum += tied_variance(a, b, i, room);
    free(room);
    out->p = sum > 0 ? erfc(fabs(out->value - 0.5) * a->strata / sqrt(2 * sum)) : 1;
    out->least = 0;
    return 0;
}

int sw_sample_improvement(const struct sw_sample *a, const struct sw_sample *b,
                          struct sw_improvement *out, struct sw_error *error)
{
    bool few = true;

    assert(a->strata == b->strata && a->strata <= SW_SAMPLE_STRATA_MAX);
    out->value = 0;
    for (uint32_t i = 0; i < a->strata; i++) {
        out->value += above(a, b, i) / a->strata;
        few = few && count_of(a, i) + count_of(b, i) <= EXACT_MAX;
    }
    out->low = bound(a, b, out->value, 0);
    out->high = bound(a, b, out->value, 1);
    return few ? exact(a, b, out, error) : normal(a, b, out, error);
}

/* ---- many comparisons ---- */

struct ranked {
    double p;
    uint32_t place;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    return x->p != y->p ? (x->p > y->p) - (x->p < y->p)
                        : (x->place > y->place) - (x->place < y->place);
}

int sw_sample_holm(double *p, uint32_t count, struct sw_error *error)
{
    struct ranked *order = sw_allocate(count, sizeof *order, what, error);
    double least = 0;

    if (order == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        order[i] = (struct ranked){p[i], i};
    qsort(order, count, sizeof *order, compare_ranked);
    for (uint32_t i = 0; i < count; i++) {
        least = fmax(least, fmin(1, order[i].p * (count - i)));
        p[order[i].place] = least;
    }
    free(order);
    return 0;
}

double sw_sample_most_cover(uint32_t count)
{
    return 1 - ldexp(1, 1 - (int)(count < 1000 ? count : 1000));
}
