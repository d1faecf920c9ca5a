/* language_text.h - a language for people, 80 columns wide. Local. */
#ifndef SW_DIALOGUE_LANGUAGE_TEXT_H
#define SW_DIALOGUE_LANGUAGE_TEXT_H

#include "dialogue/language.h"

#define SW_LEXICON_LINES 20u

/* Every law with the word for each of its rules: at most SW_LEXICON_LINES lines. */
void sw_language_lexicon(const struct sw_corpus *corpus, FILE *out);

/* The lexicon both ways, synonyms and homonyms, the ways of breaking the channel, the measures and
 * what may be claimed. -1 when out of memory. */
int sw_language_report(const struct sw_corpus *corpus, const struct sw_language *language,
                       FILE *out, struct sw_error *error);

/* Writes the word that is said most of a rule. */
void sw_language_word(const struct sw_corpus *corpus, uint32_t rule,
                      char text[SW_UTTERANCE_MAX + 1]);

#endif
