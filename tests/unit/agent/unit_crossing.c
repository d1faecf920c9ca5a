#include "agent/crossing.h"

#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdlib.h>

static struct sw_brain_layout layout;
static float *one, *other, *out;

static void setup(void)
{
    struct sw_brain_shape shape = {.sight_rows = 50,
                                   .features = 16,
                                   .hidden = 16,
                                   .memory = 16,
                                   .experts = 4,
                                   .edits = 9,
                                   .vocabulary = 8,
                                   .length = 2,
                                   .decision_ticks = 3};

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, NULL), 0);
    one = calloc(layout.floats, sizeof *one);
    other = calloc(layout.floats, sizeof *other);
    out = calloc(layout.floats, sizeof *out);
    for (uint32_t i = 0; i < layout.floats; i++) {
        one[i] = 1.0f + (float)i;
        other[i] = -1.0f - 3.0f * (float)i;
    }
}

static void teardown(void)
{
    free(one);
    free(other);
    free(out);
}

/* How many weights of a range are the other parent's; each must be one of the two. */
static uint32_t others(uint32_t first, uint32_t count)
{
    uint32_t found = 0;

    for (uint32_t i = first; i < first + count; i++) {
        ck_assert(out[i] == one[i] || out[i] == other[i]);
        found += out[i] == other[i];
    }
    return found;
}

START_TEST(uniform_takes_half_of_each)
{
    double half = layout.floats / 2.0;

    sw_cross(&layout, SW_CROSS_UNIFORM, 1, 7, one, other, out);
    ck_assert_double_lt(fabs(others(0, layout.floats) - half), 5 * sqrt(half / 2));
}
END_TEST

/* A tensor is whole; over many seeds each comes from either parent. */
START_TEST(tensors_stay_whole)
{
    uint32_t taken[SW_TENSORS_MAX] = {0};

    for (uint64_t seed = 0; seed < 40; seed++) {
        sw_cross(&layout, SW_CROSS_TENSORS, 1, seed, one, other, out);
        for (uint32_t t = 0; t < layout.tensors; t++) {
            uint32_t size = layout.tensor[t].rows * layout.tensor[t].stride;
            uint32_t found = others(layout.tensor[t].offset, size);

            ck_assert(found == 0 || found == size);
            taken[t] += found > 0;
        }
    }
    for (uint32_t t = 0; t < layout.tensors; t++)
        ck_assert(taken[t] > 5 && taken[t] < 35);
}
END_TEST

START_TEST(an_expert_goes_with_its_bias)
{
    uint32_t changed = 0;

    for (uint64_t seed = 0; seed < 20; seed++) {
        sw_cross(&layout, SW_CROSS_EXPERTS, 1, seed, one, other, out);
        ck_assert_uint_eq(others(0, layout.tensor[SW_THOUGHT].offset), 0);
        for (uint32_t k = 0; k < layout.shape.experts; k++) {
            const struct sw_tensor *dense = &layout.tensor[SW_THOUGHT + 2 * k];
            uint32_t found = others(dense->offset, dense->rows * dense->stride);

            ck_assert(found == 0 || found == dense->rows * dense->stride);
            ck_assert((others(dense[1].offset, dense[1].rows * dense[1].stride) > 0) == (found > 0));
            changed += found > 0;
        }
    }
    ck_assert(changed > 20 && changed < 60);
}
END_TEST

START_TEST(average_is_the_mean)
{
    sw_cross(&layout, SW_CROSS_AVERAGE, 1, 7, one, other, out);
    for (uint32_t i = 0; i < layout.floats; i++)
        ck_assert(out[i] == 0.5f * one[i] + 0.5f * other[i]);
}
END_TEST

START_TEST(a_function_of_seeds)
{
    float *again = calloc(layout.floats, sizeof *again);
    size_t size = layout.floats * sizeof *again;

    sw_cross(&layout, SW_CROSS_UNIFORM, 1, 7, one, other, again);
    sw_cross(&layout, SW_CROSS_UNIFORM, 1, 7, one, other, out);
    ck_assert_mem_eq(out, again, size);
    sw_cross(&layout, SW_CROSS_UNIFORM, 1, 8, one, other, out);
    ck_assert_mem_ne(out, again, size);
    sw_cross(&layout, SW_CROSS_UNIFORM, 2, 7, one, other, out);
    ck_assert_mem_ne(out, again, size);
    free(again);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("crossing");
    TCase *t = tcase_create("crossing");

    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, uniform_takes_half_of_each);
    tcase_add_test(t, tensors_stay_whole);
    tcase_add_test(t, an_expert_goes_with_its_bias);
    tcase_add_test(t, average_is_the_mean);
    tcase_add_test(t, a_function_of_seeds);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
