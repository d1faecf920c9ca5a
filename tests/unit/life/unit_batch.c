#include "life/batch.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct fixture f;
static struct sw_worlds *worlds;

static void set_up(const char *set)
{
    struct sw_worlds_settings settings;

    fixture_settings(&f, set, NULL);
    settings = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
}

static void tear_down(void)
{
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}

static struct sw_batch *life(uint32_t count, uint64_t seed, uint64_t generation, uint32_t island,
                             bool canvases)
{
    struct sw_batch_needs needs = {.shows = canvases ? SW_SHOWN_CANVAS | SW_SHOWN_ANSWER : 0,
                                   .teachers = true};
    struct sw_batch *batch = sw_batch_create(count, &f.error);

    ck_assert_ptr_nonnull(batch);
    ck_assert_msg(sw_batch_life(batch, worlds, seed, generation, island, 3, needs, &f.error) == 0,
                  "%s", f.error.text);
    return batch;
}

static bool same(const struct sw_batch *a, const struct sw_batch *b)
{
    for (uint32_t i = 0; i < a->worlds; i++)
        if (sw_puzzle_hash(&a->puzzle[i]) != sw_puzzle_hash(&b->puzzle[i]))
            return false;
    return true;
}

START_TEST(lives_are_balanced_over_meanings)
{
    struct sw_batch *batch;
    uint32_t meanings, seen[SW_MEANINGS_MAX] = {0}, in_order = 0;

    set_up("worlds.laws=gravity,fill,outline");
    meanings = sw_worlds_meanings(worlds);
    ck_assert_uint_gt(meanings, 4);
    batch = life(2 * meanings, 1, 5, 0, false);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        seen[batch->puzzle[i].meaning]++;
        in_order += batch->puzzle[i].meaning == i % meanings;
        ck_assert(batch->puzzle[i].has_teacher);
        ck_assert_uint_gt(batch->shown[i]->kinds, 0);
        ck_assert(!batch->shown[i]->canvas_only);
    }
    for (uint32_t i = 0; i < meanings; i++)
        ck_assert_uint_eq(seen[i], 2);
    ck_assert_uint_lt(in_order, batch->worlds); /* in a random order */
    sw_batch_destroy(batch);
    tear_down();
}
END_TEST

/* Few worlds meet all meanings in the course of time: the order is drawn for each generation. */
START_TEST(short_lives_meet_every_meaning_sooner_or_later)
{
    uint32_t meanings, seen[SW_MEANINGS_MAX] = {0};

    set_up("worlds.laws=gravity,fill");
    meanings = sw_worlds_meanings(worlds);
    for (uint64_t generation = 0; generation < 60; generation++) {
        struct sw_batch *batch = life(2, 1, generation, 0, false);

        for (uint32_t i = 0; i < 2; i++)
            seen[batch->puzzle[i].meaning]++;
        sw_batch_destroy(batch);
    }
    for (uint32_t i = 0; i < meanings; i++)
        ck_assert_uint_gt(seen[i], 0);
    tear_down();
}
END_TEST

START_TEST(worlds_are_a_function_of_seed_generation_and_island)
{
    struct sw_batch *a, *b;
    static const struct {
        uint64_t seed, generation;
        uint32_t island;
    } others[] = {{2, 7, 1}, {1, 8, 1}, {1, 7, 2}};

    set_up(NULL);
    a = life(8, 1, 7, 1, false);
    b = life(8, 1, 7, 1, true);
    ck_assert(same(a, b));
    for (uint32_t i = 0; i < 8; i++)
        ck_assert(b->canvas[i]->canvas_only && b->canvas[i]->kinds > 0);
    sw_batch_destroy(b);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        b = life(8, others[i].seed, others[i].generation, others[i].island, false);
        for (uint32_t w = 0; w < 8; w++)
            for (uint32_t v = 0; v < 8; v++)
                ck_assert_uint_ne(sw_puzzle_hash(&a->puzzle[w]), sw_puzzle_hash(&b->puzzle[v]));
        sw_batch_destroy(b);
    }
    sw_batch_destroy(a);
    tear_down();
}
END_TEST

START_TEST(examinations_take_meanings_in_turn)
{
    struct sw_batch *whole, *part;
    uint32_t meanings;

    set_up("worlds.laws=gravity,fill");
    meanings = sw_worlds_meanings(worlds);
    whole = sw_batch_create(20, &f.error);
    part = sw_batch_create(5, &f.error);
    ck_assert_int_eq(sw_batch_examination(whole, worlds, 1, 0, true, &f.error), 0);
    for (uint32_t i = 0; i < 20; i++)
        ck_assert_uint_eq(whole->puzzle[i].meaning, i % meanings);
    /* In parts it is the same examination. */
    ck_assert_int_eq(sw_batch_examination(part, worlds, 1, 10, true, &f.error), 0);
    for (uint32_t i = 0; i < 5; i++)
        ck_assert_uint_eq(sw_puzzle_hash(&part->puzzle[i]), sw_puzzle_hash(&whole->puzzle[10 + i]));
    sw_batch_destroy(whole);
    sw_batch_destroy(part);
    sw_batch_destroy(NULL);
    tear_down();
}
END_TEST

/* The answer is the test as if it were a demonstration; where it is not known, the canvas. */
START_TEST(the_answer_is_shown_as_a_demonstration)
{
    struct sw_percept *percept = sw_percept_create(16, NULL);
    struct sw_puzzle *one = calloc(1, sizeof *one);
    struct sw_batch *batch;

    set_up("worlds.laws=gravity,fill");
    batch = life(8, 1, 5, 0, true);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_percept *answer = batch->answer[i];

        one->demonstrations = 1;
        one->demonstration[0] = batch->puzzle[i].test[0];
        ck_assert_int_eq(sw_sight_demonstrations(one, percept, NULL), 0);
        ck_assert(!answer->canvas_only);
        ck_assert_uint_gt(answer->changed_cells, 0);
        ck_assert_uint_eq(answer->kinds, percept->kinds);
        ck_assert_mem_eq(answer->rows, percept->rows, percept->kinds);
        ck_assert_mem_eq(answer->count, percept->count, percept->kinds * sizeof *percept->count);
    }
    batch->puzzle[0].test_has_target[0] = false;
    ck_assert_int_eq(sw_batch_look(batch, SW_SHOWN_ANSWER, NULL), 0);
    ck_assert(batch->answer[0]->canvas_only);
    sw_batch_destroy(batch);
    sw_percept_destroy(percept);
    free(one);
    tear_down();
}
END_TEST

/* Of three laws with 4, 4 and 1 rules each is met equally often, and their rules all come. */
START_TEST(lives_can_be_balanced_over_families)
{
    struct sw_batch_needs needs = {.teachers = true, .families = true};
    struct sw_batch *batch = sw_batch_create(60, &f.error);
    uint32_t laws[128] = {0}, meanings[SW_MEANINGS_MAX] = {0}, families = 0, in_order = 0;

    set_up("worlds.laws=gravity,fill,hollow");
    ck_assert_int_eq(sw_batch_life(batch, worlds, 1, 5, 0, 1, needs, &f.error), 0);
    for (uint32_t i = 0; i < 60; i++) {
        uint32_t meaning = batch->puzzle[i].meaning;

        laws[sw_worlds_meaning(worlds, meaning)->law]++;
        meanings[meaning]++;
        in_order += i > 0 && batch->puzzle[i - 1].meaning == meaning;
    }
    for (uint32_t i = 0; i < 128; i++) {
        families += laws[i] > 0;
        ck_assert(laws[i] == 0 || laws[i] == 20);
    }
    ck_assert_uint_eq(families, 3);
    for (uint32_t i = 0; i < sw_worlds_meanings(worlds); i++)
        ck_assert_uint_gt(meanings[i], 0);
    ck_assert_uint_eq(in_order, 0);
    sw_batch_destroy(batch);
    tear_down();
}
END_TEST

/* A lesson is its puzzle with the laws before done, and the teacher of one law. */
START_TEST(several_laws_become_a_lesson_of_one)
{
    struct sw_batch_needs needs = {.teachers = true};
    struct sw_batch *whole = sw_batch_create(40, &f.error), *lesson = sw_batch_create(40, &f.error);
    uint32_t count[SW_PARTS_MAX] = {0};

    set_up(_i == 0 ? "worlds.compose=2" : "worlds.compose=3");
    ck_assert_int_eq(sw_batch_life(whole, worlds, 3, 5, 1, 2, needs, &f.error), 0);
    needs.lessons = true;
    ck_assert_int_eq(sw_batch_life(lesson, worlds, 3, 5, 1, 2, needs, &f.error), 0);
    for (uint32_t i = 0; i < 40; i++) {
        const struct sw_puzzle *from = &whole->puzzle[i], *to = &lesson->puzzle[i];
        struct sw_grid grid = from->demonstration[0].canvas;
        uint32_t part = 0;

        ck_assert_uint_eq(to->parts, 1);
        ck_assert_uint_eq(to->meaning, to->part[0]);
        ck_assert(sw_grid_equal(&to->demonstration[0].target, &from->demonstration[0].target));
        ck_assert(sw_grid_equal(&to->test[0].target, &from->test[0].target));
        while (from->part[part] != to->part[0] ||
               !sw_grid_equal(&grid, &to->demonstration[0].canvas)) {
            grid = sw_program_run(&sw_worlds_meaning(worlds, from->part[part])->teacher, &grid);
            ck_assert_uint_lt(++part, from->parts);
        }
        count[part] += from->parts > 1;
        ck_assert(sw_program_equal(&to->teacher, &sw_worlds_meaning(worlds, to->part[0])->teacher));
        ck_assert_int_eq(sw_puzzle_explains(to, &to->teacher), part + 1 == from->parts);
    }
    for (int part = 0; part < _i + 2; part++)
        ck_assert_uint_gt(count[part], 0);
    ck_assert_int_eq(sw_worlds_lesson(worlds, &lesson->puzzle[0], 1, &f.error), -1);
    sw_batch_destroy(whole);
    sw_batch_destroy(lesson);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("batch");
    TCase *t = tcase_create("batch");

    tcase_add_test(t, lives_are_balanced_over_meanings);
    tcase_add_test(t, short_lives_meet_every_meaning_sooner_or_later);
    tcase_add_test(t, worlds_are_a_function_of_seed_generation_and_island);
    tcase_add_test(t, examinations_take_meanings_in_turn);
    tcase_add_test(t, the_answer_is_shown_as_a_demonstration);
    tcase_add_test(t, lives_can_be_balanced_over_families);
    tcase_add_loop_test(t, several_laws_become_a_lesson_of_one, 0, 2);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
