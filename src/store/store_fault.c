#include "store/store_fault.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Only calls that are safe in a handler. */
static void on_bus_error(int number)
{
    static const char sentence[] =
        "smallworld: a file that is in use was cut short or replaced, or its disk is full or "
        "broken "
        "(the run's store/data.mdb or lock.mdb, or /dev/shm): nothing more can be read or written; "
        "leave the files of a run alone while it is used, and see what is left with: smallworld "
        "check RUN\n";

    (void)number;
    if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0)
        _exit(SW_EXIT_FAILED); /* nobody listens */
    _exit(SW_EXIT_FAILED);
}

int sw_store_fault_handle(struct sw_error *error)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_bus_error;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGBUS, &action, NULL) != 0)
        return sw_fail(error, SW_EXIT_INTERNAL, "cannot listen to signal %d: %s", SIGBUS,
                       strerror(errno));
    return 0;
}
