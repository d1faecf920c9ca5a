/* code_cluster.h - k-means (Lloyd 1982, "Least squares quantization in PCM"). Local. */
#ifndef SW_CODES_CODE_CLUSTER_H
#define SW_CODES_CODE_CLUSTER_H

#include <stdint.h>

/* Begins at points that (seed, SW_RANDOM_CODE_CENTRES, id) draws, and goes on until nothing changes
 * or for `rounds`. A centre that nobody is nearest to stays where it is. point: [count][n], centre:
 * [centres][n] and label: [count] (which centre is nearest) are written. count and centres >= 1. */
void sw_code_cluster(const float *point, uint32_t count, uint32_t n, uint32_t centres,
                     uint64_t seed, uint64_t id, uint32_t rounds, float *centre, uint32_t *label);

/* The nearest centre, the lowest on a tie. */
uint32_t sw_code_nearest(const float *point, uint32_t n, const float *centre, uint32_t centres);

#endif
