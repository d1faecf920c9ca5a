/* ambiguity.h - how often a speaker says the same of things that call for different answers. Local.
 */
#ifndef SW_LANG_AMBIGUITY_H
#define SW_LANG_AMBIGUITY_H

#include <stdint.h>

/* Share of the pairs of utterances about different classes that are equal: 0, every class has words
 * of its own; 1, always the same is said; 0 if all are of one class. tokens: `count` utterances of
 * `length` tokens; class_of: [count]. O(count^2). */
float sw_ambiguity(const uint8_t *tokens, uint32_t length, const uint32_t *class_of,
                   uint32_t count);

#endif
