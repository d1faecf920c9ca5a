#include "forecast/lessons.h"

#include "agent/forecast_brain.h"
#include "selection/adam.h"

uint64_t sw_lesson_seed(uint64_t seed, enum sw_purpose purpose, uint64_t generation,
                        uint32_t island, uint32_t number)
{
    uint32_t block[4];

    sw_random_block(seed, purpose, generation, island, number, block);
    return (uint64_t)block[1] << 32 | block[0];
}

static void step_tensor(const struct sw_forecast_lessons *how, const struct sw_tensor *tensor,
                        const float *gradient, float *weights)
{
    uint32_t n = tensor->rows * tensor->stride;
    struct sw_adam adam = {how->rate * tensor->scale, 0.9f, 0.99f, *how->steps};
    float keep = 1.0f - how->fade * how->rate;
    float *back = how->back == NULL ? NULL : how->back + tensor->offset;

    for (uint32_t i = 0; i < n && back != NULL; i++)
        back[i] -= weights[i];
    sw_adam_step(&adam, gradient, weights, how->first + tensor->offset,
                 how->second + tensor->offset, n);
    for (uint32_t i = 0; i < n && back != NULL; i++) {
        back[i] = (back[i] + weights[i]) * keep;
        weights[i] *= keep;
    }
}

/* Whether a tensor is before the hidden layer, where only rule mirror comes. */
static bool reads(const struct sw_brain_layout *layout, uint32_t tensor)
{
    const struct sw_tensor *row = &layout->tensor[tensor];

    return row->group == SW_GROUP_SIGHT ||
           (row->group == SW_GROUP_FORECAST && tensor <= SW_FORECAST_BIAS);
}

void sw_lessons_step(const struct sw_brain_layout *layout, const struct sw_forecast_lessons *how,
                     const float *gradient, float *weights)
{
    ++*how->steps;
    for (uint32_t t = 0; t < layout->tensors; t++) {
        const struct sw_tensor *tensor = &layout->tensor[t];

        if ((how->learn & tensor->group) != 0 && (how->back != NULL || !reads(layout, t)))
            step_tensor(how, tensor, gradient + tensor->offset, weights + tensor->offset);
    }
}
