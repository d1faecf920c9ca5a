/* edit_select_cell.c - the tokens that select cells wherever organisms are: empty ones, boxes, rows
 * and halves, and the arithmetic of two selections. */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_piece.h"

static struct sw_mask full_of(const struct sw_canvas *canvas)
{
    return sw_mask_full(canvas->grid.width, canvas->grid.height);
}

static struct sw_mask empty_of(const struct sw_canvas *canvas)
{
    return sw_mask_minus(full_of(canvas), sw_grid_occupied(&canvas->grid));
}

static void select_everything(struct sw_canvas *canvas)
{
    sw_canvas_select_whole(canvas);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit everything_rows[] = {
    {"select.everything", SW_EDIT_SELECT,
     "selects all cells, also empty ones, as one piece: the whole canvas",
     .apply = select_everything},
};
/* clang-format on */

SW_EDIT_PART(everything);

static void select_background(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, empty_of(canvas));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit background_rows[] = {
    {"select.background", SW_EDIT_SELECT, "selects the empty cells", .apply = select_background},
};
/* clang-format on */

SW_EDIT_PART(background);

static void select_holes(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid);

    sw_canvas_select(canvas, sw_mask_holes(&occupied, grid->width, grid->height));
}

static void select_outside(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid);

    sw_canvas_select(canvas, sw_mask_minus(empty_of(canvas),
                                           sw_mask_holes(&occupied, grid->width, grid->height)));
}

static void select_others(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, sw_mask_minus(sw_grid_occupied(&canvas->grid), canvas->selection));
}

static void select_complement(struct sw_canvas *canvas)
{
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

static void select_box(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, boxed(canvas));
}

static void select_room(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, sw_mask_and(boxed(canvas), empty_of(canvas)));
}

static void select_inside(struct sw_canvas *canvas)
{
    struct sw_mask cells = sw_mask_and(boxed(canvas), sw_grid_occupied(&canvas->grid));

    sw_canvas_select(canvas, sw_mask_minus(cells, canvas->selection));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit hole_rows[] = {
    {"select.inside", SW_EDIT_SELECT,
     "selects what is not empty and not selected within the boxes of the selected pieces",
     .apply = select_inside},
    {"select.holes", SW_EDIT_SELECT,
     "selects the empty cells that cannot reach the canvas's edge over empty cells",
     .apply = select_holes},
    {"select.outside", SW_EDIT_SELECT,
     "selects the empty cells that reach the canvas's edge over empty cells",
     .apply = select_outside},
};
/* clang-format on */

SW_EDIT_PART(hole);

static void select_corners(struct sw_canvas *canvas)
{
    struct sw_box box[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count = boxes_of(canvas, box);

    for (uint32_t k = 0; k < count; k++) {
        uint32_t both = 1u << box[k].x0 | 1u << (box[k].x1 - 1);

        cells.row[box[k].y0] |= both;
        cells.row[box[k].y1 - 1] |= both;
    }
    sw_canvas_select(canvas, cells);
}

static void select_centre(struct sw_canvas *canvas)
{
    struct sw_box box[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none();
    uint32_t count = boxes_of(canvas, box);

    for (uint32_t k = 0; k < count; k++) {
        uint32_t x = box[k].x0 + box[k].x1 - 1u, y = box[k].y0 + box[k].y1 - 1u;
        uint32_t both = 1u << x / 2 | 1u << (x + 1) / 2;

        cells.row[y / 2] |= both;
        cells.row[(y + 1) / 2] |= both;
    }
    sw_canvas_select(canvas, cells);
}

/* --- around, within and between selected cells --- */

static void select_between(struct sw_canvas *canvas)
{
    struct sw_mask cells = sw_mask_none(), empty = empty_of(canvas), above, below;
    const uint32_t *row = canvas->selection.row;

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

static void select_rim(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas,
                     sw_mask_rim(&canvas->selection, canvas->grid.width, canvas->grid.height));
}

static void select_core(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, sw_mask_core(&canvas->selection));
}

static void select_grow(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas,
                     sw_mask_grow(canvas->selection, 8, canvas->grid.width, canvas->grid.height));
}

static void select_rows(struct sw_canvas *canvas)
{
    struct sw_mask cells = full_of(canvas);

    for (int y = 0; y < SW_STRIDE; y++)
        cells.row[y] = canvas->selection.row[y] != 0 ? cells.row[y] : 0;
    sw_canvas_select(canvas, cells);
}

static void select_columns(struct sw_canvas *canvas)
{
    struct sw_mask cells = full_of(canvas);
    uint32_t any = 0;

    for (int y = 0; y < SW_STRIDE; y++)
        any |= canvas->selection.row[y];
    for (int y = 0; y < SW_STRIDE; y++)
        cells.row[y] &= any;
    sw_canvas_select(canvas, cells);
}

/* --- parts of the canvas --- */

static void select_half(struct sw_canvas *canvas, uint8_t direction)
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

static void select_separators(struct sw_canvas *canvas)
{
    struct sw_mask cells = full_of(canvas);
    uint32_t rows, columns;

    sw_canvas_separators(&canvas->grid, &rows, &columns);
    for (int y = 0; y < canvas->grid.height; y++)
        cells.row[y] &= rows >> y & 1u ? UINT32_MAX : columns;
    sw_canvas_select(canvas, cells);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit cell_rows[] = {
    {"select.others", SW_EDIT_SELECT, "selects what is not empty and was not selected",
     .apply = select_others},
    {"select.complement", SW_EDIT_SELECT,
     "selects all cells, also empty ones, that were not selected", .apply = select_complement},
    {"select.box", SW_EDIT_SELECT, "selects all cells of the boxes of the selected pieces",
     .apply = select_box},
    {"select.room", SW_EDIT_SELECT,
     "selects the empty cells within the boxes of the selected pieces", .apply = select_room},
    {"select.between", SW_EDIT_SELECT,
     "selects the empty cells between two selected cells of one row or column",
     .apply = select_between},
    {"select.rim", SW_EDIT_SELECT,
     "keeps of the selection the cells that have a side which is not selected",
     .apply = select_rim},
    {"select.core", SW_EDIT_SELECT,
     "keeps of the selection the cells whose eight neighbours are all selected",
     .apply = select_core},
    {"select.corners", SW_EDIT_SELECT,
     "selects the corner cells of the boxes of the selected pieces", .apply = select_corners},
    {"select.centre", SW_EDIT_SELECT,
     "selects the middle of the box of each selected piece: one, two or four cells",
     .apply = select_centre},
    {"select.rows", SW_EDIT_SELECT, "selects all cells of the rows that hold a selected cell",
     .apply = select_rows},
    {"select.columns", SW_EDIT_SELECT, "selects all cells of the columns that hold a selected cell",
     .apply = select_columns},
    {"select.grow", SW_EDIT_SELECT, "extends the selection by the eight neighbours of its cells",
     .apply = select_grow},
    {"select.half.up", SW_EDIT_SELECT,
     "selects the upper half of the canvas, without the middle line of an odd number",
     .apply_with = select_half, .parameter = SW_UP},
    {"select.half.down", SW_EDIT_SELECT,
     "selects the lower half of the canvas, without the middle line of an odd number",
     .apply_with = select_half, .parameter = SW_DOWN},
    {"select.half.left", SW_EDIT_SELECT,
     "selects the left half of the canvas, without the middle line of an odd number",
     .apply_with = select_half, .parameter = SW_LEFT},
    {"select.half.right", SW_EDIT_SELECT,
     "selects the right half of the canvas, without the middle line of an odd number",
     .apply_with = select_half, .parameter = SW_RIGHT},
    {"select.separators", SW_EDIT_SELECT,
     "selects the rows and columns that have one colour from edge to edge, not the background's",
     .apply = select_separators},
};
/* clang-format on */

SW_EDIT_PART(cell);

static void select_focus(struct sw_canvas *canvas)
{
    struct sw_mask cell = sw_mask_none();

    sw_mask_set(&cell, canvas->focus_x, canvas->focus_y);
    sw_canvas_select(canvas, sw_mask_and(cell, full_of(canvas)));
}

/* --- two selections --- */

static void select_anchor(struct sw_canvas *canvas)
{
    struct sw_mask selection = canvas->selection;

    sw_canvas_select(canvas, canvas->anchor);
    canvas->anchor = selection;
}

static void select_meet(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, sw_mask_and(canvas->selection, canvas->anchor));
}

static void select_join(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, sw_mask_or(canvas->selection, canvas->anchor));
}

static void select_less(struct sw_canvas *canvas)
{
    sw_canvas_select(canvas, sw_mask_minus(canvas->selection, canvas->anchor));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit selection_rows[] = {
    {"select.focus", SW_EDIT_SELECT, "selects the cell at the focus of the eye",
     .apply = select_focus},
    {"select.anchor", SW_EDIT_SELECT,
     "exchanges the selection and the anchor, which is the second selection",
     .apply = select_anchor, .swaps = true},
    {"select.meet", SW_EDIT_SELECT, "keeps of the selection what is also in the anchor",
     .apply = select_meet},
    {"select.join", SW_EDIT_SELECT, "adds the anchor to the selection", .apply = select_join},
    {"select.less", SW_EDIT_SELECT, "takes the anchor out of the selection", .apply = select_less},
};
/* clang-format on */

SW_EDIT_PART(selection);
