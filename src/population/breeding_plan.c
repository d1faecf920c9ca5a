#include "base/random.h"
#include "population/breeding_private.h"
#include "population/kin.h"
#include "population/refounding.h"
#include "population/transit.h"
#include "population/whole.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t litter_seed(const struct sw_settings *settings, uint64_t generation,
                            uint32_t island, uint32_t litter)
{
    uint32_t block[4];

    sw_random_block(settings->run.seed, SW_RANDOM_LITTER, generation, island, litter, block);
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
        .evolve = sw_settings_evolves(settings, phase),
        .clone = clone,
    };

    return litter;
}

/* One island as it is planned. */
struct planning {
    const struct sw_breeding *breeding;
    const struct sw_settings *settings, *coming; /* of the generation, and of the next */
    const struct sw_scheme *scheme;              /* that the generation is selected by */
    struct sw_strategy strategy;                 /* the island's own in the generation */
    uint64_t generation;
    uint32_t island;
    const float *score, *observed; /* of its members */
    const struct sw_island *now;   /* who stands while the generation is lived */
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
static void stand_again(struct sw_island *island, const struct sw_stood *stood, uint32_t width)
{
    island->standing = stood->standing;
    for (uint32_t i = 0; i < stood->standing; i++)
        let_stand(island, i, stood->id[i], stood->score[i],
                  width > 0 ? stood->observed + (size_t)i * width : NULL, width);
}

/* Who stands next, of those who stand and the newcomers. */
static void survive(struct planning *planning)
{
    struct sw_breeder *breeder = planning->breeding->breeder;
    const struct sw_settings *settings = planning->settings;
    const struct sw_island *now = planning->now;
    struct sw_selection selection = sw_genome_selection(breeder, settings, planning->strategy);
    uint32_t members = settings->run.members, width = breeder->width;
    struct sw_candidates candidates = {.count = now->standing + members,
                                       .standing = now->standing,
                                       .score = breeder->candidate_score,
                                       .width = width,
                                       .observed = breeder->candidate_observed};
    struct sw_dice dice =
        sw_dice_at(settings->run.seed, SW_RANDOM_SURVIVAL, planning->generation, planning->island);

    for (uint32_t i = 0; i < now->standing; i++)
        breeder->candidate_score[i] = now->stand[i].score;
    memcpy(breeder->candidate_score + now->standing, planning->score, members * sizeof(float));
    if (width > 0) {
        memcpy(breeder->candidate_observed, now->stand_observed,
               (size_t)now->standing * width * sizeof(float));
        memcpy(breeder->candidate_observed + (size_t)now->standing * width, planning->observed,
               (size_t)members * width * sizeof(float));
    }
    planning->next->standing = sw_scheme_survive(planning->scheme, breeder->selector, &selection,
                                                 &candidates, &dice, breeder->survivor);
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
    struct sw_candidates candidates = {.count = planning->breeding->settings->run.members,
                                       .score = planning->score,
                                       .width = breeder->width,
                                       .observed = planning->observed};

    if (!breeder->stands)
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
        return member_id(planning, planning->breeding->settings->run.members);
    if (planning->breeding->breeder->stands)
        return planning->next->stand[candidate].individual.id;
    return member_id(planning, candidate);
}

static bool recombines_next(const struct planning *planning)
{
    return sw_scheme_row((uint32_t)planning->coming->selection.scheme)->recombines;
}

/* A scheme that recombines follows one that does not: it needs one parent, and takes the best. */
static void unite(const struct planning *planning)
{
    struct sw_choice *choice = &planning->breeding->breeder->choice;
    uint32_t members = planning->settings->run.members;
    uint32_t best = sw_scores_best(planning->score, members);

    for (uint32_t i = 0; i < planning->next->births.litters; i++) {
        choice->parent[i] = choice->mate[i] = best;
        choice->clone[i] = false;
    }
}

/* The litters of the next generation; those of the same parents side by side: they share sums. */
static void plan_litters(struct planning *planning)
{
    const struct sw_choice *choice = &planning->breeding->breeder->choice;
    struct sw_births *births = &planning->next->births;
    uint32_t filled = 0;

    births->recombines = recombines_next(planning);
    for (uint32_t i = 0; i < births->litters; i++) {
        bool seen = false;

        for (uint32_t j = 0; j < i && !seen; j++)
            seen = choice->parent[j] == choice->parent[i] && choice->mate[j] == choice->mate[i];
        for (uint32_t j = i; j < births->litters && !seen; j++) {
            if (choice->parent[j] != choice->parent[i] || choice->mate[j] != choice->mate[i])
                continue;
            births->litter[filled] =
                sw_litter_plan(planning->coming, planning->generation + 1, planning->island, filled,
                               breeder_id(planning, choice->parent[j]),
                               breeder_id(planning, choice->mate[j]), choice->clone[j]);
            filled++;
        }
    }
}

static void plan_island(struct planning *planning, const struct sw_stood *stood)
{
    struct sw_breeder *breeder = planning->breeding->breeder;
    struct sw_selection selection =
        sw_genome_selection(breeder, planning->settings, planning->strategy);
    struct sw_dice dice = sw_dice_at(planning->settings->run.seed, SW_RANDOM_SELECTION,
                                     planning->generation, planning->island);
    struct sw_candidates candidates;

    if (breeder->stands && stood != NULL)
        stand_again(planning->next, stood, breeder->width);
    else if (breeder->stands)
        survive(planning);
    candidates = breeders(planning);
    sw_scheme_parents(planning->scheme, breeder->selector, &selection, &candidates, &dice,
                      &breeder->choice);
    planning->next->realised = sw_realised_of(breeder->selector, &candidates, &breeder->choice,
                                              planning->breeding->litters);
    if (recombines_next(planning) && !planning->scheme->recombines)
        unite(planning);
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

void sw_islands_free(struct sw_island *islands, uint32_t count)
{
    for (uint32_t i = 0; i < count && islands != NULL; i++)
        sw_island_clear(&islands[i]);
    free(islands);
}

/* The litters of an island become children of what another island breeds from. */
static void refound(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
                    uint32_t from, const struct sw_births *other, struct sw_births *own)
{
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    bool made = sw_schedule_scheme(breeding->breeder->schedule, generation, from)->recombines;
    uint32_t slot =
        made ? space.members : sw_scores_best(scores + (size_t)from * space.members, space.members);

    for (uint32_t i = 0; i < own->litters; i++) {
        own->litter[i].parent = own->recombines ? sw_identity_id(space, generation, from, slot)
                                                : other->litter[i].parent;
        own->litter[i].mate = own->recombines ? own->litter[i].parent : other->litter[i].mate;
        own->litter[i].clone = false;
    }
}

/* Islands from the best to the poorest. */
static void rank_islands(const double *mean, uint32_t islands, uint32_t *order)
{
    for (uint32_t i = 0; i < islands; i++) {
        uint32_t at = i;

        for (; at > 0 && mean[order[at - 1]] < mean[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

/* The event "cull islands SHARE". After `next` [islands] was planned from the scores [islands *
 * members] of a generation: the share of the islands (rounded, halves up, but never all) whose
 * members' mean score is lowest takes the next parents of the others: the poorest island those of
 * the best, the second poorest those of the second best, and so on, in turn. Of equal means the
 * higher number is the poorer. A refounded island keeps its settings and worlds; its litters have
 * seeds of their own, so it goes its own way. No dice. */
static int cull_share(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
                      double share, struct sw_island *next, struct sw_error *error)
{
    uint32_t islands = breeding->islands, members = breeding->settings->run.members;
    uint32_t dead = (uint32_t)floor(share * islands + 0.5);
    uint32_t *order = sw_allocate(islands, sizeof *order, "culling islands", error);
    double *mean = sw_allocate(islands, sizeof *mean, "culling islands", error);
    int result = order == NULL || mean == NULL ? -1 : 0;

    dead = dead < islands ? dead : islands - 1;
    if (result == 0) {
        for (uint32_t i = 0; i < islands; i++)
            mean[i] = sw_scores_mean(scores + (size_t)i * members, members);
        rank_islands(mean, islands, order);
        for (uint32_t k = 0; k < dead; k++) {
            uint32_t from = order[k % (islands - dead)], to = order[islands - 1 - k];

            refound(breeding, generation, scores, from, &next[from].births, &next[to].births);
        }
    }
    free(order);
    free(mean);
    return result;
}

/* The events that cull islands before the next generation. */
static int cull(const struct sw_breeding *breeding, uint64_t generation,
                const struct sw_whole *whole, struct sw_error *error)
{
    const struct sw_schedule *schedule = breeding->breeder->schedule;
    const struct sw_event *event = NULL;

    do {
        event = sw_schedule_next(schedule, SW_EVENT_CULL, generation + 1, event);
        if (event != NULL &&
            cull_share(breeding, generation, whole->score, event->share, whole->next, error) != 0)
            return -1;
    } while (event != NULL);
    return 0;
}

/* Collective where an event waits for a condition: the statistics of a generation that is done, of
 * all islands in order. */
static int observe(const struct sw_breeding *breeding, uint64_t generation,
                   const struct sw_lived *lived, struct sw_error *error)
{
    struct sw_schedule *schedule = breeding->breeder->schedule;
    const struct sw_hosting *hosting = &breeding->hosting;
    uint32_t homes = hosting->end_home - hosting->first_home;
    struct sw_statistics *mine, *all;
    size_t size = homes * sizeof *mine;
    void *gathered = NULL;
    int failed;

    if (!sw_schedule_waits(schedule))
        return 0;
    mine = sw_allocate((size_t)homes + 1, sizeof *mine, "observing a generation", error);
    failed = mine == NULL;
    for (uint32_t i = 0; i < homes && !failed; i++) {
        uint32_t island = hosting->first_home + i;
        size_t at = island - hosting->first_island;

        mine[i] =
            sw_breeding_statistics(sw_schedule_at(schedule, generation, island), generation, island,
                                   lived->score + at * (size_t)breeding->settings->run.members);
    }
    if (breeding->exchange != NULL)
        failed = sw_exchange_all(breeding->exchange, SW_TRAFFIC_PLANS, failed, mine, size,
                                 &gathered, &size, error);
    all = breeding->exchange != NULL ? gathered : mine;
    for (uint32_t i = 0; i < breeding->islands && !failed && sw_schedule_waits(schedule); i++)
        sw_schedule_observe(schedule, generation, i, &all[i]);
    free(mine);
    free(gathered);
    return failed ? -1 : 0;
}

static int plan_one(const struct sw_breeding *breeding, uint64_t generation, uint32_t island,
                    const struct sw_lived *lived, const struct sw_stood *stood,
                    struct sw_island *next, struct sw_error *error)
{
    size_t members = (size_t)breeding->settings->run.members, width = breeding->breeder->width;
    struct sw_schedule *schedule = breeding->breeder->schedule;
    const struct sw_island *now = sw_breeding_island(breeding, island);
    size_t at = island - breeding->hosting.first_island;
    bool told = lived->planned && lived->strategy != NULL;
    bool earlier = stood != NULL && stood[at].earlier;
    struct sw_island then = {0};
    struct planning planning = {
        .breeding = breeding,
        .settings = sw_schedule_at(schedule, generation, island),
        .coming = sw_schedule_at(schedule, generation + 1, island),
        .scheme = sw_schedule_scheme(schedule, generation, island),
        .strategy = told ? lived->strategy[at][0] : now->births.strategy,
        .generation = generation,
        .island = island,
        .score = lived->score + at * members,
        .observed =
            width > 0 && lived->observed != NULL ? lived->observed + at * members * width : NULL,
        .now = earlier ? &then : now,
        .next = next,
    };

    if (sw_island_create(next, breeding, error) != 0)
        return -1;
    if (earlier && sw_island_create(&then, breeding, error) != 0) {
        sw_island_clear(&then);
        return -1;
    }
    if (earlier)
        stand_again(&then, &stood[at], breeding->breeder->width);
    next->before = now->births.litter[0].parent;
    next->line_before = now->parent[0].line;
    next->births.strategy = told ? lived->strategy[at][1] : now->births.strategy;
    plan_island(&planning, stood == NULL || earlier ? NULL : &stood[at]);
    sw_island_clear(&then);
    return 0;
}

/* What choosing among islands takes, if it is due before the next generation. */
static bool chooses(const struct sw_breeding *breeding, uint64_t generation,
                    const struct sw_lived *lived, struct sw_whole_needs *needs)
{
    const struct sw_schedule *schedule = breeding->breeder->schedule;
    bool migrates = breeding->settings->migration.delay == 0 && sw_migrates(breeding, generation);
    bool culls = sw_schedule_next(schedule, SW_EVENT_CULL, generation + 1, NULL) != NULL;

    needs->scores = (migrates && !breeding->breeder->stands) || culls;
    needs->observed = migrates && breeding->breeder->width > 0 && !breeding->breeder->stands;
    return migrates || culls || lived->family != NULL || lived->planned;
}

bool sw_breeding_meets(const struct sw_breeding *breeding, const struct sw_lived *lived)
{
    struct sw_whole_needs needs;

    return breeding->exchange != NULL &&
           (sw_schedule_waits(breeding->breeder->schedule) || sw_kin_share(breeding) ||
            sw_transit_departs(breeding, breeding->generation) ||
            chooses(breeding, breeding->generation, lived, &needs));
}

/* Collective. All that is decided among islands, of which each rank keeps its own. */
static int choose(const struct sw_breeding *breeding, uint64_t generation,
                  const struct sw_lived *lived, struct sw_whole_needs needs, struct sw_plan *plan,
                  int failed, struct sw_error *error)
{
    struct sw_whole whole;

    failed = sw_whole_begin(&whole, breeding, generation, lived, needs, plan->next, failed, error);
    if (failed == 0)
        failed = sw_migrate_islands(breeding, generation, &whole, error) != 0 ||
                 cull(breeding, generation, &whole, error) != 0;
    if (failed == 0 && (lived->family != NULL || lived->planned))
        failed = sw_refounding_plan(breeding, generation, lived, whole.next, error);
    if (failed == 0 && breeding->exchange != NULL) {
        plan->met = true;
        failed = sw_whole_journeys(&whole, breeding, generation, lived->planned, &plan->journey,
                                   &plan->journeys, error);
    }
    sw_whole_end(&whole, breeding, plan->next);
    return breeding->exchange == NULL ? failed
                                      : sw_exchange_agree(breeding->exchange, failed, error);
}

int sw_breeding_plan(const struct sw_breeding *breeding, uint64_t generation,
                     const struct sw_lived *lived, const struct sw_stood *stood,
                     struct sw_plan *plan, struct sw_error *error)
{
    uint32_t hosted = sw_hosting_hosted(&breeding->hosting);
    struct sw_whole_needs needs = {0};
    int failed;

    memset(plan, 0, sizeof *plan);
    if (observe(breeding, generation, lived, error) != 0)
        return -1;
    plan->next =
        sw_allocate((size_t)hosted + 1, sizeof *plan->next, "planning a generation", error);
    failed = plan->next == NULL;
    for (uint32_t i = 0; i < hosted && !failed; i++)
        failed = plan_one(breeding, generation, breeding->hosting.first_island + i, lived, stood,
                          &plan->next[i], error) != 0;
    if (!failed)
        failed =
            sw_transit_land(breeding, generation, lived, plan->next, error) != 0 ||
            sw_transit_plan(breeding, generation, lived, plan->next, &plan->transit, error) != 0;
    plan->departs = sw_transit_departs(breeding, generation);
    if (chooses(breeding, generation, lived, &needs))
        failed = choose(breeding, generation, lived, needs, plan, failed, error) != 0;
    else if (plan->departs && breeding->exchange != NULL) /* then nobody may stay away */
        failed = sw_exchange_agree(breeding->exchange, failed, error) != 0;
    return failed ? -1 : 0;
}

void sw_plan_free(struct sw_plan *plan, const struct sw_breeding *breeding)
{
    sw_islands_free(plan->next, sw_hosting_hosted(&breeding->hosting));
    sw_transit_free(plan->transit, breeding);
    free(plan->journey);
    memset(plan, 0, sizeof *plan);
}
