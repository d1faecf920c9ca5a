/* dynasty.h - whose descendants a population consists of, generation by generation. Local.
 *
 * Lines are those of founders, or of who was alive at the beginning (sw_lineage_between); a child
 * of two parents counts to the first.
 */
#ifndef SW_ARCHIVE_DYNASTY_H
#define SW_ARCHIVE_DYNASTY_H

#include "archive/lineage.h"

struct sw_dynasty {
    uint64_t founder, members; /* so many children in the generation */
};

struct sw_reign {
    uint64_t generation;
    uint64_t members;        /* children born in it */
    uint32_t lines;          /* founders that they come from */
    struct sw_dynasty *line; /* [lines], the largest first, then by founder; borrowed */
    double effective;        /* one over the sum of squared shares (Simpson 1949) */
    bool common;             /* all who are alive have a common ancestor, the most recent of */
    uint64_t ancestor, born; /* which is this, born then */
    bool swept;              /* another one than a generation before, or the first */
    uint64_t earlier;        /* where it swept: when the one before was born; the beginning if
                                there was none */
};

/* Each generation in order; what `visit` returns other than 0 ends the walk and is returned. Reads
 * all births once; memory follows the number of those who have living descendants. */
int sw_dynasties_each(struct sw_lineage *lineage,
                      int (*visit)(void *context, const struct sw_reign *reign), void *context,
                      struct sw_error *error);

#endif
