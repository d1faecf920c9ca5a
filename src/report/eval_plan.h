/* eval_plan.h - what eval says of planning in forecasts: how many goal puzzles a member solves by
 * programs that it has tried in the world itself, in its own forecasts, or not at all. Local. */
#ifndef SW_REPORT_EVAL_PLAN_H
#define SW_REPORT_EVAL_PLAN_H

#include "archive/rebuild.h"
#include "forecast/planner.h"

#define SW_PLAN_PROGRAMS_MAX 100000u

struct sw_eval_plan {
    const char *member; /* NULL: best */
    const char *engine; /* "simulate", "imagine", "policy" or "blind" */
    bool counted;       /* somebody said how many programs; `blind` warns that it tries one */
    uint64_t programs;  /* the most that are tried for one goal, 1..SW_PLAN_PROGRAMS_MAX */
    uint64_t goals;     /* of each kind */
    uint64_t seed;
    uint64_t taught; /* generations of lessons of a policy */
    bool json;
};

/* On stdout, as a table or as one JSON object. Another engine, too many programs, or an
 * id that never lived are errors (exit code 2). */
int sw_eval_plans(struct sw_archive *archive, const struct sw_eval_plan *eval,
                  struct sw_error *error);

#endif
