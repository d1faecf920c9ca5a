/* forecast_mind.h - the forward pass of a forecaster over all kinds of cells of a canvas, and how
 * it learns from what really came (agent/forecast_brain.h has the formulas). Sums are taken in a
 * fixed order, so the bits are the same on every processor. All functions are Local; a mind is its
 * caller's workspace.
 *
 * Learning: the error of a fate is its probability given that one of the right ones came, minus its
 * probability. By rule delta it moves the head alone. By rule mirror it also goes back to the
 * hidden layer, through weights of the way back (in the layout of the way forth, only fate.head is
 * read), which are moved as those of the way forth are. Kinds count alike, however many cells they
 * have, so that changed cells weigh about as much as those that stay.
 */
#ifndef SW_AGENT_FORECAST_MIND_H
#define SW_AGENT_FORECAST_MIND_H

#include "agent/forecast_brain.h"
#include "agent/kernel.h"
#include "base/forecast_percept.h"

struct sw_forecast_mind {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_kernel kernel;
    float *hidden; /* [900 padded to tiles][H] */
    float *logit;  /* [900 padded to tiles][F padded to 16] */
    float *error;  /* [F padded] scratch */
    float *back;   /* [H] scratch */
};

/* Of a layout with forecast.rows > 0. NULL if memory is short. */
struct sw_forecast_mind *sw_forecast_mind_create(const struct sw_brain_layout *layout,
                                                 struct sw_error *error);
void sw_forecast_mind_destroy(struct sw_forecast_mind *mind); /* NULL is fine */

/* Computes the logits of all kinds. */
void sw_forecast_mind_think(struct sw_forecast_mind *mind, const float *weights,
                            const struct sw_forecast_percept *percept);

/* After thinking: the likeliest fate of each kind, the lowest on a tie. fate: [kinds]. */
void sw_forecast_mind_choose(const struct sw_forecast_mind *mind,
                             const struct sw_forecast_percept *percept, uint8_t *fate);

/* After thinking on a percept whose right fates are known: mean log likelihood of the kinds. The
 * logits are used up. gradient: NULL, or [floats] to which the mean over kinds is added, uphill.
 * back: NULL by rule delta, else the way back, [floats]. */
float sw_forecast_mind_judge(struct sw_forecast_mind *mind,
                             const struct sw_forecast_percept *percept, const float *back,
                             float *gradient);

#endif
