/* lineage_examine.h - what the ancestors of a member could do, by the examination of smallworld
 * eval. Local. */
#ifndef SW_REPORT_LINEAGE_EXAMINE_H
#define SW_REPORT_LINEAGE_EXAMINE_H

#include "archive/lineage.h"
#include "archive/phylogeny.h"
#include "archive/rebuild.h"

/* One ancestor every `every` generations (0: about a dozen of them), with the first and the last,
 * on the same `puzzles` unseen puzzles of the run's seed; where members are vectors, their value.
 */
int sw_lineage_examine(struct sw_archive *archive, struct sw_lineage *lineage, uint64_t id,
                       uint64_t every, uint32_t puzzles, enum sw_phylogeny_format format,
                       struct sw_error *error);

#endif
