/* body_mind.h - the forward pass of one brain in up to 32 bodies at once (agent/body_brain.h has
 * the formulas). A row does not depend on the rows beside it, and has the same bits on every
 * processor. All functions are Local; a mind is its caller's workspace.
 */
#ifndef SW_AGENT_BODY_MIND_H
#define SW_AGENT_BODY_MIND_H

#include "agent/body_brain.h"
#include "agent/kernel.h"
#include "base/body_percept.h"

#define SW_BODY_VALUES 16u /* floats of s from row to row */

/* What may be done to a mind to see what it lives by. */
enum sw_body_control {
    SW_CONTROL_NONE,
    SW_CONTROL_TOLD,      /* s is what is true, from the first tick on */
    SW_CONTROL_FROZEN,    /* s stays as it was at birth */
    SW_CONTROL_FORGETFUL, /* memory is empty in every tick */
    /* What the world sees to: */
    SW_CONTROL_DEAF,       /* no word arrives */
    SW_CONTROL_MISHEARD,   /* what the same seat of another world said arrives */
    SW_CONTROL_TELEPATHIC, /* what others eat is known, and no word arrives */
    SW_CONTROL_ALONE,      /* who imitates waits */
    SW_CONTROL_MISLED      /* who imitates does what the same seat of another world did */
};

struct sw_body_mind {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_kernel kernel;
    const float *weights; /* borrowed: [layout->floats] */
    uint32_t rows;        /* in use; computed are up to 7 more */
    enum sw_body_control control;
    float given;   /* of values that are read from memory: the share of what is true, 0 at first */
    float *value;  /* [32][16] s, by colour */
    float *hidden; /* [32][K] h */
    float *memory; /* [32][M] m */
    float *gates;  /* [32][2M] */
    float *logit;  /* [32][acts, padded to 16] */
    float *word;   /* [32][words, padded to 16], of brains that speak */
    float *room;   /* scratch: [32][2M] */
};

/* Of a layout with body.rows > 0. NULL if memory is short. */
struct sw_body_mind *sw_body_mind_create(const struct sw_brain_layout *layout,
                                         struct sw_error *error);
void sw_body_mind_destroy(struct sw_body_mind *mind); /* NULL is fine */

/* Begins up to 32 lives. */
void sw_body_mind_begin(struct sw_body_mind *mind, const float *weights, uint32_t rows,
                        enum sw_body_control control);

/* A row begins anew while the others go on: somebody of the same genome is born. */
void sw_body_mind_wake(struct sw_body_mind *mind, uint32_t row);

/* One tick: what each row perceives ([rows]), and what it does: act[rows], and says: say[rows], the
 * lowest on a tie. say may be NULL, and is all silence where brains do not speak. */
void sw_body_mind_think(struct sw_body_mind *mind, const struct sw_body_percept *percept,
                        uint8_t *act, uint8_t *say);

/* How likely a row held an act in the tick that was thought last, softmax over the acts of its
 * head: log likelihood, as a multiple of that of one of so many equal acts: 0 is certain, -1 as
 * likely as any. */
float sw_body_mind_likelihood(const struct sw_body_mind *mind, uint32_t row, uint32_t act);

#endif
