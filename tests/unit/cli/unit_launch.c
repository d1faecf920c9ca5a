/* unit_launch.c - what launchers tell in the environment, and waiting to be ended by them. */
#include "base/clock.h"
#include "cli/launch.h"
#include "tests/unit/sleeping.h"
#include "tests/unit/unit_test.h"

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
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

/* Who has to start MPI, and who must not. */
START_TEST(test_kind)
{
    static const struct {
        const char *set[6];
        enum sw_launch kind;
        uint32_t size;
    } cases[] = {
        {{NULL}, SW_LAUNCH_NONE, 0},
        {{"OMPI_COMM_WORLD_SIZE=4", "OMPI_COMM_WORLD_RANK=3"}, SW_LAUNCH_MPI, 4},
        {{"OMPI_COMM_WORLD_SIZE=1", "OMPI_COMM_WORLD_RANK=0"}, SW_LAUNCH_MPI, 1},
        {{"PMI_SIZE=2", "PMI_RANK=0"}, SW_LAUNCH_MPI, 2},
        /* srun --mpi=pmix, srun alone, srun of one task, a batch script, and mpirun in it. */
        {{"PMIX_RANK=1", "SLURM_PROCID=1", "SLURM_STEP_NUM_TASKS=8"}, SW_LAUNCH_MPI, 8},
        {{"SLURM_PROCID=0", "SLURM_STEP_NUM_TASKS=8", "SLURM_NTASKS=8"}, SW_LAUNCH_BARE, 8},
        {{"SLURM_PROCID=5", "SLURM_NTASKS=8"}, SW_LAUNCH_BARE, 0},
        {{"SLURM_PROCID=0", "SLURM_STEP_NUM_TASKS=1"}, SW_LAUNCH_NONE, 1},
        {{"SLURM_PROCID=0", "SLURM_NTASKS=8", "SLURM_JOB_ID=1"}, SW_LAUNCH_NONE, 0},
        {{"OMPI_COMM_WORLD_SIZE=2", "SLURM_PROCID=0", "SLURM_NTASKS=8"}, SW_LAUNCH_MPI, 2},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t size = 99;

        clearenv();
        for (size_t k = 0; k < 6 && cases[i].set[k] != NULL; k++)
            ck_assert_int_eq(putenv((char *)cases[i].set[k]), 0);
        ck_assert_int_eq(sw_launch_kind(&size), cases[i].kind);
        ck_assert_uint_eq(size, cases[i].size);
    }
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

static pid_t wait_in_a_child(uint32_t seconds)
{
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        sw_launch_wait(seconds);
        _exit(2);
    }
    return child;
}

static void expect_own_code(pid_t child)
{
    int status;

    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 2);
}

/* Who waits and is told to end goes on to end with its own code. It would wait for weeks, and
 * sleeps nowhere else. */
START_TEST(test_told)
{
    static const int told[] = {SIGTERM, SIGINT};
    pid_t child = wait_in_a_child(10000000);

    while (times_asleep(child) < 0)
        sched_yield();
    kill(child, told[_i]);
    expect_own_code(child);
}
END_TEST

/* Who is not told does so after a while. */
START_TEST(test_not_told)
{
    double begun = sw_clock_seconds();

    expect_own_code(wait_in_a_child(1));
    ck_assert(sw_clock_seconds() - begun >= 1);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("launch");
    TCase *t = tcase_create("launch");

    tcase_add_test(t, test_rank);
    tcase_add_test(t, test_kind);
    tcase_add_test(t, test_ranks);
    tcase_add_loop_test(t, test_told, 0, 2);
    tcase_add_test(t, test_not_told);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
