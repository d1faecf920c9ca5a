/* lineage_summary.h - what a run's lineages come to: whose descendants took over, sweeps,
 * migrations, and the shape of the tree of the living. Local. */
#ifndef SW_REPORT_LINEAGE_SUMMARY_H
#define SW_REPORT_LINEAGE_SUMMARY_H

#include "archive/lineage.h"
#include "archive/phylogeny.h"
#include "archive/rebuild.h"

/* format: text; csv: one line for each generation and founder; json. Others are a sentence (exit
 * code 2). */
int sw_lineage_summary(struct sw_archive *archive, struct sw_lineage *lineage,
                       enum sw_phylogeny_format format, struct sw_error *error);

#endif
