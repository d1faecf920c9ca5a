#include "selection/scheme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_score(const void *a, const void *b, void *context)
{
    const float *scores = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    if (scores[one] != scores[other])
        return scores[one] > scores[other] ? -1 : 1;
    return one < other ? -1 : one > other;
}

/* Slots from best to worst; ties go to the lower slot, so there is one order whatever sorts. */
static void order_slots(const float *scores, uint32_t members, uint32_t *order)
{
    for (uint32_t i = 0; i < members; i++)
        order[i] = i;
    qsort_r(order, members, sizeof *order, by_score, (void *)scores);
}

void sw_rank(const float *scores, uint32_t members, uint32_t *order, float *rank)
{
    order_slots(scores, members, order);
    for (uint32_t first = 0, last; first < members; first = last) {
        last = first + 1;
        while (last < members && scores[order[last]] == scores[order[first]])
            last++;
        for (uint32_t i = first; i < last; i++)
            rank[order[i]] = 1.0f - (float)(first + last - 1) / (float)(2 * (members - 1));
    }
}

/* The evolution-strategy step (Rechenberg; Salimans et al. 2017, rank-shaped and antithetic):
 * utility of a member is how far its rank lies above the pressure quantile; a pair's share is half
 * the difference of its two. */
static void recombination(const float *scores, uint32_t members, uint32_t litters, double pressure,
                          uint32_t elites, struct sw_dice *dice, uint32_t *order,
                          struct sw_choice *out)
{
    float floor = (float)pressure;
    float *rank = (float *)(order + members);

    (void)elites;
    (void)dice;
    sw_rank(scores, members, order, rank);
    for (uint32_t pair = 0; pair < members / 2; pair++) {
        float plus = rank[2 * pair], minus = rank[2 * pair + 1];

        plus = plus > floor ? (plus - floor) / (1.0f - floor) : 0.0f;
        minus = minus > floor ? (minus - floor) / (1.0f - floor) : 0.0f;
        out->share[pair] = 0.5f * (plus - minus);
    }
    for (uint32_t i = 0; i < litters; i++) {
        out->parent[i] = SW_SLOT_RECOMBINED;
        out->clone[i] = false;
    }
}

/* Ranks are slot / (members - 1), and one that is no higher than the pressure is 0. */
static void recombination_effect(struct sw_selection island, char *text, size_t size)
{
    uint32_t silent = 1 + (uint32_t)floor(island.pressure * (island.members - 1));

    snprintf(text, size, "%u of %u members weigh something", island.members - silent,
             island.members);
}

static void mark_elites(uint32_t litters, uint32_t elites, struct sw_choice *out)
{
    for (uint32_t i = 0; i < litters; i++)
        out->clone[i] = i < elites;
}

static uint32_t truncation_parents(struct sw_selection island)
{
    uint32_t parents = (uint32_t)lrint((1.0 - island.pressure) * island.members);

    return parents < 1 ? 1 : parents > island.litters ? island.litters : parents;
}

static void truncation_effect(struct sw_selection island, char *text, size_t size)
{
    snprintf(text, size, "%u of %u members breed, in %u litters", truncation_parents(island),
             island.members, island.litters);
}

/* At most one parent a litter is kept. */
static bool truncation_idle(struct sw_selection island, char *why, size_t size)
{
    /* The largest value that still rounds to as many parents as litters, in whole thousandths. */
    double most = floor(1000 * (1 - (island.litters - 0.5) / (double)island.members)) / 1000;

    if (truncation_parents(island) < island.litters)
        return false;
    if (island.litters == 1)
        snprintf(why, size,
                 "truncation keeps one parent a litter, and %u members are one litter: every value "
                 "keeps the best member alone",
                 island.members);
    else
        snprintf(why, size,
                 "truncation keeps at most one parent a litter: every value up to %.3f keeps the "
                 "%u best of %u members",
                 most, island.litters, island.members);
    return true;
}

static uint32_t tournament_entrants(double pressure)
{
    uint32_t entrants = (uint32_t)lrint(1.0 / (1.0 - pressure));

    return entrants < 1 ? 1 : entrants;
}

static void tournament_effect(struct sw_selection island, char *text, size_t size)
{
    uint32_t entrants = tournament_entrants(island.pressure);

    snprintf(text, size, "%u tournaments of %u entrant%s", island.litters, entrants,
             entrants == 1 ? "" : "s");
}

static bool tournament_idle(struct sw_selection island, char *why, size_t size)
{
    if (tournament_entrants(island.pressure) > 1)
        return false;
    snprintf(
        why, size,
        "a tournament of 1 / (1 - pressure), rounded, has one entrant: every value below 0.334 "
        "is no selection");
    return true;
}

/* The best (1 - pressure) of the members, but at most one for each litter, are the parents in turn.
 */
static void truncation(const float *scores, uint32_t members, uint32_t litters, double pressure,
                       uint32_t elites, struct sw_dice *dice, uint32_t *order,
                       struct sw_choice *out)
{
    uint32_t parents = truncation_parents((struct sw_selection){members, litters, pressure});

    (void)dice;
    order_slots(scores, members, order);
    for (uint32_t i = 0; i < litters; i++)
        out->parent[i] = order[i % parents];
    mark_elites(litters, elites < parents ? elites : parents, out);
}

/* Each litter's parent wins a tournament of 1 / (1 - pressure) members drawn with replacement. */
static void tournament(const float *scores, uint32_t members, uint32_t litters, double pressure,
                       uint32_t elites, struct sw_dice *dice, uint32_t *order,
                       struct sw_choice *out)
{
    uint32_t size = tournament_entrants(pressure);

    order_slots(scores, members, order);
    elites = elites < litters ? elites : litters;
    for (uint32_t i = 0; i < litters; i++) {
        uint32_t best = members;

        if (i < elites) {
            out->parent[i] = order[i];
            continue;
        }
        for (uint32_t round = 0; round < size; round++) {
            uint32_t slot = sw_dice_below(dice, members);

            if (best == members || scores[slot] > scores[best] ||
                (scores[slot] == scores[best] && slot < best))
                best = slot;
        }
        out->parent[i] = best;
    }
    mark_elites(litters, elites, out);
}

#define ROW(function, row_name, text, brief, ...)                                                  \
    {.name = row_name, .description = text, .choose = function, __VA_ARGS__},

static const struct sw_scheme table[] = {SW_SCHEME_ROWS(ROW, ROW)};

uint32_t sw_scheme_count(void)
{
    return sizeof table / sizeof *table;
}

const struct sw_scheme *sw_scheme_row(uint32_t index)
{
    return index < sw_scheme_count() ? &table[index] : NULL;
}

uint32_t sw_scheme_parents(const struct sw_scheme *scheme, struct sw_selection island)
{
    if (scheme->parents != NULL)
        return scheme->parents(island);
    return scheme->recombines ? 1 : island.litters;
}
