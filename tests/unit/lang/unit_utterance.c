#include "lang/ambiguity.h"
#include "lang/utterance.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <string.h>

START_TEST(words_are_printed)
{
    static const struct {
        uint8_t tokens[SW_UTTERANCE_MAX];
        uint32_t length;
        const char *text;
    } rows[] = {
        {{1, 5, 0}, 3, "bfa"},
        {{0, 25, 26, 51, 52, 61, 62, 63}, 8, "azAZ09+-"},
        {{64, 255, 2}, 3, "??c"},
        {{7}, 1, "h"},
        {{7}, 0, ""},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[SW_UTTERANCE_MAX + 2];

        memset(text, '#', sizeof text);
        sw_utterance_print(rows[i].tokens, rows[i].length, text);
        ck_assert_str_eq(text, rows[i].text);
        ck_assert_int_eq(text[rows[i].length + 1], '#');
    }
}
END_TEST

START_TEST(every_word_has_a_letter_of_its_own)
{
    char seen[SW_VOCABULARY_MAX + 1] = {0};

    for (uint32_t token = 0; token < SW_VOCABULARY_MAX; token++) {
        uint8_t one = (uint8_t)token;
        char text[2];

        sw_utterance_print(&one, 1, text);
        ck_assert_ptr_null(strchr(seen, text[0]));
        seen[token] = text[0];
        ck_assert_int_eq(sw_utterance_token(text[0]), (int)token);
    }
    for (const char *none = "?!. \xe4"; *none != '\0'; none++)
        ck_assert_int_eq(sw_utterance_token(*none), -1);
    ck_assert_int_eq(sw_utterance_token('\0'), -1);
}
END_TEST

START_TEST(numbers_tell_utterances_apart)
{
    ck_assert_uint_eq(sw_utterance_number((const uint8_t[]){0, 0, 0}, 3), 0);
    ck_assert_uint_eq(sw_utterance_number((const uint8_t[]){0, 0, 5}, 3), 5);
    ck_assert_uint_eq(sw_utterance_number((const uint8_t[]){1, 2, 3}, 3), 64 * 64 + 2 * 64 + 3);
    ck_assert_uint_eq(sw_utterance_number((const uint8_t[]){63, 63, 63, 63, 63, 63, 63, 63}, 8),
                      (UINT64_C(1) << 48) - 1);
    ck_assert_uint_eq(sw_utterance_number(NULL, 0), 0);
}
END_TEST

START_TEST(different_utterances_are_counted)
{
    static const uint8_t said[] = {1, 2, 2, 1, 1, 2, 0, 0, 1, 2, 2, 2};
    uint8_t many[3000];

    ck_assert_uint_eq(sw_utterance_distinct(said, 2, 6), 4);
    ck_assert_uint_eq(sw_utterance_distinct(said, 2, 1), 1);
    ck_assert_uint_eq(sw_utterance_distinct(said, 2, 0), 0);
    ck_assert_uint_eq(sw_utterance_distinct(said, 1, 12), 3);
    ck_assert_uint_eq(sw_utterance_distinct(said, 4, 3), 3);
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t meaning = i * 37 % 125;

        many[3 * i] = (uint8_t)(meaning / 25);
        many[3 * i + 1] = (uint8_t)(meaning / 5 % 5);
        many[3 * i + 2] = (uint8_t)(meaning % 5);
    }
    ck_assert_uint_eq(sw_utterance_distinct(many, 3, 1000), 125);
    ck_assert_uint_eq(sw_utterance_distinct(many, 3, 100), 100);
}
END_TEST

START_TEST(a_zero_ends_what_is_said)
{
    static const struct {
        uint8_t tokens[4], closed[4];
        uint32_t said;
    } rows[] = {
        {{1, 2, 3, 4}, {1, 2, 3, 4}, 4},
        {{1, 2, 0, 4}, {1, 2, 0, 0}, 2},
        {{0, 2, 3, 4}, {0, 0, 0, 0}, 0},
        {{5, 0, 0, 9}, {5, 0, 0, 0}, 1},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t tokens[4];

        memcpy(tokens, rows[i].tokens, 4);
        ck_assert_uint_eq(sw_utterance_said(tokens, 4), rows[i].said);
        sw_utterance_close(tokens, 4);
        ck_assert_mem_eq(tokens, rows[i].closed, 4);
        ck_assert_uint_eq(sw_utterance_said(tokens, 4), rows[i].said);
    }
    ck_assert_uint_eq(sw_utterance_said(NULL, 0), 0);
}
END_TEST

START_TEST(ambiguity_of_small_cases)
{
    static const uint8_t same[] = {3, 3, 3, 3, 3, 3, 3, 3}, apart[] = {0, 0, 0, 1, 1, 0, 1, 1};
    static const uint8_t half[] = {0, 0, 0, 0, 1, 1, 1, 2};
    static const uint32_t classes[] = {5, 6, 7, 8}, pairs[] = {5, 5, 9, 9}, one[] = {2, 2, 2, 2};

    ck_assert_double_eq((double)sw_ambiguity(same, 2, classes, 4), 1.0);
    ck_assert_double_eq((double)sw_ambiguity(apart, 2, classes, 4), 0.0);
    ck_assert_double_eq((double)sw_ambiguity(half, 2, classes, 4), (double)(1.0f / 6.0f));
    ck_assert_double_eq((double)sw_ambiguity(half, 2, pairs, 4), 0.0);
    ck_assert_double_eq((double)sw_ambiguity(same, 2, pairs, 4), 1.0);
    ck_assert_double_eq((double)sw_ambiguity(same, 2, one, 4), 0.0);
    ck_assert_double_eq((double)sw_ambiguity(same, 2, classes, 1), 0.0);
    ck_assert_double_eq((double)sw_ambiguity(same, 2, classes, 0), 0.0);
    /* Of one token only the first halves are compared. */
    ck_assert_double_eq((double)sw_ambiguity(half, 1, (const uint32_t[]){0, 1}, 2), 1.0);
}
END_TEST

/* Random words for random classes: as often equal as chance says. */
START_TEST(ambiguity_of_chance)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 1, 1);
    uint8_t said[1000];
    uint32_t class_of[1000];
    float share;

    for (int i = 0; i < 1000; i++) {
        said[i] = (uint8_t)sw_dice_below(&dice, 8);
        class_of[i] = sw_dice_below(&dice, 20);
    }
    share = sw_ambiguity(said, 1, class_of, 1000);
    ck_assert_double_gt((double)share, 0.115);
    ck_assert_double_lt((double)share, 0.135);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("utterance");
    TCase *c = tcase_create("utterance");

    tcase_add_test(c, words_are_printed);
    tcase_add_test(c, every_word_has_a_letter_of_its_own);
    tcase_add_test(c, numbers_tell_utterances_apart);
    tcase_add_test(c, different_utterances_are_counted);
    tcase_add_test(c, a_zero_ends_what_is_said);
    tcase_add_test(c, ambiguity_of_small_cases);
    tcase_add_test(c, ambiguity_of_chance);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
