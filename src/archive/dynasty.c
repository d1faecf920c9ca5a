#include "archive/dynasty.h"

#include "archive/ancestry.h"
#include "archive/lineage_private.h"

#include <stdlib.h>

struct walk {
    struct sw_lineage *lineage;
    struct sw_ancestry *ancestry;
    uint64_t *path; /* births that are not in the ancestry yet, the youngest first */
    size_t room;
    struct sw_dynasty *line;
    size_t lines; /* room */
    bool common;
    uint64_t ancestor, born;
};

static int out_of_memory(struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading a lineage");
}

static bool is_first(const struct sw_lineage *lineage, uint64_t id)
{
    struct sw_identity identity = sw_identity_of(lineage->space, id);

    return identity.founder || identity.generation < lineage->since;
}

/* Adds somebody, and whoever of its ancestors is not there. */
static int place_of(struct walk *walk, uint64_t id, uint32_t *place, struct sw_error *error)
{
    size_t length = 0;
    uint32_t parent;

    while ((parent = sw_ancestry_find(walk->ancestry, id)) == SW_ANCESTRY_NONE) {
        struct sw_birth birth;

        if (length == walk->room) {
            uint64_t *more = realloc(walk->path, (2 * walk->room + 64) * sizeof *more);

            if (more == NULL)
                return out_of_memory(error);
            walk->path = more;
            walk->room = 2 * walk->room + 64;
        }
        walk->path[length++] = id;
        if (is_first(walk->lineage, id))
            break;
        if (sw_lineage_birth(walk->lineage, id, &birth, error) != 0)
            return -1;
        id = birth.parent;
    }
    for (; length > 0; length--) {
        id = walk->path[length - 1];
        if (sw_ancestry_add(walk->ancestry, id, sw_identity_of(walk->lineage->space, id).generation,
                            parent, true, &parent, error) != 0)
            return -1;
    }
    *place = parent;
    return 0;
}

static int by_founder(const void *a, const void *b)
{
    const struct sw_dynasty *x = a, *y = b;

    return x->founder < y->founder ? -1 : x->founder > y->founder;
}

static int by_members(const void *a, const void *b)
{
    const struct sw_dynasty *x = a, *y = b;

    return x->members != y->members ? (x->members > y->members ? -1 : 1) : by_founder(a, b);
}

static int count_litter(struct walk *walk, uint64_t parent, uint32_t members, size_t *count,
                        struct sw_error *error)
{
    uint32_t place;

    if (place_of(walk, parent, &place, error) != 0)
        return -1;
    if (*count == walk->lines) {
        struct sw_dynasty *more = realloc(walk->line, (2 * walk->lines + 64) * sizeof *more);

        if (more == NULL)
            return out_of_memory(error);
        walk->line = more;
        walk->lines = 2 * walk->lines + 64;
    }
    walk->line[(*count)++] = (struct sw_dynasty){
        sw_ancestry_id(walk->ancestry, sw_ancestry_founder(walk->ancestry, place)), members};
    return 0;
}

/* The children of each founder. */
static int count_lines(struct walk *walk, struct sw_reign *reign, struct sw_error *error)
{
    struct sw_identity_space space = walk->lineage->space;
    uint32_t size = sw_identity_litter(space);
    size_t count = 0, merged = 0;
    double squares = 0;

    for (uint32_t i = 0; i < space.islands; i++) {
        uint32_t litters, left = space.members;
        const struct remembered *births = sw_lineage_recall(walk->lineage, reign->time, error);

        if (births == NULL)
            return -1;
        litters = births->births[i].litters;
        for (uint32_t j = 0; j < litters; j++) {
            uint32_t members = left < size ? left : size;

            /* Asked for again: looking for ancestors may have pushed it out. */
            births = sw_lineage_recall(walk->lineage, reign->time, error);
            if (births == NULL ||
                count_litter(walk, births->births[i].litter[j].parent, members, &count, error) != 0)
                return -1;
            left -= members;
        }
    }
    qsort(walk->line, count, sizeof *walk->line, by_founder);
    for (size_t i = 0; i < count; i++) {
        reign->members += walk->line[i].members;
        if (merged > 0 && walk->line[merged - 1].founder == walk->line[i].founder)
            walk->line[merged - 1].members += walk->line[i].members;
        else
            walk->line[merged++] = walk->line[i];
    }
    qsort(walk->line, merged, sizeof *walk->line, by_members);
    for (size_t i = 0; i < merged; i++) {
        double share = (double)walk->line[i].members / (double)reign->members;

        squares += share * share;
    }
    reign->lines = (uint32_t)merged;
    reign->line = walk->line;
    reign->effective = squares > 0 ? 1 / squares : 0;
    return 0;
}

/* All who are alive: who was born before and lives, and the children of these. */
static int find_common(struct walk *walk, struct sw_reign *reign, struct sw_error *error)
{
    uint32_t common = SW_ANCESTRY_NONE, place;
    size_t count;
    uint64_t *id = sw_lineage_named(walk->lineage, reign->time, &count, error);
    int result = id == NULL ? -1 : 0;

    for (size_t i = 0; i < count && result == 0; i++)
        result = place_of(walk, id[i], &place, error);
    for (size_t i = 0; i < count && result == 0; i++) {
        place = sw_ancestry_find(walk->ancestry, id[i]);
        common = i == 0 ? place : sw_ancestry_common(walk->ancestry, common, place);
        if (common == SW_ANCESTRY_NONE)
            break;
    }
    if (result == 0 && common != SW_ANCESTRY_NONE) {
        reign->common = true;
        reign->ancestor = sw_ancestry_id(walk->ancestry, common);
        reign->born = sw_ancestry_born(walk->ancestry, common);
        reign->swept = !walk->common || walk->ancestor != reign->ancestor;
        reign->earlier = walk->common ? walk->born : walk->lineage->since;
        walk->common = true;
        walk->ancestor = reign->ancestor;
        walk->born = reign->born;
    }
    if (result == 0)
        result = sw_ancestry_keep(walk->ancestry, id, (uint32_t)count, error);
    free(id);
    return result;
}

int sw_dynasties_each(struct sw_lineage *lineage,
                      int (*visit)(void *context, const struct sw_reign *reign), void *context,
                      struct sw_error *error)
{
    struct walk walk = {.lineage = lineage, .ancestry = sw_ancestry_create(error)};
    int result = walk.ancestry == NULL ? -1 : 0;

    for (uint64_t g = lineage->since; g < lineage->generations && result == 0; g++) {
        struct sw_reign reign = {.time = g};

        result = count_lines(&walk, &reign, error);
        if (result == 0)
            result = find_common(&walk, &reign, error);
        if (result == 0)
            result = visit(context, &reign);
    }
    sw_ancestry_destroy(walk.ancestry);
    free(walk.path);
    free(walk.line);
    return result;
}
