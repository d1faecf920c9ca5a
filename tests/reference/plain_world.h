/* plain_world.h - worlds one cell at a time: what bit rows are compared with.
 *
 * Everything here is done by plain loops over bytes, written without a look at src/world's own
 * ways, and uses nothing of it but its types. tests/unit/reference/unit_plain.c demands the same outcome of both,
 * and `smallworld bench world` prints the rates of both. Local, no allocation.
 */
#ifndef SW_PLAIN_WORLD_H
#define SW_PLAIN_WORLD_H

#include "world/grid/organism.h"

/* A set of cells: at[y][x] is 0 or 1; what is outside the canvas is 0. */
struct sw_cells {
    uint8_t at[SW_SIDE_MAX][SW_SIDE_MAX];
};

struct sw_cells sw_plain_cells(const struct sw_mask *mask);

/* What is said of an organism; its cells are those with its number in the labels. */
struct sw_plain_organism {
    uint16_t cells;
    struct sw_box box;
    uint8_t colour, attributes;
};

struct sw_plain_organisms {
    uint16_t label[SW_SIDE_MAX][SW_SIDE_MAX]; /* 1 + organism; 0: none */
    uint32_t count;
    struct sw_plain_organism organism[SW_ORGANISMS_MAX];
};

/* As sw_organisms and sw_organisms_describe. */
void sw_plain_label(const struct sw_grid *grid, const struct sw_cells *within,
                    struct sw_connection connection, struct sw_plain_organisms *out);
void sw_plain_describe(const struct sw_grid *grid, struct sw_plain_organisms *organisms);

/* As the functions of mask.h with these names. */
struct sw_cells sw_plain_flood(const struct sw_cells *seed, const struct sw_cells *within,
                               int neighbours, int width, int height);
struct sw_cells sw_plain_holes(const struct sw_cells *cells, int width, int height);
struct sw_cells sw_plain_grow(const struct sw_cells *cells, int neighbours, int width, int height);
struct sw_cells sw_plain_rim(const struct sw_cells *cells, int width, int height);
struct sw_cells sw_plain_shift(const struct sw_cells *cells, int dx, int dy, int width, int height);
struct sw_box sw_plain_box(const struct sw_cells *cells, int width, int height);

/* As sw_grid_symmetry. */
struct sw_grid sw_plain_symmetry(const struct sw_grid *grid, enum sw_symmetry symmetry);

/* The cells that are set take the colour. Returns true if one of them had another. */
bool sw_plain_paint(struct sw_grid *grid, const struct sw_cells *cells, uint8_t colour);

/* Organisms by one colour and 8 neighbours: the cells of all that have the attribute, or of all
 * that have not. */
struct sw_cells sw_plain_select(const struct sw_grid *grid, uint8_t attribute, bool with);

/* As sw_physics_slide, for all organisms (by one colour, 8 neighbours) with a cell in `cells`;
 * everything else is an obstacle. Steps one cell at a time. */
bool sw_plain_slide(struct sw_grid *grid, const struct sw_cells *cells,
                    enum sw_direction direction);

#endif
