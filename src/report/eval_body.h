/* eval_body.h - what eval says of a run of bodies: what founder and best, or one member, gather by
 * quarter of a life in worlds that no life has met, and what is left of it if their values are
 * frozen, given or their memory erased. Local. */
#ifndef SW_REPORT_EVAL_BODY_H
#define SW_REPORT_EVAL_BODY_H

#include "archive/rebuild.h"

struct sw_eval_body {
    const char *member; /* NULL for founder and best (as JSON: best) */
    uint64_t worlds;    /* 1.. */
    uint64_t seed;      /* of the worlds */
    uint64_t reverse;   /* tick at which feeding and poisonous colours change places; 0: never */
    bool json;
};

/* On stdout, as a table or as one JSON object. An id that never lived is an error (exit code 2). */
int sw_eval_bodies(struct sw_archive *archive, const struct sw_eval_body *eval,
                   struct sw_error *error);

#endif
