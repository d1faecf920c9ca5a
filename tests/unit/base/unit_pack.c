/* Tests of base/pack: what is written reads back, what is hostile is refused. */
#include "base/pack.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char blob[] = "\x00\x01\xff binary";

/* One record with a field of every type. */
static void *sample(size_t *size)
{
    static const float floats[5] = {0.0f, -0.0f, 1.5f, 1e-45f, -3.4e38f};
    struct sw_error error = {0};
    struct sw_pack *pack = sw_pack_begin("sample", 3, 9);
    void *bytes;

    sw_pack_uint(pack, UINT64_MAX);
    sw_pack_bool(pack, true);
    sw_pack_single(pack, 0.1f);
    sw_pack_double(pack, 0.1);
    sw_pack_nil(pack);
    sw_pack_array(pack, 3);
    for (uint64_t i = 0; i < 3; i++)
        sw_pack_uint(pack, i * 100);
    sw_pack_text(pack, "largest \xc3\xa9");
    sw_pack_bytes(pack, blob, sizeof blob);
    sw_pack_floats(pack, floats, 5);
    bytes = sw_pack_end(pack, size, &error);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(error.code, 0);
    return bytes;
}

/* Reads it. Returns what sw_unpack_end returns; with `expect`, every value is checked. */
static int read_sample(const void *bytes, size_t size, bool expect, struct sw_error *error)
{
    struct sw_unpack reader;
    float floats[5] = {0};
    float single;
    double real;
    size_t length, blob_size;
    const char *text;
    const void *raw;
    uint64_t number, entries[3] = {0};
    bool truth, nil;
    uint32_t count;

    sw_unpack_begin(&reader, bytes, size, "sample", 3, 9, error);
    number = sw_unpack_uint(&reader, "number", UINT64_MAX);
    truth = sw_unpack_bool(&reader, "truth");
    single = sw_unpack_single(&reader, "single");
    real = sw_unpack_double(&reader, "double");
    nil = sw_unpack_nil(&reader);
    if (!nil)
        sw_unpack_refuse(&reader, "nothing", "is something");
    count = sw_unpack_array(&reader, "list", 3, 1);
    for (uint32_t i = 0; i < count; i++)
        entries[i] = sw_unpack_uint(&reader, "entry", 200);
    text = sw_unpack_text(&reader, "text", 100, &length);
    raw = sw_unpack_bytes(&reader, "blob", 100, &blob_size);
    sw_unpack_floats(&reader, "floats", floats, 5);
    if (expect) {
        ck_assert_uint_eq(reader.version, 3);
        ck_assert_uint_eq(number, UINT64_MAX);
        ck_assert(truth);
        ck_assert(single == 0.1f);
        ck_assert(real == 0.1);
        ck_assert_uint_eq(count, 3);
        ck_assert_uint_eq(entries[2], 200);
        ck_assert_uint_eq(length, 10);
        ck_assert_mem_eq(text, "largest \xc3\xa9", 10);
        ck_assert_uint_eq(blob_size, sizeof blob);
        ck_assert_mem_eq(raw, blob, sizeof blob);
        ck_assert(signbit(floats[1]) && floats[1] == 0.0f);
        ck_assert(floats[3] == 1e-45f);
        ck_assert(floats[4] == -3.4e38f);
    }
    return sw_unpack_end(&reader);
}

START_TEST(test_round_trip)
{
    size_t size;
    void *bytes = sample(&size);
    struct sw_error error = {0};

    ck_assert_int_eq(read_sample(bytes, size, true, &error), 0);
    ck_assert_int_eq(error.code, 0);
    free(bytes);
}
END_TEST

START_TEST(test_every_length_of_a_number)
{
    static const struct {
        uint64_t value;
        size_t size;
    } row[] = {{0, 1},     {127, 1},   {128, 2},        {255, 2},        {256, 3},
               {65535, 3}, {65536, 5}, {UINT32_MAX, 5}, {1ull << 32, 9}, {UINT64_MAX, 9}};

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct sw_pack *pack = sw_pack_begin("n", 1, 1);
        struct sw_unpack reader;
        size_t size;
        void *bytes;

        sw_pack_uint(pack, row[i].value);
        bytes = sw_pack_end(pack, &size, NULL);
        ck_assert_uint_eq(size, 4 + row[i].size);
        sw_unpack_begin(&reader, bytes, size, "n", 1, 1, NULL);
        ck_assert_uint_eq(sw_unpack_uint(&reader, "n", UINT64_MAX), row[i].value);
        ck_assert_int_eq(sw_unpack_end(&reader), 0);
        free(bytes);
    }
}
END_TEST

START_TEST(test_every_length_of_a_list_and_of_text)
{
    static const uint32_t counts[] = {0, 1, 15, 16, 31, 32, 255, 256, 65535, 65536, 70000};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint32_t count = counts[i];
        struct sw_pack *pack = sw_pack_begin("n", 1, 4);
        struct sw_unpack reader;
        size_t size, length;
        char *text = malloc(count + 1);
        float *floats = calloc(count + 1, sizeof *floats);
        void *bytes;

        memset(text, 'x', count);
        text[count] = '\0';
        sw_pack_array(pack, count);
        for (uint32_t k = 0; k < count; k++)
            sw_pack_nil(pack);
        sw_pack_text(pack, text);
        sw_pack_bytes(pack, text, count);
        sw_pack_floats(pack, floats, count);
        bytes = sw_pack_end(pack, &size, NULL);
        sw_unpack_begin(&reader, bytes, size, "n", 1, 4, NULL);
        ck_assert_uint_eq(sw_unpack_array(&reader, "list", UINT32_MAX, 1), count);
        for (uint32_t k = 0; k < count; k++)
            ck_assert(sw_unpack_nil(&reader));
        ck_assert_ptr_nonnull(sw_unpack_text(&reader, "text", SIZE_MAX, &length));
        ck_assert_uint_eq(length, count);
        ck_assert_ptr_nonnull(sw_unpack_bytes(&reader, "bytes", count, &length));
        ck_assert_uint_eq(length, count);
        sw_unpack_floats(&reader, "floats", floats, count);
        ck_assert_int_eq(sw_unpack_end(&reader), 0);
        free(bytes);
        free(floats);
        free(text);
    }
}
END_TEST

/* Hostile records, each with a part of the sentence that must come. */
static const struct {
    const char *bytes;
    size_t size;
    const char *sentence;
} hostile[] = {
    {"", 0, "is empty"},
    {"\x93", 1, "more entries than it can hold"},
    {"\xdd\xff\xff\xff\xff", 5, "more entries than it can hold"},
    {"\xdd\xff\xff", 3, "cut short"},
    {"\x83\xa1n\x01\x01", 5, "is not a list"},
    {"\x93\x01\x01\x01", 4, "is not text"},
    {"\x93\xa1m\x01\x01", 5, "something else"},
    {"\x93\xa2n\x00\x01\x01", 6, "zero byte"},
    {"\x93\xa1n\x00\x01", 5, "version is 0"},
    {"\x93\xa1n\x02\x01", 5, "newer program"},
    {"\x93\xa1n\xce\xff\xff\xff\xff", 8, "newer program"},
    {"\x93\xa1n\xff\x01", 5, "not a whole number"},
    {"\x92\xa1n\x01", 4, "another number of fields"},
    {"\x94\xa1n\x01\x01\x01", 6, "another number of fields"},
    {"\x93\xa1n\x01\x0b", 5, "larger than it can be"},
    {"\x93\xa1n\x01\xcc\x0b", 6, "larger than it can be"},
    {"\x93\xa1n\x01\xcf\xff\xff\xff\xff\xff\xff\xff\xff", 13, "larger than it can be"},
    {"\x93\xa1n\x01\xcf\xff", 6, "cut short"},
    {"\x93\xa1n\x01\xa1x", 6, "not a whole number"},
    {"\x93\xa1n\x01\xca\x00\x00\x00\x00", 9, "not a whole number"},
    {"\x93\xa1n\x01\x0a\x00", 6, "followed by bytes"},
    {"\x93\xdb\xff\xff\xff\xffn\x01\x0a", 9, "cut short"},
    {"\x93\xd9\x50nnnnn", 8, "cut short"},
};

START_TEST(test_hostile)
{
    struct sw_error error = {0};
    struct sw_unpack reader;

    sw_unpack_begin(&reader, hostile[_i].bytes, hostile[_i].size, "n", 1, 1, &error);
    sw_unpack_uint(&reader, "number", 10);
    ck_assert_int_eq(sw_unpack_end(&reader), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(error.text, hostile[_i].sentence) != NULL, "%s", error.text);
    /* Without an error to fill it fails all the same. */
    sw_unpack_begin(&reader, hostile[_i].bytes, hostile[_i].size, "n", 1, 1, NULL);
    sw_unpack_uint(&reader, "number", 10);
    ck_assert_int_eq(sw_unpack_end(&reader), -1);
}
END_TEST

START_TEST(test_not_finite)
{
    const float infinity[2] = {1.0f, INFINITY};
    struct sw_pack *pack = sw_pack_begin("n", 1, 3);
    struct sw_error error = {0};
    struct sw_unpack reader;
    size_t size;
    float out[2];
    void *bytes;

    sw_pack_single(pack, NAN);
    sw_pack_double(pack, (double)INFINITY);
    sw_pack_floats(pack, infinity, 2);
    bytes = sw_pack_end(pack, &size, NULL);
    for (size_t skip = 0; skip < 3; skip++) {
        error.code = 0;
        sw_unpack_begin(&reader, bytes, size, "n", 1, 3, &error);
        if (skip > 0)
            reader.at += 5;
        if (skip > 1)
            reader.at += 9;
        if (skip == 0)
            ck_assert(sw_unpack_single(&reader, "single") == 0.0f);
        if (skip == 1)
            ck_assert(sw_unpack_double(&reader, "double") == 0.0);
        if (skip == 2)
            sw_unpack_floats(&reader, "floats", out, 2);
        ck_assert(reader.failed);
        ck_assert_ptr_nonnull(strstr(error.text, "finite"));
    }
    free(bytes);
}
END_TEST

/* Every prefix of a record is refused, and so is a wrong count of floats. */
START_TEST(test_cut)
{
    size_t size;
    uint8_t *bytes = sample(&size);

    for (size_t cut = 0; cut < size; cut++) {
        struct sw_error error = {0};
        uint8_t *copy = malloc(cut + 1); /* so that a sanitizer sees a byte read too many */

        memcpy(copy, bytes, cut);
        copy = realloc(copy, cut > 0 ? cut : 1);
        ck_assert_int_eq(read_sample(copy, cut, false, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
        free(copy);
    }
    free(bytes);
}
END_TEST

/* Whatever stands in the bytes, reading ends, and says 0 or a sentence. */
START_TEST(test_mutations)
{
    size_t size;
    uint8_t *bytes = sample(&size);
    uint32_t state = 12345, refused = 0;

    for (int turn = 0; turn < 100000; turn++) {
        struct sw_error error = {0};
        uint8_t copy[256];

        memcpy(copy, bytes, size);
        for (int k = 0; k <= turn % 4; k++) {
            state = state * 1664525u + 1013904223u;
            copy[(state >> 16) % size] = (uint8_t)(state >> 8);
        }
        if (read_sample(copy, size, false, &error) != 0) {
            ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
            ck_assert_int_gt((int)strlen(error.text), 10);
            refused++;
        } else {
            ck_assert_int_eq(error.code, 0);
        }
    }
    ck_assert_uint_gt(refused, 30000);
    free(bytes);
}
END_TEST

START_TEST(test_out_of_memory_is_said)
{
    struct sw_error error = {0};
    size_t size = 1;

    sw_pack_uint(NULL, 1);
    sw_pack_floats(NULL, NULL, 0);
    sw_pack_text(NULL, "x");
    ck_assert_ptr_null(sw_pack_end(NULL, &size, &error));
    ck_assert_uint_eq(size, 0);
    ck_assert_int_eq(error.code, SW_EXIT_FAILED);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("pack");
    TCase *c = tcase_create("pack");

    tcase_add_test(c, test_round_trip);
    tcase_add_test(c, test_every_length_of_a_number);
    tcase_add_test(c, test_every_length_of_a_list_and_of_text);
    tcase_add_loop_test(c, test_hostile, 0, (int)(sizeof hostile / sizeof *hostile));
    tcase_add_test(c, test_not_finite);
    tcase_add_test(c, test_cut);
    tcase_add_test(c, test_mutations);
    tcase_add_test(c, test_out_of_memory_is_said);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
