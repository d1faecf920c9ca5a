/* solve.h - what the solve command tells of a task: marks, words, JSON and submissions. Local. */
#ifndef SW_CLI_SOLVE_H
#define SW_CLI_SOLVE_H

#include "base/json.h"
#include "search/answers.h"
#include "life/thinking.h"
#include "search/solver.h"
#include "world/puzzle/puzzle.h"
#include "draw/render.h"

#include <stdio.h>

#define SW_SOLVE_ATTEMPTS 3 /* answers shown and marked */

struct sw_solve_report {
    const char *name; /* the task's key */
    const struct sw_puzzle *puzzle;
    const struct sw_answers *answers;
    const struct sw_operations *operations;
    struct sw_effort effort;
    uint32_t listed; /* in JSON so many answers are listed at least, not only those shown */
    const struct sw_thought *thought; /* a policy's; NULL: none thinks */
    /* By test, filled by sw_solve_mark: which answers say something different of it, the best
     * first, and the first of these that is right (SW_SOLVE_ATTEMPTS: none, or not known). */
    uint32_t attempts[SW_TESTS_MAX];
    uint32_t attempt[SW_TESTS_MAX][SW_SOLVE_ATTEMPTS];
    uint32_t right[SW_TESTS_MAX];
    uint32_t says[SW_TESTS_MAX][SW_ANSWERS_KEPT]; /* which output each answer makes, from 1 */
    uint32_t different[SW_TESTS_MAX];             /* answers, each output of the test once */
    uint32_t place[SW_TESTS_MAX]; /* of the right one among these, from 1; 0: none is, or it is
                                     not known */
};

struct sw_solve_totals {
    uint32_t tasks, unreadable, tests, known; /* known: tests with a target */
    uint32_t unanswered;                      /* tests for which no answer was found */
    uint32_t known_tasks;                     /* tasks all of whose tests have one */
    uint32_t solved[SW_SOLVE_ATTEMPTS];       /* tests right within 1, 2, 3 attempts */
    uint32_t solved_tasks[SW_SOLVE_ATTEMPTS]; /* all tests of the task right */
    uint32_t stopped[SW_STAGES_MAX];          /* tasks by the last stage begun */
    uint32_t refused;
    bool thinks;                    /* a policy does: the rest of this line counts */
    uint32_t proposed, thought_out; /* tasks with a program of its; of these searched no further */
    uint64_t thoughts;              /* programs that it tried */
    uint64_t applications, runs, states, expanded;
    uint32_t fitted;              /* tasks of which a state fits */
    uint64_t fitted_applications; /* until the first that does, in all of these tasks */
};

/* Chooses the attempts of each test, compares them with the targets that are known, and adds the
 * task to the totals. */
void sw_solve_mark(struct sw_solve_report *report, struct sw_solve_totals *totals);

void sw_solve_print(const struct sw_solve_report *report, enum sw_render_style style, FILE *out);
void sw_solve_print_json(const struct sw_solve_report *report, FILE *out);
void sw_solve_print_totals(const struct sw_solve_totals *totals, bool json, FILE *out);

/* Adds the task to an ARC submission: "name": [{"attempt_1": grid, "attempt_2": grid}, ...]. The
 * form wants a grid for every attempt: a second one that was not found repeats the first, and where
 * none was found [[0]] holds the place, which totals.unanswered counts. */
void sw_solve_submit(const struct sw_solve_report *report, struct sw_json *json);

#endif
