#include "codes/code_cluster.h"

#include "base/random.h"

#include <stdbool.h>
#include <string.h>

uint32_t sw_code_nearest(const float *point, uint32_t n, const float *centre, uint32_t centres)
{
    float best = 0;
    uint32_t nearest = 0;

    for (uint32_t c = 0; c < centres; c++) {
        const float *at = centre + (size_t)c * n;
        float distance = 0;

        for (uint32_t i = 0; i < n; i++)
            distance += (point[i] - at[i]) * (point[i] - at[i]);
        if (c > 0 && distance >= best)
            continue;
        best = distance;
        nearest = c;
    }
    return nearest;
}

/* Points become labels; whether any is another than before. */
static bool assign(const float *point, uint32_t count, uint32_t n, const float *centre,
                   uint32_t centres, uint32_t *label)
{
    bool moved = false;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t now = sw_code_nearest(point + (size_t)i * n, n, centre, centres);

        moved = moved || now != label[i];
        label[i] = now;
    }
    return moved;
}

static void mean_of(const float *point, uint32_t count, uint32_t n, const uint32_t *label,
                    uint32_t which, float *centre)
{
    uint32_t members = 0;

    for (uint32_t i = 0; i < count; i++)
        members += label[i] == which;
    if (members == 0)
        return;
    memset(centre, 0, n * sizeof *centre);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < n && label[i] == which; j++)
            centre[j] += point[(size_t)i * n + j];
    for (uint32_t j = 0; j < n; j++)
        centre[j] /= (float)members;
}

void sw_code_cluster(const float *point, uint32_t count, uint32_t n, uint32_t centres,
                     uint64_t seed, uint64_t id, uint32_t rounds, float *centre, uint32_t *label)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_CODE_CENTRES, id, 0);

    for (uint32_t c = 0; c < centres; c++)
        memcpy(centre + (size_t)c * n, point + (size_t)sw_dice_below(&dice, count) * n,
               n * sizeof *centre);
    memset(label, 0, count * sizeof *label);
    assign(point, count, n, centre, centres, label);
    for (uint32_t round = 0; round < rounds; round++) {
        for (uint32_t c = 0; c < centres; c++)
            mean_of(point, count, n, label, c, centre + (size_t)c * n);
        if (!assign(point, count, n, centre, centres, label))
            return;
    }
}
