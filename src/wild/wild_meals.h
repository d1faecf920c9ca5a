/* wild_meals.h - who ate what in the wild: the units that bodies of each size got of plants, of
 * meat and of bodies of each smaller size. Kept page by page where settings.trophic is set. Reading
 * trusts nothing: a page's units are together those that its totals say were eaten. Local.
 */
#ifndef SW_WILD_WILD_MEALS_H
#define SW_WILD_WILD_MEALS_H

#include "store/store.h"
#include "wild/wild_history.h"

/* Puts the record of a page, to be committed by the caller; none without settings.trophic. */
int sw_wild_put_meals(struct sw_store *store, uint64_t number, const struct sw_wild_world *world,
                      struct sw_error *error);

/* Reads it behind its page. */
int sw_wild_read_meals(struct sw_store *store, uint64_t number, struct sw_wild_history *history,
                       struct sw_error *error);

/* All of a run. */
void sw_wild_meals_sum(const struct sw_wild_history *history, struct sw_wild_meals *out);

/* Trophic levels by size: 1 + the mean level of what a body ate, by units. Plants and meat are of
 * level 1, since nobody knows of whom meat was. A size that ate nothing has level 0. */
void sw_wild_trophic_levels(const struct sw_wild_meals *meals, double level[SW_WILD_SIZE_MAX + 1]);

#endif
