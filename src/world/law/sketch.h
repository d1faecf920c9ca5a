/* sketch.h - the drawing kit of scenes: shapes, and canvases in the making on which they are laid.
 * Places and sizes are in cells, x to the right, y down. Local, nothing allocates. */
#ifndef SW_WORLD_LAW_SKETCH_H
#define SW_WORLD_LAW_SKETCH_H

#include "base/random.h"
#include "world/grid/grid.h"

enum { SW_SHAPE_ROWS = 32, SW_SHAPE_CELLS = 12, SW_DRAWN_MAX = 96 };

/* Rows of cells are looked at by fours, so that some behind the last are read: they hold
 * anything. */
enum { SW_SKETCH_ROWS = SW_STRIDE + 4 };

/* A shape in its own box: bit x of row[y], y < height; further rows hold anything. */
struct sw_shape {
    uint32_t row[SW_SHAPE_ROWS];
    int width, height;
};

/* A canvas in the making. Rows are those of the canvas; every organism keeps the cells around it
 * free by marking them as blocked. What is drawn later lies on top. */
struct sw_sketch {
    int width, height, colours;
    uint8_t ink[2];               /* of the scene; 0: none */
    uint8_t wanted[2];            /* colours that organisms are to have (of a legend); 0: none */
    uint32_t off[SW_SKETCH_ROWS]; /* stays empty */
    uint32_t blocked[SW_SKETCH_ROWS]; /* off, and what is drawn with the cells around it */
    struct {
        struct sw_shape shape;
        int x, y;
        uint8_t colour; /* 0: takes out what was drawn before */
    } drawn[SW_DRAWN_MAX];
    int count;
};

/* True once in `times` throws. */
static inline bool sw_once_in(struct sw_dice *dice, uint32_t times)
{
    return sw_dice_below(dice, times) == 0;
}

/* A colour of 1..colours other than `than` (0: any). */
uint8_t sw_scene_colour(int colours, uint8_t than, struct sw_dice *dice);

/* --- shapes --- */

/* A random connected shape (4 neighbours) of at most SW_SHAPE_CELLS cells. */
struct sw_shape sw_shape_grown(int cells, struct sw_dice *dice);

struct sw_shape sw_shape_rectangle(int width, int height);

/* A rectangle, 3 or 4 cells a side; a ring is empty inside and may lack corners. */
struct sw_shape sw_shape_box(const struct sw_sketch *sketch, bool ring, struct sw_dice *dice);

/* --- sketches --- */

/* Lays the shape on a random place whose cells are not blocked, and blocks it and what is around
 * it; it covers a cell of `beside` (NULL: it need not). False if there is no such place. Both sets
 * of cells have SW_SKETCH_ROWS rows. */
bool sw_sketch_lay(struct sw_sketch *sketch, const struct sw_shape *shape, uint8_t colour,
                   const uint32_t *blocked, const uint32_t *beside, struct sw_dice *dice);

/* Lays the shape so that it touches the organism drawn last, which has another colour. */
bool sw_sketch_beside(struct sw_sketch *sketch, const struct sw_shape *shape, uint8_t colour,
                      struct sw_dice *dice);

/* Draws the shape at (x, y) whatever is there. */
void sw_sketch_draw(struct sw_sketch *sketch, const struct sw_shape *shape, int x, int y,
                    uint8_t colour);

/* Blocks one half of the canvas (of two rows of halves if half_y, else of two columns), the far one
 * or the near one, so that nothing is laid there. */
void sw_sketch_halve(struct sw_sketch *sketch, bool half_y, struct sw_dice *dice);

/* Paints what is drawn on the grid, which has the sketch's size, the first at the bottom. */
void sw_sketch_paint(const struct sw_sketch *sketch, struct sw_grid *out);

/* Paints the mirror image of what is drawn, except that a random part of the organisms (at least
 * one) stays single: a symmetry to complete. */
void sw_sketch_paint_mirrored(const struct sw_sketch *sketch, bool axis_y, struct sw_dice *dice,
                              struct sw_grid *out);

#endif
