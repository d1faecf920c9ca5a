/* edit_lay.h - what the acts that move pieces and make new canvases share: laying cells down
 * elsewhere. Only src/world/edit*.c include it. Local, nothing fails. */
#ifndef SW_WORLD_EDIT_EDIT_LAY_H
#define SW_WORLD_EDIT_EDIT_LAY_H

#include "world/edit/edit_piece.h"

/* Whether every piece has one colour, so that it can be painted and need not be carried. */
static inline bool sw_canvas_plain(const struct sw_canvas *canvas)
{
    return !canvas->whole && (canvas->mode & (SW_MODE_ANY | SW_MODE_PANELS)) == 0;
}

/* Cells of some rows: a mask without most of its empty part. Row k is row y + k of the canvas. */
struct sw_rows {
    int y, count;
    uint32_t row[SW_STRIDE];
};

/* The image of the piece under the symmetry of its box, moved by (dx, dy), inside the grid. */
void sw_rows_image(const struct sw_grid *grid, const struct sw_organism *piece,
                   enum sw_symmetry symmetry, int dx, int dy, struct sw_rows *out);

void sw_rows_paint(struct sw_grid *grid, const struct sw_rows *rows, uint8_t colour);

/* Gives each cell of `onto` the colour of the cell of `from` that comes to lie there when the box
 * is taken through the symmetry (its top left corner stays) and then moved by (dx, dy). Cells of
 * `onto` are inside the grid and inside what the box becomes; the two grids are not the same. */
void sw_lay(struct sw_grid *grid, const struct sw_grid *from, struct sw_box box,
            enum sw_symmetry symmetry, int dx, int dy, const struct sw_rows *onto);

/* Lays what `cells` are in `from` down in the grid, moved by (dx, dy); empty cells are transparent
 * and what leaves the grid is lost. */
void sw_lay_moved(struct sw_grid *grid, const struct sw_grid *from, const struct sw_mask *cells,
                  int dx, int dy);

/* The grid becomes `across` by `down` places of its size, for which there is room: a copy of it
 * where the place's bit is set, empty where not. */
void sw_lay_tiles(struct sw_grid *grid, int across, int down, const struct sw_mask *places);

/* What acts that add to empty cells keep: the canvas as it was and what is no longer empty. */
struct sw_laying {
    bool plain;
    struct sw_grid before;   /* if not plain */
    struct sw_mask occupied; /* no longer empty */
    struct sw_mask selected; /* what was selected and what has been laid */
};

void sw_laying_begin(const struct sw_canvas *canvas, struct sw_laying *laying);

/* Lays the image of the piece under the symmetry and the move on the cells that are still empty;
 * `cells`, inside the canvas, are those that it covers, and are cut to those that it gets. */
void sw_laying_add(struct sw_canvas *canvas, struct sw_laying *laying,
                   const struct sw_organism *piece, enum sw_symmetry symmetry, int dx, int dy,
                   struct sw_rows *cells);

/* The bodies of the selection (sw_canvas_view_bodies) for physics: panels that are empty are none,
 * and the others are as large as what is in them. */
const struct sw_organism *sw_canvas_solid_bodies(const struct sw_canvas *canvas,
                                                 struct sw_organism room[SW_ORGANISMS_MAX],
                                                 uint32_t *count);

/* Gives the cells of `free` that the selection claims (4 or 8 neighbours) the colour of the cell
 * that claims them; those that two colours claim stay as they are. Returns the painted ones. */
struct sw_mask sw_paint_claims(struct sw_canvas *canvas, const struct sw_mask *free,
                               int connectivity);

#endif
