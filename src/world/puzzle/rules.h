/* rules.h - a set of rules, which of them lives never meet, and which explain what is shown.
 *
 * Sets are written as text (world/law/rule_text.h). Rules stand in the order of the law
 * table, whatever the order of the text, but those held out come last. Local.
 */
#ifndef SW_WORLD_PUZZLE_RULES_H
#define SW_WORLD_PUZZLE_RULES_H

#include "world/law/law_filter.h"
#include "world/law/rule_text.h"
#include "world/puzzle/puzzle.h"

struct sw_rules; /* opaque */

/* What the worlds that are to show the rules are like. */
struct sw_rules_limits {
    int colours, organisms; /* at most so many */
    int side_min, side_max;
};

/* Owned by the caller. A rule that the limits do not allow is left out where a name was left
 * open and an error where it was named in full. `hold_out` names rules and compositions that
 * lives never meet ("" for none). NULL with a sentence if a name is unknown (naming the nearest),
 * nothing is left, or something is held out that is not there. */
struct sw_rules *sw_rules_create(const char *text, const char *hold_out,
                                 const struct sw_rules_limits *limits, struct sw_error *error);
/* Marks the tokens that the teachers of the text's rules use, also of those that are held out:
 * used[token], SW_EDITS_MAX entries. Allocates nothing. */
int sw_rules_vocabulary(const char *text, const struct sw_rules_limits *limits, bool *used,
                        struct sw_error *error);

/* Edits of the longest teacher of the text's rules, also of those that are held out. */
int sw_rules_longest(const char *text, const struct sw_rules_limits *limits, uint32_t *longest,
                     struct sw_error *error);

void sw_rules_destroy(struct sw_rules *rules); /* NULL is fine */

/* All rules; of these the last sw_rules_held() are held out. */
uint32_t sw_rules_count(const struct sw_rules *rules);
uint32_t sw_rules_held(const struct sw_rules *rules);
const struct sw_rule *sw_rules_row(const struct sw_rules *rules, uint32_t index);
const struct sw_law_needs *sw_rules_needs(const struct sw_rules *rules, uint32_t index);

/* The rules of a law (a row of the table) that are not held out: first..first+count-1. */
void sw_rules_family(const struct sw_rules *rules, uint32_t law, uint32_t *first, uint32_t *count);

/* The compositions that are held out by name. */
uint32_t sw_rules_patterns(const struct sw_rules *rules);
const struct sw_rule_pattern *sw_rules_pattern(const struct sw_rules *rules, uint32_t index);

/* Whether rule `first` directly followed by rule `second` is held out by name. */
bool sw_rules_apart(const struct sw_rules *rules, uint32_t first, uint32_t second);

/* Sets solves[i] to whether rule i explains the pair (all that its teacher selects is there, and
 * the teacher makes the target of the canvas); returns how many do.
 * Programs that begin alike share the work. `solves` has room for sw_rules_count() entries. */
uint32_t sw_rules_solve(const struct sw_rules *rules, const struct sw_pair *pair, bool *solves);

/* Sets stands[i] to whether rule i explains every demonstration; returns how many do. `own`,
 * which is known to, is taken at its word (SW_RULE_NONE: none is). */
uint32_t sw_rules_standing(const struct sw_rules *rules, const struct sw_puzzle *puzzle,
                           uint32_t own, bool *stands);

/* Whether a rule other than `own` explains every demonstration of the puzzle (there is one at
 * least), but does not solve its tests: then it has more than one answer. */
bool sw_rules_rival(const struct sw_rules *rules, const struct sw_puzzle *puzzle, uint32_t own);

#endif
