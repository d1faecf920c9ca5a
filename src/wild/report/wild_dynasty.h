/* wild_dynasty.h - whose descendants took over in a run of the wild, page by page, and the shape of
 * the tree of the living. Local.
 */
#ifndef SW_WILD_REPORT_WILD_DYNASTY_H
#define SW_WILD_REPORT_WILD_DYNASTY_H

#include "wild/report/wild_lineage.h"

/* text, csv (a line for each page and family) or json; other formats are refused. run: its folder,
 * for the JSON. */
int sw_wild_print_dynasties(const struct sw_wild_lives *lives, const char *run,
                            enum sw_phylogeny_format format, FILE *out, struct sw_error *error);

#endif
