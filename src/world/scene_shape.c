/* scene_shape.c - shapes, and where they may lie. */
#include "world/scene_private.h"

#include <string.h>

/* Moves the shape to its box's top left corner. */
static void settle(struct sw_shape *shape, int rows)
{
    uint32_t all = 0;
    int top = 0, bottom = rows, left;

    for (int y = 0; y < rows; y++)
        all |= shape->row[y];
    while (shape->row[top] == 0)
        top++;
    while (shape->row[bottom - 1] == 0)
        bottom--;
    left = __builtin_ctz(all);
    shape->width = 32 - __builtin_clz(all) - left;
    shape->height = bottom - top;
    for (int y = 0; y < shape->height; y++)
        shape->row[y] = shape->row[y + top] >> left;
    for (int y = shape->height; y < rows; y++)
        shape->row[y] = 0;
}

/* Cells are added beside cells that are there. */
struct sw_shape sw_shape_grown(int cells, struct sw_dice *dice)
{
    static const int8_t step[4][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};
    struct sw_shape shape;
    int8_t at[SW_SHAPE_CELLS][2];
    int count = 1;

    memset(&shape, 0, sizeof shape);
    at[0][0] = at[0][1] = SW_SHAPE_CELLS;
    shape.row[SW_SHAPE_CELLS] = 1u << SW_SHAPE_CELLS;
    while (count < cells) {
        uint32_t bits = sw_dice_below(dice, 4u * (uint32_t)count);
        int x = at[bits >> 2][0] + step[bits & 3][0], y = at[bits >> 2][1] + step[bits & 3][1];

        if (shape.row[y] >> x & 1u)
            continue;
        shape.row[y] |= 1u << x;
        at[count][0] = (int8_t)x;
        at[count++][1] = (int8_t)y;
    }
    settle(&shape, 2 * SW_SHAPE_CELLS + 1);
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

/* Bit x of free[y]: the shape may lie with its corner at (x, y). Returns how many places there
 * are. */
static uint32_t places(const struct sw_sketch *sketch, const struct sw_shape *shape,
                       const uint32_t *blocked, const uint32_t *beside, uint32_t *free)
{
    uint32_t bad[SW_STRIDE] = {0}, hit[SW_STRIDE] = {0}, count = 0, fits;
    int rows = sketch->height - shape->height + 1;

    if (shape->width > sketch->width || rows < 1)
        return 0;
    for (int r = 0; r < shape->height; r++) {
        for (uint32_t bits = shape->row[r]; bits != 0; bits &= bits - 1) {
            int c = __builtin_ctz(bits);

            for (int y = 0; y < rows; y++)
                bad[y] |= blocked[y + r] >> c;
            for (int y = 0; y < rows && beside != NULL; y++)
                hit[y] |= beside[y + r] >> c;
        }
    }
    fits = (1u << (sketch->width - shape->width + 1)) - 1;
    for (int y = 0; y < rows; y++) {
        free[y] = fits & ~bad[y] & (beside != NULL ? hit[y] : UINT32_MAX);
        count += sw_row_count(free[y]);
    }
    return count;
}

/* Marks the shape at (x, y) and its 8 neighbours in rows. */
static void mark_around(const struct sw_sketch *sketch, const struct sw_shape *shape, int x, int y,
                        uint32_t *rows)
{
    uint32_t inside = (1u << sketch->width) - 1;

    for (int r = 0; r < shape->height; r++) {
        uint32_t bits = shape->row[r] << x;

        bits = (bits | bits << 1 | bits >> 1) & inside;
        for (int j = y + r - 1; j <= y + r + 1; j++)
            if (j >= 0 && j < sketch->height)
                rows[j] |= bits;
    }
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
    uint32_t free[SW_STRIDE], count = places(sketch, shape, blocked, beside, free), pick;
    int y = 0;

    if (count == 0 || sketch->count == SW_DRAWN_MAX)
        return false;
    pick = sw_dice_below(dice, count);
    while (pick >= sw_row_count(free[y]))
        pick -= sw_row_count(free[y++]);
    while (pick-- > 0)
        free[y] &= free[y] - 1;
    sw_sketch_draw(sketch, shape, __builtin_ctz(free[y]), y, colour);
    return true;
}

bool sw_sketch_beside(struct sw_sketch *sketch, const struct sw_shape *shape, uint8_t colour,
                      struct sw_dice *dice)
{
    uint32_t blocked[SW_STRIDE], beside[SW_STRIDE] = {0};
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
