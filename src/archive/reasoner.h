/* reasoner.h - what a perfect reasoner could answer of puzzles of sets of laws that are taught one
 * after another: who knows the rules of the first sets, and nothing else. All functions are Local.
 *
 * The demonstrations of a puzzle rule out other rules of its own set (worlds.discriminating), and
 * not those of other sets. So the more sets are known, the more rules may explain a puzzle, and
 * nobody can tell which of them it shows. This is no forgetting, but it counts as such in a matrix
 * of shares (archive/retention.h).
 */
#ifndef SW_ARCHIVE_REASONER_H
#define SW_ARCHIVE_REASONER_H

#include "settings/schedule.h"
#include "world/puzzle/worlds.h"

struct sw_reasoner; /* opaque: the rules of all sets, and since which set each is known */

/* Knows sets 0..sets-1, in this order; `settings` say how worlds are drawn, whatever their laws.
 * Owned by the caller. NULL with a sentence if a set's worlds cannot be made. */
struct sw_reasoner *sw_reasoner_create(const struct sw_settings *settings,
                                       const struct sw_taught *set, uint32_t sets,
                                       struct sw_error *error);
void sw_reasoner_destroy(struct sw_reasoner *reasoner); /* NULL is fine */

/* Writes to right[k], for each k below `sets`, what is reached on the puzzle by who knows sets
 * 0..k: |consistent and right| / |consistent|, over the rules of these sets that explain all
 * demonstrations; 0 where none does. The puzzle is of `worlds`, and of one law without a
 * background; of others the worlds' own ceiling is written everywhere. Returns whether the puzzle
 * is clear: right[sets - 1] is 1. */
bool sw_reasoner_answer(const struct sw_reasoner *reasoner, const struct sw_worlds *worlds,
                        const struct sw_puzzle *puzzle, double *right);

#endif
