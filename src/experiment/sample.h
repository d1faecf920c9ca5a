/* sample.h - statistics of a few runs: where their middle is, how sure that is, and whether one
 * group is better than another. Pure functions of numbers; no store. Local.
 *
 * The interquartile mean and the probability of improvement are those of Agarwal et al. 2021 ("Deep
 * reinforcement learning at the edge of the statistical precipice", NeurIPS; rliable). Three things
 * are done otherwise, since groups here are often of five runs:
 *
 * - The percentile bootstrap reads its percentiles further out, by Student's t and n / (n - 1)
 *   (Hesterberg 2015, "What teachers should know about the bootstrap", The American Statistician
 *   69, expanded percentile interval): at n = 5 the plain one holds the true value of the
 *   interquartile mean in 91 of 100 cases and not in 95.
 * - The probability of improvement has the interval of Newcombe 2006 (Statistics in Medicine 25,
 *   559-573, method 5): where all runs of one group are above all of the other the bootstrap would
 *   say 1 to 1, after however few runs.
 * - Whether groups differ is told by the exact permutation test of the rank sum (Wilcoxon 1945;
 *   midranks where runs are equal), so that equal groups are called different in at most 5 of 100
 *   cases at any n, and it is known when a number of runs is too small to tell anything.
 *
 * Values may be HUGE_VAL (a target that was never reached) but not NaN.
 */
#ifndef SW_EXPERIMENT_SAMPLE_H
#define SW_EXPERIMENT_SAMPLE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_SAMPLE_STRATA_MAX 256u

/* Values of one group, stratum after stratum. Strata are kept apart in what is drawn and compared
 * (runs in different worlds, say), and pooled in what is told. */
struct sw_sample {
    const double *value; /* [end[strata - 1]], borrowed */
    const uint32_t *end; /* [strata] where each stratum ends; borrowed */
    uint32_t strata;     /* 1..SW_SAMPLE_STRATA_MAX; each with at least one value */
};

uint32_t sw_sample_count(const struct sw_sample *sample);

/* Of `count` >= 1 values in ascending order. The median; the mean of what is left if a quarter of
 * them, rounded down, is taken off at each end. */
double sw_sorted_median(const double *value, uint32_t count);
double sw_sorted_iqm(const double *value, uint32_t count);

enum sw_sample_statistic { SW_SAMPLE_MEDIAN, SW_SAMPLE_IQM };

/* Draws for intervals are functions of these and of nothing else. */
struct sw_resampling {
    uint64_t seed, id; /* SW_RANDOM_BOOTSTRAP */
    uint32_t repeats;  /* 20000 is plenty, 2000 enough for a band */
};

struct sw_sample_estimate {
    double value;
    double low, high; /* 95 %; NaN with fewer than two values more than strata */
};

/* Stratified bootstrap: each stratum is drawn anew from its own values. -1 if memory is short. */
int sw_sample_estimate(const struct sw_sample *sample, enum sw_sample_statistic statistic,
                       struct sw_resampling resampling, struct sw_sample_estimate *out,
                       struct sw_error *error);

struct sw_improvement {
    double value;     /* that a run of a is above one of b, ties by half; mean over strata */
    double low, high; /* 95 % */
    double p;         /* two-sided: how often chance alone would set them apart so far */
    double least;     /* the smallest p that so many runs can come to */
};

/* a and b have the same strata. -1 if memory is short. */
int sw_sample_improvement(const struct sw_sample *a, const struct sw_sample *b,
                          struct sw_improvement *out, struct sw_error *error);

/* Makes p-values of `count` comparisons those of all of them together (Holm 1979), in place. -1 if
 * memory is short. */
int sw_sample_holm(double *p, uint32_t count, struct sw_error *error);

/* How often at best an interval that lies within `count` values holds the median of what they were
 * drawn from: 1 - 2^(1 - count). */
double sw_sample_most_cover(uint32_t count);

#endif
