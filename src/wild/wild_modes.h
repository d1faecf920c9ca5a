/* wild_modes.h - the four MODES measures of open-ended evolution (Dolson, Vostinar, Wiser and Ofria
 * 2019, "The MODES Toolbox", Artificial Life 25), of a run of the wild. Local.
 *
 * They look at lineages that persist: at the end of a page these are the bodies of the page
 * SW_WILD_WINDOW pages before who have living descendants, themselves included. Components, which
 * the paper leaves open, are diets (wild_behaviour.h): genomes are all different, so that they
 * would count births.
 *
 *     change      components that persist and did not SW_WILD_WINDOW pages before
 *     novelty     components that persist and did so on no page before
 *     complexity  most informative sites of one who persists: situations that it responds to
 *     ecology     Shannon entropy of the components of those who persist, bits
 *
 * Beside them, of all who live: how many diets there are, and three Shannon entropies: of diets, of
 * genomes (by hash: log2 of the bodies where all differ), and of lineages (by the ancestor of
 * SW_WILD_WINDOW pages before, or the newcomer since then, whom a body descends from).
 */
#ifndef SW_WILD_WILD_MODES_H
#define SW_WILD_WILD_MODES_H

#include "wild/wild_behaviour.h"

/* At the end of a page. */
struct sw_wild_modes {
    bool known;    /* there is a page so long before, and somebody lives */
    bool compared; /* and one as long before that: change is known */
    uint64_t persistent, change, novelty, complexity;
    double ecology;
    uint64_t diets;           /* of who live */
    double diversity;         /* bits: of their diets */
    double genomes, lineages; /* the same of genomes, and where known of lineages */
};

/* behaviour: [births + 1], by id, of all who lived at the end of a page. out: [history->pages]. */
int sw_wild_modes(const struct sw_wild_history *history, const struct sw_wild_behaviour *behaviour,
                  struct sw_wild_modes *out, struct sw_error *error);

#endif
