#include "base/clock.h"

#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>
#include <time.h>

/* The clock is the monotonic one, in seconds: each reading lies between two of the system's.
 * Readings go on until time has passed, however long that takes. */
static double system_seconds(void)
{
    struct timespec now;

    ck_assert_int_eq(clock_gettime(CLOCK_MONOTONIC, &now), 0);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

START_TEST(time_passes_and_never_goes_back)
{
    double start = sw_clock_seconds(), last = start;

    for (int i = 0; i < 1000 || last - start < 0.02; i++) {
        double before = system_seconds(), now = sw_clock_seconds(), after = system_seconds();

        ck_assert(before <= now && now <= after);
        ck_assert(now >= last);
        last = now;
    }
}
END_TEST

struct duration {
    const char *text;
    double seconds; /* negative: refused */
};

static const struct duration durations[] = {
    {"0", 0},
    {"90", 90},
    {"1:30", 90},
    {"1:00:00", 3600},
    {"12:34:56", 45296},
    {"100:00:00", 360000},
    {"0:00:01", 1},
    {"", -1},
    {":30", -1},
    {"1:", -1},
    {"1:60", -1},
    {"1:5", -1},
    {"1:00:60", -1},
    {"1:00:00:00", -1},
    {"-1", -1},
    {"1.5", -1},
    {"1h", -1},
    {"9999999", -1},
    {"999999", 999999},
    {" 1", -1},
    {"1:00:00 ", -1},
    {"00:100", -1},
};

START_TEST(durations_are_read)
{
    struct sw_error error = {0};
    double seconds = -7;
    int result = sw_duration_parse(durations[_i].text, "--max-time", &seconds, &error);

    if (durations[_i].seconds < 0) {
        ck_assert_int_eq(result, -1);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_ptr_nonnull(strstr(error.text, "--max-time: \""));
        ck_assert_ptr_nonnull(strstr(error.text, "is not a duration; write H:MM:SS"));
        ck_assert(seconds == -7);
    } else {
        ck_assert_int_eq(result, 0);
        ck_assert(seconds == durations[_i].seconds);
    }
}
END_TEST

START_TEST(durations_are_printed)
{
    char text[SW_DURATION_TEXT];

    ck_assert_str_eq(sw_duration_print(0, text), "0:00:00");
    ck_assert_str_eq(sw_duration_print(59.6, text), "0:01:00");
    ck_assert_str_eq(sw_duration_print(45296, text), "12:34:56");
    ck_assert_str_eq(sw_duration_print(3.6e6, text), "1000:00:00");
    ck_assert_str_eq(sw_duration_print(-1, text), "-:--:--");
    ck_assert_str_eq(sw_duration_print((double)NAN, text), "-:--:--");
    ck_assert_str_eq(sw_duration_print(HUGE_VAL, text), "-:--:--");
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("clock");
    TCase *t = tcase_create("clock");

    tcase_add_test(t, time_passes_and_never_goes_back);
    tcase_add_loop_test(t, durations_are_read, 0, sizeof durations / sizeof durations[0]);
    tcase_add_test(t, durations_are_printed);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
