#include "selection/quality.h"

#include <stdlib.h>

static uint64_t place_of(float descriptor, uint32_t cells)
{
    double at = (double)descriptor * cells;

    return at >= cells ? cells - 1 : at > 0 ? (uint64_t)at : 0;
}

int sw_quality_of(const double *worth, const float *observed, uint32_t count, uint32_t width,
                  uint32_t cells, struct sw_quality *out, struct sw_error *error)
{
    uint64_t all = width == 1 ? cells : (uint64_t)cells * cells;
    double *best = sw_allocate(all, sizeof *best, "measuring an archive", error);

    if (best == NULL)
        return -1;
    *out = (struct sw_quality){.cells = all};
    for (uint64_t i = 0; i < all; i++)
        best[i] = -1;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t at = 0;

        for (uint32_t k = 0; k < width; k++)
            at = at * cells + place_of(observed[(size_t)i * width + k], cells);
        if (worth[i] > best[at])
            best[at] = worth[i];
    }
    for (uint64_t i = 0; i < all; i++) {
        out->filled += best[i] >= 0;
        out->score += best[i] >= 0 ? best[i] : 0;
    }
    free(best);
    return 0;
}

struct point {
    double first, second;
};

static int by_first(const void *a, const void *b)
{
    const struct point *one = a, *other = b;

    if (one->first != other->first)
        return one->first < other->first ? -1 : 1;
    return one->second < other->second ? -1 : one->second > other->second;
}

int sw_front_of(const float *observed, uint32_t count, double reference, struct sw_front *out,
                struct sw_error *error)
{
    struct point *point = sw_allocate(count, sizeof *point, "measuring a front", error);
    double lowest = reference;

    if (point == NULL)
        return -1;
    *out = (struct sw_front){0};
    for (uint32_t i = 0; i < count; i++)
        point[i] = (struct point){-(double)observed[2 * i], -(double)observed[2 * i + 1]};
    qsort(point, count, sizeof *point, by_first);
    for (uint32_t i = 0, last = 0; i < count; i++) {
        if (i > 0 && point[i].second >= point[last].second)
            continue;
        last = i;
        out->count++;
        if (point[i].first >= reference || point[i].second >= lowest)
            continue;
        out->hypervolume += (reference - point[i].first) * (lowest - point[i].second);
        lowest = point[i].second;
    }
    free(point);
    return 0;
}
