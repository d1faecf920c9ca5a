/* metric.h - what is told of one generation of one island: a table of rows, each a name, a unit, a
 * meaning and a function. The header of smallworld table, what compare can compare, docs/tables.md
 * and the tests read it, so a measure is written once. Local. */
#ifndef SW_EXPERIMENT_METRIC_H
#define SW_EXPERIMENT_METRIC_H

#include "archive/selected.h"
#include "base/number.h"

/* A generation of an island, as far as the measures wanted need it. All borrowed. */
struct sw_place {
    const struct sw_archive *archive;
    const struct sw_settings *settings; /* in force there */
    uint64_t generation;
    uint32_t island;
    struct sw_statistics statistics;
    const float *sorted;         /* [members] scores, ascending */
    struct sw_selected selected; /* says something where a measure needs it */
    uint32_t immigrants;         /* likewise */
};

/* What has to be read for a measure: bits. */
enum sw_metric_need {
    SW_NEEDS_STATISTICS = 1,
    SW_NEEDS_SCORES = 2,
    SW_NEEDS_SELECTED = 4,  /* archive/selected.h: all births before too */
    SW_NEEDS_IMMIGRANTS = 8 /* births of this generation and the one before */
};

/* How islands become one figure of a generation. */
enum sw_metric_pool { SW_POOL_MEAN, SW_POOL_MOST, SW_POOL_LEAST, SW_POOL_SUM };

struct sw_metric {
    const char *name, *unit, *meaning; /* the meaning is a sentence without a full stop */
    uint32_t need;                     /* bits of enum sw_metric_need */
    enum sw_metric_pool pool;
    /* One of the two. Integers are exact; NaN is what is not known. */
    double (*real)(const struct sw_place *place);
    uint64_t (*count)(const struct sw_place *place);
};

/* The rows, in the order of the columns; NULL behind the last. */
const struct sw_metric *sw_metric_row(uint32_t row);

/* The row of a name, or NULL (exit code 2) with a sentence that names the nearest. */
const struct sw_metric *sw_metric_find(const char *name, struct sw_error *error);

double sw_metric_value(const struct sw_metric *measure, const struct sw_place *place);

/* As text for programs; "" if it is not known. */
char *sw_metric_text(const struct sw_metric *measure, const struct sw_place *place,
                     char text[SW_NUMBER_TEXT]);

#endif
