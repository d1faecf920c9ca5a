/* kin.h - how islands of one family move together: each parent takes its own step and a share of
 * the others'. Local.
 *
 *   weight_i = made_i + share * sum over kin j != i of (made_j - old_j)
 *
 * made_i is what recombination makes of island i's children, old_i the parent that they had. Sums
 * run in the order of islands, so the bits are the same everywhere. Moments stay each island's own.
 * With one founder, n islands that share w stay apart by sqrt(2 - 2c) of the way that they have
 * travelled, c = (2w + (n - 2)w^2) / (1 + (n - 1)w^2): 0.53 for 4 islands and w = 0.5.
 */
#ifndef SW_POPULATION_KIN_H
#define SW_POPULATION_KIN_H

#include "population/breeding.h"

/* Whether the parents that the present generation makes move by each other's steps. */
bool sw_kin_share(const struct sw_breeding *breeding);

/* Collective. Moves the parents that recombination made. made: [hosted], from the first parents of
 * the islands here; those of islands that do not recombine are passed over. The sum of steps goes
 * from home to home. `failed` set on any rank, or memory that is short, fails on all: -1. */
int sw_kin_move(const struct sw_breeding *breeding, struct sw_individual *made, int failed,
                struct sw_error *error);

#endif
