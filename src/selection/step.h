/* step.h - other steps of recombination than Adam, on plain arrays: a plain step, and separable
 * CMA-ES with its own adaptation of the step length. Local.
 *
 * Doubles in index order, +, -, *, /, sqrt alone: the same bits everywhere. Arrays of n values are
 * the caller's. */
#ifndef SW_SELECTION_STEP_H
#define SW_SELECTION_STEP_H

#include <stdint.h>

/* What moves a recombined parent: id, name, what it is. */
#define SW_UPDATE_ROWS(FIRST, ROW)                                                                 \
    FIRST(SW_UPDATE_ADAM, "adam", "a step of Adam at the phase's rate (Kingma and Ba 2015)")       \
    ROW(SW_UPDATE_PLAIN, "plain",                                                                  \
        "a step along the gradient, as long as the phase's rate, without memory")                  \
    ROW(SW_UPDATE_CMA, "cma",                                                                      \
        "separable CMA-ES with cumulative step-length adaptation, which sets the strength of the " \
        "next mutations, weight by weight; the phase's strength is its start (Ros and Hansen "     \
        "2008; only with worlds.source = function:NAME)")

#define SW_UPDATE_ID(id, ...) id,
enum sw_update { SW_UPDATE_ROWS(SW_UPDATE_ID, SW_UPDATE_ID) SW_UPDATES };

/* weights += rate * gradient / (root mean square of the gradient + 1e-8): every step has the length
 * `rate` a weight, as Adam's have about. The gradient points uphill. n >= 1. */
void sw_gradient_step(float rate, const float *gradient, float *weights, uint32_t n);

/* The rates of separable CMA-ES (Ros and Hansen 2008; defaults of Hansen 2016, "The CMA evolution
 * strategy: a tutorial", with c1 and cmu raised by (n + 2) / 3). */
struct sw_cma {
    uint32_t n;        /* weights */
    double effective;  /* effective number of members that weigh something: 1 / sum of squares */
    double path, pull; /* cc; c1: rate of the path of the mean, and how much it pulls variances */
    double spread;     /* cmu: rate of the variances of those who were chosen */
    double length, damping; /* csigma, dsigma: rate and damping of the step length's path */
    double expected;        /* length of a standard normal vector of n values */
};

/* effective >= 1, n >= 1. */
struct sw_cma sw_cma_make(uint32_t n, double effective);

/* What a family keeps between generations. Begins with sigma = what the user says, variance = 1,
 * paths = 0, generation = 0. */
struct sw_cma_state {
    double sigma; /* children are weights + sigma * sqrt(variance) * standard normal noise */
    uint64_t generation;
    float *variance;    /* [n] */
    float *path;        /* [n] of the mean, pc */
    float *length_path; /* [n] of the step length, psigma */
};

/* One generation. With y of a child = (child - weights) / sigma, and weights of the ranks that are
 * not negative and sum to 1: step = sum of weight * y, squares = sum of weight * y * y. Moves the
 * weights by sigma * step, and adapts sigma (cumulative step-length adaptation), variance and
 * paths. Variances stay >= 1e-20 and sigma within a factor e of what it was. */
void sw_cma_step(const struct sw_cma *cma, const float *step, const float *squares, float *weights,
                 struct sw_cma_state *state);

#endif
