#include "agent/eyes.h"
#include "agent/growth.h"
#include "agent/study_private.h"

#include <stdlib.h>
#include <string.h>

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static const float *weights_of(const struct sw_study *study, uint32_t tensor)
{
    return study->weights + study->layout->tensor[tensor].offset;
}

struct sw_study *sw_study_create(const struct sw_brain_layout *layout, struct sw_error *error)
{
    static const char doing[] = "making room to learn";
    const struct sw_brain_shape *shape = &layout->shape;
    uint32_t M = shape->memory, H = shape->hidden, A = layout->tensor[SW_EDIT_HEAD].stride;
    uint32_t widest = larger(larger(2 * shape->features, 2 * M), larger(H, A));
    struct sw_study *study = sw_allocate(1, sizeof *study, doing, error);
    size_t tile = (size_t)SW_TILE * widest, ear = (size_t)SW_TILE * (H + 4 * (size_t)M + A);
    float *at;

    if (study == NULL)
        return NULL;
    study->layout = layout;
    study->mind = sw_mind_create(layout, "portable", error);
    study->memory = sw_allocate_floats((size_t)SW_TILE * M + 5 * tile + SW_TILE * SW_TILE +
                                           (size_t)widest * widest + ear,
                                       doing, error);
    study->tick_room = 16;
    study->tick = sw_allocate(study->tick_room, sizeof(struct sw_study_tick *), doing, error);
    if (study->mind == NULL || study->memory == NULL || study->tick == NULL) {
        sw_study_destroy(study);
        return NULL;
    }
    study->only = SW_EXPERT_CHOSEN;
    study->kernel = study->mind->kernel;
    at = study->memory + (size_t)SW_TILE * M;
    for (int i = 0; i < 5; i++, at += tile)
        study->room[i] = at;
    study->turned = at;
    study->back_turned = at + SW_TILE * SW_TILE, at = study->back_turned + (size_t)widest * widest;
    study->ear.hidden = at, at += (size_t)SW_TILE * H;
    study->ear.gates = at, at += (size_t)SW_TILE * 2 * M;
    study->ear.error = at, at += (size_t)SW_TILE * 2 * M;
    study->ear.edits = at;
    return study;
}

static void free_looks(struct sw_look_tile *tile)
{
    for (uint32_t i = 0; tile != NULL && i < SW_TILE; i++)
        sw_encoding_free(&tile->look[i].encoding);
    if (tile != NULL)
        free(tile->floats);
    free(tile);
}

void sw_study_destroy(struct sw_study *study)
{
    if (study == NULL)
        return;
    for (uint32_t i = 0; i < study->look_tiles; i++)
        free_looks(study->look[i]);
    for (uint32_t i = 0; study->tick != NULL && i < study->tick_room; i++) {
        if (study->tick[i] != NULL)
            free(study->tick[i]->floats);
        free(study->tick[i]);
    }
    sw_mind_destroy(study->mind);
    free(study->thresholds);
    free(study->look);
    free(study->tick);
    free(study->memory);
    free(study);
}

void sw_study_begin(struct sw_study *study, const float *weights)
{
    study->weights = weights;
    study->looks = study->fresh_looks = study->ticks = 0;
    study->ear.heard = false;
    memset(study->now, 0xff, sizeof study->now);
    memset(study->barred, 0, sizeof study->barred);
    memset(study->memory, 0, (size_t)SW_TILE * study->layout->shape.memory * sizeof(float));
}

void sw_study_bar(struct sw_study *study, uint32_t row, const uint8_t *barred)
{
    study->barred[row] = barred;
}

void sw_study_by(struct sw_study *study, uint8_t expert)
{
    study->only = expert;
}

const float *sw_study_memory(const struct sw_study *study)
{
    return study->memory;
}

/* ---- sight ---- */

static struct sw_look_tile *make_looks(const struct sw_study *study, struct sw_error *error)
{
    const struct sw_brain_shape *shape = &study->layout->shape;
    uint32_t K2 = 2 * shape->features, M2 = 2 * shape->memory;
    uint32_t A = study->layout->tensor[SW_EDIT_HEAD].stride;
    struct sw_look_tile *tile = sw_allocate(1, sizeof *tile, "making room to look", error);
    float *at = sw_allocate_floats((size_t)SW_TILE * (3 * K2 + 2 * shape->hidden + 2 * M2 + A),
                                   "making room to look", error);

    if (tile == NULL || at == NULL) {
        free(tile);
        free(at);
        return NULL;
    }
    tile->floats = at;
    tile->pooled = at, at += SW_TILE * K2;
    tile->normal = at, at += SW_TILE * K2;
    tile->hidden = at, at += SW_TILE * shape->hidden;
    tile->gates = at, at += SW_TILE * M2;
    tile->error = at, at += SW_TILE * M2;
    tile->edits = at, at += SW_TILE * A;
    tile->credit = at;
    return tile;
}

static struct sw_look *look_at(const struct sw_study *study, uint32_t number)
{
    return &study->look[number / SW_TILE]->look[number % SW_TILE];
}

int sw_study_see(struct sw_study *study, uint32_t row, const struct sw_percept *percept,
                 struct sw_error *error)
{
    uint32_t number = study->looks;

    if (number / SW_TILE == study->look_tiles) {
        struct sw_look_tile **more =
            realloc(study->look, (study->look_tiles + 1) * sizeof(struct sw_look_tile *));

        if (more == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while making room to look");
        study->look = more;
        more[study->look_tiles] = make_looks(study, error);
        if (more[study->look_tiles] == NULL)
            return -1;
        study->look_tiles++;
    }
    if (sw_encoding_take(&look_at(study, number)->encoding, study->mind, study->weights, percept,
                         error) != 0)
        return -1;
    study->now[row] = number;
    study->looks++;
    return 0;
}

/* y = x . W + bias for 32 rows (bias: SW_TENSORS_MAX for none). */
static void dense(const struct sw_study *study, uint32_t tensor, uint32_t bias, const float *x,
                  uint32_t x_stride, float *y)
{
    const struct sw_tensor *t = &study->layout->tensor[tensor];

    study->kernel.product(x, x_stride, weights_of(study, tensor), t->rows, t->stride, y);
    for (uint32_t row = 0; row < SW_TILE && bias != SW_TENSORS_MAX; row++)
        study->kernel.add_scaled(y + (size_t)row * t->stride, weights_of(study, bias), 1.0f,
                                 t->stride);
}

uint32_t sw_study_way_in(const struct sw_look_tile *tile)
{
    return tile->look[0].encoding.percept->canvas_only ? SW_MEMORY_CANVAS : SW_MEMORY_SIGHT;
}

/* Sight of the first looks of a tile. */
static void look_through(struct sw_study *study, struct sw_look_tile *tile, uint32_t looks)
{
    const struct sw_brain_shape *shape = &study->layout->shape;
    uint32_t K = shape->features;

    for (uint32_t i = 0; i < looks; i++) {
        struct sw_encoding *encoding = &tile->look[i].encoding;
        float *pooled = tile->pooled + (size_t)i * 2 * K;
        float *normal = tile->normal + (size_t)i * 2 * K;

        study->kernel.pool(encoding->base, encoding->count, encoding->kinds, K, pooled);
        memcpy(normal, pooled, 2 * (size_t)K * sizeof *normal);
        sw_eyes_normalise(&study->kernel, shape, normal);
        sw_eyes_deviations(shape, pooled, tile->look[i].deviation);
    }
    dense(study, SW_SIGHT_DENSE, SW_SIGHT_BIAS, tile->normal, 2 * K, tile->hidden);
    study->kernel.tanh(tile->hidden, SW_TILE * shape->hidden);
    dense(study, sw_study_way_in(tile), SW_TENSORS_MAX, tile->hidden, shape->hidden, tile->gates);
}

/* Runs sight on what was shown since the last tick. The earlier looks of a tile are computed again,
 * to the same values. */
static void look_now(struct sw_study *study)
{
    const struct sw_brain_shape *shape = &study->layout->shape;

    for (uint32_t t = study->fresh_looks / SW_TILE; t * SW_TILE < study->looks; t++) {
        struct sw_look_tile *tile = study->look[t];
        uint32_t first = t * SW_TILE, end = study->looks - first;

        if (study->fresh_looks <= first) {
            memset(tile->normal, 0, (size_t)SW_TILE * 2 * shape->features * sizeof(float));
            memset(tile->error, 0, (size_t)SW_TILE * 2 * shape->memory * sizeof(float));
            memset(tile->credit, 0,
                   (size_t)SW_TILE * (shape->hidden + 2 * shape->features) * sizeof(float));
            memset(tile->edits, 0,
                   (size_t)SW_TILE * study->layout->tensor[SW_EDIT_HEAD].stride * sizeof(float));
        }
        look_through(study, tile, end < SW_TILE ? end : SW_TILE);
    }
    study->fresh_looks = study->looks;
}

/* ---- a tick ---- */

static struct sw_study_tick *make_tick(const struct sw_study *study, struct sw_error *error)
{
    size_t M = (size_t)SW_TILE * study->layout->shape.memory;
    size_t A = (size_t)SW_TILE * study->layout->tensor[SW_EDIT_HEAD].stride;
    struct sw_study_tick *tick = sw_allocate(1, sizeof *tick, "making room to learn", error);
    float *at = sw_allocate_floats(6 * M + A, "making room to learn", error);

    if (tick == NULL || at == NULL) {
        free(tick);
        free(at);
        return NULL;
    }
    tick->floats = tick->memory = at;
    tick->open = at + M;
    tick->fresh = at + 2 * M;
    tick->after = at + 3 * M;
    tick->thought = at + 4 * M;
    tick->said = at + 5 * M;
    tick->error = at + 6 * M;
    return tick;
}

/* ---- hearing ---- */

void sw_study_hear(struct sw_study *study, const uint8_t *tokens)
{
    const struct sw_brain_shape *shape = &study->layout->shape;
    const struct sw_tensor *table = &study->layout->tensor[SW_HEARING_TABLE];
    uint32_t H = shape->hidden, L = shape->length, V = shape->vocabulary, n = 2 * shape->memory;
    struct sw_study_ear *ear = &study->ear;

    memcpy(ear->tokens, tokens, (size_t)SW_TILE * L);
    memset(ear->hidden, 0, (size_t)SW_TILE * H * sizeof(float));
    memset(ear->error, 0, (size_t)SW_TILE * n * sizeof(float));
    memset(ear->edits, 0,
           (size_t)SW_TILE * study->layout->tensor[SW_EDIT_HEAD].stride * sizeof(float));
    for (uint32_t row = 0; row < SW_TILE; row++) {
        float *at = ear->hidden + (size_t)row * H;

        if (tokens[row * L] == SW_TOKEN_NOTHING)
            continue;
        for (uint32_t l = 0; l < L; l++)
            study->kernel.add_scaled(at,
                                     weights_of(study, SW_HEARING_TABLE) +
                                         (size_t)(l * V + tokens[row * L + l] % V) * table->stride,
                                     1.0f, table->stride);
        study->kernel.add_scaled(at, weights_of(study, SW_HEARING_BIAS), 1.0f, table->stride);
    }
    study->kernel.tanh(ear->hidden, SW_TILE * H);
    dense(study, SW_MEMORY_SIGHT, SW_TENSORS_MAX, ear->hidden, H, ear->gates);
    ear->heard = true;
}

/* ---- ticks ---- */

static struct sw_study_tick *next_tick(struct sw_study *study, struct sw_error *error)
{
    if (study->ticks == study->tick_room) {
        uint32_t room = 2 * study->tick_room;
        struct sw_study_tick **more = realloc(study->tick, room * sizeof(struct sw_study_tick *));

        if (more == NULL) {
            sw_fail(error, SW_EXIT_FAILED, "out of memory while making room to learn");
            return NULL;
        }
        memset(more + study->tick_room, 0, study->tick_room * sizeof(struct sw_study_tick *));
        study->tick = more;
        study->tick_room = room;
    }
    if (study->tick[study->ticks] == NULL)
        study->tick[study->ticks] = make_tick(study, error);
    return study->tick[study->ticks];
}

/* The gates' input, as mind.c sums it: the recurrent product, bias, last edit, what is seen. */
static void gather_gates(const struct sw_study *study, const struct sw_study_tick *tick,
                         float *gates)
{
    uint32_t M = study->layout->shape.memory, n = 2 * M;
    const struct sw_tensor *edit = &study->layout->tensor[SW_MEMORY_EDIT];

    dense(study, SW_MEMORY_RECURRENT, SW_MEMORY_BIAS, study->memory, M, gates);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t last = tick->previous[row] < edit->rows - 1 ? tick->previous[row] : edit->rows - 1;
        uint32_t look = tick->look[row];
        float *at = gates + (size_t)row * n;

        study->kernel.add_scaled(at, weights_of(study, SW_MEMORY_EDIT) + (size_t)last * n, 1.0f, n);
        if (look != UINT32_MAX)
            study->kernel.add_scaled(
                at, study->look[look / SW_TILE]->gates + (size_t)(look % SW_TILE) * n, 1.0f, n);
        if (tick->heard)
            study->kernel.add_scaled(at, study->ear.gates + (size_t)row * n, 1.0f, n);
    }
}

/* Memory after the tick, and what its gates did. sigmoid(u) = (1 + tanh(u / 2)) / 2. */
static void remember(struct sw_study *study, struct sw_study_tick *tick, const float *gates)
{
    uint32_t M = study->layout->shape.memory;

    memcpy(tick->memory, study->memory, (size_t)SW_TILE * M * sizeof(float));
    for (uint32_t row = 0; row < SW_TILE; row++) {
        const float *at = gates + (size_t)row * 2 * M;

        study->kernel.gate(study->memory + (size_t)row * M, at, M);
        for (uint32_t i = 0; i < M; i++) {
            tick->open[row * M + i] = 0.5f * at[i];
            tick->fresh[row * M + i] = at[M + i];
        }
    }
    study->kernel.tanh(tick->open, SW_TILE * M);
    study->kernel.tanh(tick->fresh, SW_TILE * M);
    for (uint32_t i = 0; i < SW_TILE * M; i++)
        tick->open[i] = 0.5f + 0.5f * tick->open[i];
    memcpy(tick->after, study->memory, (size_t)SW_TILE * M * sizeof(float));
}

/* Who thinks in a brain that grows: chosen at the first tick, as mind.c does. */
static uint32_t choose(struct sw_study *study, struct sw_study_tick *tick)
{
    const struct sw_brain_layout *layout = study->layout;
    uint32_t chosen = 0, open = sw_growth_open(layout, study->weights);

    if (study->ticks > 0)
        memcpy(tick->expert, study->tick[0]->expert, sizeof tick->expert);
    else if (study->only != SW_EXPERT_CHOSEN)
        memset(tick->expert, study->only, sizeof tick->expert);
    else
        for (uint32_t row = 0; row < SW_TILE; row++)
            tick->expert[row] = sw_growth_choose(layout, study->weights, open,
                                                 tick->after + (size_t)row * layout->shape.memory);
    for (uint32_t row = 0; row < SW_TILE; row++)
        chosen |= 1u << tick->expert[row];
    return chosen;
}

/* Which expert thinks in each row; returns them as bits. */
static uint32_t route(struct sw_study *study, struct sw_study_tick *tick)
{
    uint32_t E = study->layout->shape.experts, stride = study->layout->tensor[SW_ROUTER].stride;
    float *scores = study->room[1];
    uint32_t chosen = 1;

    memset(tick->expert, 0, sizeof tick->expert);
    if (E == 1)
        return chosen;
    if (sw_growth_is(&study->layout->shape))
        return choose(study, tick);
    chosen = 0;
    dense(study, SW_ROUTER, SW_TENSORS_MAX, tick->after, study->layout->shape.memory, scores);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        const float *at = scores + (size_t)row * stride;

        for (uint32_t k = 1; k < E; k++)
            if (at[k] > at[tick->expert[row]])
                tick->expert[row] = (uint8_t)k;
        chosen |= 1u << tick->expert[row];
    }
    return chosen;
}

static void think(struct sw_study *study, struct sw_study_tick *tick)
{
    uint32_t M = study->layout->shape.memory, chosen = route(study, tick);
    float *tile = study->room[1];

    for (uint32_t k = 0; k < study->layout->shape.experts; k++) {
        if (!(chosen >> k & 1u))
            continue;
        dense(study, SW_THOUGHT + 2 * k, SW_THOUGHT + 2 * k + 1, tick->after, M, tile);
        for (uint32_t row = 0; row < SW_TILE; row++)
            if (tick->expert[row] == k)
                memcpy(tick->thought + (size_t)row * M, tile + (size_t)row * M, M * sizeof(float));
    }
    memcpy(tick->said, tick->thought, (size_t)SW_TILE * M * sizeof(float));
    study->kernel.residual_tanh(tick->said, tick->after, SW_TILE * M);
    for (uint32_t row = 0; row < SW_TILE && sw_growth_is(&study->layout->shape); row++)
        sw_growth_keep_own(&study->layout->shape, tick->expert[row], tick->said + (size_t)row * M);
    study->kernel.tanh(tick->thought, SW_TILE * M);
}

/* Likelihood of the wanted edit, and the error of all. at: logits, A of them. barred: NULL if none
 * is. */
static float judge(const struct sw_study *study, float *at, uint16_t wanted, const uint8_t *barred)
{
    uint32_t A = study->layout->shape.edits, stride = study->layout->tensor[SW_EDIT_HEAD].stride;
    float logit = at[wanted] > 60.0f ? 60.0f : at[wanted] < -60.0f ? -60.0f : at[wanted], sum = 0;
    float likelihood;

    for (uint32_t i = 0; i < A && barred != NULL; i++)
        if (barred[i] != 0)
            at[i] = SW_LOGIT_BARRED;
    likelihood = logit - study->kernel.exponentials(at, A, stride);
    for (uint32_t i = 0; i < A; i++)
        sum += at[i];
    for (uint32_t i = 0; i < A; i++)
        at[i] /= -sum;
    at[wanted] += 1.0f;
    return likelihood;
}

int sw_study_tick(struct sw_study *study, const uint16_t previous[SW_TILE],
                  const uint16_t wanted[SW_TILE], float likelihood[SW_TILE], struct sw_error *error)
{
    uint32_t stride = study->layout->tensor[SW_EDIT_HEAD].stride;
    struct sw_study_tick *tick = next_tick(study, error);

    if (tick == NULL)
        return -1;
    look_now(study);
    memcpy(tick->previous, previous, sizeof tick->previous);
    memcpy(tick->look, study->now, sizeof tick->look);
    tick->heard = study->ear.heard;
    gather_gates(study, tick, study->room[0]);
    remember(study, tick, study->room[0]);
    think(study, tick);
    dense(study, SW_EDIT_HEAD, SW_EDIT_BIAS, tick->said, study->layout->shape.memory, tick->error);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        float *at = tick->error + (size_t)row * stride;

        likelihood[row] = 0;
        if (wanted[row] == SW_EDIT_NONE)
            memset(at, 0, stride * sizeof *at);
        else
            likelihood[row] = judge(study, at, wanted[row], study->barred[row]);
    }
    study->ticks++;
    return 0;
}
