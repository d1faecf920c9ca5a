/* explain.h - which of many rules explain a pair, or all demonstrations of a puzzle. Local. */
#ifndef SW_WORLD_PUZZLE_EXPLAIN_H
#define SW_WORLD_PUZZLE_EXPLAIN_H

#include "world/law/law_filter.h"
#include "world/puzzle/puzzle.h"

struct sw_explain; /* opaque: the rules' claims, and their programs as a tree */

/* Owned by the caller; the rules (at most SW_RULES_MAX) are borrowed. */
struct sw_explain *sw_explain_create(const struct sw_rule *rule, uint32_t count,
                                     struct sw_error *error);
void sw_explain_destroy(struct sw_explain *explain); /* NULL is fine */

/* Sets explains[i] to whether rule i explains the pair: all that its teacher selects is there,
 * and the teacher makes the target of the canvas. Returns how many do. */
uint32_t sw_explain_pair(const struct sw_explain *explain, const struct sw_pair *pair,
                         bool *explains);

/* Sets explains[i] to whether rule i explains every demonstration; returns how many do. `own`,
 * which is known to, is taken at its word (SW_RULE_NONE: none is). */
uint32_t sw_explain_puzzle(const struct sw_explain *explain, const struct sw_puzzle *puzzle,
                           uint32_t own, bool *explains);

/* Whether a rule other than `own` explains every demonstration (there is one at least), but does
 * not solve the tests. */
bool sw_explain_rival(const struct sw_explain *explain, const struct sw_puzzle *puzzle,
                      uint32_t own);

#endif
