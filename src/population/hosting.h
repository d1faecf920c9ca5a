/* hosting.h - which rank hosts what: pure arithmetic, the same on all ranks.
 *
 * The litters of all islands stand in one row, island after island, and are dealt to the ranks in
 * blocks of nearly equal length. A rank *hosts* an island if it has one of its litters: its islands
 * stand side by side, and only the first and the last of them can be spread over several ranks. Of
 * the ranks that host an island the lowest is its *home*. It speaks for the island where one voice
 * is enough: records for the store, steps for kin, genomes that other ranks ask for.
 *
 *   litters     0 1 2 | 3 4 5 | 6 7 8        three islands of three
 *   ranks       0 0 0 0 0|1 1 1 1            two ranks
 *   hosted      rank 0: islands 0, 1; rank 1: islands 1, 2
 *   home        of 0 and 1: rank 0; of 2: rank 1
 *
 * Local.
 */
#ifndef SW_POPULATION_HOSTING_H
#define SW_POPULATION_HOSTING_H

#include <stdbool.h>
#include <stdint.h>

struct sw_hosting {
    uint32_t islands, litters;         /* of each island; 1 or more */
    uint32_t ranks, rank;              /* rank: whose view this is */
    uint64_t first, end;               /* its litters, among islands * litters */
    uint32_t first_island, end_island; /* islands that it hosts; the same if it has no litter */
    uint32_t first_home, end_home;     /* islands whose home it is */
};

/* Items 0..total-1 are dealt to ranks in blocks of nearly equal length: rank r has first..end-1. */
void sw_deal(uint64_t total, uint32_t ranks, uint32_t rank, uint64_t *first, uint64_t *end);

struct sw_hosting sw_hosting_of(uint32_t islands, uint32_t litters, uint32_t ranks, uint32_t rank);

/* How many islands it hosts. */
static inline uint32_t sw_hosting_hosted(const struct sw_hosting *hosting)
{
    return hosting->end_island - hosting->first_island;
}

/* Whether the rank of this view hosts an island. */
static inline bool sw_hosting_here(const struct sw_hosting *hosting, uint32_t island)
{
    return hosting->first_island <= island && island < hosting->end_island;
}

/* The ranks that host an island: first..end-1; the first is its home. */
void sw_hosting_ranks(const struct sw_hosting *hosting, uint32_t island, uint32_t *first,
                      uint32_t *end);

/* The litters of an island that a rank has, counted from the island's first: first..end-1. */
void sw_hosting_litters(const struct sw_hosting *hosting, uint32_t island, uint32_t rank,
                        uint32_t *first, uint32_t *end);

/* Islands on several ranks, counted in order. Calls `visit` for each of those that the rank of this
 * view hosts (two at most): island, and whether its number among all spread islands is odd. Spread
 * islands that share a rank are neighbours in this count, so one of them is odd and the other is
 * not. */
void sw_hosting_spread(const struct sw_hosting *hosting,
                       void (*visit)(void *context, uint32_t island, bool odd), void *context);

#endif
