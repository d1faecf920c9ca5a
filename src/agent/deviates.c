#include "agent/deviates.h"

#include "agent/logarithm.h"

#include <math.h>
#include <string.h>

/* The normal deviate of 32 random bits, by inversion (Wichura 1988, "Algorithm AS 241: the
 * percentage points of the normal distribution", PPND7). The highest bit is the sign, and the
 * others say how much of the distribution is further out: (k + 1/2) / 2^32, k from 0. There are
 * multiplications, divisions, a square root and a logarithm of our own, so every machine rounds
 * alike. Within 3e-6 of the exact deviate. */
static float normal_of(uint32_t bits)
{
    enum { CENTRE = 322122547 }; /* from here on 0.075 or more is further out */
    uint32_t k = bits & 0x7fffffffu;
    float sign = bits >> 31 ? -1.0f : 1.0f;

    if (k >= CENTRE) {
        float q = ((float)(0x80000000u - k) - 0.5f) * 0x1p-32f, r = 0.180625f - q * q;
        float above = ((59.10937472f * r + 159.29113202f) * r + 50.434271938f) * r + 3.3871327179f;
        float below = ((67.1875636f * r + 78.757757664f) * r + 17.895169469f) * r + 1.0f;

        return sign * (q * above / below);
    } else {
        float r = sqrtf(-sw_logarithm(((float)k + 0.5f) * 0x1p-32f)) - 1.6f;
        float above = ((0.17023821103f * r + 1.3067284816f) * r + 2.75681539f) * r + 1.4234372777f;
        float below = (0.12021132975f * r + 0.7370016425f) * r + 1.0f;

        return sign * (above / below);
    }
}

static void draw_normal(uint64_t run_seed, uint64_t litter_seed, uint32_t pair, uint32_t index,
                        float *out, size_t count)
{
    enum { EACH = 4 * SW_RANDOM_BLOCKS };

    for (size_t at = 0; at < count; at += EACH, index += SW_RANDOM_BLOCKS) {
        uint32_t block[SW_RANDOM_BLOCKS][4];
        float noise[EACH];

        sw_random_blocks(run_seed, SW_RANDOM_MUTATION, litter_seed, pair, index, block);
        for (int i = 0; i < EACH; i++)
            noise[i] = normal_of(block[i / 4][i % 4]);
        memcpy(out + at, noise, (count - at < EACH ? count - at : EACH) * sizeof *noise);
    }
}

void sw_deviates_draw(enum sw_deviates kind, uint64_t run_seed, uint64_t litter_seed, uint32_t pair,
                      uint32_t index, float *out, size_t count)
{
    if (kind == SW_DEVIATES_NORMAL)
        draw_normal(run_seed, litter_seed, pair, index, out, count);
    else
        sw_random_noise(run_seed, SW_RANDOM_MUTATION, litter_seed, pair, index, out, count);
}
