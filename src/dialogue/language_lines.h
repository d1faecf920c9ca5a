/* language_lines.h - a language for programs: a line for each puzzle, or one object of measures.
 * Local. */
#ifndef SW_DIALOGUE_LANGUAGE_LINES_H
#define SW_DIALOGUE_LANGUAGE_LINES_H

#include "dialogue/language.h"
#include "dialogue/turn_talk.h"

/* puzzle,rule,law,parameters,message,heard,edits,exact: a title line and a line a puzzle; in a game
 * by turns a line a turn, which has its number behind the puzzle's. */
void sw_language_csv(const struct sw_corpus *corpus, FILE *out);

/* The same as one JSON object a line. */
void sw_language_json(const struct sw_corpus *corpus, FILE *out);

/* All measures as one JSON object. talk: of whole dialogues; NULL where nobody takes turns. */
void sw_language_measures(const struct sw_corpus *corpus, const struct sw_language *language,
                          const struct sw_turn_talk *talk, uint64_t speaker, uint64_t listener,
                          FILE *out);

#endif
