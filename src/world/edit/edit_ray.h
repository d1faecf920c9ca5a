/* edit_ray.h - what the acts that draw lines and spread share: straight rays over free cells, and
 * waves that carry colours from cells to those nearest to them. Only src/world/edit*.c include it.
 * Local, pure but for what is painted. */
#ifndef SW_WORLD_EDIT_EDIT_RAY_H
#define SW_WORLD_EDIT_EDIT_RAY_H

#include "world/edit/canvas.h"

/* The cells of colour 0. */
static inline struct sw_mask sw_grid_vacant(const struct sw_grid *grid)
{
    return sw_mask_minus(sw_mask_full(grid->width, grid->height), sw_grid_occupied(grid));
}

/* The cells of `free` that are reached from the seeds straight on in steps of (dx, dy), each -1, 0
 * or 1, over cells of `free`; a seed itself is not reached unless from another. */
struct sw_mask sw_mask_ray(const struct sw_mask *seed, const struct sw_mask *free, int dx, int dy);

/* The selected cells by what they draw in: all of them in the colour in hand, or the non-empty ones
 * by their own colours. Of a canvas selected as a whole only the non-empty cells draw. */
struct sw_inks {
    uint32_t count;
    struct sw_mask cells[SW_COLOURS]; /* of the ink */
    uint8_t colour[SW_COLOURS];
};

void sw_canvas_inks(const struct sw_canvas *canvas, struct sw_inks *inks);

/* The selected cells; of a canvas selected as a whole, or without a colour in hand, only those that
 * are not empty. */
struct sw_mask sw_canvas_sources(const struct sw_canvas *canvas);

/* Which neighbours a wave goes to, as a set. */
enum sw_axis {
    SW_AXIS_ROW = 1,
    SW_AXIS_COLUMN = 2,
    SW_AXIS_FALLING = 4, /* up left and down right */
    SW_AXIS_RISING = 8   /* down left and up right */
};

/* A set of colours for every cell, told by their binary digits: one[k] where a colour of the set
 * has digit k, zero[k] where one has not. One colour: no digit is in both. A cell has none if it is
 * in neither. */
struct sw_colour_sets {
    struct sw_mask one[4], zero[4];
};

/* The wave that begins at the non-empty ones of `seed` with their colours and goes on within
 * `within`, each cell once: every cell gets the colours of all the seeds that are nearest to it in
 * steps. Rows and columns outside the grid are not entered. */
void sw_wave(const struct sw_grid *grid, const struct sw_mask *seed, const struct sw_mask *within,
             unsigned axes, struct sw_colour_sets *out);

/* Paints those of `cells` that have one colour in the sets; returns them. */
struct sw_mask sw_paint_sets(struct sw_grid *grid, const struct sw_mask *cells,
                             const struct sw_colour_sets *sets);

/* Gives every cell of `cells` (inside the grid) the colour that the four binary digits say. */
void sw_paint_digits(struct sw_grid *grid, const struct sw_mask *cells,
                     const struct sw_mask digit[4]);

#endif
