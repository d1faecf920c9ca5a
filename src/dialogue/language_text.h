/* language_text.h - a language for people, 80 columns wide. Local. */
#ifndef SW_DIALOGUE_LANGUAGE_TEXT_H
#define SW_DIALOGUE_LANGUAGE_TEXT_H

#include "dialogue/language.h"

/* The laws with the message for each of their rules, in at most 20 lines: the first 16 laws, and of
 * each as many rules as a line holds. */
void sw_language_lexicon(const struct sw_corpus *corpus, FILE *out);

/* The lexicon both ways, synonyms and homonyms, the ways of breaking the channel, the measures and
 * what may be claimed. -1 when out of memory. */
int sw_language_report(const struct sw_corpus *corpus, const struct sw_language *language,
                       FILE *out, struct sw_error *error);

#endif
