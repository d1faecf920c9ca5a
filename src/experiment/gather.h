/* gather.h - the part of comparison.h that reads runs: which there are, and what a metric came to
 * in them. Local. */
#ifndef SW_EXPERIMENT_GATHER_H
#define SW_EXPERIMENT_GATHER_H

#include "experiment/comparison.h"

/* Finds the runs and reads their settings: comparison->run, without what their lives came to. Runs
 * that are not long enough are left out with a warning. */
int sw_gather_runs(struct sw_compared *comparison, char *const *folders, uint32_t count,
                   struct sw_error *error);

/* Reads what the metric came to in each. comparison->longest is known. */
int sw_gather_values(struct sw_compared *comparison, struct sw_error *error);

#endif
