/* grid.c - a canvas of coloured boxes. Wherever bits are made of bytes or bytes of bits, 16 cells
 * are taken at once on x86-64, and elsewhere eight as one 64-bit word; both give the same. */
#include "world/grid/grid.h"
#include "base/bytes.h"

#include <string.h>

/* Every canvas that is drawn is hashed. Compiled in here, where the length is known, XXH3 takes six
 * tenths of the time that the library takes. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#define ONES UINT64_C(0x0101010101010101)

/* Eight cells; the cell with the lowest x is the lowest byte. */
static uint64_t load8(const uint8_t *cell)
{
    return sw_bytes_little64(cell);
}

static void store8(uint8_t *cell, uint64_t word)
{
    sw_bytes_put_little64(cell, word);
}

#ifndef __SSE2__
/* Bits to bytes of 0x00 or 0xff. */
static uint64_t spread8(uint32_t bits)
{
    uint64_t bytes = (bits & 0xffu) * ONES & UINT64_C(0x8040201008040201);

    return ((bytes + 0x7f * ONES) >> 7 & ONES) * 0xff;
}

/* Bytes of 0 or 1 to bits: byte i is moved to bit 56 + i; no two products meet in one bit. */
static uint32_t pack8(uint64_t bytes)
{
    return (uint32_t)(bytes * UINT64_C(0x0102040810204080) >> 56);
}

/* Bytes of 0 (equal) or 1 (different). */
static uint64_t differ8(uint64_t a, uint64_t b)
{
    uint64_t bits = a ^ b;

    return (((bits & 0x7f * ONES) + 0x7f * ONES) | bits) >> 7 & ONES;
}
#endif

struct sw_grid sw_grid_empty(int width, int height)
{
    struct sw_grid out;

    memset(&out, 0, sizeof out);
    out.width = (uint8_t)width;
    out.height = (uint8_t)height;
    return out;
}

bool sw_grid_equal(const struct sw_grid *a, const struct sw_grid *b)
{
    return a->width == b->width && a->height == b->height &&
           memcmp(a->cell, b->cell, (size_t)a->height * SW_STRIDE) == 0;
}

uint32_t sw_grid_difference(const struct sw_grid *a, const struct sw_grid *b)
{
    uint32_t count = 0;

    if (a->width != b->width || a->height != b->height) {
        uint32_t first = (uint32_t)a->width * a->height, second = (uint32_t)b->width * b->height;
        return first > second ? first : second;
    }
    for (int y = 0; y < a->height; y++) {
        uint8_t row = 0; /* at most 32 */
        for (int x = 0; x < SW_STRIDE; x++)
            row = (uint8_t)(row + (a->cell[y][x] != b->cell[y][x]));
        count += row;
    }
    return count;
}

/* Rows of a mask are written by fours: they are read so, and what has been written in smaller
 * pieces has to wait until it can be read as a whole. */
static inline void write_four(uint32_t *row, uint32_t first, uint32_t second, uint32_t third,
                              uint32_t fourth)
{
#ifdef __SSE2__
    __m128i four = _mm_set_epi64x((long long)((uint64_t)fourth << 32 | third),
                                  (long long)((uint64_t)second << 32 | first));

    _mm_storeu_si128((__m128i *)(void *)row, four);
#else
    row[0] = first;
    row[1] = second;
    row[2] = third;
    row[3] = fourth;
#endif
}

/* Bit x: the grids, which have one size, differ in cell x of row y; 0 beyond it. */
static inline uint32_t unlike_row(const struct sw_grid *a, const struct sw_grid *b, int y)
{
    uint32_t row = 0;

    if (y >= a->height)
        return 0;
#ifdef __SSE2__
    const __m128i *one = (const __m128i *)(const void *)a->cell[y];
    const __m128i *two = (const __m128i *)(const void *)b->cell[y];
    __m128i low = _mm_cmpeq_epi8(_mm_loadu_si128(one), _mm_loadu_si128(two));

    row = (uint32_t)_mm_movemask_epi8(low) ^ 0xffffu;
    if (a->width > 16) {
        __m128i high = _mm_cmpeq_epi8(_mm_loadu_si128(one + 1), _mm_loadu_si128(two + 1));

        row |= ((uint32_t)_mm_movemask_epi8(high) ^ 0xffffu) << 16;
    }
#else
    for (int x = 0; x < a->width; x += 8)
        row |= pack8(differ8(load8(&a->cell[y][x]), load8(&b->cell[y][x]))) << x;
#endif
    return row;
}

struct sw_mask sw_grid_unlike(const struct sw_grid *a, const struct sw_grid *b)
{
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < a->height; y += 4)
        write_four(&out.row[y], unlike_row(a, b, y), unlike_row(a, b, y + 1),
                   unlike_row(a, b, y + 2), unlike_row(a, b, y + 3));
    return out;
}

/* Bit x: cell x of row y is of the colour, or, with `others`, of another. Rows and cells beyond the
 * canvas are 0. */
static inline uint32_t colour_row(const struct sw_grid *grid, int y, uint8_t colour, bool others)
{
    uint32_t inside = (1u << grid->width) - 1u, differ = 0;

    if (y >= grid->height)
        return 0;
    const uint8_t *cell = grid->cell[y];
#ifdef __SSE2__
    __m128i wanted = _mm_set1_epi8((char)colour);
    __m128i low = _mm_loadu_si128((const __m128i *)(const void *)cell);

    differ = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(low, wanted));
    if (grid->width > 16) {
        __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(cell + 16));

        differ |= (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(high, wanted)) << 16;
    }
    differ = ~differ;
#else
    for (int x = 0; x < grid->width; x += 8)
        differ |= pack8(differ8(load8(cell + x), colour * ONES)) << x;
#endif
    return (others ? differ : ~differ) & inside;
}

static inline struct sw_mask colour_rows(const struct sw_grid *grid, uint8_t colour, bool others)
{
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < grid->height; y += 4)
        write_four(&out.row[y], colour_row(grid, y, colour, others),
                   colour_row(grid, y + 1, colour, others), colour_row(grid, y + 2, colour, others),
                   colour_row(grid, y + 3, colour, others));
    return out;
}

struct sw_mask sw_grid_colour(const struct sw_grid *grid, uint8_t colour)
{
    return colour_rows(grid, colour, false);
}

struct sw_mask sw_grid_occupied(const struct sw_grid *grid)
{
    return colour_rows(grid, 0, true);
}

void sw_grid_digits(const struct sw_grid *grid, struct sw_mask digits[4])
{
    memset(digits, 0, 4 * sizeof *digits);
    for (int y = 0; y < grid->height; y++) {
        uint32_t row[4];

        sw_grid_row_digits(grid, y, row);
        for (int k = 0; k < 4; k++)
            digits[k].row[y] = row[k];
    }
}

void sw_grid_planes(const struct sw_grid *grid, struct sw_mask planes[SW_COLOURS])
{
    struct sw_mask digit[4];
    struct sw_mask full = sw_mask_full(grid->width, grid->height);

    sw_grid_digits(grid, digit);
    for (uint32_t colour = 0; colour < SW_COLOURS; colour++) {
        /* A digit is to be inverted where the colour has a 0. */
        uint32_t flip[4];
        for (uint32_t k = 0; k < 4; k++)
            flip[k] = colour >> k & 1u ? 0 : UINT32_MAX;
        for (int y = 0; y < SW_STRIDE; y++)
            planes[colour].row[y] = full.row[y] & (digit[0].row[y] ^ flip[0]) &
                                    (digit[1].row[y] ^ flip[1]) & (digit[2].row[y] ^ flip[2]) &
                                    (digit[3].row[y] ^ flip[3]);
    }
}

/* Few cells are counted one by one. Of many all colours are, most of which are not there at all,
 * which is seen before anything is counted. */
void sw_grid_census(const struct sw_grid *grid, const struct sw_mask *within,
                    uint32_t cells[SW_COLOURS])
{
    enum { FEW = 32 };
    struct sw_mask planes[SW_COLOURS];
    uint32_t inside = (1u << grid->width) - 1u;

    if (sw_mask_count(within) <= FEW) {
        memset(cells, 0, SW_COLOURS * sizeof *cells);
        for (int y = 0; y < grid->height; y++)
            for (uint32_t row = within->row[y] & inside; row != 0; row &= row - 1)
                cells[grid->cell[y][__builtin_ctz(row)]]++;
        return;
    }
    sw_grid_planes(grid, planes);
    for (int colour = 0; colour < SW_COLOURS; colour++) {
        struct sw_mask both = sw_mask_and(planes[colour], *within);
        cells[colour] = sw_mask_empty(&both) ? 0 : sw_mask_count(&both);
    }
}

#ifdef __SSE2__
static __m128i load16(const uint8_t *cell)
{
    return _mm_loadu_si128((const __m128i *)(const void *)cell);
}

static void store16(uint8_t *cell, __m128i bytes)
{
    _mm_storeu_si128((__m128i *)(void *)cell, bytes);
}

/* The lowest 16 bits to bytes of 0x00 or 0xff. */
static __m128i spread16(uint32_t bits)
{
    const __m128i each = _mm_set1_epi64x((long long)UINT64_C(0x8040201008040201));
    __m128i two = _mm_cvtsi32_si128((int)bits);
    __m128i bytes = _mm_unpacklo_epi8(two, two); /* aabb.... */

    bytes = _mm_shufflelo_epi16(bytes, 0x50); /* aaaabbbb */
    bytes = _mm_unpacklo_epi32(bytes, bytes); /* eight of a, eight of b */
    return _mm_cmpeq_epi8(_mm_and_si128(bytes, each), each);
}

/* Sixteen cells where the bits are set, from the lowest, take the colour. */
static void paint16(uint8_t *cell, uint32_t bits, __m128i colour)
{
    __m128i chosen = spread16(bits);

    store16(cell,
            _mm_or_si128(_mm_andnot_si128(chosen, load16(cell)), _mm_and_si128(chosen, colour)));
}
#endif

void sw_grid_paint_rows(struct sw_grid *grid, int first, const uint32_t *rows, int count,
                        uint8_t colour)
{
#ifdef __SSE2__
    __m128i wanted = _mm_set1_epi8((char)colour);
#endif

    for (int k = 0; k < count; k++) {
        uint8_t *cell = grid->cell[first + k];
        uint32_t row = rows[k];
#ifdef __SSE2__
        if ((row & 0xffffu) != 0)
            paint16(cell, row & 0xffffu, wanted);
        if (row >> 16 != 0)
            paint16(cell + 16, row >> 16, wanted);
#else
        for (int x = 0; x < SW_STRIDE && row >> x != 0; x += 8) {
            uint64_t chosen = spread8(row >> x);
            uint64_t cells = load8(&cell[x]);
            store8(&cell[x], (cells & ~chosen) | (colour * ONES & chosen));
        }
#endif
    }
}

void sw_grid_paint(struct sw_grid *grid, const struct sw_mask *mask, uint8_t colour)
{
    uint32_t inside = (1u << grid->width) - 1u, rows[SW_STRIDE];

    for (int y = 0; y < SW_STRIDE; y++)
        rows[y] = mask->row[y] & inside;
    sw_grid_paint_rows(grid, 0, rows, grid->height, colour);
}

/* A row of which the cells in `leave` go and those in `arrive` come from `source`, which may be the
 * row itself, moved by one cell to the right (1), to the left (-1) or not. */
static void replace_row(uint8_t *cell, const uint8_t *source, int by, int width, uint32_t leave,
                        uint32_t arrive)
{
#ifdef __SSE2__
    __m128i low = load16(source), high = _mm_setzero_si128();

    if (width > 16)
        high = by > 0 ? load16(source + 15) : load16(source + 16);
    if (by > 0)
        low = _mm_slli_si128(low, 1);
    else if (by < 0) {
        low = load16(source + 1);
        high = _mm_srli_si128(high, 1);
    }
    store16(cell, _mm_or_si128(_mm_andnot_si128(spread16(leave & 0xffffu), load16(cell)),
                               _mm_and_si128(spread16(arrive & 0xffffu), low)));
    if (width > 16)
        store16(cell + 16, _mm_or_si128(_mm_andnot_si128(spread16(leave >> 16), load16(cell + 16)),
                                        _mm_and_si128(spread16(arrive >> 16), high)));
#else
    uint64_t moved[SW_STRIDE / 8];

    for (int x = 0; x < width; x += 8) {
        uint64_t own = load8(source + x);

        moved[x / 8] = by > 0   ? own << 8 | (x > 0 ? source[x - 1] : 0)
                       : by < 0 ? own >> 8 | (x < 24 ? (uint64_t)source[x + 8] << 56 : 0)
                                : own;
    }
    for (int x = 0; x < width; x += 8)
        store8(cell + x,
               (load8(cell + x) & ~spread8(leave >> x)) | (moved[x / 8] & spread8(arrive >> x)));
#endif
}

/* From the row that is left last to the one that is left first, so that what arrives is read
 * before it is overwritten. */
static void step_rows(struct sw_grid *grid, const struct sw_mask *moved, bool down)
{
    int height = grid->height, back = down ? -1 : 1;

    for (int i = 0; i < height; i++) {
        int y = down ? height - 1 - i : i, from = y + back;
        uint32_t leave = moved->row[y], arrive = 0;

        if (from >= 0 && from < height)
            arrive = moved->row[from];
        if ((leave | arrive) != 0)
            replace_row(grid->cell[y], grid->cell[arrive != 0 ? from : y], 0, grid->width, leave,
                        arrive);
    }
}

/* What leaves the canvas to the right arrives nowhere. */
static void step_columns(struct sw_grid *grid, const struct sw_mask *moved, bool right)
{
    uint32_t inside = (1u << grid->width) - 1u;

    for (int y = 0; y < grid->height; y++) {
        uint32_t leave = moved->row[y];

        if (leave != 0)
            replace_row(grid->cell[y], grid->cell[y], right ? 1 : -1, grid->width, leave,
                        (right ? leave << 1 : leave >> 1) & inside);
    }
}

/* One direction after the other: what goes one way neither leaves nor enters a cell that what goes
 * another way leaves or enters. */
void sw_grid_step(struct sw_grid *grid, const struct sw_mask moved[SW_DIRECTIONS],
                  uint32_t directions)
{
    for (int d = 0; d < SW_DIRECTIONS; d++) {
        if ((directions >> d & 1u) == 0)
            continue;
        if (d == SW_UP || d == SW_DOWN)
            step_rows(grid, &moved[d], d == SW_DOWN);
        else
            step_columns(grid, &moved[d], d == SW_RIGHT);
    }
}

/* Eight cells of a row from x on (0..31); what would lie beyond its end is 0. */
static uint64_t load_from(const uint8_t *row, int x)
{
    return x <= SW_STRIDE - 8 ? load8(row + x)
                              : load8(row + SW_STRIDE - 8) >> 8 * (x - (SW_STRIDE - 8));
}

/* The bytes of a word that are left of the column: for x = 8 (columns 8..15) and a width of 10 the
 * first two. */
static uint64_t bytes_before(int x, int width)
{
    return x + 8 <= width ? UINT64_MAX : x >= width ? 0 : (UINT64_C(1) << 8 * (width - x)) - 1;
}

static void clear_rows(struct sw_grid *grid, int begin, int end)
{
    for (int y = begin; y < end; y++)
        memset(grid->cell[y], 0, SW_STRIDE);
}

/* Moves the cells of a row up to its first ones, from the last word on; at most 32 cells. */
static void mirror_row(uint8_t *row, int width)
{
    uint64_t turned[2 * SW_STRIDE / 8 + 1] = {0};
    int skip = SW_STRIDE - width, bits = skip % 8 * 8;

    for (int i = 0; i < SW_STRIDE / 8; i++)
        turned[i] = __builtin_bswap64(load8(row + SW_STRIDE - 8 - 8 * i));
    for (int i = 0; i < SW_STRIDE / 8; i++) {
        const uint64_t *from = &turned[i + skip / 8];
        store8(row + 8 * i, from[0] >> bits | from[1] << 1 << (63 - bits));
    }
}

static void mirror_rows(struct sw_grid *grid)
{
    for (int y = 0; y < grid->height / 2; y++) {
        uint8_t kept[SW_STRIDE];
        memcpy(kept, grid->cell[y], SW_STRIDE);
        memcpy(grid->cell[y], grid->cell[grid->height - 1 - y], SW_STRIDE);
        memcpy(grid->cell[grid->height - 1 - y], kept, SW_STRIDE);
    }
}

/* Byte i of word k to byte k of word i: swaps the off-diagonal bytes of pairs of words, then the
 * pairs of bytes of words two apart, then the halves. */
static void transpose_block(uint64_t word[8])
{
    static const uint64_t low[] = {UINT64_C(0x00ff00ff00ff00ff), UINT64_C(0x0000ffff0000ffff),
                                   UINT64_C(0x00000000ffffffff)};

    for (int stage = 0; stage < 3; stage++) {
        int size = 1 << stage;
        for (int k = 0; k < 8; k = (k + size + 1) & ~size) {
            uint64_t swap = (word[k] >> 8 * size ^ word[k + size]) & low[stage];
            word[k + size] ^= swap;
            word[k] ^= swap << 8 * size;
        }
    }
}

static void transpose(struct sw_grid *grid)
{
    int width = grid->width, height = grid->height;
    uint8_t turned[SW_STRIDE][SW_STRIDE] = {{0}};

    for (int y = 0; y < height; y += 8) {
        for (int x = 0; x < width; x += 8) {
            uint64_t block[8];
            for (int k = 0; k < 8; k++)
                block[k] = y + k < height ? load8(&grid->cell[y + k][x]) : 0;
            transpose_block(block);
            for (int k = 0; k < 8; k++)
                store8(&turned[x + k][y], block[k]);
        }
    }
    grid->width = (uint8_t)height;
    grid->height = (uint8_t)width;
    for (int y = 0; y < SW_SIDE_MAX; y++)
        memcpy(grid->cell[y], turned[y], SW_STRIDE);
}

void sw_grid_turn(struct sw_grid *grid, enum sw_symmetry symmetry)
{
    struct sw_symmetry_parts parts = sw_symmetry_parts(symmetry);

    if (parts.transpose)
        transpose(grid);
    if (parts.mirror_x) {
        for (int y = 0; y < grid->height; y++)
            mirror_row(grid->cell[y], grid->width);
    }
    if (parts.mirror_y)
        mirror_rows(grid);
}

struct sw_grid sw_grid_symmetry(const struct sw_grid *grid, enum sw_symmetry symmetry)
{
    struct sw_grid out;

    sw_grid_copy(&out, grid);
    sw_grid_turn(&out, symmetry);
    return out;
}

void sw_grid_cut(struct sw_grid *grid, struct sw_box box)
{
    int width = box.x1 - box.x0, height = box.y1 - box.y0;

    for (int y = 0; y < height; y++) {
        const uint8_t *from = grid->cell[box.y0 + y];
        for (int x = 0; x < SW_STRIDE; x += 8) {
            uint64_t cells = bytes_before(x, width);
            if (cells != 0)
                cells &= load_from(from, box.x0 + x);
            store8(&grid->cell[y][x], cells);
        }
    }
    clear_rows(grid, height, grid->height);
    grid->width = (uint8_t)width;
    grid->height = (uint8_t)height;
}

struct sw_grid sw_grid_crop(const struct sw_grid *grid, struct sw_box box)
{
    struct sw_grid out;

    sw_grid_copy(&out, grid);
    sw_grid_cut(&out, box);
    return out;
}

uint64_t sw_grid_hash(const struct sw_grid *grid)
{
    return XXH3_64bits(grid, sizeof *grid);
}
