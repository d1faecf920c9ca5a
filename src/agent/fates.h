/* fates.h - what the minds that say the fates of cells have in common: the likeliest fate of a kind
 * of cells, and how far what they say is from what came. Local, pure. */
#ifndef SW_AGENT_FATES_H
#define SW_AGENT_FATES_H

#include "agent/kernel.h"

#include <stdint.h>

/* Writes to fate[kinds] the likeliest of `fates` fates of each kind; the lower one of equals.
 * logit: [kinds][stride]. */
void sw_fates_choose(const float *logit, uint32_t kinds, uint32_t fates, uint32_t stride,
                     uint8_t *fate);

/* Of one kind: returns the log likelihood that its fate is one of those in `right` (bit f: fate f),
 * and writes to error[stride] the gradient of it by each logit; 0 behind the fates. logit[stride]
 * is overwritten by its exponentials. */
float sw_fates_judge(const struct sw_kernel *kernel, uint64_t right, uint32_t fates,
                     uint32_t stride, float *logit, float *error);

#endif
