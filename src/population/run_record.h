/* run_record.h - what the record of a run says of it: its settings, and how its agents' weights
 * lie. Local. */
#ifndef SW_POPULATION_RUN_RECORD_H
#define SW_POPULATION_RUN_RECORD_H

#include "record/record.h"
#include "settings/settings.h"
#include "store/store.h"

/* What a store says of its run: the record, to be released by sw_run_free (also on failure, if it
 * was empty before), the settings, and how the weights of its agents lie. */
int sw_run_read(struct sw_store *store, struct sw_run_record *record, struct sw_settings *settings,
                struct sw_brain_layout *layout, struct sw_error *error);

/* The settings and the layout of a record that was read already. */
int sw_run_interpret(const struct sw_run_record *record, struct sw_settings *settings,
                     struct sw_brain_layout *layout, struct sw_error *error);

/* Refuses (exit code 2) to go on with a run whose puzzles would be others, since a law was added or
 * taken away after one of its starts. */
int sw_run_same_rules(struct sw_store *store, const struct sw_settings *stored,
                      struct sw_error *error);

#endif
