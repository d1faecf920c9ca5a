#include "cli/launch.h"

#include "base/number.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

uint32_t sw_launch_rank(void)
{
    /* Open MPI and whatever speaks PMIx, MPICH and its kin, srun: the first that says a number. */
    static const char *const names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK",
                                        "SLURM_PROCID"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = getenv(names[i]);
        uint64_t rank;

        if (text != NULL && sw_number_unsigned(text, &rank) && rank <= UINT32_MAX)
            return (uint32_t)rank;
    }
    return 0;
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
