/* keeping_report.h - what `smallworld keeping` prints: how much of what was learned in turn is kept
 * (archive/stages.h, archive/retention.h). Local. */
#ifndef SW_REPORT_KEEPING_REPORT_H
#define SW_REPORT_KEEPING_REPORT_H

#include "archive/stages.h"

enum sw_keeping_view { SW_KEEPING_TABLE, SW_KEEPING_JSON, SW_KEEPING_CSV };

struct sw_keeping_report {
    const struct sw_archive *archive;
    const struct sw_stages_wish *wish;
    const struct sw_stages *stages;
};

/* A table for people, one JSON object, or CSV with a line for each examination and set. */
int sw_keeping_print(const struct sw_keeping_report *report, enum sw_keeping_view view,
                     struct sw_error *error);

#endif
