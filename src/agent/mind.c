#include "agent/eyes.h"
#include "agent/growth.h"
#include "agent/mind_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool sw_mind_evolves(const struct sw_mind *mind, uint32_t tensor)
{
    return mind->noise != NULL && sw_noise_moves(mind->noise, &mind->layout->tensor[tensor]);
}

static const float *weights_of(const struct sw_mind *mind, uint32_t tensor)
{
    return mind->weights + mind->layout->tensor[tensor].offset;
}

static const float *noise_of(const struct sw_mind *mind, uint32_t row)
{
    return mind->noise->pair + (size_t)(row / 2) * mind->layout->noise;
}

/* sign * strength * scale of a row's mutation of a tensor. */
static float step_of(const struct sw_mind *mind, uint32_t tensor, uint32_t row)
{
    float step = mind->noise->strength * mind->layout->tensor[tensor].scale;

    return row % 2 == 0 ? step : -step;
}

static void copy_row_to_all(float *rows, uint32_t n)
{
    for (uint32_t row = 1; row < SW_TILE; row++)
        memcpy(rows + (size_t)row * n, rows, n * sizeof *rows);
}

bool sw_mind_dense(struct sw_mind *mind, uint32_t tensor, uint32_t bias, const float *x,
                   uint32_t x_stride, bool x_shared, float *y)
{
    const struct sw_tensor *t = &mind->layout->tensor[tensor];
    const float *added = bias == SW_TENSORS_MAX ? NULL : weights_of(mind, bias);
    bool lifted = added != NULL && sw_mind_evolves(mind, bias);
    uint32_t n = t->stride;

    if (x_shared)
        mind->kernel.row_product(x, weights_of(mind, tensor), t->rows, n, y);
    else
        mind->kernel.product(x, x_stride, weights_of(mind, tensor), t->rows, n, y);
    if (x_shared && (lifted || sw_mind_evolves(mind, tensor)))
        copy_row_to_all(y, n);
    if (!sw_mind_evolves(mind, tensor)) {
        x_shared = x_shared && !lifted;
        for (uint32_t row = 0; row < (x_shared ? 1u : SW_TILE) && added != NULL; row++) {
            mind->kernel.add_scaled(y + (size_t)row * n, added, 1.0f, n);
            if (lifted)
                mind->kernel.add_scaled(y + (size_t)row * n,
                                        noise_of(mind, row) +
                                            mind->layout->tensor[bias].noise_column,
                                        step_of(mind, bias, row), n);
        }
        return x_shared;
    }
    for (uint32_t row = 0; row < SW_TILE; row++) {
        const float *noise = noise_of(mind, row);
        const float *at = x + (x_shared ? 0 : (size_t)row * x_stride);
        float c = step_of(mind, tensor, row) *
                  mind->kernel.dot(at, noise + t->noise_row, (t->rows + 15) / 16 * 16);

        if (added == NULL)
            mind->kernel.add_scaled(y + (size_t)row * n, noise + t->noise_column, c, n);
        else
            mind->kernel.add_two(y + (size_t)row * n, noise + t->noise_column, c,
                                 noise + mind->layout->tensor[bias].noise_column,
                                 step_of(mind, bias, row), added, n);
    }
    return false;
}

/* y[row] += table[entry] (or the bias), with the row's mutation. */
static void look_up(struct sw_mind *mind, uint32_t tensor, uint32_t entry, uint32_t row, float *y)
{
    const struct sw_tensor *t = &mind->layout->tensor[tensor];

    mind->kernel.add_scaled(y, weights_of(mind, tensor) + (size_t)entry * t->stride, 1.0f,
                            t->stride);
    if (sw_mind_evolves(mind, tensor)) {
        const float *noise = noise_of(mind, row);
        float factor = t->kind == SW_TENSOR_VECTOR ? 1.0f : noise[t->noise_row + entry];

        mind->kernel.add_scaled(y, noise + t->noise_column, step_of(mind, tensor, row) * factor,
                                t->stride);
    }
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

struct sw_mind *sw_mind_create(const struct sw_brain_layout *layout, const char *kernel,
                               struct sw_error *error)
{
    const struct sw_brain_shape *shape = &layout->shape;
    uint32_t M = shape->memory, A = layout->tensor[SW_EDIT_HEAD].stride;
    uint32_t decision = (shape->decision_ticks * shape->edits + 15) / 16 * 16;
    uint32_t widest =
        larger(larger(2 * shape->features, 2 * M),
               larger(larger(shape->hidden, A), layout->tensor[SW_SPEECH_HEAD].stride));
    size_t floats =
        (size_t)SW_TILE * (M + 2 * M + 2 * M + M + shape->hidden + M + 2 * decision + 5 * widest);
    struct sw_mind *mind;
    float *at;

    mind = sw_allocate(1, sizeof *mind, "making a mind", error);
    at = sw_allocate_floats(floats, "making a mind", error);
    if (mind == NULL || at == NULL) {
        free(mind);
        free(at);
        return NULL;
    }
    mind->layout = layout;
    mind->only = SW_EXPERT_CHOSEN;
    if (sw_kernel_find(kernel, &mind->kernel) != 0) {
        sw_fail(error, SW_EXIT_USAGE, "there is no kernel \"%s\"; use blas or portable", kernel);
        free(at);
        free(mind);
        return NULL;
    }
    mind->memory = at, at += SW_TILE * M;
    mind->sight_gates = at, at += SW_TILE * 2 * M;
    mind->heard_gates = at, at += SW_TILE * 2 * M;
    mind->thought = at, at += SW_TILE * M;
    mind->hidden = at, at += SW_TILE * (shape->hidden + M);
    mind->decision = at, at += SW_TILE * decision;
    mind->masked = at, at += SW_TILE * decision;
    mind->room = at;
    mind->widest = widest;
    mind->decision_stride = decision;
    return mind;
}

void sw_mind_destroy(struct sw_mind *mind)
{
    if (mind != NULL)
        free(mind->memory);
    free(mind);
}

void sw_mind_begin(struct sw_mind *mind, const float *weights, const struct sw_noise *noise)
{
    mind->weights = weights;
    mind->noise = noise;
    mind->seen = mind->heard = mind->chosen = false;
    mind->open = sw_growth_open(mind->layout, weights);
    mind->intended = 0;
    mind->bars = false;
    mind->sight_shared = false;
    mind->shared = mind->hidden_shared = true;
    memset(mind->hidden, 0, mind->layout->shape.hidden * sizeof(float));
    memset(mind->memory, 0, mind->layout->shape.memory * sizeof(float));
}

float *sw_mind_region(const struct sw_mind *mind, uint32_t i)
{
    return mind->room + (size_t)i * SW_TILE * mind->widest;
}

/* Thresholds of one row's features, on all 32. Whether there are any. */
static bool shift_features(const struct sw_mind *mind, float *normal)
{
    uint32_t n = 2 * mind->layout->shape.features;

    if (mind->noise == NULL || !sw_noise_shifts(mind->noise))
        return false;
    copy_row_to_all(normal, n);
    for (uint32_t row = 0; row < SW_TILE; row++)
        mind->kernel.add_scaled(
            normal + (size_t)row * n,
            noise_of(mind, row) + mind->layout->tensor[SW_SIGHT_DENSE].noise_row,
            (row % 2 == 0 ? 1.0f : -1.0f) * mind->noise->strength * SW_FEATURE_SCALE, n);
    return true;
}

/* From pooled features to gates: normalise, dense, tanh, memory.sight. Returns whether the gates
 * are shared. The hidden layer of row i is kept as that of row first + i. */
static bool finish_sight(struct sw_mind *mind, float *pooled, bool shared, uint32_t first,
                         bool canvas, float *gates)
{
    uint32_t K2 = 2 * mind->layout->shape.features, H = mind->layout->shape.hidden;
    uint32_t stride = H + mind->layout->shape.memory;
    float *hidden = sw_mind_region(mind, 1);

    for (uint32_t row = 0; row < (shared ? 1u : SW_TILE); row++)
        sw_eyes_normalise(&mind->kernel, &mind->layout->shape, pooled + (size_t)row * K2);
    shared = shared && !shift_features(mind, pooled);
    shared = sw_mind_dense(mind, SW_SIGHT_DENSE, SW_SIGHT_BIAS, pooled, K2, shared, hidden);
    mind->kernel.tanh(hidden, (shared ? 1 : SW_TILE) * H);
    for (uint32_t row = 0; row < (shared ? 1u : SW_TILE); row++)
        memcpy(mind->hidden + (size_t)(first + row) * stride, hidden + (size_t)row * H,
               H * sizeof *hidden);
    mind->hidden_shared = shared && first == 0;
    return sw_mind_dense(mind, canvas ? SW_MEMORY_CANVAS : SW_MEMORY_SIGHT, SW_TENSORS_MAX, hidden,
                         H, shared, gates);
}

void sw_mind_see(struct sw_mind *mind, struct sw_encoding *encoding)
{
    const struct sw_tensor *table = &mind->layout->tensor[SW_SIGHT_TABLE];
    uint32_t K = mind->layout->shape.features;
    float *pooled = sw_mind_region(mind, 0);
    bool shared = !sw_mind_evolves(mind, SW_SIGHT_TABLE);

    if (shared) {
        mind->sight_runs++;
        mind->kernel.pool(encoding->base, encoding->count, encoding->kinds, K, pooled);
    } else {
        mind->sight_runs += SW_TILE;
        mind->kernel.sum_rows(mind->noise->sight, SW_NOISE_PAIRS, encoding->percept->row,
                              encoding->percept->rows, SW_PERCEPT_ROWS_PER_CELL, encoding->kinds,
                              encoding->coefficient);
    }
    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS && !shared; pair++) {
        const float *noise = mind->noise->pair + (size_t)pair * mind->layout->noise;

        mind->kernel.pool_pair(encoding->base, encoding->coefficient + pair,
                               noise + table->noise_column, mind->noise->strength * table->scale,
                               encoding->count, encoding->kinds, K, pooled + (size_t)(4 * pair) * K,
                               pooled + (size_t)(4 * pair + 2) * K);
    }
    mind->sight_shared =
        finish_sight(mind, pooled, shared, 0, encoding->percept->canvas_only, mind->sight_gates);
    mind->seen = true;
}

/* From here on every row has what it saw for itself. */
static void part_sight(struct sw_mind *mind)
{
    uint32_t M2 = 2 * mind->layout->shape.memory;
    uint32_t stride = mind->layout->shape.hidden + mind->layout->shape.memory;

    if (!mind->seen) {
        memset(mind->sight_gates, 0, (size_t)SW_TILE * M2 * sizeof(float));
        memset(mind->hidden, 0, (size_t)SW_TILE * stride * sizeof(float));
    } else { /* all saw one thing: the others keep it */
        if (mind->sight_shared)
            copy_row_to_all(mind->sight_gates, M2);
        if (mind->hidden_shared)
            copy_row_to_all(mind->hidden, stride);
    }
    mind->sight_shared = mind->hidden_shared = false;
    mind->seen = true;
}

void sw_mind_see_row(struct sw_mind *mind, uint32_t row, const struct sw_encoding *encoding)
{
    uint32_t M2 = 2 * mind->layout->shape.memory;
    float *pooled = sw_mind_region(mind, 0), *gates = sw_mind_region(mind, 2);

    assert(mind->noise == NULL && row < SW_TILE);
    part_sight(mind);
    mind->sight_runs++;
    mind->kernel.pool(encoding->base, encoding->count, encoding->kinds,
                      mind->layout->shape.features, pooled);
    finish_sight(mind, pooled, true, row, encoding->percept->canvas_only, gates);
    mind->hidden_shared = false;
    memcpy(mind->sight_gates + (size_t)row * M2, gates, M2 * sizeof(float));
}

void sw_mind_see_rows(struct sw_mind *mind, uint32_t rows, struct sw_encoding *encoding)
{
    uint32_t M2 = 2 * mind->layout->shape.memory;
    size_t stride = mind->layout->shape.hidden + mind->layout->shape.memory;
    float *gates = sw_mind_region(mind, 2),
          *hidden = sw_mind_region(mind, 3); /* sight takes 0 and 1 */
    uint64_t runs = mind->sight_runs;

    if (mind->noise == NULL) {
        for (uint32_t row = 0; row < SW_TILE; row++)
            if (rows >> row & 1u)
                sw_mind_see_row(mind, row, encoding);
        return;
    }
    /* Mutated eyes look all at once: then those that were shown nothing get back what they had. */
    part_sight(mind);
    memcpy(gates, mind->sight_gates, (size_t)SW_TILE * M2 * sizeof(float));
    for (uint32_t row = 0; row < SW_TILE; row++)
        memcpy(hidden + (size_t)row * mind->widest, mind->hidden + row * stride,
               mind->layout->shape.hidden * sizeof(float));
    sw_mind_see(mind, encoding);
    part_sight(mind);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        if (rows >> row & 1u)
            continue;
        memcpy(mind->sight_gates + (size_t)row * M2, gates + (size_t)row * M2, M2 * sizeof(float));
        memcpy(mind->hidden + row * stride, hidden + (size_t)row * mind->widest,
               mind->layout->shape.hidden * sizeof(float));
    }
    mind->sight_runs = runs + (uint64_t)__builtin_popcount(rows);
}

void sw_mind_hear(struct sw_mind *mind, const uint8_t *tokens, const bool *hears)
{
    uint32_t H = mind->layout->shape.hidden, L = mind->layout->shape.length;
    uint32_t V = mind->layout->shape.vocabulary, M2 = 2 * mind->layout->shape.memory;
    float *heard = sw_mind_region(mind, 0);

    memset(heard, 0, (size_t)SW_TILE * H * sizeof *heard);
    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t l = 0; l < L; l++)
            look_up(mind, SW_HEARING_TABLE, l * V + tokens[row * L + l] % V, row,
                    heard + (size_t)row * H);
    for (uint32_t row = 0; row < SW_TILE; row++)
        look_up(mind, SW_HEARING_BIAS, 0, row, heard + (size_t)row * H);
    mind->kernel.tanh(heard, SW_TILE * H);
    sw_mind_dense(mind, SW_MEMORY_SIGHT, SW_TENSORS_MAX, heard, H, false, mind->heard_gates);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        if (hears == NULL || hears[row])
            mind->hearing_runs++;
        else
            memset(mind->heard_gates + (size_t)row * M2, 0, M2 * sizeof(float));
    }
    mind->heard = true;
}

static bool all_equal(const uint16_t previous[SW_TILE])
{
    for (uint32_t row = 1; row < SW_TILE; row++)
        if (previous[row] != previous[0])
            return false;
    return true;
}

/* The gates' input of a tick, for one row or for all. */
static bool gather_gates(struct sw_mind *mind, const uint16_t *previous, float *gates)
{
    uint32_t M = mind->layout->shape.memory, n = 2 * M;
    uint32_t none = mind->layout->tensor[SW_MEMORY_EDIT].rows - 1;
    bool same = (!mind->seen || mind->sight_shared) && !mind->heard && all_equal(previous) &&
                !sw_mind_evolves(mind, SW_MEMORY_EDIT);
    bool shared = sw_mind_dense(mind, SW_MEMORY_RECURRENT, SW_MEMORY_BIAS, mind->memory, M,
                                mind->shared, gates);

    if (shared && !same) {
        copy_row_to_all(gates, n);
        shared = false;
    }
    for (uint32_t row = 0; row < (shared ? 1u : SW_TILE); row++) {
        float *at = gates + (size_t)row * n;
        uint32_t edit = previous[row] < none ? previous[row] : none;

        if (mind->seen && sw_mind_evolves(mind, SW_MEMORY_EDIT)) {
            const struct sw_tensor *t = &mind->layout->tensor[SW_MEMORY_EDIT];
            const float *noise = noise_of(mind, row);

            mind->kernel.add_two(at, noise + t->noise_column,
                                 step_of(mind, SW_MEMORY_EDIT, row) * noise[t->noise_row + edit],
                                 weights_of(mind, SW_MEMORY_EDIT) + (size_t)edit * n, 1.0f,
                                 mind->sight_gates + (mind->sight_shared ? 0 : (size_t)row * n), n);
        } else {
            look_up(mind, SW_MEMORY_EDIT, edit, row, at);
            if (mind->seen)
                mind->kernel.add_scaled(
                    at, mind->sight_gates + (mind->sight_shared ? 0 : (size_t)row * n), 1.0f, n);
        }
        if (mind->heard)
            mind->kernel.add_scaled(at, mind->heard_gates + (size_t)row * n, 1.0f, n);
    }
    return shared;
}

static void unshare(struct sw_mind *mind)
{
    if (mind->shared)
        copy_row_to_all(mind->memory, mind->layout->shape.memory);
    mind->shared = false;
}

/* The gate's choice of each row, at a life's first tick. */
static bool choose(struct sw_mind *mind)
{
    uint32_t M = mind->layout->shape.memory;

    if (mind->only != SW_EXPERT_CHOSEN)
        memset(mind->expert, mind->only, sizeof mind->expert);
    for (uint32_t row = 0; row < SW_TILE && mind->only == SW_EXPERT_CHOSEN && !mind->chosen; row++)
        mind->expert[row] =
            row > 0 && mind->shared
                ? mind->expert[0]
                : sw_growth_choose(mind->layout, mind->weights, mind->open,
                                   mind->memory + (mind->shared ? 0 : (size_t)row * M));
    mind->chosen = true;
    return mind->shared;
}

/* The router's choice of each row. */
static bool route(struct sw_mind *mind)
{
    uint32_t E = mind->layout->shape.experts, stride = mind->layout->tensor[SW_ROUTER].stride;
    float *scores = sw_mind_region(mind, 1);
    bool shared;

    if (sw_growth_is(&mind->layout->shape))
        return choose(mind);
    if (E == 1) {
        memset(mind->expert, 0, sizeof mind->expert);
        return mind->shared;
    }
    shared = sw_mind_dense(mind, SW_ROUTER, SW_TENSORS_MAX, mind->memory,
                           mind->layout->shape.memory, mind->shared, scores);
    for (uint32_t row = 0; row < (shared ? 1u : SW_TILE); row++) {
        const float *at = scores + (size_t)row * stride;
        uint8_t best = 0;

        for (uint32_t k = 1; k < E; k++)
            if (at[k] > at[best])
                best = (uint8_t)k;
        mind->expert[row] = best;
    }
    if (shared)
        memset(mind->expert, mind->expert[0], sizeof mind->expert);
    return shared;
}

void sw_mind_think(struct sw_mind *mind, const uint16_t previous[SW_TILE])
{
    uint32_t M = mind->layout->shape.memory;
    float *gates = sw_mind_region(mind, 0), *tile = sw_mind_region(mind, 1);
    uint32_t chosen = 0;
    bool shared = gather_gates(mind, previous, gates);

    if (!shared)
        unshare(mind);
    for (uint32_t row = 0; row < (mind->shared ? 1u : SW_TILE); row++)
        mind->kernel.gate(mind->memory + (size_t)row * M, gates + (size_t)row * 2 * M, M);
    if (!route(mind) || sw_mind_evolves(mind, SW_THOUGHT))
        unshare(mind);
    for (uint32_t row = 0; row < SW_TILE; row++)
        chosen |= 1u << mind->expert[row];
    for (uint32_t k = 0; k < mind->layout->shape.experts; k++) {
        if (!(chosen >> k & 1u))
            continue;
        sw_mind_dense(mind, SW_THOUGHT + 2 * k, SW_THOUGHT + 2 * k + 1, mind->memory, M,
                      mind->shared, tile);
        for (uint32_t row = 0; row < (mind->shared ? 1u : SW_TILE); row++)
            if (mind->expert[row] == k) {
                memcpy(mind->thought + (size_t)row * M, tile + (size_t)row * M, M * sizeof(float));
                mind->kernel.residual_tanh(mind->thought + (size_t)row * M,
                                           mind->memory + (size_t)row * M, M);
                if (sw_growth_is(&mind->layout->shape))
                    sw_growth_keep_own(&mind->layout->shape, (uint8_t)k,
                                       mind->thought + (size_t)row * M);
            }
    }
}

/* Edit logits of one row (shared) or all; returns whether shared. */
static bool edit_logits(struct sw_mind *mind, float *out)
{
    return sw_mind_dense(mind, SW_EDIT_HEAD, SW_EDIT_BIAS, mind->thought,
                         mind->layout->shape.memory, mind->shared, out);
}

void sw_mind_edit(struct sw_mind *mind, float *out)
{
    if (edit_logits(mind, out))
        copy_row_to_all(out, mind->layout->tensor[SW_EDIT_HEAD].stride);
}

/* Held as exponentials hold all logits: else a likelihood could pass 1, and evolution finds that.
 */
static float held(float logit)
{
    return logit > 60.0f ? 60.0f : logit < -60.0f ? -60.0f : logit;
}

void sw_mind_bar(struct sw_mind *mind, uint32_t row, const uint8_t *barred)
{
    if (!mind->bars)
        memset(mind->barred, 0, sizeof mind->barred);
    mind->barred[row] = barred;
    mind->bars = true;
}

/* Where rows can make different edits, each has its own logits: those of barred edits are as low as
 * a logit is held. Whether the rows of `logits` are still one. */
static bool bar_edits(const struct sw_mind *mind, float *logits, bool shared)
{
    uint32_t A = mind->layout->shape.edits, stride = mind->layout->tensor[SW_EDIT_HEAD].stride;

    if (!mind->bars)
        return shared;
    if (shared)
        copy_row_to_all(logits, stride);
    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t i = 0; i < A && mind->barred[row] != NULL; i++)
            if (mind->barred[row][i] != 0)
                logits[(size_t)row * stride + i] = SW_LOGIT_BARRED;
    return false;
}

void sw_mind_edit_likelihoods(struct sw_mind *mind, const uint16_t edit[SW_TILE],
                              float out[SW_TILE])
{
    uint32_t A = mind->layout->shape.edits, stride = mind->layout->tensor[SW_EDIT_HEAD].stride;
    float *logits = sw_mind_region(mind, 0), sum = 0;
    bool shared = bar_edits(mind, logits, edit_logits(mind, logits));
    size_t step = shared ? 0 : stride; /* all rows are the same row */

    for (uint32_t row = 0; row < SW_TILE; row++)
        out[row] = held(logits[row * step + edit[row]]);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        if (row == 0 || step > 0)
            sum = mind->kernel.exponentials(logits + row * step, A, stride);
        out[row] -= sum;
    }
}

void sw_mind_edit_likelihood(struct sw_mind *mind, uint32_t edit, float out[SW_TILE])
{
    uint16_t edits[SW_TILE];

    sw_mind_previous(edits, (uint16_t)edit);
    sw_mind_edit_likelihoods(mind, edits, out);
}

uint32_t sw_mind_likeliest(const float *x, uint32_t n)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    return best;
}

void sw_mind_edit_greedy(struct sw_mind *mind, uint16_t out[SW_TILE])
{
    uint32_t A = mind->layout->shape.edits, stride = mind->layout->tensor[SW_EDIT_HEAD].stride;
    float *logits = sw_mind_region(mind, 0);
    bool shared = bar_edits(mind, logits, edit_logits(mind, logits));

    for (uint32_t row = 0; row < SW_TILE; row++)
        out[row] = row > 0 && shared
                       ? out[0]
                       : (uint16_t)sw_mind_likeliest(logits + (size_t)row * stride, A);
}
