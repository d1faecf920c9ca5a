/* unit_edit.c - every row of the edit table by example, programs as text, and docs/edits.md. */
#include "base/error.h"
#include "world/edit/edit.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <stdlib.h>
#include <string.h>

/* What the row `name` does, shown by a program that it is part of. Without it the program would do
 * something else; so a row that does nothing cannot pass. */
static const struct {
    const char *name, *program, *before, *after;
} examples[] = {
#include "tests/unit/world/edit/edit_examples_first.h"
#include "tests/unit/world/edit/edit_examples_select.h"
#include "tests/unit/world/edit/edit_examples_control.h"
#include "tests/unit/world/edit/edit_examples_canvas.h"
#include "tests/unit/world/edit/edit_examples_line.h"
#include "tests/unit/world/edit/edit_examples_colour.h"
};

#define EXAMPLES (sizeof examples / sizeof *examples)

/* What a program leaves: the canvas, and the box of it that the eye sees. */
struct outcome {
    struct sw_grid grid;
    struct sw_box window;
};

/* Runs the words of a text, `stop` included; with `without`, leaves out the words of that name. */
static struct outcome run_words(const char *text, const char *without, const struct sw_grid *grid)
{
    struct sw_canvas canvas = sw_canvas_of(grid);
    struct sw_edit_memory memory;

    sw_canvas_remember(&canvas, &memory);
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        int token = sw_edit_find(text, length);

        ck_assert_msg(token >= 0, "no edit '%.*s'", (int)length, text);
        if (without == NULL || strlen(without) != length || strncmp(text, without, length) != 0) {
            if (token == 0)
                break;
            sw_edit_apply(&canvas, token);
        }
        text += length;
        text += strspn(text, " ");
    }
    return (struct outcome){canvas.grid, sw_canvas_window(&canvas)};
}

START_TEST(test_examples)
{
    for (size_t k = 0; k < EXAMPLES; k++) {
        struct sw_grid before = picture_read(examples[k].before), after;
        struct sw_program program;
        struct sw_error error = {0};
        char what[512];

        ck_assert_msg(strstr(examples[k].program, examples[k].name) != NULL,
                      "the example of %s does not use it", examples[k].name);
        after = run_words(examples[k].program, NULL, &before).grid;
        assert_sound(&after);
        snprintf(what, sizeof what, "%s on %s", examples[k].program, examples[k].before);
        ck_assert_picture(&after, examples[k].after, what);
        if (strcmp(examples[k].name, "stop") == 0)
            continue;
        ck_assert_int_eq(sw_program_parse(examples[k].program, &program, &error), 0);
        after = sw_program_run(&program, &before);
        ck_assert_picture(&after, examples[k].after, what);
    }
}
END_TEST

START_TEST(test_every_row_has_an_example)
{
    char missing[8192] = "";

    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const char *name = sw_edit_row(token)->name;
        uint32_t telling = 0;

        for (size_t k = 0; k < EXAMPLES; k++) {
            if (strcmp(examples[k].name, name) != 0)
                continue;
            struct sw_grid before = picture_read(examples[k].before);
            struct outcome with = run_words(examples[k].program, NULL, &before);
            struct outcome without = run_words(examples[k].program, name, &before);
            telling += !sw_grid_equal(&with.grid, &without.grid) ||
                       memcmp(&with.window, &without.window, sizeof with.window) != 0;
        }
        if (telling == 0)
            snprintf(missing + strlen(missing), sizeof missing - strlen(missing), " %s", name);
    }
    ck_assert_msg(missing[0] == '\0', "no example shows what these do:%s", missing);
}
END_TEST

/* The words that the names of a group's tokens begin with. */
static const char *const words[SW_EDIT_GROUPS][6] = {
    [SW_EDIT_STOP] = {"stop"},  [SW_EDIT_SELECT] = {"select.", "where."},
    [SW_EDIT_HAND] = {"hand."}, [SW_EDIT_MODE] = {"mode.", "eye.", "fresh", "focus.", "zoom."},
    [SW_EDIT_ACT] = {"act."},   [SW_EDIT_CONTROL] = {"each", "again", "undo", "restart", "ground"},
};

static bool has_word(const struct sw_edit *row)
{
    if (row->group == SW_EDIT_CONTROL && strncmp(row->name, "layer.", 6) == 0)
        return true;
    for (int k = 0; words[row->group][k] != NULL; k++)
        if (strncmp(row->name, words[row->group][k], strlen(words[row->group][k])) == 0)
            return true;
    return false;
}

START_TEST(test_table)
{
    ck_assert_uint_ge(sw_edit_count(), 250);
    ck_assert_uint_le(sw_edit_count(), SW_EDITS_MAX);
    ck_assert_str_eq(sw_edit_row(0)->name, "stop");
    ck_assert_ptr_null(sw_edit_row(sw_edit_count()));
    ck_assert_ptr_null(sw_edit_row(UINT16_MAX));
    ck_assert_int_eq(sw_edit_find("", 0), -1);
    ck_assert_int_eq(sw_edit_find("act", 3), -1);
    ck_assert_int_eq(sw_edit_find("act.recolours", 13), -1);
    ck_assert_int_eq(sw_edit_find("act.recolours", 12), sw_edit_find("act.recolour", 12));
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const struct sw_edit *row = sw_edit_row(token);

        ck_assert_int_eq(sw_edit_find(row->name, strlen(row->name)), (int)token);
        ck_assert_msg(has_word(row), "%s is in another group than it says", row->name);
        ck_assert_uint_gt(strlen(row->description), 5);
        ck_assert_ptr_null(strpbrk(row->description, "\n|"));
        ck_assert_int_eq((row->apply != NULL) + (row->apply_with != NULL) + (row->mode != NULL), 1);
        ck_assert_msg(row->apply_with != NULL || row->parameter == 0, "%s has a parameter too many",
                      row->name);
    }
    for (int k = 0; k < SW_EDIT_GROUPS; k++) {
        ck_assert_uint_gt(strlen(sw_edit_group_name((enum sw_edit_group)k)), 2);
        ck_assert_uint_gt(strlen(sw_edit_group_description((enum sw_edit_group)k)), 5);
    }
}
END_TEST

START_TEST(test_changed)
{
    struct sw_grid grid = picture_read("11.2");
    struct sw_canvas canvas = sw_canvas_of(&grid);

    ck_assert_uint_eq(canvas.colour, 1);
    ck_assert(!canvas.whole && sw_mask_empty(&canvas.selection));
    ck_assert(!sw_edit_apply(&canvas, sw_edit_find("select.largest", 14)));
    ck_assert(!sw_edit_apply(&canvas, sw_edit_find("act.recolour", 12)));
    ck_assert(!sw_edit_apply(&canvas, sw_edit_find("hand.3", 6)));
    ck_assert(sw_edit_apply(&canvas, sw_edit_find("act.recolour", 12)));
    ck_assert(!sw_edit_apply(&canvas, 0));
    ck_assert(!sw_edit_apply(&canvas, sw_edit_count()));
    ck_assert_picture(&canvas.grid, "33.2", "recolouring the largest");
}
END_TEST

START_TEST(test_nothing_selected)
{
    struct sw_grid grid = picture_read("11.2/1.22/...3");
    uint32_t still = 0;

    /* A fresh canvas has nothing selected: acts that speak of what is selected do nothing to it,
     * nor do they change what is selected or in hand. */
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const struct sw_edit *row = sw_edit_row(token);
        struct sw_canvas canvas = sw_canvas_of(&grid);
        struct sw_edit_memory memory;

        sw_canvas_remember(&canvas, &memory);
        sw_edit_apply(&canvas, sw_edit_find("select.largest", 14));
        sw_edit_apply(&canvas, sw_edit_find("hand.copy", 9));
        canvas = sw_canvas_of(&grid);
        canvas.memory = &memory;
        bool changed = sw_edit_apply(&canvas, token);
        if (row->group == SW_EDIT_ACT && strstr(row->description, "select") == NULL &&
            strstr(row->description, "piece") == NULL)
            continue; /* it is about the canvas */
        if (row->group == SW_EDIT_CONTROL || strstr(row->description, "nothing or everything"))
            continue;
        ck_assert_msg(!changed, "%s changes a canvas of which nothing is selected", row->name);
        if (row->group != SW_EDIT_ACT)
            continue;
        ck_assert_msg(sw_mask_empty(&canvas.selection), "%s selects something of nothing",
                      row->name);
        ck_assert_uint_eq(canvas.colour, 1);
        still++;
    }
    ck_assert_uint_gt(still, 60);
}
END_TEST

/* Edits that need a memory do nothing without one, and nothing else needs one. */
START_TEST(test_without_memory)
{
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const struct sw_edit *row = sw_edit_row(token);
        struct sw_grid grid = picture_read("1122/1..2/....");
        struct sw_canvas canvas = sw_canvas_of(&grid), before;
        sw_edit_token tokens[2] = {(sw_edit_token)sw_edit_find("select.largest", 14),
                                   (sw_edit_token)token};

        ck_assert(sw_tokens_remember(tokens, 2) == row->memory);
        sw_edit_apply(&canvas, tokens[0]);
        before = canvas;
        sw_edit_apply(&canvas, token);
        if (row->memory)
            ck_assert_msg(memcmp(&canvas, &before, sizeof canvas) == 0,
                          "%s does something without a memory", row->name);
    }
}
END_TEST

START_TEST(test_program_text)
{
    struct sw_program program, back;
    struct sw_error error = {0};
    char text[4096], small[10];

    ck_assert_int_eq(
        sw_program_parse(" select.largest\thand.3\n act.recolour stop ", &program, &error), 0);
    ck_assert_uint_eq(program.length, 3);
    ck_assert_uint_eq(sw_program_print(&program, text, sizeof text), 34);
    ck_assert_str_eq(text, "select.largest hand.3 act.recolour");
    ck_assert_uint_eq(sw_program_print(&program, small, sizeof small), 34);
    ck_assert_str_eq(small, "select.la");
    ck_assert_uint_eq(sw_program_print(&program, NULL, 0), 34);
    ck_assert_int_eq(sw_program_parse("", &program, &error), 0);
    ck_assert_uint_eq(program.length, 0);
    ck_assert_uint_eq(sw_program_print(&program, text, sizeof text), 0);
    ck_assert_str_eq(text, "");

    for (uint32_t k = 0; k < 1000; k++) {
        struct sw_dice dice = sw_dice_at(12, SW_RANDOM_TEST, k, 1);
        memset(&program, 0, sizeof program);
        program.length = (uint8_t)sw_dice_below(&dice, SW_PROGRAM_MAX + 1);
        for (uint32_t j = 0; j < program.length; j++)
            program.token[j] = (sw_edit_token)(1 + sw_dice_below(&dice, sw_edit_count() - 1));
        quick_assert(sw_program_print(&program, text, sizeof text) == strlen(text));
        quick_assert(sw_program_parse(text, &back, &error) == 0);
        quick_assert(sw_program_equal(&program, &back));
    }
    ck_assert_int_eq(error.code, 0);
}
END_TEST

START_TEST(test_program_from_nowhere)
{
    /* A program as it might come out of a damaged record. */
    struct sw_program program;
    struct sw_grid grid = picture_read("12/34");
    char text[512];

    memset(&program, 0xff, sizeof program);
    struct sw_grid out = sw_program_run(&program, &grid);
    ck_assert(sw_grid_equal(&out, &grid));
    ck_assert_uint_eq(sw_program_print(&program, text, sizeof text), strlen(text));
    ck_assert(strncmp(text, "unknown unknown ", 16) == 0);
}
END_TEST

static const struct {
    const char *text, *sentence; /* %u: how many edits there are */
} refused[] = {
    {"select.largest hand.3 act.recolor", "there is no edit 'act.recolor'; did you mean "
                                          "'act.recolour'?"},
    {"Stop", "there is no edit 'Stop'; did you mean 'stop'?"},
    {"qqqqqqqqqqqqqqq", "there is no edit 'qqqqqqqqqqqqqqq'; 'smallworld edits' lists all %u of "
                        "them"},
    {"\x1b\xff", "there is no edit '\?\?'; 'smallworld edits' lists all %u of them"},
    {"stop act.eat", "'stop' ends a program, but more follows; leave out what comes after it"},
};

START_TEST(test_refused_text)
{
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        struct sw_program program = {.length = 1, .token = {7}};
        char want[256];
        struct sw_error error = {0};
        ck_assert_int_eq(sw_program_parse(refused[k].text, &program, &error), -1);
        snprintf(want, sizeof want, refused[k].sentence, (unsigned)sw_edit_count());
        ck_assert_str_eq(error.text, want);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_uint_eq(program.length, 1); /* as it was */
        ck_assert_uint_eq(program.token[0], 7);
    }
    ck_assert_int_eq(sw_program_parse("nonsense", &(struct sw_program){0}, NULL), -1);

    /* One edit too many. */
    struct sw_program program = {0};
    struct sw_error error = {0};
    char text[8 * (SW_PROGRAM_MAX + 1) + 1] = "";
    for (int k = 0; k < SW_PROGRAM_MAX; k++)
        strcat(text, "act.eat ");
    ck_assert_int_eq(sw_program_parse(text, &program, &error), 0);
    ck_assert_uint_eq(program.length, SW_PROGRAM_MAX);
    strcat(text, "act.eat ");
    ck_assert_int_eq(sw_program_parse(text, &program, &error), -1);
    ck_assert_str_eq(error.text, "a program has at most 40 edits; leave out some of them");
}
END_TEST

START_TEST(test_page)
{
    /* docs/edits.md has every row of the table once, and nothing else in its tables. */
    const char *source = getenv("SW_SOURCE");
    char path[1024], line[1024], want[1024];
    bool seen[SW_EDITS_MAX] = {false};
    uint32_t rows = 0;

    snprintf(path, sizeof path, "%s/docs/edits.md", source != NULL ? source : ".");
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s; set SW_SOURCE to the top of the sources", path);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '|' || line[2] < '0' || line[2] > '9')
            continue;
        unsigned long token = strtoul(line + 2, NULL, 10);
        ck_assert_msg(token < sw_edit_count(), "docs/edits.md has a row too many: %s", line);
        const struct sw_edit *row = sw_edit_row(token);
        snprintf(want, sizeof want, "| %lu | `%s` | %s |\n", token, row->name, row->description);
        ck_assert_msg(strcmp(line, want) == 0,
                      "docs/edits.md says\n%sbut the table says\n%srun docs/edits.sh", line, want);
        ck_assert_msg(!seen[token], "docs/edits.md says twice\n%s", line);
        seen[token] = true;
        rows++;
    }
    fclose(file);
    ck_assert_uint_eq(rows, sw_edit_count());
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit");
    TCase *t = tcase_create("edit");

    tcase_add_test(t, test_examples);
    tcase_add_test(t, test_every_row_has_an_example);
    tcase_add_test(t, test_table);
    tcase_add_test(t, test_changed);
    tcase_add_test(t, test_nothing_selected);
    tcase_add_test(t, test_without_memory);
    tcase_add_test(t, test_program_text);
    tcase_add_test(t, test_program_from_nowhere);
    tcase_add_test(t, test_refused_text);
    tcase_add_test(t, test_page);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
