/* unit_body_mind.c - brains of bodies: against the formulas of body_brain.h in double, the same
 * bits with every instruction set and beside any other rows, and what each setting leaves out. */
#include "agent/body_mind.h"
#include "agent/mutation.h"
#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

enum {
    ROWS = 11,
    TICKS = 30,
    K = 16,
    M = 32,
    PLACES = 25,
    COLOURS = 4,
    EVENTS = 11,
    EATEN = 3,
    ACTS = 5,
    WORDS = 8
};

enum { OTHERS = 3 /* that are heard */ };

static struct sw_brain_shape shape_of(uint32_t plastic, bool recalls)
{
    struct sw_brain_shape shape = {
        .features = K,
        .memory = M,
        .body = {PLACES * 5 + 4, PLACES, COLOURS, EVENTS, EATEN, ACTS, WORDS},
        .plastic = plastic,
        .recalls = recalls,
        .speaks = true,
    };

    return shape;
}

static float *weights_of(const struct sw_brain_layout *layout)
{
    float *weights = calloc(layout->floats, sizeof *weights);
    struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, 0, 7);

    sw_brain_founder(layout, 3, 0, weights);
    for (uint32_t t = 0; t < layout->tensors; t++)
        for (uint32_t i = 0; layout->tensor[t].kind == SW_TENSOR_VECTOR &&
                             layout->tensor[t].rows > 0 && i < layout->tensor[t].columns;
             i++)
            weights[layout->tensor[t].offset + i] = sw_dice_unit(&dice) - 0.4f;
    return weights;
}

static void draw_percept(struct sw_dice *dice, struct sw_body_percept *percept)
{
    memset(percept, 0, sizeof *percept);
    for (uint32_t place = 0; place < PLACES; place++) {
        uint32_t kind = sw_dice_below(dice, 8);

        if (kind >= 5)
            continue;
        percept->row[percept->rows++] = (uint16_t)(place * 5 + kind);
        if (kind == 0)
            continue;
        percept->place[percept->foods] = (uint8_t)place;
        percept->colour[percept->foods++] = (uint8_t)(kind - 1);
    }
    percept->event = (uint8_t)sw_dice_below(dice, EVENTS);
    percept->act = (uint8_t)sw_dice_below(dice, ACTS);
    percept->feeds = (uint8_t)sw_dice_below(dice, 16);
    percept->words = (uint8_t)sw_dice_below(dice, OTHERS + 1);
    percept->tales = (uint8_t)sw_dice_below(dice, OTHERS + 1);
    for (uint32_t i = 0; i < OTHERS; i++) {
        percept->word[i] = (uint8_t)sw_dice_between(dice, 1, WORDS - 1);
        if (i < percept->words)
            percept->row[percept->rows++] = (uint16_t)sw_dice_below(dice, PLACES * 5);
        percept->tale[i] = (uint8_t)sw_dice_between(dice, EATEN, EVENTS - 1);
    }
}

/* ---- the formulas once more ---- */

struct plain {
    double value[COLOURS], memory[M], logit[ACTS], word[WORDS];
    double given; /* of the truth, where values are read */
};

static double weight(const struct sw_brain_layout *layout, const float *weights, uint32_t tensor,
                     uint32_t row, uint32_t column)
{
    return (double)sw_tensor_row(layout, weights, tensor, row)[column];
}

#define W(tensor, row, column) weight(layout, weights, tensor, row, column)

static void plain_learn(const struct sw_brain_layout *layout, const float *weights, uint32_t event,
                        struct plain *plain)
{
    uint32_t plastic = layout->shape.plastic;

    for (uint32_t c = 0; c < COLOURS; c++) {
        double *v = &plain->value[c], r = (event - EATEN) % 2 == 1 ? 1 : -1;

        if (plastic == SW_PLASTIC_OPEN && event != 0)
            *v = fmin(1.5, fmax(-1.5, *v + W(SW_BODY_PLASTIC_TABLE, 0, event * COLOURS + c)));
        if (plastic == SW_PLASTIC_DELTA && event >= EATEN)
            *v += c == (event - EATEN) / 2 ? W(SW_BODY_PLASTIC_RATES, 0, 0) * (r - *v)
                                           : W(SW_BODY_PLASTIC_RATES, 0, 1) * r;
    }
}

static void plain_values(const struct sw_brain_layout *layout, const float *weights,
                         const struct sw_body_percept *percept, struct plain *plain)
{
    uint32_t plastic = layout->shape.plastic;
    bool heeds = layout->shape.heeds && plastic != SW_PLASTIC_READ && plastic != SW_PLASTIC_TOLD;

    plain_learn(layout, weights, percept->event, plain);
    for (uint32_t i = 0; i < percept->tales; i++)
        plain_learn(layout, weights, percept->tale[i], plain);
    for (uint32_t c = 0; c < COLOURS; c++) {
        double *v = &plain->value[c];

        for (uint32_t i = 0; i < percept->words && heeds; i++)
            *v = fmin(1.5, fmax(-1.5, *v + W(SW_BODY_PLASTIC_WORDS, 0,
                                             (uint32_t)percept->word[i] * COLOURS + c)));
        if (plastic == SW_PLASTIC_TOLD)
            *v = percept->feeds >> c & 1 ? 1 : -1;
        if (plastic == SW_PLASTIC_READ) {
            double sum = 0;

            for (uint32_t i = 0; i < M; i++)
                sum += plain->memory[i] * W(SW_BODY_READ, i, c);
            *v = (1 - plain->given) * tanh(sum) + plain->given * (percept->feeds >> c & 1 ? 1 : -1);
        }
    }
}

static void plain_think(const struct sw_brain_layout *layout, const float *weights,
                        const struct sw_body_percept *percept, struct plain *plain)
{
    double h[K], next[M];
    uint32_t heard = layout->tensor[SW_BODY_PLASTIC_WORDS].rows > 0 ? percept->words : 0;

    plain_values(layout, weights, percept, plain);
    for (uint32_t k = 0; k < K; k++) {
        h[k] = W(SW_BODY_LOOK_BIAS, 0, k);
        for (uint32_t i = 0; i < percept->rows - heard; i++)
            h[k] += W(SW_BODY_LOOK, percept->row[i], k);
        for (uint32_t i = 0; i < percept->foods && layout->tensor[SW_BODY_VALUE].rows > 0; i++)
            h[k] += plain->value[percept->colour[i]] * W(SW_BODY_VALUE, percept->place[i], k);
        h[k] = fmax(0, h[k]);
    }
    for (uint32_t j = 0; j < M && layout->shape.recalls; j++) {
        double gate[2];

        for (uint32_t side = 0; side < 2; side++) {
            uint32_t at = side * M + j;
            double sum = W(SW_BODY_MEMORY_BIAS, 0, at) +
                         W(SW_BODY_MEMORY_EVENT, percept->event, at) +
                         W(SW_BODY_MEMORY_ACT, percept->act, at);

            for (uint32_t k = 0; k < K; k++)
                sum += h[k] * W(SW_BODY_MEMORY_LOOK, k, at);
            for (uint32_t i = 0; i < M; i++)
                sum += plain->memory[i] * W(SW_BODY_MEMORY_RECURRENT, i, at);
            gate[side] = sum;
        }
        next[j] = plain->memory[j] + (tanh(gate[1]) - plain->memory[j]) / (1 + exp(-gate[0]));
    }
    for (uint32_t j = 0; j < M && layout->shape.recalls; j++)
        plain->memory[j] = next[j];
    for (uint32_t a = 0; a < ACTS; a++) {
        plain->logit[a] = W(SW_BODY_ACT_BIAS, 0, a) + W(SW_BODY_ACT_EVENT, percept->event, a);
        for (uint32_t k = 0; k < K; k++)
            plain->logit[a] += h[k] * W(SW_BODY_ACT_LOOK, k, a);
        for (uint32_t i = 0; i < M && layout->shape.recalls; i++)
            plain->logit[a] += plain->memory[i] * W(SW_BODY_ACT_MEMORY, i, a);
    }
    for (uint32_t w = 0; w < WORDS && layout->shape.tells; w++)
        plain->word[w] = percept->event >= EATEN ? W(SW_BODY_SAY_EVENT, percept->event, w) : w == 0;
    for (uint32_t w = 0; w < WORDS && !layout->shape.tells; w++) {
        plain->word[w] = W(SW_BODY_SAY_BIAS, 0, w) + W(SW_BODY_SAY_EVENT, percept->event, w);
        for (uint32_t k = 0; k < K; k++)
            plain->word[w] += h[k] * W(SW_BODY_SAY_LOOK, k, w);
        for (uint32_t i = 0; i < M && layout->shape.recalls; i++)
            plain->word[w] += plain->memory[i] * W(SW_BODY_SAY_MEMORY, i, w);
    }
}

START_TEST(formulas_hold)
{
    struct sw_brain_shape shape = shape_of((uint32_t)_i / 2 % SW_PLASTICS, _i % 2 == 0);
    struct sw_brain_layout layout;
    struct sw_error error = {0};
    struct sw_body_mind *mind;
    struct sw_body_percept percept[ROWS];
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 8);
    struct plain plain[ROWS];
    float *weights;
    uint8_t act[SW_TILE], say[SW_TILE];

    if (shape.plastic == SW_PLASTIC_READ && !shape.recalls)
        return;
    shape.tells = shape.heeds = _i >= 2 * SW_PLASTICS;
    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = weights_of(&layout);
    mind = sw_body_mind_create(&layout, &error);
    sw_body_mind_begin(mind, weights, ROWS, SW_CONTROL_NONE);
    memset(plain, 0, sizeof plain);
    mind->given = _i / 2 % SW_PLASTICS == SW_PLASTIC_READ ? 0.25f * (float)(_i % 3) : 0;
    for (uint32_t row = 0; row < ROWS; row++)
        plain[row].given = (double)mind->given;
    for (uint32_t row = 0; row < ROWS; row++)
        for (uint32_t c = 0; c < COLOURS && layout.tensor[SW_BODY_PLASTIC_START].rows > 0; c++)
            plain[row].value[c] = weight(&layout, weights, SW_BODY_PLASTIC_START, 0, c);
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        for (uint32_t row = 0; row < ROWS; row++)
            draw_percept(&dice, &percept[row]);
        sw_body_mind_think(mind, percept, act, say);
        for (uint32_t row = 0; row < ROWS; row++) {
            uint32_t best = 0, word = 0;

            plain_think(&layout, weights, &percept[row], &plain[row]);
            for (uint32_t a = 0; a < ACTS; a++) {
                ck_assert_double_eq_tol((double)mind->logit[row * 16 + a], plain[row].logit[a],
                                        1e-3);
                best = plain[row].logit[a] > plain[row].logit[best] ? a : best;
            }
            ck_assert(act[row] == best ||
                      plain[row].logit[best] - plain[row].logit[act[row]] < 2e-3);
            for (uint32_t w = 0; w < WORDS; w++)
                word = plain[row].word[w] > plain[row].word[word] ? w : word;
            ck_assert(plain[row].word[word] - plain[row].word[say[row]] < 2e-3);
        }
    }
    sw_body_mind_destroy(mind);
    free(weights);
}
END_TEST

/* Row 0 alone on every kernel, and beside others. */
START_TEST(bits_are_the_same_everywhere)
{
    struct sw_brain_shape shape = shape_of(SW_PLASTIC_DELTA, true);
    struct sw_brain_layout layout;
    struct sw_error error = {0};
    struct sw_kernel kernels[4];
    uint32_t count = sw_kernel_all(kernels, 4);
    float *weights, wanted[16];

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = weights_of(&layout);
    for (uint32_t i = 0; i < 2 * count; i++) {
        struct sw_body_mind *mind = sw_body_mind_create(&layout, &error);
        struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, 0, 9);
        struct sw_body_percept percept[ROWS];
        uint32_t rows = i < count ? 1 : ROWS;
        uint8_t act[SW_TILE];

        mind->kernel = kernels[i % count];
        sw_body_mind_begin(mind, weights, rows, SW_CONTROL_NONE);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            struct sw_dice others = sw_dice_at(3, SW_RANDOM_TEST, tick, 9);

            draw_percept(&dice, &percept[0]);
            for (uint32_t row = 1; row < rows; row++)
                draw_percept(&others, &percept[row]);
            sw_body_mind_think(mind, percept, act, NULL);
        }
        if (i == 0)
            memcpy(wanted, mind->logit, sizeof wanted);
        ck_assert_mem_eq(wanted, mind->logit, ACTS * sizeof *wanted);
        sw_body_mind_destroy(mind);
    }
    free(weights);
}
END_TEST

START_TEST(settings_leave_tensors_out)
{
    struct sw_brain_layout full, none;
    struct sw_error error = {0};
    struct sw_brain_shape shape = shape_of(SW_PLASTIC_DELTA, true);

    ck_assert_int_eq(sw_brain_layout(&shape, &full, &error), 0);
    ck_assert_uint_ge(full.parameters, 1000);
    ck_assert_uint_le(full.parameters, 10000);
    ck_assert_uint_eq(full.tensor[SW_BODY_PLASTIC_TABLE].rows, 0);
    shape = shape_of(SW_PLASTIC_NONE, false);
    ck_assert_int_eq(sw_brain_layout(&shape, &none, &error), 0);
    ck_assert_uint_lt(none.parameters, full.parameters / 2);
    shape = shape_of(SW_PLASTIC_READ, false);
    ck_assert_int_ne(sw_brain_layout(&shape, &none, &error), 0);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "body.memory"));
    shape = shape_of(SW_PLASTIC_DELTA, true);
    shape.features = 17;
    ck_assert_int_ne(sw_brain_layout(&shape, &none, &error), 0);
}
END_TEST

/* Noise and gradient of a brain with tensors left out: what is added is taken away by the twin. */
START_TEST(mutations_are_antithetic)
{
    struct sw_brain_shape shape = shape_of(SW_PLASTIC_OPEN, true);
    struct sw_brain_layout layout;
    struct sw_error error = {0};
    struct sw_noise *noise;
    float *weights, *moved;
    double apart = 0;

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = weights_of(&layout);
    moved = calloc(layout.floats, sizeof *moved);
    noise = sw_noise_create(&layout, &error);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.4f, SW_GROUP_ALL, false);
    memcpy(moved, weights, layout.floats * sizeof *moved);
    sw_mutation_apply(noise, 3, 1.0f, moved);
    for (uint32_t i = 0; i < layout.floats; i++)
        apart += fabs((double)(moved[i] - weights[i]));
    ck_assert_double_gt(apart, 10);
    sw_mutation_apply(noise, 3, -1.0f, moved);
    for (uint32_t i = 0; i < layout.floats; i++)
        ck_assert_double_eq_tol((double)moved[i], (double)weights[i], 1e-5);
    sw_noise_destroy(noise);
    free(weights);
    free(moved);
}
END_TEST

/* Founders' units keep what they hold for 1 to `retention` ticks, evenly, and meals open them; all
 * other weights are those of a founder without it. */
START_TEST(founders_retain)
{
    struct sw_brain_shape shape = shape_of(SW_PLASTIC_READ, true);
    struct sw_brain_layout layout;
    struct sw_error error = {0};
    float *weights, *plain;

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = calloc(layout.floats, sizeof *weights);
    plain = calloc(layout.floats, sizeof *plain);
    sw_brain_founder(&layout, 3, 0, plain);
    layout.shape.retention = 1;
    sw_brain_founder(&layout, 3, 0, weights);
    ck_assert_mem_eq(weights, plain, layout.floats * sizeof *weights);
    layout.shape.retention = 80;
    sw_brain_founder(&layout, 3, 0, weights);
    for (uint32_t unit = 0; unit < 2 * M; unit++) {
        double ticks = unit < M ? 1 + 79.0 * unit / (M - 1) : 1;
        uint32_t bias = (uint32_t)layout.tensor[SW_BODY_MEMORY_BIAS].offset + unit;

        ck_assert_double_eq_tol((double)weights[bias], -log(ticks), 1e-5);
        plain[bias] = weights[bias];
        for (uint32_t event = EATEN; event < EVENTS; event++) {
            const struct sw_tensor *table = &layout.tensor[SW_BODY_MEMORY_EVENT];
            uint64_t at = table->offset + (uint64_t)event * table->stride + unit;

            ck_assert_double_eq_tol((double)(weights[at] - plain[at]), log(ticks), 1e-5);
            plain[at] = weights[at];
        }
    }
    ck_assert_mem_eq(weights, plain, layout.floats * sizeof *weights);
    free(weights);
    free(plain);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body mind");
    TCase *t = tcase_create("body mind");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, formulas_hold, 0, 4 * SW_PLASTICS);
    tcase_add_test(t, bits_are_the_same_everywhere);
    tcase_add_test(t, settings_leave_tensors_out);
    tcase_add_test(t, mutations_are_antithetic);
    tcase_add_test(t, founders_retain);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
