/* edit_select_cell.c - the tokens that select cells wherever organisms are: empty ones, boxes, rows
 * and halves, and the arithmetic of two selections. */
#include "world/edit_private.h"

static struct sw_mask full_of(const struct sw_canvas *canvas)
{
    return sw_mask_full(canvas->grid.width, canvas->grid.height);
}

static struct sw_mask empty_of(const struct sw_canvas *canvas)
{
    return sw_mask_minus(full_of(canvas), sw_grid_occupied(&canvas->grid));
}

void sw_select_everything(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select_whole(canvas);
}

void sw_select_background(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, empty_of(canvas));
}

void sw_select_holes(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid);

    (void)unused;
    sw_canvas_select(canvas, sw_mask_holes(&occupied, grid->width, grid->height));
}

void sw_select_outside(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid);

    (void)unused;
    sw_canvas_select(canvas, sw_mask_minus(empty_of(canvas),
                                           sw_mask_holes(&occupied, grid->width, grid->height)));
}

void sw_select_others(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_mask_minus(sw_grid_occupied(&canvas->grid), canvas->selection));
}

void sw_select_complement(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_mask_minus(full_of(canvas), canvas->selection));
}

/* --- boxes of the selected pieces; selected cells that are all empty are one piece here --- */

static uint32_t boxes_of(const struct sw_canvas *canvas, struct sw_box box[SW_ORGANISMS_MAX])
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint32_t count;
    const struct sw_organism *piece = sw_canvas_view(canvas, room, &count);

    for (uint32_t k = 0; k < count; k++)
        box[k] = piece[k].box;
    if (count == 0 && !sw_mask_empty(&canvas->selection))
        box[count++] = sw_mask_box(&canvas->selection);
    return count;
}

static struct sw_mask boxed(const struct sw_canvas *canvas)
{
    struct sw_box box[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count = boxes_of(canvas, box);

    for (uint32_t k = 0; k < count; k++)
        for (int y = box[k].y0; y < box[k].y1; y++)
            cells.row[y] |= (1u << box[k].x1) - (1u << box[k].x0);
    return cells;
}

void sw_select_box(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, boxed(canvas));
}

void sw_select_room(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_mask_and(boxed(canvas), empty_of(canvas)));
}

void sw_select_inside(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = sw_mask_and(boxed(canvas), sw_grid_occupied(&canvas->grid));

    (void)unused;
    sw_canvas_select(canvas, sw_mask_minus(cells, canvas->selection));
}

void sw_select_corners(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_box box[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count = boxes_of(canvas, box);

    (void)unused;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t both = 1u << box[k].x0 | 1u << (box[k].x1 - 1);

        cells.row[box[k].y0] |= both;
        cells.row[box[k].y1 - 1] |= both;
    }
    sw_canvas_select(canvas, cells);
}

void sw_select_centre(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_box box[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count = boxes_of(canvas, box);

    (void)unused;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t x = box[k].x0 + box[k].x1 - 1u, y = box[k].y0 + box[k].y1 - 1u;
        uint32_t both = 1u << x / 2 | 1u << (x + 1) / 2;

        cells.row[y / 2] |= both;
        cells.row[(y + 1) / 2] |= both;
    }
    sw_canvas_select(canvas, cells);
}

/* --- around, within and between selected cells --- */

void sw_select_between(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = sw_mask_none(), empty = empty_of(canvas), above, below;
    const uint32_t *row = canvas->selection.row;

    (void)unused;
    above.row[0] = 0;
    below.row[SW_STRIDE - 1] = 0;
    for (int y = 1; y < SW_STRIDE; y++) {
        above.row[y] = above.row[y - 1] | row[y - 1];
        below.row[SW_STRIDE - 1 - y] = below.row[SW_STRIDE - y] | row[SW_STRIDE - y];
    }
    for (int y = 0; y < canvas->grid.height; y++) {
        uint32_t across = 0;

        if (row[y] != 0)
            across = (2u << (31 - __builtin_clz(row[y]))) - (row[y] & -row[y]);
        cells.row[y] = (across | (above.row[y] & below.row[y])) & empty.row[y] & ~row[y];
    }
    sw_canvas_select(canvas, cells);
}

void sw_select_rim(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas,
                     sw_mask_rim(&canvas->selection, canvas->grid.width, canvas->grid.height));
}

void sw_select_core(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask narrow, core = sw_mask_none();

    (void)unused;
    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t row = canvas->selection.row[y];

        narrow.row[y] = row & row << 1 & row >> 1;
    }
    for (int y = 1; y < SW_STRIDE - 1; y++)
        core.row[y] = narrow.row[y - 1] & narrow.row[y] & narrow.row[y + 1];
    sw_canvas_select(canvas, core);
}

void sw_select_grow(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas,
                     sw_mask_grow(canvas->selection, 8, canvas->grid.width, canvas->grid.height));
}

void sw_select_rows(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = full_of(canvas);

    (void)unused;
    for (int y = 0; y < SW_STRIDE; y++)
        cells.row[y] = canvas->selection.row[y] != 0 ? cells.row[y] : 0;
    sw_canvas_select(canvas, cells);
}

void sw_select_columns(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = full_of(canvas);
    uint32_t any = 0;

    (void)unused;
    for (int y = 0; y < SW_STRIDE; y++)
        any |= canvas->selection.row[y];
    for (int y = 0; y < SW_STRIDE; y++)
        cells.row[y] &= any;
    sw_canvas_select(canvas, cells);
}

/* --- parts of the canvas --- */

void sw_select_half(struct sw_canvas *canvas, uint8_t direction)
{
    uint8_t width = canvas->grid.width, height = canvas->grid.height;
    struct sw_box box = {0, 0, width, height};

    if (direction == SW_UP)
        box.y1 = height / 2;
    else if (direction == SW_DOWN)
        box.y0 = (uint8_t)(height - height / 2);
    else if (direction == SW_LEFT)
        box.x1 = width / 2;
    else
        box.x0 = (uint8_t)(width - width / 2);
    sw_canvas_select(canvas, sw_box_mask(box));
}

void sw_select_separators(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = full_of(canvas);
    uint32_t rows, columns;

    (void)unused;
    sw_canvas_separators(&canvas->grid, &rows, &columns);
    for (int y = 0; y < canvas->grid.height; y++)
        cells.row[y] &= rows >> y & 1u ? UINT32_MAX : columns;
    sw_canvas_select(canvas, cells);
}

void sw_select_focus(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cell = sw_mask_none();

    (void)unused;
    sw_mask_set(&cell, canvas->focus_x, canvas->focus_y);
    sw_canvas_select(canvas, sw_mask_and(cell, full_of(canvas)));
}

/* --- two selections --- */

void sw_select_anchor(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask selection = canvas->selection;

    (void)unused;
    sw_canvas_select(canvas, canvas->anchor);
    canvas->anchor = selection;
}

void sw_select_meet(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_mask_and(canvas->selection, canvas->anchor));
}

void sw_select_join(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_mask_or(canvas->selection, canvas->anchor));
}

void sw_select_less(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_mask_minus(canvas->selection, canvas->anchor));
}
