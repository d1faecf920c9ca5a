/* run_private.h - with which settings, files and memory a run is begun or goes on: shared by run.c
 * and run_settings.c. Local.
 */
#ifndef SW_POPULATION_RUN_PRIVATE_H
#define SW_POPULATION_RUN_PRIVATE_H

#include "population/run.h"
#include "store/store.h"
#include "population/taskfiles.h"

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

#endif
