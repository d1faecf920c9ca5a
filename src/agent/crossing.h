/* crossing.h - a child's weights from those of two parents. Local.
 *
 * A table of rows: adding a way to cross is adding a row and a function. What is taken from whom is
 * a function of (run seed, litter seed), so a crossed child is never stored.
 */
#ifndef SW_AGENT_CROSSING_H
#define SW_AGENT_CROSSING_H

#include "agent/brain.h"

#define SW_CROSSING_ROWS(FIRST, ROW)                                                               \
    FIRST(SW_CROSS_UNIFORM, "uniform", "each weight from either parent (Syswerda 1989)")           \
    ROW(SW_CROSS_TENSORS, "tensor", "each tensor from either parent")                              \
    ROW(SW_CROSS_EXPERTS, "expert",                                                                \
        "each expert of thought from either parent, and all else from the first")                  \
    ROW(SW_CROSS_AVERAGE, "average", "the mean of both")

#define SW_CROSSING_ID(id, ...) id,
enum sw_crossing { SW_CROSSING_ROWS(SW_CROSSING_ID, SW_CROSSING_ID) SW_CROSSINGS };

/* out, one, other: [layout->floats]; out is neither of the two. */
void sw_cross(const struct sw_brain_layout *layout, enum sw_crossing crossing, uint64_t run_seed,
              uint64_t litter_seed, const float *one, const float *other, float *out);

#endif
