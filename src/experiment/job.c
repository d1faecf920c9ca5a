#include "experiment/job.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_PROGRAM 127 /* what a shell says of a program that cannot be started */

/* In the child: only what is safe behind a fork. */
static void become(char *const *words, int log, pid_t parent)
{
    int nothing = open("/dev/null", O_RDONLY);

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGUSR1, SIG_IGN);
    signal(SIGUSR2, SIG_IGN);
    if (getppid() != parent || nothing < 0 || dup2(nothing, 0) < 0 || dup2(log, 1) < 0 ||
        dup2(log, 2) < 0)
        _exit(NO_PROGRAM);
    execvp(words[0], words);
    dprintf(2, "smallworld: %s cannot be started: %s\n", words[0], strerror(errno));
    _exit(NO_PROGRAM);
}

int sw_job_start(struct sw_job *job, char *const *words, const char *log, struct sw_error *error)
{
    int file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    pid_t parent = getpid();

    if (file < 0)
        return sw_fail(error, SW_EXIT_FAILED, "%s cannot be opened: %s", log, strerror(errno));
    job->pid = fork();
    if (job->pid == 0)
        become(words, file, parent);
    close(file);
    if (job->pid > 0)
        return 0;
    job->pid = 0;
    return sw_fail(error, SW_EXIT_FAILED, "%s cannot be started: %s", words[0], strerror(errno));
}

bool sw_job_ended(struct sw_job *job, int *code)
{
    int status;
    pid_t pid = waitpid(job->pid, &status, WNOHANG);

    if (pid == 0 || (pid < 0 && errno == EINTR))
        return false;
    *code = pid < 0             ? SW_EXIT_FAILED
            : WIFEXITED(status) ? WEXITSTATUS(status)
                                : 128 + WTERMSIG(status);
    job->pid = 0;
    return true;
}

void sw_job_stop(const struct sw_job *job)
{
    kill(job->pid, SIGUSR2);
}
