/* Speakers that speak of the program that they have verified. */
#include "life/verifying.h"

#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static const struct sw_seat *speaker;
static struct sw_answer answer[WORLDS];

static void set_up(uint32_t thoughts)
{
    struct sw_thinking_settings thinking = {.thoughts = thoughts, .ticks = 4, .looks = 1};

    life_begin("portable", "language.speak_from=verified");
    ck_assert_int_eq(sw_life_verify(life, &thinking, &f.error), 0);
    speaker = sw_game_speaker(sw_game_row(SW_GAME_RULE_RELAY));
}

static const uint8_t *utter(void)
{
    memset(answer, 0, sizeof answer);
    ck_assert_int_eq(sw_life_utter(life, parent.weights, batch, speaker, false, answer, &f.error),
                     0);
    return answer[0].said;
}

static bool says_the_same(const struct sw_answer *a, const struct sw_answer *b)
{
    return memcmp(a->said, b->said, f.layout.shape.length) == 0;
}

/* What was said, kept. */
static void keep(struct sw_answer kept[WORLDS])
{
    utter();
    memcpy(kept, answer, sizeof answer);
}

/* A program that fits is what is spoken of: of one world the same is said from another order of
 * worlds, and of other demonstrations of the same rule that are solved by the same program. */
START_TEST(the_program_is_what_is_said)
{
    struct sw_verifying *verifying;
    struct sw_thinking_settings thinking = {.thoughts = 5000, .ticks = 4, .looks = 1};
    struct sw_answer with[WORLDS], without[WORLDS];
    uint32_t differ = 0;

    set_up(5000);
    keep(with);
    ck_assert_int_eq(sw_life_verify(life, &(struct sw_thinking_settings){.thoughts = 0}, &f.error),
                     0);
    keep(without);
    for (uint32_t i = 0; i < WORLDS; i++)
        differ += !says_the_same(&with[i], &without[i]);
    ck_assert_uint_gt(differ, 0);

    /* The same words from a mind that is told the program by hand: found programs alone matter. */
    verifying = sw_verifying_create(&f.layout, &f.action_set, &thinking, &f.error);
    ck_assert_int_eq(
        sw_verifying_search(verifying, life->mind, parent.weights, batch, speaker, &f.error), 0);
    for (uint32_t i = 0; i < WORLDS; i++) {
        uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];

        sw_mind_begin(life->mind, parent.weights, NULL);
        sw_verifying_intend(verifying, i, life->mind, UINT32_MAX);
        if (life->mind->intended == 0)
            continue;
        sw_mind_speak(life->mind, tokens); /* it has seen nothing */
        ck_assert_mem_eq(tokens, with[i].said, f.layout.shape.length);
    }
    sw_verifying_destroy(verifying);
    life_end();
}
END_TEST

/* The speaker's words depend neither on the test nor on the teacher: it cannot leak what it may not
 * see. They do depend on the demonstrations. */
START_TEST(nothing_but_demonstrations_is_said)
{
    struct sw_answer before[WORLDS];
    uint32_t differ = 0;

    set_up(_i == 0 ? 5000 : 1);
    keep(before);
    for (uint32_t i = 0; i < WORLDS; i++) {
        struct sw_puzzle *puzzle = &batch->puzzle[i], *other = &batch->puzzle[(i + 1) % WORLDS];

        puzzle->test[0] = other->test[0];
        puzzle->teacher = other->teacher;
        puzzle->teacher.length = (uint8_t)(i % 2);
    }
    ck_assert_int_eq(sw_batch_look(batch, SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, &f.error), 0);
    utter();
    for (uint32_t i = 0; i < WORLDS; i++)
        ck_assert(says_the_same(&answer[i], &before[i]));
    for (uint32_t i = 0; i + 1 < WORLDS; i++)
        batch->puzzle[i] = batch->puzzle[i + 1];
    ck_assert_int_eq(sw_batch_look(batch, SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, &f.error), 0);
    utter();
    for (uint32_t i = 0; i + 1 < WORLDS; i++) {
        ck_assert(says_the_same(&answer[i], &before[i + 1]));
        differ += !says_the_same(&answer[i], &before[i]);
    }
    ck_assert_uint_gt(differ, 0);
    life_end();
}
END_TEST

/* A pointer's words depend on the test and its target alone. */
START_TEST(who_sees_the_answer_speaks_of_it)
{
    struct sw_answer before[WORLDS];
    uint32_t differ = 0;

    set_up(5000);
    speaker = sw_game_speaker(sw_game_row(SW_GAME_POINT_AND_PAINT));
    keep(before);
    for (uint32_t i = 0; i < WORLDS; i++) {
        struct sw_puzzle *puzzle = &batch->puzzle[i];

        puzzle->demonstration[0] = batch->puzzle[(i + 1) % WORLDS].demonstration[0];
        puzzle->demonstrations = 1;
        puzzle->teacher.length = 0;
    }
    ck_assert_int_eq(sw_batch_look(batch, SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, &f.error), 0);
    utter();
    for (uint32_t i = 0; i < WORLDS; i++)
        ck_assert(says_the_same(&answer[i], &before[i]));
    for (uint32_t i = 0; i < WORLDS; i++)
        batch->puzzle[i].test[0].target = batch->puzzle[i].test[0].canvas;
    ck_assert_int_eq(sw_batch_look(batch, SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, &f.error), 0);
    utter();
    for (uint32_t i = 0; i < WORLDS; i++)
        differ += !says_the_same(&answer[i], &before[i]);
    ck_assert_uint_gt(differ, 0);
    life_end();
}
END_TEST

/* A brood's members speak as its parent does where none of them is mutated, and a seat that sees a
 * canvas alone verifies nothing. */
START_TEST(broods_share_what_is_found)
{
    struct sw_noise *none;
    const struct sw_noise *noise;
    struct sw_brood brood = {.noise = &noise, .litters = 1};
    uint8_t said[SW_TILE * WORLDS * SW_UTTERANCE_MAX];
    struct sw_answer alone[WORLDS];
    uint32_t L;

    set_up(5000);
    L = f.layout.shape.length;
    noise = none = sw_noise_create(&f.layout, &f.error);
    brood.weights = parent.weights;
    sw_noise_draw(none, 1, 1, 0, 0.0f, 0, false);
    keep(alone);
    ck_assert_int_eq(sw_life_speak(life, &brood, batch, speaker, NULL, said, &f.error), 0);
    for (uint32_t row = 0; row < SW_TILE; row++)
        for (uint32_t i = 0; i < WORLDS; i++)
            ck_assert_mem_eq(said + ((size_t)row * WORLDS + i) * L, alone[i].said, L);
    speaker = sw_game_editor(sw_game_row(SW_GAME_RULE_RELAY));
    keep(alone);
    ck_assert_int_eq(sw_life_verify(life, &(struct sw_thinking_settings){.thoughts = 0}, &f.error),
                     0);
    utter();
    for (uint32_t i = 0; i < WORLDS; i++)
        ck_assert(says_the_same(&answer[i], &alone[i]));
    sw_noise_destroy(none);
    life_end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("verifying");
    TCase *c = tcase_create("verifying");

    tcase_add_test(c, the_program_is_what_is_said);
    tcase_add_loop_test(c, nothing_but_demonstrations_is_said, 0, 2);
    tcase_add_test(c, who_sees_the_answer_speaks_of_it);
    tcase_add_test(c, broods_share_what_is_found);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
