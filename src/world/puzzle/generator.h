/* generator.h - draws puzzles that show a law, and only it (world/puzzle/worlds.h says what is
 * promised). Local. */
#ifndef SW_WORLD_PUZZLE_GENERATOR_H
#define SW_WORLD_PUZZLE_GENERATOR_H

#include "world/puzzle/composition.h"
#include "world/puzzle/worlds.h"

/* Writes the puzzle of (seed, purpose, number) that shows the rule: a row of the set, or behind
 * these a held-out composition. Returns 0, or -1 if the throws are used up. */
int sw_generator_puzzle(const struct sw_worlds_settings *settings, const struct sw_rules *rules,
                        uint64_t seed, enum sw_purpose purpose, uint64_t number, uint32_t rule,
                        struct sw_puzzle *out, struct sw_worlds_tally *tally);

/* Makes a lesson of a puzzle of several laws (sw_worlds_lesson); false if there is none. */
bool sw_generate_lesson(const struct sw_rules *rules, struct sw_puzzle *puzzle, uint32_t part);

/* The share of puzzles for which occlusion is to be wished so that settings->occlusion of all have
 * it: many laws do not allow it (of a canvas that is doubled or turned the patch would be, too).
 * How many do is found by drawing a few hundred puzzles of no seed's, so it depends on the settings
 * alone. */
double sw_generate_occlusion(const struct sw_worlds_settings *settings,
                             const struct sw_rules *rules);

/* How many programs explain all demonstrations of a generated puzzle, and how many of these give
 * the right answer to its test. */
void sw_generate_standing(const struct sw_rules *rules, const struct sw_puzzle *puzzle,
                          uint32_t *standing, uint32_t *right);

/* Changes places of the colour and 0 in the pairs of a puzzle. */
void sw_puzzle_swap_ground(struct sw_puzzle *puzzle, uint8_t colour);

/* Draws a canvas of a puzzle: the size, then the scene that the law needs. False if the scene maker
 * found no room. */
bool sw_generate_canvas(const struct sw_worlds_settings *settings, const struct sw_law_needs *needs,
                        struct sw_dice *dice, struct sw_grid *out);

enum {
    SW_THROWS_MAX = 10000, /* scenes drawn for one puzzle before giving up */
    SW_THROWS_OF_PAIR = 64 /* for one pair before the puzzle is begun anew */
};

#endif
