/* allocator.h - which allocator serves malloc, so that --version can say so. Local. */
#ifndef SW_BASE_ALLOCATOR_H
#define SW_BASE_ALLOCATOR_H

/* "jemalloc 5.3.0-..." if malloc is jemalloc's (asked, not assumed: it has to count what we
 * allocate), else "the C library's". */
const char *sw_allocator_name(void);

#endif
