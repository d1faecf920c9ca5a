/* unit_law.c - every law against the plain one (tests/reference/plain_law.h) that knows no masks
 * and no edit tokens, what each row of the table claims, and docs/laws.md. */
#include "tests/reference/plain_law.h"
#include "world/puzzle/puzzle.h"
#include "tests/unit/world/law/law_examples.h"
#include "tests/unit/reference/law_plain.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world/law/teacher_explains.h"
#include "tests/unit/world_picture.h"

#include <string.h>

enum { SCENES = 1000 };

static struct sw_rule random_rule(uint32_t law, struct sw_dice *dice)
{
    const struct sw_law *row = sw_law_row(law);
    struct sw_error error = {0};
    struct sw_rule rule;
    uint8_t choice[2];

    for (int i = 0; i < 2; i++)
        choice[i] = (uint8_t)sw_dice_below(dice, sw_law_choices(row->parameter[i]));
    ck_assert_msg(sw_law_mean(law, choice, &rule, &error) == 0, "%s", error.text);
    return rule;
}

START_TEST(test_law_against_plain)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, (uint64_t)_i, 1);
    const struct sw_law *row = sw_law_row((uint32_t)_i);
    int shown = 0, throws = 0;

    while (shown < SCENES) {
        struct sw_rule rule = random_rule((uint32_t)_i, &dice);
        struct sw_law_needs needs = sw_rule_needs(&rule);
        struct sw_scene scene = {
            .colours = 9, .organisms_min = needs.organisms, .ink = {needs.ink[0], needs.ink[1]}};
        int least = needs.side_min > 5 ? needs.side_min : 5;
        int most = needs.side_max < 12 ? needs.side_max : 12;
        struct sw_grid canvas, target = {0}, expected;
        struct sw_plain_rule plain;
        struct sw_plain_scene seen;
        char was[1024], got[1024], want[1024];
        bool shows;

        ck_assert_msg(++throws < 100 * SCENES, "%s hardly ever shows", row->name);
        scene.width = sw_dice_between(&dice, least, most);
        scene.height = needs.square ? scene.width : sw_dice_between(&dice, least, most);
        scene.organisms_max = sw_dice_between(&dice, needs.organisms, 5);
        if (sw_scene_draw(&scene, needs.scene, &dice, &canvas) != 0)
            continue;
        shows = sw_rule_shows(&rule, &needs, &canvas, &target);
        plain = plain_law_of(&rule);
        sw_plain_see(&canvas, &seen);
        if (sw_plain_shows(&plain, &seen, &expected) != shows)
            ck_abort_msg("%s %s on\n%s", rule.name, shows ? "shows" : "does not show",
                         picture_write(&canvas, was));
        shown += shows;
        if (shows && !sw_grid_equal(&target, &expected))
            ck_abort_msg("%s makes of\n%s\n%s\ninstead of\n%s", rule.name,
                         picture_write(&canvas, was), picture_write(&target, got),
                         picture_write(&expected, want));
    }
}
END_TEST

/* Every family has an example, and a plain implementation. */
START_TEST(test_every_law_is_tested)
{
    for (uint32_t law = 0; law < sw_law_count(); law++) {
        struct sw_rule rule;
        bool found = false;

        for (size_t i = 0; i < sizeof law_examples / sizeof law_examples[0]; i++) {
            const char *name = law_examples[i].rule, *dot = strchr(name, '.');
            size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);

            found = found || sw_law_find(name, length) == (int)law;
        }
        ck_assert_int_eq(sw_law_mean(law, (uint8_t[2]){0, 0}, &rule, NULL), 0);
        ck_assert_msg(found, "%s has no example in tests/unit/world/law/law_examples.h",
                      sw_law_row(law)->name);
        plain_law_of(&rule);
    }
    ck_assert_uint_ge(sw_law_count(), 40);
}
END_TEST

/* The rule of a name, "recolour.largest.3". */
static struct sw_rule rule_named(const char *name)
{
    for (struct sw_law_walk walk = {0}; sw_law_next(&walk);) {
        struct sw_rule rule;

        ck_assert_int_eq(sw_law_mean(walk.law, walk.choice, &rule, NULL), 0);
        if (strcmp(rule.name, name) == 0)
            return rule;
    }
    ck_abort_msg("there is no rule %s", name);
}

START_TEST(test_example)
{
    struct sw_rule rule = rule_named(law_examples[_i].rule);
    struct sw_law_needs needs = sw_rule_needs(&rule);
    struct sw_grid canvas = picture_read(law_examples[_i].canvas), target;
    struct sw_grid expected = picture_read(law_examples[_i].target);
    char got[1024];

    ck_assert_msg(sw_rule_shows(&rule, &needs, &canvas, &target), "%s does not show on its example",
                  rule.name);
    ck_assert_msg(sw_grid_equal(&target, &expected), "%s makes of %s\n%s", rule.name,
                  law_examples[_i].canvas, picture_write(&target, got));
    ck_assert(teacher_explains(&rule, &canvas, &expected));
    ck_assert(!teacher_explains(&rule, &expected, &expected) || !sw_grid_equal(&canvas, &expected));
}
END_TEST

/* What a row claims holds on any canvas on which the law finds what it selects, not only on those
 * that show the law. */
START_TEST(test_effects)
{
    const struct sw_law *row = sw_law_row((uint32_t)_i);
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, (uint64_t)_i, 2);

    for (int i = 0; i < 4 * SCENES; i++) {
        struct sw_rule rule = random_rule((uint32_t)_i, &dice);
        struct sw_law_needs needs = sw_rule_needs(&rule);
        struct sw_scene scene = {.colours = 9, .organisms_min = 1, .organisms_max = 6};
        int width = sw_dice_between(&dice, i % 2 == 0 ? 1 : 5, 12);
        int height = needs.square ? width : sw_dice_between(&dice, i % 2 == 0 ? 1 : 5, 12);
        struct sw_grid canvas = random_grid(&dice, width, height), target;
        struct sw_signature shown;

        scene.width = width;
        scene.height = height;
        memcpy(scene.ink, needs.ink, sizeof scene.ink);
        if (i % 2 == 1 && sw_scene_draw(&scene, needs.scene, &dice, &canvas) != 0)
            continue;
        target = sw_program_run(&rule.teacher, &canvas);
        if (!teacher_explains(&rule, &canvas, &target))
            continue;
        shown = sw_signature_of(&canvas, &target);
        ck_assert_msg((row->effects & ~shown.effects) == 0,
                      "%s does not have the effects that its row claims: 0x%x", rule.name,
                      row->effects & ~shown.effects);
        if (row->ink != 0)
            ck_assert_msg(shown.ink >> (rule.parameter[row->ink - 1] + 1) & 1u,
                          "%s changes cells to other colours than its row claims", rule.name);
        if (row->both)
            ck_assert_msg((shown.changed &
                           ~(1u << (rule.parameter[0] + 1) | 1u << (rule.parameter[1] + 1))) == 0,
                          "%s changes cells of other colours than its parameters", rule.name);
        if (row->from != 0)
            ck_assert_msg(shown.from >> (rule.parameter[row->from - 1] + 1) & 1u,
                          "%s changes cells of other colours than its row claims", rule.name);
    }
}
END_TEST

START_TEST(test_signatures)
{
    enum {
        ALL = (1 << SW_EFFECT_BITS) - 1,
        SIZE = SW_EFFECT_SIZE | SW_EFFECT_WITHIN | SW_EFFECT_BEYOND,
        ROW = SIZE | SW_EFFECT_ROW,
        SAME = SW_EFFECT_CENSUS | SW_EFFECT_KEEP,
        FEWER = SW_EFFECT_NO_MORE,
        LEFT = SW_EFFECT_LEAVES,
        COVER = SW_EFFECT_COVERS,
        LESS_WIDE = SW_EFFECT_RESIZE | SW_EFFECT_WITHIN | SW_EFFECT_ROW,
        KNOWN = SW_EFFECT_PALETTE
    };
    static const struct {
        const char *canvas, *target;
        uint32_t effects, ink, from, changed;
    } pairs[] = {
        {"12.", "12.", ALL, 0x3ff, 0x3ff, 0},
        {"12.", "12", LESS_WIDE | SW_EFFECT_KEEP | KNOWN, 0, 0x3ff, 0},
        {"12.", "2", LESS_WIDE | KNOWN, 4, 0x3ff, 0},
        {"12.", "1/2/.", SW_EFFECT_RESIZE | SAME | KNOWN, 0, 0x3ff, 0},
        {"12.", "33.3", SW_EFFECT_RESIZE | SW_EFFECT_BEYOND | SW_EFFECT_ROW, 8, 0x3ff, 0},
        {"12.", "21.", ROW | KNOWN | SAME | SW_EFFECT_PLACE | FEWER | COVER, 0, 0, 6},
        {"12.", ".12", ROW | KNOWN | SAME | FEWER | LEFT, 0, 0, 7},
        {"12.", "1..", ROW | KNOWN | SW_EFFECT_LESS | FEWER | LEFT, 1, 4, 5},
        {"12.", "123", ROW | SW_EFFECT_MORE | COVER, 8, 1, 9},
        {"12.", "13.", ROW | SW_EFFECT_PLACE | COVER, 8, 4, 12},
        {"12./...", "13./...", SIZE | SW_EFFECT_PLACE | COVER, 8, 4, 12},
        {"12.", "1.3", ROW | LEFT, 0, 0, 13},
        {"12.", ".1.", ROW | KNOWN | FEWER | LEFT, 0, 0, 7},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct sw_grid canvas = picture_read(pairs[i].canvas);
        struct sw_grid target = picture_read(pairs[i].target);
        struct sw_signature shown = sw_signature_of(&canvas, &target);

        ck_assert_msg(shown.effects == pairs[i].effects && shown.ink == pairs[i].ink &&
                          shown.from == pairs[i].from && shown.changed == pairs[i].changed &&
                          shown.seen == 7,
                      "%s -> %s: 0x%x 0x%x 0x%x 0x%x", pairs[i].canvas, pairs[i].target,
                      shown.effects, shown.ink, shown.from, shown.changed);
    }
}
END_TEST

START_TEST(test_table)
{
    struct sw_error error = {0};

    for (uint32_t law = 0; law < sw_law_count(); law++) {
        const struct sw_law *row = sw_law_row(law);
        uint32_t choices[2] = {sw_law_choices(row->parameter[0]),
                               sw_law_choices(row->parameter[1])};

        ck_assert_int_eq(sw_law_find(row->name, strlen(row->name)), (int)law);
        for (uint32_t i = 0; i < choices[0] * choices[1]; i++) {
            uint8_t choice[2] = {(uint8_t)(i / choices[1]), (uint8_t)(i % choices[1])};
            struct sw_rule rule;

            ck_assert_msg(sw_law_mean(law, choice, &rule, &error) == 0, "%s", error.text);
            ck_assert_int_ge(rule.teacher.length, 1);
            ck_assert_int_le(rule.teacher.length, 16);
            ck_assert_int_eq(strncmp(rule.name, row->name, strlen(row->name)), 0);
        }
    }
    ck_assert_ptr_null(sw_law_row(sw_law_count()));
    ck_assert_int_eq(sw_law_find("no such law", 11), -1);
    ck_assert_int_eq(sw_law_find("fillet", 4), sw_law_find("fill", 4));
    ck_assert_ptr_null(sw_law_choice_name(SW_PARAMETER_AXIS, 2));
}
END_TEST

START_TEST(test_rules_by_name)
{
    static const struct {
        const char *law;
        uint8_t choice[2];
        const char *name, *teacher;
        struct sw_law_needs needs;
    } rules[] = {
        {"gravity",
         {1, 0},
         "gravity.down",
         "select.organisms act.slide.down",
         {.scene = 0, .colours = 1, .organisms = 1, .some = false}},
        {"fill",
         {2, 0},
         "fill.3",
         "select.organisms hand.3 act.fill",
         {.scene = SW_SCENE_HOLE, .colours = 3, .organisms = 1, .some = false}},
        {"recolour",
         {2, 0},
         "recolour.odd.1",
         "select.odd hand.1 act.recolour",
         {.scene = SW_SCENE_ODD, .colours = 2, .organisms = 3, .some = true}},
        {"recolour",
         {4, 8},
         "recolour.holed.9",
         "select.holed hand.9 act.recolour",
         {.scene = SW_SCENE_HOLE, .colours = 9, .organisms = 2, .some = true}},
        {"copy",
         {0, 3},
         "copy.largest.right",
         "select.largest act.copy.right",
         {.scene = 0, .colours = 1, .organisms = 2, .some = true}},
        {"turn",
         {0, 0},
         "turn.90",
         "select.everything act.turn.90",
         {.scene = 0, .colours = 1, .organisms = 1, .some = false}},
        {"turn",
         {1, 0},
         "turn.180",
         "select.everything act.turn.180",
         {.scene = 0, .colours = 1, .organisms = 1, .some = false}},
        {"transpose",
         {0, 0},
         "transpose",
         "select.everything act.transpose",
         {.scene = 0, .colours = 1, .organisms = 1, .some = false}},
        {"complete",
         {0, 0},
         "complete.x",
         "select.everything act.complete.x",
         {.scene = SW_SCENE_HALF_X, .colours = 1, .organisms = 1, .some = false}},
        {"complete",
         {1, 0},
         "complete.y",
         "select.everything act.complete.y",
         {.scene = SW_SCENE_HALF_Y, .colours = 1, .organisms = 1, .some = false}},
        {"eat",
         {0, 0},
         "eat",
         "select.organisms act.eat",
         {.scene = SW_SCENE_TOUCH, .colours = 2, .organisms = 2, .some = false}},
    };

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        int law = sw_law_find(rules[i].law, strlen(rules[i].law));
        struct sw_error error = {0};
        struct sw_rule rule;
        struct sw_law_needs needs;
        char text[256];

        ck_assert_int_ge(law, 0);
        ck_assert_int_eq(sw_law_mean((uint32_t)law, rules[i].choice, &rule, &error), 0);
        sw_program_print(&rule.teacher, text, sizeof text);
        ck_assert_str_eq(rule.name, rules[i].name);
        ck_assert_str_eq(text, rules[i].teacher);
        needs = sw_rule_needs(&rule);
        ck_assert_uint_eq(needs.scene, rules[i].needs.scene);
        ck_assert_int_eq(needs.colours, rules[i].needs.colours);
        ck_assert_int_eq(needs.organisms, rules[i].needs.organisms);
        ck_assert_int_eq(needs.square, false);
        ck_assert_int_eq(needs.some, rules[i].needs.some);
    }
}
END_TEST

/* A law shows only if it changes something, and a law by property only if it picks some but not
 * all. */
START_TEST(test_shows)
{
    static const struct {
        const char *law;
        uint8_t choice[2];
        const char *canvas;
        bool shows;
    } cases[] = {
        {"gravity", {1, 0}, "1/.", true},
        {"gravity", {1, 0}, "./1", false},
        {"fill", {2, 0}, "111/1.1/111", true},
        {"fill", {2, 0}, "111/1.1/1.1", false},
        {"delete", {0, 0}, "11.2", true},
        {"delete", {0, 0}, "1.2", false},
        {"delete", {3, 0}, "1.2/.../...", false}, /* both touch the border */
        {"delete", {3, 0}, "1.../..2./....", true},
        {"recolour", {0, 1}, "22.1", false}, /* it has the colour already */
        {"recolour", {0, 2}, "22.1", true},
        {"keep", {0, 0}, "22...", false},
        {"mirror", {0, 0}, "1.1", false},
        {"mirror", {0, 0}, "1.2", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int law = sw_law_find(cases[i].law, strlen(cases[i].law));
        struct sw_grid canvas = picture_read(cases[i].canvas), target;
        struct sw_rule rule;
        struct sw_law_needs needs;

        ck_assert_int_eq(sw_law_mean((uint32_t)law, cases[i].choice, &rule, NULL), 0);
        needs = sw_rule_needs(&rule);
        ck_assert_msg(sw_rule_shows(&rule, &needs, &canvas, &target) == cases[i].shows, "%s on %s",
                      rule.name, cases[i].canvas);
    }
}
END_TEST

START_TEST(test_page)
{
    /* docs/laws.md has every row of the table, in order and nothing else in its table. */
    const char *source = getenv("SW_SOURCE");
    char path[1024], line[1024], want[1024];
    uint32_t law = 0;
    FILE *file;

    snprintf(path, sizeof path, "%s/docs/laws.md", source != NULL ? source : ".");
    file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s; set SW_SOURCE to the top of the sources", path);
    while (fgets(line, sizeof line, file) != NULL) {
        const struct sw_law *row = sw_law_row(law);
        size_t length;

        if (strncmp(line, "| `", 3) != 0)
            continue;
        ck_assert_msg(row != NULL, "docs/laws.md has a row too many: %s", line);
        length = (size_t)snprintf(want, sizeof want, "| `%s", row->name);
        for (int i = 0; i < 2; i++)
            if (row->parameter[i] != SW_PARAMETER_NONE)
                length += (size_t)snprintf(want + length, sizeof want - length, ".%s",
                                           sw_law_parameter_name(row->parameter[i]));
        snprintf(want + length, sizeof want - length, "` | %s | `%s` |\n", row->description,
                 row->teacher);
        ck_assert_msg(strcmp(line, want) == 0, "docs/laws.md says\n%sbut the table says\n%s", line,
                      want);
        law++;
    }
    fclose(file);
    ck_assert_uint_eq(law, sw_law_count());
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("law");
    TCase *t = tcase_create("law");

    tcase_add_test(t, test_every_law_is_tested);
    tcase_add_loop_test(t, test_law_against_plain, 0, (int)sw_law_count());
    tcase_add_loop_test(t, test_example, 0, (int)(sizeof law_examples / sizeof law_examples[0]));
    tcase_add_loop_test(t, test_effects, 0, (int)sw_law_count());
    tcase_add_test(t, test_signatures);
    tcase_add_test(t, test_table);
    tcase_add_test(t, test_rules_by_name);
    tcase_add_test(t, test_shows);
    tcase_add_test(t, test_page);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
