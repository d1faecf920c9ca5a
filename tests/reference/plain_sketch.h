/* plain_sketch.h - what is known of a canvas where a colour hides the rest, and the symmetries by
 * which it is continued, cell by cell (the engine's are in world/edit/edit_symmetry.c). Local, no
 * allocation. */
#ifndef SW_PLAIN_SKETCH_H
#define SW_PLAIN_SKETCH_H

#include "world/grid/grid.h"

struct sw_plain_sketch {
    int width, height;
    int colour[SW_SIDE_MAX][SW_SIDE_MAX]; /* -1: not known; -2: not to be asked or written */
    int cells, hidden;                    /* how many are known, and how many are not */
    int x0, y0, x1, y1;                   /* the box of what is known; it ends before x1 and y1 */
    bool motley;                          /* there are several colours */
};

/* The cells of the colour `hidden` are not known (none has a colour that is no colour). */
void sw_plain_sketch_of(const struct sw_grid *in, int hidden, struct sw_plain_sketch *out);

/* What follows from width, height and colours. */
void sw_plain_sketch_measure(struct sw_plain_sketch *sketch);

/* The cell's colour; -2 outside. */
int sw_plain_known(const struct sw_plain_sketch *sketch, int x, int y);

enum sw_plain_carry_kind {
    SW_PLAIN_ACROSS,
    SW_PLAIN_DOWN,
    SW_PLAIN_FALLING,
    SW_PLAIN_RISING,
    SW_PLAIN_MIRRORS,
    SW_PLAIN_QUARTER = SW_PLAIN_MIRRORS,
    SW_PLAIN_HALF
};

/* Where it takes a cell; mirrors have one number, turns two. */
struct sw_plain_carry {
    enum sw_plain_carry_kind kind;
    int a, b;
};

void sw_plain_carried(const struct sw_plain_carry *carry, int x, int y, int *to_x, int *to_y);

/* The mirrors that meet in the centre that speaks best for them; returns how many. */
int sw_plain_mirrors(const struct sw_plain_sketch *sketch,
                     struct sw_plain_carry out[SW_PLAIN_MIRRORS]);

/* The turn of the kind that speaks best for itself; false if there is none. */
bool sw_plain_turn(const struct sw_plain_sketch *sketch, enum sw_plain_carry_kind kind,
                   struct sw_plain_carry *out);

/* Carries colours to cells that are not known, one after the other, as long as that brings some. */
void sw_plain_carry_on(struct sw_plain_sketch *sketch, const struct sw_plain_carry *carry,
                       int count);

#endif
