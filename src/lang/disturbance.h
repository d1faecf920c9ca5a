/* disturbance.h - what happens to utterances on their way to the ear. Local. */
#ifndef SW_LANG_DISTURBANCE_H
#define SW_LANG_DISTURBANCE_H

#include <stdbool.h>
#include <stdint.h>

struct sw_disturbance {
    double noise;    /* chance that a token arrives as another one, evenly drawn: 0..1 */
    double deafness; /* chance that nothing of an utterance arrives: 0..1 */
    bool ends;       /* token 0 ends an utterance, also one that has become 0 on its way */
};

/* Disturbs tokens[utterances][length] of a vocabulary of at least 2. What does not arrive has
 * SW_TOKEN_NOTHING as its first token. Drawn by (seed, id), one utterance after another. */
void sw_disturb(const struct sw_disturbance *disturbance, uint8_t *tokens, uint64_t utterances,
                uint32_t length, uint32_t vocabulary, uint64_t seed, uint64_t id);

#endif
