/* Tests of archive/ancestry: random families of many generations against plain lists of parents. */
#include "archive/ancestry.h"
#include "tests/unit/unit_test.h"

#include <stdbool.h>

enum { ALIVE = 12, GENERATIONS = 700, FOUNDERS = 3, MOST = ALIVE * GENERATIONS + FOUNDERS };

/* The plain side: everyone by number, with the number of its parent; founders are their own. */
static uint32_t parent[MOST];
static uint64_t born[MOST];
static uint32_t state;

static uint32_t draw(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 12) % below;
}

/* Ids are far apart and in no order that a table could like. */
static uint64_t id_of(uint32_t number)
{
    return (uint64_t)number * 4096 + 7;
}

static bool descends(uint32_t number, uint32_t from)
{
    while (number != from && parent[number] != number)
        number = parent[number];
    return number == from;
}

static uint32_t plain_common(uint32_t a, uint32_t b)
{
    while (!descends(b, a) && parent[a] != a)
        a = parent[a];
    return descends(b, a) ? a : UINT32_MAX;
}

static uint32_t plain_at(uint32_t number, uint64_t generation)
{
    while (born[number] > generation && parent[number] != number)
        number = parent[number];
    return number;
}

static uint32_t place_of(const struct sw_ancestry *ancestry, uint32_t number)
{
    uint32_t place = sw_ancestry_find(ancestry, id_of(number));

    ck_assert_uint_ne(place, SW_ANCESTRY_NONE);
    return place;
}

static void compare(const struct sw_ancestry *ancestry, const uint32_t *alive, uint64_t generation)
{
    uint32_t a = alive[draw(ALIVE)], b = alive[draw(ALIVE)], common = plain_common(a, b);
    uint32_t found = sw_ancestry_common(ancestry, place_of(ancestry, a), place_of(ancestry, b));
    uint64_t back = draw((uint32_t)generation + 2);

    if (common == UINT32_MAX)
        ck_assert_uint_eq(found, SW_ANCESTRY_NONE);
    else
        ck_assert_uint_eq(found, place_of(ancestry, common));
    ck_assert_uint_eq(sw_ancestry_at(ancestry, place_of(ancestry, a), back),
                      place_of(ancestry, plain_at(a, back)));
    ck_assert_uint_eq(sw_ancestry_born(ancestry, place_of(ancestry, a)), born[a]);
    ck_assert_uint_eq(sw_ancestry_founder(ancestry, place_of(ancestry, a)),
                      place_of(ancestry, plain_at(a, 0)));
}

/* fresh: of those alive, who die and are replaced in a generation. Few: branches grow long. */
static void grow(uint32_t seed, uint32_t fresh)
{
    struct sw_error error = {0};
    struct sw_ancestry *ancestry = sw_ancestry_create(&error);
    uint32_t alive[ALIVE], next[ALIVE], count = FOUNDERS, place;
    uint64_t ids[ALIVE];

    state = seed;
    ck_assert_ptr_nonnull(ancestry);
    for (uint32_t i = 0; i < FOUNDERS; i++) {
        parent[i] = i;
        born[i] = 0;
        ck_assert_int_eq(
            sw_ancestry_add(ancestry, id_of(i), 0, SW_ANCESTRY_NONE, false, &place, &error), 0);
    }
    for (uint32_t i = 0; i < ALIVE; i++)
        alive[i] = i % FOUNDERS;
    for (uint64_t generation = 1; generation < GENERATIONS; generation++) {
        memcpy(next, alive, sizeof next);
        for (uint32_t i = 0; i < fresh; i++) {
            parent[count] = alive[draw(ALIVE)];
            born[count] = generation;
            ck_assert_uint_eq(sw_ancestry_find(ancestry, id_of(count)), SW_ANCESTRY_NONE);
            ck_assert_int_eq(sw_ancestry_add(ancestry, id_of(count), generation,
                                             place_of(ancestry, parent[count]), true, &place,
                                             &error),
                             0);
            next[fresh == ALIVE ? i : draw(ALIVE)] = count++;
        }
        memcpy(alive, next, sizeof next);
        for (uint32_t i = 0; i < ALIVE; i++)
            ids[i] = id_of(alive[i]);
        ck_assert_int_eq(sw_ancestry_keep(ancestry, ids, ALIVE, &error), 0);
        for (int i = 0; i < 4; i++)
            compare(ancestry, alive, generation);
    }
    /* Most of the dead are forgotten. */
    place = 0;
    for (uint32_t i = 0; i < count; i++)
        place += sw_ancestry_find(ancestry, id_of(i)) != SW_ANCESTRY_NONE;
    ck_assert_uint_lt(place, count);
    sw_ancestry_destroy(ancestry);
}

START_TEST(test_all_die)
{
    for (uint32_t seed = 1; seed <= 5; seed++)
        grow(seed, ALIVE);
}
END_TEST

START_TEST(test_some_live_on)
{
    for (uint32_t seed = 1; seed <= 5; seed++)
        grow(seed, 4);
}
END_TEST

/* Two chains that never meet, and one of thousands that meet at its very beginning. */
START_TEST(test_chains)
{
    struct sw_error error = {0};
    struct sw_ancestry *ancestry = sw_ancestry_create(&error);
    uint32_t a, b, other, root;

    ck_assert_int_eq(sw_ancestry_add(ancestry, 0, 0, SW_ANCESTRY_NONE, false, &root, &error), 0);
    ck_assert_int_eq(sw_ancestry_add(ancestry, 1, 0, SW_ANCESTRY_NONE, false, &other, &error), 0);
    a = b = root;
    for (uint64_t i = 1; i < 5000; i++) {
        ck_assert_int_eq(sw_ancestry_add(ancestry, 2 * i, i, a, true, &a, &error), 0);
        if (i < 3001)
            ck_assert_int_eq(sw_ancestry_add(ancestry, 2 * i + 1, i, b, true, &b, &error), 0);
    }
    ck_assert_uint_eq(sw_ancestry_common(ancestry, a, b), root);
    ck_assert_uint_eq(sw_ancestry_common(ancestry, b, a), root);
    ck_assert_uint_eq(sw_ancestry_common(ancestry, a, other), SW_ANCESTRY_NONE);
    ck_assert_uint_eq(sw_ancestry_common(ancestry, a, a), a);
    ck_assert_uint_eq(sw_ancestry_at(ancestry, a, 1234), sw_ancestry_find(ancestry, 2468));
    sw_ancestry_destroy(ancestry);
    sw_ancestry_destroy(NULL);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("ancestry");
    TCase *tcase = tcase_create("ancestry");

    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, test_all_die);
    tcase_add_test(tcase, test_some_live_on);
    tcase_add_test(tcase, test_chains);
    suite_add_tcase(s, tcase);
    return s;
}

SW_TEST_MAIN(suite)
