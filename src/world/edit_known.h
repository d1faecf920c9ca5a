/* edit_known.h - a canvas of which the cells of one colour are unknown, as rows of bits: what
 * act.period and act.symmetry work on. Only src/world/edit*.c include it. Local. */
#ifndef SW_WORLD_EDIT_KNOWN_H
#define SW_WORLD_EDIT_KNOWN_H

#include "world/edit_ray.h"

struct sw_known {
    int width, height;
    struct sw_mask known;    /* cells of other colours */
    struct sw_mask unknown;  /* cells of the colour in hand, or empty ones if there is none */
    struct sw_mask digit[4]; /* binary digits of the known cells' colours */
    uint32_t cells;          /* that are known */
};

/* Returns false if nothing is known or nothing is unknown. */
bool sw_canvas_known(const struct sw_canvas *canvas, struct sw_known *out);

/* Whether the known cells have more than one colour. */
bool sw_known_motley(const struct sw_known *known);

/* Continues what is known by the quarter turns about the centre that speaks best for them: unknown
 * cells become known ones. Returns false if there is no such centre. */
bool sw_known_turn(struct sw_known *known);

/* Paints the unknown cells of `found` with the colours that the digits say, and selects them. */
void sw_canvas_reveal(struct sw_canvas *canvas, const struct sw_mask *found,
                      const struct sw_mask digit[4]);

#endif
