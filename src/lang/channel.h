/* channel.h - what becomes of an utterance between mouth and ear. A mode changes nothing else: the
 * same networks, the same ticks, the same lengths. Local. */
#ifndef SW_LANG_CHANNEL_H
#define SW_LANG_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

enum sw_channel_mode {
    SW_CHANNEL_NORMAL,   /* what the partner said of this world */
    SW_CHANNEL_SILENT,   /* nothing arrives */
    SW_CHANNEL_SHUFFLED, /* what the same speaker said of another world */
    SW_CHANNEL_SELF,     /* what the listener itself would say of what it sees */
    SW_CHANNEL_CONSTANT, /* word b again and again, whatever is said */
    SW_CHANNEL_MODES
};

struct sw_channel {
    const char *name, *description;
};

/* The table of modes, by enum sw_channel_mode. */
const struct sw_channel *sw_channel_row(enum sw_channel_mode mode);

/* Whether what others say arrives on it. */
bool sw_channel_carries(enum sw_channel_mode mode);

/* Constant: what arrives, L tokens, of any vocabulary and where token 0 ends utterances too. */
void sw_channel_constant(uint8_t *heard, uint32_t length);

/* Shuffled: writes for each world whose utterance arrives there: source[w] != w if there is more
 * than one world (a random cycle over all worlds: Sattolo 1986). `id` and `tick` place the draw. */
void sw_channel_shuffle(uint64_t seed, uint64_t id, uint32_t tick, uint32_t worlds,
                        uint32_t *source);

#endif
