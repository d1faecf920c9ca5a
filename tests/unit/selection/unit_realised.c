#include "selection/realised.h"

#include "tests/unit/selection/selection_island.h"

static struct sw_realised realised(void)
{
    return sw_realised_of(island.selector, &island.candidates, &island.choice,
                          island.selection.litters);
}

static void put(uint32_t litters, const uint32_t *parents, const uint32_t *mates)
{
    memcpy(island.parent, parents, litters * sizeof *parents);
    memcpy(island.mate, mates, litters * sizeof *mates);
}

/* Scores 1 2 3 4: mean 2.5, deviation sqrt(1.25). */
START_TEST(by_hand)
{
    static const uint32_t parents[] = {3, 3, 3, 1}, mates[] = {3, 3, 1, 1};
    struct sw_realised out;

    island_make(4, 0, 4, 0.5);
    for (int i = 0; i < 4; i++)
        island.score[i] = (float)(i + 1);
    put(4, parents, mates); /* shares 0, 0.375, 0, 0.625 */
    out = realised();
    ck_assert_double_eq_tol(out.differential, 0.375 * 2 + 0.625 * 4 - 2.5, 1e-12);
    ck_assert_double_eq_tol(out.intensity, 0.75 / sqrt(1.25), 1e-12);
    ck_assert_double_eq_tol(out.parents, 1 / (0.375 * 0.375 + 0.625 * 0.625), 1e-12);
    ck_assert_double_eq_tol(out.top_tenth, 0.4 * 0.625, 1e-12); /* 0.4 of the best member */
    ck_assert_double_eq_tol(out.takeover, 0.625, 1e-12);
}
END_TEST

START_TEST(one_parent_of_equals)
{
    static const uint32_t parents[] = {2, 2};
    struct sw_realised out;

    island_make(20, 0, 2, 0.5);
    for (int i = 0; i < 20; i++)
        island.score[i] = -1.5f;
    put(2, parents, parents);
    out = realised();
    ck_assert_double_eq(out.differential, 0);
    ck_assert_double_eq(out.intensity, 0);
    ck_assert_double_eq_tol(out.parents, 1, 1e-12);
    ck_assert_double_eq(out.top_tenth, 0); /* the first two are the tenth */
    ck_assert_double_eq_tol(out.takeover, 1, 1e-12);
}
END_TEST

/* Against counts of births. */
START_TEST(by_counting)
{
    for (uint32_t round = 0; round < 60; round++) {
        double births[300] = {0}, mean = 0, parents = 0, squares = 0, most = 0, top = 0, share = 0;
        uint32_t members = 10 * (1 + round % 20), litters = 1 + round * 7 % 90;
        struct sw_realised out;

        island_make(members, 2, litters, 0.02 + 0.016 * round);
        island.selection.crossover = round % 3 / 2.0;
        island.selection.elites = round % 4;
        island_roll(round, round % 2 == 0 ? 7 : 0);
        island_choose(round % 5 == 0 ? "lexicase" : "tournament", round);
        out = realised();
        for (uint32_t i = 0; i < litters; i++) {
            births[island.parent[i]] += 0.5;
            births[island.mate[i]] += 0.5;
            parents += (double)(island.score[island.parent[i]] + island.score[island.mate[i]]) / 2;
        }
        for (uint32_t i = 0; i < members; i++) {
            mean += (double)island.score[i] / members;
            share += births[i] * births[i] / litters / litters;
            most = fmax(most, births[i]);
            top += place_of(i) < members / 10 ? births[i] : 0;
        }
        for (uint32_t i = 0; i < members; i++)
            squares += ((double)island.score[i] - mean) * ((double)island.score[i] - mean);
        ck_assert_double_eq_tol(out.differential, parents / litters - mean, 1e-6);
        ck_assert_double_eq_tol(out.intensity, (parents / litters - mean) / sqrt(squares / members),
                                1e-6);
        ck_assert_double_eq_tol(out.parents, 1 / share, 1e-6 / share);
        ck_assert_double_eq_tol(out.top_tenth, top / litters, 1e-9);
        ck_assert_double_eq_tol(out.takeover, most / litters, 1e-9);
    }
}
END_TEST

/* Who is recombined is made of all, by their weight: half of 8 members, with 3/16 on the mean. */
START_TEST(recombination_is_counted_by_weight)
{
    struct sw_realised out;

    island_make(8, 0, 2, 0.01);
    for (int i = 0; i < 8; i++)
        island.score[i] = (float)i;
    island.selection.pressure = 3.5 / 7; /* ranks 4/7 .. 1: weights 1 3 5 7 of 16 */
    island_choose("recombination", 0);
    out = realised();
    ck_assert_double_eq_tol(out.differential, (4 + 15 + 30 + 49) / 16.0 - 3.5, 1e-5);
    ck_assert_double_eq_tol(out.parents, 256.0 / (1 + 9 + 25 + 49), 1e-5);
    ck_assert_double_eq_tol(out.top_tenth, 0.8 * 7 / 16, 1e-5);
    ck_assert_double_eq_tol(out.takeover, 7.0 / 16, 1e-5);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("realised");
    TCase *c = tcase_create("realised");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, by_hand);
    tcase_add_test(c, one_parent_of_equals);
    tcase_add_test(c, by_counting);
    tcase_add_test(c, recombination_is_counted_by_weight);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
