/* unit_law.c - every law against a plain implementation of its own that knows no masks and no edit
 * tokens, what each row of the table claims, and docs/laws.md. */
#include "world/law.h"
#include "world/puzzle.h"
#include "law_reference.h"
#include "unit_test.h"
#include "world_picture.h"

#include <string.h>

enum { SCENES = 1000 };

static struct sw_meaning random_meaning(uint32_t law, struct sw_dice *dice)
{
    const struct sw_law *row = sw_law_row(law);
    struct sw_error error = {0};
    struct sw_meaning meaning;
    uint8_t choice[2];

    for (int i = 0; i < 2; i++)
        choice[i] = (uint8_t)sw_dice_below(dice, sw_law_choices(row->parameter[i]));
    ck_assert_msg(sw_law_mean(law, choice, &meaning, &error) == 0, "%s", error.text);
    return meaning;
}

static const char *choice_name(const struct sw_meaning *meaning, int parameter)
{
    return sw_law_choice_name(sw_law_row(meaning->law)->parameter[parameter],
                              meaning->parameter[parameter]);
}

START_TEST(test_law_against_reference)
{
    uint32_t law = (uint32_t)_i;
    const struct sw_law *row = sw_law_row(law);
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, law, 1);
    int shown = 0, throws = 0;

    ck_assert_str_eq(references[law].name, row->name);
    while (shown < SCENES) {
        struct sw_meaning meaning = random_meaning(law, &dice);
        struct sw_law_needs needs = sw_meaning_needs(&meaning);
        struct sw_scene scene = {.colours = 9, .organisms_min = needs.organisms};
        struct sw_grid canvas, target, expected;
        struct flooded all;
        char was[1024], got[1024], want[1024];

        ck_assert_msg(++throws < 100 * SCENES, "%s hardly ever shows", row->name);
        scene.width = sw_dice_between(&dice, 5, 12);
        scene.height = needs.square ? scene.width : sw_dice_between(&dice, 5, 12);
        scene.organisms_max = sw_dice_between(&dice, needs.organisms, 5);
        if (sw_scene_draw(&scene, needs.scene, &dice, &canvas) != 0 ||
            !sw_meaning_shows(&meaning, &needs, &canvas, &target))
            continue;
        shown++;
        find_organisms(&canvas, &all);
        references[law].function(&canvas, &all, choice_name(&meaning, 0), choice_name(&meaning, 1),
                                 &expected);
        if (!sw_grid_equal(&target, &expected))
            ck_abort_msg("%s makes of\n%s\n%s\ninstead of\n%s", meaning.name,
                         picture_write(&canvas, was), picture_write(&target, got),
                         picture_write(&expected, want));
    }
}
END_TEST

START_TEST(test_every_law_has_a_reference)
{
    ck_assert_uint_eq(sw_law_count(), sizeof references / sizeof references[0]);
    ck_assert_uint_ge(sw_law_count(), 14);
}
END_TEST

/* The effects that a row claims hold on any canvas, not only on those that show the law. */
START_TEST(test_effects)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, (uint64_t)_i, 2);

    for (int i = 0; i < SCENES; i++) {
        struct sw_meaning meaning = random_meaning((uint32_t)_i, &dice);
        int width = sw_dice_between(&dice, 1, 12);
        int height = sw_meaning_needs(&meaning).square ? width : sw_dice_between(&dice, 1, 12);
        struct sw_grid canvas = random_grid(&dice, width, height);
        struct sw_grid target = sw_program_run(&meaning.teacher, &canvas);
        uint32_t claimed = sw_law_row((uint32_t)_i)->effects;

        ck_assert_msg((claimed & ~sw_effects_of(&canvas, &target)) == 0,
                      "%s does not have the effects that its row claims", meaning.name);
    }
}
END_TEST

START_TEST(test_effects_of_pairs)
{
    static const struct {
        const char *canvas, *target;
        uint32_t effects;
    } pairs[] = {
        {"12.", "12.",
         SW_EFFECT_SIZE | SW_EFFECT_CENSUS | SW_EFFECT_PLACE | SW_EFFECT_LESS | SW_EFFECT_MORE},
        {"12.", "12", 0},
        {"12.", "1/2/.", 0},
        {"12.", "21.", SW_EFFECT_SIZE | SW_EFFECT_CENSUS | SW_EFFECT_PLACE},
        {"12.", ".12", SW_EFFECT_SIZE | SW_EFFECT_CENSUS},
        {"12.", "1..", SW_EFFECT_SIZE | SW_EFFECT_LESS},
        {"12.", "123", SW_EFFECT_SIZE | SW_EFFECT_MORE},
        {"12.", "13.", SW_EFFECT_SIZE | SW_EFFECT_PLACE},
        {"12.", "1.3", SW_EFFECT_SIZE},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct sw_grid canvas = picture_read(pairs[i].canvas);
        struct sw_grid target = picture_read(pairs[i].target);

        ck_assert_uint_eq(sw_effects_of(&canvas, &target), pairs[i].effects);
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
            struct sw_meaning meaning;

            ck_assert_msg(sw_law_mean(law, choice, &meaning, &error) == 0, "%s", error.text);
            ck_assert_int_ge(meaning.teacher.length, 2);
            ck_assert_int_le(meaning.teacher.length, 3);
            ck_assert_int_eq(strncmp(meaning.name, row->name, strlen(row->name)), 0);
        }
    }
    ck_assert_ptr_null(sw_law_row(sw_law_count()));
    ck_assert_int_eq(sw_law_find("no such law", 11), -1);
    ck_assert_int_eq(sw_law_find("fillet", 4), sw_law_find("fill", 4));
    ck_assert_ptr_null(sw_law_choice_name(SW_PARAMETER_AXIS, 2));
}
END_TEST

START_TEST(test_meanings_by_name)
{
    static const struct {
        const char *law;
        uint8_t choice[2];
        const char *name, *teacher;
        struct sw_law_needs needs;
    } meanings[] = {
        {"gravity", {1, 0}, "gravity.down", "select.organisms act.slide.down", {0, 1, 1, 0, 0}},
        {"fill", {2, 0}, "fill.3", "select.organisms hand.3 act.fill", {SW_SCENE_HOLE, 3, 1, 0, 0}},
        {"recolour",
         {2, 0},
         "recolour.odd.1",
         "select.odd hand.1 act.recolour",
         {SW_SCENE_ODD, 2, 3, 0, 1}},
        {"recolour",
         {4, 8},
         "recolour.holed.9",
         "select.holed hand.9 act.recolour",
         {SW_SCENE_HOLE, 9, 2, 0, 1}},
        {"copy", {0, 3}, "copy.largest.right", "select.largest act.copy.right", {0, 1, 2, 0, 1}},
        {"turn", {0, 0}, "turn.90", "select.everything act.turn.90", {0, 1, 1, 1, 0}},
        {"turn", {1, 0}, "turn.180", "select.everything act.turn.180", {0, 1, 1, 0, 0}},
        {"transpose", {0, 0}, "transpose", "select.everything act.transpose", {0, 1, 1, 1, 0}},
        {"complete",
         {0, 0},
         "complete.x",
         "select.everything act.complete.x",
         {SW_SCENE_HALF_X, 1, 1, 0, 0}},
        {"complete",
         {1, 0},
         "complete.y",
         "select.everything act.complete.y",
         {SW_SCENE_HALF_Y, 1, 1, 0, 0}},
        {"eat", {0, 0}, "eat", "select.organisms act.eat", {SW_SCENE_TOUCH, 2, 2, 0, 0}},
    };

    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        int law = sw_law_find(meanings[i].law, strlen(meanings[i].law));
        struct sw_error error = {0};
        struct sw_meaning meaning;
        struct sw_law_needs needs;
        char text[256];

        ck_assert_int_ge(law, 0);
        ck_assert_int_eq(sw_law_mean((uint32_t)law, meanings[i].choice, &meaning, &error), 0);
        sw_program_print(&meaning.teacher, text, sizeof text);
        ck_assert_str_eq(meaning.name, meanings[i].name);
        ck_assert_str_eq(text, meanings[i].teacher);
        needs = sw_meaning_needs(&meaning);
        ck_assert_uint_eq(needs.scene, meanings[i].needs.scene);
        ck_assert_int_eq(needs.colours, meanings[i].needs.colours);
        ck_assert_int_eq(needs.organisms, meanings[i].needs.organisms);
        ck_assert_int_eq(needs.square, meanings[i].needs.square);
        ck_assert_int_eq(needs.some, meanings[i].needs.some);
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
        struct sw_meaning meaning;
        struct sw_law_needs needs;

        ck_assert_int_eq(sw_law_mean((uint32_t)law, cases[i].choice, &meaning, NULL), 0);
        needs = sw_meaning_needs(&meaning);
        ck_assert_msg(sw_meaning_shows(&meaning, &needs, &canvas, &target) == cases[i].shows,
                      "%s on %s", meaning.name, cases[i].canvas);
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

    tcase_add_test(t, test_every_law_has_a_reference);
    tcase_add_loop_test(t, test_law_against_reference, 0, (int)sw_law_count());
    tcase_add_loop_test(t, test_effects, 0, (int)sw_law_count());
    tcase_add_test(t, test_effects_of_pairs);
    tcase_add_test(t, test_table);
    tcase_add_test(t, test_meanings_by_name);
    tcase_add_test(t, test_shows);
    tcase_add_test(t, test_page);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
