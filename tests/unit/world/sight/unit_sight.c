/* unit_sight.c - percepts against the plain description of every cell, which is written row by row
 * and compared with all others (tests/reference/plain_sight.h), and what each row of the table
 * means. */
#include "tests/reference/plain_sight.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <stdio.h>
#include <string.h>

static struct sw_plain_percept plain;

static void check_equal(const struct sw_percept *percept)
{
    ck_assert_uint_eq(percept->cells, plain.cells);
    ck_assert_uint_eq(percept->kinds, plain.kinds);
    ck_assert_uint_le(percept->kinds, percept->capacity);
    quick_assert(sw_plain_sight_same(&plain, percept));
    for (uint32_t k = 0; k < percept->kinds; k++) {
        const uint16_t *row = percept->row + (size_t)k * SW_PERCEPT_ROWS_PER_CELL;

        for (uint32_t r = 0; r < percept->rows[k]; r++) {
            quick_assert(row[r] < sw_sight_rows());
            quick_assert(r == 0 || row[r] > row[r - 1]);
        }
    }
}

/* A random puzzle; half of the targets are their canvases with a little changed, as in real ones.
 */
static void random_puzzle(struct sw_dice *dice, int side, struct sw_puzzle *out)
{
    out->demonstrations = (uint8_t)sw_dice_between(dice, 0, 4);
    for (int d = 0; d < out->demonstrations; d++) {
        struct sw_pair *pair = &out->demonstration[d];
        int width = sw_dice_between(dice, 1, side);
        int height = sw_dice_below(dice, 2) ? width : sw_dice_between(dice, 1, side);

        pair->canvas = random_grid(dice, width, height);
        if (sw_dice_below(dice, 4) == 0) {
            pair->target =
                random_grid(dice, sw_dice_between(dice, 1, side), sw_dice_between(dice, 1, side));
        } else if (sw_dice_below(dice, 2) == 0) {
            pair->target = random_grid(dice, width, height);
        } else {
            pair->target = pair->canvas;
            pair->target.cell[height / 2][width / 2] = (uint8_t)sw_dice_below(dice, 10);
        }
    }
}

START_TEST(test_demonstrations_equal_plain)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 0);
    struct sw_percept *percept = sw_percept_create(1, NULL);
    static struct sw_puzzle puzzle;

    ck_assert_ptr_nonnull(percept);
    for (int i = 0; i < 4000; i++) {
        random_puzzle(&dice, i < 3980 ? 9 : 30, &puzzle);
        ck_assert(sw_plain_sight_demonstrations(&puzzle, &plain));
        ck_assert_int_eq(sw_sight_demonstrations(&puzzle, percept, NULL), 0);
        check_equal(percept);
    }
    sw_percept_destroy(percept);
}
END_TEST

START_TEST(test_canvas_equals_plain)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, 0, 0);
    struct sw_percept *percept = sw_percept_create(64, NULL);

    for (int i = 0; i < 3000; i++) {
        struct sw_grid canvas = random_grid(&dice, random_side(&dice), random_side(&dice));

        ck_assert(sw_plain_sight_canvas(&canvas, &plain));
        ck_assert_int_eq(sw_sight_canvas(&canvas, percept, NULL), 0);
        check_equal(percept);
    }
    sw_percept_destroy(percept);
}
END_TEST

/* A percept that grew while it was filled equals one that had room from the start. */
/* The eye sees the window of focus and zoom, and all of the canvas at first. */
START_TEST(test_view_equals_plain)
{
    struct sw_percept *percept = sw_percept_create(1, NULL);
    uint32_t parts = 0;

    for (uint64_t k = 0; k < 300; k++) {
        struct sw_dice dice = sw_dice_at(44, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = random_canvas(&dice), part;
        struct sw_canvas canvas = sw_canvas_of(&grid);
        struct sw_box box;

        canvas.zoom = (uint8_t)sw_dice_below(&dice, 4);
        canvas.focus_x = (uint8_t)sw_dice_below(&dice, grid.width);
        canvas.focus_y = (uint8_t)sw_dice_below(&dice, grid.height);
        box = sw_canvas_window(&canvas);
        quick_assert(box.x0 < box.x1 && box.x1 <= grid.width);
        quick_assert(box.y0 < box.y1 && box.y1 <= grid.height);
        quick_assert(canvas.focus_x >= box.x0 && canvas.focus_x < box.x1);
        quick_assert(canvas.focus_y >= box.y0 && canvas.focus_y < box.y1);
        part = sw_grid_empty(box.x1 - box.x0, box.y1 - box.y0);
        for (int y = 0; y < part.height; y++)
            for (int x = 0; x < part.width; x++)
                part.cell[y][x] = grid.cell[box.y0 + y][box.x0 + x];
        quick_assert(canvas.zoom > 0 || sw_grid_equal(&part, &grid));
        parts += !sw_grid_equal(&part, &grid);
        ck_assert(sw_plain_sight_canvas(&part, &plain));
        quick_assert(sw_sight_view(&canvas, percept, NULL) == 0);
        check_equal(percept);
    }
    ck_assert_uint_gt(parts, 100);
    sw_percept_destroy(percept);
}
END_TEST

START_TEST(test_growth)
{
    struct sw_percept *small = sw_percept_create(0, NULL), *large = sw_percept_create(4096, NULL);
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, 0, 0);
    static struct sw_puzzle puzzle;
    uint64_t counted = 0;

    puzzle.demonstrations = SW_DEMONSTRATIONS_MAX;
    for (int d = 0; d < SW_DEMONSTRATIONS_MAX; d++) {
        puzzle.demonstration[d].canvas = sw_grid_empty(30, 30);
        puzzle.demonstration[d].target = sw_grid_empty(30, 30);
        for (int i = 0; i < 900; i++) {
            puzzle.demonstration[d].canvas.cell[i / 30][i % 30] = (uint8_t)sw_dice_below(&dice, 10);
            puzzle.demonstration[d].target.cell[i / 30][i % 30] = (uint8_t)sw_dice_below(&dice, 10);
        }
    }
    ck_assert_int_eq(sw_sight_demonstrations(&puzzle, small, NULL), 0);
    ck_assert_int_eq(sw_sight_demonstrations(&puzzle, large, NULL), 0);
    ck_assert_uint_eq(small->cells, SW_DEMONSTRATIONS_MAX * 900);
    ck_assert_uint_gt(small->kinds, 10000);
    ck_assert_uint_eq(small->kinds, large->kinds);
    ck_assert_int_eq(memcmp(small->count, large->count, small->kinds * sizeof *small->count), 0);
    ck_assert_int_eq(memcmp(small->rows, large->rows, small->kinds), 0);
    for (uint32_t k = 0; k < small->kinds; k++) {
        counted += small->count[k];
        quick_assert(memcmp(small->row + (size_t)k * SW_PERCEPT_ROWS_PER_CELL,
                            large->row + (size_t)k * SW_PERCEPT_ROWS_PER_CELL,
                            small->rows[k] * sizeof *small->row) == 0);
    }
    ck_assert_uint_eq(counted, small->cells);

    /* An empty world has nine kinds of cells at most: corners, sides, inside. */
    puzzle.demonstrations = 1;
    puzzle.demonstration[0].canvas = puzzle.demonstration[0].target = sw_grid_empty(30, 30);
    ck_assert_int_eq(sw_sight_demonstrations(&puzzle, small, NULL), 0);
    ck_assert_uint_eq(small->kinds, 9);
    ck_assert_uint_eq(small->cells, 900);
    ck_assert_uint_eq(small->count[4], 28 * 28);

    puzzle.demonstrations = 0;
    ck_assert_int_eq(sw_sight_demonstrations(&puzzle, small, NULL), 0);
    ck_assert_uint_eq(small->kinds + small->cells, 0);
    sw_percept_destroy(small);
    sw_percept_destroy(large);
    sw_percept_destroy(NULL);
}
END_TEST

enum {
    PLACES = 9,
    OUTSIDE = SW_COLOURS,
    VIEW_CODES,
    ATTRIBUTES = 8 + SW_DIRECTIONS,
    RELATION_CODES = 5
};

static const char *const place_names[PLACES] = {
    "left up", "left", "left down", "up", "here", "down", "right up", "right", "right down"};
static const char *const attribute_names[ATTRIBUTES] = {
    "largest",    "smallest",  "border", "holed", "symmetric", "odd shape",
    "odd colour", "rectangle", "above",  "below", "left of",   "right of"};
static const char *const symmetry_names[SW_SYMMETRIES] = {"same",     "mirror.x",      "mirror.y",
                                                          "turn.180", "transpose",     "turn.90",
                                                          "turn.270", "anti-transpose"};
static const char *const relation_names[RELATION_CODES] = {"both empty", "equal", "appeared",
                                                           "vanished", "different"};

/* Writes what one row says, as "before.view left up colour 3" or "between.mirror.x equal"; "" for a
 * row that the table does not have. */
static void row_name(uint32_t row, char text[64])
{
    const struct sw_sight_group *group = NULL;
    uint32_t in = row, code;
    const char *which;

    text[0] = '\0';
    for (uint32_t g = 0; g < sw_sight_group_count() && group == NULL; g++) {
        in = row - sw_sight_group_row(g)->first;
        if (in < sw_sight_group_row(g)->count)
            group = sw_sight_group_row(g);
    }
    if (group == NULL)
        return;
    if (group->count == 1) {
        snprintf(text, 64, "%s", group->name);
    } else if (group->count == SW_COLOURS) {
        snprintf(text, 64, "%s colour %u", group->name, in);
    } else if (group->count == SW_DIRECTIONS) {
        snprintf(text, 64, "%s %s", group->name, sw_direction_name((enum sw_direction)in));
    } else if (group->count == ATTRIBUTES) {
        snprintf(text, 64, "%s %s", group->name, attribute_names[in]);
    } else if (group->count == PLACES * VIEW_CODES) {
        code = in % VIEW_CODES;
        if (code == OUTSIDE)
            snprintf(text, 64, "%s %s outside", group->name, place_names[in / VIEW_CODES]);
        else
            snprintf(text, 64, "%s %s colour %u", group->name, place_names[in / VIEW_CODES], code);
    } else {
        code = in / RELATION_CODES;
        which = strcmp(group->name, "beside") == 0   ? sw_direction_name((enum sw_direction)code)
                : strcmp(group->name, "within") == 0 ? symmetry_names[code + 1]
                                                     : symmetry_names[code];
        snprintf(text, 64, "%s %s %s", group->name, which, relation_names[in % RELATION_CODES]);
    }
}

/* The groups hold every row once, and no two rows say the same. */
START_TEST(test_rows_have_names)
{
    uint32_t next = 0;
    char one[64], two[64];

    for (uint32_t i = 0; i < sw_sight_group_count(); i++) {
        ck_assert_uint_eq(sw_sight_group_row(i)->first, next);
        next += sw_sight_group_row(i)->count;
    }
    ck_assert_uint_eq(next, sw_sight_rows());
    ck_assert_ptr_null(sw_sight_group_row(sw_sight_group_count()));
    for (uint32_t row = 0; row < sw_sight_rows(); row++) {
        row_name(row, one);
        ck_assert_str_ne(one, "");
        for (uint32_t other = 0; other < row; other++) {
            row_name(other, two);
            quick_assert(strcmp(one, two) != 0);
        }
    }
    row_name(sw_sight_rows(), one);
    ck_assert_str_eq(one, "");
}
END_TEST

/* The names of the rows of the middle cell of a small example, written out. */
START_TEST(test_example)
{
    static const char *const expected[] = {
        "bias",
        "before.view left up colour 1",
        "before.view left colour 0",
        "before.view left down colour 0",
        "before.view up colour 0",
        "before.view here colour 2",
        "before.view down colour 0",
        "before.view right up outside",
        "before.view right outside",
        "before.view right down outside",
        "before.organism border",
        "before.organism symmetric",
        "before.organism rectangle",
        "after.view left up colour 1",
        "after.view left colour 0",
        "after.view left down colour 0",
        "after.view up colour 0",
        "after.view here colour 3",
        "after.view down colour 0",
        "after.view right up outside",
        "after.view right outside",
        "after.view right down outside",
        "after.organism border",
        "after.organism symmetric",
        "after.organism rectangle",
        "between same different",
        "between mirror.x appeared",
        "between mirror.y different",
        "between turn.180 appeared",
        "within mirror.x appeared",
        "within mirror.y equal",
        "within turn.180 appeared",
        "beside up appeared",
        "beside down appeared",
        "beside left appeared",
        "becomes colour 3",
        "was colour 2",
    };
    struct sw_percept *percept = sw_percept_create(16, NULL);
    static struct sw_puzzle puzzle;
    const uint16_t *row;
    char name[64];

    puzzle.demonstrations = 1;
    puzzle.demonstration[0].canvas = picture_read("1./.2/..");
    puzzle.demonstration[0].target = picture_read("1./.3/..");
    ck_assert_int_eq(sw_sight_demonstrations(&puzzle, percept, NULL), 0);
    ck_assert_uint_eq(percept->kinds, 6);
    row = percept->row + (size_t)3 * SW_PERCEPT_ROWS_PER_CELL;
    ck_assert_uint_eq(percept->rows[3], sizeof expected / sizeof expected[0]);
    for (uint32_t i = 0; i < percept->rows[3]; i++) {
        row_name(row[i], name);
        ck_assert_str_eq(name, expected[i]);
    }
    sw_percept_destroy(percept);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("sight");
    TCase *t = tcase_create("sight");

    tcase_add_test(t, test_demonstrations_equal_plain);
    tcase_add_test(t, test_canvas_equals_plain);
    tcase_add_test(t, test_view_equals_plain);
    tcase_add_test(t, test_growth);
    tcase_add_test(t, test_rows_have_names);
    tcase_add_test(t, test_example);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
