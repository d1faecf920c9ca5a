#include "archive/lineage_private.h"

struct sw_lineage_place sw_lineage_children(const struct sw_lineage *lineage, uint64_t parent)
{
    struct sw_identity identity = sw_identity_of(lineage->space, parent);

    uint64_t next = identity.founder ? 0 : identity.generation + 1;

    return (struct sw_lineage_place){
        .parent = parent,
        .generation = next > lineage->since ? next : lineage->since,
    };
}

int sw_lineage_next_child(struct sw_lineage *lineage, struct sw_lineage_place *place,
                          uint64_t *child, struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;

    while (place->generation < lineage->generations) {
        const struct remembered *births = sw_lineage_recall(lineage, place->generation, error);
        const struct entry *entry;
        uint32_t at, slot;

        if (births == NULL)
            return -1;
        at = sw_lineage_entry(births, place->parent);
        if (at == births->entries)
            return 0; /* not named: its life is over */
        at += place->litter;
        entry = &births->entry[at];
        if (at >= births->entries || entry->parent != place->parent) {
            place->generation++;
            place->litter = place->slot = 0;
            continue;
        }
        if (entry->litter == NAMED) { /* no child */
            place->litter++;
            continue;
        }
        if (entry->litter == RECOMBINED)
            slot = space.members;
        else
            slot = entry->litter * sw_identity_litter(space) + place->slot;
        place->slot++;
        if (entry->litter == RECOMBINED || place->slot == sw_identity_litter(space) ||
            slot + 1 == space.members) {
            place->litter++;
            place->slot = 0;
        }
        *child = sw_identity_id(space, place->generation, entry->island, slot);
        return 1;
    }
    return 0;
}

int sw_lineage_connected(struct sw_lineage *lineage, struct sw_error *error)
{
    for (uint64_t g = lineage->since; g < lineage->generations; g++) {
        const struct remembered *births = sw_lineage_recall(lineage, g, error);
        const struct remembered *before = g > 0 ? sw_lineage_recall(lineage, g - 1, error) : NULL;

        if (births == NULL || (g > 0 && before == NULL))
            return -1;
        for (uint32_t i = 0; i < births->entries && (g == 0 || g > lineage->since); i++) {
            uint64_t parent = births->entry[i].parent;
            struct sw_identity identity = sw_identity_of(lineage->space, parent);
            struct sw_birth birth;
            bool alive =
                g == 0 ? identity.founder : sw_lineage_entry(before, parent) < before->entries;

            if (!alive && g > 0 && !identity.founder && identity.generation == g - 1)
                alive = sw_lineage_birth_at(lineage->space, before, parent, identity.island,
                                            identity.slot, &birth);
            if (!alive)
                return sw_fail(error, SW_EXIT_DAMAGED,
                               "generation %llu names member %llu as a parent, which was not alive "
                               "any more; the run cannot be written as a tree (csv and json can)",
                               (unsigned long long)g, (unsigned long long)parent);
        }
    }
    return 0;
}
