/* eval_forecast.h - what eval says of a run of forecasters: how often founder and best, or one
 * member, have the whole canvas right after 1, 2, 4 and 8 deeds lived in their own forecasts, on
 * scenes that no life has met, of the sizes of lives and of larger ones; and by deed. Local. */
#ifndef SW_REPORT_EVAL_FORECAST_H
#define SW_REPORT_EVAL_FORECAST_H

#include "archive/rebuild.h"

struct sw_eval_forecast {
    const char *member; /* NULL for founder and best (as JSON: best) */
    uint64_t episodes;  /* 1.. */
    uint64_t seed;      /* of the episodes */
    bool json;
};

/* On stdout, as a table or as one JSON object. An id that never lived is an error (exit code 2). */
int sw_eval_forecasts(struct sw_archive *archive, const struct sw_eval_forecast *eval,
                      struct sw_error *error);

#endif
