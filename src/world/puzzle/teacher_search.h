/* teacher_search.h - finds a short program of edits that turns canvases into targets, for puzzles
 * that come from files and so have no teacher.
 *
 * A program is one or two groups; a group selects (everything, the largest, a colour, the others,
 * ...), takes a colour in hand where its act wants one (only colours that occur in the targets),
 * and acts. All programs of one group are tried; then, if none is exact and the budget lasts, a
 * second group after the most promising ones. The budget counts program runs on one pair, not
 * seconds, so the outcome is the same everywhere. Local, pure.
 */
#ifndef SW_WORLD_PUZZLE_TEACHER_SEARCH_H
#define SW_WORLD_PUZZLE_TEACHER_SEARCH_H

#include "world/puzzle/puzzle.h"

#define SW_TEACHER_BUDGET 8000u /* a good default: about 10 ms a task */

struct sw_teacher {
    struct sw_program program; /* the shortest exact one, or that of most progress; may be empty */
    bool exact;                /* right on every pair */
    float progress;            /* sw_pair_progress averaged over all pairs */
    uint32_t runs;             /* how much of the budget was used */
};

/* Marks the tokens that the search tries: used[token]; the others are left alone. */
void sw_teacher_vocabulary(bool used[SW_EDITS_MAX]);

struct sw_teacher sw_teacher_search(const struct sw_pair *pairs, uint32_t count, uint32_t budget);

#endif
