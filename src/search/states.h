/* states.h - everything that short edit programs make of all canvases of a task at once.
 *
 * A state is what one program makes of every canvas of the task, demonstrations first, then tests:
 * one image for each. Images are interned (equal grids at equal places have one id), so a state is
 * a handful of integers and two states are equal if their ids are. A state knows its parent and the
 * operation that leads from there to it, so parents are the program. An image keeps where its top
 * left corner lies on the canvas it came from: a crop can be laid back.
 * Source: the architecture follows what is measured in docs/solving.md. Local.
 */
#ifndef SW_SEARCH_STATES_H
#define SW_SEARCH_STATES_H

#include "base/error.h"
#include "world/edit.h"
#include "world/puzzle.h"

#define SW_IMAGES_MAX       (SW_DEMONSTRATIONS_MAX + SW_TESTS_MAX)
#define SW_STATE_NONE       UINT32_MAX
#define SW_STATE_TOKENS_MAX 64 /* of the program of a state */

struct sw_states; /* opaque */

struct sw_state {
    uint32_t parent;    /* SW_STATE_NONE for the root: the canvases as they are */
    uint16_t operation; /* row of the operations (operations.h) that made it of its parent */
    uint16_t cost;      /* summed over the operations of its program, in tenths */
    uint8_t depth;
    uint8_t sized;  /* bit-wise no: 1 if every demonstration's image has its target's size */
    uint8_t expanded;
    uint32_t wrong; /* if sized: cells of all demonstrations that differ from the target, else
                       UINT32_MAX */
    uint32_t image[SW_IMAGES_MAX]; /* ids; demonstrations, then tests */
};

/* Canvases of the task that a state has images of: its demonstrations and its tests. */
uint32_t sw_states_demonstrations(const struct sw_states *states);
uint32_t sw_states_canvases(const struct sw_states *states);
const struct sw_puzzle *sw_states_puzzle(const struct sw_states *states);

uint32_t sw_states_count(const struct sw_states *states);
const struct sw_state *sw_states_row(const struct sw_states *states, uint32_t index);

/* An image: borrowed, valid until the states grow. */
const struct sw_layer *sw_states_image(const struct sw_states *states, uint32_t id);

/* The canvas (demonstration or test) that image k of every state came from. */
const struct sw_grid *sw_states_canvas(const struct sw_states *states, uint32_t k);

/* The target of demonstration k. */
const struct sw_grid *sw_states_target(const struct sw_states *states, uint32_t k);

/* Writes the program of a state; returns its length (<= SW_STATE_TOKENS_MAX). */
uint32_t sw_states_program(const struct sw_states *states, uint32_t index,
                           uint8_t token[SW_STATE_TOKENS_MAX]);

#endif
