/* mask.c - sets of cells as rows of bits. */
#include "world/grid/mask.h"

#include <string.h>
#include <xxhash.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

const char *sw_direction_name(enum sw_direction direction)
{
    static const char *const names[SW_DIRECTIONS] = {"up", "down", "left", "right"};

    return (unsigned)direction < SW_DIRECTIONS ? names[direction] : "nowhere";
}

struct sw_symmetry_parts sw_symmetry_parts(enum sw_symmetry symmetry)
{
    static const struct sw_symmetry_parts parts[SW_SYMMETRIES] = {
        [SW_IDENTITY] = {false, false, false}, [SW_MIRROR_X] = {false, true, false},
        [SW_MIRROR_Y] = {false, false, true},  [SW_ROTATE_180] = {false, true, true},
        [SW_TRANSPOSE] = {true, false, false}, [SW_ROTATE_90] = {true, true, false},
        [SW_ROTATE_270] = {true, false, true}, [SW_ANTI_TRANSPOSE] = {true, true, true},
    };

    return parts[(unsigned)symmetry % SW_SYMMETRIES];
}

void sw_symmetry_cell(enum sw_symmetry symmetry, int width, int height, int x, int y, int *to_x,
                      int *to_y)
{
    struct sw_symmetry_parts parts = sw_symmetry_parts(symmetry);
    int turned_width = width, turned_height = height;

    if (parts.transpose) {
        int keep = x;
        x = y;
        y = keep;
        turned_width = height;
        turned_height = width;
    }
    *to_x = parts.mirror_x ? turned_width - 1 - x : x;
    *to_y = parts.mirror_y ? turned_height - 1 - y : y;
}

/* The first `count` columns; count 0..32. */
static uint32_t columns(int count)
{
    return count >= 32 ? UINT32_MAX : count <= 0 ? 0 : (1u << count) - 1u;
}

struct sw_mask sw_mask_full(int width, int height)
{
    uint32_t inside = columns(width);
    struct sw_mask out;

    for (int y = 0; y < SW_STRIDE; y++)
        out.row[y] = y < height ? inside : 0;
    return out;
}

struct sw_mask sw_box_mask(struct sw_box box)
{
    uint32_t inside = columns(box.x1) & ~columns(box.x0);
    struct sw_mask out;

    for (int y = 0; y < SW_STRIDE; y++)
        out.row[y] = y >= box.y0 && y < box.y1 ? inside : 0;
    return out;
}

bool sw_mask_equal(const struct sw_mask *a, const struct sw_mask *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

bool sw_mask_empty(const struct sw_mask *mask)
{
    uint32_t any = 0;

    for (int y = 0; y < SW_STRIDE; y++)
        any |= mask->row[y];
    return any == 0;
}

bool sw_mask_overlap(const struct sw_mask *a, const struct sw_mask *b)
{
    uint32_t any = 0;

    for (int y = 0; y < SW_STRIDE; y++)
        any |= a->row[y] & b->row[y];
    return any != 0;
}

uint32_t sw_mask_count(const struct sw_mask *mask)
{
    uint32_t count = 0;

    for (int y = 0; y < SW_STRIDE; y++)
        count += sw_row_count(mask->row[y]);
    return count;
}

bool sw_mask_first(const struct sw_mask *mask, int *x, int *y)
{
    for (int row = 0; row < SW_STRIDE; row++) {
        if (mask->row[row] != 0) {
            *x = __builtin_ctz(mask->row[row]);
            *y = row;
            return true;
        }
    }
    return false;
}

void sw_mask_lanes(const struct sw_mask *mask, uint32_t *rows, uint32_t *columns)
{
#ifdef __SSE2__
    const __m128i *row = (const __m128i *)(const void *)mask->row;
    __m128i any = _mm_setzero_si128(), none = any, empty[2];
    uint32_t used = 0;

    for (int half = 0; half < 2; half++, row += 4) {
        for (int i = 0; i < 2; i++) {
            __m128i first = _mm_loadu_si128(row + 2 * i), second = _mm_loadu_si128(row + 2 * i + 1);

            any = _mm_or_si128(any, _mm_or_si128(first, second));
            empty[i] = _mm_packs_epi32(_mm_cmpeq_epi32(first, none), _mm_cmpeq_epi32(second, none));
        }
        used |= (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(empty[0], empty[1])) << 16 * half;
    }
    any = _mm_or_si128(any, _mm_srli_si128(any, 8));
    any = _mm_or_si128(any, _mm_srli_si128(any, 4));
    *rows = ~used;
    *columns = (uint32_t)_mm_cvtsi128_si32(any);
#else
    *rows = *columns = 0;
    for (int y = 0; y < SW_STRIDE; y++) {
        *rows |= (uint32_t)(mask->row[y] != 0) << y;
        *columns |= mask->row[y];
    }
#endif
}

struct sw_box sw_mask_box(const struct sw_mask *mask)
{
    uint32_t rows, columns;

    sw_mask_lanes(mask, &rows, &columns);
    if (rows == 0)
        return (struct sw_box){0, 0, 0, 0};
    return (struct sw_box){(uint8_t)__builtin_ctz(columns), (uint8_t)__builtin_ctz(rows),
                           (uint8_t)(32 - __builtin_clz(columns)),
                           (uint8_t)(32 - __builtin_clz(rows))};
}

struct sw_mask sw_mask_shift(struct sw_mask mask, int dx, int dy, int width, int height)
{
    struct sw_mask out = sw_mask_none();
    uint32_t inside = columns(width);

    if (dx <= -SW_STRIDE || dx >= SW_STRIDE || dy <= -SW_STRIDE || dy >= SW_STRIDE)
        return out;
    int begin = dy > 0 ? dy : 0;
    int end = dy > 0 ? SW_STRIDE : SW_STRIDE + dy;
    if (end > height)
        end = height;
    if (dx >= 0) {
        for (int y = begin; y < end; y++)
            out.row[y] = mask.row[y - dy] << dx & inside;
    } else {
        for (int y = begin; y < end; y++)
            out.row[y] = mask.row[y - dy] >> -dx & inside;
    }
    return out;
}

struct sw_mask sw_mask_grow(struct sw_mask mask, int connectivity, int width, int height)
{
    struct sw_mask out = sw_mask_none();
    struct sw_mask wide;
    uint32_t inside = columns(width);

    for (int y = 0; y < SW_STRIDE; y++)
        wide.row[y] = mask.row[y] | mask.row[y] << 1 | mask.row[y] >> 1;
    /* What spreads to the rows above and below: the cell alone, or with its neighbours. */
    if (connectivity == 8)
        mask = wide;
    for (int y = 0; y < height && y < SW_STRIDE; y++) {
        uint32_t above = y > 0 ? mask.row[y - 1] : 0;
        uint32_t below = y + 1 < SW_STRIDE ? mask.row[y + 1] : 0;
        out.row[y] = (wide.row[y] | above | below) & inside;
    }
    return out;
}

/* All runs of `within` that hold a seed (a subset of `within`). To higher bits by one addition:
 * from a run's lowest seed on, every bit is carried out of, so it comes out as the seed's own bit,
 * and seed | ((within + seed) ^ within) has all of them. To lower bits by doubling steps. */
static uint32_t fill_row(uint32_t seed, uint32_t within)
{
    uint32_t out = (seed | ((within + seed) ^ within)) & within;

    for (int step = 1; step < 32; step *= 2) {
        out |= within & out >> step;
        within &= within >> step;
    }
    return out;
}

/* Sweeps down and up until nothing is added; a sweep follows any path that never turns back, so
 * that most shapes take two or three. */
struct sw_mask sw_mask_flood(struct sw_mask seed, struct sw_mask within, int connectivity)
{
    struct sw_mask out = sw_mask_none();
    uint32_t spread = connectivity == 8 ? UINT32_MAX : 0;
    bool grew = true;

    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t start = seed.row[y] & within.row[y];
        if (start != 0)
            out.row[y] = fill_row(start, within.row[y]);
    }
    while (grew) {
        grew = false;
        for (int turn = 0; turn < 2; turn++) {
            int step = turn == 0 ? 1 : -1;
            int y = turn == 0 ? 1 : SW_STRIDE - 2;
            for (; y >= 0 && y < SW_STRIDE; y += step) {
                uint32_t from = out.row[y - step];
                from |= (from << 1 | from >> 1) & spread;
                from &= within.row[y] & ~out.row[y];
                if (from != 0) {
                    out.row[y] |= fill_row(from, within.row[y]);
                    grew = true;
                }
            }
        }
    }
    return out;
}

struct sw_mask sw_mask_holes(const struct sw_mask *mask, int width, int height)
{
    struct sw_mask full = sw_mask_full(width, height);
    struct sw_mask outside = sw_mask_minus(full, *mask);
    struct sw_mask edge = outside;

    for (int y = 1; y < height - 1; y++)
        edge.row[y] &= 1u | 1u << (width - 1);
    return sw_mask_minus(outside, sw_mask_flood(edge, outside, 4));
}

/* Corners - edges + cells of the union of closed squares is pieces - holes, and there is one piece.
 * Closed squares that meet at a corner hang together, so their holes are the 4-connected ones. */
static int32_t pieces_less_holes(const struct sw_mask *mask, struct sw_box box)
{
    int32_t sum = 0;
    uint32_t above = 0;

    for (int y = box.y0; y <= box.y1 && y < SW_STRIDE; y++) {
        uint64_t row = mask->row[y];
        uint64_t either = above | row;
        uint64_t sides = row | row << 1, corners = either | either << 1;
        sum += (int32_t)(sw_row_count((uint32_t)corners) + (uint32_t)(corners >> 32));
        sum -= (int32_t)sw_row_count((uint32_t)either);
        sum -= (int32_t)(sw_row_count((uint32_t)sides) + (uint32_t)(sides >> 32));
        sum += (int32_t)sw_row_count((uint32_t)row);
        above = (uint32_t)row;
    }
    return sum;
}

bool sw_mask_has_hole(const struct sw_mask *mask, struct sw_box box)
{
    return pieces_less_holes(mask, box) < 1;
}

uint32_t sw_mask_hole_count(const struct sw_mask *mask, struct sw_box box)
{
    return (uint32_t)(1 - pieces_less_holes(mask, box));
}

struct sw_mask sw_mask_rim(const struct sw_mask *mask, int width, int height)
{
    struct sw_mask out = *mask;
    uint32_t inside = columns(width);

    for (int y = 0; y < height && y < SW_STRIDE; y++) {
        uint32_t row = mask->row[y];
        uint32_t above = y > 0 ? mask->row[y - 1] : 0;
        uint32_t below = y + 1 < height && y + 1 < SW_STRIDE ? mask->row[y + 1] : 0;
        out.row[y] = row & ~(row << 1 & (row & inside) >> 1 & above & below);
    }
    return out;
}

struct sw_mask sw_mask_core(const struct sw_mask *mask)
{
    struct sw_mask narrow, core = sw_mask_none();

    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t row = mask->row[y];

        narrow.row[y] = row & row << 1 & row >> 1;
    }
    for (int y = 1; y < SW_STRIDE - 1; y++)
        core.row[y] = narrow.row[y - 1] & narrow.row[y] & narrow.row[y + 1];
    return core;
}

/* Bit (x, y) to bit (y, x) for x and y below `side` (4, 8, 16 or 32): swaps the off-diagonal blocks
 * of halves, then of quarters, and so on. */
static void transpose(struct sw_mask *mask, int side)
{
    static const uint32_t low[] = {0x55555555u, 0x33333333u, 0x0f0f0f0fu, 0x00ff00ffu, 0x0000ffffu};

    for (int stage = __builtin_ctz((unsigned)side) - 1; stage >= 0; stage--) {
        int size = 1 << stage;
        for (int y = 0; y < side; y = (y + size + 1) & ~size) {
            uint32_t swap = (mask->row[y] >> size ^ mask->row[y + size]) & low[stage];
            mask->row[y + size] ^= swap;
            mask->row[y] ^= swap << size;
        }
    }
}

static uint32_t reverse_row(uint32_t row)
{
    row = (row >> 1 & 0x55555555u) | (row & 0x55555555u) << 1;
    row = (row >> 2 & 0x33333333u) | (row & 0x33333333u) << 2;
    row = (row >> 4 & 0x0f0f0f0fu) | (row & 0x0f0f0f0fu) << 4;
    return __builtin_bswap32(row);
}

int sw_mask_image(const struct sw_mask *mask, struct sw_box box, enum sw_symmetry symmetry,
                  uint32_t row[SW_STRIDE])
{
    int width = box.x1 - box.x0, height = box.y1 - box.y0;
    struct sw_symmetry_parts parts = sw_symmetry_parts(symmetry);

    if (parts.transpose) {
        struct sw_mask work = sw_mask_none();
        int keep = width, side = width > height ? width : height;
        for (int y = 0; y < height; y++)
            work.row[y] = mask->row[box.y0 + y] >> box.x0 & columns(width);
        transpose(&work, side <= 4 ? 4 : side <= 8 ? 8 : side <= 16 ? 16 : 32);
        width = height;
        height = keep;
        for (int y = 0; y < height; y++)
            row[y] = work.row[parts.mirror_y ? height - 1 - y : y];
    } else {
        for (int y = 0; y < height; y++)
            row[y] =
                mask->row[parts.mirror_y ? box.y1 - 1 - y : box.y0 + y] >> box.x0 & columns(width);
    }
    for (int y = 0; y < height; y++)
        row[y] = (parts.mirror_x ? reverse_row(row[y]) >> (32 - width) : row[y]) << box.x0;
    return height;
}

struct sw_mask sw_mask_symmetry(const struct sw_mask *mask, struct sw_box box,
                                enum sw_symmetry symmetry)
{
    struct sw_mask out = sw_mask_none();
    uint32_t row[SW_STRIDE];
    int height;

    if (box.x1 <= box.x0 || box.y1 <= box.y0)
        return out;
    height = sw_mask_image(mask, box, symmetry, row);
    for (int y = 0; y < height && box.y0 + y < SW_STRIDE; y++)
        out.row[box.y0 + y] = row[y];
    return out;
}

uint64_t sw_mask_hash(const struct sw_mask *mask)
{
    return XXH3_64bits(mask, sizeof *mask);
}
