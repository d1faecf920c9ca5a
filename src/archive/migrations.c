#include "archive/migrations.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

struct walk {
    struct sw_archive *archive;
    int (*visit)(void *context, const struct sw_migrant *migrant);
    void *context;
    float *score; /* [members] */
};

static double mean_of(const float *score, uint32_t members)
{
    double sum = 0;

    for (uint32_t i = 0; i < members; i++)
        sum += (double)score[i];
    return sum / members;
}

static double best_of(const float *score, uint32_t members)
{
    float best = score[0];

    for (uint32_t i = 1; i < members; i++)
        best = score[i] > best ? score[i] : best;
    return (double)best;
}

/* Both scores of a migrant. */
static int weigh(struct walk *walk, struct sw_identity identity, struct sw_migrant *migrant,
                 struct sw_error *error)
{
    uint32_t members = walk->archive->record.space.members;

    migrant->score = NAN;
    if (!identity.founder) {
        if (sw_archive_scores(walk->archive, identity.generation, identity.island, walk->score,
                              error) != 0)
            return -1;
        migrant->score = migrant->recombined ? mean_of(walk->score, members)
                                             : (double)walk->score[identity.slot];
    }
    if (sw_archive_scores(walk->archive, migrant->generation - 1, migrant->to, walk->score,
                          error) != 0)
        return -1;
    migrant->score_here =
        migrant->recombined ? mean_of(walk->score, members) : best_of(walk->score, members);
    return 0;
}

static uint32_t litters_of(const struct sw_births *births, uint64_t parent)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < births->litters; i++)
        count += births->litter[i].parent == parent;
    return count;
}

/* A parent that comes from elsewhere, and was none here before. */
static int look(struct walk *walk, uint64_t generation, uint32_t island,
                const struct sw_births *births, uint64_t parent, struct sw_error *error)
{
    struct sw_identity_space space = walk->archive->record.space;
    struct sw_identity identity = sw_identity_of(space, parent);
    struct sw_migrant migrant = {
        .generation = generation,
        .from = identity.island,
        .to = island,
        .id = parent,
        .recombined = !identity.founder && identity.slot == space.members,
        .litters = litters_of(births, parent),
    };
    struct sw_births before;
    bool resident;

    if (identity.island == island)
        return 0;
    if (identity.generation >= generation)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "generation %" PRIu64 " on island %u names a parent, member %" PRIu64
                       ", that was not born before it",
                       generation, island, parent);
    if (sw_archive_births(walk->archive, generation - 1, island, &before, error) != 0)
        return -1;
    resident = litters_of(&before, parent) > 0;
    sw_births_free(&before);
    if (resident)
        return 0;
    if (weigh(walk, identity, &migrant, error) != 0)
        return -1;
    return walk->visit(walk->context, &migrant);
}

static int look_at_island(struct walk *walk, uint64_t generation, uint32_t island,
                          struct sw_error *error)
{
    struct sw_births births;
    int result = sw_archive_births(walk->archive, generation, island, &births, error);

    if (result != 0)
        return result;
    /* Litters of one parent stand side by side. */
    for (uint32_t i = 0; i < births.litters && result == 0; i++)
        if (i == 0 || births.litter[i].parent != births.litter[i - 1].parent)
            result = look(walk, generation, island, &births, births.litter[i].parent, error);
    sw_births_free(&births);
    return result;
}

int sw_migrations_each(struct sw_archive *archive,
                       int (*visit)(void *context, const struct sw_migrant *migrant), void *context,
                       struct sw_error *error)
{
    struct walk walk = {archive, visit, context, NULL};
    struct sw_identity_space space = archive->record.space;
    int result = 0;

    walk.score = sw_allocate_floats(space.members, "reading migrations", error);
    if (walk.score == NULL)
        return -1;
    for (uint64_t generation = 1; generation < archive->generations && result == 0; generation++)
        for (uint32_t island = 0; island < space.islands && result == 0; island++)
            result = look_at_island(&walk, generation, island, error);
    free(walk.score);
    return result;
}

static int count_one(void *context, const struct sw_migrant *migrant)
{
    (void)migrant;
    ++*(uint32_t *)context;
    return 0;
}

int sw_migrations_into(struct sw_archive *archive, uint64_t generation, uint32_t island,
                       uint32_t *count, struct sw_error *error)
{
    struct walk walk = {archive, count_one, count, NULL};
    int result;

    *count = 0;
    if (generation == 0)
        return 0;
    walk.score = sw_allocate_floats(archive->record.space.members, "reading migrations", error);
    if (walk.score == NULL)
        return -1;
    result = look_at_island(&walk, generation, island, error);
    free(walk.score);
    return result;
}
