/* language_lines.h - a language for programs: a line for each puzzle, or one object of measures.
 * Local. */
#ifndef SW_DIALOGUE_LANGUAGE_LINES_H
#define SW_DIALOGUE_LANGUAGE_LINES_H

#include "dialogue/language.h"

/* puzzle,rule,law,parameters,message,heard,edits,exact: a title line and a line a puzzle. */
void sw_language_csv(const struct sw_corpus *corpus, FILE *out);

/* The same as one JSON object a line. */
void sw_language_json(const struct sw_corpus *corpus, FILE *out);

/* All measures as one JSON object. */
void sw_language_measures(const struct sw_corpus *corpus, const struct sw_language *language,
                          uint64_t speaker, uint64_t listener, FILE *out);

#endif
