#include "cli/launch.h"

#include "base/number.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

/* The first of the variables that says a number, or `otherwise`. */
static uint32_t number_of(const char *const *names, size_t count, uint32_t otherwise)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = getenv(names[i]);
        uint64_t number;

        if (text != NULL && sw_number_unsigned(text, &number) && number <= UINT32_MAX)
            return (uint32_t)number;
    }
    return otherwise;
}

/* Open MPI and whatever speaks PMIx, MPICH and its kin, srun. */
uint32_t sw_launch_rank(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK",
                                        "SLURM_PROCID"};

    return number_of(names, sizeof names / sizeof *names, 0);
}

uint32_t sw_launch_ranks(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"};
    uint32_t ranks = number_of(names, sizeof names / sizeof *names, 1);

    return ranks > 0 ? ranks : 1;
}

uint32_t sw_launch_ranks_here(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS"};
    uint32_t ranks = number_of(names, sizeof names / sizeof *names, 1);

    return ranks > 0 ? ranks : 1;
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
