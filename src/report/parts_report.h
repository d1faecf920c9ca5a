/* parts_report.h - what `smallworld parts` prints: what each part of a member is worth
 * (archive/parts.h). Local. */
#ifndef SW_REPORT_PARTS_REPORT_H
#define SW_REPORT_PARTS_REPORT_H

#include "archive/parts.h"

enum sw_parts_view { SW_PARTS_TABLE, SW_PARTS_JSON, SW_PARTS_CSV };

struct sw_parts_report {
    const struct sw_archive *archive;
    const struct sw_parts_wish *wish;
    const struct sw_parts_table *table;
};

/* A table for people, one JSON object, or CSV with a line for each generation and part. */
int sw_parts_print(const struct sw_parts_report *report, enum sw_parts_view view,
                   struct sw_error *error);

#endif
