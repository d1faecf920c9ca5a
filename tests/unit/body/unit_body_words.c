/* unit_body_words.c - what bodies say and of what, against what their tables say; a listener that
 * words do not reach, and one that they move. */
#include "body/body_words.h"
#include "tests/unit/unit_test.h"
#include "world/body/body_look.h"

#include <string.h>

enum { WORLDS = 40 };

struct fixture {
    struct sw_brain_layout layout;
    struct sw_body_rules rules;
    float *weights;
    struct sw_body_words words;
};

static void set_up(struct fixture *fixture, const char *game, bool tells)
{
    struct sw_error error = {0};
    struct sw_brain_shape shape = {
        .features = 16,
        .memory = 16,
        .body = sw_body_senses(sw_body_game_find(game)),
        .plastic = tells ? SW_PLASTIC_DELTA : SW_PLASTIC_NONE,
        .recalls = true,
        .speaks = true,
        .tells = tells,
        .heeds = true,
    };

    memset(fixture, 0, sizeof *fixture);
    fixture->rules = (struct sw_body_rules){.game = sw_body_game_find(game),
                                            .worlds = 8,
                                            .ticks = 40,
                                            .speech = SW_BODY_SPEECH_NORMAL,
                                            .earshot = 30};
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture->layout, &error), 0);
    fixture->weights = calloc(fixture->layout.floats, sizeof *fixture->weights);
    sw_brain_founder(&fixture->layout, 9, 0, fixture->weights);
}

static void tear_down(struct fixture *fixture)
{
    sw_body_words_clear(&fixture->words);
    free(fixture->weights);
}

static float *row_of(struct fixture *fixture, uint32_t tensor, uint32_t row)
{
    const struct sw_tensor *at = &fixture->layout.tensor[tensor];

    return fixture->weights + at->offset + (size_t)row * at->stride;
}

static void collect(struct fixture *fixture)
{
    struct sw_error error = {0};

    ck_assert_int_eq(sw_body_words_collect(&fixture->layout, fixture->rules, fixture->weights, 3,
                                           WORLDS, &fixture->words, &error),
                     0);
}

static uint32_t flips(const struct fixture *fixture)
{
    const struct sw_body_words *words = &fixture->words;
    uint32_t count = 0;

    for (uint32_t i = 0; i < words->states; i++)
        for (uint32_t word = 1; word < SW_BODY_TOKENS; word++)
            count += words->act[i * SW_BODY_TOKENS + word] != words->act[i * SW_BODY_TOKENS];
    return count;
}

/* Each meal is a word, the one that the table has for it. */
START_TEST(meals_are_told_by_the_table)
{
    struct fixture fixture;
    struct sw_body_tally tally = {0};
    struct sw_error error = {0};
    struct sw_body_life *life;
    uint64_t meals = 0;

    set_up(&fixture, "forage-and-tell", true);
    for (uint32_t event = SW_EVENT_EATEN; event < SW_BODY_EVENTS; event++)
        row_of(&fixture, SW_BODY_SAY_EVENT, event)[event % SW_BODY_TOKENS] = 9;
    collect(&fixture);
    ck_assert(!fixture.words.guided);
    for (uint32_t i = 0; i < fixture.words.count; i++) {
        ck_assert_uint_ge(fixture.words.situation[i], SW_EVENT_EATEN);
        ck_assert_uint_eq(fixture.words.word[i], fixture.words.situation[i] % SW_BODY_TOKENS);
    }
    life = sw_body_life_create(&fixture.layout, fixture.rules, &error);
    for (uint32_t first = 0; first < WORLDS; first += 8) {
        sw_body_life_examine(life, 3, first, 8);
        sw_body_life_tally(life, fixture.weights, SW_CONTROL_NONE, 0, &tally);
    }
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++)
        meals += tally.quarter[quarter].meals;
    /* Who eats in the last tick has no time to tell. */
    ck_assert_uint_le(fixture.words.count, meals);
    ck_assert_uint_ge(fixture.words.count + 4 * WORLDS, meals);
    ck_assert_uint_gt(fixture.words.count, 20);
    sw_body_life_destroy(life);
    tear_down(&fixture);
}
END_TEST

/* One word of each guide, of what its world is like. */
START_TEST(guides_are_heard_once_a_world)
{
    struct fixture fixture;
    uint32_t halves = 0;

    set_up(&fixture, "guide", false);
    collect(&fixture);
    ck_assert(fixture.words.guided);
    ck_assert_uint_eq(fixture.words.count, WORLDS);
    for (uint32_t i = 0; i < WORLDS; i++) {
        ck_assert_int_eq(__builtin_popcount(fixture.words.situation[i]), 2);
        ck_assert_uint_lt(fixture.words.word[i], SW_BODY_TOKENS);
        halves |= 1u << fixture.words.situation[i];
    }
    ck_assert_int_eq(__builtin_popcount(halves), 6);
    tear_down(&fixture);
}
END_TEST

START_TEST(words_move_who_hears_them)
{
    struct fixture fixture;

    set_up(&fixture, "guide", false);
    row_of(&fixture, SW_BODY_SAY_BIAS, 0)[2] = 9; /* it always says the same */
    collect(&fixture);
    ck_assert_uint_gt(fixture.words.states, WORLDS);
    ck_assert_uint_eq(flips(&fixture), 0);
    sw_body_words_clear(&fixture.words);
    memset(&fixture.words, 0, sizeof fixture.words);
    for (uint32_t word = 1; word < SW_BODY_TOKENS; word++)
        for (uint32_t colour = 0; colour < SW_BODY_COLOURS; colour++)
            row_of(&fixture, SW_BODY_PLASTIC_WORDS, 0)[word * SW_BODY_COLOURS + colour] =
                (word + colour) % 2 ? 3.0f : -3.0f;
    collect(&fixture);
    ck_assert_uint_gt(flips(&fixture), 20);
    tear_down(&fixture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body words");
    TCase *t = tcase_create("body words");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, meals_are_told_by_the_table);
    tcase_add_test(t, guides_are_heard_once_a_world);
    tcase_add_test(t, words_move_who_hears_them);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
