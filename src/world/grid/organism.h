/* organism.h - maximal connected sets of cells and what can be said of each. Local, no allocation.
 */
#ifndef SW_WORLD_GRID_ORGANISM_H
#define SW_WORLD_GRID_ORGANISM_H

#include "world/grid/grid.h"

#define SW_ORGANISMS_MAX 256 /* a scene with more is labelled up to here; see sw_organisms */

/* What counts as connected. */
struct sw_connection {
    uint8_t neighbours; /* 4 or 8 */
    bool one_colour;    /* only cells of one colour belong together */
};

enum sw_attribute {
    SW_LARGEST = 1 << 0,  /* most cells, nobody has as many */
    SW_SMALLEST = 1 << 1, /* fewest cells, nobody has as few */
    SW_TOUCHES_BORDER = 1 << 2,
    SW_HAS_HOLE = 1 << 3, /* encloses background */
    SW_SYMMETRIC =
        1 << 4, /* its cells and colours mirrored left-right or top-bottom in its box are itself */
    SW_ODD_SHAPE = 1 << 5,  /* all others share one shape (up to position), this one differs */
    SW_ODD_COLOUR = 1 << 6, /* all others share one colour, this one differs */
    SW_RECTANGLE = 1 << 7   /* fills its box */
};                          /* the "unique" ones need at least two (odd: three) organisms */

struct sw_organism {
    struct sw_mask mask;
    struct sw_box box;
    uint16_t cells;
    uint8_t colour;     /* its commonest colour, the lower one on a tie */
    uint8_t attributes; /* enum sw_attribute */
};

/* Labels the non-empty cells within `within` (NULL: all), in the order of each organism's first
 * cell (row by row). Returns how many, at most SW_ORGANISMS_MAX; further ones are left out, and
 * that is deterministic. Masks, boxes, cells and colours are filled, attributes are 0. */
uint32_t sw_organisms(const struct sw_grid *grid, const struct sw_mask *within,
                      struct sw_connection connection, struct sw_organism out[SW_ORGANISMS_MAX]);

/* The commonest colour of the organism's cells on the grid, the lower one on a tie. */
uint8_t sw_organism_commonest(const struct sw_grid *grid, const struct sw_organism *organism);

/* Fills the attributes of all organisms of one canvas. */
void sw_organisms_describe(const struct sw_grid *grid, struct sw_organism *organisms,
                           uint32_t count);

/* Fills only the attributes asked for (a set of enum sw_attribute); the others become 0. */
void sw_organisms_mark(const struct sw_grid *grid, struct sw_organism *organisms, uint32_t count,
                       uint32_t attributes);

/* Writes order[count]: the organisms from the largest to the smallest, equal ones as they stand. */
void sw_organisms_by_size(const struct sw_organism *organisms, uint32_t count, uint16_t *order);

/* Same cells up to position. */
bool sw_organism_same_shape(const struct sw_organism *a, const struct sw_organism *b);

#endif
