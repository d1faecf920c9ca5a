/* wild_films.h - animated GIFs of a run of the wild: of what would come next, and of ten moments of
 * it (wild_moments.h), which are lived again. Nothing is stored in the run. Local.
 */
#ifndef SW_WILD_REPORT_WILD_FILMS_H
#define SW_WILD_REPORT_WILD_FILMS_H

#include "wild/wild_record.h"

#include <stdio.h>

/* So many ticks after the last page, into a file. history: what the store has, a page at least. */
int sw_wild_film_next(struct sw_store *store, const struct sw_wild_history *history, uint64_t ticks,
                      const char *path, struct sw_error *error);

/* Of each moment so many ticks that end with its page (of the first: the first of the run), into
 * FOLDER/NAME.gif; a line each to `out`, by time. The folder is made if need be. */
int sw_wild_film_moments(struct sw_store *store, const struct sw_wild_history *history,
                         uint64_t ticks, const char *folder, FILE *out, struct sw_error *error);

#endif
