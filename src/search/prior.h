/* prior.h - what the outputs of a task should look like, from its demonstrations alone.
 *
 * Many programs make all demonstrations right and disagree on the tests. Whatever holds in every
 * demonstration (the target has the canvas's size; only empty cells change; no new colour turns up;
 * the target is symmetric) should hold in the tests, so an answer that breaks it costs more.
 * Local, pure.
 */
#ifndef SW_SEARCH_PRIOR_H
#define SW_SEARCH_PRIOR_H

#include "world/puzzle/puzzle.h"

enum sw_regularity {
    SW_REGULAR_COLOURS,    /* every colour is on the canvas or in all demonstrations' targets */
    SW_REGULAR_PALETTE,    /* the same colours as on the canvas, or the same in all targets */
    SW_REGULAR_CHANGE,     /* something changes */
    SW_REGULAR_SIZE,       /* of the canvas; or one size for all; or a multiple or fraction */
    SW_REGULAR_SYMMETRY,   /* mirrored left-right, top-bottom or across the diagonal */
    SW_REGULAR_GROUND,     /* only cells of one colour change */
    SW_REGULAR_BECOMES,    /* cells that change take one of a few colours */
    SW_REGULAR_TRANSITION, /* colours become what they have become in a demonstration */
    SW_REGULAR_LEAVES,     /* cells that change had one of a few colours */
    SW_REGULAR_COUNT,      /* as many non-empty cells as on the canvas; or more; or fewer */
    SW_REGULARITIES
};

struct sw_prior {
    bool holds[SW_REGULARITIES]; /* in all demonstrations, so that breaking it means something */
    bool same_size, one_size;
    uint8_t width, height;      /* of all targets */
    uint8_t scale_x, scale_y;   /* target = scale * canvas / reduce */
    uint8_t reduce_x, reduce_y; /* 0: no such relation */
    uint16_t always;            /* colours (bit c) in all targets */
    uint16_t known;             /* on any canvas or target, but of demonstrations that change
                                   nothing: of others nothing is known */
    bool palette_kept, palette_one;
    uint8_t symmetries;           /* set of enum sw_symmetry that all targets have */
    uint16_t leaves;              /* colours that cells change from */
    uint16_t becomes[SW_COLOURS]; /* from colour c to this set */
    bool more, fewer, as_many;
};

struct sw_prior sw_prior_of(const struct sw_puzzle *puzzle);

/* The set (bit r) of regularities that the output of this canvas breaks. */
uint32_t sw_prior_broken(const struct sw_prior *prior, const struct sw_grid *canvas,
                         const struct sw_grid *output);

/* What an answer that breaks them costs more, in tenths of an edit. */
uint32_t sw_prior_cost(const struct sw_prior *prior, const struct sw_grid *canvas,
                       const struct sw_grid *output);

#endif
