/* NSGA-II against fronts that are taken away one by one, and crowding distances counted plainly. */
#include "tests/unit/selection/selection_plain.h"

static const uint32_t sizes[] = {1, 2, 3, 10, 47, 80};

static void make(uint32_t round)
{
    island_make(sizes[round % 6], round % 5, 2, 0.5);
    island.selection.standing_most = 1 + round * 11 % 60;
    island_roll(round, round % 4 == 0 ? 2 : round % 4 == 1 ? 5 : 0);
    if (round % 7 == 0) /* all alike */
        for (uint32_t i = 0; i < ISLAND_WIDTH * 80; i++)
            island.observed[i] = 0.5f;
}

START_TEST(births_follow_fronts)
{
    for (uint32_t round = 0; round < 200; round++) {
        make(round);
        check_births_follow("nsga-ii");
    }
}
END_TEST

START_TEST(the_first_fronts_stand)
{
    static double value[ISLAND_MOST];

    for (uint32_t round = 0; round < 200; round++) {
        make(round);
        plain_pareto(value);
        check_best_survive(value, 0, island_survive("nsga-ii", round));
    }
}
END_TEST

/* By hand: (1,9) (5,5) (9,1) and (4.9,5.1) are the first front, (4,4) and (3,3) the next two. */
START_TEST(fronts_by_hand)
{
    static const float at[] = {3, 3, 1, 9, 4, 4, 5, 5, 9, 1, 4.9f, 5.1f};
    static const uint32_t first[] = {1, 4};

    island_make(6, 2, 1, 0.5);
    memcpy(island.observed, at, sizeof at);
    for (uint32_t most = 1; most <= 6; most++) {
        uint32_t survivors;
        bool stands[6] = {false};

        island.selection.standing_most = most;
        survivors = island_survive("nsga-ii", 0);
        ck_assert_uint_eq(survivors, most);
        for (uint32_t i = 0; i < survivors; i++)
            stands[island.survivor[i]] = true;
        ck_assert(stands[first[0]]);
        ck_assert(most < 2 || stands[first[1]]); /* the ends stand infinitely apart */
        ck_assert_int_eq(stands[2], most >= 5);
        ck_assert_int_eq(stands[0], most >= 6);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme_pareto");
    TCase *c = tcase_create("scheme_pareto");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, births_follow_fronts);
    tcase_add_test(c, the_first_fronts_stand);
    tcase_add_test(c, fronts_by_hand);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
