/* expand.h - applies all operations to a state at once and adds the states that come of it.
 *
 * The tree of operations is walked once, for all images of the state together. What is labelled of
 * an image serves all operations. A beginning that comes to the same hands on all images as one
 * that was walked before, with the same operations behind it (the largest organism is also the top
 * one), is passed over, and so is one that selects nothing. A strict operation is given up where it
 * selects or changes nothing in a demonstration, unless the image is the target already or the
 * demonstration keeps its canvas. With a likelihood the tree is walked in passes, the likeliest
 * operations first; what all passes make is the same, and a shared beginning runs once a pass.
 * Local; one per thread.
 */
#ifndef SW_SEARCH_EXPAND_H
#define SW_SEARCH_EXPAND_H

#include "search/likelihood.h"
#include "search/operations.h"
#include "search/states.h"

struct sw_expander; /* opaque: room to work in */

struct sw_expander *sw_expander_create(const struct sw_operations *operations,
                                       struct sw_error *error);
void sw_expander_destroy(struct sw_expander *expander); /* NULL is fine */

struct sw_expansion {
    uint32_t tier;   /* operations up to this tier */
    uint64_t groups; /* bit g: families of group g may be used */
    uint32_t limit;  /* at most so many operations are applied */
    const struct sw_likelihood
        *likelihood; /* of all operations; NULL: one pass, the cheapest first */
};

/* Applies operations to the state. Returns how many were applied (each to all canvases). */
uint32_t sw_expand(struct sw_expander *expander, struct sw_states *states, uint32_t state,
                   const struct sw_expansion *expansion);

/* How many operations the last expansion had applied when it first made a state that is right in
 * all demonstrations; 0: it made none. */
uint32_t sw_expand_fitted(const struct sw_expander *expander);

#endif
