/* eval_context.h - what eval says of members that find out the physics of a world: how many of the
 * cells that change they have right, and how many canvases, after they were shown 0, 1, 2, 4 and 8
 * transitions of a world whose combination of physics no life has met. Local. */
#ifndef SW_REPORT_EVAL_CONTEXT_H
#define SW_REPORT_EVAL_CONTEXT_H

#include "archive/rebuild.h"

struct sw_eval_context {
    const char *member; /* NULL for founder and best (as JSON: best) */
    uint64_t worlds;    /* 1.. */
    uint64_t seed;      /* of the worlds */
    uint64_t tune;      /* generations that copies go on learning in each world, at most; 0: none */
    uint64_t passes;    /* how often it goes over what it was shown before it is asked, 1.. */
    bool json;
};

/* On stdout, as tables or as one JSON object. An id that never lived, and copies that are to
 * learn where nobody does, are errors (exit code 2). */
int sw_eval_contexts(struct sw_archive *archive, const struct sw_eval_context *eval,
                     struct sw_error *error);

#endif
