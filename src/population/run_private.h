/* run_private.h - with which settings, files and memory a run is begun or goes on: shared by run.c
 * and run_settings.c. Local.
 */
#ifndef SW_POPULATION_RUN_PRIVATE_H
#define SW_POPULATION_RUN_PRIVATE_H

#include "population/generation.h"
#include "population/run.h"
#include "store/store.h"
#include "settings/taskfiles.h"

/* Whether there is a run to go on with. --resume with a config begins one where none has begun, so
 * that one command does for both; without a config that is refused by opening the store. 1, 0, -1.
 */
int sw_run_goes_on(const struct sw_run_options *options, struct sw_error *error);

/* The settings of a run that is begun; its folder is only looked at. */
int sw_run_fresh(const struct sw_run_options *options, struct sw_settings *settings,
                 struct sw_error *error);

/* The settings that a stored run goes on with, which those given may not contradict, and where its
 * files lie now. */
int sw_run_resumed(struct sw_store *store, const struct sw_run_options *options,
                   struct sw_settings *settings, struct sw_taskfiles *files,
                   struct sw_error *error);

/* The worlds of a run that is begun, or those that a run that goes on is bound to; NULL where
 * members are evaluated on a function. `told` hears what is worth a warning. */
int sw_run_worlds(const struct sw_run_options *options, bool resume,
                  const struct sw_settings *settings, const struct sw_taskfiles *files,
                  void (*told)(const char *sentence, void *context), void *context,
                  struct sw_worlds **out, struct sw_error *error);

/* Refuses what this machine cannot hold before it is begun. */
int sw_run_memory(const struct sw_settings *settings, uint32_t ranks, uint32_t ranks_here,
                  struct sw_error *error);

/* One run on one rank. */
struct sw_run {
    struct sw_exchange *exchange;
    const struct sw_run_options *options;
    struct sw_store *store; /* rank 0 */
    bool resume;            /* a run is there that goes on; the same on all ranks */
    char *config;           /* effective, as text */
    size_t config_size;
    struct sw_settings settings;
    struct sw_taskfiles files; /* of a run that goes on */
    struct sw_brain_layout layout;
    struct sw_breeder breeder;
    float *founder; /* what all founders are; NULL: they are drawn */
    struct sw_worlds *worlds;
    struct sw_breeding breeding;
    struct sw_generation generation;
    uint64_t begun_at;            /* generation at which this process took over */
    double begun;                 /* and when */
    uint64_t told;                /* generations done at the last line of progress */
    struct sw_statistics best;    /* rank 0: of the generation that was lived last */
    uint64_t generations;         /* rank 0, on resume: completed */
    struct sw_schedule *recalled; /* the same: which conditions they have met */
    uint64_t sent[SW_TRAFFICS];   /* by this rank when its first generation began */
    double waited;                /* until then */
    uint32_t hosts;               /* that the ranks run on */
};

/* ---- what a run says (run_tell.c) ---- */

void sw_run_report(struct sw_run *run, uint64_t generation, bool last);

/* Where the run ends, as far as it is known: at its length, or where an event stops it. */
uint64_t sw_run_end(const struct sw_run *run);

/* Where this process stops. */
uint64_t sw_run_goal(const struct sw_run *run);

/* An event has finished the run: says which. */
void sw_run_say_stopped(const struct sw_run *run);

/* Collective. What the ranks have sent each other, a member and generation, and the share of their
 * time for which they waited. */
void sw_run_say_traffic(const struct sw_run *run);

/* Collective. Of crews that come from islands: how many worlds had seats on several ranks, and what
 * crossed for one. */
void sw_run_say_crews(const struct sw_run *run);

/* There is nothing to live: why, and how to go on. */
void sw_run_say_done(const struct sw_run *run);

/* Collective. The first line: who lives where. */
void sw_run_introduce(const struct sw_run *run);

#endif
