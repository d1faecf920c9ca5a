/* meanings.h - a set of meanings, which of them lives never meet, and which explain what is shown.
 *
 * Sets are written as text (world/law/meaning_text.h). Meanings stand in the order of the law
 * table, whatever the order of the text, but those held out come last. Local.
 */
#ifndef SW_WORLD_PUZZLE_MEANINGS_H
#define SW_WORLD_PUZZLE_MEANINGS_H

#include "world/law/claims.h"
#include "world/law/meaning_text.h"
#include "world/puzzle/puzzle.h"

struct sw_meanings; /* opaque */

/* What the worlds that are to show the meanings are like. */
struct sw_meanings_limits {
    int colours, organisms; /* at most so many */
    int side_min, side_max;
};

/* Owned by the caller. A meaning that the limits do not allow is left out where a name was left
 * open and an error where it was named in full. `hold_out` names meanings and compositions that
 * lives never meet ("" for none). NULL with a sentence if a name is unknown (naming the nearest),
 * nothing is left, or something is held out that is not there. */
struct sw_meanings *sw_meanings_create(const char *text, const char *hold_out,
                                       const struct sw_meanings_limits *limits,
                                       struct sw_error *error);
/* Marks the tokens that the teachers of the text's meanings use, also of those that are held out:
 * used[token], SW_EDITS_MAX entries. Allocates nothing. */
int sw_meanings_vocabulary(const char *text, const struct sw_meanings_limits *limits, bool *used,
                           struct sw_error *error);

/* Edits of the longest teacher of the text's meanings, also of those that are held out. */
int sw_meanings_longest(const char *text, const struct sw_meanings_limits *limits,
                        uint32_t *longest, struct sw_error *error);

void sw_meanings_destroy(struct sw_meanings *meanings); /* NULL is fine */

/* All meanings; of these the last sw_meanings_held() are held out. */
uint32_t sw_meanings_count(const struct sw_meanings *meanings);
uint32_t sw_meanings_held(const struct sw_meanings *meanings);
const struct sw_meaning *sw_meanings_row(const struct sw_meanings *meanings, uint32_t index);
const struct sw_law_needs *sw_meanings_needs(const struct sw_meanings *meanings, uint32_t index);

/* The meanings of a law (a row of the table) that are not held out: first..first+count-1. */
void sw_meanings_family(const struct sw_meanings *meanings, uint32_t law, uint32_t *first,
                        uint32_t *count);

/* The compositions that are held out by name. */
uint32_t sw_meanings_patterns(const struct sw_meanings *meanings);
const struct sw_meaning_pattern *sw_meanings_pattern(const struct sw_meanings *meanings,
                                                     uint32_t index);

/* Whether meaning `first` directly followed by meaning `second` is held out by name. */
bool sw_meanings_apart(const struct sw_meanings *meanings, uint32_t first, uint32_t second);

/* Sets solves[i] to whether meaning i explains the pair (all that its teacher selects is there, and
 * the teacher makes the target of the canvas); returns how many do.
 * Programs that begin alike share the work. `solves` has room for sw_meanings_count() entries. */
uint32_t sw_meanings_solve(const struct sw_meanings *meanings, const struct sw_pair *pair,
                           bool *solves);

/* Sets stands[i] to whether meaning i explains every demonstration; returns how many do. `own`,
 * which is known to, is taken at its word (SW_MEANING_NONE: none is). */
uint32_t sw_meanings_standing(const struct sw_meanings *meanings, const struct sw_puzzle *puzzle,
                              uint32_t own, bool *stands);

/* Whether a meaning other than `own` explains every demonstration of the puzzle (there is one at
 * least), but does not solve its tests: then it has more than one answer. */
bool sw_meanings_rival(const struct sw_meanings *meanings, const struct sw_puzzle *puzzle,
                       uint32_t own);

#endif
