/* migrations.h - who moved from one island to another, read from the births of a stored run. Local.
 *
 * A migrant is an individual that was born on one island and is named as parent by litters of
 * another, for the first time or again after a generation without.
 */
#ifndef SW_ARCHIVE_MIGRATIONS_H
#define SW_ARCHIVE_MIGRATIONS_H

#include "archive/rebuild.h"

struct sw_migrant {
    uint64_t generation; /* in which its first children there were born */
    uint32_t from, to;
    uint64_t id;
    bool recombined;   /* it is the parent of an island that recombines; else a member */
    uint32_t litters;  /* of `to` that have it as parent in that generation */
    double score;      /* its own, or of a recombined parent the mean of those it was made of; NaN
                          of a founder, which has none */
    double score_here; /* the best that `to` scored in the generation before; where islands
                          recombine, the mean */
};

/* Calls `visit` for each in the order of generations, islands `to`, and their litters; what it
 * returns other than 0 ends the walk and is returned. Reads all births once, and the scores of the
 * islands between which somebody moved. */
int sw_migrations_each(struct sw_archive *archive,
                       int (*visit)(void *context, const struct sw_migrant *migrant), void *context,
                       struct sw_error *error);

/* How many came to one island in a completed generation; 0 in the first. */
int sw_migrations_into(struct sw_archive *archive, uint64_t generation, uint32_t island,
                       uint32_t *count, struct sw_error *error);

#endif
