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

START_TEST(lives_are_balanced_over_rules)
{
    struct sw_batch *batch;
    uint32_t rules, seen[SW_RULES_MAX] = {0}, in_order = 0;

    set_up("worlds.laws=gravity,fill,outline");
    rules = sw_worlds_rules(worlds);
    ck_assert_uint_gt(rules, 4);
    batch = life(2 * rules, 1, 5, 0, false);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        seen[batch->puzzle[i].rule]++;
        in_order += batch->puzzle[i].rule == i % rules;
        ck_assert(batch->puzzle[i].has_teacher);
        ck_assert_uint_gt(batch->shown[i]->kinds, 0);
        ck_assert(!batch->shown[i]->canvas_only);
    }
    for (uint32_t i = 0; i < rules; i++)
        ck_assert_uint_eq(seen[i], 2);
    ck_assert_uint_lt(in_order, batch->worlds); /* in a random order */
    sw_batch_destroy(batch);
    tear_down();
}
END_TEST

/* Few worlds meet all rules in the course of time: the order is drawn for each generation. */
START_TEST(short_lives_meet_every_rule_sooner_or_later)
{
    uint32_t rules, seen[SW_RULES_MAX] = {0};

    set_up("worlds.laws=gravity,fill");
    rules = sw_worlds_rules(worlds);
    for (uint64_t generation = 0; generation < 60; generation++) {
        struct sw_batch *batch = life(2, 1, generation, 0, false);

        for (uint32_t i = 0; i < 2; i++)
            seen[batch->puzzle[i].rule]++;
        sw_batch_destroy(batch);
    }
    for (uint32_t i = 0; i < rules; i++)
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

START_TEST(examinations_take_rules_in_turn)
{
    struct sw_batch *whole, *part;
    uint32_t rules;

    set_up("worlds.laws=gravity,fill");
    rules = sw_worlds_rules(worlds);
    whole = sw_batch_create(20, &f.error);
    part = sw_batch_create(5, &f.error);
    ck_assert_int_eq(sw_batch_examination(whole, worlds, 1, 0, true, &f.error), 0);
    for (uint32_t i = 0; i < 20; i++)
        ck_assert_uint_eq(whole->puzzle[i].rule, i % rules);
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
    uint32_t laws[128] = {0}, rules[SW_RULES_MAX] = {0}, families = 0, in_order = 0;

    set_up("worlds.laws=gravity,fill,hollow");
    ck_assert_int_eq(sw_batch_life(batch, worlds, 1, 5, 0, 1, needs, &f.error), 0);
    for (uint32_t i = 0; i < 60; i++) {
        uint32_t rule = batch->puzzle[i].rule;

        laws[sw_worlds_rule(worlds, rule)->law]++;
        rules[rule]++;
        in_order += i > 0 && batch->puzzle[i - 1].rule == rule;
    }
    for (uint32_t i = 0; i < 128; i++) {
        families += laws[i] > 0;
        ck_assert(laws[i] == 0 || laws[i] == 20);
    }
    ck_assert_uint_eq(families, 3);
    for (uint32_t i = 0; i < sw_worlds_rules(worlds); i++)
        ck_assert_uint_gt(rules[i], 0);
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
        ck_assert_uint_eq(to->rule, to->part[0]);
        ck_assert(sw_grid_equal(&to->demonstration[0].target, &from->demonstration[0].target));
        ck_assert(sw_grid_equal(&to->test[0].target, &from->test[0].target));
        while (from->part[part] != to->part[0] ||
               !sw_grid_equal(&grid, &to->demonstration[0].canvas)) {
            grid = sw_program_run(&sw_worlds_rule(worlds, from->part[part])->teacher, &grid);
            ck_assert_uint_lt(++part, from->parts);
        }
        count[part] += from->parts > 1;
        ck_assert(sw_program_equal(&to->teacher, &sw_worlds_rule(worlds, to->part[0])->teacher));
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

static struct sw_worlds *other_worlds(const char *laws)
{
    struct sw_worlds_settings settings = sw_settings_worlds(&f.settings);
    struct sw_worlds *other;

    settings.laws = laws;
    other = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(other != NULL, "%s", f.error.text);
    return other;
}

/* The last worlds are of the earlier laws, as many as the share says; the others are what they are
 * without. Few seeds come again. */
START_TEST(a_share_of_worlds_is_of_earlier_laws)
{
    enum { WORLDS = 40, FRESH = 28 };
    const struct sw_worlds *earlier[2];
    struct sw_worlds *one, *two;
    struct sw_replay replay = {.worlds = earlier, .count = 2, .share = 0.3, .seed = 9};
    struct sw_batch_needs needs = {.teachers = true, .replay = &replay};
    struct sw_batch *plain = sw_batch_create(WORLDS, &f.error);
    struct sw_batch *batch = sw_batch_create(WORLDS, &f.error);
    uint32_t second = 0, again = 0;

    set_up("worlds.laws=gravity");
    earlier[0] = one = other_worlds("mirror");
    earlier[1] = two = other_worlds("fill");
    replay.seeds = _i == 0 ? 0 : 1;
    ck_assert_int_eq(sw_batch_life(batch, worlds, 3, 5, 1, 2, needs, &f.error), 0);
    needs.replay = NULL;
    ck_assert_int_eq(sw_batch_life(plain, worlds, 3, 5, 1, 2, needs, &f.error), 0);
    for (uint32_t i = 0; i < WORLDS; i++) {
        uint64_t hash = sw_puzzle_hash(&batch->puzzle[i]);

        ck_assert_msg((hash == sw_puzzle_hash(&plain->puzzle[i])) == (i < FRESH), "world %u", i);
        ck_assert((batch->rule[i] == SW_RULE_NONE) == (i >= FRESH));
        for (uint32_t j = FRESH; j < i; j++)
            again += sw_puzzle_hash(&batch->puzzle[j]) == hash;
        if (i >= FRESH)
            second += sw_program_equal(
                &batch->puzzle[i].teacher,
                &sw_worlds_rule(two, batch->puzzle[i].rule % sw_worlds_rules(two))->teacher);
    }
    ck_assert_uint_gt(second, 0);
    ck_assert_uint_lt(second, WORLDS - FRESH);
    ck_assert((again > 0) == (replay.seeds > 0));
    sw_worlds_destroy(one);
    sw_worlds_destroy(two);
    sw_batch_destroy(plain);
    sw_batch_destroy(batch);
    tear_down();
}
END_TEST

/* What is left of a whole world is drawn for: over many generations the mean is the share. */
START_TEST(a_part_of_a_world_is_drawn_for)
{
    const struct sw_worlds *earlier[1];
    struct sw_worlds *one;
    struct sw_replay replay = {.worlds = earlier, .count = 1, .share = 0.3};
    struct sw_batch_needs needs = {.replay = &replay};
    struct sw_batch *batch = sw_batch_create(2, &f.error);
    uint32_t old = 0;

    set_up("worlds.laws=gravity");
    earlier[0] = one = other_worlds("mirror");
    for (uint64_t generation = 0; generation < 200; generation++) {
        ck_assert_int_eq(sw_batch_life(batch, worlds, 3, generation, 0, 1, needs, &f.error), 0);
        ck_assert(batch->rule[0] != SW_RULE_NONE);
        old += batch->rule[1] == SW_RULE_NONE;
    }
    ck_assert_uint_gt(old, 90);
    ck_assert_uint_lt(old, 150);
    sw_worlds_destroy(one);
    sw_batch_destroy(batch);
    tear_down();
}
END_TEST

/* Each rule as often as is expected of it, rounded up or down. */
START_TEST(shares_say_how_often_rules_are_met)
{
    enum { WORLDS = 50 };
    double share[SW_RULES_MAX], sum = 0;
    struct sw_batch_needs needs = {.share = share};
    struct sw_batch *batch = sw_batch_create(WORLDS, &f.error);
    uint32_t seen[SW_RULES_MAX] = {0}, rules, in_order = 0;

    set_up("worlds.laws=gravity,fill,outline");
    rules = sw_worlds_rules(worlds);
    for (uint32_t i = 0; i < rules; i++) {
        share[i] = i == 1 ? 0 : 1 + i;
        sum += share[i];
    }
    for (uint32_t i = 0; i < rules; i++)
        share[i] /= sum;
    ck_assert_int_eq(sw_batch_life(batch, worlds, 3, 5, 0, 1, needs, &f.error), 0);
    for (uint32_t i = 0; i < WORLDS; i++) {
        seen[batch->puzzle[i].rule]++;
        in_order += i > 0 && batch->rule[i] >= batch->rule[i - 1];
        ck_assert_uint_eq(batch->rule[i], batch->puzzle[i].rule);
    }
    for (uint32_t i = 0; i < rules; i++)
        ck_assert_msg(seen[i] < share[i] * WORLDS + 1 && seen[i] > share[i] * WORLDS - 1,
                      "%u: %u of %g", i, seen[i], share[i] * WORLDS);
    ck_assert_uint_eq(seen[1], 0);
    ck_assert_uint_lt(in_order, WORLDS - 1);
    sw_batch_destroy(batch);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("batch");
    TCase *t = tcase_create("batch");

    tcase_add_test(t, lives_are_balanced_over_rules);
    tcase_add_test(t, short_lives_meet_every_rule_sooner_or_later);
    tcase_add_test(t, worlds_are_a_function_of_seed_generation_and_island);
    tcase_add_test(t, examinations_take_rules_in_turn);
    tcase_add_test(t, the_answer_is_shown_as_a_demonstration);
    tcase_add_test(t, lives_can_be_balanced_over_families);
    tcase_add_loop_test(t, several_laws_become_a_lesson_of_one, 0, 2);
    tcase_add_loop_test(t, a_share_of_worlds_is_of_earlier_laws, 0, 2);
    tcase_add_test(t, a_part_of_a_world_is_drawn_for);
    tcase_add_test(t, shares_say_how_often_rules_are_met);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
