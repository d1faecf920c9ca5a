/* Tests of experiment/metric: docs/tables.md says each column as the table of rows does, in its
 * order. */
#include "experiment/metric.h"
#include "tests/unit/unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_page(void)
{
    const char *source = getenv("SW_SOURCE");
    static char text[65536];
    char path[4096];
    size_t size;
    FILE *file;

    snprintf(path, sizeof path, "%s/docs/tables.md", source != NULL ? source : ".");
    file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s; set SW_SOURCE to the top of the sources", path);
    size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    return text;
}

START_TEST(page_has_the_rows)
{
    static const char *const pools[] = {"mean", "most", "least", "sum"};
    const char *at = strstr(read_page(), "|---|---|---|---|\n");

    ck_assert_ptr_nonnull(at);
    at = strchr(at, '\n') + 1;
    for (uint32_t i = 0; sw_metric_row(i) != NULL; i++) {
        const struct sw_metric *row = sw_metric_row(i);
        char line[512];

        snprintf(line, sizeof line, "| `%s` | %s | %s | %s |\n", row->name,
                 row->unit[0] != '\0' ? row->unit : "-", row->meaning, pools[row->pool]);
        ck_assert_msg(strncmp(at, line, strlen(line)) == 0,
                      "docs/tables.md should have here:\n%sand has:\n%.200s", line, at);
        at += strlen(line);
    }
    ck_assert_msg(at[0] != '|', "docs/tables.md has a row more: %.100s", at);
}
END_TEST

START_TEST(rows_are_sound)
{
    for (uint32_t i = 0; sw_metric_row(i) != NULL; i++) {
        const struct sw_metric *row = sw_metric_row(i);
        struct sw_error error = {0};

        ck_assert_ptr_eq(sw_metric_find(row->name, &error), row);
        ck_assert_int_eq(row->real != NULL, row->count == NULL);
        ck_assert_uint_eq(strspn(row->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(row->name));
        ck_assert_ptr_null(strchr(row->meaning, '|'));
    }
}
END_TEST

START_TEST(unknown_names)
{
    struct sw_error error = {0};

    ck_assert_ptr_null(sw_metric_find("intensty", &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "did you mean intensity?"));
    error = (struct sw_error){0};
    ck_assert_ptr_null(sw_metric_find("", &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("measure");
    TCase *rows = tcase_create("rows");

    tcase_add_test(rows, page_has_the_rows);
    tcase_add_test(rows, rows_are_sound);
    tcase_add_test(rows, unknown_names);
    suite_add_tcase(all, rows);
    return all;
}

SW_TEST_MAIN(suite)
