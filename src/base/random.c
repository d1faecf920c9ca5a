#include "base/random.h"

#include <Random123/philox.h>
#include <assert.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

void sw_random_block(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick,
                     uint32_t index, uint32_t out[4])
{
    philox4x32_ctr_t counter;
    philox4x32_key_t key;

    assert(tick < (1u << 24));
    counter.v[0] = index;
    counter.v[1] = ((uint32_t)purpose << 24) | tick;
    counter.v[2] = (uint32_t)id;
    counter.v[3] = (uint32_t)(id >> 32);
    key.v[0] = (uint32_t)seed;
    key.v[1] = (uint32_t)(seed >> 32);
    counter = philox4x32(counter, key);
    for (int i = 0; i < 4; i++)
        out[i] = counter.v[i];
}

/* Philox4x32-10 with a block in each register: one multiplication makes both products of a round,
 * and while one block waits for it the others are done. */
void sw_random_blocks(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick,
                      uint32_t index, uint32_t out[SW_RANDOM_BLOCKS][4])
{
#ifdef __SSE2__
    /* Numbers 0 and 2 of a block are multiplied; the products, in reverse, are the next block but
     * for what numbers 1 and 3 and the key are added to its numbers 0 and 2. */
    const __m128i factor = _mm_set_epi32(0, (int)PHILOX_M4x32_1, 0, (int)PHILOX_M4x32_0);
    const __m128i bump = _mm_set_epi32(0, (int)PHILOX_W32_1, 0, (int)PHILOX_W32_0);
    __m128i key = _mm_set_epi32(0, (int)(seed >> 32), 0, (int)seed);
    __m128i block[SW_RANDOM_BLOCKS];

    assert(tick < (1u << 24));
    for (uint32_t k = 0; k < SW_RANDOM_BLOCKS; k++)
        block[k] = _mm_set_epi32((int)(id >> 32), (int)id, (int)((uint32_t)purpose << 24 | tick),
                                 (int)(index + k));
    for (int round = 0; round < 10; round++) {
        for (int k = 0; k < SW_RANDOM_BLOCKS; k++) {
            __m128i product = _mm_mul_epu32(block[k], factor); /* low 0, high 0, low 1, high 1 */
            __m128i odd = _mm_xor_si128(_mm_srli_epi64(block[k], 32), key);

            block[k] = _mm_xor_si128(_mm_shuffle_epi32(product, 0x1b), odd);
        }
        key = _mm_add_epi32(key, bump);
    }
    memcpy(out, block, sizeof block);
#else
    for (uint32_t k = 0; k < SW_RANDOM_BLOCKS; k++)
        sw_random_block(seed, purpose, id, tick, index + k, out[k]);
#endif
}

static float noise_of(uint32_t bits)
{
    /* Four bytes of 0..255: mean 510, variance 4 * (256^2 - 1) / 12 = 21845. */
    int sum = (int)(bits & 255u) + (int)(bits >> 8 & 255u) + (int)(bits >> 16 & 255u) +
              (int)(bits >> 24);

    return (float)(sum - 510) * 0.0067658754f; /* 1 / sqrt(21845) */
}

void sw_random_noise(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick,
                     uint32_t index, float *out, size_t count)
{
    enum { EACH = 4 * SW_RANDOM_BLOCKS };

    for (size_t at = 0; at < count; at += EACH, index += SW_RANDOM_BLOCKS) {
        uint32_t block[SW_RANDOM_BLOCKS][4];
        float noise[EACH];

        sw_random_blocks(seed, purpose, id, tick, index, block);
        for (int i = 0; i < EACH; i++)
            noise[i] = noise_of(block[i / 4][i % 4]);
        memcpy(out + at, noise, (count - at < EACH ? count - at : EACH) * sizeof *noise);
    }
}

struct sw_dice sw_dice_at(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick)
{
    struct sw_dice dice = {
        .seed = seed, .id = id, .purpose = purpose, .tick = tick, .used = SW_DICE_BITS};

    return dice;
}

void sw_dice_refill(struct sw_dice *dice)
{
    uint32_t block[SW_RANDOM_BLOCKS][4];

    sw_random_blocks(dice->seed, dice->purpose, dice->id, dice->tick, dice->index, block);
    dice->index += SW_RANDOM_BLOCKS;
    memcpy(dice->bits, block, sizeof dice->bits);
    dice->used = 0;
}

void sw_dice_permutation(struct sw_dice *dice, uint32_t *out, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t j = sw_dice_below(dice, i + 1);

        out[i] = out[j];
        out[j] = i;
    }
}
