/* blind_guess.h - what a listener comes to that hears nothing and knows which rules are met how
 * often, in games by turns. There the rules of second and third laws are drawn by law (any rule of
 * it), so those of small laws are met more often than one in all, and a guess can be better than
 * one in all. Where who edits owns its tools, it knows from them which rules it can be asked for at
 * all.
 *
 * - best: it always does the rule that is right most often.
 * - drawn: it does each rule as often as it is met; a rule that it has no tools for comes to
 *   nothing. This is what the words of another puzzle are worth in a language without errors.
 *
 * What is right most often, and what is met how often, is counted on one half of the puzzles, and
 * the guess is made on the other; then the other way round. So few puzzles do not make a guess
 * better than it is: the best of a sample is chosen with its luck. Of few it may be worse, and best
 * below drawn. Local. */
#ifndef SW_DIALOGUE_BLIND_GUESS_H
#define SW_DIALOGUE_BLIND_GUESS_H

#include "life/tools.h"
#include "world/puzzle/worlds.h"

struct sw_blind_guess {
    const struct sw_worlds *worlds; /* borrowed */
    uint32_t first, end;            /* the rules that are guessed among */
    uint32_t members;               /* that own tools; 1: everybody has all */
    uint32_t puzzles, half[2]; /* all, and of each half */
    uint32_t *met, *right;     /* [2][members][end - first], owned: puzzles of a rule, and those
                                  that it would be right on */
};

/* held_out: of puzzles of what is held out of lives. members: among whom the edits are divided, or
 * 1. -1 when out of memory. */
int sw_blind_guess_create(struct sw_blind_guess *guess, const struct sw_worlds *worlds,
                          bool held_out, uint32_t members, struct sw_error *error);
void sw_blind_guess_clear(struct sw_blind_guess *guess);

/* Adds a puzzle of one rule: a turn. What is right is the target of its first test. number: of the
 * whole puzzle; even and odd ones are the halves, so that turns of one are in one. */
void sw_blind_guess_add(struct sw_blind_guess *guess, uint64_t number,
                        const struct sw_puzzle *puzzle);

/* Shares of the puzzles so far; NaN unless both halves have some. */
double sw_blind_guess_best(const struct sw_blind_guess *guess);
double sw_blind_guess_drawn(const struct sw_blind_guess *guess);

#endif
