#include "phylogeny/tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void sw_tree_free(struct sw_tree *tree)
{
    free(tree->node);
    *tree = (struct sw_tree){0};
}

int sw_tree_add(struct sw_tree *tree, struct sw_tree_node node, struct sw_error *error)
{
    assert(node.parent == SW_TREE_ROOT ||
           (node.parent < tree->count && tree->node[node.parent].origin <= node.origin));
    if (tree->count == tree->room) {
        uint32_t room = tree->room > SW_TREE_ROOT / 2 ? SW_TREE_ROOT : 2 * tree->room + 64;
        struct sw_tree_node *more =
            tree->count == SW_TREE_ROOT ? NULL : realloc(tree->node, (size_t)room * sizeof *more);

        if (more == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory for a tree of %u members",
                           tree->count);
        tree->node = more;
        tree->room = room;
    }
    tree->node[tree->count++] = node;
    return 0;
}

/* branches: [count] how many children with taxa below each node has; a node has taxa if it is one
 * or has branches. */
static void count_branches(const struct sw_tree *tree, uint32_t *branches)
{
    for (uint32_t i = tree->count; i-- > 0;) {
        const struct sw_tree_node *node = &tree->node[i];

        if (node->parent != SW_TREE_ROOT && (node->taxon || branches[i] > 0))
            branches[node->parent]++;
    }
}

int sw_tree_prune(struct sw_tree *tree, struct sw_error *error)
{
    uint32_t *place = sw_allocate((size_t)tree->count + 1, sizeof *place, "pruning a tree", error);
    uint32_t kept = 0;

    if (place == NULL)
        return -1;
    count_branches(tree, place);
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
    return 0;
}

int sw_tree_children(const struct sw_tree *tree, struct sw_tree_children *out,
                     struct sw_error *error)
{
    static const char what[] = "walking a tree";
    size_t count = tree->count;

    out->first = sw_allocate(count + 2, sizeof *out->first, what, error);
    out->child = sw_allocate(count + 1, sizeof *out->child, what, error);
    if (out->first == NULL || out->child == NULL) {
        sw_tree_children_free(out);
        return -1;
    }
    /* A counting sort by parent. first[p + 2] counts; then first[p + 1] is where the next child of
     * p goes, which ends as where those of p + 1 begin. */
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->node[i].parent != SW_TREE_ROOT)
            out->first[(size_t)tree->node[i].parent + 2]++;
    for (size_t i = 2; i < count + 2; i++)
        out->first[i] += out->first[i - 1];
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->node[i].parent != SW_TREE_ROOT)
            out->child[out->first[(size_t)tree->node[i].parent + 1]++] = i;
    return 0;
}

void sw_tree_children_free(struct sw_tree_children *children)
{
    free(children->first);
    free(children->child);
    *children = (struct sw_tree_children){NULL, NULL};
}
