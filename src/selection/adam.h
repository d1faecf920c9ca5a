/* adam.h - the step that recombination takes: Adam (Kingma and Ba 2015) on plain arrays. Local. */
#ifndef SW_SELECTION_ADAM_H
#define SW_SELECTION_ADAM_H

#include <stdint.h>

struct sw_adam {
    float rate;          /* length of a step, in units of the weights */
    float first, second; /* decay of the moments: 0.9, 0.99 */
    uint64_t step;       /* 1 for the first step */
};

/* weights += rate * m / (sqrt(v) + 1e-8), moments corrected for their start; the gradient points
 * uphill. Arrays of n floats; float arithmetic in index order, so the same bits everywhere. */
void sw_adam_step(const struct sw_adam *adam, const float *gradient, float *weights,
                  float *first_moment, float *second_moment, uint32_t n);

#endif
