/* picture.h - pictures of grids: palette images in ARC's ten colours with thin lines between the
 * cells, text in a built-in font, as PNG (libpng) and animated GIF (cgif). The same picture gives
 * the same bytes on the same libraries. Local.
 *
 * Drawing functions take a picture or NULL: they draw what lies inside and return how far it would
 * reach, so that one function measures a layout and draws it.
 */
#ifndef SW_DRAW_PICTURE_H
#define SW_DRAW_PICTURE_H

#include "base/error.h"
#include "world/grid/grid.h"

#define SW_PICTURE_SIDE_MAX 16000 /* pixels; GIF could hold 65535 */

/* Entries of the palette: the colours 0..9, then these. */
enum sw_picture_ink {
    SW_INK_PAPER = SW_COLOURS,
    SW_INK_LINE, /* between cells */
    SW_INK_TEXT,
    SW_INK_FAINT,
    SW_INK_MARK, /* around selected cells */
    SW_INKS
};

struct sw_picture {
    int width, height;
    uint8_t *pixel; /* row by row, indices of the palette */
};

/* What a drawing reaches: the first column and row behind it. */
struct sw_extent {
    int x, y;
};

/* A picture full of paper, released by sw_picture_destroy. NULL when out of memory or beyond
 * SW_PICTURE_SIDE_MAX. */
struct sw_picture *sw_picture_create(int width, int height, struct sw_error *error);
void sw_picture_destroy(struct sw_picture *picture); /* NULL is fine */

/* Pixels a cell such that a canvas of this side is legible and not huge: 10 to 24. */
int sw_picture_scale(int side);

/* A grid with its top left corner at (x, y), `scale` pixels a cell and a line around each. Cells of
 * `marked` (may be NULL) have a bright frame. */
struct sw_extent sw_picture_grid(struct sw_picture *picture, int x, int y,
                                 const struct sw_grid *grid, const struct sw_mask *marked,
                                 int scale);

/* Text, each dot `dots` x `dots` pixels; broken between words (or within one that is longer than a
 * line) so that no line is wider than `width` pixels (0: no limit), and at newlines. */
struct sw_extent sw_picture_text(struct sw_picture *picture, int x, int y, int width,
                                 const char *text, enum sw_picture_ink ink, int dots);

/* An arrow to the right from (x, y - 8) to (x + 32, y + 8). */
struct sw_extent sw_picture_arrow(struct sw_picture *picture, int x, int y);

/* PNG: bytes released by free(), or NULL. */
void *sw_picture_png(const struct sw_picture *picture, size_t *size, struct sw_error *error);

/* An animated GIF, frame by frame. Failures are kept and reported at the end. */
struct sw_gif; /* opaque */
struct sw_gif *sw_gif_begin(int width, int height, struct sw_error *error);
void sw_gif_add(struct sw_gif *gif, const struct sw_picture *picture, int hundredths);
void *sw_gif_end(struct sw_gif *gif, size_t *size, struct sw_error *error); /* NULL is fine */

#endif
