#include "agent/study_private.h"

#include "base/random.h"

#include <string.h>

static uint32_t padded(uint32_t n)
{
    return (n + SW_LANES - 1) / SW_LANES * SW_LANES;
}

struct learning {
    struct sw_study *study;
    enum sw_learning rule;
    const float *back;
    uint8_t groups;
    float *gradient;
};

static bool learns(const struct learning *learning, uint32_t tensor)
{
    return (learning->groups & learning->study->layout->tensor[tensor].group) != 0;
}

/* gradient of a matrix += x^T . e over 32 rows. x: [32][rows], x_stride apart; e: [32][stride]. */
static void add_products(const struct learning *learning, uint32_t tensor, const float *x,
                         uint32_t x_stride, const float *e)
{
    struct sw_study *study = learning->study;
    const struct sw_tensor *t = &study->layout->tensor[tensor];
    float *tile = study->room[4];

    if (!learns(learning, tensor))
        return;
    for (uint32_t first = 0; first < t->rows; first += SW_TILE) {
        uint32_t rows = t->rows - first < SW_TILE ? t->rows - first : SW_TILE;

        for (uint32_t i = 0; i < SW_TILE; i++)
            for (uint32_t r = 0; r < SW_TILE; r++)
                study->turned[i * SW_TILE + r] =
                    i < rows ? x[(size_t)r * x_stride + first + i] : 0.0f;
        study->kernel.product(study->turned, SW_TILE, e, SW_TILE, t->stride, tile);
        study->kernel.add_scaled(learning->gradient + t->offset + (size_t)first * t->stride, tile,
                                 1.0f, rows * t->stride);
    }
}

static void add_biases(const struct learning *learning, uint32_t tensor, const float *e)
{
    const struct sw_tensor *t = &learning->study->layout->tensor[tensor];

    for (uint32_t row = 0; row < SW_TILE && learns(learning, tensor); row++)
        learning->study->kernel.add_scaled(learning->gradient + t->offset,
                                           e + (size_t)row * t->stride, 1.0f, t->stride);
}

/* Where the matrices of rule broadcast lie: from the edits to thought, to sight's output and to
 * the pooled features. */
static size_t back_to_sight(const struct sw_brain_layout *layout)
{
    return (size_t)layout->shape.edits * layout->shape.memory;
}

static size_t back_to_features(const struct sw_brain_layout *layout)
{
    return back_to_sight(layout) + (size_t)layout->shape.edits * layout->shape.hidden;
}

/* y[32][rows of the tensor] = e . B^T, B the way back of a tensor in the layout. */
static void pass_back(const struct learning *learning, uint32_t tensor, const float *e, float *y)
{
    struct sw_study *study = learning->study;
    const struct sw_tensor *t = &study->layout->tensor[tensor];
    uint32_t n = padded(t->rows);

    for (uint32_t j = 0; j < t->columns; j++)
        for (uint32_t i = 0; i < n; i++)
            study->back_turned[(size_t)j * n + i] =
                i < t->rows ? learning->back[t->offset + (size_t)i * t->stride + j] : 0.0f;
    study->kernel.product(e, t->stride, study->back_turned, t->columns, n, y);
}

/* What reaches thought: [32][M]. */
static void reach_thought(const struct learning *learning, const struct sw_study_tick *tick,
                          float *y)
{
    const struct sw_brain_layout *layout = learning->study->layout;

    if (learning->rule == SW_LEARNING_MIRROR)
        pass_back(learning, SW_EDIT_HEAD, tick->error, y);
    else
        learning->study->kernel.product(tick->error, layout->tensor[SW_EDIT_HEAD].stride,
                                        learning->back, layout->shape.edits, layout->shape.memory,
                                        y);
}

/* The experts' part; `error` is what reached thought, and by the mirror what goes on to memory is
 * added to it. */
static void learn_thought(const struct learning *learning, const struct sw_study_tick *tick,
                          float *error)
{
    struct sw_study *study = learning->study;
    uint32_t M = study->layout->shape.memory, n = SW_TILE * M;
    float *bent = study->room[1], *mine = study->room[2], *down = study->room[3];

    for (uint32_t i = 0; i < n; i++)
        bent[i] = error[i] * (1.0f - tick->thought[i] * tick->thought[i]);
    for (uint32_t k = 0; k < study->layout->shape.experts; k++) {
        bool any = false;

        for (uint32_t row = 0; row < SW_TILE; row++) {
            bool here = tick->expert[row] == k;

            any = any || here;
            for (uint32_t i = 0; i < M; i++)
                mine[row * M + i] = here ? bent[row * M + i] : 0.0f;
        }
        if (!any)
            continue;
        add_products(learning, SW_THOUGHT + 2 * k, tick->after, M, mine);
        add_biases(learning, SW_THOUGHT + 2 * k + 1, mine);
        if (learning->rule != SW_LEARNING_MIRROR)
            continue;
        pass_back(learning, SW_THOUGHT + 2 * k, mine, down);
        study->kernel.add_scaled(error, down, 1.0f, n);
    }
}

/* The gates' part; `error` is what reached memory. What reached each look's gates is summed. */
static void learn_memory(const struct learning *learning, const struct sw_study_tick *tick,
                         const float *error)
{
    struct sw_study *study = learning->study;
    uint32_t M = study->layout->shape.memory;
    const struct sw_tensor *edit = &study->layout->tensor[SW_MEMORY_EDIT];
    float *gates = study->room[1];

    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t i = 0; i < M; i++) {
            uint32_t at = row * M + i;
            float open = tick->open[at], fresh = tick->fresh[at];

            gates[row * 2 * M + i] =
                error[at] * (fresh - tick->memory[at]) * (open * (1.0f - open));
            gates[row * 2 * M + M + i] = error[at] * open * (1.0f - fresh * fresh);
        }
    add_products(learning, SW_MEMORY_RECURRENT, tick->memory, M, gates);
    add_biases(learning, SW_MEMORY_BIAS, gates);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t last = tick->previous[row] < edit->rows - 1 ? tick->previous[row] : edit->rows - 1;
        uint32_t look = tick->look[row];
        struct sw_look_tile *tile;

        if (learns(learning, SW_MEMORY_EDIT))
            study->kernel.add_scaled(learning->gradient + edit->offset + (size_t)last * 2 * M,
                                     gates + (size_t)row * 2 * M, 1.0f, 2 * M);
        if (look == UINT32_MAX)
            continue;
        tile = study->look[look / SW_TILE];
        study->kernel.add_scaled(tile->error + (size_t)(look % SW_TILE) * 2 * M,
                                 gates + (size_t)row * 2 * M, 1.0f, 2 * M);
        study->kernel.add_scaled(
            tile->edits + (size_t)(look % SW_TILE) * study->layout->tensor[SW_EDIT_HEAD].stride,
            tick->error + (size_t)row * study->layout->tensor[SW_EDIT_HEAD].stride, 1.0f,
            study->layout->tensor[SW_EDIT_HEAD].stride);
    }
}

static void learn_tick(const struct learning *learning, const struct sw_study_tick *tick)
{
    float *error = learning->study->room[0];

    add_products(learning, SW_EDIT_HEAD, tick->said, learning->study->layout->shape.memory,
                 tick->error);
    add_biases(learning, SW_EDIT_BIAS, tick->error);
    if (learning->rule == SW_LEARNING_DELTA)
        return;
    reach_thought(learning, tick, error);
    learn_thought(learning, tick, error);
    learn_memory(learning, tick, error);
}

/* Through the normalisation: e of the normalised features becomes e of the pooled ones. n: 2K. */
static void pass_normalise(const float *normal, float deviation, uint32_t n, float *e)
{
    float mean = 0, along = 0;

    for (uint32_t i = 0; i < n; i++) {
        mean += e[i];
        along += e[i] * normal[i];
    }
    mean /= (float)n;
    along /= (float)n;
    for (uint32_t i = 0; i < n; i++)
        e[i] = deviation * (e[i] - mean - normal[i] * along);
}

/* What reached sight's output, [32][H], into `hidden`, and its features, [32][2K], into `normal`.
 */
static void reach_sight(const struct learning *learning, const struct sw_look_tile *tile,
                        float *hidden, float *normal)
{
    struct sw_study *study = learning->study;
    const struct sw_brain_layout *layout = study->layout;
    uint32_t H = layout->shape.hidden, K2 = 2 * layout->shape.features, A = layout->shape.edits;
    uint32_t stride = layout->tensor[SW_EDIT_HEAD].stride;

    if (learning->rule == SW_LEARNING_MIRROR)
        pass_back(learning, SW_MEMORY_SIGHT, tile->error, hidden);
    else
        study->kernel.product(tile->edits, stride, learning->back + back_to_sight(layout), A, H,
                              hidden);
    for (uint32_t i = 0; i < SW_TILE * H; i++)
        hidden[i] *= 1.0f - tile->hidden[i] * tile->hidden[i];
    if (learning->rule == SW_LEARNING_MIRROR)
        pass_back(learning, SW_SIGHT_DENSE, hidden, normal);
    else
        study->kernel.product(tile->edits, stride, learning->back + back_to_features(layout), A, K2,
                              normal);
}

static void learn_looks(const struct learning *learning, const struct sw_look_tile *tile,
                        uint32_t looks)
{
    struct sw_study *study = learning->study;
    const struct sw_tensor *table = &study->layout->tensor[SW_SIGHT_TABLE];
    uint32_t K = study->layout->shape.features;
    float *hidden = study->room[2], *normal = study->room[3];

    add_products(learning, SW_MEMORY_SIGHT, tile->hidden, study->layout->shape.hidden, tile->error);
    if (!learns(learning, SW_SIGHT_TABLE))
        return;
    reach_sight(learning, tile, hidden, normal);
    for (uint32_t i = looks; i < SW_TILE; i++)
        memset(hidden + (size_t)i * study->layout->shape.hidden, 0,
               study->layout->shape.hidden * sizeof *hidden);
    add_products(learning, SW_SIGHT_DENSE, tile->normal, 2 * K, hidden);
    add_biases(learning, SW_SIGHT_BIAS, hidden);
    for (uint32_t i = 0; i < looks; i++) {
        const struct sw_encoding *encoding = &tile->look[i].encoding;
        float *e = normal + (size_t)i * 2 * K;

        pass_normalise(tile->normal + (size_t)i * 2 * K, tile->look[i].deviation, 2 * K, e);
        study->kernel.pool_back(encoding->base, encoding->count, encoding->kinds, K,
                                tile->pooled + (size_t)i * 2 * K + K, e, encoding->percept->row,
                                encoding->percept->rows, SW_PERCEPT_ROWS_PER_CELL,
                                learning->gradient + table->offset);
    }
}

void sw_study_learn(struct sw_study *study, enum sw_learning rule, const float *back, uint8_t learn,
                    float *gradient)
{
    struct learning learning = {study, rule, back, learn, gradient};

    if (rule == SW_LEARNING_NONE)
        return;
    for (uint32_t t = 0; t < study->ticks; t++)
        learn_tick(&learning, study->tick[t]);
    for (uint32_t first = 0; first < study->looks && rule != SW_LEARNING_DELTA; first += SW_TILE)
        learn_looks(&learning, study->look[first / SW_TILE],
                    study->looks - first < SW_TILE ? study->looks - first : SW_TILE);
}

uint32_t sw_study_back(const struct sw_brain_layout *layout, enum sw_learning rule)
{
    if (rule == SW_LEARNING_MIRROR)
        return layout->floats;
    return rule != SW_LEARNING_BROADCAST ? 0
                                         : (uint32_t)back_to_features(layout) +
                                               layout->shape.edits * 2 * layout->shape.features;
}

/* Noise: of the mirror a founder's that no island has; of broadcast of variance 1. */
void sw_study_feedback(const struct sw_brain_layout *layout, enum sw_learning rule, uint64_t seed,
                       float *back)
{
    if (rule == SW_LEARNING_BROADCAST)
        sw_random_noise(seed, SW_RANDOM_FEEDBACK, 0, 0, 0, back, sw_study_back(layout, rule));
    if (rule != SW_LEARNING_MIRROR)
        return;
    memset(back, 0, layout->floats * sizeof *back);
    for (uint32_t t = 0; t < layout->tensors; t++) {
        const struct sw_tensor *tensor = &layout->tensor[t];

        for (uint32_t row = 0; row < tensor->rows && tensor->kind == SW_TENSOR_DENSE; row++) {
            float *at = back + tensor->offset + (size_t)row * tensor->stride;

            sw_random_noise(seed, SW_RANDOM_FEEDBACK, 1, t, row * 128, at, tensor->columns);
            for (uint32_t i = 0; i < tensor->columns; i++)
                at[i] *= tensor->scale;
        }
    }
}
