/* reign.h - whose descendants those consist of who live at some time. Local. */
#ifndef SW_PHYLOGENY_REIGN_H
#define SW_PHYLOGENY_REIGN_H

#include <stdbool.h>
#include <stdint.h>

struct sw_dynasty {
    uint64_t founder, members; /* of them so many descend from it */
};

struct sw_reign {
    uint64_t time;           /* a generation, or a tick */
    uint64_t members;        /* children born in the generation; who lives at the tick */
    uint32_t lines;          /* founders that they come from */
    struct sw_dynasty *line; /* [lines], the largest first, then by founder; borrowed */
    double effective;        /* one over the sum of squared shares (Simpson 1949) */
    bool common;             /* all who are alive have a common ancestor, the most recent of */
    uint64_t ancestor, born; /* which is this, born then */
    bool swept;              /* another one than a time before, or the first */
    uint64_t earlier;        /* where it swept: when the one before was born; the beginning if
                                there was none */
};

#endif
