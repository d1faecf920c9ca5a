/* wild_run.h - a run of a world in the wild: begun in a folder, gone on with, stored page by page.
 * One process or many ranks hold the world, each all of it (wild_circle.h) or a block of it
 * (wild_blocks.h), and what is stored is the same.
 *
 * A commit stands at the end of every page (settings.report ticks) and where a run is stopped.
 * Resuming rebuilds all genomes from the births and goes on from the state: what follows is the
 * same as if the run had never stopped. Rank 0 alone has the store; a failure on any rank fails on
 * all, with one sentence. All functions are Collective but sw_wild_run_close.
 */
#ifndef SW_WILD_RANKS_WILD_RUN_H
#define SW_WILD_RANKS_WILD_RUN_H

#include "wild/ranks/wild_blocks.h"
#include "wild/ranks/wild_circle.h"
#include "wild/wild_record.h"

struct sw_wild_run {
    struct sw_exchange *exchange; /* the caller's */
    struct sw_wild_life *life;
    bool cut; /* set before: on several ranks each has a block of the world, and not all of it */
    struct sw_wild_circle circle;
    struct sw_wild_blocks blocks; /* instead of the circle, where the world is cut */
    struct sw_store *store;       /* NULL on other ranks than 0 */
    struct sw_wild_history page;  /* births and deaths since the last commit */
    struct sw_wild_figures now;   /* on rank 0: of the last page */
    uint64_t pages;
    uint64_t sent[SW_TRAFFICS]; /* before it goes on */
    double waited, seconds;     /* at that time */
};

/* Told on rank 0 at the end of each page; NULL: nobody is. */
typedef void sw_wild_tell(void *context, const struct sw_wild_figures *figures);

/* run: zeroed but for `cut`; closed by sw_wild_run_close, also after a failure. settings: of rank
 * 0, which are those of all. failed: rank 0 has none; then all return -1. */
int sw_wild_run_begin(struct sw_wild_run *run, struct sw_exchange *exchange, int failed,
                      const char *folder, const struct sw_wild_settings *settings,
                      struct sw_error *error);
/* writes: false to look at what would come, and store nothing of it. */
int sw_wild_run_resume(struct sw_wild_run *run, struct sw_exchange *exchange, const char *folder,
                       bool writes, struct sw_error *error);
void sw_wild_run_close(struct sw_wild_run *run);

/* Goes on up to a tick, until nobody lives or a signal to any rank asks to stop. 0: at the tick, or
 * all are dead; 1: stopped by a signal, all is stored; -1. */
int sw_wild_run_on(struct sw_wild_run *run, uint64_t until, sw_wild_tell *tell, void *context,
                   struct sw_error *error);

/* What ranks sent each other in sw_wild_run_on, how they waited, how evenly bodies were spread: a
 * line on stderr, of rank 0, where there are several. */
void sw_wild_run_say_ranks(struct sw_wild_run *run);

#endif
