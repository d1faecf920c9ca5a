#include "base/log.h"

#include "tests/unit/unit_test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int ends[2];

/* The log speaks into a pipe, which said() empties. */
static void listen(struct sw_log_settings settings)
{
    ck_assert_int_eq(pipe(ends), 0);
    settings.descriptor = ends[1];
    sw_log_setup(settings);
}

static const char *said(char text[65536])
{
    ssize_t size;

    /* A last byte, so that the read does not wait when nothing was said. */
    ck_assert_int_eq(write(ends[1], "", 1), 1);
    size = read(ends[0], text, 65535);
    ck_assert_int_ge(size, 1);
    ck_assert_int_eq(text[size - 1], '\0');
    return text;
}

static void speak_at_every_level(void)
{
    sw_log_debug("debug %d", 1);
    sw_log_info("info");
    sw_log_progress(0, "progress");
    sw_log_progress_end();
    sw_log_warning("careful");
    sw_log_error("wrong");
}

START_TEST(levels_and_ranks_are_silent_as_asked)
{
    static const char *const expected[][2] = {
        {"smallworld: warning: careful\nsmallworld: wrong\n",
         "smallworld: rank 3: warning: careful\nsmallworld: rank 3: wrong\n"},
        {"info\nprogress\nsmallworld: warning: careful\nsmallworld: wrong\n",
         "smallworld: rank 3: warning: careful\nsmallworld: rank 3: wrong\n"},
        {"debug 1\ninfo\nprogress\nsmallworld: warning: careful\nsmallworld: wrong\n",
         "smallworld: rank 3: warning: careful\nsmallworld: rank 3: wrong\n"},
    };
    struct sw_log_settings settings = sw_log_defaults();
    char text[65536];

    settings.level = (enum sw_log_level)(_i / 2);
    settings.rank = _i % 2 * 3;
    listen(settings);
    speak_at_every_level();
    ck_assert_str_eq(said(text), expected[_i / 2][_i % 2]);
    ck_assert_int_eq(sw_log_level(), settings.level);
}
END_TEST

START_TEST(progress_comes_at_intervals)
{
    char text[65536];

    listen(sw_log_defaults());
    ck_assert(sw_log_progress_due(100));
    sw_log_progress(100, "generation %d", 1);
    ck_assert(!sw_log_progress_due(104.9));
    sw_log_progress(104.9, "generation %d", 2);
    sw_log_progress(105, "generation %d", 3);
    sw_log_progress(106, "generation %d", 4);
    sw_log_progress_end(); /* the last is always seen */
    sw_log_progress_end(); /* once */
    sw_log_progress(106.1, "generation %d", 1);
    ck_assert_str_eq(said(text), "generation 1\ngeneration 3\ngeneration 4\ngeneration 1\n");
}
END_TEST

START_TEST(live_progress_rewrites_its_line)
{
    struct sw_log_settings settings = sw_log_defaults();
    char text[65536];

    settings.live = true;
    listen(settings);
    sw_log_progress(1, "a");
    sw_log_progress(1.05, "dropped");
    sw_log_progress(1.2, "b");
    sw_log_info("words");
    sw_log_progress(2, "c");
    sw_log_progress_end();
    sw_log_error("wrong");
    ck_assert_str_eq(said(text), "\r\033[Ka\r\033[Kb\r\033[Kwords\n\r\033[Kc\nsmallworld: wrong\n");
}
END_TEST

START_TEST(hostile_words_are_harmless)
{
    char text[65536], flood[6000];

    listen(sw_log_defaults());
    sw_log_error("cannot open \"%s\"", "x\x1b[2J\r");
    sw_log_warning("a name\nsmallworld: of two lines");
    sw_log_info("two\nlines\n");
    sw_log_info("%s", "");
    ck_assert_str_eq(said(text), "smallworld: cannot open \"x\\x1b[2J\\x0d\"\n"
                                 "smallworld: warning: a name\\x0asmallworld: of two lines\n"
                                 "two\nlines\n\n");
    memset(flood, '\x01', sizeof flood - 1);
    flood[sizeof flood - 1] = '\0';
    sw_log_error("%s", flood);
    sw_log_progress(0, "%s", flood);
    said(text);
    memset(flood, '\n', sizeof flood - 1);
    sw_log_error("%s", flood);
    ck_assert_uint_lt(strlen(said(text)), 65535);
}
END_TEST

START_TEST(a_closed_stderr_is_survived)
{
    struct sw_log_settings settings = sw_log_defaults();

    settings.descriptor = -1;
    sw_log_setup(settings);
    speak_at_every_level();
}
END_TEST

/* A message on a terminal, and the same in a pipe. */
START_TEST(messages_are_folded_on_terminals_only)
{
    static const char words[] =
        "one sentence that is so long that it does not fit the eighty columns "
        "of a terminal, and goes on for a second line and then for another "
        "one, which a-word-without-any-blank-that-is-longer-than-the-whole-"
        "line-of-eighty-columns-and-that-cannot-be-folded ends";
    struct sw_log_settings settings = sw_log_defaults();
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    char text[65536];
    ssize_t size;

    ck_assert(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    settings.descriptor = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    ck_assert_int_ge(settings.descriptor, 0);
    sw_log_setup(settings);
    sw_log_error("%s", words);
    size = read(terminal, text, sizeof text - 1);
    ck_assert_int_gt(size, 0);
    text[size] = '\0';
    ck_assert_str_eq(
        text, "smallworld: one sentence that is so long that it does not fit the eighty columns\r\n"
              "of a terminal, and goes on for a second line and then for another one, which\r\n"
              "a-word-without-any-blank-that-is-longer-than-the-whole-"
              "line-of-eighty-columns-and-that-cannot-be-folded\r\n"
              "ends\r\n");
    listen(sw_log_defaults());
    sw_log_error("%s", words);
    said(text);
    ck_assert_uint_eq(strlen(text), strlen("smallworld: \n") + strlen(words));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("log");
    TCase *t = tcase_create("log");

    tcase_add_loop_test(t, levels_and_ranks_are_silent_as_asked, 0, 6);
    tcase_add_test(t, progress_comes_at_intervals);
    tcase_add_test(t, live_progress_rewrites_its_line);
    tcase_add_test(t, hostile_words_are_harmless);
    tcase_add_test(t, a_closed_stderr_is_survived);
    tcase_add_test(t, messages_are_folded_on_terminals_only);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
