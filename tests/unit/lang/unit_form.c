/* unit_form.c - topographic similarity and disentanglement, on channels that are made up. */
#include "lang/disentanglement.h"
#include "lang/topography.h"
#include "lang/utterance.h"

#include "tests/unit/lang/language_channels.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static struct channel channel;

static void topography(uint32_t count, uint32_t shuffles, struct sw_topography *out)
{
    ck_assert_int_eq(sw_topography(channel.meant[0], ATTRIBUTES, channel.said[0], LENGTH, count, 1,
                                   shuffles, out, &error),
                     0);
}

static void positional(uint32_t shuffles, struct sw_disentanglement *out)
{
    ck_assert_int_eq(sw_disentanglement_positional(channel.said[0], LENGTH, channel.meant[0],
                                                   ATTRIBUTES, ITEMS, 1, shuffles, out, &error),
                     0);
}

static void bag(uint32_t vocabulary, uint32_t shuffles, struct sw_disentanglement *out)
{
    ck_assert_int_eq(sw_disentanglement_bag_of_symbols(channel.said[0], LENGTH, vocabulary,
                                                       channel.meant[0], ATTRIBUTES, ITEMS, 1,
                                                       shuffles, out, &error),
                     0);
}

/* The definition, by recursion. */
static uint32_t plain_levenshtein(const uint8_t *a, uint32_t a_length, const uint8_t *b,
                                  uint32_t b_length)
{
    uint32_t least, other;

    if (a_length == 0 || b_length == 0)
        return a_length + b_length;
    least = plain_levenshtein(a + 1, a_length - 1, b + 1, b_length - 1) + (a[0] != b[0]);
    other = plain_levenshtein(a + 1, a_length - 1, b, b_length) + 1;
    least = other < least ? other : least;
    other = plain_levenshtein(a, a_length, b + 1, b_length - 1) + 1;
    return other < least ? other : least;
}

START_TEST(levenshtein_by_the_definition)
{
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, (uint64_t)_i, 0);
    uint8_t a[5], b[5];

    for (uint32_t length = 0; length <= 5; length++) {
        for (uint32_t i = 0; i < length; i++) {
            a[i] = (uint8_t)sw_dice_below(&dice, 3);
            b[i] = (uint8_t)sw_dice_below(&dice, 3);
        }
        ck_assert_uint_eq(sw_levenshtein(a, b, length), plain_levenshtein(a, length, b, length));
    }
    /* A shift is one token less and one more. */
    ck_assert_uint_eq(
        sw_levenshtein((const uint8_t[]){1, 2, 3, 4}, (const uint8_t[]){2, 3, 4, 5}, 4), 2);
}
END_TEST

/* Average rank of a value among all, counted. */
static double plain_rank(const double *value, uint32_t count, double mine)
{
    double below = 0, equal = 0;

    for (uint32_t i = 0; i < count; i++) {
        below += value[i] < mine;
        equal += value[i] == mine;
    }
    return below + (equal + 1) / 2;
}

static double plain_spearman(const double *x, const double *y, uint32_t count)
{
    double mean = (count + 1) / 2.0, xy = 0, xx = 0, yy = 0;

    for (uint32_t i = 0; i < count; i++) {
        double a = plain_rank(x, count, x[i]) - mean, b = plain_rank(y, count, y[i]) - mean;

        xy += a * b;
        xx += a * a;
        yy += b * b;
    }
    return xy / sqrt(xx * yy);
}

START_TEST(similarity_by_the_definition)
{
    enum { FEW = 40, PAIRS = FEW * (FEW - 1) / 2 };
    static double meant[PAIRS], said[PAIRS];
    struct sw_topography out;
    uint32_t pairs = 0;

    make_channel(&channel, 4, (uint64_t)_i, speak_random);
    for (uint32_t i = 0; i < FEW; i++)
        if (i % 3 > 0)
            channel.said[i][0] = (uint8_t)channel.meant[i][0];
    for (uint32_t i = 0; i < FEW; i++)
        for (uint32_t j = 0; j < i; j++, pairs++) {
            meant[pairs] = (channel.meant[i][0] != channel.meant[j][0]) +
                           (channel.meant[i][1] != channel.meant[j][1]);
            said[pairs] = plain_levenshtein(channel.said[i], LENGTH, channel.said[j], LENGTH);
        }
    topography(FEW, 0, &out);
    ck_assert_uint_eq(out.items, FEW);
    ck_assert_double_eq_tol(out.similarity, plain_spearman(meant, said, PAIRS), 1e-9);
}
END_TEST

START_TEST(similarity_of_known_channels)
{
    struct sw_topography out;

    /* Each place names an attribute: as many places differ as attributes do. (A message that is
     * another's shift would be nearer; these symbols are apart.) */
    make_channel(&channel, 4, 1, speak_bijective);
    for (uint32_t i = 0; i < ITEMS; i++)
        channel.said[i][1] = (uint8_t)(channel.said[i][1] + 8);
    topography(ITEMS, 100, &out);
    ck_assert_uint_eq(out.items, SW_TOPOGRAPHY_ITEMS);
    ck_assert(!out.constant);
    ck_assert_double_eq_tol(out.similarity, 1, 1e-9);
    ck_assert_double_eq_tol(out.null.p, 1 / 101.0, 1e-12);
    ck_assert_double_eq_tol(out.null.mean, 0, 0.01);

    make_channel(&channel, 4, 2, speak_constant);
    topography(ITEMS, 20, &out);
    ck_assert(out.constant);
    ck_assert_double_eq(out.similarity, 0);
    ck_assert_double_eq(out.null.p, 1);

    make_channel(&channel, 4, 3, speak_random);
    topography(ITEMS, 100, &out);
    ck_assert_double_eq_tol(out.similarity, 0, 0.03);
    topography(1, 10, &out);
    ck_assert(out.constant);
}
END_TEST

/* A perfect code: one, less what counting 1,000 items takes away. Of eleven values that is
 * 10 * 10 / (2 * 1000 ln 2) of log2(11) bits: 0.979 is what is left. */
START_TEST(a_perfect_code_scores_less_for_counting)
{
    struct sw_disentanglement out;
    double mean = 0;

    for (uint64_t place = 0; place < 8; place++) {
        make_channel(&channel, 11, 100 + place, speak_bijective);
        positional(0, &out);
        ck_assert_uint_eq(out.parts, 2);
        mean += out.value / 8;
    }
    ck_assert_double_eq_tol(1 - 100 / (2 * ITEMS * log(2)) / log2(11), 0.979, 5e-4);
    ck_assert_double_eq_tol(mean, 0.979, 2e-3);
}
END_TEST

/* All pairs of attributes equally often: nothing is left to chance. */
START_TEST(a_perfect_code_without_chance)
{
    struct sw_disentanglement out;

    make_channel(&channel, 10, 1, speak_bijective);
    for (uint32_t i = 0; i < ITEMS; i++) {
        channel.meant[i][0] = i % 10;
        channel.meant[i][1] = i / 10 % 10;
        speak_bijective(channel.meant[i], 10, NULL, channel.said[i]);
    }
    positional(50, &out);
    ck_assert_double_eq_tol(out.value, 1, 1e-9);
    ck_assert_double_eq_tol(out.null.p, 1 / 51.0, 1e-12);
    ck_assert_double_lt(out.null.high, 0.05);
    /* The same messages as a bag: one symbol names a value of both attributes. */
    bag(10, 0, &out);
    ck_assert_double_lt(out.value, 0.2);
}
END_TEST

/* Symbols of their own in no order: all by the bag, hardly anything by position. */
START_TEST(a_bag_of_symbols)
{
    struct sw_disentanglement by_place, by_bag;

    make_channel(&channel, 4, 5, speak_bag);
    positional(0, &by_place);
    bag(8, 50, &by_bag);
    ck_assert_uint_eq(by_bag.parts, 8);
    ck_assert_double_gt(by_bag.value, 0.98);
    ck_assert_double_lt(by_bag.null.high, 0.02);
    ck_assert_double_lt(by_place.value, 0.05);
}
END_TEST

START_TEST(random_and_constant_codes)
{
    struct sw_disentanglement out;

    make_channel(&channel, 8, 6, speak_random);
    positional(50, &out);
    ck_assert(!out.unknown);
    ck_assert_double_lt(out.value, 0.03);
    bag(8, 50, &out);
    ck_assert_double_lt(out.value, 0.03);

    make_channel(&channel, 8, 7, speak_constant);
    positional(10, &out);
    ck_assert(out.unknown);
    ck_assert_uint_eq(out.parts, 0);
    ck_assert_double_eq(out.value, 0);
    bag(8, 10, &out);
    ck_assert(out.unknown);
}
END_TEST

/* With one attribute there is no second to be apart from. */
START_TEST(one_attribute_tells_nothing)
{
    struct sw_disentanglement out;
    uint32_t meant[60];
    uint8_t said[60];

    for (uint32_t i = 0; i < 60; i++) {
        meant[i] = i % 6;
        said[i] = (uint8_t)(i % 6);
    }
    ck_assert_int_eq(sw_disentanglement_positional(said, 1, meant, 1, 60, 1, 10, &out, &error), 0);
    ck_assert(out.unknown);
    ck_assert_double_eq(out.value, 0);
    ck_assert_int_eq(sw_disentanglement_positional(said, 1, meant, 1, 0, 1, 10, &out, &error), 0);
    ck_assert(out.unknown);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("form");
    TCase *c = tcase_create("form");

    tcase_add_loop_test(c, levenshtein_by_the_definition, 0, 20);
    tcase_add_loop_test(c, similarity_by_the_definition, 0, 4);
    tcase_add_test(c, similarity_of_known_channels);
    tcase_add_test(c, a_perfect_code_scores_less_for_counting);
    tcase_add_test(c, a_perfect_code_without_chance);
    tcase_add_test(c, a_bag_of_symbols);
    tcase_add_test(c, random_and_constant_codes);
    tcase_add_test(c, one_attribute_tells_nothing);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
