/* eval_thoughts.h - what smallworld eval --thoughts says: what a member solves at once, and what it
 * solves when it may think. Local. */
#ifndef SW_REPORT_EVAL_THOUGHTS_H
#define SW_REPORT_EVAL_THOUGHTS_H

#include "report/eval.h"

/* The last member of `eval` sits in its arc_game on its puzzles, and thinks as the examiner's life
 * is set to; `weights` are the member's. A table or one JSON object on stdout. */
int sw_eval_thoughts(struct sw_examiner *examiner, const struct sw_eval *eval, const float *weights,
                     bool json, struct sw_error *error);

#endif
