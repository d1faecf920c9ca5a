/* checkpoint.h - what a run writes at the end of each generation, and how all ranks stand there
 * again. Local; rank 0 alone has the store.
 */
#ifndef SW_POPULATION_CHECKPOINT_H
#define SW_POPULATION_CHECKPOINT_H

#include "population/breeding.h"
#include "store/store.h"

/* Writes and commits the run's record: nothing has lived yet. */
int sw_checkpoint_begin(struct sw_store *store, const struct sw_settings *settings,
                        const struct sw_brain_layout *layout, const char *config,
                        const char *version, struct sw_error *error);

/* Puts births, scores and statistics of the present generation (before the breeding advances). */
int sw_checkpoint_generation(struct sw_store *store, const struct sw_breeding *breeding,
                             const float *scores, struct sw_error *error);

/* After the breeding advanced: keyframes if they are due, the state, and the commit. */
int sw_checkpoint_commit(struct sw_store *store, const struct sw_breeding *breeding,
                         const struct sw_brain_layout *layout, struct sw_error *error);

/* Everything that a rank needs to stand where the run stopped, in one message: the last keyframes
 * and the scores since. Owned by the caller, released by free(). This is the one time that weights
 * travel. */
void *sw_checkpoint_gather(struct sw_store *store, const struct sw_settings *settings, size_t *size,
                           struct sw_error *error);

/* The same for the start of any completed generation, from the last keyframes up to it. */
void *sw_checkpoint_gather_at(struct sw_store *store, const struct sw_settings *settings,
                              uint64_t generation, size_t *size, struct sw_error *error);

/* From that message: restores the keyframes' generation and lives through the scores since. The
 * breeding stands at generation 0 before. */
int sw_checkpoint_restore(const void *message, size_t size, struct sw_breeding *breeding,
                          struct sw_error *error);

#endif
