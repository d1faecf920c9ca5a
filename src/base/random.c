#include "base/random.h"

#include <Random123/philox.h>
#include <assert.h>

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
    size_t at = 0;

    while (at < count) {
        uint32_t block[4];

        sw_random_block(seed, purpose, id, tick, index++, block);
        for (int i = 0; i < 4 && at < count; i++)
            out[at++] = noise_of(block[i]);
    }
}

struct sw_dice sw_dice_at(uint64_t seed, enum sw_purpose purpose, uint64_t id, uint32_t tick)
{
    struct sw_dice dice = {.seed = seed, .id = id, .purpose = purpose, .tick = tick, .used = 4};

    return dice;
}

uint32_t sw_dice_bits(struct sw_dice *dice)
{
    if (dice->used == 4) {
        sw_random_block(dice->seed, dice->purpose, dice->id, dice->tick, dice->index++,
                        dice->block);
        dice->used = 0;
    }
    return dice->block[dice->used++];
}

uint32_t sw_dice_below(struct sw_dice *dice, uint32_t bound)
{
    assert(bound >= 1);
    return (uint32_t)((uint64_t)sw_dice_bits(dice) * bound >> 32);
}

int sw_dice_between(struct sw_dice *dice, int low, int high)
{
    assert(low <= high);
    return low + (int)sw_dice_below(dice, (uint32_t)(high - low) + 1u);
}

float sw_dice_unit(struct sw_dice *dice)
{
    return (float)(sw_dice_bits(dice) >> 8) * 0x1p-24f;
}

void sw_dice_permutation(struct sw_dice *dice, uint32_t *out, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t j = sw_dice_below(dice, i + 1);

        out[i] = out[j];
        out[j] = i;
    }
}
