/* influence.h - what hearing changes: the causal influence of communication (Lowe et al. 2019, "On
 * the pitfalls of measuring emergent communication"). Local. */
#ifndef SW_LANG_INFLUENCE_H
#define SW_LANG_INFLUENCE_H

#include <stdint.h>

/* In one state, in bits: sum over m of p(m) sum over a of pi(a | do m) log2[pi(a | do m) / mean of
 * pi(a) over p]. chance: [messages] p(m), which adds up to 1. act: [messages][acts] pi(a | do m).
 * A deaf listener: 0; one that answers each message by an act of its own: the entropy of p. (It is
 * a sum over messages with their chances, and no mean: that would add log2 of their number.) */
double sw_influence(const double *chance, const double *act, uint32_t messages, uint32_t acts);

/* How often another message changes what a listener does that always does the likeliest: the chance
 * that two messages drawn by p call for different acts. act: [messages] what it does. */
double sw_flip_rate(const double *chance, const uint32_t *act, uint32_t messages);

#endif
