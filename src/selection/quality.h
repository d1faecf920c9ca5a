/* quality.h - what a set of members that stand is worth as a whole: how much of the space of
 * behaviours it covers and how well, and how much a front of two objectives leaves behind it.
 * Pure functions of numbers. Local.
 */
#ifndef SW_SELECTION_QUALITY_H
#define SW_SELECTION_QUALITY_H

#include "base/error.h"

#include <stdint.h>

struct sw_quality {
    uint64_t cells, filled;
    double score; /* QD score: sum over cells of the best worth in each (Pugh et al. 2015) */
};

/* On an even grid of `cells` (1..1024) a descriptor, whatever the scheme keeps (an archive of
 * another form is compared so, too: Vassiliades et al. 2018). worth: [count], at least 0, higher is
 * better. observed: [count][width], descriptors in [0, 1]; what is outside is in the cell at the
 * border. width: 1..2. Fails if memory is short. */
int sw_quality_of(const double *worth, const float *observed, uint32_t count, uint32_t width,
                  uint32_t cells, struct sw_quality *out, struct sw_error *error);

struct sw_front {
    uint32_t count;     /* members that no other dominates; of equal ones the first */
    double hypervolume; /* area between them and (reference, reference) (Zitzler & Thiele 1999) */
};

/* Of two objectives, both with their signs turned: observed is [count][2], higher is better.
 * reference: the worst value of each objective that still counts, before turning its sign. Fails if
 * memory is short. */
int sw_front_of(const float *observed, uint32_t count, double reference, struct sw_front *out,
                struct sw_error *error);

#endif
