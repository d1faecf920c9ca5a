/* wild_run.h - a run of a world in the wild: begun in a folder, gone on with, stored page by page,
 * read and checked afterwards. One process holds the world. Local.
 *
 * A commit stands at the end of every page (settings.report ticks) and where a run is stopped.
 * Resuming rebuilds all genomes from the births and goes on from the state: what follows is the
 * same as if the run had never stopped.
 */
#ifndef SW_WILD_WILD_RUN_H
#define SW_WILD_WILD_RUN_H

#include "wild/wild_record.h"

struct sw_wild_run {
    struct sw_wild_life *life;
    struct sw_store *store;
    struct sw_wild_history page; /* births and deaths since the last commit */
    uint64_t pages;
};

/* Told at the end of each page; NULL: nobody is. */
typedef void sw_wild_tell(void *context, const struct sw_wild_figures *figures);

/* run: zeroed; closed by sw_wild_run_close, also after a failure. */
int sw_wild_run_begin(struct sw_wild_run *run, const char *folder,
                      const struct sw_wild_settings *settings, struct sw_error *error);
/* writes: false to look at what would come, and store nothing of it. */
int sw_wild_run_resume(struct sw_wild_run *run, const char *folder, bool writes,
                       struct sw_error *error);
void sw_wild_run_close(struct sw_wild_run *run);

/* Goes on up to a tick, until nobody lives or a signal asks to stop. 0: at the tick, or all are
 * dead; 1: stopped by a signal, all is stored; -1. */
int sw_wild_run_on(struct sw_wild_run *run, uint64_t until, sw_wild_tell *tell, void *context,
                   struct sw_error *error);

/* Makes the genomes of a history in a life that is empty, birth by birth, and drops those who died;
 * all that happened before tick `until`. home_of: [births + 1], by id, UINT32_MAX for those who do
 * not live then. wrong: how many births were rebuilt to other weights than they had (NULL: a wrong
 * one is a failure). */
int sw_wild_replay(struct sw_wild_life *life, const struct sw_wild_history *history, uint64_t until,
                   uint64_t *wrong, uint32_t *home_of, struct sw_error *error);

/* XXH3 of all records of a store. */
int sw_wild_digest(struct sw_store *store, uint64_t *digest, struct sw_error *error);

#endif
