/* law_reference_more.h - more laws once more, cell by cell (see law_reference.h, which this one
 * continues). */
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

static void law_roll(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy;

    (void)all;
    (void)b;
    direction_of(a, &dx, &dy);
    *out = *in;
    EACH_CELL(in)
    out->cell[(y + dy + in->height) % in->height][(x + dx + in->width) % in->width] =
        in->cell[y][x];
}

static void law_move(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy;

    direction_of(b, &dx, &dy);
    paint(in, all, a, true, 0, out);
    EACH_CELL(in)
    if (all->label[y][x] != 0 && has_property(in, all, all->label[y][x], a) &&
        inside(in, x + dx, y + dy))
        out->cell[y + dy][x + dx] = in->cell[y][x];
}

static void law_spin(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = sw_grid_empty(in->width, in->height);
    for (int i = 1; i <= all->count; i++)
        EACH_CELL(in)
    if (all->label[y][x] == i)
        out->cell[all->of[i].y0 + all->of[i].y1 - y][all->of[i].x0 + all->of[i].x1 - x] =
            in->cell[y][x];
}

static void law_mend(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++)
        EACH_CELL(in)
        {
            int to_x = *a == 'x' ? all->of[i].x0 + all->of[i].x1 - x : x;
            int to_y = *a == 'y' ? all->of[i].y0 + all->of[i].y1 - y : y;

            if (all->label[y][x] == i && out->cell[to_y][to_x] == 0)
                out->cell[to_y][to_x] = in->cell[y][x];
        }
}

static void law_rosette(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    int last = in->width - 1;

    (void)all;
    (void)a;
    (void)b;
    *out = *in;
    for (int turn = 1; turn < 4; turn++)
        EACH_CELL(in)
        {
            int to_x = turn == 1 ? last - y : turn == 2 ? last - x : y;
            int to_y = turn == 1 ? x : turn == 2 ? last - y : last - x;

            if (out->cell[to_y][to_x] == 0)
                out->cell[to_y][to_x] = in->cell[y][x];
        }
}

static void law_double(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    bool right = *a == 'r';

    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width * (right ? 2 : 1), in->height * (right ? 1 : 2));
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y % in->height][x % in->width];
}

static void law_unfold(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    int dx, dy;

    (void)all;
    (void)b;
    direction_of(a, &dx, &dy);
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
}

static void law_scale(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    int factor = digit(a);

    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width * factor, in->height * factor);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y / factor][x / factor];
}

static void law_tile(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int factor = digit(a);

    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width * factor, in->height * factor);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y % in->height][x % in->width];
}

static void law_product(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
    *out = sw_grid_empty(in->width * in->width, in->height * in->height);
    EACH_CELL(out)
    if (in->cell[y / in->height][x / in->width] != 0)
        out->cell[y][x] = in->cell[y % in->height][x % in->width];
}

static void law_half(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy, width = in->width, height = in->height;

    (void)all;
    (void)b;
    direction_of(a, &dx, &dy);
    width = dx != 0 ? width / 2 : width;
    height = dy != 0 ? height / 2 : height;
    *out = sw_grid_empty(width, height);
    EACH_CELL(out)
    out->cell[y][x] =
        in->cell[dy > 0 ? in->height - height + y : y][dx > 0 ? in->width - width + x : x];
}

static void law_trim(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
    *out = sw_grid_empty(in->width - 2, in->height - 2);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y + 1][x + 1];
}

static void law_pad(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width + 2, in->height + 2);
    EACH_CELL(out)
    out->cell[y][x] = inside(in, x - 1, y - 1) ? in->cell[y - 1][x - 1] : digit(a);
}

static void law_compress(const struct sw_grid *in, const struct flooded *all, const char *a,
                         const char *b, struct sw_grid *out)
{
    int column[SW_SIDE_MAX], row[SW_SIDE_MAX], width = 0, height = 0;

    (void)all;
    (void)a;
    (void)b;
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
    *out = sw_grid_empty(width, height);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[row[y]][column[x]];
}

/* A row of `count` cells. */
static void bar_of(int count, uint8_t colour, struct sw_grid *out)
{
    *out = sw_grid_empty(count, 1);
    memset(out->cell[0], colour, (size_t)count);
}

static int count_colour(const struct flooded *all, uint8_t colour)
{
    int count = 0;

    for (int i = 1; i <= all->count; i++)
        count += all->of[i].colour == colour;
    return count;
}

static void law_count(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    (void)in;
    (void)b;
    bar_of(count_colour(all, digit(a)), digit(a), out);
}

static void law_sum(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)in;
    (void)b;
    bar_of(all->count, digit(a), out);
}

static void law_measure(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    int cells = 0;

    (void)b;
    for (int i = 1; i <= all->count; i++)
        cells += has_property(in, all, i, a) ? all->of[i].cells : 0;
    bar_of(cells, colour_with(in, all, a), out);
}

static void law_add(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    int first = count_colour(all, digit(a));

    (void)in;
    bar_of(first + count_colour(all, digit(b)), digit(b), out);
    memset(out->cell[0], digit(a), (size_t)first);
}

static void law_subtract(const struct sw_grid *in, const struct flooded *all, const char *a,
                         const char *b, struct sw_grid *out)
{
    (void)in;
    bar_of(count_colour(all, digit(a)) - count_colour(all, digit(b)), digit(a), out);
}

static void law_answer(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)b;
    bar_of(1, colour_with(in, all, a), out);
}

static void law_sort(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int to = 0;

    (void)all;
    (void)a;
    (void)b;
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
}

static const struct {
    const char *name;
    law_function *function;
} references[] = {
    {"gravity", gravity},
    {"push", push},
    {"fill", fill},
    {"recolour", recolour},
    {"delete", delete},
    {"keep", keep},
    {"crop", crop},
    {"copy", copy},
    {"repeat", repeat},
    {"mirror", mirror},
    {"turn", turn},
    {"transpose", transpose},
    {"reverse", reverse},
    {"complete", complete},
    {"outline", outline},
    {"hollow", hollow},
    {"eat", eat},
    {"paint", law_paint},
    {"drop", law_drop},
    {"sieve", law_sieve},
    {"rest", law_rest},
    {"place", law_place},
    {"pick", law_pick},
    {"like", law_like},
    {"single", law_single},
    {"twins", law_twins},
    {"replace", law_replace},
    {"swap", law_swap},
    {"follow", law_follow},
    {"rank", law_rank},
    {"tally", law_tally},
    {"look", law_look},
    {"shoot", law_shoot},
    {"beam", law_beam},
    {"reach", law_reach},
    {"line", law_line},
    {"connect", law_connect},
    {"bridge", law_bridge},
    {"box", law_box},
    {"frame", law_frame},
    {"grow", law_grow},
    {"shrink", law_shrink},
    {"rim", law_rim},
    {"core", law_core},
    {"corners", law_corners},
    {"centre", law_centre},
    {"outside", law_outside},
    {"spread", law_spread},
    {"roll", law_roll},
    {"move", law_move},
    {"spin", law_spin},
    {"mend", law_mend},
    {"rosette", law_rosette},
    {"double", law_double},
    {"unfold", law_unfold},
    {"scale", law_scale},
    {"tile", law_tile},
    {"product", law_product},
    {"half", law_half},
    {"trim", law_trim},
    {"pad", law_pad},
    {"compress", law_compress},
    {"count", law_count},
    {"sum", law_sum},
    {"measure", law_measure},
    {"add", law_add},
    {"subtract", law_subtract},
    {"answer", law_answer},
    {"sort", law_sort},
};

#endif
