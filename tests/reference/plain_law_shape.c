/* plain_law_shape.c - laws of what is around organisms and inside them, cell by cell. */
#include "tests/reference/plain_law_private.h"

static bool law_fill(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    struct sw_cells own, hole;

    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        if ((all->of[i].attributes & SW_HAS_HOLE) == 0)
            continue;
        EACH_CELL(in)
        own.at[y][x] = all->label[y][x] == i;
        hole = sw_plain_holes(&own, in->width, in->height);
        EACH_CELL(in)
        if (hole.at[y][x] && in->cell[y][x] == 0)
            out->cell[y][x] = digit(c->a);
    }
    return true;
}

static bool law_outline(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    for (int j = -1; j <= 1; j++)
        for (int i = -1; i <= 1; i++)
            if (in->cell[y][x] == 0 && inside(in, x + i, y + j) && in->cell[y + j][x + i] != 0)
                out->cell[y][x] = digit(c->a);
    return true;
}

static bool law_hollow(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    for (int y = 0; y < in->height; y++) {
        for (int x = 0; x < in->width; x++) {
            bool surrounded = true;

            for (int j = -1; j <= 1; j++)
                for (int i = -1; i <= 1; i++)
                    surrounded =
                        surrounded && inside(in, x + i, y + j) && in->cell[y + j][x + i] != 0;
            if (surrounded)
                out->cell[y][x] = 0;
        }
    }
    return true;
}

/* The largest organism that touches organism i and is larger, the first of equal ones; 0: none. */
static int eater_of(const struct sw_plain_scene *all, int i)
{
    int eater = 0;

    EACH_CELL(&all->grid)
    {
        for (int k = 0; k < 9 && all->label[y][x] == i; k++) {
            int to_x = x + k % 3 - 1, to_y = y + k / 3 - 1;
            int other = inside(&all->grid, to_x, to_y) ? all->label[to_y][to_x] : 0;

            if (other == 0 || all->of[other].cells <= all->of[i].cells)
                continue;
            if (eater == 0 || all->of[other].cells > all->of[eater].cells ||
                (all->of[other].cells == all->of[eater].cells && other < eater))
                eater = other;
        }
    }
    return eater;
}

static bool law_eat(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_plain_scene *all = c->all;

    *out = *c->in;
    for (int i = 1; i <= all->count; i++) {
        int eater = eater_of(all, i);

        EACH_CELL(out)
        if (eater != 0 && all->label[y][x] == i)
            out->cell[y][x] = (uint8_t)all->of[eater].colour;
    }
    return true;
}

static bool law_box(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    for (int i = 1; i <= all->count; i++)
        for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
            for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
                if (in->cell[y][x] == 0)
                    out->cell[y][x] = digit(c->a);
    return true;
}

static bool law_frame(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    if (x == 0 || y == 0 || x == in->width - 1 || y == in->height - 1)
        out->cell[y][x] = digit(c->a);
    return true;
}

static bool law_grow(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    {
        uint8_t claim = 0;
        bool two = false;

        for (int j = -1; j <= 1; j++) {
            for (int i = -1; i <= 1; i++) {
                uint8_t other = at(in, x + i, y + j);

                two = two || (claim != 0 && other != 0 && other != claim);
                claim = other != 0 ? other : claim;
            }
        }
        if (in->cell[y][x] == 0 && !two)
            out->cell[y][x] = claim;
    }
    return true;
}

/* A cell with a side that is not of its organism. */
static bool at_rim(const struct sw_grid *in, int x, int y)
{
    uint8_t own = in->cell[y][x];

    return at(in, x - 1, y) != own || at(in, x + 1, y) != own || at(in, x, y - 1) != own ||
           at(in, x, y + 1) != own;
}

static bool law_shrink(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    if (at_rim(in, x, y))
        out->cell[y][x] = 0;
    return true;
}

/* Rim and core are those of all that is selected: organisms that touch are one. */
static bool at_edge(const struct sw_grid *in, int x, int y, bool corners)
{
    for (int j = -1; j <= 1; j++)
        for (int i = -1; i <= 1; i++)
            if ((corners || i == 0 || j == 0) && at(in, x + i, y + j) == 0)
                return true;
    return false;
}

static bool law_rim(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] != 0 && at_edge(in, x, y, false))
        out->cell[y][x] = digit(c->a);
    return true;
}

static bool law_core(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    bool any = false;

    *out = *in;
    EACH_CELL(in)
    {
        if (in->cell[y][x] == 0 || at_edge(in, x, y, true))
            continue;
        out->cell[y][x] = digit(c->a);
        any = true;
    }
    return any;
}

static bool law_corners(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    for (int i = 1; i <= all->count; i++)
        out->cell[all->of[i].y0][all->of[i].x0] = out->cell[all->of[i].y0][all->of[i].x1] =
            out->cell[all->of[i].y1][all->of[i].x0] = out->cell[all->of[i].y1][all->of[i].x1] =
                digit(c->a);
    return true;
}

static bool law_centre(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int x0 = (all->of[i].x0 + all->of[i].x1) / 2, x1 = (all->of[i].x0 + all->of[i].x1 + 1) / 2;
        int y0 = (all->of[i].y0 + all->of[i].y1) / 2, y1 = (all->of[i].y0 + all->of[i].y1 + 1) / 2;

        for (int y = y0; y <= y1; y++)
            for (int x = x0; x <= x1; x++)
                out->cell[y][x] = digit(c->a);
    }
    return true;
}

/* Empty cells that the canvas's edge reaches over empty cells. */
static void seep(const struct sw_grid *in, int x, int y, bool wet[SW_SIDE_MAX][SW_SIDE_MAX])
{
    if (!inside(in, x, y) || wet[y][x] || in->cell[y][x] != 0)
        return;
    wet[y][x] = true;
    seep(in, x + 1, y, wet);
    seep(in, x - 1, y, wet);
    seep(in, x, y + 1, wet);
    seep(in, x, y - 1, wet);
}

static bool law_outside(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    bool wet[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}}, any = false;

    *out = *in;
    EACH_CELL(in)
    if (x == 0 || y == 0 || x == in->width - 1 || y == in->height - 1)
        seep(in, x, y, wet);
    EACH_CELL(in)
    if (wet[y][x]) {
        out->cell[y][x] = digit(c->a);
        any = true;
    }
    return any;
}

static bool law_spread(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    {
        int best = 2 * SW_SIDE_MAX;
        bool two = false;
        uint8_t colour = 0;

        if (in->cell[y][x] != 0)
            continue;
        for (int j = 0; j < in->height; j++) {
            for (int i = 0; i < in->width; i++) {
                int steps = abs(i - x) + abs(j - y);

                if (in->cell[j][i] == 0 || steps > best)
                    continue;
                two = steps == best ? two || in->cell[j][i] != colour : false;
                best = steps;
                colour = in->cell[j][i];
            }
        }
        out->cell[y][x] = two ? 0 : colour;
    }
    return true;
}

const struct sw_plain_row sw_plain_shape_laws[] = {
    {"fill", law_fill, "all", false},
    {"outline", law_outline, "all", false},
    {"hollow", law_hollow, "all", false},
    {"eat", law_eat, "all", false},
    {"box", law_box, "all", false},
    {"frame", law_frame, NULL, false},
    {"grow", law_grow, "all", false},
    {"shrink", law_shrink, "all", false},
    {"rim", law_rim, "all", false},
    {"core", law_core, "all", false},
    {"corners", law_corners, "all", false},
    {"centre", law_centre, "all", false},
    {"outside", law_outside, NULL, false},
    {"spread", law_spread, "all", false},
    {NULL, NULL, NULL, false},
};
