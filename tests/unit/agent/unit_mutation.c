#include "agent/mutation.h"

#include "tests/unit/agent/agent_random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static const struct sw_brain_shape shape = {
    .sight_rows = 77,
    .features = 16,
    .hidden = 32,
    .memory = 16,
    .experts = 2,
    .edits = 23,
    .vocabulary = 5,
    .length = 3,
    .source = SW_SPEECH_HIDDEN,
    .decision_ticks = 2,
};

static const uint8_t groups[] = {SW_GROUP_ALL,
                                 SW_GROUP_SIGHT,
                                 SW_GROUP_HEARING,
                                 SW_GROUP_THOUGHT,
                                 SW_GROUP_SPEECH,
                                 SW_GROUP_LANGUAGE,
                                 SW_GROUP_SIGHT | SW_GROUP_THOUGHT};

enum { GROUPS = sizeof groups };

static struct sw_brain_layout layout;
static struct sw_noise *noise;
static float *parent, *child, *other;

static void set_up(void)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    noise = sw_noise_create(&layout, &error);
    ck_assert_ptr_nonnull(noise);
    parent = make_floats(1, 0.0f, layout.floats);
    child = make_floats(1, 0.0f, layout.floats);
    other = make_floats(1, 0.0f, layout.floats);
    sw_brain_founder(&layout, 1, 0, parent);
}

static void tear_down(void)
{
    sw_noise_destroy(noise);
    free(parent);
    free(child);
    free(other);
}

static const float *pair_of(uint32_t pair)
{
    return noise->pair + (size_t)pair * layout.noise;
}

static void make_child(uint32_t pair, float sign, float *weights)
{
    memcpy(weights, parent, layout.floats * sizeof *weights);
    sw_mutation_apply(noise, pair, sign, weights);
}

START_TEST(noise_is_a_function_of_its_seeds)
{
    size_t bytes = (size_t)SW_NOISE_PAIRS * layout.noise * sizeof(float);
    float *kept = malloc(bytes);

    ck_assert_ptr_nonnull(kept);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
    memcpy(kept, noise->pair, bytes);
    sw_noise_draw(noise, 1, 3, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
        ck_assert_int_ne(
            memcmp(kept + (size_t)pair * layout.noise, pair_of(pair), layout.noise * sizeof(float)),
            0);
    sw_noise_draw(noise, 2, 2, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
    ck_assert_int_ne(memcmp(kept, noise->pair, bytes), 0);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.7f, SW_GROUP_ALL, false);
    ck_assert_int_eq(memcmp(kept, noise->pair, bytes), 0);
    for (uint32_t pair = 1; pair < SW_NOISE_PAIRS; pair++)
        ck_assert_int_ne(memcmp(pair_of(0), pair_of(pair), layout.noise * sizeof(float)), 0);
    free(kept);
}
END_TEST

/* A tensor's noise is the same whatever evolves beside it, and a pair's whoever else is in the
 * litter. */
START_TEST(noise_does_not_depend_on_company)
{
    float *whole = make_floats(1, 0.0f, layout.noise);

    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
    memcpy(whole, pair_of(4), layout.noise * sizeof *whole);
    for (int g = 0; g < GROUPS; g++) {
        sw_noise_draw(noise, 1, 2, 5, 0.1f, groups[g], g % 2 == 0);
        for (uint32_t t = 0; t < layout.tensors; t++) {
            const struct sw_tensor *tensor = &layout.tensor[t];
            bool matrix = tensor->kind != SW_TENSOR_VECTOR;

            if (!(groups[g] & tensor->group))
                continue;
            ck_assert_int_eq(memcmp(whole + tensor->noise_column, pair_of(4) + tensor->noise_column,
                                    tensor->stride * sizeof *whole),
                             0);
            ck_assert_int_eq(memcmp(whole + tensor->noise_row, pair_of(4) + tensor->noise_row,
                                    matrix ? tensor->rows * sizeof *whole : 0),
                             0);
        }
    }
    free(whole);
}
END_TEST

START_TEST(pairs_that_are_not_drawn_are_zero)
{
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
    sw_noise_draw(noise, 1, 2, 3, 0.1f, SW_GROUP_ALL, false);
    for (uint32_t i = 0; i < 3 * layout.noise; i++)
        ck_assert_msg(isfinite(noise->pair[i]), "[%u]", i);
    for (uint32_t i = 3 * layout.noise; i < SW_NOISE_PAIRS * layout.noise; i++)
        ck_assert_msg(noise->pair[i] == 0.0f, "[%u]", i);
    for (uint32_t row = 0; row < shape.sight_rows; row++)
        for (uint32_t pair = 3; pair < SW_NOISE_PAIRS; pair++)
            ck_assert_msg(noise->sight[row * SW_NOISE_PAIRS + pair] == 0.0f, "[%u]", row);
}
END_TEST

START_TEST(the_eyes_factors_stand_side_by_side)
{
    const struct sw_tensor *table = &layout.tensor[SW_SIGHT_TABLE];

    sw_noise_draw(noise, 1, 9, SW_NOISE_PAIRS, 0.1f, SW_GROUP_SIGHT, false);
    for (uint32_t row = 0; row < table->rows; row++)
        for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
            ck_assert_msg(noise->sight[row * SW_NOISE_PAIRS + pair] ==
                              pair_of(pair)[table->noise_row + row],
                          "row %u pair %u", row, pair);
}
END_TEST

/* Mean 0, variance 1, and no correlation between the row and the column factors of a tensor. */
START_TEST(noise_has_mean_zero_and_variance_one)
{
    double sum = 0, square = 0, cross = 0, count = 0, crossed = 0;

    for (uint64_t seed = 0; seed < 40; seed++) {
        sw_noise_draw(noise, 1, seed, SW_NOISE_PAIRS, 0.1f, SW_GROUP_ALL, false);
        for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
            for (uint32_t t = 0; t < layout.tensors; t++) {
                const struct sw_tensor *tensor = &layout.tensor[t];
                const float *b = pair_of(pair) + tensor->noise_column;
                const float *a = pair_of(pair) + tensor->noise_row;

                for (uint32_t i = 0; i < tensor->columns; i++) {
                    sum += (double)b[i];
                    square += (double)b[i] * (double)b[i];
                    count++;
                }
                for (uint32_t i = 0; tensor->kind != SW_TENSOR_VECTOR && i < tensor->rows; i++) {
                    sum += (double)a[i];
                    square += (double)a[i] * (double)a[i];
                    count++;
                }
                if (tensor->kind != SW_TENSOR_VECTOR) {
                    cross += (double)a[0] * (double)b[0];
                    crossed++;
                }
            }
    }
    ck_assert_msg(fabs(sum / count) < 5 / sqrt(count), "mean %g", sum / count);
    ck_assert_msg(fabs(square / count - 1) < 5 * sqrt(2 / count), "variance %g", square / count);
    ck_assert_msg(fabs(cross / crossed) < 5 / sqrt(crossed), "correlation %g", cross / crossed);
}
END_TEST

/* child = parent + sign * strength * scale * a b^T, or * v for a vector, in what evolves; the rest
 * keeps its bits. */
START_TEST(a_child_is_what_the_formula_says)
{
    uint8_t evolve = groups[_i];
    float strength = 0.05f + 0.1f * (float)_i;

    sw_noise_draw(noise, 3, 4, SW_NOISE_PAIRS, strength, evolve, false);
    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair += 5)
        for (int sign = -1; sign <= 1; sign += 2) {
            make_child(pair, (float)sign, child);
            for (uint32_t t = 0; t < layout.tensors; t++) {
                const struct sw_tensor *tensor = &layout.tensor[t];
                bool moves = (evolve & tensor->group) != 0;

                for (uint32_t row = 0; row < tensor->rows; row++)
                    for (uint32_t i = 0; i < tensor->stride; i++) {
                        uint32_t at = tensor->offset + row * tensor->stride + i;
                        double step = sign * (double)strength * (double)tensor->scale;
                        double expected = (double)parent[at];

                        if (moves && i < tensor->columns)
                            expected += step * (double)pair_of(pair)[tensor->noise_column + i] *
                                        (tensor->kind == SW_TENSOR_VECTOR
                                             ? 1.0
                                             : (double)pair_of(pair)[tensor->noise_row + row]);
                        ck_assert_msg(moves ? fabs((double)child[at] - expected) < 1e-6
                                            : child[at] == parent[at],
                                      "%s [%u][%u]", tensor->name, row, i);
                        if (i >= tensor->columns)
                            ck_assert_msg(child[at] == 0.0f, "padding of %s", tensor->name);
                    }
            }
        }
}
END_TEST

START_TEST(pairs_are_antithetic)
{
    sw_noise_draw(noise, 3, 4, SW_NOISE_PAIRS, 0.2f, SW_GROUP_ALL, false);
    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++) {
        double moved = 0;

        make_child(pair, 1.0f, child);
        make_child(pair, -1.0f, other);
        for (uint32_t i = 0; i < layout.floats; i++) {
            ck_assert_msg(fabs(((double)child[i] + (double)other[i]) / 2 - (double)parent[i]) <
                              1e-6,
                          "[%u]", i);
            moved += fabs((double)child[i] - (double)parent[i]);
        }
        ck_assert_msg(moved > 1, "pair %u does not move", pair);
    }
}
END_TEST

START_TEST(the_pair_of_a_clone_is_the_parent)
{
    float *before = make_floats(1, 0.0f, layout.noise);

    sw_noise_draw(noise, 3, 4, SW_NOISE_PAIRS, 0.2f, SW_GROUP_ALL, false);
    memcpy(before, pair_of(1), layout.noise * sizeof *before);
    sw_noise_draw(noise, 3, 4, SW_NOISE_PAIRS, 0.2f, SW_GROUP_ALL, true);
    for (int sign = -1; sign <= 1; sign += 2) {
        make_child(0, (float)sign, child);
        for (uint32_t i = 0; i < layout.floats; i++)
            ck_assert_msg(child[i] == parent[i], "[%u]", i);
    }
    ck_assert_int_eq(memcmp(before, pair_of(1), layout.noise * sizeof *before), 0);
    free(before);
}
END_TEST

/* The gradient adds to what is there, the sum over pairs of share * a b^T, in units of scale:
 * neither strength nor scale come in. Frozen tensors and padding are left alone. */
START_TEST(the_gradient_is_a_plain_double_loop)
{
    uint8_t evolve = groups[_i];
    struct sw_kernel kernels[8];
    uint32_t count = sw_kernel_all(kernels, 8);
    float share[SW_NOISE_PAIRS], *first = make_floats(1, 0.0f, layout.floats);

    random_floats(5, 0.5f, share, SW_NOISE_PAIRS);
    sw_noise_draw(noise, 3, 4, 13, 0.2f, evolve, _i % 2 == 1);
    for (uint32_t k = 0; k < count; k++) {
        random_floats(6, 1.0f, child, layout.floats);
        memcpy(other, child, layout.floats * sizeof *child);
        sw_mutation_gradient(noise, &kernels[k], share, child);
        for (uint32_t t = 0; t < layout.tensors; t++) {
            const struct sw_tensor *tensor = &layout.tensor[t];
            bool moves = (evolve & tensor->group) != 0;

            for (uint32_t row = 0; row < tensor->rows; row++)
                for (uint32_t i = 0; i < tensor->stride; i++) {
                    uint32_t at = tensor->offset + row * tensor->stride + i;
                    double expected = (double)other[at];

                    for (uint32_t pair = 0; moves && i < tensor->columns && pair < 13; pair++)
                        expected += (double)share[pair] *
                                    (double)pair_of(pair)[tensor->noise_column + i] *
                                    (tensor->kind == SW_TENSOR_VECTOR
                                         ? 1.0
                                         : (double)pair_of(pair)[tensor->noise_row + row]);
                    ck_assert_msg(moves && i < tensor->columns
                                      ? fabs((double)child[at] - expected) < 1e-5
                                      : child[at] == other[at],
                                  "%s: %s [%u][%u] is %g, should be %g", kernels[k].name,
                                  tensor->name, row, i, (double)child[at], expected);
                }
        }
        if (k == 0)
            memcpy(first, child, layout.floats * sizeof *child);
        else if (strcmp(kernels[k].name, "portable") == 0)
            ck_assert_int_eq(memcmp(first, child, layout.floats * sizeof *child), 0);
    }
    free(first);
}
END_TEST

START_TEST(destroying_nothing_is_fine)
{
    sw_noise_destroy(NULL);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("mutation");
    TCase *c = tcase_create("mutation");

    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, noise_is_a_function_of_its_seeds);
    tcase_add_test(c, noise_does_not_depend_on_company);
    tcase_add_test(c, pairs_that_are_not_drawn_are_zero);
    tcase_add_test(c, the_eyes_factors_stand_side_by_side);
    tcase_add_test(c, noise_has_mean_zero_and_variance_one);
    tcase_add_loop_test(c, a_child_is_what_the_formula_says, 0, GROUPS);
    tcase_add_test(c, pairs_are_antithetic);
    tcase_add_test(c, the_pair_of_a_clone_is_the_parent);
    tcase_add_loop_test(c, the_gradient_is_a_plain_double_loop, 0, GROUPS);
    tcase_add_test(c, destroying_nothing_is_fine);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
