/* sleeping.h - waiting until another process waits, instead of for some time. */
#ifndef SW_TESTS_UNIT_SLEEPING_H
#define SW_TESTS_UNIT_SLEEPING_H

#include <stdio.h>
#include <sys/types.h>

/* How often a process has gone to sleep, if it sleeps now; else -1. */
static inline long times_asleep(pid_t process)
{
    char path[64], line[256], state = '?';
    long count = -1;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)process);
    file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        (void)sscanf(line, "State: %c", &state);
        (void)sscanf(line, "voluntary_ctxt_switches: %ld", &count);
    }
    if (file != NULL)
        fclose(file);
    return state == 'S' ? count : -1;
}

#endif
