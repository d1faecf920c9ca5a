/* overlap.h - overlap of mutations: how much of what changed their ancestors two members have in
 * common. Local.
 *
 * A member's mutations are the births between its founder and itself that changed something, its
 * own included: all but those of clones, along first parents. Two members have those in common that
 * lie between their founder and their most recent common ancestor; with different founders none. Of
 * the n living members of an island, or of all islands,
 *
 *     overlap = mean over pairs of different members of (mutations in common)
 *             / mean over members of (mutations)
 *
 * It is 0 where no two have any in common, near 1 where all descend from one recent ancestor, and 1
 * where all are the same. */
#ifndef SW_ARCHIVE_OVERLAP_H
#define SW_ARCHIVE_OVERLAP_H

#include "archive/ancestry.h"
#include "record/record.h"

/* A litter with what it shares with the next one; scratch. */
struct sw_overlap_litter {
    const struct sw_ancestry *ancestry;
    uint32_t parent; /* its place */
    double members;
};

/* The overlap of the members of `islands` islands side by side, whose litters' parents all stand in
 * `ancestry`. scratch: [litters of all]. NaN with less than two members. Takes
 * litters log(litters) log(depth) steps; sums are of whole numbers and exact below 2^53. */
double sw_overlap(const struct sw_ancestry *ancestry, struct sw_identity_space space,
                  const struct sw_births *births, uint32_t islands,
                  struct sw_overlap_litter *scratch);

#endif
