/* deed.h - what is done to a canvas and can be forecast: acts of the edit table that leave its size
 * as it is, and ticks of physics. Local.
 *
 * A verb is a family of deeds that differ only in direction. A forecaster sees the canvas turned so
 * that the direction is up, so it learns a verb once. Deeds that carry far (slides, rays, floods)
 * are forecast in passes, each a small step from the one before, until nothing changes.
 */
#ifndef SW_WORLD_FORECAST_DEED_H
#define SW_WORLD_FORECAST_DEED_H

#include "world/edit/edit.h"

#define SW_DEEDS_MAX 96u

/* How a deed is forecast. */
enum sw_passes {
    SW_PASSES_ONE,   /* at once */
    SW_PASSES_SLIDE, /* selected organisms move one cell in each pass */
    SW_PASSES_FRONT  /* changed cells beside selected ones change, and are selected */
};

enum sw_verb_form {
    SW_VERB_ACT,     /* an edit of this name */
    SW_VERB_FALL,    /* a tick: all organisms fall one cell */
    SW_VERB_MARCH,   /* a tick: those of the colour in hand walk one cell and push what is before */
    SW_VERB_SPREADS, /* a tick: all organisms grow into the cells beside them */
};

struct sw_verb {
    const char *name;       /* "act.slide", "tick.fall" */
    enum sw_verb_form form; /* what makes it */
    bool directed;          /* up, down, left and right */
    bool selects;           /* it needs a selection */
    enum sw_passes passes;
};

uint32_t sw_verb_count(void);
const struct sw_verb *sw_verb_row(uint32_t index);

struct sw_deed {
    char name[24]; /* "act.slide.left", "act.fill", "tick.fall.up" */
    uint8_t verb;
    uint8_t direction;   /* enum sw_direction; SW_UP where it has none */
    sw_edit_token token; /* of an act */
    bool near;           /* what is perceived before it is near: the cell and its neighbours */
};

/* Writes all deeds, verb by verb; returns how many. */
uint32_t sw_deeds_list(struct sw_deed out[SW_DEEDS_MAX]);

/* What the world itself makes of it: the grid of the canvas changes, or does not. */
void sw_deed_do(const struct sw_deed *deed, struct sw_canvas *canvas);

#endif
