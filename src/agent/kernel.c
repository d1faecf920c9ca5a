#include "agent/kernel.h"

#include <cblas.h>
#include <string.h>

extern const struct sw_kernel sw_baseline_kernel;
#if defined(__x86_64__)
extern const struct sw_kernel sw_avx2_kernel, sw_avx512f_kernel;
#endif

/* A tile by OpenBLAS. Which bits come out depends on the processor type, not on the rank: the shape
 * of a call is given by the tensor alone. */
static void blas_product(const float *x, uint32_t x_stride, const float *w, uint32_t k, uint32_t n,
                         float *y)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, SW_TILE, (int)n, (int)k, 1.0f, x,
                (int)x_stride, w, (int)n, 0.0f, y, (int)n);
}

/* The portable kernels that run here, best first. */
static uint32_t portable(const struct sw_kernel *out[3])
{
    uint32_t count = 0;

#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f"))
        out[count++] = &sw_avx512f_kernel;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        out[count++] = &sw_avx2_kernel;
#endif
    out[count++] = &sw_baseline_kernel;
    return count;
}

int sw_kernel_find(const char *name, struct sw_kernel *out)
{
    const struct sw_kernel *all[3];

    portable(all);
    *out = *all[0];
    if (strcmp(name, "portable") == 0)
        return 0;
    if (strcmp(name, "blas") != 0)
        return -1;
    /* One thread for each rank: which thread sums what would be one more thing that bits depend on.
     */
    openblas_set_num_threads(1);
    out->name = "blas";
    out->product = blas_product;
    out->placeless = false;
    return 0;
}

uint32_t sw_kernel_all(struct sw_kernel *out, uint32_t room)
{
    const struct sw_kernel *all[3];
    uint32_t count = portable(all), written = 0;

    for (uint32_t i = 0; i < count && written < room; i++)
        out[written++] = *all[i];
    if (written < room && sw_kernel_find("blas", &out[written]) == 0)
        written++;
    return written;
}
