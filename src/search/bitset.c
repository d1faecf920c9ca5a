/* cells.c - sets of cells over all demonstrations. */
#include "search/bitset.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#ifndef __SSE2__
/* One bit a byte: set where the byte is not 0. Bytes are below 128. The sum brings bit 7 up for
 * every byte that is not 0; the product gathers these eight bits in the topmost byte, byte 0 lowest
 * (little-endian; no two of the products meet in one bit, so nothing carries). */
static uint32_t gather(uint64_t bytes)
{
    bytes = (bytes + 0x7f7f7f7f7f7f7f7fu) >> 7 & 0x0101010101010101u;
    return (uint32_t)((bytes * 0x0102040810204080u) >> 56);
}
#endif

/* The row of a grid where x = 0 of the frame is, empty cells left and right of it. */
struct wide_row {
    uint8_t cell[3 * SW_STRIDE + SW_STRIDE];
};

/* How far the image lies from the frame, as the layers' edits see it: of one size, corner on
 * corner; of two, as they lie on the first canvas. */
static void offset_of(const struct sw_placement *frame, uint32_t k, const struct sw_layer *image,
                      int *dx, int *dy)
{
    bool one_size = image->grid.width == frame->width[k] && image->grid.height == frame->height[k];

    *dx = one_size ? 0 : image->x - frame->x[k];
    *dy = one_size ? 0 : image->y - frame->y[k];
}

/* Cell 0 of the frame's row, given that the image lies dx to the right of the frame. */
static const uint8_t *row_at(struct wide_row *room, const struct sw_layer *image, int y, int dx)
{
    memset(room->cell, 0, sizeof room->cell);
    if (y < 0 || y >= image->grid.height || dx < -SW_STRIDE || dx > SW_STRIDE)
        return room->cell;
    memcpy(room->cell + SW_STRIDE, image->grid.cell[y], SW_STRIDE);
    return room->cell + SW_STRIDE - dx;
}

/* Two rows of 32 bytes: bits of cells painted, and of those that equal the target. */
static void compare(const uint8_t *row, const uint8_t *target, uint32_t *painted, uint32_t *right)
{
#ifdef __SSE2__
    uint32_t empty = 0, equal = 0;

    for (uint32_t i = 0; i < 2; i++) {
        __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(row + 16 * i));
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(target + 16 * i));

        empty |= (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, _mm_setzero_si128())) << (16 * i);
        equal |= (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, b)) << (16 * i);
    }
    *painted = ~empty;
    *right = ~empty & equal;
#else
    *painted = 0;
    *right = 0;
    for (uint32_t i = 0; i < 4; i++) {
        uint64_t a, b;

        memcpy(&a, row + 8 * i, 8);
        memcpy(&b, target + 8 * i, 8);
        *painted |= gather(a) << (8 * i);
        *right |= gather(a ^ b) << (8 * i);
    }
    *right = *painted & ~*right;
#endif
}

static void put(uint64_t *bits, uint32_t at, uint32_t value)
{
    uint32_t shift = at % 64;

    bits[at / 64] |= (uint64_t)value << shift;
    if (shift > 32 && value >> (64 - shift) != 0)
        bits[at / 64 + 1] |= (uint64_t)value >> (64 - shift);
}

void sw_bitset_of(struct sw_bitset *cells, const struct sw_states *states,
                  const struct sw_placement *frame)
{
    cells->states = states;
    cells->frame = frame;
    cells->demonstrations = sw_states_demonstrations(states);
    cells->count = 0;
    memset(cells->target, 0, sizeof cells->target);
    memset(cells->target_count, 0, sizeof cells->target_count);
    for (uint32_t k = 0; k < cells->demonstrations; k++) {
        const struct sw_grid *target = sw_states_target(states, k);

        for (int y = 0; y < frame->height[k]; y++) {
            for (int x = 0; x < frame->width[k]; x++) {
                uint8_t colour = target->cell[y][x];

                cells->colour[cells->count] = colour;
                cells->target_count[colour]++;
                cells->target[colour][cells->count / 64] |= (uint64_t)1 << cells->count % 64;
                cells->count++;
            }
        }
    }
    cells->words = (cells->count + 63) / 64;
}

void sw_bitset_effect(const struct sw_bitset *cells, uint32_t state, uint64_t *painted,
                      uint64_t *right)
{
    const struct sw_state *row = sw_states_row(cells->states, state);
    const struct sw_placement *frame = cells->frame;
    uint32_t at = 0;

    memset(painted, 0, cells->words * sizeof *painted);
    memset(right, 0, cells->words * sizeof *right);
    for (uint32_t k = 0; k < cells->demonstrations; k++) {
        const struct sw_layer *image = sw_states_image(cells->states, row->image[k]);
        const struct sw_grid *target = sw_states_target(cells->states, k);
        uint32_t width = frame->width[k], mask = width < 32 ? (1u << width) - 1 : UINT32_MAX;

        int dx, dy;

        offset_of(frame, k, image, &dx, &dy);
        for (int y = 0; y < frame->height[k]; y++, at += width) {
            struct wide_row room;
            uint32_t paints, hits;

            if (y < dy || y >= dy + image->grid.height)
                continue;
            if (dx == 0)
                compare(image->grid.cell[y - dy], target->cell[y], &paints, &hits);
            else
                compare(row_at(&room, image, y - dy, dx), target->cell[y], &paints, &hits);
            put(painted, at, paints & mask);
            put(right, at, hits & mask);
        }
    }
}

/* --- counting: with the processor's instruction for it where there is one --- */

enum { AT_ONCE = 4 }; /* words between two looks at the bound */

static uint32_t left_plain(const uint64_t *left, const uint64_t *painted, uint32_t words,
                           uint32_t bound)
{
    uint32_t count = 0;

    for (uint32_t w = 0; w < words && count < bound; w++)
        count += sw_bits_count(left[w] & ~painted[w]);
    return count;
}

#if defined __x86_64__
__attribute__((target("popcnt"))) static uint32_t
left_counted(const uint64_t *left, const uint64_t *painted, uint32_t words, uint32_t bound)
{
    uint32_t count = 0, w = 0;

    for (; w + AT_ONCE <= words; w += AT_ONCE) {
        for (uint32_t i = w; i < w + AT_ONCE; i++)
            count += (uint32_t)__builtin_popcountll(left[i] & ~painted[i]);
        if (count >= bound)
            return count;
    }
    for (; w < words; w++)
        count += (uint32_t)__builtin_popcountll(left[w] & ~painted[w]);
    return count;
}

uint32_t sw_bitset_left(const uint64_t *left, const uint64_t *painted, uint32_t words,
                        uint32_t bound)
{
    return __builtin_cpu_supports("popcnt") ? left_counted(left, painted, words, bound)
                                            : left_plain(left, painted, words, bound);
}
#else
uint32_t sw_bitset_left(const uint64_t *left, const uint64_t *painted, uint32_t words,
                        uint32_t bound)
{
    return left_plain(left, painted, words, bound);
}
#endif

bool sw_bitset_fits(const struct sw_states *states, const struct sw_placement *frame,
                    uint32_t state)
{
    const struct sw_state *row = sw_states_row(states, state);

    for (uint32_t k = 0; k < sw_states_canvases(states); k++) {
        const struct sw_layer *image = sw_states_image(states, row->image[k]);

        if (image->x != frame->x[k] || image->y != frame->y[k] ||
            image->grid.width != frame->width[k] || image->grid.height != frame->height[k])
            return false;
    }
    return true;
}

void sw_bitset_lay(const struct sw_placement *frame, uint32_t k, const struct sw_layer *image,
                   uint8_t colour, struct sw_grid *grid)
{
    uint8_t mask = colour == SW_COLOUR_OWN ? UINT8_MAX : 0, ink = mask == 0 ? colour : 0;
    int dx, dy, from, to;

    offset_of(frame, k, image, &dx, &dy);
    from = dy > 0 ? dy : 0;
    to = dy + image->grid.height < grid->height ? dy + image->grid.height : grid->height;
    for (int y = from; y < to; y++) {
        struct wide_row room;
        const uint8_t *row = dx == 0 ? image->grid.cell[y - dy] : row_at(&room, image, y - dy, dx);

        for (int x = 0; x < SW_STRIDE; x++)
            grid->cell[y][x] = row[x] != 0 ? (uint8_t)((row[x] & mask) | ink) : grid->cell[y][x];
        memset(grid->cell[y] + grid->width, 0, (size_t)(SW_STRIDE - grid->width));
    }
}

uint32_t sw_bitset_near(const struct sw_states *states, const struct sw_placement *frame,
                        uint32_t most, uint32_t near[SW_BITSET_NEAR_MAX])
{
    uint32_t count = 0;

    for (uint32_t s = 1; s < sw_states_count(states); s++) {
        uint32_t wrong = sw_states_row(states, s)->wrong, at = count;

        if (wrong == 0 || wrong == UINT32_MAX)
            continue;
        while (at > 0 && wrong < sw_states_row(states, near[at - 1])->wrong)
            at--;
        if (at >= most || at >= SW_BITSET_NEAR_MAX || !sw_bitset_fits(states, frame, s))
            continue;
        if (count < most && count < SW_BITSET_NEAR_MAX)
            count++;
        memmove(near + at + 1, near + at, (count - 1 - at) * sizeof *near);
        near[at] = s;
    }
    return count;
}
