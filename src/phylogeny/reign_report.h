/* reign_report.h - reigns through time for people, as CSV and as JSON: founders and their shares,
 * takeover, sweeps, coalescence. Local.
 *
 *     struct sw_reign_report report = {.format = format, .out = stdout, .words = words, ...};
 *     sw_reign_report_begin(&report, error);   JSON: keys of the caller may follow
 *     sw_reign_report_add(&report, &reign);    each reign, in the order of time
 *     sw_reign_report_end(&report, error);     JSON: keys of the caller, and '}', follow
 *     sw_reign_report_clear(&report);
 */
#ifndef SW_PHYLOGENY_REIGN_REPORT_H
#define SW_PHYLOGENY_REIGN_REPORT_H

#include "base/json.h"
#include "base/table.h"
#include "phylogeny/format.h"
#include "phylogeny/reign.h"
#include "phylogeny/words.h"

#define SW_REIGN_SWEEPS 5u /* the last ones, in the text */

struct sw_reign_sweep {
    uint64_t time, ancestor, born, earlier;
};

struct sw_reign_report {
    enum sw_phylogeny_format format; /* text, csv or json */
    FILE *out;
    struct sw_tree_words words;
    bool counts; /* the text has a column of how many there are: they are not always as many */
    uint64_t expected; /* reigns; the text shows a dozen of them */
    /* Kept by the functions below. */
    uint64_t seen;
    struct sw_column column[7];
    struct sw_table *table;
    struct sw_json json;
    bool through;             /* JSON: the list has begun */
    bool half, all;           /* the descendants of one founder are half of them, and all, */
    uint64_t half_at, all_at; /* and stayed it, since; those of */
    uint64_t ruler;
    uint64_t sweeps;
    struct sw_reign_sweep sweep[SW_REIGN_SWEEPS]; /* sweep n stands at n % SW_REIGN_SWEEPS */
    double back_sum; /* times to the common ancestor, where there was one */
    uint64_t back_count, back_most;
};

/* Refuses other formats (exit code 2). */
int sw_reign_report_begin(struct sw_reign_report *report, struct sw_error *error);
void sw_reign_report_add(struct sw_reign_report *report, const struct sw_reign *reign);
int sw_reign_report_end(struct sw_reign_report *report, struct sw_error *error);
void sw_reign_report_clear(struct sw_reign_report *report);

#endif
