/* wild_trial.h - for tests of the wild on several ranks (one source file each): a run of given
 * settings in a work folder, its end, and the digest of what it has stored. */
#ifndef SW_TESTS_MPI_WILD_TRIAL_H
#define SW_TESTS_MPI_WILD_TRIAL_H

#include "tests/mpi/refusing.h"
#include "wild/ranks/wild_run.h"
#include "wild/wild_replay.h"

#include <unistd.h>

#define SECONDS_MOST 900 /* of one attempt: no measure of speed, an end for what hangs */
#define TICKS        60

static struct sw_wild_settings settings_of(const char *const *set, size_t count)
{
    struct sw_wild_settings settings;
    struct sw_error error = {0};

    memset(&settings, 0, sizeof settings);
    EXPECT(sw_wild_settings_read(NULL, set, count, &settings, &error) == 0);
    return settings;
}

/* Collective. cut: whether each rank holds a block of the world, or all a replica. */
static void begin(struct sw_wild_run *run, const struct sw_wild_settings *settings, bool cut,
                  const char *name)
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_error error = {0};

    path_of(name, path);
    alarm(SECONDS_MOST);
    memset(run, 0, sizeof *run);
    run->cut = cut;
    EXPECT(sw_wild_run_begin(run, &exchange, 0, path, settings, &error) == 0);
}

/* Collective. */
static void drop(const char *name)
{
    char path[WORK_FOLDER_MAX + 64];

    path_of(name, path);
    if (exchange.rank == 0)
        work_folder_drop(path);
    EXPECT(sw_exchange_most(&exchange, 0) == 0); /* others wait until it is gone */
}

/* On rank 0: of all that a run has stored; elsewhere 0. */
static uint64_t digest_of(const char *name)
{
    char path[WORK_FOLDER_MAX + 64];
    struct sw_error error = {0};
    struct sw_store *store;
    uint64_t digest = 0;

    if (exchange.rank != 0)
        return 0;
    path_of(name, path);
    store = sw_store_open(path, false, false, &error);
    EXPECT(store != NULL);
    EXPECT(sw_wild_digest(store, &digest, &error) == 0);
    sw_store_close(store);
    return digest;
}

#endif
