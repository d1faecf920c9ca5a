/* unit_edit_symmetry.c - the acts that continue symmetries and turned images, on canvases with and
 * without them, against plain searches over cells. */
#include "tests/unit/world/edit/edit_sketch.h"

#include <stdlib.h>

/* --- symmetries --- */

static void plain_symmetry(struct plain *p)
{
    static struct sw_plain_sketch sketch, before;
    struct sw_plain_carry carry[SW_PLAIN_MIRRORS];
    int count;

    sketch_of(p, &sketch);
    if (sketch.cells == 0 || sketch.hidden == 0)
        return;
    before = sketch;
    count = sw_plain_mirrors(&sketch, carry);
    if (count == 0)
        count = sw_plain_turn(&sketch, SW_PLAIN_QUARTER, carry) ||
                sw_plain_turn(&sketch, SW_PLAIN_HALF, carry);
    sw_plain_carry_on(&sketch, carry, count);
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
    struct sw_plain_carry turn = {SW_PLAIN_QUARTER, piece->box.x0 + piece->box.x1 - 1,
                                  piece->box.y0 + piece->box.y1 - 1};

    for (int times = 1; times < 4; times++) {
        struct sw_grid now = p->grid;
        foreach (&p->was, x, y) {
            int to_x = x, to_y = y;
            if (!sw_mask_get(&piece->mask, x, y))
                continue;
            for (int k = 0; k < times; k++)
                sw_plain_carried(&turn, to_x, to_y, &to_x, &to_y);
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
        static struct sw_plain_sketch sketch, before;
        struct sw_plain_carry turn;

        memset(&sketch, 0, sizeof sketch);
        sketch.width = p->was.width;
        sketch.height = p->was.height;
        foreach (&p->was, x, y)
            sketch.colour[y][x] = sw_mask_get(&piece->mask, x, y) ? was(p, x, y)
                                  : p->grid.cell[y][x] == 0       ? -1
                                                                  : -2;
        sw_plain_sketch_measure(&sketch);
        before = sketch;
        if (piece->cells >= 5 && sw_plain_turn(&sketch, SW_PLAIN_QUARTER, &turn)) {
            sw_plain_carry_on(&sketch, &turn, 1);
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

    tcase_add_test(t, test_symmetry);
    tcase_add_test(t, test_turns);
    tcase_add_test(t, test_hidden_mirror);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
