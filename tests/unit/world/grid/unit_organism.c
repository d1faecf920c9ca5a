/* unit_organism.c - labelling and attributes against plain loops over cells. */
#include "base/random.h"
#include "world/grid/organism.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

#define CASES 10000

static const struct sw_connection connections[4] = {{4, true}, {8, true}, {4, false}, {8, false}};

/* Marks the cells that hang together with (x, y), layer by layer. */
static void plain_component(const struct sw_grid *grid, const struct sw_mask *within,
                            struct sw_connection connection, int x, int y,
                            bool in[SW_SIDE_MAX][SW_SIDE_MAX])
{
    int queue[SW_SIDE_MAX * SW_SIDE_MAX][2], begin = 0, end = 0;

    in[y][x] = true;
    queue[end][0] = x;
    queue[end++][1] = y;
    for (; begin < end; begin++) {
        x = queue[begin][0];
        y = queue[begin][1];
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int to_x = x + dx, to_y = y + dy;
                if ((connection.neighbours == 4 && dx != 0 && dy != 0) || to_x < 0 || to_y < 0 ||
                    to_x >= grid->width || to_y >= grid->height || in[to_y][to_x] ||
                    grid->cell[to_y][to_x] == 0 ||
                    (within != NULL && !sw_mask_get(within, to_x, to_y)) ||
                    (connection.one_colour && grid->cell[to_y][to_x] != grid->cell[y][x]))
                    continue;
                in[to_y][to_x] = true;
                queue[end][0] = to_x;
                queue[end++][1] = to_y;
            }
        }
    }
}

static void assert_component(const struct sw_grid *grid, const struct sw_organism *organism,
                             bool in[SW_SIDE_MAX][SW_SIDE_MAX])
{
    struct sw_box box = {SW_SIDE_MAX, SW_SIDE_MAX, 0, 0};
    uint32_t cells[SW_COLOURS] = {0}, count = 0, colour = 1;

    for (int y = 0; y < SW_STRIDE; y++) {
        for (int x = 0; x < SW_STRIDE; x++) {
            bool there = x < SW_SIDE_MAX && y < SW_SIDE_MAX && in[y][x];
            quick_assert(sw_mask_get(&organism->mask, x, y) == there);
            if (!there)
                continue;
            count++;
            cells[grid->cell[y][x]]++;
            box.x0 = (uint8_t)(x < box.x0 ? x : box.x0);
            box.y0 = (uint8_t)(y < box.y0 ? y : box.y0);
            box.x1 = (uint8_t)(x >= box.x1 ? x + 1 : box.x1);
            box.y1 = (uint8_t)(y >= box.y1 ? y + 1 : box.y1);
        }
    }
    for (uint32_t c = 1; c < SW_COLOURS; c++) {
        if (cells[c] > cells[colour])
            colour = c;
    }
    quick_assert(memcmp(&organism->box, &box, sizeof box) == 0);
    quick_assert(organism->cells == count);
    quick_assert(organism->colour == colour);
    quick_assert(organism->attributes == 0);
}

START_TEST(test_labels)
{
    uint32_t most = 0;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(7, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice);
        struct sw_grid other = random_grid(&dice, grid.width, grid.height);
        struct sw_mask some = sw_grid_occupied(&other);
        const struct sw_mask *within = k % 3 == 0 ? &some : NULL;
        struct sw_connection connection = connections[k % 4];
        struct sw_organism organisms[SW_ORGANISMS_MAX];
        uint32_t count = sw_organisms(&grid, within, connection, organisms), found = 0;
        bool done[SW_SIDE_MAX][SW_SIDE_MAX];

        memset(done, 0, sizeof done);
        for (int y = 0; y < grid.height; y++) {
            for (int x = 0; x < grid.width; x++) {
                bool in[SW_SIDE_MAX][SW_SIDE_MAX];
                if (done[y][x] || grid.cell[y][x] == 0 ||
                    (within != NULL && !sw_mask_get(within, x, y)))
                    continue;
                memset(in, 0, sizeof in);
                plain_component(&grid, within, connection, x, y, in);
                for (int to_y = 0; to_y < grid.height; to_y++) {
                    for (int to_x = 0; to_x < grid.width; to_x++)
                        done[to_y][to_x] = done[to_y][to_x] || in[to_y][to_x];
                }
                if (found < SW_ORGANISMS_MAX) {
                    quick_assert(found < count);
                    assert_component(&grid, &organisms[found], in);
                }
                found++;
            }
        }
        most = found > most ? found : most;
        quick_assert(count == (found < SW_ORGANISMS_MAX ? found : SW_ORGANISMS_MAX));
    }
    ck_assert_uint_gt(most, SW_ORGANISMS_MAX); /* the limit was met */
}
END_TEST

START_TEST(test_limit)
{
    /* A chequered canvas of two colours: no organism has more than one cell. The first 256 in the
     * order of reading are labelled. */
    struct sw_grid grid = sw_grid_empty(30, 30);
    struct sw_organism organisms[SW_ORGANISMS_MAX];

    for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 30; x++)
            grid.cell[y][x] = (uint8_t)(1 + x % 2 + 2 * (y % 2));
    }
    ck_assert_uint_eq(sw_organisms(&grid, NULL, (struct sw_connection){8, true}, organisms),
                      SW_ORGANISMS_MAX);
    for (int k = 0; k < SW_ORGANISMS_MAX; k++) {
        quick_assert(organisms[k].box.x0 == k % 30);
        quick_assert(organisms[k].box.y0 == k / 30);
        quick_assert(organisms[k].cells == 1);
    }
    ck_assert_uint_eq(sw_organisms(&grid, NULL, (struct sw_connection){8, false}, organisms), 1);
    ck_assert_uint_eq(organisms[0].cells, 900);
    ck_assert_uint_eq(organisms[0].colour, 1); /* 225 cells of each colour: the lowest */
}
END_TEST

/* Whether a and b have the same cells (and colours, if a grid is given) when a's box is laid on
 * b's, mirrored as asked. */
static bool plain_equal(const struct sw_organism *a, const struct sw_organism *b, bool mirror_x,
                        bool mirror_y, const struct sw_grid *grid)
{
    int width = a->box.x1 - a->box.x0, height = a->box.y1 - a->box.y0;

    if (width != b->box.x1 - b->box.x0 || height != b->box.y1 - b->box.y0)
        return false;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            int ax = a->box.x0 + x, ay = a->box.y0 + y;
            int bx = b->box.x0 + (mirror_x ? width - 1 - x : x);
            int by = b->box.y0 + (mirror_y ? height - 1 - y : y);
            if (sw_mask_get(&a->mask, ax, ay) != sw_mask_get(&b->mask, bx, by))
                return false;
            if (grid != NULL && sw_mask_get(&a->mask, ax, ay) &&
                grid->cell[ay][ax] != grid->cell[by][bx])
                return false;
        }
    }
    return true;
}

/* Whether number k differs from all others and those agree, by the words of the header. */
static bool plain_odd(const struct sw_organism *organisms, uint32_t count, uint32_t k, bool shape)
{
    if (count < 3)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            bool same = shape ? plain_equal(&organisms[i], &organisms[j], false, false, NULL)
                              : organisms[i].colour == organisms[j].colour;
            if (same == (i == k || j == k))
                return false;
        }
    }
    return true;
}

static uint32_t plain_attributes(const struct sw_grid *grid, const struct sw_organism *organisms,
                                 uint32_t count, uint32_t k)
{
    const struct sw_organism *self = &organisms[k];
    struct sw_mask holes = sw_mask_holes(&self->mask, grid->width, grid->height);
    uint32_t larger = 0, smaller = 0, out = 0, outside = 0;

    for (uint32_t j = 0; j < count; j++) {
        larger += j != k && organisms[j].cells >= self->cells;
        smaller += j != k && organisms[j].cells <= self->cells;
    }
    if (count >= 2 && larger == 0)
        out |= SW_LARGEST;
    if (count >= 2 && smaller == 0)
        out |= SW_SMALLEST;
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            bool in = sw_mask_get(&self->mask, x, y);
            if (in && (x == 0 || y == 0 || x == grid->width - 1 || y == grid->height - 1))
                out |= SW_TOUCHES_BORDER;
            outside += !in && x >= self->box.x0 && x < self->box.x1 && y >= self->box.y0 &&
                       y < self->box.y1;
        }
    }
    if (!sw_mask_empty(&holes))
        out |= SW_HAS_HOLE;
    if (plain_equal(self, self, true, false, grid) || plain_equal(self, self, false, true, grid))
        out |= SW_SYMMETRIC;
    if (plain_odd(organisms, count, k, true))
        out |= SW_ODD_SHAPE;
    if (plain_odd(organisms, count, k, false))
        out |= SW_ODD_COLOUR;
    if (outside == 0)
        out |= SW_RECTANGLE;
    return out;
}

START_TEST(test_attributes)
{
    uint32_t seen[8] = {0};

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(8, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice);
        struct sw_organism organisms[SW_ORGANISMS_MAX];
        uint32_t count = sw_organisms(&grid, NULL, connections[k % 4], organisms);
        uint32_t asked = 1u << k % 8;
        uint8_t all[SW_ORGANISMS_MAX];

        if (count > 40) /* the plain way takes the cube of it */
            count = 40;
        sw_organisms_describe(&grid, organisms, count);
        for (uint32_t j = 0; j < count; j++) {
            all[j] = organisms[j].attributes;
            quick_assert(all[j] == plain_attributes(&grid, organisms, count, j));
            for (int bit = 0; bit < 8; bit++)
                seen[bit] += all[j] >> bit & 1u;
        }
        sw_organisms_mark(&grid, organisms, count, asked);
        for (uint32_t j = 0; j < count; j++)
            quick_assert(organisms[j].attributes == (all[j] & asked));
    }
    for (int bit = 0; bit < 8; bit++)
        ck_assert_uint_gt(seen[bit], 100); /* each attribute came up */
}
END_TEST

/* A picture, and the attributes of its organisms (8 neighbours, one colour) in order. */
static const struct {
    const char *what, *picture;
    uint32_t count;
    uint8_t attributes[6];
} examples[] = {
    {"nobody is the largest alone", ".../.1./...", 1, {SW_SYMMETRIC | SW_RECTANGLE}},
    {"largest and smallest",
     "...../.11.1/....1/....1/2....",
     3,
     {SW_SYMMETRIC | SW_RECTANGLE, SW_LARGEST | SW_TOUCHES_BORDER | SW_SYMMETRIC | SW_RECTANGLE,
      SW_SMALLEST | SW_TOUCHES_BORDER | SW_SYMMETRIC | SW_RECTANGLE | SW_ODD_COLOUR}},
    {"two of a size: neither is the largest",
     "...../.1.2./...../.....",
     2,
     {SW_SYMMETRIC | SW_RECTANGLE, SW_SYMMETRIC | SW_RECTANGLE}},
    {"a ring of four has a hole", "...../..1../.1.1./..1../.....", 1, {SW_HAS_HOLE | SW_SYMMETRIC}},
    {"a bay is no hole", "..../.11./.1../.11.", 1, {SW_TOUCHES_BORDER | SW_SYMMETRIC}},
    {"odd by shape",
     "......./.1.2.3./.1.23../.......",
     3,
     {SW_SYMMETRIC | SW_RECTANGLE, SW_SYMMETRIC | SW_RECTANGLE, SW_ODD_SHAPE}},
};

START_TEST(test_examples)
{
    for (size_t k = 0; k < sizeof examples / sizeof *examples; k++) {
        struct sw_grid grid = picture_read(examples[k].picture);
        struct sw_organism organisms[SW_ORGANISMS_MAX];
        uint32_t count = sw_organisms(&grid, NULL, (struct sw_connection){8, true}, organisms);

        ck_assert_uint_eq(count, examples[k].count);
        sw_organisms_describe(&grid, organisms, count);
        for (uint32_t j = 0; j < count; j++)
            ck_assert_msg(organisms[j].attributes == examples[k].attributes[j],
                          "%s: organism %u has 0x%02x, not 0x%02x", examples[k].what, j,
                          organisms[j].attributes, examples[k].attributes[j]);
    }
}
END_TEST

START_TEST(test_colours_count_for_symmetry)
{
    struct sw_grid grid = picture_read("12/12");
    struct sw_organism organism[SW_ORGANISMS_MAX];
    struct sw_connection any = {8, false};

    ck_assert_uint_eq(sw_organisms(&grid, NULL, any, organism), 1);
    sw_organisms_describe(&grid, organism, 1);
    ck_assert((organism[0].attributes & SW_SYMMETRIC) != 0); /* top and bottom */
    grid = picture_read("12/22");
    ck_assert_uint_eq(sw_organisms(&grid, NULL, any, organism), 1);
    sw_organisms_describe(&grid, organism, 1);
    ck_assert((organism[0].attributes & SW_SYMMETRIC) == 0);
    ck_assert_uint_eq(organism[0].colour, 2);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("organism");
    TCase *t = tcase_create("organism");

    tcase_add_test(t, test_labels);
    tcase_add_test(t, test_limit);
    tcase_add_test(t, test_attributes);
    tcase_add_test(t, test_examples);
    tcase_add_test(t, test_colours_count_for_symmetry);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
