/* Lessons of other programs are right about themselves, are drawn by place alone, and leave alone
 * what they are not asked for. */
#include "life/augment.h"

#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct sw_augment augment;
static struct sw_program before[WORLDS];

static void set_up(const char *laws)
{
    life_begin("portable", laws);
    augment = (struct sw_augment){.action_set = &f.action_set,
                                  .worlds = worlds,
                                  .share = 1,
                                  .seed = 1,
                                  .generation = 7,
                                  .shows = SW_SHOWN_CANVAS | SW_SHOWN_ANSWER};
    for (uint32_t i = 0; i < batch->worlds; i++)
        before[i] = batch->puzzle[i].teacher;
}

static void draw_again(void)
{
    struct sw_batch_needs needs = {.shows = augment.shows, .teachers = true};

    ck_assert_int_eq(sw_batch_life(batch, worlds, 1, 3, 0, 1, needs, &f.error), 0);
}

/* How many puzzles have another teacher now. */
static uint32_t exchanged(void)
{
    uint32_t count = 0;

    ck_assert_int_eq(sw_augment_batch(batch, &augment, &f.error), 0);
    for (uint32_t i = 0; i < batch->worlds; i++)
        count += !sw_program_equal(&batch->puzzle[i].teacher, &before[i]);
    return count;
}

START_TEST(another_program_is_right_and_needed)
{
    struct sw_percept *percept;

    set_up("worlds.laws=recolour,fill,outline,gravity,mirror");
    ck_assert_uint_gt(exchanged(), 0);
    percept = sw_percept_create(32, &f.error);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_puzzle *puzzle = &batch->puzzle[i];

        ck_assert(puzzle->has_teacher);
        ck_assert(sw_puzzle_explains(puzzle, &puzzle->teacher));
        ck_assert(sw_puzzle_exact(puzzle, &puzzle->teacher));
        ck_assert_uint_eq(puzzle->teacher.length, before[i].length);
        if (sw_program_equal(&puzzle->teacher, &before[i]))
            continue;
        ck_assert(sw_puzzle_changed_by(puzzle, &puzzle->teacher));
        ck_assert(sw_puzzle_needs(puzzle, &puzzle->teacher, SW_EDITS_MAX));
        ck_assert(!sw_puzzle_explains(puzzle, &before[i]));
        for (uint32_t k = 0; k < before[i].length; k++)
            ck_assert_int_eq(sw_edit_row(puzzle->teacher.token[k])->group,
                             sw_edit_row(before[i].token[k])->group);
        ck_assert_int_eq(sw_sight_demonstrations(puzzle, percept, &f.error), 0);
        ck_assert_uint_eq(percept->cells, batch->shown[i]->cells);
        ck_assert_uint_eq(percept->kinds, batch->shown[i]->kinds);
    }
    sw_percept_destroy(percept);
    life_end();
}
END_TEST

START_TEST(a_place_gives_the_same_and_others_others)
{
    struct sw_program first[WORLDS];
    uint32_t same[3] = {0};

    set_up("worlds.laws=recolour,fill,outline,gravity,mirror");
    for (uint32_t time = 0; time < 4; time++) {
        draw_again();
        augment.island = time == 2;
        augment.generation = time == 3 ? 8 : 7;
        ck_assert_int_eq(sw_augment_batch(batch, &augment, &f.error), 0);
        for (uint32_t i = 0; i < batch->worlds; i++) {
            if (time == 0)
                first[i] = batch->puzzle[i].teacher;
            else
                same[time - 1] += sw_program_equal(&batch->puzzle[i].teacher, &first[i]);
        }
    }
    ck_assert_uint_eq(same[0], batch->worlds);
    ck_assert_uint_lt(same[1], batch->worlds);
    ck_assert_uint_lt(same[2], batch->worlds);
    life_end();
}
END_TEST

START_TEST(what_is_not_asked_for_stays)
{
    set_up("worlds.laws=recolour,fill,outline,gravity,mirror");
    augment.share = 0;
    ck_assert_uint_eq(exchanged(), 0);
    augment.share = 1;
    for (uint32_t i = 0; i < batch->worlds; i++)
        batch->puzzle[i].has_teacher = false;
    ck_assert_uint_eq(exchanged(), 0);
    life_end();
    /* Nothing else can be done: of each group there is one edit. */
    set_up("worlds.laws=gravity.down");
    ck_assert_uint_eq(exchanged(), 0);
    life_end();
}
END_TEST

/* How many of many lives' puzzles have become one that a held-out rule explains. */
static uint32_t held_out_lessons(const struct sw_worlds *held)
{
    struct sw_batch_needs needs = {.shows = augment.shows, .teachers = true};
    uint32_t count = 0;

    for (uint32_t life = 0; life < 20; life++) {
        ck_assert_int_eq(sw_batch_life(batch, held, 1, life, 0, 1, needs, &f.error), 0);
        augment.generation = life;
        ck_assert_int_eq(sw_augment_batch(batch, &augment, &f.error), 0);
        for (uint32_t i = 0; i < batch->worlds; i++)
            for (uint32_t r = sw_worlds_rules(held); r < sw_worlds_rows(held); r++)
                count += sw_puzzle_explains(&batch->puzzle[i], &sw_worlds_rule(held, r)->teacher);
    }
    return count;
}

START_TEST(what_is_held_out_is_no_lesson)
{
    struct sw_worlds_settings settings;
    struct sw_worlds *held;

    set_up("worlds.laws=recolour,fill,outline,gravity,mirror");
    settings = sw_settings_worlds(&f.settings);
    settings.hold_out = "outline,mirror";
    held = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(held != NULL, "%s", f.error.text);
    ck_assert_uint_gt(sw_worlds_rows(held), sw_worlds_rules(held));
    /* Worlds that hold nothing out let them through. */
    ck_assert_uint_gt(held_out_lessons(held), 0);
    augment.worlds = held;
    ck_assert_uint_eq(held_out_lessons(held), 0);
    sw_worlds_destroy(held);
    life_end();
}
END_TEST

/* The worlds that lives of rows of two meet, with these compositions held out. */
static struct sw_worlds *rows_of_two(const char *hold_out)
{
    struct sw_worlds_settings settings = sw_settings_worlds(&f.settings);
    struct sw_worlds *out;

    settings.compose = 2;
    settings.composed = 1;
    settings.hold_out = hold_out;
    out = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(out != NULL, "%s", f.error.text);
    return out;
}

/* How many of many lives' puzzles a program explains that these worlds hold out. */
static uint32_t held_out_rows(const struct sw_worlds *held)
{
    struct sw_batch_needs needs = {.shows = augment.shows, .teachers = true};
    const struct sw_held_program *program;
    uint32_t programs, count = 0;

    ck_assert_int_eq(sw_worlds_held_programs(held, false, &program, &programs, &f.error), 0);
    ck_assert_uint_gt(programs, 0);
    for (uint32_t life = 0; life < 40; life++) {
        ck_assert_int_eq(sw_batch_life(batch, held, 1, life, 0, 1, needs, &f.error), 0);
        augment.generation = life;
        for (uint32_t i = 0; i < batch->worlds; i++)
            before[i] = batch->puzzle[i].teacher;
        ck_assert_int_eq(sw_augment_batch(batch, &augment, &f.error), 0);
        for (uint32_t i = 0; i < batch->worlds; i++)
            for (uint32_t k = 0; k < programs; k++)
                count += !sw_program_equal(&batch->puzzle[i].teacher, &before[i]) &&
                         sw_puzzle_explains(&batch->puzzle[i], &program[k].program);
    }
    return count;
}

START_TEST(a_row_that_is_held_out_is_no_lesson)
{
    struct sw_worlds *held, *none;

    set_up("worlds.laws=recolour,fill,gravity,mirror");
    held = rows_of_two("recolour>gravity,fill>mirror");
    none = rows_of_two("");
    augment.worlds = none;
    ck_assert_uint_gt(held_out_rows(held), 0);
    augment.worlds = held;
    ck_assert_uint_eq(held_out_rows(held), 0);
    /* And others become lessons all the same. */
    for (uint32_t i = 0; i < batch->worlds; i++)
        before[i] = batch->puzzle[i].teacher;
    draw_again();
    ck_assert_uint_gt(exchanged(), 0);
    sw_worlds_destroy(held);
    sw_worlds_destroy(none);
    life_end();
}
END_TEST

/* ---- what follows ---- */

static struct sw_puzzle were[WORLDS];

/* Lives' puzzles of these worlds are followed; returns how many have other targets now. */
static uint32_t followed(const struct sw_worlds *from, uint64_t life)
{
    struct sw_batch_needs needs = {.shows = augment.shows, .teachers = true};
    uint32_t count = 0;

    ck_assert_int_eq(sw_batch_life(batch, from, 1, life, 0, 1, needs, &f.error), 0);
    for (uint32_t i = 0; i < batch->worlds; i++)
        sw_puzzle_copy(&were[i], &batch->puzzle[i]);
    augment.generation = life;
    ck_assert_int_eq(sw_augment_batch(batch, &augment, &f.error), 0);
    for (uint32_t i = 0; i < batch->worlds; i++)
        count += !sw_grid_equal(&were[i].demonstration[0].target,
                                &batch->puzzle[i].demonstration[0].target);
    return count;
}

static void set_up_followed(const char *laws)
{
    set_up(laws);
    augment.share = 0;
    augment.followed = 1;
}

START_TEST(something_comes_after_a_teacher)
{
    struct sw_percept *percept;
    uint32_t taught = 0;

    set_up_followed("worlds.laws=recolour,fill,outline,gravity,mirror");
    percept = sw_percept_create(32, &f.error);
    ck_assert_uint_gt(followed(worlds, 3), batch->worlds / 2);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_puzzle *puzzle = &batch->puzzle[i];

        /* The same canvases and teacher, which is no longer all. */
        ck_assert(puzzle->has_teacher);
        ck_assert(sw_program_equal(&puzzle->teacher, &were[i].teacher));
        if (sw_puzzle_explains(puzzle, &puzzle->teacher))
            continue;
        taught++;
        for (uint32_t k = 0; k < puzzle->demonstrations; k++) {
            const struct sw_pair *pair = &puzzle->demonstration[k];

            ck_assert(sw_grid_equal(&pair->canvas, &were[i].demonstration[k].canvas));
            ck_assert(!sw_grid_equal(&pair->target, &were[i].demonstration[k].target));
            ck_assert(!sw_grid_equal(&pair->target, &pair->canvas));
        }
        ck_assert(!sw_puzzle_exact(puzzle, &puzzle->teacher) ||
                  sw_grid_equal(&puzzle->test[0].target, &were[i].test[0].target));
        ck_assert_int_eq(sw_sight_demonstrations(puzzle, percept, &f.error), 0);
        ck_assert_uint_eq(percept->cells, batch->shown[i]->cells);
        ck_assert_uint_eq(percept->kinds, batch->shown[i]->kinds);
    }
    ck_assert_uint_gt(taught, batch->worlds / 2);
    sw_percept_destroy(percept);
    life_end();
}
END_TEST

START_TEST(what_comes_after_is_drawn_by_place)
{
    struct sw_grid first[WORLDS];
    uint32_t same = 0;

    set_up_followed("worlds.laws=recolour,fill,outline,gravity,mirror");
    for (uint32_t time = 0; time < 3; time++) {
        augment.island = time == 2;
        followed(worlds, 3);
        for (uint32_t i = 0; i < batch->worlds; i++) {
            const struct sw_grid *target = &batch->puzzle[i].demonstration[0].target;

            if (time == 0)
                first[i] = *target;
            else if (time == 1)
                ck_assert(sw_grid_equal(target, &first[i]));
            else
                same += sw_grid_equal(target, &first[i]);
        }
    }
    ck_assert_uint_lt(same, batch->worlds);
    augment.followed = 0;
    ck_assert_uint_eq(followed(worlds, 3), 0);
    life_end();
}
END_TEST

/* How many of many lives' puzzles that are followed a program explains which these worlds hold
 * out. */
static uint32_t held_out_followed(const struct sw_worlds *from, const struct sw_worlds *held)
{
    const struct sw_held_program *program;
    uint32_t programs, count = 0;

    ck_assert_int_eq(sw_worlds_held_programs(held, false, &program, &programs, &f.error), 0);
    ck_assert_uint_gt(programs, 0);
    for (uint32_t life = 0; life < 40; life++) {
        followed(from, life);
        for (uint32_t i = 0; i < batch->worlds; i++)
            for (uint32_t k = 0; k < programs; k++)
                count += !sw_puzzle_explains(&batch->puzzle[i], &batch->puzzle[i].teacher) &&
                         sw_puzzle_explains(&batch->puzzle[i], &program[k].program);
    }
    return count;
}

START_TEST(a_held_out_row_never_follows)
{
    struct sw_worlds *held, *none;

    set_up_followed("worlds.laws=recolour,fill,gravity,mirror");
    held = rows_of_two("recolour>gravity,fill>mirror,gravity>mirror");
    none = rows_of_two("");
    augment.worlds = none;
    ck_assert_uint_gt(held_out_followed(worlds, held), 0);
    augment.worlds = held;
    ck_assert_uint_eq(held_out_followed(worlds, held), 0);
    ck_assert_uint_gt(followed(worlds, 50), 0);
    sw_worlds_destroy(held);
    sw_worlds_destroy(none);
    life_end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("augment");
    TCase *t = tcase_create("augment");

    tcase_add_test(t, another_program_is_right_and_needed);
    tcase_add_test(t, a_place_gives_the_same_and_others_others);
    tcase_add_test(t, what_is_not_asked_for_stays);
    tcase_add_test(t, what_is_held_out_is_no_lesson);
    tcase_add_test(t, a_row_that_is_held_out_is_no_lesson);
    tcase_add_test(t, something_comes_after_a_teacher);
    tcase_add_test(t, what_comes_after_is_drawn_by_place);
    tcase_add_test(t, a_held_out_row_never_follows);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
