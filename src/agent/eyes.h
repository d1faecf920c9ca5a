/* eyes.h - the features of sight as eyes: one, or in a brain that grows (agent/growth.h) with
 * shape.own_eyes one for each expert.
 *
 * Eye k is a block of K / E columns of the eye's table. What it pools, its K / E sums and its K / E
 * maxima, is normalised by itself, so that it says the same whatever the eyes of later experts
 * learn. With one eye all 2K are normalised together. pooled, normal, e: [2K], the sums of all eyes
 * first. All functions are Local.
 */
#ifndef SW_AGENT_EYES_H
#define SW_AGENT_EYES_H

#include "agent/brain.h"
#include "agent/kernel.h"

/* How many eyes there are: 1 or E. */
static inline uint32_t sw_eyes_count(const struct sw_brain_shape *shape)
{
    return shape->own_eyes != 0 ? shape->experts : 1;
}

/* The eye of a pooled feature, 0..2K. */
static inline uint32_t sw_eyes_of(const struct sw_brain_shape *shape, uint32_t feature)
{
    return feature % shape->features / (shape->features / sw_eyes_count(shape));
}

/* pooled becomes normalised. */
void sw_eyes_normalise(const struct sw_kernel *kernel, const struct sw_brain_shape *shape,
                       float *pooled);

/* 1 / the deviation by which the features of each eye are divided: [sw_eyes_count()]. */
void sw_eyes_deviations(const struct sw_brain_shape *shape, const float *pooled, float *deviation);

/* Back through the normalisation: e of the normalised features becomes e of the pooled ones. */
void sw_eyes_normalise_back(const struct sw_brain_shape *shape, const float *normal,
                            const float *deviation, float *e);

#endif
