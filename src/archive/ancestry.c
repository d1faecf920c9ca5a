#include "archive/ancestry.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_FIRST = 1024 };

/* Parents stand before their children. A founder is its own parent and jump. */
struct node {
    uint64_t id, generation;
    uint32_t parent, jump, depth, founder, mutations;
};

/* slot: a table of twice the room, a power of two, with open addressing; places + 1, 0 is empty. */
struct sw_ancestry {
    uint32_t count, room, kept; /* kept: how many were left when branches were forgotten last */
    struct node *node;
    uint32_t *slot;
};

static uint32_t first_slot(const struct sw_ancestry *ancestry, uint64_t id)
{
    uint64_t mixed = id * UINT64_C(0x9e3779b97f4a7c15);

    return (uint32_t)(mixed >> 32) & (2 * ancestry->room - 1);
}

static void enter(struct sw_ancestry *ancestry, uint32_t place)
{
    uint32_t mask = 2 * ancestry->room - 1, at = first_slot(ancestry, ancestry->node[place].id);

    while (ancestry->slot[at] != 0)
        at = (at + 1) & mask;
    ancestry->slot[at] = place + 1;
}

static void enter_all(struct sw_ancestry *ancestry)
{
    memset(ancestry->slot, 0, 2 * (size_t)ancestry->room * sizeof *ancestry->slot);
    for (uint32_t i = 0; i < ancestry->count; i++)
        enter(ancestry, i);
}

static int make_room(struct sw_ancestry *ancestry, uint32_t room, struct sw_error *error)
{
    struct node *node = room > UINT32_MAX / 4
                            ? NULL
                            : realloc(ancestry->node, (size_t)room * sizeof *ancestry->node);
    uint32_t *slot;

    if (node == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading an ancestry");
    ancestry->node = node;
    slot = sw_allocate(2 * (size_t)room, sizeof *slot, "reading an ancestry", error);
    if (slot == NULL)
        return -1;
    free(ancestry->slot);
    ancestry->slot = slot;
    ancestry->room = room;
    enter_all(ancestry);
    return 0;
}

struct sw_ancestry *sw_ancestry_create(struct sw_error *error)
{
    struct sw_ancestry *ancestry = sw_allocate(1, sizeof *ancestry, "reading an ancestry", error);

    if (ancestry != NULL && make_room(ancestry, ROOM_FIRST, error) != 0) {
        sw_ancestry_destroy(ancestry);
        return NULL;
    }
    return ancestry;
}

void sw_ancestry_destroy(struct sw_ancestry *ancestry)
{
    if (ancestry == NULL)
        return;
    free(ancestry->node);
    free(ancestry->slot);
    free(ancestry);
}

uint32_t sw_ancestry_find(const struct sw_ancestry *ancestry, uint64_t id)
{
    uint32_t mask = 2 * ancestry->room - 1, at = first_slot(ancestry, id);

    for (; ancestry->slot[at] != 0; at = (at + 1) & mask)
        if (ancestry->node[ancestry->slot[at] - 1].id == id)
            return ancestry->slot[at] - 1;
    return SW_ANCESTRY_NONE;
}

/* Two jumps of one length in a row become one of both. */
static uint32_t jump_from(const struct node *node, uint32_t parent)
{
    uint32_t once = node[parent].jump, twice = node[once].jump;
    bool even = node[parent].depth - node[once].depth == node[once].depth - node[twice].depth;

    return even ? twice : parent;
}

int sw_ancestry_add(struct sw_ancestry *ancestry, uint64_t id, uint64_t generation, uint32_t parent,
                    bool mutated, uint32_t *place, struct sw_error *error)
{
    struct node *node;

    if (ancestry->count == ancestry->room && make_room(ancestry, 2 * ancestry->room, error) != 0)
        return -1;
    *place = ancestry->count++;
    node = &ancestry->node[*place];
    *node = (struct node){.id = id, .generation = generation};
    if (parent == SW_ANCESTRY_NONE) {
        node->parent = node->jump = node->founder = *place;
    } else {
        node->parent = parent;
        node->jump = jump_from(ancestry->node, parent);
        node->depth = ancestry->node[parent].depth + 1;
        node->founder = ancestry->node[parent].founder;
        node->mutations = ancestry->node[parent].mutations + mutated;
    }
    enter(ancestry, *place);
    return 0;
}

/* moved: [count] 1 for those alive; becomes their new places. Whatever is an ancestor stays: so do
 * all that a jump leads to. */
static void forget(struct sw_ancestry *ancestry, uint32_t *moved)
{
    struct node *node = ancestry->node;
    uint32_t filled = 0;

    for (uint32_t i = ancestry->count; i-- > 0;)
        if (moved[i] != 0)
            moved[node[i].parent] = 1;
    for (uint32_t i = 0; i < ancestry->count; i++) {
        if (moved[i] == 0)
            continue;
        moved[i] = filled;
        node[i].parent = moved[node[i].parent];
        node[i].jump = moved[node[i].jump];
        node[i].founder = moved[node[i].founder];
        node[filled++] = node[i];
    }
    ancestry->count = ancestry->kept = filled;
    enter_all(ancestry);
}

int sw_ancestry_keep(struct sw_ancestry *ancestry, const uint64_t *alive, uint32_t count,
                     struct sw_error *error)
{
    uint32_t *moved;

    if (ancestry->count < 2 * ancestry->kept + ROOM_FIRST / 2)
        return 0;
    moved = sw_allocate(ancestry->count, sizeof *moved, "reading an ancestry", error);
    if (moved == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        moved[sw_ancestry_find(ancestry, alive[i])] = 1;
    forget(ancestry, moved);
    free(moved);
    return 0;
}

static uint32_t climb(const struct node *node, uint32_t place, uint32_t depth)
{
    while (node[place].depth > depth)
        place = node[node[place].jump].depth >= depth ? node[place].jump : node[place].parent;
    return place;
}

uint32_t sw_ancestry_common(const struct sw_ancestry *ancestry, uint32_t a, uint32_t b)
{
    const struct node *node = ancestry->node;

    if (node[a].founder != node[b].founder)
        return SW_ANCESTRY_NONE;
    a = climb(node, a, node[b].depth);
    b = climb(node, b, node[a].depth);
    while (a != b) {
        bool far = node[a].jump != node[b].jump; /* both stand at one depth and jump alike */

        a = far ? node[a].jump : node[a].parent;
        b = far ? node[b].jump : node[b].parent;
    }
    return a;
}

uint32_t sw_ancestry_at(const struct sw_ancestry *ancestry, uint32_t place, uint64_t generation)
{
    const struct node *node = ancestry->node;

    while (node[place].generation > generation && node[place].depth > 0)
        place =
            node[node[place].jump].generation > generation ? node[place].jump : node[place].parent;
    return place;
}

/* Where one descends from the other the older is first; else the places of those decide through
 * whom the two descend from their last common ancestor. */
int sw_ancestry_compare(const struct sw_ancestry *ancestry, uint32_t a, uint32_t b)
{
    const struct node *node = ancestry->node;
    uint32_t common = sw_ancestry_common(ancestry, a, b);

    if (common == SW_ANCESTRY_NONE) {
        a = node[a].founder;
        b = node[b].founder;
    } else if (common != a && common != b) {
        a = climb(node, a, node[common].depth + 1);
        b = climb(node, b, node[common].depth + 1);
    }
    return (a > b) - (a < b);
}

uint32_t sw_ancestry_mutations(const struct sw_ancestry *ancestry, uint32_t place)
{
    return ancestry->node[place].mutations;
}

uint64_t sw_ancestry_id(const struct sw_ancestry *ancestry, uint32_t place)
{
    return ancestry->node[place].id;
}

uint64_t sw_ancestry_born(const struct sw_ancestry *ancestry, uint32_t place)
{
    return ancestry->node[place].generation;
}

uint32_t sw_ancestry_founder(const struct sw_ancestry *ancestry, uint32_t place)
{
    return ancestry->node[place].founder;
}
