/* edit_known.h - a canvas of which the cells of one colour are unknown, as rows of bits: what
 * act.period and act.symmetry work on. Only src/world/edit*.c include it. Local. */
#ifndef SW_WORLD_EDIT_EDIT_KNOWN_H
#define SW_WORLD_EDIT_EDIT_KNOWN_H

#include "world/edit/edit_ray.h"

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

/* The row where most known cells differ from the one beside them: what does not fit shows there. */
int sw_known_busiest(const struct sw_known *known);

/* Continues what is known by the quarter turns about the centre that speaks best for them: unknown
 * cells become known ones. Returns false if there is no such centre. */
bool sw_known_turn(struct sw_known *known);

/* Paints the unknown cells of `found` with the colours that the digits say, and selects them. */
void sw_canvas_reveal(struct sw_canvas *canvas, const struct sw_mask *found,
                      const struct sw_mask digit[4]);

#define SW_APRON SW_STRIDE /* empty rows above and below, so that images can be read shifted */

/* The known cells and their colours' digits under a symmetry of the canvas. */
struct sw_known_image {
    uint32_t known[SW_STRIDE + 2 * SW_APRON];
    uint32_t digit[4][SW_STRIDE + 2 * SW_APRON];
};

/* `transposed` is the image under SW_TRANSPOSE; only the other symmetries that swap width and
 * height want it. */
void sw_known_image(const struct sw_known *known, enum sw_symmetry symmetry,
                    const struct sw_known_image *transposed, struct sw_known_image *out);

#endif
