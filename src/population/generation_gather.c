/* From the rows of tiles to the scores of members. */
#include "population/generation_private.h"

#include <string.h>

size_t sw_hosted_litter(const struct sw_generation *generation, uint64_t litter)
{
    return litter - (uint64_t)generation->hosting.first_island * generation->litters;
}

size_t sw_rows_at(const struct sw_generation *generation, uint64_t litter)
{
    return (size_t)(litter - generation->hosting.first) * SW_LITTER_MEMBERS;
}

/* From litters' scores to members' scores: less what a speaker's ambiguity costs. A member that
 * sits with another is scored in both seats. */
static void settle_scores(struct sw_generation *generation, uint64_t number, bool relays)
{
    uint32_t members = generation->settings->run.members;
    uint32_t room = generation->litters * sw_settings_litter(generation->settings);

    for (uint32_t i = 0; i < sw_hosting_hosted(&generation->hosting); i++) {
        const float *from = generation->litter_score + (size_t)i * room;
        const float *cost = generation->litter_cost + (size_t)i * room;
        float *to = generation->score + (size_t)i * members;
        uint32_t island = generation->hosting.first_island + i;
        struct sw_seating seating = sw_generation_seating(generation->settings, number, island);

        for (uint32_t slot = 0; slot < members; slot++) {
            uint32_t listener = relays ? sw_seating_listener(&seating, slot) : slot;

            to[slot] = listener == slot ? from[slot] : 0.5f * (from[slot] + from[listener]);
            if (relays)
                to[slot] -= cost[slot];
        }
    }
}

/* What was observed of members; where scores are traded off, the first is the score itself. */
static void settle_observed(struct sw_generation *generation, enum sw_observed kind)
{
    uint32_t members = generation->settings->run.members, width = generation->width;
    uint32_t room = generation->litters * sw_settings_litter(generation->settings);

    for (uint32_t island = 0; island < sw_hosting_hosted(&generation->hosting); island++) {
        float *to = generation->observed + (size_t)island * members * width;

        memcpy(to, generation->litter_observed + (size_t)island * room * width,
               (size_t)members * width * sizeof *to);
        for (uint32_t slot = 0; slot < members && kind == SW_OBSERVED_OBJECTIVES; slot++)
            to[(size_t)slot * width] = generation->score[(size_t)island * members + slot];
    }
}

/* Collective. From the rows of my litters' tiles to the members of the islands that I host, `width`
 * floats of each. */
static int gather_rows(struct sw_generation *generation, const float *rows, uint32_t width,
                       float *all, struct sw_error *error)
{
    uint32_t litter = sw_settings_litter(generation->settings);

    for (uint64_t i = generation->hosting.first; i < generation->hosting.end; i++)
        memcpy(all + sw_hosted_litter(generation, i) * litter * width,
               rows + sw_rows_at(generation, i) * width, (size_t)litter * width * sizeof *all);
    return sw_exchange_scores(generation->exchange, &generation->hosting, all, litter * width,
                              error);
}

int sw_generation_gather_programs(struct sw_generation *generation, struct sw_error *error)
{
    _Static_assert(sizeof(uint32_t) == sizeof(float), "numbers of programs travel as scores do");

    return gather_rows(generation, (const void *)generation->row_programs,
                       generation->settings->run.probes, (void *)generation->programs, error);
}

/* A member that talks to itself pays for its ambiguity at once: one number is gathered, not two. */
static bool pays_at_once(const struct sw_generation *generation)
{
    return generation->settings->life.partner == SW_PARTNER_SELF;
}

static void pay(struct sw_generation *generation)
{
    size_t rows = sw_rows_at(generation, generation->hosting.end);

    for (size_t i = 0; i < rows; i++)
        generation->row_score[i] -= generation->row_cost[i];
}

int sw_generation_gather(struct sw_generation *generation, bool talked, struct sw_error *error)
{
    bool apart = talked && !pays_at_once(generation);

    if (talked && !apart)
        pay(generation);
    if (gather_rows(generation, generation->row_score, 1, generation->litter_score, error) != 0 ||
        (apart &&
         gather_rows(generation, generation->row_cost, 1, generation->litter_cost, error) != 0))
        return -1;
    if (!apart)
        memset(generation->litter_cost, 0,
               (size_t)sw_hosting_hosted(&generation->hosting) * generation->litters *
                   sw_settings_litter(generation->settings) * sizeof *generation->litter_cost);
    return generation->width == 0
               ? 0
               : gather_rows(generation, generation->row_observed, generation->width,
                             generation->litter_observed, error);
}

void sw_generation_settle(struct sw_generation *generation, const struct sw_breeding *breeding,
                          bool relays)
{
    settle_scores(generation, breeding->generation, relays);
    if (generation->width > 0)
        settle_observed(generation, breeding->breeder->observes);
}
