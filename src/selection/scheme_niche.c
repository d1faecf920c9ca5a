/* Schemes that compare behaviours: restricted tournament, sharing, novelty. A behaviour is a point
 * in [0, 1]^width; distances are Euclidean. Time grows with the square of the candidates. */
#include "selection/scheme_private.h"

#include <math.h>

static double distance_of(const struct sw_candidates *candidates, uint32_t one, uint32_t other)
{
    size_t a = (size_t)one * candidates->width, b = (size_t)other * candidates->width;
    double sum = 0;

    for (uint32_t i = 0; i < candidates->width; i++) {
        double apart = (double)candidates->observed[a + i] - (double)candidates->observed[b + i];

        sum += apart * apart;
    }
    return sqrt(sum);
}

/* ---- restricted tournament ---- */

/* The place in `standing` of whoever behaves most like a newcomer; ties go to the worse, and then
 * to the later. */
static uint32_t most_similar(const struct sw_candidates *candidates, const uint32_t *standing,
                             uint32_t count, uint32_t newcomer)
{
    double nearest = INFINITY;
    uint32_t place = 0;

    for (uint32_t i = 0; i < count; i++) {
        double distance = distance_of(candidates, standing[i], newcomer);
        float worse = candidates->score[standing[i]];

        if (distance < nearest ||
            (distance <= nearest && worse <= candidates->score[standing[place]])) {
            nearest = distance;
            place = i;
        }
    }
    return place;
}

/* Restricted tournament selection (Harik 1995), with all who stand as its window: newcomers in
 * order of slots, each against whoever is most like it. While there is room, all enter. */
SW_SCHEME_SURVIVE(sw_restricted_survive)
{
    uint32_t count = candidates->standing;

    (void)dice;
    sw_order_by_score(candidates->score, count, selector->order);
    count = count < selection->standing_most ? count : selection->standing_most;
    for (uint32_t i = candidates->standing; i < candidates->count; i++) {
        uint32_t place = count;

        if (count < selection->standing_most) {
            selector->order[count++] = i;
            continue;
        }
        place = most_similar(candidates, selector->order, count, i);
        if (candidates->score[i] > candidates->score[selector->order[place]])
            selector->order[place] = i;
    }
    return sw_write_survivors(selector->order, count, survivor);
}

/* ---- neighbours ---- */

/* Distances to the k nearest others, ascending, into selector->nearest. Returns how many. */
static uint32_t nearest_of(struct sw_selector *selector, const struct sw_candidates *candidates,
                           uint32_t candidate, uint32_t neighbours)
{
    double *nearest = selector->nearest;
    uint32_t found = 0;

    neighbours = neighbours < SW_NEIGHBOURS_MAX ? neighbours : SW_NEIGHBOURS_MAX;
    for (uint32_t i = 0; i < candidates->count; i++) {
        double distance;
        uint32_t at;

        if (i == candidate)
            continue;
        distance = distance_of(candidates, candidate, i);
        if (found == neighbours && distance >= nearest[found - 1])
            continue;
        found += found < neighbours;
        for (at = found - 1; at > 0 && nearest[at - 1] > distance; at--)
            nearest[at] = nearest[at - 1];
        nearest[at] = distance;
    }
    return found;
}

/* ---- sharing ---- */

/* The radius of niches: the mean distance to the k-th nearest. */
static double radius_of(struct sw_selector *selector, const struct sw_candidates *candidates,
                        uint32_t neighbours)
{
    double sum = 0;

    for (uint32_t i = 0; i < candidates->count; i++) {
        uint32_t found = nearest_of(selector, candidates, i, neighbours);

        sum += found > 0 ? selector->nearest[found - 1] : 0;
    }
    return sum / candidates->count;
}

/* How many share a niche with a candidate, itself counted: 1 where it is alone. */
static double niche_of(const struct sw_candidates *candidates, uint32_t candidate, double radius)
{
    double count = 0;

    for (uint32_t i = 0; i < candidates->count; i++) {
        double distance = distance_of(candidates, candidate, i);

        count += distance < radius ? 1 - distance / radius : distance <= 0;
    }
    return count;
}

/* Fitness sharing (Goldberg and Richardson 1987), triangular, over scores above the worst. */
SW_SCHEME_PARENTS(sw_sharing_parents)
{
    double radius = radius_of(selector, candidates, selection->neighbours);

    sw_window_scores(candidates, selector->value);
    for (uint32_t i = 0; i < candidates->count; i++)
        selector->value[i] /= niche_of(candidates, i, radius);
    sw_order_by_value(selector->value, candidates->count, selector->order);
    sw_draw_by_tournament(selector, selection, candidates, sw_elites_of(selection), dice, choice);
}

/* ---- novelty ---- */

/* selector->value <- weight of novelty times the mean distance to the k nearest, and the rest times
 * the score, each from 0 for the least to 1 for the most there is. */
static void value_novelty(struct sw_selector *selector, const struct sw_selection *selection,
                          const struct sw_candidates *candidates)
{
    double *novelty = selector->crowding, weight = selection->novelty;

    for (uint32_t i = 0; i < candidates->count; i++) {
        uint32_t found = nearest_of(selector, candidates, i, selection->neighbours);

        novelty[i] = 0;
        for (uint32_t j = 0; j < found; j++)
            novelty[i] += selector->nearest[j];
        novelty[i] = found > 0 ? novelty[i] / found : 0;
    }
    sw_window_values(novelty, candidates->count);
    sw_window_scores(candidates, selector->value);
    for (uint32_t i = 0; i < candidates->count; i++)
        selector->value[i] = (1 - weight) * selector->value[i] + weight * novelty[i];
    sw_order_by_value(selector->value, candidates->count, selector->order);
}

/* Novelty search (Lehman and Stanley 2011), mixed with the score (Cuccu and Gomez 2011). Those who
 * stand are the archive, from which those who are no longer novel fall out. */
SW_SCHEME_SURVIVE(sw_novelty_survive)
{
    (void)dice;
    value_novelty(selector, selection, candidates);
    return sw_best_survive(selector, selection, candidates->count, survivor);
}

SW_SCHEME_PARENTS(sw_novelty_parents)
{
    value_novelty(selector, selection, candidates);
    sw_draw_by_tournament(selector, selection, candidates, 0, dice, choice);
}
