#include "population/hosting.h"

void sw_deal(uint64_t total, uint32_t ranks, uint32_t rank, uint64_t *first, uint64_t *end)
{
    uint64_t each = total / ranks, over = total % ranks;

    *first = each * rank + (rank < over ? rank : over);
    *end = *first + each + (rank < over ? 1 : 0);
}

/* The rank that has an item of the deal. */
static uint32_t rank_of(uint64_t total, uint32_t ranks, uint64_t item)
{
    uint64_t each = total / ranks, over = total % ranks;

    if (item < over * (each + 1))
        return (uint32_t)(item / (each + 1));
    return (uint32_t)(over + (item - over * (each + 1)) / each);
}

static uint64_t total_of(const struct sw_hosting *hosting)
{
    return (uint64_t)hosting->islands * hosting->litters;
}

struct sw_hosting sw_hosting_of(uint32_t islands, uint32_t litters, uint32_t ranks, uint32_t rank)
{
    struct sw_hosting out = {.islands = islands, .litters = litters, .ranks = ranks, .rank = rank};

    sw_deal(total_of(&out), ranks, rank, &out.first, &out.end);
    out.first_island = (uint32_t)(out.first / litters);
    out.end_island =
        out.first == out.end ? out.first_island : (uint32_t)((out.end - 1) / litters) + 1;
    out.first_home = (uint32_t)((out.first + litters - 1) / litters);
    out.end_home = out.end_island > out.first_home ? out.end_island : out.first_home;
    return out;
}

void sw_hosting_ranks(const struct sw_hosting *hosting, uint32_t island, uint32_t *first,
                      uint32_t *end)
{
    uint64_t total = total_of(hosting), at = (uint64_t)island * hosting->litters;

    *first = rank_of(total, hosting->ranks, at);
    *end = rank_of(total, hosting->ranks, at + hosting->litters - 1) + 1;
}

void sw_hosting_litters(const struct sw_hosting *hosting, uint32_t island, uint32_t rank,
                        uint32_t *first, uint32_t *end)
{
    uint64_t low = (uint64_t)island * hosting->litters, high = low + hosting->litters, a, b;

    sw_deal(total_of(hosting), hosting->ranks, rank, &a, &b);
    a = a < low ? low : a < high ? a : high;
    b = b < low ? low : b < high ? b : high;
    *first = (uint32_t)(a - low);
    *end = (uint32_t)(b - low);
}

/* An island is spread where a block begins amid its litters. */
void sw_hosting_spread(const struct sw_hosting *hosting,
                       void (*visit)(void *context, uint32_t island, bool odd), void *context)
{
    uint32_t last = UINT32_MAX;
    bool odd = true;

    for (uint32_t rank = 1; rank < hosting->ranks; rank++) {
        uint64_t first, end;
        uint32_t island;

        sw_deal(total_of(hosting), hosting->ranks, rank, &first, &end);
        island = (uint32_t)(first / hosting->litters);
        if (first == end || first % hosting->litters == 0 || island == last)
            continue;
        odd = !odd;
        last = island;
        if (sw_hosting_here(hosting, island))
            visit(context, island, odd);
    }
}
