/* imagination.h - edits as an agent imagines them: an engine (world/edit/edit.h) in which acts do
 * what its forecast expert believes that they do. Local.
 *
 * What selects, takes in hand, says what an organism is, repeats and lays canvases over each other
 * is of the eye and the hand, and needs no forecast. An act is forecast from the canvas as it is
 * imagined, so errors add up. Acts that cannot be forecast (docs/forecast.md lists those that can)
 * leave the canvas as it is: whoever imagines does not know what they do. That an act is done to
 * each piece by itself is not told to the expert.
 *
 * After an act those cells are selected that were and are not empty, and those that changed and are
 * not empty. For what recolours, deletes and moves this is what the world does.
 */
#ifndef SW_FORECAST_IMAGINATION_H
#define SW_FORECAST_IMAGINATION_H

#include "forecast/dream.h"

struct sw_imagination; /* opaque */

/* layout: of a brain with a forecast expert, borrowed; weights: its whole brain's, borrowed; NULL
 * until the engine is told whose it is (sw_edit_engine.own). NULL if memory is short. */
struct sw_imagination *sw_imagination_create(const struct sw_brain_layout *layout,
                                             const float *weights, struct sw_error *error);
void sw_imagination_destroy(struct sw_imagination *imagination); /* NULL is fine */

/* The engine; borrowed, as long as the imagination lives. */
const struct sw_edit_engine *sw_imagination_engine(const struct sw_imagination *imagination);

/* Whether the act of a token can be forecast. */
bool sw_imagination_knows(const struct sw_imagination *imagination, uint32_t token);

/* Weights of the forecast expert of a brain; 0 where there is none. */
uint32_t sw_imagination_parameters(const struct sw_brain_layout *layout);

/* What was asked of the expert since the creation. */
struct sw_imagination_count {
    uint64_t acts;      /* acts that were imagined */
    uint64_t unknown;   /* of these, such as cannot be forecast: the expert did not run */
    uint64_t runs;      /* of the expert: passes over a canvas */
    uint64_t decisions; /* fates of cells, or words of organisms */
};
struct sw_imagination_count sw_imagination_count(const struct sw_imagination *imagination);

#endif
