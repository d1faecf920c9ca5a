/* full_stream.h - a stream that cannot be written, as on a full disk. Machines need not have
 * /dev/full. */
#ifndef SW_TESTS_UNIT_FULL_STREAM_H
#define SW_TESTS_UNIT_FULL_STREAM_H

#include <check.h>
#include <errno.h>
#include <stdio.h>

static inline ssize_t full_write(void *cookie, const char *bytes, size_t size)
{
    (void)cookie;
    (void)bytes;
    (void)size;
    errno = ENOSPC;
    return 0;
}

/* Returned: a stream; the caller closes it. */
static inline FILE *full_stream(void)
{
    FILE *full = fopencookie(NULL, "w", (cookie_io_functions_t){.write = full_write});

    ck_assert_ptr_nonnull(full);
    return full;
}

#endif
