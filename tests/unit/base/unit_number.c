#include "base/number.h"

#include "base/random.h"

#include "tests/unit/unit_test.h"

#include <float.h>
#include <math.h>
#include <string.h>

struct reading {
    const char *text;
    bool is_integer;
    int64_t integer;
    bool is_unsigned;
    bool is_real;
    double real;
};

static const struct reading readings[] = {
    {"0", true, 0, true, true, 0.0},
    {"-12", true, -12, false, true, -12.0},
    {"+7", true, 7, false, true, 7.0},
    {"9223372036854775807", true, INT64_MAX, true, true, 9223372036854775807.0},
    {"-9223372036854775808", true, INT64_MIN, false, true, -9223372036854775808.0},
    {"9223372036854775808", false, 0, true, true, 9223372036854775808.0},
    {"18446744073709551616", false, 0, false, true, 18446744073709551616.0},
    {"0.5", false, 0, false, true, 0.5},
    {".5", false, 0, false, true, 0.5},
    {"5.", false, 0, false, true, 5.0},
    {"1e-3", false, 0, false, true, 1e-3},
    {"1E+3", false, 0, false, true, 1e3},
    {"", false, 0, false, false, 0},
    {"-", false, 0, false, false, 0},
    {".", false, 0, false, false, 0},
    {"1e", false, 0, false, false, 0},
    {"1e999", false, 0, false, false, 0},
    {"0x10", false, 0, false, false, 0},
    {"nan", false, 0, false, false, 0},
    {"inf", false, 0, false, false, 0},
    {" 1", false, 0, false, false, 0},
    {"1 ", false, 0, false, false, 0},
    {"1,5", false, 0, false, false, 0},
    {"--1", false, 0, false, false, 0},
    {"1.2.3", false, 0, false, false, 0},
};

START_TEST(texts_are_read_strictly)
{
    const struct reading *r = &readings[_i];
    int64_t integer = 99;
    uint64_t natural = 99;
    double real = 99;

    ck_assert_int_eq(sw_number_integer(r->text, &integer), r->is_integer);
    ck_assert_int_eq(integer, r->is_integer ? r->integer : 99);
    ck_assert_int_eq(sw_number_unsigned(r->text, &natural), r->is_unsigned);
    ck_assert(r->is_unsigned || natural == 99);
    ck_assert_int_eq(sw_number_real(r->text, &real), r->is_real);
    ck_assert(real == (r->is_real ? r->real : 99));
}
END_TEST

START_TEST(shortest_reads_back_bit_for_bit)
{
    static const double special[] = {0.0,  -0.0,      0.1,       1.0 / 3,           1e22,
                                     1e23, 5e-324,    DBL_MAX,   DBL_MIN,           -DBL_MAX,
                                     1e-5, 123456789, 0.1 + 0.2, 4503599627370497.5};
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 0);
    char text[SW_NUMBER_TEXT];
    int tried = 0;

    ck_assert_str_eq(sw_number_shortest(0.1, text), "0.1");
    ck_assert_str_eq(sw_number_shortest(1e22, text), "1e+22");
    ck_assert_str_eq(sw_number_shortest(3, text), "3");
    ck_assert_str_eq(sw_number_shortest(-0.0, text), "-0");
    ck_assert_str_eq(sw_number_shortest(30, text), "30");
    ck_assert_str_eq(sw_number_shortest(-40960, text), "-40960");
    for (int i = 0; i < 20000; i++) {
        double value, back;

        if ((size_t)i < sizeof special / sizeof special[0]) {
            value = special[i];
        } else {
            uint64_t bits = (uint64_t)sw_dice_bits(&dice) << 32 | sw_dice_bits(&dice);

            memcpy(&value, &bits, sizeof value);
        }
        if (!isfinite(value))
            continue;
        ck_assert(sw_number_real(sw_number_shortest(value, text), &back));
        ck_assert_mem_eq(&value, &back, sizeof value);
        tried++;
    }
    ck_assert_int_gt(tried, 19000);
}
END_TEST

START_TEST(people_read_these)
{
    char text[SW_NUMBER_TEXT];

    ck_assert_str_eq(sw_number_count(0, text), "0");
    ck_assert_str_eq(sw_number_count(999, text), "999");
    ck_assert_str_eq(sw_number_count(1000, text), "1,000");
    ck_assert_str_eq(sw_number_count(1234567, text), "1,234,567");
    ck_assert_str_eq(sw_number_count(UINT64_MAX, text), "18,446,744,073,709,551,615");
    ck_assert_str_eq(sw_number_bytes(0, text), "0 B");
    ck_assert_str_eq(sw_number_bytes(999, text), "999 B");
    ck_assert_str_eq(sw_number_bytes(1000, text), "1.00 kB");
    ck_assert_str_eq(sw_number_bytes(12345678, text), "12.3 MB");
    ck_assert_str_eq(sw_number_bytes(999999, text), "1.00 MB");
    ck_assert_str_eq(sw_number_bytes(UINT64_MAX, text), "18.4 EB");
    ck_assert_str_eq(sw_number_rate(0.468, "us", text), "0.47 us");
    ck_assert_str_eq(sw_number_rate(12.34, "", text), "12.3");
    ck_assert_str_eq(sw_number_rate(4560, "ticks/s", text), "4.56 kticks/s");
    ck_assert_str_eq(sw_number_rate(789e6, "", text), "789 M");
    ck_assert_str_eq(sw_number_rate(999.9, "", text), "1.00 k");
    ck_assert_str_eq(sw_number_rate(-2500, "x", text), "-2.50 kx");
    ck_assert_str_eq(sw_number_rate((double)NAN, "x", text), "-");
    ck_assert_str_eq(sw_number_share(0.9734, text), "97.3 %");
    ck_assert_str_eq(sw_number_share(1, text), "100.0 %");
    ck_assert_str_eq(sw_number_share((double)NAN, text), "-");
    ck_assert_uint_lt(strlen(sw_number_rate(-DBL_MAX, "a long unit that is cut", text)),
                      SW_NUMBER_TEXT);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("number");
    TCase *t = tcase_create("number");

    tcase_add_loop_test(t, texts_are_read_strictly, 0, sizeof readings / sizeof readings[0]);
    tcase_add_test(t, shortest_reads_back_bit_for_bit);
    tcase_add_test(t, people_read_these);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
