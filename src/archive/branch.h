/* branch.h - a new run that begins with the population of another: its members, their parents'
 * weights and all that their optimisers remember, at the start of any completed generation. Local.
 *
 * The new store holds a copy of all that the other run had recorded until then, so that ids and
 * lineage go on and everyone can be rebuilt without the other run. Where nothing differs that lives
 * can tell, it is that run, stopped at the generation: it goes on to the same digest. Otherwise it
 * holds a record of the branch too (archive/branch_record.h) and keyframes of whoever breeds in its
 * first generation: selection by the new settings, of the scores of the generation before.
 *
 * What must be the same: islands, members and litters (ids say where one was born), agents, and
 * whether the scheme recombines, lets members stand, and what it observes.
 */
#ifndef SW_ARCHIVE_BRANCH_H
#define SW_ARCHIVE_BRANCH_H

#include "archive/rebuild.h"

#define SW_BRANCH_LAST UINT64_MAX /* the last generation */

struct sw_branch {
    const char *from;       /* folder of the run */
    uint64_t generation;    /* in which the new one begins: 1 to the completed ones; or
                               SW_BRANCH_LAST */
    const char *folder;     /* of the new run */
    const char *config;     /* path of its config; NULL: the run's own */
    const char *const *set; /* [sets] "section.key=value", over it */
    uint32_t sets;
    const char *version; /* of the program */
};

/* Makes the new run's store, as a whole or not at all. SW_EXIT_USAGE with a sentence for what
 * cannot be branched so. `warn` (may be NULL) hears what is worth a warning. */
int sw_branch(const struct sw_branch *order, void (*warn)(const char *sentence, void *context),
              void *context, struct sw_error *error);

#endif
