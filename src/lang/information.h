/* information.h - how much one thing tells of another, in bits: rule and message, message and act.
 * All logarithms are of base 2. Local.
 *
 * Mutual information that is read off counts is too high: of N pairs that have nothing to do with
 * each other it comes to about (|X| - 1)(|Y| - 1) / (2 N ln 2) (Miller 1955; Panzeri and Treves
 * 1996). So beside it stand that correction, and what the same labels tell of each other when their
 * pairs are shuffled.
 */
#ifndef SW_LANG_INFORMATION_H
#define SW_LANG_INFORMATION_H

#include "base/error.h"

#include <stdint.h>

/* What shuffled pairs give, for any measure. */
struct sw_null {
    double mean, high; /* high: at least 97.5 % of them are at or below it */
    double p;          /* (1 + how many reach the measured value) / (1 + how many there are) */
};

/* Fills a null from `count` values, which it sorts; all 0 and p = 1 if there are none. */
struct sw_null sw_information_null(double *value, uint32_t count, double measured);

struct sw_information {
    double first, second; /* entropies of the two columns */
    double plain;         /* the plug-in estimate: first + second - both together */
    double bias;          /* (|X| - 1)(|Y| - 1) / (2 N ln 2) */
    struct sw_null null;
};

/* Entropy of counts; 0 if all are 0. */
double sw_information_entropy(const uint32_t *count_of, uint32_t classes);

/* Of two columns of labels below their numbers of classes, row by row; `shuffles` shuffled copies
 * of the second make the null, drawn by (seed, id). All 0 for no rows. -1 when out of memory. */
int sw_information(const uint32_t *first, uint32_t first_classes, const uint32_t *second,
                   uint32_t second_classes, uint32_t count, uint64_t seed, uint64_t id,
                   uint32_t shuffles, struct sw_information *out, struct sw_error *error);

#endif
