#include "lang/influence.h"

#include <math.h>

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

double sw_flip_rate(const double *chance, const uint32_t *act, uint32_t messages)
{
    double flips = 0;

    for (uint32_t a = 0; a < messages; a++)
        for (uint32_t b = 0; b < messages; b++)
            if (act[a] != act[b])
                flips += chance[a] * chance[b];
    return flips;
}
