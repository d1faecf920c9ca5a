#include "base/random.h"
#include "population/breeding_private.h"

#include <stdlib.h>
#include <string.h>

static uint64_t litter_seed(const struct sw_settings *settings, uint64_t generation,
                            uint32_t island, uint32_t litter)
{
    uint32_t block[4];

    sw_random_block((uint64_t)settings->seed, SW_RANDOM_LITTER, generation, island, litter, block);
    return (uint64_t)block[1] << 32 | block[0];
}

struct sw_litter sw_litter_plan(const struct sw_settings *settings, uint64_t generation,
                                uint32_t island, uint32_t index, uint64_t parent, uint64_t mate,
                                bool clone)
{
    const struct sw_phase *phase = &settings->phase[sw_settings_phase(settings, generation, NULL)];
    struct sw_litter litter = {
        .parent = parent,
        .mate = mate,
        .seed = litter_seed(settings, generation, island, index),
        .strength = (float)phase->strength,
        .evolve = sw_phase_evolves(phase),
        .clone = clone,
    };

    return litter;
}

/* One island as it is planned. */
struct planning {
    struct sw_breeding *breeding;
    uint64_t generation;
    uint32_t island;
    const float *score, *observed; /* of its members */
    struct sw_island *next;
};

static uint64_t member_id(const struct planning *planning, uint32_t slot)
{
    return sw_identity_id(sw_settings_space(planning->breeding->settings), planning->generation,
                          planning->island, slot);
}

static void let_stand(struct sw_island *next, uint32_t at, uint64_t id, float score,
                      const float *observed, uint32_t width)
{
    next->stand[at].individual.id = id;
    next->stand[at].score = score;
    if (width > 0)
        memcpy(next->stand_observed + (size_t)at * width, observed, width * sizeof *observed);
}

/* Those who stood are known: a run that goes on. */
static void stand_again(struct planning *planning, const struct sw_stood *stood)
{
    uint32_t width = planning->breeding->breeder->width;

    planning->next->standing = stood->standing;
    for (uint32_t i = 0; i < stood->standing; i++)
        let_stand(planning->next, i, stood->id[i], stood->score[i],
                  width > 0 ? stood->observed + (size_t)i * width : NULL, width);
}

/* Who stands next, of those who stand and the newcomers. */
static void survive(struct planning *planning)
{
    struct sw_breeder *breeder = planning->breeding->breeder;
    const struct sw_settings *settings = planning->breeding->settings;
    const struct sw_island *now = &planning->breeding->island[planning->island];
    struct sw_selection selection = sw_settings_selection(settings);
    uint32_t members = (uint32_t)settings->members, width = breeder->width;
    struct sw_candidates candidates = {.count = now->standing + members,
                                       .standing = now->standing,
                                       .score = breeder->candidate_score,
                                       .width = width,
                                       .observed = breeder->candidate_observed};
    struct sw_dice dice = sw_dice_at((uint64_t)settings->seed, SW_RANDOM_SURVIVAL,
                                     planning->generation, planning->island);

    for (uint32_t i = 0; i < now->standing; i++)
        breeder->candidate_score[i] = now->stand[i].score;
    memcpy(breeder->candidate_score + now->standing, planning->score, members * sizeof(float));
    if (width > 0) {
        memcpy(breeder->candidate_observed, now->stand_observed,
               (size_t)now->standing * width * sizeof(float));
        memcpy(breeder->candidate_observed + (size_t)now->standing * width, planning->observed,
               (size_t)members * width * sizeof(float));
    }
    planning->next->standing =
        sw_scheme_survive(breeder->scheme, breeder->selector, &selection, &candidates, &dice,
                          breeder->survivor);
    for (uint32_t i = 0; i < planning->next->standing; i++) {
        uint32_t at = breeder->survivor[i];
        uint64_t id = at < now->standing ? now->stand[at].individual.id
                                         : member_id(planning, at - now->standing);

        let_stand(planning->next, i, id, breeder->candidate_score[at],
                  width > 0 ? breeder->candidate_observed + (size_t)at * width : NULL, width);
    }
}

/* Those who may breed: who stands, or this generation's members. */
static struct sw_candidates breeders(const struct planning *planning)
{
    struct sw_breeder *breeder = planning->breeding->breeder;
    const struct sw_island *next = planning->next;
    struct sw_candidates candidates = {.count = (uint32_t)planning->breeding->settings->members,
                                       .score = planning->score,
                                       .width = breeder->width,
                                       .observed = planning->observed};

    if (breeder->scheme->survive == NULL)
        return candidates;
    for (uint32_t i = 0; i < next->standing; i++)
        breeder->candidate_score[i] = next->stand[i].score;
    candidates.count = candidates.standing = next->standing;
    candidates.score = breeder->candidate_score;
    candidates.observed = next->stand_observed;
    return candidates;
}

static uint64_t breeder_id(const struct planning *planning, uint32_t candidate)
{
    if (candidate == SW_PARENT_RECOMBINED)
        return member_id(planning, (uint32_t)planning->breeding->settings->members);
    if (planning->breeding->breeder->scheme->survive != NULL)
        return planning->next->stand[candidate].individual.id;
    return member_id(planning, candidate);
}

/* The litters of the next generation; those of the same parents side by side: they share sums. */
static void plan_litters(struct planning *planning)
{
    struct sw_breeder *breeder = planning->breeding->breeder;
    const struct sw_choice *choice = &breeder->choice;
    struct sw_births *births = &planning->next->births;
    uint32_t filled = 0;

    births->recombines = breeder->scheme->recombines;
    for (uint32_t i = 0; i < births->litters; i++) {
        bool seen = false;

        for (uint32_t j = 0; j < i && !seen; j++)
            seen = choice->parent[j] == choice->parent[i] && choice->mate[j] == choice->mate[i];
        for (uint32_t j = i; j < births->litters && !seen; j++) {
            if (choice->parent[j] != choice->parent[i] || choice->mate[j] != choice->mate[i])
                continue;
            births->litter[filled] = sw_litter_plan(
                planning->breeding->settings, planning->generation + 1, planning->island, filled,
                breeder_id(planning, choice->parent[j]), breeder_id(planning, choice->mate[j]),
                choice->clone[j]);
            filled++;
        }
    }
}

static void plan_island(struct planning *planning, const struct sw_stood *stood)
{
    struct sw_breeder *breeder = planning->breeding->breeder;
    const struct sw_settings *settings = planning->breeding->settings;
    struct sw_selection selection = sw_settings_selection(settings);
    struct sw_dice dice = sw_dice_at((uint64_t)settings->seed, SW_RANDOM_SELECTION,
                                     planning->generation, planning->island);
    struct sw_candidates candidates;

    if (breeder->scheme->survive != NULL && stood != NULL)
        stand_again(planning, stood);
    else if (breeder->scheme->survive != NULL)
        survive(planning);
    candidates = breeders(planning);
    sw_scheme_parents(breeder->scheme, breeder->selector, &selection, &candidates, &dice,
                      &breeder->choice);
    plan_litters(planning);
}

double sw_scores_mean(const float *scores, uint32_t members)
{
    double sum = 0;

    for (uint32_t i = 0; i < members; i++)
        sum += (double)scores[i];
    return sum / members;
}

uint32_t sw_scores_best(const float *scores, uint32_t members)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < members; i++)
        if (scores[i] > scores[best])
            best = i;
    return best;
}

/* Ring migration: island i's last litter's parent (the only one, where the island recombines) gives
 * way to the best of island i - 1, if that scored higher. */
static void migrate(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
                    struct sw_island *next)
{
    const struct sw_settings *settings = breeding->settings;
    uint32_t members = (uint32_t)settings->members, islands = breeding->islands;
    struct sw_identity_space space = sw_settings_space(settings);

    if (islands < 2 || settings->migrate_every == 0 ||
        (generation + 1) % (uint64_t)settings->migrate_every != 0)
        return;
    for (uint32_t i = 0; i < islands; i++) {
        uint32_t from = (i + islands - 1) % islands, litters = breeding->litters;
        const float *here = scores + (size_t)i * members, *there = scores + (size_t)from * members;
        uint32_t slot = members, first = 0;
        bool better = sw_scores_mean(there, members) > sw_scores_mean(here, members);

        if (!next[i].births.recombines) {
            slot = sw_scores_best(there, members);
            better = there[slot] > here[sw_scores_best(here, members)];
            first = litters - 1;
        }
        if (!better)
            continue;
        for (uint32_t j = first; j < litters; j++) {
            next[i].births.litter[j].parent = sw_identity_id(space, generation, from, slot);
            next[i].births.litter[j].mate = next[i].births.litter[j].parent;
            next[i].births.litter[j].clone = false;
        }
    }
}

void sw_islands_free(struct sw_island *islands, uint32_t count)
{
    for (uint32_t i = 0; i < count && islands != NULL; i++)
        sw_island_clear(&islands[i]);
    free(islands);
}

struct sw_island *sw_breeding_plan(struct sw_breeding *breeding, uint64_t generation,
                                   const struct sw_lived *lived, const struct sw_stood *stood,
                                   struct sw_error *error)
{
    size_t members = (size_t)breeding->settings->members, width = breeding->breeder->width;
    struct sw_island *next =
        sw_allocate(breeding->islands, sizeof *next, "planning a generation", error);
    int failed = next == NULL;

    for (uint32_t i = 0; i < breeding->islands && !failed; i++) {
        struct planning planning = {
            breeding, generation, i, lived->score + i * members,
            width > 0 && lived->observed != NULL ? lived->observed + i * members * width : NULL,
            &next[i]};

        failed = sw_island_create(&next[i], breeding, error) != 0;
        if (!failed)
            plan_island(&planning, stood == NULL ? NULL : &stood[i]);
    }
    if (failed) {
        sw_islands_free(next, breeding->islands);
        return NULL;
    }
    migrate(breeding, generation, lived->score, next);
    return next;
}
