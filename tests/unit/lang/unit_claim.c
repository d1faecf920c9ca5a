/* unit_claim.c - the lexicon, dialects, and when it may be said that a language carries. */
#include "lang/claim.h"
#include "lang/dialect.h"
#include "lang/lexicon.h"

#include "tests/unit/lang/language_channels.h"
#include "tests/unit/unit_test.h"

#include <math.h>

static struct channel channel;

/* ---- the claim ---- */

/* All hold, none by much. */
static struct sw_evidence good(void)
{
    return (struct sw_evidence){.over_shuffled = {.mean = 0.4, .low = 0.01, .high = 0.8},
                                .over_self = {.mean = 0.4, .low = 0.01, .high = 0.8},
                                .recovered = 0.51,
                                .shuffled = 0.1,
                                .chance = 0.1,
                                .shuffled_count = 900,
                                .follow = 0.21,
                                .follow_chance = 0.1,
                                .influence = {.mean = 0.1, .low = 0.01, .high = 0.2},
                                .decoded = {.mean = 0.1, .low = 0.01, .high = 0.2},
                                .constant_form = true};
}

static void breaks(struct sw_evidence evidence, enum sw_claim_condition condition)
{
    bool held[SW_CONDITIONS];

    ck_assert(!sw_claim(&evidence, held));
    for (uint32_t i = 0; i < SW_CONDITIONS; i++)
        ck_assert_msg(held[i] == (i != (uint32_t)condition), "%s",
                      sw_claim_condition_name((enum sw_claim_condition)i));
}

START_TEST(every_condition_counts)
{
    struct sw_evidence e = good();
    bool held[SW_CONDITIONS];

    ck_assert(sw_claim(&e, held));
    for (uint32_t i = 0; i < SW_CONDITIONS; i++)
        ck_assert(held[i]);
    e = good();
    e.over_shuffled.low = 0;
    breaks(e, SW_CONDITION_SHUFFLED);
    e = good();
    e.over_self.low = -0.1;
    breaks(e, SW_CONDITION_SELF);
    e = good();
    e.recovered = 0.5;
    breaks(e, SW_CONDITION_RECOVERED);
    e.recovered = (double)NAN;
    breaks(e, SW_CONDITION_RECOVERED);
    e = good();
    e.shuffled = 0.1 + 2.01 * 0.01; /* one standard error is 0.01 */
    breaks(e, SW_CONDITION_CHANCE);
    e.shuffled = 0.1 - 2.01 * 0.01;
    breaks(e, SW_CONDITION_CHANCE);
    /* Between guesses as rules are met, 0.06, and the best one all is near. */
    e.uneven = 0.04;
    ck_assert(sw_claim(&e, held));
    ck_assert(sw_chance_deviation(&e) == 0);
    e.shuffled = 0.06 - 1.9 * sqrt(0.06 * 0.94 / 900);
    ck_assert(sw_claim(&e, held));
    e.shuffled = 0.06 - 2.1 * sqrt(0.06 * 0.94 / 900);
    breaks(e, SW_CONDITION_CHANCE);
    e.shuffled = 0.1 + 2.01 * 0.01;
    breaks(e, SW_CONDITION_CHANCE);
    e = good();
    e.follow = 0.2;
    breaks(e, SW_CONDITION_FOLLOW);
    e = good();
    e.influence.low = 0;
    breaks(e, SW_CONDITION_INFLUENCE);
    e = good();
    e.decoded.low = 0;
    breaks(e, SW_CONDITION_DECODER);
    e = good();
    e.constant_form = false;
    breaks(e, SW_CONDITION_FORM);
}
END_TEST

START_TEST(nothing_claims_nothing)
{
    struct sw_evidence none = {0};
    bool held[SW_CONDITIONS];

    ck_assert(!sw_claim(&none, held));
    for (uint32_t i = 0; i < SW_CONDITIONS; i++)
        ck_assert(!held[i]);
    ck_assert_ptr_null(sw_claim_condition_name(SW_CONDITIONS));
}
END_TEST

START_TEST(estimates)
{
    static const double value[] = {1, 0, 1, 0};
    struct sw_estimate out = sw_estimate_of(value, 4);
    double half = 1.96 * sqrt(1 / 3.0 / 4);

    ck_assert_double_eq_tol(out.mean, 0.5, 1e-12);
    ck_assert_double_eq_tol(out.low, 0.5 - half, 1e-12);
    ck_assert_double_eq_tol(out.high, 0.5 + half, 1e-12);
    out = sw_estimate_of(value, 1);
    ck_assert(out.mean == 1 && out.low == 1 && out.high == 1);
    ck_assert(isnan(sw_estimate_of(value, 0).mean));
}
END_TEST

/* The 97.5 % points of Student's t: 12.706 with 1 degree of freedom, 2.262 with 9, 1.984 with 100.
 */
START_TEST(estimates_of_few)
{
    static const double point[][2] = {
        {2, 12.706}, {3, 4.303}, {10, 2.262}, {31, 2.042}, {101, 1.984}};

    for (size_t k = 0; k < sizeof point / sizeof *point; k++) {
        double value[101], variance;
        uint32_t count = (uint32_t)point[k][0];
        struct sw_estimate out;

        for (uint32_t i = 0; i < count; i++)
            value[i] = i % 2;
        out = sw_estimate_of_few(value, count);
        variance = out.mean * (1 - out.mean) / (count - 1.0);
        ck_assert_double_eq_tol((out.high - out.mean) / sqrt(variance), point[k][1], 2e-3);
        ck_assert_double_eq_tol(out.high - out.mean, out.mean - out.low, 1e-12);
    }
    ck_assert_double_eq(sw_estimate_of_few(point[0], 1).low, 2);
}
END_TEST

/* Two runs that are sure of themselves and far apart say nothing together; two that agree do. */
START_TEST(runs_are_weighed_together)
{
    struct sw_evidence run[2] = {good(), good()}, over;
    bool held[SW_CONDITIONS];

    ck_assert_int_eq(sw_claim_over(run, 2, &over, NULL), 0);
    ck_assert(sw_claim(&over, held));
    ck_assert_double_eq(over.over_shuffled.low, 0.4);
    ck_assert_uint_eq(over.shuffled_count, 1800);
    ck_assert_double_eq_tol(over.recovered, 0.51, 1e-12);
    run[1].over_shuffled.mean = 0.3; /* 0.35 - 12.706 * 0.05 */
    ck_assert_int_eq(sw_claim_over(run, 2, &over, NULL), 0);
    ck_assert_double_eq_tol(over.over_shuffled.low, 0.35 - 12.706 * 0.05, 1e-9);
    breaks(over, SW_CONDITION_SHUFFLED);
    run[1] = good();
    run[1].recovered = 0.48;
    run[1].constant_form = false;
    ck_assert_int_eq(sw_claim_over(run, 2, &over, NULL), 0);
    ck_assert(!over.constant_form);
    ck_assert(over.recovered < 0.5);
}
END_TEST

/* Formed asks for the gain and for chance alone. */
START_TEST(a_protocol_has_formed)
{
    struct sw_evidence e = good();

    e.constant_form = false;
    e.decoded.low = -1;
    ck_assert(sw_claim_formed(&e));
    e.recovered = 0.5;
    ck_assert(!sw_claim_formed(&e));
    e = good();
    e.shuffled = 0.1 + 2.01 * 0.01;
    ck_assert(!sw_claim_formed(&e));
    ck_assert(!sw_claim_formed(&(struct sw_evidence){0}));
}
END_TEST

START_TEST(recovered_gain)
{
    ck_assert_double_eq_tol(sw_claim_recovered(0.9, 0.1, 0.9), 1, 1e-12);
    ck_assert_double_eq_tol(sw_claim_recovered(0.5, 0.1, 0.9), 0.5, 1e-12);
    ck_assert_double_eq_tol(sw_claim_recovered(0.1, 0.1, 0.9), 0, 1e-12);
    ck_assert(isnan(sw_claim_recovered(0.5, 0.4, 0.4)));
}
END_TEST

/* ---- the lexicon ---- */

static void count_words(struct sw_lexicon *lexicon, uint32_t values)
{
    for (uint32_t i = 0; i < ITEMS; i++)
        channel.message[i] = channel.said[i][0] * values + channel.said[i][1];
    ck_assert_int_eq(sw_lexicon_count(lexicon, channel.item, values * values, channel.message,
                                      values * values, ITEMS, &error),
                     0);
}

START_TEST(a_bijective_lexicon)
{
    struct sw_lexicon lexicon;
    struct sw_decoder decoder;

    make_channel(&channel, 4, 1, speak_bijective);
    count_words(&lexicon, 4);
    ck_assert_double_eq(sw_lexicon_consistency(&lexicon), 1);
    ck_assert_double_eq(sw_lexicon_clarity(&lexicon), 1);
    for (uint32_t rule = 0; rule < 16; rule++) {
        uint32_t message[2], back[2];

        ck_assert_uint_eq(sw_lexicon_messages(&lexicon, rule, message, 2), 1);
        ck_assert_uint_eq(sw_lexicon_rules(&lexicon, message[0], back, 2), 1);
        ck_assert_uint_eq(back[0], rule);
        ck_assert_uint_eq(sw_lexicon_said(&lexicon, rule, message[0]), lexicon.of_rule[rule]);
    }
    ck_assert_int_eq(sw_lexicon_decode(&lexicon, channel.item, channel.message, &decoder, &error),
                     0);
    ck_assert_double_eq(decoder.decoded, 1);
    ck_assert_double_gt(decoder.gain.low, 0.85);
    sw_lexicon_clear(&lexicon);
}
END_TEST

/* Neither always the same nor words at random tell more than the majority. */
START_TEST(words_without_meaning_are_not_decoded)
{
    struct sw_lexicon lexicon;
    struct sw_decoder decoder;

    make_channel(&channel, 4, 20 + (uint64_t)_i, _i % 2 == 0 ? speak_constant : speak_random);
    count_words(&lexicon, 4);
    ck_assert_int_eq(sw_lexicon_decode(&lexicon, channel.item, channel.message, &decoder, &error),
                     0);
    ck_assert_double_le(decoder.gain.low, 0);
    ck_assert_double_lt(decoder.decoded, 0.12);
    sw_lexicon_clear(&lexicon);
}
END_TEST

START_TEST(lists_come_by_frequency)
{
    /* rule 0: message 2 three times, 0 twice, 1 twice; rule 1: message 1 once. */
    static const uint32_t rule[] = {0, 0, 0, 0, 0, 0, 0, 1}, message[] = {2, 0, 2, 1, 0, 2, 1, 1};
    struct sw_lexicon lexicon;
    uint32_t kept[3] = {9, 9, 9};

    ck_assert_int_eq(sw_lexicon_count(&lexicon, rule, 2, message, 4, 8, &error), 0);
    ck_assert_uint_eq(sw_lexicon_messages(&lexicon, 0, kept, 3), 3);
    ck_assert(kept[0] == 2 && kept[1] == 0 && kept[2] == 1);
    ck_assert_uint_eq(sw_lexicon_messages(&lexicon, 0, kept, 2), 3);
    ck_assert(kept[0] == 2 && kept[1] == 0);
    ck_assert_uint_eq(sw_lexicon_rules(&lexicon, 1, kept, 3), 2);
    ck_assert(kept[0] == 0 && kept[1] == 1);
    ck_assert_uint_eq(sw_lexicon_rules(&lexicon, 3, kept, 3), 0);
    ck_assert_double_eq(sw_lexicon_consistency(&lexicon), 4 / 8.0);
    ck_assert_double_eq(sw_lexicon_clarity(&lexicon), 7 / 8.0);
    sw_lexicon_clear(&lexicon);
}
END_TEST

START_TEST(associations)
{
    ck_assert_double_eq_tol(sw_association(5, 5, 5, 10), 1, 1e-12);
    ck_assert_double_eq_tol(sw_association(0, 5, 5, 10), -1, 1e-12);
    ck_assert_double_eq_tol(sw_association(25, 50, 50, 100), 0, 1e-12);
    ck_assert_double_eq(sw_association(5, 10, 5, 10), 0);
    ck_assert_double_eq(sw_association(0, 0, 5, 10), 0);
    /* (10 * 2 - 2 * 5) / sqrt(2 * 8 * 5 * 5) */
    ck_assert_double_eq_tol(sw_association(2, 2, 5, 10), 0.5, 1e-12);
}
END_TEST

/* ---- dialects ---- */

START_TEST(dialect_matrices)
{
    static const double apart[] = {1, 0.1, 0.1, 0.1, 1, 0.1, 0.1, 0.1, 1};
    static const double same[] = {0.8, 0.8, 0.8, 0.8}, lopsided[] = {0.9, 0.5, 0.1, 0.9};
    struct sw_dialects out = sw_dialects_of(apart, 3, 0.1);

    ck_assert_double_eq_tol(out.home, 1, 1e-12);
    ck_assert_double_eq_tol(out.abroad, 0.1, 1e-12);
    ck_assert_double_eq_tol(out.intelligibility, 0, 1e-12);
    ck_assert_double_eq_tol(out.asymmetry, 0, 1e-12);
    out = sw_dialects_of(same, 2, 0.1);
    ck_assert_double_eq_tol(out.intelligibility, 1, 1e-12);
    out = sw_dialects_of(lopsided, 2, 0.1);
    ck_assert_double_eq_tol(out.abroad, 0.3, 1e-12);
    ck_assert_double_eq_tol(out.intelligibility, 0.25, 1e-12);
    ck_assert_double_eq_tol(out.asymmetry, 0.4, 1e-12);
    ck_assert(isnan(sw_dialects_of(same, 2, 0.8).intelligibility));
    ck_assert(isnan(sw_dialects_of(same, 1, 0.1).abroad));
}
END_TEST

START_TEST(lexicon_distances)
{
    static const uint32_t a[] = {4, 0, 0, 2, 2, 0}, b[] = {0, 0, 4, 0, 0, 4};
    static const uint32_t c[] = {2, 2, 0, 0, 0, 0};
    /* p = 1, 0 and q = 1/2, 1/2: half of log2(4/3) and half of (1/2) log2(2/3) + (1/2) log2(2). */
    double expected = log2(4 / 3.0) / 2 + (log2(2 / 3.0) + 1) / 4;

    ck_assert_double_eq_tol(sw_lexicon_distance(a, a, 2, 3), 0, 1e-12);
    ck_assert_double_eq_tol(sw_lexicon_distance(a, b, 2, 3), 1, 1e-12);
    ck_assert_double_eq_tol(sw_lexicon_distance(a, c, 2, 3), expected, 1e-12); /* of rule 0 alone */
    ck_assert(isnan(sw_lexicon_distance(a, (const uint32_t[]){0, 0, 0, 0, 0, 0}, 2, 3)));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("claim");
    TCase *c = tcase_create("claim");

    tcase_add_test(c, every_condition_counts);
    tcase_add_test(c, nothing_claims_nothing);
    tcase_add_test(c, estimates);
    tcase_add_test(c, estimates_of_few);
    tcase_add_test(c, runs_are_weighed_together);
    tcase_add_test(c, a_protocol_has_formed);
    tcase_add_test(c, recovered_gain);
    tcase_add_test(c, a_bijective_lexicon);
    tcase_add_loop_test(c, words_without_meaning_are_not_decoded, 0, 6);
    tcase_add_test(c, lists_come_by_frequency);
    tcase_add_test(c, associations);
    tcase_add_test(c, dialect_matrices);
    tcase_add_test(c, lexicon_distances);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
