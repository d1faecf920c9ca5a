/* meanings.h - a set of meanings, and which of them explain what is shown.
 *
 * The set is written as text: "all", or names separated by commas, where a name stands for every
 * choice of the parameters that it leaves open ("fill" is fill.1, fill.2, ...; "recolour.largest"
 * every colour), and a "-" before a name takes its meanings out again ("all,-copy,-recolour.odd"; a
 * text that begins with a "-" starts from all). Meanings stand in the order of the law table,
 * whatever the order of the text. Local.
 */
#ifndef SW_WORLD_MEANINGS_H
#define SW_WORLD_MEANINGS_H

#include "world/law.h"
#include "world/puzzle.h"

#define SW_MEANINGS_MAX 1024

struct sw_meanings; /* opaque: the meanings and their programs as a tree */

/* What the worlds that are to show the meanings are like. */
struct sw_meanings_limits {
    int colours, organisms; /* at most so many */
    bool square;            /* all canvases are square */
};

/* Owned by the caller. A meaning that the limits do not allow is left out where a name was left
 * open and an error where it was named in full. NULL with a sentence if a name is unknown (naming
 * the nearest) or nothing is left. */
struct sw_meanings *sw_meanings_create(const char *text, const struct sw_meanings_limits *limits,
                                       struct sw_error *error);
void sw_meanings_destroy(struct sw_meanings *meanings); /* NULL is fine */

uint32_t sw_meanings_count(const struct sw_meanings *meanings);
const struct sw_meaning *sw_meanings_row(const struct sw_meanings *meanings, uint32_t index);
const struct sw_law_needs *sw_meanings_needs(const struct sw_meanings *meanings, uint32_t index);

/* Sets solves[i] to whether meaning i turns the canvas into the target; returns how many do.
 * Programs that begin alike share the work. `solves` has room for sw_meanings_count() entries. */
uint32_t sw_meanings_solve(const struct sw_meanings *meanings, const struct sw_pair *pair,
                           bool *solves);

/* Sets stands[i] to whether meaning i explains every demonstration; returns how many do. */
uint32_t sw_meanings_standing(const struct sw_meanings *meanings, const struct sw_puzzle *puzzle,
                              bool *stands);

#endif
