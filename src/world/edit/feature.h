/* feature.h - what can be said of a single cell as a small number: its colour, what it sees in a
 * direction, how many neighbours it has, how large its organism is. The tokens where.* select the
 * cells that have the value in hand; rules by table (key -> colour) are learnt over the same
 * planes. Local, pure.
 */
#ifndef SW_WORLD_EDIT_FEATURE_H
#define SW_WORLD_EDIT_FEATURE_H

#include "world/edit/edit.h"

/* In the order of the where.* rows of the edit table. */
enum sw_feature {
    SW_FEATURE_COLOUR,
    SW_FEATURE_UP, /* the first colour seen above, 0: none */
    SW_FEATURE_DOWN,
    SW_FEATURE_LEFT,
    SW_FEATURE_RIGHT,
    SW_FEATURE_NEAR, /* a set of colours (bit c): those of the eight neighbours */
    SW_FEATURE_SIDES,
    SW_FEATURE_NEIGHBOURS,
    SW_FEATURE_ALIKE,
    SW_FEATURE_ROW_COUNT,
    SW_FEATURE_COLUMN_COUNT,
    SW_FEATURE_ROW,
    SW_FEATURE_COLUMN,
    SW_FEATURE_ROW_PARITY,
    SW_FEATURE_COLUMN_PARITY,
    SW_FEATURE_PARITY,
    SW_FEATURE_RING,
    SW_FEATURE_DEPTH,
    SW_FEATURE_DISTANCE,
    SW_FEATURE_SIZE,
    SW_FEATURE_RANK,
    SW_FEATURE_HOLES,
    SW_FEATURES
};

#define SW_FEATURE_NONE 0xffff /* the cell has no such thing (an empty cell has no organism) */

/* The where.* token that selects by it. */
sw_edit_token sw_feature_token(enum sw_feature feature);

/* Whether the value is compared with the colour in hand (0..9) or with the number in hand. */
bool sw_feature_is_colour(enum sw_feature feature);

/* Writes value[y][x] for all cells of the canvas's grid; what counts as an organism is its mode's.
 * Cells beside the canvas in its rows hold anything. */
void sw_feature_plane(const struct sw_canvas *canvas, enum sw_feature feature,
                      uint16_t value[SW_SIDE_MAX][SW_STRIDE]);

#endif
