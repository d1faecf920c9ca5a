/* retention.h - how much of what was learned in turn is kept: measures of a matrix of shares. Pure
 * functions. Local.
 *
 * share[i][j] is the share of unseen puzzles of set j solved when stage i ends; there are T stages,
 * and stage j teaches set j.
 *
 *     ACC         mean over j of share[T-1][j]
 *     BWT         mean over j < T-1 of share[T-1][j] - share[j][j]
 *     FWT         mean over j > 0 of share[j-1][j] - untrained[j]
 *                 (Lopez-Paz and Ranzato 2017, "Gradient episodic memory for continual learning")
 *     forgetting  mean over j < T-1 of max over i < T-1 of share[i][j], less share[T-1][j]
 *                 (Chaudhry, Dokania, Ajanthan and Torr 2018, "Riemannian walk for incremental
 *                 learning")
 *     min-ACC     mean over j < T-1 of least[j]: the least share of set j in any examination after
 *                 stage j
 *     WC-ACC      share[T-1][T-1] / T + (1 - 1/T) min-ACC
 *                 (De Lange, van de Ven and Tuytelaars 2023, "Continual evaluation for lifelong
 *                 learning: identifying the stability gap")
 */
#ifndef SW_ARCHIVE_RETENTION_H
#define SW_ARCHIVE_RETENTION_H

#include <stdint.h>

/* Shares from 0 to 1 and differences of them; NaN where there is nothing to say. */
struct sw_retention {
    double acc, bwt, fwt, forgetting, least, worst; /* least: min-ACC, worst: WC-ACC */
};

/* share: [stages][sets]; untrained: [sets]; least: [sets], NaN where no examination followed. With
 * another number of sets than of stages only ACC says something. */
struct sw_retention sw_retention_of(const double *share, const double *untrained,
                                    const double *least, uint32_t stages, uint32_t sets);

#endif
