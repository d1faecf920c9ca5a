/* Tests of archive/overlap: random families with clones, against lists of everyone's mutations. */
#include "archive/overlap.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { ISLANDS = 3, MEMBERS = 10, LITTER = 4, LITTERS = 3, GENERATIONS = 40 };
enum { PEOPLE = ISLANDS + GENERATIONS * ISLANDS * MEMBERS };

static const struct sw_identity_space space = {ISLANDS, MEMBERS, LITTER};

/* The plain side: everyone by number, founders first; a founder is its own parent. */
static uint32_t parent[PEOPLE];
static bool mutated[PEOPLE];
static uint32_t state;

static uint32_t draw(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 12) % below;
}

static uint64_t id_of(uint32_t number)
{
    return (uint64_t)number * 4096 + 7;
}

static bool bears(uint32_t number, uint32_t mutation)
{
    while (number != mutation && parent[number] != number)
        number = parent[number];
    return number == mutation;
}

static uint32_t own(uint32_t number)
{
    uint32_t count = 0;

    for (; parent[number] != number; number = parent[number])
        count += mutated[number];
    return count;
}

static uint32_t shared(uint32_t a, uint32_t b)
{
    uint32_t count = 0;

    for (; parent[a] != a; a = parent[a])
        count += mutated[a] && bears(b, a);
    return count;
}

/* Of `count` people in a row. */
static double plain_overlap(uint32_t first, uint32_t count)
{
    double common = 0, all = 0;

    for (uint32_t i = 0; i < count; i++) {
        all += own(first + i);
        for (uint32_t j = 0; j < i; j++)
            common += shared(first + i, first + j);
    }
    return common / (count * (count - 1) / 2) / (all / count);
}

/* far: how many parents in a hundred come from another island. few: whether two members of an
 * island have all children. */
static void grow(uint32_t seed, uint32_t far, bool few)
{
    struct sw_error error = {0};
    struct sw_ancestry *ancestry = sw_ancestry_create(&error);
    struct sw_litter litter[ISLANDS * LITTERS] = {0};
    struct sw_overlap_litter scratch[ISLANDS * LITTERS];
    struct sw_births births[ISLANDS];
    uint32_t place, count = ISLANDS, before = 0;

    state = seed;
    for (uint32_t i = 0; i < ISLANDS; i++) {
        parent[i] = i;
        births[i] = (struct sw_births){.litters = LITTERS, .litter = litter + i * LITTERS};
        ck_assert_int_eq(
            sw_ancestry_add(ancestry, id_of(i), 0, SW_ANCESTRY_NONE, false, &place, &error), 0);
    }
    for (uint64_t generation = 1; generation < GENERATIONS; generation++) {
        uint32_t first = count, room = generation == 1 ? 1 : MEMBERS;

        for (uint32_t i = 0; i < ISLANDS; i++)
            for (uint32_t slot = 0; slot < MEMBERS; slot++, count++) {
                struct sw_litter *mine = &births[i].litter[slot / LITTER];

                if (slot % LITTER == 0) {
                    uint32_t from = draw(100) < far ? draw(ISLANDS) : i;
                    uint32_t one = before + from * room + draw(few && room > 1 ? 2 : room);

                    mine->parent = id_of(one);
                    mine->clone = draw(3) == 0;
                }
                parent[count] = (uint32_t)((mine->parent - 7) / 4096);
                mutated[count] = !mine->clone || slot % LITTER > 1;
                ck_assert_int_eq(sw_ancestry_add(ancestry, id_of(count), generation,
                                                 sw_ancestry_find(ancestry, mine->parent),
                                                 mutated[count], &place, &error),
                                 0);
                ck_assert_uint_eq(sw_ancestry_mutations(ancestry, place), own(count));
            }
        for (uint32_t i = 0; i < ISLANDS; i++)
            ck_assert_double_eq_tol(sw_overlap(ancestry, space, &births[i], 1, scratch),
                                    plain_overlap(first + i * MEMBERS, MEMBERS), 1e-12);
        ck_assert_double_eq_tol(sw_overlap(ancestry, space, births, ISLANDS, scratch),
                                plain_overlap(first, ISLANDS * MEMBERS), 1e-12);
        before = first;
    }
    sw_ancestry_destroy(ancestry);
}

START_TEST(test_plain)
{
    for (uint32_t seed = 1; seed <= 4; seed++) {
        grow(seed, 0, false);
        grow(seed, 20, false);
        grow(seed, 3, true);
        grow(seed, 100, false);
    }
}
END_TEST

/* A chain in which one parent has all children: of g + 1 mutations they share g. */
START_TEST(test_chain)
{
    struct sw_error error = {0};
    struct sw_ancestry *ancestry = sw_ancestry_create(&error);
    struct sw_litter litter[LITTERS] = {0};
    struct sw_overlap_litter scratch[LITTERS];
    struct sw_births births = {.litters = LITTERS, .litter = litter};
    uint32_t at, last = SW_ANCESTRY_NONE;

    for (uint64_t i = 0; i < 1000; i++) {
        ck_assert_int_eq(sw_ancestry_add(ancestry, i, i, last, i > 0, &at, &error), 0);
        for (uint32_t k = 0; k < LITTERS; k++)
            litter[k].parent = i;
        ck_assert_double_eq_tol(sw_overlap(ancestry, space, &births, 1, scratch),
                                (double)i / (double)(i + 1), 1e-12);
        last = at;
    }
    sw_ancestry_destroy(ancestry);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("overlap");
    TCase *t = tcase_create("overlap");

    tcase_set_timeout(t, 60);
    tcase_add_test(t, test_plain);
    tcase_add_test(t, test_chain);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
