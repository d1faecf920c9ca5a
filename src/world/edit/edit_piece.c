/* edit_piece.c - how the edits see a canvas: its organisms, the pieces of a selection, panels. */
#include "world/edit/edit_piece.h"

#include <string.h>

uint8_t sw_census_extreme(const uint32_t census[SW_COLOURS], int sign)
{
    uint32_t best = 0;

    for (uint32_t colour = 1; colour < SW_COLOURS; colour++) {
        if (census[colour] == 0)
            continue;
        if (best == 0 || (sign > 0 ? census[colour] > census[best] : census[colour] < census[best]))
            best = colour;
    }
    return (uint8_t)best;
}

/* --- panels --- */

/* A byte for every column: whether a cell of it differs from the first. Only rows that begin with
 * two cells of one colour are looked at further. */
void sw_canvas_separators(const struct sw_grid *grid, uint32_t *rows, uint32_t *columns)
{
    uint8_t differ[SW_STRIDE] = {0};

    *rows = 0;
    *columns = 0;
    for (int y = 0; y < grid->height; y++) {
        const uint8_t *row = grid->cell[y];
        int x = 1;
        for (int k = 0; k < SW_STRIDE; k++)
            differ[k] |= row[k] ^ grid->cell[0][k];
        if (row[0] == 0 || grid->width < 2)
            continue;
        while (x < grid->width && row[x] == row[0])
            x++;
        *rows |= (uint32_t)(x == grid->width) << y;
    }
    for (int x = 0; x < grid->width && grid->height > 1; x++)
        *columns |= (uint32_t)(differ[x] == 0 && grid->cell[0][x] != 0) << x;
}

/* The stretches of 0..length-1 without separators: their bounds, two for each. */
static int stretches(uint32_t separators, int length, uint8_t bound[2 * SW_SIDE_MAX])
{
    int count = 0;

    for (int i = 0; i < length; i++) {
        if (separators >> i & 1u)
            continue;
        if (i == 0 || (separators >> (i - 1) & 1u))
            bound[2 * count++] = (uint8_t)i;
        bound[2 * count - 1] = (uint8_t)(i + 1);
    }
    return count;
}

/* One colour divides a canvas; lines of other colours across it are part of the drawing. */
static void keep_one_colour(const struct sw_grid *grid, uint32_t *rows, uint32_t *columns)
{
    uint32_t lines[SW_COLOURS] = {0}, best;

    if ((*rows | *columns) == 0)
        return;
    for (int y = 0; y < grid->height; y++)
        lines[grid->cell[y][0]] += *rows >> y & 1u;
    for (int x = 0; x < grid->width; x++)
        lines[grid->cell[0][x]] += *columns >> x & 1u;
    best = sw_census_extreme(lines, 1);
    for (int y = 0; y < grid->height; y++)
        if (grid->cell[y][0] != best)
            *rows &= ~(1u << y);
    for (int x = 0; x < grid->width; x++)
        if (grid->cell[0][x] != best)
            *columns &= ~(1u << x);
}

uint32_t sw_canvas_panels(const struct sw_grid *grid, struct sw_box out[SW_PANELS_MAX])
{
    uint8_t across[2 * SW_SIDE_MAX], down[2 * SW_SIDE_MAX];
    uint32_t rows, columns, count = 0;
    int wide, high;

    sw_canvas_separators(grid, &rows, &columns);
    keep_one_colour(grid, &rows, &columns);
    wide = stretches(columns, grid->width, across);
    high = stretches(rows, grid->height, down);
    if (wide * high < 2) {
        int half = (grid->width >= grid->height ? grid->width : grid->height) / 2;

        if (half == 0)
            return 0;
        if (grid->width >= grid->height) {
            out[0] = (struct sw_box){0, 0, (uint8_t)half, grid->height};
            out[1] = (struct sw_box){(uint8_t)(grid->width - half), 0, grid->width, grid->height};
        } else {
            out[0] = (struct sw_box){0, 0, grid->width, (uint8_t)half};
            out[1] = (struct sw_box){0, (uint8_t)(grid->height - half), grid->width, grid->height};
        }
        return 2;
    }
    for (int j = 0; j < high; j++)
        for (int i = 0; i < wide; i++)
            out[count++] =
                (struct sw_box){across[2 * i], down[2 * j], across[2 * i + 1], down[2 * j + 1]};
    return count;
}

/* Cells that need not hang together: their holes are looked for one by one. */
static void mark_apart(const struct sw_grid *grid, struct sw_organism *organism, uint32_t count,
                       uint32_t attributes)
{
    sw_organisms_mark(grid, organism, count, attributes & ~(uint32_t)SW_HAS_HOLE);
    for (uint32_t k = 0; k < count && (attributes & SW_HAS_HOLE) != 0; k++) {
        struct sw_mask holes = sw_mask_holes(&organism[k].mask, grid->width, grid->height);

        if (!sw_mask_empty(&holes))
            organism[k].attributes |= SW_HAS_HOLE;
    }
}

static uint32_t panel_organisms(const struct sw_grid *grid,
                                struct sw_organism out[SW_ORGANISMS_MAX])
{
    struct sw_box box[SW_PANELS_MAX];
    uint32_t count = sw_canvas_panels(grid, box), census[SW_COLOURS];
    struct sw_mask occupied = sw_grid_occupied(grid);

    for (uint32_t i = 0; i < count; i++) {
        out[i] = (struct sw_organism){.box = box[i]};
        out[i].mask = sw_mask_and(occupied, sw_box_mask(box[i]));
        out[i].cells = (uint16_t)sw_mask_count(&out[i].mask);
        sw_grid_census(grid, &out[i].mask, census);
        out[i].colour = sw_census_extreme(census, 1);
    }
    return count;
}

/* --- organisms and pieces --- */

static bool first_above(const struct sw_organism *a, const struct sw_organism *b)
{
    int y = a->box.y0;

    if (a->box.y0 != b->box.y0)
        return a->box.y0 < b->box.y0;
    return __builtin_ctz(a->mask.row[y]) < __builtin_ctz(b->mask.row[y]);
}

/* All cells of a colour, or all cells, in the order of their first ones. */
static uint32_t label_apart(const struct sw_canvas *canvas, const struct sw_mask *within,
                            struct sw_organism out[SW_ORGANISMS_MAX])
{
    bool any = (canvas->mode & SW_MODE_ANY) != 0;
    uint32_t count = 0;

    for (uint8_t colour = 1; colour < (any ? 2 : SW_COLOURS); colour++) {
        struct sw_organism one = {.mask = any ? sw_grid_occupied(&canvas->grid)
                                              : sw_grid_colour(&canvas->grid, colour)};
        uint32_t at = count;

        if (within != NULL)
            one.mask = sw_mask_and(one.mask, *within);
        if (sw_mask_empty(&one.mask))
            continue;
        one.box = sw_mask_box(&one.mask);
        one.cells = (uint16_t)sw_mask_count(&one.mask);
        one.colour = any ? sw_organism_commonest(&canvas->grid, &one) : colour;
        for (; at > 0 && first_above(&one, &out[at - 1]); at--)
            out[at] = out[at - 1];
        out[at] = one;
        count++;
    }
    return count;
}

uint32_t sw_canvas_label(const struct sw_canvas *canvas, const struct sw_mask *within,
                         struct sw_organism out[SW_ORGANISMS_MAX])
{
    if ((canvas->mode & SW_MODE_APART) != 0)
        return label_apart(canvas, within, out);
    return sw_organisms(&canvas->grid, within, sw_canvas_connection(canvas), out);
}

const struct sw_organism *sw_canvas_marked(const struct sw_canvas *canvas, uint32_t attributes,
                                           struct sw_organism room[SW_ORGANISMS_MAX],
                                           uint32_t *count)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_anatomy *anatomy = canvas->anatomy;
    uint32_t mode = canvas->mode & (SW_MODE_FOUR | SW_MODE_ANY);

    if (!sw_canvas_connected(canvas)) {
        *count = (canvas->mode & SW_MODE_PANELS) != 0 ? panel_organisms(grid, room)
                                                      : sw_canvas_label(canvas, NULL, room);
        mark_apart(grid, room, *count, attributes);
        return room;
    }
    if (anatomy == NULL) {
        *count = sw_organisms(grid, NULL, sw_canvas_connection(canvas), room);
        if (attributes != 0)
            sw_organisms_mark(grid, room, *count, attributes);
        return room;
    }
    if ((anatomy->known >> mode & 1u) == 0) {
        anatomy->count[mode] =
            sw_organisms(grid, NULL, sw_canvas_connection(canvas), anatomy->organism[mode]);
        anatomy->known |= 1u << mode;
        anatomy->described &= ~(1u << mode);
    }
    if (attributes != 0 && (anatomy->described >> mode & 1u) == 0) {
        sw_organisms_describe(grid, anatomy->organism[mode], anatomy->count[mode]);
        anatomy->described |= 1u << mode;
    }
    *count = anatomy->count[mode];
    return anatomy->organism[mode];
}

/* The organisms of the anatomy that are selected as a whole; false if some cells of the selection
 * are only a part of one, so that the selection has to be labelled by itself. */
static bool known_pieces(const struct sw_canvas *canvas, struct sw_organism *out, uint32_t *count)
{
    uint32_t mode = canvas->mode & (SW_MODE_FOUR | SW_MODE_ANY), cells = 0;
    const struct sw_anatomy *anatomy = canvas->anatomy;
    struct sw_mask occupied;

    if (anatomy == NULL)
        return false;
    sw_canvas_marked(canvas, 0, out, count);
    if (*count == SW_ORGANISMS_MAX)
        return false;
    *count = 0;
    for (uint32_t i = 0; i < anatomy->count[mode]; i++) {
        const struct sw_organism *organism = &anatomy->organism[mode][i];
        uint32_t in = 0, missing = 0;

        for (int y = organism->box.y0; y < organism->box.y1; y++) {
            in |= organism->mask.row[y] & canvas->selection.row[y];
            missing |= organism->mask.row[y] & ~canvas->selection.row[y];
        }
        if (in == 0)
            continue;
        if (missing != 0)
            return false;
        out[*count] = *organism;
        out[(*count)++].attributes = 0;
        cells += organism->cells;
    }
    occupied = sw_mask_and(sw_grid_occupied(&canvas->grid), canvas->selection);
    return cells == sw_mask_count(&occupied);
}

const struct sw_organism *sw_canvas_view_bodies(const struct sw_canvas *canvas,
                                                struct sw_organism room[SW_ORGANISMS_MAX],
                                                uint32_t *count)
{
    if (canvas->anatomy != NULL && sw_canvas_connected(canvas)) {
        struct sw_mask rest = sw_mask_minus(sw_grid_occupied(&canvas->grid), canvas->selection);
        const struct sw_organism *all = sw_canvas_marked(canvas, 0, room, count);

        if (sw_mask_empty(&rest) && *count < SW_ORGANISMS_MAX)
            return all;
    }
    *count = sw_canvas_bodies(canvas, room);
    return room;
}

const struct sw_organism *sw_canvas_view(const struct sw_canvas *canvas,
                                         struct sw_organism room[SW_ORGANISMS_MAX], uint32_t *count)
{
    if (!canvas->whole)
        return sw_canvas_view_bodies(canvas, room, count);
    *count = sw_canvas_pieces(canvas, room);
    return room;
}

uint32_t sw_canvas_pieces(const struct sw_canvas *canvas, struct sw_organism out[SW_ORGANISMS_MAX])
{
    const struct sw_grid *grid = &canvas->grid;
    uint32_t census[SW_COLOURS];

    if (!canvas->whole)
        return sw_canvas_bodies(canvas, out);
    out[0] = (struct sw_organism){.box = {0, 0, grid->width, grid->height}};
    out[0].mask = sw_mask_full(grid->width, grid->height);
    out[0].cells = (uint16_t)(grid->width * grid->height);
    sw_grid_census(grid, &out[0].mask, census);
    out[0].colour = sw_census_extreme(census, 1);
    return 1;
}

uint32_t sw_canvas_bodies(const struct sw_canvas *canvas, struct sw_organism out[SW_ORGANISMS_MAX])
{
    const struct sw_grid *grid = &canvas->grid;
    uint32_t count = 0, kept = 0;

    if ((canvas->mode & SW_MODE_PANELS) == 0) {
        if (sw_canvas_connected(canvas) && known_pieces(canvas, out, &count))
            return count;
        return sw_canvas_label(canvas, &canvas->selection, out);
    }
    count = panel_organisms(grid, out);
    for (uint32_t i = 0; i < count; i++) {
        struct sw_mask met = sw_mask_and(sw_box_mask(out[i].box), canvas->selection);

        if (!sw_mask_empty(&met))
            out[kept++] = out[i];
    }
    return kept;
}
