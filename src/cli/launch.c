#include "cli/launch.h"
#include "config.h"

#include "base/log.h"
#include "base/number.h"
#include "population/run.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* The first of these variables that says a number up to UINT32_MAX; false if none does. */
static bool number_of(const char *const *names, size_t count, uint32_t *number)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = getenv(names[i]);
        uint64_t value;

        if (text != NULL && sw_number_unsigned(text, &value) && value <= UINT32_MAX) {
            *number = (uint32_t)value;
            return true;
        }
    }
    return false;
}

#define COUNT(names) (sizeof(names) / sizeof *(names))

uint32_t sw_launch_rank(void)
{
    /* Open MPI and whatever speaks PMIx, MPICH and its kin, srun. */
    static const char *const names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK",
                                        "SLURM_PROCID"};
    uint32_t rank = 0;

    (void)number_of(names, COUNT(names), &rank);
    return rank;
}

uint32_t sw_launch_ranks(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"};
    uint32_t ranks = 1;

    return number_of(names, COUNT(names), &ranks) && ranks > 0 ? ranks : 1;
}

uint32_t sw_launch_ranks_here(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS"};
    uint32_t ranks = 1;

    return number_of(names, COUNT(names), &ranks) && ranks > 0 ? ranks : 1;
}

enum sw_launch sw_launch_kind(uint32_t *size)
{
    /* Open MPI's mpirun; MPICH's and what imitates it; srun. A batch script has SLURM_PROCID and
     * SLURM_NTASKS too, but no step: only srun makes steps. */
    static const char *const sizes[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"};
    static const char *const slurm[] = {"SLURM_STEP_NUM_TASKS"};
    static const char *const task[] = {"SLURM_PROCID"};
    uint32_t steps = 0, number = 0;

    *size = 0;
    (void)number_of(sizes, COUNT(sizes), size);
    if (getenv("OMPI_COMM_WORLD_SIZE") != NULL || getenv("PMIX_RANK") != NULL ||
        getenv("PMI_RANK") != NULL || getenv("PMI_SIZE") != NULL || getenv("PMI_FD") != NULL)
        return SW_LAUNCH_MPI;
    (void)number_of(slurm, COUNT(slurm), &steps);
    (void)number_of(task, COUNT(task), &number);
    return steps > 1 || number > 0 ? SW_LAUNCH_BARE : SW_LAUNCH_NONE;
}

/* Below these MPI does not start and says so in words that nobody understands, or waits for ever:
 * with 24 files and 4 MB on Debian 12. */
enum { FILES_LEAST = 48, MEGABYTES_LEAST = 8 };

static int check_limits(struct sw_error *error)
{
    struct rlimit files, size;

    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < FILES_LEAST)
        return sw_fail(
            error, SW_EXIT_FAILED,
            "MPI needs at least %d open files, and only %llu are allowed here; raise the "
            "limit (ulimit -n 1024), or run without mpirun",
            FILES_LEAST, (unsigned long long)files.rlim_cur);
    if (getrlimit(RLIMIT_FSIZE, &size) == 0 && size.rlim_cur < MEGABYTES_LEAST * 1000000ull)
        return sw_fail(error, SW_EXIT_FAILED,
                       "MPI needs files of at least %d MB, and only %llu bytes are allowed here; "
                       "raise the limit (ulimit -f unlimited), or run without mpirun",
                       MEGABYTES_LEAST, (unsigned long long)size.rlim_cur);
    return 0;
}

/* MPI starts when all ranks want it to. A rank that has ended with code 0 before, with another
 * command, never will, and no launcher says so. On a large machine this may be what MPI takes,
 * so the sentence is all; rank 0 comes first, and the others would say the same. */
enum { LATE_FIRST = 30, LATE = 35 }; /* seconds */

static void tell_late(int signal)
{
    static const char text[] =
        "smallworld: MPI has waited half a minute for other ranks; if one of them was given "
        "another command and has ended, this never ends: stop the job, and start all ranks with "
        "the same command\n";

    (void)signal;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        return; /* there is nobody to tell */
}

static int begin_in_time(struct sw_exchange *exchange, struct sw_error *error)
{
    struct sigaction late = {.sa_handler = tell_late, .sa_flags = SA_RESTART}, before;
    bool watched = sigaction(SIGALRM, &late, &before) == 0;
    int result;

    if (watched)
        alarm(sw_launch_rank() == 0 ? LATE_FIRST : LATE);
    result = sw_exchange_begin(exchange, error);
    if (watched) {
        alarm(0);
        (void)sigaction(SIGALRM, &before, NULL);
    }
    return result;
}

int sw_launch_begin(struct sw_exchange *exchange, struct sw_error *error)
{
    uint32_t size;
    enum sw_launch kind = sw_launch_kind(&size);

    sw_exchange_alone(exchange);
    if (kind == SW_LAUNCH_BARE)
        return sw_fail(error, SW_EXIT_USAGE,
                       "srun started several tasks without PMI, so each would be a run of its own; "
                       "use srun --mpi=pmix, or mpirun in the place of srun");
    if (kind == SW_LAUNCH_NONE)
        return 0;
    if (check_limits(error) != 0 || begin_in_time(exchange, error) != 0)
        return -1;
    if (exchange->ranks >= size)
        return 0;
    sw_fail(error, SW_EXIT_USAGE,
            "%u ranks were launched and MPI knows of %u: the launcher belongs to another MPI than "
            "the program; use the mpirun of %s",
            size, exchange->ranks, sw_exchange_library((char[SW_EXCHANGE_LIBRARY]){0}));
    sw_exchange_end(exchange);
    return -1;
}

/* Whether the launcher, and no script in between, started this process: what its parent is called.
 */
static bool is_launched(void)
{
    static const char *const launchers[] = {"mpirun", "mpiexec",    "orterun",
                                            "orted",  "prterun",    "prted",
                                            "prte",   "slurmstepd", "hydra_pmi_proxy"};
    char path[32], name[32] = "";
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/comm", (int)getppid());
    file = fopen(path, "re");
    if (file == NULL)
        return false;
    if (fgets(name, sizeof name, file) == NULL)
        name[0] = '\0';
    fclose(file);
    name[strcspn(name, "\n")] = '\0';
    for (size_t i = 0; i < COUNT(launchers); i++)
        if (strcmp(name, launchers[i]) == 0)
            return true;
    return false;
}

int sw_launch_part(const char *command)
{
    struct sw_exchange_trait traits[SW_RUN_TRAITS];
    struct sw_exchange exchange;
    struct sw_error error = {0};
    char room[SW_NUMBER_TEXT];
    uint32_t size;
    int result;

    if (sw_launch_kind(&size) != SW_LAUNCH_MPI || size <= 1 || !is_launched())
        return SW_EXIT_DONE;
    fflush(stdout);
    result = sw_launch_begin(&exchange, &error);
    if (result == 0) {
        sw_run_traits(PACKAGE_VERSION, command, room, traits);
        result = sw_exchange_meet(&exchange, traits, SW_RUN_TRAITS, &error);
    }
    /* Before the ranks part: a launcher kills all when the first ends. */
    if (result != 0 && sw_launch_rank() == 0)
        sw_log_error("%s", error.text);
    sw_exchange_end(&exchange);
    return result != 0 ? error.code : SW_EXIT_DONE;
}

void sw_launch_wait(uint32_t seconds)
{
    struct timespec time = {.tv_sec = (time_t)seconds};
    sigset_t end;

    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigaddset(&end, SIGINT);
    /* Blocked signals can be waited for: the process then ends with its own exit code. */
    if (sigprocmask(SIG_BLOCK, &end, NULL) == 0)
        (void)sigtimedwait(&end, NULL, &time);
}
