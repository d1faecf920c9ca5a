/* study_reference.h - one life under a teacher and what is learned from it, in plain double loops
 * over one row: what agent/study.h is compared with. The forward pass is that of mind_reference.h.
 */
#ifndef SW_TESTS_REFERENCE_STUDY_REFERENCE_H
#define SW_TESTS_REFERENCE_STUDY_REFERENCE_H

#include "agent/study.h"
#include "tests/reference/mind_reference.h"

enum { PLAIN_TICKS = 8, PLAIN_EDITS = 64, PLAIN_FEATURES = 128 };

/* What one row meets: a percept that is shown before tick 0, and perhaps another one later. */
struct plain_life {
    uint32_t ticks; /* after these it rests */
    uint16_t previous[PLAIN_TICKS], wanted[PLAIN_TICKS];
    const struct sw_percept *percept[PLAIN_TICKS]; /* shown before the tick; NULL: nothing new */
    const uint8_t *tokens;                         /* [L] heard before tick 0; NULL: nothing */
};

struct plain_lesson {
    const struct sw_brain_layout *layout;
    const float *weights, *back;
    enum sw_learning rule;
    double *gradient; /* [floats] */
};

/* The gradient of a matrix, or of a bias with x NULL. */
static inline void plain_move(const struct plain_lesson *lesson, uint32_t tensor, const double *x,
                              const double *e)
{
    const struct sw_tensor *t = &lesson->layout->tensor[tensor];

    for (uint32_t i = 0; i < t->rows; i++)
        for (uint32_t j = 0; j < t->columns; j++)
            lesson->gradient[t->offset + i * t->stride + j] += (x == NULL ? 1.0 : x[i]) * e[j];
}

/* y = e . B^T of a tensor's way back. */
static inline void plain_back(const struct plain_lesson *lesson, uint32_t tensor, const double *e,
                              double *y)
{
    const struct sw_tensor *t = &lesson->layout->tensor[tensor];

    for (uint32_t i = 0; i < t->rows; i++) {
        y[i] = 0;
        for (uint32_t j = 0; j < t->columns; j++)
            y[i] += e[j] * (double)lesson->back[t->offset + i * t->stride + j];
    }
}

/* y = e . F, the matrix of rule broadcast that begins at `first`: [edits][n]. */
static inline void plain_broadcast(const struct plain_lesson *lesson, size_t first, uint32_t n,
                                   const double *e, double *y)
{
    for (uint32_t i = 0; i < n; i++) {
        y[i] = 0;
        for (uint32_t a = 0; a < lesson->layout->shape.edits; a++)
            y[i] += e[a] * (double)lesson->back[first + a * n + i];
    }
}

/* Sum and maximum of every feature over a percept's cells, as plain_see pools them. */
static inline void plain_pool(const struct plain_mind *mind, const struct sw_percept *percept,
                              double *pooled, double *normal, double *deviation)
{
    uint32_t K = mind->layout->shape.features;
    double mean = 0, square = 0;

    memset(pooled, 0, 2 * K * sizeof *pooled);
    for (uint32_t c = 0; c < percept->kinds; c++)
        for (uint32_t k = 0; k < K; k++) {
            double sum = 0, weight = 8.0 * percept->count[c] / percept->cells;

            for (uint32_t l = 0; l < percept->rows[c]; l++)
                sum += plain_weight(mind, SW_SIGHT_TABLE,
                                    percept->row[c * SW_PERCEPT_ROWS_PER_CELL + l], k);
            if (percept->changed[c])
                weight += 4.0 * percept->count[c] / percept->changed_cells;
            pooled[k] += fmax(sum, 0) * weight;
            pooled[K + k] = fmax(pooled[K + k], sum);
        }
    for (uint32_t i = 0; i < 2 * K; i++)
        mean += pooled[i] / (2 * K);
    for (uint32_t i = 0; i < 2 * K; i++)
        square += (pooled[i] - mean) * (pooled[i] - mean) / (2 * K);
    *deviation = 1 / sqrt(square + 1e-5);
    for (uint32_t i = 0; i < 2 * K; i++)
        normal[i] = (pooled[i] - mean) * *deviation;
}

/* e: of the pooled features. */
static inline void plain_table(const struct plain_lesson *lesson, const struct plain_mind *mind,
                               const struct sw_percept *percept, const double *pooled,
                               const double *e)
{
    const struct sw_tensor *table = &lesson->layout->tensor[SW_SIGHT_TABLE];
    uint32_t K = lesson->layout->shape.features;

    for (uint32_t k = 0; k < K; k++) {
        bool met = pooled[K + k] <= 0;

        for (uint32_t c = 0; c < percept->kinds; c++) {
            double sum = 0, got = 0, weight = 8.0 * percept->count[c] / percept->cells;

            for (uint32_t l = 0; l < percept->rows[c]; l++)
                sum += plain_weight(mind, SW_SIGHT_TABLE,
                                    percept->row[c * SW_PERCEPT_ROWS_PER_CELL + l], k);
            if (percept->changed[c])
                weight += 4.0 * percept->count[c] / percept->changed_cells;
            if (sum > 0)
                got += weight * e[k];
            if (!met && sum == pooled[K + k]) {
                got += e[K + k];
                met = true;
            }
            for (uint32_t l = 0; l < percept->rows[c]; l++)
                lesson->gradient[table->offset +
                                 percept->row[c * SW_PERCEPT_ROWS_PER_CELL + l] * table->stride +
                                 k] += got;
        }
    }
}

/* What one look learns: `gates` is the error of its gates over its ticks, `edits` that of the
 * edits. */
static inline void plain_learn_look(const struct plain_lesson *lesson, struct plain_mind *mind,
                                    const struct sw_percept *percept, const double *gates,
                                    const double *edits)
{
    const struct sw_brain_shape *shape = &lesson->layout->shape;
    uint32_t H = shape->hidden, K2 = 2 * shape->features;
    double pooled[PLAIN_FEATURES], normal[PLAIN_FEATURES], deviation, hidden[256],
        e[PLAIN_FEATURES], mean = 0, along = 0;
    size_t sight = (size_t)shape->edits * shape->memory;
    uint32_t way_in = percept->canvas_only ? SW_MEMORY_CANVAS : SW_MEMORY_SIGHT;

    plain_pool(mind, percept, pooled, normal, &deviation);
    plain_see(mind, percept);
    plain_move(lesson, way_in, mind->hidden, gates);
    if (lesson->rule == SW_LEARNING_MIRROR)
        plain_back(lesson, way_in, gates, hidden);
    else
        plain_broadcast(lesson, sight, H, edits, hidden);
    for (uint32_t i = 0; i < H; i++)
        hidden[i] *= 1 - mind->hidden[i] * mind->hidden[i];
    plain_move(lesson, SW_SIGHT_DENSE, normal, hidden);
    plain_move(lesson, SW_SIGHT_BIAS, NULL, hidden);
    if (lesson->rule == SW_LEARNING_MIRROR)
        plain_back(lesson, SW_SIGHT_DENSE, hidden, e);
    else
        plain_broadcast(lesson, sight + (size_t)shape->edits * H, K2, edits, e);
    for (uint32_t i = 0; i < K2; i++) {
        mean += e[i] / K2;
        along += e[i] * normal[i] / K2;
    }
    for (uint32_t i = 0; i < K2; i++)
        e[i] = deviation * (e[i] - mean - normal[i] * along);
    plain_table(lesson, mind, percept, pooled, e);
}

/* What was heard learns: `gates` and `edits` are errors over all ticks. */
static inline void plain_learn_ear(const struct plain_lesson *lesson, const struct plain_mind *mind,
                                   const uint8_t *tokens, const double *gates, const double *edits)
{
    const struct sw_brain_shape *shape = &lesson->layout->shape;
    const struct sw_tensor *table = &lesson->layout->tensor[SW_HEARING_TABLE];
    double hidden[256];

    plain_move(lesson, SW_MEMORY_SIGHT, mind->image, gates);
    if (lesson->rule == SW_LEARNING_MIRROR)
        plain_back(lesson, SW_MEMORY_SIGHT, gates, hidden);
    else
        plain_broadcast(lesson, (size_t)shape->edits * shape->memory, shape->hidden, edits, hidden);
    for (uint32_t i = 0; i < shape->hidden; i++) {
        hidden[i] *= 1 - mind->image[i] * mind->image[i];
        for (uint32_t l = 0; l < shape->length; l++)
            lesson->gradient[table->offset + (l * shape->vocabulary + tokens[l]) * table->stride +
                             i] += hidden[i];
    }
    plain_move(lesson, SW_HEARING_BIAS, NULL, hidden);
}

/* What one tick learns behind the edit head. before: memory before it. */
static inline void plain_learn_tick(const struct plain_lesson *lesson,
                                    const struct plain_mind *mind, const double *before,
                                    uint16_t previous, uint8_t expert, const double *e,
                                    double *gates)
{
    uint32_t M = lesson->layout->shape.memory, A = lesson->layout->shape.edits;
    double input[512] = {0}, reached[256], bent[256], down[256];
    const struct sw_tensor *edit = &lesson->layout->tensor[SW_MEMORY_EDIT];
    uint32_t last = previous < A ? previous : A;

    if (lesson->rule == SW_LEARNING_MIRROR)
        plain_back(lesson, SW_EDIT_HEAD, e, reached);
    else
        plain_broadcast(lesson, 0, M, e, reached);
    for (uint32_t i = 0; i < M; i++) {
        double added = mind->thought[i] - mind->memory[i];

        bent[i] = reached[i] * (1 - added * added);
    }
    plain_move(lesson, SW_THOUGHT + 2u * expert, mind->memory, bent);
    plain_move(lesson, SW_THOUGHT + 2u * expert + 1, NULL, bent);
    if (lesson->rule == SW_LEARNING_MIRROR) {
        plain_back(lesson, SW_THOUGHT + 2u * expert, bent, down);
        for (uint32_t i = 0; i < M; i++)
            reached[i] += down[i];
    }
    for (uint32_t i = 0; i < 2 * M; i++)
        input[i] = mind->seen[i] + mind->heard[i] + plain_weight(mind, SW_MEMORY_EDIT, last, i);
    plain_add(mind, SW_MEMORY_RECURRENT, before, input);
    plain_add(mind, SW_MEMORY_BIAS, NULL, input);
    for (uint32_t i = 0; i < M; i++) {
        double open = 1 / (1 + exp(-input[i])), fresh = tanh(input[M + i]);

        gates[i] = reached[i] * (fresh - before[i]) * open * (1 - open);
        gates[M + i] = reached[i] * open * (1 - fresh * fresh);
    }
    plain_move(lesson, SW_MEMORY_RECURRENT, before, gates);
    plain_move(lesson, SW_MEMORY_BIAS, NULL, gates);
    for (uint32_t i = 0; i < 2 * M; i++)
        lesson->gradient[edit->offset + last * edit->stride + i] += gates[i];
}

/* One life; returns the sum of the wanted edits' log likelihoods. With gradient NULL nothing is
 * learned. */
static inline double plain_study(const struct plain_lesson *lesson, const struct plain_life *life)
{
    uint32_t M = lesson->layout->shape.memory, A = lesson->layout->shape.edits;
    double sum = 0, gates[512] = {0}, edits[PLAIN_EDITS] = {0};
    double heard[512] = {0}, heard_edits[PLAIN_EDITS] = {0};
    const struct sw_percept *percept = NULL;
    struct plain_mind mind;

    plain_begin(&mind, lesson->layout, lesson->weights);
    if (life->tokens != NULL)
        plain_hear(&mind, life->tokens);
    for (uint32_t t = 0; t < life->ticks; t++) {
        double e[PLAIN_EDITS], before[256], all = 0, reached[512];
        uint8_t expert;

        if (life->percept[t] != NULL) {
            if (percept != NULL && lesson->gradient != NULL && lesson->rule != SW_LEARNING_DELTA)
                plain_learn_look(lesson, &mind, percept, gates, edits);
            memset(gates, 0, sizeof gates);
            memset(edits, 0, sizeof edits);
            percept = life->percept[t];
            plain_see(&mind, percept);
        }
        expert = plain_route(&mind, life->previous[t]);
        memcpy(before, mind.memory, sizeof before);
        plain_think(&mind, life->previous[t], expert);
        plain_edit(&mind, e);
        for (uint32_t a = 0; a < A; a++)
            all += exp(e[a]);
        sum += e[life->wanted[t]] - log(all);
        for (uint32_t a = 0; a < A; a++)
            e[a] = (a == life->wanted[t] ? 1 : 0) - exp(e[a]) / all;
        if (lesson->gradient == NULL)
            continue;
        plain_move(lesson, SW_EDIT_HEAD, mind.thought, e);
        plain_move(lesson, SW_EDIT_BIAS, NULL, e);
        if (lesson->rule == SW_LEARNING_DELTA)
            continue;
        plain_learn_tick(lesson, &mind, before, life->previous[t], expert, e, reached);
        for (uint32_t i = 0; i < 2 * M; i++)
            gates[i] += reached[i], heard[i] += reached[i];
        for (uint32_t a = 0; a < A; a++)
            edits[a] += e[a], heard_edits[a] += e[a];
    }
    if (percept != NULL && lesson->gradient != NULL && lesson->rule != SW_LEARNING_DELTA)
        plain_learn_look(lesson, &mind, percept, gates, edits);
    if (life->tokens != NULL && lesson->gradient != NULL && lesson->rule != SW_LEARNING_DELTA)
        plain_learn_ear(lesson, &mind, life->tokens, heard, heard_edits);
    return sum;
}

/* ---- credit ---- */

/* What pairs did to thresholds, and how they did in a row's tick: [16]. */
struct plain_shares {
    const struct sw_noise *noise;
    const float *share; /* [ticks][32][16] */
};

static inline void plain_credit_of(const struct plain_shares *shares, uint32_t tick, uint32_t row,
                                   uint32_t place, uint32_t n, double *y)
{
    const float *share = shares->share + (tick * SW_TILE + row) * SW_NOISE_PAIRS;

    for (uint32_t i = 0; i < n; i++) {
        y[i] = 0;
        for (uint32_t p = 0; p < SW_NOISE_PAIRS; p++)
            y[i] += (double)share[p] *
                    (double)shares->noise->pair[p * shares->noise->layout->noise + place + i];
    }
}

/* Credit that one look has got over its ticks. */
struct plain_look {
    double gates[512], hidden[256], features[PLAIN_FEATURES];
};

static inline void plain_credit_look(const struct plain_lesson *lesson, struct plain_mind *mind,
                                     const struct sw_percept *percept, struct plain_look *look)
{
    uint32_t K2 = 2 * lesson->layout->shape.features;
    double pooled[PLAIN_FEATURES], normal[PLAIN_FEATURES], deviation, mean = 0, along = 0;

    plain_pool(mind, percept, pooled, normal, &deviation);
    plain_see(mind, percept);
    plain_move(lesson, SW_MEMORY_SIGHT, mind->hidden, look->gates);
    plain_move(lesson, SW_SIGHT_DENSE, normal, look->hidden);
    plain_move(lesson, SW_SIGHT_BIAS, NULL, look->hidden);
    for (uint32_t i = 0; i < K2; i++) {
        mean += look->features[i] / K2;
        along += look->features[i] * normal[i] / K2;
    }
    for (uint32_t i = 0; i < K2; i++)
        look->features[i] = deviation * (look->features[i] - mean - normal[i] * along);
    plain_table(lesson, mind, percept, pooled, look->features);
    memset(look, 0, sizeof *look);
}

static inline void plain_credit(const struct plain_lesson *lesson, const struct plain_life *life,
                                uint32_t row, const struct plain_shares *shares)
{
    const struct sw_tensor *tensor = lesson->layout->tensor;
    uint32_t M = lesson->layout->shape.memory, A = lesson->layout->shape.edits;
    uint32_t H = lesson->layout->shape.hidden, K2 = 2 * lesson->layout->shape.features;
    const struct sw_percept *percept = NULL;
    struct plain_look look = {0};
    struct plain_mind mind;

    plain_begin(&mind, lesson->layout, lesson->weights);
    for (uint32_t t = 0; t < life->ticks; t++) {
        uint32_t last = life->previous[t] < A ? life->previous[t] : A;
        double e[512], before[256];
        uint8_t expert;

        if (life->percept[t] != NULL) {
            if (percept != NULL)
                plain_credit_look(lesson, &mind, percept, &look);
            percept = life->percept[t];
            plain_see(&mind, percept);
        }
        expert = plain_route(&mind, life->previous[t]);
        memcpy(before, mind.memory, sizeof before);
        plain_think(&mind, life->previous[t], expert);
        plain_credit_of(shares, t, row, tensor[SW_EDIT_BIAS].noise_column, A, e);
        plain_move(lesson, SW_EDIT_HEAD, mind.thought, e);
        plain_move(lesson, SW_EDIT_BIAS, NULL, e);
        plain_credit_of(shares, t, row, tensor[SW_THOUGHT + 2 * expert + 1].noise_column, M, e);
        plain_move(lesson, SW_THOUGHT + 2u * expert, mind.memory, e);
        plain_move(lesson, SW_THOUGHT + 2u * expert + 1, NULL, e);
        plain_credit_of(shares, t, row, tensor[SW_MEMORY_BIAS].noise_column, 2 * M, e);
        plain_move(lesson, SW_MEMORY_RECURRENT, before, e);
        plain_move(lesson, SW_MEMORY_BIAS, NULL, e);
        for (uint32_t i = 0; i < 2 * M; i++) {
            lesson->gradient[tensor[SW_MEMORY_EDIT].offset + last * tensor[SW_MEMORY_EDIT].stride +
                             i] += e[i];
            look.gates[i] += e[i];
        }
        plain_credit_of(shares, t, row, tensor[SW_SIGHT_BIAS].noise_column, H, e);
        for (uint32_t i = 0; i < H; i++)
            look.hidden[i] += e[i];
        plain_credit_of(shares, t, row, tensor[SW_SIGHT_DENSE].noise_row, K2, e);
        for (uint32_t i = 0; i < K2; i++)
            look.features[i] += e[i];
    }
    if (percept != NULL)
        plain_credit_look(lesson, &mind, percept, &look);
}

#endif
