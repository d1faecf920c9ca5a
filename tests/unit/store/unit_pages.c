/* Tests of population/pages and population/ledger: the cursor against a plain list, keys and
 * checksums. */
#include "store/ledger.h"
#include "store/store.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char folder[WORK_FOLDER_MAX];

#define KEYS 5000u

/* Every third generation of the births of two islands, and some long records: three levels of
 * pages. */
static int big_store(struct sw_datafile_meta *newest)
{
    struct sw_error error = {0};
    struct sw_datafile_meta meta[2];
    struct sw_store *store;
    char path[WORK_FOLDER_MAX + 64];
    uint8_t bytes[9000] = {0};
    int file;

    ck_assert(work_folder_make(folder));
    store = sw_store_create(folder, 0, false, &error);
    ck_assert_ptr_nonnull(store);
    for (uint32_t i = 0; i < KEYS; i++) {
        uint64_t generation = (uint64_t)(i * 2503u % KEYS) * 3; /* not in order */

        memcpy(bytes, &generation, sizeof generation);
        for (uint32_t island = 0; island < 2; island++)
            ck_assert_int_eq(sw_store_put(store, SW_STORE_BIRTHS, generation, island, bytes,
                                          generation % 1000 == 0 ? 9000 : 600, &error),
                             0);
        if (i % 500 == 499)
            ck_assert_int_eq(sw_store_commit(store, &error), 0);
    }
    ck_assert_int_eq(sw_store_commit(store, &error), 0);
    sw_store_close(store);
    snprintf(path, sizeof path, "%s/store/data.mdb", folder);
    file = open(path, O_RDONLY);
    ck_assert_int_eq(sw_datafile_metas(file, meta, &error), 0);
    *newest = meta[sw_datafile_metas_newest(meta, &error)];
    ck_assert_uint_ge(newest->main.depth, 3);
    return file;
}

static void drop_folder(void)
{
    ck_assert(work_folder_drop(folder));
}

START_TEST(test_cursor)
{
    struct sw_error error = {0};
    struct sw_datafile_meta meta;
    int file = big_store(&meta);
    struct sw_pages *pages = sw_pages_open(file, &meta, &error);
    struct sw_ledger_seal seal;
    uint8_t key[SW_LEDGER_KEY];
    uint32_t count = 0;
    int more;

    ck_assert_ptr_nonnull(pages);
    ck_assert_int_eq(sw_pages_survey(pages, false, &error), 0);
    ck_assert_int_eq(sw_pages_survey(pages, true, &error), 0);
    ck_assert_int_eq(sw_ledger_seal_read(pages, &meta, &seal, &error), 0);
    ck_assert_uint_eq(seal.records, 2 * KEYS);
    /* All keys, in order. */
    memset(key, 0, sizeof key);
    for (more = sw_pages_seek(pages, key, &error); more == 1; more = sw_pages_next(pages, &error)) {
        struct sw_ledger_name name = sw_ledger_name(sw_pages_key(pages));

        if (name.kind == 0)
            continue;
        ck_assert_uint_eq(name.kind, SW_STORE_BIRTHS);
        ck_assert_uint_eq(name.first, count / 2 * 3);
        ck_assert_uint_eq(name.second, count % 2);
        count++;
    }
    ck_assert_int_eq(more, 0);
    ck_assert_uint_eq(count, 2 * KEYS);
    /* Every key and every gap, from both sides, also out of order. */
    for (uint32_t i = 0; i < 3 * KEYS; i++) {
        uint64_t generation = (uint64_t)i * 7001u % (3 * KEYS);
        struct sw_ledger_name name = {SW_STORE_BIRTHS, generation, 0}, found;
        const uint8_t *bytes;
        size_t size;

        ck_assert_int_eq(sw_ledger_find(pages, name, &bytes, &size, &error),
                         generation % 3 == 0 ? 1 : 0);
        if (generation % 3 == 0) {
            ck_assert_uint_eq(size, generation % 1000 == 0 ? 9000 : 600);
            ck_assert_mem_eq(bytes, &generation, sizeof generation);
        }
        ck_assert_int_eq(sw_ledger_find_last(pages, name, &found, &bytes, &size, &error), 1);
        ck_assert_uint_eq(found.first, generation / 3 * 3);
        ck_assert_uint_eq(found.second, 1);
    }
    sw_pages_close(pages);
    sw_pages_close(NULL);
    close(file);
    drop_folder();
}
END_TEST

/* A seal of another commit, and a description that leads elsewhere. */
START_TEST(test_descriptions_that_lie)
{
    struct sw_error error = {0};
    struct sw_datafile_meta meta, lie;
    uint64_t transaction;
    int file = big_store(&meta);

    ck_assert_int_eq(sw_ledger_verify(file, &meta, &error), 0);
    ck_assert_int_eq(sw_ledger_transaction(file, &meta, &transaction, &error), 0);
    ck_assert_uint_eq(transaction, meta.transaction);
    for (int i = 0; i < 6; i++) {
        lie = meta;
        switch (i) {
        case 0:
            lie.transaction++;
            break;
        case 1:
            lie.main.entries--;
            break;
        case 2:
            lie.main.depth--;
            break;
        case 3:
            lie.main.root = 2;
            break;
        case 4:
            lie.last_page++;
            break;
        default:
            lie.spare = lie.main;
        }
        error.code = 0;
        ck_assert_int_eq(sw_ledger_verify(file, &lie, &error), -1);
        ck_assert_msg(error.code == SW_EXIT_DAMAGED, "lie %d: %s", i, error.text);
    }
    close(file);
    drop_folder();
}
END_TEST

START_TEST(test_keys_order)
{
    static const struct sw_ledger_name row[] = {{0, 0, 0},
                                                {1, 0, 0},
                                                {3, 0, 0},
                                                {3, 0, 1},
                                                {3, 0, 255},
                                                {3, 0, 256},
                                                {3, 1, 0},
                                                {3, 255, 9},
                                                {3, 256, 0},
                                                {3, 1ull << 40, 0},
                                                {3, UINT64_MAX, UINT32_MAX},
                                                {4, 0, 0}};
    uint8_t before[SW_LEDGER_KEY], key[SW_LEDGER_KEY];

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct sw_ledger_name back;

        sw_ledger_key(row[i], key);
        back = sw_ledger_name(key);
        ck_assert_uint_eq(back.kind, row[i].kind);
        ck_assert_uint_eq(back.first, row[i].first);
        ck_assert_uint_eq(back.second, row[i].second);
        if (i > 0)
            ck_assert_int_lt(memcmp(before, key, sizeof key), 0);
        memcpy(before, key, sizeof key);
    }
}
END_TEST

/* One bit of key or value, and the record is refused. */
START_TEST(test_checksums)
{
    uint8_t key[SW_LEDGER_KEY], value[60 + SW_LEDGER_HASH], record[60];
    struct sw_error error = {0};
    size_t size;

    for (size_t i = 0; i < sizeof record; i++)
        record[i] = (uint8_t)(i * 37);
    sw_ledger_key((struct sw_ledger_name){SW_STORE_SCORES, 7, 1}, key);
    sw_ledger_wrap(key, record, sizeof record, value);
    ck_assert_int_eq(sw_ledger_unwrap(key, value, sizeof value, &size, &error), 0);
    ck_assert_uint_eq(size, sizeof record);
    for (size_t bit = 0; bit < 8 * sizeof value; bit++) {
        value[bit / 8] ^= (uint8_t)(1u << bit % 8);
        error.code = 0;
        ck_assert_int_eq(sw_ledger_unwrap(key, value, sizeof value, &size, &error), -1);
        ck_assert_ptr_nonnull(strstr(error.text, "scores record (7, 1)"));
        value[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (size_t bit = 0; bit < 8 * SW_PAGES_KEY_OPEN; bit++) {
        key[bit / 8] ^= (uint8_t)(1u << bit % 8);
        ck_assert_int_eq(sw_ledger_unwrap(key, value, sizeof value, &size, NULL), -1);
        key[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (size_t length = 0; length < sizeof value; length++)
        ck_assert_int_eq(sw_ledger_unwrap(key, value, length, &size, NULL), -1);
    sw_ledger_wrap(key, NULL, 0, value); /* an empty record is one too */
    ck_assert_int_eq(sw_ledger_unwrap(key, value, SW_LEDGER_HASH, &size, NULL), 0);
    ck_assert_uint_eq(size, 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("pages");
    TCase *c = tcase_create("pages");

    tcase_add_test(c, test_cursor);
    tcase_add_test(c, test_descriptions_that_lie);
    tcase_add_test(c, test_keys_order);
    tcase_add_test(c, test_checksums);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
