/* Who stands by score, and what all schemes in which members stand have in common. */
#include "tests/unit/selection/selection_plain.h"

static const uint32_t sizes[] = {1, 2, 5, 33, 90};
static double score[ISLAND_MOST];

static void make(uint32_t round)
{
    island_make(sizes[round % 5], 2, 3, 0.5);
    island.candidates.standing = round * 13 % (island.candidates.count + 1);
    island.selection.standing_most = 1 + round * 7 % 60;
    island_roll(round, round % 3 == 0 ? 4 : 0);
    plain_scores(score);
}

START_TEST(plus_keeps_the_best_of_all)
{
    for (uint32_t round = 0; round < 200; round++) {
        make(round);
        check_best_survive(score, 0, island_survive("plus", round));
    }
}
END_TEST

START_TEST(comma_keeps_the_best_of_the_new)
{
    for (uint32_t round = 0; round < 200; round++) {
        uint32_t standing;

        make(round);
        standing = island.candidates.standing;
        check_best_survive(score, standing == island.candidates.count ? 0 : standing,
                           island_survive("comma", round));
    }
}
END_TEST

/* Newcomers one by one, from the worst to the best: each enters, and the worst of the old gives
 * way while there are old ones, then the worst of the new. */
static uint32_t plain_steady(bool *stands)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < island.candidates.count; i++)
        count += stands[i] = true;
    while (count > island.selection.standing_most) {
        uint32_t worst = UINT32_MAX;

        for (uint32_t i = 0; i < island.candidates.count; i++) {
            bool old = i < island.candidates.standing,
                 worst_is_old = worst < island.candidates.standing;

            if (!stands[i])
                continue;
            if (worst == UINT32_MAX || (old && !worst_is_old) ||
                (old == worst_is_old && plain_before(score, worst, i)))
                worst = i;
        }
        stands[worst] = false;
        count--;
    }
    return count;
}

START_TEST(the_worst_of_the_old_give_way)
{
    bool stands[90];

    for (uint32_t round = 0; round < 200; round++) {
        uint32_t at = 0;

        make(round);
        ck_assert_uint_eq(island_survive("steady-state", round), plain_steady(stands));
        for (uint32_t i = 0; i < island.candidates.count; i++)
            if (stands[i])
                ck_assert_uint_eq(island.survivor[at++], i);
    }
}
END_TEST

/* Somebody stands, no more than may, in ascending order; a generational scheme keeps nobody. */
START_TEST(survivors_are_whole)
{
    for (uint32_t s = 0; s < sw_scheme_count(); s++)
        for (uint32_t round = 0; round < 100; round++) {
            const struct sw_scheme *row = sw_scheme_row(s);
            uint32_t survivors, most;

            make(round);
            if (round % 10 == 9) {
                island.candidates.width = 0;
                island.candidates.observed = NULL;
            }
            most = island.selection.standing_most;
            survivors = island_survive(row->name, round);
            ck_assert_int_eq(survivors > 0, row->survive != NULL);
            ck_assert(survivors <= most && survivors <= island.candidates.count);
            for (uint32_t i = 0; i < survivors; i++)
                ck_assert_uint_lt(i > 0 ? island.survivor[i - 1] : 0,
                                  island.survivor[i] + (i == 0));
            for (uint32_t i = survivors; i < most && i < 90; i++)
                ck_assert_uint_eq(island.survivor[i], 0x7f7f7f7f);
        }
}
END_TEST

/* Parents among those who stand win tournaments on score. */
START_TEST(parents_win_among_those_who_stand)
{
    static const char *const names[] = {
        "restricted-tournament", "map-elites", "cvt-map-elites", "plus", "comma", "steady-state"};

    for (uint32_t round = 0; round < 60; round++) {
        make(round);
        check_births_follow(names[round % 6]);
        for (uint32_t i = 0; i < 3; i++)
            ck_assert(!island.clone[i]);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme_stand");
    TCase *c = tcase_create("scheme_stand");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, plus_keeps_the_best_of_all);
    tcase_add_test(c, comma_keeps_the_best_of_the_new);
    tcase_add_test(c, the_worst_of_the_old_give_way);
    tcase_add_test(c, survivors_are_whole);
    tcase_add_test(c, parents_win_among_those_who_stand);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
