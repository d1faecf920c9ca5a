/* wild_moments.h - moments of a run of the wild to be looked at, chosen from its pages by a rule.
 * Local.
 *
 * Each row of the table names what a page is chosen for: it has the most of it, and the earlier
 * page is chosen of equals. A page is chosen once: who comes later in the table chooses among the
 * rest. Of what no page has anything there is no moment. The change of acts is the total variation
 * distance of their shares.
 */
#ifndef SW_WILD_WILD_MOMENTS_H
#define SW_WILD_WILD_MOMENTS_H

#include "wild/wild_history.h"

/* id, name, what the page is chosen for. The order is that in which they choose. */
#define SW_WILD_MOMENT_ROWS(ROW)                                                                   \
    ROW(SW_WILD_MOMENT_FIRST, "first", "beginning of the run")                                     \
    ROW(SW_WILD_MOMENT_LAST, "last", "end of the run")                                             \
    ROW(SW_WILD_MOMENT_BIRTHS, "births", "births in a tick")                                       \
    ROW(SW_WILD_MOMENT_BODIES, "bodies", "bodies at its end")                                      \
    ROW(SW_WILD_MOMENT_FEWEST, "fewest", "fewest bodies at its end")                               \
    ROW(SW_WILD_MOMENT_HUNTED, "hunted", "share of energy from living bodies")                     \
    ROW(SW_WILD_MOMENT_MEAT, "meat", "share of energy from meat")                                  \
    ROW(SW_WILD_MOMENT_SIZE, "size", "mean size above 1, at its end")                              \
    ROW(SW_WILD_MOMENT_FED, "fed", "share of plants eaten that fed")                               \
    ROW(SW_WILD_MOMENT_CHANGE, "change", "change of acts beside the page before")

enum sw_wild_moment_kind { SW_WILD_MOMENT_ROWS(SW_ROW_ID) SW_WILD_MOMENTS };

struct sw_wild_moment {
    enum sw_wild_moment_kind kind;
    uint64_t page;
    double value; /* by which the page was chosen; 0 of the first and of the last */
};

const char *sw_wild_moment_name(enum sw_wild_moment_kind kind);
const char *sw_wild_moment_reason(enum sw_wild_moment_kind kind);

/* How many there are. Page 0, which is the founders, is none. */
uint32_t sw_wild_moments(const struct sw_wild_history *history,
                         struct sw_wild_moment out[SW_WILD_MOMENTS]);

#endif
