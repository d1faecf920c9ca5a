/* wild_shadow.h - whose descendants the living are, page by page, and what that would be if neither
 * birth nor death depended on anybody's genome. Local.
 *
 * A shadow has the births, arrivals and deaths of the run at their ticks; parents and the dead are
 * drawn evenly from those who live in the shadow (Bedau's neutral shadow). It knows no places and
 * no ages, so a run with mind = random is to be looked at beside it: there is no selection either.
 */
#ifndef SW_WILD_WILD_SHADOW_H
#define SW_WILD_WILD_SHADOW_H

#include "wild/wild_history.h"

/* At the end of a page. */
struct sw_wild_kinship {
    /* How many ancestors, themselves included, two of the living share that were born in the last
     * SW_WILD_WINDOW pages: the sum over these births of (living descendants / living)^2. It is
     * high where new genomes sweep. */
    double shared;
    bool coalesced;       /* all who live have one ancestor */
    uint64_t coalescence; /* ticks since the last one was born */
    uint64_t families;    /* founders and newcomers of whom somebody lives */
};

/* shadow: 0: the run itself, n: its nth shadow. out: [history->pages]. */
int sw_wild_kinships(const struct sw_wild_history *history, uint32_t shadow,
                     struct sw_wild_kinship *out, struct sw_error *error);

#endif
