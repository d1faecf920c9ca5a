#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KERNELS = 8, CALLS = 64 };

struct kernel_work {
    struct sw_kernel kernel;
    const float *x, *w;
    float *y;
    uint32_t k, n;
};

static int multiply(void *context)
{
    struct kernel_work *work = context;

    for (int i = 0; i < CALLS; i++)
        work->kernel.product(work->x, (work->k + 15) / 16 * 16, work->w, work->k, work->n, work->y);
    return 0;
}

/* Whether an earlier tensor has this shape. */
static bool seen(const struct sw_brain_layout *layout, uint32_t tensor)
{
    for (uint32_t t = 0; t < tensor; t++)
        if (layout->tensor[t].kind == SW_TENSOR_DENSE &&
            layout->tensor[t].rows == layout->tensor[tensor].rows &&
            layout->tensor[t].stride == layout->tensor[tensor].stride)
            return true;
    return false;
}

static int measure_shape(struct sw_bench *bench, const struct sw_kernel *kernels, uint32_t count,
                         const struct kernel_work *work)
{
    double operations = 2.0 * SW_TILE * work->k * work->n * CALLS;
    struct kernel_work best = *work, other = *work;
    int (*const works[2])(void *) = {multiply, multiply};
    void *const contexts[2] = {&best, &other};
    char name[96];

    best.kernel = kernels[0]; /* the best portable one */
    for (uint32_t i = 0; i < count; i++) {
        double seconds[2], ratio;

        other.kernel = kernels[i];
        ratio = sw_bench_compare(bench, works, contexts, seconds);
        if (ratio < 0)
            return -1;
        snprintf(name, sizeof name, "kernel.%ux%u.%s", work->k, work->n,
                 strcmp(kernels[i].name, "blas") == 0 ? "blas" : kernels[i].instructions);
        sw_bench_tell(bench, name, operations / seconds[1] / 1e9,
                      i == 0 ? SW_BENCH_ALONE : 1 / ratio);
    }
    return 0;
}

int sw_bench_kernel(struct sw_bench *bench)
{
    struct sw_kernel kernels[KERNELS];
    uint32_t count = sw_kernel_all(kernels, KERNELS), widest = 0, longest = 0;
    struct kernel_work work = {.k = 0};
    float *x, *y;
    int result = 0;

    for (uint32_t t = 0; t < bench->layout.tensors; t++) {
        const struct sw_tensor *tensor = &bench->layout.tensor[t];

        widest = tensor->stride > widest ? tensor->stride : widest;
        longest = tensor->rows > longest ? tensor->rows : longest;
    }
    x = sw_allocate_floats((size_t)SW_TILE * (longest + 16), "measuring", bench->error);
    y = sw_allocate_floats((size_t)SW_TILE * widest, "measuring", bench->error);
    if (x == NULL || y == NULL)
        result = -1;
    for (size_t i = 0; i < (size_t)SW_TILE * (longest + 16) && result == 0; i++)
        x[i] = (float)(i % 17) / 17.0f - 0.5f;
    work.x = x;
    work.y = y;
    for (uint32_t t = 0; t < bench->layout.tensors && result == 0; t++) {
        const struct sw_tensor *tensor = &bench->layout.tensor[t];

        if (tensor->kind != SW_TENSOR_DENSE || seen(&bench->layout, t))
            continue;
        work.k = tensor->rows;
        work.n = tensor->stride;
        work.w = bench->parent.weights + tensor->offset;
        result = measure_shape(bench, kernels, count, &work);
    }
    free(x);
    free(y);
    return result;
}
