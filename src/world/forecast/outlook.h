/* outlook.h - a canvas as a forecaster has it before it, turned so that the deed's direction is up,
 * and what fates of its cells make of it. Local.
 *
 * What can become of a cell: it stays, empties, takes the colour in hand, takes what one of its
 * eight neighbours had (over the edges: the canvas is a torus there), or takes a colour 1..9.
 * Whether a cell is selected goes with it: a cell that takes a neighbour takes also whether that
 * was selected, one that takes the colour in hand is selected, one that empties is not.
 */
#ifndef SW_WORLD_FORECAST_OUTLOOK_H
#define SW_WORLD_FORECAST_OUTLOOK_H

#include "base/forecast_percept.h"
#include "world/forecast/deed.h"

enum sw_fate {
    SW_FATE_STAYS,
    SW_FATE_EMPTIES,
    SW_FATE_HAND,
    SW_FATE_NEIGHBOUR,                      /* + 0..7: clockwise from the one above */
    SW_FATE_COLOUR = SW_FATE_NEIGHBOUR + 8, /* + colour - 1 */
    SW_FATES = SW_FATE_COLOUR + SW_COLOURS - 1
};

#define SW_OUTLOOK_PASSES 64 /* at most, of a deed */

struct sw_outlook {
    struct sw_grid grid;
    struct sw_mask selection;
    /* Of slides: 1 + the body that a cell belongs to, 0 for none. Bodies stay what they were when
     * the deed began, though they come to touch others of their colour on the way. */
    uint8_t body[SW_SIDE_MAX][SW_STRIDE];
    uint8_t hand;      /* colour in hand */
    uint8_t verb;      /* of the deed */
    uint8_t direction; /* which way it was turned */
    bool near;         /* only cells and their neighbours are perceived */
};

/* How many rows, verbs and fates there are. */
struct sw_forecast_senses sw_outlook_senses(void);

/* What lies before a deed: the canvas with its selection, turned. */
void sw_outlook_of(const struct sw_canvas *canvas, const struct sw_deed *deed,
                   struct sw_outlook *out);

/* A real grid turned so that the direction is up. */
void sw_outlook_turn(const struct sw_grid *grid, uint8_t direction, struct sw_grid *out);

/* The grid, turned back. */
void sw_outlook_grid(const struct sw_outlook *outlook, struct sw_grid *out);

/* Fills the percept. next: what comes after this pass, so that right fates are known; NULL if it is
 * not known. */
void sw_outlook_perceive(const struct sw_outlook *outlook, const struct sw_outlook *next,
                         struct sw_forecast_percept *percept);

/* The pass that a teacher shows: from the outlook towards what the deed ends in (turned). */
void sw_outlook_pass(const struct sw_outlook *outlook, const struct sw_grid *end,
                     struct sw_outlook *next);

/* What fates make of an outlook. fate: [cells], enum sw_fate. Whether anything changed. */
bool sw_outlook_settle(const struct sw_outlook *outlook, const uint8_t *fate,
                       struct sw_outlook *next);

#endif
