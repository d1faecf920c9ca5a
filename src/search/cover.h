/* cover.h - answers by layers: states laid over each other until every demonstration is right.
 *
 * A cover is a base (an empty canvas, the canvas as it is, or one of the states nearest to the
 * targets) and a few layers on it. A layer is a state, whose non-empty cells are laid over what is
 * there, or the state's silhouette in one colour, where colour 0 erases. Layers are chosen from the
 * topmost down: a layer may be wrong only where one above it already covers it, so what is chosen
 * stays right and the search never has to take anything back. Of all partial covers a beam is kept
 * for every base: those that leave fewest of the base's wrong cells uncovered.
 *
 * States that do the same on all demonstrations are one layer; they become alternatives of an
 * answer if they do something else on the tests. Source: docs/solving.md. Local.
 */
#ifndef SW_SEARCH_COVER_H
#define SW_SEARCH_COVER_H

#include "search/answers.h"
#include "search/likelihood.h"
#include "search/placement.h"

struct sw_cover_settings {
    uint32_t beam;  /* partial covers kept for each base, 1..32 */
    uint32_t depth; /* layers, 1..8 */
    uint32_t bases; /* nearest states tried as a base beside the empty canvas and the input, <= 8 */
    uint32_t states; /* of the first so many states layers are made */
    /* Prices in tenths: for the cover, for each layer, and for a layer in one colour beside. */
    uint32_t cover_cost, layer_cost, paint_cost;
    struct sw_listing listing;              /* of the states that layers are made of */
    const struct sw_likelihood *likelihood; /* of what answers are made of; NULL: none is told */
};

/* What is known to work: beam 8, depth 5, 6 bases. */
struct sw_cover_settings sw_cover_settings_usual(void);

/* What a search did, for reports and tests. */
struct sw_composed {
    uint32_t found;      /* answers that make all demonstrations right, each output once */
    uint32_t added;      /* of these, kept among the answers */
    uint32_t mismatched; /* of these, refused because their program made something else */
};

/* Adds the covers within the frame to the answers, every one replayed before. 0, or -1 if memory
 * runs out. `composed` may be NULL. */
int sw_cover_search(const struct sw_states *states, const struct sw_placement *frame,
                    const struct sw_cover_settings *settings, struct sw_answers *answers,
                    struct sw_composed *composed, struct sw_error *error);

#endif
