#include "config.h"

#include "base/allocator.h"

#include "tests/unit/unit_test.h"

#include <string.h>

/* The name is asked from the allocator that served a malloc, so this fails if jemalloc was
 * configured but the linker dropped it or something stands before it. */
START_TEST(the_configured_allocator_serves)
{
#ifdef HAVE_JEMALLOC
    ck_assert_int_eq(strncmp(sw_allocator_name(), "jemalloc ", 9), 0);
    ck_assert_str_eq(sw_allocator_name(), sw_allocator_name());
#else
    ck_assert_str_eq(sw_allocator_name(), "the C library's");
#endif
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("allocator");
    TCase *t = tcase_create("allocator");

    tcase_add_test(t, the_configured_allocator_serves);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
