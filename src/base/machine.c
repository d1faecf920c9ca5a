#include "base/machine.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define LINE_MAX_BYTES 4096

/* The number in a file of the kernel: "123" or "max"; UINT64_MAX if there is none. */
static uint64_t read_bytes(const char *path)
{
    FILE *file = fopen(path, "r");
    uint64_t bytes = UINT64_MAX;

    if (file == NULL)
        return UINT64_MAX;
    if (fscanf(file, "%" SCNu64, &bytes) != 1)
        bytes = UINT64_MAX;
    fclose(file);
    return bytes;
}

static uint64_t total(void)
{
    FILE *file = fopen("/proc/meminfo", "r");
    char line[256];
    uint64_t kilobytes = 0;

    if (file == NULL)
        return UINT64_MAX;
    while (kilobytes == 0 && fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "MemTotal: %" SCNu64 " kB", &kilobytes) != 1)
            kilobytes = 0;
    fclose(file);
    return kilobytes == 0 ? UINT64_MAX : kilobytes * 1024;
}

/* The least limit of a control group and of those above it. Within a container the group's path is
 * not there, and the root is the container's own. */
static uint64_t least_above(const char *root, const char *group, const char *name)
{
    char path[2 * LINE_MAX_BYTES];
    size_t start = (size_t)snprintf(path, sizeof path, "%s%s", root, group);
    uint64_t least = UINT64_MAX;

    if (start >= LINE_MAX_BYTES)
        return UINT64_MAX;
    for (;;) {
        size_t length = strlen(path);
        uint64_t bytes;

        snprintf(path + length, sizeof path - length, "/%s", name);
        bytes = read_bytes(path);
        least = bytes < least ? bytes : least;
        path[length] = '\0';
        if (length <= strlen(root))
            return least;
        *strrchr(path, '/') = '\0';
    }
}

static uint64_t control_group(void)
{
    FILE *file = fopen("/proc/self/cgroup", "r");
    char line[LINE_MAX_BYTES];
    uint64_t least = UINT64_MAX;

    if (file == NULL)
        return UINT64_MAX;
    while (fgets(line, sizeof line, file) != NULL) {
        char *names = strchr(line, ':');
        char *group = names == NULL ? NULL : strchr(names + 1, ':');
        uint64_t bytes = UINT64_MAX;

        if (group == NULL)
            continue;
        *group++ = '\0';
        group[strcspn(group, "\n")] = '\0';
        if (names[1] == '\0')
            bytes = least_above("/sys/fs/cgroup", group, "memory.max");
        else if (strcmp(names + 1, "memory") == 0)
            bytes = least_above("/sys/fs/cgroup/memory", group, "memory.limit_in_bytes");
        least = bytes < least ? bytes : least;
    }
    fclose(file);
    return least;
}

struct sw_machine_memory sw_machine_memory(uint32_t ranks)
{
    struct sw_machine_memory least = {total(), "the machine"};
    uint64_t group = control_group();
    struct rlimit space;

    if (group < least.bytes)
        least = (struct sw_machine_memory){group, "its control group"};
    if (least.bytes != UINT64_MAX && ranks > 1)
        least.bytes /= ranks;
    if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY &&
        space.rlim_cur < least.bytes)
        least = (struct sw_machine_memory){space.rlim_cur, "ulimit -v"};
    return least;
}
