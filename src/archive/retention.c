#include "archive/retention.h"

#include <math.h>

static double at(const double *share, uint32_t sets, uint32_t stage, uint32_t set)
{
    return share[stage * sets + set];
}

static double highest(const double *share, uint32_t sets, uint32_t stages, uint32_t set)
{
    double most = at(share, sets, 0, set);

    for (uint32_t i = 1; i < stages; i++)
        most = at(share, sets, i, set) > most ? at(share, sets, i, set) : most;
    return most;
}

struct sw_retention sw_retention_of(const double *share, const double *untrained,
                                    const double *least, uint32_t stages, uint32_t sets)
{
    struct sw_retention out = {NAN, NAN, NAN, NAN, NAN, NAN};
    uint32_t last = stages - 1;
    double others = stages - 1;

    if (stages == 0 || sets == 0)
        return out;
    out.acc = 0;
    for (uint32_t j = 0; j < sets; j++)
        out.acc += at(share, sets, last, j) / sets;
    if (stages != sets || stages < 2)
        return out;
    out.bwt = out.fwt = out.forgetting = out.least = 0;
    for (uint32_t j = 0; j < last; j++) {
        double now = at(share, sets, last, j);

        out.bwt += (now - at(share, sets, j, j)) / others;
        out.fwt += (at(share, sets, j, j + 1) - untrained[j + 1]) / others;
        out.forgetting += (highest(share, sets, last, j) - now) / others;
        out.least += least[j] / others;
    }
    out.worst = at(share, sets, last, last) / stages + (1 - 1.0 / stages) * out.least;
    return out;
}
