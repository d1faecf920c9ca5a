/* crossing.h - a child's weights from those of two parents. Local.
 *
 * A table of rows: adding a way to cross is adding a row and a function. What is taken from whom is a
 * function of (run seed, litter seed), so a crossed child is never stored.
 */
#ifndef SW_AGENT_CROSSING_H
#define SW_AGENT_CROSSING_H

#include "agent/brain.h"

#define SW_CROSSING_ROWS(FIRST, ROW)                                                               \
    FIRST(uniform, "uniform", "each weight from either parent (Syswerda 1989)")                    \
    ROW(tensors, "tensor", "each tensor from either parent")                                       \
    ROW(experts, "expert", "each expert of thought from either parent, all else from the first")   \
    ROW(average, "average", "the mean of both")

/* out, one, other: [layout->floats]; out is neither of the two. crossing: row of the table. */
void sw_cross(const struct sw_brain_layout *layout, uint32_t crossing, uint64_t run_seed,
              uint64_t litter_seed, const float *one, const float *other, float *out);

#endif
