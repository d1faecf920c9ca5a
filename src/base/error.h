/* error.h - how a function says that it failed.
 *
 * A function that can fail returns 0 (or a pointer) on success and -1 (or NULL) on failure, and
 * leaves one sentence for the user in the caller's `struct sw_error`: what, where, what to do.
 * Nothing below the command line prints or ends the process. All functions are Local.
 */
#ifndef SW_BASE_ERROR_H
#define SW_BASE_ERROR_H

#include <stddef.h>

/* Exit codes of the program; an error carries the one that it should end with. */
enum sw_exit {
    SW_EXIT_DONE = 0,      /* finished */
    SW_EXIT_FAILED = 1,    /* the work failed (no space, no such file, check found damage) */
    SW_EXIT_USAGE = 2,     /* wrong command line or config */
    SW_EXIT_DAMAGED = 3,   /* data that cannot be trusted */
    SW_EXIT_INTERNAL = 70, /* our own bug */
    SW_EXIT_STOPPED = 75   /* stopped early with a good checkpoint: run again to continue */
};

struct sw_error {
    int code;       /* enum sw_exit; 0 while nothing failed */
    char text[768]; /* one sentence, no newline */
};

/* Fills `error` (which may be NULL) and returns -1, so that `return sw_fail(...)` reads well.
 * The first failure wins: an error that is already set is kept. */
int sw_fail(struct sw_error *error, enum sw_exit code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "context: " before the sentence of an error that is set; returns -1. */
int sw_error_prefix(struct sw_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Allocation that reports "out of memory while <what>" (exit code 1). Zeroed. NULL on failure;
 * the result is released by free(). Overflow of count * size is a failure as well. */
void *sw_allocate(size_t count, size_t size, const char *what, struct sw_error *error);

/* The same for floats, beginning at a multiple of 64 bytes (a cache line, the widest vector). */
float *sw_allocate_floats(size_t count, const char *what, struct sw_error *error);

#endif
