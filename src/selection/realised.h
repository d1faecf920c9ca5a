/* realised.h - what selection did: from candidates and the parents chosen among them. Local.
 *
 * Selection differential and intensity as in breeding (Falconer; Muehlenbein and Schlierkamp-Voosen
 * 1993). Doubles, sums in index order. */
#ifndef SW_SELECTION_REALISED_H
#define SW_SELECTION_REALISED_H

#include "selection/scheme.h"

struct sw_realised {
    double differential; /* mean score of the parents, by births, less that of all candidates */
    double intensity;    /* the same in standard deviations of the score; 0 if all are equal */
    double parents;      /* effective number: 1 / sum of squared shares of births, 1..count */
    double top_tenth;    /* share of the births that the best tenth has (its last by fraction) */
    double takeover;     /* share of the births that the parent with most births has, 0..1 */
};

/* What a choice of parents did. A litter is one birth, with a mate half a birth of each. Where the
 * parent is recombined, a share is that of the step's weight (choice->expected). */
struct sw_realised sw_realised_of(struct sw_selector *selector,
                                  const struct sw_candidates *candidates,
                                  const struct sw_choice *choice, uint32_t litters);

#endif
