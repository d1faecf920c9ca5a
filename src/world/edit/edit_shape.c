/* edit_shape.c - the acts that change the shape of what is selected: grow, shrink, fill the box,
 * draw its outline, frame the canvas. */
#include "world/edit/edit_lay.h"
#include "world/edit/edit_parts.h"

#include <string.h>

static void act_grow(struct sw_canvas *canvas, uint8_t neighbours)
{
    struct sw_mask empty = sw_grid_colour(&canvas->grid, 0);
    struct sw_mask grown = sw_paint_claims(canvas, &empty, neighbours);

    if (!sw_mask_empty(&grown))
        sw_canvas_select(canvas, sw_mask_or(canvas->selection, grown));
}

/* Those of the cells whose four sides are of the cells, too, and alike: there is no digit in which
 * the colours of the two differ. */
static struct sw_mask inner_cells(const struct sw_mask *cells, const struct sw_mask *digit,
                                  int digits)
{
    struct sw_mask out = *cells;

    for (int y = 0; y < SW_SIDE_MAX; y++) {
        uint32_t above = y > 0 ? cells->row[y - 1] : 0, here = cells->row[y];
        out.row[y] &= above & cells->row[y + 1] & here << 1 & here >> 1;
        for (int k = 0; k < digits && out.row[y] != 0; k++) {
            uint32_t own = digit[k].row[y];
            out.row[y] &= ~((own ^ own << 1) | (own ^ own >> 1) | (own ^ digit[k].row[y - 1]) |
                            (own ^ digit[k].row[y + 1]));
        }
    }
    return out;
}

static void act_shrink(struct sw_canvas *canvas)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    struct sw_mask cells, digit[4], left = sw_mask_none();

    if (sw_mask_empty(&canvas->selection))
        return;
    if ((canvas->mode & SW_MODE_PANELS) != 0) {
        uint32_t count = sw_canvas_bodies(canvas, pieces);
        cells = sw_mask_none();
        for (uint32_t k = 0; k < count; k++) {
            cells = sw_mask_or(cells, pieces[k].mask);
            left = sw_mask_or(left, inner_cells(&pieces[k].mask, NULL, 0));
        }
    } else {
        cells = sw_mask_and(canvas->selection, sw_grid_occupied(&canvas->grid));
        sw_grid_digits(&canvas->grid, digit);
        left = inner_cells(&cells, digit, (canvas->mode & SW_MODE_ANY) != 0 ? 0 : 4);
    }
    cells = sw_mask_minus(cells, left);
    sw_grid_paint(&canvas->grid, &cells, 0);
    sw_canvas_select(canvas, left);
}

/* The cells of the box, or only those on its outline. */
static void rows_of_box(struct sw_box box, bool outline, struct sw_rows *out)
{
    uint32_t ends = 1u << box.x0 | 1u << (box.x1 - 1);
    uint32_t full = (1u << box.x1) - (1u << box.x0);

    out->y = box.y0;
    out->count = box.y1 - box.y0;
    for (int k = 0; k < out->count; k++)
        out->row[k] = outline && k > 0 && k < out->count - 1 ? ends : full;
}

/* The empty cells of the boxes, or of their outlines; of two boxes the first piece's comes first.
 */
static void paint_boxes(struct sw_canvas *canvas, bool outlines)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask empty = sw_grid_colour(&canvas->grid, 0), painted = sw_mask_none();
    struct sw_rows cells;
    uint32_t count;
    const struct sw_organism *pieces = sw_canvas_view(canvas, room, &count);

    if (count == 0)
        return;
    for (uint32_t k = 0; k < count; k++) {
        rows_of_box(pieces[k].box, outlines, &cells);
        for (int y = 0; y < cells.count; y++) {
            cells.row[y] &= empty.row[cells.y + y];
            empty.row[cells.y + y] ^= cells.row[y];
            painted.row[cells.y + y] |= cells.row[y];
        }
        sw_rows_paint(&canvas->grid, &cells, sw_canvas_ink(canvas, pieces[k].colour));
    }
    sw_canvas_select(canvas, painted);
}

static void act_box(struct sw_canvas *canvas)
{
    paint_boxes(canvas, false);
}

static void act_rectangle(struct sw_canvas *canvas)
{
    paint_boxes(canvas, true);
}

static void act_frame(struct sw_canvas *canvas)
{
    struct sw_mask edge = sw_mask_none();
    struct sw_rows rows;

    if (canvas->colour == SW_COLOUR_OWN)
        return;
    rows_of_box((struct sw_box){0, 0, canvas->grid.width, canvas->grid.height}, true, &rows);
    sw_rows_paint(&canvas->grid, &rows, canvas->colour);
    memcpy(edge.row, rows.row, (size_t)rows.count * sizeof *rows.row);
    sw_canvas_select(canvas, edge);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit shape_rows[] = {
    {"act.grow", SW_EDIT_ACT,
     "each selected piece grows by one cell to all eight sides on empty cells, in its own colour; "
     "cells that two colours claim stay empty",
     .apply_with = act_grow, .parameter = 8, .reach = SW_REACH_RING},
    {"act.grow.four", SW_EDIT_ACT,
     "each selected piece grows by one cell to four sides on empty cells, in its own colour; cells "
     "that two colours claim stay empty",
     .apply_with = act_grow, .parameter = 4, .reach = SW_REACH_RING},
    {"act.shrink", SW_EDIT_ACT, "each selected piece loses the cells that have a side outside it",
     .apply = act_shrink, .reach = SW_REACH_INSIDE},
    {"act.box", SW_EDIT_ACT, "the empty cells of each selected piece's box take the colour in hand",
     .apply = act_box, .coloured = true, .tool = SW_TOOL_PAINT, .reach = SW_REACH_BOXES},
    {"act.rectangle", SW_EDIT_ACT,
     "the empty cells on the outline of each selected piece's box take the colour in hand",
     .apply = act_rectangle, .coloured = true, .tool = SW_TOOL_PAINT, .reach = SW_REACH_BOXES},
    {"act.frame", SW_EDIT_ACT, "the cells at the canvas's edge take the colour in hand",
     .apply = act_frame, .coloured = true, .tool = SW_TOOL_PAINT, .reach = SW_REACH_EDGE},
};
/* clang-format on */

SW_EDIT_PART(shape);
