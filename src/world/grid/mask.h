/* mask.h - a set of cells: 32 rows of 32 bits, bit x of row[y] is the cell (x, y).
 *
 * x grows to the right, y grows downwards. A mask is 128 bytes; operations are plain loops over
 * rows that the compiler vectorises. A mask knows nothing of the canvas: where edges matter the
 * caller passes width and height (1..30). Bits outside the canvas are 0 in every mask that a
 * function here returns if they were 0 in what it was given. All functions are Local and pure.
 */
#ifndef SW_WORLD_GRID_MASK_H
#define SW_WORLD_GRID_MASK_H

#include <stdbool.h>
#include <stdint.h>

#define SW_SIDE_MAX 30 /* the longest side of a canvas */
#define SW_STRIDE   32 /* cells and rows that are stored */

struct sw_mask {
    uint32_t row[SW_STRIDE];
};

/* A box of cells: x0 <= x < x1, y0 <= y < y1. Empty: all zero. */
struct sw_box {
    uint8_t x0, y0, x1, y1;
};

enum sw_direction { SW_UP = 0, SW_DOWN = 1, SW_LEFT = 2, SW_RIGHT = 3, SW_DIRECTIONS = 4 };

/* "up", "down", "left", "right". */
const char *sw_direction_name(enum sw_direction direction);

/* The eight symmetries of a rectangle. The last four swap width and height. */
enum sw_symmetry {
    SW_IDENTITY = 0,
    SW_MIRROR_X = 1, /* left and right swapped */
    SW_MIRROR_Y = 2, /* top and bottom swapped */
    SW_ROTATE_180 = 3,
    SW_TRANSPOSE = 4, /* (x, y) -> (y, x) */
    SW_ROTATE_90 = 5, /* clockwise */
    SW_ROTATE_270 = 6,
    SW_ANTI_TRANSPOSE = 7,
    SW_SYMMETRIES = 8
};

/* What a symmetry consists of: a transposition first, then mirrors in the box that this gives. */
struct sw_symmetry_parts {
    bool transpose, mirror_x, mirror_y;
};
struct sw_symmetry_parts sw_symmetry_parts(enum sw_symmetry symmetry);

/* Where the symmetry takes the cell (x, y) of a canvas of width x height. */
void sw_symmetry_cell(enum sw_symmetry symmetry, int width, int height, int x, int y, int *to_x,
                      int *to_y);

/* The loops below are here so that the compiler can join several of them into one. */

static inline struct sw_mask sw_mask_none(void)
{
    return (struct sw_mask){{0}};
}

struct sw_mask sw_mask_full(int width, int height);

static inline struct sw_mask sw_mask_and(struct sw_mask a, struct sw_mask b)
{
    for (int y = 0; y < SW_STRIDE; y++)
        a.row[y] &= b.row[y];
    return a;
}

static inline struct sw_mask sw_mask_or(struct sw_mask a, struct sw_mask b)
{
    for (int y = 0; y < SW_STRIDE; y++)
        a.row[y] |= b.row[y];
    return a;
}

/* a without b */
static inline struct sw_mask sw_mask_minus(struct sw_mask a, struct sw_mask b)
{
    for (int y = 0; y < SW_STRIDE; y++)
        a.row[y] &= ~b.row[y];
    return a;
}

bool sw_mask_equal(const struct sw_mask *a, const struct sw_mask *b);
bool sw_mask_empty(const struct sw_mask *mask);
bool sw_mask_overlap(const struct sw_mask *a, const struct sw_mask *b);
uint32_t sw_mask_count(const struct sw_mask *mask);

/* Bits set in one row: the cells of a row. */
static inline uint32_t sw_row_count(uint32_t row)
{
    row -= row >> 1 & 0x55555555u;
    row = (row & 0x33333333u) + (row >> 2 & 0x33333333u);
    row = (row + (row >> 4)) & 0x0f0f0f0fu;
    return (row * 0x01010101u) >> 24;
}

static inline bool sw_mask_get(const struct sw_mask *mask, int x, int y)
{
    return mask->row[y] >> x & 1u;
}

static inline void sw_mask_set(struct sw_mask *mask, int x, int y)
{
    mask->row[y] |= 1u << x;
}

/* The cell that comes first row by row; false if the mask is empty. */
bool sw_mask_first(const struct sw_mask *mask, int *x, int *y);

/* Which rows (bit y) and columns (bit x) have cells of the mask. */
void sw_mask_lanes(const struct sw_mask *mask, uint32_t *rows, uint32_t *columns);

struct sw_box sw_mask_box(const struct sw_mask *mask);

/* The cells of the box. */
struct sw_mask sw_box_mask(struct sw_box box);

/* Moved by (dx, dy); what leaves width x height is lost. */
struct sw_mask sw_mask_shift(struct sw_mask mask, int dx, int dy, int width, int height);

/* Grown by one cell to 4 or 8 neighbours, kept inside width x height. */
struct sw_mask sw_mask_grow(struct sw_mask mask, int connectivity, int width, int height);

/* All cells of `within` that can be reached from `seed` (4 or 8 neighbours). */
struct sw_mask sw_mask_flood(struct sw_mask seed, struct sw_mask within, int connectivity);

/* Background enclosed by the mask: cells outside it that cannot reach the canvas's edge over cells
 * outside it, moving to 4 neighbours. */
struct sw_mask sw_mask_holes(const struct sw_mask *mask, int width, int height);

/* Whether sw_mask_holes would find any, for a mask whose cells all hang together (8 neighbours);
 * quicker, by Euler's formula. */
bool sw_mask_has_hole(const struct sw_mask *mask, struct sw_box box);

/* How many holes such a mask has: 4-connected pieces of the background that it encloses. */
uint32_t sw_mask_hole_count(const struct sw_mask *mask, struct sw_box box);

/* Cells of the mask with a 4-neighbour outside it (the canvas's outside counts as outside). */
struct sw_mask sw_mask_rim(const struct sw_mask *mask, int width, int height);

/* Cells of the mask whose eight neighbours are in it. */
struct sw_mask sw_mask_core(const struct sw_mask *mask);

/* The image of the mask under a symmetry of the box: the box's top left corner stays (for the
 * symmetries that swap width and height the image may leave the canvas and is then cut at 32). */
struct sw_mask sw_mask_symmetry(const struct sw_mask *mask, struct sw_box box,
                                enum sw_symmetry symmetry);

/* The same, only the rows of the image (of a box that is not empty): the first is the row box.y0.
 * Returns how many. */
int sw_mask_image(const struct sw_mask *mask, struct sw_box box, enum sw_symmetry symmetry,
                  uint32_t row[SW_STRIDE]);

/* XXH3 of the 128 bytes. */
uint64_t sw_mask_hash(const struct sw_mask *mask);

#endif
