/* tree_random.h - trees for the tests of phylogenies: random ones, with chains, dead branches,
 * living ancestors and several founders. */
#ifndef SW_TESTS_UNIT_PHYLOGENY_TREE_RANDOM_H
#define SW_TESTS_UNIT_PHYLOGENY_TREE_RANDOM_H

#include "base/random.h"
#include "phylogeny/tree.h"

#include <check.h>
#include <stdlib.h>

static inline void tree_grow(struct sw_tree *tree, uint64_t id, uint64_t origin, uint32_t parent,
                             bool taxon)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_tree_add(tree, (struct sw_tree_node){id, origin, parent, taxon}, &error),
                     0);
}

static inline struct sw_tree tree_random(uint64_t seed, uint32_t count)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_TEST, 0, 0);
    uint32_t roots = 1 + sw_dice_below(&dice, 3), chain = 1 + sw_dice_below(&dice, 8);
    struct sw_tree tree = {0};

    for (uint32_t i = 0; i < count; i++) {
        uint32_t near = i < chain ? i : chain;
        uint32_t parent = i < roots ? SW_TREE_ROOT : i - 1 - sw_dice_below(&dice, near);
        uint64_t origin =
            parent == SW_TREE_ROOT ? 0 : tree.node[parent].origin + sw_dice_below(&dice, 4);

        tree_grow(&tree, 10 * (uint64_t)i + 3, origin, parent, sw_dice_below(&dice, 3) == 0);
    }
    return tree;
}

/* branches: [count] how many children with taxa below each node has. */
static inline void tree_count_branches(const struct sw_tree *tree, uint32_t *branches)
{
    for (uint32_t i = tree->count; i-- > 0;) {
        const struct sw_tree_node *node = &tree->node[i];

        if (node->parent != SW_TREE_ROOT && (node->taxon || branches[i] > 0))
            branches[node->parent]++;
    }
}

/* Keeps taxa, roots, and nodes from which two or more branches with taxa go out: chains become one
 * branch, and what has no taxa goes. */
static inline void tree_prune(struct sw_tree *tree)
{
    uint32_t *place = calloc((size_t)tree->count + 1, sizeof *place), kept = 0;

    tree_count_branches(tree, place);
    /* place: how many branches of those to come, the new place of those that were passed; of one
     * that is dropped, that of the nearest ancestor that stays. */
    for (uint32_t i = 0; i < tree->count; i++) {
        struct sw_tree_node node = tree->node[i];
        bool root = node.parent == SW_TREE_ROOT;

        if (!root)
            node.parent = place[node.parent];
        if (node.taxon || place[i] > 1 || (root && place[i] > 0)) {
            place[i] = kept;
            tree->node[kept++] = node;
        } else {
            place[i] = node.parent;
        }
    }
    tree->count = kept;
    free(place);
}

#endif
