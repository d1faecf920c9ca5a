/* unit_edit.c - every row of the edit table by example, programs as text, and docs/edits.md. */
#include "base/error.h"
#include "world/edit.h"
#include "unit_test.h"
#include "world_picture.h"

#include <string.h>

/* What the row `name` does, shown by a program that it is part of. Without it the program would do
 * something else; so a row that does nothing cannot pass. */
static const struct {
    const char *name, *program, *before, *after;
} examples[] = {
    {"stop", "select.organisms stop act.delete", "1.2", "1.2"},

    {"select.everything", "select.everything hand.3 act.recolour", "1./.2", "33/33"},
    {"select.everything", "select.organisms select.everything act.mirror.x", "12./3..", ".21/..3"},
    {"select.organisms", "select.organisms hand.3 act.recolour", "1./.2", "3./.3"},
    {"select.organisms", "select.everything select.organisms act.mirror.x", "12./3..", "12./3.."},
    {"select.background", "select.background hand.3 act.recolour", "1./.2", "13/32"},
    {"select.largest", "select.largest hand.3 act.recolour", "11.2", "33.2"},
    {"select.largest", "select.organisms select.largest hand.3 act.recolour", "11.22", "11.22"},
    {"select.smallest", "select.smallest act.delete", "11.2", "11.."},
    {"select.odd", "select.odd hand.3 act.recolour", "1.1.22/.....2", "1.1.33/.....3"},
    {"select.odd", "select.odd hand.3 act.recolour", "1.2.2", "3.2.2"},
    {"select.border", "select.border act.delete", "1.../..2./....", "..../..2./...."},
    {"select.inner", "select.inner act.delete", "1.../..2./....", "1.../..../...."},
    {"select.holed", "select.holed hand.3 act.recolour", "111.22/1.1.22/111.22",
     "333.22/3.3.22/333.22"},
    {"select.solid", "select.solid hand.3 act.recolour", "111.22/1.1.22/111.22",
     "111.33/1.1.33/111.33"},
    {"select.symmetric", "select.symmetric act.delete", "11..22/1...22", "11..../1....."},
    {"select.holes", "select.holes hand.3 act.recolour", "111/1.2/122", "111/132/122"},
    {"select.colour", "hand.2 select.colour act.delete", "121.2", "1.1.."},
    {"select.colour", "hand.0 select.organisms select.colour act.delete", "12", "12"},
    {"select.others", "select.largest select.others act.delete", "112.3", "11..."},

    {"hand.0", "select.largest hand.0 act.recolour", "11.2", "...2"},
    {"hand.1", "select.largest hand.9 hand.1 act.recolour", "33.2", "11.2"},
    {"hand.2", "select.largest hand.2 act.recolour", "33.2", "22.2"},
    {"hand.3", "select.largest hand.3 act.recolour", "11.2", "33.2"},
    {"hand.4", "select.largest hand.4 act.recolour", "11.2", "44.2"},
    {"hand.5", "select.largest hand.5 act.recolour", "11.2", "55.2"},
    {"hand.6", "select.largest hand.6 act.recolour", "11.2", "66.2"},
    {"hand.7", "select.largest hand.7 act.recolour", "11.2", "77.2"},
    {"hand.8", "select.largest hand.8 act.recolour", "11.2", "88.2"},
    {"hand.9", "select.largest hand.9 act.recolour", "11.2", "99.2"},
    {"hand.selected", "select.largest hand.selected select.smallest act.recolour", "33.2", "33.3"},
    {"hand.selected", "select.everything hand.selected act.recolour", ".22/.3.", "222/222"},
    {"hand.selected", "select.background hand.selected select.largest act.recolour", "11.2",
     "...2"},
    {"hand.rarest", "hand.rarest select.largest act.recolour", "333.2.4.4", "222.2.4.4"},
    {"hand.rarest", "hand.rarest select.largest act.recolour", "333.5.4", "444.5.4"},

    {"act.recolour", "select.largest hand.3 act.recolour", "11.2", "33.2"},
    {"act.delete", "select.largest act.delete", "11.2", "...2"},
    {"act.delete", "select.largest act.delete hand.3 act.recolour act.outline", "11.2", "...2"},
    {"act.keep", "select.largest act.keep", "11.2", "11.."},
    {"act.slide.up", "select.organisms act.slide.up", ".../1.2/1..", "1.2/1../..."},
    {"act.slide.down", "select.everything act.slide.down", "1.2/1../...", ".../1../1.2"},
    {"act.slide.down", "select.largest act.slide.down hand.3 act.recolour", "11/../2.", "../33/2."},
    {"act.slide.left", "select.smallest act.slide.left", ".11..2", ".112.."},
    {"act.slide.right", "select.largest act.slide.right", "11..2.", "..112."},
    {"act.push.up", "select.largest act.push.up", "..2/1.2/1.3", "..2/1.2/1.3"},
    {"act.push.up", "select.largest act.push.up", "..../.2../111.", ".2../111./...."},
    {"act.push.down", "select.largest act.push.down", "11/2./..", "../11/2."},
    {"act.push.left", "select.largest act.push.left", "..211", ".211."},
    {"act.push.right", "select.everything act.push.right", "1.23..", ".1.23."},
    {"act.push.right", "select.largest act.push.right hand.4 act.recolour", "112..", ".442."},
    {"act.mirror.x", "select.organisms act.mirror.x", "1...2./11..22", ".1...2/11..22"},
    {"act.mirror.x", "select.everything act.mirror.x", "1.2../11.3.", "..2.1/.3.11"},
    {"act.mirror.y", "select.organisms act.mirror.y", "1...2./11..22", "11..22/1...2."},
    {"act.mirror.y", "select.everything act.mirror.y", "12/3.", "3./12"},
    {"act.turn.90", "select.organisms act.turn.90", "....../.1..../.1..../.11...",
     "....../.111../.1..../......"},
    {"act.turn.90", "select.everything act.turn.90", "123/4..", "41/.2/.3"},
    {"act.turn.90", "select.organisms act.turn.90", "1111/..../....", "1.../1.../1..."},
    {"act.turn.180", "select.organisms act.turn.180", "1../11.", "11./.1."},
    {"act.turn.180", "select.everything act.turn.180", "123/4..", "..4/321"},
    {"act.transpose", "select.organisms act.transpose", ".11/.../...", ".1./.1./..."},
    {"act.transpose", "select.everything act.transpose", "123/4..", "14/2./3."},
    {"act.complete.x", "select.organisms act.complete.x", "1../111", "1.1/111"},
    {"act.complete.x", "select.everything act.complete.x", "1.../2.3.", "1..1/2332"},
    {"act.complete.y", "select.organisms act.complete.y", "12/1./11", "12/1./11"},
    {"act.complete.y", "select.organisms act.complete.y", "1../1../11.", "11./1../11."},
    {"act.complete.y", "select.everything act.complete.y", "12/../3.", "12/../32"},
    {"act.repeat.up", "select.organisms act.repeat.up", "./././1/1", "1/1/1/1/1"},
    {"act.repeat.down", "select.organisms act.repeat.down", "12/../..", "12/12/12"},
    {"act.repeat.left", "select.organisms act.repeat.left", "......11/.......1",
     "11111111/.1.1.1.1"},
    {"act.repeat.right", "select.largest act.repeat.right", "11...2../.1......",
     "11111211/.1.1.1.1"},
    {"act.copy.up", "select.organisms act.copy.up", "./././1/1", "./1/1/1/1"},
    {"act.copy.up", "select.everything act.copy.up", "12", "12/12"},
    {"act.copy.down", "select.organisms act.copy.down hand.3 act.recolour", "12/../..", "33/33/.."},
    {"act.copy.left", "select.organisms act.copy.left", "....11/.....1", "..1111/...1.1"},
    {"act.copy.left", "select.everything act.copy.left", "1./.2", "1.1./.2.2"},
    {"act.copy.right", "select.organisms act.copy.right", "11.../.1...", "1111./.1.1."},
    {"act.copy.right", "select.everything act.copy.right", "1../.2.", "1..1../.2..2."},
    {"act.copy.right", "select.largest act.copy.right", "112.", "1121"},
    {"act.outline", "select.organisms hand.3 act.outline", "...../.1..2/.....",
     "33333/31332/33333"},
    {"act.outline", "select.organisms hand.3 act.outline hand.4 act.recolour", "1../...",
     "14./44."},
    {"act.fill", "select.organisms hand.3 act.fill", "1112/1.1./1112", "1112/131./1112"},
    {"act.fill", "select.everything hand.3 act.fill", "111/1.2/122", "111/132/122"},
    {"act.fill", "select.organisms hand.3 act.fill act.delete", "111/1.1/111", "111/1.1/111"},
    {"act.fill", "select.organisms hand.3 act.fill", "11111/1...1/1.2.1/1...1/11111",
     "11111/13331/13231/13331/11111"},
    {"act.hollow", "select.organisms act.hollow", "1111/1111/1111", "1111/1..1/1111"},
    {"act.hollow", "select.everything act.hollow", "123/456/789", "123/4.6/789"},
    {"act.eat", "act.eat", "1122/1...", "1111/1..."},
    {"act.eat", "act.eat hand.5 act.recolour", "1112./....4/33...", "1115./....4/33..."},
    {"act.crop", "select.largest act.crop", "..../.11./.1.2", "11/1."},
    {"act.crop", "select.largest act.crop hand.3 act.mirror.x", "..../.11./.1.2", "11/.1"},
};

#define EXAMPLES (sizeof examples / sizeof *examples)

/* Runs the words of a text, `stop` included; with `without`, leaves out the words of that name. */
static struct sw_grid run_words(const char *text, const char *without, const struct sw_grid *grid)
{
    struct sw_program program = {0};

    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        int token = sw_edit_find(text, length);
        ck_assert_msg(token >= 0, "no edit '%.*s'", (int)length, text);
        if (without == NULL || strlen(without) != length || strncmp(text, without, length) != 0)
            program.token[program.length++] = (uint8_t)token;
        text += length;
        text += strspn(text, " ");
    }
    return sw_program_run(&program, grid);
}

START_TEST(test_examples)
{
    for (size_t k = 0; k < EXAMPLES; k++) {
        struct sw_grid before = picture_read(examples[k].before);
        struct sw_grid after = run_words(examples[k].program, NULL, &before);

        ck_assert_msg(strstr(examples[k].program, examples[k].name) != NULL,
                      "the example of %s does not use it", examples[k].name);
        assert_sound(&after);
        ck_assert_picture(&after, examples[k].after, examples[k].program);
    }
}
END_TEST

START_TEST(test_every_row_has_an_example)
{
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const char *name = sw_edit_row((uint8_t)token)->name;
        uint32_t telling = 0;
        for (size_t k = 0; k < EXAMPLES; k++) {
            if (strcmp(examples[k].name, name) != 0)
                continue;
            struct sw_grid before = picture_read(examples[k].before);
            struct sw_grid with = run_words(examples[k].program, NULL, &before);
            struct sw_grid without = run_words(examples[k].program, name, &before);
            telling += !sw_grid_equal(&with, &without);
        }
        ck_assert_msg(telling > 0, "no example shows what %s does", name);
    }
}
END_TEST

START_TEST(test_table)
{
    static const char *const prefixes[] = {[SW_EDIT_SELECT] = "select.",
                                           [SW_EDIT_HAND] = "hand.",
                                           [SW_EDIT_ACT] = "act.",
                                           [SW_EDIT_STOP] = "stop"};

    ck_assert_uint_ge(sw_edit_count(), 50);
    ck_assert_uint_le(sw_edit_count(), 58);
    ck_assert_str_eq(sw_edit_row(0)->name, "stop");
    ck_assert_ptr_null(sw_edit_row((uint8_t)sw_edit_count()));
    ck_assert_ptr_null(sw_edit_row(255));
    ck_assert_int_eq(sw_edit_find("", 0), -1);
    ck_assert_int_eq(sw_edit_find("act", 3), -1);
    ck_assert_int_eq(sw_edit_find("act.recolours", 13), -1);
    ck_assert_int_eq(sw_edit_find("act.recolours", 12), sw_edit_find("act.recolour", 12));
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        const struct sw_edit *row = sw_edit_row((uint8_t)token);
        ck_assert_int_eq(sw_edit_find(row->name, strlen(row->name)), (int)token);
        ck_assert(strncmp(row->name, prefixes[row->group], strlen(prefixes[row->group])) == 0);
        ck_assert_uint_gt(strlen(row->description), 5);
        ck_assert_ptr_null(strpbrk(row->description, "\n|"));
        ck_assert(row->apply != NULL);
    }
}
END_TEST

START_TEST(test_changed)
{
    struct sw_grid grid = picture_read("11.2");
    struct sw_canvas canvas = sw_canvas_of(&grid);

    ck_assert_uint_eq(canvas.colour, 1);
    ck_assert(!canvas.whole && sw_mask_empty(&canvas.selection));
    ck_assert(!sw_edit_apply(&canvas, (uint8_t)sw_edit_find("select.largest", 14)));
    ck_assert(!sw_edit_apply(&canvas, (uint8_t)sw_edit_find("act.recolour", 12)));
    ck_assert(!sw_edit_apply(&canvas, (uint8_t)sw_edit_find("hand.3", 6)));
    ck_assert(sw_edit_apply(&canvas, (uint8_t)sw_edit_find("act.recolour", 12)));
    ck_assert(!sw_edit_apply(&canvas, 0));
    ck_assert(!sw_edit_apply(&canvas, 255));
    ck_assert_picture(&canvas.grid, "33.2", "recolouring the largest");
}
END_TEST

START_TEST(test_nothing_selected)
{
    struct sw_grid grid = picture_read("11.2/1.22/...3");

    /* A fresh canvas has nothing selected: only eating needs nothing. */
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        struct sw_canvas canvas = sw_canvas_of(&grid);
        bool changed = sw_edit_apply(&canvas, (uint8_t)token);
        ck_assert_msg(!changed || strcmp(sw_edit_row((uint8_t)token)->name, "act.eat") == 0,
                      "%s changes a canvas of which nothing is selected",
                      sw_edit_row((uint8_t)token)->name);
    }
}
END_TEST

START_TEST(test_program_text)
{
    struct sw_program program, back;
    struct sw_error error = {0};
    char text[512], small[10];

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
            program.token[j] = (uint8_t)(1 + sw_dice_below(&dice, sw_edit_count() - 1));
        quick_assert(sw_program_print(&program, text, sizeof text) == strlen(text));
        quick_assert(sw_program_parse(text, &back, &error) == 0);
        quick_assert(memcmp(&program, &back, sizeof back) == 0);
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
    const char *text, *sentence;
} refused[] = {
    {"select.largest hand.3 act.recolor", "there is no edit 'act.recolor'; did you mean "
                                          "'act.recolour'?"},
    {"Stop", "there is no edit 'Stop'; did you mean 'stop'?"},
    {"qqqqqqqqqqqqqqq", "there is no edit 'qqqqqqqqqqqqqqq'; docs/edits.md lists all 58"},
    {"\x1b\xff", "there is no edit '\?\?'; docs/edits.md lists all 58"},
    {"stop act.eat", "'stop' ends a program, but more follows; leave out what comes after it"},
    {"act.eat act.eat act.eat act.eat act.eat act.eat act.eat act.eat act.eat act.eat act.eat "
     "act.eat act.eat",
     "a program has at most 12 edits; leave out some of them"},
};

START_TEST(test_refused_text)
{
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        struct sw_program program = {.length = 1, .token = {7}};
        struct sw_error error = {0};
        ck_assert_int_eq(sw_program_parse(refused[k].text, &program, &error), -1);
        ck_assert_str_eq(error.text, refused[k].sentence);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_uint_eq(program.length, 1); /* as it was */
        ck_assert_uint_eq(program.token[0], 7);
    }
    ck_assert_int_eq(sw_program_parse("nonsense", &(struct sw_program){0}, NULL), -1);
}
END_TEST

START_TEST(test_page)
{
    /* docs/edits.md has every row of the table, in order and nothing else in its table. */
    const char *source = getenv("SW_SOURCE");
    char path[1024], line[1024], want[1024];
    uint32_t token = 0;

    snprintf(path, sizeof path, "%s/docs/edits.md", source != NULL ? source : ".");
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s; set SW_SOURCE to the top of the sources", path);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '|' || line[2] < '0' || line[2] > '9')
            continue;
        const struct sw_edit *row = sw_edit_row((uint8_t)token);
        ck_assert_msg(row != NULL, "docs/edits.md has a row too many: %s", line);
        snprintf(want, sizeof want, "| %u | `%s` | %s |\n", token, row->name, row->description);
        ck_assert_msg(strcmp(line, want) == 0, "docs/edits.md says\n%sbut the table says\n%s", line,
                      want);
        token++;
    }
    fclose(file);
    ck_assert_uint_eq(token, sw_edit_count());
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
    tcase_add_test(t, test_program_text);
    tcase_add_test(t, test_program_from_nowhere);
    tcase_add_test(t, test_refused_text);
    tcase_add_test(t, test_page);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
