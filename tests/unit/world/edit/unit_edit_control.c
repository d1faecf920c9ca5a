/* unit_edit_control.c - where the eye looks and what it holds, and tokens about tokens: each,
 * again, undo, restart, ground. */
#include "tests/unit/world/edit/edit_plain.h"
#include "tests/unit/unit_test.h"

#define CASES 3000

/* --- the eye --- */

START_TEST(test_window)
{
    static const struct {
        const char *program;
        struct sw_box window;
    } rows[] = {
        {"", {0, 0, 8, 6}},
        {"zoom.out", {0, 0, 8, 6}},
        {"zoom.in", {2, 1, 6, 5}},
        {"zoom.in zoom.in", {3, 2, 5, 4}},
        {"zoom.in zoom.in zoom.in zoom.in zoom.in", {4, 3, 5, 4}},
        {"zoom.in zoom.in zoom.in zoom.in zoom.in zoom.out", {3, 2, 5, 4}},
        {"zoom.in focus.up focus.up focus.up focus.up", {2, 0, 6, 2}},
        {"zoom.in focus.right focus.right focus.right focus.right", {5, 1, 8, 5}},
        {"zoom.in focus.left focus.left focus.left focus.left focus.left", {0, 1, 2, 5}},
        {"zoom.in focus.down focus.down focus.down", {2, 3, 6, 6}},
        {"select.largest focus.selection zoom.in", {3, 0, 7, 3}},
        {"select.largest zoom.in zoom.in zoom.in act.crop", {0, 2, 1, 3}},
        {"zoom.in select.half.right act.crop", {0, 2, 2, 5}},
    };
    struct sw_grid grid = picture_read("....111./....1.1./....111./......../......../2.......");

    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct sw_canvas canvas = sw_canvas_of(&grid);
        sw_edit_token token[SW_PROGRAM_MAX];
        size_t count;
        struct sw_box box;

        ck_assert_int_eq(sw_tokens_parse(rows[k].program, token, SW_PROGRAM_MAX, &count, NULL), 0);
        for (size_t j = 0; j < count; j++)
            sw_edit_apply(&canvas, token[j]);
        box = sw_canvas_window(&canvas);
        ck_assert_msg(memcmp(&box, &rows[k].window, sizeof box) == 0,
                      "after '%s' the eye sees (%d, %d) to (%d, %d)", rows[k].program, box.x0,
                      box.y0, box.x1, box.y1);
    }
}
END_TEST

/* What selects and takes in hand does so on the held canvas as if it were alone. */
START_TEST(test_hold)
{
    uint32_t hold = token_of("eye.hold"), moved = 0;

    for (uint32_t k = 0; k < 4 * CASES; k++) {
        struct sw_dice dice = sw_dice_at(39, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = plain_random(&dice), there;
        struct sw_edit_memory memory, other;
        sw_edit_token token;

        sw_canvas_remember(&canvas, &memory);
        do
            token = (sw_edit_token)sw_dice_below(&dice, sw_edit_count());
        while (sw_edit_row(token)->group != SW_EDIT_SELECT &&
               sw_edit_row(token)->group != SW_EDIT_HAND);
        sw_edit_apply(&canvas, hold);
        there = canvas;
        other = memory;
        other.holding = false;
        there.memory = &other;
        /* The canvas changes: another colour everywhere, or a crop of it, so that it lies elsewhere
         * on the first canvas. */
        if (k % 2 == 0) {
            sw_grid_paint(&canvas.grid, &(struct sw_mask){{0x2a, 0x3f, 0x15}}, 7);
        } else {
            struct sw_box box = {(uint8_t)sw_dice_below(&dice, canvas.grid.width),
                                 (uint8_t)sw_dice_below(&dice, canvas.grid.height),
                                 canvas.grid.width, canvas.grid.height};
            struct sw_mask inside = sw_box_mask(box);

            canvas.grid = sw_grid_crop(&canvas.grid, box);
            canvas.x = (int8_t)box.x0;
            canvas.y = (int8_t)box.y0;
            canvas.selection = sw_mask_shift(canvas.selection, -box.x0, -box.y0, canvas.grid.width,
                                             canvas.grid.height);
            canvas.anchor = sw_mask_shift(canvas.anchor, -box.x0, -box.y0, canvas.grid.width,
                                          canvas.grid.height);
            canvas.whole = false;
            there.whole = false;
            there.selection = sw_mask_and(there.selection, inside);
            there.anchor = sw_mask_and(there.anchor, inside);
        }
        sw_edit_apply(&canvas, token);
        sw_edit_apply(&there, token);
        const char *name = sw_edit_row(token)->name;
        if (strcmp(name, "select.focus") == 0 && k % 2 == 1)
            continue; /* the focus was not moved along */
        if (strncmp(name, "select.edited", 13) == 0)
            continue;
        if (canvas.colour != there.colour || canvas.number != there.number)
            ck_abort_msg("%s takes %d and %d, not %d and %d", name, canvas.colour, canvas.number,
                         there.colour, there.number);
        struct sw_mask want = sw_mask_shift(there.selection, -canvas.x, -canvas.y,
                                            canvas.grid.width, canvas.grid.height);
        if (!sw_mask_equal(&want, &canvas.selection))
            ck_abort_msg("%s selects something else where the eye holds", name);
        want = sw_mask_shift(there.anchor, -canvas.x, -canvas.y, canvas.grid.width,
                             canvas.grid.height);
        quick_assert(sw_mask_equal(&want, &canvas.anchor));
        quick_assert(memcmp(&memory.piece, &other.piece, sizeof memory.piece) == 0 ||
                     !memory.has_piece);
        moved += canvas.x > 0;
    }
    ck_assert_uint_gt(moved, CASES);
}
END_TEST

/* --- tokens about tokens --- */

static sw_edit_token random_act(struct sw_dice *dice)
{
    for (;;) {
        sw_edit_token token = (sw_edit_token)sw_dice_below(dice, sw_edit_count());

        if (sw_edit_row(token)->group == SW_EDIT_ACT)
            return token;
    }
}

/* One piece by itself, wholly selected. */
static struct sw_canvas single_piece(const struct sw_canvas *canvas,
                                     const struct plain_bodies *pieces, int k)
{
    const struct plain_body *body = &pieces->body[k];
    struct sw_grid grid = sw_grid_empty(body->x1 - body->x0, body->y1 - body->y0);
    struct sw_canvas own;

    for (int y = 0; y < grid.height; y++)
        for (int x = 0; x < grid.width; x++)
            if (pieces->of[body->y0 + y][body->x0 + x] == k)
                grid.cell[y][x] = canvas->grid.cell[body->y0 + y][body->x0 + x];
    own = sw_canvas_of(&grid);
    sw_edit_apply(&own, token_of("select.everything"));
    own.colour = canvas->colour;
    own.number = canvas->number;
    own.mode = canvas->mode & (SW_MODE_FOUR | SW_MODE_ANY);
    for (int y = 0; y < grid.height; y++)
        for (int x = 0; x < grid.width; x++)
            if (sw_mask_get(&canvas->anchor, body->x0 + x, body->y0 + y))
                sw_mask_set(&own.anchor, x, y);
    return own;
}

static void each_plainly(struct plain *plain, const struct sw_canvas *canvas, sw_edit_token token)
{
    static struct plain_bodies pieces;
    bool any = false;

    plain_pieces(plain, &pieces);
    for (int k = 0; k < pieces.count; k++)
        any = any || pieces.body[k].cells >= 0;
    if (!any)
        return;
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            int k = pieces.of[y][x];

            if (k >= 0 && pieces.body[k].cells >= 0)
                plain->cell[y][x] = 0;
            plain->selected[y][x] = false;
        }
    }
    for (int k = 0; k < pieces.count; k++) {
        if (pieces.body[k].cells < 0)
            continue;
        struct sw_canvas own = single_piece(canvas, &pieces, k);

        sw_edit_apply(&own, token);
        for (int y = 0; y < own.grid.height; y++) {
            for (int x = 0; x < own.grid.width; x++) {
                int to_x = pieces.body[k].x0 + own.x + x, to_y = pieces.body[k].y0 + own.y + y;

                if (own.grid.cell[y][x] == 0 || !plain_inside(plain, to_x, to_y))
                    continue;
                plain->cell[to_y][to_x] = own.grid.cell[y][x];
                plain->selected[to_y][to_x] = true;
            }
        }
    }
}

START_TEST(test_each)
{
    uint32_t changed = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(40, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = plain_random(&dice);
        sw_edit_token token = random_act(&dice);
        struct plain want = plain_of(&canvas);

        if (canvas.whole || sw_edit_row(token)->memory)
            continue;
        each_plainly(&want, &canvas, token);
        quick_assert(!sw_edit_apply(&canvas, token_of("each")));
        changed += sw_edit_apply(&canvas, token);
        plain_same(&canvas, &want, sw_edit_row(token)->name);
        quick_assert(!canvas.each);
    }
    ck_assert_uint_gt(changed, CASES / 6);
}
END_TEST

START_TEST(test_again)
{
    uint32_t more = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(41, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = plain_random(&dice), other;
        sw_edit_token token = random_act(&dice), each = token_of("each");
        bool by_piece = sw_dice_below(&dice, 3) == 0;

        quick_assert(!sw_edit_apply(&canvas, token_of("again"))); /* nothing to do again */
        if (by_piece)
            sw_edit_apply(&canvas, each);
        sw_edit_apply(&canvas, token);
        other = canvas;
        for (int i = 0; i < 64; i++) {
            if (by_piece)
                sw_edit_apply(&other, each);
            if (!sw_edit_apply(&other, token))
                break;
        }
        struct plain want = plain_of(&other);
        more += sw_edit_apply(&canvas, token_of("again"));
        plain_same(&canvas, &want, sw_edit_row(token)->name);
    }
    ck_assert_uint_gt(more, CASES / 20);
}
END_TEST

START_TEST(test_undo)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(42, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = plain_random(&dice), before;
        struct sw_edit_memory memory;
        sw_edit_token token = random_act(&dice), ground = token_of("ground");
        bool swaps = sw_dice_below(&dice, 3) == 0;

        sw_canvas_remember(&canvas, &memory);
        quick_assert(!sw_edit_apply(&canvas, token_of("undo"))); /* nothing to take back */
        before = canvas;
        sw_edit_apply(&canvas, token);
        if (sw_dice_below(&dice, 2) == 0)
            sw_edit_apply(&canvas, token_of("again"));
        if (swaps)
            sw_edit_apply(&canvas, ground);
        bool swapped = canvas.ground != 0;
        sw_edit_apply(&canvas, token_of("undo"));
        if (swapped)
            sw_edit_apply(&canvas, ground);
        if (!sw_grid_equal(&canvas.grid, &before.grid) || canvas.x != before.x ||
            canvas.y != before.y || canvas.whole != before.whole ||
            !sw_mask_equal(&canvas.selection, &before.selection))
            ck_abort_msg("%s was not taken back", sw_edit_row(token)->name);
        quick_assert(!sw_edit_apply(&canvas, token_of("undo"))); /* once only */
    }
}
END_TEST

/* Whatever was done, a restart is a fresh canvas; layers and the piece in hand are what they were
 * when they were taken. */
START_TEST(test_restart)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(43, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice);
        struct sw_canvas canvas = sw_canvas_of(&grid), fresh = canvas;
        struct sw_edit_memory memory;
        uint8_t layers;

        sw_canvas_remember(&canvas, &memory);
        fresh.memory = &memory;
        sw_edit_apply(&canvas, token_of("select.everything"));
        sw_edit_apply(&canvas, token_of("layer.save"));
        sw_edit_apply(&canvas, token_of("hand.copy"));
        for (int i = 0; i < 12; i++) {
            sw_edit_token token = (sw_edit_token)sw_dice_below(&dice, sw_edit_count());

            if (sw_edit_row(token)->group != SW_EDIT_CONTROL ||
                strcmp(sw_edit_row(token)->name, "ground") == 0)
                if (strcmp(sw_edit_row(token)->name, "hand.copy") != 0)
                    sw_edit_apply(&canvas, token);
        }
        layers = memory.layers;
        sw_edit_apply(&canvas, token_of("restart"));
        struct plain want = plain_of(&fresh);
        plain_same(&canvas, &want, "restart");
        quick_assert(canvas.mode == 0 && canvas.ground == 0 && canvas.zoom == 0);
        quick_assert(canvas.focus_x == fresh.focus_x && canvas.focus_y == fresh.focus_y);
        quick_assert(!canvas.each && canvas.last_act == 0 && canvas.anatomy == NULL);
        quick_assert(memory.layers == layers && layers == 1 && memory.has_piece);
        quick_assert(!memory.holding && !memory.has_previous);
        quick_assert(sw_grid_equal(&memory.layer[0].grid, &grid));
        quick_assert(sw_grid_equal(&memory.piece, &grid));
        quick_assert(sw_grid_equal(&memory.input, &grid));
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_control");
    TCase *t = tcase_create("edit_control");

    tcase_add_test(t, test_window);
    tcase_add_test(t, test_hold);
    tcase_add_test(t, test_each);
    tcase_add_test(t, test_again);
    tcase_add_test(t, test_undo);
    tcase_add_test(t, test_restart);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
