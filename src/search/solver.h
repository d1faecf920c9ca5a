/* solver.h - finds edit programs that make a task's targets, by plain search.
 *
 * Works in stages, each with a larger budget: states are expanded best-first by cost, then those
 * nearest to the targets; what was made is put together by layers (cover.h) and by tables (rule.h).
 * The search stops after a stage that has a cheap answer for all demonstrations. Every answer is an
 * edit program that was replayed on all canvases before it counts. Budgets are counted in
 * applications of an operation to all canvases of a task, never in seconds, so results repeat
 * anywhere. A scorer (likelihood.h) may order what is done: see orders.h. Targets of tests are
 * taken away before the search begins. Source and measurements: docs/solving.md. Local.
 */
#ifndef SW_SEARCH_SOLVER_H
#define SW_SEARCH_SOLVER_H

#include "search/answers.h"
#include "search/likelihood.h"
#include "search/operations.h"
#include "search/orders.h"
#include "search/proposals.h"
#include "world/puzzle/puzzle.h"

#define SW_STAGES_MAX 4

struct sw_solver_stage {
    uint32_t applications; /* in all, when the stage ends */
    uint32_t guide;        /* states nearest to the targets that are expanded besides, each round */
    uint32_t beam, depth;  /* of covers */
    bool offers;           /* what is proposed and comes near is a state from here on */
};

struct sw_solver_settings {
    uint32_t stages;
    struct sw_solver_stage stage[SW_STAGES_MAX];
    /* What an answer for all demonstrations costs at most, in tenths, that ends: */
    uint32_t sure_cost; /* a stage before layers and tables, if it is one program */
    uint32_t stop_cost; /* the search, after any stage */
    uint32_t last_cost; /* the search, after the second stage */
    uint32_t handicap;  /* of answers found in a later stage, for each stage before, in tenths */
    uint32_t doubt;     /* the same where only last_cost is kept: what comes later has to be that
                           much better */
    uint64_t groups;    /* bit g: group g of operations may be used */
    bool cover, rule;   /* put states together by layers, by tables */
    const struct sw_proposer *proposer; /* borrowed; NULL: nobody proposes programs */
    const struct sw_scorer *scorer;     /* borrowed; NULL: nothing is ordered */
    uint16_t order[SW_ORDERS];          /* weights (orders.h); 0: not ordered */
    uint32_t trust; /* where a proposal is this cheap, in tenths, only the root is expanded besides,
                       for second answers: no layers, no tables */
};

/* Three stages; the last one's applications are `budget` (0: the usual one). */
struct sw_solver_settings sw_solver_settings_usual(uint32_t budget);

/* What a search did. */
struct sw_effort {
    uint32_t stages;       /* begun; 0: a proposal was trusted */
    uint32_t offered;      /* states that proposals have made, but for those that fit */
    uint32_t applications; /* of operations to all canvases */
    uint32_t fitted; /* of these, when a state first was right in all demonstrations; 0: none was */
    uint64_t runs;   /* of operations on one canvas */
    uint32_t states, expanded;
    uint32_t refused; /* answers whose program, replayed, made something else */
};

struct sw_solver; /* opaque: the operations, room to work in */

struct sw_solver *sw_solver_create(struct sw_error *error);
void sw_solver_destroy(struct sw_solver *solver); /* NULL is fine */
const struct sw_operations *sw_solver_operations(const struct sw_solver *solver);

/* Searches; `answers` is cleared first. `effort` may be NULL. -1 if memory runs out. */
int sw_solve(struct sw_solver *solver, const struct sw_puzzle *puzzle,
             const struct sw_solver_settings *settings, struct sw_answers *answers,
             struct sw_effort *effort, struct sw_error *error);

#endif
