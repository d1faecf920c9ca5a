/* law_reference_colour.h - laws that give colours, cell by cell (see law_reference.h, which this
 * one continues): by legend, neighbours and contents; in organisms of several colours; rays of
 * single cells. */
#ifndef SW_TESTS_LAW_REFERENCE_COLOUR_H
#define SW_TESTS_LAW_REFERENCE_COLOUR_H

#include "law_reference_more.h"

#include <limits.h>

/* The colour other than 0 of which there is most, the lower on a tie; 0 if there is none. */
static uint8_t commonest(const int count[SW_COLOURS])
{
    uint8_t best = 0;

    for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
        if (count[colour] > (best == 0 ? 0 : count[best]))
            best = colour;
    return best;
}

/* --- what organisms take from others --- */

/* Whether organism b is organism a under the symmetry: mirrored or not, then turned so often. */
static bool image_of(const struct flooded *all, int a, int b, bool mirrored, int turns)
{
    int w = wide(all, a), h = high(all, a);

    if (all->of[a].cells != all->of[b].cells || wide(all, b) != (turns % 2 == 0 ? w : h) ||
        high(all, b) != (turns % 2 == 0 ? h : w))
        return false;
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            int to_x = mirrored ? w - 1 - x : x, to_y = y, now_h = h, now_w = w;

            for (int i = 0; i < turns; i++) { /* clockwise */
                int turned = now_h - 1 - to_y, side = now_h;

                to_y = to_x;
                to_x = turned;
                now_h = now_w;
                now_w = side;
            }
            if ((all->label[all->of[a].y0 + y][all->of[a].x0 + x] == a) !=
                (all->label[all->of[b].y0 + to_y][all->of[b].x0 + to_x] == b))
                return false;
        }
    }
    return true;
}

static int model_of(const struct flooded *all, int i, uint8_t colour)
{
    for (int k = 1; k <= all->count; k++)
        if (all->of[k].colour != colour && same_shape(all, i, k) && same_shape(all, k, i))
            return k;
    for (int k = 1; k <= all->count; k++)
        for (int symmetry = 1; symmetry < 8 && all->of[k].colour != colour; symmetry++)
            if (image_of(all, i, k, symmetry >= 4, symmetry % 4))
                return k;
    return 0;
}

static void law_template(const struct sw_grid *in, const struct flooded *all, const char *a,
                         const char *b, struct sw_grid *out)
{
    int model[ORGANISMS] = {0};

    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++)
        if (all->of[i].colour == digit(a))
            model[i] = model_of(all, i, digit(a));
    EACH_CELL(in)
    if (model[all->label[y][x]] != 0)
        out->cell[y][x] = (uint8_t)all->of[model[all->label[y][x]]].colour;
}

static void law_infect(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int count[SW_COLOURS] = {0};
        uint8_t colour;

        if (all->of[i].colour != digit(a))
            continue;
        EACH_CELL(in)
        {
            bool touches = false;

            for (int k = 0; k < 9; k++)
                touches = touches || (inside(in, x + k % 3 - 1, y + k / 3 - 1) &&
                                      all->label[y + k / 3 - 1][x + k % 3 - 1] == i);
            if (touches && all->label[y][x] != i)
                count[in->cell[y][x]]++;
        }
        colour = commonest(count);
        EACH_CELL(in)
        if (all->label[y][x] == i && colour != 0)
            out->cell[y][x] = colour;
    }
}

static void law_contain(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int count[SW_COLOURS] = {0};
        uint8_t colour;

        for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
            for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
                count[in->cell[y][x]] += in->cell[y][x] != all->of[i].colour;
        colour = commonest(count);
        EACH_CELL(in)
        if (all->label[y][x] == i && colour != 0 && has_property(in, all, i, "holed"))
            out->cell[y][x] = colour;
    }
}

/* --- a legend --- */

/* Marks the cells of `part` that hang together with (x, y), side by side; grows the box. */
static int gather_part(const struct sw_grid *in, bool part[SW_SIDE_MAX][SW_SIDE_MAX], int x, int y,
                       int box[4])
{
    if (!inside(in, x, y) || !part[y][x])
        return 0;
    part[y][x] = false;
    box[0] = x < box[0] ? x : box[0];
    box[1] = y < box[1] ? y : box[1];
    box[2] = x > box[2] ? x : box[2];
    box[3] = y > box[3] ? y : box[3];
    return 1 + gather_part(in, part, x + 1, y, box) + gather_part(in, part, x - 1, y, box) +
           gather_part(in, part, x, y + 1, box) + gather_part(in, part, x, y - 1, box);
}

/* Reads the pairs of a full box that is two cells wide or high; false if it is no legend. */
static bool read_pairs(const struct sw_grid *in, const int box[4], int cells,
                       uint8_t to[SW_COLOURS], uint8_t back[SW_COLOURS])
{
    int w = box[2] - box[0] + 1, h = box[3] - box[1] + 1;
    bool in_rows = w == 2; /* else in columns */

    if (cells != w * h || (w != 2 && h != 2))
        return false;
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < cells / 2; i++) {
            uint8_t first = in->cell[box[1] + (in_rows ? i : 0)][box[0] + (in_rows ? 0 : i)];
            uint8_t second = in->cell[box[1] + (in_rows ? i : 1)][box[0] + (in_rows ? 1 : i)];

            if (first == second)
                return false;
            if (turn == 1 && to[first] == 0)
                to[first] = second;
            if (turn == 1 && back[second] == 0)
                back[second] = first;
        }
    }
    return true;
}

/* Reads the legends among the cells that are marked; legend[y][x]: the cell is of one. */
static bool read_legends(const struct sw_grid *in, bool part[SW_SIDE_MAX][SW_SIDE_MAX],
                         uint8_t to[SW_COLOURS], bool legend[SW_SIDE_MAX][SW_SIDE_MAX])
{
    uint8_t back[SW_COLOURS] = {0};
    bool any = false;

    EACH_CELL(in)
    {
        int box[4] = {x, y, x, y}, cells = gather_part(in, part, x, y, box);

        if (cells == 0 || !read_pairs(in, box, cells, to, back))
            continue;
        any = true;
        for (int j = box[1]; j <= box[3]; j++)
            for (int i = box[0]; i <= box[2]; i++)
                legend[j][i] = true;
    }
    for (int colour = 1; colour < SW_COLOURS; colour++)
        to[colour] = to[colour] != 0 ? to[colour] : back[colour];
    return any;
}

static void law_legend(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    bool part[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}}, legend[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}};
    uint8_t to[SW_COLOURS] = {0};

    (void)a;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    part[y][x] = all->label[y][x] != 0 && all->of[all->label[y][x]].cells == 1;
    if (!read_legends(in, part, to, legend)) {
        EACH_CELL(in)
        part[y][x] = in->cell[y][x] != 0;
        read_legends(in, part, to, legend);
    }
    EACH_CELL(in)
    if (all->label[y][x] != 0 && all->of[all->label[y][x]].cells > 1 && !legend[y][x] &&
        to[in->cell[y][x]] != 0)
        out->cell[y][x] = to[in->cell[y][x]];
}

/* --- organisms of several colours --- */

/* The same with any colours but 0. */
static void find_motley(const struct sw_grid *in, struct flooded *out)
{
    struct sw_grid one = *in;

    EACH_CELL(in)
    one.cell[y][x] = in->cell[y][x] != 0;
    find_organisms(&one, out);
}

static void count_in(const struct sw_grid *in, const struct flooded *all, int i, bool box,
                     int count[SW_COLOURS])
{
    memset(count, 0, SW_COLOURS * sizeof *count);
    for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
        for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
            count[in->cell[y][x]] += box || all->label[y][x] == i;
}

static int kinds_of(const int count[SW_COLOURS])
{
    int kinds = 0;

    for (int colour = 1; colour < SW_COLOURS; colour++)
        kinds += count[colour] > 0;
    return kinds;
}

static void law_invert(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    struct flooded motley;

    (void)all;
    (void)a;
    (void)b;
    find_motley(in, &motley);
    *out = *in;
    for (int i = 1; i <= motley.count; i++) {
        int count[SW_COLOURS], low = 0, top = 0;
        bool box = false;

        count_in(in, &motley, i, false, count);
        if (kinds_of(count) == 1) {
            box = true;
            count_in(in, &motley, i, true, count);
        }
        for (int colour = 1; colour < SW_COLOURS; colour++) {
            low = low == 0 && count[colour] > 0 ? colour : low;
            top = count[colour] > 0 ? colour : top;
        }
        for (int y = motley.of[i].y0; y <= motley.of[i].y1 && kinds_of(count) == 2; y++)
            for (int x = motley.of[i].x0; x <= motley.of[i].x1; x++)
                if ((box || motley.label[y][x] == i) &&
                    (in->cell[y][x] == low || in->cell[y][x] == top))
                    out->cell[y][x] = (uint8_t)(low + top - in->cell[y][x]);
    }
}

static void law_majority(const struct sw_grid *in, const struct flooded *all, const char *a,
                         const char *b, struct sw_grid *out)
{
    struct flooded motley;

    (void)all;
    (void)a;
    (void)b;
    find_motley(in, &motley);
    *out = *in;
    EACH_CELL(in)
    if (motley.label[y][x] != 0) {
        int count[SW_COLOURS];

        count_in(in, &motley, motley.label[y][x], false, count);
        out->cell[y][x] = commonest(count);
    }
}

/* Whether box i lies within box k; of two boxes that are the same, the later within the earlier. */
static bool within(const struct flooded *all, int i, int k)
{
    bool in = all->of[i].x0 >= all->of[k].x0 && all->of[i].y0 >= all->of[k].y0 &&
              all->of[i].x1 <= all->of[k].x1 && all->of[i].y1 <= all->of[k].y1;
    bool same = in && wide(all, i) == wide(all, k) && high(all, i) == high(all, k);

    return i != k && in && (!same || k < i);
}

static int depth_in(const struct flooded *all, int i, int x, int y)
{
    int left = x - all->of[i].x0, right = all->of[i].x1 - x, up = y - all->of[i].y0,
        down = all->of[i].y1 - y;
    int across = left < right ? left : right, along = up < down ? up : down;

    return across < along ? across : along;
}

/* The colours of the rings from the outside to the inside, those that follow each other and are
 * alike as one: kind[depth]. Returns how many, 0 if a ring has several. */
static int ring_kinds(const struct sw_grid *in, const struct flooded *all, int i,
                      uint8_t colour[SW_SIDE_MAX], int kind[SW_SIDE_MAX])
{
    int least = wide(all, i) < high(all, i) ? wide(all, i) : high(all, i), kinds = 0;

    for (int depth = 0; depth < (least + 1) / 2; depth++) {
        uint8_t own = in->cell[all->of[i].y0 + depth][all->of[i].x0 + depth];

        for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
            for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
                if (depth_in(all, i, x, y) == depth && in->cell[y][x] != own)
                    return 0;
        if (kinds == 0 || colour[kinds - 1] != own)
            colour[kinds++] = own;
        kind[depth] = kinds - 1;
    }
    return kinds;
}

static void law_rings(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    struct flooded motley;

    (void)all;
    (void)a;
    (void)b;
    find_motley(in, &motley);
    *out = *in;
    for (int i = 1; i <= motley.count; i++) {
        uint8_t colour[SW_SIDE_MAX];
        int kind[SW_SIDE_MAX], kinds;
        bool outermost = wide(&motley, i) > 2 && high(&motley, i) > 2;

        for (int k = 1; k <= motley.count; k++)
            if (wide(&motley, k) > 2 && high(&motley, k) > 2 && within(&motley, i, k))
                outermost = false;
        kinds = outermost ? ring_kinds(in, &motley, i, colour, kind) : 0;
        for (int y = motley.of[i].y0; y <= motley.of[i].y1 && kinds > 0; y++)
            for (int x = motley.of[i].x0; x <= motley.of[i].x1; x++)
                out->cell[y][x] = colour[kinds - 1 - kind[depth_in(&motley, i, x, y)]];
    }
}

static void law_denoise(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    {
        int count[SW_COLOURS] = {0};
        uint8_t best = 0;

        for (int k = 0; k < 9; k++)
            if (k != 4 && inside(in, x + k % 3 - 1, y + k / 3 - 1))
                count[in->cell[y + k / 3 - 1][x + k % 3 - 1]]++;
        for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
            best = count[colour] > count[best] ? colour : best;
        if (count[in->cell[y][x]] == 0 && count[best] > 0)
            out->cell[y][x] = best;
    }
}

/* --- single cells --- */

static bool is_dot(const struct flooded *all, int x, int y)
{
    return all->label[y][x] != 0 && all->of[all->label[y][x]].cells == 1;
}

/* Not past another single cell: a corner that points there is one with nothing on both sides. */
static void law_ray(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    int dx = a[1] == 'w' ? -1 : 1, dy = a[0] == 'n' ? -1 : 1;

    (void)b;
    *out = *in;
    EACH_CELL(in)
    {
        if (!is_dot(all, x, y) || (inside(in, x + dx, y) && is_dot(all, x + dx, y)) ||
            (inside(in, x, y + dy) && is_dot(all, x, y + dy)))
            continue;
        for (int k = 1; inside(in, x + k * dx, y + k * dy) && at(in, x + k * dx, y + k * dy) == 0;
             k++)
            out->cell[y + k * dy][x + k * dx] = in->cell[y][x];
    }
}

static void law_join(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = *in;
    for (int down = 0; down < 2; down++)
        EACH_CELL(in)
        {
            int k = 1;

            if (!is_dot(all, x, y))
                continue;
            while (inside(in, x + k * !down, y + k * down) &&
                   at(in, x + k * !down, y + k * down) == 0)
                k++;
            if (!inside(in, x + k * !down, y + k * down) ||
                !is_dot(all, x + k * !down, y + k * down) ||
                at(in, x + k * !down, y + k * down) != in->cell[y][x])
                continue;
            while (--k > 0)
                out->cell[y + k * down][x + k * !down] = in->cell[y][x];
        }
}

/* Rays of a higher colour lie over those of a lower one. */
static void law_bounce(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = *in;
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
        EACH_CELL(in)
        {
            int to_x = x, dx = 1;

            if (!is_dot(all, x, y) || in->cell[y][x] != colour)
                continue;
            for (int to_y = y - 1; to_y >= 0; to_y--) {
                if (!inside(in, to_x + dx, to_y))
                    dx = -dx;
                to_x += dx;
                if (in->cell[to_y][to_x] != 0)
                    break;
                out->cell[to_y][to_x] = colour;
            }
        }
}

/* How many steps over empty cells lead from single cells of a colour to every cell. */
static void steps_from(const struct sw_grid *in, const struct flooded *all, int colour,
                       int steps[SW_SIDE_MAX][SW_SIDE_MAX])
{
    static const int side_x[] = {0, 0, -1, 1}, side_y[] = {-1, 1, 0, 0};
    bool more = true;

    EACH_CELL(in)
    steps[y][x] = is_dot(all, x, y) && in->cell[y][x] == colour ? 0 : INT_MAX;
    for (int now = 0; more; now++) {
        more = false;
        EACH_CELL(in)
        for (int k = 0; k < 4 && steps[y][x] == now; k++) {
            int to_x = x + side_x[k], to_y = y + side_y[k];

            if (!inside(in, to_x, to_y) || in->cell[to_y][to_x] != 0 ||
                steps[to_y][to_x] != INT_MAX)
                continue;
            steps[to_y][to_x] = now + 1;
            more = true;
        }
    }
}

static void law_flood(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    int least[SW_SIDE_MAX][SW_SIDE_MAX], steps[SW_SIDE_MAX][SW_SIDE_MAX];

    (void)a;
    (void)b;
    *out = *in;
    EACH_CELL(in)
    least[y][x] = INT_MAX;
    for (int colour = 1; colour < SW_COLOURS; colour++) {
        steps_from(in, all, colour, steps);
        EACH_CELL(in)
        {
            if (in->cell[y][x] != 0 || steps[y][x] == INT_MAX || steps[y][x] > least[y][x])
                continue;
            out->cell[y][x] = steps[y][x] < least[y][x] ? (uint8_t)colour : 0;
            least[y][x] = steps[y][x];
        }
    }
}

#endif
