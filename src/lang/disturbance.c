#include "lang/disturbance.h"

#include "base/random.h"
#include "lang/utterance.h"

/* Every utterance draws the same number of times, so what happens to one does not depend on what
 * happened to those before it. */
void sw_disturb(const struct sw_disturbance *disturbance, uint8_t *tokens, uint64_t utterances,
                uint32_t length, uint32_t vocabulary, uint64_t seed, uint64_t id)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_NOISE, id, 0);

    for (uint64_t i = 0; i < utterances; i++) {
        uint8_t *here = tokens + i * length;
        bool deaf = (double)sw_dice_unit(&dice) < disturbance->deafness;

        for (uint32_t t = 0; t < length; t++) {
            bool changes = (double)sw_dice_unit(&dice) < disturbance->noise;
            uint32_t other = 1 + sw_dice_below(&dice, vocabulary - 1);

            if (changes)
                here[t] = (uint8_t)((here[t] + other) % vocabulary);
        }
        if (disturbance->ends)
            sw_utterance_close(here, length);
        if (deaf)
            here[0] = SW_TOKEN_NOTHING;
    }
}
