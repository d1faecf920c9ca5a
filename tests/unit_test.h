/* unit_test.h - the main function of a unit test: runs one suite of check and speaks TAP.
 *
 *     static Suite *suite(void) { ... return s; }
 *     SW_TEST_MAIN(suite)
 *
 * Each test runs in its own process, so a crash is a failed test and not the end of the program;
 * CK_FORK=no in the environment keeps it in one, for a debugger. */
#ifndef SW_TESTS_UNIT_TEST_H
#define SW_TESTS_UNIT_TEST_H

#include <check.h>
#include <stdlib.h>

#define SW_TEST_MAIN(suite_function)                                                               \
    int main(void)                                                                                 \
    {                                                                                              \
        SRunner *runner = srunner_create(suite_function());                                        \
        int failed;                                                                                \
                                                                                                   \
        srunner_set_tap(runner, "-");                                                              \
        srunner_run_all(runner, CK_SILENT);                                                        \
        failed = srunner_ntests_failed(runner);                                                    \
        srunner_free(runner);                                                                      \
        return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;                                          \
    }

#endif
