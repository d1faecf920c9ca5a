#include "bench/bench_turns.h"

#include "base/clock.h"

#include <stdlib.h>

double sw_bench_worked(const struct sw_exchange *exchange)
{
    return sw_clock_thread() - exchange->waited_working;
}

static int by_value(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;

    return (one > other) - (one < other);
}

double sw_bench_median(double *values, size_t turns)
{
    qsort(values, turns, sizeof *values, by_value);
    return values[turns / 2];
}
