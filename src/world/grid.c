/* grid.c - a canvas of coloured boxes. Eight cells are read as one 64-bit word wherever bits are
 * made of bytes or bytes of bits. */
#include "world/grid.h"

#include <endian.h>
#include <string.h>
#include <xxhash.h>

#define ONES UINT64_C(0x0101010101010101)

/* Eight cells; the cell with the lowest x is the lowest byte. */
static uint64_t load8(const uint8_t *cell)
{
    uint64_t word;

    memcpy(&word, cell, sizeof word);
    return le64toh(word);
}

static void store8(uint8_t *cell, uint64_t word)
{
    word = htole64(word);
    memcpy(cell, &word, sizeof word);
}

/* Bytes of 0 or 1 to bits: byte i is moved to bit 56 + i; no two products meet in one bit. */
static uint32_t pack8(uint64_t bytes)
{
    return (uint32_t)(bytes * UINT64_C(0x0102040810204080) >> 56);
}

/* Bits to bytes of 0x00 or 0xff. */
static uint64_t spread8(uint32_t bits)
{
    uint64_t bytes = (bits & 0xffu) * ONES & UINT64_C(0x8040201008040201);

    return ((bytes + 0x7f * ONES) >> 7 & ONES) * 0xff;
}

/* Bytes of 0 (equal) or 1 (different). */
static uint64_t differ8(uint64_t a, uint64_t b)
{
    uint64_t bits = a ^ b;

    return (((bits & 0x7f * ONES) + 0x7f * ONES) | bits) >> 7 & ONES;
}

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

static struct sw_mask differing(const struct sw_grid *grid, uint8_t colour)
{
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < grid->height; y++) {
        uint32_t row = 0;
        for (int x = 0; x < grid->width; x += 8)
            row |= pack8(differ8(load8(&grid->cell[y][x]), colour * ONES)) << x;
        out.row[y] = row;
    }
    return out;
}

struct sw_mask sw_grid_colour(const struct sw_grid *grid, uint8_t colour)
{
    return sw_mask_minus(sw_mask_full(grid->width, grid->height), differing(grid, colour));
}

struct sw_mask sw_grid_occupied(const struct sw_grid *grid)
{
    return differing(grid, 0);
}

void sw_grid_digits(const struct sw_grid *grid, struct sw_mask digits[4])
{
    memset(digits, 0, 4 * sizeof *digits);
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x += 8) {
            uint64_t cells = load8(&grid->cell[y][x]);
            if (cells == 0)
                continue;
            for (int digit = 0; digit < 4; digit++)
                digits[digit].row[y] |= pack8(cells >> digit & ONES) << x;
        }
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

void sw_grid_census(const struct sw_grid *grid, const struct sw_mask *within,
                    uint32_t cells[SW_COLOURS])
{
    struct sw_mask planes[SW_COLOURS];

    sw_grid_planes(grid, planes);
    for (int colour = 0; colour < SW_COLOURS; colour++) {
        struct sw_mask both = sw_mask_and(planes[colour], *within);
        cells[colour] = sw_mask_count(&both);
    }
}

void sw_grid_paint(struct sw_grid *grid, const struct sw_mask *mask, uint8_t colour)
{
    uint32_t inside = (1u << grid->width) - 1u;

    for (int y = 0; y < grid->height; y++) {
        uint32_t row = mask->row[y] & inside;
        for (int x = 0; row >> x != 0; x += 8) {
            uint64_t chosen = spread8(row >> x);
            uint64_t cells = load8(&grid->cell[y][x]);
            store8(&grid->cell[y][x], (cells & ~chosen) | (colour * ONES & chosen));
            if (x == 24)
                break;
        }
    }
}

void sw_grid_step(struct sw_grid *grid, const struct sw_mask moved[SW_DIRECTIONS],
                  uint32_t directions)
{
    static const int8_t from_x[SW_DIRECTIONS] = {0, 0, 1, -1},
                        from_y[SW_DIRECTIONS] = {1, -1, 0, 0};
    uint8_t before[SW_SIDE_MAX + 2]
                  [SW_STRIDE]; /* row y at y + 1; what is read beside it is masked */
    struct sw_mask left = sw_mask_none();
    int height = grid->height;

    memset(before[0], 0, SW_STRIDE);
    memcpy(before[1], grid->cell, (size_t)height * SW_STRIDE);
    memset(before[height + 1], 0, SW_STRIDE);
    for (uint32_t rest = directions; rest != 0; rest &= rest - 1) {
        const struct sw_mask *cells = &moved[__builtin_ctz(rest)];
        for (int y = 0; y < height; y++)
            left.row[y] |= cells->row[y];
    }
    for (int y = 0; y < height; y++) {
        for (int x = 0; left.row[y] >> x != 0; x += 8) {
            store8(&grid->cell[y][x], load8(&before[y + 1][x]) & ~spread8(left.row[y] >> x));
            if (x == 24)
                break;
        }
    }
    for (uint32_t rest = directions; rest != 0; rest &= rest - 1) {
        int d = __builtin_ctz(rest), dx = from_x[d], dy = from_y[d];
        const uint32_t *cells = moved[d].row;
        for (int y = 0; y < height; y++) {
            uint32_t row = y + dy < 0 || y + dy >= height ? 0 : cells[y + dy];
            row = dx > 0 ? row >> 1 : dx < 0 ? row << 1 : row;
            for (int x = 0; row >> x != 0; x += 8) {
                uint64_t cell = load8(&before[y + 1 + dy][0] + x + dx) & spread8(row >> x);
                store8(&grid->cell[y][x], load8(&grid->cell[y][x]) | cell);
                if (x == 24)
                    break;
            }
        }
    }
}

struct sw_grid sw_grid_symmetry(const struct sw_grid *grid, enum sw_symmetry symmetry)
{
    struct sw_symmetry_parts parts = sw_symmetry_parts(symmetry);
    int width = parts.transpose ? grid->height : grid->width;
    int height = parts.transpose ? grid->width : grid->height;
    struct sw_grid out = sw_grid_empty(width, height);
    int x_step = 1, y_step = SW_STRIDE, start = 0;

    /* Where in `grid` a step to the right and a step down in `out` lead. */
    if (parts.transpose) {
        x_step = SW_STRIDE;
        y_step = 1;
    }
    if (parts.mirror_x) {
        start += x_step * (width - 1);
        x_step = -x_step;
    }
    if (parts.mirror_y) {
        start += y_step * (height - 1);
        y_step = -y_step;
    }
    const uint8_t *from = &grid->cell[0][0];
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++)
            out.cell[y][x] = from[start + y * y_step + x * x_step];
    }
    return out;
}

struct sw_grid sw_grid_crop(const struct sw_grid *grid, struct sw_box box)
{
    struct sw_grid out = sw_grid_empty(box.x1 - box.x0, box.y1 - box.y0);

    for (int y = 0; y < out.height; y++)
        memcpy(out.cell[y], &grid->cell[box.y0 + y][box.x0], out.width);
    return out;
}

uint64_t sw_grid_hash(const struct sw_grid *grid)
{
    return XXH3_64bits(grid, sizeof *grid);
}
