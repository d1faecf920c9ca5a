#include "population/breeding.h"

#include "base/random.h"
#include "population/kin.h"
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

/* What all litters of a generation have in common. */
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
        island->births.recombines = breeder->scheme->recombines;
        for (uint32_t j = 0; j < breeding->litters; j++)
            island->births.litter[j] = litter_of(settings, 0, i, j, i, false);
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

/* Sums run in slot order on gathered values. */
static double mean_of(const float *scores, uint32_t members)
{
    double sum = 0;

    for (uint32_t i = 0; i < members; i++)
        sum += (double)scores[i];
    return sum / members;
}

static uint32_t best_slot(const float *scores, uint32_t members)
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
    uint32_t members = (uint32_t)settings->members, best = best_slot(scores, members);
    double mean = mean_of(scores, members), squares = 0;
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

/* Plans one island's next litters into `next` by the scheme. Parents are ids of `generation`. */
static void plan(struct sw_breeding *breeding, uint64_t generation, uint32_t island,
                 const float *scores, struct sw_births *next)
{
    const struct sw_settings *settings = breeding->settings;
    struct sw_breeder *breeder = breeding->breeder;
    uint32_t members = (uint32_t)settings->members, litters = breeding->litters, filled = 0;
    struct sw_dice dice =
        sw_dice_at((uint64_t)settings->seed, SW_RANDOM_SELECTION, generation, island);
    struct sw_choice *choice = &breeder->choice;

    sw_breeder_choose(breeder, scores, &dice);
    next->recombines = breeder->scheme->recombines;
    /* Litters of one parent side by side: they share its sums. */
    for (uint32_t i = 0; i < litters; i++) {
        uint32_t slot = choice->parent[i];
        uint32_t at = slot == SW_PARENT_RECOMBINED ? members : slot;
        uint64_t id = sw_identity_id(sw_settings_space(settings), generation, island, at);
        bool seen = false;

        for (uint32_t j = 0; j < i && !seen; j++)
            seen = choice->parent[j] == slot;
        for (uint32_t j = i; j < litters && !seen; j++)
            if (choice->parent[j] == slot) {
                next->litter[filled] =
                    litter_of(settings, generation + 1, island, filled, id, choice->clone[j]);
                filled++;
            }
    }
}

/* Ring migration: island i's last litter's parent (the only one, where the island recombines) gives
 * way to the best of island i - 1, if that scored higher. */
static void migrate(const struct sw_breeding *breeding, uint64_t generation, const float *scores,
                    struct sw_births *next)
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
        bool better = mean_of(there, members) > mean_of(here, members);

        if (!next[i].recombines) {
            slot = best_slot(there, members);
            better = there[slot] > here[best_slot(here, members)];
            first = litters - 1;
        }
        if (!better)
            continue;
        for (uint32_t j = first; j < litters; j++) {
            next[i].litter[j].parent = sw_identity_id(space, generation, from, slot);
            next[i].litter[j].clone = false;
        }
    }
}

/* What making individuals of the present generation needs. */
struct maker {
    const struct sw_breeding *breeding;
    const float *scores;
    struct sw_noise *const *noises;
    struct sw_individual *made; /* [islands] recombined parents, moved by their kin; NULL: on demand */
};

static int recombine(const struct maker *maker, uint32_t island, uint64_t id,
                     struct sw_individual *out, struct sw_error *error)
{
    const struct sw_breeding *breeding = maker->breeding;
    struct sw_noise *const *noises = maker->noises;

    return sw_genome_recombine(
        breeding->breeder, breeding->generation, &breeding->island[island].births,
        maker->scores + (size_t)island * (size_t)breeding->settings->members,
        &breeding->island[island].parent[0],
        noises == NULL ? NULL : noises + (size_t)island * breeding->litters, id, out, error);
}

static void maker_end(struct maker *maker)
{
    for (uint32_t i = 0; i < maker->breeding->islands && maker->made != NULL; i++)
        sw_individual_free(&maker->made[i]);
    free(maker->made);
    maker->made = NULL;
}

/* Where islands share their steps, all parents are made at once. */
static int maker_begin(struct maker *maker, struct sw_error *error)
{
    const struct sw_breeding *breeding = maker->breeding;
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    int failed = 0;

    if (!sw_kin_share(breeding->settings))
        return 0;
    maker->made = sw_allocate(breeding->islands, sizeof *maker->made, "making parents", error);
    if (maker->made == NULL)
        return -1;
    for (uint32_t i = 0; i < breeding->islands && !failed; i++)
        failed = recombine(maker, i,
                           sw_identity_id(space, breeding->generation, i, space.members),
                           &maker->made[i], error) != 0;
    if (!failed)
        failed = sw_kin_move(breeding, maker->made, error) != 0;
    if (failed)
        maker_end(maker);
    return failed ? -1 : 0;
}

/* An individual of the present generation, from its own island's parents. */
static int make(void *context, uint64_t id, struct sw_individual *out, struct sw_error *error)
{
    const struct maker *maker = context;
    const struct sw_breeding *breeding = maker->breeding;
    struct sw_identity identity = sw_identity_of(sw_settings_space(breeding->settings), id);
    const struct sw_island *island = &breeding->island[identity.island];
    uint32_t size = sw_settings_litter(breeding->settings), litter = identity.slot / size;

    if (identity.slot < (uint32_t)breeding->settings->members)
        return sw_genome_member(breeding->breeder, &island->births.litter[litter],
                                identity.slot % size,
                                &island->parent[island->parent_of[litter]], id, out, error);
    if (maker->made != NULL)
        return sw_individual_copy(&maker->made[identity.island], breeding->breeder->layout->floats,
                                  out, error);
    return recombine(maker, identity.island, id, out, error);
}

bool sw_breeding_replays(const struct sw_settings *settings)
{
    return sw_kin_share(settings);
}

int sw_breeding_make(const struct sw_breeding *breeding, const float *scores, uint64_t id,
                     struct sw_individual *out, struct sw_error *error)
{
    struct maker maker = {.breeding = breeding, .scores = scores};
    int result = maker_begin(&maker, error);

    if (result == 0)
        result = make(&maker, id, out, error);
    maker_end(&maker);
    return result;
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

static void islands_free(const struct sw_breeding *breeding, struct sw_island *islands)
{
    for (uint32_t i = 0; i < breeding->islands && islands != NULL; i++)
        island_clear(&islands[i]);
    free(islands);
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

    for (uint32_t i = 0; i < breeding->islands && !failed; i++) {
        failed = island_create(&next[i], breeding->litters, error) != 0;
        if (!failed) {
            plan(breeding, generation, i, scores + (size_t)i * (size_t)breeding->settings->members,
                 &next[i].births);
            births[i] = next[i].births;
        }
    }
    if (!failed)
        migrate(breeding, generation, scores, births);
    free(births);
    if (!failed)
        return next;
    islands_free(breeding, next);
    return NULL;
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
    struct maker maker = {.breeding = breeding, .scores = scores, .noises = noises};
    struct sw_island *next = next_islands(breeding, breeding->generation, scores, error);
    int result = -1;

    if (next == NULL)
        return -1;
    if (maker_begin(&maker, error) == 0)
        result = settle(breeding, next, breeding->generation + 1, make, &maker, error);
    else
        islands_free(breeding, next);
    maker_end(&maker);
    return result;
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
