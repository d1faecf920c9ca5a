/* plain_law_lay.c - laws that lay organisms elsewhere, cell by cell. */
#include "tests/reference/plain_law_private.h"

#include <limits.h>

/* --- to an anchor: all cells of a colour --- */

/* How many empty columns or rows lie between the organism's box and the nearest cell of the colour
 * straight on in the direction; INT_MAX if there is none. */
static int straight_on(const struct sw_grid *in, const struct sw_plain_scene *all, int i,
                       uint8_t colour, int dx, int dy)
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

static bool law_gather(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    static const char *const names[] = {"up", "down", "left", "right"};
    int label[SW_SIDE_MAX][SW_SIDE_MAX], way[ORGANISMS];
    bool any = false;

    *out = *in;
    memcpy(label, all->label, sizeof label);
    for (int i = 1; i <= all->count; i++) {
        int nearest = INT_MAX;

        way[i] = 4;
        any = any || !c->chosen[i];
        for (int d = 0; d < 4 && !c->chosen[i]; d++) {
            int dx, dy, off;

            direction_of(names[d], &dx, &dy);
            off = straight_on(in, all, i, digit(c->a), dx, dy);
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
        sw_plain_fall(out, label, all->count, marked, dx, dy);
    }
    return any;
}

static bool law_align(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    int x0 = SW_SIDE_MAX, y0 = SW_SIDE_MAX, x1 = 0, y1 = 0;
    bool any = false;

    *out = *in;
    EACH_CELL(in)
    {
        if (in->cell[y][x] == digit(c->a)) {
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

        if (c->chosen[i])
            continue;
        sw_plain_lay(in, all, i, across ? dx : 0, across ? 0 : dy, out);
        any = true;
    }
    return any;
}

/* --- organisms elsewhere --- */

/* Whether the box of organism i has room with its corner where that of k is. */
static bool fits_at(const struct sw_grid *in, const struct sw_plain_scene *all, int i, int k)
{
    return all->of[k].x0 + wide(all, i) <= in->width && all->of[k].y0 + high(all, i) <= in->height;
}

static bool law_exchange(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_plain_scene *all = c->all;
    bool both[ORGANISMS];
    int large = sw_plain_first(all, c->chosen), small, dx, dy;

    *out = *c->in;
    if (!sw_plain_choose(all, "smallest", both))
        return false;
    small = sw_plain_first(all, both);
    if (small == large || !fits_at(out, all, large, small) || !fits_at(out, all, small, large))
        return true;
    both[large] = true;
    dx = all->of[large].x0 - all->of[small].x0;
    dy = all->of[large].y0 - all->of[small].y0;
    sw_plain_colour(c->in, all, both, 0, out);
    sw_plain_lay(c->in, all, large, -dx, -dy, out);
    sw_plain_lay(c->in, all, small, dx, dy, out);
    return true;
}

static bool law_reflect(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    int dx, dy;

    direction_of(c->b, &dx, &dy);
    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        if (!c->chosen[i])
            continue;
        EACH_CELL(in)
        {
            int to_x = dx != 0 ? all->of[i].x0 + all->of[i].x1 - x + dx * wide(all, i) : x;
            int to_y = dy != 0 ? all->of[i].y0 + all->of[i].y1 - y + dy * high(all, i) : y;

            if (all->label[y][x] == i && inside(in, to_x, to_y) && out->cell[to_y][to_x] == 0)
                out->cell[to_y][to_x] = in->cell[y][x];
        }
    }
    return true;
}

static bool law_stamp(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    int large = sw_plain_first(all, c->chosen);
    bool any = false;

    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int x = all->of[i].x0 - (wide(all, large) - 1) / 2 - all->of[large].x0;
        int y = all->of[i].y0 - (high(all, large) - 1) / 2 - all->of[large].y0;

        if (all->of[i].cells != 1)
            continue;
        sw_plain_lay(in, all, large, x, y, out);
        any = true;
    }
    return any;
}

/* From large to small, side by side or below each other. */
static void line_up(const struct sw_grid *in, const struct sw_plain_scene *all, bool across,
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
            sw_plain_lay(in, all, i, (across ? place : 0) - all->of[i].x0,
                         (across ? 0 : place) - all->of[i].y0, out);
            place += across ? wide(all, i) : high(all, i);
        }
    }
}

static bool law_queue(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    line_up(in, all, true, out);
    return true;
}

static bool law_pile(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    line_up(in, all, false, out);
    return true;
}

const struct sw_plain_row sw_plain_lay_laws[] = {
    {"gather", law_gather, "$1", false},
    {"align", law_align, "$1", false},
    {"exchange", law_exchange, "largest", false},
    {"reflect", law_reflect, "$1", false},
    {"stamp", law_stamp, "largest", false},
    {"queue", law_queue, "all", false},
    {"pile", law_pile, "all", false},
    {NULL, NULL, NULL, false},
};
