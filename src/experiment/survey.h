/* survey.h - a run read generation by generation and island by island, as far as some measures need
 * it; also a run that is still written. Local. */
#ifndef SW_EXPERIMENT_SURVEY_H
#define SW_EXPERIMENT_SURVEY_H

#include "experiment/metric.h"

struct sw_survey; /* opaque */

/* Opens the run in `folder` (borrowed). needs: bits of enum sw_metric_need. NULL with a sentence.
 * Released by sw_survey_close; NULL is fine. */
struct sw_survey *sw_survey_open(const char *folder, uint32_t needs, struct sw_error *error);
void sw_survey_close(struct sw_survey *survey);

/* The run as it was opened last; borrowed until it is opened again. */
struct sw_archive *sw_survey_archive(struct sw_survey *survey);

/* Whether all generations that the run will have are there. */
bool sw_survey_ended(struct sw_survey *survey);

/* Calls `visit` for each island of each completed generation that was not visited yet; what it
 * returns other than 0 ends the walk and is returned. hold: the last generation waits for the next
 * one, or for the end of the run, so that all of it is known whenever it is read. */
int sw_survey_each(struct sw_survey *survey, bool hold,
                   int (*visit)(void *context, const struct sw_place *place), void *context,
                   struct sw_error *error);

/* Opens the run again: it may have gone on. A failure leaves the survey fit to be closed only. */
int sw_survey_renew(struct sw_survey *survey, struct sw_error *error);

/* The statistics of one generation of one island; missing ones are damage (exit code 3). */
int sw_survey_statistics(struct sw_archive *archive, uint64_t generation, uint32_t island,
                         struct sw_statistics *out, struct sw_error *error);

#endif
