/* edit_sketch.h - for the tests of acts that continue patterns and symmetries: canvases that have
 * one, of which a part is hidden, and what is known of them, told plainly. */
#ifndef SW_TESTS_UNIT_WORLD_EDIT_EDIT_SKETCH_H
#define SW_TESTS_UNIT_WORLD_EDIT_EDIT_SKETCH_H

#include "tests/unit/world/edit/edit_twin.h"
#include "tests/reference/plain_sketch.h"

static inline int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* --- canvases --- */

static inline int positive(int number, int length)
{
    return (number % length + length) % length;
}

static inline void fill_period(struct sw_dice *dice, struct sw_grid *grid, uint32_t colours)
{
    int px = 1 + (int)sw_dice_below(dice, 5), py = 1 + (int)sw_dice_below(dice, 5);
    int shift = sw_dice_below(dice, 3) == 0 ? (int)sw_dice_below(dice, (uint32_t)px) : 0;
    uint8_t tile[5][5];

    for (int k = 0; k < 25; k++)
        tile[k / 5][k % 5] = (uint8_t)sw_dice_below(dice, colours);
    foreach (grid, x, y)
        grid->cell[y][x] = tile[y % py][positive(x - shift * (y / py), px)];
}

static inline void fill_stairs(struct sw_dice *dice, struct sw_grid *grid, uint32_t colours)
{
    int dx = (int)sw_dice_below(dice, 5) - 2, dy = 1 + (int)sw_dice_below(dice, 2);

    foreach (grid, x, y)
        grid->cell[y][x] = y >= dy && inside(grid, x - dx, y - dy)
                               ? grid->cell[y - dy][x - dx]
                               : (uint8_t)sw_dice_below(dice, colours);
}

/* Alike under mirrors or turns about (a / 2, b / 2). */
static inline void fill_symmetry(struct sw_dice *dice, struct sw_grid *grid, uint32_t colours)
{
    int a = grid->width - 1 + (int)sw_dice_below(dice, 4) - 1;
    int b = grid->height - 1 + (int)sw_dice_below(dice, 4) - 1;
    uint32_t kind = sw_dice_below(dice, 6), density = 1 + sw_dice_below(dice, 3);
    uint8_t *cell = &grid->cell[0][0];

    foreach (grid, x, y)
        grid->cell[y][x] =
            sw_dice_below(dice, density) == 0 ? (uint8_t)sw_dice_below(dice, colours) : 0;
    for (int pass = 0; pass < 4; pass++) {
        foreach (grid, x, y) {
            int to_x = x, to_y = y;
            if (kind == 0 || kind == 3)
                to_x = a - x;
            else if (kind == 1 || (kind == 4 && pass % 2 == 0))
                to_y = b - y;
            else if (kind == 2 || kind == 4)
                to_x = a - x, to_y = b - y;
            else if ((a + b) % 2 == 0)
                to_x = (a + b) / 2 - y, to_y = (b - a) / 2 + x;
            if (kind == 3 && pass % 2 == 0)
                to_x = y + (a - b) / 2, to_y = x - (a - b) / 2;
            if (inside(grid, to_x, to_y))
                cell[SW_STRIDE * to_y + to_x] = grid->cell[y][x];
        }
    }
}

static inline struct sw_canvas random_pattern(struct sw_dice *dice)
{
    int most = sw_dice_below(dice, 12) == 0 ? 30 : 11;
    int width = sw_dice_between(dice, 1, most), height = sw_dice_between(dice, 1, most);
    struct sw_grid grid = sw_grid_empty(width, height);
    uint32_t colours = 2 + sw_dice_below(dice, 4), kind = sw_dice_below(dice, 8);
    uint8_t hand = (uint8_t)sw_dice_below(dice, SW_COLOURS);
    struct sw_canvas canvas;

    if (kind < 3)
        fill_period(dice, &grid, colours);
    else if (kind == 3)
        fill_stairs(dice, &grid, colours);
    else if (kind < 7)
        fill_symmetry(dice, &grid, colours);
    else
        grid = random_grid(dice, width, height);
    for (uint32_t left = sw_dice_below(dice, 4); left > 0; left--) {
        int x0 = (int)sw_dice_below(dice, (uint32_t)width);
        int y0 = (int)sw_dice_below(dice, (uint32_t)height);
        int x1 = x0 + (int)sw_dice_below(dice, 4), y1 = y0 + (int)sw_dice_below(dice, 4);
        foreach (&grid, x, y)
            if (x >= x0 && x <= x1 && y >= y0 && y <= y1)
                grid.cell[y][x] = hand;
    }
    if (sw_dice_below(dice, 8) == 0)
        grid.cell[height / 2][width / 3] = (uint8_t)sw_dice_below(dice, SW_COLOURS);
    canvas = sw_canvas_of(&grid);
    canvas.colour = hand == 0 && sw_dice_below(dice, 2) == 0 ? SW_COLOUR_OWN : hand;
    if (sw_dice_below(dice, 2) == 0)
        canvas.colour = 0;
    canvas.mode = (uint8_t)sw_dice_below(dice, 4);
    canvas.selection = random_cells(dice, &grid);
    if (sw_dice_below(dice, 3) == 0)
        canvas.selection = sw_grid_occupied(&grid);
    if (sw_dice_below(dice, 4) == 0) {
        canvas.selection = sw_mask_full(width, height);
        canvas.whole = true;
    }
    return canvas;
}

/* --- what is known --- */

static inline void sketch_of(const struct plain *p, struct sw_plain_sketch *out)
{
    sw_plain_sketch_of(&p->was, ink(p, 0), out);
}

/* Writes what became known; selects it if there is any. */
static inline void reveal(struct plain *p, const struct sw_plain_sketch *before,
                          const struct sw_plain_sketch *after)
{
    bool any = false;

    foreach (&p->was, x, y)
        any = any || before->colour[y][x] != after->colour[y][x];
    if (any)
        nothing_selected(p);
    foreach (&p->was, x, y)
        if (before->colour[y][x] != after->colour[y][x])
            put(p, x, y, (uint8_t)after->colour[y][x], true);
}

/* Hides four by four cells on the left half with colour 9, and takes it in hand. */
static inline struct sw_canvas hide(struct sw_dice *dice, const struct sw_grid *grid)
{
    struct sw_canvas canvas = sw_canvas_of(grid);
    int x0 = (int)sw_dice_below(dice, (uint32_t)grid->width / 2 - 4);
    int y0 = (int)sw_dice_below(dice, (uint32_t)grid->height - 4);

    foreach (grid, x, y)
        if (x >= x0 && x < x0 + 4 && y >= y0 && y < y0 + 4)
            canvas.grid.cell[y][x] = 9;
    canvas.colour = 9;
    return canvas;
}

/* --- the comparison --- */

/* The act and its twin do the same on that many canvases, half of them prepared. */
static inline void compare(const char *name, void (*twin)(struct plain *p), uint32_t cases,
                           void (*prepare)(struct sw_dice *dice, struct sw_canvas *canvas))
{
    int token = sw_edit_find(name, strlen(name));
    static struct plain want;
    uint32_t changed = 0;

    for (uint32_t k = 0; k < cases; k++) {
        struct sw_dice dice = sw_dice_at(23, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = random_pattern(&dice);

        if (prepare != NULL && k % 2 == 0)
            prepare(&dice, &canvas);
        plain_of(&canvas, &want);
        twin(&want);
        bool said = sw_edit_apply(&canvas, token);
        quick_assert(said == !sw_grid_equal(&want.was, &canvas.grid));
        assert_as(&canvas, &want, name);
        changed += said;
    }
    ck_assert_msg(changed > 1500, "%s changed %u canvases only", name, changed);
}

#endif
