/* newick.h - trees as Newick text that every reader survives. Local.
 *
 * Labels are ids, also of inner nodes, and lengths of branches the differences of times of birth;
 * nothing stands before a tree, a semicolon and a line end behind it. Many readers call themselves
 * for each bracket (dendropy gives up at about 900), so no tree is nested deeper than
 * SW_NEWICK_DEEP: where a branch goes deeper it ends in a node that looks like a leaf, and a later
 * line is the tree of that node, which begins there with the same label. Nothing is lost, and trees
 * that are not so deep are one line for each root.
 */
#ifndef SW_PHYLOGENY_NEWICK_H
#define SW_PHYLOGENY_NEWICK_H

#include "phylogeny/tree.h"

#include <stdio.h>

#define SW_NEWICK_DEEP 200u

/* Each root's tree, in the order of places, and behind it what was too deep in it. What the stream
 * cannot take is the caller's to find (ferror). */
int sw_newick_write(const struct sw_tree *tree, FILE *out, struct sw_error *error);

#endif
