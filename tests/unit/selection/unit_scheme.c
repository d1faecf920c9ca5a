#include "selection/scheme.h"

#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

enum { MOST = 512 };

static uint32_t order[2 * MOST];
static float share[MOST / 2], rank[MOST], scores[MOST];
static uint32_t parent[MOST];
static bool clone[MOST];

static const struct sw_scheme *scheme_of(const char *name)
{
    for (uint32_t i = 0; i < sw_scheme_count(); i++)
        if (strcmp(sw_scheme_row(i)->name, name) == 0)
            return sw_scheme_row(i);
    ck_abort_msg("there is no scheme %s", name);
}

static void choose(const char *name, uint32_t members, uint32_t litters, double pressure,
                   uint32_t elites, uint64_t place)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, place, 0);
    struct sw_choice choice = {share, parent, clone};

    memset(share, 0x7f, sizeof share);
    memset(parent, 0x7f, sizeof parent);
    memset(clone, true, sizeof clone);
    scheme_of(name)->choose(scores, members, litters, pressure, elites, &dice, order, &choice);
}

static void put(uint32_t count, const float *values)
{
    memcpy(scores, values, count * sizeof *values);
}

/* Scores with many ties. */
static void roll(uint32_t members, uint64_t place)
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, place, 0);

    for (uint32_t i = 0; i < members; i++)
        scores[i] = (float)sw_dice_between(&dice, -20, 20) / 4.0f;
}

static uint32_t better_than(uint32_t slot, uint32_t members)
{
    uint32_t better = 0;

    for (uint32_t i = 0; i < members; i++)
        better += scores[i] > scores[slot] || (scores[i] == scores[slot] && i < slot);
    return better;
}

START_TEST(the_table_is_complete)
{
    ck_assert_uint_ge(sw_scheme_count(), 3);
    for (uint32_t i = 0; i < sw_scheme_count(); i++) {
        const struct sw_scheme *row = sw_scheme_row(i);

        ck_assert_ptr_eq(scheme_of(row->name), row); /* no name stands twice */
        ck_assert_uint_gt(strlen(row->description), 20);
        ck_assert_uint_gt(strlen(row->pressure), 20);
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
        sw_rank(rows[r].scores, rows[r].count, order, rank);
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

        roll(members, place);
        sw_rank(scores, members, order, rank);
        for (uint32_t i = 0; i < members; i++) {
            double below = 0;

            for (uint32_t j = 0; j < members; j++)
                below += i == j ? 0 : scores[j] < scores[i] ? 1 : scores[j] == scores[i] ? 0.5 : 0;
            ck_assert_double_eq_tol((double)rank[i], below / (members - 1), 1e-5);
            ck_assert_uint_eq(better_than(order[i], members), i);
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
        put(4, rows[r].scores);
        choose("recombination", 4, 3, rows[r].pressure, 2, 0);
        for (int pair = 0; pair < 2; pair++)
            ck_assert_msg(fabs((double)share[pair] - rows[r].share[pair]) < 1e-6,
                          "row %zu: pair %d has %g, not %g", r, pair, (double)share[pair],
                          rows[r].share[pair]);
        for (int litter = 0; litter < 3; litter++) {
            ck_assert_uint_eq(parent[litter], SW_SLOT_RECOMBINED);
            ck_assert(!clone[litter]);
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

        roll(members, place);
        choose("recombination", members, 1, 0.0001, 0, place);
        sw_rank(scores, members, order, rank);
        for (uint32_t pair = 0; pair < members / 2; pair++)
            ck_assert_double_eq_tol((double)share[pair],
                                    ((double)rank[2 * pair] - (double)rank[2 * pair + 1]) / 2,
                                    2e-4);
        memcpy(before, share, sizeof before);
        for (uint32_t i = 0; i < members; i++)
            scores[i] = scores[i] * scores[i] * scores[i] * 1000.0f - 3.0f;
        choose("recombination", members, 1, 0.0001, 0, place);
        ck_assert_int_eq(memcmp(before, share, members / 2 * sizeof *share), 0);
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
            scores[i] = (float)order[i];
        choose("recombination", members, 1, pressure, 0, 0);
        memcpy(before, share, sizeof before);
        sw_rank(scores, members, order, rank);
        for (uint32_t i = 0; i < members; i++)
            if ((double)rank[i] < pressure - 0.02) {
                scores[i] = -1000.0f * sw_dice_unit(&dice);
                changed++;
            }
        ck_assert_uint_gt(changed, 2);
        choose("recombination", members, 1, pressure, 0, 0);
        ck_assert_int_eq(memcmp(before, share, members / 2 * sizeof *share), 0);
    }
}
END_TEST

START_TEST(truncation_of_small_cases)
{
    static const float eight[] = {3, 8, 1, 6, 8, 2, 7, 5}; /* best to worst: 1 4 6 3 7 0 5 2 */
    static const struct {
        double pressure;
        uint32_t litters, elites, parent[8], clones;
    } rows[] = {
        {0.75, 4, 1, {1, 4, 1, 4}, 1},
        {0.75, 4, 0, {1, 4, 1, 4}, 0},
        {0.75, 4, 9, {1, 4, 1, 4}, 2}, /* no more clones than parents */
        {0.5, 8, 2, {1, 4, 6, 3, 1, 4, 6, 3}, 2},
        {0.5, 3, 2, {1, 4, 6}, 2}, /* at most one parent a litter */
        {0.0001, 8, 0, {1, 4, 6, 3, 7, 0, 5, 2}, 0},
        {0.0001, 2, 0, {1, 4}, 0},
        {0.9999, 3, 3, {1, 1, 1}, 1}, /* somebody always breeds */
        {0.9, 1, 1, {1}, 1},
    };

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        put(8, eight);
        choose("truncation", 8, rows[r].litters, rows[r].pressure, rows[r].elites, 0);
        for (uint32_t i = 0; i < rows[r].litters; i++) {
            ck_assert_msg(parent[i] == rows[r].parent[i], "row %zu: litter %u has %u, not %u", r, i,
                          parent[i], rows[r].parent[i]);
            ck_assert_msg(clone[i] == (i < rows[r].clones), "row %zu: clone %u", r, i);
        }
    }
}
END_TEST

/* "share of the members that are culled": nobody among the worst `pressure` ever breeds. */
START_TEST(truncation_spares_no_culled_member)
{
    for (uint64_t place = 0; place < 200; place++) {
        uint32_t members = 2 * (1 + (uint32_t)place % 40), litters = 1 + (uint32_t)place % 23;
        double pressure = 0.0001 + 0.9998 * (double)(place % 17) / 16;
        uint32_t survivors = (uint32_t)lrint((1 - pressure) * members);

        survivors = survivors < 1 ? 1 : survivors;
        roll(members, place);
        choose("truncation", members, litters, pressure, 2, place);
        for (uint32_t i = 0; i < litters; i++) {
            ck_assert_uint_lt(parent[i], members);
            ck_assert_uint_lt(better_than(parent[i], members), survivors);
        }
    }
}
END_TEST

/* "1 / (1 - pressure) entrants": of 40,000 winners, each place wins as often as the best of so many
 * random draws would. */
START_TEST(tournaments_have_their_entrants)
{
    static const struct {
        double pressure;
        uint32_t entrants;
    } rows[] = {{0.0001, 1}, {0.5, 2}, {0.6667, 3}, {0.75, 4}, {0.9, 10}};
    enum { MEMBERS = 16, LITTERS = 400, ROUNDS = 100 };
    uint32_t wins[MEMBERS] = {0};

    for (uint32_t i = 0; i < MEMBERS; i++)
        scores[i] = (float)(i * 5 % MEMBERS);
    for (uint64_t round = 0; round < ROUNDS; round++) {
        choose("tournament", MEMBERS, LITTERS, rows[_i].pressure, 0, round);
        for (uint32_t i = 0; i < LITTERS; i++) {
            ck_assert_uint_lt(parent[i], MEMBERS);
            ck_assert(!clone[i]);
            wins[better_than(parent[i], MEMBERS)]++;
        }
    }
    for (uint32_t place = 0; place < MEMBERS; place++) {
        double worse = (double)(MEMBERS - place) / MEMBERS, tries = LITTERS * ROUNDS;
        double p = pow(worse, rows[_i].entrants) - pow(worse - 1.0 / MEMBERS, rows[_i].entrants);

        ck_assert_msg(fabs(wins[place] - tries * p) <= 5 * sqrt(tries * p * (1 - p)) + 2,
                      "place %u wins %u times, not %g", place, wins[place], tries * p);
    }
}
END_TEST

START_TEST(tournament_extremes_and_elites)
{
    static const float eight[] = {3, 8, 1, 6, 8, 2, 7, 5}; /* best to worst: 1 4 6 3 7 0 5 2 */

    put(8, eight);
    /* Ten thousand entrants of eight: the best, and of equals the lower slot. */
    choose("tournament", 8, 6, 0.9999, 0, 1);
    for (int i = 0; i < 6; i++)
        ck_assert_uint_eq(parent[i], 1);
    choose("tournament", 8, 6, 0.0001, 4, 1);
    ck_assert_uint_eq(parent[0], 1);
    ck_assert_uint_eq(parent[1], 4);
    ck_assert_uint_eq(parent[2], 6);
    ck_assert_uint_eq(parent[3], 3);
    for (int i = 0; i < 6; i++)
        ck_assert(clone[i] == (i < 4));
    choose("tournament", 8, 3, 0.5, 4096, 1);
    for (int i = 0; i < 3; i++)
        ck_assert(clone[i]);
}
END_TEST

START_TEST(choices_are_functions_of_the_dice)
{
    uint32_t before[64];

    roll(128, 5);
    for (uint32_t s = 0; s < sw_scheme_count(); s++) {
        const struct sw_scheme *row = sw_scheme_row(s);

        choose(row->name, 128, 64, 0.5, 2, 7);
        memcpy(before, parent, sizeof before);
        choose(row->name, 128, 64, 0.5, 2, 7);
        ck_assert_int_eq(memcmp(before, parent, sizeof before), 0);
        choose(row->name, 128, 64, 0.5, 2, 8);
        if (strcmp(row->name, "tournament") == 0)
            ck_assert_int_ne(memcmp(before, parent, sizeof before), 0);
        else if (row->recombines || strcmp(row->name, "truncation") == 0)
            ck_assert_int_eq(memcmp(before, parent, sizeof before), 0);
    }
}
END_TEST

/* A choice is whole: who recombines gives every pair a share, the same whenever it is asked again
 * without dice; who does not names members, and clones at most as many as there are elites. */
START_TEST(choices_are_whole)
{
    float before[MOST / 2];

    for (uint32_t s = 0; s < sw_scheme_count(); s++) {
        const struct sw_scheme *row = sw_scheme_row(s);
        struct sw_choice choice = {share, parent, clone};
        uint32_t clones = 0;

        roll(70, s);
        choose(row->name, 70, 3, 0.5, 2, s);
        for (int i = 0; i < 3; i++) {
            ck_assert_msg(row->recombines ? parent[i] == SW_SLOT_RECOMBINED : parent[i] < 70,
                          "%s: litter %d has parent %u", row->name, i, parent[i]);
            clones += clone[i];
        }
        ck_assert_uint_le(clones, row->recombines ? 0 : 2);
        if (!row->recombines)
            continue;
        memcpy(before, share, sizeof before);
        memset(share, 0, sizeof share);
        row->choose(scores, 70, 3, 0.5, 0, NULL, order, &choice);
        for (int pair = 0; pair < 35; pair++)
            ck_assert_msg(isfinite(share[pair]) && share[pair] == before[pair] &&
                              fabsf(share[pair]) <= 1,
                          "%s: pair %d", row->name, pair);
    }
}
END_TEST

/* No island has more parents than is said of it, and what pressure comes to is a phrase. */
START_TEST(schemes_say_what_they_do)
{
    static const uint32_t sizes[][2] = {{2, 1}, {32, 1}, {64, 2}, {70, 3}, {256, 8}};

    for (uint64_t place = 0; place < 5 * 8; place++) {
        struct sw_selection island = {sizes[place % 5][0], sizes[place % 5][1],
                                      0.0001 + (double)(place / 5) / 7.01};

        roll(island.members, place);
        for (uint32_t s = 0; s < sw_scheme_count(); s++) {
            const struct sw_scheme *row = sw_scheme_row(s);
            uint32_t different = 0;
            char text[512] = "";

            choose(row->name, island.members, island.litters, island.pressure, 0, place);
            for (uint32_t i = 0, j; i < island.litters; i++) {
                for (j = 0; j < i && parent[j] != parent[i]; j++)
                    ;
                different += j == i;
            }
            ck_assert_msg(different <= sw_scheme_parents(row, island), "%s has %u parents",
                          row->name, different);
            if (row->effect != NULL) {
                row->effect(island, text, sizeof text);
                ck_assert_uint_gt(strlen(text), 10);
            }
            text[0] = '\0';
            if (row->idle != NULL)
                ck_assert_int_eq(row->idle(island, text, sizeof text), text[0] != '\0');
        }
    }
}
END_TEST

/* More pressure, better parents: of every scheme that picks members. */
START_TEST(pressure_presses)
{
    for (uint32_t s = 0; s < sw_scheme_count(); s++) {
        double last = 1e9;

        if (sw_scheme_row(s)->recombines)
            continue;
        for (int step = 0; step < 5; step++) {
            static const double pressures[] = {0.0001, 0.5, 0.8, 0.9, 0.97};
            double places = 0;

            for (uint64_t round = 0; round < 50; round++) {
                roll(128, round);
                choose(sw_scheme_row(s)->name, 128, 128, pressures[step], 0, round);
                for (int i = 0; i < 128; i++)
                    places += better_than(parent[i], 128) / (128.0 * 50);
            }
            ck_assert_msg(places < last, "%s at %g: mean place %g after %g", sw_scheme_row(s)->name,
                          pressures[step], places, last);
            last = places;
        }
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme");
    TCase *c = tcase_create("scheme");

    tcase_add_test(c, the_table_is_complete);
    tcase_add_test(c, the_docs_have_the_table);
    tcase_add_test(c, ranks_of_small_cases);
    tcase_add_test(c, ranks_of_random_scores);
    tcase_add_test(c, recombination_of_small_cases);
    tcase_add_test(c, recombination_knows_only_ranks);
    tcase_add_test(c, recombination_forgets_who_is_culled);
    tcase_add_test(c, truncation_of_small_cases);
    tcase_add_test(c, truncation_spares_no_culled_member);
    tcase_add_loop_test(c, tournaments_have_their_entrants, 0, 5);
    tcase_add_test(c, tournament_extremes_and_elites);
    tcase_add_test(c, choices_are_functions_of_the_dice);
    tcase_add_test(c, choices_are_whole);
    tcase_add_test(c, schemes_say_what_they_do);
    tcase_add_test(c, pressure_presses);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
