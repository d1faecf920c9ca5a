/* placement.h - where the answer lies: a place and a size for every canvas of a task.
 *
 * Answers that are put together of several images need a canvas of the right size to lay them on:
 * that of a state whose images have the targets' sizes, or a size that is the same for all. Local.
 */
#ifndef SW_SEARCH_PLACEMENT_H
#define SW_SEARCH_PLACEMENT_H

#include "search/states.h"

struct sw_placement {
    /* By canvas, demonstrations first: the place of the top left corner on the canvas as it was at
     * first, and the size; those of demonstrations are the targets'. */
    int8_t x[SW_IMAGES_MAX], y[SW_IMAGES_MAX];
    uint8_t width[SW_IMAGES_MAX], height[SW_IMAGES_MAX];
    uint32_t state; /* whose images have these places and sizes, or SW_STATE_NONE */
    uint32_t cost;  /* of the program, in tenths */
    uint32_t length;
    sw_edit_token token[SW_STATE_TOKENS_MAX]; /* makes a canvas of that size there; its cells may be
                                           anything */
};

#define SW_PLACEMENTS_MAX 4

/* What an empty canvas of the frame costs as a base, beside the frame, in tenths. */
#define SW_PLACEMENT_EMPTY_COST 3u

/* Finds the frames of the first states (by cost) whose sizes are right on all demonstrations, at
 * most limit - 1 <= SW_PLACEMENTS_MAX - 1 different ones, and the constant size if all targets have
 * one. Returns how many. */
uint32_t sw_placements_find(const struct sw_states *states, uint32_t limit,
                            struct sw_placement frame[SW_PLACEMENTS_MAX]);

#endif
