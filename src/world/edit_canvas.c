/* edit_canvas.c - the acts that make another canvas of the canvas: larger, smaller, repeated,
 * without some of its lines, or out of its pieces. */
#include "world/edit_lay.h"

#include <string.h>

static bool has_room(int width, int height)
{
    return width >= 1 && height >= 1 && width <= SW_SIDE_MAX && height <= SW_SIDE_MAX;
}

static void become(struct sw_canvas *canvas, const struct sw_grid *grid)
{
    canvas->grid = *grid;
    sw_canvas_select_whole(canvas);
}

/* --- its edge --- */

void sw_act_trim(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;

    (void)unused;
    if (grid->width > 2 && grid->height > 2)
        sw_canvas_crop(
            canvas, (struct sw_box){1, 1, (uint8_t)(grid->width - 1), (uint8_t)(grid->height - 1)});
}

/* Without a colour in hand the cells at the edge come once more, and the new corners are empty. */
void sw_act_pad(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    int width = grid->width, height = grid->height;
    bool own = canvas->colour == SW_COLOUR_OWN;

    (void)unused;
    if (!has_room(width + 2, height + 2))
        return;
    struct sw_grid out = sw_grid_empty(width + 2, height + 2);
    for (int y = 0; y < height; y++) {
        memcpy(&out.cell[y + 1][1], grid->cell[y], (size_t)width);
        out.cell[y + 1][0] = sw_canvas_ink(canvas, grid->cell[y][0]);
        out.cell[y + 1][width + 1] = sw_canvas_ink(canvas, grid->cell[y][width - 1]);
    }
    if (own) {
        memcpy(&out.cell[0][1], grid->cell[0], (size_t)width);
        memcpy(&out.cell[height + 1][1], grid->cell[height - 1], (size_t)width);
    } else {
        memset(out.cell[0], canvas->colour, (size_t)width + 2);
        memset(out.cell[height + 1], canvas->colour, (size_t)width + 2);
    }
    become(canvas, &out);
    sw_canvas_shift_place(canvas, -1, -1);
}

void sw_act_blank(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    if (canvas->colour == SW_COLOUR_OWN)
        return;
    sw_canvas_select_whole(canvas);
    sw_grid_paint(&canvas->grid, &canvas->selection, canvas->colour);
}

/* --- its scale --- */

static void stretch(struct sw_canvas *canvas, int across, int down)
{
    const struct sw_grid *grid = &canvas->grid;
    int width = grid->width, height = grid->height;

    if (across * down < 2 || !has_room(width * across, height * down))
        return;
    struct sw_grid out = sw_grid_empty(width * across, height * down);
    for (int y = 0; y < height; y++) {
        uint8_t *row = out.cell[y * down];
        for (int x = 0; x < width; x++)
            memset(row + x * across, grid->cell[y][x], (size_t)across);
        for (int k = 1; k < down; k++)
            memcpy(out.cell[y * down + k], row, SW_STRIDE);
    }
    become(canvas, &out);
}

void sw_act_scale(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    stretch(canvas, canvas->number, canvas->number);
}

void sw_act_stretch_x(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    stretch(canvas, canvas->number, 1);
}

void sw_act_reduce(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    int side = canvas->number;

    (void)unused;
    if (side < 2 || grid->width % side != 0 || grid->height % side != 0)
        return;
    struct sw_grid out = sw_grid_empty(grid->width / side, grid->height / side);
    for (int y = 0; y < out.height; y++) {
        for (int x = 0; x < out.width; x++) {
            uint32_t census[SW_COLOURS] = {0};
            for (int j = 0; j < side; j++) {
                for (int i = 0; i < side; i++)
                    census[grid->cell[y * side + j][x * side + i]]++;
            }
            out.cell[y][x] = sw_census_extreme(census, 1);
        }
    }
    become(canvas, &out);
}

static bool of_blocks(const struct sw_grid *grid, int side)
{
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            if (grid->cell[y][x] != grid->cell[y - y % side][x - x % side])
                return false;
        }
    }
    return true;
}

void sw_act_unscale(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;

    (void)unused;
    for (int side = SW_SIDE_MAX; side > 1; side--) {
        if (grid->width % side != 0 || grid->height % side != 0 || !of_blocks(grid, side))
            continue;
        struct sw_grid out = sw_grid_empty(grid->width / side, grid->height / side);
        for (int y = 0; y < out.height; y++) {
            for (int x = 0; x < out.width; x++)
                out.cell[y][x] = grid->cell[y * side][x * side];
        }
        become(canvas, &out);
        return;
    }
}

/* --- its copies --- */

/* Lays `times` by `times` places of the canvas's size; a copy goes where the place's bit is set. */
static void lay_copies(struct sw_canvas *canvas, int across, int down, const struct sw_mask *places)
{
    const struct sw_grid *grid = &canvas->grid;
    int width = grid->width, height = grid->height;
    struct sw_grid out = sw_grid_empty(width * across, height * down);

    for (int j = 0; j < down; j++) {
        for (int i = 0; i < across; i++) {
            if (!sw_mask_get(places, i, j))
                continue;
            for (int y = 0; y < height; y++)
                memcpy(&out.cell[j * height + y][i * width], grid->cell[y], (size_t)width);
        }
    }
    become(canvas, &out);
}

void sw_act_tile(struct sw_canvas *canvas, uint8_t unused)
{
    int times = canvas->number;

    (void)unused;
    if (times < 2 || !has_room(canvas->grid.width * times, canvas->grid.height * times))
        return;
    struct sw_mask places = sw_mask_full(times, times);
    lay_copies(canvas, times, times, &places);
}

void sw_act_product(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask places = canvas->selection;

    (void)unused;
    if (!has_room(grid->width * grid->width, grid->height * grid->height))
        return;
    if (canvas->whole || sw_mask_empty(&places))
        places = sw_grid_occupied(grid);
    lay_copies(canvas, grid->width, grid->height, &places);
}

/* --- its lines --- */

/* Keeps the rows and columns whose bits are set; nothing happens if none would be left. */
static void keep_lines(struct sw_canvas *canvas, uint32_t rows, uint32_t columns)
{
    const struct sw_grid *grid = &canvas->grid;
    uint32_t all_rows = (1u << grid->height) - 1u, all_columns = (1u << grid->width) - 1u;
    int from_x[SW_SIDE_MAX], width = 0, height = 0;

    rows &= all_rows;
    columns &= all_columns;
    if (rows == 0 || columns == 0 || (rows == all_rows && columns == all_columns))
        return;
    for (uint32_t left = columns; left != 0; left &= left - 1)
        from_x[width++] = __builtin_ctz(left);
    struct sw_grid out = sw_grid_empty(width, (int)sw_row_count(rows));
    for (uint32_t left = rows; left != 0; left &= left - 1) {
        const uint8_t *from = grid->cell[__builtin_ctz(left)];
        for (int x = 0; x < width; x++)
            out.cell[height][x] = from[from_x[x]];
        height++;
    }
    become(canvas, &out);
    sw_canvas_shift_place(canvas, __builtin_ctz(columns), __builtin_ctz(rows));
}

void sw_act_drop_empty(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask occupied = sw_grid_occupied(&canvas->grid);
    uint32_t rows = 0, columns = 0;

    (void)unused;
    for (int y = 0; y < canvas->grid.height; y++) {
        rows |= (uint32_t)(occupied.row[y] != 0) << y;
        columns |= occupied.row[y];
    }
    keep_lines(canvas, rows, columns);
}

void sw_act_drop_double(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    uint32_t rows = 1, columns = 1;

    (void)unused;
    for (int y = 1; y < grid->height; y++)
        rows |= (uint32_t)(memcmp(grid->cell[y], grid->cell[y - 1], SW_STRIDE) != 0) << y;
    for (int y = 0; y < grid->height; y++) {
        for (int x = 1; x < grid->width; x++)
            columns |= (uint32_t)(grid->cell[y][x] != grid->cell[y][x - 1]) << x;
    }
    keep_lines(canvas, rows, columns);
}

void sw_act_drop_selected(struct sw_canvas *canvas, uint8_t unused)
{
    uint32_t rows = 0, columns = UINT32_MAX, full = (1u << canvas->grid.width) - 1u;

    (void)unused;
    for (int y = 0; y < canvas->grid.height; y++) {
        rows |= (uint32_t)(canvas->selection.row[y] == full) << y;
        columns &= canvas->selection.row[y];
    }
    keep_lines(canvas, ~rows, ~columns);
}

/* Rows with as many cells keep their order. */
void sw_act_sort_rows(struct sw_canvas *canvas, uint8_t unused)
{
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask occupied = sw_grid_occupied(grid);
    struct sw_grid out = sw_grid_empty(grid->width, grid->height);
    int height = 0;

    (void)unused;
    for (uint32_t cells = 0; cells <= grid->width; cells++) {
        for (int y = 0; y < grid->height; y++) {
            if (sw_row_count(occupied.row[y]) == cells)
                memcpy(out.cell[height++], grid->cell[y], SW_STRIDE);
        }
    }
    become(canvas, &out);
}

/* --- out of its pieces --- */

/* The order of the pieces from the largest to the smallest; equal ones keep theirs. */
static void by_size(const struct sw_organism *pieces, uint32_t count, uint16_t *order)
{
    for (uint32_t k = 0; k < count; k++) {
        uint32_t place = k;
        for (; place > 0 && pieces[order[place - 1]].cells < pieces[k].cells; place--)
            order[place] = order[place - 1];
        order[place] = (uint16_t)k;
    }
}

static void line_up(struct sw_canvas *canvas, bool across)
{
    struct sw_organism pieces[SW_ORGANISMS_MAX];
    uint16_t order[SW_ORGANISMS_MAX];
    uint32_t count = sw_canvas_pieces(canvas, pieces);
    int width = 0, height = 0, place = 0;

    for (uint32_t k = 0; k < count; k++) {
        int wide = pieces[k].box.x1 - pieces[k].box.x0, high = pieces[k].box.y1 - pieces[k].box.y0;
        width = across ? width + wide : wide > width ? wide : width;
        height = across ? (high > height ? high : height) : height + high;
    }
    if (!has_room(width, height))
        return;
    struct sw_grid out = sw_grid_empty(width, height);
    by_size(pieces, count, order);
    for (uint32_t k = 0; k < count; k++) {
        const struct sw_organism *piece = &pieces[order[k]];
        int dx = (across ? place : 0) - piece->box.x0, dy = (across ? 0 : place) - piece->box.y0;
        sw_lay_moved(&out, &canvas->grid, &piece->mask, dx, dy);
        place += across ? piece->box.x1 - piece->box.x0 : piece->box.y1 - piece->box.y0;
    }
    become(canvas, &out);
}

void sw_act_queue(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    line_up(canvas, true);
}

void sw_act_pile(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    line_up(canvas, false);
}

static void become_row(struct sw_canvas *canvas, int length)
{
    uint8_t colour = canvas->colour;
    uint32_t census[SW_COLOURS];

    if (!has_room(length, 1))
        return;
    if (colour == SW_COLOUR_OWN) {
        sw_grid_census(&canvas->grid, &canvas->selection, census);
        colour = sw_census_extreme(census, 1);
        if (colour == 0)
            return;
    }
    struct sw_grid out = sw_grid_empty(length, 1);
    memset(out.cell[0], colour, (size_t)length);
    become(canvas, &out);
}

void sw_act_single(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    become_row(canvas, 1);
}

void sw_act_bar(struct sw_canvas *canvas, uint8_t unused)
{
    (void)unused;
    become_row(canvas, canvas->number);
}
