/* unit_plain.c - what src/world does on bit rows against the same done one cell at a time, bit for
 * bit, on a million random canvases. */
#include "tests/reference/plain_physics.h"
#include "tests/reference/plain_world.h"
#include "world/edit/edit.h"
#include "world/physics/physics.h"
#include "world/physics/physics_change.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"
#include "tests/unit/physics_random.h"

#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

/* Of everything that bench world compares. */
#if defined(SANITIZED) || defined(__SANITIZE_ADDRESS__)
#define CASES 100000 /* these are to find other faults */
#else
#define CASES 1000000
#endif

static bool same_cells(const struct sw_mask *mask, const struct sw_cells *cells)
{
    uint32_t wrong = mask->row[SW_SIDE_MAX] | mask->row[SW_SIDE_MAX + 1];

    for (int y = 0; y < SW_SIDE_MAX; y++) {
        uint32_t row = 0;
        for (int x = 0; x < SW_SIDE_MAX; x++)
            row |= (uint32_t)cells->at[y][x] << x;
        wrong |= row ^ mask->row[y];
    }
    return wrong == 0;
}

/* A mask of the canvas: its cells of some colours. */
static struct sw_mask part_of(const struct sw_grid *grid, uint32_t colours)
{
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            if ((colours >> grid->cell[y][x] & 1) != 0)
                sw_mask_set(&out, x, y);
    return out;
}

START_TEST(test_labels)
{
    static struct sw_organism organisms[SW_ORGANISMS_MAX];
    static struct sw_plain_organisms all;

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(31, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k);
        struct sw_connection connection = {k & 1 ? 8 : 4, (k & 6) != 0};
        struct sw_mask within = part_of(&grid, sw_dice_bits(&dice));
        struct sw_cells cells = sw_plain_cells(&within);
        bool part = (k & 8) != 0;
        uint32_t count = sw_organisms(&grid, part ? &within : NULL, connection, organisms);

        sw_organisms_describe(&grid, organisms, count);
        sw_plain_label(&grid, part ? &cells : NULL, connection, &all);
        sw_plain_describe(&grid, &all);
        quick_assert(count == all.count);
        for (uint32_t j = 0; j < count; j++) {
            const struct sw_organism *organism = &organisms[j];
            uint32_t found = 0;
            for (int y = 0; y < SW_STRIDE; y++) {
                for (uint32_t row = organism->mask.row[y]; row != 0; row &= row - 1, found++)
                    quick_assert(y < SW_SIDE_MAX && all.label[y][__builtin_ctz(row)] == j + 1);
            }
            quick_assert(found == organism->cells && found == all.organism[j].cells);
            quick_assert(memcmp(&organism->box, &all.organism[j].box, sizeof organism->box) == 0);
            quick_assert(organism->colour == all.organism[j].colour);
            quick_assert(organism->attributes == all.organism[j].attributes);
        }
    }
}
END_TEST

START_TEST(test_masks)
{
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(32, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k), turned, plainly;
        int width = grid.width, height = grid.height, neighbours = k & 1 ? 8 : 4;
        struct sw_mask a = part_of(&grid, sw_dice_bits(&dice)), b = part_of(&grid, 0x3fe), out;
        struct sw_cells one = sw_plain_cells(&a), two = sw_plain_cells(&b), want;
        struct sw_box box = sw_mask_box(&a), plain_box;
        int dx, dy;

        /* From a single cell half of the time, so that the flood has a way to go. */
        if ((k & 2) != 0 && sw_mask_first(&b, &dx, &dy)) {
            struct sw_mask seed = sw_mask_none();
            sw_mask_set(&seed, dx, dy);
            struct sw_cells cell = sw_plain_cells(&seed);
            out = sw_mask_flood(seed, b, neighbours);
            want = sw_plain_flood(&cell, &two, neighbours, width, height);
        } else {
            out = sw_mask_flood(a, b, neighbours);
            want = sw_plain_flood(&one, &two, neighbours, width, height);
        }
        quick_assert(same_cells(&out, &want));
        out = sw_mask_holes(&a, width, height);
        want = sw_plain_holes(&one, width, height);
        quick_assert(same_cells(&out, &want));
        out = sw_mask_grow(a, neighbours, width, height);
        want = sw_plain_grow(&one, neighbours, width, height);
        quick_assert(same_cells(&out, &want));
        out = sw_mask_rim(&a, width, height);
        want = sw_plain_rim(&one, width, height);
        quick_assert(same_cells(&out, &want));
        dx = sw_dice_between(&dice, -9, 9);
        dy = sw_dice_between(&dice, -9, 9);
        out = sw_mask_shift(a, dx, dy, width, height);
        want = sw_plain_shift(&one, dx, dy, width, height);
        quick_assert(same_cells(&out, &want));
        plain_box = sw_plain_box(&one, width, height);
        quick_assert(memcmp(&box, &plain_box, sizeof box) == 0);
        turned = sw_grid_symmetry(&grid, (enum sw_symmetry)(k % SW_SYMMETRIES));
        plainly = sw_plain_symmetry(&grid, (enum sw_symmetry)(k % SW_SYMMETRIES));
        quick_assert(memcmp(&turned, &plainly, sizeof turned) == 0);
        /* Masks turn like grids. */
        struct sw_box whole = {0, 0, grid.width, grid.height};
        a = part_of(&turned, 0x3fe);
        out = sw_mask_symmetry(&b, whole, (enum sw_symmetry)(k % SW_SYMMETRIES));
        quick_assert(sw_mask_equal(&a, &out));
    }
}
END_TEST

static sw_edit_token token_of(const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_msg(token >= 0, "there is no edit %s", name);
    return (sw_edit_token)token;
}

static const struct {
    const char *name;
    uint8_t attribute;
    bool with;
} selectors[] = {
    {"select.largest", SW_LARGEST, true},       {"select.smallest", SW_SMALLEST, true},
    {"select.border", SW_TOUCHES_BORDER, true}, {"select.inner", SW_TOUCHES_BORDER, false},
    {"select.holed", SW_HAS_HOLE, true},        {"select.solid", SW_HAS_HOLE, false},
    {"select.symmetric", SW_SYMMETRIC, true},
};

enum { SELECTORS = sizeof selectors / sizeof *selectors };

START_TEST(test_edits)
{
    static const char *const slides[] = {"act.slide.up", "act.slide.down", "act.slide.left",
                                         "act.slide.right"};
    sw_edit_token select[SELECTORS], slide[SW_DIRECTIONS];
    sw_edit_token recolour = token_of("act.recolour"), delete = token_of("act.delete");
    uint32_t changed = 0;

    for (int i = 0; i < SELECTORS; i++)
        select[i] = token_of(selectors[i].name);
    for (int i = 0; i < SW_DIRECTIONS; i++)
        slide[i] = token_of(slides[i]);
    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(33, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k);
        struct sw_canvas canvas = sw_canvas_of(&grid);
        uint32_t bits = sw_dice_bits(&dice);
        uint8_t colour = (uint8_t)((bits & 255) % SW_COLOURS);
        int which = (int)((bits >> 8 & 255) % SELECTORS);
        struct sw_cells cells;
        bool any, plainly;

        /* One cell. */
        memset(&cells, 0, sizeof cells);
        int x = (int)(bits >> 16 & 255) % grid.width, y = (int)(bits >> 24) % grid.height;
        cells.at[y][x] = 1;
        sw_mask_set(&canvas.selection, x, y);
        canvas.colour = colour;
        any = sw_edit_apply(&canvas, recolour);
        plainly = sw_plain_paint(&grid, &cells, colour);
        quick_assert(any == plainly && memcmp(&canvas.grid, &grid, sizeof grid) == 0);

        /* Select and act. */
        sw_edit_apply(&canvas, select[which]);
        cells = sw_plain_select(&grid, selectors[which].attribute, selectors[which].with);
        quick_assert(same_cells(&canvas.selection, &cells));
        if (k % 3 == 0) {
            any = sw_edit_apply(&canvas, recolour);
            plainly = sw_plain_paint(&grid, &cells, colour);
        } else if (k % 3 == 1) {
            any = sw_edit_apply(&canvas, delete);
            plainly = sw_plain_paint(&grid, &cells, 0);
        } else {
            any = sw_edit_apply(&canvas, slide[k & 3]);
            plainly = sw_plain_slide(&grid, &cells, (enum sw_direction)(k & 3));
        }
        quick_assert(any == plainly && memcmp(&canvas.grid, &grid, sizeof grid) == 0);
        changed += any;
    }
    ck_assert_uint_gt(changed, CASES / 4);
}
END_TEST

START_TEST(test_steps)
{
    static struct sw_physics_world world;
    static struct sw_plain_world plain;
    uint32_t resting = 0, cut = 0, steps = 0;

    for (uint32_t k = 0; steps < CASES; k++) {
        struct sw_dice dice = sw_dice_at(34, SW_RANDOM_TEST, k, 1);
        struct sw_grid grid = quick_canvas(&dice, k);
        struct sw_physics_rules rules = random_rules(&dice);

        sw_physics_begin(&world, &grid, &rules);
        sw_plain_begin(&plain, &grid, &rules);
        quick_assert(sw_plain_same(&plain, &world));
        for (int i = 0; i < 4; i++) {
            bool any = sw_physics_step(&world, &rules), plainly = sw_plain_step(&plain, &rules);
            steps++;
            if (any != plainly || !sw_plain_same(&plain, &world)) {
                char before[1024], got[1024], want[1024];
                ck_abort_msg("case %u step %d: from\n%sbecomes (%d)\n%sinstead of (%d)\n%s", k, i,
                             picture_write(&grid, before), any, picture_write(&world.grid, got),
                             plainly, picture_write(&plain.grid, want));
            }
            resting += !any;
            if (!any)
                break;
        }
        if (k % 4 == 0) {
            struct sw_mask line = part_of(&world.grid, sw_dice_bits(&dice));
            struct sw_cells cells = sw_plain_cells(&line);
            bool any = sw_physics_cut(&world, &line, rules.connection.neighbours);
            quick_assert(any == sw_plain_cut(&plain, cells.at, rules.connection.neighbours));
            quick_assert(sw_plain_same(&plain, &world));
            cut += any;
        }
    }
    ck_assert_uint_gt(resting, CASES / 20);
    ck_assert_uint_lt(resting, CASES / 2);
    ck_assert_uint_gt(cut, CASES / 40);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("plain");
    TCase *t = tcase_create("plain");

    tcase_add_test(t, test_labels);
    tcase_add_test(t, test_masks);
    tcase_add_test(t, test_edits);
    tcase_add_test(t, test_steps);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
