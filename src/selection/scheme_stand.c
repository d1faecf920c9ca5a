/* Who stands by score: (mu + lambda), (mu, lambda), steady state; and what all schemes in which
 * members stand have in common. */
#include "selection/scheme_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ascending(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    return one < other ? -1 : one > other;
}

uint32_t sw_write_survivors(const uint32_t *candidate, uint32_t count, uint32_t *survivor)
{
    memcpy(survivor, candidate, count * sizeof *survivor);
    qsort(survivor, count, sizeof *survivor, ascending);
    return count;
}

uint32_t sw_best_survive(const struct sw_selector *selector, const struct sw_selection *selection,
                         uint32_t count, uint32_t *survivor)
{
    count = count < selection->standing_most ? count : selection->standing_most;
    return sw_write_survivors(selector->order, count, survivor);
}

void sw_draw_by_tournament(struct sw_selector *selector, const struct sw_selection *selection,
                           const struct sw_candidates *candidates, uint32_t elites,
                           struct sw_dice *dice, struct sw_choice *choice)
{
    sw_tournament_distribution(selector, selection, candidates->count);
    sw_draw_parents(selector, selection, candidates, elites, dice, choice);
}

SW_SCHEME_PARENTS(sw_standing_parents)
{
    sw_order_by_score(candidates->score, candidates->count, selector->order);
    sw_draw_by_tournament(selector, selection, candidates, 0, dice, choice);
}

/* (mu + lambda) (Rechenberg 1973; Schwefel 1981): the best of old and new. */
SW_SCHEME_SURVIVE(sw_plus_survive)
{
    (void)dice;
    sw_order_by_score(candidates->score, candidates->count, selector->order);
    return sw_best_survive(selector, selection, candidates->count, survivor);
}

/* The newcomers in order of score, into selector->order. Returns how many. */
static uint32_t order_newcomers(struct sw_selector *selector,
                                const struct sw_candidates *candidates)
{
    uint32_t standing = candidates->standing, count = candidates->count - standing;

    sw_order_by_score(candidates->score + standing, count, selector->order);
    for (uint32_t i = 0; i < count; i++)
        selector->order[i] += standing;
    return count;
}

/* (mu, lambda): the best of the new. Where nobody is new, those who stand go on. */
SW_SCHEME_SURVIVE(sw_comma_survive)
{
    if (candidates->standing == candidates->count)
        return sw_plus_survive(selector, selection, candidates, dice, survivor);
    return sw_best_survive(selector, selection, order_newcomers(selector, candidates), survivor);
}

/* Steady state (Syswerda 1989; GENITOR, Whitley 1989): every newcomer enters, and the worst of the
 * standing give way. */
SW_SCHEME_SURVIVE(sw_steady_survive)
{
    uint32_t count = order_newcomers(selector, candidates), old = candidates->standing;

    (void)dice;
    count = count < selection->standing_most ? count : selection->standing_most;
    sw_order_by_score(candidates->score, old, selector->best);
    for (uint32_t i = 0; i < old && count < selection->standing_most; i++)
        selector->order[count++] = selector->best[i];
    return sw_write_survivors(selector->order, count, survivor);
}

SW_SCHEME_EFFECT(sw_standing_effect)
{
    snprintf(text, size, "%u tournament%s of %.4g entrants among the members that stand",
             selection->litters, selection->litters == 1 ? "" : "s",
             sw_tournament_entrants(selection, selection->standing_most));
}

SW_SCHEME_IDLE(sw_standing_idle)
{
    if (selection->standing_most > 1)
        return false;
    snprintf(why, size, "selection.standing = 1: the one that stands is the only parent");
    return true;
}
