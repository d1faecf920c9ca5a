/* unit_render.c - what grids, pairs and puzzles look like, to the byte. */
#include "draw/render.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static char *text;
static size_t size;

static FILE *begin(void)
{
    FILE *out = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(out);
    return out;
}

static void check(FILE *out, const char *expected)
{
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_str_eq(text, expected);
    free(text);
}

START_TEST(test_plain)
{
    struct sw_grid grid = picture_read("1.2/..9");
    FILE *out = begin();

    sw_render_grid(&grid, SW_RENDER_PLAIN, 3, out);
    check(out, "   1.2\n"
               "   ..9\n");
}
END_TEST

START_TEST(test_colours)
{
    struct sw_grid grid = picture_read("11.");
    FILE *out = begin();

    sw_render_grid(&grid, SW_RENDER_ANSI, 1, out);
    check(out, " \033[48;2;0;116;217m    \033[48;2;28;28;28m  \033[0m\n");
    out = begin();
    sw_render_grid(&grid, SW_RENDER_ANSI256, 0, out);
    check(out, "\033[48;5;32m    \033[48;5;234m  \033[0m\n");
}
END_TEST

/* All ten colours differ, in both palettes. */
START_TEST(test_palette)
{
    for (int style = SW_RENDER_ANSI; style <= SW_RENDER_ANSI256; style++) {
        char seen[SW_COLOURS][64];

        for (uint8_t colour = 0; colour < SW_COLOURS; colour++) {
            struct sw_grid grid = sw_grid_empty(1, 1);
            FILE *out = begin();

            grid.cell[0][0] = colour;
            sw_render_grid(&grid, (enum sw_render_style)style, 0, out);
            fclose(out);
            snprintf(seen[colour], sizeof seen[colour], "%s", text);
            free(text);
            for (int other = 0; other < colour; other++)
                ck_assert_str_ne(seen[other], seen[colour]);
        }
    }
}
END_TEST

START_TEST(test_pair)
{
    struct sw_grid tall = picture_read("1/2/3"), wide = picture_read("45");
    FILE *out = begin();

    sw_render_pair(&tall, &wide, SW_RENDER_PLAIN, 2, out);
    check(out, "  1    45\n"
               "  2 ->\n"
               "  3\n");
    out = begin();
    sw_render_pair(&wide, &tall, SW_RENDER_PLAIN, 0, out);
    check(out, "45    1\n"
               "   -> 2\n"
               "      3\n");
    out = begin();
    sw_render_pair(&tall, NULL, SW_RENDER_PLAIN, 0, out);
    check(out, "1\n"
               "2 -> ?\n"
               "3\n");
    out = begin();
    sw_render_pair(&wide, &wide, SW_RENDER_ANSI256, 0, out);
    check(out, "\033[48;5;220m  \033[48;5;248m  \033[0m -> \033[48;5;220m  \033[48;5;248m  "
               "\033[0m\n");
}
END_TEST

START_TEST(test_columns)
{
    struct sw_grid a = picture_read("12/34"), b = picture_read("5");
    const struct sw_render_column column[3] = {{&a, "canvas"}, {&b, NULL}, {&a, "target"}};
    FILE *out = begin();

    sw_render_columns(column, 3, false, SW_RENDER_PLAIN, 1, out);
    check(out, " canvas     target\n"
               " 12      5  12\n"
               " 34         34\n");
}
END_TEST

START_TEST(test_puzzle)
{
    static struct sw_puzzle puzzle;
    FILE *out;

    puzzle.demonstrations = 1;
    puzzle.demonstration[0].canvas = picture_read("1./..");
    puzzle.demonstration[0].target = picture_read("../1.");
    puzzle.tests = 1;
    puzzle.test[0].canvas = picture_read("22");
    puzzle.test[0].target = picture_read("33");
    puzzle.test_has_target[0] = true;
    puzzle.has_teacher = true;
    ck_assert_int_eq(sw_program_parse("select.organisms act.slide.down", &puzzle.teacher, NULL), 0);
    out = begin();
    sw_render_puzzle(&puzzle, true, SW_RENDER_PLAIN, out);
    check(out, "demonstration 1\n"
               "  1. -> ..\n"
               "  ..    1.\n"
               "test\n"
               "  22 -> 33\n"
               "teacher: select.organisms act.slide.down\n");
    out = begin();
    sw_render_puzzle(&puzzle, false, SW_RENDER_PLAIN, out);
    check(out, "demonstration 1\n"
               "  1. -> ..\n"
               "  ..    1.\n"
               "test\n"
               "  22 -> ?\n");
    puzzle.tests = 2;
    puzzle.test[1].canvas = picture_read("4");
    puzzle.has_teacher = false;
    out = begin();
    sw_render_puzzle(&puzzle, true, SW_RENDER_PLAIN, out);
    check(out, "demonstration 1\n"
               "  1. -> ..\n"
               "  ..    1.\n"
               "test 1\n"
               "  22 -> 33\n"
               "test 2\n"
               "  4 -> ?\n");
}
END_TEST

/* The longest program that can be is printed whole. */
START_TEST(test_long_teacher)
{
    static struct sw_puzzle puzzle;
    FILE *out = begin();

    puzzle.has_teacher = true;
    puzzle.teacher.length = SW_PROGRAM_MAX;
    for (int i = 0; i < SW_PROGRAM_MAX; i++) {
        sw_edit_token longest = 0;

        for (sw_edit_token token = 0; token < sw_edit_count(); token++)
            if (strlen(sw_edit_row(token)->name) > strlen(sw_edit_row(longest)->name))
                longest = token;
        puzzle.teacher.token[i] = longest;
    }
    sw_render_puzzle(&puzzle, true, SW_RENDER_PLAIN, out);
    ck_assert_int_eq(fclose(out), 0);
    for (int words = 0, at = 0; words < SW_PROGRAM_MAX; words++, at++) {
        const char *found = strstr(text + at, sw_edit_row(puzzle.teacher.token[0])->name);

        ck_assert_ptr_nonnull(found);
        at = (int)(found - text);
    }
    free(text);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("render");
    TCase *t = tcase_create("render");

    tcase_add_test(t, test_plain);
    tcase_add_test(t, test_colours);
    tcase_add_test(t, test_palette);
    tcase_add_test(t, test_pair);
    tcase_add_test(t, test_columns);
    tcase_add_test(t, test_puzzle);
    tcase_add_test(t, test_long_teacher);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
