/* Schemes that draw parents from a distribution on the order of scores. */
#include "selection/scheme_private.h"

#include <math.h>
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

/* Linear ranking (Baker 1985): the best expects 1 + pressure times the mean, the worst 1 - pressure
 * times, those between evenly between. */
SW_SCHEME_PARENTS(sw_linear_parents)
{
    double count = candidates->count, slope = count > 1 ? selection->pressure / (count - 1) : 0;

    for (uint32_t i = 0; i < candidates->count; i++)
        selector->cumulative[i] = (i + 1.0) * (1 + selection->pressure - slope * i) / count;
    draw_by_score(selector, selection, candidates, dice, choice);
}

SW_SCHEME_EFFECT(sw_linear_effect)
{
    snprintf(text, size,
             "the best of %u members expects %.4g times the mean number of litters, the worst "
             "%.4g times",
             selection->members, 1 + selection->pressure, 1 - selection->pressure);
}

/* selector->cumulative <- running sums of selector->value in the order, as shares. */
static void accumulate(struct sw_selector *selector, uint32_t count)
{
    double sum = 0;

    for (uint32_t i = 0; i < count; i++)
        selector->cumulative[i] = sum += selector->value[selector->order[i]];
    for (uint32_t i = 0; i < count; i++)
        selector->cumulative[i] /= sum;
}

/* What a place weighs of the one above it. */
static double decay_of(double pressure, uint32_t count)
{
    return 1 - pressure / (pressure + count * (1 - pressure));
}

/* Exponential ranking (Blickle and Thiele 1996). */
SW_SCHEME_PARENTS(sw_exponential_parents)
{
    double decay = decay_of(selection->pressure, candidates->count), weight = 1;

    sw_order_by_score(candidates->score, candidates->count, selector->order);
    for (uint32_t i = 0; i < candidates->count; i++, weight *= decay)
        selector->value[selector->order[i]] = weight;
    accumulate(selector, candidates->count);
    draw_by_score(selector, selection, candidates, dice, choice);
}

SW_SCHEME_EFFECT(sw_exponential_effect)
{
    snprintf(text, size, "each of %u members expects %.4g times the litters of the next better one",
             selection->members, decay_of(selection->pressure, selection->members));
}

void sw_window_values(double *value, uint32_t count)
{
    double low = value[0], high = value[0];

    for (uint32_t i = 1; i < count; i++) {
        low = value[i] < low ? value[i] : low;
        high = value[i] > high ? value[i] : high;
    }
    for (uint32_t i = 0; i < count; i++)
        value[i] = high > low ? (value[i] - low) / (high - low) : 1.0;
}

void sw_window_scores(const struct sw_candidates *candidates, double *value)
{
    for (uint32_t i = 0; i < candidates->count; i++)
        value[i] = (double)candidates->score[i];
    sw_window_values(value, candidates->count);
}

/* base^power, base in [0, 1], power >= 0, by squares and, for its first 30 binary places, by square
 * roots, which are exact to the last bit everywhere. */
static double real_power(double base, double power)
{
    uint64_t whole = (uint64_t)power;
    double fraction = power - (double)whole, product = whole_power(base, whole);

    for (int i = 0; i < 30; i++) {
        base = sqrt(base);
        fraction *= 2;
        if (fraction >= 1) {
            product *= base;
            fraction -= 1;
        }
    }
    return product;
}

/* Proportional selection (Holland 1975; the roulette wheel of Goldberg 1989) on scores above the
 * worst, in units of their range, to the power pressure / (1 - pressure): 1 at 0.5, where this is
 * the windowed roulette wheel; nothing near 0, and the best alone near 1. */
SW_SCHEME_PARENTS(sw_proportional_parents)
{
    double power = selection->pressure / (1 - selection->pressure);

    sw_window_scores(candidates, selector->value);
    for (uint32_t i = 0; i < candidates->count; i++)
        selector->value[i] = real_power(selector->value[i], power);
    sw_order_by_score(candidates->score, candidates->count, selector->order);
    accumulate(selector, candidates->count);
    draw_by_score(selector, selection, candidates, dice, choice);
}

SW_SCHEME_EFFECT(sw_proportional_effect)
{
    snprintf(text, size, "a parent's chance is its score above the worst to the power %.4g",
             selection->pressure / (1 - selection->pressure));
}
