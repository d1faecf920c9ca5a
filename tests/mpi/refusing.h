/* refusing.h - for tests on several ranks (one source file each): allocations that are refused,
 * what ranks agree in, a folder that all know of. */
#ifndef SW_TESTS_MPI_REFUSING_H
#define SW_TESTS_MPI_REFUSING_H

#include "population/exchange.h"
#include "tests/unit/work_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sw_exchange exchange;
static uint64_t until_refused; /* the allocation that fails, counted down; 0: none does */
static bool refused;           /* whether one did */

static char said[1024]; /* by the last run, and where it failed */

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: rank %u of %u: not so: %s; %s\n", __FILE__, __LINE__,          \
                    exchange.rank, exchange.ranks, #condition, said);                              \
            sw_exchange_abort(1);                                                                  \
        }                                                                                          \
    } while (0)

/* The linker puts the functions below in the place of malloc and its kin, for our own code
 * (libraries keep theirs). */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
int __real_posix_memalign(void **memory, size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
int __wrap_posix_memalign(void **memory, size_t alignment, size_t size);

static bool refuse(void)
{
    if (until_refused == 0 || --until_refused != 0)
        return false;
    refused = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return refuse() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuse() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return refuse() ? NULL : __real_realloc(memory, size);
}

int __wrap_posix_memalign(void **memory, size_t alignment, size_t size)
{
    return refuse() ? 12 : __real_posix_memalign(memory, alignment, size);
}

/* All ranks say the same number. */
static bool agreed(uint32_t number)
{
    uint32_t most = sw_exchange_most(&exchange, number);
    uint32_t least = UINT32_MAX - sw_exchange_most(&exchange, UINT32_MAX - number);

    return most == least;
}

static uint32_t text_number(const char *text)
{
    uint32_t number = 0;

    while (*text != '\0')
        number = number * 31 + (uint8_t)*text++;
    return number;
}

/* What an attempt came to is the same on all ranks, and a failure only where memory was refused.
 * Returns whether it was, on any. */
static bool ended_alike(int result, const struct sw_error *error)
{
    bool any = sw_exchange_most(&exchange, refused) != 0;

    EXPECT(agreed((uint32_t)(result + 1)));
    EXPECT(agreed((uint32_t)error->code));
    EXPECT(agreed(text_number(error->text)));
    EXPECT(any || result == 0);
    EXPECT(result == 0 || (result == -1 && error->code == SW_EXIT_FAILED));
    EXPECT(result == 0 || strstr(error->text, "memory") != NULL);
    return any;
}

static char work[WORK_FOLDER_MAX]; /* a folder for all runs, the same on all ranks */

static void path_of(const char *name, char path[WORK_FOLDER_MAX + 64])
{
    snprintf(path, WORK_FOLDER_MAX + 64, "%s/%s", work, name);
}

static void make_work(void)
{
    struct sw_error error = {0};
    void *name = work;
    size_t size = sizeof work;

    if (exchange.rank == 0)
        EXPECT(work_folder_make(work));
    EXPECT(sw_exchange_broadcast(&exchange, &name, &size, &error) == 0);
    if (exchange.rank == 0)
        return;
    memcpy(work, name, sizeof work);
    free(name);
}

#endif
