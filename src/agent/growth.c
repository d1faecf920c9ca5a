#include "agent/growth.h"

#include "agent/eyes.h"

#include <string.h>

/* Of its way to what was met that the nearest prototype goes. */
#define PROTOTYPE_RATE 0.05f

/* The block of a unit out of n. */
static uint32_t block_of(const struct sw_brain_shape *shape, uint32_t unit, uint32_t n)
{
    return unit / (n / shape->experts);
}

/* A weight between blocks: later ones read earlier ones and not the other way round. */
static uint8_t owner_between(uint32_t from, uint32_t to)
{
    return from <= to ? (uint8_t)to : SW_OWNER_NOBODY;
}

static uint8_t owner_of_thought(const struct sw_brain_shape *shape, const struct sw_tensor *tensor,
                                uint32_t expert, uint32_t row, uint32_t column)
{
    uint32_t to = block_of(shape, column, shape->memory);
    uint32_t from = tensor->kind == SW_TENSOR_VECTOR ? to : block_of(shape, row, shape->memory);

    return to == expert ? owner_between(from, to) : SW_OWNER_NOBODY;
}

/* Speech from the hidden layer reads what belongs to expert 0. */
static uint8_t owner_of_speech(const struct sw_brain_shape *shape, uint32_t row)
{
    uint32_t H = shape->hidden, M = shape->memory;

    if (shape->source != SW_SPEECH_HIDDEN)
        return 0;
    return (row < H ? block_of(shape, row, H) : block_of(shape, row - H, M)) == 0 ? 0
                                                                                  : SW_OWNER_NOBODY;
}

static uint8_t owner_of(const struct sw_brain_layout *layout, uint32_t t, uint32_t row,
                        uint32_t column)
{
    const struct sw_brain_shape *shape = &layout->shape;
    uint32_t H = shape->hidden, M = shape->memory;

    switch (t) {
    case SW_SIGHT_TABLE:
        return (uint8_t)sw_eyes_of(shape, column);
    case SW_SIGHT_DENSE:
        return owner_between(sw_eyes_of(shape, row), block_of(shape, column, H));
    case SW_SIGHT_BIAS:
    case SW_HEARING_TABLE:
    case SW_HEARING_BIAS:
        return (uint8_t)block_of(shape, column, H);
    case SW_MEMORY_SIGHT:
    case SW_MEMORY_CANVAS:
        return owner_between(block_of(shape, row, H), block_of(shape, column % M, M));
    case SW_MEMORY_RECURRENT:
        return owner_between(block_of(shape, row, M), block_of(shape, column % M, M));
    case SW_MEMORY_EDIT:
    case SW_MEMORY_BIAS:
        return (uint8_t)block_of(shape, column % M, M);
    case SW_EDIT_HEAD:
        return (uint8_t)block_of(shape, row, M);
    case SW_ROUTER:
    case SW_EDIT_BIAS: /* of one expert it would speak for all */
        return SW_OWNER_NOBODY;
    case SW_SPEECH_DENSE:
        return owner_of_speech(shape, row);
    default:
        return t < SW_THOUGHT
                   ? 0
                   : owner_of_thought(shape, &layout->tensor[t], (t - SW_THOUGHT) / 2, row, column);
    }
}

void sw_growth_owners(const struct sw_brain_layout *layout, uint8_t *owner)
{
    bool grows = sw_growth_is(&layout->shape);

    memset(owner, grows ? SW_OWNER_NOBODY : SW_OWNER_ALL, layout->floats);
    for (uint32_t t = 0; t < layout->tensors && grows; t++) {
        const struct sw_tensor *tensor = &layout->tensor[t];

        for (uint32_t row = 0; row < tensor->rows; row++)
            for (uint32_t i = 0; i < tensor->columns; i++)
                owner[tensor->offset + (size_t)row * tensor->stride + i] =
                    owner_of(layout, t, row, i);
    }
}

void sw_growth_prune(const struct sw_brain_layout *layout, float *weights)
{
    for (uint32_t t = 0; t < layout->tensors && sw_growth_is(&layout->shape); t++) {
        const struct sw_tensor *tensor = &layout->tensor[t];

        for (uint32_t row = 0; row < tensor->rows; row++)
            for (uint32_t i = 0; i < tensor->columns; i++)
                if (owner_of(layout, t, row, i) == SW_OWNER_NOBODY)
                    weights[tensor->offset + (size_t)row * tensor->stride + i] = 0.0f;
    }
}

/* What is free of a tensor is a set of rows times a set of columns, and so is noise: a row or a
 * column in which nothing is free gets none. */
static void silence_tensor(const struct sw_tensor *tensor, const uint8_t *owner, uint8_t expert,
                           float *pair)
{
    bool free_column[SW_BRAIN_EDITS_MAX] = {false};

    for (uint32_t row = 0; row < tensor->rows; row++) {
        const uint8_t *at = owner + tensor->offset + (size_t)row * tensor->stride;
        bool free_row = false;

        for (uint32_t i = 0; i < tensor->columns; i++)
            if (!sw_growth_holds(at[i], expert))
                free_row = free_column[i] = true;
        if (!free_row && tensor->kind != SW_TENSOR_VECTOR)
            pair[tensor->noise_row + row] = 0.0f;
    }
    for (uint32_t i = 0; i < tensor->columns; i++)
        if (!free_column[i])
            pair[tensor->noise_column + i] = 0.0f;
}

void sw_growth_silence(const uint8_t *owner, uint8_t expert, struct sw_noise *noise)
{
    const struct sw_tensor *table = &noise->layout->tensor[SW_SIGHT_TABLE];

    for (uint32_t p = 0; p < SW_NOISE_PAIRS; p++) {
        float *pair = noise->pair + (size_t)p * noise->layout->noise;

        for (uint32_t t = 0; t < noise->layout->tensors; t++)
            if (sw_noise_moves(noise, &noise->layout->tensor[t]))
                silence_tensor(&noise->layout->tensor[t], owner, expert, pair);
        for (uint32_t row = 0; row < table->rows && sw_noise_moves(noise, table); row++)
            noise->sight[row * SW_NOISE_PAIRS + p] = pair[table->noise_row + row];
    }
}

/* ---- the gate ---- */

static bool empty(const float *prototype, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (prototype[i] != 0.0f)
            return false;
    return true;
}

static float distance(const float *prototype, const float *memory, uint32_t n)
{
    float sum = 0;

    for (uint32_t i = 0; i < n; i++)
        sum += (prototype[i] - memory[i]) * (prototype[i] - memory[i]);
    return sum;
}

uint32_t sw_growth_open(const struct sw_brain_layout *layout, const float *weights)
{
    const struct sw_brain_shape *shape = &layout->shape;
    uint32_t open = 0;

    for (uint32_t k = 0; k < shape->experts && sw_growth_is(shape); k++)
        if (!empty(sw_tensor_row(layout, weights, SW_ROUTER, k * shape->prototypes),
                   sw_growth_units(shape)))
            open |= 1u << k;
    return open;
}

/* The nearest prototype of an expert that is in use, and how near; NULL: it has none. */
static const float *nearest(const struct sw_brain_layout *layout, const float *weights,
                            uint32_t expert, const float *memory, float *best)
{
    const struct sw_brain_shape *shape = &layout->shape;
    uint32_t n = sw_growth_units(shape);
    const float *found = NULL;

    for (uint32_t p = 0; p < shape->prototypes; p++) {
        const float *at = sw_tensor_row(layout, weights, SW_ROUTER, expert * shape->prototypes + p);
        float here;

        if (empty(at, n))
            break;
        here = distance(at, memory, n);
        if (found == NULL || here < *best) {
            found = at;
            *best = here;
        }
    }
    return found;
}

uint8_t sw_growth_choose(const struct sw_brain_layout *layout, const float *weights, uint32_t open,
                         const float *memory)
{
    float best = 0, here = 0;
    bool any = false;
    uint8_t chosen = 0;

    for (uint32_t k = 0; k < layout->shape.experts; k++) {
        if (!(open >> k & 1u) || nearest(layout, weights, k, memory, &here) == NULL)
            continue;
        if (!any || here < best) {
            any = true;
            best = here;
            chosen = (uint8_t)k;
        }
    }
    return chosen;
}

/* The first prototype of an expert that is not in use; NULL: all are. */
static float *spare(const struct sw_brain_layout *layout, uint32_t expert, float *weights)
{
    const struct sw_brain_shape *shape = &layout->shape;
    const struct sw_tensor *gate = &layout->tensor[SW_ROUTER];

    for (uint32_t p = 0; p < shape->prototypes; p++) {
        float *at =
            weights + gate->offset + (size_t)(expert * shape->prototypes + p) * gate->stride;

        if (empty(at, sw_growth_units(shape)))
            return at;
    }
    return NULL;
}

void sw_growth_forget(const struct sw_brain_layout *layout, uint8_t expert, float *weights)
{
    const struct sw_tensor *gate = &layout->tensor[SW_ROUTER];
    uint32_t rows = layout->shape.prototypes;

    memset(weights + gate->offset + (size_t)expert * rows * gate->stride, 0,
           (size_t)rows * gate->stride * sizeof *weights);
}

void sw_growth_meet(const struct sw_brain_layout *layout, uint8_t expert, const float *memory,
                    float *weights)
{
    uint32_t n = sw_growth_units(&layout->shape);
    float *at = spare(layout, expert, weights), best = 0;
    float rate = at != NULL ? 1.0f : PROTOTYPE_RATE;

    if (at == NULL)
        at = weights + (nearest(layout, weights, expert, memory, &best) - weights);
    for (uint32_t i = 0; i < n; i++)
        at[i] += rate * (memory[i] - at[i]);
}

void sw_growth_keep_own(const struct sw_brain_shape *shape, uint8_t expert, float *thought)
{
    uint32_t n = sw_growth_units(shape), first = expert * n;

    memset(thought, 0, first * sizeof *thought);
    memset(thought + first + n, 0, (shape->memory - first - n) * sizeof *thought);
}
