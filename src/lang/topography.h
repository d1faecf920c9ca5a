/* topography.h - whether similar things are called similarly (Brighton and Kirby 2006). Local. */
#ifndef SW_LANG_TOPOGRAPHY_H
#define SW_LANG_TOPOGRAPHY_H

#include "lang/information.h"

#include <stdbool.h>

#define SW_TOPOGRAPHY_ITEMS 500u /* of more, so many are drawn */

struct sw_topography {
    double similarity; /* Spearman's correlation; 0 if one of the two never differs */
    bool constant;     /* all items mean the same, or are called the same */
    uint32_t items;
    struct sw_null null; /* messages dealt out anew */
};

/* Spearman correlation, over all pairs of items, of the Hamming distance of their attributes with
 * the Levenshtein distance of their messages; ties have average ranks. attribute:
 * [count][attributes]; message: [count][length] tokens, of one length, which therefore need no
 * division by it. -1 when out of memory. */
int sw_topography(const uint32_t *attribute, uint32_t attributes, const uint8_t *message,
                  uint32_t length, uint32_t count, uint64_t seed, uint32_t shuffles,
                  struct sw_topography *out, struct sw_error *error);

/* Edits (a token more, less or another) that turn one message into another; length <=
 * SW_UTTERANCE_MAX. */
uint32_t sw_levenshtein(const uint8_t *a, const uint8_t *b, uint32_t length);

#endif
