/* scheme_private.h - what the files of schemes share: scratch, orders, and drawing parents from a
 * distribution on an order. Not for other rooms. All functions are Local and pure: the same
 * arguments give the same bits everywhere (additions, products, quotients and square roots of
 * doubles in index order; no other function of libm). */
#ifndef SW_SELECTION_SCHEME_PRIVATE_H
#define SW_SELECTION_SCHEME_PRIVATE_H

#include "selection/scheme.h"

/* One allocation each; `most` candidates. */
struct sw_selector {
    uint32_t most, width, litters;
    uint32_t *order;    /* [most] candidates from best to worst */
    uint32_t *best;     /* [most] scratch */
    uint32_t *front;    /* [most] */
    uint32_t *cell;     /* [most] */
    uint32_t *champion; /* [max(most, SW_CELLS_MAX)] candidate of each cell */
    float *rank;        /* [most] */
    double *value;      /* [most] what the scheme ranks, higher is better */
    double *crowding;   /* [most] distance to those around */
    double *cumulative; /* [most] of the distribution on the order: ascending, the last is 1 */
    double *nearest;    /* [SW_NEIGHBOURS_MAX] */
    uint32_t *cases, *sequence; /* [max(width, 1)] which cases are looked at, and in what order */
    double *epsilon;            /* [max(width, 1)] */
    double *centroid; /* [2][SW_CELLS_MAX][SW_BEHAVIOUR_MAX] room for [cells][width] and sums */
    uint32_t centroid_width, centroid_cells; /* that the centroids are of; 0 cells: none yet */
};

/* order <- candidates from the highest value to the lowest, ties to the lower index. */
void sw_order_by_value(const double *value, uint32_t count, uint32_t *order);
void sw_order_by_score(const float *score, uint32_t count, uint32_t *order);

/* Uniform in [0, 1), 53 bits: two throws. */
double sw_dice_double(struct sw_dice *dice);

/* Entrants of a tournament among `count`: 1 / (1 - pressure), without replacement
 * count / (count - pressure (count - 1)), which is never more than there are. */
double sw_tournament_entrants(const struct sw_selection *selection, uint32_t count);

/* selector->cumulative <- that of a tournament on the order. */
void sw_tournament_distribution(struct sw_selector *selector, const struct sw_selection *selection,
                                uint32_t count);

/* The same order by tournament: selector->order is there. */
void sw_draw_by_tournament(struct sw_selector *selector, const struct sw_selection *selection,
                           const struct sw_candidates *candidates, uint32_t elites,
                           struct sw_dice *dice, struct sw_choice *choice);

/* Values and scores from 0 for the least to 1 for the most; 1 where all are equal. */
void sw_window_values(double *value, uint32_t count);
void sw_window_scores(const struct sw_candidates *candidates, double *value);

/* Survivors in ascending order; sw_best_survive takes the first of selector->order's `count` that
 * may stand. Both return how many. */
uint32_t sw_write_survivors(const uint32_t *candidate, uint32_t count, uint32_t *survivor);
uint32_t sw_best_survive(const struct sw_selector *selector, const struct sw_selection *selection,
                         uint32_t count, uint32_t *survivor);

/* Elites of a generational scheme: at most litters - 1, so that pressure has a litter to act on. */
uint32_t sw_elites_of(const struct sw_selection *selection);

/* The first litters are clones of the best by score, and count in `expected`, which is there. */
void sw_take_elites(struct sw_selector *selector, const struct sw_selection *selection,
                    const struct sw_candidates *candidates, uint32_t elites,
                    struct sw_choice *choice);

/* Second parents, by the same distribution; clones have none. */
void sw_draw_mates(const struct sw_selector *selector, const struct sw_selection *selection,
                   uint32_t count, struct sw_dice *dice, struct sw_choice *choice);

/* Fills in the choice from selector->order and selector->cumulative by inverting the distribution:
 * with the same dice more pressure never draws a worse place. `elites` of the best by score come
 * first, as clones. */
void sw_draw_parents(struct sw_selector *selector, const struct sw_selection *selection,
                     const struct sw_candidates *candidates, uint32_t elites, struct sw_dice *dice,
                     struct sw_choice *choice);

/* The functions of rows. */
#define SW_SCHEME_PARENTS(function)                                                                \
    void function(struct sw_selector *selector, const struct sw_selection *selection,              \
                  const struct sw_candidates *candidates, struct sw_dice *dice,                    \
                  struct sw_choice *choice)
#define SW_SCHEME_SURVIVE(function)                                                                \
    uint32_t function(struct sw_selector *selector, const struct sw_selection *selection,          \
                      const struct sw_candidates *candidates, struct sw_dice *dice,                \
                      uint32_t *survivor)
#define SW_SCHEME_EFFECT(function)                                                                 \
    void function(const struct sw_selection *selection, char *text, size_t size)
#define SW_SCHEME_IDLE(function)                                                                   \
    bool function(const struct sw_selection *selection, char *why, size_t size)

/* Those that choose parents are declared by the table, the others here. */
#define SW_SCHEME_DECLARED(function, ...) SW_SCHEME_PARENTS(function);
SW_SCHEME_ROWS(SW_SCHEME_DECLARED, SW_SCHEME_DECLARED)

SW_SCHEME_SURVIVE(sw_restricted_survive);
SW_SCHEME_SURVIVE(sw_novelty_survive);
SW_SCHEME_SURVIVE(sw_map_elites_survive);
SW_SCHEME_SURVIVE(sw_cvt_survive);
SW_SCHEME_SURVIVE(sw_nsga_survive);
SW_SCHEME_SURVIVE(sw_plus_survive);
SW_SCHEME_SURVIVE(sw_comma_survive);
SW_SCHEME_SURVIVE(sw_steady_survive);

SW_SCHEME_EFFECT(sw_recombination_effect);
SW_SCHEME_EFFECT(sw_truncation_effect);
SW_SCHEME_EFFECT(sw_tournament_effect);
SW_SCHEME_EFFECT(sw_linear_effect);
SW_SCHEME_EFFECT(sw_exponential_effect);
SW_SCHEME_EFFECT(sw_proportional_effect);
SW_SCHEME_EFFECT(sw_lexicase_effect);
SW_SCHEME_EFFECT(sw_standing_effect);

SW_SCHEME_IDLE(sw_recombination_idle);
SW_SCHEME_IDLE(sw_standing_idle);

#endif
