/* unit_test.h - the main function of a unit test: runs one suite of check and speaks TAP.
 *
 *     static Suite *suite(void) { ... return s; }
 *     SW_TEST_MAIN(suite)
 *
 * Each test runs in its own process, so a crash is a failed test and not the end of the program;
 * CK_FORK=no in the environment keeps it in one, for a debugger.
 *
 * A test that cannot be done on this machine says so, and its line of TAP tells it:
 *
 *     if (mount(...) != 0)
 *         SW_SKIP("only root may mount");
 *
 * check itself knows no such thing. So the reasons stand in memory that all these processes share,
 * and check's TAP passes through a file in memory on its way to stdout. */
#ifndef SW_TESTS_UNIT_UNIT_TEST_H
#define SW_TESTS_UNIT_UNIT_TEST_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct sw_skipped {
    char test[96]; /* ":name:" as it stands in check's TAP; "" after the last */
    char why[96];
};

#define SW_SKIPPED_MOST 64

static struct sw_skipped *sw_skipped;

static inline void sw_skip(const char *function, const char *why)
{
    size_t length = strlen(function), at = 0;

    /* START_TEST(name) is the function name_fn. */
    if (length > 3 && strcmp(function + length - 3, "_fn") == 0)
        length -= 3;
    while (at < SW_SKIPPED_MOST - 1 && sw_skipped[at].test[0] != '\0')
        at++;
    snprintf(sw_skipped[at].test, sizeof sw_skipped->test, ":%.*s:", (int)length, function);
    snprintf(sw_skipped[at].why, sizeof sw_skipped->why, "%s", why);
}

#define SW_SKIP(why)                                                                               \
    do {                                                                                           \
        sw_skip(__func__, why);                                                                    \
        return;                                                                                    \
    } while (0)

/* Prints check's TAP, with the reason behind what was skipped. */
static inline void sw_print_tap(FILE *tap)
{
    char line[4096];

    rewind(tap);
    while (fgets(line, sizeof line, tap) != NULL) {
        const char *why = NULL;

        for (size_t i = 0; i < SW_SKIPPED_MOST && sw_skipped[i].test[0] != '\0'; i++)
            if (strncmp(line, "ok ", 3) == 0 && strstr(line, sw_skipped[i].test) != NULL)
                why = sw_skipped[i].why;
        line[strcspn(line, "\n")] = '\0';
        if (why != NULL)
            printf("%s # SKIP %s\n", line, why);
        else
            puts(line);
    }
}

static inline int sw_test_main(Suite *suite)
{
    int end = memfd_create("tap", 0), failed;
    FILE *tap = end < 0 ? NULL : fdopen(end, "r");
    SRunner *runner = srunner_create(suite);
    char path[64];

    sw_skipped = mmap(NULL, SW_SKIPPED_MOST * sizeof *sw_skipped, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (tap == NULL || sw_skipped == MAP_FAILED) {
        fprintf(stderr, "a unit test needs a file in memory and shared memory\n");
        return EXIT_FAILURE;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", end);
    srunner_set_tap(runner, path);
    srunner_run_all(runner, CK_SILENT);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    sw_print_tap(tap);
    fclose(tap);
    munmap(sw_skipped, SW_SKIPPED_MOST * sizeof *sw_skipped);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Also by hand a test has the time that tests/environment.sh gives it: check's 4 seconds end tests
 * on a machine that does much else. */
#define SW_TEST_MAIN(suite_function)                                                               \
    int main(void)                                                                                 \
    {                                                                                              \
        setenv("CK_DEFAULT_TIMEOUT", "3600", 0);                                                   \
        return sw_test_main(suite_function());                                                     \
    }

#endif
