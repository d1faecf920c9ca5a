#include "base/signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

/* Two flags, each only ever set by a handler: so none can be lost between reading and forgetting.
 */
static volatile sig_atomic_t checkpoint_asked, stop_asked;

static void on_signal(int number)
{
    if (number == SIGUSR1)
        checkpoint_asked = 1;
    else
        stop_asked = 1;
}

int sw_signals_install(struct sw_error *error)
{
    static const int numbers[] = {SIGUSR1, SIGUSR2, SIGTERM, SIGINT, SIGHUP};

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction action;

        if (numbers[i] == SIGHUP && sigaction(SIGHUP, NULL, &action) == 0 &&
            action.sa_handler == SIG_IGN)
            continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = on_signal;
        action.sa_flags = SA_RESTART;
        if (numbers[i] == SIGINT)
            action.sa_flags |= (int)SA_RESETHAND;
        sigemptyset(&action.sa_mask);
        if (sigaction(numbers[i], &action, NULL) != 0)
            return sw_fail(error, SW_EXIT_INTERNAL, "cannot listen to signal %d: %s", numbers[i],
                           strerror(errno));
    }
    /* A file that may not grow is a failed write with a sentence, and not the end of the process.
     */
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR)
        return sw_fail(error, SW_EXIT_INTERNAL, "cannot ignore signal %d: %s", SIGXFSZ,
                       strerror(errno));
    return 0;
}

enum sw_request sw_signals_take(void)
{
    if (stop_asked)
        return SW_REQUEST_STOP;
    if (checkpoint_asked) {
        checkpoint_asked = 0;
        return SW_REQUEST_CHECKPOINT;
    }
    return SW_REQUEST_NONE;
}

int sw_signals_stopping(void)
{
    return stop_asked != 0;
}
