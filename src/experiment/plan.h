/* plan.h - the runs of a sweep: a config, the settings that vary and their values, seeds; what each
 * run's folder is called; and the manifest that keeps them.
 *
 *     DIR/sweep.conf   the config that all runs share, all settings
 *     DIR/sweep.csv    run,folder,seed,KEY...: one line a run; numbers from 1 on
 *     DIR/logs/NAME    what the run said
 *     DIR/NAME         the run
 *
 * A run keeps its number and its name for ever: runs may be added to a sweep, at the end, and none
 * is taken away or changed. All functions are Local.
 */
#ifndef SW_EXPERIMENT_PLAN_H
#define SW_EXPERIMENT_PLAN_H

#include "base/file.h"
#include "settings/settings.h"

#define SW_PLAN_KEYS_MAX 16u
#define SW_PLAN_RUNS_MAX 100000u
#define SW_PLAN_NAME     256u /* bytes of a folder's name, with its final 0 */

struct sw_trial {
    char name[SW_PLAN_NAME];
    int64_t seed;
    char *value[SW_PLAN_KEYS_MAX]; /* by key; owned */
};

struct sw_sweep_plan {
    struct sw_settings base; /* seed: of the config, not of the runs */
    uint32_t keys;
    char key[SW_PLAN_KEYS_MAX][64]; /* "selection.pressure" */
    uint32_t trials;
    struct sw_trial *trial; /* owned; number k stands at k - 1 */
};

/* What the command line says. */
struct sw_plan_wish {
    const char *config;      /* path */
    const char *const *set;  /* [sets] "section.key=value" */
    const char *const *vary; /* [varies] "section.key=value,value": parted by | if there is one */
    uint32_t sets, varies;
    const char *seeds; /* "1-5", "1,2,7-9"; NULL: the config's one */
};

/* Makes the runs: every value of each key with every one of the others and every seed, seeds
 * fastest. Each is checked as `run` would check it. -1 (exit code 2) with a sentence; the plan is
 * then empty. Released by sw_plan_clear. */
int sw_plan_make(struct sw_sweep_plan *plan, const struct sw_plan_wish *wish,
                 struct sw_error *error);
void sw_plan_clear(struct sw_sweep_plan *plan);

/* The settings of one run, as it will have them. */
int sw_plan_settings(const struct sw_sweep_plan *plan, uint32_t trial, struct sw_settings *out,
                     struct sw_error *error);

/* Whether a folder holds a manifest; and reads it. -1: exit code 3 if it is none. */
bool sw_plan_there(const char *folder);
int sw_plan_read(struct sw_sweep_plan *plan, const char *folder, struct sw_error *error);

/* Writes the manifest into a folder that is there, the list of runs last. */
int sw_plan_write(const struct sw_sweep_plan *plan, const char *folder, struct sw_error *error);

/* Takes the runs of `wanted` that `plan` does not have over to its end, and says how many. -1 (exit
 * code 2) if the two differ in anything else: the config, the keys, or runs that `wanted` lacks. */
int sw_plan_extend(struct sw_sweep_plan *plan, struct sw_sweep_plan *wanted, const char *folder,
                   uint32_t *added, struct sw_error *error);

/* The first setting in which two differ that a run may not change, or NULL. */
const char *sw_plan_difference(const struct sw_settings *a, const struct sw_settings *b,
                               char text[96]);

#endif
