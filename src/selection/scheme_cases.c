/* Lexicase selection: parents that are best in some order of cases, here the worlds of a life. */
#include "selection/scheme_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DRAWS_LEAST 32u /* of which `expected` is the mean */

static double result_of(const struct sw_candidates *candidates, uint32_t candidate, uint32_t index)
{
    return (double)(candidates->width == 0
                        ? candidates->score[candidate]
                        : candidates->observed[(size_t)candidate * candidates->width + index]);
}

static int ascending(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;

    return one < other ? -1 : one > other;
}

/* Sorts. */
static double median_of(double *value, uint32_t count)
{
    qsort(value, count, sizeof *value, ascending);
    return (value[(count - 1) / 2] + value[count / 2]) / 2;
}

/* Median absolute deviation of a case over all candidates (La Cava et al. 2016). */
static double deviation_of(struct sw_selector *selector, const struct sw_candidates *candidates,
                           uint32_t index)
{
    double *value = selector->value, median;

    for (uint32_t i = 0; i < candidates->count; i++)
        value[i] = result_of(candidates, i, index);
    median = median_of(value, candidates->count);
    for (uint32_t i = 0; i < candidates->count; i++)
        value[i] = fabs(result_of(candidates, i, index) - median);
    return median_of(value, candidates->count);
}

/* Keeps of the pool who is within epsilon of its best in a case. Returns how many. */
static uint32_t filter(const struct sw_candidates *candidates, uint32_t index, double epsilon,
                       uint32_t *pool, uint32_t count)
{
    double best = result_of(candidates, pool[0], index);
    uint32_t kept = 0;

    for (uint32_t i = 1; i < count; i++) {
        double result = result_of(candidates, pool[i], index);

        best = result > best ? result : best;
    }
    for (uint32_t i = 0; i < count; i++)
        if (result_of(candidates, pool[i], index) >= best - epsilon)
            pool[kept++] = pool[i];
    return kept;
}

/* One parent by lexicase over `cases` of selector->cases. Throws the same number of dice whoever
 * wins. */
static uint32_t lexicase(struct sw_selector *selector, const struct sw_candidates *candidates,
                         uint32_t cases, struct sw_dice *dice)
{
    uint32_t *pool = selector->best, *sequence = selector->sequence, count = candidates->count;

    sw_dice_permutation(dice, sequence, cases);
    for (uint32_t i = 0; i < count; i++)
        pool[i] = i;
    for (uint32_t i = 0; i < cases && count > 1; i++) {
        uint32_t index = selector->cases[sequence[i]];

        count = filter(candidates, index, selector->epsilon[index], pool, count);
    }
    return pool[sw_dice_below(dice, count)];
}

/* A parent: with probability `pressure` by lexicase, else any. */
static uint32_t draw(struct sw_selector *selector, const struct sw_selection *selection,
                     const struct sw_candidates *candidates, uint32_t cases, struct sw_dice *dice,
                     uint32_t *winner)
{
    double coin = sw_dice_double(dice);
    uint32_t any = sw_dice_below(dice, candidates->count);

    *winner = lexicase(selector, candidates, cases, dice);
    return coin < selection->pressure ? *winner : any;
}

/* Parents, then mates, then draws for the estimate of `expected` alone. */
static void draw_all(struct sw_selector *selector, const struct sw_selection *selection,
                     const struct sw_candidates *candidates, uint32_t cases, struct sw_dice *dice,
                     struct sw_choice *choice)
{
    uint32_t litters = selection->litters, elites = sw_elites_of(selection);
    uint32_t draws = selection->crossover > 0 ? 2 * litters : litters;
    double share = (double)(litters - elites) / litters;
    double any = share * (1.0 - selection->pressure) / candidates->count, won;

    draws = draws > DRAWS_LEAST ? draws : DRAWS_LEAST;
    won = share * selection->pressure / draws;
    for (uint32_t i = 0; i < candidates->count; i++)
        selector->value[i] = any;
    for (uint32_t i = 0; i < draws; i++) {
        uint32_t winner, drawn = draw(selector, selection, candidates, cases, dice, &winner);

        selector->value[winner] += won;
        if (i < litters)
            choice->parent[i] = choice->mate[i] = drawn;
        else if (i < 2 * litters && sw_dice_double(dice) < selection->crossover)
            choice->mate[i - litters] = drawn;
    }
    for (uint32_t i = 0; i < candidates->count; i++)
        choice->expected[i] = (float)selector->value[i];
    sw_take_elites(selector, selection, candidates, elites, choice);
}

static uint32_t all_cases(struct sw_selector *selector, const struct sw_candidates *candidates)
{
    uint32_t cases = candidates->width > 0 ? candidates->width : 1;

    for (uint32_t i = 0; i < cases; i++) {
        selector->cases[i] = i;
        selector->epsilon[i] = 0;
    }
    return cases;
}

SW_SCHEME_PARENTS(sw_lexicase_parents)
{
    draw_all(selector, selection, candidates, all_cases(selector, candidates), dice, choice);
}

/* Semi-dynamic: epsilon of all candidates, the best of the pool (La Cava et al. 2019). */
SW_SCHEME_PARENTS(sw_epsilon_lexicase_parents)
{
    uint32_t cases = all_cases(selector, candidates);

    for (uint32_t i = 0; i < cases; i++)
        selector->epsilon[i] = deviation_of(selector, candidates, i);
    draw_all(selector, selection, candidates, cases, dice, choice);
}

/* The same random cases for all parents of a generation. */
SW_SCHEME_PARENTS(sw_sampled_lexicase_parents)
{
    uint32_t all = all_cases(selector, candidates);
    uint32_t cases = (uint32_t)(selection->cases * all + 0.5);

    sw_dice_permutation(dice, selector->cases, all);
    draw_all(selector, selection, candidates, cases > 0 ? cases : 1, dice, choice);
}

SW_SCHEME_EFFECT(sw_lexicase_effect)
{
    snprintf(text, size, "of 100 parents %.4g are chosen by lexicase, the others at random",
             100 * selection->pressure);
}
