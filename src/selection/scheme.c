#include "selection/scheme.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Slots from best to worst: a merge sort, stable, so that ties go to the lower slot. */
static void sort_slots(const float *scores, uint32_t *slots, uint32_t *room, uint32_t count)
{
    uint32_t half = count / 2, i = 0, j = half, k = 0;

    if (count < 2)
        return;
    sort_slots(scores, slots, room, half);
    sort_slots(scores, slots + half, room, count - half);
    memcpy(room, slots, count * sizeof *room);
    while (i < half && j < count)
        slots[k++] = scores[room[j]] > scores[room[i]] ? room[j++] : room[i++];
    while (i < half)
        slots[k++] = room[i++];
    while (j < count)
        slots[k++] = room[j++];
}

/* order: [2 * members]: the second half is room for the sort. */
static void order_slots(const float *scores, uint32_t members, uint32_t *order)
{
    for (uint32_t i = 0; i < members; i++)
        order[i] = i;
    sort_slots(scores, order, order + members, members);
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
    float *rank = (float *)(order + 2 * members);

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

static void mark_elites(uint32_t litters, uint32_t elites, struct sw_choice *out)
{
    for (uint32_t i = 0; i < litters; i++)
        out->clone[i] = i < elites;
}

uint32_t sw_truncation_parents(uint32_t members, uint32_t litters, double pressure)
{
    uint32_t parents = (uint32_t)lrint((1.0 - pressure) * members);

    return parents < 1 ? 1 : parents > litters ? litters : parents;
}

uint32_t sw_tournament_entrants(double pressure)
{
    uint32_t entrants = (uint32_t)lrint(1.0 / (1.0 - pressure));

    return entrants < 1 ? 1 : entrants;
}

/* The best (1 - pressure) of the members, but at most one for each litter, are the parents in turn.
 */
static void truncation(const float *scores, uint32_t members, uint32_t litters, double pressure,
                       uint32_t elites, struct sw_dice *dice, uint32_t *order,
                       struct sw_choice *out)
{
    uint32_t parents = sw_truncation_parents(members, litters, pressure);

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
    uint32_t size = sw_tournament_entrants(pressure);

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

int sw_scheme_find(const char *name)
{
    for (uint32_t i = 0; i < sw_scheme_count(); i++)
        if (strcmp(table[i].name, name) == 0)
            return (int)i;
    return -1;
}
