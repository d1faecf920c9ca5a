/* sweep.h - the runs of a plan: how far they are, and making them, some at a time. Each is a
 * process of its own (smallworld run, or mpirun with several ranks), so a run of a sweep has the
 * digest that it has alone. All functions are Local. */
#ifndef SW_EXPERIMENT_SWEEP_H
#define SW_EXPERIMENT_SWEEP_H

#include "experiment/plan.h"

enum sw_trial_state {
    SW_TRIAL_MISSING, /* not begun */
    SW_TRIAL_BEGUN,   /* some of its generations are there */
    SW_TRIAL_DONE,
    SW_TRIAL_FAILED
};

struct sw_trial_status {
    enum sw_trial_state state;
    uint64_t generations, end; /* completed; that it will have, as far as it is known */
    double mean, best;         /* of the last generation: means of islands' means, best of all */
    struct sw_error why;       /* of a failed one */
};

/* Looks at the run of a trial. A folder with a run of other settings is refused: -1 (exit code 2).
 * A damaged one is SW_TRIAL_FAILED. */
int sw_trial_look(const struct sw_sweep_plan *plan, const char *folder, uint32_t trial,
                  struct sw_trial_status *out, struct sw_error *error);

struct sw_sweep {
    const struct sw_sweep_plan *plan; /* borrowed */
    const char *folder;               /* that holds the manifest */
    const char *program;              /* path of smallworld */
    const char *const *launch;        /* words before it, NULL behind the last: what starts ranks */
    uint32_t jobs;                    /* at once */
    int64_t only;                     /* number of the only run that is made; 0: all */
    struct sw_trial_status *status;   /* [trials], filled by the caller, kept up to date */
    uint32_t stopped;                 /* runs that ended with exit code 75 */
};

/* Makes what is missing, until all runs have ended or a stop is asked for (base/signals.h: the
 * caller has installed the handlers); then running ones stop with good checkpoints. A run that
 * another process writes is waited for. What a run failed of stands in its status. -1 if none can
 * be started. */
int sw_sweep_run(struct sw_sweep *sweep, struct sw_error *error);

/* The words that make one run, for people: "smallworld run DIR/sweep.conf -o ...". */
void sw_sweep_print_words(const struct sw_sweep *sweep, uint32_t trial, FILE *out);

#endif
