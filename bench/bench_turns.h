/* bench_turns.h - what is measured by turns on several ranks, shared by the groups that do. Local.
 */
#ifndef SW_BENCH_TURNS_H
#define SW_BENCH_TURNS_H

#include "population/exchange.h"

#include <stddef.h>

/* Core-seconds of this thread so far, without those in which it waited for other ranks or sent. */
double sw_bench_worked(const struct sw_exchange *exchange);

/* Sorts the values of an odd number of turns, and returns the one in the middle. */
double sw_bench_median(double *values, size_t turns);

#endif
