/* unit_edit_facts.c - the facts in the rows of edits, by which other modules know what an edit
 * does: each is true on every canvas, and no edit does what a fact names without having it. How far
 * acts reach is tried in unit_edit_reach.c, what needs a memory in unit_edit.c. */
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "world/edit/edit.h"
#include "tests/unit/world_picture.h"

#include <string.h>

enum { CANVASES = 400, SELDOM = 8000 }; /* canvases, and for what an edit seldom does */

static void apply(struct sw_canvas *canvas, const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_msg(token >= 0, "there is no edit %s", name);
    sw_edit_do(canvas, (uint32_t)token);
}

static bool one_in(struct sw_dice *dice, uint32_t count)
{
    return sw_dice_below(dice, count) == 0;
}

/* A canvas of few or many cells with everything that edits ask for, also things they seldom find: a
 * selection, an anchor, a layer, a piece in hand, another input. */
static void draw(struct sw_dice *dice, struct sw_canvas *canvas, struct sw_edit_memory *memory)
{
    static const char *const selectors[] = {"select.organisms", "select.everything",
                                            "select.largest", "select.background"};
    int width = sw_dice_between(dice, 1, 10), height = sw_dice_between(dice, 1, 10);
    struct sw_grid grid = random_grid(dice, width, height);
    uint32_t kind = sw_dice_below(dice, 3), colours = 1 + sw_dice_below(dice, 4);

    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            uint8_t *cell = &grid.cell[y][x];

            *cell = kind == 0 || one_in(dice, 3) ? (uint8_t)(sw_dice_below(dice, colours + 1)) : 0;
            if (kind == 2 && x > 0 && one_in(dice, 2))
                *cell = cell[-1];
        }
    }
    *canvas = sw_canvas_of(&grid);
    memset(memory, 0, sizeof *memory);
    sw_canvas_remember(canvas, memory);
    if (one_in(dice, 2)) {
        apply(canvas, "select.largest");
        apply(canvas, "hand.copy");
        apply(canvas, "select.anchor");
        apply(canvas, "layer.save");
    }
    canvas->mode = (uint8_t)(one_in(dice, 2) ? 0 : sw_dice_below(dice, 16));
    apply(canvas, selectors[sw_dice_below(dice, 4)]);
    for (int y = 0; y < height && one_in(dice, 3); y++)
        canvas->selection.row[y] &= sw_dice_bits(dice);
    canvas->whole = canvas->whole && !one_in(dice, 3);
    canvas->number = (uint8_t)sw_dice_below(dice, 4);
    canvas->colour = (uint8_t)sw_dice_below(dice, SW_COLOUR_OWN + 1);
}

/* All but the colour in hand and the memory. */
static bool alike(const struct sw_canvas *a, const struct sw_canvas *b)
{
    return sw_grid_equal(&a->grid, &b->grid) && sw_mask_equal(&a->selection, &b->selection) &&
           sw_mask_equal(&a->anchor, &b->anchor) && a->whole == b->whole && a->mode == b->mode &&
           a->number == b->number && a->x == b->x && a->y == b->y;
}

/* The same edit on the canvas with another colour in hand, or another input. */
START_TEST(test_asks_for)
{
    static struct sw_edit_memory memory, other_memory;
    const struct sw_edit *row = sw_edit_row((uint32_t)_i);
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 7);
    bool coloured = false, looks_back = false;

    for (int k = 0; k < SELDOM; k++) {
        if (k >= CANVASES && coloured >= row->coloured && looks_back >= row->looks_back)
            break;
        struct sw_canvas canvas, other;
        bool colour = one_in(&dice, 2);

        draw(&dice, &canvas, &memory);
        other = canvas;
        other_memory = memory;
        other.memory = &other_memory;
        if (colour)
            other.colour = (uint8_t)sw_dice_below(&dice, SW_COLOUR_OWN + 1);
        else
            other_memory.input = random_grid(&dice, canvas.grid.width, canvas.grid.height);
        sw_edit_do(&canvas, (uint32_t)_i);
        sw_edit_do(&other, (uint32_t)_i);
        if (alike(&canvas, &other))
            continue;
        ck_assert_msg(colour ? row->coloured : row->looks_back,
                      "%s asks for %s and does not say so", row->name,
                      colour ? "the colour in hand" : "the first canvas");
        coloured = coloured || colour;
        looks_back = looks_back || !colour;
    }
    ck_assert_msg(coloured == row->coloured, "%s never asks for the colour in hand", row->name);
    ck_assert_msg(looks_back == row->looks_back, "%s never asks for the first canvas", row->name);
}
END_TEST

static bool swapped(const struct sw_canvas *before, const struct sw_canvas *after)
{
    return sw_mask_equal(&before->selection, &after->anchor) &&
           sw_mask_equal(&before->anchor, &after->selection);
}

static bool has_digit(const struct sw_canvas *canvas, const struct sw_edit *row)
{
    return canvas->colour == row->parameter && canvas->number == row->parameter;
}

static bool emptied(const struct sw_canvas *canvas)
{
    return sw_mask_empty(&canvas->selection) && sw_mask_empty(&canvas->anchor) && !canvas->whole &&
           !canvas->each && canvas->colour == 1 && canvas->number == 1 && canvas->mode == 0;
}

static bool occurs(const struct sw_canvas *canvas)
{
    struct sw_mask cells = canvas->colour == SW_COLOUR_OWN
                               ? sw_mask_none()
                               : sw_grid_colour(&canvas->grid, canvas->colour);

    return !sw_mask_empty(&cells);
}

/* What an edit that has the fact always does, and what another does not do always. */
START_TEST(test_always)
{
    static struct sw_edit_memory memory, was;
    const struct sw_edit *row = sw_edit_row((uint32_t)_i);
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 8);
    bool swaps = true, digit = true, fresh = true, restarts = true, lifts = true, takes = false;

    for (int k = 0; k < CANVASES; k++) {
        struct sw_canvas canvas, before;
        struct sw_grid input;

        draw(&dice, &canvas, &memory);
        input = memory.input = random_grid(&dice, 1 + k % 10, 1 + k % 7);
        before = canvas;
        was = memory;
        sw_edit_do(&canvas, (uint32_t)_i);
        swaps = swaps && swapped(&before, &canvas);
        digit = digit && has_digit(&canvas, row);
        fresh = fresh && emptied(&canvas);
        restarts = restarts && sw_grid_equal(&canvas.grid, &input);
        bool same = memory.has_piece == was.has_piece && sw_grid_equal(&memory.piece, &was.piece) &&
                    sw_mask_equal(&memory.piece_mask, &was.piece_mask);
        takes = takes || !same;
        lifts = lifts && (same || !sw_mask_empty(&before.selection));
        ck_assert_msg(!row->seeks || occurs(&before) || sw_mask_empty(&canvas.selection),
                      "%s selects what has not the colour in hand", row->name);
        ck_assert_msg(canvas.mode == (row->fresh          ? 0
                                      : row->mode != NULL ? row->mode(before.mode)
                                                          : before.mode),
                      "%s sets the mode and does not say so", row->name);
    }
    ck_assert_msg(swaps == row->swaps, "%s: swaps", row->name);
    ck_assert_msg(digit == row->digit, "%s: digit", row->name);
    ck_assert_msg(fresh == row->fresh, "%s: fresh", row->name);
    ck_assert_msg(restarts == row->restarts, "%s: restarts", row->name);
    ck_assert_msg((lifts && takes) == row->lifts, "%s: lifts", row->name);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_facts");
    TCase *t = tcase_create("edit_facts");

    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, test_asks_for, 0, (int)sw_edit_count());
    tcase_add_loop_test(t, test_always, 0, (int)sw_edit_count());
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
