/* grid.h - a canvas of coloured boxes: 1x1 to 30x30 cells, colours 0..9, 0 is empty (ARC's
 * convention). One byte per cell, rows 32 bytes apart; cells outside width x height are 0.
 * All functions are Local. */
#ifndef SW_WORLD_GRID_GRID_H
#define SW_WORLD_GRID_GRID_H

#include "world/grid/mask.h"

#include <stddef.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define SW_COLOURS 10

struct sw_grid {
    uint8_t width, height;                /* 1..30 */
    uint8_t cell[SW_SIDE_MAX][SW_STRIDE]; /* cell[y][x] */
};

struct sw_grid sw_grid_empty(int width, int height);

/* The same in place. */
static inline void sw_grid_clear(struct sw_grid *grid, int width, int height)
{
    memset(grid, 0, sizeof *grid);
    grid->width = (uint8_t)width;
    grid->height = (uint8_t)height;
}

/* Copies a grid; quicker than an assignment, since only the rows that it has are read, and since a
 * length that compilers do not know is left to the C library, which takes the widest registers. */
static inline void sw_grid_copy(struct sw_grid *to, const struct sw_grid *from)
{
    size_t used = offsetof(struct sw_grid, cell) + (size_t)from->height * SW_STRIDE;

    memcpy(to, from, used);
    memset((char *)to + used, 0, sizeof *to - used);
}

bool sw_grid_equal(const struct sw_grid *a, const struct sw_grid *b); /* size and cells */

/* Cells that differ; for different sizes every cell of the larger area counts. */
uint32_t sw_grid_difference(const struct sw_grid *a, const struct sw_grid *b);

/* The cells in which two grids of one size differ. */
struct sw_mask sw_grid_unlike(const struct sw_grid *a, const struct sw_grid *b);

struct sw_mask sw_grid_colour(const struct sw_grid *grid, uint8_t colour);
struct sw_mask sw_grid_occupied(const struct sw_grid *grid); /* cells that are not 0 */

/* Masks of all ten colours at once. */
void sw_grid_planes(const struct sw_grid *grid, struct sw_mask planes[SW_COLOURS]);

/* The four binary digits of the colours as masks: what neighbours are compared with. */
void sw_grid_digits(const struct sw_grid *grid, struct sw_mask digits[4]);

/* The same of one row; here so that who goes through a grid row by row need not store them. A shift
 * brings a digit to the top of each byte, where its sign is read. */
static inline void sw_grid_row_digits(const struct sw_grid *grid, int y, uint32_t digit[4])
{
    const uint8_t *cell = grid->cell[y];
#ifdef __SSE2__
    __m128i low = _mm_loadu_si128((const __m128i *)(const void *)cell);

    for (int k = 0; k < 4; k++)
        digit[k] = (uint32_t)_mm_movemask_epi8(_mm_slli_epi16(low, 7 - k));
    if (grid->width > 16) {
        __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(cell + 16));

        for (int k = 0; k < 4; k++)
            digit[k] |= (uint32_t)_mm_movemask_epi8(_mm_slli_epi16(high, 7 - k)) << 16;
    }
#else
    for (int k = 0; k < 4; k++)
        digit[k] = 0;
    for (int x = 0; x < grid->width; x++)
        for (int k = 0; k < 4; k++)
            digit[k] |= (cell[x] >> k & 1u) << x;
#endif
}

/* How many cells have each colour. */
void sw_grid_census(const struct sw_grid *grid, const struct sw_mask *within,
                    uint32_t cells[SW_COLOURS]);

/* Sets every cell of the mask (cut to the canvas) to the colour. */
void sw_grid_paint(struct sw_grid *grid, const struct sw_mask *mask, uint8_t colour);

/* The same for `count` rows from row `first` on, all of it inside the canvas. */
void sw_grid_paint_rows(struct sw_grid *grid, int first, const uint32_t *rows, int count,
                        uint8_t colour);

/* Carries cells one step, all at once: those of moved[d] to d, for every direction d whose bit is
 * set in `directions` (the others are not read). What they leave is empty unless something arrives.
 * The sets do not overlap; where a cell arrives, inside the canvas, it was empty or is left by a
 * cell that goes the same way, and nothing else arrives. */
void sw_grid_step(struct sw_grid *grid, const struct sw_mask moved[SW_DIRECTIONS],
                  uint32_t directions);

/* The whole grid under a symmetry; width and height swap for the last four. The second in place. */
struct sw_grid sw_grid_symmetry(const struct sw_grid *grid, enum sw_symmetry symmetry);
void sw_grid_turn(struct sw_grid *grid, enum sw_symmetry symmetry);

/* The part inside the box (non-empty, inside the canvas). The second in place. */
struct sw_grid sw_grid_crop(const struct sw_grid *grid, struct sw_box box);
void sw_grid_cut(struct sw_grid *grid, struct sw_box box);

/* XXH3 of size and cells. */
uint64_t sw_grid_hash(const struct sw_grid *grid);

#endif
