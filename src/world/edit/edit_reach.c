/* edit_reach.c - holds what has changed against how far acts reach. */
#include "world/edit/edit_reach.h"
#include "world/edit/edit_piece.h"

void sw_change_of(const struct sw_grid *canvas, const struct sw_grid *target, struct sw_change *out)
{
    out->width = target->width;
    out->height = target->height;
    out->sized = canvas->width != target->width || canvas->height != target->height;
    if (out->sized)
        return;
    out->cells = sw_grid_unlike(canvas, target);
    sw_mask_lanes(&out->cells, &out->rows, &out->columns);
}

/* The lowest or highest bits of `bits` and `bound`, one of each at least: none of `bits` is beyond
 * `bound` on that side. */
static bool none_above(uint32_t bits, uint32_t bound)
{
    return __builtin_clz(bits | 1u) >= __builtin_clz(bound | 1u);
}

static bool none_below(uint32_t bits, uint32_t bound)
{
    return (bits & ((bound & (0u - bound)) - 1u)) == 0;
}

static bool in_lanes(uint16_t reach, const struct sw_canvas *canvas, const struct sw_change *change)
{
    uint32_t rows, columns;

    sw_mask_lanes(&canvas->selection, &rows, &columns);
    return ((reach & SW_REACH_COLUMNS) == 0 || (change->columns & ~columns) == 0) &&
           ((reach & SW_REACH_ROWS) == 0 || (change->rows & ~rows) == 0) &&
           ((reach & SW_REACH_UP) == 0 || none_above(change->rows, rows)) &&
           ((reach & SW_REACH_DOWN) == 0 || none_below(change->rows, rows)) &&
           ((reach & SW_REACH_LEFT) == 0 || none_above(change->columns, columns)) &&
           ((reach & SW_REACH_RIGHT) == 0 || none_below(change->columns, columns));
}

static bool in_boxes(const struct sw_canvas *canvas, const struct sw_change *change)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    struct sw_mask left = change->cells;
    uint32_t count, any = 0;
    const struct sw_organism *pieces = sw_canvas_view(canvas, room, &count);

    for (uint32_t k = 0; k < count; k++) {
        struct sw_box box = pieces[k].box;
        uint32_t columns = (1u << box.x1) - (1u << box.x0);

        for (int y = box.y0; y < box.y1; y++)
            left.row[y] &= ~columns;
    }
    for (int y = 0; y < canvas->grid.height; y++)
        any |= left.row[y];
    return any == 0;
}

static bool at_edge(const struct sw_grid *grid, const struct sw_change *change)
{
    uint32_t inside = ((1u << grid->width) - 1u) >> 1 & ~1u, any = 0;

    for (int y = 1; y < grid->height - 1; y++)
        any |= change->cells.row[y] & inside;
    return any == 0;
}

/* The outermost ring changes its colour for another, and the innermost the other way round: all of
 * them but those in the middle change, which have one colour. */
static bool has_rings(const struct sw_change *change)
{
    uint32_t rows = change->rows & change->rows >> 1 & change->rows >> 2;
    uint32_t columns = change->columns & change->columns >> 1 & change->columns >> 2;

    return rows != 0 && columns != 0;
}

static bool crops_to(const struct sw_canvas *canvas, const struct sw_change *change)
{
    struct sw_box box = sw_mask_box(&canvas->selection);

    return box.x1 - box.x0 == change->width && box.y1 - box.y0 == change->height;
}

/* What is selected as a whole, pieces that need not hang together, or an act by pieces: of these
 * nothing is told. */
bool sw_reach_allows(uint16_t reach, const struct sw_canvas *canvas, const struct sw_change *change)
{
    const struct sw_mask *selection = &canvas->selection;

    if (reach == 0 || canvas->whole || canvas->each || !sw_canvas_connected(canvas))
        return true;
    if (reach == SW_REACH_CROP)
        return crops_to(canvas, change);
    if (change->sized)
        return false;
    if (change->rows == 0)
        return true;
    switch (reach) {
    case SW_REACH_INSIDE: {
        struct sw_mask left = sw_mask_minus(change->cells, *selection);

        return sw_mask_empty(&left);
    }
    case SW_REACH_OUTSIDE:
        return !sw_mask_overlap(&change->cells, selection);
    case SW_REACH_EDGE:
        return at_edge(&canvas->grid, change);
    case SW_REACH_RING: {
        struct sw_mask ring = sw_mask_grow(*selection, 8, canvas->grid.width, canvas->grid.height);

        ring = sw_mask_minus(change->cells, ring);
        return sw_mask_empty(&ring);
    }
    case SW_REACH_RINGS:
        return has_rings(change);
    case SW_REACH_BOXES:
        return in_boxes(canvas, change);
    default:
        return in_lanes(reach, canvas, change);
    }
}
