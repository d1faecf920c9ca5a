/* checkpoint.h - what a run writes at the end of each generation. Local; rank 0 alone has the
 * store. */
#ifndef SW_POPULATION_CHECKPOINT_H
#define SW_POPULATION_CHECKPOINT_H

#include "population/breeding.h"
#include "store/store.h"

/* Writes and commits the run's record: nothing has lived yet. */
int sw_checkpoint_begin(struct sw_store *store, const struct sw_settings *settings,
                        const struct sw_brain_layout *layout, const char *config,
                        const char *version, struct sw_error *error);

/* Puts births, scores, statistics and what was observed of the present generation (before the
 * breeding advances). */
int sw_checkpoint_generation(struct sw_store *store, const struct sw_breeding *breeding,
                             const struct sw_lived *lived, struct sw_error *error);

/* After the breeding advanced: keyframes if they are due, the state, and the commit. */
int sw_checkpoint_commit(struct sw_store *store, const struct sw_breeding *breeding,
                         const struct sw_brain_layout *layout, struct sw_error *error);

#endif
