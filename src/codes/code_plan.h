/* code_plan.h - what planning in a code achieves: a planner proposes codes, who hears them imagines
 * frame after frame, and a program of codes is a plan when the last frame that is imagined is the
 * goal. Then the codes are decoded into edits, and the world says whether they reach it. Local.
 *
 * What can be proposed: of given words all edits; of tokens the SW_CODE_PLAN_CODES that are said
 * most often of films of lessons; of vectors as many centres of what is said of them (k-means).
 * Decoding a code: of all edits, the one whose frame is nearest to what is imagined of the canvas
 * that there really is, the first of the nearest.
 *
 * A goal is what two or three edits make of the first frame of a film that nobody learned from
 * (sizes and edits as in lessons).
 */
#ifndef SW_CODES_CODE_PLAN_H
#define SW_CODES_CODE_PLAN_H

#include "codes/code_game.h"

#define SW_CODE_PLAN_CODES   64u
#define SW_CODE_PLAN_BUDGETS 4u /* 1, 10, 100, 1,000 programs */

/* Who makes frames. */
enum sw_code_planner {
    SW_CODE_PLAN_WORLD, /* the world itself, by edits: a reference */
    SW_CODE_PLAN_CODE,
    SW_CODE_PLANNERS
};

struct sw_code_planned {
    uint64_t goals;
    uint32_t codes;                         /* that could be proposed */
    uint64_t reached[SW_CODE_PLAN_BUDGETS]; /* in the world, by at most so many programs */
    uint64_t all_reached;                   /* by all that were tried */
    uint64_t found, failed;                 /* plans; those that fail in the world */
    uint64_t tried;                         /* programs */
    double seconds;                         /* core-seconds of planning */
};

/* The programs of a budget. */
uint32_t sw_code_plan_budget(uint32_t number);

/* Goals 0..goals-1 by this seed of films, each by at most so many programs. Not of a channel over
 * which nothing goes. -1 when out of memory. */
int sw_code_plan(struct sw_code_game *game, uint32_t goals, uint64_t seed, uint32_t programs,
                 struct sw_code_planned out[SW_CODE_PLANNERS], struct sw_error *error);

#endif
