#include "agent/brain.h"

#include "settings/settings.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct sw_brain_shape usual = {
    .sight_rows = 301,
    .features = 32,
    .hidden = 64,
    .memory = 48,
    .experts = 3,
    .edits = 58,
    .vocabulary = 13,
    .length = 5,
    .source = SW_SPEECH_DECISION,
    .decision_ticks = 3,
};

static void lay_out(const struct sw_brain_shape *shape, struct sw_brain_layout *layout)
{
    struct sw_error error = {0};

    ck_assert_msg(sw_brain_layout(shape, layout, &error) == 0, "%s", error.text);
}

/* Tensors stand one behind the other, every row at a multiple of 16 floats, and so does their
 * noise. */
START_TEST(tensors_tile_the_weights)
{
    struct sw_brain_layout layout;
    uint32_t floats = 0, parameters = 0, noise = 0;

    lay_out(&usual, &layout);
    ck_assert_uint_eq(layout.tensors, SW_THOUGHT + 2 * usual.experts);
    for (uint32_t t = 0; t < layout.tensors; t++) {
        const struct sw_tensor *tensor = &layout.tensor[t];

        ck_assert_uint_eq(tensor->offset, floats);
        ck_assert_uint_ge(tensor->stride, tensor->columns);
        ck_assert_uint_lt(tensor->stride, tensor->columns + SW_LANES);
        ck_assert_uint_eq(tensor->stride % SW_LANES, 0);
        ck_assert_uint_ge(tensor->rows, 1);
        ck_assert_msg(tensor->scale > 0, "%s has no scale", tensor->name);
        if (tensor->kind == SW_TENSOR_VECTOR) {
            ck_assert_uint_eq(tensor->rows, 1);
        } else {
            ck_assert_uint_eq(tensor->noise_row, noise);
            noise += (tensor->rows + 15) / 16 * 16;
        }
        ck_assert_uint_eq(tensor->noise_column, noise);
        noise += tensor->stride;
        floats += tensor->rows * tensor->stride;
        parameters += tensor->rows * tensor->columns;
    }
    ck_assert_uint_eq(layout.floats, floats);
    ck_assert_uint_eq(layout.parameters, parameters);
    ck_assert_uint_eq(layout.noise, noise);
}
END_TEST

START_TEST(shapes_are_what_the_formulas_need)
{
    struct sw_brain_layout layout;
    static const struct {
        uint32_t id;
        const char *name;
        uint32_t rows, columns;
        enum sw_tensor_group group;
    } expected[] = {
        {SW_SIGHT_TABLE, "sight.table", 301, 32, SW_GROUP_SIGHT},
        {SW_SIGHT_DENSE, "sight.dense", 64, 64, SW_GROUP_SIGHT},
        {SW_SIGHT_BIAS, "sight.bias", 1, 64, SW_GROUP_SIGHT},
        {SW_HEARING_TABLE, "hearing.table", 65, 64, SW_GROUP_HEARING},
        {SW_HEARING_BIAS, "hearing.bias", 1, 64, SW_GROUP_HEARING},
        {SW_MEMORY_SIGHT, "memory.sight", 64, 96, SW_GROUP_THOUGHT},
        {SW_MEMORY_CANVAS, "memory.canvas", 64, 96, SW_GROUP_HEARING},
        {SW_MEMORY_EDIT, "memory.edit", 59, 96, SW_GROUP_THOUGHT},
        {SW_MEMORY_RECURRENT, "memory.recurrent", 48, 96, SW_GROUP_THOUGHT},
        {SW_MEMORY_BIAS, "memory.bias", 1, 96, SW_GROUP_THOUGHT},
        {SW_ROUTER, "router", 48, 3, SW_GROUP_THOUGHT},
        {SW_EDIT_HEAD, "edit.head", 48, 58, SW_GROUP_THOUGHT},
        {SW_EDIT_BIAS, "edit.bias", 1, 58, SW_GROUP_THOUGHT},
        {SW_SPEECH_DENSE, "speech.dense", 174, 64, SW_GROUP_SPEECH},
        {SW_SPEECH_BIAS, "speech.bias", 1, 64, SW_GROUP_SPEECH},
        {SW_SPEECH_HEAD, "speech.head", 64, 65, SW_GROUP_SPEECH},
        {SW_SPEECH_HEAD_BIAS, "speech.head.bias", 1, 65, SW_GROUP_SPEECH},
        {SW_THOUGHT, "thought.0", 48, 48, SW_GROUP_THOUGHT},
        {SW_THOUGHT + 1, "thought.0.bias", 1, 48, SW_GROUP_THOUGHT},
        {SW_THOUGHT + 4, "thought.2", 48, 48, SW_GROUP_THOUGHT},
        {SW_THOUGHT + 5, "thought.2.bias", 1, 48, SW_GROUP_THOUGHT},
    };

    lay_out(&usual, &layout);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const struct sw_tensor *tensor = &layout.tensor[expected[i].id];

        ck_assert_str_eq(tensor->name, expected[i].name);
        ck_assert_uint_eq(tensor->rows, expected[i].rows);
        ck_assert_uint_eq(tensor->columns, expected[i].columns);
        ck_assert_int_eq(tensor->group, expected[i].group);
    }
}
END_TEST

START_TEST(speech_from_the_hidden_layer_reads_sight_and_memory)
{
    struct sw_brain_shape shape = usual;
    struct sw_brain_layout layout;

    shape.source = SW_SPEECH_HIDDEN;
    lay_out(&shape, &layout);
    ck_assert_uint_eq(layout.tensor[SW_SPEECH_DENSE].rows, 64 + 48);
}
END_TEST

/* The default agent is small: 15 to 60 thousand parameters. */
START_TEST(defaults_are_small)
{
    struct sw_settings *settings = calloc(1, sizeof *settings);
    struct sw_error error = {0};
    struct sw_brain_layout layout;
    struct sw_brain_shape shape;

    ck_assert_ptr_nonnull(settings);
    ck_assert_msg(sw_parameters_defaults(sw_settings_table, settings, &error) == 0, "%s",
                  error.text);
    for (int source = 0; source < 2; source++) {
        settings->language.speak_from = source;
        shape = sw_settings_shape(settings);
        lay_out(&shape, &layout);
        ck_assert_uint_ge(layout.parameters, 15000);
        ck_assert_uint_le(layout.parameters, 60000);
    }
    free(settings);
}
END_TEST

/* The least and the most that are allowed lay out; one step beyond, for each number, is refused
 * with a sentence that names it. */
struct bound {
    size_t offset;
    uint32_t low, high, step;
    const char *name;
};

#define FIELD(field) offsetof(struct sw_brain_shape, field)

static const struct bound bounds[] = {
    {FIELD(sight_rows), 1, 4096, 1, "sight rows"},
    {FIELD(features), 16, 64, 16, "features"},
    {FIELD(hidden), 16, 256, 16, "hidden"},
    {FIELD(memory), 16, 256, 16, "memory"},
    {FIELD(experts), 1, 16, 1, "experts"},
    {FIELD(edits), 2, SW_BRAIN_EDITS_MAX, 1, "edit tokens"},
    {FIELD(vocabulary), 2, 64, 1, "vocabulary"},
    {FIELD(length), 1, 8, 1, "utterance length"},
    {FIELD(decision_ticks), 1, 12, 1, "decision ticks"},
};

enum { BOUNDS = sizeof bounds / sizeof *bounds };

static void put(struct sw_brain_shape *shape, const struct bound *bound, uint32_t value)
{
    memcpy((char *)shape + bound->offset, &value, sizeof value);
}

START_TEST(extremes_lay_out)
{
    struct sw_brain_shape shape = usual;
    struct sw_brain_layout layout;

    for (int i = 0; i < BOUNDS; i++)
        put(&shape, &bounds[i], _i == 0 ? bounds[i].low : bounds[i].high);
    for (int source = 0; source < 2; source++) {
        float *weights;

        shape.source = source == 0 ? SW_SPEECH_HIDDEN : SW_SPEECH_DECISION;
        lay_out(&shape, &layout);
        weights = malloc(layout.floats * sizeof *weights);
        ck_assert_ptr_nonnull(weights);
        sw_brain_founder(&layout, 1, 0, weights);
        free(weights);
    }
}
END_TEST

START_TEST(hostile_shapes_are_refused)
{
    const struct bound *bound = &bounds[_i];
    uint32_t wrong[] = {bound->low - 1,    bound->low - bound->step,
                        bound->high + 1,   bound->high + bound->step,
                        UINT32_MAX,        0,
                        UINT32_MAX / 2 + 1};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct sw_brain_shape shape = usual;
        struct sw_brain_layout layout;
        struct sw_error error = {0};
        char value[16];

        put(&shape, bound, wrong[i]);
        ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        snprintf(value, sizeof value, " %u;", wrong[i]);
        ck_assert_msg(strstr(error.text, bound->name) != NULL && strstr(error.text, value) != NULL,
                      "%s", error.text);
    }
    if (bound->step > 1) {
        struct sw_brain_shape shape = usual;
        struct sw_brain_layout layout;
        struct sw_error error = {0};

        put(&shape, bound, bound->low + 1);
        ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), -1);
        ck_assert_msg(strstr(error.text, "a multiple of 16") != NULL, "%s", error.text);
    }
}
END_TEST

START_TEST(a_founder_has_each_tensors_scale)
{
    struct sw_brain_layout layout;
    float *weights;

    lay_out(&usual, &layout);
    weights = malloc(layout.floats * sizeof *weights);
    ck_assert_ptr_nonnull(weights);
    memset(weights, 0xff, layout.floats * sizeof *weights);
    sw_brain_founder(&layout, 5, 0, weights);
    for (uint32_t t = 0; t < layout.tensors; t++) {
        const struct sw_tensor *tensor = &layout.tensor[t];
        double square = 0, sum = 0, count = (double)tensor->rows * tensor->columns;

        for (uint32_t row = 0; row < tensor->rows; row++) {
            const float *at = sw_tensor_row(&layout, weights, t, row);

            for (uint32_t i = 0; i < tensor->columns; i++) {
                sum += (double)at[i];
                square += (double)at[i] * (double)at[i];
            }
            for (uint32_t i = tensor->columns; i < tensor->stride; i++)
                ck_assert_msg(at[i] == 0.0f, "padding of %s is not zero", tensor->name);
        }
        if (tensor->kind == SW_TENSOR_VECTOR || t == SW_MEMORY_CANVAS) {
            ck_assert_msg(square == 0, "%s does not start at zero", tensor->name);
            continue;
        }
        if (t == SW_HEARING_TABLE) { /* quiet, not deaf */
            ck_assert_msg(square > 0 &&
                              square / count < 0.01 * (double)(tensor->scale * tensor->scale),
                          "%s is not quiet", tensor->name);
            continue;
        }
        /* Five standard errors of a mean and of a variance. */
        ck_assert_msg(fabs(sum / count) < 5 * (double)tensor->scale / sqrt(count), "mean of %s",
                      tensor->name);
        ck_assert_msg(fabs(square / count / (double)(tensor->scale * tensor->scale) - 1) <
                          5 * sqrt(2 / count),
                      "%s has %g of its scale's square", tensor->name,
                      square / count / (double)(tensor->scale * tensor->scale));
    }
    free(weights);
}
END_TEST

START_TEST(founders_differ_by_seed_and_island)
{
    struct sw_brain_layout layout;
    float *weights[4];

    lay_out(&usual, &layout);
    for (int i = 0; i < 4; i++) {
        weights[i] = malloc(layout.floats * sizeof *weights[i]);
        ck_assert_ptr_nonnull(weights[i]);
    }
    sw_brain_founder(&layout, 5, 0, weights[0]);
    sw_brain_founder(&layout, 5, 0, weights[1]);
    sw_brain_founder(&layout, 6, 0, weights[2]);
    sw_brain_founder(&layout, 5, 1, weights[3]);
    ck_assert_int_eq(memcmp(weights[0], weights[1], layout.floats * sizeof(float)), 0);
    ck_assert_int_ne(memcmp(weights[0], weights[2], layout.floats * sizeof(float)), 0);
    ck_assert_int_ne(memcmp(weights[0], weights[3], layout.floats * sizeof(float)), 0);
    /* No two rows of a tensor are the same: rows draw from blocks of their own. */
    for (uint32_t row = 1; row < layout.tensor[SW_SIGHT_TABLE].rows; row++)
        ck_assert_int_ne(memcmp(weights[0], sw_tensor_row(&layout, weights[0], SW_SIGHT_TABLE, row),
                                usual.features * sizeof(float)),
                         0);
    for (int i = 0; i < 4; i++)
        free(weights[i]);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("brain");
    TCase *c = tcase_create("brain");

    tcase_add_test(c, tensors_tile_the_weights);
    tcase_add_test(c, shapes_are_what_the_formulas_need);
    tcase_add_test(c, speech_from_the_hidden_layer_reads_sight_and_memory);
    tcase_add_test(c, defaults_are_small);
    tcase_add_loop_test(c, extremes_lay_out, 0, 2);
    tcase_add_loop_test(c, hostile_shapes_are_refused, 0, BOUNDS);
    tcase_add_test(c, a_founder_has_each_tensors_scale);
    tcase_add_test(c, founders_differ_by_seed_and_island);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
