/* living.h - the tree of those who are alive: their ancestors, and nobody else. Local.
 *
 * Taxa are all who are alive at the end (archive/lineage.h); nodes are these, the founders (or who
 * was alive at the beginning) that they come from, and ancestors from which two or more branches
 * go out. All others on the way are links of chains and are left out; the times of birth, and so
 * the lengths of branches, stay. Of two parents the first counts.
 *
 * The births are walked from the last generation back, and only of those who are ancestors, so
 * memory follows the number of the living and not that of all who ever lived.
 */
#ifndef SW_ARCHIVE_LIVING_H
#define SW_ARCHIVE_LIVING_H

#include "archive/lineage.h"
#include "phylogeny/tree.h"

/* *out: an empty tree before; nodes stand in the order of ids. */
int sw_living_tree(struct sw_lineage *lineage, struct sw_tree *out, struct sw_error *error);

#endif
