#include "lang/disturbance.h"
#include "lang/utterance.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

enum { MANY = 4000, LENGTH = 3, WORDS = 8 };

static uint8_t said[MANY][LENGTH], heard[MANY][LENGTH];

static void speak(void)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 0);

    for (uint32_t i = 0; i < MANY; i++)
        for (uint32_t t = 0; t < LENGTH; t++)
            said[i][t] = (uint8_t)sw_dice_below(&dice, WORDS);
    memcpy(heard, said, sizeof heard);
}

static void disturb(double noise, double deafness, bool ends, uint64_t id, uint64_t count)
{
    const struct sw_disturbance how = {noise, deafness, ends};

    sw_disturb(&how, heard[0], count, LENGTH, WORDS, 9, id);
}

START_TEST(nothing_happens_without_a_chance)
{
    speak();
    disturb(0, 0, false, 1, MANY);
    ck_assert_mem_eq(heard, said, sizeof heard);
}
END_TEST

/* Always another word, and each other one as often. */
START_TEST(noise_is_another_word)
{
    uint32_t by[WORDS] = {0};

    speak();
    disturb(1, 0, false, 2, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        for (uint32_t t = 0; t < LENGTH; t++) {
            ck_assert_uint_lt(heard[i][t], WORDS);
            by[(heard[i][t] + WORDS - said[i][t]) % WORDS]++;
        }
    ck_assert_uint_eq(by[0], 0);
    for (uint32_t step = 1; step < WORDS; step++)
        ck_assert_double_eq_tol(by[step], MANY * LENGTH / (WORDS - 1.0), 200);
}
END_TEST

START_TEST(chances_are_kept)
{
    double changed = 0, deaf = 0;

    speak();
    disturb(0.25, 0.4, false, 3, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        deaf += heard[i][0] == SW_TOKEN_NOTHING;
        for (uint32_t t = 1; t < LENGTH; t++)
            changed += heard[i][t] != said[i][t];
    }
    ck_assert_double_eq_tol(changed / (MANY * (LENGTH - 1.0)), 0.25, 0.02);
    ck_assert_double_eq_tol(deaf / MANY, 0.4, 0.03);
    speak();
    disturb(0, 1, false, 3, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert_uint_eq(heard[i][0], SW_TOKEN_NOTHING);
}
END_TEST

/* Also where a word has become the end. */
START_TEST(what_ends_stays_closed)
{
    speak();
    disturb(0.5, 0, true, 4, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        for (uint32_t t = sw_utterance_said(heard[i], LENGTH); t < LENGTH; t++)
            ck_assert_uint_eq(heard[i][t], 0);
}
END_TEST

/* What happens to an utterance depends on its place alone: not on the others, nor on what they
 * say. */
START_TEST(a_function_of_its_place)
{
    static uint8_t first[MANY][LENGTH];

    speak();
    disturb(0.3, 0.3, false, 5, MANY);
    memcpy(first, heard, sizeof heard);
    speak();
    disturb(0.3, 0.3, false, 5, MANY / 2);
    ck_assert_mem_eq(heard, first, sizeof heard / 2);
    speak();
    memset(heard[0], 3, LENGTH);
    disturb(0.3, 0.3, false, 5, MANY);
    ck_assert_mem_eq(heard[1], first[1], sizeof heard - LENGTH);
    speak();
    disturb(0.3, 0.3, false, 6, MANY);
    ck_assert(memcmp(heard, first, sizeof heard) != 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("disturbance");
    TCase *c = tcase_create("disturbance");

    tcase_add_test(c, nothing_happens_without_a_chance);
    tcase_add_test(c, noise_is_another_word);
    tcase_add_test(c, chances_are_kept);
    tcase_add_test(c, what_ends_stays_closed);
    tcase_add_test(c, a_function_of_its_place);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
