/* plain_law_canvas.c - laws that make another canvas of the canvas, cell by cell. */
#include "tests/reference/plain_law_private.h"

static bool law_roll(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int dx, dy;

    direction_of(c->a, &dx, &dy);
    *out = *in;
    EACH_CELL(in)
    out->cell[(y + dy + in->height) % in->height][(x + dx + in->width) % in->width] =
        in->cell[y][x];
    return true;
}

static bool law_double(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    bool right = *c->a == 'r';

    *out = *in;
    if (!has_room(in->width * (right ? 2 : 1), in->height * (right ? 1 : 2)))
        return true;
    *out = sw_grid_empty(in->width * (right ? 2 : 1), in->height * (right ? 1 : 2));
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y % in->height][x % in->width];
    return true;
}

static bool law_unfold(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int dx, dy;

    direction_of(c->a, &dx, &dy);
    *out = *in;
    if (!has_room(in->width * (dx != 0 ? 2 : 1), in->height * (dy != 0 ? 2 : 1)))
        return true;
    *out = sw_grid_empty(in->width * (dx != 0 ? 2 : 1), in->height * (dy != 0 ? 2 : 1));
    EACH_CELL(out)
    {
        int i = x % in->width, j = y % in->height;

        if ((dx > 0 && x >= in->width) || (dx < 0 && x < in->width))
            i = in->width - 1 - i;
        if ((dy > 0 && y >= in->height) || (dy < 0 && y < in->height))
            j = in->height - 1 - j;
        out->cell[y][x] = in->cell[j][i];
    }
    return true;
}

static bool law_scale(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int factor = digit(c->a);

    *out = *in;
    if (!has_room(in->width * factor, in->height * factor))
        return true;
    *out = sw_grid_empty(in->width * factor, in->height * factor);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y / factor][x / factor];
    return true;
}

static bool law_tile(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int factor = digit(c->a);

    *out = *in;
    if (!has_room(in->width * factor, in->height * factor))
        return true;
    *out = sw_grid_empty(in->width * factor, in->height * factor);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y % in->height][x % in->width];
    return true;
}

static bool law_product(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    if (!has_room(in->width * in->width, in->height * in->height))
        return true;
    *out = sw_grid_empty(in->width * in->width, in->height * in->height);
    EACH_CELL(out)
    if (in->cell[y / in->height][x / in->width] != 0)
        out->cell[y][x] = in->cell[y % in->height][x % in->width];
    return true;
}

static bool law_half(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int dx, dy, width = in->width, height = in->height;

    direction_of(c->a, &dx, &dy);
    width = dx != 0 ? width / 2 : width;
    height = dy != 0 ? height / 2 : height;
    *out = *in;
    if (!has_room(width, height))
        return false;
    *out = sw_grid_empty(width, height);
    EACH_CELL(out)
    out->cell[y][x] =
        in->cell[dy > 0 ? in->height - height + y : y][dx > 0 ? in->width - width + x : x];
    return true;
}

static bool law_trim(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    if (!has_room(in->width - 2, in->height - 2))
        return true;
    *out = sw_grid_empty(in->width - 2, in->height - 2);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y + 1][x + 1];
    return true;
}

static bool law_pad(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    if (!has_room(in->width + 2, in->height + 2))
        return true;
    *out = sw_grid_empty(in->width + 2, in->height + 2);
    EACH_CELL(out)
    out->cell[y][x] = inside(in, x - 1, y - 1) ? in->cell[y - 1][x - 1] : digit(c->a);
    return true;
}

static bool law_compress(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int column[SW_SIDE_MAX], row[SW_SIDE_MAX], width = 0, height = 0;

    for (int x = 0; x < in->width; x++) {
        bool any = false;

        for (int y = 0; y < in->height; y++)
            any = any || in->cell[y][x] != 0;
        if (any)
            column[width++] = x;
    }
    for (int y = 0; y < in->height; y++) {
        bool any = false;

        for (int x = 0; x < in->width; x++)
            any = any || in->cell[y][x] != 0;
        if (any)
            row[height++] = y;
    }
    *out = *in;
    if (!has_room(width, height))
        return true;
    *out = sw_grid_empty(width, height);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[row[y]][column[x]];
    return true;
}

static bool law_sort(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int to = 0;

    *out = *in;
    for (int cells = 0; cells <= in->width; cells++) {
        for (int y = 0; y < in->height; y++) {
            int count = 0;

            for (int x = 0; x < in->width; x++)
                count += in->cell[y][x] != 0;
            if (count == cells)
                memcpy(out->cell[to++], in->cell[y], SW_STRIDE);
        }
    }
    return true;
}

/* Whether row or column k is unlike the one before it. */
static bool unlike_before(const struct sw_grid *in, bool row, int k)
{
    for (int i = 0; i < (row ? in->width : in->height); i++)
        if (row ? in->cell[k][i] != in->cell[k - 1][i] : in->cell[i][k] != in->cell[i][k - 1])
            return true;
    return false;
}

static bool law_thin(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int height = 0, width = 0;

    *out = sw_grid_empty(in->width, in->height);
    for (int y = 0; y < in->height; y++) {
        if (y > 0 && !unlike_before(in, true, y))
            continue;
        width = 0;
        for (int x = 0; x < in->width; x++)
            if (x == 0 || unlike_before(in, false, x))
                out->cell[height][width++] = in->cell[y][x];
        height++;
    }
    out->width = (uint8_t)width;
    out->height = (uint8_t)height;
    return true;
}

/* By the largest side of blocks that the canvas wholly consists of. */
static bool law_unscale(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int best = 1;

    for (int side = 2; side <= in->width; side++) {
        bool fits = true;

        if (in->width % side != 0 || in->height % side != 0)
            continue;
        EACH_CELL(in)
        fits = fits && in->cell[y][x] == in->cell[y / side * side][x / side * side];
        best = fits ? side : best;
    }
    *out = sw_grid_empty(in->width / best, in->height / best);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y * best][x * best];
    return true;
}

const struct sw_plain_row sw_plain_canvas_laws[] = {
    {"roll", law_roll, NULL, false},       {"double", law_double, NULL, false},
    {"unfold", law_unfold, NULL, false},   {"scale", law_scale, NULL, false},
    {"tile", law_tile, NULL, false},       {"product", law_product, NULL, false},
    {"half", law_half, NULL, false},       {"trim", law_trim, NULL, false},
    {"pad", law_pad, NULL, false},         {"compress", law_compress, NULL, false},
    {"sort", law_sort, NULL, false},       {"thin", law_thin, NULL, false},
    {"unscale", law_unscale, NULL, false}, {NULL, NULL, NULL, false},
};
