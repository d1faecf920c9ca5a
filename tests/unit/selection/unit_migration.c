#include "selection/migration.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { ISLANDS = 6, MEMBERS = 24, WIDTH = 3, LITTERS = 5, GENERATIONS = 60, SEED = 11 };

/* Rows, as the tables have them. */
#define ID(id, ...) id,
enum { SW_EMIGRANTS_ROWS(ID, ID) EMIGRANTS };
enum { SW_IMMIGRANTS_ROWS(ID, ID) IMMIGRANTS };
enum { SW_MIGRATION_POLICY_ROWS(ID, ID) POLICIES };
enum { SW_TOPOLOGY_ROWS(ID, ID) TOPOLOGIES };

static float score[ISLANDS][MEMBERS], observed[ISLANDS][MEMBERS][WIDTH];
static uint32_t parent[ISLANDS][LITTERS];
static struct sw_migration_island island[ISLANDS];
static struct sw_move move[ISLANDS * LITTERS];
static uint32_t moves;

/* Islands whose scores have many ties, and litters of few parents side by side. */
static void roll(uint64_t place, bool recombines, bool observes)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, place, 0);

    for (uint32_t i = 0; i < ISLANDS; i++) {
        for (uint32_t j = 0; j < MEMBERS; j++) {
            score[i][j] = (float)sw_dice_between(&dice, -9, 9) / 4.0f + (float)i / 8.0f;
            for (uint32_t k = 0; k < WIDTH; k++)
                observed[i][j][k] = sw_dice_unit(&dice);
        }
        for (uint32_t j = 0; j < LITTERS; j++)
            parent[i][j] = j > 0 && sw_dice_below(&dice, 2) == 0 ? parent[i][j - 1]
                                                                 : 4 * j + sw_dice_below(&dice, 4);
        island[i] = (struct sw_migration_island){.count = MEMBERS,
                                                 .score = score[i],
                                                 .width = observes ? WIDTH : 0,
                                                 .observed = observes ? observed[i][0] : NULL,
                                                 .litters = LITTERS,
                                                 .parent = parent[i],
                                                 .recombines = recombines};
    }
}

static void migrate(const struct sw_migration *rule, uint32_t topology, const char *edges,
                    uint64_t generation)
{
    struct sw_topology_rule connected = {topology, 3, 0.2, edges};
    struct sw_error error = {0};
    struct sw_topology *graph = sw_topology_create(&connected, ISLANDS, SEED, &error);

    ck_assert_ptr_nonnull(graph);
    memset(move, 0x7f, sizeof move);
    ck_assert_int_eq(
        sw_migrate(rule, graph, island, ISLANDS, SEED, generation, move, &moves, &error), 0);
    ck_assert_uint_le(moves, ISLANDS * LITTERS);
    sw_topology_destroy(graph);
}

static void check_move(uint32_t index, uint32_t to, uint32_t litter, uint32_t from,
                       uint32_t candidate)
{
    ck_assert_uint_lt(index, moves);
    ck_assert_uint_eq(move[index].to, to);
    ck_assert_uint_eq(move[index].litter, litter);
    ck_assert_uint_eq(move[index].from, from);
    ck_assert_uint_eq(move[index].candidate, candidate);
}

/* ---- the ring of before there were others ---- */

static uint32_t best_of(uint32_t i)
{
    uint32_t best = 0;

    for (uint32_t j = 1; j < MEMBERS; j++)
        if (score[i][j] > score[i][best])
            best = j;
    return best;
}

static double mean_of(uint32_t i)
{
    double sum = 0;

    for (uint32_t j = 0; j < MEMBERS; j++)
        sum += (double)score[i][j];
    return sum / MEMBERS;
}

START_TEST(defaults_are_the_ring_of_the_best)
{
    struct sw_migration rule = {highest, last, above_best, 1, 1};

    for (uint64_t generation = 0; generation < GENERATIONS; generation++) {
        uint32_t count = 0;

        roll(generation, false, generation % 2 == 0);
        migrate(&rule, ring, "", generation);
        for (uint32_t i = 0; i < ISLANDS; i++) {
            uint32_t from = (i + ISLANDS - 1) % ISLANDS, best = best_of(from);

            if (score[from][best] > score[i][best_of(i)])
                check_move(count++, i, LITTERS - 1, from, best);
        }
        ck_assert_uint_eq(moves, count);
    }
}
END_TEST

START_TEST(one_parent_gives_way_to_one)
{
    struct sw_migration rule = {drawn, any, above_best, 7, 1};

    for (uint64_t generation = 0; generation < GENERATIONS; generation++) {
        uint32_t count = 0;

        roll(generation, true, false);
        for (uint32_t i = 0; i < ISLANDS; i++)
            island[i].parent = NULL; /* nobody reads it */
        migrate(&rule, generation % 2 == 0 ? ring : full, "", generation);
        for (uint32_t i = 0; i < ISLANDS; i++) {
            uint32_t from = (i + ISLANDS - 1) % ISLANDS;

            if (generation % 2 == 1) /* of all others the one with the highest mean */
                for (uint32_t j = 0; j < ISLANDS; j++)
                    if (j != i && (from == i || mean_of(j) > mean_of(from) ||
                                   (mean_of(j) == mean_of(from) && j < from)))
                        from = j;
            for (uint32_t j = 0; mean_of(from) > mean_of(i) && j < LITTERS; j++)
                check_move(count++, i, j, from, SW_EMIGRANT_PARENT);
        }
        ck_assert_uint_eq(moves, count);
    }
    rule.policy = always;
    migrate(&rule, ring, "", 1);
    ck_assert_uint_eq(moves, ISLANDS * LITTERS);
}
END_TEST

/* ---- all rows, beside a plain version that looks at all pairs ---- */

static double gap(const float *a, const float *b, uint32_t width)
{
    double squares = 0;

    for (uint32_t k = 0; k < width; k++)
        squares += pow((double)a[k] - (double)b[k], 2);
    return squares;
}

static double between(bool observes, uint32_t i, uint32_t j, uint32_t k, uint32_t l)
{
    return observes ? gap(observed[i][j], observed[k][l], WIDTH)
                    : gap(&score[i][j], &score[k][l], 1);
}

/* How gladly each candidate of an island leaves. */
static void plain_keys(uint32_t row, bool observes, uint32_t i, uint64_t generation, double *key)
{
    struct sw_dice dice = sw_dice_at(SEED, SW_RANDOM_EMIGRANTS, generation, i);

    for (uint32_t j = 0; j < MEMBERS; j++) {
        double far = 0;

        for (uint32_t l = 0; l < MEMBERS; l++)
            far += between(observes, i, j, i, l);
        key[j] = row == drawn   ? (double)sw_dice_bits(&dice)
                 : row == novel ? far
                                : (double)score[i][j];
    }
}

/* The n-th of an island to leave. */
static uint32_t plain_emigrant(uint32_t row, bool observes, uint32_t i, uint64_t generation,
                               uint32_t n)
{
    double key[MEMBERS];

    plain_keys(row, observes, i, generation, key);
    for (uint32_t round = 0;; round++) {
        uint32_t best = 0;

        for (uint32_t j = 1; j < MEMBERS; j++)
            if (key[j] > key[best] + 1e-9) /* sums of another order */
                best = j;
        if (round == n)
            return best;
        key[best] = -INFINITY;
    }
}

struct visitor {
    uint32_t from, candidate;
};

/* Those that come over the edges of the full topology, the best first. */
static uint32_t plain_visitors(const struct sw_migration *rule, bool observes, uint32_t to,
                               uint64_t generation, struct sw_dice *dice, struct visitor *out)
{
    uint32_t count = 0;

    for (uint32_t from = 0; from < ISLANDS; from++) {
        if (from == to || (double)sw_dice_unit(dice) >= rule->rate)
            continue;
        for (uint32_t n = 0; n < rule->migrants && n < LITTERS; n++)
            out[count++] = (struct visitor){
                from, plain_emigrant(rule->emigrants, observes, from, generation, n)};
    }
    for (uint32_t i = 1; i < count; i++) /* insertion keeps the order of equals */
        for (uint32_t j = i; j > 0 && score[out[j].from][out[j].candidate] >
                                          score[out[j - 1].from][out[j - 1].candidate];
             j--) {
            struct visitor other = out[j];

            out[j] = out[j - 1];
            out[j - 1] = other;
        }
    return count;
}

/* The litter that a visitor takes; taken ones are marked. */
static uint32_t plain_litter(uint32_t row, bool observes, uint32_t to, struct visitor visitor,
                             const bool *taken, struct sw_dice *dice)
{
    uint32_t chosen = LITTERS;
    double least = INFINITY;

    for (uint32_t j = 0; j < LITTERS; j++) {
        double key = row == any      ? -(double)sw_dice_bits(dice)
                     : row == lowest ? (double)score[to][parent[to][j]]
                     : row == nearest
                         ? between(observes, to, parent[to][j], visitor.from, visitor.candidate)
                         : 0;

        if (row == any && taken[j]) /* who is gone rolls no dice */
            dice->used--;
        if (!taken[j] && key <= least) {
            least = key;
            chosen = j;
        }
    }
    for (uint32_t j = LITTERS; j-- > chosen;)
        if (parent[to][j] == parent[to][chosen] && !taken[j])
            return j;
    return chosen;
}

static void check_all(const struct sw_migration *rule, bool observes, uint64_t generation)
{
    uint32_t count = 0;

    for (uint32_t to = 0; to < ISLANDS; to++) {
        struct sw_dice dice = sw_dice_at(SEED, SW_RANDOM_MIGRATION, generation, to);
        struct visitor visitor[ISLANDS * LITTERS];
        bool taken[LITTERS] = {false};
        uint32_t visitors = plain_visitors(rule, observes, to, generation, &dice, visitor);
        uint32_t stay = 0;

        for (uint32_t i = 0; i < visitors && stay < LITTERS; i++) {
            uint32_t litter =
                plain_litter(rule->immigrants, observes, to, visitor[i], taken, &dice);
            float now = score[visitor[i].from][visitor[i].candidate];

            if ((rule->policy == above_best && now <= score[to][best_of(to)]) ||
                (rule->policy == above_parent && now <= score[to][parent[to][litter]]))
                continue;
            check_move(count++, to, litter, visitor[i].from, visitor[i].candidate);
            taken[litter] = true;
            stay++;
        }
    }
    ck_assert_uint_eq(moves, count);
}

START_TEST(all_rows_are_those_of_a_plain_version)
{
    uint32_t total = 0;

    for (uint64_t g = 0; g < GENERATIONS; g++)
        for (uint32_t i = 0; i < EMIGRANTS * IMMIGRANTS * POLICIES; i++) {
            struct sw_migration rule = {i % EMIGRANTS, i / EMIGRANTS % IMMIGRANTS,
                                        i / EMIGRANTS / IMMIGRANTS, 1 + (uint32_t)g % 7,
                                        g % 3 == 0 ? 0.4 : 1};

            roll(g, false, g % 2 == 0);
            migrate(&rule, full, "", g);
            check_all(&rule, g % 2 == 0, g);
            total += moves;
        }
    ck_assert_uint_gt(total, 10000);
}
END_TEST

/* ---- edges ---- */

START_TEST(edges_carry_as_often_as_they_say)
{
    struct sw_migration rule = {highest, last, always, 1, 0.5};
    uint32_t times[3] = {0};
    enum { ROUNDS = 4000 };

    roll(1, false, false);
    for (uint64_t g = 0; g < ROUNDS; g++) {
        migrate(&rule, listed, "1 0 0.5, 0 1, 2 3 0", g);
        for (uint32_t i = 0; i < moves; i++)
            times[move[i].to == 0 ? 0 : move[i].to == 1 ? 1 : 2]++;
    }
    /* Five standard errors. */
    ck_assert_double_le(fabs(times[0] / (double)ROUNDS - 0.25), 5 * sqrt(0.25 * 0.75 / ROUNDS));
    ck_assert_double_le(fabs(times[1] / (double)ROUNDS - 0.5), 5 * sqrt(0.5 * 0.5 / ROUNDS));
    ck_assert_uint_eq(times[2], 0);
    rule.rate = 0;
    migrate(&rule, full, "", 1);
    ck_assert_uint_eq(moves, 0);
    rule.rate = 1;
    migrate(&rule, unconnected, "", 1);
    ck_assert_uint_eq(moves, 0);
}
END_TEST

START_TEST(islands_of_two_kinds_meet)
{
    struct sw_migration rule = {highest, last, always, 1, 1};

    roll(1, false, false);
    island[0].recombines = true;
    migrate(&rule, listed, "0 1, 1 0", 1);
    ck_assert_uint_eq(moves, 1);
    check_move(0, 1, LITTERS - 1, 0, best_of(0));
}
END_TEST

/* Who leaves, and later who is taken: where both are asked at once, the same as in one go. */
START_TEST(in_two_parts_it_is_the_same)
{
    uint32_t total = 0;

    for (uint64_t g = 0; g < GENERATIONS; g++)
        for (uint32_t i = 0; i < EMIGRANTS * IMMIGRANTS * POLICIES; i++) {
            struct sw_migration rule = {i % EMIGRANTS, i / EMIGRANTS % IMMIGRANTS,
                                        i / EMIGRANTS / IMMIGRANTS, 1 + (uint32_t)g % 7,
                                        g % 3 == 0 ? 0.4 : 1};
            uint32_t most = rule.migrants < LITTERS ? rule.migrants : LITTERS, count = 0;
            struct sw_topology_rule connected = {full, 3, 0.2, ""};
            struct sw_topology *graph;

            roll(g, false, g % 2 == 0);
            migrate(&rule, full, "", g);
            graph = sw_topology_create(&connected, ISLANDS, SEED, NULL);
            for (uint32_t to = 0; to < ISLANDS; to++) {
                struct sw_dice dice = sw_dice_at(SEED, SW_RANDOM_MIGRATION, g, to);
                struct sw_edge edge = {.from = UINT32_MAX};
                struct sw_arrival arrival[ISLANDS * LITTERS];
                struct sw_move taken_move[LITTERS];
                uint32_t arrivals = 0, left, chosen[LITTERS], took;
                bool taken[LITTERS];

                while (sw_migration_carries(&rule, graph, to, &dice, &edge)) {
                    ck_assert_int_eq(sw_migration_leave(&rule, &island[edge.from], edge.from, most,
                                                        SEED, g, chosen, &left, NULL),
                                     0);
                    ck_assert_uint_eq(left, most);
                    for (uint32_t n = 0; n < left; n++)
                        arrival[arrivals++] =
                            (struct sw_arrival){(double)score[edge.from][chosen[n]], edge.from,
                                                chosen[n], n, observed[edge.from][chosen[n]]};
                }
                took = sw_migration_admit(&rule, &island[to], to, arrival, arrivals, &dice, taken,
                                          taken_move);
                for (uint32_t n = 0; n < took; n++)
                    check_move(count++, to, taken_move[n].litter, taken_move[n].from,
                               taken_move[n].candidate);
            }
            ck_assert_uint_eq(moves, count);
            total += count;
            sw_topology_destroy(graph);
        }
    ck_assert_uint_gt(total, 10000);
}
END_TEST

START_TEST(it_is_due_after_each_interval)
{
    for (uint64_t generation = 0; generation < 12; generation++) {
        ck_assert(!sw_migration_due(0, generation));
        ck_assert(sw_migration_due(1, generation));
        ck_assert(sw_migration_due(4, generation) ==
                  (generation == 3 || generation == 7 || generation == 11));
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("migration");
    TCase *t = tcase_create("migration");

    tcase_add_test(t, defaults_are_the_ring_of_the_best);
    tcase_add_test(t, one_parent_gives_way_to_one);
    tcase_add_test(t, all_rows_are_those_of_a_plain_version);
    tcase_add_test(t, edges_carry_as_often_as_they_say);
    tcase_add_test(t, islands_of_two_kinds_meet);
    tcase_add_test(t, in_two_parts_it_is_the_same);
    tcase_add_test(t, it_is_due_after_each_interval);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
