/* body_channel.h - a tick of several worlds of bodies, and what arrives of the words that are said
 * in them. Local.
 */
#ifndef SW_BODY_BODY_CHANNEL_H
#define SW_BODY_BODY_CHANNEL_H

#include "world/body/body_step.h"

#define SW_BODY_SPEECH_ROWS(FIRST, ROW)                                                            \
    FIRST(SW_BODY_SPEECH_NONE, "none", "brains have no words")                                     \
    ROW(SW_BODY_SPEECH_NORMAL, "normal", "bodies within earshot hear a word in the next tick")     \
    ROW(SW_BODY_SPEECH_SILENT, "silent", "a control: words are said, and nobody hears one")        \
    ROW(SW_BODY_SPEECH_SHUFFLED, "shuffled",                                                       \
        "a control: bodies hear what the same seat of another world said")                         \
    ROW(SW_BODY_SPEECH_ORACLE, "oracle",                                                           \
        "a ceiling: brains have no words, and a body knows what others within earshot eat as if "  \
        "it had eaten that itself")

#define SW_BODY_SPEECH_ID(id, ...) id,
enum sw_body_speech { SW_BODY_SPEECH_ROWS(SW_BODY_SPEECH_ID, SW_BODY_SPEECH_ID) SW_BODY_SPEECHES };

/* One tick of `worlds` worlds of one game. act, say: [worlds][seats]. Who speaks pays for it
 * (sw_body_pay_words), whoever hears it. Shuffled, a world hears the
 * next one with another seed, in a ring; where there is none it hears nothing. Worlds in which
 * imitation is shuffled show acts of the next one so; where there is none, waits. */
void sw_body_channel_step(struct sw_body_world *world, uint32_t worlds, const uint8_t *act,
                          const uint8_t *say, enum sw_body_speech speech);

#endif
