#include "tests/reference/surface.h"

#include "base/random.h"

enum { BITS = 64 };

uint64_t sw_surface_stride(struct sw_surface surface)
{
    uint64_t stride = 1;

    while (surface.deposits > BITS * stride)
        stride *= 2;
    return stride;
}

/* Every second bit, moved together: 0, 2, 4, ... become 0, 1, 2, ... (Warren, Hacker's Delight). */
static uint64_t halve(uint64_t bits)
{
    static const uint64_t mask[6] = {0x5555555555555555u, 0x3333333333333333u, 0x0f0f0f0f0f0f0f0fu,
                                     0x00ff00ff00ff00ffu, 0x0000ffff0000ffffu, 0x00000000ffffffffu};

    bits &= mask[0];
    for (int i = 1; i < 6; i++)
        bits = (bits | bits >> (1 << (i - 1))) & mask[i];
    return bits;
}

struct sw_surface sw_surface_inherit(struct sw_surface parent, uint64_t seed, uint64_t id)
{
    struct sw_surface child = {parent.bits, parent.deposits + 1};
    uint64_t before = sw_surface_stride(parent), stride = sw_surface_stride(child);
    uint32_t drawn[4];

    if (stride != before)
        child.bits = halve(child.bits);
    if (parent.deposits % stride != 0)
        return child;
    sw_random_block(seed, SW_RANDOM_SURFACE, id, 0, 0, drawn);
    child.bits |= (uint64_t)(drawn[0] & 1) << parent.deposits / stride;
    return child;
}

/* The bit of a deposit that is held. */
static unsigned bit_of(struct sw_surface surface, uint64_t deposit)
{
    return surface.bits >> deposit / sw_surface_stride(surface) & 1;
}

uint64_t sw_surface_apart(struct sw_surface a, struct sw_surface b, uint32_t *alike)
{
    uint64_t fewer = a.deposits < b.deposits ? a.deposits : b.deposits;
    uint64_t stride = sw_surface_stride(a.deposits < b.deposits ? b : a), deposit = 0;

    *alike = 0;
    for (; deposit < fewer; deposit += stride) {
        if (bit_of(a, deposit) != bit_of(b, deposit))
            return deposit + 1;
        ++*alike;
    }
    return fewer + 1;
}
