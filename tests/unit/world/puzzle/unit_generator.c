/* unit_generator.c - laws in a row, what is held out, and what else may be on a canvas: every
 * promise of docs/laws.md by running programs. */
#include "world/puzzle/composition.h"
#include "world/puzzle/generator.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static const struct sw_worlds_settings usual = {.laws = "all",
                                                .source = "generated",
                                                .side_min = 6,
                                                .side_max = 12,
                                                .square = false,
                                                .colours = 5,
                                                .organisms_min = 2,
                                                .organisms_max = 4,
                                                .demonstrations_min = 2,
                                                .demonstrations_max = 3,
                                                .discriminating = true,
                                                .compose = 1};

static struct sw_worlds *create(const struct sw_worlds_settings *settings)
{
    struct sw_error error = {0};
    struct sw_worlds *worlds = sw_worlds_create(settings, NULL, NULL, &error);

    ck_assert_msg(worlds != NULL, "%s", error.text);
    return worlds;
}

static void draw(const struct sw_worlds *worlds, enum sw_purpose purpose, uint64_t number,
                 uint32_t rule, struct sw_puzzle *out)
{
    struct sw_error error = {0};

    ck_assert_msg(sw_worlds_puzzle(worlds, 1, purpose, number, rule, out, &error) == 0, "%s",
                  error.text);
}

static const struct sw_pair *pair_of(const struct sw_puzzle *puzzle, int i)
{
    return i < puzzle->demonstrations ? &puzzle->demonstration[i]
                                      : &puzzle->test[i - puzzle->demonstrations];
}

static struct sw_grid swap(const struct sw_grid *grid, uint8_t ground)
{
    struct sw_grid out = *grid;

    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            out.cell[y][x] = grid->cell[y][x] == ground ? 0
                             : grid->cell[y][x] == 0    ? ground
                                                        : grid->cell[y][x];
    return out;
}

/* Whether everything that the rule's teacher selects is there, and the target comes out;
 * plainly, token by token. */
static bool explains(const struct sw_rule *rule, const struct sw_grid *canvas,
                     const struct sw_grid *target)
{
    struct sw_canvas work = sw_canvas_of(canvas);
    struct sw_edit_memory memory;

    sw_canvas_remember(&work, &memory);
    for (int t = 0; t < rule->teacher.length; t++) {
        const struct sw_edit *edit = sw_edit_row(rule->teacher.token[t]);

        sw_edit_apply(&work, rule->teacher.token[t]);
        if (edit->group == SW_EDIT_SELECT && strcmp(edit->name, "select.anchor") != 0 &&
            sw_mask_empty(&work.selection))
            return false;
    }
    return sw_grid_equal(&work.grid, target);
}

/* Every promise that holds for every puzzle. */
static void check_puzzle(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle)
{
    char name[256];

    sw_worlds_name(worlds, puzzle, name, sizeof name);
    ck_assert_msg(sw_puzzle_explains(puzzle, &puzzle->teacher), "%s", name);
    ck_assert_msg(sw_puzzle_exact(puzzle, &puzzle->teacher), "%s", name);
    for (int i = 0; i <= puzzle->demonstrations; i++)
        ck_assert(!sw_grid_equal(&pair_of(puzzle, i)->canvas, &pair_of(puzzle, i)->target));
    for (uint32_t m = 0; m < sw_worlds_rows(worlds); m++) {
        const struct sw_rule *rule = sw_worlds_rule(worlds, m);

        for (int with = 0; with < (puzzle->ground != 0 ? 2 : 1); with++) {
            bool stands = true;
            struct sw_grid canvas, target, result;

            for (int i = 0; i < puzzle->demonstrations && stands; i++) {
                canvas = with ? swap(&pair_of(puzzle, i)->canvas, puzzle->ground)
                              : pair_of(puzzle, i)->canvas;
                target = with ? swap(&pair_of(puzzle, i)->target, puzzle->ground)
                              : pair_of(puzzle, i)->target;
                stands = explains(rule, &canvas, &target);
            }
            if (!stands)
                continue;
            ck_assert_msg(puzzle->parts == 1, "%s explains the composition %s", rule->name, name);
            canvas = with ? swap(&puzzle->test[0].canvas, puzzle->ground) : puzzle->test[0].canvas;
            target = with ? swap(&puzzle->test[0].target, puzzle->ground) : puzzle->test[0].target;
            result = sw_program_run(&rule->teacher, &canvas);
            ck_assert_msg(sw_grid_equal(&result, &target),
                          "%s explains the demonstrations of %s, but not its test", rule->name,
                          name);
        }
    }
}

/* --- laws in a row --- */

START_TEST(test_compositions)
{
    struct sw_worlds_settings settings = usual;
    static struct sw_puzzle puzzle;
    struct sw_worlds *worlds;
    uint32_t parts[4] = {0};

    settings.compose = 3;
    settings.composed = 0.8;
    worlds = create(&settings);
    for (uint64_t n = 0; n < 60; n++) {
        uint32_t rule = (uint32_t)((n * 7919 + (uint64_t)_i * 31) % sw_worlds_rules(worlds));
        struct sw_grid between;

        draw(worlds, SW_RANDOM_PUZZLE, n, rule, &puzzle);
        ck_assert_uint_eq(puzzle.part[0], rule);
        ck_assert_uint_eq(puzzle.rule, puzzle.parts == 1 ? rule : SW_RULE_NONE);
        parts[puzzle.parts]++;
        check_puzzle(worlds, &puzzle);
        ck_assert_double_eq(sw_worlds_ceiling(worlds, &puzzle), 1.0);
        /* The parts one after the other, each a program of its own, make the target too. */
        for (int i = 0; i <= puzzle.demonstrations; i++) {
            between = pair_of(&puzzle, i)->canvas;
            for (int p = 0; p < puzzle.parts; p++) {
                struct sw_grid next =
                    sw_program_run(&sw_worlds_rule(worlds, puzzle.part[p])->teacher, &between);

                ck_assert(!sw_grid_equal(&next, &between));
                between = next;
            }
            ck_assert(sw_grid_equal(&between, &pair_of(&puzzle, i)->target));
        }
    }
    ck_assert_uint_gt(parts[1], 5);
    ck_assert_uint_gt(parts[2], 5);
    ck_assert_uint_gt(parts[3], 2);
    sw_worlds_destroy(worlds);
}
END_TEST

START_TEST(test_teachers_in_a_row)
{
    static const struct sw_rules_limits limits = {9, 4, 3, 30};
    struct sw_rules *rules =
        sw_rules_create("invert,gravity.down,add.1.2,mirror.x", "", &limits, NULL);
    struct sw_composition composition = {2, {1, 0, 0}}, order;
    struct sw_program program;
    char text[512];

    ck_assert_ptr_nonnull(rules);
    ck_assert_str_eq(sw_rules_row(rules, 0)->name, "gravity.down");
    ck_assert_str_eq(sw_rules_row(rules, 2)->name, "invert");
    /* A mode is taken back before the next law. */
    composition.part[0] = 2;
    ck_assert(sw_composition_teacher(rules, &composition, false, &program));
    sw_program_print(&program, text, sizeof text);
    ck_assert_str_eq(text, "mode.any select.organisms act.invert mode.colour select.organisms "
                           "act.slide.down");
    sw_composition_print(rules, &composition, text, sizeof text);
    ck_assert_str_eq(text, "invert>gravity.down");
    /* Not after the last, and a background goes around all of it. */
    ck_assert(sw_composition_order(&composition, 1, &order));
    ck_assert(!sw_composition_order(&composition, 2, &order));
    ck_assert(sw_composition_teacher(rules, &order, true, &program));
    sw_program_print(&program, text, sizeof text);
    ck_assert_str_eq(text, "ground select.organisms act.slide.down mode.any select.organisms "
                           "act.invert ground");
    /* A law that goes back to the first canvas comes first, and on no background. */
    composition = (struct sw_composition){2, {3, 1, 0}};
    ck_assert(sw_composition_teacher(rules, &composition, false, &program));
    ck_assert(!sw_composition_teacher(rules, &composition, true, &program));
    composition = (struct sw_composition){2, {1, 3, 0}};
    ck_assert(!sw_composition_teacher(rules, &composition, false, &program));
    sw_rules_destroy(rules);
}
END_TEST

/* --- what is held out --- */

static bool named(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle, int part,
                  const char *prefix)
{
    return strncmp(sw_worlds_rule(worlds, puzzle->part[part])->name, prefix, strlen(prefix)) == 0;
}

static bool held_out(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle)
{
    for (int p = 0; p < puzzle->parts; p++) {
        const char *name = sw_worlds_rule(worlds, puzzle->part[p])->name;
        size_t length = strlen(name);

        if (strncmp(name, "copy.", 5) == 0 || strcmp(name, "fill.2") == 0 ||
            (strncmp(name, "recolour.", 9) == 0 && strcmp(name + length - 2, ".3") == 0))
            return true;
        if (p > 0 && named(worlds, puzzle, p - 1, "outline.") &&
            named(worlds, puzzle, p, "gravity."))
            return true;
        if (p > 0 && named(worlds, puzzle, p - 1, "mirror.x") &&
            named(worlds, puzzle, p, "delete."))
            return true;
    }
    return false;
}

START_TEST(test_lives_never_meet_what_is_held_out)
{
    struct sw_worlds_settings settings = usual;
    static struct sw_puzzle puzzle;
    struct sw_worlds *worlds;
    uint32_t composed = 0;

    settings.laws = "copy,fill,recolour,outline,gravity,mirror,delete,hollow";
    settings.hold_out = "copy,fill.2,recolour.*.3,outline>gravity,mirror.x>delete.*";
    settings.compose = 3;
    settings.composed = 0.7;
    settings.side_min = settings.side_max = 7;
    settings.demonstrations_max = 2;
    worlds = create(&settings);
    ck_assert_uint_eq(sw_worlds_held(worlds), 20 + 1 + 5 + 2);
    for (uint64_t n = 0; n < 3000; n++) {
        enum sw_purpose purpose = n % 3 == 0 ? SW_RANDOM_EXAMINATION : SW_RANDOM_PUZZLE;

        draw(worlds, purpose, n, (uint32_t)(n % sw_worlds_rules(worlds)), &puzzle);
        quick_assert(!held_out(worlds, &puzzle));
        quick_assert(((sw_grid_hash(&puzzle.test[0].canvas) & 3u) == 0) ==
                     (purpose == SW_RANDOM_EXAMINATION));
        composed += puzzle.parts > 1;
    }
    ck_assert_uint_gt(composed, 1000);
    for (uint64_t n = 0; n < 300; n++) {
        uint32_t rule = sw_worlds_rules(worlds) + (uint32_t)(n % sw_worlds_held(worlds));

        draw(worlds, SW_RANDOM_EXAMINATION, n, rule, &puzzle);
        quick_assert(held_out(worlds, &puzzle));
        quick_assert(puzzle.parts == (rule < sw_worlds_rows(worlds) ? 1 : 2));
        for (int i = 0; i <= puzzle.demonstrations; i++)
            quick_assert((sw_grid_hash(&pair_of(&puzzle, i)->canvas) & 3u) == 0);
        if (n < 60)
            check_puzzle(worlds, &puzzle);
    }
    sw_worlds_destroy(worlds);
}
END_TEST

START_TEST(test_hold_out_that_cannot_be)
{
    static const struct {
        const char *laws, *hold_out, *sentence;
    } cases[] = {
        {"fill,copy", "fil", "worlds.hold_out: there is no law \"fil\"; did you mean \"fill\"?"},
        {"fill,copy", "eat",
         "worlds.hold_out = \"eat\" names none of these worlds' laws, so nothing would be held "
         "out"},
        {"fill", "all,fill", "worlds.hold_out = \"all,fill\" leaves no law for lives"},
        {"fill,copy", "fill>eat",
         "worlds.hold_out: fill>eat is not a composition of laws of these worlds"},
        {"fill,copy", "fill>copy>fill",
         "worlds.hold_out: a composition that is held out has two laws: \"fill>gravity\""},
        {"fill,copy", "fill>copy.largest.nowhere",
         "worlds.hold_out: there is no direction \"nowhere\"; choose from up, down, left, right"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sw_worlds_settings settings = usual;
        struct sw_error error = {0};

        settings.laws = cases[i].laws;
        settings.hold_out = cases[i].hold_out;
        ck_assert_ptr_null(sw_worlds_create(&settings, NULL, NULL, &error));
        ck_assert_str_eq(error.text, cases[i].sentence);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    }
}
END_TEST

/* --- what else may be on a canvas --- */

START_TEST(test_backgrounds)
{
    struct sw_worlds_settings settings = usual;
    static struct sw_puzzle puzzle;
    struct sw_worlds *worlds;
    uint32_t grounded = 0;

    settings.background = 0.7;
    settings.colours = _i % 2 == 0 ? 5 : 9;
    settings.compose = 2;
    settings.composed = 0.3;
    worlds = create(&settings);
    for (uint64_t n = 0; n < 40; n++) {
        int ground = sw_edit_find("ground", 6);

        draw(worlds, SW_RANDOM_PUZZLE, n,
             (uint32_t)((n * 7919 + (uint64_t)_i * 37) % sw_worlds_rules(worlds)), &puzzle);
        check_puzzle(worlds, &puzzle);
        ck_assert_double_eq(sw_worlds_ceiling(worlds, &puzzle), 1.0);
        ck_assert_int_eq(puzzle.teacher.token[0] == ground, puzzle.ground != 0);
        if (puzzle.ground == 0)
            continue;
        grounded++;
        ck_assert(settings.colours == 9 || puzzle.ground > 5);
        for (int i = 0; i <= puzzle.demonstrations; i++) {
            const struct sw_grid *canvas = &pair_of(&puzzle, i)->canvas;
            struct sw_mask all = sw_mask_full(canvas->width, canvas->height);
            uint32_t census[SW_COLOURS];

            sw_grid_census(canvas, &all, census);
            for (uint32_t c = 0; c < SW_COLOURS; c++)
                ck_assert(c == puzzle.ground || census[c] < census[puzzle.ground]);
            ck_assert_uint_eq(census[0], 0);
        }
    }
    ck_assert_uint_gt(grounded, 8);
    sw_worlds_destroy(worlds);
}
END_TEST

/* Without its patch or its distractors a pair would still be one of the law: the same scene, drawn
 * without them, has the same target up to the cells that were laid over it. That can be seen of a
 * puzzle whose law leaves all other cells alone. */
START_TEST(test_things_that_play_no_part)
{
    struct sw_worlds_settings settings = usual;
    static struct sw_puzzle puzzle, bare;
    struct sw_worlds_tally tally = {0};
    struct sw_worlds *worlds, *plain;
    struct sw_error error = {0};
    uint32_t more = 0;

    settings.laws = "recolour.largest.2,delete.smallest,mirror.x,crop.largest,fill.1,gravity.down";
    settings.discriminating = false;
    settings.demonstrations_min = settings.demonstrations_max = 1;
    plain = create(&settings);
    if (_i == 0)
        settings.distractors = 4;
    else
        settings.occlusion = 1;
    worlds = create(&settings);
    for (uint64_t n = 0; n < 300; n++) {
        uint32_t rule = (uint32_t)(n % sw_worlds_rules(worlds));
        struct sw_mask occupied, before;

        ck_assert_int_eq(
            sw_worlds_puzzle_tally(worlds, 1, SW_RANDOM_PUZZLE, n, rule, &puzzle, &tally, &error),
            0);
        check_puzzle(worlds, &puzzle);
        draw(plain, SW_RANDOM_PUZZLE, n, rule, &bare);
        occupied = sw_grid_occupied(&puzzle.demonstration[0].canvas);
        before = sw_grid_occupied(&bare.demonstration[0].canvas);
        more += sw_mask_count(&occupied) > sw_mask_count(&before);
    }
    if (_i == 0) {
        ck_assert_uint_gt(tally.distracted, 150);
        ck_assert_uint_gt(more, 100);
    } else {
        ck_assert_uint_eq(tally.occluded, 300);
    }
    sw_worlds_destroy(worlds);
    sw_worlds_destroy(plain);
}
END_TEST

/* A patch has a colour that the drawing does not have, and hides a cell of it. */
START_TEST(test_occlusion)
{
    struct sw_worlds_settings settings = usual;
    static struct sw_puzzle puzzle;
    struct sw_worlds *worlds;

    settings.laws = "recolour.largest.2";
    settings.colours = 2;
    settings.occlusion = 1;
    worlds = create(&settings);
    for (uint64_t n = 0; n < 100; n++) {
        draw(worlds, SW_RANDOM_PUZZLE, n, 0, &puzzle);
        for (int i = 0; i <= puzzle.demonstrations; i++) {
            const struct sw_pair *pair = pair_of(&puzzle, i);
            struct sw_mask patch = sw_mask_none();
            struct sw_box box;

            for (uint8_t colour = 3; colour < SW_COLOURS; colour++)
                patch = sw_mask_or(patch, sw_grid_colour(&pair->canvas, colour));
            ck_assert(!sw_mask_empty(&patch));
            box = sw_mask_box(&patch);
            ck_assert_uint_eq(sw_mask_count(&patch),
                              (uint32_t)(box.x1 - box.x0) * (uint32_t)(box.y1 - box.y0));
            ck_assert_uint_eq(pair->target.cell[box.y0][box.x0], pair->canvas.cell[box.y0][box.x0]);
        }
    }
    sw_worlds_destroy(worlds);
}
END_TEST

/* The share that is asked for, though many laws do not allow it. Four standard deviations of 4,000
 * throws are two per cent. */
START_TEST(test_occlusion_share)
{
    struct sw_worlds_settings settings = usual;
    struct sw_worlds *worlds;
    struct sw_worlds_tally tally = {0};
    static struct sw_puzzle puzzle;
    struct sw_error error = {0};

    settings.laws = _i == 0 ? "all" : "recolour,double,roll,pad,transpose";
    settings.side_min = settings.side_max = 8;
    settings.occlusion = 0.2;
    worlds = create(&settings);
    for (uint64_t n = 0; n < 4000; n++)
        sw_worlds_puzzle_tally(worlds, 1, SW_RANDOM_PUZZLE, n,
                               (uint32_t)(n % sw_worlds_rules(worlds)), &puzzle, &tally, &error);
    ck_assert_uint_gt(tally.puzzles, 3900);
    ck_assert_msg(tally.occluded > 720 && tally.occluded < 880, "%u of %u",
                  (unsigned)tally.occluded, (unsigned)tally.puzzles);
    sw_worlds_destroy(worlds);
}
END_TEST

/* Looking for one rival says what looking for all explanations says. */
START_TEST(test_rival)
{
    struct sw_worlds_settings settings = usual;
    struct sw_rules_limits limits;
    struct sw_error error = {0};
    struct sw_rules *rules;
    struct sw_worlds *worlds;
    static struct sw_puzzle puzzle;
    int with = 0, without = 0;

    settings.laws = "all";
    settings.discriminating = false;
    settings.demonstrations_min = 1;
    settings.demonstrations_max = 3;
    limits = sw_worlds_limits(&settings);
    worlds = create(&settings);
    rules = sw_rules_create("all", "", &limits, &error);
    ck_assert_ptr_nonnull(rules);
    for (uint64_t n = 0; n < 1500; n++) {
        uint32_t rule = (uint32_t)(n % sw_rules_count(rules)), standing, right;
        bool rival;

        draw(worlds, SW_RANDOM_PUZZLE, n, rule, &puzzle);
        sw_generate_standing(rules, &puzzle, &standing, &right);
        rival = sw_rules_rival(rules, &puzzle, rule);
        ck_assert_msg(rival == (standing != right), "%s: %u of %u right, a rival: %d",
                      sw_rules_row(rules, rule)->name, right, standing, rival);
        with += rival;
        without += !rival;
    }
    ck_assert_int_gt(with, 100);
    ck_assert_int_gt(without, 100);
    sw_rules_destroy(rules);
    sw_worlds_destroy(worlds);
}
END_TEST

/* Everything at once, on canvases of all sizes. */
START_TEST(test_any)
{
    struct sw_worlds_settings settings = {"all", "generated", 3, 30,  false, 9,
                                          1,     6,           2, 4,   true,  "eat,fill>gravity",
                                          3,     0.3,         2, 0.1, 0.15,  NULL};
    static struct sw_puzzle puzzle, again;
    struct sw_worlds *worlds = create(&settings);
    int smallest = 30, largest = 0;

    for (uint64_t n = 0; n < 25; n++) {
        uint32_t rule = (uint32_t)((n * 7919 + (uint64_t)_i * 97) % sw_worlds_rules(worlds));

        draw(worlds, SW_RANDOM_PUZZLE, n, rule, &puzzle);
        check_puzzle(worlds, &puzzle);
        draw(worlds, SW_RANDOM_PUZZLE, n, rule, &again);
        ck_assert_uint_eq(sw_puzzle_hash(&puzzle), sw_puzzle_hash(&again));
        for (int i = 0; i <= puzzle.demonstrations; i++) {
            int side = pair_of(&puzzle, i)->canvas.width;

            smallest = side < smallest ? side : smallest;
            largest = side > largest ? side : largest;
        }
    }
    ck_assert_int_le(smallest, 6);
    ck_assert_int_ge(largest, 27);
    sw_worlds_destroy(worlds);
}
END_TEST

START_TEST(test_tally)
{
    struct sw_worlds_settings settings = usual;
    struct sw_worlds *worlds;
    struct sw_worlds_tally tally = {0};
    static struct sw_puzzle puzzle;
    struct sw_error error = {0};

    settings.compose = 2;
    settings.composed = settings.background = settings.occlusion = 0.5;
    settings.distractors = 1;
    worlds = create(&settings);
    for (uint64_t n = 0; n < 400; n++)
        ck_assert_int_eq(sw_worlds_puzzle_tally(worlds, 1, SW_RANDOM_PUZZLE, n,
                                                (uint32_t)(n % sw_worlds_rules(worlds)), &puzzle,
                                                &tally, &error),
                         0);
    ck_assert_uint_eq(tally.puzzles, 400);
    ck_assert_uint_eq(tally.attempts, tally.stuck + tally.ambiguous + tally.puzzles);
    ck_assert_uint_eq(tally.throws, tally.no_scene + tally.no_show + tally.not_ours + tally.seen +
                                        tally.no_ground + tally.pairs);
    ck_assert(tally.composed > 20 && tally.grounded > 20 && tally.occluded > 20 &&
              tally.distracted > 20);
    sw_worlds_destroy(worlds);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("generator");
    TCase *t = tcase_create("generator");

    tcase_add_loop_test(t, test_compositions, 0, 4);
    tcase_add_test(t, test_teachers_in_a_row);
    tcase_add_test(t, test_lives_never_meet_what_is_held_out);
    tcase_add_test(t, test_hold_out_that_cannot_be);
    tcase_add_loop_test(t, test_backgrounds, 0, 4);
    tcase_add_loop_test(t, test_things_that_play_no_part, 0, 2);
    tcase_add_test(t, test_occlusion);
    tcase_add_loop_test(t, test_occlusion_share, 0, 2);
    tcase_add_test(t, test_rival);
    tcase_add_loop_test(t, test_any, 0, 8);
    tcase_add_test(t, test_tally);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
