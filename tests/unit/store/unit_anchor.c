/* Tests of population/anchor: the newest sound note is read, whatever became of the other. */
#include "store/anchor.h"
#include "tests/unit/unit_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* A description that decodes, of an empty store at a transaction. */
static struct sw_datafile_meta description(uint64_t transaction)
{
    struct sw_datafile_meta meta;
    uint8_t raw[SW_DATAFILE_META] = {0};
    uint32_t magic = 0xBEEFC0DEu, version = 1, page_size = 4096;
    uint16_t flags = 8;
    uint64_t last = 1, none = UINT64_MAX;

    memcpy(raw, &magic, 4);
    memcpy(raw + 4, &version, 4);
    memcpy(raw + 24, &page_size, 4);
    memcpy(raw + 28, &flags, 2);
    memcpy(raw + 64, &none, 8);
    memcpy(raw + 112, &none, 8);
    memcpy(raw + 120, &last, 8);
    memcpy(raw + 128, &transaction, 8);
    ck_assert_int_eq(sw_datafile_meta_decode(raw, 0, &meta, NULL), 0);
    return meta;
}

static int temporary(void)
{
    int file = memfd_create("anchor", 0);

    ck_assert_int_ge(file, 0);
    return file;
}

static void write_note(int file, uint64_t transaction)
{
    struct sw_datafile_meta meta = description(transaction);
    struct sw_error error = {0};

    ck_assert_msg(sw_anchor_write(file, "this boot", &meta, &error) == 0, "%s", error.text);
}

START_TEST(test_newest_is_read)
{
    struct sw_anchor anchor;
    int file = temporary();

    ck_assert(!sw_anchor_read(file, &anchor));
    for (uint64_t transaction = 1; transaction < 20; transaction++) {
        write_note(file, transaction);
        ck_assert(sw_anchor_read(file, &anchor));
        ck_assert_uint_eq(anchor.meta.transaction, transaction);
        ck_assert_str_eq(anchor.boot, "this boot");
    }
    close(file);
}
END_TEST

/* Every byte of the newer note, damaged: the older one is read, or the newer is still right. */
START_TEST(test_torn)
{
    struct sw_anchor anchor;
    uint8_t sound[2 * SW_ANCHOR_SLOT], broken[2 * SW_ANCHOR_SLOT];
    int file = temporary(), older = 0;

    write_note(file, 4);
    write_note(file, 5);
    ck_assert_int_eq(pread(file, sound, sizeof sound, 0), sizeof sound);
    for (size_t i = 0; i < sizeof sound; i++) {
        memcpy(broken, sound, sizeof sound);
        broken[i] ^= (uint8_t)(1u << i % 8);
        ck_assert_int_eq(pwrite(file, broken, sizeof broken, 0), sizeof broken);
        ck_assert(sw_anchor_read(file, &anchor));
        ck_assert(anchor.meta.transaction == 4 || anchor.meta.transaction == 5);
        older += anchor.meta.transaction == 4;
        /* The next note goes where it loses nothing. */
        write_note(file, 6);
        ck_assert(sw_anchor_read(file, &anchor));
        ck_assert_uint_eq(anchor.meta.transaction, 6);
    }
    ck_assert_int_gt(older, 100);
    for (off_t size = 0; size < 2 * SW_ANCHOR_SLOT; size += 100) { /* and cut */
        ck_assert_int_eq(pwrite(file, sound, sizeof sound, 0), sizeof sound);
        ck_assert_int_eq(ftruncate(file, size), 0);
        ck_assert(sw_anchor_read(file, &anchor) == (size >= SW_ANCHOR_SLOT));
    }
    close(file);
}
END_TEST

/* All but the listed lies decode. */
static const struct {
    int offset, size;
    uint64_t value;
} lies[] = {
    {0, 4, 0xBEEFC0DF},   {4, 4, 2},      {16, 8, 1ull << 60}, {24, 4, 0},  {24, 4, 4095},
    {24, 4, 256},         {24, 4, 65536}, {28, 2, 0},          {28, 2, 12}, {30, 2, 1},
    {56, 8, 5},           {64, 8, 7},     {72, 4, 1},          {76, 2, 4},  {78, 2, 33},
    {104, 8, 1},          {112, 8, 1},    {112, 8, 99},        {120, 8, 0}, {120, 8, 1ull << 50},
    {128, 8, UINT64_MAX},
};

START_TEST(test_lies)
{
    struct sw_datafile_meta meta = description(3), out;
    struct sw_error error = {0};
    uint8_t raw[SW_DATAFILE_META];

    memcpy(raw, meta.raw, sizeof raw);
    memcpy(raw + lies[_i].offset, &lies[_i].value, (size_t)lies[_i].size);
    ck_assert_int_eq(sw_datafile_meta_decode(raw, 1, &out, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_ptr_nonnull(strstr(error.text, "page 1 of data.mdb"));
}
END_TEST

START_TEST(test_metas_fit)
{
    static const struct {
        uint64_t a, b;
        int newest;
    } row[] = {{0, 0, 0},  {0, 1, 1},  {2, 1, 0},  {2, 3, 1},  {4, 3, 0},  {4, 1, -1},
               {1, 2, -1}, {2, 2, -1}, {3, 3, -1}, {4, 7, -1}, {6, 4, -1}, {0, 3, -1}};

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct sw_datafile_meta meta[2] = {description(row[i].a), description(row[i].b)};
        struct sw_error error = {0};

        ck_assert_int_eq(sw_datafile_metas_newest(meta, &error), row[i].newest);
        ck_assert((error.code == SW_EXIT_DAMAGED) == (row[i].newest < 0));
    }
}
END_TEST

START_TEST(test_boot)
{
    char first[SW_ANCHOR_BOOT], again[SW_ANCHOR_BOOT];

    sw_anchor_boot(first);
    sw_anchor_boot(again);
    ck_assert_str_eq(first, again);
    ck_assert_ptr_null(strchr(first, '\n'));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("anchor");
    TCase *c = tcase_create("anchor");

    tcase_add_test(c, test_newest_is_read);
    tcase_add_test(c, test_torn);
    tcase_add_loop_test(c, test_lies, 0, (int)(sizeof lies / sizeof *lies));
    tcase_add_test(c, test_metas_fit);
    tcase_add_test(c, test_boot);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
