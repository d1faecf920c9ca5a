/* unit_edit_symmetry.c - the acts that continue symmetries and turned images, on canvases with and
 * without them, against plain searches over cells. */
#include "edit_sketch.h"

#include <stdlib.h>

/* --- symmetries --- */

enum kind { ACROSS, DOWN, FALLING, RISING, QUARTER, HALF };

/* Where it takes a cell; mirrors have one number, turns two. */
struct carry {
    enum kind kind;
    int a, b;
};

static void carried(const struct carry *carry, int x, int y, int *to_x, int *to_y)
{
    int a = carry->a, b = carry->b;

    *to_x = carry->kind == ACROSS || carry->kind == HALF ? a - x
            : carry->kind == DOWN                        ? x
            : carry->kind == FALLING                     ? y + a
            : carry->kind == RISING                      ? a - y
                                                         : (a + b) / 2 - y;
    *to_y = carry->kind == ACROSS    ? y
            : carry->kind == DOWN    ? a - y
            : carry->kind == HALF    ? b - y
            : carry->kind == FALLING ? x - a
            : carry->kind == RISING  ? a - x
                                     : (b - a) / 2 + x;
}

/* How many known cells come to lie on others of their colour; 0 if one does not, or too few. */
static int sureness(const struct sketch *sketch, struct carry carry)
{
    int sure = 0, fixed = 0, share = sketch->motley ? 4 : 2;

    for (int y = 0; y < sketch->height; y++) {
        for (int x = 0; x < sketch->width; x++) {
            int to_x, to_y;
            carried(&carry, x, y, &to_x, &to_y);
            if (sketch->colour[y][x] < 0 || known(sketch, to_x, to_y) < 0)
                continue;
            if (sketch->colour[y][x] != known(sketch, to_x, to_y))
                return 0;
            if (to_x == x && to_y == y && carry.kind < QUARTER)
                fixed++;
            else
                sure++;
        }
    }
    return sure * share >= sketch->cells - fixed ? sure : 0;
}

/* The mirrors that meet in the centre (a / 2, b / 2). */
static int mirrors_at(const struct sketch *sketch, int a, int b, struct carry out[4], int *sum)
{
    const struct carry all[4] = {
        {ACROSS, a, 0}, {DOWN, b, 0}, {FALLING, (a - b) / 2, 0}, {RISING, (a + b) / 2, 0}};
    int wide = sketch->x1 - sketch->x0, high = sketch->y1 - sketch->y0, count = 0;
    int across = sketch->x0 + sketch->x1 - 1, down = sketch->y0 + sketch->y1 - 1;
    int reach = smaller(wide * 3 / 4, high * 3 / 4);

    *sum = 0;
    for (int k = 0; k < 4; k++) {
        int middle = k == 2 ? (across - down) / 2 : (across + down) / 2, sure;
        if (k >= 2 && ((a + b) % 2 != 0 || abs(all[k].a - middle) > reach))
            continue;
        sure = sureness(sketch, all[k]);
        *sum += sure;
        if (sure > 0)
            out[count++] = all[k];
    }
    return count;
}

static int find_mirrors(const struct sketch *sketch, struct carry out[4])
{
    int wide = sketch->x1 - sketch->x0, high = sketch->y1 - sketch->y0, count = 0;
    int across = sketch->x0 + sketch->x1 - 1, down = sketch->y0 + sketch->y1 - 1;
    int most = 0, least_off = 0;

    for (int b = down - high * 3 / 4; b <= down + high * 3 / 4; b++) {
        for (int a = across - wide * 3 / 4; a <= across + wide * 3 / 4; a++) {
            int sum, off = abs(a - across) + abs(b - down);
            struct carry mirror[4];
            int found = mirrors_at(sketch, a, b, mirror, &sum);
            if (sum == 0 || sum < most || (sum == most && off >= least_off))
                continue;
            most = sum;
            least_off = off;
            count = found;
            memcpy(out, mirror, sizeof mirror);
        }
    }
    return count;
}

static bool find_turn(const struct sketch *sketch, enum kind kind, struct carry *out)
{
    int side = smaller(sketch->x1 - sketch->x0, sketch->y1 - sketch->y0);
    int across = sketch->x0 + sketch->x1 - 1, down = sketch->y0 + sketch->y1 - 1;
    int reach = side / 4 > 4 ? side / 4 : smaller(4, side * 3 / 4), most = 0, least_off = 0;

    if (!sketch->motley)
        reach = smaller(reach, 2);
    for (int b = down - reach; b <= down + reach; b++) {
        for (int a = across - reach; a <= across + reach; a++) {
            struct carry turn = {kind, a, b};
            int off = abs(a - across) + abs(b - down), sure;
            if (kind == QUARTER && (a + b) % 2 != 0)
                continue;
            sure = sureness(sketch, turn);
            if (sure == 0 || sure < most || (sure == most && off >= least_off))
                continue;
            most = sure;
            least_off = off;
            *out = turn;
        }
    }
    return most > 0;
}

/* One after the other, as long as one brings something. */
static void carry_all(struct sketch *sketch, const struct carry *carry, int count)
{
    bool more = true;

    while (more) {
        more = false;
        for (int k = 0; k < count; k++) {
            struct sketch before = *sketch;
            for (int y = 0; y < sketch->height; y++) {
                for (int x = 0; x < sketch->width; x++) {
                    int to_x, to_y;
                    carried(&carry[k], x, y, &to_x, &to_y);
                    if (before.colour[y][x] < 0 || known(&before, to_x, to_y) != -1)
                        continue;
                    sketch->colour[to_y][to_x] = before.colour[y][x];
                    more = true;
                }
            }
        }
    }
}

static void plain_symmetry(struct plain *p)
{
    static struct sketch sketch, before;
    struct carry carry[4];
    int count;

    sketch_of(p, &sketch);
    if (sketch.cells == 0 || sketch.hidden == 0)
        return;
    before = sketch;
    count = find_mirrors(&sketch, carry);
    if (count == 0)
        count = find_turn(&sketch, QUARTER, carry) || find_turn(&sketch, HALF, carry);
    carry_all(&sketch, carry, count);
    reveal(p, &before, &sketch);
}

/* --- turned images --- */

static void turned_whole(struct plain *p)
{
    int side = p->was.width;

    if (side != p->was.height)
        return;
    foreach (&p->was, x, y) {
        const uint8_t images[4] = {was(p, x, y), was(p, y, side - 1 - x),
                                   was(p, side - 1 - x, side - 1 - y), was(p, side - 1 - y, x)};
        for (int k = 0; k < 4 && p->grid.cell[y][x] == 0; k++)
            p->grid.cell[y][x] = images[k];
    }
}

/* Turned about the middle of its square box, its cells fall on what is still empty. */
static void turned_in_box(struct plain *p, const struct sw_organism *piece)
{
    struct carry turn = {QUARTER, piece->box.x0 + piece->box.x1 - 1,
                         piece->box.y0 + piece->box.y1 - 1};

    for (int times = 1; times < 4; times++) {
        struct sw_grid now = p->grid;
        foreach (&p->was, x, y) {
            int to_x = x, to_y = y;
            if (!sw_mask_get(&piece->mask, x, y))
                continue;
            for (int k = 0; k < times; k++)
                carried(&turn, to_x, to_y, &to_x, &to_y);
            if (now.cell[to_y][to_x] == 0)
                put(p, to_x, to_y, was(p, x, y), true);
        }
    }
}

static void plain_turns(struct plain *p)
{
    if (p->whole) {
        turned_whole(p);
        return;
    }
    for (uint32_t k = 0; k < p->pieces; k++) {
        const struct sw_organism *piece = &p->piece[k];
        static struct sketch sketch, before;
        struct carry turn;

        memset(&sketch, 0, sizeof sketch);
        sketch.width = p->was.width;
        sketch.height = p->was.height;
        foreach (&p->was, x, y)
            sketch.colour[y][x] = sw_mask_get(&piece->mask, x, y) ? was(p, x, y)
                                  : p->grid.cell[y][x] == 0       ? -1
                                                                  : -2;
        measure(&sketch);
        before = sketch;
        if (piece->cells >= 5 && find_turn(&sketch, QUARTER, &turn)) {
            carry_all(&sketch, &turn, 1);
            foreach (&p->was, x, y)
                if (before.colour[y][x] != sketch.colour[y][x])
                    put(p, x, y, (uint8_t)sketch.colour[y][x], true);
        } else if (piece->box.x1 - piece->box.x0 == piece->box.y1 - piece->box.y0) {
            turned_in_box(p, piece);
        }
    }
}

START_TEST(test_symmetry)
{
    compare("act.symmetry", plain_symmetry, 10000, NULL);
}
END_TEST

START_TEST(test_turns)
{
    compare("act.complete.turns", plain_turns, 10000, NULL);
}
END_TEST

START_TEST(test_hidden_mirror)
{
    for (uint32_t k = 0; k < 2000; k++) {
        struct sw_dice dice = sw_dice_at(24, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid =
            sw_grid_empty(sw_dice_between(&dice, 10, 30), sw_dice_between(&dice, 10, 30));
        struct sw_canvas canvas;

        foreach (&grid, x, y)
            grid.cell[y][x] = (uint8_t)(1 + sw_dice_below(&dice, 6));
        foreach (&grid, x, y)
            grid.cell[y][grid.width - 1 - x] = grid.cell[y][x];
        canvas = hide(&dice, &grid);
        sw_edit_apply(&canvas, sw_edit_find("act.symmetry", 12));
        quick_assert(sw_grid_equal(&canvas.grid, &grid));
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_symmetry");
    TCase *t = tcase_create("edit_symmetry");

    tcase_set_timeout(t, 240);
    tcase_add_test(t, test_symmetry);
    tcase_add_test(t, test_turns);
    tcase_add_test(t, test_hidden_mirror);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
