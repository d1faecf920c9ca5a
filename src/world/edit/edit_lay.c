/* edit_lay.c - laying cells down elsewhere. */
#include "world/edit/edit_lay.h"
#include "world/edit/edit_ray.h"

#include <string.h>

/* The row of `from` is copied between two empty ones, so that it can be read at any shift. */
static void lay_row(uint8_t *to, const uint8_t *from, int dx, uint32_t onto)
{
    uint8_t wide[3 * SW_STRIDE] = {0};

    memcpy(wide + SW_STRIDE, from, SW_STRIDE);
    for (; onto != 0; onto &= onto - 1) {
        int x = __builtin_ctz(onto);
        to[x] = wide[SW_STRIDE + x - dx];
    }
}

void sw_rows_image(const struct sw_grid *grid, const struct sw_organism *piece,
                   enum sw_symmetry symmetry, int dx, int dy, struct sw_rows *out)
{
    uint32_t inside = (1u << grid->width) - 1u;
    int skip;

    out->y = piece->box.y0 + dy;
    out->count = 0;
    if (dx <= -SW_STRIDE || dx >= SW_STRIDE)
        return;
    out->count = sw_mask_image(&piece->mask, piece->box, symmetry, out->row);
    skip = out->y < 0 ? -out->y : 0;
    if (out->y + out->count > grid->height)
        out->count = grid->height - out->y;
    for (int k = skip; k < out->count; k++)
        out->row[k - skip] = (dx < 0 ? out->row[k] >> -dx : out->row[k] << dx) & inside;
    out->y += skip;
    out->count = out->count > skip ? out->count - skip : 0;
}

void sw_rows_paint(struct sw_grid *grid, const struct sw_rows *rows, uint8_t colour)
{
    sw_grid_paint_rows(grid, rows->y, rows->row, rows->count, colour);
}

void sw_lay(struct sw_grid *grid, const struct sw_grid *from, struct sw_box box,
            enum sw_symmetry symmetry, int dx, int dy, const struct sw_rows *onto)
{
    struct sw_symmetry_parts parts = sw_symmetry_parts(symmetry);
    int wide = parts.transpose ? box.y1 - box.y0 : box.x1 - box.x0;
    int high = parts.transpose ? box.x1 - box.x0 : box.y1 - box.y0;
    int x_step = parts.transpose ? SW_STRIDE : 1, y_step = parts.transpose ? 1 : SW_STRIDE;
    int start = box.y0 * SW_STRIDE + box.x0;
    const uint8_t *cell = &from->cell[0][0];

    /* Where in `from` a step to the right and a step down in the image lead. */
    if (parts.mirror_x) {
        start += x_step * (wide - 1);
        x_step = -x_step;
    }
    if (parts.mirror_y) {
        start += y_step * (high - 1);
        y_step = -y_step;
    }
    for (int k = 0; k < onto->count; k++) {
        int y = onto->y + k;
        if (onto->row[k] == 0)
            continue;
        if (x_step == 1) {
            lay_row(grid->cell[y], &cell[start + (y - box.y0 - dy) * y_step - box.x0], dx,
                    onto->row[k]);
            continue;
        }
        for (uint32_t row = onto->row[k]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            grid->cell[y][x] =
                cell[start + (y - box.y0 - dy) * y_step + (x - box.x0 - dx) * x_step];
        }
    }
}

void sw_lay_moved(struct sw_grid *grid, const struct sw_grid *from, const struct sw_mask *cells,
                  int dx, int dy)
{
    struct sw_box box = {0, 0, from->width, from->height};
    struct sw_mask onto = sw_mask_and(*cells, sw_grid_occupied(from));
    struct sw_rows rows = {.count = grid->height};

    onto = sw_mask_shift(onto, dx, dy, grid->width, grid->height);
    memcpy(rows.row, onto.row, sizeof rows.row);
    sw_lay(grid, from, box, SW_IDENTITY, dx, dy, &rows);
}

/* In place, from the last row of places on. A line takes whole rows, each of which clears what the
 * one before it wrote beyond its end. */
void sw_lay_tiles(struct sw_grid *grid, int across, int down, const struct sw_mask *places)
{
    static const uint8_t nothing[SW_STRIDE] = {0};
    int width = grid->width, height = grid->height;

    for (int j = down - 1; j >= 0; j--) {
        for (int y = 0; y < height; y++) {
            uint8_t line[2 * SW_STRIDE];
            for (int i = 0; i < across; i++)
                memcpy(&line[i * width], sw_mask_get(places, i, j) ? grid->cell[y] : nothing,
                       SW_STRIDE);
            memcpy(grid->cell[j * height + y], line, SW_STRIDE);
        }
    }
    grid->width = (uint8_t)(width * across);
    grid->height = (uint8_t)(height * down);
}

void sw_laying_begin(const struct sw_canvas *canvas, struct sw_laying *laying)
{
    laying->plain = sw_canvas_plain(canvas);
    if (!laying->plain)
        sw_grid_copy(&laying->before, &canvas->grid);
    laying->occupied = sw_grid_occupied(&canvas->grid);
    laying->selected = canvas->selection;
}

void sw_laying_add(struct sw_canvas *canvas, struct sw_laying *laying,
                   const struct sw_organism *piece, enum sw_symmetry symmetry, int dx, int dy,
                   struct sw_rows *cells)
{
    uint32_t *occupied = &laying->occupied.row[cells->y];
    uint32_t *selected = &laying->selected.row[cells->y];

    for (int k = 0; k < cells->count; k++) {
        cells->row[k] &= ~occupied[k];
        occupied[k] |= cells->row[k];
        selected[k] |= cells->row[k];
    }
    if (laying->plain)
        sw_rows_paint(&canvas->grid, cells, piece->colour);
    else
        sw_lay(&canvas->grid, &laying->before, piece->box, symmetry, dx, dy, cells);
}

const struct sw_organism *sw_canvas_solid_bodies(const struct sw_canvas *canvas,
                                                 struct sw_organism room[SW_ORGANISMS_MAX],
                                                 uint32_t *count)
{
    const struct sw_organism *bodies = sw_canvas_view_bodies(canvas, room, count);
    uint32_t kept = 0;

    if ((canvas->mode & SW_MODE_PANELS) == 0)
        return bodies;
    for (uint32_t k = 0; k < *count; k++) {
        if (room[k].cells == 0)
            continue;
        room[k].box = sw_mask_box(&room[k].mask);
        room[kept++] = room[k];
    }
    *count = kept;
    return room;
}

struct sw_mask sw_paint_claims(struct sw_canvas *canvas, const struct sw_mask *free,
                               int connectivity)
{
    struct sw_grid *grid = &canvas->grid;
    struct sw_mask cells = sw_mask_and(sw_grid_occupied(grid), canvas->selection), digit[4];
    struct sw_colour_sets claims;

    sw_grid_digits(grid, digit);
    for (int k = 0; k < 4; k++) {
        claims.one[k] =
            sw_mask_grow(sw_mask_and(cells, digit[k]), connectivity, grid->width, grid->height);
        claims.zero[k] =
            sw_mask_grow(sw_mask_minus(cells, digit[k]), connectivity, grid->width, grid->height);
    }
    return sw_paint_sets(grid, free, &claims);
}
