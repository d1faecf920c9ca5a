/* lineage_surface.h - what lineage --surface says: when the last common ancestor of two individuals
 * was born, by the bits that they carry and by the table of births. Local. */
#ifndef SW_REPORT_LINEAGE_SURFACE_H
#define SW_REPORT_LINEAGE_SURFACE_H

#include "archive/lineage.h"
#include "archive/phylogeny.h"
#include "archive/rebuild.h"

/* Prints a page or one JSON object. -1 with SW_EXIT_USAGE for a format that there is not; with
 * SW_EXIT_DAMAGED, behind what was printed, if the table names an ancestor after which the bits
 * differ. */
int sw_lineage_surface(struct sw_archive *archive, struct sw_lineage *lineage, uint64_t a,
                       uint64_t b, enum sw_phylogeny_format format, struct sw_error *error);

#endif
