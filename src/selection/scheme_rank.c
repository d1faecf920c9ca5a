/* Schemes that draw parents from a distribution on the order of scores. */
#include "selection/scheme_private.h"

#include <stdio.h>

/* base^power by squaring: no pow, whose last bit differs between C libraries. */
static double whole_power(double base, uint64_t power)
{
    double product = 1.0;

    for (; power > 0; power >>= 1) {
        if (power & 1u)
            product *= base;
        base *= base;
    }
    return product;
}

/* How many of `count` breed under truncation: count near pressure 0, and 1 near 1. */
static double survivors_of(double pressure, uint32_t count)
{
    return count - pressure * (count - 1.0);
}

static void draw_by_score(struct sw_selector *selector, const struct sw_selection *selection,
                          const struct sw_candidates *candidates, struct sw_dice *dice,
                          struct sw_choice *choice)
{
    selector->cumulative[candidates->count - 1] = 1.0;
    sw_order_by_score(candidates->score, candidates->count, selector->order);
    sw_draw_parents(selector, selection, candidates, sw_elites_of(selection), dice, choice);
}

/* Truncation selection (Muehlenbein and Schlierkamp-Voosen 1993), with a last member that breeds by
 * its fraction: 2.5 of 10 breed with weights 1, 1, 0.5. */
SW_SCHEME_PARENTS(sw_truncation_parents)
{
    double breed = survivors_of(selection->pressure, candidates->count);

    for (uint32_t i = 0; i < candidates->count; i++)
        selector->cumulative[i] = i + 1 < breed ? (i + 1) / breed : 1.0;
    draw_by_score(selector, selection, candidates, dice, choice);
}

SW_SCHEME_EFFECT(sw_truncation_effect)
{
    snprintf(text, size, "parents are drawn from the best %.4g of %u members",
             survivors_of(selection->pressure, selection->members), selection->members);
}

double sw_tournament_entrants(const struct sw_selection *selection, uint32_t count)
{
    if (!selection->replacement)
        return count / survivors_of(selection->pressure, count);
    return 1.0 / (1.0 - selection->pressure);
}

void sw_tournament_distribution(struct sw_selector *selector, const struct sw_selection *selection,
                                uint32_t count)
{
    double entrants = sw_tournament_entrants(selection, count), fraction, chance = 1.0;
    uint64_t whole = (uint64_t)entrants;

    fraction = entrants - (double)whole;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t left = count - i; /* before this place was passed */
        double next;

        if (selection->replacement) {
            double worse = (left - 1.0) / count;

            chance = whole_power(worse, whole);
            next = chance * worse;
        } else {
            /* C(worse, k) / C(count, k), by recurrence; one more entrant by its last factor. */
            chance *= left > whole ? (double)(left - whole) / left : 0.0;
            next = count > whole
                       ? chance * ((double)left - 1 - (double)whole) / (count - (double)whole)
                       : 0;
            next = next > 0 ? next : 0;
        }
        selector->cumulative[i] = 1.0 - ((1.0 - fraction) * chance + fraction * next);
    }
    selector->cumulative[count - 1] = 1.0;
}

/* Tournament selection (Brindle 1981; Goldberg and Deb 1991) with a real number of entrants: the
 * whole number, and one more by chance of the fraction. The winner's place is drawn from its closed
 * form, as if the entrants had been drawn one by one. */
SW_SCHEME_PARENTS(sw_tournament_parents)
{
    sw_tournament_distribution(selector, selection, candidates->count);
    draw_by_score(selector, selection, candidates, dice, choice);
}

SW_SCHEME_EFFECT(sw_tournament_effect)
{
    snprintf(text, size, "%u tournament%s of %.4g entrants", selection->litters,
             selection->litters == 1 ? "" : "s",
             sw_tournament_entrants(selection, selection->members));
}
