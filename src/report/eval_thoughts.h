/* eval_thoughts.h - what smallworld eval --thoughts says: what a member solves at once, and what it
 * solves when it may think. Local. */
#ifndef SW_REPORT_EVAL_THOUGHTS_H
#define SW_REPORT_EVAL_THOUGHTS_H

#include "report/eval.h"

/* Where agents try their programs (eval --plan). policy: nowhere, so it answers at once. */
#define SW_THOUGHT_ENGINES(FIRST, ROW)                                                             \
    FIRST(SW_THOUGHT_SIMULATE, "simulate")                                                         \
    ROW(SW_THOUGHT_IMAGINE, "imagine")                                                             \
    ROW(SW_THOUGHT_POLICY, "policy")
#define SW_THOUGHT_ENGINE_ID(id, name) id,
enum sw_thought_engine {
    SW_THOUGHT_ENGINES(SW_THOUGHT_ENGINE_ID, SW_THOUGHT_ENGINE_ID) SW_THOUGHT_ENGINE_COUNT
};

/* Where members of a run try programs: the engine of a name (--plan), or if it is NULL that which
 * the run leaves them. SW_THOUGHT_ENGINE_COUNT and an error (exit code 2) if there is no such
 * engine, or if they have it not. */
enum sw_thought_engine sw_thought_engine_find(const char *name, const struct sw_settings *settings,
                                              struct sw_error *error);

const char *sw_thought_engine_name(enum sw_thought_engine engine);

/* The last member of `eval` sits in its arc_game on its puzzles, and thinks as the examiner's life
 * is set to, in the engine; `weights` are the member's. To imagine it needs a forecast expert. A
 * table or one JSON object on stdout. */
int sw_eval_thoughts(struct sw_examiner *examiner, const struct sw_eval *eval, const float *weights,
                     enum sw_thought_engine engine, bool json, struct sw_error *error);

#endif
