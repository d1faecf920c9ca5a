/* Schemes that compare behaviours: restricted tournament, sharing, novelty, MAP-Elites. */
#include "tests/unit/selection/selection_plain.h"

static const uint32_t sizes[] = {1, 2, 3, 9, 40, 90};

/* ---- sharing and novelty ---- */

static void make(uint32_t round)
{
    island_make(sizes[round % 6], round % 4, 2, 0.5);
    island.selection.neighbours = 1 + round % 7;
    island.selection.novelty = round % 5 / 4.0;
    island.selection.standing_most = 1 + round * 7 % 50;
    island_roll(round, round % 3 == 0 ? 3 : 0);
}

START_TEST(births_follow_shared_scores)
{
    for (uint32_t round = 0; round < 120; round++) {
        make(round);
        check_births_follow("sharing");
    }
}
END_TEST

START_TEST(births_follow_novelty)
{
    for (uint32_t round = 0; round < 120; round++) {
        make(round);
        check_births_follow("novelty");
    }
}
END_TEST

/* By hand: five who do the same share one niche, and one who is alone and half as good beats
 * them. */
START_TEST(sharing_by_hand)
{
    static const float score[] = {10, 9, 9, 9, 9, 5, 0},
                       at[] = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.9f, 0.5f};

    island_make(7, 1, 1, 0.9999);
    memcpy(island.score, score, sizeof score);
    memcpy(island.observed, at, sizeof at);
    island.selection.neighbours = 1;
    island_choose("sharing", 0);
    ck_assert_uint_eq(island.parent[0], 5);
    island_choose("tournament", 0);
    ck_assert_uint_eq(island.parent[0], 0);
}
END_TEST

START_TEST(the_most_novel_stand)
{
    static double value[ISLAND_MOST];

    for (uint32_t round = 0; round < 120; round++) {
        make(round);
        island.candidates.standing = round % island.candidates.count;
        plain_novel(value);
        check_best_survive(value, 0, island_survive("novelty", round));
    }
}
END_TEST

/* ---- restricted tournament ---- */

static uint32_t plain_restricted(uint32_t *standing)
{
    uint32_t most = island.selection.standing_most, count = 0;
    static double score[ISLAND_MOST];

    plain_scores(score);
    for (uint32_t i = 0; i < island.candidates.standing; i++) {
        uint32_t better = 0;

        for (uint32_t j = 0; j < island.candidates.standing; j++)
            better += j != i && plain_before(score, j, i);
        if (better < most)
            standing[count++] = i;
    }
    for (uint32_t i = island.candidates.standing; i < island.candidates.count; i++) {
        double nearest = INFINITY;
        float worst = INFINITY;
        uint32_t at = UINT32_MAX;

        if (count < most) {
            standing[count++] = i;
            continue;
        }
        for (uint32_t j = 0; j < count; j++)
            nearest = fmin(nearest, plain_distance(standing[j], i));
        for (uint32_t j = 0; j < count; j++)
            if (plain_distance(standing[j], i) <= nearest)
                worst = fminf(worst, island.score[standing[j]]);
        for (uint32_t j = 0; j < count; j++)
            if (plain_distance(standing[j], i) <= nearest && island.score[standing[j]] <= worst)
                at = j;
        if (island.score[i] > worst)
            standing[at] = i;
    }
    return count;
}

START_TEST(newcomers_meet_who_is_like_them)
{
    uint32_t standing[128];

    for (uint32_t round = 0; round < 300; round++) {
        uint32_t count, survivors;

        make(round);
        island.candidates.standing = round * 3 % (island.candidates.count + 1);
        /* Where places among equals could differ, all scores do. */
        island_roll(round, 0);
        if (island.candidates.width == 0)
            island.candidates.width = 1;
        island.candidates.observed = island.observed;
        island_roll(round, 0);
        count = plain_restricted(standing);
        survivors = island_survive("restricted-tournament", round);
        ck_assert_uint_eq(survivors, count);
        for (uint32_t i = 0; i < survivors; i++) {
            bool stands = false;

            for (uint32_t j = 0; j < count; j++)
                stands |= standing[j] == island.survivor[i];
            ck_assert_msg(stands, "round %u: %u should not stand", round, island.survivor[i]);
            ck_assert(i == 0 || island.survivor[i] > island.survivor[i - 1]);
        }
    }
}
END_TEST

/* Who is worse than whoever it is like does not enter, however bad others are. */
START_TEST(restricted_by_hand)
{
    static const float score[] = {5, 1, 4, 2, 6}, at[] = {0.2f, 0.8f, 0.21f, 0.7f, 0.3f};

    island_make(5, 1, 1, 0.5);
    memcpy(island.score, score, sizeof score);
    memcpy(island.observed, at, sizeof at);
    island.candidates.standing = 2;
    island.selection.standing_most = 2;
    ck_assert_uint_eq(island_survive("restricted-tournament", 0), 2);
    ck_assert_uint_eq(island.survivor[0], 3);
    ck_assert_uint_eq(island.survivor[1], 4);
}
END_TEST

/* Of those who are as like it the worse gives way. */
START_TEST(the_worse_of_the_alike_gives_way)
{
    static const float score[] = {1, 5, 3}, at[] = {0.5f, 0.5f, 0.5f};

    island_make(3, 1, 1, 0.5);
    memcpy(island.score, score, sizeof score);
    memcpy(island.observed, at, sizeof at);
    island.candidates.standing = 2;
    island.selection.standing_most = 2;
    ck_assert_uint_eq(island_survive("restricted-tournament", 0), 2);
    ck_assert_uint_eq(island.survivor[0], 1);
    ck_assert_uint_eq(island.survivor[1], 2);
}
END_TEST

/* ---- MAP-Elites ---- */

/* Lloyd's algorithm on the points that place (0, descriptors, cells) of the dice throws. */
static void plain_centroids(uint32_t width, uint32_t cells, double *centroid)
{
    for (uint32_t sweep = 0; sweep <= 12; sweep++) {
        struct sw_dice dice = sw_dice_at(0, SW_RANDOM_CENTROIDS, width, cells);
        static double sum[SW_CELLS_MAX * ISLAND_WIDTH];
        uint32_t points[SW_CELLS_MAX] = {0};

        memset(sum, 0, sizeof sum);
        for (uint32_t i = 0; i < (sweep == 0 ? cells : cells < 256 ? 4096 : 16 * cells); i++) {
            double point[ISLAND_WIDTH], nearest = INFINITY;
            uint32_t cell = i;

            for (uint32_t j = 0; j < width; j++)
                point[j] = (double)sw_dice_unit(&dice);
            for (uint32_t c = 0; c < cells && sweep > 0; c++) {
                double apart = 0;

                for (uint32_t j = 0; j < width; j++)
                    apart +=
                        (point[j] - centroid[c * width + j]) * (point[j] - centroid[c * width + j]);
                if (apart < nearest) {
                    nearest = apart;
                    cell = c;
                }
            }
            points[cell]++;
            for (uint32_t j = 0; j < width; j++)
                sum[cell * width + j] += point[j];
        }
        for (uint32_t c = 0; c < cells; c++)
            for (uint32_t j = 0; j < width && points[c] > 0; j++)
                centroid[c * width + j] = sum[c * width + j] / points[c];
    }
}

static void plain_cells(bool grid, uint64_t *cell)
{
    static double centroid[SW_CELLS_MAX * ISLAND_WIDTH];
    uint32_t width = island.candidates.width, cells = island.selection.cells;

    if (!grid)
        plain_centroids(width, cells, centroid);
    for (uint32_t i = 0; i < island.candidates.count; i++) {
        double nearest = INFINITY;

        cell[i] = 0;
        for (uint32_t j = 0; j < width && grid; j++)
            cell[i] =
                cell[i] * cells +
                (uint32_t)fmin(cells - 1, floor((double)island.observed[i * width + j] * cells));
        for (uint32_t c = 0; c < cells && !grid && width > 0; c++) {
            double apart = 0;

            for (uint32_t j = 0; j < width; j++)
                apart += ((double)island.observed[i * width + j] - centroid[c * width + j]) *
                         ((double)island.observed[i * width + j] - centroid[c * width + j]);
            if (apart < nearest) {
                nearest = apart;
                cell[i] = c;
            }
        }
    }
}

/* Who stands is the best of its cell, every cell that is taken has one, and if not all may stand,
 * those that do are the best. */
START_TEST(the_best_of_each_cell_stands)
{
    static const char *const names[] = {"cvt-map-elites", "map-elites"};
    static uint64_t cell[ISLAND_MOST];
    static double score[ISLAND_MOST];

    for (uint32_t round = 0; round < 160; round++) {
        uint32_t survivors, at = 0, champions = 0;

        make(round);
        island.selection.cells = 1 + round % 11;
        if (round % 2 == 0)
            island.selection.standing_most = 4096;
        plain_cells(_i == 1, cell);
        plain_scores(score);
        survivors = island_survive(names[_i], round);
        for (uint32_t i = 0; i < island.candidates.count; i++) {
            uint32_t better = 0;
            bool best = true;

            for (uint32_t j = 0; j < island.candidates.count && best; j++)
                best = cell[j] != cell[i] || !plain_before(score, j, i);
            champions += best;
            for (uint32_t j = 0; j < island.candidates.count && best; j++) {
                bool other = true;

                for (uint32_t k = 0; k < island.candidates.count && other; k++)
                    other = cell[k] != cell[j] || !plain_before(score, k, j);
                better += other && plain_before(score, j, i);
            }
            if (best && better < island.selection.standing_most)
                ck_assert_uint_eq(island.survivor[at++], i);
        }
        ck_assert_uint_eq(at, survivors);
        ck_assert_uint_eq(survivors, champions < island.selection.standing_most
                                         ? champions
                                         : island.selection.standing_most);
    }
}
END_TEST

/* Borders: 0 and 1 and what lies outside of them are in the first and last cell. */
START_TEST(borders_have_cells)
{
    static const float at[] = {-3, 0, 0.2499f, 0.25f, 0.75f, 1, 7};

    island_make(7, 1, 1, 0.5);
    memcpy(island.observed, at, sizeof at);
    for (int i = 0; i < 7; i++)
        island.score[i] = (float)i;
    island.selection.cells = 4;
    ck_assert_uint_eq(island_survive("map-elites", 0), 3);
    ck_assert_uint_eq(island.survivor[0], 2);
    ck_assert_uint_eq(island.survivor[1], 3);
    ck_assert_uint_eq(island.survivor[2], 6);
}
END_TEST

/* An archive only grows better: what stood in a cell gives way to the better alone. */
START_TEST(archives_improve)
{
    static const char *const names[] = {"cvt-map-elites", "map-elites"};
    float kept[256], places[512];
    uint32_t survivors = 0;
    double before = -1;

    for (uint32_t round = 0; round < 30; round++) {
        double quality = 0;

        island_make(survivors + 100, 2, 1, 0.5);
        island_roll(round, 0);
        island.candidates.standing = survivors;
        island.selection.standing_most = 4096;
        memcpy(island.score, kept, survivors * sizeof *kept);
        memcpy(island.observed, places, 2 * survivors * sizeof *places);
        survivors = island_survive(names[_i], round);
        for (uint32_t i = 0; i < survivors; i++) {
            kept[i] = island.score[island.survivor[i]];
            memcpy(places + 2 * i, island.observed + 2 * island.survivor[i], 2 * sizeof *places);
            quality += (double)kept[i] + 5;
        }
        ck_assert_uint_le(survivors, _i == 0 ? 8 : 64);
        ck_assert_double_ge(quality, before);
        before = quality;
    }
    ck_assert_uint_ge(survivors, _i == 0 ? 8 : 60);
}
END_TEST

/* Cells of CVT are about of a size: Lloyd's algorithm has done its work. */
START_TEST(voronoi_cells_are_even)
{
    static uint64_t cell[ISLAND_MOST];
    uint32_t count[16] = {0};

    island_make(4096, 2, 1, 0.5);
    island_roll(1, 0);
    island.selection.cells = 16;
    plain_cells(false, cell);
    for (uint32_t i = 0; i < 4096; i++)
        count[cell[i]]++;
    for (uint32_t i = 0; i < 16; i++)
        ck_assert_msg(count[i] > 128 && count[i] < 450, "cell %u has %u of 4096", i, count[i]);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme_niche");
    TCase *c = tcase_create("scheme_niche");

    tcase_set_timeout(c, 600);
    tcase_add_test(c, births_follow_shared_scores);
    tcase_add_test(c, births_follow_novelty);
    tcase_add_test(c, sharing_by_hand);
    tcase_add_test(c, the_most_novel_stand);
    tcase_add_test(c, newcomers_meet_who_is_like_them);
    tcase_add_test(c, restricted_by_hand);
    tcase_add_test(c, the_worse_of_the_alike_gives_way);
    tcase_add_loop_test(c, the_best_of_each_cell_stands, 0, 2);
    tcase_add_test(c, borders_have_cells);
    tcase_add_loop_test(c, archives_improve, 0, 2);
    tcase_add_test(c, voronoi_cells_are_even);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
