#include "archive/partner.h"

#include "population/generation.h"

#include <stdio.h>

bool sw_archive_partner(struct sw_archive *archive, uint64_t id, uint64_t *partner,
                        char why[SW_PARTNER_TEXT])
{
    struct sw_identity_space space = archive->record.space;
    struct sw_identity identity = sw_identity_of(space, id);
    const struct sw_settings *settings = &sw_archive_at(archive, identity.generation)->settings;
    uint32_t shift;

    why[0] = '\0';
    if (settings->life.partner == SW_PARTNER_SELF)
        return false;
    if (identity.founder || identity.slot >= space.members) {
        snprintf(why, SW_PARTNER_TEXT,
                 "life.partner = other, but member %llu is %s and lived no life: it hears itself",
                 (unsigned long long)id,
                 identity.founder ? "a founder" : "a parent made by recombination");
        return false;
    }
    shift = sw_generation_seating(settings, identity.generation, identity.island);
    *partner = sw_identity_id(space, identity.generation, identity.island,
                              (identity.slot + shift) % space.members);
    return true;
}
