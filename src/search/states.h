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
#include "world/edit/edit.h"
#include "world/puzzle/puzzle.h"

#define SW_IMAGES_MAX       (SW_DEMONSTRATIONS_MAX + SW_TESTS_MAX)
#define SW_STATE_NONE       UINT32_MAX
#define SW_STATE_TOKENS_MAX 64 /* of the program of a state */

struct sw_states; /* opaque */

struct sw_state {
    uint32_t parent;    /* SW_STATE_NONE for the root: the canvases as they are */
    uint16_t operation; /* row of the operations (operations.h) that made it of its parent, or what
                           sw_states_offer gave */
    uint16_t cost;      /* summed over the operations of its program, in tenths */
    uint8_t depth;
    uint8_t sized;    /* 1 if every demonstration's image has its target's size */
    uint8_t expanded; /* 1 if other states may stand on it */
    uint8_t length;   /* tokens of its program */
    uint32_t wrong;   /* if sized: cells of all demonstrations that differ from the target, else
                         UINT32_MAX */
    uint32_t image[]; /* ids; demonstrations, then tests: as many as the task has canvases */
};

struct sw_operations;
struct sw_operation;

/* Makes the states of no task; sw_states_reset begins one. `operations` is borrowed. */
struct sw_states *sw_states_create(const struct sw_operations *operations, struct sw_error *error);
void sw_states_destroy(struct sw_states *states); /* NULL is fine */

/* Begins anew with the root of another puzzle (borrowed; targets of tests are never read). Memory
 * that grew is kept. -1 if there is none. */
int sw_states_reset(struct sw_states *states, const struct sw_puzzle *puzzle,
                    struct sw_error *error);

/* A grid that lies elsewhere, and its place. */
struct sw_image {
    const struct sw_grid *grid;
    int8_t x, y;
};

/* Adds what the operation makes of the parent: one image for each canvas. If there is such a state
 * already, it takes the cheaper program of both unless others stand on it. *fresh says whether the
 * state is new (may be NULL). SW_STATE_NONE without memory (see sw_states_failed), or if the
 * program would be too long. */
uint32_t sw_states_add(struct sw_states *states, uint32_t parent, uint16_t operation,
                       const struct sw_image image[SW_IMAGES_MAX], bool *fresh);

/* Makes room for a program that is no row of the operations (borrowed until the next reset): what
 * sw_states_add takes as its operation. SW_OPERATION_NONE: there is none left. */
uint16_t sw_states_offer(struct sw_states *states, const struct sw_operation *row);

/* The expansion of a state has begun: it keeps its program. */
void sw_states_mark_expanded(struct sw_states *states, uint32_t index);

/* -1 with a sentence if memory was lacking at some time since the reset. */
int sw_states_failed(const struct sw_states *states, struct sw_error *error);

/* Canvases of the task that a state has images of: its demonstrations and its tests. */
uint32_t sw_states_demonstrations(const struct sw_states *states);
uint32_t sw_states_canvases(const struct sw_states *states);

uint32_t sw_states_count(const struct sw_states *states);
const struct sw_state *sw_states_row(const struct sw_states *states, uint32_t index);

/* An image: borrowed, valid until the states grow. */
const struct sw_layer *sw_states_image(const struct sw_states *states, uint32_t id);

/* The canvas (demonstration or test) that image k of every state came from. */
const struct sw_grid *sw_states_canvas(const struct sw_states *states, uint32_t k);

/* The target of demonstration k. */
const struct sw_grid *sw_states_target(const struct sw_states *states, uint32_t k);

/* Whether demonstration k keeps its canvas: there is nothing to be done, so an operation that does
 * nothing there is right. */
bool sw_states_keeps(const struct sw_states *states, uint32_t k);

/* Demonstrations that do not. */
uint32_t sw_states_changing(const struct sw_states *states);

/* Writes the program of a state; returns its length (<= SW_STATE_TOKENS_MAX). */
uint32_t sw_states_program(const struct sw_states *states, uint32_t index,
                           sw_edit_token token[SW_STATE_TOKENS_MAX]);

#endif
