/* job.h - another program as a child process, whose words go to a file. Local. */
#ifndef SW_EXPERIMENT_JOB_H
#define SW_EXPERIMENT_JOB_H

#include "base/error.h"

#include <stdbool.h>
#include <sys/types.h>

struct sw_job {
    pid_t pid; /* 0: none */
};

/* Starts a program: words as for execvp, NULL behind the last. Its stdout and stderr are appended
 * to `log`, its stdin is empty. It has a process group of its own, so that Ctrl-C reaches the
 * caller alone, and is sent TERM if the caller dies. USR1 and USR2 are ignored until it listens to
 * them: before, they would end it. The caller has started no threads and no MPI. */
int sw_job_start(struct sw_job *job, char *const *words, const char *log, struct sw_error *error);

/* Whether it has ended, and then its exit code (128 + a signal that killed it); it is then
 * forgotten. */
bool sw_job_ended(struct sw_job *job, int *code);

/* Asks it to stop with a good checkpoint (USR2). What is asked before it listens is lost, so it is
 * asked again until it ends. */
void sw_job_stop(const struct sw_job *job);

#endif
