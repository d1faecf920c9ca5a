#include "lang/channel.h"

#include "base/random.h"

#include <stddef.h>
#include <string.h>

static const struct sw_channel table[SW_CHANNEL_MODES] = {
    [SW_CHANNEL_NORMAL] = {"normal", "the partner's utterance about this world arrives"},
    [SW_CHANNEL_SILENT] = {"silent", "nothing arrives"},
    [SW_CHANNEL_SHUFFLED] = {"shuffled",
                             "the same speaker's utterance about another world arrives"},
    [SW_CHANNEL_SELF] = {"self", "the listener hears what it would say itself"},
    [SW_CHANNEL_CONSTANT] = {"constant",
                             "the second word, as often as an utterance is long, arrives in every "
                             "world"},
};

const struct sw_channel *sw_channel_row(enum sw_channel_mode mode)
{
    return (unsigned)mode < SW_CHANNEL_MODES ? &table[mode] : NULL;
}

bool sw_channel_carries(enum sw_channel_mode mode)
{
    return mode == SW_CHANNEL_NORMAL || mode == SW_CHANNEL_SHUFFLED;
}

void sw_channel_constant(uint8_t *heard, uint32_t length)
{
    memset(heard, 1, length);
}

void sw_channel_shuffle(uint64_t seed, uint64_t id, uint32_t tick, uint32_t worlds,
                        uint32_t *source)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_CHANNEL, id, tick);

    for (uint32_t i = 0; i < worlds; i++)
        source[i] = i;
    for (uint32_t i = worlds; i-- > 1;) {
        uint32_t j = sw_dice_below(&dice, i), kept = source[i];

        source[i] = source[j];
        source[j] = kept;
    }
}
