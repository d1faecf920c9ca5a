/* dynasty.h - whose descendants a population consists of, generation by generation. Local.
 *
 * Lines are those of founders, or of who was alive at the beginning (sw_lineage_between); a child
 * of two parents counts to the first.
 */
#ifndef SW_ARCHIVE_DYNASTY_H
#define SW_ARCHIVE_DYNASTY_H

#include "archive/lineage.h"
#include "phylogeny/reign.h"

/* Each generation in order; what `visit` returns other than 0 ends the walk and is returned. Reads
 * all births once; memory follows the number of those who have living descendants. */
int sw_dynasties_each(struct sw_lineage *lineage,
                      int (*visit)(void *context, const struct sw_reign *reign), void *context,
                      struct sw_error *error);

#endif
