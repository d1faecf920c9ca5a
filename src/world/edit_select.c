/* edit_select.c - the tokens that select organisms and cells. */
#include "world/edit_private.h"

void sw_select_everything(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    canvas->selection = sw_mask_full(canvas->grid.width, canvas->grid.height);
    canvas->whole = true;
}

void sw_select_organisms(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_grid_occupied(&canvas->grid));
}

void sw_select_background(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_grid_colour(&canvas->grid, 0));
}

/* The organisms that have one of the attributes, or those that have none of them. */
static struct sw_mask marked(const struct sw_grid *grid, uint32_t attributes, bool with)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, (struct sw_connection){8, true}, organisms);
    struct sw_mask cells = sw_mask_none();

    sw_organisms_mark(grid, organisms, count, attributes);
    for (uint32_t k = 0; k < count; k++) {
        if ((organisms[k].attributes != 0) != with)
            continue;
        for (int y = organisms[k].box.y0; y < organisms[k].box.y1; y++)
            cells.row[y] |= organisms[k].mask.row[y];
    }
    return cells;
}

void sw_select_with(struct sw_canvas *canvas, uint8_t attribute)
{
    sw_canvas_select(canvas, marked(&canvas->grid, attribute, true));
}

void sw_select_without(struct sw_canvas *canvas, uint8_t attribute)
{
    sw_canvas_select(canvas, marked(&canvas->grid, attribute, false));
}

void sw_select_odd(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask cells = marked(&canvas->grid, SW_ODD_SHAPE, true);

    (void)unused;
    if (sw_mask_empty(&cells))
        cells = marked(&canvas->grid, SW_ODD_COLOUR, true);
    sw_canvas_select(canvas, cells);
}

void sw_select_holes(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid);

    (void)unused;
    sw_canvas_select(canvas, sw_mask_holes(&occupied, grid->width, grid->height));
}

void sw_select_colour(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, canvas->colour == 0 ? sw_mask_none()
                                                 : sw_grid_colour(&canvas->grid, canvas->colour));
}

void sw_select_others(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    sw_canvas_select(canvas, sw_mask_minus(sw_grid_occupied(&canvas->grid), canvas->selection));
}
