/* unit_arguments.c - text folded for a terminal. (What commands say of wrong arguments is checked
 * where they are: tests/unit/cli/unit_options.c, tests/t1*.sh.) */
#include "report/print.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>
#include <string.h>

START_TEST(test_folds)
{
    static const struct {
        const char *text;
        uint32_t indent, width;
        const char *expected;
    } rows[] = {
        {"", 0, 10, "\n"},
        {"one two three", 0, 80, "one two three\n"},
        {"one two three", 0, 7, "one two\nthree\n"},
        {"one two three", 0, 6, "one\ntwo\nthree\n"},
        {"one two three", 4, 11, "one two\n    three\n"},
        {"a  b", 0, 80, "a b\n"},
        {"unbreakable is longer", 2, 8, "unbreakable\n  is\n  longer\n"},
        {"is unbreakable", 0, 8, "is\nunbreakable\n"},
        /* A list that fits a line of its own stays whole. */
        {"laws fill,fall", 0, 9, "laws\nfill,fall\n"},
        {"laws fill,fall,turn", 0, 11, "laws fill,\nfall,turn\n"},
        {"fill,fall,turn,mirror.x b", 3, 13, "fill,fall,\n   turn,\n   mirror.x b\n"},
        {"fill,unbreakable,fall", 0, 8, "fill,\nunbreakable,fall\n"},
        {"a,b,c,d,e,f", 0, 4, "a,b,\nc,d,\ne,f\n"},
        {"a,b,c", 0, 1, "a,b,c\n"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);

        ck_assert_ptr_nonnull(out);
        sw_print_folded(rows[i].text, rows[i].indent, rows[i].width, out);
        fclose(out);
        ck_assert_str_eq(text, rows[i].expected);
        free(text);
    }
}
END_TEST

/* Whatever is folded says the same, and no line is longer than it must be. */
START_TEST(test_folding_loses_nothing)
{
    for (uint32_t width = 2; width < 60; width++) {
        const char *words = "gravity,fill recolour.largest,delete.largest mirror repeat,outline";
        char *text = NULL, *line;
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);

        ck_assert_ptr_nonnull(out);
        sw_print_folded(words, 0, width, out);
        fclose(out);
        for (const char *at = words, *told = text; *at != '\0' || *told != '\n'; told++) {
            if (*told == '\n' && (*at == ' ' || at[-1] == ','))
                at += *at == ' ';
            else
                ck_assert_int_eq(*told, *at++);
        }
        for (line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
            ck_assert(strlen(line) <= width || strchr(line, ' ') == NULL);
        free(text);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("arguments");
    TCase *t = tcase_create("arguments");

    tcase_add_test(t, test_folds);
    tcase_add_test(t, test_folding_loses_nothing);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
