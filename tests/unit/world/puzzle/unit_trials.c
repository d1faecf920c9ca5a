/* Trials against programs that are run from their starts: any programs of any edits. */
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "world/puzzle/trials.h"
#include "world/puzzle/worlds.h"

#include <stdlib.h>

enum { STEPS = 4000, PROGRAMS = 400 };

static struct sw_worlds *worlds;
static struct sw_puzzle *puzzle;
static struct sw_action_set all;
static struct sw_error error;

static void set_up(const char *laws)
{
    struct sw_worlds_settings settings = {.laws = laws,
                                          .source = "generated",
                                          .side_min = 6,
                                          .side_max = 9,
                                          .colours = 4,
                                          .organisms_min = 2,
                                          .organisms_max = 5,
                                          .demonstrations_min = 3,
                                          .demonstrations_max = 6};

    worlds = sw_worlds_create(&settings, NULL, NULL, &error);
    puzzle = calloc(1, sizeof *puzzle);
    all = sw_action_set_all();
    ck_assert_msg(worlds != NULL && puzzle != NULL, "%s", error.text);
}

static void tear_down(void)
{
    sw_worlds_destroy(worlds);
    free(puzzle);
}

static void draw(uint32_t number)
{
    ck_assert_int_eq(sw_worlds_puzzle(worlds, 7, SW_RANDOM_TEST, number,
                                      number % sw_worlds_rules(worlds), puzzle, &error),
                     0);
}

/* A teacher, perhaps cut or changed, or anything at all. */
static struct sw_program program_of(struct sw_dice *dice)
{
    uint32_t number = sw_dice_below(dice, sw_worlds_rules(worlds));
    struct sw_program program = sw_worlds_rule(worlds, number)->teacher;

    if (sw_dice_below(dice, 4) == 0)
        program = puzzle->teacher;
    if (sw_dice_below(dice, 3) == 0)
        program.token[sw_dice_below(dice, program.length)] =
            (sw_edit_token)(1 + sw_dice_below(dice, sw_edit_count() - 1));
    if (sw_dice_below(dice, 3) == 0 && program.length < SW_PROGRAM_MAX)
        program.token[program.length++] =
            (sw_edit_token)(1 + sw_dice_below(dice, sw_edit_count() - 1));
    return program;
}

static uint32_t walk(struct sw_trials *trials, const struct sw_program *program)
{
    uint32_t state = 0;

    for (uint32_t i = 0; i < program->length; i++)
        ck_assert(sw_trials_step(trials, state, program->token[i], &state));
    return state;
}

START_TEST(a_program_fits_where_it_explains)
{
    struct sw_trials *trials = sw_trials_create(STEPS, &all, &error);
    uint32_t fit = 0, known = 0;

    set_up(_i == 0 ? "all" : "gravity,mirror,fill,turn,crop,scale,delete");
    ck_assert_ptr_nonnull(trials);
    for (uint32_t number = 0; number < 12; number++) {
        struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, number, 0);
        bool fits[STEPS] = {false};

        draw(number);
        sw_trials_begin(trials, puzzle);
        for (uint32_t i = 0; i < PROGRAMS; i++) {
            struct sw_program program = program_of(&dice);
            uint32_t state = walk(trials, &program);
            enum sw_trial_outcome trial = sw_trials_try(trials, state);
            bool explains = sw_puzzle_explains(puzzle, &program);

            if (trial == SW_TRIAL_KNOWN)
                ck_assert_int_eq(fits[state], explains);
            else
                ck_assert_int_eq(trial, explains ? SW_TRIAL_FITS : SW_TRIAL_FAILS);
            fits[state] = explains;
            fit += explains;
            known += trial == SW_TRIAL_KNOWN;
        }
    }
    ck_assert_uint_gt(fit, 12);
    ck_assert_uint_gt(known, 12);
    sw_trials_destroy(trials);
    tear_down();
}
END_TEST

/* Programs that come to one state leave every demonstration the same, and go on alike. */
START_TEST(one_state_is_one_canvas)
{
    struct sw_trials *trials = sw_trials_create(STEPS, &all, &error);
    struct sw_program first[STEPS + 1];
    uint32_t seen[STEPS + 1] = {0}, twice = 0;

    set_up("all");
    for (uint32_t number = 0; number < 6; number++) {
        struct sw_dice dice = sw_dice_at(9, SW_RANDOM_TEST, number, 0);

        draw(number);
        sw_trials_begin(trials, puzzle);
        for (uint32_t i = 0; i < PROGRAMS; i++) {
            struct sw_program program = program_of(&dice);
            uint32_t state = walk(trials, &program);

            if (seen[state] != number + 1) {
                seen[state] = number + 1;
                first[state] = program;
                continue;
            }
            twice += !sw_program_equal(&first[state], &program);
            for (int k = 0; k < puzzle->demonstrations; k++) {
                struct sw_grid a = sw_program_run(&first[state], &puzzle->demonstration[k].canvas);
                struct sw_grid b = sw_program_run(&program, &puzzle->demonstration[k].canvas);

                ck_assert(sw_grid_equal(&a, &b));
            }
        }
    }
    ck_assert_uint_gt(twice, 10);
    sw_trials_destroy(trials);
    tear_down();
}
END_TEST

/* What is shared is edited once, and no more canvases than are asked for. */
START_TEST(nothing_is_edited_twice)
{
    struct sw_trials *trials = sw_trials_create(STEPS, &all, &error);
    struct sw_program program;
    uint64_t edited, more;
    uint32_t state;

    set_up("recolour");
    draw(0);
    sw_trials_begin(trials, puzzle);
    ck_assert_uint_eq(sw_trials_edited(trials), puzzle->demonstrations);
    ck_assert_int_eq(sw_program_parse("select.largest hand.9 act.recolour", &program, &error), 0);
    state = walk(trials, &program);
    edited = sw_trials_edited(trials);
    ck_assert_uint_ge(edited, puzzle->demonstrations + 3u);
    ck_assert_int_eq(sw_trials_try(trials, state), SW_TRIAL_FAILS);
    ck_assert_uint_eq(walk(trials, &program), state);
    ck_assert_int_eq(sw_trials_try(trials, state), SW_TRIAL_KNOWN);
    ck_assert_uint_eq(sw_trials_edited(trials), edited);
    ck_assert_int_eq(sw_program_parse("select.largest hand.8 act.recolour", &program, &error), 0);
    walk(trials, &program);
    more = sw_trials_edited(trials) - edited;
    ck_assert_uint_eq(more, 2);
    sw_trials_destroy(trials);
    tear_down();
}
END_TEST

START_TEST(no_room_is_said)
{
    struct sw_trials *trials = sw_trials_create(2, &all, &error);
    struct sw_program program;
    uint32_t state = 0, next;

    set_up("mirror");
    draw(0);
    sw_trials_begin(trials, puzzle);
    ck_assert_int_eq(sw_program_parse("hand.1 hand.2 hand.3", &program, &error), 0);
    ck_assert(sw_trials_step(trials, 0, program.token[0], &state));
    ck_assert_uint_eq(state, 0); /* colour 1 is in hand at first */
    ck_assert(sw_trials_step(trials, 0, program.token[1], &state));
    ck_assert(!sw_trials_step(trials, state, program.token[2], &next));
    ck_assert(sw_trials_step(trials, 0, program.token[1], &next));
    ck_assert_uint_eq(next, state);
    puzzle->demonstrations = 0;
    sw_trials_begin(trials, puzzle);
    ck_assert(!sw_trials_step(trials, 0, program.token[1], &next));
    ck_assert_int_eq(sw_trials_try(trials, 0), SW_TRIAL_FAILS);
    sw_trials_destroy(trials);
    tear_down();
}
END_TEST

/* The largest puzzle there can be. */
START_TEST(many_large_demonstrations)
{
    struct sw_trials *trials = sw_trials_create(2, &all, &error);
    struct sw_program program;
    uint32_t state;

    set_up("mirror");
    puzzle->demonstrations = SW_DEMONSTRATIONS_MAX;
    for (int i = 0; i < SW_DEMONSTRATIONS_MAX; i++) {
        puzzle->demonstration[i].canvas = sw_grid_empty(30, 30);
        puzzle->demonstration[i].canvas.cell[i % 30][i / 30] = 3;
        puzzle->demonstration[i].target =
            sw_grid_symmetry(&puzzle->demonstration[i].canvas, SW_MIRROR_X);
    }
    ck_assert_int_eq(sw_program_parse("select.everything act.mirror.x", &program, &error), 0);
    sw_trials_begin(trials, puzzle);
    ck_assert_int_eq(sw_trials_try(trials, 0), SW_TRIAL_FAILS);
    state = walk(trials, &program);
    ck_assert_int_eq(sw_trials_try(trials, state), SW_TRIAL_FITS);
    ck_assert(sw_puzzle_explains(puzzle, &program));
    sw_trials_destroy(trials);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("trials");
    TCase *t = tcase_create("trials");

    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, a_program_fits_where_it_explains, 0, 2);
    tcase_add_test(t, one_state_is_one_canvas);
    tcase_add_test(t, nothing_is_edited_twice);
    tcase_add_test(t, no_room_is_said);
    tcase_add_test(t, many_large_demonstrations);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
