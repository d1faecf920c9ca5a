#include "agent/crossing.h"

#include "agent/forecast_brain.h"
#include "base/random.h"

#include <string.h>

/* Coins of one place: the sign of each throw. */
static bool coin(struct sw_dice *dice)
{
    return (sw_dice_bits(dice) & 1u) != 0;
}

static void take(const struct sw_tensor *tensor, const float *from, float *out)
{
    memcpy(out + tensor->offset, from + tensor->offset,
           (size_t)tensor->rows * tensor->stride * sizeof *out);
}

static void uniform(const struct sw_brain_layout *layout, struct sw_dice *dice, const float *one,
                    const float *other, float *out)
{
    for (uint32_t first = 0; first < layout->floats; first += 32) {
        uint32_t bits = sw_dice_bits(dice);

        for (uint32_t i = first; i < layout->floats && i < first + 32; i++)
            out[i] = bits >> (i - first) & 1u ? other[i] : one[i];
    }
}

static void tensors(const struct sw_brain_layout *layout, struct sw_dice *dice, const float *one,
                    const float *other, float *out)
{
    for (uint32_t t = 0; t < layout->tensors; t++)
        take(&layout->tensor[t], coin(dice) ? other : one, out);
}

/* thought[k] and its bias stand side by side, from SW_THOUGHT on. */
static void experts(const struct sw_brain_layout *layout, struct sw_dice *dice, const float *one,
                    const float *other, float *out)
{
    uint32_t end = sw_foresight_first(layout);

    memcpy(out, one, layout->floats * sizeof *out);
    for (uint32_t t = SW_THOUGHT; t + 1 < end; t += 2) {
        const float *from = coin(dice) ? other : one;

        take(&layout->tensor[t], from, out);
        take(&layout->tensor[t + 1], from, out);
    }
    if (end < layout->tensors && coin(dice))
        for (uint32_t t = end; t < layout->tensors; t++)
            take(&layout->tensor[t], other, out);
}

static void average(const struct sw_brain_layout *layout, struct sw_dice *dice, const float *one,
                    const float *other, float *out)
{
    (void)dice;
    for (uint32_t i = 0; i < layout->floats; i++)
        out[i] = 0.5f * one[i] + 0.5f * other[i];
}

void sw_cross(const struct sw_brain_layout *layout, enum sw_crossing crossing, uint64_t run_seed,
              uint64_t litter_seed, const float *one, const float *other, float *out)
{
    static void (*const functions[SW_CROSSINGS])(const struct sw_brain_layout *, struct sw_dice *,
                                                 const float *, const float *, float *) = {
        [SW_CROSS_UNIFORM] = uniform,
        [SW_CROSS_TENSORS] = tensors,
        [SW_CROSS_EXPERTS] = experts,
        [SW_CROSS_AVERAGE] = average,
    };
    struct sw_dice dice = sw_dice_at(run_seed, SW_RANDOM_CROSSING, litter_seed, 0);

    functions[crossing](layout, &dice, one, other, out);
}
