#include "agent/deviates.h"

#include "tests/unit/unit_test.h"

#include <math.h>

enum { COUNT = 1 << 20 };

static float drawn[COUNT];

static void draw(enum sw_deviates kind)
{
    sw_deviates_draw(kind, 3, 4, 5, 6, drawn, COUNT);
}

/* The share that is further out than x, from libm. */
static double further_out(double x)
{
    return 0.5 * erfc(x / sqrt(2));
}

START_TEST(a_normal_deviate_inverts_its_bits)
{
    double largest = 0, worst = 0;
    uint32_t block[4], signs = 0;

    draw(SW_DEVIATES_NORMAL);
    for (uint32_t i = 0; i < COUNT; i++) {
        double x = fabs((double)drawn[i]), share, density;

        if (i % 4 == 0)
            sw_random_block(3, SW_RANDOM_MUTATION, 4, 5, 6 + i / 4, block);
        signs += (signbit(drawn[i]) != 0) != (block[i % 4] >> 31 != 0);
        share = ((double)(block[i % 4] & 0x7fffffffu) + 0.5) / 4294967296.0;
        density = exp(-x * x / 2) / sqrt(2 * acos(-1));
        worst = fmax(worst, fabs(further_out(x) - share) / density);
        largest = fmax(largest, x);
    }
    ck_assert_uint_eq(signs, 0);
    ck_assert_double_lt(worst, 3e-6);
    ck_assert_double_gt(largest, 4.5);
}
END_TEST

START_TEST(normal_deviates_are_normal)
{
    double sum = 0, squares = 0, fourths = 0;
    uint32_t beyond[6] = {0};

    draw(SW_DEVIATES_NORMAL);
    for (uint32_t i = 0; i < COUNT; i++) {
        double x = (double)drawn[i];

        sum += x;
        squares += x * x;
        fourths += x * x * x * x;
        for (int d = 1; d < 6; d++)
            beyond[d] += fabs(x) > d;
    }
    ck_assert_double_lt(fabs(sum / COUNT), 5 / sqrt(COUNT));
    ck_assert_double_lt(fabs(squares / COUNT - 1), 5 * sqrt(2.0 / COUNT));
    ck_assert_double_lt(fabs(fourths / COUNT - 3), 5 * sqrt(96.0 / COUNT));
    for (int d = 1; d < 5; d++) {
        double expected = 2 * further_out(d) * COUNT;

        ck_assert_double_lt(fabs(beyond[d] - expected), 5 * sqrt(expected));
    }
    ck_assert_uint_gt(beyond[4], 20); /* bytes have none beyond 3.46 */
}
END_TEST

START_TEST(bytes_are_what_they_were)
{
    static float before[COUNT];

    sw_random_noise(3, SW_RANDOM_MUTATION, 4, 5, 6, before, COUNT);
    draw(SW_DEVIATES_BYTES);
    ck_assert_mem_eq(drawn, before, sizeof drawn);
}
END_TEST

START_TEST(deviates_are_the_same_however_they_are_cut)
{
    float part[103];

    draw(SW_DEVIATES_NORMAL);
    sw_deviates_draw(SW_DEVIATES_NORMAL, 3, 4, 5, 6, part, 40);
    sw_deviates_draw(SW_DEVIATES_NORMAL, 3, 4, 5, 16, part + 40, 63);
    ck_assert_mem_eq(drawn, part, sizeof part);
    sw_deviates_draw(SW_DEVIATES_NORMAL, 3, 4, 5, 6, NULL, 0);
}
END_TEST

START_TEST(normal_deviates_never_change)
{
    /* Genomes are rebuilt from these: if this test fails, stored runs are lost. */
    static const float expected[16] = {
        -0x1.fca06cp-2f, 0x1.e1d3e8p-2f,  -0x1.7b0708p-2f, 0x1.a26454p-1f,
        -0x1.1e4aeep-1f, -0x1.d2b96ep-2f, -0x1.049bcp+0f,  0x1.192002p-1f,
        0x1.c7c5e6p-1f,  0x1.cd5506p-6f,  0x1.e5286ep-2f,  -0x1.08908ep+0f,
        0x1.a4f74p-2f,   -0x1.e6e8f8p-3f, -0x1.9070cep-5f, -0x1.559574p-6f};

    draw(SW_DEVIATES_NORMAL);
    for (int i = 0; i < 16; i++)
        ck_assert_msg(memcmp(&drawn[i], &expected[i], sizeof *drawn) == 0, "deviate %d is %a", i,
                      (double)drawn[i]);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("deviates");
    TCase *t = tcase_create("deviates");

    tcase_add_test(t, a_normal_deviate_inverts_its_bits);
    tcase_add_test(t, normal_deviates_are_normal);
    tcase_add_test(t, bytes_are_what_they_were);
    tcase_add_test(t, deviates_are_the_same_however_they_are_cut);
    tcase_add_test(t, normal_deviates_never_change);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
