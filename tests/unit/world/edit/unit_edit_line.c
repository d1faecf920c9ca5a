/* unit_edit_line.c - the acts that draw lines, connect and flood on random canvases, against plain
 * loops over cells. */
#include "tests/unit/world/edit/edit_twin.h"

/* Leaves of what is selected what lines come from; nothing is selected then, if so wanted. */
static void take_sources(struct plain *p, bool deselect)
{
    foreach (&p->was, x, y)
        if (was(p, x, y) == 0 && (p->whole || p->colour == SW_COLOUR_OWN))
            p->before.row[y] &= ~(1u << x);
    if (deselect)
        nothing_selected(p);
}

static bool source(const struct plain *p, int x, int y)
{
    return chosen(p, x, y);
}

static bool vacant(const struct plain *p, int x, int y)
{
    return inside(&p->was, x, y) && p->was.cell[y][x] == 0;
}

static void walk(struct plain *p, int x, int y, int dx, int dy)
{
    uint8_t colour = ink(p, was(p, x, y));

    for (x += dx, y += dy; vacant(p, x, y); x += dx, y += dy)
        put(p, x, y, colour, false);
}

static const int8_t step_x[4] = {0, 0, -1, 1}, step_y[4] = {-1, 1, 0, 0};

static void plain_shoot(struct plain *p)
{
    take_sources(p, false);
    foreach (&p->was, x, y)
        if (source(p, x, y))
            walk(p, x, y, step_x[p->parameter], step_y[p->parameter]);
}

/* What belongs to the same corner. */
static bool beside(const struct plain *p, uint8_t colour, int x, int y)
{
    return source(p, x, y) || (colour != 0 && was(p, x, y) == colour);
}

static void diagonal(struct plain *p, int dx, int dy)
{
    take_sources(p, false);
    foreach (&p->was, x, y)
        if (source(p, x, y) && !beside(p, was(p, x, y), x + dx, y) &&
            !beside(p, was(p, x, y), x, y + dy))
            walk(p, x, y, dx, dy);
}

static void plain_up_left(struct plain *p)
{
    diagonal(p, -1, -1);
}

static void plain_up_right(struct plain *p)
{
    diagonal(p, 1, -1);
}

static void plain_down_left(struct plain *p)
{
    diagonal(p, -1, 1);
}

static void plain_down_right(struct plain *p)
{
    diagonal(p, 1, 1);
}

static bool anchored(const struct plain *p, int x, int y)
{
    return inside(&p->was, x, y) && sw_mask_get(&p->anchor, x, y);
}

static void plain_reach(struct plain *p)
{
    int dx = step_x[p->parameter], dy = step_y[p->parameter];
    bool free = nowhere(&p->anchor);

    take_sources(p, false);
    foreach (&p->was, x, y) {
        int to_x = x + dx, to_y = y + dy;
        if (!source(p, x, y))
            continue;
        while (vacant(p, to_x, to_y) && !anchored(p, to_x, to_y)) {
            to_x += dx;
            to_y += dy;
        }
        if (free ? !inside(&p->was, to_x, to_y) : !anchored(p, to_x, to_y))
            continue;
        for (to_x -= dx, to_y -= dy; to_x != x || to_y != y; to_x -= dx, to_y -= dy)
            put(p, to_x, to_y, ink(p, was(p, x, y)), false);
    }
}

/* Higher colours lie over lower ones. */
static void plain_bounce(struct plain *p)
{
    take_sources(p, false);
    for (int colour = 0; colour < SW_COLOURS; colour++) {
        foreach (&p->was, x, y) {
            int to_x = x, to_y = y, dx = 1;
            if (!source(p, x, y) || was(p, x, y) != colour)
                continue;
            for (;;) {
                if (!inside(&p->was, to_x + dx, to_y))
                    dx = -dx;
                if (inside(&p->was, to_x + dx, to_y))
                    to_x += dx;
                to_y--;
                if (!vacant(p, to_x, to_y))
                    break;
                put(p, to_x, to_y, ink(p, (uint8_t)colour), false);
            }
        }
    }
}

/* --- the nearest --- */

/* What is nearest to a cell so far: how far it is, and its colour or -1 for several. */
struct nearest {
    int distance, colour;
};

static void meet(struct nearest *nearest, int distance, int colour)
{
    if (distance < nearest->distance)
        *nearest = (struct nearest){distance, colour};
    else if (distance == nearest->distance && colour != nearest->colour)
        nearest->colour = -1;
}

static const struct nearest nothing = {1000, -1};

/* The nearest source on the line through the cell, over anything. */
static struct nearest nearest_on_line(const struct plain *p, int x, int y, int dx, int dy)
{
    struct nearest out = nothing;

    for (int i = -SW_SIDE_MAX; i <= SW_SIDE_MAX; i++)
        if (source(p, x + i * dx, y + i * dy))
            meet(&out, i < 0 ? -i : i, was(p, x + i * dx, y + i * dy));
    return out;
}

static void lines(struct plain *p, int dx, int dy)
{
    foreach (&p->was, x, y) {
        struct nearest nearest = nearest_on_line(p, x, y, dx, dy);
        if (!vacant(p, x, y) || nearest.distance == nothing.distance)
            continue;
        if (p->colour != SW_COLOUR_OWN)
            put(p, x, y, p->colour, false);
        else if (nearest.colour >= 0)
            put(p, x, y, (uint8_t)nearest.colour, false);
    }
}

static void plain_line_row(struct plain *p)
{
    take_sources(p, false);
    lines(p, 1, 0);
}

static void plain_line_column(struct plain *p)
{
    take_sources(p, false);
    lines(p, 0, 1);
}

static void plain_line_diagonal(struct plain *p)
{
    take_sources(p, false);
    lines(p, 1, 1);
    lines(p, 1, -1);
}

/* --- connecting --- */

/* What the cell sees first: a source (its distance) or not (0). */
static int sees(const struct plain *p, int x, int y, int dx, int dy)
{
    for (int i = 1;; i++) {
        if (source(p, x + i * dx, y + i * dy))
            return i;
        if (!vacant(p, x + i * dx, y + i * dy))
            return 0;
    }
}

static void connect(struct plain *p, int dx, int dy, bool alike)
{
    foreach (&p->was, x, y) {
        int after = sees(p, x, y, dx, dy), before = sees(p, x, y, -dx, -dy);
        struct nearest nearest = nothing;
        bool same;
        if (!vacant(p, x, y) || source(p, x, y) || after == 0 || before == 0)
            continue;
        meet(&nearest, after, was(p, x + after * dx, y + after * dy));
        meet(&nearest, before, was(p, x - before * dx, y - before * dy));
        same = was(p, x + after * dx, y + after * dy) == was(p, x - before * dx, y - before * dy);
        if (alike && !same)
            continue;
        if (p->colour != SW_COLOUR_OWN)
            put(p, x, y, p->colour, true);
        else if (nearest.colour >= 0)
            put(p, x, y, (uint8_t)nearest.colour, true);
    }
}

static void plain_connect(struct plain *p)
{
    take_sources(p, true);
    connect(p, 1, 0, false);
    connect(p, 0, 1, false);
}

/* Only cells with a colour are alike, so empty ones are no ends. */
static void plain_connect_alike(struct plain *p)
{
    take_sources(p, true);
    foreach (&p->was, x, y)
        if (was(p, x, y) == 0)
            p->before.row[y] &= ~(1u << x);
    connect(p, 1, 0, true);
    connect(p, 0, 1, true);
}

static void plain_connect_diagonal(struct plain *p)
{
    bool own = p->colour == SW_COLOUR_OWN;

    take_sources(p, true);
    connect(p, 1, 1, own);
    connect(p, -1, 1, own);
}

/* --- flooding --- */

/* Step by step: what is reached in each step is written down before the next one. */
static void plain_flood(struct plain *p)
{
    struct nearest nearest[SW_SIDE_MAX][SW_SIDE_MAX];
    bool more = true;

    take_sources(p, true);
    foreach (&p->was, x, y)
        nearest[y][x] = source(p, x, y) ? (struct nearest){0, was(p, x, y)} : nothing;
    for (int distance = 1; more; distance++) {
        more = false;
        foreach (&p->was, x, y) {
            if (!vacant(p, x, y) || nearest[y][x].distance < distance)
                continue;
            for (int d = 0; d < 4; d++) {
                int from_x = x + step_x[d], from_y = y + step_y[d];
                if (!inside(&p->was, from_x, from_y) ||
                    nearest[from_y][from_x].distance != distance - 1)
                    continue;
                meet(&nearest[y][x], distance, nearest[from_y][from_x].colour);
                more = true;
            }
        }
    }
    foreach (&p->was, x, y) {
        if (!vacant(p, x, y) || nearest[y][x].distance == nothing.distance)
            continue;
        if (p->colour != SW_COLOUR_OWN)
            put(p, x, y, p->colour, true);
        else if (nearest[y][x].colour > 0)
            put(p, x, y, (uint8_t)nearest[y][x].colour, true);
    }
}

static void plain_spread(struct plain *p)
{
    nothing_selected(p);
    foreach (&p->was, x, y) {
        struct nearest nearest = nothing;
        if (!vacant(p, x, y))
            continue;
        foreach (&p->was, from_x, from_y) {
            int across = from_x > x ? from_x - x : x - from_x;
            int down = from_y > y ? from_y - y : y - from_y;
            if (chosen(p, from_x, from_y) && !vacant(p, from_x, from_y))
                meet(&nearest, across + down, was(p, from_x, from_y));
        }
        if (nearest.colour > 0)
            put(p, x, y, (uint8_t)nearest.colour, true);
    }
}

static const struct twin acts[] = {{"act.shoot.up.left", plain_up_left},
                                   {"act.shoot.up.right", plain_up_right},
                                   {"act.shoot.down.left", plain_down_left},
                                   {"act.shoot.down.right", plain_down_right},
                                   {"act.shoot.", plain_shoot},
                                   {"act.reach.", plain_reach},
                                   {"act.bounce", plain_bounce},
                                   {"act.line.row", plain_line_row},
                                   {"act.line.column", plain_line_column},
                                   {"act.line.diagonal", plain_line_diagonal},
                                   {"act.connect.alike", plain_connect_alike},
                                   {"act.connect.diagonal", plain_connect_diagonal},
                                   {"act.connect", plain_connect},
                                   {"act.flood", plain_flood},
                                   {"act.spread", plain_spread}};

START_TEST(test_acts)
{
    compare_acts(acts, sizeof acts / sizeof *acts, 21, 40000);
}
END_TEST

/* --- paths --- */

/* How many empty cells lie on a shortest way from a source to the anchor, 0 if there is no way or
 * they touch. */
static int way_length(const struct plain *p)
{
    int distance[SW_SIDE_MAX][SW_SIDE_MAX];

    foreach (&p->was, x, y) {
        distance[y][x] = source(p, x, y) ? 0 : -1;
        if (source(p, x, y) && anchored(p, x, y))
            return 0;
    }
    for (int step = 0; step < SW_SIDE_MAX * SW_SIDE_MAX; step++) {
        foreach (&p->was, x, y) {
            for (int d = 0; d < 4 && distance[y][x] == step; d++) {
                int to_x = x + step_x[d], to_y = y + step_y[d];
                if (anchored(p, to_x, to_y))
                    return step;
                if (vacant(p, to_x, to_y) && distance[to_y][to_x] < 0)
                    distance[to_y][to_x] = step + 1;
            }
        }
    }
    return 0;
}

static struct plain p;

START_TEST(test_path)
{
    /* What is painted is as many empty cells as a shortest way has, and with them the sources hang
     * together with the anchor: so it is one. */
    uint32_t painted = 0, straight = 0;

    for (uint32_t k = 0; k < 8000; k++) {
        struct sw_dice dice = sw_dice_at(19, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = random_start(&dice);
        struct sw_organism organism[SW_ORGANISMS_MAX];
        uint32_t count =
            sw_organisms(&canvas.grid, NULL, (struct sw_connection){8, true}, organism);

        if (count < 2)
            continue;
        canvas.whole = false;
        canvas.selection = organism[sw_dice_below(&dice, count)].mask;
        canvas.anchor = organism[sw_dice_below(&dice, count)].mask;
        canvas.colour = sw_dice_below(&dice, 2) == 0 ? SW_COLOUR_OWN : 3;
        plain_of(&canvas, &p);
        int length = way_length(&p);
        if (!sw_edit_apply(&canvas, sw_edit_find("act.path", 8))) {
            quick_assert(length == 0);
            continue;
        }
        int x, y;
        struct sw_mask joined = sw_mask_or(sw_mask_or(canvas.selection, p.before), p.anchor);
        quick_assert((int)sw_mask_count(&canvas.selection) == length);
        foreach (&p.was, at_x, at_y) {
            bool on = sw_mask_get(&canvas.selection, at_x, at_y);
            uint8_t want = on ? ink(&p, p.was.cell[y = at_y][x = at_x]) : p.was.cell[at_y][at_x];
            quick_assert(!on || vacant(&p, at_x, at_y));
            if (on && p.colour == SW_COLOUR_OWN) /* that of the one source */
                want = canvas.grid.cell[at_y][at_x] != 0 ? canvas.grid.cell[at_y][at_x] : 255;
            quick_assert(canvas.grid.cell[at_y][at_x] == want);
        }
        quick_assert(sw_mask_first(&canvas.selection, &x, &y));
        struct sw_mask reached = sw_mask_none();
        sw_mask_set(&reached, x, y);
        reached = sw_mask_flood(reached, joined, 4);
        quick_assert(sw_mask_overlap(&reached, &p.before) && sw_mask_overlap(&reached, &p.anchor));
        struct sw_box box = sw_mask_box(&canvas.selection);
        straight += length > 1 && (box.x1 - box.x0 == 1 || box.y1 - box.y0 == 1);
        painted++;
    }
    ck_assert_uint_gt(painted, 1000);
    ck_assert_uint_gt(straight, 100);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_line");
    TCase *t = tcase_create("edit_line");

    tcase_add_test(t, test_acts);
    tcase_add_test(t, test_path);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
