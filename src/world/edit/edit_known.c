/* edit_known.c - canvases of which the cells of one colour are unknown, and their images. */
#include "world/edit/edit_known.h"

#include <string.h>

bool sw_canvas_known(const struct sw_canvas *canvas, struct sw_known *out)
{
    uint32_t colour = canvas->colour == SW_COLOUR_OWN ? 0 : canvas->colour;
    const struct sw_grid *grid = &canvas->grid;
    struct sw_mask full = sw_mask_full(grid->width, grid->height);

    out->unknown = sw_grid_colour(grid, (uint8_t)colour);
    if (sw_mask_empty(&out->unknown))
        return false;
    out->known = sw_mask_minus(full, out->unknown);
    out->cells = sw_mask_count(&out->known);
    if (out->cells == 0)
        return false;
    out->width = grid->width;
    out->height = grid->height;
    sw_grid_digits(grid, out->digit);
    for (int k = 0; k < 4; k++)
        out->digit[k] = sw_mask_and(out->digit[k], out->known);
    return true;
}

bool sw_known_motley(const struct sw_known *known)
{
    for (int k = 0; k < 4; k++)
        if (!sw_mask_empty(&known->digit[k]) && !sw_mask_equal(&known->digit[k], &known->known))
            return true;
    return false;
}

int sw_known_busiest(const struct sw_known *known)
{
    uint32_t most = 0;
    int best = 0;

    for (int y = 0; y < known->height; y++) {
        uint32_t row = known->known.row[y], change = 0, count;

        for (int k = 0; k < 4; k++)
            change |= known->digit[k].row[y] ^ known->digit[k].row[y] >> 1;
        count = 32 * sw_row_count(change & row & row >> 1) + sw_row_count(row);
        if (count > most) {
            most = count;
            best = y;
        }
    }
    return best;
}

void sw_canvas_reveal(struct sw_canvas *canvas, const struct sw_mask *found,
                      const struct sw_mask digit[4])
{
    sw_paint_digits(&canvas->grid, found, digit);
    sw_canvas_select(canvas, *found);
}

/* --- images --- */

static uint32_t reversed(uint32_t row)
{
    row = (row >> 1 & 0x55555555u) | (row & 0x55555555u) << 1;
    row = (row >> 2 & 0x33333333u) | (row & 0x33333333u) << 2;
    row = (row >> 4 & 0x0f0f0f0fu) | (row & 0x0f0f0f0fu) << 4;
    row = (row >> 8 & 0x00ff00ffu) | (row & 0x00ff00ffu) << 8;
    return row >> 16 | row << 16;
}

/* Exchanges blocks of `size` by `size` bits across the diagonals of blocks twice as large. */
static inline void exchange_blocks(uint32_t *row, int rows, int size, uint32_t low)
{
    for (int block = 0; block < rows; block += 2 * size) {
        for (int y = block; y < block + size; y++) {
            uint32_t change = (row[y] >> size ^ row[y + size]) & low;
            row[y] ^= change << size;
            row[y + size] ^= change;
        }
    }
}

/* Rows for columns. Of a small canvas only a quarter has bits. */
static void transpose(uint32_t row[SW_STRIDE], bool small)
{
    int rows = small ? SW_STRIDE / 2 : SW_STRIDE;

    if (!small)
        exchange_blocks(row, rows, 16, 0x0000ffffu);
    exchange_blocks(row, rows, 8, 0x00ff00ffu);
    exchange_blocks(row, rows, 4, 0x0f0f0f0fu);
    exchange_blocks(row, rows, 2, 0x33333333u);
    exchange_blocks(row, rows, 1, 0x55555555u);
}

/* A plane of `height` rows, transposed already if the symmetry transposes, mirrored as it says. */
static void mirror(const uint32_t *plane, struct sw_symmetry_parts parts, int width, int height,
                   uint32_t *out)
{
    struct sw_mask turned;

    memcpy(turned.row, plane, sizeof turned.row);
    if (parts.mirror_x)
        for (int y = 0; y < height; y++)
            turned.row[y] = reversed(turned.row[y]) >> (SW_STRIDE - width);
    memset(out, 0, SW_APRON * sizeof *out);
    memset(out + SW_APRON + height, 0, (size_t)(SW_STRIDE - height + SW_APRON) * sizeof *out);
    for (int y = 0; y < height; y++)
        out[SW_APRON + y] = turned.row[parts.mirror_y ? height - 1 - y : y];
}

static void transpose_known(const struct sw_known *known, struct sw_known_image *out)
{
    bool small = known->width <= SW_STRIDE / 2 && known->height <= SW_STRIDE / 2;

    memset(out, 0, sizeof *out);
    for (int k = 0; k < 5; k++) {
        uint32_t *row = (k < 4 ? out->digit[k] : out->known) + SW_APRON;

        memcpy(row, k < 4 ? known->digit[k].row : known->known.row, SW_STRIDE * sizeof *row);
        transpose(row, small);
    }
}

void sw_known_image(const struct sw_known *known, enum sw_symmetry symmetry,
                    const struct sw_known_image *transposed, struct sw_known_image *out)
{
    struct sw_symmetry_parts parts = sw_symmetry_parts(symmetry);

    if (symmetry == SW_TRANSPOSE) {
        transpose_known(known, out);
        return;
    }
    for (int k = 0; k < 5; k++) {
        const uint32_t *row = k < 4 ? known->digit[k].row : known->known.row;
        uint32_t *to = k < 4 ? out->digit[k] : out->known;

        if (!parts.transpose)
            mirror(row, parts, known->width, known->height, to);
        else
            mirror((k < 4 ? transposed->digit[k] : transposed->known) + SW_APRON, parts,
                   known->height, known->width, to);
    }
}
