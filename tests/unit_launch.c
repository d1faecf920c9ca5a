/* unit_launch.c - what launchers tell in the environment, and waiting to be ended by them. */
#include "cli/launch.h"
#include "unit_test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *const names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK",
                                    "SLURM_PROCID"};

static void forget(void)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
}

START_TEST(test_rank)
{
    static const char *const nonsense[] = {"", "-1", "one", "3x", "99999999999", " 2"};

    forget();
    ck_assert_uint_eq(sw_launch_rank(), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        forget();
        setenv(names[i], "17", 1);
        ck_assert_uint_eq(sw_launch_rank(), 17);
        setenv(names[i], "0", 1);
        ck_assert_uint_eq(sw_launch_rank(), 0);
        for (size_t k = 0; k < sizeof nonsense / sizeof *nonsense; k++) {
            setenv(names[i], nonsense[k], 1);
            ck_assert_uint_eq(sw_launch_rank(), 0);
        }
    }
    /* mpirun in a job of Slurm: its own rank counts. */
    forget();
    setenv("SLURM_PROCID", "0", 1);
    setenv("OMPI_COMM_WORLD_RANK", "3", 1);
    ck_assert_uint_eq(sw_launch_rank(), 3);
}
END_TEST

START_TEST(test_ranks)
{
    static const struct {
        const char *name;
        uint32_t (*count)(void);
    } cases[] = {{"OMPI_COMM_WORLD_SIZE", sw_launch_ranks},
                 {"PMI_SIZE", sw_launch_ranks},
                 {"OMPI_COMM_WORLD_LOCAL_SIZE", sw_launch_ranks_here},
                 {"MPI_LOCALNRANKS", sw_launch_ranks_here}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        unsetenv(cases[i].name);
    ck_assert_uint_eq(sw_launch_ranks(), 1);
    ck_assert_uint_eq(sw_launch_ranks_here(), 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setenv(cases[i].name, "6", 1);
        ck_assert_uint_eq(cases[i].count(), 6);
        setenv(cases[i].name, "0", 1); /* no job has none */
        ck_assert_uint_eq(cases[i].count(), 1);
        setenv(cases[i].name, "many", 1);
        ck_assert_uint_eq(cases[i].count(), 1);
        unsetenv(cases[i].name);
    }
}
END_TEST

/* Who waits and is told to end goes on to end with its own code; else it does so after a while. */
START_TEST(test_wait)
{
    for (int told = 0; told < 2; told++) {
        time_t begun = time(NULL);
        pid_t child = fork();
        int status = 0;

        ck_assert_int_ge(child, 0);
        if (child == 0) {
            sw_launch_wait(told ? 60 : 1);
            _exit(2);
        }
        for (int i = 0; told && i < 200 && waitpid(child, &status, WNOHANG) == 0; i++) {
            /* Until it waits a signal would kill it, as it should: give it time. */
            nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
            if (i >= 10)
                kill(child, SIGTERM);
        }
        if (!told)
            ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert(WIFEXITED(status));
        ck_assert_int_eq(WEXITSTATUS(status), 2);
        ck_assert_int_lt(time(NULL) - begun, 50);
        if (!told)
            ck_assert_int_ge(time(NULL) - begun, 1);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("launch");
    TCase *t = tcase_create("launch");

    tcase_set_timeout(t, 60);
    tcase_add_test(t, test_rank);
    tcase_add_test(t, test_ranks);
    tcase_add_test(t, test_wait);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
