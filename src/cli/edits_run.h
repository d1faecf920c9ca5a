/* edits_run.h - what an edit program makes of a canvas, step by step, for `smallworld edits --run`.
 * Local. */
#ifndef SW_CLI_EDITS_RUN_H
#define SW_CLI_EDITS_RUN_H

#include "base/error.h"
#include "draw/render.h"

#define SW_EDITS_RUN_MAX 2048 /* tokens; a solution of a task may have as many */

struct sw_edits_run {
    const char *program; /* words */
    const char *picture; /* a canvas as "1.2/.3.", or NULL */
    const char *file;    /* an ARC task, or NULL */
    uint64_t canvas;     /* which of the task's canvases is shown step by step, from 1 */
    bool json, last;     /* last: only what comes out */
    enum sw_render_style style;
};

/* Prints every step on stdout, and of a task which of its pairs come out right. Returns 0, or -1
 * with a sentence. */
int sw_edits_run(const struct sw_edits_run *run, struct sw_error *error);

#endif
