/* law_reference_lay.h - laws that lay organisms, rows and panels elsewhere, cell by cell (see
 * law_reference.h, which this one continues). */
#ifndef SW_TESTS_LAW_REFERENCE_LAY_H
#define SW_TESTS_LAW_REFERENCE_LAY_H

#include "law_reference_more.h"

#include <limits.h>

/* --- to an anchor: all cells of a colour --- */

/* How many empty columns or rows lie between the organism's box and the nearest cell of the colour
 * straight on in the direction; INT_MAX if there is none. */
static int straight_on(const struct sw_grid *in, const struct flooded *all, int i, uint8_t colour,
                       int dx, int dy)
{
    int best = INT_MAX;

    EACH_CELL(in)
    {
        bool in_line = dx == 0 ? x >= all->of[i].x0 && x <= all->of[i].x1
                               : y >= all->of[i].y0 && y <= all->of[i].y1;
        int off = dx > 0   ? x - all->of[i].x1
                  : dx < 0 ? all->of[i].x0 - x
                  : dy > 0 ? y - all->of[i].y1
                           : all->of[i].y0 - y;

        if (in->cell[y][x] == colour && in_line && off > 0 && off - 1 < best)
            best = off - 1;
    }
    return best;
}

/* Lets those that are marked slide until each is held: by the wall, by what is not marked, or by
 * one of them that is held. */
static void slide_marked(struct sw_grid *out, int label[SW_SIDE_MAX][SW_SIDE_MAX], int count,
                         const bool *marked, int dx, int dy)
{
    bool moved = true;

    while (moved) {
        bool held[ORGANISMS] = {false}, more = true;
        int next[SW_SIDE_MAX][SW_SIDE_MAX] = {{0}};
        struct sw_grid before = *out;

        while (more) {
            more = false;
            EACH_CELL(out)
            {
                int own = label[y][x], ahead;

                if (own == 0 || !marked[own] || held[own])
                    continue;
                ahead = inside(out, x + dx, y + dy) ? label[y + dy][x + dx] : -1;
                if (ahead == -1 || (ahead != 0 && (!marked[ahead] || held[ahead])))
                    more = held[own] = true;
            }
        }
        moved = false;
        for (int i = 1; i <= count; i++)
            moved = moved || (marked[i] && !held[i]);
        *out = sw_grid_empty(before.width, before.height);
        EACH_CELL(out)
        {
            int own = label[y][x];
            bool goes = own != 0 && marked[own] && !held[own];

            if (own == 0)
                continue;
            out->cell[goes ? y + dy : y][goes ? x + dx : x] = before.cell[y][x];
            next[goes ? y + dy : y][goes ? x + dx : x] = own;
        }
        memcpy(label, next, sizeof next);
    }
}

static void law_gather(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    static const char *const names[] = {"up", "down", "left", "right"};
    int label[SW_SIDE_MAX][SW_SIDE_MAX], way[ORGANISMS];

    (void)b;
    *out = *in;
    memcpy(label, all->label, sizeof label);
    for (int i = 1; i <= all->count; i++) {
        int nearest = INT_MAX;

        way[i] = 4;
        for (int d = 0; d < 4 && all->of[i].colour != digit(a); d++) {
            int dx, dy, off;

            direction_of(names[d], &dx, &dy);
            off = straight_on(in, all, i, digit(a), dx, dy);
            if (off < nearest) {
                nearest = off;
                way[i] = d;
            }
        }
    }
    for (int d = 0; d < 4; d++) {
        bool marked[ORGANISMS] = {false};
        int dx, dy;

        for (int i = 1; i <= all->count; i++)
            marked[i] = way[i] == d;
        direction_of(names[d], &dx, &dy);
        slide_marked(out, label, all->count, marked, dx, dy);
    }
}

/* Lays organism i of `in` on the grid, moved; what leaves the canvas is lost. */
static void lay_down(const struct sw_grid *in, const struct flooded *all, int i, int dx, int dy,
                     struct sw_grid *out)
{
    EACH_CELL(in)
    if (all->label[y][x] == i && inside(out, x + dx, y + dy))
        out->cell[y + dy][x + dx] = in->cell[y][x];
}

static void law_align(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    int x0 = SW_SIDE_MAX, y0 = SW_SIDE_MAX, x1 = 0, y1 = 0;

    (void)b;
    *out = *in;
    EACH_CELL(in)
    {
        if (in->cell[y][x] == digit(a)) {
            x0 = x < x0 ? x : x0;
            y0 = y < y0 ? y : y0;
            x1 = x > x1 ? x : x1;
            y1 = y > y1 ? y : y1;
        } else {
            out->cell[y][x] = 0;
        }
    }
    for (int i = 1; i <= all->count; i++) {
        int dx = (x0 + x1 - all->of[i].x0 - all->of[i].x1) / 2;
        int dy = (y0 + y1 - all->of[i].y0 - all->of[i].y1) / 2;
        bool across = abs(dx) <= abs(dy);

        if (all->of[i].colour != digit(a))
            lay_down(in, all, i, across ? dx : 0, across ? 0 : dy, out);
    }
}

/* --- organisms elsewhere --- */

/* The organism with the property, 0 if there is none. */
static int one_with(const struct sw_grid *in, const struct flooded *all, const char *property)
{
    for (int i = 1; i <= all->count; i++)
        if (has_property(in, all, i, property))
            return i;
    return 0;
}

static void law_exchange(const struct sw_grid *in, const struct flooded *all, const char *a,
                         const char *b, struct sw_grid *out)
{
    int large = one_with(in, all, "largest"), small = one_with(in, all, "smallest");
    int dx = all->of[large].x0 - all->of[small].x0, dy = all->of[large].y0 - all->of[small].y0;

    (void)a;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    if (all->label[y][x] != 0 && (all->label[y][x] == large || all->label[y][x] == small))
        out->cell[y][x] = 0;
    lay_down(in, all, large, -dx, -dy, out);
    lay_down(in, all, small, dx, dy, out);
}

static void law_reflect(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    int dx, dy;

    direction_of(b, &dx, &dy);
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        if (!has_property(in, all, i, a))
            continue;
        EACH_CELL(in)
        {
            int to_x = dx != 0 ? all->of[i].x0 + all->of[i].x1 - x + dx * wide(all, i) : x;
            int to_y = dy != 0 ? all->of[i].y0 + all->of[i].y1 - y + dy * high(all, i) : y;

            if (all->label[y][x] == i && inside(in, to_x, to_y) && out->cell[to_y][to_x] == 0)
                out->cell[to_y][to_x] = in->cell[y][x];
        }
    }
}

static void law_stamp(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    int large = one_with(in, all, "largest");

    (void)a;
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int x = all->of[i].x0 - (wide(all, large) - 1) / 2 - all->of[large].x0;
        int y = all->of[i].y0 - (high(all, large) - 1) / 2 - all->of[large].y0;

        if (all->of[i].cells == 1)
            lay_down(in, all, large, x, y, out);
    }
}

/* From large to small, side by side or below each other. */
static void line_up(const struct sw_grid *in, const struct flooded *all, bool across,
                    struct sw_grid *out)
{
    int width = 0, height = 0, place = 0;

    for (int i = 1; i <= all->count; i++) {
        int w = wide(all, i), h = high(all, i);

        width = across ? width + w : w > width ? w : width;
        height = !across ? height + h : h > height ? h : height;
    }
    *out = *in;
    if (width > SW_SIDE_MAX || height > SW_SIDE_MAX)
        return;
    *out = sw_grid_empty(width, height);
    for (int cells = SW_SIDE_MAX * SW_SIDE_MAX; cells > 0; cells--) {
        for (int i = 1; i <= all->count; i++) {
            if (all->of[i].cells != cells)
                continue;
            lay_down(in, all, i, (across ? place : 0) - all->of[i].x0,
                     (across ? 0 : place) - all->of[i].y0, out);
            place += across ? wide(all, i) : high(all, i);
        }
    }
}

static void law_queue(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    line_up(in, all, true, out);
}

static void law_pile(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    line_up(in, all, false, out);
}

/* --- rows and columns --- */

/* Whether row or column k is unlike the one before it. */
static bool unlike_before(const struct sw_grid *in, bool row, int k)
{
    for (int i = 0; i < (row ? in->width : in->height); i++)
        if (row ? in->cell[k][i] != in->cell[k - 1][i] : in->cell[i][k] != in->cell[i][k - 1])
            return true;
    return false;
}

static void law_thin(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int height = 0, width = 0;

    (void)all;
    (void)a;
    (void)b;
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
}

/* By the largest side of blocks that the canvas wholly consists of. */
static void law_unscale(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    int best = 1;

    (void)all;
    (void)a;
    (void)b;
    for (int side = 2; side <= in->width; side++) {
        bool fits = in->width % side == 0 && in->height % side == 0;

        EACH_CELL(in)
        fits = fits && in->cell[y][x] == in->cell[y / side * side][x / side * side];
        best = fits ? side : best;
    }
    *out = sw_grid_empty(in->width / best, in->height / best);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y * best][x * best];
}

/* --- panels --- */

struct panels {
    int count, x[SW_SIDE_MAX * SW_SIDE_MAX], y[SW_SIDE_MAX * SW_SIDE_MAX], width, height;
};

/* The colour of the row or column if it has one, else 0. */
static uint8_t line_colour(const struct sw_grid *in, bool row, int k)
{
    int length = row ? in->width : in->height;
    uint8_t colour = row ? in->cell[k][0] : in->cell[0][k];

    for (int i = 0; i < length; i++)
        if ((row ? in->cell[k][i] : in->cell[i][k]) != colour)
            return 0;
    return length > 1 ? colour : 0;
}

/* Where stretches between lines of the colour begin; returns how many, and the length of the
 * first. */
static int stretches_of(const struct sw_grid *in, bool row, uint8_t colour, int begin[SW_SIDE_MAX],
                        int *length)
{
    int sides = row ? in->height : in->width, count = 0;
    bool open = false;

    *length = 0;
    for (int k = 0; k < sides; k++) {
        bool line = colour != 0 && line_colour(in, row, k) == colour;

        if (!line && !open)
            begin[count++] = k;
        *length += !line && count == 1;
        open = !line;
    }
    return count;
}

/* The panels between lines of the colour of which there are most lines; without, both halves. */
static void find_panels(const struct sw_grid *in, struct panels *out)
{
    int lines[SW_COLOURS] = {0}, left[SW_SIDE_MAX], top[SW_SIDE_MAX], wide_count, high_count;
    uint8_t colour = 0;

    for (int y = 0; y < in->height; y++)
        lines[line_colour(in, true, y)]++;
    for (int x = 0; x < in->width; x++)
        lines[line_colour(in, false, x)]++;
    for (uint8_t k = 1; k < SW_COLOURS; k++)
        if (lines[k] > (colour == 0 ? 0 : lines[colour]))
            colour = k;
    wide_count = stretches_of(in, false, colour, left, &out->width);
    high_count = stretches_of(in, true, colour, top, &out->height);
    out->count = 0;
    if (wide_count * high_count < 2) {
        bool across = in->width >= in->height;

        out->count = 2;
        out->width = across ? in->width / 2 : in->width;
        out->height = across ? in->height : in->height / 2;
        out->x[0] = out->y[0] = 0;
        out->x[1] = in->width - out->width;
        out->y[1] = in->height - out->height;
        return;
    }
    for (int j = 0; j < high_count; j++) {
        for (int i = 0; i < wide_count; i++) {
            out->x[out->count] = left[i];
            out->y[out->count++] = top[j];
        }
    }
}

static void law_panels(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    struct panels panels;

    (void)all;
    find_panels(in, &panels);
    *out = sw_grid_empty(panels.width, panels.height);
    EACH_CELL(out)
    {
        int full = 0;
        bool first = in->cell[panels.y[0] + y][panels.x[0] + x] != 0, filled;

        for (int k = 0; k < panels.count; k++)
            full += in->cell[panels.y[k] + y][panels.x[k] + x] != 0;
        filled = strcmp(a, "or") == 0    ? full > 0
                 : strcmp(a, "and") == 0 ? full == panels.count
                 : strcmp(a, "xor") == 0 ? full == 1
                 : strcmp(a, "nor") == 0 ? full == 0
                                         : first && full == 1;
        out->cell[y][x] = filled ? digit(b) : 0;
    }
}

static void law_overlay(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    struct panels panels;

    (void)all;
    (void)a;
    (void)b;
    find_panels(in, &panels);
    *out = sw_grid_empty(panels.width, panels.height);
    for (int k = panels.count - 1; k >= 0; k--)
        EACH_CELL(out)
    if (in->cell[panels.y[k] + y][panels.x[k] + x] != 0)
        out->cell[y][x] = in->cell[panels.y[k] + y][panels.x[k] + x];
}

#endif
