#include "base/parameter.h"

#include "tests/unit/unit_test.h"

#include <stddef.h>
#include <string.h>

struct settings {
    int64_t seed;
    char acts[SW_LINES_MAX], places[SW_LINES_MAX];
};

#define AT(field) offsetof(struct settings, field)

/* Lines that begin with x are wrong. */
static int check_line(const char *heading, const char *line, const char *where,
                      struct sw_error *error)
{
    if ((heading != NULL && heading[0] == 'x') || (line != NULL && line[0] == 'x'))
        return sw_fail(error, SW_EXIT_USAGE, "%s: x", where);
    return 0;
}

static const struct sw_parameter_lines plain_lines = {false, check_line};
static const struct sw_parameter_lines headed_lines = {true, check_line};

static const struct sw_parameter line_rows[] = {
    {"run", "seed", SW_PARAMETER_INTEGER, AT(seed), "1", 0, 99, NULL, NULL, NULL, 0, NULL,
     SW_INT64},
    {"acts", "N", SW_PARAMETER_LINES, AT(acts), "", 0, 0, NULL, NULL, "Acts.", 0, &plain_lines,
     SW_INT64},
    {"place", "KEY", SW_PARAMETER_LINES, AT(places), "", 0, 0, NULL, NULL, "Places.", 0,
     &headed_lines, SW_INT64},
};
static const struct sw_parameters line_table = {line_rows, sizeof line_rows / sizeof line_rows[0],
                                                "smallworld config --defaults"};

static void assign_line(struct settings *settings, const char *set, const char *says)
{
    struct settings before = *settings;
    struct sw_error error = {0};
    int failed = sw_parameters_assign(line_table, settings, set, &error);

    ck_assert_msg((failed != 0) == (says != NULL), "%s: %s", set, error.text);
    if (says != NULL) {
        ck_assert_msg(strstr(error.text, says) != NULL, "%s: %s", set, error.text);
        ck_assert_mem_eq(&before, settings, sizeof before);
    }
}

START_TEST(lines_are_kept_in_order)
{
    static const char text[] = "[acts]\n  go 1 # why\n\n; note\n[place 1]\na.b=2\n[run]\nseed = 5\n"
                               "[acts]\ngo 2\n[places  2-3]\na.b =  3\n[place 1]\nc.d = \"# 4\"\n";
    struct settings settings, again;
    struct sw_error error = {0};
    char *printed = NULL;
    size_t size = 0;
    FILE *out;

    memset(&settings, 0, sizeof settings);
    ck_assert_int_eq(sw_parameters_defaults(line_table, &settings, NULL), 0);
    again = settings;
    ck_assert_msg(sw_parameters_read(line_table, &settings, text, strlen(text), "a.conf", &error) ==
                      0,
                  "%s", error.text);
    ck_assert_str_eq(settings.acts, "go 1\ngo 2\n");
    ck_assert_str_eq(settings.places, "[place 1]\na.b = 2\nc.d = \"# 4\"\n[places 2-3]\na.b = 3\n");
    for (int comments = 0; comments < 2; comments++) {
        out = open_memstream(&printed, &size);
        sw_parameters_print(line_table, &settings, comments, out);
        fclose(out);
        ck_assert_msg(sw_parameters_read(line_table, &again, printed, size, "printed", &error) == 0,
                      "%s", error.text);
        ck_assert_mem_eq(&again, &settings, sizeof again);
        free(printed);
    }
}
END_TEST

START_TEST(set_changes_one_line)
{
    struct settings settings;

    memset(&settings, 0, sizeof settings);
    ck_assert_int_eq(sw_parameters_defaults(line_table, &settings, NULL), 0);
    assign_line(&settings, "acts.2=go", "there is no line acts.2");
    assign_line(&settings, "acts.0=go", "the number of the line, from 1");
    assign_line(&settings, "acts.1=go", NULL);
    assign_line(&settings, "acts.2=stay = here", NULL);
    assign_line(&settings, "acts.1=xo", ": x");
    assign_line(&settings, "acts.1=a\nb", "it is one line");
    assign_line(&settings, "acts.1=come", NULL);
    ck_assert_str_eq(settings.acts, "come\nstay = here\n");
    assign_line(&settings, "acts.1=", NULL);
    ck_assert_str_eq(settings.acts, "stay = here\n");
    assign_line(&settings, "place 3.a.b=1", NULL);
    assign_line(&settings, "place 30.a.b=2", NULL);
    assign_line(&settings, "place 3.a.bc=3", NULL);
    assign_line(&settings, "place 3.a.b=4", NULL);
    assign_line(&settings, "place x.a.b=4", ": x");
    assign_line(&settings, "plac 3.a.b=4", "there is no setting");
    ck_assert_str_eq(settings.places, "[place 3]\na.b = 4\na.bc = 3\n[place 30]\na.b = 2\n");
}
END_TEST

START_TEST(too_many_lines_are_refused)
{
    struct settings settings;
    char set[1100];

    memset(&settings, 0, sizeof settings);
    ck_assert_int_eq(sw_parameters_defaults(line_table, &settings, NULL), 0);
    for (int i = 1; i <= 9; i++) {
        snprintf(set, sizeof set, "acts.%d=%01000d", i, i);
        assign_line(&settings, set, i == 9 ? "together longer than 8191 bytes" : NULL);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("parameter_lines");
    TCase *t = tcase_create("parameter_lines");

    tcase_add_test(t, lines_are_kept_in_order);
    tcase_add_test(t, set_changes_one_line);
    tcase_add_test(t, too_many_lines_are_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
