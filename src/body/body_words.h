/* body_words.h - what one genome says in worlds that no life meets, and of what. Local.
 *
 * A word is one of SW_BODY_TOKENS, 0 being silence. What it is said of is a situation:
 *
 *   of a guide         which colours feed, as a mask; one word of each world counts, the one in the
 *                      middle of a life, as a guide says much the same all the time
 *   of other bodies    their last event (enum sw_body_event); each tick counts in which a body
 * could speak, and of bodies that only tell of meals each meal
 *
 * Beside it stands what a word does: at each tenth tick of a listener that hears one word, what it
 * would do next is asked once for each word in place of that one, all else being equal.
 */
#ifndef SW_BODY_BODY_WORDS_H
#define SW_BODY_BODY_WORDS_H

#include "body/body_life.h"

struct sw_body_words {
    uint32_t *word, *situation; /* [count] */
    uint32_t count, room;
    uint32_t situations; /* a bound of them */
    bool guided;         /* situations are masks of colours, not events */
    /* What each listener would do for each word: [states][SW_BODY_TOKENS]. */
    uint32_t *act;
    uint32_t states, states_room;
    bool short_of_memory;
};

/* All worlds from number 0 of an examination on. words: zeroed before; its arrays are owned by the
 * caller (sw_body_words_clear), whatever is returned. */
int sw_body_words_collect(const struct sw_brain_layout *layout, struct sw_body_rules rules,
                          const float *weights, uint64_t seed, uint64_t worlds,
                          struct sw_body_words *words, struct sw_error *error);
void sw_body_words_clear(struct sw_body_words *words);

#endif
