/* unit_plain_law.c - which rules explain a pair, by their programs and by the plain laws: the
 * same answer for every rule, on pairs of puzzles, on near misses, and on any canvases. */
#include "tests/reference/plain_law.h"
#include "world/puzzle/explain.h"
#include "world/puzzle/worlds.h"
#include "tests/unit/world/edit/edit_sketch.h"
#include "tests/unit/reference/law_plain.h"
#include "tests/unit/physics_random.h"

#include <string.h>

/* Pairs are compared by all rules, 961 of them: SW_PLAIN_PAIRS in the environment says how many
 * pairs instead of these. */
enum { PAIRS = 2000, SEARCHED = 20000 };

/* Laws that search. */
enum { WAY, PERIOD, SYMMETRY, SEARCHES };

static const char *const searches[SEARCHES] = {"way", "period", "symmetry"};

struct all_laws {
    uint32_t count;
    struct sw_rule rule[SW_RULES_MAX];
    struct sw_plain_rule plain[SW_RULES_MAX];
    uint32_t search[SEARCHES][SW_COLOURS];
    struct sw_explain *explain;
};

static void take_all(struct all_laws *all)
{
    struct sw_error error = {0};

    all->count = 0;
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk); all->count++) {
        struct sw_rule *rule = &all->rule[all->count];

        ck_assert(sw_law_mean(walk.law, walk.choice, rule, &error) == 0);
        all->plain[all->count] = plain_law_of(rule);
        for (int k = 0; k < SEARCHES; k++)
            if (strcmp(sw_law_row(walk.law)->name, searches[k]) == 0)
                all->search[k][rule->parameter[0] + 1] = all->count;
    }
    all->explain = sw_explain_create(all->rule, all->count, &error);
    ck_assert_ptr_nonnull(all->explain);
}

static const struct sw_worlds_settings settings = {.laws = "all",
                                                   .source = "generated",
                                                   .side_min = 3,
                                                   .side_max = 12,
                                                   .colours = 9,
                                                   .organisms_min = 1,
                                                   .organisms_max = 6,
                                                   .demonstrations_min = 1,
                                                   .demonstrations_max = 1};

/* A box at a random place, at most half as wide and high as the canvas. */
static void draw_box(struct sw_dice *dice, uint8_t colour, struct sw_grid *grid)
{
    int width = sw_dice_between(dice, 1, (grid->width + 1) / 2);
    int height = sw_dice_between(dice, 1, (grid->height + 1) / 2);
    int x0 = sw_dice_between(dice, 0, grid->width - width);
    int y0 = sw_dice_between(dice, 0, grid->height - height);

    for (int y = y0; y < y0 + height; y++)
        for (int x = x0; x < x0 + width; x++)
            grid->cell[y][x] = colour;
}

/* What laws that search make of canvases that have something to be found: a pattern of which a part
 * is hidden, or boxes far from each other. Returns the rule. */
static uint32_t draw_search(const struct all_laws *all, struct sw_dice *dice, struct sw_pair *out)
{
    uint32_t search = sw_dice_below(dice, SEARCHES);
    uint8_t colour = (uint8_t)(1 + sw_dice_below(dice, 9));

    if (search == WAY) {
        out->canvas = sw_grid_empty(sw_dice_between(dice, 1, 30), sw_dice_between(dice, 1, 30));
        for (uint8_t box = 1; box <= 4; box++)
            draw_box(dice, box, &out->canvas);
    } else {
        struct sw_canvas canvas = random_pattern(dice);

        out->canvas = canvas.grid;
        if (canvas.colour != 0 && canvas.colour != SW_COLOUR_OWN)
            colour = canvas.colour;
    }
    out->target = sw_program_run(&all->rule[all->search[search][colour]].teacher, &out->canvas);
    return all->search[search][colour];
}

/* A canvas as puzzles have them, what a random rule makes of it, and mostly a little more. */
static void draw_pair(const struct all_laws *all, const struct sw_worlds *worlds, uint32_t number,
                      struct sw_pair *out)
{
    struct sw_dice dice = sw_dice_at(51, SW_RANDOM_TEST, number, 1);
    uint32_t kind = sw_dice_below(&dice, 12), rule = sw_dice_below(&dice, all->count);

    if (kind >= 8) {
        draw_search(all, &dice, out);
        return;
    }
    if (kind < 5) {
        struct sw_error error = {0};
        static struct sw_puzzle puzzle;

        ck_assert(sw_worlds_puzzle(worlds, 1, SW_RANDOM_PUZZLE, number,
                                   sw_dice_below(&dice, sw_worlds_rules(worlds)), &puzzle,
                                   &error) == 0);
        *out = puzzle.demonstration[0];
    } else {
        out->canvas = quick_canvas(&dice, number);
    }
    if (kind >= 3)
        out->target = sw_program_run(&all->rule[rule].teacher, &out->canvas);
    if (kind == 1 || kind == 4 || kind == 6) {
        struct sw_grid *grid = sw_dice_below(&dice, 2) == 0 ? &out->target : &out->canvas;
        uint32_t x = sw_dice_below(&dice, grid->width), y = sw_dice_below(&dice, grid->height);

        grid->cell[y][x] = (uint8_t)sw_dice_below(&dice, SW_COLOURS);
    }
    if (kind == 7)
        out->target = quick_canvas(&dice, number);
}

static void compare_all(const struct all_laws *all, const struct sw_pair *pair, uint32_t *explained)
{
    static struct sw_plain_scene scene;
    bool explains[SW_RULES_MAX];
    char was[1024], is[1024], makes[1024];

    sw_plain_see(&pair->canvas, &scene);
    if (scene.count == SW_ORGANISMS_MAX) /* some may be overlooked, here and there others */
        return;
    *explained += sw_explain_pair(all->explain, pair, explains);
    for (uint32_t i = 0; i < all->count; i++) {
        struct sw_grid made;
        bool can, plainly;

        memset(&made, 0xee, sizeof made);
        can = sw_plain_law(&all->plain[i], &scene, &made);
        assert_sound(&made);
        plainly = can && sw_plain_equal(&made, &pair->target);
        if (plainly != explains[i])
            ck_abort_msg("%s %s\n%s->\n%sbut plainly %s and makes\n%s", all->rule[i].name,
                         explains[i] ? "explains" : "does not explain",
                         picture_write(&pair->canvas, was), picture_write(&pair->target, is),
                         can ? "it can be done" : "it cannot", picture_write(&made, makes));
    }
}

START_TEST(test_explanations)
{
    const char *wanted = getenv("SW_PLAIN_PAIRS");
    uint32_t pairs = wanted != NULL ? (uint32_t)strtoul(wanted, NULL, 10) : PAIRS, explained = 0;
    struct sw_error error = {0};
    struct sw_worlds *worlds = sw_worlds_create(&settings, NULL, NULL, &error);
    static struct all_laws all;

    ck_assert_msg(worlds != NULL, "%s", error.text);
    take_all(&all);
    ck_assert_uint_ge((uint64_t)all.count * PAIRS, 1000000);
    for (uint32_t k = 0; k < pairs; k++) {
        struct sw_pair pair;

        draw_pair(&all, worlds, k, &pair);
        compare_all(&all, &pair, &explained);
    }
    ck_assert_uint_gt(explained, pairs);
    sw_explain_destroy(all.explain);
    sw_worlds_destroy(worlds);
}
END_TEST

/* Laws that search have the most to be wrong in: more of them, each by itself. */
START_TEST(test_searches)
{
    static struct sw_plain_scene scene;
    static struct all_laws all;
    uint32_t changed = 0;

    take_all(&all);
    for (uint32_t k = 0; k < SEARCHED; k++) {
        struct sw_dice dice = sw_dice_at(52, SW_RANDOM_TEST, k, 1);
        char was[1024], want[1024], makes[1024];
        struct sw_pair pair;
        struct sw_grid made;
        uint32_t rule = draw_search(&all, &dice, &pair);

        sw_plain_see(&pair.canvas, &scene);
        if (sw_plain_law(&all.plain[rule], &scene, &made) && !sw_plain_equal(&made, &pair.target))
            ck_abort_msg("%s makes of\n%s\n%s\nbut plainly\n%s", all.rule[rule].name,
                         picture_write(&pair.canvas, was), picture_write(&pair.target, want),
                         picture_write(&made, makes));
        changed += !sw_plain_equal(&pair.canvas, &pair.target);
    }
    ck_assert_uint_gt(changed, SEARCHED / 4);
    sw_explain_destroy(all.explain);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("plain_law");
    TCase *t = tcase_create("plain_law");

    tcase_set_timeout(t, 0);
    tcase_add_test(t, test_explanations);
    tcase_add_test(t, test_searches);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
