#include "agent/code_mind.h"

#include "agent/fates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TILES = (SW_FORECAST_KINDS_MAX + SW_TILE - 1) / SW_TILE };

static const char doing[] = "making minds that code";

static const float *tensor_of(const struct sw_code_mind *mind, const float *weights,
                              uint32_t tensor)
{
    return weights + mind->layout->tensor[tensor].offset;
}

static float *gradient_of(const struct sw_code_mind *mind, float *gradient, uint32_t tensor)
{
    return gradient + mind->layout->tensor[tensor].offset;
}

static uint32_t fate_stride(const struct sw_code_mind *mind)
{
    return mind->layout->tensor[SW_CODE_HEAD].stride;
}

static uint32_t input_stride(const struct sw_code_mind *mind)
{
    return mind->layout->tensor[SW_CODE_SAY].stride;
}

struct sw_code_mind *sw_code_mind_create(const struct sw_code_shape *shape,
                                         const struct sw_brain_layout *layout,
                                         struct sw_error *error)
{
    uint32_t H = shape->hidden, F = layout->tensor[SW_CODE_HEAD].stride, K2 = 2 * shape->features;
    uint32_t N = layout->tensor[SW_CODE_SAY].stride;
    size_t room = (size_t)TILES * SW_TILE;
    struct sw_code_mind *mind = sw_allocate(1, sizeof *mind, doing, error);
    float *at = sw_allocate_floats(room * (2 * H + F) + 2 * (H + F + K2 + N), doing, error);

    if (mind == NULL || at == NULL) {
        free(mind);
        free(at);
        return NULL;
    }
    mind->shape = *shape;
    mind->layout = layout;
    sw_kernel_find("portable", &mind->kernel);
    mind->base = at;
    mind->hidden = mind->base + room * H;
    mind->logit = mind->hidden + room * H;
    mind->error = mind->logit + room * F;
    mind->sum_fates = mind->error + F;
    mind->back = mind->sum_fates + F;
    mind->sum_hidden = mind->back + H;
    mind->pooled = mind->sum_hidden + H;
    mind->normal = mind->pooled + K2;
    mind->score = mind->normal + K2;
    mind->input = mind->score + N;
    return mind;
}

void sw_code_mind_destroy(struct sw_code_mind *mind)
{
    if (mind == NULL)
        return;
    free(mind->base);
    free(mind->seen);
    free(mind->count);
    free(mind);
}

/* ---- who speaks ---- */

static int make_room(struct sw_code_mind *mind, uint32_t kinds, struct sw_error *error)
{
    float *seen, *count;

    if (kinds <= mind->capacity)
        return 0;
    seen = sw_allocate_floats((size_t)kinds * mind->shape.features, doing, error);
    count = sw_allocate_floats(kinds, doing, error);
    if (seen == NULL || count == NULL) {
        free(seen);
        free(count);
        return -1;
    }
    free(mind->seen);
    free(mind->count);
    mind->seen = seen;
    mind->count = count;
    mind->capacity = kinds;
    return 0;
}

static void normalise(struct sw_code_mind *mind)
{
    uint32_t n = 2 * mind->shape.features;
    float mean = 0, square = 0;

    for (uint32_t i = 0; i < n; i++)
        mean += mind->pooled[i];
    mean /= (float)n;
    for (uint32_t i = 0; i < n; i++)
        square += (mind->pooled[i] - mean) * (mind->pooled[i] - mean);
    mind->deviation = sqrtf(square / (float)n) + 1e-5f;
    for (uint32_t i = 0; i < n; i++)
        mind->normal[i] = (mind->pooled[i] - mean) / mind->deviation;
}

int sw_code_mind_look(struct sw_code_mind *mind, const float *weights,
                      const struct sw_percept *percept, struct sw_error *error)
{
    uint32_t K = mind->shape.features, N = input_stride(mind);

    if (make_room(mind, percept->kinds, error) != 0)
        return -1;
    mind->kernel.sum_rows(tensor_of(mind, weights, SW_CODE_SIGHT), K, percept->row, percept->rows,
                          SW_PERCEPT_ROWS_PER_CELL, percept->kinds, mind->seen);
    for (uint32_t k = 0; k < percept->kinds; k++)
        mind->count[k] = (float)percept->count[k] / (float)percept->cells;
    mind->kernel.pool(mind->seen, mind->count, percept->kinds, K, mind->pooled);
    normalise(mind);
    mind->kernel.row_product(mind->normal, tensor_of(mind, weights, SW_CODE_SAY), 2 * K, N,
                             mind->score);
    mind->kernel.add_scaled(mind->score, tensor_of(mind, weights, SW_CODE_SAY_BIAS), 1.0f, N);
    return 0;
}

void sw_code_mind_say(struct sw_code_mind *mind, struct sw_code *out)
{
    const struct sw_code_shape *shape = &mind->shape;

    memset(out, 0, sizeof *out);
    if (shape->form == SW_CODE_VECTOR) {
        memcpy(mind->input, mind->score, input_stride(mind) * sizeof *mind->input);
        mind->kernel.tanh(mind->input, input_stride(mind));
        memcpy(out->number, mind->input, shape->numbers * sizeof *out->number);
    }
    for (uint32_t l = 0; shape->form == SW_CODE_TOKENS && l < shape->length; l++) {
        const float *score = mind->score + (size_t)l * shape->vocabulary;

        for (uint32_t v = 1; v < shape->vocabulary; v++)
            if (score[v] > score[out->token[l]])
                out->token[l] = (uint8_t)v;
    }
}

/* Of one place: one for the token less the probability of each. */
static void token_error(const struct sw_code_mind *mind, const float *score, uint8_t token,
                        float *error)
{
    uint32_t V = mind->shape.vocabulary;
    float chance[SW_COLUMNS_MAX + SW_LANES], most = score[0], all = 0;

    for (uint32_t v = 1; v < V; v++)
        most = score[v] > most ? score[v] : most;
    memset(chance, 0, sizeof chance);
    for (uint32_t v = 0; v < V; v++)
        chance[v] = score[v] - most;
    mind->kernel.exponentials(chance, V, (V + SW_LANES - 1) / SW_LANES * SW_LANES);
    for (uint32_t v = 0; v < V; v++)
        all += chance[v];
    for (uint32_t v = 0; v < V; v++)
        error[v] = (v == token ? 1.0f : 0.0f) - chance[v] / all;
}

/* The error of the scores: of numbers what reached them, through tanh. */
static void score_error(const struct sw_code_mind *mind, const struct sw_code *code,
                        const float *reached, float *error)
{
    const struct sw_code_shape *shape = &mind->shape;

    memset(error, 0, input_stride(mind) * sizeof *error);
    for (uint32_t i = 0; shape->form == SW_CODE_VECTOR && i < shape->numbers; i++)
        error[i] = reached[i] * (1.0f - code->number[i] * code->number[i]);
    for (uint32_t l = 0; shape->form == SW_CODE_TOKENS && l < shape->length; l++)
        token_error(mind, mind->score + (size_t)l * shape->vocabulary, code->token[l],
                    error + (size_t)l * shape->vocabulary);
}

/* From the error of what was normalised to that of what was pooled. */
static void normalise_back(const struct sw_code_mind *mind, float *error)
{
    uint32_t n = 2 * mind->shape.features;
    float mean = 0, along = 0;

    for (uint32_t i = 0; i < n; i++) {
        mean += error[i];
        along += error[i] * mind->normal[i];
    }
    mean /= (float)n;
    along /= (float)n;
    for (uint32_t i = 0; i < n; i++)
        error[i] = (error[i] - mean - along * mind->normal[i]) / mind->deviation;
}

void sw_code_mind_learn(struct sw_code_mind *mind, const struct sw_percept *percept,
                        const struct sw_code *code, const float *reached, const float *back,
                        float *gradient)
{
    uint32_t K = mind->shape.features, N = input_stride(mind);
    float error[2 * 64], *scores = mind->input;
    const float *way = tensor_of(mind, back, SW_CODE_SAY);

    if (mind->shape.form == SW_CODE_SILENCE)
        return;
    score_error(mind, code, reached, scores);
    for (uint32_t i = 0; i < 2 * K; i++) {
        mind->kernel.add_scaled(gradient_of(mind, gradient, SW_CODE_SAY) + (size_t)i * N, scores,
                                mind->normal[i], N);
        error[i] = mind->kernel.dot(way + (size_t)i * N, scores, N);
    }
    mind->kernel.add_scaled(gradient_of(mind, gradient, SW_CODE_SAY_BIAS), scores, 1.0f, N);
    normalise_back(mind, error);
    mind->kernel.pool_back(mind->seen, mind->count, percept->kinds, K, mind->pooled + K, error,
                           percept->row, percept->rows, SW_PERCEPT_ROWS_PER_CELL,
                           gradient_of(mind, gradient, SW_CODE_SIGHT));
}

/* ---- who hears ---- */

void sw_code_mind_see(struct sw_code_mind *mind, const float *weights,
                      const struct sw_forecast_percept *percept)
{
    uint32_t H = mind->shape.hidden;

    mind->kernel.sum_rows(tensor_of(mind, weights, SW_CODE_CELLS), H, percept->row[0],
                          percept->rows, SW_FORECAST_ROWS_MAX, percept->kinds, mind->base);
    for (uint32_t k = 0; k < percept->kinds; k++)
        mind->kernel.add_scaled(mind->base + (size_t)k * H,
                                tensor_of(mind, weights, SW_CODE_CELL_BIAS), 1.0f, H);
}

/* y += x . table, of a table with a row for each number of x. */
static void add_heard(const struct sw_code_mind *mind, const float *table, uint32_t stride,
                      const struct sw_code *code, float *y)
{
    const struct sw_code_shape *shape = &mind->shape;

    for (uint32_t i = 0; shape->form == SW_CODE_VECTOR && i < shape->numbers; i++)
        mind->kernel.add_scaled(y, table + (size_t)i * stride, code->number[i], stride);
    for (uint32_t l = 0; shape->form == SW_CODE_TOKENS && l < shape->length; l++)
        mind->kernel.add_scaled(
            y, table + (size_t)(l * shape->vocabulary + code->token[l]) * stride, 1.0f, stride);
}

void sw_code_mind_hear(struct sw_code_mind *mind, const float *weights,
                       const struct sw_forecast_percept *percept, const struct sw_code *code)
{
    uint32_t H = mind->shape.hidden, F = fate_stride(mind), kinds = percept->kinds;
    float *heard = mind->sum_hidden, *fates = mind->sum_fates;

    memset(heard, 0, H * sizeof *heard);
    memcpy(fates, tensor_of(mind, weights, SW_CODE_FATE_BIAS), F * sizeof *fates);
    add_heard(mind, tensor_of(mind, weights, SW_CODE_HEAR), H, code, heard);
    add_heard(mind, tensor_of(mind, weights, SW_CODE_HEAR_FATES), F, code, fates);
    for (uint32_t k = 0; k < kinds; k++) {
        const float *base = mind->base + (size_t)k * H;
        float *h = mind->hidden + (size_t)k * H;

        for (uint32_t i = 0; i < H; i++) {
            float sum = base[i] + heard[i];

            h[i] = sum > 0 ? sum : 0;
        }
    }
    for (uint32_t first = 0; first < kinds; first += SW_TILE) {
        uint32_t count = kinds - first < SW_TILE ? (kinds - first + 7) / 8 * 8 : SW_TILE;

        mind->kernel.product_rows(mind->hidden + (size_t)first * H, H,
                                  tensor_of(mind, weights, SW_CODE_HEAD), H, F, count,
                                  mind->logit + (size_t)first * F);
    }
    for (uint32_t k = 0; k < kinds; k++)
        mind->kernel.add_scaled(mind->logit + (size_t)k * F, fates, 1.0f, F);
}

void sw_code_mind_choose(const struct sw_code_mind *mind, const struct sw_forecast_percept *percept,
                         uint8_t *fate)
{
    sw_fates_choose(mind->logit, percept->kinds, mind->shape.fates, fate_stride(mind), fate);
}

/* Adds what one kind teaches, but for the code's part, which is the sum over kinds. */
static void learn_kind(struct sw_code_mind *mind, const struct sw_forecast_percept *percept,
                       uint32_t kind, float share, const float *back, float *gradient)
{
    const struct sw_kernel *kernel = &mind->kernel;
    uint32_t H = mind->shape.hidden, F = fate_stride(mind);
    const float *h = mind->hidden + (size_t)kind * H, *way = tensor_of(mind, back, SW_CODE_HEAD);
    float *head = gradient_of(mind, gradient, SW_CODE_HEAD);

    for (uint32_t i = 0; i < H; i++) {
        mind->back[i] = 0;
        if (h[i] <= 0)
            continue;
        kernel->add_scaled(head + (size_t)i * F, mind->error, share * h[i], F);
        mind->back[i] = kernel->dot(way + (size_t)i * F, mind->error, F);
    }
    kernel->add_scaled(mind->sum_fates, mind->error, share, F);
    kernel->add_scaled(mind->sum_hidden, mind->back, share, H);
    for (uint32_t i = 0; i < percept->rows[kind]; i++)
        kernel->add_scaled(gradient_of(mind, gradient, SW_CODE_CELLS) +
                               (size_t)percept->row[kind][i] * H,
                           mind->back, share, H);
}

/* What the code teaches: tables get the sums at the rows that were heard. */
static void learn_heard(struct sw_code_mind *mind, const struct sw_code *code, float *gradient)
{
    const struct sw_code_shape *shape = &mind->shape;
    uint32_t H = shape->hidden, F = fate_stride(mind);
    uint32_t count = shape->form == SW_CODE_VECTOR   ? shape->numbers
                     : shape->form == SW_CODE_TOKENS ? shape->length
                                                     : 0;

    for (uint32_t i = 0; i < count; i++) {
        bool number = shape->form == SW_CODE_VECTOR;
        size_t row = number ? i : (size_t)i * shape->vocabulary + code->token[i];
        float x = number ? code->number[i] : 1.0f;

        mind->kernel.add_scaled(gradient_of(mind, gradient, SW_CODE_HEAR) + row * H,
                                mind->sum_hidden, x, H);
        mind->kernel.add_scaled(gradient_of(mind, gradient, SW_CODE_HEAR_FATES) + row * F,
                                mind->sum_fates, x, F);
    }
}

float sw_code_mind_judge(struct sw_code_mind *mind, const struct sw_forecast_percept *percept,
                         const struct sw_code *code, const float *back, float *gradient,
                         float *reached)
{
    uint32_t H = mind->shape.hidden, F = fate_stride(mind), N = sw_code_inputs(&mind->shape);
    float share = 1.0f / (float)percept->kinds, sum = 0;

    memset(mind->sum_hidden, 0, H * sizeof *mind->sum_hidden);
    memset(mind->sum_fates, 0, F * sizeof *mind->sum_fates);
    for (uint32_t k = 0; k < percept->kinds; k++) {
        sum += sw_fates_judge(&mind->kernel, percept->right[k], mind->shape.fates, F,
                              mind->logit + (size_t)k * F, mind->error);
        if (gradient != NULL)
            learn_kind(mind, percept, k, share, back, gradient);
    }
    if (gradient == NULL)
        return sum * share;
    learn_heard(mind, code, gradient);
    mind->kernel.add_scaled(gradient_of(mind, gradient, SW_CODE_CELL_BIAS), mind->sum_hidden, 1.0f,
                            H);
    mind->kernel.add_scaled(gradient_of(mind, gradient, SW_CODE_FATE_BIAS), mind->sum_fates, 1.0f,
                            F);
    for (uint32_t i = 0; reached != NULL && i < N; i++)
        reached[i] = mind->kernel.dot(tensor_of(mind, back, SW_CODE_HEAR) + (size_t)i * H,
                                      mind->sum_hidden, H) +
                     mind->kernel.dot(tensor_of(mind, back, SW_CODE_HEAR_FATES) + (size_t)i * F,
                                      mind->sum_fates, F);
    return sum * share;
}
