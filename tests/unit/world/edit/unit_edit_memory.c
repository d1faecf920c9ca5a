/* unit_edit_memory.c - layers, the piece in hand and what else edits come back to, on random
 * canvases against plain loops over cells. */
#include "tests/unit/world/edit/edit_plain.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

#define CASES 3000

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* A canvas and a memory with layers, a piece, a previous canvas; everything at random. */
static struct sw_canvas random_memory(struct sw_dice *dice, struct sw_edit_memory *memory)
{
    struct sw_canvas canvas = plain_random(dice);
    int layers = (int)sw_dice_below(dice, 4);

    canvas.x = (int8_t)sw_dice_between(dice, -3, 9);
    canvas.y = (int8_t)sw_dice_between(dice, -3, 9);
    sw_canvas_remember(&canvas, memory);
    memory->input = random_canvas(dice);
    for (int k = 0; k < layers; k++) {
        bool one_size = sw_dice_below(dice, 3) == 0;
        struct sw_grid grid = one_size ? random_grid(dice, canvas.grid.width, canvas.grid.height)
                                       : random_canvas(dice);

        memory->layer[memory->layers++] = (struct sw_layer){
            grid, (int8_t)sw_dice_between(dice, -3, 9), (int8_t)sw_dice_between(dice, -3, 9)};
    }
    memory->previous = (struct sw_layer){
        sw_dice_below(dice, 2) == 0 ? canvas.grid : random_canvas(dice),
        (int8_t)sw_dice_between(dice, -3, 9), (int8_t)sw_dice_between(dice, -3, 9)};
    for (int k = 0; k < 5; k++) {
        int x = (int)sw_dice_below(dice, memory->previous.grid.width);
        int y = (int)sw_dice_below(dice, memory->previous.grid.height);

        memory->previous.grid.cell[y][x] = (uint8_t)sw_dice_below(dice, SW_COLOURS);
    }
    memory->previous_selection = sw_mask_none();
    memory->previous_whole = false;
    memory->has_previous = sw_dice_below(dice, 4) > 0;
    memory->has_piece = sw_dice_below(dice, 8) > 0;
    memory->piece = random_grid(dice, sw_dice_between(dice, 1, 4), sw_dice_between(dice, 1, 4));
    struct sw_grid shape = random_grid(dice, memory->piece.width, memory->piece.height);
    memory->piece_mask = sw_grid_occupied(&shape);
    if (sw_mask_empty(&memory->piece_mask))
        sw_mask_set(&memory->piece_mask, 0, 0);
    return canvas;
}

/* Where a layer's corner lies on the canvas: on its corner if the sizes are one, else by place. */
static void find_offset(const struct plain *plain, const struct sw_layer *layer, int *dx, int *dy)
{
    bool one_size = layer->grid.width == plain->width && layer->grid.height == plain->height;

    *dx = one_size ? 0 : layer->x - plain->x;
    *dy = one_size ? 0 : layer->y - plain->y;
}

/* The layer's colour at a cell of the canvas; 0 where there is no layer. */
static int layer_at(const struct plain *plain, const struct sw_layer *layer, int x, int y,
                    bool *inside)
{
    int dx, dy;

    find_offset(plain, layer, &dx, &dy);
    *inside =
        x - dx >= 0 && y - dy >= 0 && x - dx < layer->grid.width && y - dy < layer->grid.height;
    return *inside ? layer->grid.cell[y - dy][x - dx] : 0;
}

/* --- selecting --- */

static bool piece_fits(const struct plain *plain, const struct sw_edit_memory *memory, int x, int y)
{
    if (x + memory->piece.width > plain->width || y + memory->piece.height > plain->height)
        return false;
    for (int j = 0; j < memory->piece.height; j++)
        for (int i = 0; i < memory->piece.width; i++)
            if (sw_mask_get(&memory->piece_mask, i, j) &&
                plain->cell[y + j][x + i] != memory->piece.cell[j][i])
                return false;
    return true;
}

static void select_matches(struct plain *plain, const struct sw_edit_memory *memory)
{
    memset(plain->selected, 0, sizeof plain->selected);
    plain->whole = false;
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            for (int j = 0; j < memory->piece.height && piece_fits(plain, memory, x, y); j++)
                for (int i = 0; i < memory->piece.width; i++)
                    if (sw_mask_get(&memory->piece_mask, i, j))
                        plain->selected[y + j][x + i] = true;
}

static void select_by_memory(struct plain *plain, const struct sw_edit_memory *memory,
                             const char *name, int ground)
{
    const struct sw_layer input = {memory->input, 0, 0};
    const struct sw_layer *layer = &memory->layer[memory->layers > 0 ? memory->layers - 1 : 0];

    if ((named(name, "select.matches") && !memory->has_piece) ||
        (strncmp(name, "select.layer", 12) == 0 && memory->layers == 0))
        return;
    if (named(name, "select.matches")) {
        select_matches(plain, memory);
        return;
    }
    plain->whole = false;
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            bool inside, chosen;

            if (named(name, "select.input"))
                chosen = layer_at(plain, &input, x, y, &inside) != ground && inside;
            else if (named(name, "select.edited"))
                chosen = memory->has_previous &&
                         layer_at(plain, &memory->previous, x, y, &inside) != plain->cell[y][x];
            else if (named(name, "select.layer"))
                chosen = layer_at(plain, layer, x, y, &inside) != 0;
            else
                chosen = layer_at(plain, layer, x, y, &inside) == plain->colour && inside;
            plain->selected[y][x] = chosen;
        }
    }
}

START_TEST(test_selecting)
{
    static const char *const names[] = {"select.matches", "select.edited", "select.input",
                                        "select.layer", "select.layer.colour"};
    uint32_t some[5] = {0};

    for (uint32_t k = 0; k < 5 * CASES; k++) {
        struct sw_dice dice = sw_dice_at(35, SW_RANDOM_TEST, k, 1);
        struct sw_edit_memory memory;
        struct sw_canvas canvas = random_memory(&dice, &memory);
        const char *name = names[k % 5];

        canvas.ground = (uint8_t)(sw_dice_below(&dice, 2) * sw_dice_below(&dice, SW_COLOURS));
        struct plain want = plain_of(&canvas);
        select_by_memory(&want, &memory, name, canvas.ground);
        quick_assert(!sw_edit_apply(&canvas, token_of(name)));
        plain_same(&canvas, &want, name);
        some[k % 5] += !sw_mask_empty(&canvas.selection);
    }
    for (int k = 0; k < 5; k++)
        ck_assert_msg(some[k] > 200, "%s selected something %u times only", names[k], some[k]);
}
END_TEST

/* --- the piece in hand --- */

static void lay_piece(struct plain *plain, const struct sw_edit_memory *memory, int x, int y)
{
    for (int j = 0; j < memory->piece.height; j++) {
        for (int i = 0; i < memory->piece.width; i++) {
            if (!sw_mask_get(&memory->piece_mask, i, j) || !plain_inside(plain, x + i, y + j))
                continue;
            plain->cell[y + j][x + i] = memory->piece.cell[j][i];
            plain->selected[y + j][x + i] = true;
        }
    }
}

/* Places are cells here: the corners of pieces' boxes, or what is selected. */
static void lay_pieces(struct plain *plain, const struct sw_edit_memory *memory, const char *name)
{
    static struct plain_bodies pieces;
    bool place[SIDE][SIDE] = {{false}}, any = false, some = false;
    int dx = named(name, "act.stamp") ? (memory->piece.width - 1) / 2 : 0;
    int dy = named(name, "act.stamp") ? (memory->piece.height - 1) / 2 : 0;
    int left = SIDE, top = SIDE;

    plain_pieces(plain, &pieces);
    for (int k = 0; k < pieces.count; k++) {
        if (pieces.body[k].cells < 0)
            continue;
        place[pieces.body[k].y0][pieces.body[k].x0] = true;
        any = true;
    }
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            some = some || plain->selected[y][x];
            left = plain->selected[y][x] && x < left ? x : left;
            top = plain->selected[y][x] && y < top ? y : top;
        }
    }
    if (!some || !memory->has_piece)
        return;
    if (!any)
        place[top][left] = true;
    if (named(name, "act.stamp"))
        memcpy(place, plain->selected, sizeof place);
    memset(plain->selected, 0, sizeof plain->selected);
    plain->whole = false;
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            if (place[y][x])
                lay_piece(plain, memory, x - dx, y - dy);
}

START_TEST(test_pieces)
{
    static const char *const names[] = {"act.paste", "act.stamp"};
    uint32_t changed = 0;

    for (uint32_t k = 0; k < 2 * CASES; k++) {
        struct sw_dice dice = sw_dice_at(36, SW_RANDOM_TEST, k, 1);
        struct sw_edit_memory memory;
        struct sw_canvas canvas = random_memory(&dice, &memory);
        struct plain want = plain_of(&canvas);

        lay_pieces(&want, &memory, names[k % 2]);
        changed += sw_edit_apply(&canvas, token_of(names[k % 2]));
        plain_same(&canvas, &want, names[k % 2]);
    }
    ck_assert_uint_gt(changed, CASES);
}
END_TEST

START_TEST(test_copy)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(37, SW_RANDOM_TEST, k, 1);
        struct sw_edit_memory memory;
        struct sw_canvas canvas = random_memory(&dice, &memory), before = canvas;
        struct sw_box box = sw_mask_box(&canvas.selection);
        struct sw_edit_memory was = memory;

        sw_edit_apply(&canvas, token_of("hand.copy"));
        quick_assert(memcmp(&canvas, &before, sizeof canvas) == 0);
        if (sw_mask_empty(&canvas.selection)) {
            quick_assert(memcmp(&memory, &was, sizeof memory) == 0);
            continue;
        }
        quick_assert(memory.has_piece);
        quick_assert(memory.piece.width == box.x1 - box.x0);
        quick_assert(memory.piece.height == box.y1 - box.y0);
        for (int y = 0; y < memory.piece.height; y++) {
            for (int x = 0; x < memory.piece.width; x++) {
                quick_assert(memory.piece.cell[y][x] == canvas.grid.cell[box.y0 + y][box.x0 + x]);
                quick_assert(sw_mask_get(&memory.piece_mask, x, y) ==
                             sw_mask_get(&canvas.selection, box.x0 + x, box.y0 + y));
            }
        }
    }
}
END_TEST

/* --- layers --- */

/* What becomes of a cell: of the canvas `own` and the layer `other`. */
static int merged(const char *name, int own, int other)
{
    if (named(name, "layer.over"))
        return own != 0 ? own : other;
    if (named(name, "layer.under"))
        return other != 0 ? other : own;
    return own != 0 ? 0 : other; /* layer.erase */
}

/* Lays by the frame of the canvas, or by that of the layer. */
static void merge(struct plain *plain, const struct sw_layer *layer, const char *name)
{
    bool by_layer = named(name, "layer.over") || named(name, "layer.erase"), inside;
    struct plain before = *plain;
    int dx, dy;

    find_offset(plain, layer, &dx, &dy);
    memset(plain->selected, 0, sizeof plain->selected);
    plain->whole = false;
    if (by_layer) {
        plain->width = layer->grid.width;
        plain->height = layer->grid.height;
        plain->x = layer->x;
        plain->y = layer->y;
        memset(plain->anchor, 0, sizeof plain->anchor);
    }
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            int from_x = by_layer ? x + dx : x, from_y = by_layer ? y + dy : y;
            int own = plain_at(&before, from_x, from_y);
            int other = layer_at(&before, layer, from_x, from_y, &inside);

            own = own < 0 ? 0 : own;
            plain->cell[y][x] = merged(name, own, other);
            plain->selected[y][x] = named(name, "layer.over")    ? own != 0
                                    : named(name, "layer.under") ? other != 0
                                                                 : plain->cell[y][x] != 0;
            if (by_layer && plain_inside(&before, from_x, from_y))
                plain->anchor[y][x] = before.anchor[from_y][from_x];
        }
    }
}

/* Puts the canvas to the right of the layer or below it; false if there is no room. */
static bool put_beside(struct plain *plain, const struct sw_layer *layer, bool right)
{
    struct plain before = *plain;
    int dx = right ? layer->grid.width : 0, dy = right ? 0 : layer->grid.height;
    int width = before.width + dx, height = before.height + dy;

    width = width < layer->grid.width ? layer->grid.width : width;
    height = height < layer->grid.height ? layer->grid.height : height;
    if (width > SIDE || height > SIDE)
        return false;
    memset(plain->anchor, 0, sizeof plain->anchor);
    plain->width = width;
    plain->height = height;
    plain->x = layer->x;
    plain->y = layer->y;
    plain->whole = true;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            int own = plain_at(&before, x - dx, y - dy);
            bool inside = x < layer->grid.width && y < layer->grid.height;

            plain->cell[y][x] = own > 0 ? own : inside ? layer->grid.cell[y][x] : 0;
            plain->selected[y][x] = true;
            if (own >= 0)
                plain->anchor[y][x] = before.anchor[y - dy][x - dx];
        }
    }
    return true;
}

START_TEST(test_layers)
{
    static const char *const names[] = {"layer.over", "layer.under", "layer.erase", "layer.right",
                                        "layer.below"};
    uint32_t changed[5] = {0};

    for (uint32_t k = 0; k < 5 * CASES; k++) {
        struct sw_dice dice = sw_dice_at(38, SW_RANDOM_TEST, k, 1);
        struct sw_edit_memory memory;
        struct sw_canvas canvas = random_memory(&dice, &memory);
        struct plain want = plain_of(&canvas);
        const char *name = names[k % 5];
        const struct sw_layer top = memory.layer[memory.layers > 0 ? memory.layers - 1 : 0];
        uint8_t layers = memory.layers;

        if (k % 5 < 3 && layers > 0)
            merge(&want, &top, name);
        if (layers > 0 && (k % 5 < 3 || put_beside(&want, &top, k % 5 == 3)))
            layers--;
        changed[k % 5] += sw_edit_apply(&canvas, token_of(name));
        plain_same(&canvas, &want, name);
        quick_assert(memory.layers == layers);
    }
    for (int k = 0; k < 5; k++)
        ck_assert_msg(changed[k] > CASES / 4, "%s changed %u canvases only", names[k], changed[k]);
}
END_TEST

START_TEST(test_stack)
{
    struct sw_grid grid = sw_grid_empty(3, 1);
    struct sw_canvas canvas = sw_canvas_of(&grid);
    struct sw_edit_memory memory;

    sw_canvas_remember(&canvas, &memory);
    for (uint8_t k = 1; k <= 9; k++) { /* one more than there is room for */
        canvas.grid.cell[0][0] = k;
        sw_edit_apply(&canvas, token_of("layer.save"));
    }
    ck_assert_uint_eq(memory.layers, SW_LAYERS_MAX);
    for (int k = 0; k < SW_LAYERS_MAX; k++)
        ck_assert_uint_eq(memory.layer[k].grid.cell[0][0], k + 2);
    sw_edit_apply(&canvas, token_of("layer.turn"));
    ck_assert_uint_eq(memory.layer[0].grid.cell[0][0], 9);
    for (int k = 1; k < SW_LAYERS_MAX; k++)
        ck_assert_uint_eq(memory.layer[k].grid.cell[0][0], k + 1);
    for (int k = 0; k < 20; k++)
        sw_edit_apply(&canvas, token_of("layer.under"));
    ck_assert_uint_eq(memory.layers, 0);
    ck_assert_uint_eq(canvas.grid.cell[0][0], 9);
    sw_edit_apply(&canvas, token_of("layer.turn"));
    ck_assert_uint_eq(memory.layers, 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_memory");
    TCase *t = tcase_create("edit_memory");

    tcase_add_test(t, test_selecting);
    tcase_add_test(t, test_pieces);
    tcase_add_test(t, test_copy);
    tcase_add_test(t, test_layers);
    tcase_add_test(t, test_stack);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
