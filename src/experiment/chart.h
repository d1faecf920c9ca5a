/* chart.h - a comparison as a picture (SVG 1.1, with nothing from elsewhere): the course of the
 * metric in each group with its band, and below what each group came to, with its interval and its
 * runs as dots. Local. */
#ifndef SW_EXPERIMENT_CHART_H
#define SW_EXPERIMENT_CHART_H

#include "experiment/comparison.h"

#include <stdio.h>

void sw_chart_write(const struct sw_compared *comparison, FILE *out);

/* Round numbers that part a range: `step` apart, the first not below `low`. About `wanted` of them.
 */
void sw_chart_ticks(double low, double high, uint32_t wanted, double *first, double *step);

#endif
