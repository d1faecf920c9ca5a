#include "archive/kinship.h"

#include <inttypes.h>
#include <stdlib.h>

static int stored_surface(struct sw_archive *archive, struct sw_identity identity, uint64_t *out,
                          struct sw_error *error)
{
    uint32_t members = archive->record.space.members;
    uint64_t *surfaces;
    const void *bytes;
    size_t size;
    int found = sw_store_get(archive->store, SW_STORE_SURFACES, identity.generation,
                             identity.island, &bytes, &size, error);

    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the surfaces of generation %" PRIu64 " on island %u are missing from the "
                       "store",
                       identity.generation, identity.island);
    surfaces = found < 0 ? NULL : sw_allocate(members, sizeof *surfaces, "reading surfaces", error);
    if (surfaces == NULL)
        return -1;
    found = sw_surfaces_unpack(bytes, size, surfaces, members, error);
    *out = surfaces[identity.slot];
    free(surfaces);
    return found;
}

int sw_kinship_surface(struct sw_archive *archive, uint64_t id, uint64_t *out,
                       struct sw_error *error)
{
    struct sw_identity identity = sw_identity_of(archive->record.space, id);
    struct sw_individual individual;

    if (!archive->settings.run.surface)
        return sw_fail(error, SW_EXIT_USAGE,
                       "members of this run carry no surfaces; begin a run with --set "
                       "run.surface=yes");
    if (!identity.founder && identity.slot < archive->record.space.members &&
        identity.generation < archive->generations)
        return stored_surface(archive, identity, out, error);
    if (sw_archive_rebuild(archive, id, true, &individual, error) != 0)
        return -1;
    *out = individual.surface;
    sw_individual_free(&individual);
    return 0;
}

/* A parent has a lower id than its child: the higher of the two steps down until they meet. */
int sw_kinship_ancestor(struct sw_lineage *lineage, uint64_t a, uint64_t b, uint64_t *ancestor,
                        struct sw_error *error)
{
    while (a != b) {
        uint64_t *higher = a > b ? &a : &b;
        struct sw_birth birth;

        if (sw_lineage_birth(lineage, *higher, &birth, error) != 0)
            return -1;
        if (birth.parent == *higher)
            return 0;
        if (birth.parent > *higher)
            return sw_fail(error, SW_EXIT_DAMAGED, "member %" PRIu64 " has a parent born after it",
                           *higher);
        *higher = birth.parent;
    }
    *ancestor = a;
    return 1;
}
