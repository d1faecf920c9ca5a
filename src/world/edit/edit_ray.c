/* edit_ray.c - straight rays and waves of colours, by rows of bits. */
#include "world/edit/edit_ray.h"
#include "base/bytes.h"

#include <string.h>

/* --- rays --- */

/* To higher bits by one addition: from its lowest seed on every bit of a run of `free` is carried
 * out of, so it changes or is the seed of another ray. */
static struct sw_mask ray_right(const struct sw_mask *seed, const struct sw_mask *free)
{
    struct sw_mask out;

    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t within = free->row[y], start = seed->row[y] << 1 & within;

        out.row[y] = (start | ((within + start) ^ within)) & within;
    }
    return out;
}

/* To lower bits by doubling steps. */
static struct sw_mask ray_left(const struct sw_mask *seed, const struct sw_mask *free)
{
    struct sw_mask out;

    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t within = free->row[y], reached = seed->row[y] >> 1 & within;

        for (int step = 1; step < SW_STRIDE; step *= 2) {
            reached |= within & reached >> step;
            within &= within >> step;
        }
        out.row[y] = reached;
    }
    return out;
}

struct sw_mask sw_mask_ray(const struct sw_mask *seed, const struct sw_mask *free, int dx, int dy)
{
    struct sw_mask out = sw_mask_none();
    int left = dx<0, right = dx> 0;
    uint32_t row = 0;

    if (dy == 0)
        return right ? ray_right(seed, free) : ray_left(seed, free);
    for (int i = 1; i < SW_STRIDE; i++) {
        int y = dy > 0 ? i : SW_STRIDE - 1 - i;

        row |= seed->row[y - dy];
        row = row << right >> left & free->row[y];
        out.row[y] = row;
    }
    return out;
}

/* --- inks --- */

struct sw_mask sw_canvas_sources(const struct sw_canvas *canvas)
{
    if (!canvas->whole && canvas->colour != SW_COLOUR_OWN)
        return canvas->selection;
    return sw_mask_and(canvas->selection, sw_grid_occupied(&canvas->grid));
}

void sw_canvas_inks(const struct sw_canvas *canvas, struct sw_inks *inks)
{
    struct sw_mask planes[SW_COLOURS];

    inks->count = 0;
    if (canvas->colour != SW_COLOUR_OWN) {
        inks->cells[0] = sw_canvas_sources(canvas);
        inks->colour[0] = canvas->colour;
        inks->count = 1;
        return;
    }
    sw_grid_planes(&canvas->grid, planes);
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
        struct sw_mask cells = sw_mask_and(planes[colour], canvas->selection);

        if (sw_mask_empty(&cells))
            continue;
        inks->cells[inks->count] = cells;
        inks->colour[inks->count++] = colour;
    }
}

/* --- waves --- */

/* One step of a wave; returns whether any cell was reached. Only the cells reached in the step
 * before border on cells that are not reached yet, so all reached ones may be asked. */
static inline bool wave_step(struct sw_mask plane[8], const struct sw_mask *within, unsigned axes,
                             int height)
{
    struct sw_mask next[8], open;
    uint32_t any = 0;

    for (int y = 0; y < height; y++) {
        open.row[y] = within->row[y] & ~(plane[0].row[y] | plane[4].row[y]);
        any |= open.row[y];
    }
    if (any == 0)
        return false;
    any = 0;
    for (int k = 0; k < 8; k++) {
        const uint32_t *row = plane[k].row; /* rows above the first and below the last are 0 */

        for (int y = 0; y < height; y++) {
            uint32_t here = row[y], above = y > 0 ? row[y - 1] : 0, below = row[y + 1], out = 0;

            if (axes & SW_AXIS_ROW)
                out |= here << 1 | here >> 1;
            if (axes & SW_AXIS_COLUMN)
                out |= above | below;
            if (axes & SW_AXIS_FALLING)
                out |= above << 1 | below >> 1;
            if (axes & SW_AXIS_RISING)
                out |= above >> 1 | below << 1;
            next[k].row[y] = out & open.row[y];
        }
    }
    for (int k = 0; k < 8; k++) {
        for (int y = 0; y < height; y++) {
            plane[k].row[y] |= next[k].row[y];
            any |= next[k].row[y];
        }
    }
    return any != 0;
}

void sw_wave(const struct sw_grid *grid, const struct sw_mask *seed, const struct sw_mask *within,
             unsigned axes, struct sw_colour_sets *out)
{
    struct sw_mask plane[8], digit[4];
    int height = grid->height;
    bool grew = true;

    sw_grid_digits(grid, digit);
    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t cells = digit[0].row[y] | digit[1].row[y] | digit[2].row[y] | digit[3].row[y];

        cells &= seed->row[y];
        for (int k = 0; k < 4; k++) {
            plane[k].row[y] = digit[k].row[y] & cells;
            plane[4 + k].row[y] = ~digit[k].row[y] & cells;
        }
    }
    while (grew) {
        switch (axes) {
        case SW_AXIS_ROW:
            grew = wave_step(plane, within, SW_AXIS_ROW, height);
            break;
        case SW_AXIS_COLUMN:
            grew = wave_step(plane, within, SW_AXIS_COLUMN, height);
            break;
        case SW_AXIS_ROW | SW_AXIS_COLUMN:
            grew = wave_step(plane, within, SW_AXIS_ROW | SW_AXIS_COLUMN, height);
            break;
        default:
            grew = wave_step(plane, within, axes, height);
        }
    }
    memcpy(out->one, plane, sizeof out->one);
    memcpy(out->zero, plane + 4, sizeof out->zero);
}

/* --- paint --- */

#define ONES UINT64_C(0x0101010101010101)

/* Eight bits to bytes of 0 or 1, the lowest first. */
static inline uint64_t spread_bits(uint32_t bits)
{
    uint64_t bytes = (bits & 0xffu) * ONES & UINT64_C(0x8040201008040201);

    return (bytes + 0x7f * ONES) >> 7 & ONES;
}

void sw_paint_digits(struct sw_grid *grid, const struct sw_mask *cells,
                     const struct sw_mask digit[4])
{
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < SW_STRIDE && cells->row[y] >> x != 0; x += 8) {
            uint64_t chosen = spread_bits(cells->row[y] >> x) * 0xff, bytes = 0;
            uint8_t *cell = &grid->cell[y][x];

            for (int k = 0; k < 4; k++)
                bytes |= spread_bits(digit[k].row[y] >> x) << k;
            sw_bytes_put_little64(cell, (sw_bytes_little64(cell) & ~chosen) | (bytes & chosen));
        }
    }
}

struct sw_mask sw_paint_sets(struct sw_grid *grid, const struct sw_mask *cells,
                             const struct sw_colour_sets *sets)
{
    struct sw_mask out;

    for (int y = 0; y < SW_STRIDE; y++) {
        uint32_t any = sets->one[0].row[y] | sets->zero[0].row[y], several = 0;

        for (int k = 0; k < 4; k++)
            several |= sets->one[k].row[y] & sets->zero[k].row[y];
        out.row[y] = cells->row[y] & any & ~several;
    }
    sw_paint_digits(grid, &out, sets->one);
    return out;
}
