/* transcript.h - dialogues as text with small pictures. Local. */
#ifndef SW_DIALOGUE_TRANSCRIPT_H
#define SW_DIALOGUE_TRANSCRIPT_H

#include "dialogue/corpus.h"
#include "draw/render.h"

/* The demonstrations of a puzzle side by side, as many as 80 columns take. */
void sw_transcript_demonstrations(const struct sw_puzzle *puzzle, enum sw_render_style style,
                                  FILE *out);

/* What a seat is shown: these, or the first test beside its target, or alone. */
void sw_transcript_sight(const struct sw_puzzle *puzzle, const struct sw_seat *seat,
                         enum sw_render_style style, FILE *out);

/* What a program makes of the first test, beside the target if the puzzle has one. */
void sw_transcript_result(const struct sw_puzzle *puzzle, const struct sw_program *program,
                          const char *caption, enum sw_render_style style, FILE *out);

/* The dialogues on puzzles 0..count-1 of a corpus. */
int sw_transcripts(const struct sw_corpus *corpus, enum sw_game_id game, enum sw_render_style style,
                   FILE *out, struct sw_error *error);

#endif
