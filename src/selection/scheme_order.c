/* Orders of candidates, and ranks. */
#include "selection/scheme_private.h"

#include <stdlib.h>

static int by_score(const void *a, const void *b, void *context)
{
    const float *score = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    if (score[one] != score[other])
        return score[one] > score[other] ? -1 : 1;
    return one < other ? -1 : one > other;
}

static int by_value(const void *a, const void *b, void *context)
{
    const double *value = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    if (value[one] != value[other])
        return value[one] > value[other] ? -1 : 1;
    return one < other ? -1 : one > other;
}

/* Ties go to the lower index, so there is one order whatever sorts. */
void sw_order_by_score(const float *score, uint32_t count, uint32_t *order)
{
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, count, sizeof *order, by_score, (void *)score);
}

void sw_order_by_value(const double *value, uint32_t count, uint32_t *order)
{
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, count, sizeof *order, by_value, (void *)value);
}

void sw_scheme_rank(const float *scores, uint32_t members, uint32_t *order, float *rank)
{
    sw_order_by_score(scores, members, order);
    for (uint32_t first = 0, last; first < members; first = last) {
        last = first + 1;
        while (last < members && scores[order[last]] == scores[order[first]])
            last++;
        for (uint32_t i = first; i < last; i++)
            rank[order[i]] = 1.0f - (float)(first + last - 1) / (float)(2 * (members - 1));
    }
}
