/* unit_grid.c - canvases against plain loops over cells. */
#include "base/random.h"
#include "world/grid/grid.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

#define CASES 20000

START_TEST(test_colours)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice);
        struct sw_grid other = random_grid(&dice, grid.width, grid.height);
        struct sw_mask planes[SW_COLOURS], digits[4];
        struct sw_mask occupied = sw_grid_occupied(&grid), within = sw_grid_occupied(&other);
        uint32_t cells[SW_COLOURS], want[SW_COLOURS] = {0};

        sw_grid_planes(&grid, planes);
        sw_grid_digits(&grid, digits);
        sw_grid_census(&grid, &within, cells);
        for (int y = 0; y < SW_STRIDE; y++) {
            for (int x = 0; x < SW_STRIDE; x++) {
                bool inside = x < grid.width && y < grid.height;
                uint8_t colour = y < SW_SIDE_MAX ? grid.cell[y][x] : 0;
                for (uint8_t c = 0; c < SW_COLOURS; c++)
                    quick_assert(sw_mask_get(&planes[c], x, y) == (inside && colour == c));
                for (int digit = 0; digit < 4; digit++)
                    quick_assert(sw_mask_get(&digits[digit], x, y) == (colour >> digit & 1));
                quick_assert(sw_mask_get(&occupied, x, y) == (colour != 0));
                if (inside && sw_mask_get(&within, x, y))
                    want[colour]++;
            }
        }
        for (uint8_t c = 0; c < SW_COLOURS; c++) {
            struct sw_mask plane = sw_grid_colour(&grid, c);
            quick_assert(sw_mask_equal(&plane, &planes[c]));
            quick_assert(cells[c] == want[c]);
        }
    }
}
END_TEST

START_TEST(test_paint)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice), before = grid;
        struct sw_grid shape = random_grid(&dice, SW_SIDE_MAX, SW_SIDE_MAX); /* larger: is cut */
        struct sw_mask mask = sw_grid_occupied(&shape);
        uint8_t colour = (uint8_t)sw_dice_below(&dice, SW_COLOURS);

        if (k % 2 == 0) /* the two columns and rows that no canvas has */
            mask.row[k % SW_STRIDE] |= 0xc0000001u;
        sw_grid_paint(&grid, &mask, colour);
        assert_sound(&grid);
        for (int y = 0; y < grid.height; y++) {
            for (int x = 0; x < grid.width; x++)
                quick_assert(grid.cell[y][x] ==
                             (sw_mask_get(&mask, x, y) ? colour : before.cell[y][x]));
        }
    }
}
END_TEST

START_TEST(test_compare)
{
    uint32_t same = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(4, SW_RANDOM_TEST, k, 1);
        struct sw_grid a = random_canvas(&dice);
        struct sw_grid b = a;
        uint32_t want = 0;

        if (k % 4 == 0)
            b = random_canvas(&dice);
        for (uint32_t flips = sw_dice_below(&dice, 4); flips > 0; flips--)
            b.cell[sw_dice_below(&dice, b.height)][sw_dice_below(&dice, b.width)] =
                (uint8_t)sw_dice_below(&dice, SW_COLOURS);
        if (a.width == b.width && a.height == b.height) {
            for (int y = 0; y < a.height; y++) {
                for (int x = 0; x < a.width; x++)
                    want += a.cell[y][x] != b.cell[y][x];
            }
        } else {
            uint32_t first = (uint32_t)(a.width * a.height),
                     second = (uint32_t)(b.width * b.height);
            want = first > second ? first : second;
        }
        quick_assert(sw_grid_difference(&a, &b) == want);
        quick_assert(sw_grid_equal(&a, &b) == (want == 0));
        quick_assert((sw_grid_hash(&a) == sw_grid_hash(&b)) == (want == 0));
        same += want == 0;
    }
    ck_assert_uint_gt(same, CASES / 10);
    ck_assert_uint_lt(same, CASES);
}
END_TEST

START_TEST(test_difference_of_all_cells)
{
    struct sw_grid a = sw_grid_empty(30, 30), b = a, c = sw_grid_empty(30, 29);
    struct sw_mask full = sw_mask_full(30, 30);

    sw_grid_paint(&b, &full, 9);
    quick_assert(sw_grid_difference(&a, &b) == 900);
    quick_assert(sw_grid_difference(&a, &c) == 900);
    quick_assert(!sw_grid_equal(&a, &c));
    quick_assert(sw_grid_hash(&a) != sw_grid_hash(&c));
}
END_TEST

START_TEST(test_symmetry)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice);
        enum sw_symmetry symmetry = (enum sw_symmetry)(k % SW_SYMMETRIES);
        struct sw_grid out = sw_grid_symmetry(&grid, symmetry);

        assert_sound(&out);
        quick_assert(out.width == (symmetry >= SW_TRANSPOSE ? grid.height : grid.width));
        quick_assert(out.height == (symmetry >= SW_TRANSPOSE ? grid.width : grid.height));
        for (int y = 0; y < grid.height; y++) {
            for (int x = 0; x < grid.width; x++) {
                int to_x, to_y;
                sw_symmetry_cell(symmetry, grid.width, grid.height, x, y, &to_x, &to_y);
                quick_assert(out.cell[to_y][to_x] == grid.cell[y][x]);
            }
        }
    }
}
END_TEST

START_TEST(test_crop)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(6, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice);
        struct sw_box box;
        box.x0 = (uint8_t)sw_dice_below(&dice, grid.width);
        box.y0 = (uint8_t)sw_dice_below(&dice, grid.height);
        box.x1 = (uint8_t)sw_dice_between(&dice, box.x0 + 1, grid.width);
        box.y1 = (uint8_t)sw_dice_between(&dice, box.y0 + 1, grid.height);
        struct sw_grid out = sw_grid_crop(&grid, box);

        assert_sound(&out);
        quick_assert(out.width == box.x1 - box.x0);
        quick_assert(out.height == box.y1 - box.y0);
        for (int y = 0; y < out.height; y++) {
            for (int x = 0; x < out.width; x++)
                quick_assert(out.cell[y][x] == grid.cell[box.y0 + y][box.x0 + x]);
        }
    }
}
END_TEST

START_TEST(test_empty)
{
    for (int height = 1; height <= SW_SIDE_MAX; height++) {
        for (int width = 1; width <= SW_SIDE_MAX; width++) {
            struct sw_grid grid = sw_grid_empty(width, height);
            struct sw_mask background = sw_grid_colour(&grid, 0);
            assert_sound(&grid);
            quick_assert(sw_mask_count(&background) == (uint32_t)(width * height));
        }
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("grid");
    TCase *t = tcase_create("grid");

    tcase_add_test(t, test_colours);
    tcase_add_test(t, test_paint);
    tcase_add_test(t, test_compare);
    tcase_add_test(t, test_difference_of_all_cells);
    tcase_add_test(t, test_symmetry);
    tcase_add_test(t, test_crop);
    tcase_add_test(t, test_empty);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
