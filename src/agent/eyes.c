#include "agent/eyes.h"

#include <math.h>
#include <string.h>

#define EYE_MAX (2 * SW_FEATURES_MAX)

/* What one eye pooled, sums first. n: features of an eye. */
static void gather(const float *all, uint32_t features, uint32_t eye, uint32_t n, float *one)
{
    memcpy(one, all + (size_t)eye * n, n * sizeof *one);
    memcpy(one + n, all + features + (size_t)eye * n, n * sizeof *one);
}

static void scatter(const float *one, uint32_t features, uint32_t eye, uint32_t n, float *all)
{
    memcpy(all + (size_t)eye * n, one, n * sizeof *one);
    memcpy(all + features + (size_t)eye * n, one + n, n * sizeof *one);
}

void sw_eyes_normalise(const struct sw_kernel *kernel, const struct sw_brain_shape *shape,
                       float *pooled)
{
    uint32_t K = shape->features, eyes = sw_eyes_count(shape), n = K / eyes;
    float one[EYE_MAX];

    if (eyes == 1) {
        kernel->normalise(pooled, 2 * K);
        return;
    }
    for (uint32_t eye = 0; eye < eyes; eye++) {
        gather(pooled, K, eye, n, one);
        kernel->normalise(one, 2 * n);
        scatter(one, K, eye, n, pooled);
    }
}

/* 1 / the deviation by which the kernel's normalise divides. */
static float inverse_deviation(const float *x, uint32_t n)
{
    float mean = 0, square = 0;

    for (uint32_t i = 0; i < n; i++)
        mean += x[i];
    mean /= (float)n;
    for (uint32_t i = 0; i < n; i++)
        square += (x[i] - mean) * (x[i] - mean);
    return 1.0f / sqrtf(square / (float)n + 1e-5f);
}

void sw_eyes_deviations(const struct sw_brain_shape *shape, const float *pooled, float *deviation)
{
    uint32_t K = shape->features, eyes = sw_eyes_count(shape), n = K / eyes;
    float one[EYE_MAX];

    for (uint32_t eye = 0; eye < eyes; eye++) {
        gather(pooled, K, eye, n, one);
        deviation[eye] = inverse_deviation(one, 2 * n);
    }
}

static void pass_normalise(const float *normal, float deviation, uint32_t n, float *e)
{
    float mean = 0, along = 0;

    for (uint32_t i = 0; i < n; i++) {
        mean += e[i];
        along += e[i] * normal[i];
    }
    mean /= (float)n;
    along /= (float)n;
    for (uint32_t i = 0; i < n; i++)
        e[i] = deviation * (e[i] - mean - normal[i] * along);
}

void sw_eyes_normalise_back(const struct sw_brain_shape *shape, const float *normal,
                            const float *deviation, float *e)
{
    uint32_t K = shape->features, eyes = sw_eyes_count(shape), n = K / eyes;
    float one[EYE_MAX], back[EYE_MAX];

    if (eyes == 1) {
        pass_normalise(normal, deviation[0], 2 * K, e);
        return;
    }
    for (uint32_t eye = 0; eye < eyes; eye++) {
        gather(normal, K, eye, n, one);
        gather(e, K, eye, n, back);
        pass_normalise(one, deviation[eye], 2 * n, back);
        scatter(back, K, eye, n, e);
    }
}
