/* law_reference.h - every law once more, cell by cell, as plainly as it can be said: no masks, no
 * edit tokens, none of the code that it is to check. */
#ifndef SW_TESTS_LAW_REFERENCE_H
#define SW_TESTS_LAW_REFERENCE_H

#include "world/grid.h"

#include <string.h>

/* --- organisms, by flooding cell by cell --- */

struct flooded {
    int count;
    int label[SW_SIDE_MAX][SW_SIDE_MAX]; /* 1.., 0: empty */
    struct {
        int cells, colour, x0, y0, x1, y1; /* the box includes x1, y1 */
    } of[1 + SW_SIDE_MAX * SW_SIDE_MAX];
};

static void flood(const struct sw_grid *grid, int x, int y, int label, struct flooded *out)
{
    if (x < 0 || y < 0 || x >= grid->width || y >= grid->height || out->label[y][x] != 0 ||
        grid->cell[y][x] != out->of[label].colour)
        return;
    out->label[y][x] = label;
    out->of[label].cells++;
    if (x < out->of[label].x0)
        out->of[label].x0 = x;
    if (x > out->of[label].x1)
        out->of[label].x1 = x;
    if (y > out->of[label].y1)
        out->of[label].y1 = y;
    for (int j = -1; j <= 1; j++)
        for (int i = -1; i <= 1; i++)
            flood(grid, x + i, y + j, label, out);
}

static void find_organisms(const struct sw_grid *grid, struct flooded *out)
{
    memset(out, 0, sizeof *out);
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            int label = out->count + 1;

            if (grid->cell[y][x] == 0 || out->label[y][x] != 0)
                continue;
            out->count++;
            out->of[label].colour = grid->cell[y][x];
            out->of[label].x0 = out->of[label].x1 = x;
            out->of[label].y0 = out->of[label].y1 = y;
            flood(grid, x, y, label, out);
        }
    }
}

/* Marks the empty or foreign cells that the outside reaches without crossing the organism. */
static void leak(const struct sw_grid *grid, const struct flooded *all, int label, int x, int y,
                 bool seen[SW_SIDE_MAX][SW_SIDE_MAX])
{
    if (x < 0 || y < 0 || x >= grid->width || y >= grid->height || seen[y][x] ||
        all->label[y][x] == label)
        return;
    seen[y][x] = true;
    leak(grid, all, label, x + 1, y, seen);
    leak(grid, all, label, x - 1, y, seen);
    leak(grid, all, label, x, y + 1, seen);
    leak(grid, all, label, x, y - 1, seen);
}

/* What is enclosed by the organism: hole[y][x]. Returns whether there is anything. */
static bool holes(const struct sw_grid *grid, const struct flooded *all, int label,
                  bool hole[SW_SIDE_MAX][SW_SIDE_MAX])
{
    bool seen[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}}, any = false;

    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            if (x == 0 || y == 0 || x == grid->width - 1 || y == grid->height - 1)
                leak(grid, all, label, x, y, seen);
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            hole[y][x] = !seen[y][x] && all->label[y][x] != label;
            any = any || hole[y][x];
        }
    }
    return any;
}

static bool same_shape(const struct flooded *all, int a, int b)
{
    if (all->of[a].cells != all->of[b].cells)
        return false;
    for (int y = all->of[a].y0; y <= all->of[a].y1; y++) {
        for (int x = all->of[a].x0; x <= all->of[a].x1; x++) {
            int other_x = x - all->of[a].x0 + all->of[b].x0;
            int other_y = y - all->of[a].y0 + all->of[b].y0;

            if (all->label[y][x] == a && (other_x > all->of[b].x1 || other_y > all->of[b].y1 ||
                                          all->label[other_y][other_x] != b))
                return false;
        }
    }
    return true;
}

/* The one that no other is like, while all others are alike; 0 if there is none. */
static int odd(const struct flooded *all, bool by_shape)
{
    int found = 0;

    if (all->count < 3)
        return 0;
    for (int a = 1; a <= all->count; a++) {
        bool alone = true;

        for (int b = 1; b <= all->count && alone; b++) {
            for (int c = 1; c <= all->count && alone; c++) {
                bool alike =
                    by_shape ? same_shape(all, b, c) : all->of[b].colour == all->of[c].colour;

                if (b != c && alike == (b == a || c == a))
                    alone = false;
            }
        }
        if (alone)
            found = a;
    }
    return found;
}

static bool has_property(const struct sw_grid *grid, const struct flooded *all, int label,
                         const char *property)
{
    bool hole[SW_SIDE_MAX][SW_SIDE_MAX];

    if (strcmp(property, "border") == 0)
        return all->of[label].x0 == 0 || all->of[label].y0 == 0 ||
               all->of[label].x1 == grid->width - 1 || all->of[label].y1 == grid->height - 1;
    if (strcmp(property, "holed") == 0)
        return holes(grid, all, label, hole);
    if (strcmp(property, "odd") == 0)
        return label == (odd(all, true) != 0 ? odd(all, true) : odd(all, false));
    for (int i = 1; i <= all->count; i++) {
        int more = all->of[label].cells - all->of[i].cells;

        if (i != label && (strcmp(property, "largest") == 0 ? more <= 0 : more >= 0))
            return false;
    }
    return true;
}

static void direction_of(const char *name, int *dx, int *dy)
{
    *dx = strcmp(name, "right") == 0 ? 1 : strcmp(name, "left") == 0 ? -1 : 0;
    *dy = strcmp(name, "down") == 0 ? 1 : strcmp(name, "up") == 0 ? -1 : 0;
}

static bool inside(const struct sw_grid *grid, int x, int y)
{
    return x >= 0 && y >= 0 && x < grid->width && y < grid->height;
}

/* --- the laws; `a` and `b` are the names of the parameters' choices --- */

typedef void law_function(const struct sw_grid *in, const struct flooded *all, const char *a,
                          const char *b, struct sw_grid *out);

/* Moves the organisms of which moves[] is true by one cell, at once. */
static void step(const struct sw_grid *in, const struct flooded *all, const bool *moves, int dx,
                 int dy, struct sw_grid *out)
{
    *out = sw_grid_empty(in->width, in->height);
    for (int y = 0; y < in->height; y++) {
        for (int x = 0; x < in->width; x++) {
            int label = all->label[y][x];

            if (label != 0 && moves[label])
                out->cell[y + dy][x + dx] = in->cell[y][x];
            else if (label != 0)
                out->cell[y][x] = in->cell[y][x];
        }
    }
}

/* Everything that is not held, directly or through others, by the wall falls on by one. Bodies keep
 * what they were labelled as at the start: two of one colour that meet do not become one. */
static void gravity(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    struct flooded now = *all;
    int dx, dy;
    bool moved = true;

    (void)b;
    direction_of(a, &dx, &dy);
    *out = *in;
    while (moved) {
        bool held[1 + SW_SIDE_MAX * SW_SIDE_MAX] = {false}, moves[1 + SW_SIDE_MAX * SW_SIDE_MAX];
        bool more = true;
        struct flooded next = now;
        struct sw_grid before = *out;

        while (more) {
            more = false;
            for (int y = 0; y < in->height; y++) {
                for (int x = 0; x < in->width; x++) {
                    int label = now.label[y][x], ahead;

                    if (label == 0 || held[label])
                        continue;
                    ahead = inside(in, x + dx, y + dy) ? now.label[y + dy][x + dx] : -1;
                    if (ahead == -1 || (ahead > 0 && held[ahead]))
                        more = held[label] = true;
                }
            }
        }
        moved = false;
        for (int i = 1; i <= now.count; i++) {
            moves[i] = !held[i];
            moved = moved || moves[i];
        }
        step(&before, &now, moves, dx, dy, out);
        memset(next.label, 0, sizeof next.label);
        for (int y = 0; y < in->height; y++)
            for (int x = 0; x < in->width; x++)
                if (now.label[y][x] != 0)
                    next.label[y + (moves[now.label[y][x]] ? dy : 0)]
                              [x + (moves[now.label[y][x]] ? dx : 0)] = now.label[y][x];
        now = next;
    }
}

static void push(const struct sw_grid *in, const struct flooded *all, const char *a, const char *b,
                 struct sw_grid *out)
{
    bool moves[1 + SW_SIDE_MAX * SW_SIDE_MAX] = {false}, more = true;
    int dx, dy;

    (void)b;
    direction_of(a, &dx, &dy);
    *out = *in;
    for (int i = 1; i <= all->count; i++)
        moves[i] = has_property(in, all, i, "largest");
    while (more) {
        more = false;
        for (int y = 0; y < in->height; y++) {
            for (int x = 0; x < in->width; x++) {
                if (!moves[all->label[y][x]])
                    continue;
                if (!inside(in, x + dx, y + dy))
                    return; /* the chain ends at the wall: nobody moves */
                if (all->label[y + dy][x + dx] != 0 && !moves[all->label[y + dy][x + dx]])
                    more = moves[all->label[y + dy][x + dx]] = true;
            }
        }
    }
    step(in, all, moves, dx, dy, out);
}

static void fill(const struct sw_grid *in, const struct flooded *all, const char *a, const char *b,
                 struct sw_grid *out)
{
    bool hole[SW_SIDE_MAX][SW_SIDE_MAX];

    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        holes(in, all, i, hole);
        for (int y = 0; y < in->height; y++)
            for (int x = 0; x < in->width; x++)
                if (hole[y][x] && in->cell[y][x] == 0)
                    out->cell[y][x] = (uint8_t)(*a - '0');
    }
}

/* Cells of organisms with (or without) the property take a colour. */
static void paint(const struct sw_grid *in, const struct flooded *all, const char *property,
                  bool with, uint8_t colour, struct sw_grid *out)
{
    *out = *in;
    for (int i = 1; i <= all->count; i++)
        if (has_property(in, all, i, property) == with)
            for (int y = 0; y < in->height; y++)
                for (int x = 0; x < in->width; x++)
                    if (all->label[y][x] == i)
                        out->cell[y][x] = colour;
}

static void recolour(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    paint(in, all, a, true, (uint8_t)(*b - '0'), out);
}

static void delete (const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)b;
    paint(in, all, a, true, 0, out);
}

static void keep(const struct sw_grid *in, const struct flooded *all, const char *a, const char *b,
                 struct sw_grid *out)
{
    (void)b;
    paint(in, all, a, false, 0, out);
}

static void crop(const struct sw_grid *in, const struct flooded *all, const char *a, const char *b,
                 struct sw_grid *out)
{
    int x0 = SW_SIDE_MAX, y0 = SW_SIDE_MAX, x1 = -1, y1 = -1;

    (void)b;
    for (int i = 1; i <= all->count; i++) {
        if (!has_property(in, all, i, a))
            continue;
        x0 = all->of[i].x0 < x0 ? all->of[i].x0 : x0;
        y0 = all->of[i].y0 < y0 ? all->of[i].y0 : y0;
        x1 = all->of[i].x1 > x1 ? all->of[i].x1 : x1;
        y1 = all->of[i].y1 > y1 ? all->of[i].y1 : y1;
    }
    *out = sw_grid_empty(x1 - x0 + 1, y1 - y0 + 1);
    for (int y = y0; y <= y1; y++)
        for (int x = x0; x <= x1; x++)
            out->cell[y - y0][x - x0] = in->cell[y][x];
}

/* Copies of organisms with the property, side by side, on cells that are empty by then. */
static void copies(const struct sw_grid *in, const struct flooded *all, const char *property,
                   const char *direction, int count, struct sw_grid *out)
{
    int dx, dy;

    direction_of(direction, &dx, &dy);
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int step_x = dx * (all->of[i].x1 - all->of[i].x0 + 1);
        int step_y = dy * (all->of[i].y1 - all->of[i].y0 + 1);

        if (!has_property(in, all, i, property))
            continue;
        for (int n = 1; n <= count; n++)
            for (int y = 0; y < in->height; y++)
                for (int x = 0; x < in->width; x++)
                    if (all->label[y][x] == i && inside(in, x + n * step_x, y + n * step_y) &&
                        out->cell[y + n * step_y][x + n * step_x] == 0)
                        out->cell[y + n * step_y][x + n * step_x] = in->cell[y][x];
    }
}

static void copy(const struct sw_grid *in, const struct flooded *all, const char *a, const char *b,
                 struct sw_grid *out)
{
    copies(in, all, a, b, 1, out);
}

static void repeat(const struct sw_grid *in, const struct flooded *all, const char *a,
                   const char *b, struct sw_grid *out)
{
    (void)b;
    copies(in, all, "largest", a, SW_SIDE_MAX, out);
}

static void mirror(const struct sw_grid *in, const struct flooded *all, const char *a,
                   const char *b, struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width, in->height);
    for (int y = 0; y < in->height; y++)
        for (int x = 0; x < in->width; x++)
            out->cell[y][x] =
                *a == 'x' ? in->cell[y][in->width - 1 - x] : in->cell[in->height - 1 - y][x];
}

static void turn(const struct sw_grid *in, const struct flooded *all, const char *a, const char *b,
                 struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = strcmp(a, "90") == 0 ? sw_grid_empty(in->height, in->width)
                                : sw_grid_empty(in->width, in->height);
    for (int y = 0; y < in->height; y++)
        for (int x = 0; x < in->width; x++)
            if (strcmp(a, "90") == 0)
                out->cell[x][in->height - 1 - y] = in->cell[y][x];
            else
                out->cell[in->height - 1 - y][in->width - 1 - x] = in->cell[y][x];
}

static void transpose(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
    *out = sw_grid_empty(in->height, in->width);
    for (int y = 0; y < in->height; y++)
        for (int x = 0; x < in->width; x++)
            out->cell[x][y] = in->cell[y][x];
}

static void reverse(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)b;
    *out = sw_grid_empty(in->width, in->height);
    for (int i = 1; i <= all->count; i++)
        for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
            for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
                if (all->label[y][x] == i)
                    out->cell[*a == 'y' ? all->of[i].y0 + all->of[i].y1 - y : y]
                             [*a == 'x' ? all->of[i].x0 + all->of[i].x1 - x : x] = in->cell[y][x];
}

static void complete(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    struct sw_grid image;

    mirror(in, all, a, b, &image);
    *out = *in;
    for (int y = 0; y < in->height; y++)
        for (int x = 0; x < in->width; x++)
            if (in->cell[y][x] == 0)
                out->cell[y][x] = image.cell[y][x];
}

static void outline(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = *in;
    for (int y = 0; y < in->height; y++)
        for (int x = 0; x < in->width; x++)
            for (int j = -1; j <= 1; j++)
                for (int i = -1; i <= 1; i++)
                    if (in->cell[y][x] == 0 && inside(in, x + i, y + j) &&
                        in->cell[y + j][x + i] != 0)
                        out->cell[y][x] = (uint8_t)(*a - '0');
}

static void hollow(const struct sw_grid *in, const struct flooded *all, const char *a,
                   const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
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
}

static void eat(const struct sw_grid *in, const struct flooded *all, const char *a, const char *b,
                struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = *in;
    for (int small = 1; small <= all->count; small++) {
        int eater = 0;

        for (int big = 1; big <= all->count; big++) {
            bool touch = false;

            for (int y = 0; y < in->height; y++)
                for (int x = 0; x < in->width; x++)
                    for (int j = -1; j <= 1; j++)
                        for (int i = -1; i <= 1; i++)
                            touch =
                                touch || (all->label[y][x] == small && inside(in, x + i, y + j) &&
                                          all->label[y + j][x + i] == big);
            if (touch && all->of[big].cells > all->of[small].cells &&
                (eater == 0 || all->of[big].cells > all->of[eater].cells))
                eater = big;
        }
        for (int y = 0; y < in->height && eater != 0; y++)
            for (int x = 0; x < in->width; x++)
                if (all->label[y][x] == small)
                    out->cell[y][x] = (uint8_t)all->of[eater].colour;
    }
}

#endif
