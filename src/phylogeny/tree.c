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
