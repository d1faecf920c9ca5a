/* kernel_loops.h - the loops of kernel.h for vectors of LANES floats; included once for each
 * instruction set with LANES and LOOPS(name) defined. Nothing here depends on LANES but the speed:
 * operations are element by element, and sums over elements are kept in sixteen partial sums
 * whatever the width.
 */
#include "agent/logarithm.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#if LANES > 4
#include <immintrin.h>
#endif

typedef float vec __attribute__((vector_size(LANES * 4)));
typedef int32_t ivec __attribute__((vector_size(LANES * 4)));

#define INLINE static inline __attribute__((always_inline))
#define PARTS  (16 / LANES)

#if LANES == 16
#define SPLAT(x)  ((vec)_mm512_set1_ps(x))
#define ISPLAT(x) ((ivec)_mm512_set1_epi32(x))
#elif LANES == 8
#define SPLAT(x)  ((vec)_mm256_set1_ps(x))
#define ISPLAT(x) ((ivec)_mm256_set1_epi32(x))
#else
#define SPLAT(x)  ((vec){(x), (x), (x), (x)})
#define ISPLAT(x) ((ivec){(x), (x), (x), (x)})
#endif

#if LANES == 16
#define LANE_NUMBERS ((ivec){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
#elif LANES == 8
#define LANE_NUMBERS ((ivec){0, 1, 2, 3, 4, 5, 6, 7})
#else
#define LANE_NUMBERS ((ivec){0, 1, 2, 3})
#endif

INLINE vec load(const float *at)
{
    vec v;

    memcpy(&v, at, sizeof v);
    return v;
}

INLINE void store(float *at, vec v)
{
    memcpy(at, &v, sizeof v);
}

/* a * b + c, rounded once: on purpose and everywhere, so never left to the compiler. */
INLINE vec fused(vec a, vec b, vec c)
{
#if LANES == 16
    return (vec)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
#elif LANES == 8
    return (vec)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
#else
    for (int i = 0; i < LANES; i++)
        c[i] = fmaf(a[i], b[i], c[i]);
    return c;
#endif
}

INLINE vec larger(vec a, vec b)
{
    ivec m = a > b;

    return (vec)(((ivec)a & m) | ((ivec)b & ~m));
}

INLINE vec positive(vec a)
{
    vec zero = {0};
    ivec m = a > zero;

    return (vec)((ivec)a & m);
}

INLINE vec clamp(vec x, float low, float high)
{
    x = larger(x, SPLAT(low));
    return -larger(-x, SPLAT(-high));
}

/* exp by 2^n * e^r, |r| <= ln 2 / 2, a Taylor polynomial of degree 6 (relative error below 3e-7).
 */
INLINE vec exponential(vec x)
{
    const float magic = 12582912.0f; /* 1.5 * 2^23: rounds to an integer */
    vec y, r, p;
    ivec n;

    x = clamp(x, -87.0f, 87.0f);
    y = fused(x, SPLAT(1.44269504f), SPLAT(magic));
    n = (ivec)y - (ivec)SPLAT(magic);
    y = y - SPLAT(magic);
    r = fused(y, SPLAT(-0.693145752f), x);
    r = fused(y, SPLAT(-1.42860677e-6f), r);
    p = SPLAT(1.0f / 720.0f);
    p = fused(p, r, SPLAT(1.0f / 120.0f));
    p = fused(p, r, SPLAT(1.0f / 24.0f));
    p = fused(p, r, SPLAT(1.0f / 6.0f));
    p = fused(p, r, SPLAT(0.5f));
    p = fused(p, r, SPLAT(1.0f));
    p = fused(p, r, SPLAT(1.0f));
    return p * (vec)((n + ISPLAT(127)) << 23);
}

/* tanh x = 1 - 2 / (1 + e^2x) */
INLINE vec tangent(vec x)
{
    vec e = exponential(clamp(x, -9.0f, 9.0f) * SPLAT(2.0f));

    return SPLAT(1.0f) - SPLAT(2.0f) / (e + SPLAT(1.0f));
}

/* The sum of sixteen partial sums: 8 + 8, 4 + 4, 2 + 2, 1 + 1. */
INLINE float tree(const vec part[PARTS])
{
    float s[16];

#if LANES == 16
    __m512 v = (__m512)part[0];
    __m256 h = _mm256_add_ps(_mm512_castps512_ps256(v),
                             _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(v), 1)));
    __m128 q = _mm_add_ps(_mm256_castps256_ps128(h), _mm256_extractf128_ps(h, 1));

    memcpy(s, &q, sizeof q);
#elif LANES == 8
    __m256 h = _mm256_add_ps((__m256)part[0], (__m256)part[1]);
    __m128 q = _mm_add_ps(_mm256_castps256_ps128(h), _mm256_extractf128_ps(h, 1));

    memcpy(s, &q, sizeof q);
#else
    vec q = (part[0] + part[2]) + (part[1] + part[3]);

    store(s, q);
#endif
    return (s[0] + s[2]) + (s[1] + s[3]);
}

#if LANES == 16
#define ROWS_AT_ONCE 8
#else
#define ROWS_AT_ONCE 4
#endif

/* A few rows of a tile and `vectors` vectors of columns from column j; the sum over k runs upwards.
 */
INLINE void product_block(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                          uint32_t j, int vectors, float *y)
{
    vec sum[ROWS_AT_ONCE][2];

    for (int r = 0; r < ROWS_AT_ONCE; r++)
        sum[r][0] = sum[r][1] = (vec){0};
    for (uint32_t i = 0; i < k; i++) {
        const float *at = w + (uint64_t)i * n + j;
        vec left = load(at), right = vectors == 2 ? load(at + LANES) : left;

#pragma GCC unroll 8
        for (int r = 0; r < ROWS_AT_ONCE; r++) {
            vec factor = SPLAT(x[(uint64_t)r * x_stride + i]);

            sum[r][0] = fused(left, factor, sum[r][0]);
            if (vectors == 2)
                sum[r][1] = fused(right, factor, sum[r][1]);
        }
    }
    for (int r = 0; r < ROWS_AT_ONCE; r++) {
        store(y + (uint64_t)r * n + j, sum[r][0]);
        if (vectors == 2)
            store(y + (uint64_t)r * n + j + LANES, sum[r][1]);
    }
}

void LOOPS(product_rows)(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                         uint32_t count, float *y)
{
    for (uint32_t r = 0; r < count; r += ROWS_AT_ONCE) {
        const float *rows = x + (uint64_t)r * x_stride;
        float *out = y + (uint64_t)r * n;
        uint32_t j = 0;

        for (; j + 2 * LANES <= n; j += 2 * LANES)
            product_block(rows, x_stride, w, k, n, j, 2, out);
        if (j < n)
            product_block(rows, x_stride, w, k, n, j, 1, out);
    }
}

void LOOPS(product)(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                    float *y)
{
    LOOPS(product_rows)(x, x_stride, w, k, n, 32, y);
}

/* One row and `vectors` vectors of columns from column j: several sums at once hide the latency of
 * each. */
INLINE void row_block(const float *x, const float *w, uint32_t k, uint32_t n, uint32_t j,
                      int vectors, float *y)
{
    vec sum[4] = {{0}};

    for (uint32_t i = 0; i < k; i++) {
        vec factor = SPLAT(x[i]);

#pragma GCC unroll 4
        for (int v = 0; v < vectors; v++)
            sum[v] = fused(load(w + (uint64_t)i * n + j + (uint32_t)v * LANES), factor, sum[v]);
    }
    for (int v = 0; v < vectors; v++)
        store(y + j + (uint32_t)v * LANES, sum[v]);
}

void LOOPS(row_product)(const float *x, const float *w, uint32_t k, uint32_t n, float *y)
{
    uint32_t j = 0;

    for (; j + 4 * LANES <= n; j += 4 * LANES)
        row_block(x, w, k, n, j, 4, y);
    for (; j < n; j += LANES)
        row_block(x, w, k, n, j, 1, y);
}

void LOOPS(sum_rows)(const float *table, uint32_t n, const uint16_t *row, const uint8_t *rows,
                     uint32_t list_stride, uint32_t lists, float *out)
{
    for (uint32_t i = 0; i < lists; i++) {
        const uint16_t *list = row + (uint64_t)i * list_stride;

        uint32_t j = 0;

        for (; j + 2 * LANES <= n; j += 2 * LANES) {
            vec left = {0}, right = {0};

            for (uint32_t l = 0; l < rows[i]; l++) {
                const float *at = table + (uint64_t)list[l] * n + j;

                left += load(at);
                right += load(at + LANES);
            }
            store(out + (uint64_t)i * n + j, left);
            store(out + (uint64_t)i * n + j + LANES, right);
        }
        for (; j < n; j += LANES) {
            vec sum = {0};

            for (uint32_t l = 0; l < rows[i]; l++)
                sum += load(table + (uint64_t)list[l] * n + j);
            store(out + (uint64_t)i * n + j, sum);
        }
    }
}

void LOOPS(pool_pair)(const float *base, const float *coefficient, const float *b, float scale,
                      const float *count, uint32_t cells, uint32_t n, float *out_plus,
                      float *out_minus)
{
    for (uint32_t j = 0; j < n; j += LANES) {
        vec column = load(b + j) * SPLAT(scale);
        vec sum_plus = {0}, sum_minus = {0}, most_plus = {0}, most_minus = {0};

        for (uint32_t c = 0; c < cells; c++) {
            vec at = load(base + (uint64_t)c * n + j);
            vec factor = SPLAT(coefficient[(uint64_t)c * 16]), weight = SPLAT(count[c]);
            vec plus = fused(column, factor, at), minus = fused(-column, factor, at);

            sum_plus = fused(positive(plus), weight, sum_plus);
            sum_minus = fused(positive(minus), weight, sum_minus);
            most_plus = larger(plus, most_plus);
            most_minus = larger(minus, most_minus);
        }
        store(out_plus + j, sum_plus);
        store(out_plus + n + j, most_plus);
        store(out_minus + j, sum_minus);
        store(out_minus + n + j, most_minus);
    }
}

void LOOPS(pool)(const float *base, const float *count, uint32_t cells, uint32_t n, float *out)
{
    for (uint32_t j = 0; j < n; j += LANES) {
        vec sum = {0}, most = {0};

        for (uint32_t c = 0; c < cells; c++) {
            vec at = load(base + (uint64_t)c * n + j);

            sum = fused(positive(at), SPLAT(count[c]), sum);
            most = larger(at, most);
        }
        store(out + j, sum);
        store(out + n + j, most);
    }
}

void LOOPS(pool_back)(const float *base, const float *count, uint32_t cells, uint32_t n,
                      const float *most, const float *error, const uint16_t *row,
                      const uint8_t *rows, uint32_t list_stride, float *table)
{
    const vec zero = {0};

    for (uint32_t j = 0; j < n; j += LANES) {
        vec sum = load(error + j), peak = load(error + n + j), top = load(most + j);
        ivec left = top > zero;

        for (uint32_t c = 0; c < cells; c++) {
            const uint16_t *list = row + (uint64_t)c * list_stride;
            vec at = load(base + (uint64_t)c * n + j);
            ivec above = at > zero, first = (at == top) & left;
            vec get = (vec)((ivec)(sum * SPLAT(count[c])) & above) + (vec)((ivec)peak & first);

            left &= ~first;
            for (uint32_t l = 0; l < rows[c]; l++) {
                float *to = table + (uint64_t)list[l] * n + j;

                store(to, load(to) + get);
            }
        }
    }
}

void LOOPS(add_scaled)(float *y, const float *b, float c, uint32_t n)
{
    for (uint32_t j = 0; j < n; j += LANES)
        store(y + j, fused(load(b + j), SPLAT(c), load(y + j)));
}

void LOOPS(add_two)(float *y, const float *a, float c, const float *b, float d, const float *e,
                    uint32_t n)
{
    for (uint32_t j = 0; j < n; j += LANES)
        store(y + j, fused(load(a + j), SPLAT(c), fused(load(b + j), SPLAT(d), load(y + j))) +
                         load(e + j));
}

float LOOPS(dot)(const float *x, const float *a, uint32_t k)
{
    vec sum[PARTS] = {{0}};

    for (uint32_t i = 0; i < k; i += 16)
        for (int p = 0; p < PARTS; p++)
            sum[p] = fused(load(x + i + p * LANES), load(a + i + p * LANES), sum[p]);
    return tree(sum);
}

void LOOPS(tanh)(float *x, uint32_t n)
{
    for (uint32_t j = 0; j < n; j += LANES)
        store(x + j, tangent(load(x + j)));
}

void LOOPS(gate)(float *m, const float *gates, uint32_t n)
{
    for (uint32_t j = 0; j < n; j += LANES) {
        vec old = load(m + j);
        vec open = SPLAT(1.0f) / (SPLAT(1.0f) + exponential(-load(gates + j)));

        store(m + j, fused(open, tangent(load(gates + n + j)) - old, old));
    }
}

void LOOPS(residual_tanh)(float *y, const float *m, uint32_t n)
{
    for (uint32_t j = 0; j < n; j += LANES)
        store(y + j, load(m + j) + tangent(load(y + j)));
}

float LOOPS(exponentials)(float *x, uint32_t n, uint32_t stride)
{
    vec sum[PARTS] = {{0}};

    for (uint32_t j = 0; j < stride; j += 16)
        for (int p = 0; p < PARTS; p++) {
            uint32_t first = j + (uint32_t)(p * LANES);
            vec e = exponential(clamp(load(x + first), -60.0f, 60.0f));

            if (first + LANES > n)
                e = (vec)((ivec)e & (LANE_NUMBERS < ISPLAT((int32_t)n - (int32_t)first)));
            store(x + first, e);
            sum[p] += e;
        }
    return sw_logarithm(tree(sum));
}

void LOOPS(normalise)(float *x, uint32_t n)
{
    float mean, deviation;
    vec sum[PARTS] = {{0}};

    for (uint32_t j = 0; j < n; j += 16)
        for (int p = 0; p < PARTS; p++)
            sum[p] += load(x + j + p * LANES);
    mean = tree(sum) / (float)n;
    for (int p = 0; p < PARTS; p++)
        sum[p] = (vec){0};
    for (uint32_t j = 0; j < n; j += 16)
        for (int p = 0; p < PARTS; p++) {
            vec d = load(x + j + p * LANES) - SPLAT(mean);

            store(x + j + p * LANES, d);
            sum[p] = fused(d, d, sum[p]);
        }
    deviation = 1.0f / sqrtf(tree(sum) / (float)n + 1e-5f);
    for (uint32_t j = 0; j < n; j += LANES)
        store(x + j, load(x + j) * deviation);
}

const struct sw_kernel LOOPS(kernel) = {
    .name = "portable",
    .instructions = INSTRUCTIONS,
    .placeless = true,
    .product = LOOPS(product),
    .product_rows = LOOPS(product_rows),
    .row_product = LOOPS(row_product),
    .sum_rows = LOOPS(sum_rows),
    .pool_pair = LOOPS(pool_pair),
    .pool = LOOPS(pool),
    .pool_back = LOOPS(pool_back),
    .add_scaled = LOOPS(add_scaled),
    .add_two = LOOPS(add_two),
    .dot = LOOPS(dot),
    .tanh = LOOPS(tanh),
    .gate = LOOPS(gate),
    .residual_tanh = LOOPS(residual_tanh),
    .exponentials = LOOPS(exponentials),
    .normalise = LOOPS(normalise),
};
