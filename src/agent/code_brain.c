#include "agent/code_brain.h"

#include "agent/brain_private.h"
#include "base/random.h"

#include <math.h>
#include <string.h>

uint32_t sw_code_inputs(const struct sw_code_shape *shape)
{
    switch (shape->form) {
    case SW_CODE_TOKENS:
        return shape->length * shape->vocabulary;
    case SW_CODE_VECTOR:
        return shape->numbers;
    default:
        return 1;
    }
}

static int check(const struct sw_code_shape *shape, struct sw_error *error)
{
    if (sw_brain_check("features", shape->features, 16, 64, SW_LANES, error) != 0 ||
        sw_brain_check("hidden", shape->hidden, 16, 256, SW_LANES, error) != 0)
        return -1;
    if (shape->form == SW_CODE_VECTOR)
        return sw_brain_check("numbers", shape->numbers, 1, SW_CODE_NUMBERS_MAX, 1, error);
    if (shape->form == SW_CODE_SILENCE)
        return 0;
    if (sw_brain_check("length", shape->length, 1, SW_CODE_TOKENS_MAX, 1, error) != 0)
        return -1;
    return sw_brain_check("vocabulary", shape->vocabulary, 2,
                          shape->length == 1 ? 256 : SW_COLUMNS_MAX / shape->length, 1, error);
}

int sw_code_brain_layout(const struct sw_code_shape *shape, struct sw_brain_layout *layout,
                         struct sw_error *error)
{
    uint32_t N = sw_code_inputs(shape), K = shape->features, H = shape->hidden, F = shape->fates;

    if (check(shape, error) != 0)
        return -1;
    memset(layout, 0, sizeof *layout);
    layout->shape.features = K;
    layout->shape.hidden = H;

    /* In the order of enum sw_code_tensor. */
    const struct sw_tensor_row rows[SW_CODE_TENSORS] = {
        {"sight.table", SW_TENSOR_TABLE, SW_GROUP_SPEECH, shape->sight_rows, K, 0.3f},
        {"say", SW_TENSOR_DENSE, SW_GROUP_SPEECH, 2 * K, N, 1.0f / sqrtf((float)(2 * K))},
        {"say.bias", SW_TENSOR_VECTOR, SW_GROUP_SPEECH, 1, N, 0.1f},
        {"cell.table", SW_TENSOR_TABLE, SW_GROUP_HEARING, shape->cell_rows, H, 0.3f},
        {"hear", SW_TENSOR_DENSE, SW_GROUP_HEARING, N, H, 0.3f},
        {"cell.bias", SW_TENSOR_VECTOR, SW_GROUP_HEARING, 1, H, 0.1f},
        {"fate.head", SW_TENSOR_DENSE, SW_GROUP_HEARING, H, F, 1.0f / sqrtf((float)H)},
        {"hear.fate", SW_TENSOR_DENSE, SW_GROUP_HEARING, N, F, 0.3f},
        {"fate.bias", SW_TENSOR_VECTOR, SW_GROUP_HEARING, 1, F, 0.1f},
    };

    for (uint32_t i = 0; i < SW_CODE_TENSORS; i++)
        sw_brain_append(layout, rows[i]);
    return 0;
}

/* Rows are 128 blocks of four values apart: they hold the widest. */
void sw_code_brain_founder(const struct sw_brain_layout *layout, uint64_t seed, float *weights)
{
    memset(weights, 0, layout->floats * sizeof *weights);
    for (uint32_t t = 0; t < layout->tensors; t++) {
        const struct sw_tensor *tensor = &layout->tensor[t];

        for (uint32_t row = 0; row < tensor->rows && tensor->kind != SW_TENSOR_VECTOR; row++) {
            float *at = weights + tensor->offset + (size_t)row * tensor->stride;

            sw_random_noise(seed, SW_RANDOM_CODE_FOUNDER, 0, t, row * 128, at, tensor->columns);
            for (uint32_t i = 0; i < tensor->columns; i++)
                at[i] *= tensor->scale;
        }
    }
}
