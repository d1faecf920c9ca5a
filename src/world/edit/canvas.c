/* canvas.c - a canvas: how it begins, is copied, selected as a whole, cut, and becomes another. */
#include "world/edit/canvas.h"

#include <stddef.h>
#include <string.h>

/* What a canvas has beside its grid and the two masks, which are copied row by row. The pointers
 * come first, so that none lies across two of the pieces in which compilers copy: it would have to
 * wait for both until it can be read. */
#define HAND offsetof(struct sw_canvas, anatomy)

void sw_canvas_begin(struct sw_canvas *canvas, const struct sw_grid *grid)
{
    sw_grid_copy(&canvas->grid, grid);
    canvas->selection = sw_mask_none();
    canvas->anchor = sw_mask_none();
    memset((char *)canvas + HAND, 0, sizeof *canvas - HAND);
    canvas->colour = 1;
    canvas->number = 1;
    canvas->focus_x = grid->width / 2;
    canvas->focus_y = grid->height / 2;
}

struct sw_canvas sw_canvas_of(const struct sw_grid *grid)
{
    struct sw_canvas canvas;

    sw_canvas_begin(&canvas, grid);
    return canvas;
}

void sw_canvas_copy_hand(struct sw_canvas *to, const struct sw_canvas *from)
{
    to->selection = from->selection;
    to->anchor = from->anchor;
    memcpy((char *)to + HAND, (const char *)from + HAND, sizeof *to - HAND);
}

void sw_canvas_copy(struct sw_canvas *to, const struct sw_canvas *from)
{
    sw_grid_copy(&to->grid, &from->grid);
    sw_canvas_copy_hand(to, from);
}

void sw_canvas_remember(struct sw_canvas *canvas, struct sw_edit_memory *memory)
{
    memory->input = canvas->grid;
    memory->layers = 0;
    memory->holding = false;
    memory->has_piece = false;
    memory->has_previous = false;
    canvas->memory = memory;
}

/* --- what is selected, and where the canvas lies --- */

void sw_canvas_select_whole(struct sw_canvas *canvas)
{
    canvas->selection = sw_mask_full(canvas->grid.width, canvas->grid.height);
    canvas->whole = true;
}

static int8_t bounded(int place)
{
    return (int8_t)(place < -99 ? -99 : place > 99 ? 99 : place);
}

void sw_canvas_shift_place(struct sw_canvas *canvas, int dx, int dy)
{
    canvas->x = bounded(canvas->x + dx);
    canvas->y = bounded(canvas->y + dy);
}

void sw_canvas_settle(struct sw_canvas *canvas, int dx, int dy)
{
    int width = canvas->grid.width, height = canvas->grid.height;
    int x = canvas->focus_x + dx, y = canvas->focus_y + dy;

    canvas->anchor = sw_mask_shift(canvas->anchor, dx, dy, width, height);
    canvas->focus_x = (uint8_t)(x < 0 ? 0 : x < width ? x : width - 1);
    canvas->focus_y = (uint8_t)(y < 0 ? 0 : y < height ? y : height - 1);
}

void sw_canvas_crop(struct sw_canvas *canvas, struct sw_box box)
{
    sw_grid_cut(&canvas->grid, box);
    sw_canvas_shift_place(canvas, box.x0, box.y0);
    sw_canvas_select_whole(canvas);
}

void sw_canvas_become(struct sw_canvas *canvas, const struct sw_layer *layer, int dx, int dy)
{
    canvas->grid = layer->grid;
    canvas->x = layer->x;
    canvas->y = layer->y;
    canvas->anatomy = NULL;
    sw_canvas_select(canvas, sw_mask_none());
    sw_canvas_settle(canvas, dx, dy);
}

/* --- the eye --- */

struct sw_box sw_canvas_window(const struct sw_canvas *canvas)
{
    int width = canvas->grid.width, height = canvas->grid.height;
    int reach = (width > height ? width : height) >> canvas->zoom;
    int x = canvas->focus_x < width ? canvas->focus_x : width - 1;
    int y = canvas->focus_y < height ? canvas->focus_y : height - 1;
    int x0 = x - reach / 2, y0 = y - reach / 2;
    int x1 = x0 + (reach > 0 ? reach : 1), y1 = y0 + (reach > 0 ? reach : 1);

    if (canvas->zoom == 0)
        return (struct sw_box){0, 0, (uint8_t)width, (uint8_t)height};
    x0 = x0 < 0 ? 0 : x0;
    y0 = y0 < 0 ? 0 : y0;
    return (struct sw_box){(uint8_t)x0, (uint8_t)y0, (uint8_t)(x1 < width ? x1 : width),
                           (uint8_t)(y1 < height ? y1 : height)};
}
