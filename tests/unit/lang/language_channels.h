/* language_channels.h - channels that are made up, so that what measures must say of them is known.
 */
#ifndef SW_TESTS_UNIT_LANG_LANGUAGE_CHANNELS_H
#define SW_TESTS_UNIT_LANG_LANGUAGE_CHANNELS_H

#include "base/error.h"
#include "base/random.h"

#include <stdint.h>

enum { ITEMS = 1000, ATTRIBUTES = 2, LENGTH = 2 };

/* What is meant, and what is said of it. */
struct channel {
    uint32_t meant[ITEMS][ATTRIBUTES], item[ITEMS];
    uint8_t said[ITEMS][LENGTH];
    uint32_t message[ITEMS];
};

static struct sw_error error;

/* Two attributes of `values` values each, drawn evenly; said as `speak` has it. */
static inline void make_channel(struct channel *channel, uint32_t values, uint64_t place,
                                void (*speak)(const uint32_t meant[ATTRIBUTES], uint32_t values,
                                              struct sw_dice *dice, uint8_t said[LENGTH]))
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, place, 0);

    for (uint32_t i = 0; i < ITEMS; i++) {
        for (uint32_t a = 0; a < ATTRIBUTES; a++)
            channel->meant[i][a] = sw_dice_below(&dice, values);
        channel->item[i] = channel->meant[i][0] * values + channel->meant[i][1];
        speak(channel->meant[i], values, &dice, channel->said[i]);
        channel->message[i] = channel->said[i][0] * 64u + channel->said[i][1];
    }
}

/* A place for each attribute. */
static inline void speak_bijective(const uint32_t meant[ATTRIBUTES], uint32_t values,
                                   struct sw_dice *dice, uint8_t said[LENGTH])
{
    (void)dice;
    said[0] = (uint8_t)((meant[0] + 1) % values);
    said[1] = (uint8_t)(values - 1 - meant[1]);
}

static inline void speak_constant(const uint32_t meant[ATTRIBUTES], uint32_t values,
                                  struct sw_dice *dice, uint8_t said[LENGTH])
{
    (void)meant;
    (void)values;
    (void)dice;
    said[0] = 3;
    said[1] = 1;
}

static inline void speak_random(const uint32_t meant[ATTRIBUTES], uint32_t values,
                                struct sw_dice *dice, uint8_t said[LENGTH])
{
    (void)meant;
    said[0] = (uint8_t)sw_dice_below(dice, values);
    said[1] = (uint8_t)sw_dice_below(dice, values);
}

/* A bag: each value of each attribute has a symbol of its own, and the order says nothing. */
static inline void speak_bag(const uint32_t meant[ATTRIBUTES], uint32_t values,
                             struct sw_dice *dice, uint8_t said[LENGTH])
{
    uint32_t turned = sw_dice_below(dice, 2);

    said[turned] = (uint8_t)meant[0];
    said[1 - turned] = (uint8_t)(values + meant[1]);
}

#endif
