#include "phylogeny/newick.h"

#include <inttypes.h>
#include <stdlib.h>

/* An open bracket: whose, and its next child. */
struct open {
    uint32_t place, next;
};

struct newick {
    const struct sw_tree *tree;
    struct sw_tree_children children;
    uint32_t *deeper; /* [count] nodes whose trees are still to be written */
    uint32_t begun, found;
    FILE *out;
};

static void write_node(const struct newick *newick, uint32_t place, bool root)
{
    const struct sw_tree_node *node = &newick->tree->node[place];

    fprintf(newick->out, "%" PRIu64, node->id);
    if (root)
        fputs(";\n", newick->out);
    else
        fprintf(newick->out, ":%" PRIu64, node->origin - newick->tree->node[node->parent].origin);
}

static void write_tree(struct newick *newick, uint32_t root)
{
    const struct sw_tree_children *children = &newick->children;
    struct open stack[SW_NEWICK_DEEP];
    uint32_t depth = 0, place = root;

    for (;;) {
        uint32_t first = children->first[place], end = children->first[place + 1];

        if (first < end && depth < SW_NEWICK_DEEP) {
            stack[depth++] = (struct open){place, first + 1};
            fputc('(', newick->out);
            place = children->child[first];
            continue;
        }
        if (first < end)
            newick->deeper[newick->found++] = place;
        write_node(newick, place, depth == 0);
        while (depth > 0 && stack[depth - 1].next == children->first[stack[depth - 1].place + 1]) {
            fputc(')', newick->out);
            depth--;
            write_node(newick, stack[depth].place, depth == 0);
        }
        if (depth == 0)
            return;
        fputc(',', newick->out);
        place = children->child[stack[depth - 1].next++];
    }
}

int sw_newick_write(const struct sw_tree *tree, FILE *out, struct sw_error *error)
{
    struct newick newick = {.tree = tree, .out = out};

    if (sw_tree_children(tree, &newick.children, error) != 0)
        return -1;
    newick.deeper =
        sw_allocate((size_t)tree->count + 1, sizeof *newick.deeper, "writing a tree", error);
    for (uint32_t i = 0; i < tree->count && newick.deeper != NULL; i++) {
        if (tree->node[i].parent != SW_TREE_ROOT)
            continue;
        write_tree(&newick, i);
        while (newick.begun < newick.found)
            write_tree(&newick, newick.deeper[newick.begun++]);
    }
    sw_tree_children_free(&newick.children);
    if (newick.deeper == NULL)
        return -1;
    free(newick.deeper);
    return 0;
}
