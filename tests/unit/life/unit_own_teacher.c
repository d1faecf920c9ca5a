/* What a parent finds is the teacher of its puzzles, and nothing else is asked. */
#include "life/own_teacher.h"

#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

enum { THOUGHTS = 200 };

static struct sw_own_teacher *own;
static const struct sw_own_place place = {.seed = 1, .generation = 7, .island = 0, .lessons = true};

static void set_up(const char *laws, struct sw_own_rules rules)
{
    life_begin("portable", laws);
    rules.thinking.ticks = 4;
    rules.thinking.looks = rules.thinking.looks > 0 ? rules.thinking.looks : 1;
    if (rules.thinking.thoughts == 0)
        rules.thinking.thoughts = THOUGHTS;
    own = sw_own_teacher_create(&f.layout, &f.action_set, &rules, &f.error);
    ck_assert_msg(own != NULL, "%s", f.error.text);
}

static void tear_down(void)
{
    sw_own_teacher_destroy(own);
    life_end();
}

static void teach(void)
{
    ck_assert_int_eq(sw_own_teacher_teach(own, parent.weights,
                                          sw_game_editor(sw_game_row(SW_GAME_SOLO)), batch, &place,
                                          &f.error),
                     0);
}

static uint32_t taught(void)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < batch->worlds; i++)
        count += batch->puzzle[i].has_teacher;
    return count;
}

/* The batch as it was drawn. */
static void draw_again(void)
{
    struct sw_batch_needs needs = {.shows = SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, .teachers = true};

    ck_assert_int_eq(sw_batch_life(batch, worlds, 1, 3, 0, 1, needs, &f.error), 0);
}

/* The teachers that the puzzles have now; a program of no edit for none. */
static void note_teachers(struct sw_program teacher[WORLDS])
{
    for (uint32_t i = 0; i < batch->worlds; i++) {
        teacher[i] = batch->puzzle[i].teacher;
        teacher[i].length = batch->puzzle[i].has_teacher ? teacher[i].length : 0;
    }
}

/* One-edit laws are found by whoever tries all edits; what was there before is not looked at. */
START_TEST(what_is_found_explains_and_nobody_is_asked)
{
    struct sw_program found[WORLDS];

    set_up("worlds.laws=mirror,turn,transpose", (struct sw_own_rules){.held = (uint32_t)_i});
    teach();
    ck_assert_uint_gt(taught(), 0);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_puzzle *puzzle = &batch->puzzle[i];

        ck_assert(!puzzle->has_teacher || sw_puzzle_explains(puzzle, &puzzle->teacher));
        found[i] = puzzle->teacher;
        found[i].length = puzzle->has_teacher ? found[i].length : 0;
    }
    draw_again();
    for (uint32_t i = 0; i < batch->worlds; i++) {
        struct sw_puzzle *puzzle = &batch->puzzle[i];
        uint8_t demonstrations = puzzle->demonstrations;

        memset(&puzzle->teacher, 0, sizeof puzzle->teacher);
        puzzle->has_teacher = i % 2 == 0;
        sw_grid_clear(&puzzle->test[0].target, 3, 3);
        ck_assert_uint_ge(demonstrations, 1);
    }
    teach();
    for (uint32_t i = 0; i < batch->worlds; i++)
        ck_assert(sw_program_equal(&found[i], batch->puzzle[i].has_teacher
                                                  ? &batch->puzzle[i].teacher
                                                  : &(struct sw_program){0}));
    tear_down();
}
END_TEST

/* All demonstrations are there again, and described. */
START_TEST(what_was_held_back_comes_back)
{
    uint8_t before[WORLDS];
    struct sw_percept *percept = NULL;

    set_up("worlds.laws=mirror,turn,transpose", (struct sw_own_rules){.held = 9});
    for (uint32_t i = 0; i < batch->worlds; i++)
        before[i] = batch->puzzle[i].demonstrations;
    teach();
    percept = sw_percept_create(32, &f.error);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        ck_assert_uint_eq(before[i], batch->puzzle[i].demonstrations);
        ck_assert_int_eq(sw_sight_demonstrations(&batch->puzzle[i], percept, &f.error), 0);
        ck_assert_uint_eq(percept->cells, batch->shown[i]->cells);
        ck_assert_uint_eq(percept->kinds, batch->shown[i]->kinds);
    }
    sw_percept_destroy(percept);
    tear_down();
}
END_TEST

/* A puzzle that is too hard becomes one for which the answer is known. */
START_TEST(hindsight_teaches_what_was_made)
{
    uint32_t without;

    set_up("worlds.laws=fill,copy,recolour", (struct sw_own_rules){.thinking.thoughts = 60});
    teach();
    without = taught();
    ck_assert_uint_lt(without, batch->worlds);
    tear_down();
    set_up("worlds.laws=fill,copy,recolour",
           (struct sw_own_rules){.thinking.thoughts = 60, .hindsight = 1});
    teach();
    ck_assert_uint_gt(taught(), without);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_puzzle *puzzle = &batch->puzzle[i];

        if (!puzzle->has_teacher)
            continue;
        ck_assert_uint_gt(puzzle->teacher.length, 0);
        ck_assert(sw_puzzle_explains(puzzle, &puzzle->teacher));
        for (uint32_t d = 0; d < puzzle->demonstrations; d++)
            ck_assert(
                !sw_grid_equal(&puzzle->demonstration[d].canvas, &puzzle->demonstration[d].target));
    }
    tear_down();
}
END_TEST

static void give(uint32_t puzzle, const char *program)
{
    batch->puzzle[puzzle].has_teacher = program != NULL;
    if (program != NULL)
        ck_assert_int_eq(sw_program_parse(program, &batch->puzzle[puzzle].teacher, &f.error), 0);
}

/* Of two programs one of which was found four times, each is learned from twice at least. */
START_TEST(rare_ones_are_kept)
{
    static const char *const programs[WORLDS] = {"act.transpose", "act.mirror.x",  "act.transpose",
                                                 "act.transpose", "act.transpose", NULL};
    uint32_t order[WORLDS], times[WORLDS] = {0}, count;

    set_up("worlds.laws=mirror,transpose",
           (struct sw_own_rules){.balance = (enum sw_own_balance)_i});
    teach();
    for (uint32_t i = 0; i < batch->worlds; i++)
        give(i, programs[i]);
    count = sw_own_teacher_order(own, batch, 1, order);
    ck_assert_uint_eq(count, 5);
    for (uint32_t i = 0; i < count; i++) {
        ck_assert_uint_lt(order[i], batch->worlds);
        times[order[i]]++;
    }
    ck_assert_uint_eq(times[5], 0);
    if (_i == SW_OWN_BALANCE_NONE) {
        ck_assert_uint_eq(times[1], 1);
    } else {
        ck_assert_uint_ge(times[1], 2);
        ck_assert_uint_le(times[1], 3);
    }
    tear_down();
}
END_TEST

/* Two programs that differ in what they select are two programs, and one family. Of 100 lessons a
 * third program, found three times, has 60, less than 40 beside two others, or more beside one. */
START_TEST(families_act_alike)
{
    static const char *const programs[WORLDS] = {"select.largest act.mirror.x",
                                                 "select.smallest act.mirror.x",
                                                 "act.transpose",
                                                 "act.transpose",
                                                 "act.transpose",
                                                 NULL};
    uint32_t order[WORLDS], times = 0;

    set_up("worlds.laws=mirror,transpose",
           (struct sw_own_rules){.balance = (enum sw_own_balance)_i});
    teach();
    for (uint32_t i = 0; i < batch->worlds; i++)
        give(i, programs[i]);
    for (uint32_t generation = 0; generation < 20; generation++) {
        uint32_t count = sw_own_teacher_order(own, batch, generation, order);

        ck_assert_uint_eq(count, 5);
        for (uint32_t i = 0; i < count; i++)
            times += order[i] >= 2;
    }
    if (_i == SW_OWN_BALANCE_NONE)
        ck_assert_uint_eq(times, 60);
    else if (_i == SW_OWN_BALANCE_PROGRAM)
        ck_assert_uint_lt(times, 40);
    else
        ck_assert_uint_gt(times, 40);
    tear_down();
}
END_TEST

/* Rules that change on the way find what a teacher finds that began with them. */
START_TEST(rules_change_on_the_way)
{
    static const char laws[] = "worlds.laws=fill,copy,recolour,mirror";
    const struct sw_own_rules before = {.thinking.thoughts = 60};
    const struct sw_own_rules after = {.thinking = {.thoughts = 60, .spread = 0.5f, .brevity = 2},
                                       .held = 1};
    struct sw_program first[WORLDS], changed[WORLDS];
    uint32_t moved = 0;

    set_up(laws, before);
    teach();
    note_teachers(first);
    sw_own_teacher_follow(own, &after);
    draw_again();
    teach();
    note_teachers(changed);
    tear_down();
    set_up(laws, after);
    teach();
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_puzzle *puzzle = &batch->puzzle[i];

        ck_assert_uint_eq(puzzle->has_teacher, changed[i].length > 0);
        ck_assert(!puzzle->has_teacher || sw_program_equal(&puzzle->teacher, &changed[i]));
        moved += !sw_program_equal(&first[i], &changed[i]);
    }
    ck_assert_uint_gt(taught(), 0);
    ck_assert_uint_gt(moved, 0);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("own_teacher");
    TCase *t = tcase_create("own_teacher");

    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, what_is_found_explains_and_nobody_is_asked, 0, 2);
    tcase_add_test(t, what_was_held_back_comes_back);
    tcase_add_test(t, hindsight_teaches_what_was_made);
    tcase_add_test(t, rules_change_on_the_way);
    tcase_add_loop_test(t, rare_ones_are_kept, 0, SW_OWN_BALANCES);
    tcase_add_loop_test(t, families_act_alike, 0, SW_OWN_BALANCES);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
