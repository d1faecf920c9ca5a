/* mind_stage.h - one network, its litter's noise and what comes to its seat: what the tests of the
 * mind act on. Included by unit_mind.c alone. */
#ifndef SW_TESTS_UNIT_AGENT_MIND_STAGE_H
#define SW_TESTS_UNIT_AGENT_MIND_STAGE_H

#include "agent/mind.h"

#include "tests/unit/agent/agent_random.h"
#include "tests/reference/mind_reference.h"
#include "tests/unit/unit_test.h"

/* Nothing here is a multiple of 16 that need not be, so padding is everywhere. */
static const struct sw_brain_shape odd = {
    .sight_rows = 77,
    .features = 16,
    .hidden = 32,
    .memory = 16,
    .experts = 3,
    .edits = 23,
    .vocabulary = 5,
    .length = 3,
    .source = SW_SPEECH_HIDDEN,
    .decision_ticks = 3,
};

enum { EDITS = 23, STRIDE = 32, LENGTH = 3, VOCABULARY = 5, TICKS = 4 };

static const uint8_t groups[] = {SW_GROUP_ALL,
                                 SW_GROUP_SIGHT,
                                 SW_GROUP_HEARING,
                                 SW_GROUP_THOUGHT,
                                 SW_GROUP_SPEECH,
                                 SW_GROUP_LANGUAGE,
                                 SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                                 SW_GROUP_SIGHT | SW_GROUP_THOUGHT | SW_GROUP_THRESHOLDS,
                                 SW_GROUP_ALL | SW_GROUP_THRESHOLDS};

enum { GROUPS = sizeof groups };

/* What comes to a seat. */
enum lot { SOLO, LISTENER, DEAF_CANVAS, BLIND_LISTENER, ALL_SENSES, NOTHING, LOTS };

static bool sees(enum lot lot)
{
    return lot != BLIND_LISTENER && lot != NOTHING;
}

static bool hears(enum lot lot)
{
    return lot == LISTENER || lot == BLIND_LISTENER || lot == ALL_SENSES;
}

static const char *const kernel_names[] = {"portable", "blas"};

/* A network, its litter's noise, two minds for comparison, and what they meet. */
static struct sw_brain_layout layout;
static struct sw_mind *mind, *twin;
static struct sw_noise *noise;
static struct sw_encoding encoding;
static struct sw_percept *demonstrations, *canvas;
static float *weights, *child;
static uint8_t told[SW_TILE * LENGTH];

static void tear_down(void)
{
    sw_mind_destroy(mind);
    sw_mind_destroy(twin);
    sw_noise_destroy(noise);
    sw_encoding_free(&encoding);
    drop_percept(demonstrations);
    drop_percept(canvas);
    free(weights);
    free(child);
}

/* A founder in which the biases and memory.canvas have left zero, and that hears loudly. */
static void grow(float *out)
{
    sw_brain_founder(&layout, 3, 0, out);
    for (uint32_t t = 0; t < layout.tensors; t++) {
        const struct sw_tensor *tensor = &layout.tensor[t];

        if (tensor->kind == SW_TENSOR_VECTOR || t == SW_MEMORY_CANVAS || t == SW_HEARING_TABLE)
            for (uint32_t row = 0; row < tensor->rows; row++)
                random_floats(1000 * t + row, 2 * tensor->scale,
                              out + tensor->offset + row * tensor->stride, tensor->columns);
    }
}

static void make(const char *kernel, enum sw_speech_source source, uint32_t experts)
{
    struct sw_brain_shape shape = odd;
    struct sw_error error = {0};

    shape.source = source;
    shape.experts = experts;
    ck_assert_msg(sw_brain_layout(&shape, &layout, &error) == 0, "%s", error.text);
    mind = sw_mind_create(&layout, kernel, &error);
    twin = sw_mind_create(&layout, kernel, &error);
    noise = sw_noise_create(&layout, &error);
    ck_assert_msg(mind != NULL && twin != NULL && noise != NULL, "%s", error.text);
    memset(&encoding, 0, sizeof encoding);
    demonstrations = make_percept(11, odd.sight_rows, false);
    canvas = make_percept(12, odd.sight_rows, true);
    weights = make_floats(0, 0.0f, layout.floats);
    child = make_floats(0, 0.0f, layout.floats);
    grow(weights);
    for (uint32_t i = 0; i < SW_TILE * LENGTH; i++)
        told[i] = (uint8_t)((i * 7 + i / 11) % VOCABULARY);
}

/* What the rows did last, by tick: nothing, all the same, and each its own. */
static uint16_t last_edit(uint32_t tick, uint32_t row)
{
    return tick == 0 ? SW_EDIT_NONE : tick == 1 ? 7 : (uint16_t)((row * 5 + tick) % EDITS);
}

static const struct sw_percept *shown(enum lot lot)
{
    return lot == SOLO || lot == ALL_SENSES ? demonstrations : canvas;
}

static void arrive(struct sw_mind *at, const struct sw_noise *litter, enum lot lot)
{
    sw_mind_begin(at, weights, litter);
    if (sees(lot)) {
        ck_assert_int_eq(sw_encoding_take(&encoding, at, weights, shown(lot), NULL), 0);
        sw_mind_see(at, &encoding);
    }
    if (hears(lot))
        sw_mind_hear(at, told, NULL);
}

static void think(struct sw_mind *at, uint32_t tick)
{
    uint16_t previous[SW_TILE];

    for (uint32_t row = 0; row < SW_TILE; row++)
        previous[row] = last_edit(tick, row);
    sw_mind_think(at, previous);
}

/* All that a mind can say after a tick. */
struct report {
    float logits[SW_TILE * STRIDE], likelihood[SW_TILE];
    uint16_t greedy[SW_TILE];
    uint8_t tokens[SW_TILE * LENGTH], expert[SW_TILE];
};

static void ask(struct sw_mind *at, struct report *out)
{
    memset(out, 0, sizeof *out);
    memcpy(out->expert, at->expert, sizeof out->expert);
    sw_mind_edit(at, out->logits);
    sw_mind_edit_likelihood(at, 4, out->likelihood);
    sw_mind_edit_greedy(at, out->greedy);
    sw_mind_speak(at, out->tokens);
    for (uint32_t row = 0; row < SW_TILE; row++)
        memset(out->logits + row * STRIDE + EDITS, 0, (STRIDE - EDITS) * sizeof(float));
}

#endif
