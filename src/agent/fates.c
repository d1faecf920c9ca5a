#include "agent/fates.h"

#include "agent/logarithm.h"

#include <string.h>

#define LEAST_LIKELIHOOD 1e-12f

void sw_fates_choose(const float *logit, uint32_t kinds, uint32_t fates, uint32_t stride,
                     uint8_t *fate)
{
    for (uint32_t k = 0; k < kinds; k++) {
        const float *of = logit + (size_t)k * stride;

        fate[k] = 0;
        for (uint32_t f = 1; f < fates; f++)
            if (of[f] > of[fate[k]])
                fate[k] = (uint8_t)f;
    }
}

float sw_fates_judge(const struct sw_kernel *kernel, uint64_t right, uint32_t fates,
                     uint32_t stride, float *logit, float *error)
{
    float all = 0, good = 0;

    kernel->exponentials(logit, fates, stride);
    for (uint32_t f = 0; f < fates; f++) {
        all += logit[f];
        if (right >> f & 1)
            good += logit[f];
    }
    good = good / all > LEAST_LIKELIHOOD ? good : LEAST_LIKELIHOOD * all;
    memset(error, 0, stride * sizeof *error);
    for (uint32_t f = 0; f < fates; f++)
        error[f] = (right >> f & 1 ? logit[f] / good : 0) - logit[f] / all;
    return sw_logarithm(good / all);
}
