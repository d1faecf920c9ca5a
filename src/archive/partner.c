#include "archive/partner.h"

#include "population/generation.h"

#include <stdio.h>

bool sw_archive_partner(struct sw_archive *archive, uint64_t id, uint64_t *partner,
                        char why[SW_PARTNER_TEXT])
{
    struct sw_identity_space space = archive->record.space;
    struct sw_identity identity = sw_identity_of(space, id);
    const struct sw_settings *settings = &sw_archive_at(archive, identity.generation)->settings;
    struct sw_seating seating;

    why[0] = '\0';
    if (settings->life.partner == SW_PARTNER_SELF)
        return false;
    if (identity.founder || identity.slot >= space.members) {
        snprintf(why, SW_PARTNER_TEXT,
                 "life.partner = %s, but member %llu is %s and lived no life: it hears itself",
                 settings->life.partner == SW_PARTNER_SIBLING ? "sibling" : "other",
                 (unsigned long long)id,
                 identity.founder ? "a founder" : "a parent made by recombination");
        return false;
    }
    seating = sw_generation_seating(settings, identity.generation, identity.island);
    *partner = sw_identity_id(space, identity.generation, identity.island,
                              sw_seating_speaker(&seating, identity.slot));
    return true;
}

uint32_t sw_archive_words(struct sw_archive *archive, uint64_t id)
{
    struct sw_identity identity = sw_identity_of(archive->record.space, id);
    uint64_t generation = identity.founder ? 0 : identity.generation;

    return sw_settings_words(
        sw_schedule_at(sw_archive_at(archive, generation)->breeder.schedule, generation, 0));
}
