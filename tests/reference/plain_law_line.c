/* plain_law_line.c - rays, lines and floods from single cells, cell by cell. */
#include "tests/reference/plain_law_private.h"

#include <limits.h>

/* A ray from every single cell, in the direction that the first parameter names, over cells that
 * are empty at first; colour 0: its own. With `arrives` only rays that end at something are drawn.
 */
static bool rays(const struct sw_plain_case *c, uint8_t colour, bool arrives, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int dx, dy;

    direction_of(c->a, &dx, &dy);
    *out = *in;
    EACH_CELL(in)
    {
        int length = 1;

        if (!is_dot(c->all, x, y))
            continue;
        while (inside(in, x + length * dx, y + length * dy) &&
               in->cell[y + length * dy][x + length * dx] == 0)
            length++;
        if (arrives && !inside(in, x + length * dx, y + length * dy))
            continue;
        for (int k = 1; k < length; k++)
            out->cell[y + k * dy][x + k * dx] = colour != 0 ? colour : in->cell[y][x];
    }
    return true;
}

static bool law_shoot(const struct sw_plain_case *c, struct sw_grid *out)
{
    return rays(c, 0, false, out);
}

static bool law_beam(const struct sw_plain_case *c, struct sw_grid *out)
{
    return rays(c, digit(c->b), false, out);
}

static bool law_reach(const struct sw_plain_case *c, struct sw_grid *out)
{
    return rays(c, 0, true, out);
}

static bool law_line(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        if (all->of[i].cells != 1)
            continue;
        EACH_CELL(in)
        {
            int dx = x - all->of[i].x0, dy = y - all->of[i].y0;

            if (in->cell[y][x] == 0 && (*c->a == 'r'   ? dy == 0
                                        : *c->a == 'c' ? dx == 0
                                                       : abs(dx) == abs(dy)))
                out->cell[y][x] = digit(c->b);
        }
    }
    return true;
}

/* Lines between single cells along (dx, dy) with nothing between them; colour 0: in their own, if
 * that is the same. */
static void links(const struct sw_grid *in, const struct sw_plain_scene *all, int dx, int dy,
                  uint8_t colour, struct sw_grid *out)
{
    EACH_CELL(in)
    {
        int length = 1;
        uint8_t own = in->cell[y][x], other;

        if (!is_dot(all, x, y))
            continue;
        while (inside(in, x + length * dx, y + length * dy) &&
               in->cell[y + length * dy][x + length * dx] == 0)
            length++;
        other = at(in, x + length * dx, y + length * dy);
        if (other == 0 || !is_dot(all, x + length * dx, y + length * dy) ||
            (colour == 0 && other != own))
            continue;
        for (int k = 1; k < length; k++)
            out->cell[y + k * dy][x + k * dx] = colour != 0 ? colour : own;
    }
}

static bool law_connect(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    links(in, all, 1, 0, digit(c->a), out);
    links(in, all, 0, 1, digit(c->a), out);
    return true;
}

static bool law_bridge(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    links(in, all, 1, 1, digit(c->a), out);
    links(in, all, 1, -1, digit(c->a), out);
    return true;
}

/* Not past another single cell: a corner that points there is one with nothing on both sides. */
static bool law_ray(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    int dx = c->a[1] == 'w' ? -1 : 1, dy = c->a[0] == 'n' ? -1 : 1;

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
    return true;
}

static bool law_join(const struct sw_plain_case *c, struct sw_grid *out)
{
    *out = *c->in;
    links(c->in, c->all, 1, 0, 0, out);
    links(c->in, c->all, 0, 1, 0, out);
    return true;
}

/* Rays of a higher colour lie over those of a lower one. */
static bool law_bounce(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

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
                to_x += inside(in, to_x + dx, to_y) ? dx : 0;
                if (in->cell[to_y][to_x] != 0)
                    break;
                out->cell[to_y][to_x] = colour;
            }
        }
    return true;
}

/* How many steps over empty cells lead from single cells of a colour to every cell. */
static void steps_from(const struct sw_grid *in, const struct sw_plain_scene *all, int colour,
                       int steps[SW_SIDE_MAX][SW_SIDE_MAX])
{
    static const int side_x[] = {0, 0, -1, 1}, side_y[] = {-1, 1, 0, 0};
    bool more = false;

    EACH_CELL(in)
    {
        bool source = is_dot(all, x, y) && in->cell[y][x] == colour;

        steps[y][x] = source ? 0 : INT_MAX;
        more = more || source;
    }
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

static bool law_flood(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    int least[SW_SIDE_MAX][SW_SIDE_MAX], steps[SW_SIDE_MAX][SW_SIDE_MAX];

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
    return true;
}

const struct sw_plain_row sw_plain_line_laws[] = {
    {"shoot", law_shoot, "dot", false},
    {"beam", law_beam, "dot", false},
    {"ray", law_ray, "dot", false},
    {"reach", law_reach, "dot", false},
    {"line", law_line, "dot", false},
    {"connect", law_connect, "dot", false},
    {"join", law_join, "dot", false},
    {"bridge", law_bridge, "dot", false},
    {"bounce", law_bounce, "dot", false},
    {"flood", law_flood, "dot", false},
    {NULL, NULL, NULL, false},
};
