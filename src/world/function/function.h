/* function.h - the test functions that everybody knows, over plain vectors of any dimension: one
 * table of rows. Lower is better.
 *
 * All functions are pure, and give the same bits on every machine: they add, multiply, divide and
 * take square roots in double, in a fixed order, and their sines and exponentials are polynomials
 * of their own (world/function/lanes.h; relative error below 1e-15). The C library's differ in the
 * last bit. Where the textbook's formula cancels near the best point (1 - cos, 1 - exp), an equal
 * one that does not is used, so a value keeps 13 digits down to 0 (of Schwefel's, 1e-12 a
 * coordinate is lost). Local.
 */
#ifndef SW_WORLD_FUNCTION_FUNCTION_H
#define SW_WORLD_FUNCTION_FUNCTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SW_FUNCTION_PREFIX    "function:" /* what worlds.source begins with */
#define SW_FUNCTION_DIMENSION 100000u     /* the largest */
#define SW_FUNCTION_OBSERVED  2u          /* most numbers that a row observes */
#define SW_FUNCTION_FAR       1e12        /* no coordinate that a function is given lies beyond */

struct sw_function {
    const char *name, *description; /* in docs, without a full stop */
    const char *source;             /* who defined it */
    double low, high;               /* usual range of a coordinate: founders are drawn from it */
    double best;          /* each coordinate of the best point; NaN: it is not one point */
    uint32_t least;       /* smallest dimension */
    bool moves;           /* worlds.shift and worlds.rotate act on it */
    uint32_t descriptors; /* in [0, 1]; 0: none */
    uint32_t objectives;  /* 0: one, the value */
    /* z: [n], finite, at most SW_FUNCTION_FAR. Of several objectives the first. */
    double (*value)(const double *z, uint32_t n);
    /* Writes the descriptors, or all objectives with their signs turned (higher is better, the
     * first is the score). NULL: there is nothing to observe. */
    void (*observe)(const double *z, uint32_t n, float *observed);
    /* With descriptors, the value that is worth nothing, above 0: at the end of the usual range
     * that is worst (quality-diversity scores lie between it and 0). Else NULL. */
    double (*worst)(uint32_t n);
};

uint32_t sw_function_count(void);
const struct sw_function *sw_function_row(uint32_t index); /* NULL if there is none */

/* The row of a name; NULL if there is none. */
const struct sw_function *sw_function_find(const char *name);

/* Of the names the nearest to a word, or NULL if none is near. */
const char *sw_function_nearest(const char *word);

/* How many numbers a row observes: descriptors or objectives. */
uint32_t sw_function_width(const struct sw_function *function);

/* Names of all that have descriptors, or of all that have objectives: "one, other, third". */
void sw_function_observed(bool descriptors, char *text, size_t size);

#endif
