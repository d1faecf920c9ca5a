/* edit_where.c - the tokens where.*, which select the cells that have the value in hand of a
 * feature (feature.c). */
#include "world/edit/edit_parts.h"
#include "world/edit/edit_table.h"
#include "world/edit/feature.h"

#include <string.h>

/* Cells whose value is the one asked for; of sets, those that have it. */
static struct sw_mask cells_with(const struct sw_grid *grid, uint16_t value[SW_SIDE_MAX][SW_STRIDE],
                                 bool set, uint32_t wanted)
{
    struct sw_grid right; /* cells of 1 and 0, which a grid makes bits of */
    uint16_t mask = (uint16_t)(set ? 1u << wanted : UINT16_MAX);
    uint16_t same = (uint16_t)(set ? mask : wanted);

    right.width = grid->width;
    right.height = grid->height;
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < SW_STRIDE; x++)
            right.cell[y][x] = (value[y][x] & mask) == same;
        memset(&right.cell[y][grid->width], 0, (size_t)(SW_STRIDE - grid->width));
    }
    return sw_grid_occupied(&right);
}

static void select_where(struct sw_canvas *canvas, uint8_t feature)
{
    uint16_t value[SW_SIDE_MAX][SW_STRIDE];
    bool by_colour = sw_feature_is_colour((enum sw_feature)feature);

    if (by_colour && canvas->colour >= SW_COLOURS) {
        sw_canvas_select(canvas, sw_mask_none());
        return;
    }
    if (feature == SW_FEATURE_COLOUR) {
        sw_canvas_select(canvas, sw_grid_colour(&canvas->grid, canvas->colour));
        return;
    }
    sw_feature_plane(canvas, (enum sw_feature)feature, value);
    sw_canvas_select(canvas, cells_with(&canvas->grid, value, feature == SW_FEATURE_NEAR,
                                        by_colour ? canvas->colour : canvas->number));
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit where_rows[] = {
    {"where.colour", SW_EDIT_SELECT, "selects the cells whose colour is the one in hand, also 0",
     .apply_with = select_where, .parameter = SW_FEATURE_COLOUR, .coloured = true},
    {"where.up", SW_EDIT_SELECT,
     "selects the cells that see the colour in hand above them as the first that is not empty; 0: "
     "none",
     .apply_with = select_where, .parameter = SW_FEATURE_UP, .coloured = true},
    {"where.down", SW_EDIT_SELECT,
     "selects the cells that see the colour in hand below them as the first that is not empty; 0: "
     "none",
     .apply_with = select_where, .parameter = SW_FEATURE_DOWN, .coloured = true},
    {"where.left", SW_EDIT_SELECT,
     "selects the cells that see the colour in hand to their left as the first that is not empty; "
     "0: none",
     .apply_with = select_where, .parameter = SW_FEATURE_LEFT, .coloured = true},
    {"where.right", SW_EDIT_SELECT,
     "selects the cells that see the colour in hand to their right as the first that is not empty; "
     "0: none",
     .apply_with = select_where, .parameter = SW_FEATURE_RIGHT, .coloured = true},
    {"where.near", SW_EDIT_SELECT,
     "selects the cells with the colour in hand among their eight neighbours",
     .apply_with = select_where, .parameter = SW_FEATURE_NEAR, .coloured = true},
    {"where.sides", SW_EDIT_SELECT,
     "selects the cells with as many non-empty cells beside them (of four) as the number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_SIDES},
    {"where.neighbours", SW_EDIT_SELECT,
     "selects the cells with as many non-empty cells around them (of eight) as the number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_NEIGHBOURS},
    {"where.alike", SW_EDIT_SELECT,
     "selects the cells with as many cells of their own colour around them (of eight) as the "
     "number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_ALIKE},
    {"where.row.count", SW_EDIT_SELECT,
     "selects the cells of rows with as many non-empty cells as the number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_ROW_COUNT},
    {"where.column.count", SW_EDIT_SELECT,
     "selects the cells of columns with as many non-empty cells as the number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_COLUMN_COUNT},
    {"where.row", SW_EDIT_SELECT,
     "selects the cells of the row that the number in hand counts from the top, the first being 0",
     .apply_with = select_where, .parameter = SW_FEATURE_ROW},
    {"where.column", SW_EDIT_SELECT,
     "selects the cells of the column that the number in hand counts from the left, the first "
     "being 0",
     .apply_with = select_where, .parameter = SW_FEATURE_COLUMN},
    {"where.row.parity", SW_EDIT_SELECT,
     "selects the cells of the even (0 in hand) or odd (1) rows, counted from 0",
     .apply_with = select_where, .parameter = SW_FEATURE_ROW_PARITY},
    {"where.column.parity", SW_EDIT_SELECT,
     "selects the cells of the even (0 in hand) or odd (1) columns, counted from 0",
     .apply_with = select_where, .parameter = SW_FEATURE_COLUMN_PARITY},
    {"where.parity", SW_EDIT_SELECT,
     "selects the cells for which row plus column is even (0 in hand) or odd (1)",
     .apply_with = select_where, .parameter = SW_FEATURE_PARITY},
    {"where.ring", SW_EDIT_SELECT,
     "selects the cells as far from the canvas's edge as the number in hand, the outermost being 0",
     .apply_with = select_where, .parameter = SW_FEATURE_RING},
    {"where.depth", SW_EDIT_SELECT,
     "selects the cells as far inside their colour as the number in hand, cells at its rim being 0",
     .apply_with = select_where, .parameter = SW_FEATURE_DEPTH},
    {"where.distance", SW_EDIT_SELECT,
     "selects the cells as many steps (to eight neighbours) from the nearest non-empty cell as the "
     "number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_DISTANCE},
    {"where.size", SW_EDIT_SELECT,
     "selects the cells of organisms with as many cells as the number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_SIZE},
    {"where.rank", SW_EDIT_SELECT,
     "selects the cells of the organism that the number in hand counts from the largest, the first "
     "being 0, equal sizes counting as one",
     .apply_with = select_where, .parameter = SW_FEATURE_RANK},
    {"where.holes", SW_EDIT_SELECT,
     "selects the cells of organisms with as many holes as the number in hand",
     .apply_with = select_where, .parameter = SW_FEATURE_HOLES},
};
/* clang-format on */

SW_EDIT_PART(where);

static const struct sw_edit *row_of(enum sw_feature feature)
{
    for (uint32_t k = 0; k < sw_edits_where.count; k++)
        if (where_rows[k].parameter == feature)
            return &where_rows[k];
    return NULL;
}

sw_edit_token sw_feature_token(enum sw_feature feature)
{
    const struct sw_edit *row = row_of(feature);

    return row == NULL ? 0 : (sw_edit_token)sw_edit_find(row->name, strlen(row->name));
}
