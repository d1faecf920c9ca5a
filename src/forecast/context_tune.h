/* context_tune.h - the same world taught in weights: a copy of a member goes on learning, as its
 * run does, from worlds that all have one physics. The reference for what is found out in context.
 * Local. */
#ifndef SW_FORECAST_CONTEXT_TUNE_H
#define SW_FORECAST_CONTEXT_TUNE_H

#include "forecast/context_exam.h"

#define SW_CONTEXT_TUNES 6u /* after 1, 2, 4, 8, 16, 32 generations of lessons */

/* How a run teaches. */
struct sw_context_tuning {
    uint32_t episodes, step; /* of a generation, as learning.puzzles and learning.step */
    uint32_t times;          /* learning.times: how often such lessons, with other worlds */
    uint32_t tunes;          /* how many of the SW_CONTEXT_TUNES are taken, 1.. */
    float rate, fade;
    const float *back; /* [floats] the way back that the member begins with; NULL by rule delta */
};

/* The way back of learning.rule = mirror that a run of this seed draws, for who has none: [floats],
 * owned by the caller. NULL if memory is short. */
float *sw_context_tune_back(const struct sw_brain_layout *layout, uint64_t seed,
                            struct sw_error *error);

/* Teaches copies of the weights the physics of world `number` of the examination, and examines them
 * after so many generations: score[tunes][SW_CONTEXT_KNOWS]. -1 if memory is short. */
int sw_context_tune(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                    const struct sw_brain_layout *layout, const struct sw_context_tuning *tuning,
                    const float *weights, uint64_t number,
                    struct sw_context_score (*score)[SW_CONTEXT_KNOWS], struct sw_error *error);

#endif
