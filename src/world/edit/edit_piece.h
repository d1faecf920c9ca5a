/* edit_piece.h - how edits see a canvas: its organisms in the canvas's mode, the pieces of the
 * selection, and panels. Organisms come in reading order; lists of them have SW_ORGANISMS_MAX
 * places and belong to the caller. Local, nothing fails. */
#ifndef SW_WORLD_EDIT_EDIT_PIECE_H
#define SW_WORLD_EDIT_EDIT_PIECE_H

#include "world/edit/canvas.h"

/* What the canvas's mode counts as connected. */
static inline struct sw_connection sw_canvas_connection(const struct sw_canvas *canvas)
{
    return (struct sw_connection){(canvas->mode & SW_MODE_FOUR) != 0 ? 4 : 8,
                                  (canvas->mode & SW_MODE_ANY) == 0};
}

/* Whether the cells of an organism hang together, as they do unless the mode says otherwise. */
static inline bool sw_canvas_connected(const struct sw_canvas *canvas)
{
    return (canvas->mode & (SW_MODE_PANELS | SW_MODE_APART)) == 0;
}

/* The organisms of the cells within the mask (NULL: all) as the mode counts them, panels left
 * aside. Returns how many; attributes are 0. */
uint32_t sw_canvas_label(const struct sw_canvas *canvas, const struct sw_mask *within,
                         struct sw_organism out[SW_ORGANISMS_MAX]);

/* The organisms of the canvas in its mode; these attributes (enum sw_attribute) at least are
 * described. They lie in the anatomy if the canvas has one, else in `room`. A panel is an organism
 * whose box is the panel's and whose mask is its non-empty cells (so it may be empty); it comes in
 * reading order.
 *
 * What the eye holds is no concern of the rows' functions: while it holds a canvas, those that
 * select or take in hand are given that one (edit.c). */
const struct sw_organism *sw_canvas_marked(const struct sw_canvas *canvas, uint32_t attributes,
                                           struct sw_organism room[SW_ORGANISMS_MAX],
                                           uint32_t *count);

/* The pieces of the selection on the canvas's own grid, in the canvas's mode: its organisms; the
 * panels that it meets; or, if it is whole, the one piece that is the canvas (mask and box are all
 * of it). Attributes are 0. */
uint32_t sw_canvas_pieces(const struct sw_canvas *canvas, struct sw_organism out[SW_ORGANISMS_MAX]);

/* The same for who only looks at them: they lie in the anatomy or in `room`. Attributes may
 * be anything. */
const struct sw_organism *sw_canvas_view(const struct sw_canvas *canvas,
                                         struct sw_organism room[SW_ORGANISMS_MAX],
                                         uint32_t *count);

/* The pieces, but a whole canvas falls into its organisms: for acts that move bodies. */
uint32_t sw_canvas_bodies(const struct sw_canvas *canvas, struct sw_organism out[SW_ORGANISMS_MAX]);
const struct sw_organism *sw_canvas_view_bodies(const struct sw_canvas *canvas,
                                                struct sw_organism room[SW_ORGANISMS_MAX],
                                                uint32_t *count);

/* Rows and columns of one colour other than 0 from edge to edge, of at least two cells: bit y of
 * *rows, x of *columns. */
void sw_canvas_separators(const struct sw_grid *grid, uint32_t *rows, uint32_t *columns);

/* The panels between separators, all of one size or not, in reading order; without separators the
 * two halves of the longer side (of a square: left and right), an odd middle line left out. Returns
 * how many, 0 if the canvas is too small for two. */
#define SW_PANELS_MAX 225 /* 15 by 15 */
uint32_t sw_canvas_panels(const struct sw_grid *grid, struct sw_box out[SW_PANELS_MAX]);

/* The colour of `census` with the most (sign 1) or fewest (sign -1) cells but at least one, 0 left
 * out, the lower on a tie; 0 if there is none. */
uint8_t sw_census_extreme(const uint32_t census[SW_COLOURS], int sign);

#endif
