#include "selection/adam.h"

#include <math.h>

/* 1 - decay^step by squaring: no pow, whose last bit differs between C libraries. */
static float correction(float decay, uint64_t step)
{
    double power = 1.0, base = (double)decay;

    for (; step > 0; step >>= 1) {
        if (step & 1u)
            power *= base;
        base *= base;
    }
    return (float)(1.0 - power);
}

void sw_adam_step(const struct sw_adam *adam, const float *gradient, float *weights,
                  float *first_moment, float *second_moment, uint32_t n)
{
    float first_correction = 1.0f / correction(adam->first, adam->step);
    float second_correction = 1.0f / correction(adam->second, adam->step);

    for (uint32_t i = 0; i < n; i++) {
        float g = gradient[i];
        float m = adam->first * first_moment[i] + (1.0f - adam->first) * g;
        float v = adam->second * second_moment[i] + (1.0f - adam->second) * g * g;

        first_moment[i] = m;
        second_moment[i] = v;
        weights[i] += adam->rate * (m * first_correction) / (sqrtf(v * second_correction) + 1e-8f);
    }
}
