/* edit_canvas.c - the acts that make another canvas of the canvas: larger, smaller, repeated,
 * without some of its lines, or out of its pieces. */
#include "world/edit/edit_lay.h"
#include "world/edit/edit_parts.h"

#include <string.h>

static bool has_room(int width, int height)
{
    return width >= 1 && height >= 1 && width <= SW_SIDE_MAX && height <= SW_SIDE_MAX;
}

static void become(struct sw_canvas *canvas, const struct sw_grid *grid)
{
    sw_grid_copy(&canvas->grid, grid);
    sw_canvas_select_whole(canvas);
}

/* --- its edge --- */

static void act_trim(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;

    if (grid->width > 2 && grid->height > 2)
        sw_canvas_crop(
            canvas, (struct sw_box){1, 1, (uint8_t)(grid->width - 1), (uint8_t)(grid->height - 1)});
}

/* Without a colour in hand the cells at the edge come once more, and the new corners are empty. */
static void act_pad(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    int width = grid->width, height = grid->height;
    bool own = canvas->colour == SW_COLOUR_OWN;

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

static void act_blank(struct sw_canvas *canvas)
{
    if (canvas->colour == SW_COLOUR_OWN)
        return;
    sw_canvas_select_whole(canvas);
    sw_grid_paint(&canvas->grid, &canvas->selection, canvas->colour);
}

/* --- its scale --- */

/* In place, from the last row on; a line may be written beyond its end, but is cut before it is
 * laid down. */
static void stretch(struct sw_canvas *canvas, int across, int down)
{
    struct sw_grid *grid = &canvas->grid;
    int width = grid->width, height = grid->height;

    if (across * down < 2 || !has_room(width * across, height * down))
        return;
    for (int y = height - 1; y >= 0; y--) {
        uint8_t line[2 * SW_STRIDE];
        for (int x = 0; x < width; x++) {
            for (int k = 0; k < across; k += 8)
                memset(&line[x * across + k], grid->cell[y][x], 8);
        }
        memset(&line[width * across], 0, SW_STRIDE);
        for (int k = 0; k < down; k++)
            memcpy(grid->cell[y * down + k], line, SW_STRIDE);
    }
    grid->width = (uint8_t)(width * across);
    grid->height = (uint8_t)(height * down);
    sw_canvas_select_whole(canvas);
}

static void act_scale(struct sw_canvas *canvas)
{
    stretch(canvas, canvas->number, canvas->number);
}

static void act_stretch_x(struct sw_canvas *canvas)
{
    stretch(canvas, canvas->number, 1);
}

static void act_reduce(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    int side = canvas->number;

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

/* The rows and columns that differ from the one before; the first ones do not. */
static void changes(const struct sw_grid *grid, uint32_t *rows, uint32_t *columns)
{
    uint8_t differ[SW_STRIDE] = {0};

    *rows = 0;
    *columns = 0;
    for (int y = 0; y < grid->height; y++) {
        const uint8_t *row = grid->cell[y];
        for (int x = 1; x < SW_STRIDE; x++)
            differ[x] |= row[x] ^ row[x - 1];
        if (y > 0 && memcmp(row, grid->cell[y - 1], SW_STRIDE) != 0)
            *rows |= 1u << y;
    }
    for (int x = 1; x < grid->width; x++)
        *columns |= (uint32_t)(differ[x] != 0) << x;
}

static uint32_t common_divisor(uint32_t a, uint32_t b)
{
    while (b != 0) {
        uint32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Keeps the rows and columns whose bits are set, in place. */
static void keep_lines(struct sw_canvas *canvas, uint32_t rows, uint32_t columns)
{
    struct sw_grid *grid = &canvas->grid;
    uint8_t from_x[SW_SIDE_MAX];
    int width = 0, height = 0;

    for (uint32_t left = columns; left != 0; left &= left - 1)
        from_x[width++] = (uint8_t)__builtin_ctz(left);
    for (uint32_t left = rows; left != 0; left &= left - 1) {
        const uint8_t *from = grid->cell[__builtin_ctz(left)];
        uint8_t line[SW_STRIDE] = {0};
        for (int x = 0; x < width; x++)
            line[x] = from[from_x[x]];
        memcpy(grid->cell[height++], line, SW_STRIDE);
    }
    for (int y = height; y < grid->height; y++)
        memset(grid->cell[y], 0, SW_STRIDE);
    grid->width = (uint8_t)width;
    grid->height = (uint8_t)height;
    sw_canvas_select_whole(canvas);
}

/* Blocks of one colour have a side that divides every place where something changes. */
static void act_unscale(struct sw_canvas *canvas)
{
    const struct sw_grid *grid = &canvas->grid;
    uint32_t side = common_divisor(grid->width, grid->height), rows, columns, kept = 0;

    if (side == 1)
        return;
    changes(grid, &rows, &columns);
    for (uint32_t left = rows | columns; left != 0; left &= left - 1)
        side = common_divisor(side, (uint32_t)__builtin_ctz(left));
    if (side == 1)
        return;
    for (uint32_t place = 0; place < SW_SIDE_MAX; place += side)
        kept |= 1u << place;
    keep_lines(canvas, kept & ((1u << grid->height) - 1u), kept & ((1u << grid->width) - 1u));
}

/* --- its copies --- */

static void act_tile(struct sw_canvas *canvas)
{
    int times = canvas->number;

    if (times < 2 || !has_room(canvas->grid.width * times, canvas->grid.height * times))
        return;
    struct sw_mask places = sw_mask_full(times, times);
    sw_lay_tiles(&canvas->grid, times, times, &places);
    sw_canvas_select_whole(canvas);
}

static void act_product(struct sw_canvas *canvas)
{
    struct sw_grid *grid = &canvas->grid;
    struct sw_mask places = canvas->selection;

    if (!has_room(grid->width * grid->width, grid->height * grid->height))
        return;
    if (canvas->whole || sw_mask_empty(&places))
        places = sw_grid_occupied(grid);
    sw_lay_tiles(grid, grid->width, grid->height, &places);
    sw_canvas_select_whole(canvas);
}

/* --- its lines --- */

/* Nothing happens if nothing is taken out, or all of it. */
static void drop_lines(struct sw_canvas *canvas, uint32_t rows, uint32_t columns)
{
    const struct sw_grid *grid = &canvas->grid;
    uint32_t all_rows = (1u << grid->height) - 1u, all_columns = (1u << grid->width) - 1u;

    rows &= all_rows;
    columns &= all_columns;
    if (rows == 0 || columns == 0 || (rows == all_rows && columns == all_columns))
        return;
    keep_lines(canvas, rows, columns);
    sw_canvas_shift_place(canvas, __builtin_ctz(columns), __builtin_ctz(rows));
}

static void act_drop_empty(struct sw_canvas *canvas)
{
    struct sw_mask occupied = sw_grid_occupied(&canvas->grid);
    uint32_t rows = 0, columns = 0;

    for (int y = 0; y < canvas->grid.height; y++) {
        rows |= (uint32_t)(occupied.row[y] != 0) << y;
        columns |= occupied.row[y];
    }
    drop_lines(canvas, rows, columns);
}

static void act_drop_double(struct sw_canvas *canvas)
{
    uint32_t rows, columns;

    changes(&canvas->grid, &rows, &columns);
    drop_lines(canvas, rows | 1u, columns | 1u);
}

static void act_drop_selected(struct sw_canvas *canvas)
{
    uint32_t rows = 0, columns = UINT32_MAX, full = (1u << canvas->grid.width) - 1u;

    for (int y = 0; y < canvas->grid.height; y++) {
        rows |= (uint32_t)(canvas->selection.row[y] == full) << y;
        columns &= canvas->selection.row[y];
    }
    drop_lines(canvas, ~rows, ~columns);
}

/* Rows with as many cells keep their order. */
static void act_sort_rows(struct sw_canvas *canvas)
{
    struct sw_grid *grid = &canvas->grid, before;
    struct sw_mask occupied = sw_grid_occupied(grid);
    uint32_t rows[SW_SIDE_MAX + 1] = {0}; /* by their number of cells */
    int height = 0;

    sw_grid_copy(&before, grid);
    for (int y = 0; y < grid->height; y++)
        rows[sw_row_count(occupied.row[y])] |= 1u << y;
    for (int cells = 0; cells <= grid->width; cells++) {
        for (uint32_t left = rows[cells]; left != 0; left &= left - 1)
            memcpy(grid->cell[height++], before.cell[__builtin_ctz(left)], SW_STRIDE);
    }
    sw_canvas_select_whole(canvas);
}

/* --- out of its pieces --- */

static void line_up(struct sw_canvas *canvas, bool across)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint16_t order[SW_ORGANISMS_MAX];
    struct sw_rows moved;
    uint32_t count;
    const struct sw_organism *pieces = sw_canvas_view(canvas, room, &count);
    int width = 0, height = 0, place = 0;

    for (uint32_t k = 0; k < count; k++) {
        int wide = pieces[k].box.x1 - pieces[k].box.x0, high = pieces[k].box.y1 - pieces[k].box.y0;
        width = across ? width + wide : wide > width ? wide : width;
        height = across ? (high > height ? high : height) : height + high;
    }
    if (!has_room(width, height))
        return;
    struct sw_grid out = sw_grid_empty(width, height);
    sw_organisms_by_size(pieces, count, order);
    for (uint32_t k = 0; k < count; k++) {
        const struct sw_organism *piece = &pieces[order[k]];
        int dx = (across ? place : 0) - piece->box.x0, dy = (across ? 0 : place) - piece->box.y0;
        sw_rows_image(&out, piece, SW_IDENTITY, dx, dy, &moved);
        sw_lay(&out, &canvas->grid, piece->box, SW_IDENTITY, dx, dy, &moved);
        place += across ? piece->box.x1 - piece->box.x0 : piece->box.y1 - piece->box.y0;
    }
    become(canvas, &out);
}

static void act_queue(struct sw_canvas *canvas)
{
    line_up(canvas, true);
}

static void act_pile(struct sw_canvas *canvas)
{
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

static void act_single(struct sw_canvas *canvas)
{
    become_row(canvas, 1);
}

static void act_bar(struct sw_canvas *canvas)
{
    become_row(canvas, canvas->number);
}

/* clang-format off: name, group, description; what it does, and facts about it. */
static const struct sw_edit canvas_rows[] = {
    {"act.trim", SW_EDIT_ACT, "the canvas loses its outermost rows and columns", .apply = act_trim},
    {"act.pad", SW_EDIT_ACT,
     "the canvas grows by one row or column of the colour in hand on all four sides; without a "
     "colour, of the cells at its edge, with empty corners",
     .apply = act_pad, .coloured = true},
    {"act.blank", SW_EDIT_ACT, "all cells take the colour in hand", .apply = act_blank,
     .coloured = true},
    {"act.scale", SW_EDIT_ACT, "every cell becomes as many by as many cells as the number in hand",
     .apply = act_scale},
    {"act.stretch.x", SW_EDIT_ACT, "every column becomes as many columns as the number in hand",
     .apply = act_stretch_x},
    {"act.reduce", SW_EDIT_ACT,
     "blocks of as many by as many cells as the number in hand become one cell of their commonest "
     "colour, not 0 if there is another",
     .apply = act_reduce},
    {"act.unscale", SW_EDIT_ACT,
     "the canvas is divided by the side of the largest blocks of one colour that it wholly "
     "consists of",
     .apply = act_unscale},
    {"act.tile", SW_EDIT_ACT, "as many by as many copies of the canvas as the number in hand",
     .apply = act_tile},
    {"act.product", SW_EDIT_ACT,
     "every selected cell (nothing or everything selected: every one that is not empty) becomes a "
     "copy of the canvas, every other an empty canvas",
     .apply = act_product},
    {"act.drop.empty", SW_EDIT_ACT, "rows and columns without any organism are taken out",
     .apply = act_drop_empty},
    {"act.drop.double", SW_EDIT_ACT, "rows and columns that equal the one before are taken out",
     .apply = act_drop_double},
    {"act.drop.selected", SW_EDIT_ACT,
     "rows and columns that are selected from edge to edge are taken out",
     .apply = act_drop_selected},
    {"act.sort.rows", SW_EDIT_ACT,
     "the rows are sorted by their number of non-empty cells, fewest first",
     .apply = act_sort_rows},
    {"act.queue", SW_EDIT_ACT,
     "the canvas becomes the selected pieces side by side, largest first, without gaps, tops in "
     "line",
     .apply = act_queue},
    {"act.pile", SW_EDIT_ACT,
     "the canvas becomes the selected pieces below each other, largest first, without gaps, left "
     "sides in line",
     .apply = act_pile},
    {"act.single", SW_EDIT_ACT, "the canvas becomes one cell of the colour in hand",
     .apply = act_single, .coloured = true},
    {"act.bar", SW_EDIT_ACT,
     "the canvas becomes one row of the colour in hand, as long as the number in hand",
     .apply = act_bar, .coloured = true},
};
/* clang-format on */

SW_EDIT_PART(canvas);
