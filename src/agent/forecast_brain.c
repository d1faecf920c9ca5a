#include "agent/forecast_brain.h"

#include "agent/brain_private.h"

#include <math.h>
#include <string.h>

int sw_forecast_brain_layout(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                             struct sw_error *error)
{
    const struct sw_forecast_senses *senses = &shape->forecast;
    uint32_t H = shape->hidden, F = senses->fates;

    if (sw_brain_check("hidden", H, 16, 256, SW_LANES, error) != 0)
        return -1;
    memset(layout, 0, sizeof *layout);
    layout->shape = *shape;

    /* In the order of enum sw_forecast_tensor. */
    const struct sw_tensor_row rows[SW_CONTEXT_TENSORS] = {
        {"cell.table", SW_TENSOR_TABLE, SW_GROUP_SIGHT, senses->rows, H, 0.3f},
        {"verb.table", SW_TENSOR_TABLE, SW_GROUP_SIGHT, senses->verbs, H, 0.3f},
        {"cell.bias", SW_TENSOR_VECTOR, SW_GROUP_SIGHT, 1, H, 0.1f},
        {"fate.head", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, H, F, 1.0f / sqrtf((float)H)},
        {"verb.fate", SW_TENSOR_TABLE, SW_GROUP_THOUGHT, senses->verbs, F, 0.3f},
        {"fate.bias", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1, F, 0.1f},
        {"context.way", SW_TENSOR_TABLE, SW_GROUP_SIGHT, senses->slots * senses->facts, H, 0.1f},
        {"context.rate", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1, senses->facts, 0.1f},
    };
    uint32_t count = senses->facts > 0 ? SW_CONTEXT_TENSORS : SW_FORECAST_TENSORS;

    for (uint32_t i = 0; i < count; i++)
        sw_brain_append(layout, rows[i]);
    return 0;
}
