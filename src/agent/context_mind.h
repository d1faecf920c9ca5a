/* context_mind.h - fast weights of a forecaster: what it finds out of one world from transitions
 * that it is shown, with no change of its weights.
 *
 * Some rows of cell.table say which entity (a colour, or the world) is in which slot of a cell's
 * surroundings. Each entity e has a vector of facts z[e], which is empty when a world begins. It
 * acts wherever the entity stands, through a matrix for each slot:
 *
 *   row(s, e) = cell.table[s, e] + z[e] . context.way[s]
 *
 * So what is found out of a colour in one place holds in all places. When what came is known, z
 * moves up the likelihood, each of its numbers by a rate of its own, which is a gene:
 *
 *   z[e][d] += exp(context.rate[d]) * sum over s of slope(row(s, e)) . context.way[s][d]
 *
 * This is the delta rule (Widrow and Hoff 1960) on few numbers beside the weights, as in fast
 * context adaptation (Zintgraf et al. 2019). Slow weights learn from the same slopes, taken at z as
 * it stands (of first order: no slope is followed back through changes of z), and rates from what
 * the changes so far were worth (Baydin et al. 2018). All functions are Local; a mind is its
 * caller's workspace.
 */
#ifndef SW_AGENT_CONTEXT_MIND_H
#define SW_AGENT_CONTEXT_MIND_H

#include "agent/forecast_mind.h"

struct sw_context_mind; /* opaque: a forecaster's mind, and its fast weights */

/* Of a layout with forecast.facts > 0. NULL if memory is short. */
struct sw_context_mind *sw_context_mind_create(const struct sw_brain_layout *layout,
                                               struct sw_error *error);
void sw_context_mind_destroy(struct sw_context_mind *mind); /* NULL is fine */

/* A world begins: fast weights are empty. weights: borrowed until the next one begins. told: NULL,
 * or [entities][facts], which z then is, and nothing is found out. */
void sw_context_mind_begin(struct sw_context_mind *mind, const float *weights, const float *told);

/* The likeliest fate of each kind, with fast weights as they stand. fate: [kinds]. */
void sw_context_mind_forecast(struct sw_context_mind *mind,
                              const struct sw_forecast_percept *percept, uint8_t *fate);

/* A transition whose right fates are known: the mean log likelihood of its kinds, before anything
 * moves. Then fast weights move, unless `still`. gradient: NULL, or [floats] to which the slopes
 * of slow weights are added. back: [floats] whose fate.head the error goes back through, in lives
 * that of the weights themselves; NULL: nothing but the head learns. */
float sw_context_mind_live(struct sw_context_mind *mind, const struct sw_forecast_percept *percept,
                           const float *back, float *gradient, bool still);

#endif
