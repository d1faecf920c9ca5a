/* lessons.h - how a parent that forecasts learns: seeds of its lessons, and one step of its
 * weights. Local. */
#ifndef SW_FORECAST_LESSONS_H
#define SW_FORECAST_LESSONS_H

#include "agent/brain.h"
#include "base/random.h"

/* How a parent learns, and what it remembers of learning. */
struct sw_forecast_lessons {
    uint32_t episodes, step; /* how many, and after how many the weights move */
    uint8_t learn;           /* groups of tensors that move */
    float rate, fade;        /* as in learning.rate and learning.fade */
    uint64_t *steps;
    float *first, *second; /* [floats] moments of Adam */
    float *back;           /* [floats] the way back, moved along; NULL by rule delta */
};

/* The seed of an episode of lives, or of a lesson. */
uint64_t sw_lesson_seed(uint64_t seed, enum sw_purpose purpose, uint64_t generation,
                        uint32_t island, uint32_t number);

/* One step of all tensors that learn: of Adam, uphill. The way back takes the same step, and both
 * fade. gradient, weights: [layout->floats]. */
void sw_lessons_step(const struct sw_brain_layout *layout, const struct sw_forecast_lessons *how,
                     const float *gradient, float *weights);

#endif
