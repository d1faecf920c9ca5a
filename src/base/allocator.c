#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/allocator.h"

#ifdef HAVE_JEMALLOC

#include <jemalloc/jemalloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t allocated_here(void)
{
    uint64_t bytes = 0;
    size_t size = sizeof bytes;

    return mallctl("thread.allocated", &bytes, &size, NULL, 0) == 0 ? bytes : 0;
}

const char *sw_allocator_name(void)
{
    static char name[64]; /* the same bytes at every call */
    const char *version = NULL;
    size_t size = sizeof version;
    uint64_t before = allocated_here();
    void *volatile memory = malloc(4096);
    uint64_t after = allocated_here();

    free(memory);
    if (after < before + 4096 || mallctl("version", (void *)&version, &size, NULL, 0) != 0)
        return "the C library's";
    snprintf(name, sizeof name, "jemalloc %.40s", version);
    return name;
}

#else

const char *sw_allocator_name(void)
{
    return "the C library's";
}

#endif
