#include "selection/scheme.h"

#include "tests/unit/read_doc.h"
#include "tests/unit/selection/selection_island.h"

enum { MOST = 512 };

static uint32_t order[MOST];
static float rank[MOST];

static void recombine(uint32_t members, uint32_t litters, double pressure)
{
    island_make(members, 0, litters, pressure);
    island_choose("recombination", 0);
}

START_TEST(the_table_is_complete)
{
    ck_assert_uint_ge(sw_scheme_count(), 18);
    for (uint32_t i = 0; i < sw_scheme_count(); i++) {
        const struct sw_scheme *row = sw_scheme_row(i);

        ck_assert_ptr_eq(scheme_of(row->name), row); /* no name stands twice */
        ck_assert_uint_gt(strlen(row->description), 20);
        ck_assert_uint_gt(strlen(row->pressure), 20);
        ck_assert(row->uses[0] == ' ' && row->uses[strlen(row->uses) - 1] == ' ');
        ck_assert_int_eq(sw_scheme_uses(row, "standing"), row->survive != NULL);
        ck_assert(!sw_scheme_uses(row, "stand") && !sw_scheme_uses(row, ""));
    }
    ck_assert_ptr_null(sw_scheme_row(sw_scheme_count()));
    ck_assert_ptr_null(sw_scheme_row(UINT32_MAX));
}
END_TEST

START_TEST(the_docs_have_the_table)
{
    for (uint32_t i = 0; i < sw_scheme_count(); i++) {
        const struct sw_scheme *row = sw_scheme_row(i);
        char line[1024];

        snprintf(line, sizeof line, "| `%s` | %s | %s |", row->name, row->description,
                 row->pressure);
        check_doc_has("selection.md", line);
    }
}
END_TEST

START_TEST(ranks_of_small_cases)
{
    static const struct {
        uint32_t count;
        float scores[6], ranks[6];
        uint32_t order[6];
    } rows[] = {
        {2, {1, 2}, {0, 1}, {1, 0}},
        {2, {2, 2}, {0.5f, 0.5f}, {0, 1}},
        {3, {3, -1, 2}, {1, 0, 0.5f}, {0, 2, 1}},
        {5, {7, 7, 7, 7, 7}, {0.5f, 0.5f, 0.5f, 0.5f, 0.5f}, {0, 1, 2, 3, 4}},
        {5, {1, 9, 9, 0, 9}, {0.25f, 0.75f, 0.75f, 0, 0.75f}, {1, 2, 4, 0, 3}},
        {6, {-0.0f, 0.0f, 5, 5, 1, 2}, {0.1f, 0.1f, 0.9f, 0.9f, 0.4f, 0.6f}, {2, 3, 5, 4, 0, 1}},
        {4, {-1e30f, 1e30f, -1e-30f, 1e-30f}, {0, 1, 1 / 3.0f, 2 / 3.0f}, {1, 3, 2, 0}},
    };

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        sw_scheme_rank(rows[r].scores, rows[r].count, order, rank);
        for (uint32_t i = 0; i < rows[r].count; i++) {
            ck_assert_double_eq_tol((double)rank[i], (double)rows[r].ranks[i], 1e-6);
            ck_assert_uint_eq(order[i], rows[r].order[i]);
        }
    }
}
END_TEST

/* Ranks by counting who is better and who is equal, and an order by selection. */
START_TEST(ranks_of_random_scores)
{
    for (uint64_t place = 0; place < 60; place++) {
        uint32_t members = 2 + (uint32_t)place * 7;

        island_make(members, 0, 1, 0.5);
        island_roll(place, 41);
        sw_scheme_rank(island.score, members, order, rank);
        for (uint32_t i = 0; i < members; i++) {
            double below = 0;

            for (uint32_t j = 0; j < members; j++)
                below += i == j                               ? 0
                         : island.score[j] < island.score[i]  ? 1
                         : island.score[j] == island.score[i] ? 0.5
                                                              : 0;
            ck_assert_double_eq_tol((double)rank[i], below / (members - 1), 1e-5);
            ck_assert_uint_eq(place_of(order[i]), i);
        }
    }
}
END_TEST

START_TEST(recombination_of_small_cases)
{
    static const struct {
        float scores[4];
        double pressure;
        double share[2];
    } rows[] = {
        /* ranks 1, 0 | 2/3, 1/3 */
        {{4, 1, 3, 2}, 0.0, {0.5, 1 / 6.0}},
        {{4, 1, 3, 2}, 0.5, {0.5, 1 / 6.0}},  /* utilities 1, 0 | 1/3, 0 */
        {{4, 1, 3, 2}, 0.25, {0.5, 2 / 9.0}}, /* utilities 1, 0 | 5/9, 1/9 */
        {{4, 1, 3, 2}, 0.7, {0.5, 0}},        /* only the best counts */
        {{4, 1, 3, 2}, 0.9999, {0.5, 0}},
        {{1, 4, 2, 3}, 0.5, {-0.5, -1 / 6.0}}, /* the other of each pair: the same way back */
        {{5, 5, 5, 5}, 0.0, {0, 0}},
        {{5, 5, 5, 5}, 0.9, {0, 0}},
        {{9, 9, 1, 1}, 0.0, {0, 0}}, /* equal within pairs: nothing to learn */
        {{2, 1, 2, 1}, 0.0, {1 / 3.0, 1 / 3.0}},
    };

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        memcpy(island.score, rows[r].scores, sizeof rows[r].scores);
        recombine(4, 3, rows[r].pressure);
        for (int pair = 0; pair < 2; pair++)
            ck_assert_msg(fabs((double)island.share[pair] - rows[r].share[pair]) < 1e-6,
                          "row %zu: pair %d has %g, not %g", r, pair, (double)island.share[pair],
                          rows[r].share[pair]);
        for (int litter = 0; litter < 3; litter++) {
            ck_assert_uint_eq(island.parent[litter], SW_PARENT_RECOMBINED);
            ck_assert(!island.clone[litter]);
        }
    }
}
END_TEST

/* Only the order counts: shares stay when scores are stretched, and near pressure 0 they are half
 * the difference of centred ranks. */
START_TEST(recombination_knows_only_ranks)
{
    float before[MOST / 2];

    for (uint64_t place = 0; place < 30; place++) {
        uint32_t members = 2 * (1 + (uint32_t)place * 3);

        island_make(members, 0, 1, 0.5);
        island_roll(place, 41);
        recombine(members, 1, 0.0001);
        sw_scheme_rank(island.score, members, order, rank);
        for (uint32_t pair = 0; pair < members / 2; pair++)
            ck_assert_double_eq_tol((double)island.share[pair],
                                    ((double)rank[2 * pair] - (double)rank[2 * pair + 1]) / 2,
                                    2e-4);
        memcpy(before, island.share, sizeof before);
        for (uint32_t i = 0; i < members; i++)
            island.score[i] = island.score[i] * island.score[i] * island.score[i] * 1000.0f - 3.0f;
        recombine(members, 1, 0.0001);
        ck_assert_int_eq(memcmp(before, island.share, members / 2 * sizeof *island.share), 0);
    }
}
END_TEST

/* "members ranked below this share weigh nothing": whatever order they are in, the shares stay. */
START_TEST(recombination_forgets_who_is_culled)
{
    float before[MOST / 2];
    uint32_t members = 64;

    for (uint64_t place = 0; place < 20; place++) {
        double pressure = 0.1 + 0.04 * (double)place;
        struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, place, 0);
        uint32_t changed = 0;

        sw_dice_permutation(&dice, order, members);
        for (uint32_t i = 0; i < members; i++)
            island.score[i] = (float)order[i];
        recombine(members, 1, pressure);
        memcpy(before, island.share, sizeof before);
        sw_scheme_rank(island.score, members, order, rank);
        for (uint32_t i = 0; i < members; i++)
            if ((double)rank[i] < pressure - 0.02) {
                island.score[i] = -1000.0f * sw_dice_unit(&dice);
                changed++;
            }
        ck_assert_uint_gt(changed, 2);
        recombine(members, 1, pressure);
        ck_assert_int_eq(memcmp(before, island.share, members / 2 * sizeof *island.share), 0);
    }
}
END_TEST

/* "share of births ... (recombination: of the step's weight)": utilities that sum to 1. */
START_TEST(recombination_expects_its_utilities)
{
    for (uint64_t place = 0; place < 60; place++) {
        uint32_t members = 2 * (1 + (uint32_t)place);
        double pressure = (double)(place % 10) / 10 + 0.01, sum = 0;

        island_make(members, 0, 1, 0.5);
        island_roll(place, place % 3 == 0 ? 1 : 30);
        recombine(members, 1, pressure);
        sw_scheme_rank(island.score, members, order, rank);
        for (uint32_t i = 0; i < members; i++)
            sum += fmax(0, (double)rank[i] - pressure);
        for (uint32_t i = 0; i < members; i++) {
            double expected =
                sum > 1e-6 ? fmax(0, (double)rank[i] - pressure) / sum : 1.0 / members;

            ck_assert_double_eq_tol((double)island.expected[i], expected, 1e-5);
        }
    }
}
END_TEST

START_TEST(choices_are_functions_of_the_dice)
{
    uint32_t before[64];

    for (uint32_t s = 0; s < sw_scheme_count(); s++) {
        const struct sw_scheme *row = sw_scheme_row(s);

        island_make(128, 2, 64, 0.5);
        island_roll(5, 41);
        island_choose(row->name, 7);
        memcpy(before, island.parent, sizeof before);
        for (uint32_t other = 0; other < sw_scheme_count(); other++)
            island_choose(sw_scheme_row(other)->name, other); /* what scratch holds is nothing */
        island_choose(row->name, 7);
        ck_assert_int_eq(memcmp(before, island.parent, sizeof before), 0);
        island_choose(row->name, 8);
        ck_assert_int_eq(memcmp(before, island.parent, sizeof before) == 0, row->recombines);
    }
}
END_TEST

/* A choice is whole: who recombines gives every pair a share, the same whenever it is asked again
 * without dice; who does not names members; what is expected sums to 1. */
static void check_whole(const struct sw_scheme *row)
{
    double sum = 0;

    for (uint32_t i = 0; i < island.selection.litters; i++) {
        bool whole = row->recombines ? island.parent[i] == SW_PARENT_RECOMBINED
                                     : island.parent[i] < island.candidates.count;

        ck_assert_msg(whole, "%s: litter %u has parent %u", row->name, i, island.parent[i]);
        ck_assert(row->recombines ? island.mate[i] == SW_PARENT_RECOMBINED
                                  : island.mate[i] < island.candidates.count);
        ck_assert_msg(island.clone[i] == (i < sw_scheme_elites(row, &island.selection)),
                      "%s: clone %u", row->name, i);
        if (island.clone[i])
            ck_assert_uint_eq(place_of(island.parent[i]), i % island.candidates.count);
    }
    for (uint32_t i = 0; i < island.candidates.count; i++) {
        ck_assert_msg(island.expected[i] >= 0, "%s expects %g", row->name,
                      (double)island.expected[i]);
        sum += (double)island.expected[i];
    }
    ck_assert_msg(fabs(sum - 1) < 1e-4, "%s expects %g in all", row->name, sum);
}

/* Of any size, with ties, all equal, with and without observations, one litter, more elites than
 * litters. */
START_TEST(choices_are_whole)
{
    static const uint32_t sizes[][2] = {{2, 1}, {2, 2}, {32, 1}, {64, 2}, {70, 3}, {256, 40}};
    static const double pressures[] = {1e-6, 0.0001, 0.3, 0.9, 0.9999};

    for (uint32_t c = 0; c < 6 * 5 * 4; c++)
        for (uint32_t s = 0; s < sw_scheme_count(); s++) {
            const uint32_t *size = sizes[c % 6];

            island_make(size[0], c % 3, size[1], pressures[c / 6 % 5]);
            island.selection.elites = c % 5 * 2;
            island.selection.universal = c % 2;
            island.selection.replacement = c / 2 % 2;
            island.selection.crossover = c % 7 == 0 ? 0.5 : 0;
            island_roll(c, c / 30 == 0 ? 1 : c / 30 == 1 ? 3 : 0);
            island_choose(sw_scheme_row(s)->name, c);
            check_whole(sw_scheme_row(s));
        }
}
END_TEST

START_TEST(shares_need_no_dice)
{
    float before[35];

    for (uint32_t s = 0; s < sw_scheme_count(); s++) {
        const struct sw_scheme *row = sw_scheme_row(s);

        if (!row->recombines)
            continue;
        island_make(70, 0, 3, 0.5);
        island_roll(s, 41);
        island_choose(row->name, s);
        memcpy(before, island.share, sizeof before);
        memset(island.share, 0, sizeof island.share);
        sw_scheme_parents(row, island.selector, &island.selection, &island.candidates, NULL,
                          &island.choice);
        for (int pair = 0; pair < 35; pair++)
            ck_assert_msg(isfinite(before[pair]) && island.share[pair] == before[pair] &&
                              fabsf(before[pair]) <= 1,
                          "%s: pair %d", row->name, pair);
    }
}
END_TEST

static uint32_t different_parents(void)
{
    uint32_t seen[2 * 256], different = 0;

    for (uint32_t i = 0; i < 2 * island.selection.litters; i++) {
        uint32_t id = i % 2 == 0 ? island.parent[i / 2] : island.mate[i / 2], j = 0;

        while (j < different && seen[j] != id)
            j++;
        seen[j] = id;
        different += j == different;
    }
    return different;
}

/* No island has more parents than is said of it, and what pressure comes to is a phrase. */
START_TEST(schemes_say_what_they_do)
{
    static const uint32_t sizes[][2] = {{2, 1}, {32, 1}, {64, 2}, {70, 3}, {256, 8}};

    for (uint64_t place = 0; place < 5 * 8; place++)
        for (uint32_t s = 0; s < sw_scheme_count(); s++) {
            const struct sw_scheme *row = sw_scheme_row(s);
            char text[512] = "";

            island_make(sizes[place % 5][0], 2, sizes[place % 5][1],
                        0.0001 + (double)(place / 5) / 7.01);
            island.selection.crossover = place % 2 == 0 ? 1 : 0;
            island_roll(place, 41);
            island_choose(row->name, place);
            ck_assert_msg(different_parents() <= sw_scheme_most_parents(row, &island.selection),
                          "%s has %u parents", row->name, different_parents());
            if (row->effect != NULL) {
                row->effect(&island.selection, text, sizeof text);
                ck_assert_uint_gt(strlen(text), 10);
            }
            text[0] = '\0';
            if (row->idle != NULL)
                ck_assert_int_eq(row->idle(&island.selection, text, sizeof text), text[0] != '\0');
        }
}
END_TEST

/* "idle" is true: a pressure that is named changes nothing at all, and others do, until the best is
 * all but sure to be every parent. */
START_TEST(idle_pressures_change_nothing)
{
    for (uint32_t s = 0; s < sw_scheme_count(); s++)
        for (uint32_t members = 2; members <= 64; members *= 2)
            for (uint32_t p = 1; p < 200; p++) {
                const struct sw_scheme *row = sw_scheme_row(s);
                float before[64], most = 0;
                char why[512];
                bool idle, same;

                island_make(members, 2, 1, p / 200.0);
                island.selection.standing_most = members == 8 ? 1 : members;
                idle = row->idle != NULL && row->idle(&island.selection, why, sizeof why);
                if (row->survive != NULL)
                    island.candidates.count = island.selection.standing_most;
                island_roll(members, 0);
                island_choose(row->name, p);
                memcpy(before, island.expected, sizeof before);
                for (uint32_t i = 0; i < island.candidates.count; i++)
                    most = fmaxf(most, before[i]);
                island.selection.pressure += 0.004;
                island_choose(row->name, p);
                same =
                    memcmp(before, island.expected, island.candidates.count * sizeof *before) == 0;
                ck_assert_msg(idle ? same : !same || most > 0.9999f,
                              "%s: pressure %g of %u members is said to be %s", row->name,
                              p / 200.0, members, idle ? "idle" : "active");
            }
}
END_TEST

/* Elites leave a litter to be drawn. */
START_TEST(elites_leave_a_litter)
{
    static const uint32_t rows[][3] = {{1, 2, 0}, {2, 2, 1}, {8, 2, 2}, {8, 4096, 7}, {3, 0, 0}};

    for (uint32_t r = 0; r < 5; r++)
        for (uint32_t s = 0; s < sw_scheme_count(); s++) {
            const struct sw_scheme *row = sw_scheme_row(s);
            bool generational = !row->recombines && row->survive == NULL;

            island_make(64, 0, rows[r][0], 0.5);
            island.selection.elites = rows[r][1];
            ck_assert_uint_eq(sw_scheme_elites(row, &island.selection),
                              generational ? rows[r][2] : 0);
        }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme");
    TCase *c = tcase_create("scheme");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, the_table_is_complete);
    tcase_add_test(c, the_docs_have_the_table);
    tcase_add_test(c, ranks_of_small_cases);
    tcase_add_test(c, ranks_of_random_scores);
    tcase_add_test(c, recombination_of_small_cases);
    tcase_add_test(c, recombination_knows_only_ranks);
    tcase_add_test(c, recombination_forgets_who_is_culled);
    tcase_add_test(c, recombination_expects_its_utilities);
    tcase_add_test(c, choices_are_functions_of_the_dice);
    tcase_add_test(c, choices_are_whole);
    tcase_add_test(c, shares_need_no_dice);
    tcase_add_test(c, schemes_say_what_they_do);
    tcase_add_test(c, idle_pressures_change_nothing);
    tcase_add_test(c, elites_leave_a_litter);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
