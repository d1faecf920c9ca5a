/* body_brain.h - the small brain of a body in a shared world, and its table of named tensors.
 *
 *   h  = relu(look.bias + sum of look.table rows + sum over plants of s[colour] *
 * value.table[place]) (u, n) = h . memory.look + m . memory.recurrent + memory.event[event] +
 * memory.act[last act]
 *            + memory.bias
 *   m' = m + sigmoid(u) (tanh(n) - m)
 *   act = argmax(h . act.look + m' . act.memory + act.event[event] + act.bias)
 *   word = argmax(h . say.look + m' . say.memory + say.event[event] + say.bias)
 *
 * s is a number for each colour of plants. Where it comes from is a setting:
 *
 *   none    there is no s, and no value.table
 *   delta   s is plastic, begins at plastic.start, and is moved by what is eaten: with r = 1 if it
 *           fed and -1 if it poisoned, s[eaten] += eta (r - s[eaten]), and s[others] += kappa r;
 *           eta and kappa are plastic.rates
 *   open    s is plastic: s += plastic.table[event], held within +-1.5; which event moves what is
 *           not said
 *   read    s = tanh(m . read.memory): read from the memory of the tick before
 *   told    s is 1 for what feeds and -1 for what poisons: a ceiling
 *
 * Brains that do not speak have no tensors of words. Two switches are for those that have:
 *
 *   tells   word = argmax(say.event[event]) if a plant was eaten, and silence otherwise
 *   heeds   s += plastic.words[word] for each word that is heard, held within +-1.5, and words are
 *           no part of what is seen (none, delta, open; with none s begins at 0). Founders are deaf
 *           to words: the table begins at 0
 *
 * Where the world lets a body know what others ate, delta and open learn from it as from their own.
 *
 * What a life moves (m and s) dies with it; what evolves are the tensors. A tensor that the
 * settings switch off has no rows. All functions are Local.
 */
#ifndef SW_AGENT_BODY_BRAIN_H
#define SW_AGENT_BODY_BRAIN_H

#include "agent/brain.h"

#define SW_BODY_PLASTIC_ROWS(FIRST, ROW)                                                           \
    FIRST(SW_PLASTIC_NONE, "none", "plants have no value")                                         \
    ROW(SW_PLASTIC_DELTA, "delta",                                                                 \
        "a value for each colour, moved towards what eating it did; start and rates evolve")       \
    ROW(SW_PLASTIC_OPEN, "open", "values are moved by a table of events, which evolves")           \
    ROW(SW_PLASTIC_READ, "read", "values are read from memory")                                    \
    ROW(SW_PLASTIC_TOLD, "told", "values are given: for comparison")

#define SW_PLASTIC_ID(id, ...) id,
enum sw_body_plastic { SW_BODY_PLASTIC_ROWS(SW_PLASTIC_ID, SW_PLASTIC_ID) SW_PLASTICS };

enum sw_body_tensor {
    SW_BODY_LOOK,
    SW_BODY_LOOK_BIAS,
    SW_BODY_VALUE,
    SW_BODY_MEMORY_LOOK,
    SW_BODY_MEMORY_RECURRENT,
    SW_BODY_MEMORY_EVENT,
    SW_BODY_MEMORY_ACT,
    SW_BODY_MEMORY_BIAS,
    SW_BODY_ACT_LOOK,
    SW_BODY_ACT_MEMORY,
    SW_BODY_ACT_EVENT,
    SW_BODY_ACT_BIAS,
    SW_BODY_PLASTIC_START, /* [colours] */
    SW_BODY_PLASTIC_RATES, /* [2]: eta, kappa */
    SW_BODY_PLASTIC_TABLE, /* [events * colours], as one vector */
    SW_BODY_READ,
    SW_BODY_SAY_LOOK,
    SW_BODY_SAY_MEMORY,
    SW_BODY_SAY_EVENT,
    SW_BODY_SAY_BIAS,
    SW_BODY_PLASTIC_WORDS, /* [words * colours], as one vector */
    SW_BODY_TENSORS
};

const char *sw_body_plastic_name(uint32_t plastic);

/* Lays out a shape with body.rows > 0: features 16..64 and memory 16..256, multiples of 16. */
int sw_body_brain_layout(const struct sw_brain_shape *shape, struct sw_brain_layout *layout,
                         struct sw_error *error);

#endif
