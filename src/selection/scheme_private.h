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
    float *rank;        /* [most] */
    double *value;      /* [most] what the scheme ranks, higher is better */
    double *cumulative; /* [most] of the distribution on the order: ascending, the last is 1 */
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

SW_SCHEME_PARENTS(sw_recombination_parents);
SW_SCHEME_PARENTS(sw_truncation_parents);
SW_SCHEME_PARENTS(sw_tournament_parents);

SW_SCHEME_EFFECT(sw_recombination_effect);
SW_SCHEME_EFFECT(sw_truncation_effect);
SW_SCHEME_EFFECT(sw_tournament_effect);

SW_SCHEME_IDLE(sw_recombination_idle);

#endif
