/* tree.h - a table of who descends from whom, as the measures of phylogenies read it. Knows ids and
 * times of birth; no store. Local.
 *
 *     place   0    1    2    3    4
 *     id      0    7    9   12   15        parents stand before their children
 *     parent  -    0    0    1    1        a root has none
 *     origin  0    2    2    5    6        of a child never before its parent's
 *     taxon              x    x    x       who is alive: what the tree is of
 *
 * A tree may have several roots (founders). A node with one child and no taxon is a link of a
 * chain: no measure (phylogeny/measures.h) depends on whether it is there.
 */
#ifndef SW_PHYLOGENY_TREE_H
#define SW_PHYLOGENY_TREE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define SW_TREE_ROOT UINT32_MAX

struct sw_tree_node {
    uint64_t id, origin;
    uint32_t parent; /* its place, or SW_TREE_ROOT */
    bool taxon;
};

struct sw_tree {
    uint32_t count, room;
    struct sw_tree_node *node; /* [count], owned */
};

/* {0} is an empty tree. */
void sw_tree_free(struct sw_tree *tree);

/* Appends a node; a parent must be there already, and not be born later (asserted). -1 if memory is
 * short or the tree has 2^32 - 1 nodes. */
int sw_tree_add(struct sw_tree *tree, struct sw_tree_node node, struct sw_error *error);

/* The children of each node, in the order of their places: those of node i are child[first[i]] to
 * before child[first[i + 1]]. */
struct sw_tree_children {
    uint32_t *first; /* [count + 1], owned */
    uint32_t *child; /* [count], owned */
};

int sw_tree_children(const struct sw_tree *tree, struct sw_tree_children *out,
                     struct sw_error *error);
void sw_tree_children_free(struct sw_tree_children *children);

#endif
