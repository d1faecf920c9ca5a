/* measures.h - what the shape of a phylogeny says, as numbers that the field knows. Pure functions
 * over a tree. Local.
 *
 * Lengths of branches are differences of times of birth. Nodes that are no taxa and have one child
 * change nothing. A taxon that has descendants counts as a leaf of length 0 below itself. Founders
 * without living descendants do not count, and neither does the way from a founder to the most
 * recent common ancestor of its living descendants (the stem). With several founders, sums are over
 * their trees.
 *
 *   diversity  phylogenetic diversity (Faith 1992, Biological Conservation 61): the sum of all
 *              branches, without the stems
 *   pairwise   mean distance along the tree of two different taxa that have a common ancestor
 *              (Webb 2000, American Naturalist 156)
 *   distinct   evolutionary distinctiveness (fair proportion; Isaac et al. 2007, PLoS ONE 2): each
 *              branch is shared among the taxa below it; the sum over all taxa is the diversity
 *   sackin     sum over taxa of the number of branchings above them (Sackin 1972)
 *   colless    sum over branchings of the difference of the numbers of taxa on both sides (Colless
 *              1982). Where more than two branches go out: the Colless-like index of Mir, Rotger
 *              and Rossello 2018 (PLoS ONE 13) with f(k) = ln(k + e) and the mean deviation from
 *              the median, divided by (f(0) + f(2)) / 2, so that it is Colless's own on trees of
 *              two branches everywhere
 */
#ifndef SW_PHYLOGENY_MEASURES_H
#define SW_PHYLOGENY_MEASURES_H

#include "phylogeny/tree.h"

struct sw_tree_measures {
    uint32_t taxa;
    uint32_t trees;                     /* founders with living descendants */
    uint32_t branchings;                /* nodes from which two or more branches go out */
    bool common;                        /* all taxa have a common ancestor: */
    uint64_t ancestor, ancestor_origin; /* the most recent one */
    double diversity;
    double pairs, pairs_apart;           /* pairs of taxa with, and without, a common ancestor */
    double pairwise;                     /* NaN without pairs */
    double distinct_mean, distinct_most; /* NaN without taxa */
    uint64_t distinct_id;                /* a taxon that has the most: the first in the tree */
    double sackin, colless;
};

/* In time n log n. Sums run in the order of places. -1 if memory is short. */
int sw_tree_measure(const struct sw_tree *tree, struct sw_tree_measures *out,
                    struct sw_error *error);

#endif
