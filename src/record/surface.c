#include "record/surface.h"

#include "base/bytes.h"
#include "base/pack.h"
#include "base/random.h"

#include <stdlib.h>

enum { LEVEL_MOST = 15, PER_LEVEL = 4 };

uint64_t sw_surface_rank(struct sw_identity identity)
{
    return identity.founder ? 0 : identity.generation + 1;
}

/* One block holds the bits of 128 ranks. */
static uint64_t draw(uint64_t seed, uint64_t id, uint64_t rank)
{
    uint32_t bits[4];

    sw_random_block(seed, SW_RANDOM_SURFACE, id, 0, (uint32_t)(rank >> 7), bits);
    return bits[rank >> 5 & 3] >> (rank & 31) & 1;
}

bool sw_surface_held(uint64_t rank, uint32_t place, uint64_t *held)
{
    uint32_t level = place / PER_LEVEL;
    uint64_t index = place % PER_LEVEL, multiples = rank >> level, last;

    if (level < LEVEL_MOST && multiples == 0)
        return false;
    last = level < LEVEL_MOST ? (multiples - 1) / 2 : multiples; /* of this level, counted from 0 */
    if (last < index)
        return false;
    last -= (last - index) % PER_LEVEL;
    *held = level < LEVEL_MOST ? (2 * last + 1) << level : last << level;
    return true;
}

/* Deposits, over what stands there, the bits of the ranks from `first` to `rank`. */
static uint64_t deposit(uint64_t surface, uint64_t first, uint64_t seed, uint64_t id, uint64_t rank)
{
    for (uint32_t place = 0; place < SW_SURFACE_BITS; place++) {
        uint64_t held;

        if (!sw_surface_held(rank, place, &held) || held < first)
            continue;
        surface &= ~(UINT64_C(1) << place);
        surface |= draw(seed, id, held) << place;
    }
    return surface;
}

uint64_t sw_surface_founder(uint64_t seed, uint64_t id)
{
    return deposit(0, 0, seed, id, 0);
}

uint64_t sw_surface_inherit(uint64_t parent, uint64_t parent_rank, uint64_t seed, uint64_t id,
                            uint64_t rank)
{
    return deposit(parent, parent_rank + 1, seed, id, rank);
}

/* ---- what two of them say ---- */

struct shared {
    uint64_t rank;
    bool alike;
};

static int by_rank(const void *a, const void *b)
{
    uint64_t x = ((const struct shared *)a)->rank, y = ((const struct shared *)b)->rank;

    return (x > y) - (x < y);
}

/* The bits that both hold, in the order of their ranks. */
static uint32_t share(uint64_t a, uint64_t rank_a, uint64_t b, uint64_t rank_b,
                      struct shared shared[SW_SURFACE_BITS])
{
    uint32_t count = 0;

    for (uint32_t place = 0; place < SW_SURFACE_BITS; place++) {
        uint64_t x, y;

        if (sw_surface_held(rank_a, place, &x) && sw_surface_held(rank_b, place, &y) && x == y)
            shared[count++] = (struct shared){x, ((a ^ b) >> place & 1) == 0};
    }
    qsort(shared, count, sizeof *shared, by_rank);
    return count;
}

struct sw_surface_estimate sw_surface_compare(uint64_t a, uint64_t rank_a, uint64_t b,
                                              uint64_t rank_b)
{
    struct sw_surface_estimate out = {.before = (rank_a < rank_b ? rank_a : rank_b) + 1};
    struct shared shared[SW_SURFACE_BITS];

    out.compared = share(a, rank_a, b, rank_b, shared);
    while (out.alike < out.compared && shared[out.alike].alike)
        out.alike++;
    if (out.alike < out.compared)
        out.before = shared[out.alike].rank;
    if (out.alike > 0)
        out.likely = shared[out.alike - 1].rank;
    out.related = out.alike >= SW_SURFACE_CHANCE;
    if (out.related)
        out.since = shared[out.alike - SW_SURFACE_CHANCE].rank;
    return out;
}

/* ---- records ---- */

void *sw_surfaces_pack(const uint64_t *surfaces, uint32_t count, size_t *size,
                       struct sw_error *error)
{
    uint8_t *bytes = sw_allocate(count, 8, "storing surfaces", error);
    struct sw_pack *pack;

    *size = 0;
    if (bytes == NULL)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        sw_bytes_put_little64(bytes + 8 * (size_t)i, surfaces[i]);
    pack = sw_pack_begin("surfaces", 1, 1);
    sw_pack_bytes(pack, bytes, 8 * (size_t)count);
    free(bytes);
    return sw_pack_end(pack, size, error);
}

int sw_surfaces_unpack(const void *bytes, size_t size, uint64_t *out, uint32_t count,
                       struct sw_error *error)
{
    struct sw_unpack reader;
    const uint8_t *surfaces;
    size_t length = 0;

    sw_unpack_begin(&reader, bytes, size, "surfaces", 1, 1, error);
    surfaces = sw_unpack_bytes(&reader, "surfaces", size, &length);
    if (!reader.failed && length != 8 * (size_t)count)
        sw_unpack_refuse(&reader, "surfaces", "are not as many as the members");
    for (uint32_t i = 0; i < count && !reader.failed; i++)
        out[i] = sw_bytes_little64(surfaces + 8 * (size_t)i);
    return sw_unpack_end(&reader);
}
