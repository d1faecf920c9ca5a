/* Tests of population/stage: against a plain list that is searched from its end. */
#include "store/stage.h"
#include "tests/unit/unit_test.h"

#include <string.h>

#define MOST 3000u

struct plain {
    uint8_t key[MOST][SW_PAGES_KEY];
    uint8_t fill[MOST];
    size_t size[MOST];
    uint32_t count;
};

static uint32_t random_state = 7;

static uint32_t draw(uint32_t bound)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % bound;
}

static void random_key(uint8_t key[SW_PAGES_KEY], uint32_t variety)
{
    uint32_t number = draw(variety);

    memset(key, 0, SW_PAGES_KEY);
    for (int i = 0; i < 4; i++)
        key[4 + i] = (uint8_t)(number >> (24 - 8 * i));
}

/* The last put of a key, or of the greatest key <= it; MOST if there is none. */
static uint32_t search(const struct plain *plain, const uint8_t *key, bool exact)
{
    uint32_t best = MOST;

    for (uint32_t i = 0; i < plain->count; i++) {
        int order = memcmp(plain->key[i], key, SW_PAGES_KEY);

        if (order == 0 ||
            (!exact && order < 0 &&
             (best == MOST || memcmp(plain->key[i], plain->key[best], SW_PAGES_KEY) >= 0)))
            best = i;
    }
    return best;
}

static void check_same(const struct sw_stage *stage, const struct plain *plain,
                       const struct sw_staged *found, uint32_t expected)
{
    if (expected == MOST) {
        ck_assert_ptr_null(found);
        return;
    }
    ck_assert_ptr_nonnull(found);
    ck_assert_mem_eq(found->key, plain->key[expected], SW_PAGES_KEY);
    ck_assert_uint_eq(found->size, plain->size[expected]);
    for (size_t i = 0; i < found->size; i++)
        if (stage->bytes[found->offset + i] != plain->fill[expected])
            ck_abort_msg("byte %zu is another's", i);
}

START_TEST(test_against_a_list)
{
    static struct plain plain;
    struct sw_stage stage = {0};
    struct sw_error error = {0};

    for (int round = 0; round < 4; round++) {
        plain.count = 0;
        while (plain.count < MOST / 4) {
            uint32_t at = plain.count++;
            uint8_t key[SW_PAGES_KEY];
            uint8_t *out;

            random_key(plain.key[at], 300);
            plain.fill[at] = (uint8_t)draw(256);
            plain.size[at] = draw(2000);
            out = sw_stage_add(&stage, plain.key[at], plain.size[at], &error);
            ck_assert_ptr_nonnull(out);
            memset(out, plain.fill[at], plain.size[at]);
            random_key(key, 300);
            check_same(&stage, &plain, sw_stage_find(&stage, key), search(&plain, key, true));
            check_same(&stage, &plain, sw_stage_find_last(&stage, key), search(&plain, key, false));
        }
        for (uint32_t i = 1; i < stage.count; i++)
            ck_assert_int_lt(memcmp(stage.record[i - 1].key, stage.record[i].key, SW_PAGES_KEY), 0);
        sw_stage_clear(&stage);
        ck_assert_uint_eq(stage.count, 0);
        ck_assert_ptr_null(sw_stage_find_last(&stage, plain.key[0]));
    }
    sw_stage_free(&stage);
    ck_assert_ptr_null(stage.record);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("stage");
    TCase *c = tcase_create("stage");

    tcase_add_test(c, test_against_a_list);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
