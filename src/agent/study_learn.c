#include "agent/eyes.h"
#include "agent/growth.h"
#include "agent/study_private.h"

#include "base/random.h"

#include <stdlib.h>
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

/* What reached the gates of a row in one tick also reached what it heard. */
static void add_to_ear(struct sw_study *study, const struct sw_study_tick *tick, uint32_t row,
                       const float *gates)
{
    uint32_t n = 2 * study->layout->shape.memory;
    uint32_t A = study->layout->tensor[SW_EDIT_HEAD].stride;

    study->kernel.add_scaled(study->ear.error + (size_t)row * n, gates + (size_t)row * n, 1.0f, n);
    study->kernel.add_scaled(study->ear.edits + (size_t)row * A, tick->error + (size_t)row * A,
                             1.0f, A);
}

/* What reached the gates moves what is in front of them; that of each look is summed. gates:
 * [32][2M]. */
static void settle_gates(const struct learning *learning, const struct sw_study_tick *tick,
                         const float *gates)
{
    struct sw_study *study = learning->study;
    uint32_t M = study->layout->shape.memory;
    const struct sw_tensor *edit = &study->layout->tensor[SW_MEMORY_EDIT];

    add_products(learning, SW_MEMORY_RECURRENT, tick->memory, M, gates);
    add_biases(learning, SW_MEMORY_BIAS, gates);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t last = tick->previous[row] < edit->rows - 1 ? tick->previous[row] : edit->rows - 1;
        uint32_t look = tick->look[row];
        struct sw_look_tile *tile;

        if (learns(learning, SW_MEMORY_EDIT))
            study->kernel.add_scaled(learning->gradient + edit->offset + (size_t)last * 2 * M,
                                     gates + (size_t)row * 2 * M, 1.0f, 2 * M);
        if (tick->heard)
            add_to_ear(study, tick, row, gates);
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

/* The gates' part; `error` is what reached memory. */
static void learn_memory(const struct learning *learning, const struct sw_study_tick *tick,
                         const float *error)
{
    struct sw_study *study = learning->study;
    uint32_t M = study->layout->shape.memory;
    float *gates = study->room[1];

    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t i = 0; i < M; i++) {
            uint32_t at = row * M + i;
            float open = tick->open[at], fresh = tick->fresh[at];

            gates[row * 2 * M + i] =
                error[at] * (fresh - tick->memory[at]) * (open * (1.0f - open));
            gates[row * 2 * M + M + i] = error[at] * open * (1.0f - fresh * fresh);
        }
    settle_gates(learning, tick, gates);
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
    for (uint32_t row = 0; row < SW_TILE && sw_growth_is(&learning->study->layout->shape); row++)
        sw_growth_keep_own(&learning->study->layout->shape, tick->expert[row],
                           error + (size_t)row * learning->study->layout->shape.memory);
    learn_thought(learning, tick, error);
    learn_memory(learning, tick, error);
}

/* What reached the output of sight or of hearing, [32][H], through the tensor that leads from there
 * to memory. error: what reached the gates; edits: that of the edits; output: [32][H]. */
static void reach_hidden(const struct learning *learning, uint32_t way_in, const float *error,
                         const float *edits, const float *output, float *hidden)
{
    const struct sw_brain_layout *layout = learning->study->layout;
    uint32_t H = layout->shape.hidden;

    if (learning->rule == SW_LEARNING_MIRROR)
        pass_back(learning, way_in, error, hidden);
    else
        learning->study->kernel.product(edits, layout->tensor[SW_EDIT_HEAD].stride,
                                        learning->back + back_to_sight(layout), layout->shape.edits,
                                        H, hidden);
    for (uint32_t i = 0; i < SW_TILE * H; i++)
        hidden[i] *= 1.0f - output[i] * output[i];
}

/* What reached sight's output, [32][H], into `hidden`, and its features, [32][2K], into `normal`.
 */
static void reach_sight(const struct learning *learning, const struct sw_look_tile *tile,
                        float *hidden, float *normal)
{
    struct sw_study *study = learning->study;
    const struct sw_brain_layout *layout = study->layout;
    uint32_t K2 = 2 * layout->shape.features, A = layout->shape.edits;
    uint32_t stride = layout->tensor[SW_EDIT_HEAD].stride;

    reach_hidden(learning, sw_study_way_in(tile), tile->error, tile->edits, tile->hidden, hidden);
    if (learning->rule == SW_LEARNING_MIRROR)
        pass_back(learning, SW_SIGHT_DENSE, hidden, normal);
    else
        study->kernel.product(tile->edits, stride, learning->back + back_to_features(layout), A, K2,
                              normal);
}

/* hidden: what reached sight's output, [32][H]; normal: its features, [32][2K]. */
static void settle_looks(const struct learning *learning, const struct sw_look_tile *tile,
                         uint32_t looks, float *hidden, float *normal)
{
    struct sw_study *study = learning->study;
    const struct sw_tensor *table = &study->layout->tensor[SW_SIGHT_TABLE];
    uint32_t K = study->layout->shape.features;

    for (uint32_t i = looks; i < SW_TILE; i++)
        memset(hidden + (size_t)i * study->layout->shape.hidden, 0,
               study->layout->shape.hidden * sizeof *hidden);
    add_products(learning, SW_SIGHT_DENSE, tile->normal, 2 * K, hidden);
    add_biases(learning, SW_SIGHT_BIAS, hidden);
    for (uint32_t i = 0; i < looks; i++) {
        const struct sw_encoding *encoding = &tile->look[i].encoding;
        float *e = normal + (size_t)i * 2 * K;

        sw_eyes_normalise_back(&study->layout->shape, tile->normal + (size_t)i * 2 * K,
                               tile->look[i].deviation, e);
        study->kernel.pool_back(encoding->base, encoding->count, encoding->kinds, K,
                                tile->pooled + (size_t)i * 2 * K + K, e, encoding->percept->row,
                                encoding->percept->rows, SW_PERCEPT_ROWS_PER_CELL,
                                learning->gradient + table->offset);
    }
}

static void learn_looks(const struct learning *learning, const struct sw_look_tile *tile,
                        uint32_t looks)
{
    struct sw_study *study = learning->study;
    float *hidden = study->room[2], *normal = study->room[3];

    add_products(learning, sw_study_way_in(tile), tile->hidden, study->layout->shape.hidden,
                 tile->error);
    if (!learns(learning, SW_SIGHT_TABLE))
        return;
    reach_sight(learning, tile, hidden, normal);
    settle_looks(learning, tile, looks, hidden, normal);
}

/* What was heard moves the rows of the tokens that it was made of. */
static void learn_ear(const struct learning *learning)
{
    struct sw_study *study = learning->study;
    const struct sw_study_ear *ear = &study->ear;
    const struct sw_brain_shape *shape = &study->layout->shape;
    const struct sw_tensor *table = &study->layout->tensor[SW_HEARING_TABLE];
    uint32_t H = shape->hidden, L = shape->length, V = shape->vocabulary;
    float *hidden = study->room[2];

    add_products(learning, SW_MEMORY_SIGHT, ear->hidden, H, ear->error);
    if (!learns(learning, SW_HEARING_TABLE))
        return;
    reach_hidden(learning, SW_MEMORY_SIGHT, ear->error, ear->edits, ear->hidden, hidden);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        float *at = hidden + (size_t)row * H;

        if (ear->tokens[row * L] == SW_TOKEN_NOTHING)
            memset(at, 0, H * sizeof *at);
        for (uint32_t l = 0; l < L; l++)
            study->kernel.add_scaled(learning->gradient + table->offset +
                                         (size_t)(l * V + ear->tokens[row * L + l] % V) *
                                             table->stride,
                                     at, 1.0f, table->stride);
    }
    add_biases(learning, SW_HEARING_BIAS, hidden);
}

/* The looks of a tile that are in use. */
static uint32_t looks_of(const struct sw_study *study, uint32_t first)
{
    return study->looks - first < SW_TILE ? study->looks - first : SW_TILE;
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
        learn_looks(&learning, study->look[first / SW_TILE], looks_of(study, first));
    if (study->ear.heard && rule != SW_LEARNING_DELTA)
        learn_ear(&learning);
}

/* ---- credit ---- */

/* What pairs did to thresholds, and how they did in one tick. */
struct credit {
    struct learning learning;
    const struct sw_noise *const *noise; /* [litters] */
    uint32_t litters;
    const float *share; /* [32][litters * 16] */
};

/* Credit of n thresholds whose noise lies at `place` in that of a pair: y[32][n]. */
static void credit_thresholds(const struct credit *credit, uint32_t place, uint32_t n, float *y)
{
    struct sw_study *study = credit->learning.study;
    uint32_t pairs = credit->litters * SW_NOISE_PAIRS;

    for (uint32_t pair = 0; pair < pairs; pair++) {
        const struct sw_noise *noise = credit->noise[pair / SW_NOISE_PAIRS];

        memcpy(study->thresholds + (size_t)pair * n,
               noise->pair + (size_t)(pair % SW_NOISE_PAIRS) * study->layout->noise + place,
               n * sizeof(float));
    }
    study->kernel.product(credit->share, pairs, study->thresholds, pairs, n, y);
}

static void credit_bias(const struct credit *credit, uint32_t tensor, float *y)
{
    const struct sw_tensor *t = &credit->learning.study->layout->tensor[tensor];

    credit_thresholds(credit, t->noise_column, t->stride, y);
}

static void credit_thought(const struct credit *credit, const struct sw_study_tick *tick)
{
    const struct learning *learning = &credit->learning;
    struct sw_study *study = learning->study;
    uint32_t M = study->layout->shape.memory;
    float *mine = study->room[1];

    for (uint32_t k = 0; k < study->layout->shape.experts; k++) {
        credit_bias(credit, SW_THOUGHT + 2 * k + 1, mine);
        for (uint32_t row = 0; row < SW_TILE; row++)
            if (tick->expert[row] != k)
                memset(mine + (size_t)row * M, 0, M * sizeof *mine);
        add_products(learning, SW_THOUGHT + 2 * k, tick->after, M, mine);
        add_biases(learning, SW_THOUGHT + 2 * k + 1, mine);
    }
}

/* Credit of sight in one tick goes to the looks that were before the eyes then. */
static void credit_sight(const struct credit *credit, const struct sw_study_tick *tick)
{
    struct sw_study *study = credit->learning.study;
    uint32_t H = study->layout->shape.hidden, K2 = 2 * study->layout->shape.features;
    float *hidden = study->room[1], *normal = study->room[2];

    credit_bias(credit, SW_SIGHT_BIAS, hidden);
    credit_thresholds(credit, study->layout->tensor[SW_SIGHT_DENSE].noise_row, K2, normal);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t look = tick->look[row];
        float *to;

        if (look == UINT32_MAX)
            continue;
        to = study->look[look / SW_TILE]->credit;
        study->kernel.add_scaled(to + (size_t)(look % SW_TILE) * H, hidden + (size_t)row * H, 1.0f,
                                 H);
        study->kernel.add_scaled(to + (size_t)SW_TILE * H + (size_t)(look % SW_TILE) * K2,
                                 normal + (size_t)row * K2, 1.0f, K2);
    }
}

static void credit_tick(const struct credit *credit, const struct sw_study_tick *tick)
{
    const struct learning *learning = &credit->learning;
    struct sw_study *study = learning->study;
    float *error = study->room[0];

    if (learns(learning, SW_EDIT_HEAD)) {
        credit_bias(credit, SW_EDIT_BIAS, error);
        add_products(learning, SW_EDIT_HEAD, tick->said, study->layout->shape.memory, error);
        add_biases(learning, SW_EDIT_BIAS, error);
        credit_thought(credit, tick);
        credit_bias(credit, SW_MEMORY_BIAS, error);
        settle_gates(learning, tick, error);
    }
    if (learns(learning, SW_SIGHT_TABLE))
        credit_sight(credit, tick);
}

/* Room for what all pairs did to the widest layer. */
static int make_threshold_room(struct sw_study *study, uint32_t pairs, struct sw_error *error)
{
    const struct sw_brain_shape *shape = &study->layout->shape;
    uint32_t widest = study->layout->tensor[SW_EDIT_BIAS].stride;
    size_t room;

    widest = 2 * shape->features > widest ? 2 * shape->features : widest;
    widest = 2 * shape->memory > widest ? 2 * shape->memory : widest;
    widest = shape->hidden > widest ? shape->hidden : widest;
    room = (size_t)pairs * widest;
    if (study->thresholds_room >= room)
        return 0;
    free(study->thresholds);
    study->thresholds_room = 0;
    study->thresholds = sw_allocate_floats(room, "giving credit", error);
    if (study->thresholds == NULL)
        return -1;
    study->thresholds_room = room;
    return 0;
}

int sw_study_credit(struct sw_study *study, const struct sw_noise *const *noise, uint32_t litters,
                    const float *share, uint32_t ticks, uint8_t learn, float *gradient,
                    struct sw_error *error)
{
    struct credit credit = {.learning = {study, SW_LEARNING_NONE, NULL, learn, gradient},
                            .noise = noise,
                            .litters = litters};
    uint32_t pairs = litters * SW_NOISE_PAIRS, H = study->layout->shape.hidden;

    if (make_threshold_room(study, pairs, error) != 0)
        return -1;
    for (uint32_t t = 0; t < study->ticks && t < ticks; t++) {
        credit.share = share + (size_t)t * SW_TILE * pairs;
        credit_tick(&credit, study->tick[t]);
    }
    for (uint32_t first = 0; first < study->looks; first += SW_TILE) {
        struct sw_look_tile *tile = study->look[first / SW_TILE];

        add_products(&credit.learning, SW_MEMORY_SIGHT, tile->hidden, H, tile->error);
        if (learns(&credit.learning, SW_SIGHT_TABLE))
            settle_looks(&credit.learning, tile, looks_of(study, first), tile->credit,
                         tile->credit + (size_t)SW_TILE * H);
    }
    return 0;
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
    sw_growth_prune(layout, back);
}
