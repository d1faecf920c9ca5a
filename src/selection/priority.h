/* priority.h - which rules are met next: shares by how well each is known, how much that changes,
 * how long ago it was met, or how seldom. Pure functions on marks; sums in the order of rules, no
 * function of libm but fabs and sqrt, which rounds correctly, so the same bits everywhere. Local.
 *
 * Learning progress: Oudeyer, Kaplan and Hafner 2007; Matiisen et al. 2020 ("Teacher-student
 * curriculum learning"). Regret as an estimate of how much there is to learn: Jiang, Grefenstette
 * and Rocktäschel 2021 ("Prioritized level replay"), here by share and not by rank. Age: their
 * staleness. Novelty by counts: Strehl and Littman 2008; Bellemare et al. 2016 ("Unifying
 * count-based exploration and intrinsic motivation").
 *
 * Marks are an array of floats: how many rules there are, then three numbers for each:
 *
 *     recent   running mean of scores, a third of it the last one
 *     past     the same, a twentieth; of novelty: how many puzzles of the rule were met
 *     met      1 + the generation in which the rule was last met; 0: never
 */
#ifndef SW_SELECTION_PRIORITY_H
#define SW_SELECTION_PRIORITY_H

#include <stdint.h>

enum sw_priority {
    SW_PRIORITY_REGRET = 1,
    SW_PRIORITY_PROGRESS = 2,
    SW_PRIORITY_AGE = 3,
    SW_PRIORITY_NOVELTY = 4
};

/* Floats that marks of so many rules take. */
uint32_t sw_priority_floats(uint32_t rules);

/* Forgets all marks if they are of another number of rules. */
void sw_priority_begin(float *marks, uint32_t rules);

/* What came of a generation: rule[i] (below the number of rules; others are passed over) scored
 * score[i], at most 0, where 0 is the best. A rule that was met several times has their mean. room:
 * [rules] doubles and counts. */
void sw_priority_note(enum sw_priority priority, float *marks, const uint32_t *rule,
                      const float *score, uint32_t count, uint64_t generation, double *room,
                      uint32_t *times);

/* share: [rules], of sum 1: a tenth is the same for all, the rest goes by priority. What was never
 * met has the highest priority of any. */
void sw_priority_shares(enum sw_priority priority, const float *marks, uint64_t generation,
                        double *share);

#endif
