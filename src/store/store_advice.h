/* store_advice.h - what a user can do when the system refuses to read or write a store. Local. */
#ifndef SW_STORE_STORE_ADVICE_H
#define SW_STORE_STORE_ADVICE_H

#include "base/error.h"

/* What was being done, and so what to do once the cause is gone. */
enum sw_store_aim {
    SW_STORE_READ,  /* the same command again */
    SW_STORE_BEGIN, /* no run has begun: the same command begins it */
    SW_STORE_GO_ON  /* a run is there: resume it */
};

#define SW_STORE_ADVICE 192

/* Advice for an errno, or for a code of LMDB (below 0), without a full stop; returns `text`. */
const char *sw_store_advice(int code, enum sw_store_aim aim, char text[SW_STORE_ADVICE]);

/* Fails with "<what>: <the errno's own sentence>; <advice>" and SW_EXIT_FAILED: nothing that was
 * read is wrong. Returns -1. */
int sw_store_refused(struct sw_error *error, int code, enum sw_store_aim aim, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));

#endif
