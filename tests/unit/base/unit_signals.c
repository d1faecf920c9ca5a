#include "base/signals.h"

#include "tests/unit/sleeping.h"
#include "tests/unit/unit_test.h"

#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each test runs in its own process (see unit_test.h), so flags start clear. */

START_TEST(usr1_asks_for_a_checkpoint_once)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_signals_install(&error), 0);
    ck_assert_int_eq(sw_signals_install(&error), 0);
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_NONE);
    raise(SIGUSR1);
    raise(SIGUSR1);
    ck_assert_int_eq(sw_signals_stopping(), 0);
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_CHECKPOINT);
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_NONE);
    raise(SIGUSR1);
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_CHECKPOINT);
}
END_TEST

static const int stopping[] = {SIGUSR2, SIGTERM, SIGINT, SIGHUP};

START_TEST(a_stop_stays)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_signals_install(&error), 0);
    raise(SIGUSR1);
    raise(stopping[_i]);
    ck_assert_int_ne(sw_signals_stopping(), 0);
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_STOP);
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_STOP);
    ck_assert_int_ne(sw_signals_stopping(), 0);
}
END_TEST

/* As nohup starts it. */
START_TEST(an_ignored_hangup_stays_ignored)
{
    struct sw_error error = {0};

    signal(SIGHUP, SIG_IGN);
    ck_assert_int_eq(sw_signals_install(&error), 0);
    raise(SIGHUP);
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_NONE);
}
END_TEST

START_TEST(a_second_interrupt_ends_the_process)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct sw_error error = {0};

        sw_signals_install(&error);
        raise(SIGTERM);
        raise(SIGTERM);
        raise(SIGINT);
        if (sw_signals_take() == SW_REQUEST_STOP)
            raise(SIGINT);
        _exit(7);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGINT);
}
END_TEST

/* The parent reads. Its child waits until it sleeps there, sends the signal, and waits until it has
 * woken up and sleeps again: only then comes the byte. */
static void signal_a_reader(int end)
{
    long before, now;

    while ((before = times_asleep(getppid())) < 0)
        sched_yield();
    kill(getppid(), SIGUSR1);
    while ((now = times_asleep(getppid())) < 0 || now == before)
        sched_yield();
    _exit(write(end, "x", 1) == 1 ? 0 : 1);
}

START_TEST(a_signal_does_not_break_a_read)
{
    struct sw_error error = {0};
    int ends[2], status;
    char byte = 0;
    pid_t child;

    ck_assert_int_eq(sw_signals_install(&error), 0);
    ck_assert_int_eq(pipe(ends), 0);
    child = fork();
    if (child == 0)
        signal_a_reader(ends[1]);
    ck_assert_int_eq(read(ends[0], &byte, 1), 1);
    ck_assert_int_eq(byte, 'x');
    ck_assert_int_eq(sw_signals_take(), SW_REQUEST_CHECKPOINT);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("signals");
    TCase *t = tcase_create("signals");

    tcase_add_test(t, usr1_asks_for_a_checkpoint_once);
    tcase_add_loop_test(t, a_stop_stays, 0, 4);
    tcase_add_test(t, an_ignored_hangup_stays_ignored);
    tcase_add_test(t, a_second_interrupt_ends_the_process);
    tcase_add_test(t, a_signal_does_not_break_a_read);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
