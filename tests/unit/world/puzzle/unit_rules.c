/* unit_rules.c - the text of a set of rules, and which of them explain a pair. */
#include "world/puzzle/rules.h"
#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static const struct sw_rules_limits roomy = {
    .colours = 9, .organisms = 4, .side_min = 3, .side_max = 30};

static struct sw_rules *create(const char *text, const struct sw_rules_limits *limits)
{
    struct sw_error error = {0};
    struct sw_rules *rules = sw_rules_create(text, "", limits, &error);

    ck_assert_msg(rules != NULL, "%s: %s", text, error.text);
    return rules;
}

/* All names of a set, separated by blanks. */
static const char *names(const struct sw_rules *rules, char text[4096])
{
    text[0] = '\0';
    for (uint32_t i = 0; i < sw_rules_count(rules); i++) {
        size_t used = strlen(text);

        snprintf(text + used, 4096 - used, i > 0 ? " %s" : "%s", sw_rules_row(rules, i)->name);
    }
    return text;
}

START_TEST(test_text)
{
    static const struct {
        const char *text;
        struct sw_rules_limits limits;
        const char *names;
    } sets[] = {
        {"fill", {3, 4, 3, 30}, "fill.1 fill.2 fill.3"},
        {"fill.3", {3, 4, 3, 30}, "fill.3"},
        {" fill.3 , hollow,", {3, 4, 3, 30}, "fill.3 hollow"},
        {"hollow,fill.3,hollow,fill.3", {3, 4, 3, 30}, "fill.3 hollow"},
        {"recolour.largest", {2, 4, 3, 30}, "recolour.largest.1 recolour.largest.2"},
        {"delete",
         {2, 4, 3, 30},
         "delete.largest delete.smallest delete.odd delete.border delete.holed"},
        {"delete", {2, 2, 3, 30}, "delete.largest delete.smallest delete.border delete.holed"},
        {"turn,transpose", {2, 4, 3, 30}, "turn.90 turn.180 transpose"},
        {"scale,product,panels.or.2", {2, 4, 3, 30}, "scale.2 scale.3 product panels.or.2"},
        {"scale", {2, 4, 6, 30}, "scale.2 scale.3"},
        {"scale,swap,period", {2, 4, 11, 30}, "swap.1.2 scale.2"},
        {"swap", {3, 4, 3, 30}, "swap.1.2 swap.1.3 swap.2.3"},
        {"replace", {2, 4, 3, 30}, "replace.1.2 replace.2.1"},
        {"recolour.*.2",
         {2, 2, 3, 30},
         "recolour.largest.2 recolour.smallest.2 "
         "recolour.border.2 recolour.holed.2"},
        {"replace.*.1,replace.3.*", {3, 4, 3, 30}, "replace.2.1 replace.3.1 replace.3.2"},
        {"copy.odd,-copy.odd.left,-copy.odd.up", {2, 4, 3, 30}, "copy.odd.down copy.odd.right"},
        {"gravity,-gravity,gravity.up", {2, 4, 3, 30}, "gravity.up"},
        {"all,-copy,-crop,-delete,-keep,-push,-repeat,-gravity,-turn,-reverse,-complete",
         {1, 1, 3, 4},
         "fill.1 mirror.x mirror.y transpose outline.1 hollow beam.up.1 beam.down.1 beam.left.1 "
         "beam.right.1 ray.nw ray.ne ray.sw ray.se line.row.1 line.column.1 line.diagonal.1 bounce "
         "box.1 frame.1 grow shrink corners.1 centre.1 outside.1 rosette mend.x mend.y roll.up "
         "roll.down roll.left roll.right spin double.right double.down unfold.up unfold.down "
         "unfold.left unfold.right scale.2 scale.3 tile.2 tile.3 product half.up half.down "
         "half.left half.right compress thin unscale trim pad.1 sort sum.1"},
    };

    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        struct sw_rules *rules = create(sets[i].text, &sets[i].limits);
        char text[4096];

        ck_assert_str_eq(names(rules, text), sets[i].names);
        ck_assert_ptr_null(sw_rules_row(rules, sw_rules_count(rules)));
        ck_assert_ptr_null(sw_rules_needs(rules, sw_rules_count(rules)));
        sw_rules_destroy(rules);
    }
    sw_rules_destroy(NULL);
}
END_TEST

START_TEST(test_minus_alone_starts_from_all)
{
    struct sw_rules *all = create("all", &roomy), *less = create("-copy,-eat", &roomy);

    ck_assert_uint_eq(sw_rules_count(less), sw_rules_count(all) - 21);
    sw_rules_destroy(all);
    sw_rules_destroy(less);
}
END_TEST

START_TEST(test_errors)
{
    static const struct {
        const char *text;
        struct sw_rules_limits limits;
        const char *sentence;
    } errors[] = {
        {"recolor", {9, 4, 3, 30}, "there is no law \"recolor\"; did you mean \"recolour\"?"},
        {"fill,gravitty.down",
         {9, 4, 3, 30},
         "there is no law \"gravitty\"; did you mean \"gravity\"?"},
        {"recolour.larges",
         {9, 4, 3, 30},
         "there is no property \"larges\"; did you mean \"largest\"?"},
        {"gravity.dwn", {9, 4, 3, 30}, "there is no direction \"dwn\"; did you mean \"down\"?"},
        {"turn.270", {9, 4, 3, 30}, "there is no turn \"270\"; did you mean \"90\"?"},
        {"mirror.qq", {9, 4, 3, 30}, "there is no axis \"qq\"; choose from x, y"},
        {"hollow.3", {9, 4, 3, 30}, "the law hollow takes no parameter \"3\""},
        {"fill.3.4", {9, 4, 3, 30}, "the law fill takes no parameter \"4\""},
        {"fill.5", {4, 4, 3, 30}, "the law fill.5 needs more colours (worlds.colours)"},
        {"delete.odd",
         {4, 2, 3, 30},
         "the law delete.odd needs more organisms (worlds.organisms_max)"},
        {"eat", {1, 4, 3, 30}, "the law eat needs more colours (worlds.colours)"},
        {"scale.3", {4, 2, 11, 30}, "the law scale.3 needs smaller canvases (worlds.side_min)"},
        {"panels.or.1",
         {4, 2, 3, 4},
         "the law panels.or.1 needs larger canvases (worlds.side_max)"},
        {"fill,-fill",
         {4, 2, 3, 30},
         "the laws \"fill,-fill\" leave nothing to show with these canvases, colours and "
         "organisms; \"all\" uses every law that fits"},
        {"",
         {4, 2, 3, 30},
         "the laws \"\" leave nothing to show with these canvases, colours and organisms; "
         "\"all\" uses every law that fits"},
    };

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        struct sw_error error = {0};

        ck_assert_ptr_null(sw_rules_create(errors[i].text, "", &errors[i].limits, &error));
        if (strcmp(errors[i].text, "turn.270") == 0) /* either of the two is near enough */
            ck_assert_int_eq(strncmp(error.text, errors[i].sentence, 24), 0);
        else
            ck_assert_str_eq(error.text, errors[i].sentence);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    }
}
END_TEST

/* Where no name is near, the sentence says how many there are; docs/laws.md says it too. */
START_TEST(test_counts)
{
    static const struct sw_rules_limits four = {4, 4, 3, 30};
    struct sw_rules *nine_colours = create("all", &roomy), *four_colours = create("all", &four);
    struct sw_error error = {0};
    char text[256];

    ck_assert_ptr_null(sw_rules_create("\x1b[31m!!!!!!!!!!!!!!", "", &four, &error));
    snprintf(text, sizeof text,
             "there is no law \"?[31m!!!!!!!!!!!!!!\"; smallworld worlds --list lists all %u",
             sw_law_count());
    ck_assert_str_eq(error.text, text);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    snprintf(text, sizeof text,
             "There are %u laws. With nine colours they have %u rules, with four %u.",
             sw_law_count(), sw_rules_count(nine_colours), sw_rules_count(four_colours));
    check_doc_has("laws.md", text);
    sw_rules_destroy(nine_colours);
    sw_rules_destroy(four_colours);
}
END_TEST

/* A text as long as a setting may be, of names that all exist, and one of nonsense. */
START_TEST(test_long_text)
{
    struct sw_error error = {0};
    struct sw_rules *rules;
    char text[1024];

    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = "fill,"[i % 5];
    text[sizeof text - 4] = '\0';
    rules = create(text, &roomy);
    ck_assert_uint_eq(sw_rules_count(rules), 9);
    sw_rules_destroy(rules);
    memset(text, '.', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ck_assert_ptr_null(sw_rules_create(text, "", &roomy, &error));
    memset(text, 'x', sizeof text - 1);
    ck_assert_ptr_null(sw_rules_create(text, "", &roomy, &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
}
END_TEST

/* By itself, token by token: everything that is selected is there, and the target comes out. */
static bool solves_alone(const struct sw_rule *rule, const struct sw_pair *pair)
{
    struct sw_canvas canvas = sw_canvas_of(&pair->canvas);
    struct sw_edit_memory memory;

    sw_canvas_remember(&canvas, &memory);
    for (int t = 0; t < rule->teacher.length; t++) {
        const struct sw_edit *edit = sw_edit_row(rule->teacher.token[t]);

        sw_edit_apply(&canvas, rule->teacher.token[t]);
        if (edit->group == SW_EDIT_SELECT && strcmp(edit->name, "select.anchor") != 0 &&
            sw_mask_empty(&canvas.selection))
            return false;
    }
    return sw_grid_equal(&canvas.grid, &pair->target);
}

/* The tree of programs finds exactly what running every program by itself finds: on the work of
 * random rules, on pairs that nobody explains, on pairs that nothing changes, and on different
 * sizes. */
START_TEST(test_solve_equals_brute_force)
{
    struct sw_rules *rules = create("all", &roomy);
    uint32_t count = sw_rules_count(rules), shared = 0, own = 0;
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 0);
    static bool solves[SW_RULES_MAX];

    for (uint32_t i = 0; i < 100; i++) {
        uint32_t rule = sw_dice_below(&dice, count), expected = 0, found;
        const struct sw_law_needs *needs = sw_rules_needs(rules, rule);
        struct sw_scene scene = {.width = sw_dice_between(&dice, 5, 8),
                                 .height = sw_dice_between(&dice, 5, 8),
                                 .colours = 9,
                                 .organisms_min = 2,
                                 .organisms_max = 4,
                                 .ink = {needs->ink[0], needs->ink[1]}};
        struct sw_pair pair;

        if (i % 2 == 0 || sw_scene_draw(&scene, needs->scene, &dice, &pair.canvas) != 0)
            pair.canvas = random_grid(&dice, 6, 6);
        pair.target = i % 20 == 17 ? random_grid(&dice, sw_dice_between(&dice, 5, 6), 6)
                      : i % 20 == 18
                          ? pair.canvas
                          : sw_program_run(&sw_rules_row(rules, rule)->teacher, &pair.canvas);
        memset(solves, true, sizeof solves);
        found = sw_rules_solve(rules, &pair, solves);
        for (uint32_t m = 0; m < count; m++) {
            bool alone = solves_alone(sw_rules_row(rules, m), &pair);

            if (solves[m] != alone)
                ck_abort_msg("%s: %d by itself, %d in the tree", sw_rules_row(rules, m)->name,
                             alone, solves[m]);
            expected += alone;
        }
        ck_assert_uint_eq(found, expected);
        shared += expected > 1;
        own += solves[rule];
    }
    ck_assert_uint_gt(shared, 0);
    ck_assert_uint_gt(own, 50); /* not all: selections may be empty */
    sw_rules_destroy(rules);
}
END_TEST

START_TEST(test_standing)
{
    struct sw_rules *rules = create("recolour.largest,recolour.border,fill", &roomy);
    uint32_t count = sw_rules_count(rules), standing;
    static struct sw_puzzle puzzle;
    bool stands[SW_RULES_MAX];

    puzzle.demonstrations = 0;
    ck_assert_uint_eq(sw_rules_standing(rules, &puzzle, SW_RULE_NONE, stands), count);
    ck_assert(stands[0] && stands[count - 1]);

    /* Largest and touching the border: both stand. */
    puzzle.demonstrations = 1;
    puzzle.demonstration[0].canvas = picture_read("11.../...../..2../.....");
    puzzle.demonstration[0].target = picture_read("33.../...../..2../.....");
    standing = sw_rules_standing(rules, &puzzle, SW_RULE_NONE, stands);
    ck_assert_uint_eq(standing, 2);

    /* Largest, not touching it: one is left. */
    puzzle.demonstrations = 2;
    puzzle.demonstration[1].canvas = picture_read("1..../...../.222./.....");
    puzzle.demonstration[1].target = picture_read("1..../...../.333./.....");
    ck_assert_uint_eq(sw_rules_standing(rules, &puzzle, SW_RULE_NONE, stands), 1);
    for (uint32_t i = 0; i < count; i++)
        ck_assert(stands[i] == (strcmp(sw_rules_row(rules, i)->name, "recolour.largest.3") == 0));

    /* The largest in the one, what touches the border in the other: nothing is left, also if one
     * that agrees with neither is taken at its word. */
    puzzle.demonstration[0].canvas = picture_read("11./..2");
    puzzle.demonstration[0].target = picture_read("33./..2");
    puzzle.demonstration[1].target = picture_read("3..../...../.222./.....");
    ck_assert_uint_eq(sw_rules_standing(rules, &puzzle, SW_RULE_NONE, stands), 0);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(sw_rules_row(rules, i)->name, "fill.1") == 0)
            ck_assert_uint_eq(sw_rules_standing(rules, &puzzle, i, stands), 0);
    sw_rules_destroy(rules);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("rules");
    TCase *t = tcase_create("rules");

    tcase_add_test(t, test_text);
    tcase_add_test(t, test_minus_alone_starts_from_all);
    tcase_add_test(t, test_errors);
    tcase_add_test(t, test_counts);
    tcase_add_test(t, test_long_text);
    tcase_add_loop_test(t, test_solve_equals_brute_force, 0, 10);
    tcase_add_test(t, test_standing);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
