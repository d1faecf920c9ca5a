/* life_private.h - what lives (life.c) and examinations (life_examine.c) share. Local. */
#ifndef SW_LIFE_LIFE_PRIVATE_H
#define SW_LIFE_LIFE_PRIVATE_H

#include "life/life.h"

/* What a program comes to in a puzzle; how much is right only if it is not all and progress is
 * asked. */
struct sw_outcome sw_life_outcome(const struct sw_puzzle *puzzle, const struct sw_program *program,
                                  bool progress);

/* A program as a number: hashed into that of the turns before, 0 in the first. */
void sw_life_mark_program(const struct sw_program *program, uint32_t *mark);

/* What of a member's program in one world is observed, into its row of the notes; and at the end
 * sums over worlds become means. */
void sw_life_note_program(const struct sw_life *life, const struct sw_program *program, float *at);
void sw_life_finish_notes(const struct sw_life *life, uint32_t members, uint32_t worlds);

/* The utterances of a tile: [32][L]. */
void sw_life_say(struct sw_life *life, uint8_t *tokens);

/* Rows that edit in a seat that owns its tools can make no edit of others': all in one puzzle if
 * they are `together`, else row r in puzzle[r]. */
void sw_life_take_tools(struct sw_life *life, const struct sw_puzzle *puzzle, bool together,
                        const struct sw_seat *seat, uint32_t rows);

/* Who is to hear something waits for it: it thinks before its canvas, whatever then arrives. */
void sw_life_wait(struct sw_life *life, const struct sw_seat *seat);

#endif
