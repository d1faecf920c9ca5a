/* NSGA-II (Deb, Pratap, Agarwal and Meyarivan 2002): fronts of who is dominated by nobody, and in a
 * front those first who stand apart. Time grows with the square of the candidates. */
#include "selection/scheme_private.h"

#include <math.h>
#include <stdlib.h>

static uint32_t objectives_of(const struct sw_candidates *candidates)
{
    return candidates->width > 0 ? candidates->width : 1;
}

static float objective_of(const struct sw_candidates *candidates, uint32_t candidate,
                          uint32_t index)
{
    return candidates->width == 0
               ? candidates->score[candidate]
               : candidates->observed[(size_t)candidate * candidates->width + index];
}

/* 1: one dominates the other (no objective worse, one better). -1: the reverse. 0: neither. */
static int dominance(const struct sw_candidates *candidates, uint32_t one, uint32_t other)
{
    bool better = false, worse = false;

    for (uint32_t i = 0; i < objectives_of(candidates); i++) {
        float a = objective_of(candidates, one, i), b = objective_of(candidates, other, i);

        better |= a > b;
        worse |= a < b;
    }
    return (int)better - (int)worse;
}

/* selector->front <- the front of each candidate, from 0. Counts by how many each is dominated,
 * then takes front after front away. selector->best holds the candidates in order of fronts. */
static void sort_fronts(struct sw_selector *selector, const struct sw_candidates *candidates)
{
    uint32_t *front = selector->front, *over = selector->cell, *queue = selector->best;
    uint32_t filled = 0;

    for (uint32_t i = 0; i < candidates->count; i++) {
        over[i] = 0;
        for (uint32_t j = 0; j < candidates->count; j++)
            over[i] += dominance(candidates, j, i) > 0;
        if (over[i] == 0) {
            front[i] = 0;
            queue[filled++] = i;
        }
    }
    for (uint32_t at = 0; at < filled; at++)
        for (uint32_t i = 0; i < candidates->count; i++)
            if (over[i] > 0 && dominance(candidates, queue[at], i) > 0 && --over[i] == 0) {
                front[i] = front[queue[at]] + 1;
                queue[filled++] = i;
            }
}

struct objective {
    const struct sw_candidates *candidates;
    uint32_t index;
};

static int by_objective(const void *a, const void *b, void *context)
{
    const struct objective *objective = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    float x = objective_of(objective->candidates, one, objective->index);
    float y = objective_of(objective->candidates, other, objective->index);

    if (x != y)
        return x < y ? -1 : 1;
    return one < other ? -1 : one > other;
}

/* Adds the crowding distance of one front along one objective; its ends stand infinitely apart. */
static void crowd(struct sw_selector *selector, const struct objective *objective, uint32_t *member,
                  uint32_t count)
{
    const struct sw_candidates *candidates = objective->candidates;
    double low, range;

    qsort_r(member, count, sizeof *member, by_objective, (void *)objective);
    low = (double)objective_of(candidates, member[0], objective->index);
    range = (double)objective_of(candidates, member[count - 1], objective->index) - low;
    selector->crowding[member[0]] = selector->crowding[member[count - 1]] = INFINITY;
    for (uint32_t i = 1; i + 1 < count && range > 0; i++) {
        double before = (double)objective_of(candidates, member[i - 1], objective->index);
        double after = (double)objective_of(candidates, member[i + 1], objective->index);

        selector->crowding[member[i]] += (after - before) / range;
    }
}

static int by_front(const void *a, const void *b, void *context)
{
    const struct sw_selector *selector = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    if (selector->front[one] != selector->front[other])
        return selector->front[one] < selector->front[other] ? -1 : 1;
    if (selector->crowding[one] != selector->crowding[other])
        return selector->crowding[one] > selector->crowding[other] ? -1 : 1;
    return one < other ? -1 : one > other;
}

/* selector->order <- by front, then by crowding distance, then by index. */
static void order_pareto(struct sw_selector *selector, const struct sw_candidates *candidates)
{
    uint32_t count = candidates->count, *member = selector->best;

    sort_fronts(selector, candidates);
    for (uint32_t i = 0; i < count; i++)
        selector->crowding[i] = 0;
    for (uint32_t first = 0, last; first < count; first = last) {
        for (last = first + 1; last < count; last++)
            if (selector->front[member[last]] != selector->front[member[first]])
                break;
        for (uint32_t i = 0; i < objectives_of(candidates); i++) {
            struct objective objective = {candidates, i};

            crowd(selector, &objective, member + first, last - first);
        }
    }
    for (uint32_t i = 0; i < count; i++)
        selector->order[i] = i;
    qsort_r(selector->order, count, sizeof *selector->order, by_front, selector);
}

SW_SCHEME_SURVIVE(sw_nsga_survive)
{
    (void)dice;
    order_pareto(selector, candidates);
    return sw_best_survive(selector, selection, candidates->count, survivor);
}

SW_SCHEME_PARENTS(sw_nsga_parents)
{
    order_pareto(selector, candidates);
    sw_draw_by_tournament(selector, selection, candidates, 0, dice, choice);
}
