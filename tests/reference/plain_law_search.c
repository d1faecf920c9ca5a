/* plain_law_search.c - laws that search, cell by cell: the shortest way, and what continues a
 * pattern behind a colour that hides it. How they search is told in world/edit/edit_connect.c,
 * edit_period.c and edit_symmetry.c; here it is tried, without a thought of speed but that what
 * cannot be taken any more is not tried. */
#include "tests/reference/plain_law_private.h"
#include "tests/reference/plain_sketch.h"

#include <limits.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* --- the shortest way --- */

enum { WAYS = 16 }; /* cells beside the goal from which ways back are looked at */

static const int step_x[4] = {0, 0, 1, -1}, step_y[4] = {1, -1, 0, 0};

struct field {
    const struct sw_grid *in;
    int steps[SW_SIDE_MAX][SW_SIDE_MAX]; /* from the sources; -1: not reached */
    bool goal[SW_SIDE_MAX][SW_SIDE_MAX];
};

static bool is_at(const struct field *field, int x, int y, int steps)
{
    return inside(field->in, x, y) && field->steps[y][x] == steps;
}

static bool beside_goal(const struct field *field, int x, int y)
{
    for (int k = 0; k < 4; k++)
        if (inside(field->in, x + step_x[k], y + step_y[k]) &&
            field->goal[y + step_y[k]][x + step_x[k]])
            return true;
    return false;
}

/* Counts steps over empty cells until some cell is beside the goal; returns how many steps it took,
 * 0 if there is no way or nothing lies between. */
static int measure_way(struct field *field)
{
    const struct sw_grid *in = field->in;

    EACH_CELL(in)
    if (field->steps[y][x] == 0 && (field->goal[y][x] || beside_goal(field, x, y)))
        return 0;
    for (int now = 1;; now++) {
        bool any = false, there = false;

        EACH_CELL(in)
        for (int k = 0; k < 4 && field->steps[y][x] == now - 1; k++) {
            int to_x = x + step_x[k], to_y = y + step_y[k];

            if (!is_at(field, to_x, to_y, -1) || in->cell[to_y][to_x] != 0)
                continue;
            field->steps[to_y][to_x] = now;
            any = true;
            there = there || beside_goal(field, to_x, to_y);
        }
        if (!any || there)
            return there ? now : 0;
    }
}

/* Goes back from the cell, straight on from `turn` as long as that is a shortest way; draws it if
 * there is something to draw on. Returns its corners. */
static int go_back(const struct field *field, int x, int y, int turn, uint8_t colour,
                   struct sw_grid *out)
{
    int corners = 0;

    for (int steps = field->steps[y][x]; steps > 0; steps--) {
        int from = turn;

        if (out != NULL)
            out->cell[y][x] = colour;
        if (!is_at(field, x + step_x[turn], y + step_y[turn], steps - 1))
            for (turn = 0; !is_at(field, x + step_x[turn], y + step_y[turn], steps - 1);)
                turn++;
        corners += turn != from;
        x += step_x[turn];
        y += step_y[turn];
    }
    return corners;
}

/* Of the ways from the first cells that lie beside the goal, the one with the fewest corners; of
 * these one that comes to it in a column, then the first. */
static bool law_way(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int length, fewest = INT_MAX, best_x = 0, best_y = 0, best_turn = 0;
    bool small[ORGANISMS];
    struct field field = {.in = in};

    *out = *in;
    if (!sw_plain_choose(c->all, "smallest", small))
        return false;
    EACH_CELL(in)
    {
        field.goal[y][x] = c->all->label[y][x] != 0 && c->chosen[c->all->label[y][x]];
        field.steps[y][x] = c->all->label[y][x] != 0 && small[c->all->label[y][x]] ? 0 : -1;
    }
    length = measure_way(&field);
    for (int turn = 0; turn < 4 && length > 0; turn++) {
        int seen = 0;

        EACH_CELL(in)
        {
            int goal_x = x - step_x[turn], goal_y = y - step_y[turn], corners;

            if (field.steps[y][x] != length || !beside_goal(&field, x, y) || seen++ >= WAYS ||
                !inside(in, goal_x, goal_y) || !field.goal[goal_y][goal_x])
                continue;
            corners = go_back(&field, x, y, turn, 0, NULL);
            if (corners >= fewest)
                continue;
            fewest = corners;
            best_x = x;
            best_y = y;
            best_turn = turn;
        }
    }
    if (length > 0)
        go_back(&field, best_x, best_y, best_turn, digit(c->a), out);
    return true;
}

/* --- periods --- */

struct period {
    const struct sw_grid *in;
    const struct sw_plain_sketch *sketch;
    int class_of[SW_SIDE_MAX][SW_SIDE_MAX]; /* cells of one class have one colour, */
    int colour[SW_SIDE_MAX * SW_SIDE_MAX];  /* which is -1 as long as it is not known */
    int seen;                               /* classes whose colour is known */
    int found, classes;                     /* of the best so far: hidden cells that it tells */
    struct sw_grid best;
};

/* Puts the cell into the class; false if that has another colour. */
static bool join(struct period *period, int x, int y, int class)
{
    int *own = &period->colour[class], colour = period->sketch->colour[y][x];

    period->class_of[y][x] = class;
    if (colour < 0)
        return true;
    if (*own >= 0)
        return *own == colour;
    *own = colour;
    period->seen++;
    return true;
}

/* Takes the classes, `all` of them, if they are better than the best so far. */
static void consider(struct period *period, int all)
{
    const struct sw_plain_sketch *sketch = period->sketch;
    int found = 0;

    for (int y = 0; y < sketch->height; y++)
        for (int x = 0; x < sketch->width; x++)
            found += sketch->colour[y][x] < 0 && period->colour[period->class_of[y][x]] >= 0;
    if (3 * period->seen > 2 * sketch->cells ||
        (found < sketch->hidden && 2 * period->seen > sketch->cells) || found == 0 ||
        found < period->found || (found == period->found && all >= period->classes))
        return;
    period->found = found;
    period->classes = all;
    for (int y = 0; y < sketch->height; y++) {
        for (int x = 0; x < sketch->width; x++) {
            int colour = period->colour[period->class_of[y][x]];

            period->best.cell[y][x] = colour < 0 ? period->in->cell[y][x] : (uint8_t)colour;
        }
    }
}

/* The pattern stays the same when moved by (px, 0) or by (shift, py). */
static void try_lattice(struct period *period, int px, int py, int shift)
{
    const struct sw_plain_sketch *sketch = period->sketch;

    if (period->found == sketch->hidden && px * py >= period->classes)
        return;
    period->seen = 0;
    for (int k = 0; k < px * py; k++)
        period->colour[k] = -1;
    for (int y = 0; y < sketch->height; y++) {
        int from = shift * (y / py) % px;

        for (int x = 0; x < sketch->width; x++)
            if (!join(period, x, y, (x - from + px) % px + px * (y % py)))
                return;
    }
    consider(period, px * py);
}

static void try_lattices(struct period *period)
{
    const struct sw_plain_sketch *sketch = period->sketch;
    int width = sketch->width, height = sketch->height;
    int across = sketch->x1 - sketch->x0, down = sketch->y1 - sketch->y0;

    for (int px = 1; px <= width; px++)
        for (int py = 1; py <= height; py++)
            for (int shift = 0; shift < px; shift++)
                if (px * py < width * height &&
                    3 * least(px, across) * least(py, down) <= 2 * sketch->cells &&
                    (shift == 0 || (px < width && py < height)))
                    try_lattice(period, px, py, shift);
}

/* A figure that moves on in steps of (dx, dy) without repeating sideways. */
static void try_stairs(struct period *period, int dx, int dy)
{
    const struct sw_plain_sketch *sketch = period->sketch;
    int classes = 0;

    period->seen = 0;
    for (int y = 0; y < sketch->height; y++) {
        for (int x = 0; x < sketch->width; x++) {
            bool follows = y >= dy && x - dx >= 0 && x - dx < sketch->width;

            if (!follows)
                period->colour[classes] = -1;
            if (!join(period, x, y, follows ? period->class_of[y - dy][x - dx] : classes++))
                return;
        }
    }
    consider(period, classes);
}

static void try_all_stairs(struct period *period)
{
    const struct sw_plain_sketch *sketch = period->sketch;
    int across = sketch->x1 - sketch->x0, down = sketch->y1 - sketch->y0;

    for (int dy = 1; dy <= down / 2; dy++)
        for (int dx = -(across / 2); dx <= across / 2; dx++)
            if (dx != 0 &&
                3 * (across * down - (across - abs(dx)) * (down - dy)) <= 2 * sketch->cells)
                try_stairs(period, dx, dy);
}

static bool law_period(const struct sw_plain_case *c, struct sw_grid *out)
{
    struct period period;
    struct sw_plain_sketch sketch;

    *out = *c->in;
    sw_plain_sketch_of(c->in, digit(c->a), &sketch);
    if (!sketch.motley || sketch.hidden == 0)
        return true;
    period.in = c->in;
    period.sketch = &sketch;
    period.found = period.classes = 0;
    period.best = *c->in;
    try_lattices(&period);
    if (period.found < sketch.hidden)
        try_all_stairs(&period);
    *out = period.best;
    return true;
}

/* --- symmetries --- */

static bool law_symmetry(const struct sw_plain_case *c, struct sw_grid *out)
{
    struct sw_plain_carry carry[SW_PLAIN_MIRRORS];
    struct sw_plain_sketch sketch;
    int count;

    *out = *c->in;
    sw_plain_sketch_of(c->in, digit(c->a), &sketch);
    if (sketch.cells == 0 || sketch.hidden == 0)
        return true;
    count = sw_plain_mirrors(&sketch, carry);
    if (count == 0)
        count = sw_plain_turn(&sketch, SW_PLAIN_QUARTER, carry) ||
                sw_plain_turn(&sketch, SW_PLAIN_HALF, carry);
    sw_plain_carry_on(&sketch, carry, count);
    EACH_CELL(out)
    if (sketch.colour[y][x] >= 0)
        out->cell[y][x] = (uint8_t)sketch.colour[y][x];
    return true;
}

const struct sw_plain_row sw_plain_search_laws[] = {
    {"way", law_way, "largest", false},
    {"period", law_period, NULL, false},
    {"symmetry", law_symmetry, NULL, false},
    {NULL, NULL, NULL, false},
};
