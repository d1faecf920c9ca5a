/* sketch.c - shapes, where they may lie on a canvas in the making, and how they are painted. */
#include "world/law/sketch.h"

#include <string.h>

uint8_t sw_scene_colour(int colours, uint8_t than, struct sw_dice *dice)
{
    uint32_t colour;

    if (than == 0 || colours < 2 || than > colours)
        return (uint8_t)(1 + sw_dice_below(dice, (uint32_t)colours));
    colour = 1 + sw_dice_below(dice, (uint32_t)colours - 1);
    return (uint8_t)(colour + (colour >= than));
}

/* --- shapes --- */

/* Cells are added beside cells that are there, on a field that is large enough whatever happens;
 * its middle is where the first lies. */
struct sw_shape sw_shape_grown(int cells, struct sw_dice *dice)
{
    static const int8_t step[4][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};
    uint32_t row[2 * SW_SHAPE_CELLS + 1], all = 1u << SW_SHAPE_CELLS;
    int top = SW_SHAPE_CELLS, bottom = SW_SHAPE_CELLS, count = 1, left;
    int8_t at[SW_SHAPE_CELLS][2];
    struct sw_shape shape;

    memset(row, 0, sizeof row);
    at[0][0] = at[0][1] = SW_SHAPE_CELLS;
    row[SW_SHAPE_CELLS] = all;
    while (count < cells) {
        uint32_t bits = sw_dice_below(dice, 4u * (uint32_t)count);
        int x = at[bits >> 2][0] + step[bits & 3][0], y = at[bits >> 2][1] + step[bits & 3][1];

        if (row[y] >> x & 1u)
            continue;
        row[y] |= 1u << x;
        all |= 1u << x;
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
        at[count][0] = (int8_t)x;
        at[count++][1] = (int8_t)y;
    }
    left = __builtin_ctz(all);
    shape.width = 32 - __builtin_clz(all) - left;
    shape.height = bottom + 1 - top;
    for (int y = 0; y < shape.height; y++)
        shape.row[y] = row[y + top] >> left;
    return shape;
}

struct sw_shape sw_shape_rectangle(int width, int height)
{
    struct sw_shape shape;

    shape.width = width;
    shape.height = height;
    for (int y = 0; y < height; y++)
        shape.row[y] = (1u << width) - 1;
    return shape;
}

struct sw_shape sw_shape_box(const struct sw_sketch *sketch, bool ring, struct sw_dice *dice)
{
    int width = 3 + (sketch->width > 4 && sw_once_in(dice, 3));
    int height = 3 + (sketch->height > 4 && sw_once_in(dice, 3));
    struct sw_shape shape = sw_shape_rectangle(width, height);

    if (!ring)
        return shape;
    for (int y = 1; y < height - 1; y++)
        shape.row[y] = 1u | 1u << (width - 1);
    for (int corner = 0; corner < 4; corner++)
        if (sw_once_in(dice, 4))
            shape.row[corner & 1 ? height - 1 : 0] &= ~(corner & 2 ? 1u << (width - 1) : 1u);
    return shape;
}

/* Four rows at once; rows that the canvas does not have are read and not used. */
typedef uint32_t four __attribute__((vector_size(16)));

enum { FOURS = SW_STRIDE / 4 };

static four load(const uint32_t *row)
{
    four out;

    memcpy(&out, row, sizeof out);
    return out;
}

static four count_cells(four row)
{
    row -= row >> 1 & 0x55555555u;
    row = (row & 0x33333333u) + (row >> 2 & 0x33333333u);
    row = (row + (row >> 4)) & 0x0f0f0f0fu;
    row += row >> 8;
    return (row + (row >> 16)) & 0x3fu;
}

/* Bit x of row y of hit: with its corner at (x, y) the shape covers one of the cells. */
static inline void find_hits(const uint32_t *row, const struct sw_shape *shape, int fours,
                             four hit[FOURS])
{
    for (int k = 0; k < fours; k++)
        hit[k] = (four){0};
    for (int r = 0; r < shape->height; r++)
        for (uint32_t bits = shape->row[r]; bits != 0; bits &= bits - 1)
            for (int k = 0; k < fours; k++)
                hit[k] |= load(&row[4 * k + r]) >> (uint32_t)__builtin_ctz(bits);
}

/* The places at which a shape may lie: bit x of free[y] for its corner, counted by rows. */
struct places {
    uint32_t free[4 * FOURS], count[4 * FOURS], all;
    int fours; /* rows that are looked at */
};

/* Rows that are no places count as full, up to so many fours of them. */
static inline void find_rows(const struct sw_shape *shape, const uint32_t *blocked,
                             const uint32_t *beside, uint32_t fits, int rows, int fours,
                             struct places *out)
{
    four bad[FOURS], hit[FOURS];
    four all = {0}, number = {0, 1, 2, 3};

    find_hits(blocked, shape, fours, bad);
    if (beside != NULL)
        find_hits(beside, shape, fours, hit);
    for (int k = 0; k < fours; k++) {
        four free = ~bad[k] & fits & (four)(number < (uint32_t)rows), count;

        if (beside != NULL)
            free &= hit[k];
        count = count_cells(free);
        number += 4;
        memcpy(&out->free[4 * k], &free, sizeof free);
        memcpy(&out->count[4 * k], &count, sizeof count);
        all += count;
    }
    out->all = all[0] + all[1] + all[2] + all[3];
}

/* Most canvases are small. How many fours there are is then told to the compiler, and is the same
 * for shapes of any height, so that no branch depends on the dice. */
static void find_places(const struct sw_sketch *sketch, const struct sw_shape *shape,
                        const uint32_t *blocked, const uint32_t *beside, struct places *out)
{
    int rows = sketch->height - shape->height + 1;
    uint32_t fits;

    out->all = 0;
    if (shape->width > sketch->width || rows < 1)
        return;
    fits = (1u << (sketch->width - shape->width + 1)) - 1;
    out->fours = (rows + 3) / 4;
    if (sketch->height <= 8)
        find_rows(shape, blocked, beside, fits, rows, out->fours = 2, out);
    else if (sketch->height <= 12)
        find_rows(shape, blocked, beside, fits, rows, out->fours = 3, out);
    else
        find_rows(shape, blocked, beside, fits, rows, out->fours, out);
}

static uint32_t widened(uint32_t row)
{
    return row | row << 1 | row >> 1;
}

/* Marks the shape at (x, y) and its 8 neighbours in rows; also in the one below the canvas, which
 * nobody reads. */
static void mark_around(const struct sw_sketch *sketch, const struct sw_shape *shape, int x, int y,
                        uint32_t *rows)
{
    uint32_t inside = (1u << sketch->width) - 1, above = 0;
    uint32_t here = widened(shape->row[0] << x) & inside;

    if (y > 0)
        rows[y - 1] |= here;
    for (int r = 0; r < shape->height; r++) {
        uint32_t below = 0;

        if (r + 1 < shape->height)
            below = widened(shape->row[r + 1] << x) & inside;
        rows[y + r] |= above | here | below;
        above = here;
        here = below;
    }
    rows[y + shape->height] |= above;
}

void sw_sketch_draw(struct sw_sketch *sketch, const struct sw_shape *shape, int x, int y,
                    uint8_t colour)
{
    if (sketch->count == SW_DRAWN_MAX)
        return;
    mark_around(sketch, shape, x, y, sketch->blocked);
    memcpy(sketch->drawn[sketch->count].shape.row, shape->row,
           (size_t)shape->height * sizeof shape->row[0]);
    sketch->drawn[sketch->count].shape.width = shape->width;
    sketch->drawn[sketch->count].shape.height = shape->height;
    sketch->drawn[sketch->count].x = x;
    sketch->drawn[sketch->count].y = y;
    sketch->drawn[sketch->count].colour = colour;
    sketch->count++;
}

bool sw_sketch_lay(struct sw_sketch *sketch, const struct sw_shape *shape, uint8_t colour,
                   const uint32_t *blocked, const uint32_t *beside, struct sw_dice *dice)
{
    struct places places;
    uint32_t pick, sum = 0, before = 0;
    int y = 0;

    find_places(sketch, shape, blocked, beside, &places);
    if (places.all == 0 || sketch->count == SW_DRAWN_MAX)
        return false;
    pick = sw_dice_below(dice, places.all);
    for (int k = 0; k < 4 * places.fours; k++) {
        sum += places.count[k];
        y += sum <= pick;
        before = sum <= pick ? sum : before;
    }
    for (pick -= before; pick > 0; pick--)
        places.free[y] &= places.free[y] - 1;
    sw_sketch_draw(sketch, shape, __builtin_ctz(places.free[y]), y, colour);
    return true;
}

bool sw_sketch_beside(struct sw_sketch *sketch, const struct sw_shape *shape, uint8_t colour,
                      struct sw_dice *dice)
{
    uint32_t blocked[SW_SKETCH_ROWS], beside[SW_SKETCH_ROWS] = {0};
    int last = sketch->count - 1;

    memcpy(blocked, sketch->off, sizeof blocked);
    for (int i = 0; i < last; i++)
        mark_around(sketch, &sketch->drawn[i].shape, sketch->drawn[i].x, sketch->drawn[i].y,
                    blocked);
    for (int r = 0; r < sketch->drawn[last].shape.height; r++)
        blocked[sketch->drawn[last].y + r] |= sketch->drawn[last].shape.row[r]
                                              << sketch->drawn[last].x;
    mark_around(sketch, &sketch->drawn[last].shape, sketch->drawn[last].x, sketch->drawn[last].y,
                beside);
    return sw_sketch_lay(sketch, shape, colour, blocked, beside, dice);
}

void sw_sketch_halve(struct sw_sketch *sketch, bool half_y, struct sw_dice *dice)
{
    bool far = sw_once_in(dice, 2);
    int side = half_y ? sketch->height : sketch->width, half = (side + 1) / 2;
    uint32_t kept = ((1u << half) - 1) << (far ? side - half : 0);

    for (int y = 0; y < sketch->height; y++)
        if (!half_y)
            sketch->off[y] = ~kept;
        else if (!(kept >> y & 1u))
            sketch->off[y] = UINT32_MAX;
    memcpy(sketch->blocked, sketch->off, sizeof sketch->off);
}

/* --- paint --- */

static void paint(const struct sw_shape *shape, int x, int y, uint8_t colour, struct sw_grid *out)
{
    uint32_t rows[SW_SHAPE_ROWS];

    for (int r = 0; r < shape->height; r++)
        rows[r] = shape->row[r] << x;
    sw_grid_paint_rows(out, y, rows, shape->height, colour);
}

void sw_sketch_paint(const struct sw_sketch *sketch, struct sw_grid *out)
{
    for (int i = 0; i < sketch->count; i++)
        paint(&sketch->drawn[i].shape, sketch->drawn[i].x, sketch->drawn[i].y,
              sketch->drawn[i].colour, out);
}

void sw_sketch_paint_mirrored(const struct sw_sketch *sketch, bool axis_y, struct sw_dice *dice,
                              struct sw_grid *out)
{
    int single = (int)sw_dice_below(dice, (uint32_t)sketch->count);

    for (int i = 0; i < sketch->count; i++) {
        const struct sw_shape *shape = &sketch->drawn[i].shape;
        struct sw_shape image;
        int x = sketch->drawn[i].x, y = sketch->drawn[i].y;

        if (i == single || sw_once_in(dice, 2))
            continue;
        image.width = shape->width;
        image.height = shape->height;
        for (int r = 0; r < shape->height; r++) {
            if (axis_y) {
                image.row[r] = shape->row[shape->height - 1 - r];
            } else {
                image.row[r] = 0;
                for (uint32_t bits = shape->row[r]; bits != 0; bits &= bits - 1)
                    image.row[r] |= 1u << (shape->width - 1 - __builtin_ctz(bits));
            }
        }
        if (axis_y)
            y = sketch->height - y - shape->height;
        else
            x = sketch->width - x - shape->width;
        paint(&image, x, y, sketch->drawn[i].colour, out);
    }
}
