/* law_reference_more.h - more laws once more, cell by cell (see law_reference.h, which this one
 * continues): shapes, colours, rays, what is around and inside. */
#ifndef SW_TESTS_LAW_REFERENCE_MORE_H
#define SW_TESTS_LAW_REFERENCE_MORE_H

#include "law_reference.h"

#include <stdlib.h>

#define EACH_CELL(grid)                                                                            \
    for (int y = 0; y < (grid)->height; y++)                                                       \
        for (int x = 0; x < (grid)->width; x++)

static uint8_t digit(const char *name)
{
    return (uint8_t)(*name - '0');
}

static uint8_t at(const struct sw_grid *grid, int x, int y)
{
    return inside(grid, x, y) ? grid->cell[y][x] : 0;
}

static int wide(const struct flooded *all, int i)
{
    return all->of[i].x1 - all->of[i].x0 + 1;
}

static int high(const struct flooded *all, int i)
{
    return all->of[i].y1 - all->of[i].y0 + 1;
}

static bool has_form(const struct flooded *all, int i, const char *form)
{
    bool full = all->of[i].cells == wide(all, i) * high(all, i), mirror_x = true, mirror_y = true;

    for (int y = all->of[i].y0; y <= all->of[i].y1; y++) {
        for (int x = all->of[i].x0; x <= all->of[i].x1; x++) {
            bool own = all->label[y][x] == i;

            mirror_x = mirror_x && own == (all->label[y][all->of[i].x0 + all->of[i].x1 - x] == i);
            mirror_y = mirror_y && own == (all->label[all->of[i].y0 + all->of[i].y1 - y][x] == i);
        }
    }
    if (strcmp(form, "symmetric") == 0)
        return mirror_x || mirror_y;
    if (strcmp(form, "rectangle") == 0)
        return full;
    if (strcmp(form, "square") == 0)
        return full && wide(all, i) == high(all, i) && wide(all, i) > 1;
    if (strcmp(form, "line") == 0)
        return full && (wide(all, i) == 1) != (high(all, i) == 1);
    return all->of[i].cells == 1;
}

/* chosen[i]: whether organism i is one that takes the colour (0: vanishes). */
static void colour_chosen(const struct sw_grid *in, const struct flooded *all, const bool *chosen,
                          uint8_t colour, struct sw_grid *out)
{
    *out = *in;
    EACH_CELL(in)
    if (all->label[y][x] != 0 && chosen[all->label[y][x]])
        out->cell[y][x] = colour;
}

#define ORGANISMS (1 + SW_SIDE_MAX * SW_SIDE_MAX)

static void law_paint(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    bool chosen[ORGANISMS];

    for (int i = 1; i <= all->count; i++)
        chosen[i] = has_form(all, i, a);
    colour_chosen(in, all, chosen, digit(b), out);
}

static void law_drop(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)b;
    law_paint(in, all, a, "0", out);
}

static void law_sieve(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    bool chosen[ORGANISMS];

    (void)b;
    for (int i = 1; i <= all->count; i++)
        chosen[i] = !has_form(all, i, a);
    colour_chosen(in, all, chosen, 0, out);
}

static void law_rest(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    paint(in, all, a, false, digit(b), out);
}

/* How far an organism reaches to a side. */
static int reach_of(const struct flooded *all, int i, const char *side)
{
    return strcmp(side, "top") == 0        ? -all->of[i].y0
           : strcmp(side, "bottom") == 0   ? all->of[i].y1
           : strcmp(side, "leftmost") == 0 ? -all->of[i].x0
                                           : all->of[i].x1;
}

static int outermost(const struct flooded *all, const char *side)
{
    int best = 0;

    for (int i = 1; i <= all->count; i++)
        if (best == 0 || reach_of(all, i, side) > reach_of(all, best, side))
            best = i;
    for (int i = 1; i <= all->count; i++)
        if (i != best && reach_of(all, i, side) == reach_of(all, best, side))
            return 0;
    return best;
}

static void law_place(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    bool chosen[ORGANISMS] = {false};

    chosen[outermost(all, a)] = true;
    colour_chosen(in, all, chosen, digit(b), out);
}

static void law_pick(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int i = outermost(all, a);

    (void)b;
    *out = sw_grid_empty(wide(all, i), high(all, i));
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y + all->of[i].y0][x + all->of[i].x0];
}

static void law_like(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    bool chosen[ORGANISMS];

    (void)b;
    for (int i = 1; i <= all->count; i++) {
        chosen[i] = true;
        for (int k = 1; k <= all->count; k++)
            if (all->of[k].colour == digit(a) && same_shape(all, i, k))
                chosen[i] = false;
    }
    colour_chosen(in, all, chosen, 0, out);
}

static bool alone_in_shape(const struct flooded *all, int i)
{
    for (int k = 1; k <= all->count; k++)
        if (k != i && same_shape(all, i, k))
            return false;
    return true;
}

static void law_single(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    bool chosen[ORGANISMS];

    (void)b;
    for (int i = 1; i <= all->count; i++)
        chosen[i] = alone_in_shape(all, i);
    colour_chosen(in, all, chosen, digit(a), out);
}

static void law_twins(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    (void)a;
    law_single(in, all, "0", b, out);
}

static void law_replace(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    (void)all;
    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] == digit(a))
        out->cell[y][x] = digit(b);
}

static void law_swap(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)all;
    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] == digit(a))
        out->cell[y][x] = digit(b);
    else if (in->cell[y][x] == digit(b))
        out->cell[y][x] = digit(a);
}

/* The commonest colour of the cells of organisms with the property, the lower on a tie. */
static uint8_t colour_with(const struct sw_grid *in, const struct flooded *all,
                           const char *property)
{
    int census[SW_COLOURS] = {0};
    uint8_t best = 0;

    for (int i = 1; i <= all->count; i++)
        if (has_property(in, all, i, property))
            census[all->of[i].colour] += all->of[i].cells;
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
        if (census[colour] > census[best])
            best = colour;
    return best;
}

static void law_follow(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] != 0)
        out->cell[y][x] = colour_with(in, all, a);
}

static void law_rank(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    {
        int label = all->label[y][x], rank = 1;

        for (int cells = SW_SIDE_MAX * SW_SIDE_MAX; label != 0 && cells > all->of[label].cells;
             cells--) {
            bool any = false;

            for (int i = 1; i <= all->count; i++)
                any = any || all->of[i].cells == cells;
            rank += any;
        }
        if (label != 0)
            out->cell[y][x] = (uint8_t)rank;
    }
}

static void law_tally(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (all->label[y][x] != 0 && all->of[all->label[y][x]].cells <= 9)
        out->cell[y][x] = (uint8_t)all->of[all->label[y][x]].cells;
}

static void law_look(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy;

    (void)all;
    direction_of(b, &dx, &dy);
    *out = *in;
    EACH_CELL(in)
    {
        int i = x + dx, j = y + dy;

        if (in->cell[y][x] != digit(a))
            continue;
        while (inside(in, i, j) && (in->cell[j][i] == 0 || in->cell[j][i] == digit(a))) {
            i += dx;
            j += dy;
        }
        if (inside(in, i, j))
            out->cell[y][x] = in->cell[j][i];
    }
}

/* A ray from every single cell over cells that are empty at first; colour 0: its own. With
 * `arrives` only rays that end at something are drawn. */
static void rays(const struct sw_grid *in, const struct flooded *all, int dx, int dy,
                 uint8_t colour, bool arrives, struct sw_grid *out)
{
    *out = *in;
    EACH_CELL(in)
    {
        int length = 1;

        if (all->label[y][x] == 0 || all->of[all->label[y][x]].cells != 1)
            continue;
        while (inside(in, x + length * dx, y + length * dy) &&
               in->cell[y + length * dy][x + length * dx] == 0)
            length++;
        if (arrives && !inside(in, x + length * dx, y + length * dy))
            continue;
        for (int k = 1; k < length; k++)
            out->cell[y + k * dy][x + k * dx] = colour != 0 ? colour : in->cell[y][x];
    }
}

static void law_shoot(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    int dx, dy;

    (void)b;
    direction_of(a, &dx, &dy);
    rays(in, all, dx, dy, 0, false, out);
}

static void law_beam(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy;

    direction_of(a, &dx, &dy);
    rays(in, all, dx, dy, digit(b), false, out);
}

static void law_reach(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    int dx, dy;

    (void)b;
    direction_of(a, &dx, &dy);
    rays(in, all, dx, dy, 0, true, out);
}

static void law_line(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        if (all->of[i].cells != 1)
            continue;
        EACH_CELL(in)
        {
            int dx = x - all->of[i].x0, dy = y - all->of[i].y0;

            if (in->cell[y][x] == 0 && (*a == 'r'   ? dy == 0
                                        : *a == 'c' ? dx == 0
                                                    : abs(dx) == abs(dy)))
                out->cell[y][x] = digit(b);
        }
    }
}

/* Lines between single cells along (dx, dy) with nothing between them. */
static void links(const struct sw_grid *in, const struct flooded *all, int dx, int dy,
                  uint8_t colour, struct sw_grid *out)
{
    EACH_CELL(in)
    {
        int length = 1;
        uint8_t own = in->cell[y][x], other;

        if (own == 0 || all->of[all->label[y][x]].cells != 1)
            continue;
        while (inside(in, x + length * dx, y + length * dy) &&
               in->cell[y + length * dy][x + length * dx] == 0)
            length++;
        other = at(in, x + length * dx, y + length * dy);
        if (other == 0 || all->of[all->label[y + length * dy][x + length * dx]].cells != 1 ||
            (colour == 0 && other != own))
            continue;
        for (int k = 1; k < length; k++)
            out->cell[y + k * dy][x + k * dx] = colour != 0 ? colour : own;
    }
}

static void law_connect(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    links(in, all, 1, 0, digit(a), out);
    links(in, all, 0, 1, digit(a), out);
}

static void law_bridge(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    links(in, all, 1, 1, digit(a), out);
    links(in, all, 1, -1, digit(a), out);
}

static void law_box(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++)
        for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
            for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
                if (in->cell[y][x] == 0)
                    out->cell[y][x] = digit(a);
}

static void law_frame(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (x == 0 || y == 0 || x == in->width - 1 || y == in->height - 1)
        out->cell[y][x] = digit(a);
}

static void law_grow(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
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
}

/* A cell with a side that is not of its organism. */
static bool at_rim(const struct sw_grid *in, int x, int y)
{
    uint8_t own = in->cell[y][x];

    return at(in, x - 1, y) != own || at(in, x + 1, y) != own || at(in, x, y - 1) != own ||
           at(in, x, y + 1) != own;
}

static void law_shrink(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (at_rim(in, x, y))
        out->cell[y][x] = 0;
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

static void law_rim(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] != 0 && at_edge(in, x, y, false))
        out->cell[y][x] = digit(a);
}

static void law_core(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] != 0 && !at_edge(in, x, y, true))
        out->cell[y][x] = digit(a);
}

static void law_corners(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++)
        out->cell[all->of[i].y0][all->of[i].x0] = out->cell[all->of[i].y0][all->of[i].x1] =
            out->cell[all->of[i].y1][all->of[i].x0] = out->cell[all->of[i].y1][all->of[i].x1] =
                digit(a);
}

static void law_centre(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int x0 = (all->of[i].x0 + all->of[i].x1) / 2, x1 = (all->of[i].x0 + all->of[i].x1 + 1) / 2;
        int y0 = (all->of[i].y0 + all->of[i].y1) / 2, y1 = (all->of[i].y0 + all->of[i].y1 + 1) / 2;

        for (int y = y0; y <= y1; y++)
            for (int x = x0; x <= x1; x++)
                out->cell[y][x] = digit(a);
    }
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

static void law_outside(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    bool wet[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}};

    (void)all;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (x == 0 || y == 0 || x == in->width - 1 || y == in->height - 1)
        seep(in, x, y, wet);
    EACH_CELL(in)
    if (wet[y][x])
        out->cell[y][x] = digit(a);
}

static void law_spread(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
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
}

#endif
