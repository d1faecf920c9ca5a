#include "selection/pull.h"

#include <stddef.h>

void sw_pull(float strength, const float *anchor, const float *importance, float *weights,
             uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        float s = importance != NULL ? strength * importance[i] : strength;

        weights[i] += s / (1.0f + s) * (anchor[i] - weights[i]);
    }
}

double sw_importance_sum(float scale, const float *squares, uint32_t n, uint64_t *moved)
{
    double sum = 0;

    for (uint32_t i = 0; i < n; i++) {
        sum += (double)squares[i] * (double)scale * (double)scale;
        *moved += squares[i] > 0.0f;
    }
    return sum;
}

void sw_importance_add(float scale, double factor, const float *squares, float *importance,
                       uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        importance[i] += (float)(factor * (double)squares[i] * (double)scale * (double)scale);
}
