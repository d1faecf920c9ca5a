#include "archive/living.h"

#include <stdlib.h>

/* An ancestor whose birth is to be read, and the node, by its number, that descends from it: who is
 * alive has no such node. */
struct pending {
    uint64_t id;
    uint32_t from; /* SW_TREE_ROOT: alive */
};

/* A heap, the highest id on top: children come before their parents. */
struct heap {
    size_t count, room;
    struct pending *pending;
};

/* The tree from the youngest on: node numbers count backwards, and a parent is filled in when it
 * gets a number. */
struct walk {
    struct sw_lineage *lineage;
    struct heap heap;
    struct sw_tree tree;
    uint32_t *child; /* of the ancestor in hand: nodes that descend from it */
    size_t children, room;
};

static int push(struct heap *heap, struct pending pending, struct sw_error *error)
{
    size_t at = heap->count;

    if (heap->count == heap->room) {
        struct pending *more = realloc(heap->pending, (2 * heap->room + 64) * sizeof *more);

        if (more == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading a lineage");
        heap->pending = more;
        heap->room = 2 * heap->room + 64;
    }
    heap->count++;
    for (; at > 0 && heap->pending[(at - 1) / 2].id < pending.id; at = (at - 1) / 2)
        heap->pending[at] = heap->pending[(at - 1) / 2];
    heap->pending[at] = pending;
    return 0;
}

static struct pending pop(struct heap *heap)
{
    struct pending top = heap->pending[0], last = heap->pending[--heap->count];
    size_t at = 0, next;

    while ((next = 2 * at + 1) < heap->count) {
        if (next + 1 < heap->count && heap->pending[next + 1].id > heap->pending[next].id)
            next++;
        if (heap->pending[next].id <= last.id)
            break;
        heap->pending[at] = heap->pending[next];
        at = next;
    }
    heap->pending[at] = last;
    return top;
}

/* Takes the highest id with all that descends from it. */
static int take(struct walk *walk, uint64_t *id, bool *alive, struct sw_error *error)
{
    *id = walk->heap.pending[0].id;
    *alive = false;
    walk->children = 0;
    while (walk->heap.count > 0 && walk->heap.pending[0].id == *id) {
        struct pending pending = pop(&walk->heap);

        if (pending.from == SW_TREE_ROOT) {
            *alive = true;
            continue;
        }
        if (walk->children == walk->room) {
            uint32_t *more = realloc(walk->child, (2 * walk->room + 64) * sizeof *more);

            if (more == NULL)
                return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading a lineage");
            walk->child = more;
            walk->room = 2 * walk->room + 64;
        }
        walk->child[walk->children++] = pending.from;
    }
    return 0;
}

/* An id that only the store named is the store's fault. */
static int birth_of(struct walk *walk, uint64_t id, struct sw_birth *birth, struct sw_error *error)
{
    struct sw_error reason = {0};

    if (sw_lineage_birth(walk->lineage, id, birth, &reason) == 0)
        return 0;
    if (reason.code == SW_EXIT_USAGE)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the births name member %llu as a parent, which was never born; restore a "
                       "copy of the run",
                       (unsigned long long)id);
    return sw_fail(error, (enum sw_exit)reason.code, "%s", reason.text);
}

/* One ancestor: it becomes a node, or hands its only branch on. */
static int step(struct walk *walk, struct sw_error *error)
{
    struct sw_identity identity;
    struct sw_birth birth;
    uint32_t number = walk->tree.count;
    bool alive, first;
    uint64_t id;

    if (take(walk, &id, &alive, error) != 0 || birth_of(walk, id, &birth, error) != 0)
        return -1;
    identity = sw_identity_of(sw_lineage_space(walk->lineage), id);
    first = identity.founder || identity.generation < sw_lineage_since(walk->lineage);
    if (!alive && !first && walk->children == 1)
        return push(&walk->heap, (struct pending){birth.parent, walk->child[0]}, error);
    if (sw_tree_add(&walk->tree,
                    (struct sw_tree_node){id, identity.generation, SW_TREE_ROOT, alive},
                    error) != 0)
        return -1;
    for (size_t i = 0; i < walk->children; i++)
        walk->tree.node[walk->child[i]].parent = number;
    return first ? 0 : push(&walk->heap, (struct pending){birth.parent, number}, error);
}

/* Parents first. */
static void turn_round(struct sw_tree *tree)
{
    for (uint32_t i = 0; i < tree->count / 2; i++) {
        struct sw_tree_node node = tree->node[i];

        tree->node[i] = tree->node[tree->count - 1 - i];
        tree->node[tree->count - 1 - i] = node;
    }
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->node[i].parent != SW_TREE_ROOT)
            tree->node[i].parent = tree->count - 1 - tree->node[i].parent;
}

int sw_living_tree(struct sw_lineage *lineage, struct sw_tree *out, struct sw_error *error)
{
    struct walk walk = {.lineage = lineage};
    size_t count;
    uint64_t *alive = sw_lineage_living(lineage, &count, error);
    int result = alive == NULL ? -1 : 0;

    for (size_t i = 0; i < count && result == 0; i++)
        result = push(&walk.heap, (struct pending){alive[i], SW_TREE_ROOT}, error);
    free(alive);
    while (result == 0 && walk.heap.count > 0)
        result = step(&walk, error);
    free(walk.heap.pending);
    free(walk.child);
    if (result != 0) {
        sw_tree_free(&walk.tree);
        return -1;
    }
    turn_round(&walk.tree);
    *out = walk.tree;
    return 0;
}
