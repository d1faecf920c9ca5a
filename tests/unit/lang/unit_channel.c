#include "lang/channel.h"

#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"

#include <string.h>

enum { WORLDS = 300 };

START_TEST(modes_have_names)
{
    for (int mode = 0; mode < SW_CHANNEL_MODES; mode++) {
        const struct sw_channel *row = sw_channel_row((enum sw_channel_mode)mode);

        ck_assert_ptr_nonnull(row);
        for (int other = 0; other < mode; other++)
            ck_assert_str_ne(sw_channel_row((enum sw_channel_mode)other)->name, row->name);
        ck_assert_uint_gt(strlen(row->description), 10);
    }
    ck_assert_str_eq(sw_channel_row(SW_CHANNEL_NORMAL)->name, "normal");
    ck_assert_str_eq(sw_channel_row(SW_CHANNEL_SELF)->name, "self");
    ck_assert_str_eq(sw_channel_row(SW_CHANNEL_CONSTANT)->name, "constant");
    ck_assert(sw_channel_carries(SW_CHANNEL_NORMAL) && sw_channel_carries(SW_CHANNEL_SHUFFLED));
    ck_assert(!sw_channel_carries(SW_CHANNEL_CONSTANT) && !sw_channel_carries(SW_CHANNEL_SELF));
    ck_assert_ptr_null(sw_channel_row(SW_CHANNEL_MODES));
    ck_assert_ptr_null(sw_channel_row((enum sw_channel_mode) - 1));
}
END_TEST

START_TEST(the_docs_have_the_table)
{
    for (int mode = 0; mode < SW_CHANNEL_MODES; mode++) {
        const struct sw_channel *row = sw_channel_row((enum sw_channel_mode)mode);
        char line[512];

        snprintf(line, sizeof line, "| `%s` | %s |", row->name, row->description);
        check_doc_has("language.md", line);
    }
}
END_TEST

/* A permutation that leaves nobody in place: everyone's utterance goes somewhere else, once. */
START_TEST(a_shuffle_moves_everyone)
{
    for (uint32_t worlds = 2; worlds <= WORLDS; worlds++) {
        uint32_t source[WORLDS + 1], times[WORLDS] = {0}, at = 0, steps = 0;

        source[worlds] = 12345;
        sw_channel_shuffle(1, (uint64_t)_i, worlds, worlds, source);
        ck_assert_uint_eq(source[worlds], 12345);
        for (uint32_t w = 0; w < worlds; w++) {
            ck_assert_uint_lt(source[w], worlds);
            ck_assert_uint_ne(source[w], w);
            times[source[w]]++;
        }
        for (uint32_t w = 0; w < worlds; w++)
            ck_assert_uint_eq(times[w], 1);
        /* One cycle over all worlds. */
        do
            at = source[at];
        while (++steps < worlds && at != 0);
        ck_assert_uint_eq(steps, worlds);
        ck_assert_uint_eq(at, 0);
    }
}
END_TEST

START_TEST(a_shuffle_is_a_function_of_its_place)
{
    uint32_t a[WORLDS], b[WORLDS];

    sw_channel_shuffle(1, 2, 3, WORLDS, a);
    sw_channel_shuffle(1, 2, 3, WORLDS, b);
    ck_assert_int_eq(memcmp(a, b, sizeof a), 0);
    sw_channel_shuffle(2, 2, 3, WORLDS, b);
    ck_assert_int_ne(memcmp(a, b, sizeof a), 0);
    sw_channel_shuffle(1, 3, 3, WORLDS, b);
    ck_assert_int_ne(memcmp(a, b, sizeof a), 0);
    sw_channel_shuffle(1, 2, 4, WORLDS, b);
    ck_assert_int_ne(memcmp(a, b, sizeof a), 0);
}
END_TEST

START_TEST(one_world_hears_itself)
{
    uint32_t source[2] = {9, 9};

    sw_channel_shuffle(1, 2, 3, 0, source);
    ck_assert_uint_eq(source[0], 9);
    sw_channel_shuffle(1, 2, 3, 1, source);
    ck_assert_uint_eq(source[0], 0);
    ck_assert_uint_eq(source[1], 9);
}
END_TEST

/* Of four worlds there are six cycles; each comes up about as often. */
START_TEST(all_cycles_are_equally_likely)
{
    uint32_t count[64] = {0}, cycles = 0;

    for (uint32_t tick = 0; tick < 6000; tick++) {
        uint32_t s[4];

        sw_channel_shuffle(1, 2, tick, 4, s);
        count[s[0] * 16 + s[1] * 4 + s[2]]++;
    }
    for (int i = 0; i < 64; i++) {
        if (count[i] == 0)
            continue;
        cycles++;
        ck_assert_uint_gt(count[i], 850);
        ck_assert_uint_lt(count[i], 1150);
    }
    ck_assert_uint_eq(cycles, 6);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("channel");
    TCase *c = tcase_create("channel");

    tcase_add_test(c, modes_have_names);
    tcase_add_test(c, the_docs_have_the_table);
    tcase_add_loop_test(c, a_shuffle_moves_everyone, 0, 10);
    tcase_add_test(c, a_shuffle_is_a_function_of_its_place);
    tcase_add_test(c, one_world_hears_itself);
    tcase_add_test(c, all_cycles_are_equally_likely);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
