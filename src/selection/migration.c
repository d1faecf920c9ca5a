#include "selection/migration.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

/* A candidate that may leave: the highest keys leave first. */
struct emigrant {
    double key;
    uint32_t candidate;
};

/* One migration. */
struct crossing {
    const struct sw_migration *rule;
    const struct sw_topology *topology;
    const struct sw_migration_island *island;
    uint64_t seed, generation;
    uint32_t most;              /* that one island sends */
    uint32_t *sent;             /* [islands] how many leave; 0: not chosen yet */
    uint32_t *emigrant;         /* [islands][most] */
    double *mean;               /* [islands] of scores */
    struct emigrant *ranked;    /* [most candidates of an island] */
    double *centre;             /* [width or 1] */
    struct sw_arrival *arrival; /* [islands * most] */
    bool *taken;                /* [most litters of an island] by an immigrant */
};

/* An island that takes arrivals. */
struct reception {
    const struct sw_migration *rule;
    const struct sw_migration_island *island;
    uint32_t to;
    bool *taken; /* [litters] by an immigrant */
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

static double last(const struct sw_migration_island *island, uint32_t litter,
                   const struct sw_arrival *arrival, struct sw_dice *dice)
{
    (void)island, (void)litter, (void)arrival, (void)dice;
    return 0; /* of equals the last gives way */
}

static double lowest(const struct sw_migration_island *island, uint32_t litter,
                     const struct sw_arrival *arrival, struct sw_dice *dice)
{
    (void)arrival, (void)dice;
    return -(double)island->score[island->parent[litter]];
}

static double any(const struct sw_migration_island *island, uint32_t litter,
                  const struct sw_arrival *arrival, struct sw_dice *dice)
{
    (void)island, (void)litter, (void)arrival;
    return (double)sw_dice_bits(dice);
}

static double nearest(const struct sw_migration_island *island, uint32_t litter,
                      const struct sw_arrival *arrival, struct sw_dice *dice)
{
    const float score = (float)arrival->score;
    const float *there = island->width > 0 ? arrival->observed : &score;
    uint32_t width;
    const float *here = seen_of(island, island->parent[litter], &width);
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
static double (*const immigrants[])(const struct sw_migration_island *, uint32_t,
                                    const struct sw_arrival *,
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
    const struct sw_arrival *one = a, *other = b;

    if (one->score != other->score)
        return one->score > other->score ? -1 : 1;
    if (one->from != other->from)
        return one->from < other->from ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

/* Chooses who leaves an island: how many. ranked: scratch, [candidates]; centre: [width or 1]. */
static uint32_t choose(const struct sw_migration *rule, const struct sw_migration_island *island,
                       uint32_t most, struct sw_dice *dice, struct emigrant *ranked, double *centre,
                       uint32_t *out)
{
    uint32_t wanted = most < island->count ? most : island->count;

    for (uint32_t i = 0; i < island->count; i++)
        ranked[i].candidate = i;
    emigrants[rule->emigrants](island, dice, centre, ranked);
    qsort(ranked, island->count, sizeof *ranked, by_key);
    for (uint32_t i = 0; i < wanted; i++)
        out[i] = ranked[i].candidate;
    return wanted;
}

/* Chooses once for all edges of an island. */
static void choose_once(struct crossing *crossing, uint32_t from)
{
    struct sw_dice dice =
        sw_dice_at(crossing->seed, SW_RANDOM_EMIGRANTS, crossing->generation, from);

    if (crossing->sent[from] == 0)
        crossing->sent[from] =
            choose(crossing->rule, &crossing->island[from], crossing->most, &dice, crossing->ranked,
                   crossing->centre, crossing->emigrant + (size_t)from * crossing->most);
}

/* Appends what an edge carries. */
static uint32_t arrive(struct crossing *crossing, uint32_t from, uint32_t to, uint32_t count)
{
    const struct sw_migration_island *island = &crossing->island[from];

    if (crossing->island[to].recombines) {
        if (island->recombines)
            crossing->arrival[count++] =
                (struct sw_arrival){crossing->mean[from], from, SW_EMIGRANT_PARENT, 0, NULL};
        return count;
    }
    choose_once(crossing, from);
    for (uint32_t i = 0; i < crossing->sent[from]; i++) {
        uint32_t candidate = crossing->emigrant[(size_t)from * crossing->most + i];

        crossing->arrival[count++] = (struct sw_arrival){
            (double)island->score[candidate], from, candidate, i,
            island->width > 0 ? island->observed + (size_t)candidate * island->width : NULL};
    }
    return count;
}

/* The native litter that gives way to an arrival, or `litters`: none is left. */
static uint32_t give_way(const struct reception *reception, const struct sw_arrival *arrival,
                         struct sw_dice *dice)
{
    const struct sw_migration_island *island = reception->island;
    uint32_t chosen = island->litters;
    double most = 0;

    for (uint32_t i = 0; i < island->litters; i++) {
        double key;

        if (reception->taken[i])
            continue;
        key = immigrants[reception->rule->immigrants](island, i, arrival, dice);
        if (chosen == island->litters || key >= most) {
            chosen = i;
            most = key;
        }
    }
    /* Litters of one parent stay side by side. */
    while (chosen + 1 < island->litters && !reception->taken[chosen + 1] &&
           island->parent[chosen + 1] == island->parent[chosen])
        chosen++;
    return chosen;
}

/* An island of many parents takes arrivals one by one. */
static uint32_t admit(struct reception *reception, const struct sw_arrival *arrival,
                      uint32_t arrivals, struct sw_dice *dice, struct sw_move *move)
{
    const struct sw_migration_island *island = reception->island;
    double best = (double)island->score[0];
    uint32_t count = 0;

    for (uint32_t i = 1; i < island->count; i++)
        best = (double)island->score[i] > best ? (double)island->score[i] : best;
    memset(reception->taken, 0, island->litters * sizeof *reception->taken);
    for (uint32_t i = 0; i < arrivals && count < island->litters; i++) {
        uint32_t litter = give_way(reception, &arrival[i], dice);

        if (!policies[reception->rule->policy](arrival[i].score, best,
                                               (double)island->score[island->parent[litter]]))
            continue;
        reception->taken[litter] = true;
        move[count++] =
            (struct sw_move){reception->to, litter, arrival[i].from, arrival[i].candidate};
    }
    return count;
}

/* Sums run in the order of candidates. */
static double mean_of(const struct sw_migration_island *island)
{
    double sum = 0;

    for (uint32_t i = 0; i < island->count; i++)
        sum += (double)island->score[i];
    return sum / island->count;
}

/* An island of one parent takes another, or none. */
static uint32_t adopt(const struct reception *reception, const struct sw_arrival *arrival,
                      struct sw_move *move)
{
    double mean = mean_of(reception->island);

    if (!policies[reception->rule->policy](arrival->score, mean, mean))
        return 0;
    for (uint32_t i = 0; i < reception->island->litters; i++)
        move[i] = (struct sw_move){reception->to, i, arrival->from, arrival->candidate};
    return reception->island->litters;
}

uint32_t sw_migration_admit(const struct sw_migration *rule,
                            const struct sw_migration_island *island, uint32_t to,
                            struct sw_arrival *arrival, uint32_t arrivals, struct sw_dice *dice,
                            bool *taken, struct sw_move *move)
{
    struct reception reception = {rule, island, to, taken};

    if (arrivals == 0)
        return 0;
    qsort(arrival, arrivals, sizeof *arrival, by_score);
    return island->recombines ? adopt(&reception, arrival, move)
                              : admit(&reception, arrival, arrivals, dice, move);
}

bool sw_migration_carries(const struct sw_migration *rule, const struct sw_topology *topology,
                          uint32_t to, struct sw_dice *dice, struct sw_edge *edge)
{
    while (sw_topology_next(topology, to, edge))
        if ((double)sw_dice_unit(dice) < edge->probability * rule->rate)
            return true;
    return false;
}

static uint32_t receive(struct crossing *crossing, uint32_t to, struct sw_move *move)
{
    struct sw_dice dice = sw_dice_at(crossing->seed, SW_RANDOM_MIGRATION, crossing->generation, to);
    struct sw_edge edge = {.from = UINT32_MAX};
    uint32_t arrivals = 0;

    while (sw_migration_carries(crossing->rule, crossing->topology, to, &dice, &edge))
        arrivals = arrive(crossing, edge.from, to, arrivals);
    return sw_migration_admit(crossing->rule, &crossing->island[to], to, crossing->arrival,
                              arrivals, &dice, crossing->taken, move);
}

int sw_migration_leave(const struct sw_migration *rule, const struct sw_migration_island *island,
                       uint32_t from, uint32_t most, uint64_t seed, uint64_t generation,
                       uint32_t *out, uint32_t *count, struct sw_error *error)
{
    static const char what[] = "choosing emigrants";
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_EMIGRANTS, generation, from);
    struct emigrant *ranked = sw_allocate((size_t)island->count + 1, sizeof *ranked, what, error);
    double *centre = sw_allocate((size_t)island->width + 1, sizeof *centre, what, error);
    int result = ranked == NULL || centre == NULL ? -1 : 0;

    *count = result == 0 ? choose(rule, island, most, &dice, ranked, centre, out) : 0;
    free(ranked);
    free(centre);
    return result;
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
