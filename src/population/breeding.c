#include "population/breeding.h"

#include "base/random.h"
#include "population/cull.h"
#include "selection/scheme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void island_clear(struct sw_island *island)
{
    sw_births_free(&island->births);
    for (uint32_t i = 0; i < island->parents; i++)
        sw_individual_free(&island->parent[i]);
    free(island->parent);
    free(island->parent_of);
    memset(island, 0, sizeof *island);
}

static int island_create(struct sw_island *island, uint32_t litters, struct sw_error *error)
{
    memset(island, 0, sizeof *island);
    island->births.litter =
        sw_allocate(litters, sizeof *island->births.litter, "planning litters", error);
    island->parent = sw_allocate(litters, sizeof *island->parent, "planning litters", error);
    island->parent_of = sw_allocate(litters, sizeof(uint32_t), "planning litters", error);
    if (island->births.litter == NULL || island->parent == NULL || island->parent_of == NULL)
        return -1;
    island->births.litters = litters;
    return 0;
}

static uint64_t litter_seed(const struct sw_settings *settings, uint64_t generation,
                            uint32_t island, uint32_t litter)
{
    uint32_t block[4];

    sw_random_block((uint64_t)settings->seed, SW_RANDOM_LITTER, generation, island, litter, block);
    return (uint64_t)block[1] << 32 | block[0];
}

/* What all litters of a generation of an island have in common. settings: those in force then. */
static struct sw_litter litter_of(const struct sw_settings *settings, uint64_t generation,
                                  uint32_t island, uint32_t index, uint64_t parent, bool clone)
{
    const struct sw_phase *phase = &settings->phase[sw_settings_phase(settings, generation, NULL)];
    struct sw_litter litter = {
        .parent = parent,
        .seed = litter_seed(settings, generation, island, index),
        .strength = (float)phase->strength,
        .evolve = sw_phase_evolves(phase),
        .clone = clone,
    };

    return litter;
}

int sw_breeding_begin(struct sw_breeding *breeding, const struct sw_settings *settings,
                      struct sw_breeder *breeder, struct sw_error *error)
{
    memset(breeding, 0, sizeof *breeding);
    breeding->settings = settings;
    breeding->breeder = breeder;
    breeding->litters = sw_settings_litters(settings);
    breeding->island =
        sw_allocate((size_t)settings->islands, sizeof *breeding->island, "founding islands", error);
    if (breeding->island == NULL)
        return -1;
    breeding->islands = (uint32_t)settings->islands;
    for (uint32_t i = 0; i < breeding->islands; i++) {
        struct sw_island *island = &breeding->island[i];

        if (island_create(island, breeding->litters, error) != 0 ||
            sw_genome_founder(breeder, i, &island->parent[0], error) != 0)
            return -1;
        island->parents = 1;
        island->births.recombines = sw_schedule_scheme(breeder->schedule, 0, i)->recombines;
        for (uint32_t j = 0; j < breeding->litters; j++)
            island->births.litter[j] =
                litter_of(sw_schedule_at(breeder->schedule, 0, i), 0, i, j, i, false);
    }
    return 0;
}

void sw_breeding_end(struct sw_breeding *breeding)
{
    for (uint32_t i = 0; i < breeding->islands && breeding->island != NULL; i++)
        island_clear(&breeding->island[i]);
    free(breeding->island);
    memset(breeding, 0, sizeof *breeding);
}

double sw_breeding_mean(const float *scores, uint32_t members)
{
    double sum = 0;

    for (uint32_t i = 0; i < members; i++)
        sum += (double)scores[i];
    return sum / members;
}

uint32_t sw_breeding_best(const float *scores, uint32_t members)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < members; i++)
        if (scores[i] > scores[best])
            best = i;
    return best;
}

struct sw_statistics sw_breeding_statistics(const struct sw_settings *settings, uint64_t generation,
                                            uint32_t island, const float *scores)
{
    uint32_t members = (uint32_t)settings->members, best = sw_breeding_best(scores, members);
    double mean = sw_breeding_mean(scores, members), squares = 0;
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

/* A scheme that recombines follows one that does not: it needs one parent, and takes the best. */
static void unite(uint32_t best, uint32_t litters, struct sw_choice *choice)
{
    for (uint32_t i = 0; i < litters; i++) {
        choice->parent[i] = best;
        choice->clone[i] = false;
    }
}

/* Plans one island's next litters into `next` by the scheme. Parents are ids of `generation`. */
static void plan(struct sw_breeding *breeding, uint64_t generation, uint32_t island,
                 const float *scores, struct sw_births *next)
{
    struct sw_breeder *breeder = breeding->breeder;
    const struct sw_settings *settings = sw_schedule_at(breeder->schedule, generation, island);
    const struct sw_settings *coming = sw_schedule_at(breeder->schedule, generation + 1, island);
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->scheme);
    uint32_t members = (uint32_t)settings->members, litters = breeding->litters, filled = 0;
    struct sw_dice dice =
        sw_dice_at((uint64_t)settings->seed, SW_RANDOM_SELECTION, generation, island);
    struct sw_choice *choice = &breeder->choice;

    scheme->choose(scores, members, litters, settings->pressure, (uint32_t)settings->elites, &dice,
                   breeder->order, choice);
    next->recombines = sw_scheme_row((uint32_t)coming->scheme)->recombines;
    if (next->recombines && !scheme->recombines)
        unite(sw_breeding_best(scores, members), litters, choice);
    /* Litters of one parent side by side: they share its sums. */
    for (uint32_t i = 0; i < litters; i++) {
        uint32_t slot = choice->parent[i];
        uint32_t at = slot == SW_SLOT_RECOMBINED ? members : slot;
        uint64_t id = sw_identity_id(sw_settings_space(settings), generation, island, at);
        bool seen = false;

        for (uint32_t j = 0; j < i && !seen; j++)
            seen = choice->parent[j] == slot;
        for (uint32_t j = i; j < litters && !seen; j++)
            if (choice->parent[j] == slot) {
                next->litter[filled] =
                    litter_of(coming, generation + 1, island, filled, id, choice->clone[j]);
                filled++;
            }
    }
}

/* Ring migration: island i's last litter's parent (the only one, where the island recombines) gives
 * way to the best of island i - 1, if that scored higher. */
static void migrate(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
                    struct sw_births *next)
{
    struct sw_schedule *schedule = breeding->breeder->schedule;
    const struct sw_settings *settings = sw_schedule_at(schedule, generation + 1, 0);
    uint32_t members = (uint32_t)settings->members, islands = breeding->islands;
    struct sw_identity_space space = sw_settings_space(settings);

    bool due =
        settings->migrate_every > 0 && (generation + 1) % (uint64_t)settings->migrate_every == 0;

    due |= sw_schedule_next(schedule, SW_EVENT_MIGRATE, generation + 1, NULL) != NULL;
    if (islands < 2 || !due)
        return;
    for (uint32_t i = 0; i < islands; i++) {
        uint32_t from = (i + islands - 1) % islands, litters = breeding->litters;
        const float *here = scores + (size_t)i * members, *there = scores + (size_t)from * members;
        uint32_t slot = members, first = next[i].recombines ? 0 : litters - 1;
        bool better = sw_breeding_mean(there, members) > sw_breeding_mean(here, members);

        /* Only an island that recombines has made a parent to send. */
        if (!next[i].recombines || !sw_schedule_scheme(schedule, generation, from)->recombines) {
            slot = sw_breeding_best(there, members);
            better = there[slot] > here[sw_breeding_best(here, members)];
        }
        if (!better)
            continue;
        for (uint32_t j = first; j < litters; j++) {
            next[i].litter[j].parent = sw_identity_id(space, generation, from, slot);
            next[i].litter[j].clone = false;
        }
    }
}

/* Makes an individual of the present generation from its own island's parents. */
static int make(struct sw_breeding *breeding, const float *scores, struct sw_noise *const *noises,
                uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    struct sw_identity identity = sw_identity_of(sw_settings_space(breeding->settings), id);
    struct sw_island *island = &breeding->island[identity.island];
    uint32_t members = (uint32_t)breeding->settings->members;
    uint32_t litter = identity.slot / SW_LITTER_MEMBERS;

    if (identity.slot == members)
        return sw_genome_recombine(
            breeding->breeder, breeding->generation, &island->births,
            scores + (size_t)identity.island * members, &island->parent[0],
            noises == NULL ? NULL : noises + (size_t)identity.island * breeding->litters, id, out,
            error);
    return sw_genome_member(breeding->breeder, &island->births.litter[litter],
                            identity.slot % SW_LITTER_MEMBERS,
                            &island->parent[island->parent_of[litter]], id, out, error);
}

struct maker {
    struct sw_breeding *breeding;
    const float *scores;
    struct sw_noise *const *noises;
};

static int make_parent(void *context, uint64_t id, struct sw_individual *out,
                       struct sw_error *error)
{
    const struct maker *maker = context;

    return make(maker->breeding, maker->scores, maker->noises, id, out, error);
}

/* Fills in the parents of planned litters: each different one once. */
static int find_parents(struct sw_island *island,
                        int (*get)(void *, uint64_t, struct sw_individual *, struct sw_error *),
                        void *context, struct sw_error *error)
{
    for (uint32_t i = 0; i < island->births.litters; i++) {
        uint64_t id = island->births.litter[i].parent;
        uint32_t at = 0;

        while (at < island->parents && island->parent[at].id != id)
            at++;
        if (at == island->parents) {
            if (get(context, id, &island->parent[at], error) != 0)
                return -1;
            island->parents++;
        }
        island->parent_of[i] = at;
    }
    return 0;
}

/* The events that cull islands before the next generation. */
static int cull(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
                struct sw_births *next, struct sw_error *error)
{
    const struct sw_schedule *schedule = breeding->breeder->schedule;
    const struct sw_event *event = NULL;

    do {
        event = sw_schedule_next(schedule, SW_EVENT_CULL, generation + 1, event);
        if (event != NULL && sw_cull(breeding, generation, scores, event->share, next, error) != 0)
            return -1;
    } while (event != NULL);
    return 0;
}

/* What conditions are met on: the statistics of a generation that is done. */
static void observe(const struct sw_breeding *breeding, uint64_t generation, const float *scores)
{
    struct sw_schedule *schedule = breeding->breeder->schedule;

    for (uint32_t i = 0; i < breeding->islands && sw_schedule_waits(schedule); i++) {
        struct sw_statistics statistics =
            sw_breeding_statistics(sw_schedule_at(schedule, generation, i), generation, i,
                                   scores + (size_t)i * (size_t)breeding->settings->members);

        sw_schedule_observe(schedule, generation, i, &statistics);
    }
}

/* The islands of the next generation: planned together, since migrants cross. */
static struct sw_island *next_islands(struct sw_breeding *breeding, uint64_t generation,
                                      const float *scores, struct sw_error *error)
{
    struct sw_island *next =
        sw_allocate(breeding->islands, sizeof *next, "planning a generation", error);
    struct sw_births *births =
        sw_allocate(breeding->islands, sizeof *births, "planning a generation", error);
    int failed = next == NULL || births == NULL;

    observe(breeding, generation, scores);
    for (uint32_t i = 0; i < breeding->islands && !failed; i++) {
        failed = island_create(&next[i], breeding->litters, error) != 0;
        if (!failed) {
            plan(breeding, generation, i, scores + (size_t)i * (size_t)breeding->settings->members,
                 &next[i].births);
            births[i] = next[i].births;
        }
    }
    if (!failed) {
        migrate(breeding, generation, scores, births);
        failed = cull(breeding, generation, scores, births, error) != 0;
    }
    free(births);
    if (failed && next != NULL) {
        for (uint32_t i = 0; i < breeding->islands; i++)
            island_clear(&next[i]);
        free(next);
        next = NULL;
    }
    return next;
}

static int settle(struct sw_breeding *breeding, struct sw_island *next, uint64_t generation,
                  int (*get)(void *, uint64_t, struct sw_individual *, struct sw_error *),
                  void *context, struct sw_error *error)
{
    int failed = 0;

    for (uint32_t i = 0; i < breeding->islands && !failed; i++)
        failed = find_parents(&next[i], get, context, error) != 0;
    for (uint32_t i = 0; i < breeding->islands; i++)
        island_clear(failed ? &next[i] : &breeding->island[i]);
    free(failed ? next : breeding->island);
    if (failed)
        return -1;
    breeding->island = next;
    breeding->generation = generation;
    return 0;
}

int sw_breeding_advance(struct sw_breeding *breeding, const float *scores,
                        struct sw_noise *const *noises, struct sw_error *error)
{
    struct maker maker = {breeding, scores, noises};
    struct sw_island *next = next_islands(breeding, breeding->generation, scores, error);

    if (next == NULL)
        return -1;
    return settle(breeding, next, breeding->generation + 1, make_parent, &maker, error);
}

int sw_breeding_restore(struct sw_breeding *breeding, uint64_t generation, const float *scores,
                        int (*get)(void *context, uint64_t id, struct sw_individual *out,
                                   struct sw_error *error),
                        void *context, struct sw_error *error)
{
    struct sw_island *next;

    next = next_islands(breeding, generation - 1, scores, error);
    if (next == NULL)
        return -1;
    return settle(breeding, next, generation, get, context, error);
}

int sw_breeding_parents(const struct sw_breeding *breeding,
                        int (*visit)(void *context, const struct sw_individual *parent),
                        void *context)
{
    for (uint32_t i = 0; i < breeding->islands; i++)
        for (uint32_t j = 0; j < breeding->island[i].parents; j++) {
            int result = visit(context, &breeding->island[i].parent[j]);

            if (result != 0)
                return result;
        }
    return 0;
}
