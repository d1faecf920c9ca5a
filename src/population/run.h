/* run.h - the whole of a run: begin or resume, generation after generation, until the end or until
 * somebody says stop.
 *
 * After each generation one commit; so a run that is killed at any moment goes on from its last
 * generation, on any number of ranks, to the same bits. The config is stored with the run and is
 * what counts on resume. */
#ifndef SW_POPULATION_RUN_H
#define SW_POPULATION_RUN_H

#include "base/number.h"
#include "population/exchange.h"
#include "population/footprint.h"
#include "settings/settings.h"
#include "store/store.h"

struct sw_run_options {
    const char *folder;     /* RUN */
    const char *config;     /* path; NULL only with resume */
    const char *const *set; /* [sets] "section.key=value" */
    uint32_t sets;
    const char *founder; /* path of the genome that all founders are; NULL: they are drawn */
    bool resume;
    int64_t stop_at;              /* generation before which to stop; -1: none */
    double max_seconds;           /* 0: none; counted from `started` */
    double started;               /* sw_clock_seconds() when the program began */
    const char *version;          /* of the program */
    const char *commit, *command; /* for the journal (store/journal.h): of the program, and what it
                                     was called with */
    int64_t generations;          /* with resume: the run's new length; 0: as it was */
    uint32_t ranks;               /* of the job, as far as its launcher says: 0 or 1: one */
    uint32_t ranks_here;          /* of these on this machine: they share its memory; 0 is 1 */
};

/* What all ranks of one program have alike: its version, the numbers of its results' and its
 * messages' forms, and the command that they were given. For sw_exchange_meet. `room` keeps a
 * value. Local. */
enum { SW_RUN_TRAITS = 4 };
void sw_run_traits(const char *version, const char *command, char room[SW_NUMBER_TEXT],
                   struct sw_exchange_trait traits[SW_RUN_TRAITS]);

/* The assignments as a text that differs if they do; NULL if there are none. It allocates nothing,
 * so that no rank can lack memory for it and seem to differ. `room` may keep it. Local. */
const char *sw_run_text_of_sets(const char *const *set, uint32_t sets, char room[SW_NUMBER_TEXT]);

/* Reads a config file and the assignments over the defaults, and checks all. Local. */
int sw_run_settings(const char *config, const char *const *set, uint32_t sets,
                    struct sw_settings *out, struct sw_error *error);

/* Whether a setting may change on resume: nothing that lives can tell. Local. */
bool sw_run_may_change(const struct sw_parameter *row);

/* The first setting in which two configs differ, of those that lives can tell: written to `text` as
 * "section.key" and returned; NULL if there is none. Local. */
const char *sw_run_difference(const struct sw_settings *a, const struct sw_settings *b,
                              char text[96]);

/* Whether what two configs that are alike but for run.generations say of the generations before
 * `end` is the same: the stored run's statistics meet conditions. Refused (exit code 2) with the
 * first thing that is not. Local. */
int sw_run_same_course(struct sw_store *store, const struct sw_settings *a,
                       const struct sw_settings *b, uint64_t end, struct sw_error *error);

/* The memory that a rank of the run would take. Local. */
int sw_run_footprint(const struct sw_settings *settings, uint32_t ranks, struct sw_footprint *out,
                     struct sw_error *error);

/* Tries all that can be tried without a life and makes nothing: config, folder, worlds, memory.
 * `out` becomes the settings that the run would have, with resume those of the run in the folder;
 * `warn` (may be NULL) is told what the run would warn of. Local. */
int sw_run_try(const struct sw_run_options *options,
               void (*warn)(const char *sentence, void *context), struct sw_settings *out,
               struct sw_error *error);

/* Collective. Ranks that differ in program or options are refused; beyond that rank 0's options
 * count. The caller has installed the signal handlers; a stop that was asked before is taken at
 * once. Returns 0 when the run is finished, or
 * stands at stop_at; 1 when it was stopped early with a good checkpoint (exit code 75); -1 on
 * failure, on all ranks alike. What was committed before a failure stays. */
int sw_run(struct sw_exchange *exchange, const struct sw_run_options *options,
           struct sw_error *error);

#endif
