#include "base/error.h"

#include "tests/unit/unit_test.h"

#include <stdint.h>
#include <string.h>

START_TEST(first_failure_wins)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_fail(&error, SW_EXIT_DAMAGED, "record %d is torn", 7), -1);
    ck_assert_int_eq(sw_fail(&error, SW_EXIT_USAGE, "later"), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_str_eq(error.text, "record 7 is torn");
    ck_assert_int_eq(sw_fail(NULL, SW_EXIT_FAILED, "nobody listens"), -1);
}
END_TEST

START_TEST(prefix_stands_before)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_error_prefix(&error, "run %d", 3), -1);
    ck_assert_int_eq(error.code, 0);
    ck_assert_str_eq(error.text, "");
    sw_fail(&error, SW_EXIT_FAILED, "no such file");
    sw_error_prefix(&error, "run %d", 3);
    ck_assert_str_eq(error.text, "run 3: no such file");
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    ck_assert_int_eq(sw_error_prefix(NULL, "nobody"), -1);
}
END_TEST

START_TEST(long_sentences_are_cut_within_bounds)
{
    struct sw_error error = {0};
    char text[2000];

    memset(text, 'y', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    sw_fail(&error, SW_EXIT_FAILED, "%s", text);
    ck_assert_uint_eq(strlen(error.text), sizeof error.text - 1);
    for (int i = 0; i < 10; i++)
        sw_error_prefix(&error, "%s", text);
    ck_assert_uint_lt(strlen(error.text), sizeof error.text);
    ck_assert_int_eq(error.text[0], 'y');
}
END_TEST

START_TEST(allocation_is_zeroed_and_counted)
{
    struct sw_error error = {0};
    unsigned char *memory = sw_allocate(10, 100, "testing", &error);

    ck_assert_ptr_nonnull(memory);
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_eq(memory[i], 0);
    free(memory);
    memory = sw_allocate(0, 8, "testing", &error);
    ck_assert_ptr_nonnull(memory);
    free(memory);
    ck_assert_int_eq(error.code, 0);
    ck_assert_ptr_null(sw_allocate(SIZE_MAX / 2, 3, "testing", &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    ck_assert_ptr_nonnull(strstr(error.text, "testing"));
}
END_TEST

#ifndef SW_SANITIZE /* the address sanitizer ends a program that asks for this much */
START_TEST(too_much_memory_is_a_sentence)
{
    struct sw_error error = {0};

    ck_assert_ptr_null(sw_allocate(SIZE_MAX / 4, 2, "dreaming", &error));
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    ck_assert_ptr_nonnull(strstr(error.text, "out of memory while dreaming"));
}
END_TEST
#endif

static Suite *suite(void)
{
    Suite *s = suite_create("error");
    TCase *t = tcase_create("error");

    tcase_add_test(t, first_failure_wins);
    tcase_add_test(t, prefix_stands_before);
    tcase_add_test(t, long_sentences_are_cut_within_bounds);
    tcase_add_test(t, allocation_is_zeroed_and_counted);
#ifndef SW_SANITIZE
    tcase_add_test(t, too_much_memory_is_a_sentence);
#endif
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
