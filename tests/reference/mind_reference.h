/* mind_reference.h - the forward pass of brain.h for one network, one row, in plain double loops:
 * what the fast one is compared with. Experts are chosen by whoever is compared (near ties fall
 * either way), and their choice is checked here to be a largest. */
#ifndef SW_TESTS_REFERENCE_MIND_REFERENCE_H
#define SW_TESTS_REFERENCE_MIND_REFERENCE_H

#include "agent/brain.h"
#include "base/percept.h"

#include <check.h>
#include <math.h>
#include <string.h>

enum { PLAIN_WIDEST = 600 };

struct plain_mind {
    const struct sw_brain_layout *layout;
    const float *weights;
    double memory[256], hidden[256], thought[256], seen[512], heard[512];
    double image[256]; /* what hearing makes of words: it lies where the output of sight does */
};

static inline double plain_weight(const struct plain_mind *mind, uint32_t tensor, uint32_t row,
                                  uint32_t column)
{
    return (double)sw_tensor_row(mind->layout, mind->weights, tensor, row)[column];
}

/* y += x . W for a dense tensor; for a vector x is NULL. */
static inline void plain_add(const struct plain_mind *mind, uint32_t tensor, const double *x,
                             double *y)
{
    const struct sw_tensor *t = &mind->layout->tensor[tensor];

    for (uint32_t row = 0; row < t->rows; row++)
        for (uint32_t i = 0; i < t->columns; i++)
            y[i] += (x == NULL ? 1.0 : x[row]) * plain_weight(mind, tensor, row, i);
}

static inline void plain_tanh(double *x, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        x[i] = tanh(x[i]);
}

static inline void plain_begin(struct plain_mind *mind, const struct sw_brain_layout *layout,
                               const float *weights)
{
    memset(mind, 0, sizeof *mind);
    mind->layout = layout;
    mind->weights = weights;
}

static inline void plain_see(struct plain_mind *mind, const struct sw_percept *percept)
{
    uint32_t K = mind->layout->shape.features, H = mind->layout->shape.hidden;
    double pooled[128] = {0}, mean = 0, square = 0;

    for (uint32_t c = 0; c < percept->kinds; c++)
        for (uint32_t k = 0; k < K; k++) {
            double sum = 0;

            for (uint32_t l = 0; l < percept->rows[c]; l++)
                sum += plain_weight(mind, SW_SIGHT_TABLE,
                                    percept->row[c * SW_PERCEPT_ROWS_PER_CELL + l], k);
            sum = fmax(sum, 0);
            pooled[k] += 8 * sum * percept->count[c] / percept->cells;
            if (percept->changed[c])
                pooled[k] += 4 * sum * percept->count[c] / percept->changed_cells;
            pooled[K + k] = fmax(pooled[K + k], sum);
        }
    for (uint32_t i = 0; i < 2 * K; i++)
        mean += pooled[i] / (2 * K);
    for (uint32_t i = 0; i < 2 * K; i++)
        square += (pooled[i] - mean) * (pooled[i] - mean) / (2 * K);
    for (uint32_t i = 0; i < 2 * K; i++)
        pooled[i] = (pooled[i] - mean) / sqrt(square + 1e-5);
    memset(mind->hidden, 0, sizeof mind->hidden);
    memset(mind->seen, 0, sizeof mind->seen);
    plain_add(mind, SW_SIGHT_DENSE, pooled, mind->hidden);
    plain_add(mind, SW_SIGHT_BIAS, NULL, mind->hidden);
    plain_tanh(mind->hidden, H);
    plain_add(mind, percept->canvas_only ? SW_MEMORY_CANVAS : SW_MEMORY_SIGHT, mind->hidden,
              mind->seen);
}

static inline void plain_hear(struct plain_mind *mind, const uint8_t *tokens)
{
    uint32_t H = mind->layout->shape.hidden, V = mind->layout->shape.vocabulary;

    memset(mind->image, 0, sizeof mind->image);
    for (uint32_t l = 0; l < mind->layout->shape.length; l++)
        for (uint32_t i = 0; i < H; i++)
            mind->image[i] += plain_weight(mind, SW_HEARING_TABLE, l * V + tokens[l], i);
    plain_add(mind, SW_HEARING_BIAS, NULL, mind->image);
    plain_tanh(mind->image, H);
    memset(mind->heard, 0, sizeof mind->heard);
    plain_add(mind, SW_MEMORY_SIGHT, mind->image, mind->heard);
}

/* One tick; `expert` is the one to think with. */
static inline void plain_think(struct plain_mind *mind, uint16_t previous, uint8_t expert)
{
    uint32_t M = mind->layout->shape.memory, A = mind->layout->shape.edits;
    double gates[512] = {0}, scores[SW_EXPERTS_MAX] = {0};

    for (uint32_t i = 0; i < 2 * M; i++)
        gates[i] = mind->seen[i] + mind->heard[i] +
                   plain_weight(mind, SW_MEMORY_EDIT, previous < A ? previous : A, i);
    plain_add(mind, SW_MEMORY_RECURRENT, mind->memory, gates);
    plain_add(mind, SW_MEMORY_BIAS, NULL, gates);
    for (uint32_t i = 0; i < M; i++)
        mind->memory[i] += (tanh(gates[M + i]) - mind->memory[i]) / (1 + exp(-gates[i]));
    plain_add(mind, SW_ROUTER, mind->memory, scores);
    for (uint32_t k = 0; k < mind->layout->shape.experts; k++)
        ck_assert_msg(scores[expert] >= scores[k] - 1e-4, "expert %u thinks, %u is better", expert,
                      k);
    memset(mind->thought, 0, sizeof mind->thought);
    plain_add(mind, SW_THOUGHT + 2u * expert, mind->memory, mind->thought);
    plain_add(mind, SW_THOUGHT + 2u * expert + 1, NULL, mind->thought);
    for (uint32_t i = 0; i < M; i++)
        mind->thought[i] = mind->memory[i] + tanh(mind->thought[i]);
}

/* The expert that the router would choose if this were the next tick: for thought that nobody
 * watches. */
static inline uint8_t plain_route(const struct plain_mind *mind, uint16_t previous)
{
    uint32_t M = mind->layout->shape.memory, A = mind->layout->shape.edits;
    double gates[512] = {0}, memory[256], scores[SW_EXPERTS_MAX] = {0};
    uint8_t best = 0;

    for (uint32_t i = 0; i < 2 * M; i++)
        gates[i] = mind->seen[i] + mind->heard[i] +
                   plain_weight(mind, SW_MEMORY_EDIT, previous < A ? previous : A, i);
    plain_add(mind, SW_MEMORY_RECURRENT, mind->memory, gates);
    plain_add(mind, SW_MEMORY_BIAS, NULL, gates);
    for (uint32_t i = 0; i < M; i++)
        memory[i] = mind->memory[i] + (tanh(gates[M + i]) - mind->memory[i]) / (1 + exp(-gates[i]));
    plain_add(mind, SW_ROUTER, memory, scores);
    for (uint8_t k = 1; k < mind->layout->shape.experts; k++)
        if (scores[k] > scores[best])
            best = k;
    return best;
}

static inline void plain_edit(const struct plain_mind *mind, double *logits)
{
    memset(logits, 0, mind->layout->shape.edits * sizeof *logits);
    plain_add(mind, SW_EDIT_HEAD, mind->thought, logits);
    plain_add(mind, SW_EDIT_BIAS, NULL, logits);
}

/* The scores of all words at all places of an utterance: words[L * V]. */
static inline void plain_speak(const struct plain_mind *listened, double *words)
{
    const struct sw_brain_shape *shape = &listened->layout->shape;
    struct plain_mind mind = *listened;
    double input[12 * 255] = {0}, hidden[256] = {0};
    uint16_t previous = 0;
    bool over = false;

    if (shape->source == SW_SPEECH_HIDDEN) {
        memcpy(input, mind.hidden, shape->hidden * sizeof *input);
        memcpy(input + shape->hidden, mind.memory, shape->memory * sizeof *input);
    }
    for (uint32_t tick = 0; shape->source == SW_SPEECH_DECISION && tick < shape->decision_ticks;
         tick++) {
        double *at = input + tick * shape->edits, sum = 0;

        if (tick > 0)
            plain_think(&mind, previous, plain_route(&mind, previous));
        if (over)
            break;
        plain_edit(&mind, at);
        for (uint32_t i = previous = 0; i < shape->edits; i++)
            if (at[i] > at[previous])
                previous = (uint16_t)i;
        for (uint32_t i = 0; i < shape->edits; i++)
            sum += at[i] = exp(at[i]);
        for (uint32_t i = 0; i < shape->edits; i++)
            at[i] /= sum;
        over = previous == 0;
    }
    plain_add(&mind, SW_SPEECH_DENSE, input, hidden);
    plain_add(&mind, SW_SPEECH_BIAS, NULL, hidden);
    plain_tanh(hidden, shape->hidden);
    memset(words, 0, shape->length * shape->vocabulary * sizeof *words);
    plain_add(&mind, SW_SPEECH_HEAD, hidden, words);
    plain_add(&mind, SW_SPEECH_HEAD_BIAS, NULL, words);
}

#endif
