#include "world/edit_reach.h"
#include "world/edit_piece.h"

#include <string.h>

enum reach {
    INSIDE = 1 << 0,  /* changes only selected cells */
    OUTSIDE = 1 << 1, /* changes only cells that are not selected */
    COLUMNS = 1 << 2, /* only columns with selected cells */
    ROWS = 1 << 3,
    UP = 1 << 4, /* nothing below the lowest row with selected cells */
    DOWN = 1 << 5,
    LEFT = 1 << 6, /* nothing right of them */
    RIGHT = 1 << 7,
    HULL = UP | DOWN | LEFT | RIGHT, /* only their box */
    BOXES = 1 << 8,                  /* only the boxes of the selected pieces */
    RING = 1 << 9,                   /* only selected cells and their eight neighbours */
    EDGE = 1 << 10,                  /* only the canvas's outermost cells, whatever is selected */
    CROP = 1 << 11,                  /* the canvas becomes as large as the selection's box */
    RINGS = 1 << 12                  /* a block of three by three cells and more */
};

/* A name stands for all that begin with it and a dot, unless one of them stands before it. */
static const struct {
    const char *name;
    uint16_t reach;
} reaches[] = {
    {"act.recolour", INSIDE},
    {"act.delete", INSIDE},
    {"act.keep", OUTSIDE},
    {"act.slide.up", UP | COLUMNS},
    {"act.slide.down", DOWN | COLUMNS},
    {"act.slide.left", LEFT | ROWS},
    {"act.slide.right", RIGHT | ROWS},
    {"act.move.up", UP | COLUMNS},
    {"act.move.down", DOWN | COLUMNS},
    {"act.move.left", LEFT | ROWS},
    {"act.move.right", RIGHT | ROWS},
    {"act.mirror", BOXES},
    {"act.turn.180", BOXES},
    {"act.complete.x", BOXES},
    {"act.complete.y", BOXES},
    {"act.repeat.up", UP | COLUMNS},
    {"act.repeat.down", DOWN | COLUMNS},
    {"act.repeat.left", LEFT | ROWS},
    {"act.repeat.right", RIGHT | ROWS},
    {"act.copy.up", UP | COLUMNS},
    {"act.copy.down", DOWN | COLUMNS},
    {"act.copy.left", LEFT | ROWS},
    {"act.copy.right", RIGHT | ROWS},
    {"act.reflect.up", UP | COLUMNS},
    {"act.reflect.down", DOWN | COLUMNS},
    {"act.reflect.left", LEFT | ROWS},
    {"act.reflect.right", RIGHT | ROWS},
    {"act.outline", RING},
    {"act.fill", BOXES},
    {"act.hollow", INSIDE},
    {"act.grow", RING},
    {"act.shrink", INSIDE},
    {"act.box", BOXES},
    {"act.rectangle", BOXES},
    {"act.frame", EDGE},
    {"act.shoot.up.left", UP | LEFT},
    {"act.shoot.up.right", UP | RIGHT},
    {"act.shoot.down.left", DOWN | LEFT},
    {"act.shoot.down.right", DOWN | RIGHT},
    {"act.shoot.up", UP | COLUMNS},
    {"act.shoot.down", DOWN | COLUMNS},
    {"act.shoot.left", LEFT | ROWS},
    {"act.shoot.right", RIGHT | ROWS},
    {"act.reach.up", UP | COLUMNS},
    {"act.reach.down", DOWN | COLUMNS},
    {"act.reach.left", LEFT | ROWS},
    {"act.reach.right", RIGHT | ROWS},
    {"act.bounce", UP},
    {"act.line.row", ROWS},
    {"act.line.column", COLUMNS},
    {"act.connect", HULL},
    {"act.denoise", INSIDE},
    {"act.invert", BOXES},
    {"act.majority", INSIDE},
    {"act.rank", INSIDE},
    {"act.tally", INSIDE},
    {"act.match", INSIDE},
    {"act.touch", INSIDE},
    {"act.contain", INSIDE},
    {"act.take", INSIDE},
    {"act.legend", INSIDE},
    {"act.rings", RINGS},
    {"act.crop", CROP},
};

uint16_t sw_reach_of(uint32_t token)
{
    const struct sw_edit *row = sw_edit_row(token);

    for (size_t i = 0; row != NULL && i < sizeof reaches / sizeof reaches[0]; i++) {
        size_t length = strlen(reaches[i].name);

        if (memcmp(row->name, reaches[i].name, strnlen(row->name, length)) == 0 &&
            strlen(row->name) >= length && (row->name[length] == '\0' || row->name[length] == '.'))
            return reaches[i].reach;
    }
    return 0;
}

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
    return ((reach & COLUMNS) == 0 || (change->columns & ~columns) == 0) &&
           ((reach & ROWS) == 0 || (change->rows & ~rows) == 0) &&
           ((reach & UP) == 0 || none_above(change->rows, rows)) &&
           ((reach & DOWN) == 0 || none_below(change->rows, rows)) &&
           ((reach & LEFT) == 0 || none_above(change->columns, columns)) &&
           ((reach & RIGHT) == 0 || none_below(change->columns, columns));
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
    if (reach == CROP)
        return crops_to(canvas, change);
    if (change->sized)
        return false;
    if (change->rows == 0)
        return true;
    switch (reach) {
    case INSIDE: {
        struct sw_mask left = sw_mask_minus(change->cells, *selection);

        return sw_mask_empty(&left);
    }
    case OUTSIDE:
        return !sw_mask_overlap(&change->cells, selection);
    case EDGE:
        return at_edge(&canvas->grid, change);
    case RING: {
        struct sw_mask ring = sw_mask_grow(*selection, 8, canvas->grid.width, canvas->grid.height);

        ring = sw_mask_minus(change->cells, ring);
        return sw_mask_empty(&ring);
    }
    case RINGS:
        return has_rings(change);
    case BOXES:
        return in_boxes(canvas, change);
    default:
        return in_lanes(reach, canvas, change);
    }
}
