#include "lang/influence.h"

#include <math.h>
#include <string.h>

double sw_influence(const double *chance, const double *act, uint32_t messages, uint32_t acts)
{
    double bits = 0;

    for (uint32_t a = 0; a < acts; a++) {
        double mean = 0;

        for (uint32_t m = 0; m < messages; m++)
            mean += chance[m] * act[(uint64_t)m * acts + a];
        for (uint32_t m = 0; m < messages; m++) {
            double here = act[(uint64_t)m * acts + a];

            if (chance[m] > 0 && here > 0)
                bits += chance[m] * here * log2(here / mean);
        }
    }
    return bits > 0 ? bits : 0;
}

double sw_influence_greedy(const double *chance, const uint32_t *act, uint32_t messages,
                           double *mass, uint32_t acts)
{
    double bits = 0;

    memset(mass, 0, acts * sizeof *mass);
    for (uint32_t m = 0; m < messages; m++)
        mass[act[m]] += chance[m];
    for (uint32_t a = 0; a < acts; a++)
        if (mass[a] > 0)
            bits -= mass[a] * log2(mass[a]);
    return bits > 0 ? bits : 0;
}

double sw_flip_rate(const double *mass, uint32_t acts)
{
    double same = 0;

    for (uint32_t a = 0; a < acts; a++)
        same += mass[a] * mass[a];
    return same < 1 ? 1 - same : 0;
}
