/* tree_random.h - trees for the tests of phylogenies: random ones, with chains, dead branches,
 * living ancestors and several founders. */
#ifndef SW_TESTS_UNIT_PHYLOGENY_TREE_RANDOM_H
#define SW_TESTS_UNIT_PHYLOGENY_TREE_RANDOM_H

#include "base/random.h"
#include "phylogeny/tree.h"

#include <check.h>

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

#endif
