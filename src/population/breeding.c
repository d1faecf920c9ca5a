#include "population/breeding.h"

#include "population/breeding_private.h"
#include "population/kin.h"
#include "population/transit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void sw_island_clear(struct sw_island *island)
{
    for (uint32_t i = 0; i < island->births.litters && island->crossed != NULL; i++)
        free(island->crossed[i]);
    for (uint32_t i = 0; i < island->parents; i++)
        sw_individual_free(&island->parent[i]);
    for (uint32_t i = 0; i < island->standing; i++)
        sw_individual_free(&island->stand[i].individual);
    sw_births_free(&island->births);
    free(island->crossed);
    free(island->parent);
    free(island->parent_of);
    free(island->stand);
    free(island->stand_observed);
    memset(island, 0, sizeof *island);
}

static int make_standing_room(struct sw_island *island, const struct sw_breeder *breeder,
                              struct sw_error *error)
{
    size_t most = (size_t)breeder->settings->selection.standing;

    island->stand = sw_allocate(most, sizeof *island->stand, "planning who stands", error);
    if (breeder->width > 0)
        island->stand_observed =
            sw_allocate_floats(most * breeder->width, "planning who stands", error);
    return island->stand == NULL || (breeder->width > 0 && island->stand_observed == NULL) ? -1 : 0;
}

int sw_island_create(struct sw_island *island, const struct sw_breeding *breeding,
                     struct sw_error *error)
{
    static const char doing[] = "planning litters";
    uint32_t litters = breeding->litters;

    memset(island, 0, sizeof *island);
    island->births.litter = sw_allocate(litters, sizeof *island->births.litter, doing, error);
    island->parent = sw_allocate(2 * (size_t)litters, sizeof *island->parent, doing, error);
    island->parent_of = sw_allocate(litters, sizeof(uint32_t), doing, error);
    island->crossed = sw_allocate(litters, sizeof *island->crossed, doing, error);
    if (island->births.litter == NULL || island->parent == NULL || island->parent_of == NULL ||
        island->crossed == NULL)
        return -1;
    island->births.litters = litters;
    return breeding->breeder->stands ? make_standing_room(island, breeding->breeder, error) : 0;
}

const float *sw_island_weights(const struct sw_breeding *breeding, const struct sw_island *island,
                               uint32_t litter)
{
    return island->crossed[litter] != NULL
               ? island->crossed[litter]
               : sw_genome_inherited(breeding->breeder, &island->parent[island->parent_of[litter]]);
}

struct sw_individual sw_island_parent(const struct sw_breeding *breeding,
                                      const struct sw_island *island, uint32_t litter)
{
    struct sw_individual parent = island->parent[island->parent_of[litter]];

    parent.weights = (float *)sw_island_weights(breeding, island, litter);
    parent.birth = NULL;
    return parent;
}

/* The islands of breeding->hosting. */
static int found_islands(struct sw_breeding *breeding, struct sw_error *error)
{
    struct sw_breeder *breeder = breeding->breeder;
    const struct sw_hosting *hosting = &breeding->hosting;

    breeding->island = sw_allocate((size_t)sw_hosting_hosted(hosting) + 1, sizeof *breeding->island,
                                   "founding islands", error);
    if (breeding->island == NULL)
        return -1;
    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++) {
        struct sw_island *island = sw_breeding_island(breeding, i);

        if (sw_island_create(island, breeding, error) != 0 ||
            sw_genome_founder(breeder, i, &island->parent[0], error) != 0)
            return -1;
        island->parents = 1;
        island->births.recombines = sw_schedule_scheme(breeder->schedule, 0, i)->recombines;
        island->births.strategy =
            sw_strategy_begin(&breeder->strategy, breeding->settings->run.seed, i);
        for (uint32_t j = 0; j < breeding->litters; j++) {
            struct sw_litter *litter = &island->births.litter[j];

            *litter = sw_litter_plan(sw_schedule_at(breeder->schedule, 0, i), 0, i, j, i, i, false);
            litter->strength =
                sw_genome_own_strength(breeder, island->births.strategy, litter->strength);
        }
    }
    return 0;
}

int sw_breeding_begin_among(struct sw_breeding *breeding, const struct sw_settings *settings,
                            struct sw_breeder *breeder, struct sw_exchange *exchange,
                            struct sw_error *error)
{
    bool alone = exchange == NULL || exchange->ranks == 1;

    memset(breeding, 0, sizeof *breeding);
    breeding->settings = settings;
    breeding->breeder = breeder;
    breeding->exchange = alone ? NULL : exchange;
    breeding->islands = settings->run.islands;
    breeding->litters = sw_settings_litters(settings);
    breeding->hosting = sw_hosting_of(breeding->islands, breeding->litters,
                                      alone ? 1 : exchange->ranks, alone ? 0 : exchange->rank);
    return found_islands(breeding, error);
}

int sw_breeding_begin(struct sw_breeding *breeding, const struct sw_settings *settings,
                      struct sw_breeder *breeder, struct sw_error *error)
{
    return sw_breeding_begin_among(breeding, settings, breeder, NULL, error);
}

void sw_breeding_end(struct sw_breeding *breeding)
{
    sw_islands_free(breeding->island, sw_hosting_hosted(&breeding->hosting));
    sw_transit_free(breeding->transit, breeding);
    memset(breeding, 0, sizeof *breeding);
}

struct sw_statistics sw_breeding_statistics(const struct sw_settings *settings, uint64_t generation,
                                            uint32_t island, const float *scores)
{
    uint32_t members = settings->run.members, best = sw_scores_best(scores, members);
    double mean = sw_scores_mean(scores, members), squares = 0;
    struct sw_statistics statistics = {0};

    for (uint32_t i = 0; i < members; i++)
        squares += ((double)scores[i] - mean) * ((double)scores[i] - mean);
    statistics.best = (double)scores[best];
    statistics.mean = mean;
    statistics.deviation = sqrt(squares / members);
    statistics.best_id = sw_identity_id(sw_settings_space(settings), generation, island, best);
    statistics.phase = (uint8_t)sw_settings_phase(settings, generation, NULL);
    return statistics;
}

/* Where individuals come from: other ranks, now or some generations ago, or else get(). */
struct source {
    const struct sw_breeding *breeding;
    const struct sw_visitors *visitors;
    sw_get_individual *get;
    void *context;
    uint32_t floats;
};

static int take(const struct source *source, uint64_t id, struct sw_individual *out,
                struct sw_error *error)
{
    const struct sw_individual *visitor = sw_visitor(source->visitors, id);

    if (visitor == NULL)
        visitor = sw_transit_individual(source->breeding, id);
    if (visitor != NULL)
        return sw_individual_copy(visitor, source->floats, out, error);
    return source->get(source->context, id, out, error);
}

/* Finds a parent among those that are there, or gets it. Returns its index, or -1. */
static int64_t find_parent(struct sw_island *island, uint64_t id, const struct source *source,
                           struct sw_error *error)
{
    uint32_t at = 0;

    while (at < island->parents && island->parent[at].id != id)
        at++;
    if (at < island->parents)
        return at;
    if (take(source, id, &island->parent[at], error) != 0)
        return -1;
    island->parents++;
    return at;
}

/* Fills in the parents of the litters that are planned for a generation: each different one once.
 */
static int find_parents(const struct sw_breeding *breeding, uint64_t generation, uint32_t number,
                        struct sw_island *island, const struct source *source,
                        struct sw_error *error)
{
    struct sw_breeder *breeder = breeding->breeder;
    uint32_t crossing =
        (uint32_t)sw_schedule_at(breeder->schedule, generation, number)->selection.cross;

    for (uint32_t i = 0; i < island->births.litters; i++) {
        struct sw_litter *litter = &island->births.litter[i];
        int64_t parent = find_parent(island, litter->parent, source, error), mate;

        if (parent < 0)
            return -1;
        island->parent_of[i] = (uint32_t)parent;
        litter->strength = sw_genome_strength(
            breeder, generation, number, &island->parent[parent],
            sw_genome_own_strength(breeder, island->births.strategy, litter->strength));
        if (litter->mate == litter->parent)
            continue;
        mate = find_parent(island, litter->mate, source, error);
        if (mate < 0)
            return -1;
        island->crossed[i] = sw_genome_cross(
            breeder, crossing, litter->seed, sw_genome_inherited(breeder, &island->parent[parent]),
            sw_genome_inherited(breeder, &island->parent[mate]), error);
        if (island->crossed[i] == NULL)
            return -1;
    }
    return 0;
}

/* Whoever stood here before and goes on to stand. */
static struct sw_individual *stood_here(const struct sw_island *island, uint64_t id)
{
    for (uint32_t i = 0; i < island->standing; i++)
        if (island->stand[i].individual.id == id)
            return &island->stand[i].individual;
    return NULL;
}

/* Newcomers among those who stand are made before anybody moves from the old islands. */
static int find_standing(const struct sw_breeding *breeding, struct sw_island *next,
                         const struct source *source, struct sw_error *error)
{
    for (uint32_t i = 0; i < sw_hosting_hosted(&breeding->hosting); i++)
        for (uint32_t j = 0; j < next[i].standing; j++) {
            uint64_t id = next[i].stand[j].individual.id;

            if (stood_here(&breeding->island[i], id) == NULL &&
                take(source, id, &next[i].stand[j].individual, error) != 0)
                return -1;
        }
    return 0;
}

static void move_standing(const struct sw_breeding *breeding, struct sw_island *next)
{
    for (uint32_t i = 0; i < sw_hosting_hosted(&breeding->hosting); i++)
        for (uint32_t j = 0; j < next[i].standing; j++) {
            struct sw_individual *here = &next[i].stand[j].individual;
            struct sw_individual *before = stood_here(&breeding->island[i], here->id);

            if (here->weights != NULL || before == NULL)
                continue;
            *here = *before;
            *before = (struct sw_individual){.id = here->id};
        }
}

/* Gets everybody whom the plan names, and the plan becomes the present. */
static int settle(struct sw_breeding *breeding, struct sw_plan *plan, uint64_t generation,
                  const struct source *source, struct sw_error *error)
{
    uint32_t first = breeding->hosting.first_island;
    uint32_t hosted = sw_hosting_hosted(&breeding->hosting);
    int failed = 0;

    for (uint32_t i = 0; i < hosted && !failed; i++)
        failed = find_parents(breeding, generation, first + i, &plan->next[i], source, error) != 0;
    if (!failed)
        failed = find_standing(breeding, plan->next, source, error) != 0;
    if (failed)
        return -1;
    move_standing(breeding, plan->next);
    for (uint32_t i = 0; i < hosted; i++)
        for (uint32_t j = 0; j < breeding->island[i].parents; j++)
            sw_breeder_spare(breeding->breeder, &breeding->island[i].parent[j]);
    sw_islands_free(breeding->island, hosted);
    breeding->island = plan->next;
    breeding->generation = generation;
    plan->next = NULL;
    sw_transit_forget(breeding);
    return 0;
}

/* Collective where the plan met, or migrants depart. Those who come from other ranks, and then all
 * others. */
static int settle_all(struct sw_breeding *breeding, struct sw_plan *plan, uint64_t generation,
                      sw_get_individual *get, void *context, struct sw_error *error)
{
    struct sw_visitors visitors = {0};
    struct source source = {breeding, &visitors, get, context, breeding->breeder->layout->floats};
    int result = 0;

    if (plan->met)
        result = sw_travel(breeding, plan->journey, plan->journeys, false, get, context, &visitors,
                           error);
    if (result == 0 && plan->departs) {
        result = sw_transit_depart(breeding, plan->transit, get, context, error);
        plan->transit = NULL;
    }
    if (result == 0)
        result = settle(breeding, plan, generation, &source, error);
    sw_visitors_free(&visitors);
    return result;
}

int sw_breeding_advance(struct sw_breeding *breeding, const struct sw_lived *lived,
                        struct sw_error *error)
{
    struct sw_maker maker;
    struct sw_plan plan;
    int result = sw_breeding_plan(breeding, breeding->generation, lived, NULL, &plan, error);

    if (breeding->exchange != NULL && sw_kin_share(breeding)) /* then nobody may stay away */
        result = sw_exchange_agree(breeding->exchange, result, error);
    if (result == 0)
        result = sw_maker_begin(&maker, breeding, lived, &plan, error);
    if (result == 0) {
        result = settle_all(breeding, &plan, breeding->generation + 1, sw_maker_get, &maker, error);
        sw_maker_end(&maker);
    }
    sw_plan_free(&plan, breeding);
    return result;
}

int sw_breeding_restore(struct sw_breeding *breeding, uint64_t generation,
                        const struct sw_lived *lived, const struct sw_stood *stood,
                        int (*get)(void *context, uint64_t id, struct sw_individual *out,
                                   struct sw_error *error),
                        void *context, struct sw_error *error)
{
    struct sw_plan plan;
    int result = sw_breeding_plan(breeding, generation - 1, lived, stood, &plan, error);

    if (result == 0)
        result = settle_all(breeding, &plan, generation, get, context, error);
    sw_plan_free(&plan, breeding);
    return result;
}

static int visit_island(const struct sw_island *island,
                        int (*visit)(void *context, const struct sw_individual *parent),
                        void *context)
{
    int result = 0;

    for (uint32_t j = 0; j < island->parents && result == 0; j++)
        result = visit(context, &island->parent[j]);
    for (uint32_t j = 0; j < island->standing && result == 0; j++)
        result = visit(context, &island->stand[j].individual);
    return result;
}

int sw_breeding_parents(const struct sw_breeding *breeding,
                        int (*visit)(void *context, const struct sw_individual *parent),
                        void *context)
{
    int result = 0;

    for (uint32_t i = breeding->hosting.first_home; i < breeding->hosting.end_home && result == 0;
         i++)
        result = visit_island(sw_breeding_island(breeding, i), visit, context);
    return result == 0 ? sw_transit_visit(breeding, visit, context) : result;
}
