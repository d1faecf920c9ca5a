/* unit_edit_reach.c - how far acts reach: never further than is told, and what cannot be is told.
 */
#include "world/edit/edit.h"
#include "world/edit/edit_reach.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static sw_edit_token token_of(const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_msg(token >= 0, "there is no edit %s", name);
    return (sw_edit_token)token;
}

/* A canvas of several kinds, seen in any mode, with a random selection and anchor. */
static struct sw_canvas draw_canvas(struct sw_dice *dice)
{
    static const char *const selectors[] = {
        "select.everything", "select.organisms", "select.largest", "select.smallest",
        "select.dot",        "select.border",    "select.line",    "select.background",
        "select.colour",     "select.holed",     "select.rim",     "select.corners"};
    int width = sw_dice_between(dice, 1, 12), height = sw_dice_between(dice, 1, 12);
    struct sw_grid grid = random_grid(dice, width, height);
    struct sw_canvas canvas;
    uint32_t selections = 1 + sw_dice_below(dice, 2), kind = sw_dice_below(dice, 5);

    /* Noise, few cells and large ones, rings in rings. */
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            int right = width - 1 - x, below = height - 1 - y;
            int across = x < right ? x : right, down = y < below ? y : below;

            if (kind == 0)
                grid.cell[y][x] = (uint8_t)(1 + (across < down ? across : down) % 3);
            else if (kind < 3 && sw_dice_below(dice, 4) != 0)
                grid.cell[y][x] = x > 0 && sw_dice_below(dice, 2) == 0 ? grid.cell[y][x - 1] : 0;
        }
    }
    canvas = sw_canvas_of(&grid);
    canvas.colour = (uint8_t)sw_dice_below(dice, SW_COLOUR_OWN + 1);
    canvas.number = (uint8_t)sw_dice_below(dice, 4);
    canvas.mode = (uint8_t)sw_dice_below(dice, 8);
    if (sw_dice_below(dice, 2) == 0) {
        sw_edit_apply(&canvas, token_of("select.largest"));
        sw_edit_apply(&canvas, token_of("select.anchor"));
    }
    for (uint32_t i = 0; i < selections; i++) {
        uint32_t pick = sw_dice_below(dice, sizeof selectors / sizeof *selectors + 1);

        if (pick < sizeof selectors / sizeof *selectors) {
            sw_edit_apply(&canvas, token_of(selectors[pick]));
            continue;
        }
        canvas.whole = false;
        for (int y = 0; y < height; y++)
            canvas.selection.row[y] =
                sw_dice_bits(dice) & sw_dice_bits(dice) & ((1u << width) - 1u);
    }
    return canvas;
}

START_TEST(test_no_further)
{
    sw_edit_token token = (sw_edit_token)_i;
    uint16_t reach = sw_edit_row(token)->reach;
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 3);
    int changed = 0;

    for (int i = 0; i < 4000 && reach != 0; i++) {
        struct sw_canvas before = draw_canvas(&dice), after = before;
        struct sw_change change;
        struct sw_anatomy anatomy = {.known = 0};

        sw_edit_apply(&after, token);
        sw_change_of(&before.grid, &after.grid, &change);
        if (sw_grid_equal(&before.grid, &after.grid))
            continue;
        before.anatomy = sw_dice_below(&dice, 2) == 0 ? &anatomy : NULL;
        if (!sw_reach_allows(reach, &before, &change)) {
            char canvas[1024], target[1024];

            ck_abort_msg("%s reaches further than is told (mode %u, colour %u):\n%s\n%s",
                         sw_edit_row(token)->name, before.mode, before.colour,
                         picture_write(&before.grid, canvas), picture_write(&after.grid, target));
        }
        changed++;
    }
    ck_assert_msg(reach == 0 || changed > 10, "%s changed only %d", sw_edit_row(token)->name,
                  changed);
}
END_TEST

START_TEST(test_examples)
{
    static const struct {
        const char *act, *select, *canvas, *target;
        bool may;
    } examples[] = {
        {"act.recolour", "select.largest", "11./..2", "33./..2", true},
        {"act.recolour", "select.largest", "11./..2", "11./..3", false},
        {"act.recolour", "select.largest", "11./..2", "33", false},
        {"act.keep", "select.largest", "11./..2", "11./...", true},
        {"act.keep", "select.smallest", "11./..2", "11./...", false},
        {"act.copy.up", "select.largest", ".../11.", "11./11.", true},
        {"act.copy.up", "select.largest", ".../11.", "..1/11.", false},
        {"act.copy.down", "select.largest", ".../11.", "11./11.", false},
        {"act.copy.left", "select.largest", "..1/...", ".11/...", true},
        {"act.copy.right", "select.largest", "..1/...", ".11/...", false},
        {"act.shoot.up.left", "select.dot", ".../..1", ".1./..1", true},
        {"act.shoot.up.right", "select.dot", ".../1..", ".../11.", true}, /* as far as is told */
        {"act.shoot.down.left", "select.dot", ".../..1", ".1./..1", false},
        {"act.line.row", "select.dot", ".1./...", "111/...", true},
        {"act.line.row", "select.dot", ".1./...", ".1./.1.", false},
        {"act.line.column", "select.dot", ".1./...", "111/...", false},
        {"act.connect", "select.dot", "1..1./.....", "1111./.....", true},
        {"act.connect", "select.dot", "1..1./.....", "1..11/.....", false},
        {"act.box", "select.organisms", "1..../11..2", "11.../11..2", true},
        {"act.box", "select.organisms", "1..../11..2", "1...3/11..2", false},
        {"act.outline", "select.largest", "...../.1.../.....", "333../313../333..", true},
        {"act.outline", "select.largest", "...../.1.../.....", "...33/.1.../.....", false},
        {"act.frame", "select.largest", ".../.1./...", "333/313/333", true},
        {"act.frame", "select.largest", ".../.1./...", ".../.3./...", false},
        {"act.crop", "select.largest", "11./..2", "11", true},
        {"act.crop", "select.smallest", "11./..2", "11", false},
        {"act.crop", "select.everything", "11./..2", "11", true}, /* of a whole canvas nothing is
                                                                     told */
        {"act.swap.colours", "select.largest", "11./..2", "33./..2", true},
    };

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct sw_grid grid = picture_read(examples[i].canvas);
        struct sw_grid target = picture_read(examples[i].target);
        struct sw_canvas canvas = sw_canvas_of(&grid);
        struct sw_change change;

        sw_edit_apply(&canvas, token_of(examples[i].select));
        sw_change_of(&grid, &target, &change);
        ck_assert_msg(sw_reach_allows(sw_edit_row(token_of(examples[i].act))->reach, &canvas,
                                      &change) == examples[i].may,
                      "%zu: %s", i, examples[i].act);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_reach");
    TCase *t = tcase_create("edit_reach");

    tcase_add_loop_test(t, test_no_further, 0, (int)sw_edit_count());
    tcase_add_test(t, test_examples);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
