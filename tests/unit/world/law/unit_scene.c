/* unit_scene.c - scenes have what was asked for, keep to their bounds, and vary. */
#include "world/grid/organism.h"
#include "world/law/scene.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <stdlib.h>
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

/* Organisms of one cell in one row or column with empty cells between them (or on one diagonal). */
static bool in_line(const struct sw_grid *grid, bool slope)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, by_colour, organisms);

    for (uint32_t a = 0; a < count; a++) {
        for (uint32_t b = 0; b < count; b++) {
            int dx = organisms[b].box.x0 - organisms[a].box.x0;
            int dy = organisms[b].box.y0 - organisms[a].box.y0;
            int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy), k = 1;

            if (a == b || organisms[a].cells != 1 || organisms[b].cells != 1 || steps < 2 ||
                (slope ? abs(dx) != abs(dy) : dx != 0 && dy != 0))
                continue;
            while (k < steps && grid->cell[organisms[a].box.y0 + k * dy / steps]
                                          [organisms[a].box.x0 + k * dx / steps] == 0)
                k++;
            if (k == steps)
                return true;
        }
    }
    return false;
}

static bool inline_dots(const struct sw_grid *grid)
{
    return in_line(grid, false);
}

static bool sloping_dots(const struct sw_grid *grid)
{
    return in_line(grid, true);
}

/* Counts organisms for which the test holds. */
static uint32_t count_organisms(const struct sw_grid *grid,
                                bool (*test)(const struct sw_organism *organism))
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, by_colour, organisms), found = 0;

    for (uint32_t k = 0; k < count; k++)
        found += test(&organisms[k]);
    return found;
}

static bool is_square(const struct sw_organism *organism)
{
    int side = organism->box.x1 - organism->box.x0;

    return side > 1 && organism->box.y1 - organism->box.y0 == side &&
           organism->cells == side * side;
}

static bool is_line(const struct sw_organism *organism)
{
    int wide = organism->box.x1 - organism->box.x0, high = organism->box.y1 - organism->box.y0;

    return (wide == 1) != (high == 1);
}

static bool is_dot(const struct sw_organism *organism)
{
    return organism->cells == 1;
}

static bool has_square(const struct sw_grid *grid)
{
    return count_organisms(grid, is_square) > 0;
}

static bool has_line(const struct sw_grid *grid)
{
    return count_organisms(grid, is_line) > 0;
}

static bool has_dot(const struct sw_grid *grid)
{
    return count_organisms(grid, is_dot) > 0;
}

static bool has_twins(const struct sw_grid *grid)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, by_colour, organisms);

    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < a; b++)
            if (sw_organism_same_shape(&organisms[a], &organisms[b]))
                return true;
    return false;
}

static bool has_colour(const struct sw_grid *grid, uint8_t colour)
{
    struct sw_mask cells = sw_grid_colour(grid, colour);

    return !sw_mask_empty(&cells);
}

static bool has_ink(const struct sw_grid *grid)
{
    return has_colour(grid, 2);
}

static bool has_inks(const struct sw_grid *grid)
{
    return has_colour(grid, 2) && has_colour(grid, 3);
}

/* An organism encloses cells of another colour. */
static bool has_nest(const struct sw_grid *grid)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(grid, NULL, by_colour, organisms);
    struct sw_mask occupied = sw_grid_occupied(grid);

    for (uint32_t k = 0; k < count; k++) {
        struct sw_mask holes = sw_mask_holes(&organisms[k].mask, grid->width, grid->height);

        if (sw_mask_overlap(&holes, &occupied))
            return true;
    }
    return false;
}

/* A row or column of one colour from edge to edge. */
static bool has_panels(const struct sw_grid *grid)
{
    for (int i = 0; i < grid->width || i < grid->height; i++) {
        bool row = i < grid->height && grid->cell[i][0] != 0;
        bool column = i < grid->width && grid->cell[0][i] != 0;

        for (int x = 0; x < grid->width && row; x++)
            row = grid->cell[i][x] == grid->cell[i][0];
        for (int y = 0; y < grid->height && column; y++)
            column = grid->cell[y][i] == grid->cell[0][i];
        if (row || column)
            return true;
    }
    return false;
}

/* But for cells of colour 2, every cell equals its image. */
static bool mirrored(const struct sw_grid *grid, bool x_too, bool y_too)
{
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            uint8_t own = grid->cell[y][x];
            uint8_t image =
                grid->cell[y_too ? grid->height - 1 - y : y][x_too ? grid->width - 1 - x : x];

            if (own != image && own != 2 && image != 2)
                return false;
        }
    }
    return true;
}

static bool has_mirrors(const struct sw_grid *grid)
{
    return has_colour(grid, 2) && (mirrored(grid, true, false) || mirrored(grid, false, true) ||
                                   mirrored(grid, true, true));
}

static bool has_period(const struct sw_grid *grid)
{
    for (int dy = 0; dy <= 4 && has_colour(grid, 2); dy++) {
        for (int dx = -4; dx <= 4; dx++) {
            bool repeats = dx != 0 || dy != 0;

            for (int y = 0; y + dy < grid->height && repeats; y++) {
                for (int x = 0; x < grid->width && repeats; x++) {
                    int to = x + dx;

                    repeats = to < 0 || to >= grid->width || grid->cell[y][x] == 2 ||
                              grid->cell[y + dy][to] == 2 ||
                              grid->cell[y][x] == grid->cell[y + dy][to];
                }
            }
            if (repeats)
                return true;
        }
    }
    return false;
}

/* A row or column equals the one before it. */
static bool has_blocks(const struct sw_grid *grid)
{
    for (int y = 1; y < grid->height; y++)
        if (memcmp(grid->cell[y], grid->cell[y - 1], SW_STRIDE) == 0 && grid->cell[y][0] != 0)
            return true;
    return false;
}

/* What is asked for is (almost) always there; and it turns up, less often, where it was not asked
 * for, so that a canvas alone does not tell what was asked. */
static const struct {
    const char *name;
    uint32_t need;
    bool (*has)(const struct sw_grid *grid);
    int least; /* of 100 scenes that need it */
} needs[] = {
    {"hole", SW_SCENE_HOLE, has_hole, 100},
    {"thick", SW_SCENE_THICK, has_thick, 100},
    {"odd", SW_SCENE_ODD, has_odd, 80},
    {"touch", SW_SCENE_TOUCH, has_touch, 85},
    {"half x", SW_SCENE_HALF_X, half_x, 60},
    {"half y", SW_SCENE_HALF_Y, half_y, 60},
    {"square", SW_SCENE_SQUARE, has_square, 100},
    {"line", SW_SCENE_LINE, has_line, 100},
    {"dots", SW_SCENE_DOTS, has_dot, 100},
    {"twins", SW_SCENE_TWINS, has_twins, 90},
    {"ink", SW_SCENE_INK, has_ink, 100},
    {"inks", SW_SCENE_INK | SW_SCENE_INKS, has_inks, 98},
    {"inline", SW_SCENE_INLINE, inline_dots, 95},
    {"slope", SW_SCENE_SLOPE, sloping_dots, 95},
    {"nest", SW_SCENE_NEST, has_nest, 95},
    {"rooms", SW_SCENE_ROOMS, has_nest, 60},
    {"legend", SW_SCENE_LEGEND, has_touch, 100},
    {"motley", SW_SCENE_MOTLEY, has_touch, 98},
    {"panels", SW_SCENE_PANELS, has_panels, 60},
    {"period", SW_SCENE_PERIOD, has_period, 98},
    {"mirrors", SW_SCENE_MIRRORS, has_mirrors, 100},
    {"blocks", SW_SCENE_BLOCKS, has_blocks, 30},
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
    ck_assert_msg(without >= SCENES / 200, "%s turns up in %d of %d scenes that do not need it",
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

    for (uint32_t bits = 0; bits < 512; bits++) {
        uint32_t need = bits < 256 ? bits : sw_dice_bits(&dice) & ((1u << SW_SCENE_NEEDS) - 1);

        for (int i = 0; i < 40; i++) {
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

/* A bystander keeps apart from everything, and has its colour. */
START_TEST(test_bystander)
{
    struct sw_dice dice = sw_dice_at(6, SW_RANDOM_TEST, 0, 0);
    int found = 0;

    for (int i = 0; i < SCENES; i++) {
        struct sw_scene scene = {.width = sw_dice_between(&dice, 3, 12),
                                 .height = sw_dice_between(&dice, 3, 12),
                                 .colours = 4,
                                 .organisms_min = 1,
                                 .organisms_max = 4};
        struct sw_grid grid;
        struct sw_mask cells, around, occupied;
        uint8_t colour;

        if (sw_scene_draw(&scene, 0, &dice, &grid) != 0 ||
            !sw_scene_bystander(&grid, 4, &dice, &cells, &colour))
            continue;
        found++;
        occupied = sw_grid_occupied(&grid);
        around = sw_mask_grow(cells, 8, grid.width, grid.height);
        quick_assert(!sw_mask_overlap(&around, &occupied));
        quick_assert(sw_mask_count(&cells) >= 1 && sw_mask_count(&cells) <= 4);
        quick_assert(colour >= 1 && colour <= 4);
        around = sw_mask_full(grid.width, grid.height);
        cells = sw_mask_minus(cells, around);
        quick_assert(sw_mask_empty(&cells));
    }
    ck_assert_int_gt(found, SCENES / 3);
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
    tcase_add_test(t, test_bystander);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
