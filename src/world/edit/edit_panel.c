/* edit_panel.c - the acts that lay the panels of a canvas over each other. */
#include "world/edit/edit_lay.h"
#include "world/edit/edit_parts.h"

#include <string.h>

enum panels { PANELS_OR, PANELS_AND, PANELS_XOR, PANELS_NOR, PANELS_LESS };

static bool same_size(const struct sw_box *box, uint32_t count)
{
    for (uint32_t k = 1; k < count; k++) {
        if (box[k].x1 - box[k].x0 != box[0].x1 - box[0].x0 ||
            box[k].y1 - box[k].y0 != box[0].y1 - box[0].y0)
            return false;
    }
    return count > 1;
}

/* The cells that are filled, one row of a panel: in the first panel, in any of them, in more than
 * one, in all. */
static uint32_t combine_row(const struct sw_mask *occupied, const struct sw_box *box,
                            uint32_t count, int y, enum panels how)
{
    uint32_t full = (1u << (box->x1 - box->x0)) - 1u;
    uint32_t first = occupied->row[box->y0 + y] >> box->x0 & full;
    uint32_t all = first, any = first, several = 0;

    for (uint32_t k = 1; k < count; k++) {
        uint32_t row = occupied->row[box[k].y0 + y] >> box[k].x0 & full;
        several |= any & row;
        any |= row;
        all &= row;
    }
    switch (how) {
    case PANELS_OR:
        return any;
    case PANELS_AND:
        return all;
    case PANELS_XOR:
        return any & ~several;
    case PANELS_NOR:
        return full & ~any;
    case PANELS_LESS:
        return first & ~several;
    }
    return 0;
}

/* Gives the cells the colour of the first panel that is not empty there. */
static void take_colours(const struct sw_canvas *canvas, const struct sw_mask *occupied,
                         const struct sw_box *box, uint32_t count, struct sw_rows *filled,
                         struct sw_grid *out)
{
    for (uint32_t k = 0; k < count; k++) {
        struct sw_rows cells = {.y = 0, .count = filled->count};
        for (int y = 0; y < filled->count; y++) {
            cells.row[y] = filled->row[y] & occupied->row[box[k].y0 + y] >> box[k].x0;
            filled->row[y] &= ~cells.row[y];
        }
        sw_lay(out, &canvas->grid, box[k], SW_IDENTITY, -box[k].x0, -box[k].y0, &cells);
    }
}

static void act_panels(struct sw_canvas *canvas, uint8_t parameter)
{
    struct sw_box box[SW_PANELS_MAX];
    uint32_t count = sw_canvas_panels(&canvas->grid, box);
    bool own = canvas->colour == SW_COLOUR_OWN;

    if (!same_size(box, count) || (own && parameter == PANELS_NOR))
        return;
    struct sw_mask occupied = sw_grid_occupied(&canvas->grid);
    struct sw_grid out = sw_grid_empty(box[0].x1 - box[0].x0, box[0].y1 - box[0].y0);
    struct sw_rows filled = {.y = 0, .count = out.height};
    for (int y = 0; y < filled.count; y++)
        filled.row[y] = combine_row(&occupied, box, count, y, (enum panels)parameter);
    if (own)
        take_colours(canvas, &occupied, box, count, &filled, &out);
    else
        sw_rows_paint(&out, &filled, canvas->colour);
    sw_grid_copy(&canvas->grid, &out);
    sw_canvas_select_whole(canvas);
}

static void act_panels_cells(struct sw_canvas *canvas)
{
    struct sw_box box[SW_PANELS_MAX];
    uint32_t count = sw_canvas_panels(&canvas->grid, box), wide = 0;

    while (wide < count && box[wide].y0 == box[0].y0)
        wide++;
    if (count < 2)
        return;
    struct sw_grid out = sw_grid_empty((int)wide, (int)(count / wide));
    for (uint32_t k = 0; k < count; k++) {
        uint32_t census[SW_COLOURS] = {0};
        for (int y = box[k].y0; y < box[k].y1; y++) {
            for (int x = box[k].x0; x < box[k].x1; x++)
                census[canvas->grid.cell[y][x]]++;
        }
        out.cell[k / wide][k % wide] = sw_census_extreme(census, 1);
    }
    sw_grid_copy(&canvas->grid, &out);
    sw_canvas_select_whole(canvas);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit panel_rows[] = {
    {"act.panels.or", SW_EDIT_ACT,
     "the canvas becomes one panel; its cells are filled where one of them is not empty, in the "
     "colour in hand or, without one, in that of the first panel there",
     .apply_with = act_panels, .parameter = PANELS_OR, .coloured = true},
    {"act.panels.and", SW_EDIT_ACT,
     "the canvas becomes one panel; its cells are filled where all of them are not empty, in the "
     "colour in hand or, without one, in that of the first panel there",
     .apply_with = act_panels, .parameter = PANELS_AND, .coloured = true},
    {"act.panels.xor", SW_EDIT_ACT,
     "the canvas becomes one panel; its cells are filled where just one of them is not empty, in "
     "the colour in hand or, without one, in that of the first panel there",
     .apply_with = act_panels, .parameter = PANELS_XOR, .coloured = true},
    {"act.panels.nor", SW_EDIT_ACT,
     "the canvas becomes one panel; its cells are filled where all of them are empty, in the "
     "colour in hand or, without one, in that of the first panel there",
     .apply_with = act_panels, .parameter = PANELS_NOR, .coloured = true},
    {"act.panels.less", SW_EDIT_ACT,
     "the canvas becomes one panel; its cells are filled where the first is not empty and all "
     "others are empty, in the colour in hand or, without one, in that of the first panel there",
     .apply_with = act_panels, .parameter = PANELS_LESS, .coloured = true},
    {"act.panels.cells", SW_EDIT_ACT,
     "the canvas becomes one cell for each panel, of its commonest colour that is not 0",
     .apply = act_panels_cells},
};
/* clang-format on */

SW_EDIT_PART(panel);
