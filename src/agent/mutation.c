#include "agent/mutation.h"

#include <stdlib.h>
#include <string.h>

struct sw_noise *sw_noise_create(const struct sw_brain_layout *layout, struct sw_error *error)
{
    size_t pair = (size_t)SW_NOISE_PAIRS * layout->noise;
    size_t sight = (size_t)layout->tensor[SW_SIGHT_TABLE].rows * SW_NOISE_PAIRS;
    struct sw_noise *noise = sw_allocate(1, sizeof *noise, "making room for noise", error);
    float *floats = sw_allocate_floats(pair + sight, "making room for noise", error);

    if (noise == NULL || floats == NULL) {
        free(noise);
        free(floats);
        return NULL;
    }
    noise->layout = layout;
    noise->pair = floats;
    noise->sight = noise->pair + pair;
    return noise;
}

void sw_noise_destroy(struct sw_noise *noise)
{
    if (noise != NULL)
        free(noise->pair);
    free(noise);
}

/* A tensor's noise begins at its own index, so what evolves beside it never changes it. */
static void draw_pair(struct sw_noise *noise, uint64_t run_seed, uint64_t litter_seed,
                      uint32_t pair)
{
    float *out = noise->pair + (size_t)pair * noise->layout->noise;

    for (uint32_t t = 0; t < noise->layout->tensors; t++) {
        const struct sw_tensor *tensor = &noise->layout->tensor[t];
        uint32_t index = t << 16;

        if (!sw_noise_moves(noise, tensor) && !(t == SW_SIGHT_DENSE && sw_noise_shifts(noise)))
            continue;
        if (tensor->kind != SW_TENSOR_VECTOR) {
            sw_deviates_draw(noise->deviates, run_seed, litter_seed, pair, index,
                             out + tensor->noise_row, tensor->rows);
            index += 1u << 15;
        }
        if (!sw_noise_moves(noise, tensor))
            continue;
        sw_deviates_draw(noise->deviates, run_seed, litter_seed, pair, index,
                         out + tensor->noise_column, tensor->columns);
    }
}

void sw_noise_draw(struct sw_noise *noise, uint64_t run_seed, uint64_t litter_seed, uint32_t pairs,
                   float strength, uint8_t evolve, bool clone)
{
    const struct sw_tensor *table = &noise->layout->tensor[SW_SIGHT_TABLE];

    noise->strength = strength;
    noise->evolve = evolve;
    memset(noise->pair, 0, (size_t)SW_NOISE_PAIRS * noise->layout->noise * sizeof(float));
    for (uint32_t pair = clone ? 1 : 0; pair < pairs; pair++)
        draw_pair(noise, run_seed, litter_seed, pair);
    if (table->kind != SW_TENSOR_TABLE || !sw_noise_moves(noise, table))
        return;
    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++) {
        const float *a = noise->pair + (size_t)pair * noise->layout->noise + table->noise_row;

        for (uint32_t row = 0; row < table->rows; row++)
            noise->sight[row * SW_NOISE_PAIRS + pair] = a[row];
    }
}

/* What a shift of the pooled features does to all that is behind it: sight.bias moves by shift .
 * sight.dense. */
static void apply_shift(const struct sw_noise *noise, const float *at, float sign, float *weights)
{
    const struct sw_tensor *dense = &noise->layout->tensor[SW_SIGHT_DENSE];
    float *bias = weights + noise->layout->tensor[SW_SIGHT_BIAS].offset;
    float step = sign * noise->strength * SW_FEATURE_SCALE;

    for (uint32_t row = 0; row < dense->rows; row++)
        for (uint32_t i = 0; i < dense->columns; i++)
            bias[i] += step * at[dense->noise_row + row] *
                       weights[dense->offset + (size_t)row * dense->stride + i];
}

void sw_mutation_apply(const struct sw_noise *noise, uint32_t pair, float sign, float *weights)
{
    const float *at = noise->pair + (size_t)pair * noise->layout->noise;

    for (uint32_t t = 0; t < noise->layout->tensors; t++) {
        const struct sw_tensor *tensor = &noise->layout->tensor[t];
        float step = sign * noise->strength * tensor->scale;
        const float *b = at + tensor->noise_column;

        if (!sw_noise_moves(noise, tensor))
            continue;
        for (uint32_t row = 0; row < tensor->rows; row++) {
            float *w = weights + tensor->offset + (size_t)row * tensor->stride;
            float c = tensor->kind == SW_TENSOR_VECTOR ? step : step * at[tensor->noise_row + row];

            for (uint32_t i = 0; i < tensor->columns; i++)
                w[i] += c * b[i];
        }
    }
    if (sw_noise_shifts(noise))
        apply_shift(noise, at, sign, weights);
}

void sw_noise_scale(struct sw_noise *noise, uint32_t pairs, const float *deviation)
{
    for (uint32_t pair = 0; pair < pairs; pair++) {
        float *at = noise->pair + (size_t)pair * noise->layout->noise;

        for (uint32_t i = 0; i < noise->layout->floats; i++)
            at[i] *= deviation[i];
    }
}

void sw_mutation_squares(const struct sw_noise *noise, const float share[SW_NOISE_PAIRS],
                         float *squares)
{
    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++) {
        const float *at = noise->pair + (size_t)pair * noise->layout->noise;

        for (uint32_t i = 0; i < noise->layout->floats && share[pair] > 0; i++)
            squares[i] += share[pair] * at[i] * at[i];
    }
}

/* A matrix's part is A^T diag(share) B: tiles of 32 rows by the kernel's fixed-order row loops. */
static void gradient_of_tensor(const struct sw_noise *noise, const struct sw_kernel *kernel,
                               const struct sw_tensor *tensor, const float *share, float *gradient)
{
    float columns[SW_NOISE_PAIRS * SW_COLUMNS_MAX], shares[SW_TILE * SW_NOISE_PAIRS],
        tile[SW_TILE * SW_COLUMNS_MAX];
    size_t noise_stride = noise->layout->noise;

    for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
        memcpy(columns + (size_t)pair * tensor->stride,
               noise->pair + pair * noise_stride + tensor->noise_column,
               tensor->stride * sizeof(float));
    for (uint32_t first = 0; first < tensor->rows; first += SW_TILE) {
        uint32_t rows = tensor->rows - first < SW_TILE ? tensor->rows - first : SW_TILE;

        for (uint32_t row = 0; row < SW_TILE; row++)
            for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++) {
                const float *at = noise->pair + pair * noise_stride + tensor->noise_row;
                float factor = tensor->kind == SW_TENSOR_VECTOR ? 1.0f : 0.0f;

                if (row < rows && tensor->kind != SW_TENSOR_VECTOR)
                    factor = at[first + row];
                shares[row * SW_NOISE_PAIRS + pair] = share[pair] * factor;
            }
        kernel->product(shares, SW_NOISE_PAIRS, columns, SW_NOISE_PAIRS, tensor->stride, tile);
        for (uint32_t row = 0; row < rows; row++)
            kernel->add_scaled(gradient + tensor->offset + (size_t)(first + row) * tensor->stride,
                               tile + (size_t)row * tensor->stride, 1.0f, tensor->stride);
    }
}

/* A plain vector is longer than a tile. */
static void gradient_of_vector(const struct sw_noise *noise, const struct sw_kernel *kernel,
                               const float *share, float *gradient)
{
    for (uint32_t first = 0; first < noise->layout->floats; first += SW_COLUMNS_MAX) {
        uint32_t left = noise->layout->floats - first;

        for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
            kernel->add_scaled(gradient + first,
                               noise->pair + (size_t)pair * noise->layout->noise + first,
                               share[pair], left < SW_COLUMNS_MAX ? left : SW_COLUMNS_MAX);
    }
}

void sw_mutation_gradient(const struct sw_noise *noise, const struct sw_kernel *kernel,
                          const float share[SW_NOISE_PAIRS], float *gradient)
{
    if (noise->layout->shape.vector > 0) {
        gradient_of_vector(noise, kernel, share, gradient);
        return;
    }
    for (uint32_t t = 0; t < noise->layout->tensors; t++) {
        const struct sw_tensor *tensor = &noise->layout->tensor[t];

        if (sw_noise_moves(noise, tensor))
            gradient_of_tensor(noise, kernel, tensor, share, gradient);
    }
}
