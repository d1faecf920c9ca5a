#include "agent/forecast_brain.h"

#include "agent/brain_private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Writes the rows of a forecaster's tensors, in the order of enum sw_forecast_tensor. Returns how
 * many. */
static uint32_t rows_of(const struct sw_forecast_senses *senses, uint32_t H,
                        struct sw_tensor_row out[SW_CONTEXT_TENSORS])
{
    uint32_t F = senses->fates;
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

    memcpy(out, rows, sizeof rows);
    return senses->facts > 0 ? SW_CONTEXT_TENSORS : SW_FORECAST_TENSORS;
}

int sw_forecast_brain_layout(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                             struct sw_error *error)
{
    struct sw_tensor_row rows[SW_CONTEXT_TENSORS];
    uint32_t count = rows_of(&shape->forecast, shape->hidden, rows);

    if (sw_brain_check("hidden", shape->hidden, 16, 256, SW_LANES, error) != 0)
        return -1;
    memset(layout, 0, sizeof *layout);
    layout->shape = *shape;
    for (uint32_t i = 0; i < count; i++)
        sw_brain_append(layout, rows[i]);
    return 0;
}

void sw_foresight_append(struct sw_brain_layout *layout)
{
    struct sw_tensor_row rows[SW_CONTEXT_TENSORS];
    uint32_t count = rows_of(&layout->shape.foresight, layout->shape.hidden, rows);

    for (uint32_t i = 0; i < count; i++) {
        char name[sizeof layout->tensor->name];

        snprintf(name, sizeof name, "forecast.%s", rows[i].name);
        rows[i].name = name;
        rows[i].group = SW_GROUP_FORECAST;
        sw_brain_append(layout, rows[i]);
    }
}

uint32_t sw_foresight_first(const struct sw_brain_layout *layout)
{
    return layout->shape.foresight.rows > 0 ? layout->tensors - SW_FORECAST_TENSORS
                                            : layout->tensors;
}

void sw_foresight_view(const struct sw_brain_layout *layout, struct sw_brain_layout *out)
{
    uint32_t first = sw_foresight_first(layout);

    *out = *layout;
    if (layout->shape.forecast.rows > 0)
        return;
    out->shape = (struct sw_brain_shape){.hidden = layout->shape.hidden,
                                         .forecast = layout->shape.foresight};
    out->tensors = layout->tensors - first;
    out->parameters = 0;
    memset(out->tensor, 0, sizeof out->tensor);
    for (uint32_t i = 0; i < out->tensors; i++) {
        out->tensor[i] = layout->tensor[first + i];
        out->parameters += out->tensor[i].rows * out->tensor[i].columns;
    }
}
