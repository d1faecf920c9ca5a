/* checkpoint.h - what a run writes at the end of each generation. Homes pack the records of their
 * islands; rank 0, which alone has the store, puts them. Local.
 */
#ifndef SW_POPULATION_CHECKPOINT_H
#define SW_POPULATION_CHECKPOINT_H

#include "population/breeding.h"
#include "store/store.h"

/* Records on their way to the store, one after another; owned. Zero is empty. */
struct sw_records {
    uint8_t *bytes;
    size_t size, room;
};

void sw_records_free(struct sw_records *records);

/* Adds a record; takes and frees `bytes` (NULL: what packed it has failed, and so does this). */
int sw_records_add(struct sw_records *records, enum sw_store_kind kind, uint64_t first,
                   uint32_t second, void *bytes, size_t size, struct sw_error *error);

/* Writes and commits the run's record: nothing has lived yet. */
int sw_checkpoint_begin(struct sw_store *store, const struct sw_settings *settings,
                        const struct sw_brain_layout *layout, const char *config,
                        const char *version, struct sw_error *error);

/* Packs births, scores, statistics and what was observed of the present generation (before the
 * breeding advances), of the islands whose home is here. */
int sw_checkpoint_lived(struct sw_records *records, const struct sw_breeding *breeding,
                        const struct sw_lived *lived, struct sw_error *error);

/* Packs, after the breeding advanced: who stands, how islands were refounded, what selection did;
 * and keyframes if they are due, into a list of their own. */
int sw_checkpoint_bred(struct sw_records *records, struct sw_records *keyframes,
                       const struct sw_breeding *breeding, struct sw_error *error);

/* Whether keyframes are due in the generation that stands ready. */
bool sw_checkpoint_keyframes(const struct sw_breeding *breeding);

/* Puts packed records. A keyframe that is there already is passed over. */
int sw_checkpoint_put(struct sw_store *store, const void *bytes, size_t size,
                      struct sw_error *error);

/* Puts the state and commits. */
int sw_checkpoint_commit(struct sw_store *store, const struct sw_breeding *breeding,
                         struct sw_error *error);

/* For a breeding that is alone: packs what it lived, and puts it. */
int sw_checkpoint_generation(struct sw_store *store, const struct sw_breeding *breeding,
                             const struct sw_lived *lived, struct sw_error *error);

/* The best of the packed statistics of a generation: of the island with the highest mean, the lower
 * of equals. -1 if there are none. */
int sw_checkpoint_best(const void *bytes, size_t size, struct sw_statistics *out,
                       struct sw_error *error);

#endif
