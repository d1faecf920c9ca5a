/* unit_edit_move.c - the acts that move and reshape (edit_move.c, edit_shape.c) on random canvases
 * against what their rows say, cell by cell. */
#include "world/physics/physics.h"
#include "tests/unit/world/edit/edit_twin.h"

#include <stdlib.h>

/* --- moving --- */

static void plain_carry(struct plain *p, int dx, int dy)
{
    bool whole = p->whole;

    nothing_selected(p);
    foreach (&p->was, x, y)
        if (chosen(p, x, y))
            p->grid.cell[y][x] = 0;
    foreach (&p->was, x, y) {
        if (!chosen(p, x, y) || !inside(&p->was, x + dx, y + dy))
            continue;
        p->selected[y + dy][x + dx] = true;
        if (was(p, x, y) != 0)
            p->grid.cell[y + dy][x + dx] = was(p, x, y);
    }
    if (whole)
        all_selected(p);
}

static int way_x(const struct plain *p)
{
    return p->parameter == SW_LEFT ? -1 : p->parameter == SW_RIGHT ? 1 : 0;
}

static int way_y(const struct plain *p)
{
    return p->parameter == SW_UP ? -1 : p->parameter == SW_DOWN ? 1 : 0;
}

static void plain_move(struct plain *p)
{
    plain_carry(p, way_x(p), way_y(p));
}

static void plain_roll(struct plain *p)
{
    int width = p->was.width, height = p->was.height;

    foreach (&p->was, x, y) {
        int from_x = (x - way_x(p) + width) % width, from_y = (y - way_y(p) + height) % height;
        p->grid.cell[y][x] = p->was.cell[from_y][from_x];
        p->selected[y][x] = chosen(p, from_x, from_y);
    }
}

static void plain_origin(struct plain *p)
{
    struct sw_box box = box_of(&p->before);

    if (p->whole) {
        p->x = 0;
        p->y = 0;
    } else if (box.x1 > 0 && (box.x0 > 0 || box.y0 > 0)) {
        plain_carry(p, -box.x0, -box.y0);
    }
}

static void select_bodies(struct plain *p)
{
    nothing_selected(p);
    for (uint32_t k = 0; k < p->pieces; k++)
        foreach (&p->was, x, y)
            if (sw_mask_get(&p->piece[k].mask, x, y))
                p->selected[y][x] = true;
}

/* Steps from the box to the next cell of the anchor straight in the direction; 99: none. */
static int steps(const struct plain *p, struct sw_box box, enum sw_direction direction)
{
    int best = 99;

    foreach (&p->was, x, y) {
        bool column = x >= box.x0 && x < box.x1, row = y >= box.y0 && y < box.y1;
        int far = direction == SW_UP     ? box.y0 - 1 - y
                  : direction == SW_DOWN ? y - box.y1
                  : direction == SW_LEFT ? box.x0 - 1 - x
                                         : x - box.x1;
        bool straight = direction == SW_UP || direction == SW_DOWN ? column : row;
        if (sw_mask_get(&p->anchor, x, y) && straight && far >= 0 && far < best)
            best = far;
    }
    return best;
}

static void plain_gather(struct plain *p)
{
    enum sw_direction way[SW_ORGANISMS_MAX];

    if (nowhere(&p->anchor))
        return;
    take_bodies(p);
    if (p->pieces == 0)
        return;
    for (uint32_t k = 0; k < p->pieces; k++) {
        struct sw_mask both = sw_mask_and(p->piece[k].mask, p->anchor);
        int best = 99;
        way[k] = SW_DIRECTIONS;
        for (enum sw_direction d = 0; nowhere(&both) && d < SW_DIRECTIONS; d++) {
            int far = steps(p, p->piece[k].box, d);
            way[k] = far < best ? d : way[k];
            best = far < best ? far : best;
        }
    }
    for (enum sw_direction d = 0; d < SW_DIRECTIONS; d++) {
        struct sw_organism group[SW_ORGANISMS_MAX];
        uint32_t member[SW_ORGANISMS_MAX], members = 0;
        for (uint32_t k = 0; k < p->pieces; k++) {
            if (way[k] != d)
                continue;
            group[members] = p->piece[k];
            member[members++] = k;
        }
        sw_physics_slide(&p->grid, group, members, d);
        for (uint32_t k = 0; k < members; k++)
            p->piece[member[k]] = group[k];
    }
    select_bodies(p);
}

static void plain_align(struct plain *p)
{
    struct sw_box to = box_of(&p->anchor);

    take_bodies(p);
    if (to.x1 == 0 || p->pieces == 0)
        return;
    nothing_selected(p);
    for (uint32_t k = 0; k < p->pieces; k++)
        foreach (&p->was, x, y)
            if (sw_mask_get(&p->piece[k].mask, x, y))
                p->grid.cell[y][x] = 0;
    for (uint32_t k = 0; k < p->pieces; k++) {
        struct sw_box box = p->piece[k].box;
        int dx = (to.x0 + to.x1 - box.x0 - box.x1) / 2, dy = (to.y0 + to.y1 - box.y0 - box.y1) / 2;
        bool across = abs(dx) <= abs(dy);
        foreach (&p->was, x, y)
            if (sw_mask_get(&p->piece[k].mask, x, y))
                put(p, x + (across ? dx : 0), y + (across ? 0 : dy), was(p, x, y), true);
    }
}

/* Pieces pass each other until nobody is larger than who comes next; then the places are dealt out.
 */
static void plain_order(struct plain *p)
{
    bool across = way_x(p) != 0, falls = way_x(p) + way_y(p) < 0;
    struct sw_organism line[SW_ORGANISMS_MAX], in_order[SW_ORGANISMS_MAX];
    int at = 0;

    take_bodies(p);
    if (p->pieces < 2)
        return;
    for (uint32_t k = 0; k < p->pieces; k++) {
        uint32_t ahead = 0;

        for (uint32_t j = 0; j < p->pieces; j++) {
            struct sw_box a = p->piece[j].box, b = p->piece[k].box;
            int from = across ? a.x0 : a.y0, to = across ? a.x1 : a.y1;
            int own = across ? b.x0 : b.y0, end = across ? b.x1 : b.y1;

            if (j != k && from < end && own < to)
                return;
            ahead += from < own;
        }
        line[ahead] = p->piece[k];
    }
    memcpy(in_order, line, p->pieces * sizeof *line);
    for (uint32_t turns = 0; turns < p->pieces; turns++) {
        for (uint32_t k = 1; k < p->pieces; k++) {
            struct sw_organism one = in_order[k - 1];

            if (falls ? one.cells < in_order[k].cells : one.cells > in_order[k].cells) {
                in_order[k - 1] = in_order[k];
                in_order[k] = one;
            }
        }
    }
    nothing_selected(p);
    foreach (&p->was, x, y)
        for (uint32_t k = 0; k < p->pieces; k++)
            if (sw_mask_get(&line[k].mask, x, y))
                p->grid.cell[y][x] = 0;
    at = across ? line[0].box.x0 : line[0].box.y0;
    for (uint32_t k = 0; k < p->pieces; k++) {
        struct sw_box box = in_order[k].box;

        if (k > 0) /* the gap before this place */
            at +=
                across ? line[k].box.x0 - line[k - 1].box.x1 : line[k].box.y0 - line[k - 1].box.y1;
        foreach (&p->was, x, y)
            if (sw_mask_get(&in_order[k].mask, x, y))
                put(p, across ? x - box.x0 + at : x, across ? y : y - box.y0 + at, was(p, x, y),
                    true);
        at += across ? box.x1 - box.x0 : box.y1 - box.y0;
    }
}

static void plain_swap_places(struct plain *p)
{
    struct sw_box a = box_of(&p->before), b = box_of(&p->anchor);
    struct sw_mask both = sw_mask_and(p->before, p->anchor);
    int dx = b.x0 - a.x0, dy = b.y0 - a.y0;

    if (a.x1 == 0 || b.x1 == 0 || !nowhere(&both) ||
        !inside(&p->was, a.x1 - 1 + dx, a.y1 - 1 + dy) ||
        !inside(&p->was, b.x1 - 1 - dx, b.y1 - 1 - dy))
        return;
    nothing_selected(p);
    foreach (&p->was, x, y)
        if (chosen(p, x, y) || sw_mask_get(&p->anchor, x, y))
            p->grid.cell[y][x] = 0;
    foreach (&p->was, x, y)
        if (sw_mask_get(&p->anchor, x, y) && was(p, x, y) != 0)
            put(p, x - dx, y - dy, was(p, x, y), false);
    foreach (&p->was, x, y)
        if (chosen(p, x, y)) {
            p->selected[y + dy][x + dx] = true;
            if (was(p, x, y) != 0)
                put(p, x + dx, y + dy, was(p, x, y), true);
        }
}

static void plain_reflect(struct plain *p)
{
    bool across = way_x(p) != 0;
    int width = p->was.width, height = p->was.height;

    if (p->whole) {
        bool first = way_x(p) + way_y(p) < 0; /* the image comes first */
        if (!renew(p, across ? 2 * width : width, across ? height : 2 * height))
            return;
        foreach (&p->grid, x, y) {
            bool second = across ? x >= width : y >= height, image = second != first;
            int from_x = x % width, from_y = y % height;
            p->grid.cell[y][x] = was(p, across && image ? width - 1 - from_x : from_x,
                                     !across && image ? height - 1 - from_y : from_y);
        }
        return;
    }
    for (uint32_t k = 0; k < p->pieces; k++) {
        struct sw_box box = p->piece[k].box;
        foreach (&p->was, x, y) {
            int to_x = across ? box.x0 + box.x1 - 1 - x + way_x(p) * (box.x1 - box.x0) : x;
            int to_y = across ? y : box.y0 + box.y1 - 1 - y + way_y(p) * (box.y1 - box.y0);
            if (sw_mask_get(&p->piece[k].mask, x, y) && inside(&p->was, to_x, to_y) &&
                p->grid.cell[to_y][to_x] == 0)
                put(p, to_x, to_y, was(p, x, y), true);
        }
    }
}

/* --- shapes --- */

static void plain_grow(struct plain *p)
{
    bool grew = false;

    foreach (&p->was, x, y) {
        uint32_t claims = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if ((p->parameter == 8 || dx == 0 || dy == 0) && chosen(p, x + dx, y + dy))
                    claims |= 1u << was(p, x + dx, y + dy);
            }
        }
        claims &= ~1u;
        if (was(p, x, y) != 0 || claims == 0 || (claims & (claims - 1)) != 0)
            continue;
        put(p, x, y, (uint8_t)__builtin_ctz(claims), true);
        grew = true;
    }
    p->whole = p->whole && !grew;
}

/* A side neighbour is of the same piece if it is selected and of a colour that belongs to it. */
static void plain_shrink(struct plain *p)
{
    static const int8_t side[4][2] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
    bool any = (p->mode & SW_MODE_ANY) != 0;

    if (nowhere(&p->before))
        return;
    nothing_selected(p);
    foreach (&p->was, x, y) {
        uint8_t own = was(p, x, y);
        bool inner = own != 0 && chosen(p, x, y);
        for (int k = 0; k < 4 && inner; k++) {
            uint8_t other = was(p, x + side[k][0], y + side[k][1]);
            inner = chosen(p, x + side[k][0], y + side[k][1]) && (any ? other != 0 : other == own);
        }
        if (chosen(p, x, y))
            put(p, x, y, inner ? own : 0, inner);
    }
}

static void plain_boxes(struct plain *p, bool outlines)
{
    if (p->pieces == 0)
        return;
    nothing_selected(p);
    for (uint32_t k = 0; k < p->pieces; k++) {
        struct sw_box box = p->piece[k].box;
        for (int y = box.y0; y < box.y1; y++) {
            for (int x = box.x0; x < box.x1; x++) {
                bool edge = x == box.x0 || y == box.y0 || x == box.x1 - 1 || y == box.y1 - 1;
                if (was(p, x, y) == 0 && !p->selected[y][x] && (edge || !outlines))
                    put(p, x, y, ink(p, p->piece[k].colour), true);
            }
        }
    }
}

static void plain_box(struct plain *p)
{
    plain_boxes(p, false);
}

static void plain_rectangle(struct plain *p)
{
    plain_boxes(p, true);
}

static void plain_frame(struct plain *p)
{
    if (p->colour == SW_COLOUR_OWN)
        return;
    nothing_selected(p);
    foreach (&p->was, x, y)
        if (x == 0 || y == 0 || x == p->was.width - 1 || y == p->was.height - 1)
            put(p, x, y, p->colour, true);
}

static const struct twin acts[] = {{"act.move.", plain_move},
                                   {"act.roll.", plain_roll},
                                   {"act.gather", plain_gather},
                                   {"act.align", plain_align},
                                   {"act.order.", plain_order},
                                   {"act.origin", plain_origin},
                                   {"act.swap.places", plain_swap_places},
                                   {"act.reflect.", plain_reflect},
                                   {"act.grow", plain_grow},
                                   {"act.shrink", plain_shrink},
                                   {"act.box", plain_box},
                                   {"act.rectangle", plain_rectangle},
                                   {"act.frame", plain_frame}};

START_TEST(test_acts)
{
    compare_acts(acts, sizeof acts / sizeof *acts, 26, 30000);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_move");
    TCase *t = tcase_create("edit_move");

    tcase_add_test(t, test_acts);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
