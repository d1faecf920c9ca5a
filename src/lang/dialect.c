#include "lang/dialect.h"

#include <math.h>

struct sw_dialects sw_dialects_of(const double *matrix, uint32_t places, double chance)
{
    struct sw_dialects out = {0};
    double pairs = places * (places - 1.0);

    for (uint32_t i = 0; i < places; i++)
        for (uint32_t j = 0; j < places; j++) {
            double here = matrix[(uint64_t)i * places + j];

            if (i == j)
                out.home += here;
            else
                out.abroad += here;
            out.asymmetry += fabs(here - matrix[(uint64_t)j * places + i]);
        }
    out.home /= places > 0 ? places : (double)NAN;
    out.abroad /= places > 1 ? pairs : (double)NAN;
    out.asymmetry /= places > 1 ? pairs : (double)NAN;
    out.intelligibility =
        out.home > chance ? (out.abroad - chance) / (out.home - chance) : (double)NAN;
    return out;
}

static double divergence(const uint32_t *a, double a_all, const uint32_t *b, double b_all,
                         uint32_t messages)
{
    double bits = 0;

    for (uint32_t m = 0; m < messages; m++) {
        double p = a[m] / a_all, q = b[m] / b_all, mean = (p + q) / 2;

        bits += p > 0 ? p * log2(p / mean) / 2 : 0;
        bits += q > 0 ? q * log2(q / mean) / 2 : 0;
    }
    return bits;
}

double sw_lexicon_distance(const uint32_t *a, const uint32_t *b, uint32_t rules, uint32_t messages)
{
    double bits = 0, both = 0;

    for (uint32_t rule = 0; rule < rules; rule++) {
        const uint32_t *x = a + (uint64_t)rule * messages, *y = b + (uint64_t)rule * messages;
        double x_all = 0, y_all = 0;

        for (uint32_t m = 0; m < messages; m++) {
            x_all += x[m];
            y_all += y[m];
        }
        if (x_all == 0 || y_all == 0)
            continue;
        bits += divergence(x, x_all, y, y_all, messages);
        both++;
    }
    return both > 0 ? bits / both : (double)NAN;
}
