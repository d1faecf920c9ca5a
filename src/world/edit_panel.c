/* edit_panel.c - the acts that lay the panels of a canvas over each other. */
#include "world/edit_lay.h"

#include <string.h>

static struct sw_mask crop_mask(const struct sw_mask *mask, struct sw_box box)
{
    struct sw_mask out = sw_mask_none();
    uint32_t inside = (1u << (box.x1 - box.x0)) - 1u;

    for (int y = box.y0; y < box.y1; y++)
        out.row[y - box.y0] = mask->row[y] >> box.x0 & inside;
    return out;
}

static bool same_size(const struct sw_box *box, uint32_t count)
{
    for (uint32_t k = 1; k < count; k++) {
        if (box[k].x1 - box[k].x0 != box[0].x1 - box[0].x0 ||
            box[k].y1 - box[k].y0 != box[0].y1 - box[0].y0)
            return false;
    }
    return count > 1;
}

/* Which cells are filled, from those that are filled in the first panel, in any, in more than one
 * and in all. */
static struct sw_mask combine(const struct sw_mask *panel, uint32_t count, enum sw_panels how,
                              struct sw_mask full)
{
    struct sw_mask all = panel[0], any = panel[0], several = sw_mask_none(), rest = sw_mask_none();

    for (uint32_t k = 1; k < count; k++) {
        several = sw_mask_or(several, sw_mask_and(any, panel[k]));
        any = sw_mask_or(any, panel[k]);
        all = sw_mask_and(all, panel[k]);
        rest = sw_mask_or(rest, panel[k]);
    }
    switch (how) {
    case SW_PANELS_OR:
        return any;
    case SW_PANELS_AND:
        return all;
    case SW_PANELS_XOR:
        return sw_mask_minus(any, several);
    case SW_PANELS_NOR:
        return sw_mask_minus(full, any);
    case SW_PANELS_LESS:
        return sw_mask_minus(panel[0], rest);
    }
    return sw_mask_none();
}

void sw_act_panels(struct sw_canvas *canvas, uint8_t parameter)
{
    struct sw_box box[SW_PANELS_MAX];
    struct sw_mask panel[SW_PANELS_MAX];
    uint32_t count = sw_canvas_panels(&canvas->grid, box);
    bool own = canvas->colour == SW_COLOUR_OWN;

    if (!same_size(box, count) || (own && parameter == SW_PANELS_NOR))
        return;
    struct sw_mask occupied = sw_grid_occupied(&canvas->grid);
    int width = box[0].x1 - box[0].x0, height = box[0].y1 - box[0].y0;
    for (uint32_t k = 0; k < count; k++)
        panel[k] = crop_mask(&occupied, box[k]);
    struct sw_mask filled =
        combine(panel, count, (enum sw_panels)parameter, sw_mask_full(width, height));
    struct sw_grid out = sw_grid_empty(width, height);
    for (uint32_t k = 0; own && k < count; k++) {
        struct sw_mask cells = sw_mask_and(filled, panel[k]);
        sw_lay(&out, &canvas->grid, box[k], SW_IDENTITY, -box[k].x0, -box[k].y0, &cells);
        filled = sw_mask_minus(filled, cells);
    }
    if (!own)
        sw_grid_paint(&out, &filled, canvas->colour);
    canvas->grid = out;
    sw_canvas_select_whole(canvas);
}

void sw_act_panels_cells(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_box box[SW_PANELS_MAX];
    uint32_t count = sw_canvas_panels(&canvas->grid, box), wide = 0, census[SW_COLOURS];

    (void)unused;
    while (wide < count && box[wide].y0 == box[0].y0)
        wide++;
    if (count < 2 || count % wide != 0 || count == SW_PANELS_MAX)
        return;
    struct sw_grid out = sw_grid_empty((int)wide, (int)(count / wide));
    for (uint32_t k = 0; k < count; k++) {
        struct sw_mask cells = sw_box_mask(box[k]);
        sw_grid_census(&canvas->grid, &cells, census);
        out.cell[k / wide][k % wide] = sw_census_extreme(census, 1);
    }
    canvas->grid = out;
    sw_canvas_select_whole(canvas);
}
