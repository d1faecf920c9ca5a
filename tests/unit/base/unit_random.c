#include "base/random.h"

#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

/* Philox4x32-10 is known by three answers that its authors published (Random123, kat_vectors). Our
 * counter is (index, purpose and tick, id), so all three can be asked for as they stand, except
 * that the tick has 24 bits and the purpose 8. */
struct answer {
    uint64_t seed, id;
    uint32_t purpose, tick, index, out[4];
};

static const struct answer answers[] = {
    {0, 0, 0, 0, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {UINT64_MAX,
     UINT64_MAX,
     0xff,
     0xffffff,
     0xffffffff,
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {0x299f31d0a4093822,
     0x0370734413198a2e,
     0x85,
     0xa308d3,
     0x243f6a88,
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

START_TEST(known_answers)
{
    const struct answer *a = &answers[_i];
    uint32_t out[4];

    sw_random_block(a->seed, (enum sw_purpose)a->purpose, a->id, a->tick, a->index, out);
    for (int i = 0; i < 4; i++)
        ck_assert_uint_eq(out[i], a->out[i]);
}
END_TEST

START_TEST(every_coordinate_matters)
{
    uint32_t base[4], other[4];

    sw_random_block(1, SW_RANDOM_TEST, 2, 3, 4, base);
    sw_random_block(1 ^ 1ull << _i, SW_RANDOM_TEST, 2, 3, 4, other);
    ck_assert_int_ne(memcmp(base, other, sizeof base), 0);
    sw_random_block(1, SW_RANDOM_TEST, 2 ^ 1ull << _i, 3, 4, other);
    ck_assert_int_ne(memcmp(base, other, sizeof base), 0);
    sw_random_block(1, SW_RANDOM_TEST, 2, 3 ^ 1u << _i % 24, 4, other);
    ck_assert_int_ne(memcmp(base, other, sizeof base), 0);
    sw_random_block(1, SW_RANDOM_TEST, 2, 3, 4 ^ 1u << _i % 32, other);
    ck_assert_int_ne(memcmp(base, other, sizeof base), 0);
    sw_random_block(1, SW_RANDOM_PUZZLE, 2, 3, 4, other);
    ck_assert_int_ne(memcmp(base, other, sizeof base), 0);
}
END_TEST

/* Drawn together or one by one, over the index's end too. */
START_TEST(blocks_are_the_single_ones)
{
    static const uint32_t begin[] = {0, 1, 6, 0x7fffffff, 0xfffffffd, 0xffffffff};

    for (uint64_t seed = 0; seed < 300; seed++) {
        uint32_t index = begin[seed % 6], one[4], many[SW_RANDOM_BLOCKS][4];
        uint64_t wide = seed * UINT64_C(0x9e3779b97f4a7c15);
        enum sw_purpose purpose = (enum sw_purpose)(seed % 256);

        sw_random_blocks(wide, purpose, ~wide, (uint32_t)seed, index, many);
        for (uint32_t k = 0; k < SW_RANDOM_BLOCKS; k++) {
            sw_random_block(wide, purpose, ~wide, (uint32_t)seed, index + k, one);
            ck_assert_mem_eq(one, many[k], sizeof one);
        }
    }
}
END_TEST

START_TEST(noise_has_mean_0_variance_1_and_bounds)
{
    enum { COUNT = 200000 };
    float *noise = malloc(COUNT * sizeof *noise);
    double sum = 0, squares = 0, fourths = 0, neighbours = 0;

    sw_random_noise(7, SW_RANDOM_TEST, (uint64_t)_i, 1, 0, noise, COUNT);
    for (int i = 0; i < COUNT; i++) {
        double x = (double)noise[i];

        ck_assert(fabs(x) <= 3.4506);
        sum += x;
        squares += x * x;
        fourths += x * x * x * x;
        neighbours += i > 0 ? x * (double)noise[i - 1] : 0;
    }
    /* Five standard errors each: 1/sqrt(n), sqrt((kurtosis - 1)/n), ... */
    ck_assert(fabs(sum / COUNT) < 5 / sqrt(COUNT));
    ck_assert(fabs(squares / COUNT - 1) < 5 * sqrt(1.7 / COUNT));
    ck_assert(fabs(fourths / COUNT - 2.7) < 0.1);
    ck_assert(fabs(neighbours / COUNT) < 5 / sqrt(COUNT));
    free(noise);
}
END_TEST

START_TEST(noise_is_the_same_however_it_is_cut)
{
    float whole[103], part[103];

    sw_random_noise(9, SW_RANDOM_TEST, 5, 2, 10, whole, 103);
    sw_random_noise(9, SW_RANDOM_TEST, 5, 2, 10, part, 40);
    sw_random_noise(9, SW_RANDOM_TEST, 5, 2, 20, part + 40, 63);
    ck_assert_mem_eq(whole, part, sizeof whole);
    sw_random_noise(9, SW_RANDOM_TEST, 5, 2, 10, NULL, 0);
}
END_TEST

START_TEST(noise_never_changes)
{
    /* Genomes are rebuilt from these: if this test fails, every stored run is lost. */
    float noise[6];
    static const float expected[6] = {-0x1.9fb206p-3f, -0x1.c943d2p-2f, -0x1.e4fa5cp-3f,
                                      0x1.c5cd02p-1f,  0x1.f64c7p+0f,   -0x1.475c3p+0f};

    sw_random_noise(42, SW_RANDOM_MUTATION, 1000, 3, 0, noise, 6);
    for (int i = 0; i < 6; i++)
        ck_assert_msg(memcmp(&noise[i], &expected[i], sizeof noise[i]) == 0, "noise %d is %a", i,
                      (double)noise[i]);
}
END_TEST

START_TEST(dice_are_fair)
{
    enum { THROWS = 60000 };
    static const uint32_t sides[] = {2, 3, 6, 7, 10, 24, 900};
    uint32_t count[900] = {0}, bound = sides[_i];
    struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, bound, 0);
    double chi = 0, expected = (double)THROWS / bound;

    for (int i = 0; i < THROWS; i++) {
        uint32_t side = sw_dice_below(&dice, bound);

        ck_assert_uint_lt(side, bound);
        count[side]++;
    }
    for (uint32_t i = 0; i < bound; i++)
        chi += (count[i] - expected) * (count[i] - expected) / expected;
    /* Mean bound - 1, variance 2 (bound - 1); six deviations. */
    ck_assert(chi < bound - 1 + 6 * sqrt(2.0 * bound));
}
END_TEST

START_TEST(dice_repeat_and_differ_by_place)
{
    struct sw_dice a = sw_dice_at(1, SW_RANDOM_TEST, 2, 3), b = a, c;
    uint32_t same = 0;

    c = sw_dice_at(1, SW_RANDOM_TEST, 2, 4);
    for (int i = 0; i < 100; i++) {
        uint32_t bits = sw_dice_bits(&a);

        ck_assert_uint_eq(bits, sw_dice_bits(&b));
        same += bits == sw_dice_bits(&c);
    }
    ck_assert_uint_le(same, 1);
}
END_TEST

START_TEST(dice_between_and_unit_keep_their_bounds)
{
    struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, 0, 0);
    int low = 0, high = 0;
    double sum = 0;

    for (int i = 0; i < 10000; i++) {
        int value = sw_dice_between(&dice, -2, 2);
        float unit = sw_dice_unit(&dice);

        ck_assert(value >= -2 && value <= 2);
        low += value == -2;
        high += value == 2;
        ck_assert(unit >= 0.0f && unit < 1.0f);
        sum += (double)unit;
    }
    ck_assert(low > 1800 && low < 2200 && high > 1800 && high < 2200);
    ck_assert(fabs(sum / 10000 - 0.5) < 0.015);
    ck_assert_int_eq(sw_dice_between(&dice, 4, 4), 4);
    ck_assert_uint_eq(sw_dice_below(&dice, 1), 0);
}
END_TEST

START_TEST(permutations_are_all_reached_alike)
{
    uint32_t seen[24] = {0}, one[1] = {9};
    struct sw_dice dice = sw_dice_at(6, SW_RANDOM_TEST, 0, 0);

    for (int i = 0; i < 24000; i++) {
        uint32_t p[4], at = 0, used = 0;

        sw_dice_permutation(&dice, p, 4);
        for (uint32_t k = 0; k < 4; k++) {
            uint32_t smaller = 0;

            ck_assert_uint_lt(p[k], 4);
            used |= 1u << p[k];
            for (uint32_t j = k + 1; j < 4; j++)
                smaller += p[j] < p[k];
            at = at * (4 - k) + smaller;
        }
        ck_assert_uint_eq(used, 15);
        seen[at]++;
    }
    for (int i = 0; i < 24; i++)
        ck_assert(seen[i] > 800 && seen[i] < 1200);
    sw_dice_permutation(&dice, one, 1);
    ck_assert_uint_eq(one[0], 0);
    sw_dice_permutation(&dice, NULL, 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("random");
    TCase *t = tcase_create("random");

    tcase_add_loop_test(t, known_answers, 0, 3);
    tcase_add_loop_test(t, every_coordinate_matters, 0, 64);
    tcase_add_test(t, blocks_are_the_single_ones);
    tcase_add_loop_test(t, noise_has_mean_0_variance_1_and_bounds, 0, 3);
    tcase_add_test(t, noise_is_the_same_however_it_is_cut);
    tcase_add_test(t, noise_never_changes);
    tcase_add_loop_test(t, dice_are_fair, 0, 7);
    tcase_add_test(t, dice_repeat_and_differ_by_place);
    tcase_add_test(t, dice_between_and_unit_keep_their_bounds);
    tcase_add_test(t, permutations_are_all_reached_alike);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
