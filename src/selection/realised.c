#include "selection/realised.h"

#include "selection/scheme_private.h"

#include <math.h>

/* selector->value <- the share of births of each candidate. */
static void share_births(struct sw_selector *selector, const struct sw_candidates *candidates,
                         const struct sw_choice *choice, uint32_t litters)
{
    double *share = selector->value, half = 0.5 / litters;

    for (uint32_t i = 0; i < candidates->count; i++)
        share[i] = choice->parent[0] == SW_PARENT_RECOMBINED ? (double)choice->expected[i] : 0;
    for (uint32_t i = 0; i < litters && choice->parent[i] != SW_PARENT_RECOMBINED; i++) {
        share[choice->parent[i]] += half;
        share[choice->mate[i]] += half;
    }
}

static double mean_of(const float *score, uint32_t count)
{
    double sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += (double)score[i];
    return sum / count;
}

static double deviation_of(const float *score, uint32_t count, double mean)
{
    double squares = 0;

    for (uint32_t i = 0; i < count; i++)
        squares += ((double)score[i] - mean) * ((double)score[i] - mean);
    return sqrt(squares / count);
}

static double top_tenth(struct sw_selector *selector, const struct sw_candidates *candidates)
{
    double tenth = candidates->count / 10.0, sum = 0;

    sw_order_by_score(candidates->score, candidates->count, selector->order);
    for (uint32_t i = 0; i < tenth; i++) {
        double share = selector->value[selector->order[i]];

        sum += i + 1 <= tenth ? share : share * (tenth - i);
    }
    return sum;
}

struct sw_realised sw_realised_of(struct sw_selector *selector,
                                  const struct sw_candidates *candidates,
                                  const struct sw_choice *choice, uint32_t litters)
{
    double mean = mean_of(candidates->score, candidates->count), squares = 0;
    double deviation = deviation_of(candidates->score, candidates->count, mean);
    struct sw_realised out = {0};

    share_births(selector, candidates, choice, litters);
    for (uint32_t i = 0; i < candidates->count; i++) {
        double share = selector->value[i];

        out.differential += share * ((double)candidates->score[i] - mean);
        squares += share * share;
        out.takeover = share > out.takeover ? share : out.takeover;
    }
    out.intensity = deviation > 0 ? out.differential / deviation : 0;
    out.parents = 1 / squares;
    out.top_tenth = top_tenth(selector, candidates);
    return out;
}
