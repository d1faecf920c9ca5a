/* report.h - a comparison told on stdout: to people, as CSV, or as JSON. Local. */
#ifndef SW_EXPERIMENT_REPORT_H
#define SW_EXPERIMENT_REPORT_H

#include "experiment/comparison.h"

/* What of it: a line for each group, for each pair of groups, or for each run. */
enum sw_report_view { SW_REPORT_GROUPS, SW_REPORT_PAIRS, SW_REPORT_RUNS };

/* Tables, and what they come to in sentences, which `say` prints. */
int sw_report_text(const struct sw_compared *comparison, enum sw_report_view view,
                   void (*say)(const char *sentence), struct sw_error *error);
void sw_report_csv(const struct sw_compared *comparison, enum sw_report_view view);

/* Everything in one object. */
void sw_report_json(const struct sw_compared *comparison);

/* What values are of: "solved of 1000 unseen puzzles", "mean". */
const char *sw_report_metric(const struct sw_compared *comparison, char text[SW_GROUP_TEXT]);

#endif
