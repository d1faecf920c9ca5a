/* unit_mask.c - masks against plain loops over cells. */
#include "base/random.h"
#include "world/grid/mask.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

#define CASES 20000

/* The same set, one truth value per cell, with an empty frame around so that neighbours exist. */
struct cells {
    bool at[SW_STRIDE + 2][SW_STRIDE + 2];
};

static struct cells spread(const struct sw_mask *mask)
{
    struct cells out;

    memset(&out, 0, sizeof out);
    for (int y = 0; y < SW_STRIDE; y++) {
        for (int x = 0; x < SW_STRIDE; x++)
            out.at[y + 1][x + 1] = (mask->row[y] >> x & 1u) != 0;
    }
    return out;
}

static void assert_same(const struct sw_mask *mask, const struct cells *cells, const char *what)
{
    for (int y = 0; y < SW_STRIDE; y++) {
        for (int x = 0; x < SW_STRIDE; x++) {
            if (sw_mask_get(mask, x, y) != cells->at[y + 1][x + 1])
                ck_abort_msg("%s: cell (%d, %d) is %d", what, x, y, sw_mask_get(mask, x, y));
        }
    }
}

static struct sw_mask random_mask(struct sw_dice *dice, int width, int height)
{
    struct sw_grid grid = random_grid(dice, width, height);
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            if (grid.cell[y][x] != 0)
                sw_mask_set(&out, x, y);
        }
    }
    return out;
}

/* Canvas number k of a test: its size and a mask or two on it. */
struct sample {
    struct sw_dice dice;
    int width, height;
    struct sw_mask a, b;
};

static struct sample sample_at(uint32_t k)
{
    struct sample out;

    out.dice = sw_dice_at(1, SW_RANDOM_TEST, k, 1);
    out.width = random_side(&out.dice);
    out.height = random_side(&out.dice);
    out.a = random_mask(&out.dice, out.width, out.height);
    out.b = random_mask(&out.dice, out.width, out.height);
    return out;
}

START_TEST(test_sets)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sample s = sample_at(k);
        struct sw_mask and = sw_mask_and(s.a, s.b), or = sw_mask_or(s.a, s.b);
        struct sw_mask minus = sw_mask_minus(s.a, s.b);
        struct sw_box box = {SW_STRIDE, SW_STRIDE, 0, 0};
        uint32_t count = 0;
        int first_x = -1, first_y = -1, x0, y0;
        bool equal = true, overlap = false;

        for (int y = 0; y < SW_STRIDE; y++) {
            for (int x = 0; x < SW_STRIDE; x++) {
                bool a = s.a.row[y] >> x & 1u, b = s.b.row[y] >> x & 1u;
                quick_assert(sw_mask_get(&and, x, y) == (a && b));
                quick_assert(sw_mask_get(& or, x, y) == (a || b));
                quick_assert(sw_mask_get(&minus, x, y) == (a && !b));
                equal = equal && a == b;
                overlap = overlap || (a && b);
                if (!a)
                    continue;
                count++;
                if (first_x < 0) {
                    first_x = x;
                    first_y = y;
                }
                box.x0 = (uint8_t)(x < box.x0 ? x : box.x0);
                box.y0 = (uint8_t)(y < box.y0 ? y : box.y0);
                box.x1 = (uint8_t)(x >= box.x1 ? x + 1 : box.x1);
                box.y1 = (uint8_t)(y >= box.y1 ? y + 1 : box.y1);
            }
        }
        quick_assert(sw_mask_count(&s.a) == count);
        quick_assert(sw_mask_empty(&s.a) == (count == 0));
        quick_assert(sw_mask_equal(&s.a, &s.b) == equal);
        quick_assert(sw_mask_equal(&s.a, &s.a));
        quick_assert(sw_mask_overlap(&s.a, &s.b) == overlap);
        quick_assert(sw_mask_first(&s.a, &x0, &y0) == (count > 0));
        if (count == 0)
            box = (struct sw_box){0, 0, 0, 0};
        else
            quick_assert(x0 == first_x && y0 == first_y);
        struct sw_box got = sw_mask_box(&s.a);
        quick_assert(memcmp(&got, &box, sizeof box) == 0);
        uint32_t rows, columns;
        sw_mask_lanes(&s.a, &rows, &columns);
        for (int i = 0; i < SW_STRIDE; i++) {
            bool in_row = false, in_column = false;
            for (int j = 0; j < SW_STRIDE; j++) {
                in_row = in_row || sw_mask_get(&s.a, j, i);
                in_column = in_column || sw_mask_get(&s.a, i, j);
            }
            quick_assert((rows >> i & 1u) == in_row && (columns >> i & 1u) == in_column);
        }
        quick_assert((sw_mask_hash(&s.a) == sw_mask_hash(&s.b)) == equal);

        struct sw_mask full = sw_mask_full(s.width, s.height), in_box = sw_box_mask(got);
        for (int y = 0; y < SW_STRIDE; y++) {
            for (int x = 0; x < SW_STRIDE; x++) {
                quick_assert(sw_mask_get(&full, x, y) == (x < s.width && y < s.height));
                quick_assert(sw_mask_get(&in_box, x, y) ==
                             (x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1));
            }
        }
    }
}
END_TEST

START_TEST(test_shift)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sample s = sample_at(k);
        struct cells from = spread(&s.a), to;
        int dx = sw_dice_between(&s.dice, -34, 34), dy = sw_dice_between(&s.dice, -34, 34);
        struct sw_mask out;

        if (k % 4 != 0) {
            dx %= 4;
            dy %= 4;
        }
        out = sw_mask_shift(s.a, dx, dy, s.width, s.height);
        memset(&to, 0, sizeof to);
        for (int y = 0; y < s.height; y++) {
            for (int x = 0; x < s.width; x++) {
                int from_x = x - dx, from_y = y - dy;
                to.at[y + 1][x + 1] = from_x >= 0 && from_x < s.width && from_y >= 0 &&
                                      from_y < s.height && from.at[from_y + 1][from_x + 1];
            }
        }
        assert_same(&out, &to, "shift");
    }
}
END_TEST

static bool beside(const struct cells *cells, int x, int y, int connectivity)
{
    for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
            bool near = (dx != 0 || dy != 0) && (connectivity == 8 || dx == 0 || dy == 0);
            if (near && cells->at[y + 1 + dy][x + 1 + dx])
                return true;
        }
    }
    return false;
}

/* Adds what can be reached, one layer at a time. */
static struct cells plain_flood(const struct cells *seed, const struct cells *within,
                                int connectivity)
{
    struct cells out = *seed;
    bool grew = true;

    for (int y = 1; y <= SW_STRIDE; y++) {
        for (int x = 1; x <= SW_STRIDE; x++)
            out.at[y][x] = out.at[y][x] && within->at[y][x];
    }
    while (grew) {
        grew = false;
        for (int y = 0; y < SW_STRIDE; y++) {
            for (int x = 0; x < SW_STRIDE; x++) {
                if (within->at[y + 1][x + 1] && !out.at[y + 1][x + 1] &&
                    beside(&out, x, y, connectivity)) {
                    out.at[y + 1][x + 1] = true;
                    grew = true;
                }
            }
        }
    }
    return out;
}

START_TEST(test_grow_and_rim)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sample s = sample_at(k);
        struct cells from = spread(&s.a), to, rim;
        int connectivity = k % 2 == 0 ? 4 : 8;
        struct sw_mask out = sw_mask_grow(s.a, connectivity, s.width, s.height);

        memset(&to, 0, sizeof to);
        memset(&rim, 0, sizeof rim);
        for (int y = 0; y < s.height; y++) {
            for (int x = 0; x < s.width; x++) {
                bool self = from.at[y + 1][x + 1];
                to.at[y + 1][x + 1] = self || beside(&from, x, y, connectivity);
                rim.at[y + 1][x + 1] = self && !(from.at[y][x + 1] && from.at[y + 2][x + 1] &&
                                                 from.at[y + 1][x] && from.at[y + 1][x + 2]);
            }
        }
        assert_same(&out, &to, "grow");
        out = sw_mask_rim(&s.a, s.width, s.height);
        assert_same(&out, &rim, "rim");
    }
}
END_TEST

START_TEST(test_flood)
{
    for (uint32_t k = 0; k < CASES / 4; k++) {
        struct sample s = sample_at(k);
        struct cells seed, within = spread(&s.b), want;
        int connectivity = k % 2 == 0 ? 4 : 8;
        int x, y;

        /* Half of the time from a single cell, so that the flood has a way to go. */
        if (k % 4 >= 2 && sw_mask_first(&s.b, &x, &y)) {
            s.a = sw_mask_none();
            sw_mask_set(&s.a, x, y);
        }
        seed = spread(&s.a);
        want = plain_flood(&seed, &within, connectivity);
        struct sw_mask out = sw_mask_flood(s.a, s.b, connectivity);
        assert_same(&out, &want, "flood");
    }
}
END_TEST

START_TEST(test_flood_of_a_snake)
{
    /* The longest way there is: it turns at every edge, in rows and in columns. */
    struct sw_mask across = sw_mask_none(), down = sw_mask_none(), seed = sw_mask_none();

    for (int line = 0; line < SW_SIDE_MAX; line++) {
        for (int k = 0; k < SW_SIDE_MAX; k++) {
            bool there = line % 2 == 0 || k == (line % 4 == 1 ? SW_SIDE_MAX - 1 : 0);
            if (there) {
                sw_mask_set(&across, k, line);
                sw_mask_set(&down, line, k);
            }
        }
    }
    sw_mask_set(&seed, 0, 0);
    struct sw_mask out = sw_mask_flood(seed, across, 4);
    quick_assert(sw_mask_equal(&out, &across));
    out = sw_mask_flood(seed, down, 4);
    quick_assert(sw_mask_equal(&out, &down));
    seed = sw_mask_none();
    out = sw_mask_flood(seed, down, 4);
    quick_assert(sw_mask_empty(&out));
}
END_TEST

static struct cells plain_holes(const struct sw_mask *mask, int width, int height)
{
    struct cells outside = spread(mask), edge, reached;

    memset(&edge, 0, sizeof edge);
    for (int y = 0; y < SW_STRIDE; y++) {
        for (int x = 0; x < SW_STRIDE; x++) {
            bool inside = x < width && y < height;
            bool free = inside && !outside.at[y + 1][x + 1];
            outside.at[y + 1][x + 1] = free;
            edge.at[y + 1][x + 1] = free && (x == 0 || y == 0 || x == width - 1 || y == height - 1);
        }
    }
    reached = plain_flood(&edge, &outside, 4);
    for (int y = 1; y <= SW_STRIDE; y++) {
        for (int x = 1; x <= SW_STRIDE; x++)
            outside.at[y][x] = outside.at[y][x] && !reached.at[y][x];
    }
    return outside;
}

START_TEST(test_holes)
{
    uint32_t holed = 0, solid = 0;

    for (uint32_t k = 0; k < CASES / 4; k++) {
        struct sample s = sample_at(k);
        struct cells want = plain_holes(&s.a, s.width, s.height);
        struct sw_mask out = sw_mask_holes(&s.a, s.width, s.height);

        assert_same(&out, &want, "holes");
        /* The quick answer, for every connected part of the mask, 4- and 8-connected. */
        struct sw_mask rest = s.a;
        int x, y;
        while (sw_mask_first(&rest, &x, &y)) {
            struct sw_mask part = sw_mask_none();
            sw_mask_set(&part, x, y);
            part = sw_mask_flood(part, rest, k % 2 == 0 ? 4 : 8);
            rest = sw_mask_minus(rest, part);
            out = sw_mask_holes(&part, s.width, s.height);
            bool has = !sw_mask_empty(&out);
            quick_assert(sw_mask_has_hole(&part, sw_mask_box(&part)) == has);
            holed += has;
            solid += !has;
        }
    }
    ck_assert_uint_gt(holed, 100);
    ck_assert_uint_gt(solid, 100);
}
END_TEST

START_TEST(test_symmetry_cells)
{
    /* Where the cell marked 1 of a canvas of 3x2 goes to. */
    static const struct {
        enum sw_symmetry symmetry;
        const char *image;
    } rows[] = {
        {SW_IDENTITY, "1../..."},    {SW_MIRROR_X, "..1/..."},        {SW_MIRROR_Y, ".../1.."},
        {SW_ROTATE_180, ".../..1"},  {SW_TRANSPOSE, "1./../.."},      {SW_ROTATE_90, ".1/../.."},
        {SW_ROTATE_270, "../../1."}, {SW_ANTI_TRANSPOSE, "../../.1"},
    };

    quick_assert(sizeof rows / sizeof *rows == SW_SYMMETRIES);
    for (size_t k = 0; k < SW_SYMMETRIES; k++) {
        struct sw_mask want = picture_mask(rows[k].image), got = sw_mask_none();
        int x, y;
        sw_symmetry_cell(rows[k].symmetry, 3, 2, 0, 0, &x, &y);
        sw_mask_set(&got, x, y);
        ck_assert_msg(sw_mask_equal(&got, &want), "symmetry %zu goes to (%d, %d)", k, x, y);
    }
}
END_TEST

START_TEST(test_symmetry)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sample s = sample_at(k);
        enum sw_symmetry symmetry = (enum sw_symmetry)(k % SW_SYMMETRIES);
        struct sw_box box = sw_mask_box(&s.a);
        struct sw_mask out;
        struct cells want;

        if (k % 3 == 0) { /* a box that is not the mask's own */
            box.x0 = (uint8_t)sw_dice_below(&s.dice, (uint32_t)s.width);
            box.y0 = (uint8_t)sw_dice_below(&s.dice, (uint32_t)s.height);
            box.x1 = (uint8_t)sw_dice_between(&s.dice, box.x0 + 1, s.width);
            box.y1 = (uint8_t)sw_dice_between(&s.dice, box.y0 + 1, s.height);
        }
        out = sw_mask_symmetry(&s.a, box, symmetry);
        memset(&want, 0, sizeof want);
        for (int y = box.y0; y < box.y1; y++) {
            for (int x = box.x0; x < box.x1; x++) {
                int to_x, to_y;
                sw_symmetry_cell(symmetry, box.x1 - box.x0, box.y1 - box.y0, x - box.x0, y - box.y0,
                                 &to_x, &to_y);
                to_x += box.x0;
                to_y += box.y0;
                if (to_x < SW_STRIDE && to_y < SW_STRIDE && sw_mask_get(&s.a, x, y))
                    want.at[to_y + 1][to_x + 1] = true;
            }
        }
        assert_same(&out, &want, "symmetry");
    }
}
END_TEST

START_TEST(test_directions)
{
    static const char *const names[] = {"up", "down", "left", "right", "nowhere"};

    for (int k = 0; k <= SW_DIRECTIONS; k++)
        ck_assert_str_eq(sw_direction_name((enum sw_direction)k), names[k]);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("mask");
    TCase *t = tcase_create("mask");

    tcase_add_test(t, test_sets);
    tcase_add_test(t, test_shift);
    tcase_add_test(t, test_grow_and_rim);
    tcase_add_test(t, test_flood);
    tcase_add_test(t, test_flood_of_a_snake);
    tcase_add_test(t, test_holes);
    tcase_add_test(t, test_symmetry_cells);
    tcase_add_test(t, test_symmetry);
    tcase_add_test(t, test_directions);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
