/* pull.h - what keeps weights near to what they were: a pull to an anchor, each weight as much as
 * it matters. Plain arrays, float arithmetic in index order, so the same bits everywhere. Local.
 *
 * The pull is the proximal step of strength * importance * (w - anchor)^2 / 2: stable for any
 * strength. Decay to the weights at a task's start (L2-SP: Li, Grandvalet and Davoine 2018), and
 * with importance elastic weight consolidation (Kirkpatrick et al. 2017; summed over tasks and with
 * one anchor as in Schwarz et al. 2018), whose Fisher information is the mean square of what moved
 * a weight.
 */
#ifndef SW_SELECTION_PULL_H
#define SW_SELECTION_PULL_H

#include <stdint.h>

/* Moves each of n weights the share s / (1 + s) of its way back to the anchor, s = strength *
 * importance; importance NULL: 1 for all. */
void sw_pull(float strength, const float *anchor, const float *importance, float *weights,
             uint32_t n);

/* The sum of squares * scale^2, in units of a tensor's scale, and in *moved how many of n are not
 * 0 (added to what it holds). */
double sw_importance_sum(float scale, const float *squares, uint32_t n, uint64_t *moved);

/* Adds factor * squares * scale^2 to the importance of n weights. */
void sw_importance_add(float scale, double factor, const float *squares, float *importance,
                       uint32_t n);

#endif
