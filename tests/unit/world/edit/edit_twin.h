/* edit_twin.h - for the tests of acts: a canvas told plainly, on which an act is done as its row
 * says, cell by cell, to be compared with the act itself on random canvases. */
#ifndef SW_TESTS_UNIT_WORLD_EDIT_EDIT_TWIN_H
#define SW_TESTS_UNIT_WORLD_EDIT_EDIT_TWIN_H

#include "base/random.h"
#include "world/edit/edit.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

/* All cells of the grid, row by row; a name that clang-format knows as a loop. */
#define foreach(grid, x, y)                                                                        \
    for (int y = 0; y < (grid)->height; y++)                                                       \
        for (int x = 0; x < (grid)->width; x++)

/* A canvas told plainly. Acts read `was` and write `grid` and `selected`. */
struct plain {
    struct sw_grid was, grid;
    struct sw_mask before, anchor; /* selected before */
    bool selected[SW_SIDE_MAX][SW_SIDE_MAX];
    bool whole;
    uint8_t colour, number, mode, parameter;
    int x, y;
    struct sw_organism piece[SW_ORGANISMS_MAX]; /* of the selection; whole: the canvas */
    uint32_t pieces;
};

static inline struct sw_connection connection_of(uint8_t mode)
{
    return (struct sw_connection){(mode & SW_MODE_FOUR) != 0 ? 4 : 8, (mode & SW_MODE_ANY) == 0};
}

/* The commonest of the ten colours, not 0 if there is another, the lower on a tie. */
static inline uint8_t commonest(const uint32_t cells[SW_COLOURS])
{
    uint8_t best = 0;

    for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
        if (cells[colour] > 0 && (best == 0 || cells[colour] > cells[best]))
            best = colour;
    }
    return best;
}

static inline struct sw_organism canvas_piece(const struct sw_grid *grid)
{
    struct sw_organism out = {.box = {0, 0, grid->width, grid->height}};
    uint32_t cells[SW_COLOURS] = {0};

    foreach (grid, x, y) {
        sw_mask_set(&out.mask, x, y);
        cells[grid->cell[y][x]]++;
    }
    out.cells = (uint16_t)(grid->width * grid->height);
    out.colour = commonest(cells);
    return out;
}

static inline void plain_of(const struct sw_canvas *canvas, struct plain *out)
{
    memset(out, 0, sizeof *out);
    out->was = out->grid = canvas->grid;
    out->before = canvas->selection;
    out->anchor = canvas->anchor;
    out->whole = canvas->whole;
    out->colour = canvas->colour;
    out->number = canvas->number;
    out->mode = canvas->mode;
    foreach (&canvas->grid, x, y)
        out->selected[y][x] = sw_mask_get(&canvas->selection, x, y);
    if (!canvas->whole) {
        out->pieces = sw_organisms(&canvas->grid, &canvas->selection, connection_of(canvas->mode),
                                   out->piece);
        return;
    }
    out->piece[0] = canvas_piece(&canvas->grid);
    out->pieces = 1;
}

/* --- small words for the twins --- */

static inline bool inside(const struct sw_grid *grid, int x, int y)
{
    return x >= 0 && y >= 0 && x < grid->width && y < grid->height;
}

/* The cell as it was; 0 outside. */
static inline uint8_t was(const struct plain *p, int x, int y)
{
    return inside(&p->was, x, y) ? p->was.cell[y][x] : 0;
}

/* Whether it was selected. */
static inline bool chosen(const struct plain *p, int x, int y)
{
    return inside(&p->was, x, y) && sw_mask_get(&p->before, x, y);
}

static inline uint8_t ink(const struct plain *p, uint8_t own)
{
    return p->colour == SW_COLOUR_OWN ? own : p->colour;
}

static inline void nothing_selected(struct plain *p)
{
    memset(p->selected, 0, sizeof p->selected);
    p->whole = false;
}

static inline void all_selected(struct plain *p)
{
    memset(p->selected, 0, sizeof p->selected);
    foreach (&p->grid, x, y)
        p->selected[y][x] = true;
    p->whole = true;
}

/* A new canvas of this size, if there can be one. */
static inline bool renew(struct plain *p, int width, int height)
{
    if (width < 1 || height < 1 || width > SW_SIDE_MAX || height > SW_SIDE_MAX)
        return false;
    p->grid = sw_grid_empty(width, height);
    all_selected(p);
    return true;
}

static inline void put(struct plain *p, int x, int y, uint8_t colour, bool select)
{
    if (!inside(&p->grid, x, y))
        return;
    p->grid.cell[y][x] = colour;
    p->selected[y][x] = p->selected[y][x] || select;
}

static inline struct sw_box box_of(const struct sw_mask *mask)
{
    struct sw_box box = {SW_SIDE_MAX, SW_SIDE_MAX, 0, 0};

    for (int y = 0; y < SW_SIDE_MAX; y++) {
        for (int x = 0; x < SW_SIDE_MAX; x++) {
            if (!sw_mask_get(mask, x, y))
                continue;
            box.x0 = (uint8_t)(x < box.x0 ? x : box.x0);
            box.y0 = (uint8_t)(y < box.y0 ? y : box.y0);
            box.x1 = (uint8_t)(x >= box.x1 ? x + 1 : box.x1);
            box.y1 = (uint8_t)(y >= box.y1 ? y + 1 : box.y1);
        }
    }
    return box;
}

static inline bool nowhere(const struct sw_mask *mask)
{
    return box_of(mask).x1 == 0;
}

/* The pieces become bodies: a whole canvas falls into its organisms. */
static inline void take_bodies(struct plain *p)
{
    if (p->whole)
        p->pieces = sw_organisms(&p->was, NULL, connection_of(p->mode), p->piece);
}

/* --- canvases that suit them, and the comparison --- */

static inline struct sw_grid with_lines(struct sw_dice *dice)
{
    struct sw_grid out = random_canvas(dice);
    uint8_t colour = (uint8_t)(1 + sw_dice_below(dice, 9));
    int across = 2 + (int)sw_dice_below(dice, 6), down = 2 + (int)sw_dice_below(dice, 6);
    uint32_t kind = sw_dice_below(dice, 3);

    foreach (&out, x, y) {
        if ((kind != 0 && x % across == across - 1) || (kind != 1 && y % down == down - 1))
            out.cell[y][x] = colour;
    }
    return out;
}

/* Cells, rows or columns come several times. */
static inline struct sw_grid with_doubles(struct sw_dice *dice)
{
    struct sw_grid small = random_canvas(dice), out;
    int across = 1 + (int)sw_dice_below(dice, 3), down = 1 + (int)sw_dice_below(dice, 3);

    if (sw_dice_below(dice, 2) == 0)
        down = across;
    int width = small.width * across, height = small.height * down;
    out = sw_grid_empty(width < SW_SIDE_MAX ? width : SW_SIDE_MAX,
                        height < SW_SIDE_MAX ? height : SW_SIDE_MAX);
    foreach (&out, x, y)
        out.cell[y][x] = small.cell[y / down][x / across];
    return out;
}

static inline struct sw_mask random_cells(struct sw_dice *dice, const struct sw_grid *grid)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count, kind = sw_dice_below(dice, 8);

    if (kind == 0)
        return sw_mask_none();
    if (kind < 4) {
        struct sw_grid shape = random_grid(dice, grid->width, grid->height);
        return sw_grid_occupied(&shape);
    }
    count = sw_organisms(grid, NULL, (struct sw_connection){8, true}, organisms);
    if (count == 0)
        return sw_mask_none();
    struct sw_mask out = organisms[sw_dice_below(dice, count)].mask;
    if (kind < 6)
        out = sw_mask_or(out, organisms[sw_dice_below(dice, count)].mask);
    return out;
}

static inline struct sw_canvas random_start(struct sw_dice *dice)
{
    uint32_t kind = sw_dice_below(dice, 6);
    struct sw_grid grid = kind < 3    ? random_canvas(dice)
                          : kind == 3 ? random_grid(dice, 1 + (int)sw_dice_below(dice, 6),
                                                    1 + (int)sw_dice_below(dice, 6))
                          : kind == 4 ? with_lines(dice)
                                      : with_doubles(dice);
    struct sw_canvas canvas = sw_canvas_of(&grid);

    canvas.selection = random_cells(dice, &grid);
    canvas.anchor = random_cells(dice, &grid);
    if (sw_dice_below(dice, 4) == 0) {
        canvas.selection = sw_mask_full(grid.width, grid.height);
        canvas.whole = true;
    } else if (sw_dice_below(dice, 4) == 0) {
        canvas.selection = sw_grid_occupied(&grid);
    }
    canvas.colour = (uint8_t)sw_dice_below(dice, SW_COLOUR_OWN + 1);
    canvas.number = (uint8_t)sw_dice_below(dice, sw_dice_below(dice, 5) == 0 ? 256 : 5);
    canvas.mode = (uint8_t)(sw_dice_below(dice, 2) == 0 ? 0 : sw_dice_below(dice, 4));
    return canvas;
}

static inline void assert_as(const struct sw_canvas *canvas, const struct plain *want,
                             const char *name)
{
    char before[1024], got[1024], text[1024];

    assert_sound(&canvas->grid);
    if (!sw_grid_equal(&canvas->grid, &want->grid))
        ck_abort_msg("%s makes of\n%s\n%sinstead of\n%s", name, picture_write(&want->was, before),
                     picture_write(&canvas->grid, got), picture_write(&want->grid, text));
    for (int y = 0; y < SW_STRIDE; y++) {
        for (int x = 0; x < SW_STRIDE; x++) {
            bool selected = x < SW_SIDE_MAX && y < SW_SIDE_MAX && want->selected[y][x];
            if (sw_mask_get(&canvas->selection, x, y) != selected)
                ck_abort_msg("after %s cell (%d, %d) is %sselected; it was\n%s", name, x, y,
                             selected ? "not " : "", picture_write(&want->was, before));
        }
    }
    if (canvas->whole != want->whole || canvas->x != want->x || canvas->y != want->y)
        ck_abort_msg("after %s whole is %d, the place is %d, %d instead of %d, %d", name,
                     canvas->whole, canvas->x, canvas->y, want->x, want->y);
}

/* The plain twin of the rows whose names begin so. */
struct twin {
    const char *prefix;
    void (*act)(struct plain *p);
};

/* Compares every row that one of the twins (the first that fits) belongs to; there are `expected`.
 */
static inline void compare_acts(const struct twin *twins, size_t count, uint32_t expected,
                                uint32_t cases)
{
    static struct plain want;
    uint32_t changed[SW_EDITS_MAX] = {0}, rows = 0;
    sw_edit_token token[SW_EDITS_MAX];
    const struct twin *twin[SW_EDITS_MAX];

    for (uint32_t k = 0; k < sw_edit_count(); k++) {
        const char *name = sw_edit_row(k)->name;
        size_t found = 0;
        while (found < count &&
               strncmp(name, twins[found].prefix, strlen(twins[found].prefix)) != 0)
            found++;
        if (found == count)
            continue;
        token[rows] = (sw_edit_token)k;
        twin[rows++] = &twins[found];
    }
    ck_assert_uint_eq(rows, expected);
    for (uint32_t k = 0; k < cases; k++) {
        struct sw_dice dice = sw_dice_at(18, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = random_start(&dice);
        uint32_t row = k % rows;
        const struct sw_edit *edit = sw_edit_row(token[row]);

        plain_of(&canvas, &want);
        want.parameter = edit->parameter;
        twin[row]->act(&want);
        bool said = sw_edit_apply(&canvas, token[row]);
        quick_assert(said == !sw_grid_equal(&want.was, &canvas.grid));
        assert_as(&canvas, &want, edit->name);
        changed[row] += said;
    }
    for (uint32_t k = 0; k < rows; k++)
        ck_assert_msg(changed[k] > 20, "%s changed %u canvases only", sw_edit_row(token[k])->name,
                      changed[k]);
}

#endif
