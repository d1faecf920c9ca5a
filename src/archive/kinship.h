/* kinship.h - the last common ancestor of two individuals, by what they carry (record/surface.h)
 * and by the table of births. Lines of descent are those of first parents. Local. */
#ifndef SW_ARCHIVE_KINSHIP_H
#define SW_ARCHIVE_KINSHIP_H

#include "archive/lineage.h"
#include "archive/rebuild.h"
#include "record/surface.h"

/* What an individual carries: of a member as its birth stored it, of a founder and of a recombined
 * parent as it is rebuilt. -1 with SW_EXIT_USAGE if the run has no surfaces or nobody has the id.
 */
int sw_kinship_surface(struct sw_archive *archive, uint64_t id, uint64_t *out,
                       struct sw_error *error);

/* The last common ancestor by the table: 1 with its id (one of the two, if it is the other's
 * ancestor), 0 if there is none, -1. */
int sw_kinship_ancestor(struct sw_lineage *lineage, uint64_t a, uint64_t b, uint64_t *ancestor,
                        struct sw_error *error);

#endif
