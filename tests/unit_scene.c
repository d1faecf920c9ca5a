/* unit_scene.c - scenes have what was asked for, keep to their bounds, and vary. */
#include "world/organism.h"
#include "world/scene.h"
#include "unit_test.h"
#include "world_picture.h"

#include <string.h>

enum { SCENES = 2000 };

static const struct sw_connection by_colour = {8, true};

/* Draws until something comes; fails the test if that takes too long. */
static struct sw_grid draw(const struct sw_scene *scene, uint32_t needs, struct sw_dice *dice)
{
    struct sw_grid grid;

    for (int i = 0; i < 1000; i++)
        if (sw_scene_draw(scene, needs, dice, &grid) == 0)
            return grid;
    ck_abort_msg("no scene in 1000 throws");
}

static struct sw_scene random_scene(struct sw_dice *dice, int side_min)
{
    struct sw_scene scene = {.ink = {0, 0}};

    scene.width = sw_dice_between(dice, side_min, 30);
    scene.height = sw_dice_between(dice, side_min, 30);
    scene.colours = sw_dice_between(dice, 2, 9);
    scene.organisms_min = sw_dice_between(dice, 1, 4);
    scene.organisms_max = sw_dice_between(dice, scene.organisms_min, 6);
    return scene;
}

START_TEST(test_bounds)
{
    static const uint32_t needs[] = {0, SW_SCENE_HOLE, SW_SCENE_THICK, SW_SCENE_ODD,
                                     SW_SCENE_TOUCH};
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 0);

    for (int i = 0; i < SCENES; i++) {
        struct sw_scene scene = random_scene(&dice, 7);
        struct sw_grid grid = draw(&scene, needs[i % 5], &dice);
        struct sw_organism organisms[SW_ORGANISMS_MAX];
        uint32_t count = sw_organisms(&grid, NULL, by_colour, organisms);

        ck_assert_int_eq(grid.width, scene.width);
        ck_assert_int_eq(grid.height, scene.height);
        quick_assert(count >= 1);
        for (uint32_t k = 0; k < count; k++) {
            quick_assert(organisms[k].colour >= 1 && organisms[k].colour <= scene.colours);
            quick_assert(organisms[k].mask.row[organisms[k].box.y0] != 0);
        }
        for (int y = 0; y < SW_SIDE_MAX; y++)
            for (int x = 0; x < SW_STRIDE; x++)
                quick_assert(grid.cell[y][x] == 0 || (x < scene.width && y < scene.height));
    }
}
END_TEST

/* Scenes without touching or half-drawn parts have as many organisms as asked, of 1 to 16 cells. */
START_TEST(test_number_of_organisms)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, 0, 0);
    uint32_t seen[8] = {0};

    for (int i = 0; i < SCENES; i++) {
        struct sw_scene scene = {12, 12, 9, 2, 5, {0, 0}};
        struct sw_grid grid = draw(&scene, SW_SCENE_HOLE, &dice);
        struct sw_organism organisms[SW_ORGANISMS_MAX];
        uint32_t count = sw_organisms(&grid, NULL, by_colour, organisms);

        ck_assert_uint_ge(count, 2);
        ck_assert_uint_le(count, 5);
        seen[count]++;
        for (uint32_t k = 0; k < count; k++)
            quick_assert(organisms[k].cells >= 1 && organisms[k].cells <= 16);
    }
    for (int count = 2; count <= 5; count++)
        ck_assert_uint_ge(seen[count], SCENES / 10);
}
END_TEST

static bool has_hole(const struct sw_grid *grid)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, by_colour, organisms);

    sw_organisms_describe(grid, organisms, count);
    for (uint32_t k = 0; k < count; k++)
        if (organisms[k].attributes & SW_HAS_HOLE)
            return true;
    return false;
}

static bool has_odd(const struct sw_grid *grid)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, by_colour, organisms);

    sw_organisms_describe(grid, organisms, count);
    for (uint32_t k = 0; k < count; k++)
        if (organisms[k].attributes & (SW_ODD_SHAPE | SW_ODD_COLOUR))
            return true;
    return false;
}

static bool has_thick(const struct sw_grid *grid)
{
    for (int y = 1; y < grid->height - 1; y++) {
        for (int x = 1; x < grid->width - 1; x++) {
            bool thick = grid->cell[y][x] != 0;

            for (int j = -1; j <= 1; j++)
                for (int i = -1; i <= 1; i++)
                    thick = thick && grid->cell[y + j][x + i] == grid->cell[y][x];
            if (thick)
                return true;
        }
    }
    return false;
}

static bool has_touch(const struct sw_grid *grid)
{
    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            for (int j = -1; j <= 1; j++)
                for (int i = -1; i <= 1; i++)
                    if (y + j >= 0 && y + j < grid->height && x + i >= 0 && x + i < grid->width &&
                        grid->cell[y][x] != 0 && grid->cell[y + j][x + i] != 0 &&
                        grid->cell[y][x] != grid->cell[y + j][x + i])
                        return true;
    return false;
}

/* Mirrored along the axis, the canvas does not contradict itself: of two cells one is empty or both
 * are equal; and at least one lacks its image. */
static bool half_drawn(const struct sw_grid *grid, bool axis_y)
{
    bool lacks = false;

    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            uint8_t own = grid->cell[y][x];
            uint8_t image =
                axis_y ? grid->cell[grid->height - 1 - y][x] : grid->cell[y][grid->width - 1 - x];

            if (own != 0 && image != 0 && own != image)
                return false;
            lacks = lacks || own != image;
        }
    }
    return lacks;
}

static bool half_x(const struct sw_grid *grid)
{
    return half_drawn(grid, false);
}

static bool half_y(const struct sw_grid *grid)
{
    return half_drawn(grid, true);
}

/* What is asked for is (almost) always there; and it turns up, less often, where it was not asked
 * for, so that a canvas alone does not tell what was asked. */
static const struct {
    const char *name;
    uint32_t need;
    bool (*has)(const struct sw_grid *grid);
    int least; /* of 100 scenes that need it */
} needs[] = {
    {"hole", SW_SCENE_HOLE, has_hole, 100},  {"thick", SW_SCENE_THICK, has_thick, 100},
    {"odd", SW_SCENE_ODD, has_odd, 80},      {"touch", SW_SCENE_TOUCH, has_touch, 85},
    {"half x", SW_SCENE_HALF_X, half_x, 60}, {"half y", SW_SCENE_HALF_Y, half_y, 60},
};

START_TEST(test_needs)
{
    struct sw_scene scene = {9, 9, 5, 3, 4, {2, 3}};
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, (uint64_t)_i, 0);
    int with = 0, without = 0;

    for (int i = 0; i < SCENES; i++) {
        struct sw_grid grid = draw(&scene, needs[_i].need, &dice);

        with += needs[_i].has(&grid);
        grid = draw(&scene, 0, &dice);
        without += needs[_i].has(&grid);
    }
    ck_assert_msg(with >= SCENES * needs[_i].least / 100, "%s: %d of %d", needs[_i].name, with,
                  SCENES);
    ck_assert_msg(without >= SCENES / 100, "%s turns up in %d of %d scenes that do not need it",
                  needs[_i].name, without, SCENES);
    ck_assert_msg(without < with, "%s: asked for %d, not asked for %d", needs[_i].name, with,
                  without);
}
END_TEST

START_TEST(test_same_dice_same_scene)
{
    struct sw_scene scene = {8, 7, 4, 2, 4, {0, 0}};

    for (uint64_t id = 0; id < 200; id++) {
        struct sw_dice one = sw_dice_at(4, SW_RANDOM_TEST, id, 0), two = one;
        struct sw_grid a = draw(&scene, SW_SCENE_ODD, &one), b = draw(&scene, SW_SCENE_ODD, &two);
        struct sw_grid c = draw(&scene, SW_SCENE_ODD, &one);

        ck_assert(sw_grid_equal(&a, &b));
        ck_assert(!sw_grid_equal(&a, &c));
    }
}
END_TEST

/* The smallest canvases and the most crowded ones neither hang nor leave their bounds. */
START_TEST(test_corners)
{
    struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, 0, 0);
    int drawn = 0;

    for (uint32_t need = 0; need < 64; need++) {
        for (int i = 0; i < 200; i++) {
            struct sw_scene scene = {sw_dice_between(&dice, 3, 5),
                                     sw_dice_between(&dice, 3, 5),
                                     sw_dice_between(&dice, 1, 9),
                                     sw_dice_between(&dice, 1, 30),
                                     30,
                                     {1, 1}};
            struct sw_grid grid;

            if (sw_scene_draw(&scene, need, &dice, &grid) != 0)
                continue;
            drawn++;
            ck_assert_int_eq(grid.width, scene.width);
            for (int y = 0; y < SW_SIDE_MAX; y++)
                for (int x = 0; x < SW_STRIDE; x++)
                    quick_assert(grid.cell[y][x] == 0 || (x < scene.width && y < scene.height &&
                                                          grid.cell[y][x] <= scene.colours));
        }
    }
    ck_assert_int_gt(drawn, 100);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scene");
    TCase *t = tcase_create("scene");

    tcase_add_test(t, test_bounds);
    tcase_add_test(t, test_number_of_organisms);
    tcase_add_loop_test(t, test_needs, 0, (int)(sizeof needs / sizeof needs[0]));
    tcase_add_test(t, test_same_dice_same_scene);
    tcase_add_test(t, test_corners);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
