#include "agent/brain.h"

#include "agent/body_brain.h"
#include "agent/brain_private.h"
#include "agent/eyes.h"
#include "agent/forecast_brain.h"
#include "agent/growth.h"
#include "agent/logarithm.h"
#include "base/random.h"
#include "lang/utterance.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SPEECH(id, ...) [id] = {__VA_ARGS__},

static const struct sw_speech speeches[SW_SPEECH_SOURCES] = {SW_SPEECH_ROWS(SPEECH, SPEECH)};

const struct sw_speech *sw_speech_row(enum sw_speech_source source)
{
    return (unsigned)source < SW_SPEECH_SOURCES ? &speeches[source] : NULL;
}

void sw_brain_append(struct sw_brain_layout *layout, struct sw_tensor_row row)
{
    struct sw_tensor *tensor = &layout->tensor[layout->tensors++];

    snprintf(tensor->name, sizeof tensor->name, "%s", row.name);
    tensor->kind = row.kind;
    tensor->group = row.group;
    tensor->rows = row.rows;
    tensor->columns = row.columns;
    tensor->stride = (row.columns + SW_LANES - 1) / SW_LANES * SW_LANES;
    tensor->offset = layout->floats;
    tensor->scale = row.scale;
    layout->floats += tensor->rows * tensor->stride;
    layout->parameters += tensor->rows * tensor->columns;
    tensor->noise_row = layout->noise;
    if (row.kind != SW_TENSOR_VECTOR)
        layout->noise += (tensor->rows + SW_LANES - 1) / SW_LANES * SW_LANES;
    tensor->noise_column = layout->noise;
    layout->noise += tensor->stride;
}

int sw_brain_check(const char *what, uint32_t value, uint32_t low, uint32_t high, uint32_t multiple,
                   struct sw_error *error)
{
    if (value >= low && value <= high && value % multiple == 0)
        return 0;
    if (multiple > 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "agent: %s is %u; it must be a multiple of %u from %u to %u", what, value,
                       multiple, low, high);
    return sw_fail(error, SW_EXIT_USAGE, "agent: %s is %u; it must be from %u to %u", what, value,
                   low, high);
}

/* All groups: whatever a phase evolves, a plain vector does. */
static int lay_out_vector(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                          struct sw_error *error)
{
    if (sw_brain_check("vector", shape->vector, 1, SW_BRAIN_VECTOR_MAX, 1, error) != 0)
        return -1;
    memset(layout, 0, sizeof *layout);
    layout->shape = *shape;
    sw_brain_append(layout, (struct sw_tensor_row){"vector", SW_TENSOR_VECTOR, SW_GROUP_ALL, 1,
                                                   shape->vector, shape->high - shape->low});
    return 0;
}

static int lay_out_network(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                           struct sw_error *error)
{
    uint32_t K = shape->features, H = shape->hidden, M = shape->memory, A = shape->edits;
    uint32_t words = shape->length * shape->vocabulary;
    uint32_t spoken_from = shape->source == SW_SPEECH_HIDDEN ? H + M : shape->decision_ticks * A;

    if (sw_brain_check("experts", shape->experts, 1, SW_EXPERTS_MAX, 1, error) ||
        sw_brain_check("features", K / sw_eyes_count(shape), 16, SW_FEATURES_MAX, SW_LANES,
                       error) ||
        sw_brain_check("features of all eyes", K, 16, 256, SW_LANES, error) ||
        sw_brain_check("hidden", H, 16, 256, SW_LANES, error) ||
        sw_brain_check("memory", M, 16, 256, SW_LANES, error) ||
        sw_brain_check("edit tokens", A, 2, SW_BRAIN_EDITS_MAX, 1, error) ||
        sw_brain_check("vocabulary", shape->vocabulary, 2, SW_VOCABULARY_MAX, 1, error) ||
        sw_brain_check("utterance length", shape->length, 1, SW_UTTERANCE_MAX, 1, error) ||
        sw_brain_check("sight rows", shape->sight_rows, 1, 4096, 1, error) ||
        sw_brain_check("decision ticks", shape->decision_ticks, 1, 12, 1, error))
        return -1;
    memset(layout, 0, sizeof *layout);
    layout->shape = *shape;

    if (shape->prototypes > 0 && (H % shape->experts != 0 || M % shape->experts != 0))
        return sw_fail(error, SW_EXIT_USAGE,
                       "a brain that grows has a part of its hidden units and of its memory for "
                       "each expert, and %u and %u are not multiples of %u experts",
                       H, M, shape->experts);
    const struct sw_tensor_row route =
        shape->prototypes > 0
            ? (struct sw_tensor_row){shape->own_eyes ? "gate.eyes" : "gate",
                                     SW_TENSOR_TABLE,
                                     SW_GROUP_THOUGHT,
                                     shape->experts * shape->prototypes,
                                     M / shape->experts,
                                     0.1f}
            : (struct sw_tensor_row){"router", SW_TENSOR_DENSE, SW_GROUP_THOUGHT,
                                     M,        shape->experts,  1.0f / sqrtf((float)M)};

    /* In the order of enum sw_tensor_id. */
    const struct sw_tensor_row rows[] = {
        {"sight.table", SW_TENSOR_TABLE, SW_GROUP_SIGHT, shape->sight_rows, K, 0.3f},
        {"sight.dense", SW_TENSOR_DENSE, SW_GROUP_SIGHT, 2 * K, H, 1.2f / sqrtf((float)(2 * K))},
        {"sight.bias", SW_TENSOR_VECTOR, SW_GROUP_SIGHT, 1, H, 0.1f},
        {"hearing.table", SW_TENSOR_TABLE, SW_GROUP_HEARING, words, H,
         1.0f / sqrtf((float)shape->length)},
        {"hearing.bias", SW_TENSOR_VECTOR, SW_GROUP_HEARING, 1, H, 0.1f},
        {"memory.sight", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, H, 2 * M, 1.2f / sqrtf((float)H)},
        {"memory.canvas", SW_TENSOR_DENSE, SW_GROUP_HEARING, H, 2 * M, 1.2f / sqrtf((float)H)},
        {"memory.edit", SW_TENSOR_TABLE, SW_GROUP_THOUGHT, A + 1, 2 * M, 0.5f},
        {"memory.recurrent", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, M, 2 * M, 1.0f / sqrtf((float)M)},
        {"memory.bias", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1, 2 * M, 0.1f},
        route,
        {"edit.head", SW_TENSOR_DENSE, SW_GROUP_THOUGHT, M, A, 1.0f / sqrtf((float)M)},
        {"edit.bias", SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1, A, 0.1f},
        {"speech.dense", SW_TENSOR_DENSE, SW_GROUP_SPEECH, spoken_from, H,
         shape->source == SW_SPEECH_HIDDEN ? 1.2f / sqrtf((float)(H + M)) : 0.8f},
        {"speech.bias", SW_TENSOR_VECTOR, SW_GROUP_SPEECH, 1, H, 0.1f},
        {"speech.head", SW_TENSOR_DENSE, SW_GROUP_SPEECH, H, words, 1.0f / sqrtf((float)H)},
        {"speech.head.bias", SW_TENSOR_VECTOR, SW_GROUP_SPEECH, 1, words, 0.1f},
    };

    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++)
        sw_brain_append(layout, rows[i]);
    for (uint32_t k = 0; k < shape->experts; k++) {
        char name[24];

        snprintf(name, sizeof name, "thought.%u", k);
        sw_brain_append(layout, (struct sw_tensor_row){name, SW_TENSOR_DENSE, SW_GROUP_THOUGHT, M,
                                                       M, 1.0f / sqrtf((float)M)});
        snprintf(name, sizeof name, "thought.%u.bias", k);
        sw_brain_append(
            layout, (struct sw_tensor_row){name, SW_TENSOR_VECTOR, SW_GROUP_THOUGHT, 1, M, 0.1f});
    }
    if (shape->foresight.rows > 0)
        sw_foresight_append(layout);
    return 0;
}

int sw_brain_layout(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                    struct sw_error *error)
{
    if (shape->body.rows > 0)
        return sw_body_brain_layout(shape, layout, error);
    if (shape->forecast.rows > 0)
        return sw_forecast_brain_layout(shape, layout, error);
    return shape->vector > 0 ? lay_out_vector(shape, layout, error)
                             : lay_out_network(shape, layout, error);
}

static void found_vector(const struct sw_brain_shape *shape, uint64_t seed, uint32_t island,
                         float *weights)
{
    uint32_t block[4];

    for (uint32_t i = 0; i < shape->vector; i++) {
        if (i % 4 == 0)
            sw_random_block(seed, SW_RANDOM_FOUNDER, island, 0, i / 4, block);
        weights[i] =
            shape->low + (shape->high - shape->low) * ((float)(block[i % 4] >> 8) * 0x1p-24f);
    }
}

/* How loud a founder hears. With loud random words every unknown message would call forth confident
 * wrong edits, and evolution's first find would be a speaker that always says the same. */
#define FOUNDER_HEARING 0.05f

/* Gates of memory that stay closed for 1 to `retention` ticks, unit by unit, and that a meal opens
 * half (chrono initialisation: Tallec & Ollivier 2018; theirs draws the times, ours are even). */
static void found_retention(const struct sw_brain_layout *layout, float *weights)
{
    uint32_t units = layout->shape.memory, eaten = layout->shape.body.eaten;
    const struct sw_tensor *event = &layout->tensor[SW_BODY_MEMORY_EVENT];
    float *bias = weights + layout->tensor[SW_BODY_MEMORY_BIAS].offset;

    for (uint32_t unit = 0; unit < units; unit++) {
        float ticks = 1 + (layout->shape.retention - 1) * (float)unit / (float)(units - 1);
        float closed = sw_logarithm(ticks);

        bias[unit] -= closed;
        for (uint32_t row = eaten; row < event->rows; row++)
            weights[event->offset + (uint64_t)row * event->stride + unit] += closed;
    }
}

/* A canvas alone says nothing of the law: memory.canvas starts at zero, or it would be noise to
 * every listener. */
void sw_brain_founder(const struct sw_brain_layout *layout, uint64_t seed, uint32_t island,
                      float *weights)
{
    /* Whether it has the tensors of enum sw_tensor_id. */
    bool solves = layout->shape.body.rows == 0 && layout->shape.forecast.rows == 0;

    memset(weights, 0, layout->floats * sizeof *weights);
    if (layout->shape.vector > 0)
        found_vector(&layout->shape, seed, island, weights);
    for (uint32_t t = 0; t < layout->tensors; t++) {
        const struct sw_tensor *tensor = &layout->tensor[t];

        if (tensor->kind == SW_TENSOR_VECTOR || (solves && t == SW_MEMORY_CANVAS))
            continue;
        for (uint32_t row = 0; row < tensor->rows; row++) {
            float *at = weights + tensor->offset + (uint64_t)row * tensor->stride;

            /* 128 blocks of four values hold the widest row. */
            sw_random_noise(seed, SW_RANDOM_FOUNDER, island, t, row * 128, at, tensor->columns);
            for (uint32_t i = 0; i < tensor->columns; i++)
                at[i] *= solves && t == SW_HEARING_TABLE ? FOUNDER_HEARING * tensor->scale
                                                         : tensor->scale;
        }
    }
    sw_growth_prune(layout, weights);
    if (layout->shape.body.rows > 0 && layout->shape.retention > 1)
        found_retention(layout, weights);
}
