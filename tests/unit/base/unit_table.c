#include "base/table.h"

#include "tests/unit/full_stream.h"
#include "tests/unit/unit_test.h"

#include <string.h>

static const struct sw_column columns[] = {
    {"law", SW_ALIGN_LEFT}, {"exact", SW_ALIGN_RIGHT}, {"what it says", SW_ALIGN_LEFT}};

/* Prints into `text`, which has room for 4000 bytes; the result of sw_table_print. */
static int print(const struct sw_table *table, uint32_t width, char *text)
{
    struct sw_error error = {0};
    FILE *out = fmemopen(text, 4000, "w");
    int result = sw_table_print(table, out, width, &error);

    fclose(out);
    return result;
}

START_TEST(columns_are_aligned)
{
    struct sw_error error = {0};
    struct sw_table *table = sw_table_create(columns, 3, &error);
    char text[4000];

    sw_table_cell(table, "fall");
    sw_table_cell(table, "%.1f %%", 97.25);
    sw_table_cell(table, "down");
    sw_table_cell(table, "caf\xC3\xA9 \xE4\xB8\x96"); /* 7 columns, 9 bytes */
    sw_table_cell(table, "4 %%");
    sw_table_end_row(table);
    sw_table_rule(table);
    sw_table_cell(table, "all");
    sw_table_cell(table, "100.0 %%");
    sw_table_cell(table, "%s", "");
    ck_assert_int_eq(print(table, SW_TABLE_WIDTH, text), 0);
    ck_assert_str_eq(text, "law        exact  what it says\n"
                           "------------------------------\n"
                           "fall      97.2 %  down\n"
                           "caf\xC3\xA9 \xE4\xB8\x96      4 %\n"
                           "------------------------------\n"
                           "all      100.0 %\n");
    sw_table_destroy(table);
}
END_TEST

static uint32_t longest_line(const char *text)
{
    uint32_t longest = 0;

    while (*text != '\0') {
        uint32_t length = (uint32_t)strcspn(text, "\n");

        if (length > longest)
            longest = length;
        text += length + (text[length] == '\n');
    }
    return longest;
}

START_TEST(wide_tables_are_cut)
{
    struct sw_error error = {0};
    struct sw_table *table = sw_table_create(columns, 3, &error);
    char text[4000];

    sw_table_cell(table, "a");
    sw_table_cell(table, "123456789");
    sw_table_cell(table, "%0200d", 0);
    ck_assert_int_eq(print(table, SW_TABLE_WIDTH, text), 0);
    ck_assert_uint_eq(longest_line(text), 80);
    ck_assert_ptr_nonnull(strstr(text, "123456789"));
    ck_assert_ptr_nonnull(strstr(text, "00..\n"));
    ck_assert_int_eq(print(table, 0, text), 0);
    ck_assert_uint_eq(longest_line(text), 3 + 2 + 9 + 2 + 200);
    /* Numbers are never cut, even if the table then stays too wide. */
    ck_assert_int_eq(print(table, 5, text), 0);
    ck_assert_ptr_nonnull(strstr(text, "123456789"));
    sw_table_destroy(table);
}
END_TEST

START_TEST(hostile_cells_are_harmless)
{
    struct sw_error error = {0};
    struct sw_table *table = sw_table_create(columns, 3, &error);
    char text[4000];

    sw_table_cell(table, "a\nb\x1b[2J");
    ck_assert_int_eq(print(table, 80, text), 0);
    ck_assert_ptr_null(strchr(text, '\x1b'));
    ck_assert_ptr_nonnull(strstr(text, "a\\x0ab\\x1b[2J\n"));
    sw_table_destroy(table);
}
END_TEST

START_TEST(no_titles_no_rule_no_rows)
{
    static const struct sw_column bare[] = {{"", SW_ALIGN_LEFT}, {"", SW_ALIGN_RIGHT}};
    struct sw_error error = {0};
    struct sw_table *table = sw_table_create(bare, 2, &error);
    char text[4000] = "";

    ck_assert_int_eq(print(table, 80, text), 0);
    ck_assert_str_eq(text, "");
    sw_table_cell(table, "key");
    sw_table_cell(table, "1");
    sw_table_cell(table, "longer");
    sw_table_cell(table, "22");
    ck_assert_int_eq(print(table, 80, text), 0);
    ck_assert_str_eq(text, "key      1\nlonger  22\n");
    sw_table_destroy(table);
    sw_table_destroy(NULL);
}
END_TEST

START_TEST(many_rows_are_kept)
{
    struct sw_error error = {0};
    struct sw_table *table = sw_table_create(columns, 3, &error);
    FILE *null = fopen("/dev/null", "w"), *full = full_stream();

    for (int i = 0; i < 3000; i++)
        sw_table_cell(table, "%d", i);
    ck_assert_int_eq(sw_table_print(table, null, 80, &error), 0);
    fclose(null);
    ck_assert_int_eq(sw_table_print(table, full, 80, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
    fclose(full);
    sw_table_destroy(table);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("table");
    TCase *t = tcase_create("table");

    tcase_add_test(t, columns_are_aligned);
    tcase_add_test(t, wide_tables_are_cut);
    tcase_add_test(t, hostile_cells_are_harmless);
    tcase_add_test(t, no_titles_no_rule_no_rows);
    tcase_add_test(t, many_rows_are_kept);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
