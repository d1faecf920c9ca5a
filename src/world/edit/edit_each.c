/* edit_each.c - does an act to a canvas, or to each selected piece as if its box were the canvas.
 */
#include "world/edit/edit_each.h"
#include "world/edit/edit_lay.h"

#include <string.h>

/* The canvas on which one piece after another is by itself: nothing but the cells of its box, all
 * of it selected, is touched from one to the next. */
static void take_alone(struct sw_canvas *own, const struct sw_canvas *canvas,
                       const struct sw_grid *before, const struct sw_organism *piece)
{
    struct sw_box box = piece->box;
    int width = box.x1 - box.x0, height = box.y1 - box.y0;
    struct sw_rows cells;

    for (int y = 0; y < height || y < own->grid.height; y++)
        memset(own->grid.cell[y], 0, SW_STRIDE);
    own->grid.width = (uint8_t)width;
    own->grid.height = (uint8_t)height;
    sw_rows_image(&own->grid, piece, SW_IDENTITY, -box.x0, -box.y0, &cells);
    sw_lay(&own->grid, before, box, SW_IDENTITY, -box.x0, -box.y0, &cells);
    sw_canvas_select_whole(own);
    own->anchor = canvas->anchor;
    if (!sw_mask_empty(&own->anchor))
        own->anchor = sw_mask_shift(own->anchor, -box.x0, -box.y0, width, height);
    own->focus_x = (uint8_t)(width / 2);
    own->focus_y = (uint8_t)(height / 2);
    own->x = 0;
    own->y = 0;
}

/* Lays the grid with its top left corner at (x, y); empty cells leave what is there. */
static void lay_part(struct sw_grid *grid, const struct sw_grid *part, int x, int y,
                     struct sw_mask *laid)
{
    struct sw_organism all = {.box = {0, 0, part->width, part->height}};
    struct sw_rows cells;

    all.mask = sw_grid_occupied(part);
    sw_rows_image(grid, &all, SW_IDENTITY, x, y, &cells);
    sw_lay(grid, part, all.box, SW_IDENTITY, x, y, &cells);
    for (int k = 0; k < cells.count; k++)
        laid->row[cells.y + k] |= cells.row[k];
}

/* All pieces are taken up first; their results are laid down in the pieces' order, each where it
 * says that its top left corner lies. An act that needs a memory works by pieces anyway. */
static void do_each(struct sw_canvas *canvas, const struct sw_edit *act)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask cells = sw_mask_none(), laid = sw_mask_none();
    struct sw_canvas own;
    struct sw_grid before;
    uint32_t count;

    if (canvas->whole || act->memory) {
        sw_edit_run(act, canvas);
        return;
    }
    const struct sw_organism *piece = sw_canvas_view(canvas, room, &count);
    if (count == 0)
        return;
    sw_grid_copy(&before, &canvas->grid);
    for (uint32_t k = 0; k < count; k++)
        cells = sw_mask_or(cells, piece[k].mask);
    sw_grid_paint(&canvas->grid, &cells, 0);
    sw_canvas_begin(&own, &before);
    for (uint32_t k = 0; k < count; k++) {
        own.colour = canvas->colour;
        own.number = canvas->number;
        own.mode = (uint8_t)(canvas->mode & ~(SW_MODE_PANELS | SW_MODE_APART));
        take_alone(&own, canvas, &before, &piece[k]);
        sw_edit_run(act, &own);
        lay_part(&canvas->grid, &own.grid, piece[k].box.x0 + own.x, piece[k].box.y0 + own.y, &laid);
    }
    sw_canvas_select(canvas, laid);
}

void sw_edit_change(struct sw_canvas *canvas, const struct sw_edit *row, bool each)
{
    uint8_t width = canvas->grid.width, height = canvas->grid.height;
    int x = canvas->x, y = canvas->y;

    if (each)
        do_each(canvas, row);
    else
        sw_edit_run(row, canvas);
    canvas->anatomy = NULL;
    if (canvas->grid.width != width || canvas->grid.height != height || canvas->x != x ||
        canvas->y != y)
        sw_canvas_settle(canvas, x - canvas->x, y - canvas->y);
}
