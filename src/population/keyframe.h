/* keyframe.h - a keyframe record and the individual whose weights it holds, there and back. Local.
 */
#ifndef SW_POPULATION_KEYFRAME_H
#define SW_POPULATION_KEYFRAME_H

#include "population/checkpoint.h"

/* Packs a keyframe of each present parent, and of who stands, of the islands whose home is here.
 * Who stood when keyframes were last due was stored then. */
int sw_keyframes_pack(struct sw_records *records, const struct sw_breeding *breeding,
                      struct sw_error *error);

/* From a keyframe record to an individual. */
int sw_keyframe_read(const void *bytes, size_t size, const struct sw_brain_layout *layout,
                     struct sw_individual *out, struct sw_error *error);

/* The genome that all founders of a run are (run --founder): put, and got as a new array of
 * layout->floats in *weights; NULL if the run draws its founders. */
int sw_founder_put(struct sw_store *store, const struct sw_brain_layout *layout,
                   const float *weights, struct sw_error *error);
int sw_founder_get(struct sw_store *store, const struct sw_brain_layout *layout, float **weights,
                   struct sw_error *error);

/* Whether a founder that grows (NULL: they are drawn) has experts left for all stages that may
 * come; else -1 (exit code 2) with a sentence that begins with `name`. */
int sw_founder_check(const struct sw_settings *settings, struct sw_schedule *schedule,
                     const struct sw_brain_layout *layout, const float *founder, const char *name,
                     struct sw_error *error);

#endif
