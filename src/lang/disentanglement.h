/* disentanglement.h - whether each part of a message stands for one thing (Chaabouni et al. 2020,
 * "Compositionality and generalization in emergent languages"). Local. */
#ifndef SW_LANG_DISENTANGLEMENT_H
#define SW_LANG_DISENTANGLEMENT_H

#include "lang/information.h"

#include <stdbool.h>

struct sw_disentanglement {
    double value;        /* 0..1; 0 where it cannot be told */
    uint32_t parts;      /* that are not constant, so count */
    bool unknown;        /* the channel is constant, or there are fewer than two attributes */
    struct sw_null null; /* messages dealt out anew: the plug-in estimate is biased */
};

/* The mean, over parts that are not constant, of [I(part; a1) - I(part; a2)] / H(part), where a1
 * and a2 are the attributes with the two largest informations. Plug-in estimates. part:
 * [count][parts], attribute: [count][attributes], any labels. -1 when out of memory. */
int sw_disentanglement(const uint32_t *part, uint32_t parts, const uint32_t *attribute,
                       uint32_t attributes, uint32_t count, uint64_t seed, uint32_t shuffles,
                       struct sw_disentanglement *out, struct sw_error *error);

/* The same by position: the parts are the tokens. message: [count][length]. */
int sw_disentanglement_positional(const uint8_t *message, uint32_t length,
                                  const uint32_t *attribute, uint32_t attributes, uint32_t count,
                                  uint64_t seed, uint32_t shuffles, struct sw_disentanglement *out,
                                  struct sw_error *error);

/* The same as a bag: the parts are how often each word of the vocabulary is said. */
int sw_disentanglement_bag_of_symbols(const uint8_t *message, uint32_t length, uint32_t vocabulary,
                                      const uint32_t *attribute, uint32_t attributes,
                                      uint32_t count, uint64_t seed, uint32_t shuffles,
                                      struct sw_disentanglement *out, struct sw_error *error);

#endif
