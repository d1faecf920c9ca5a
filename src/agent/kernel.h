/* kernel.h - the few loops in which lives spend their time, behind one table of functions.
 *
 * Two kernels: `blas` multiplies tiles by OpenBLAS, `portable` by loops in a fixed order; all else
 * is the same loops. The loops are compiled for several instruction sets and the best is taken at
 * run time: what is fused (a * b + c rounded once) is fused on all of them, on purpose, and no
 * reduction's order depends on the width of a vector, so `portable` gives the same bits on all of
 * them (a test compares them). A tile always has 32 rows, so what a row gives never depends on who
 * shares the rank. What leaving out -ffast-math costs: bench/README.md. Floats begin at 64-byte
 * boundaries for speed (sw_allocate_floats); nothing needs it. All functions are Local; arrays hold
 * multiples of 16 floats in a row.
 */
#ifndef SW_AGENT_KERNEL_H
#define SW_AGENT_KERNEL_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_TILE 32u /* rows of a tile: 16 antithetic pairs, or 32 worlds */

struct sw_kernel {
    const char *name;         /* "blas", "portable" */
    const char *instructions; /* "avx512f", "avx2", "baseline" */

    /* What a row of a product gives does not depend on its place among the 32. OpenBLAS has kernels
     * (Haswell, Zen) for which it does. */
    bool placeless;

    /* y[32][n] = x[32][k] . w[k][n]; k >= 1, n a multiple of 16; rows of x are x_stride apart, rows
     * of y n apart. */
    void (*product)(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                    float *y);

    /* The same of the first `count` rows, a multiple of 8, always in fixed order. */
    void (*product_rows)(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                         uint32_t count, float *y);

    /* y[n] = x[k] . w[k][n]: one row, always in fixed order. */
    void (*row_product)(const float *x, const float *w, uint32_t k, uint32_t n, float *y);

    /* out[i][n] = sum of table rows row[i][0..rows[i]) ; lists are `list_stride` apart. */
    void (*sum_rows)(const float *table, uint32_t n, const uint16_t *row, const uint8_t *rows,
                     uint32_t list_stride, uint32_t lists, float *out);

    /* One antithetic pair over a bag of cells: with d = scale * coefficient[c * 16] * b, for both
     * signs the count-weighted sum and the maximum over cells of relu(base[c] +- d). out_plus and
     * out_minus: [2n], sums first. */
    void (*pool_pair)(const float *base, const float *coefficient, const float *b, float scale,
                      const float *count, uint32_t cells, uint32_t n, float *out_plus,
                      float *out_minus);

    /* The same for one network without noise: out[2n]. */
    void (*pool)(const float *base, const float *count, uint32_t cells, uint32_t n, float *out);

    /* Back through pool: error[2n] of the sums and the maxima to what every cell's rows in the
     * table get. A cell that is not above 0 gets nothing of a sum; of a maximum only the first cell
     * that has it gets any. most[n]: the maxima. table[row][n] += for each row of each cell's list.
     */
    void (*pool_back)(const float *base, const float *count, uint32_t cells, uint32_t n,
                      const float *most, const float *error, const uint16_t *row,
                      const uint8_t *rows, uint32_t list_stride, float *table);

    /* y[n] += c * b[n] */
    void (*add_scaled)(float *y, const float *b, float c, uint32_t n);

    /* y[n] += c * a[n] + d * b[n] + e[n] */
    void (*add_two)(float *y, const float *a, float c, const float *b, float d, const float *e,
                    uint32_t n);

    /* x[k] . a[k], k a multiple of 16: sixteen partial sums, then a fixed tree. */
    float (*dot)(const float *x, const float *a, uint32_t k);

    /* x[i] = tanh(x[i]) */
    void (*tanh)(float *x, uint32_t n);

    /* m[i] += sigmoid(gates[i]) * (tanh(gates[n + i]) - m[i]) */
    void (*gate)(float *m, const float *gates, uint32_t n);

    /* y[i] = m[i] + tanh(y[i]) */
    void (*residual_tanh)(float *y, const float *m, uint32_t n);

    /* Writes exp(x) over x[0..n), x clamped to -60..60, and 0 over the padding up to stride;
     * returns log(sum(exp(x))). */
    float (*exponentials)(float *x, uint32_t n, uint32_t stride);

    /* x[0..n): minus mean, over deviation (plus 1e-5). */
    void (*normalise)(float *x, uint32_t n);
};

/* The kernel of a name with the best instruction set of this processor; -1 if the name is not
 * known. */
int sw_kernel_find(const char *name, struct sw_kernel *out);

/* All kernels that this processor can run, for tests and benchmarks: writes up to `room`, returns
 * how many. */
uint32_t sw_kernel_all(struct sw_kernel *out, uint32_t room);

#endif
