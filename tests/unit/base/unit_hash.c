#include "base/hash.h"

#include "tests/unit/unit_test.h"

#include <string.h>

START_TEST(values_never_change)
{
    /* Stored in every run: XXH3-64 of nothing and of "a", as the author of xxHash gives them. */
    char text[SW_HASH_TEXT];

    ck_assert_str_eq(sw_hash_print(sw_hash(NULL, 0), text), "2d06800538d394c2");
    ck_assert_str_eq(sw_hash_print(sw_hash("a", 1), text), "e6c632b61e964e1f");
    ck_assert_str_eq(sw_hash_print(0xab, text), "00000000000000ab");
}
END_TEST

START_TEST(every_bit_matters)
{
    unsigned char bytes[300];
    uint64_t whole;

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    whole = sw_hash(bytes, sizeof bytes);
    for (size_t bit = 0; bit < sizeof bytes * 8; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        ck_assert_uint_ne(sw_hash(bytes, sizeof bytes), whole);
        bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
}
END_TEST

START_TEST(digest_of_pieces_is_hash_of_the_whole)
{
    unsigned char bytes[5000];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * i >> 3);
    for (size_t piece = 1; piece < 700; piece += 37) {
        struct sw_error error = {0};
        struct sw_digest *digest = sw_digest_create(&error);

        ck_assert_ptr_nonnull(digest);
        ck_assert_uint_eq(sw_digest_value(digest), sw_hash(NULL, 0));
        for (size_t at = 0; at < sizeof bytes; at += piece) {
            size_t size = sizeof bytes - at < piece ? sizeof bytes - at : piece;

            sw_digest_add(digest, bytes + at, size);
            ck_assert_uint_eq(sw_digest_value(digest), sw_hash(bytes, at + size));
        }
        sw_digest_add(digest, NULL, 0);
        ck_assert_uint_eq(sw_digest_value(digest), sw_hash(bytes, sizeof bytes));
        sw_digest_destroy(digest);
    }
    sw_digest_destroy(NULL);
}
END_TEST

START_TEST(numbers_are_eight_bytes_lowest_first)
{
    static const unsigned char bytes[8] = {8, 7, 6, 5, 4, 3, 2, 1};
    struct sw_error error = {0};
    struct sw_digest *digest = sw_digest_create(&error);

    sw_digest_number(digest, 0x0102030405060708);
    ck_assert_uint_eq(sw_digest_value(digest), sw_hash(bytes, 8));
    sw_digest_destroy(digest);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("hash");
    TCase *t = tcase_create("hash");

    tcase_add_test(t, values_never_change);
    tcase_add_test(t, every_bit_matters);
    tcase_add_test(t, digest_of_pieces_is_hash_of_the_whole);
    tcase_add_test(t, numbers_are_eight_bytes_lowest_first);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
