#include "selection/migration.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

/* A candidate that may leave: the highest keys leave first. */
struct emigrant {
    double key;
    uint32_t candidate;
};

struct arrival {
    double score;
    uint32_t from, candidate, place; /* place: the n-th that left */
};

/* One migration. */
struct crossing {
    const struct sw_migration *rule;
    const struct sw_topology *topology;
    const struct sw_migration_island *island;
    uint64_t seed, generation;
    uint32_t most;           /* that one island sends */
    uint32_t *sent;          /* [islands] how many leave; 0: not chosen yet */
    uint32_t *emigrant;      /* [islands][most] */
    double *mean;            /* [islands] of scores */
    struct emigrant *ranked; /* [most candidates of an island] */
    double *centre;          /* [width or 1] */
    struct arrival *arrival; /* [islands * most] */
    bool *taken;             /* [most litters of an island] by an immigrant */
};

/* ---- emigrants: a key for each candidate ---- */

static void highest(const struct sw_migration_island *island, struct sw_dice *dice, double *centre,
                    struct emigrant *out)
{
    (void)dice, (void)centre;
    for (uint32_t i = 0; i < island->count; i++)
        out[i].key = (double)island->score[i];
}

static void drawn(const struct sw_migration_island *island, struct sw_dice *dice, double *centre,
                  struct emigrant *out)
{
    (void)centre;
    for (uint32_t i = 0; i < island->count; i++)
        out[i].key = (double)sw_dice_bits(dice);
}

/* What is observed of a candidate, else its score. */
static const float *seen_of(const struct sw_migration_island *island, uint32_t candidate,
                            uint32_t *width)
{
    *width = island->width > 0 ? island->width : 1;
    return island->width > 0 ? island->observed + (size_t)candidate * island->width
                             : island->score + candidate;
}

/* The mean squared distance from all others is the squared distance from their centre, but for what
 * is the same for all: so no pairs have to be looked at. */
static void novel(const struct sw_migration_island *island, struct sw_dice *dice, double *centre,
                  struct emigrant *out)
{
    uint32_t width = island->width > 0 ? island->width : 1;

    (void)dice;
    memset(centre, 0, width * sizeof *centre);
    for (uint32_t i = 0; i < island->count; i++)
        for (uint32_t k = 0; k < width; k++)
            centre[k] += (double)seen_of(island, i, &width)[k] / island->count;
    for (uint32_t i = 0; i < island->count; i++) {
        const float *seen = seen_of(island, i, &width);

        out[i].key = 0;
        for (uint32_t k = 0; k < width; k++)
            out[i].key += ((double)seen[k] - centre[k]) * ((double)seen[k] - centre[k]);
    }
}

/* ---- immigrants: how willingly a litter gives way ---- */

static double last(const struct crossing *crossing, uint32_t to, uint32_t litter,
                   const struct arrival *arrival, struct sw_dice *dice)
{
    (void)crossing, (void)to, (void)litter, (void)arrival, (void)dice;
    return 0; /* of equals the last gives way */
}

static double lowest(const struct crossing *crossing, uint32_t to, uint32_t litter,
                     const struct arrival *arrival, struct sw_dice *dice)
{
    const struct sw_migration_island *island = &crossing->island[to];

    (void)arrival, (void)dice;
    return -(double)island->score[island->parent[litter]];
}

static double any(const struct crossing *crossing, uint32_t to, uint32_t litter,
                  const struct arrival *arrival, struct sw_dice *dice)
{
    (void)crossing, (void)to, (void)litter, (void)arrival;
    return (double)sw_dice_bits(dice);
}

static double nearest(const struct crossing *crossing, uint32_t to, uint32_t litter,
                      const struct arrival *arrival, struct sw_dice *dice)
{
    const struct sw_migration_island *island = &crossing->island[to];
    uint32_t width;
    const float *here = seen_of(island, island->parent[litter], &width);
    const float *there = seen_of(&crossing->island[arrival->from], arrival->candidate, &width);
    double squares = 0;

    (void)dice;
    for (uint32_t k = 0; k < width; k++)
        squares += ((double)here[k] - (double)there[k]) * ((double)here[k] - (double)there[k]);
    return -squares;
}

/* ---- policies ---- */

static bool above_best(double score, double best, double parent)
{
    (void)parent;
    return score > best;
}

static bool above_parent(double score, double best, double parent)
{
    (void)best;
    return score > parent;
}

static bool always(double score, double best, double parent)
{
    (void)score, (void)best, (void)parent;
    return true;
}

#define FUNCTION(function, ...) function,

static void (*const emigrants[])(const struct sw_migration_island *, struct sw_dice *, double *,
                                 struct emigrant *) = {SW_EMIGRANTS_ROWS(FUNCTION, FUNCTION)};
static double (*const immigrants[])(const struct crossing *, uint32_t, uint32_t,
                                    const struct arrival *,
                                    struct sw_dice *) = {SW_IMMIGRANTS_ROWS(FUNCTION, FUNCTION)};
static bool (*const policies[])(double, double,
                                double) = {SW_MIGRATION_POLICY_ROWS(FUNCTION, FUNCTION)};

/* ---- one migration ---- */

static int by_key(const void *a, const void *b)
{
    const struct emigrant *one = a, *other = b;

    if (one->key != other->key)
        return one->key > other->key ? -1 : 1;
    return one->candidate < other->candidate ? -1 : one->candidate > other->candidate;
}

static int by_score(const void *a, const void *b)
{
    const struct arrival *one = a, *other = b;

    if (one->score != other->score)
        return one->score > other->score ? -1 : 1;
    if (one->from != other->from)
        return one->from < other->from ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

/* Chooses who leaves an island, once for all its edges. */
static void choose(struct crossing *crossing, uint32_t from)
{
    const struct sw_migration_island *island = &crossing->island[from];
    uint32_t *out = crossing->emigrant + (size_t)from * crossing->most;
    struct sw_dice dice =
        sw_dice_at(crossing->seed, SW_RANDOM_EMIGRANTS, crossing->generation, from);
    uint32_t wanted = crossing->most < island->count ? crossing->most : island->count;

    for (uint32_t i = 0; i < island->count; i++)
        crossing->ranked[i].candidate = i;
    emigrants[crossing->rule->emigrants](island, &dice, crossing->centre, crossing->ranked);
    qsort(crossing->ranked, island->count, sizeof *crossing->ranked, by_key);
    for (uint32_t i = 0; i < wanted; i++)
        out[i] = crossing->ranked[i].candidate;
    crossing->sent[from] = wanted;
}

/* Appends what an edge carries. */
static uint32_t arrive(struct crossing *crossing, uint32_t from, uint32_t to, uint32_t count)
{
    const struct sw_migration_island *island = &crossing->island[from];

    if (crossing->island[to].recombines) {
        if (island->recombines)
            crossing->arrival[count++] =
                (struct arrival){crossing->mean[from], from, SW_EMIGRANT_PARENT, 0};
        return count;
    }
    if (crossing->sent[from] == 0)
        choose(crossing, from);
    for (uint32_t i = 0; i < crossing->sent[from]; i++) {
        uint32_t candidate = crossing->emigrant[(size_t)from * crossing->most + i];

        crossing->arrival[count++] =
            (struct arrival){(double)island->score[candidate], from, candidate, i};
    }
    return count;
}

/* The native litter that gives way to an arrival, or `litters`: none is left. */
static uint32_t give_way(const struct crossing *crossing, uint32_t to,
                         const struct arrival *arrival, struct sw_dice *dice)
{
    const struct sw_migration_island *island = &crossing->island[to];
    uint32_t chosen = island->litters;
    double most = 0;

    for (uint32_t i = 0; i < island->litters; i++) {
        double key;

        if (crossing->taken[i])
            continue;
        key = immigrants[crossing->rule->immigrants](crossing, to, i, arrival, dice);
        if (chosen == island->litters || key >= most) {
            chosen = i;
            most = key;
        }
    }
    /* Litters of one parent stay side by side. */
    while (chosen + 1 < island->litters && !crossing->taken[chosen + 1] &&
           island->parent[chosen + 1] == island->parent[chosen])
        chosen++;
    return chosen;
}

/* An island of many parents takes arrivals one by one. */
static uint32_t admit(struct crossing *crossing, uint32_t to, uint32_t arrivals,
                      struct sw_dice *dice, struct sw_move *move)
{
    const struct sw_migration_island *island = &crossing->island[to];
    double best = (double)island->score[0];
    uint32_t count = 0;

    for (uint32_t i = 1; i < island->count; i++)
        best = (double)island->score[i] > best ? (double)island->score[i] : best;
    memset(crossing->taken, 0, island->litters * sizeof *crossing->taken);
    for (uint32_t i = 0; i < arrivals && count < island->litters; i++) {
        const struct arrival *arrival = &crossing->arrival[i];
        uint32_t litter = give_way(crossing, to, arrival, dice);

        if (!policies[crossing->rule->policy](arrival->score, best,
                                              (double)island->score[island->parent[litter]]))
            continue;
        crossing->taken[litter] = true;
        move[count++] = (struct sw_move){to, litter, arrival->from, arrival->candidate};
    }
    return count;
}

/* An island of one parent takes another, or none. */
static uint32_t adopt(const struct crossing *crossing, uint32_t to, struct sw_move *move)
{
    const struct arrival *arrival = &crossing->arrival[0];
    double mean = crossing->mean[to];

    if (!policies[crossing->rule->policy](arrival->score, mean, mean))
        return 0;
    for (uint32_t i = 0; i < crossing->island[to].litters; i++)
        move[i] = (struct sw_move){to, i, arrival->from, arrival->candidate};
    return crossing->island[to].litters;
}

static uint32_t receive(struct crossing *crossing, uint32_t to, struct sw_move *move)
{
    struct sw_dice dice = sw_dice_at(crossing->seed, SW_RANDOM_MIGRATION, crossing->generation, to);
    struct sw_edge edge = {.from = UINT32_MAX};
    uint32_t arrivals = 0;

    while (sw_topology_next(crossing->topology, to, &edge))
        if ((double)sw_dice_unit(&dice) < edge.probability * crossing->rule->rate)
            arrivals = arrive(crossing, edge.from, to, arrivals);
    if (arrivals == 0)
        return 0;
    qsort(crossing->arrival, arrivals, sizeof *crossing->arrival, by_score);
    return crossing->island[to].recombines ? adopt(crossing, to, move)
                                           : admit(crossing, to, arrivals, &dice, move);
}

/* Sums run in the order of candidates. */
static double mean_of(const struct sw_migration_island *island)
{
    double sum = 0;

    for (uint32_t i = 0; i < island->count; i++)
        sum += (double)island->score[i];
    return sum / island->count;
}

static int begin(struct crossing *crossing, uint32_t islands, struct sw_error *error)
{
    static const char what[] = "moving migrants";
    uint32_t count = 1, litters = 1, width = 1;

    for (uint32_t i = 0; i < islands; i++) {
        const struct sw_migration_island *island = &crossing->island[i];

        count = island->count > count ? island->count : count;
        litters = island->litters > litters ? island->litters : litters;
        width = island->width > width ? island->width : width;
    }
    crossing->most = crossing->rule->migrants < litters ? crossing->rule->migrants : litters;
    crossing->sent = sw_allocate(islands, sizeof *crossing->sent, what, error);
    crossing->emigrant =
        sw_allocate((size_t)islands * crossing->most, sizeof *crossing->emigrant, what, error);
    crossing->mean = sw_allocate(islands, sizeof *crossing->mean, what, error);
    crossing->ranked = sw_allocate(count, sizeof *crossing->ranked, what, error);
    crossing->centre = sw_allocate(width, sizeof *crossing->centre, what, error);
    crossing->arrival =
        sw_allocate((size_t)islands * crossing->most, sizeof *crossing->arrival, what, error);
    crossing->taken = sw_allocate(litters, sizeof *crossing->taken, what, error);
    return crossing->sent == NULL || crossing->emigrant == NULL || crossing->mean == NULL ||
                   crossing->ranked == NULL || crossing->centre == NULL ||
                   crossing->arrival == NULL || crossing->taken == NULL
               ? -1
               : 0;
}

static void end(struct crossing *crossing)
{
    free(crossing->sent);
    free(crossing->emigrant);
    free(crossing->mean);
    free(crossing->ranked);
    free(crossing->centre);
    free(crossing->arrival);
    free(crossing->taken);
}

bool sw_migration_due(uint64_t every, uint64_t generation)
{
    return every != 0 && (generation + 1) % every == 0;
}

int sw_migrate(const struct sw_migration *rule, const struct sw_topology *topology,
               const struct sw_migration_island *island, uint32_t islands, uint64_t seed,
               uint64_t generation, struct sw_move *move, uint32_t *count, struct sw_error *error)
{
    struct crossing crossing = {.rule = rule,
                                .topology = topology,
                                .island = island,
                                .seed = seed,
                                .generation = generation};
    int failed = begin(&crossing, islands, error);

    *count = 0;
    for (uint32_t i = 0; i < islands && failed == 0; i++)
        crossing.mean[i] = mean_of(&island[i]);
    for (uint32_t to = 0; to < islands && failed == 0; to++)
        *count += receive(&crossing, to, move + *count);
    end(&crossing);
    return failed;
}
