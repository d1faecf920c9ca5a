/* unit_edit_interpreters.c - there is one interpreter: whoever runs a program (an agent's edits, a
 * whole program, a law's teacher, the search for a teacher) comes to the same canvas, selection,
 * anchor, hand and mode after every token. */
#include "world/law/law.h"
#include "world/puzzle/teacher_search.h"
#include "tests/unit/world/edit/edit_twin.h"
#include "tests/unit/world/law/teacher_explains.h"

enum { PROGRAMS = 12000, LONGEST = 16 };

/* Everything that a later edit may look at; the memory is compared by itself. */
static bool alike(const struct sw_canvas *a, const struct sw_canvas *b)
{
    return sw_grid_equal(&a->grid, &b->grid) && sw_mask_equal(&a->selection, &b->selection) &&
           sw_mask_equal(&a->anchor, &b->anchor) && a->whole == b->whole && a->each == b->each &&
           a->colour == b->colour && a->number == b->number && a->mode == b->mode &&
           a->ground == b->ground && a->focus_x == b->focus_x && a->focus_y == b->focus_y &&
           a->zoom == b->zoom && a->last_each == b->last_each && a->last_act == b->last_act &&
           a->x == b->x && a->y == b->y;
}

static bool alike_layer(const struct sw_layer *a, const struct sw_layer *b)
{
    return sw_grid_equal(&a->grid, &b->grid) && a->x == b->x && a->y == b->y;
}

static bool alike_memory(const struct sw_edit_memory *a, const struct sw_edit_memory *b)
{
    if (!sw_grid_equal(&a->input, &b->input) || a->layers != b->layers ||
        a->holding != b->holding || a->has_piece != b->has_piece ||
        a->has_previous != b->has_previous)
        return false;
    for (uint32_t k = 0; k < a->layers; k++)
        if (!alike_layer(&a->layer[k], &b->layer[k]))
            return false;
    return (!a->holding || alike_layer(&a->held, &b->held)) &&
           (!a->has_piece || (sw_grid_equal(&a->piece, &b->piece) &&
                              sw_mask_equal(&a->piece_mask, &b->piece_mask))) &&
           (!a->has_previous || (alike_layer(&a->previous, &b->previous) &&
                                 sw_mask_equal(&a->previous_selection, &b->previous_selection) &&
                                 a->previous_whole == b->previous_whole));
}

/* Mostly any token. Those by which an interpreter may differ from another come oftener: what gives
 * the canvas another size, and what looks at the anchor, the focus and the last act. */
static sw_edit_token random_token(struct sw_dice *dice)
{
    static const char *const frequent[] = {
        "select.anchor", "select.organisms", "select.largest", "select.colour",
        "select.join",   "act.crop",         "act.tile",       "act.recolour",
        "act.delete",    "act.turn.90",      "each",           "again",
        "undo",          "ground",           "select.focus"};
    size_t count = sizeof frequent / sizeof frequent[0];
    const char *name;
    int token;

    if (sw_dice_below(dice, 2) == 0)
        return (sw_edit_token)(1 + sw_dice_below(dice, sw_edit_count() - 1));
    name = frequent[sw_dice_below(dice, (uint32_t)count)];
    token = sw_edit_find(name, strlen(name));
    ck_assert_msg(token > 0, "there is no edit %s", name);
    return (sw_edit_token)token;
}

static void differ(const char *ways, const sw_edit_token *token, size_t count,
                   const struct sw_grid *grid)
{
    char program[1024], picture[1024];

    sw_tokens_print(token, count, program, sizeof program);
    ck_abort_msg("%s come to different canvases after \"%s\" on\n%s", ways, program,
                 picture_write(grid, picture));
}

/* Token by token from a random hand: as a program, as an agent's edits, and as the steps of a law.
 * The three canvases have memories of their own, or none; one knows its organisms. */
START_TEST(test_every_step)
{
    static struct sw_edit_memory memory[3];
    static struct sw_anatomy anatomy;
    uint32_t settled = 0;

    for (uint32_t k = 0; k < PROGRAMS; k++) {
        struct sw_dice dice = sw_dice_at(41, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas[3];
        sw_edit_token token[LONGEST];
        struct sw_grid grid;

        canvas[0] = random_start(&dice);
        grid = canvas[0].grid;
        canvas[1] = canvas[2] = canvas[0];
        for (int i = 0; i < 3 && k % 2 == 0; i++)
            sw_canvas_remember(&canvas[i], &memory[i]);
        anatomy.known = anatomy.described = 0;
        canvas[2].anatomy = k % 4 < 2 ? &anatomy : NULL;
        for (uint32_t t = 0; t < LONGEST; t++) {
            struct sw_grid before = canvas[0].grid;
            const struct sw_edit *row;
            bool changed, done;

            token[t] = random_token(&dice);
            row = sw_edit_row(token[t]);
            sw_edit_do(&canvas[0], token[t]);
            changed = sw_edit_apply(&canvas[1], token[t]);
            done = sw_edit_step(&canvas[2], token[t]);
            quick_assert(changed == !sw_grid_equal(&before, &canvas[0].grid));
            quick_assert(done == (row->group != SW_EDIT_SELECT || row->swaps ||
                                  !sw_mask_empty(&canvas[0].selection)));
            if (!alike(&canvas[0], &canvas[1]))
                differ("sw_edit_do and sw_edit_apply", token, t + 1, &grid);
            if (!alike(&canvas[0], &canvas[2]))
                differ("sw_edit_do and a law's step", token, t + 1, &grid);
            for (int i = 1; i < 3 && k % 2 == 0; i++)
                quick_assert(alike_memory(&memory[0], &memory[i]));
            settled += before.width != canvas[0].grid.width && !sw_mask_empty(&canvas[0].anchor);
        }
    }
    ck_assert_uint_gt(settled, PROGRAMS / 10);
}
END_TEST

/* Whole programs from a fresh hand: what a program makes is what a law with this teacher makes,
 * unless the teacher looks for something that is not there. */
START_TEST(test_every_program)
{
    uint32_t found = 0;

    for (uint32_t k = 0; k < 4 * PROGRAMS; k++) {
        struct sw_dice dice = sw_dice_at(42, SW_RANDOM_TEST, k, 1);
        struct sw_rule rule = {.name = "made up"};
        struct sw_program *teacher = &rule.teacher;
        struct sw_grid grid = random_start(&dice).grid, target;
        struct sw_edit_memory memory;
        struct sw_canvas canvas = sw_canvas_of(&grid);
        struct sw_layer placed;
        bool all = true;

        teacher->length = (uint8_t)(1 + sw_dice_below(&dice, LONGEST / 2));
        for (uint32_t t = 0; t < teacher->length; t++)
            teacher->token[t] = random_token(&dice);
        if (sw_tokens_remember(teacher->token, teacher->length))
            sw_canvas_remember(&canvas, &memory);
        for (uint32_t t = 0; t < teacher->length; t++) {
            const struct sw_edit *row = sw_edit_row(teacher->token[t]);

            sw_edit_apply(&canvas, teacher->token[t]);
            all = all &&
                  (row->group != SW_EDIT_SELECT || row->swaps || !sw_mask_empty(&canvas.selection));
        }
        target = sw_program_run(teacher, &grid);
        placed = sw_tokens_place(teacher->token, teacher->length, &grid, NULL);
        if (!sw_grid_equal(&target, &canvas.grid) || !sw_grid_equal(&placed.grid, &target) ||
            placed.x != canvas.x || placed.y != canvas.y)
            differ("a program and its edits", teacher->token, teacher->length, &grid);
        if (teacher_explains(&rule, &grid, &target) != all)
            differ("a program and a law", teacher->token, teacher->length, &grid);
        found += all;
    }
    ck_assert_uint_gt(found, PROGRAMS);
}
END_TEST

/* Cropping moves the anchor, whoever crops. */
START_TEST(test_example)
{
    static const char words[] = "hand.2 select.colour select.anchor select.largest act.crop "
                                "select.anchor hand.5 act.recolour";
    struct sw_grid grid = picture_read("...../.333./.323./.333./.....");
    struct sw_grid expected = picture_read("333/353/333"), target;
    const struct sw_law_needs needs = {.memory = false};
    struct sw_rule rule = {.name = "made up"};
    struct sw_error error = {0};

    ck_assert_msg(sw_program_parse(words, &rule.teacher, &error) == 0, "%s", error.text);
    target = sw_program_run(&rule.teacher, &grid);
    ck_assert_picture(&target, "333/353/333", "the program");
    ck_assert(sw_rule_shows(&rule, &needs, &grid, &target));
    ck_assert_picture(&target, "333/353/333", "the law");
    ck_assert(teacher_explains(&rule, &grid, &expected));
}
END_TEST

/* What the search for a teacher says that its best program reaches is what the program reaches. */
START_TEST(test_teacher_search)
{
    uint32_t exact = 0;

    for (uint32_t k = 0; k < 150; k++) {
        struct sw_dice dice = sw_dice_at(44, SW_RANDOM_TEST, k, 1);
        struct sw_teacher teacher;
        struct sw_pair pair[2];
        float progress = 0.0f;
        bool right = true;

        memset(pair, 0, sizeof pair);
        for (int i = 0; i < 2; i++) {
            struct sw_program program = {.length = 0};
            const char *words = k % 3 == 0   ? "select.largest act.crop"
                                : k % 3 == 1 ? "select.organisms act.push.down"
                                             : "select.smallest act.delete";

            pair[i].canvas = random_grid(&dice, 4 + (int)(k % 5), 6);
            ck_assert_int_eq(sw_program_parse(words, &program, NULL), 0);
            pair[i].target = sw_program_run(&program, &pair[i].canvas);
            if (k % 2 == 0)
                pair[i].target.cell[0][0] ^= 1; /* not quite to be reached */
        }
        teacher = sw_teacher_search(pair, 2, 3000);
        for (int i = 0; i < 2; i++) {
            struct sw_grid made = sw_program_run(&teacher.program, &pair[i].canvas);

            progress += sw_pair_progress(&pair[i], &made) / 2.0f;
            right = right && sw_grid_equal(&made, &pair[i].target);
        }
        if (teacher.program.length == 0)
            continue;
        ck_assert_double_eq_tol((double)progress, (double)teacher.progress, 1e-5);
        ck_assert(right == teacher.exact);
        exact += teacher.exact;
    }
    ck_assert_uint_gt(exact, 20);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_interpreters");
    TCase *t = tcase_create("edit_interpreters");

    tcase_set_timeout(t, 0);
    tcase_add_test(t, test_every_step);
    tcase_add_test(t, test_every_program);
    tcase_add_test(t, test_example);
    tcase_add_test(t, test_teacher_search);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
