#include "selection/scheme_private.h"

#include <math.h>
#include <stdio.h>

/* How far a rank lies above the pressure quantile. */
static float utility_of(float rank, float floor)
{
    return rank > floor ? (rank - floor) / (1.0f - floor) : 0.0f;
}

/* The share of the step's weight that each member has; where none weighs, all the same. */
static void expect(const float *rank, uint32_t members, float floor, float *expected)
{
    double sum = 0;

    for (uint32_t i = 0; i < members; i++)
        sum += (double)utility_of(rank[i], floor);
    for (uint32_t i = 0; i < members; i++)
        expected[i] =
            sum > 0 ? (float)((double)utility_of(rank[i], floor) / sum) : 1.0f / (float)members;
}

/* The evolution-strategy step (Rechenberg; Salimans et al. 2017, rank-shaped and antithetic):
 * utility of a member is how far its rank lies above the pressure quantile; a pair's share is half
 * the difference of its two. */
SW_SCHEME_PARENTS(sw_recombination_parents)
{
    float floor = (float)selection->pressure;
    const float *rank = selector->rank;

    (void)dice;
    sw_scheme_rank(candidates->score, candidates->count, selector->order, selector->rank);
    for (uint32_t pair = 0; pair < candidates->count / 2; pair++)
        choice->share[pair] =
            0.5f * (utility_of(rank[2 * pair], floor) - utility_of(rank[2 * pair + 1], floor));
    expect(rank, candidates->count, floor, choice->expected);
    for (uint32_t i = 0; i < selection->litters; i++) {
        choice->parent[i] = choice->mate[i] = SW_PARENT_RECOMBINED;
        choice->clone[i] = false;
    }
}

/* Ranks are slot / (members - 1), and one that is no higher than the pressure is 0. */
SW_SCHEME_EFFECT(sw_recombination_effect)
{
    uint32_t silent = 1 + (uint32_t)floor(selection->pressure * (selection->members - 1));

    snprintf(text, size, "%u of %u members weigh something", selection->members - silent,
             selection->members);
}

/* Once only the best weighs something, its utility is 1 at any pressure. */
SW_SCHEME_IDLE(sw_recombination_idle)
{
    double last = (selection->members - 2.0) / (selection->members - 1.0);

    if (selection->pressure < last)
        return false;
    if (selection->members == 2)
        snprintf(why, size,
                 "of 2 members only the better weighs something, and weighs the same at "
                 "every value");
    else
        snprintf(why, size,
                 "of %u members only the best weighs something from %.4f on, and weighs "
                 "the same at every value",
                 selection->members, last);
    return true;
}
