/* unit_edit_safety.c - any tokens, on any canvas, leave a sound canvas and do the same again. */
#include "base/random.h"
#include "world/edit/edit.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

/* Long random programs, far beyond what a program may have; twice, with the same outcome: once with
 * an anatomy, once without. */
static void assert_safe(struct sw_dice *dice, const struct sw_grid *grid, uint32_t tokens)
{
    static struct sw_anatomy anatomy;
    struct sw_canvas canvas = sw_canvas_of(grid), again = canvas;
    struct sw_edit_memory memory, other;
    bool remembers = sw_dice_below(dice, 2) == 0;

    if (remembers) {
        sw_canvas_remember(&canvas, &memory);
        sw_canvas_remember(&again, &other);
    }
    memset(&anatomy, 0, sizeof anatomy);
    again.anatomy = &anatomy;
    for (uint32_t k = 0; k < tokens; k++) {
        sw_edit_token token = (sw_edit_token)sw_dice_below(dice, sw_edit_count() + 2);
        const struct sw_edit *row = sw_edit_row(token);
        const char *name = row != NULL ? row->name : "nothing";
        bool changed = sw_edit_apply(&canvas, token);
        if (sw_edit_apply(&again, token) != changed)
            ck_abort_msg("%s changes the canvas only once", name);
        assert_sound(&canvas.grid);
        quick_assert(canvas.colour <= SW_COLOUR_OWN);
        struct sw_mask full = sw_mask_full(canvas.grid.width, canvas.grid.height);
        struct sw_mask out = sw_mask_minus(sw_mask_or(canvas.selection, canvas.anchor), full);
        if (!sw_mask_empty(&out))
            ck_abort_msg("after %s something outside the canvas is selected", name);
        quick_assert(!canvas.whole || sw_mask_equal(&canvas.selection, &full));
        quick_assert(canvas.focus_x < canvas.grid.width && canvas.focus_y < canvas.grid.height);
        if (!sw_grid_equal(&canvas.grid, &again.grid) || canvas.x != again.x ||
            canvas.y != again.y || !sw_mask_equal(&canvas.selection, &again.selection) ||
            !sw_mask_equal(&canvas.anchor, &again.anchor) || canvas.whole != again.whole ||
            canvas.colour != again.colour || canvas.number != again.number)
            ck_abort_msg("%s does something else with an anatomy", name);
    }
}

START_TEST(test_safety)
{
    static const uint8_t sizes[][2] = {{1, 1}, {1, 30}, {30, 1}, {30, 30}, {2, 2}, {15, 15}};

    for (uint32_t k = 0; k < 1200; k++) {
        struct sw_dice dice = sw_dice_at(15, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = k % 7 == 6 ? random_canvas(&dice)
                                         : random_grid(&dice, sizes[k % 7][0], sizes[k % 7][1]);
        assert_safe(&dice, &grid, 60);
    }
}
END_TEST

START_TEST(test_all_full)
{
    /* Every cell its own organism, more of them than are labelled; and nothing but one colour. */
    for (uint32_t k = 0; k < 60; k++) {
        struct sw_dice dice = sw_dice_at(16, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = sw_grid_empty(30, 30);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 30; x++)
                grid.cell[y][x] = (uint8_t)(k % 2 == 0 ? 9 : 1 + x % 2 + 2 * (y % 2));
        }
        assert_safe(&dice, &grid, 60);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_safety");
    TCase *t = tcase_create("edit_safety");

    tcase_add_test(t, test_safety);
    tcase_add_test(t, test_all_full);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
