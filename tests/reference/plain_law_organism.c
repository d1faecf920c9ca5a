/* plain_law_organism.c - laws that move, turn, copy, keep and shape organisms or the whole canvas,
 * cell by cell. */
#include "tests/reference/plain_law_private.h"

/* --- falling and pushing --- */

/* Whatever is not held, directly or through others, falls on by one. Bodies keep what they were
 * labelled as at the start: two of one colour that meet do not become one. */
void sw_plain_fall(struct sw_grid *out, int label[SW_SIDE_MAX][SW_SIDE_MAX], int count,
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

static bool law_gravity(const struct sw_plain_case *c, struct sw_grid *out)
{
    int label[SW_SIDE_MAX][SW_SIDE_MAX], dx, dy;

    direction_of(c->a, &dx, &dy);
    *out = *c->in;
    memcpy(label, c->all->label, sizeof label);
    sw_plain_fall(out, label, c->all->count, c->chosen, dx, dy);
    return true;
}

/* Moves the chosen organisms by one cell, at once, over what is there. */
static void step(const struct sw_plain_case *c, const bool *moves, int dx, int dy,
                 struct sw_grid *out)
{
    sw_plain_colour(c->in, c->all, moves, 0, out);
    for (int i = 1; i <= c->all->count; i++)
        if (moves[i])
            sw_plain_lay(c->in, c->all, i, dx, dy, out);
}

static bool law_push(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    bool moves[ORGANISMS], more = true;
    int dx, dy;

    direction_of(c->a, &dx, &dy);
    *out = *in;
    memcpy(moves, c->chosen, sizeof moves);
    while (more) {
        more = false;
        EACH_CELL(in)
        {
            int own = c->all->label[y][x], ahead;

            if (own == 0 || !moves[own])
                continue;
            if (!inside(in, x + dx, y + dy))
                return true; /* the chain ends at the wall: nobody moves */
            ahead = c->all->label[y + dy][x + dx];
            if (ahead != 0 && !moves[ahead])
                more = moves[ahead] = true;
        }
    }
    step(c, moves, dx, dy, out);
    return true;
}

static bool law_move(const struct sw_plain_case *c, struct sw_grid *out)
{
    int dx, dy;

    direction_of(c->b, &dx, &dy);
    step(c, c->chosen, dx, dy, out);
    return true;
}

/* --- colour for the chosen ones, or for the others --- */

static bool law_recolour(const struct sw_plain_case *c, struct sw_grid *out)
{
    sw_plain_colour(c->in, c->all, c->chosen, digit(c->b), out);
    return true;
}

static bool law_delete(const struct sw_plain_case *c, struct sw_grid *out)
{
    sw_plain_colour(c->in, c->all, c->chosen, 0, out);
    return true;
}

/* The organisms that are not chosen; returns whether there is any. */
static bool others_of(const struct sw_plain_case *c, bool others[ORGANISMS])
{
    bool any = false;

    for (int i = 1; i <= c->all->count; i++) {
        others[i] = !c->chosen[i];
        any = any || others[i];
    }
    return any;
}

static bool law_keep(const struct sw_plain_case *c, struct sw_grid *out)
{
    bool others[ORGANISMS];

    others_of(c, others);
    sw_plain_colour(c->in, c->all, others, 0, out);
    return true;
}

static bool law_rest(const struct sw_plain_case *c, struct sw_grid *out)
{
    bool others[ORGANISMS], any = others_of(c, others);

    sw_plain_colour(c->in, c->all, others, digit(c->b), out);
    return any;
}

static bool law_crop(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_plain_scene *all = c->all;
    int x0 = SW_SIDE_MAX, y0 = SW_SIDE_MAX, x1 = -1, y1 = -1;

    for (int i = 1; i <= all->count; i++) {
        if (!c->chosen[i])
            continue;
        x0 = all->of[i].x0 < x0 ? all->of[i].x0 : x0;
        y0 = all->of[i].y0 < y0 ? all->of[i].y0 : y0;
        x1 = all->of[i].x1 > x1 ? all->of[i].x1 : x1;
        y1 = all->of[i].y1 > y1 ? all->of[i].y1 : y1;
    }
    *out = sw_grid_empty(x1 - x0 + 1, y1 - y0 + 1);
    EACH_CELL(out)
    out->cell[y][x] = c->in->cell[y0 + y][x0 + x];
    return true;
}

static bool law_like(const struct sw_plain_case *c, struct sw_grid *out)
{
    bool gone[ORGANISMS];

    for (int i = 1; i <= c->all->count; i++) {
        gone[i] = true;
        for (int k = 1; k <= c->all->count; k++)
            if (c->chosen[k] && sw_plain_same_shape(c->all, i, k))
                gone[i] = false;
    }
    sw_plain_colour(c->in, c->all, gone, 0, out);
    return true;
}

static bool law_single(const struct sw_plain_case *c, struct sw_grid *out)
{
    sw_plain_colour(c->in, c->all, c->chosen, digit(c->a), out);
    return true;
}

/* --- copies --- */

/* Copies of the chosen ones side by side, on cells that are empty by then; a copy that is wholly
 * outside ends them. */
static void copies(const struct sw_plain_case *c, const char *direction, int count,
                   struct sw_grid *out)
{
    const struct sw_plain_scene *all = c->all;
    int dx, dy;

    direction_of(direction, &dx, &dy);
    *out = *c->in;
    for (int i = 1; i <= all->count; i++) {
        int step_x = dx * wide(all, i), step_y = dy * high(all, i);
        bool room = c->chosen[i];

        for (int n = 1; n <= count && room; n++) {
            room = false;
            for (int y = all->of[i].y0; y <= all->of[i].y1; y++) {
                for (int x = all->of[i].x0; x <= all->of[i].x1; x++) {
                    int to_x = x + n * step_x, to_y = y + n * step_y;

                    room = room || inside(out, to_x, to_y);
                    if (all->label[y][x] == i && inside(out, to_x, to_y) &&
                        out->cell[to_y][to_x] == 0)
                        out->cell[to_y][to_x] = c->in->cell[y][x];
                }
            }
        }
    }
}

static bool law_copy(const struct sw_plain_case *c, struct sw_grid *out)
{
    copies(c, c->b, 1, out);
    return true;
}

static bool law_repeat(const struct sw_plain_case *c, struct sw_grid *out)
{
    copies(c, c->a, SW_SIDE_MAX, out);
    return true;
}

/* --- mirrors and turns --- */

static bool law_mirror(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = sw_grid_empty(in->width, in->height);
    EACH_CELL(in)
    out->cell[y][x] =
        *c->a == 'x' ? in->cell[y][in->width - 1 - x] : in->cell[in->height - 1 - y][x];
    return true;
}

static bool law_turn(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    bool quarter = strcmp(c->a, "90") == 0;

    *out = sw_grid_empty(quarter ? in->height : in->width, quarter ? in->width : in->height);
    EACH_CELL(in)
    if (quarter)
        out->cell[x][in->height - 1 - y] = in->cell[y][x];
    else
        out->cell[in->height - 1 - y][in->width - 1 - x] = in->cell[y][x];
    return true;
}

static bool law_transpose(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = sw_grid_empty(in->height, in->width);
    EACH_CELL(in)
    out->cell[x][y] = in->cell[y][x];
    return true;
}

/* Organism i mirrored where it stands, over what is there or only on what is empty by then. */
static void lay_mirrored(const struct sw_plain_case *c, int i, bool in_x, bool in_y, bool over,
                         struct sw_grid *out)
{
    const struct sw_plain_scene *all = c->all;

    for (int y = all->of[i].y0; y <= all->of[i].y1; y++) {
        for (int x = all->of[i].x0; x <= all->of[i].x1; x++) {
            int to_x = in_x ? all->of[i].x0 + all->of[i].x1 - x : x;
            int to_y = in_y ? all->of[i].y0 + all->of[i].y1 - y : y;

            if (all->label[y][x] == i && (over || out->cell[to_y][to_x] == 0))
                out->cell[to_y][to_x] = c->in->cell[y][x];
        }
    }
}

static bool law_reverse(const struct sw_plain_case *c, struct sw_grid *out)
{
    *out = sw_grid_empty(c->in->width, c->in->height);
    for (int i = 1; i <= c->all->count; i++)
        lay_mirrored(c, i, *c->a == 'x', *c->a == 'y', true, out);
    return true;
}

static bool law_spin(const struct sw_plain_case *c, struct sw_grid *out)
{
    *out = sw_grid_empty(c->in->width, c->in->height);
    for (int i = 1; i <= c->all->count; i++)
        lay_mirrored(c, i, true, true, true, out);
    return true;
}

static bool law_mend(const struct sw_plain_case *c, struct sw_grid *out)
{
    *out = *c->in;
    for (int i = 1; i <= c->all->count; i++)
        lay_mirrored(c, i, *c->a == 'x', *c->a == 'y', false, out);
    return true;
}

static bool law_complete(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    struct sw_grid image;

    law_mirror(c, &image);
    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] == 0)
        out->cell[y][x] = image.cell[y][x];
    return true;
}

/* Only a square one is itself again when it is turned. */
static bool law_rosette(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int last = in->width - 1;

    *out = *in;
    for (int turn = 1; turn < 4 && in->width == in->height; turn++)
        EACH_CELL(in)
        {
            int to_x = turn == 1 ? last - y : turn == 2 ? last - x : y;
            int to_y = turn == 1 ? x : turn == 2 ? last - y : last - x;

            if (out->cell[to_y][to_x] == 0)
                out->cell[to_y][to_x] = in->cell[y][x];
        }
    return true;
}

const struct sw_plain_row sw_plain_organism_laws[] = {
    {"gravity", law_gravity, "all", false},
    {"push", law_push, "largest", false},
    {"move", law_move, "$1", false},
    {"recolour", law_recolour, "$1", false},
    {"delete", law_delete, "$1", false},
    {"keep", law_keep, "$1", false},
    {"crop", law_crop, "$1", false},
    {"paint", law_recolour, "$1", false},
    {"drop", law_delete, "$1", false},
    {"sieve", law_keep, "$1", false},
    {"rest", law_rest, "$1", true},
    {"place", law_recolour, "$1", false},
    {"pick", law_crop, "$1", false},
    {"like", law_like, "$1", false},
    {"single", law_single, "unique", false},
    {"twins", law_delete, "unique", false},
    {"copy", law_copy, "$1", false},
    {"repeat", law_repeat, "largest", false},
    {"mirror", law_mirror, NULL, false},
    {"turn", law_turn, NULL, false},
    {"transpose", law_transpose, NULL, false},
    {"reverse", law_reverse, "all", false},
    {"spin", law_spin, "all", false},
    {"mend", law_mend, "all", false},
    {"complete", law_complete, NULL, false},
    {"rosette", law_rosette, NULL, false},
    {NULL, NULL, NULL, false},
};
