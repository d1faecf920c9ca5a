/* feature.c - planes of features. They are filled by rows: plain loops that the compiler
 * vectorises, or bit rows whose sets are counted or numbered. */
#include "world/edit/feature.h"
#include "world/edit/edit_piece.h"

#include <string.h>

typedef uint16_t row_of_values[SW_STRIDE];

bool sw_feature_is_colour(enum sw_feature feature)
{
    return feature <= SW_FEATURE_NEAR;
}

/* --- colours --- */

/* Bytes, as cells of a grid are, to values. */
static void widen(const struct sw_grid *byte, row_of_values *restrict value)
{
    for (int y = 0; y < byte->height; y++)
        for (int x = 0; x < SW_STRIDE; x++)
            value[y][x] = byte->cell[y][x];
}

/* What is seen past a cell: the cell, or if it is empty what it sees itself. */
static void look_past(const uint8_t *cell, const uint8_t *seen, uint8_t *restrict out)
{
    for (int x = 0; x < SW_STRIDE; x++) {
        uint8_t empty = (uint8_t) - (cell[x] == 0);

        out[x] = (uint8_t)(cell[x] | (seen[x] & empty));
    }
}

static void seen(const struct sw_grid *grid, enum sw_feature feature, row_of_values *value)
{
    struct sw_grid byte;
    int last = grid->height - 1;

    byte.width = grid->width;
    byte.height = grid->height;
    if (feature == SW_FEATURE_UP) {
        memset(byte.cell[0], 0, SW_STRIDE);
        for (int y = 1; y <= last; y++)
            look_past(grid->cell[y - 1], byte.cell[y - 1], byte.cell[y]);
    } else if (feature == SW_FEATURE_DOWN) {
        memset(byte.cell[last], 0, SW_STRIDE);
        for (int y = last - 1; y >= 0; y--)
            look_past(grid->cell[y + 1], byte.cell[y + 1], byte.cell[y]);
    } else {
        for (int y = 0; y <= last; y++) {
            uint8_t colour = 0;

            memset(byte.cell[y], 0, SW_STRIDE);
            for (int i = 0; i < grid->width; i++) {
                int x = feature == SW_FEATURE_LEFT ? i : grid->width - 1 - i;

                byte.cell[y][x] = colour;
                colour = grid->cell[y][x] != 0 ? grid->cell[y][x] : colour;
            }
        }
    }
    widen(&byte, value);
}

/* Sets of colours: of three cells side by side first, then of three such threes above each other;
 * the cell itself is left out. */
static void near(const struct sw_grid *grid, row_of_values *value)
{
    uint16_t set[SW_SIDE_MAX + 2][SW_STRIDE + 2], sides[SW_SIDE_MAX + 2][SW_STRIDE];

    memset(set, 0, sizeof set);
    memset(sides, 0, sizeof sides);
    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            set[y + 1][x + 1] = (uint16_t)(1u << grid->cell[y][x]);
    for (int y = 1; y <= grid->height; y++)
        for (int x = 0; x < SW_STRIDE; x++)
            sides[y][x] = set[y][x] | set[y][x + 2];
    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < SW_STRIDE; x++)
            value[y][x] =
                sides[y][x] | set[y][x + 1] | sides[y + 1][x] | sides[y + 2][x] | set[y + 2][x + 1];
}

/* --- counts --- */

static void fill(row_of_values *value, int height, uint16_t number)
{
    for (int y = 0; y < height; y++)
        for (int x = 0; x < SW_STRIDE; x++)
            value[y][x] = number;
}

static void number_at(row_of_values *value, const struct sw_mask *mask, struct sw_box box,
                      uint32_t number)
{
    for (int y = box.y0; y < box.y1; y++)
        for (uint32_t row = mask->row[y]; row != 0; row &= row - 1)
            value[y][__builtin_ctz(row)] = (uint16_t)number;
}

/* Adds 1 where two rows of bytes agree. */
static void count_same(const uint8_t *one, const uint8_t *other, uint8_t *restrict count)
{
    for (int x = 0; x < SW_STRIDE; x++)
        count[x] = (uint8_t)(count[x] + (one[x] == other[x]));
}

/* Neighbours (4 or 8) with the same byte; beyond the edge is none. */
static void same_around(const struct sw_grid *grid, const struct sw_grid *like, int neighbours,
                        row_of_values *value)
{
    enum { BEYOND = 0xff };
    uint8_t cell[SW_SIDE_MAX + 2][SW_STRIDE + 2];

    memset(cell, BEYOND, sizeof cell);
    for (int y = 0; y < grid->height; y++)
        memcpy(&cell[y + 1][1], grid->cell[y], grid->width);
    for (int y = 0; y < grid->height; y++) {
        uint8_t count[SW_STRIDE] = {0};

        for (int dy = 0; dy <= 2; dy++)
            for (int dx = 0; dx <= 2; dx++)
                if ((dx != 1 || dy != 1) && (neighbours == 8 || dx == 1 || dy == 1))
                    count_same(&cell[y + dy][dx], like->cell[y], count);
        for (int x = 0; x < SW_STRIDE; x++)
            value[y][x] = count[x];
    }
}

/* Non-empty cells beside (4) or around (8). */
static void occupied_around(const struct sw_grid *grid, int neighbours, row_of_values *value)
{
    struct sw_grid some, one;

    some.width = grid->width;
    some.height = grid->height;
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < SW_STRIDE; x++)
            some.cell[y][x] = grid->cell[y][x] != 0;
        memset(one.cell[y], 1, SW_STRIDE);
    }
    same_around(&some, &one, neighbours, value);
}

static void line_counts(const struct sw_grid *grid, bool rows, row_of_values *value)
{
    uint16_t column[SW_STRIDE] = {0};

    for (int y = 0; y < grid->height; y++) {
        uint16_t count = 0;

        for (int x = 0; x < SW_STRIDE; x++) {
            count = (uint16_t)(count + (grid->cell[y][x] != 0));
            column[x] = (uint16_t)(column[x] + (grid->cell[y][x] != 0));
        }
        for (int x = 0; x < SW_STRIDE; x++)
            value[y][x] = count;
    }
    for (int y = 0; y < grid->height && !rows; y++)
        memcpy(value[y], column, sizeof column);
}

/* --- places --- */

static void places(const struct sw_grid *grid, enum sw_feature feature, row_of_values *value)
{
    int width = grid->width, height = grid->height;

    for (int y = 0; y < height; y++) {
        int edge = y < height - 1 - y ? y : height - 1 - y;

        for (int x = 0; x < SW_STRIDE; x++) {
            int beside = x < width - 1 - x ? x : width - 1 - x;
            int place = feature == SW_FEATURE_ROW             ? y
                        : feature == SW_FEATURE_COLUMN        ? x
                        : feature == SW_FEATURE_ROW_PARITY    ? y % 2
                        : feature == SW_FEATURE_COLUMN_PARITY ? x % 2
                        : feature == SW_FEATURE_PARITY        ? (x + y) % 2
                                                              : (edge < beside ? edge : beside);

            value[y][x] = (uint16_t)place;
        }
    }
}

/* --- depth and distance: sets that shrink or grow by a cell at a time --- */

/* Cells all of whose four sides are in the mask. */
static struct sw_mask surrounded(const struct sw_mask *mask)
{
    struct sw_mask out = sw_mask_none();

    for (int y = 1; y < SW_STRIDE - 1; y++)
        out.row[y] = mask->row[y] & mask->row[y] << 1 & mask->row[y] >> 1 & mask->row[y - 1] &
                     mask->row[y + 1];
    return out;
}

/* Cells whose four sides have their colour: cells whose colour differs from a side's digits are
 * out, and so are those at the canvas's edge. */
static struct sw_mask inside_colours(const struct sw_grid *grid)
{
    struct sw_mask digit[4], out = sw_mask_full(grid->width, grid->height);

    out = surrounded(&out);
    sw_grid_digits(grid, digit);
    for (int k = 0; k < 4; k++) {
        for (int y = 1; y < SW_STRIDE - 1; y++) {
            uint32_t own = digit[k].row[y];

            out.row[y] &= ~((own ^ own << 1) | (own ^ own >> 1) | (own ^ digit[k].row[y - 1]) |
                            (own ^ digit[k].row[y + 1]));
        }
    }
    return out;
}

static void depths(const struct sw_grid *grid, row_of_values *value)
{
    struct sw_mask deep = inside_colours(grid);
    struct sw_grid byte = sw_grid_empty(grid->width, grid->height);

    for (uint8_t depth = 1; !sw_mask_empty(&deep); depth++) {
        sw_grid_paint(&byte, &deep, depth);
        deep = surrounded(&deep);
    }
    widen(&byte, value);
}

static void distances(const struct sw_grid *grid, row_of_values *value)
{
    struct sw_mask full = sw_mask_full(grid->width, grid->height);
    struct sw_mask near_by = sw_grid_occupied(grid), far = sw_mask_minus(full, near_by);
    struct sw_grid byte = sw_grid_empty(grid->width, grid->height);

    if (sw_mask_empty(&near_by)) {
        fill(value, grid->height, SW_FEATURE_NONE);
        return;
    }
    for (uint8_t distance = 1; !sw_mask_empty(&far); distance++) {
        sw_grid_paint(&byte, &far, distance);
        near_by = sw_mask_grow(near_by, 8, grid->width, grid->height);
        far = sw_mask_minus(full, near_by);
    }
    widen(&byte, value);
}

/* --- organisms --- */

/* How many different sizes are larger than each size: a rank by size. */
static void ranks_of(const struct sw_organism *organism, uint32_t count,
                     uint16_t rank[SW_SIDE_MAX * SW_SIDE_MAX + 1])
{
    uint16_t larger = 0;

    memset(rank, 0, (SW_SIDE_MAX * SW_SIDE_MAX + 1) * sizeof *rank);
    for (uint32_t k = 0; k < count; k++)
        rank[organism[k].cells] = 1;
    for (uint32_t size = SW_SIDE_MAX * SW_SIDE_MAX; size > 0; size--) {
        uint16_t found = rank[size];

        rank[size] = larger;
        larger = (uint16_t)(larger + found);
    }
}

/* Holes of cells that need not hang together: the pieces of what they enclose. */
static uint32_t holes_between(const struct sw_mask *mask, int width, int height)
{
    struct sw_mask holes = sw_mask_holes(mask, width, height);
    uint32_t count = 0;
    int x, y;

    for (; sw_mask_first(&holes, &x, &y); count++) {
        struct sw_mask seed = sw_mask_none();

        sw_mask_set(&seed, x, y);
        holes = sw_mask_minus(holes, sw_mask_flood(seed, holes, 4));
    }
    return count;
}

static void of_organisms(const struct sw_canvas *canvas, enum sw_feature feature,
                         row_of_values *value)
{
    struct sw_organism room[SW_ORGANISMS_MAX];
    uint16_t rank[SW_SIDE_MAX * SW_SIDE_MAX + 1];
    uint32_t count;
    const struct sw_organism *organism =
        sw_canvas_marked(canvas, feature == SW_FEATURE_HOLES ? SW_HAS_HOLE : 0, room, &count);

    fill(value, canvas->grid.height, SW_FEATURE_NONE);
    if (feature == SW_FEATURE_RANK)
        ranks_of(organism, count, rank);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t number = organism[k].cells;

        if (feature == SW_FEATURE_RANK)
            number = rank[organism[k].cells];
        else if (feature == SW_FEATURE_HOLES && !sw_canvas_connected(canvas))
            number = holes_between(&organism[k].mask, canvas->grid.width, canvas->grid.height);
        else if (feature == SW_FEATURE_HOLES)
            number = (organism[k].attributes & SW_HAS_HOLE) == 0
                         ? 0
                         : sw_mask_hole_count(&organism[k].mask, organism[k].box);
        number_at(value, &organism[k].mask, organism[k].box, number);
    }
}

void sw_feature_plane(const struct sw_canvas *canvas, enum sw_feature feature,
                      uint16_t value[SW_SIDE_MAX][SW_STRIDE])
{
    const struct sw_grid *grid = &canvas->grid;

    switch (feature) {
    case SW_FEATURE_COLOUR:
        widen(grid, value);
        break;
    case SW_FEATURE_UP:
    case SW_FEATURE_DOWN:
    case SW_FEATURE_LEFT:
    case SW_FEATURE_RIGHT:
        seen(grid, feature, value);
        break;
    case SW_FEATURE_NEAR:
        near(grid, value);
        break;
    case SW_FEATURE_SIDES:
    case SW_FEATURE_NEIGHBOURS:
        occupied_around(grid, feature == SW_FEATURE_SIDES ? 4 : 8, value);
        break;
    case SW_FEATURE_ALIKE:
        same_around(grid, grid, 8, value);
        break;
    case SW_FEATURE_ROW_COUNT:
    case SW_FEATURE_COLUMN_COUNT:
        line_counts(grid, feature == SW_FEATURE_ROW_COUNT, value);
        break;
    case SW_FEATURE_DEPTH:
        depths(grid, value);
        break;
    case SW_FEATURE_DISTANCE:
        distances(grid, value);
        break;
    case SW_FEATURE_SIZE:
    case SW_FEATURE_RANK:
    case SW_FEATURE_HOLES:
        of_organisms(canvas, feature, value);
        break;
    default:
        places(grid, feature, value);
    }
}
