/* code_mind.h - one pass of a game of codes (agent/code_brain.h has the formulas): what is said of
 * two frames, what is heard, and how both networks learn from the frame that came. Sums are taken
 * in a fixed order, so the bits are the same on every processor. All functions are Local; a mind is
 * its caller's workspace.
 *
 * Learning is by rule mirror: the error of a fate (agent/forecast_mind.h) goes back through weights
 * of a way back, which are moved as those of the way forth are. Of a vector it goes on through the
 * channel to who speaks. Who says tokens is told which ones it should have said.
 */
#ifndef SW_AGENT_CODE_MIND_H
#define SW_AGENT_CODE_MIND_H

#include "agent/code_brain.h"
#include "agent/kernel.h"
#include "base/forecast_percept.h"
#include "base/percept.h"

struct sw_code_mind {
    struct sw_code_shape shape;
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_kernel kernel;
    /* Who speaks: */
    float *seen;       /* [kinds][K] before they are rectified; grows */
    float *count;      /* [kinds] weight in the mean */
    uint32_t capacity; /* kinds that there is room for */
    float *pooled;     /* [2K] */
    float *normal;     /* [2K] */
    float deviation;   /* of pooled */
    float *score;      /* [N padded] */
    /* Who hears: */
    float *base;   /* [900 padded to tiles][H] of what is seen, without the code */
    float *hidden; /* the same with it, rectified */
    float *logit;  /* [900 padded to tiles][F padded] */
    float *error, *back, *sum_hidden, *sum_fates; /* [F padded], [H], [H], [F padded] scratch */
    float *input;                                 /* [N padded] x */
};

struct sw_code_mind *sw_code_mind_create(const struct sw_code_shape *shape,
                                         const struct sw_brain_layout *layout,
                                         struct sw_error *error);
void sw_code_mind_destroy(struct sw_code_mind *mind); /* NULL is fine */

/* Who speaks sees two frames: score[N]. -1 when out of memory. */
int sw_code_mind_look(struct sw_code_mind *mind, const float *weights,
                      const struct sw_percept *percept, struct sw_error *error);
/* What it says then: the likeliest token of each place (the lowest on a tie), or the numbers. */
void sw_code_mind_say(struct sw_code_mind *mind, struct sw_code *out);

/* Who hears sees a frame: base. Then hears a code: logits of all kinds. */
void sw_code_mind_see(struct sw_code_mind *mind, const float *weights,
                      const struct sw_forecast_percept *percept);
void sw_code_mind_hear(struct sw_code_mind *mind, const float *weights,
                       const struct sw_forecast_percept *percept, const struct sw_code *code);
/* The likeliest fate of each kind, the lowest on a tie. fate: [kinds]. */
void sw_code_mind_choose(const struct sw_code_mind *mind, const struct sw_forecast_percept *percept,
                         uint8_t *fate);

/* After hearing, of a percept whose right fates are known: mean log likelihood of the kinds. The
 * logits are used up. gradient: NULL, or [floats] to which the mean over kinds is added, uphill;
 * then back is the way back, [floats], and reached, if not NULL, gets what reaches x: [N]. */
float sw_code_mind_judge(struct sw_code_mind *mind, const struct sw_forecast_percept *percept,
                         const struct sw_code *code, const float *back, float *gradient,
                         float *reached);

/* After looking: who speaks learns what it should have said: the tokens of the code, or by what
 * reached x the numbers that it said. gradient: [floats], added to. */
void sw_code_mind_learn(struct sw_code_mind *mind, const struct sw_percept *percept,
                        const struct sw_code *code, const float *reached, const float *back,
                        float *gradient);

#endif
