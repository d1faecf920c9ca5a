/* eval_context_plan.h - what eval says of plans in worlds whose physics nobody is told: how many
 * goals a member reaches by programs that it has tried in what it found out about each world, from
 * no transition, from eight, and from eight of another world. Local. */
#ifndef SW_REPORT_EVAL_CONTEXT_PLAN_H
#define SW_REPORT_EVAL_CONTEXT_PLAN_H

#include "archive/rebuild.h"

struct sw_eval_context_plan {
    const char *member; /* NULL: best */
    const char *engine; /* "imagine"; "simulate" and "blind" as references */
    bool counted;       /* somebody said how many programs; `blind` warns that it tries one */
    uint64_t programs;  /* the most that are tried for one goal, 1..SW_PLAN_PROGRAMS_MAX */
    uint64_t worlds;    /* 1..; one goal each */
    uint64_t seed;      /* of the worlds and the goals */
    uint64_t passes;    /* how often it goes over what it was shown before it plans, 1.. */
    bool json;
};

/* On stdout, as a table or as one JSON object. Another engine, too many programs, or an id that
 * never lived are errors (exit code 2). */
int sw_eval_context_plans(struct sw_archive *archive, const struct sw_eval_context_plan *eval,
                          struct sw_error *error);

#endif
