/* eval_function.h - what eval says of a run on a test function: what founder and best, or one
 * member, are worth. Local. */
#ifndef SW_REPORT_EVAL_FUNCTION_H
#define SW_REPORT_EVAL_FUNCTION_H

#include "archive/rebuild.h"

/* On stdout, as a table or as one JSON object. member: NULL for founder and best (as JSON: best).
 * An id that never lived is an error (exit code 2). */
int sw_eval_function(struct sw_archive *archive, const char *member, bool json,
                     struct sw_error *error);

#endif
