/* edit_where.c - the tokens where.*, which select the cells that have the value in hand of a
 * feature (feature.c). */
#include "world/edit_private.h"

#include <string.h>

#define WHERE "where."

static const struct sw_edit *row_of(enum sw_feature feature, sw_edit_token *token)
{
    for (uint32_t k = 0; k < sw_edit_count(); k++) {
        const struct sw_edit *row = sw_edit_row(k);

        if (row->apply != sw_select_where || row->parameter != feature)
            continue;
        *token = (sw_edit_token)k;
        return row;
    }
    return NULL;
}

const char *sw_feature_name(enum sw_feature feature)
{
    sw_edit_token token;
    const struct sw_edit *row = row_of(feature, &token);

    return row == NULL ? NULL : row->name + sizeof WHERE - 1;
}

sw_edit_token sw_feature_token(enum sw_feature feature)
{
    sw_edit_token token = 0;

    row_of(feature, &token);
    return token;
}

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

void sw_select_where(struct sw_canvas *canvas, uint8_t feature)
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
