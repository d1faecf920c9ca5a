/* plain_puzzle.h - puzzles made and checked the plain way: what world/puzzle/generator.h is
 * compared with.
 *
 * Shared with it are the dice, the drawing of canvases (where dice are thrown: world/law/scene.h),
 * the hash that divides canvases between lives and examinations, and what the law table says a law
 * needs. Everything behind a canvas is plain: whether it shows the law and what becomes of it by
 * the plain laws (plain_law.h); and whether another rule has another answer by trying every
 * other rule, one after the other, on every demonstration as long as it explains them, and then
 * on the test. No claims, no tree of programs, no reach, no masks. For the same settings, seed,
 * purpose, number and rule the puzzle is the same bit for bit, and as many throws lead to it, on
 * canvases of up to 16x16 cells (plain_law.h says why). Local, no allocation.
 */
#ifndef SW_PLAIN_PUZZLE_H
#define SW_PLAIN_PUZZLE_H

#include "tests/reference/plain_law.h"
#include "world/puzzle/worlds.h"

/* Caller-owned, large (some 300 kB). Borrows the settings and the worlds. */
struct sw_plain_maker {
    const struct sw_worlds_settings *settings;
    const struct sw_worlds *worlds;
    uint32_t count; /* rules */
    struct sw_law_needs needs[SW_RULES_MAX];
    struct sw_plain_rule rule[SW_RULES_MAX];
    struct sw_plain_scene
        scene[SW_DEMONSTRATIONS_DRAWN_MAX + 1]; /* of the puzzle's pairs, test last */
};

/* Makes ready for the puzzles of generated worlds, created with these settings. False if these ask
 * for what is not made here (several laws in a row, distractors, hidden parts, backgrounds), or if
 * a law has no plain implementation. */
bool sw_plain_maker_begin(const struct sw_worlds_settings *settings, const struct sw_worlds *worlds,
                          struct sw_plain_maker *maker);

/* As sw_worlds_puzzle_tally, for a rule that has a row of its own; the tally is added to.
 * Returns 0, or -1 if the throws are used up. */
int sw_plain_puzzle(struct sw_plain_maker *maker, uint64_t seed, enum sw_purpose purpose,
                    uint64_t number, uint32_t rule, struct sw_puzzle *out,
                    struct sw_worlds_tally *tally);

#endif
