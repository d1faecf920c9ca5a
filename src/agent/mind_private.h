/* mind_private.h - what the parts of the forward pass share: mind.c, mind_speech.c. Local. */
#ifndef SW_AGENT_MIND_PRIVATE_H
#define SW_AGENT_MIND_PRIVATE_H

#include "agent/mind.h"

/* Whether the rows' own versions of a tensor differ. */
bool sw_mind_evolves(const struct sw_mind *mind, uint32_t tensor);

/* y = x . W (+ bias, unless SW_TENSORS_MAX) for 32 rows, or for one if x is shared and nothing here
 * evolves. Returns whether y is shared. If a tensor evolves, so does its bias. */
bool sw_mind_dense(struct sw_mind *mind, uint32_t tensor, uint32_t bias, const float *x,
                   uint32_t x_stride, bool x_shared, float *y);

/* Scratch: region i of five, [32][widest]. */
float *sw_mind_region(const struct sw_mind *mind, uint32_t i);

/* The largest of n values (the lowest on a tie). */
uint32_t sw_mind_likeliest(const float *x, uint32_t n);

#endif
