/* Lexicase selection against a plain second implementation. */
#include "tests/unit/selection/selection_island.h"

enum { TRIES = 20000, CANDIDATES = 12, CASES = 5 };

static double plain_median(double *value, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) /* by exchange */
        for (uint32_t j = i + 1; j < count; j++)
            if (value[j] < value[i]) {
                double kept = value[i];

                value[i] = value[j];
                value[j] = kept;
            }
    return count % 2 == 1 ? value[count / 2] : (value[count / 2 - 1] + value[count / 2]) / 2;
}

static double plain_deviation(uint32_t index)
{
    double value[CANDIDATES], median;

    for (uint32_t i = 0; i < CANDIDATES; i++)
        value[i] = (double)island.observed[i * CASES + index];
    median = plain_median(value, CANDIDATES);
    for (uint32_t i = 0; i < CANDIDATES; i++)
        value[i] = fabs((double)island.observed[i * CASES + index] - median);
    return plain_median(value, CANDIDATES);
}

/* Adds the chances of winning, over all orders of the cases in `left` (bits), of those who are
 * still in (bits): every order is followed, none is drawn. */
static void plain_lexicase(uint32_t in, uint32_t left, bool epsilon, double chance, double *wins)
{
    uint32_t alone = (uint32_t)__builtin_popcount(in), cases = (uint32_t)__builtin_popcount(left);

    if (alone == 1 || cases == 0) {
        for (uint32_t i = 0; i < CANDIDATES; i++)
            wins[i] += in >> i & 1 ? chance / alone : 0;
        return;
    }
    for (uint32_t c = 0; c < CASES; c++) {
        double best = -INFINITY, slack = epsilon ? plain_deviation(c) : 0;
        uint32_t kept = 0;

        if ((left >> c & 1) == 0)
            continue;
        for (uint32_t i = 0; i < CANDIDATES; i++)
            if (in >> i & 1)
                best = fmax(best, (double)island.observed[i * CASES + c]);
        for (uint32_t i = 0; i < CANDIDATES; i++)
            if (in >> i & 1 && (double)island.observed[i * CASES + c] >= best - slack)
                kept |= 1u << i;
        plain_lexicase(kept, left & ~(1u << c), epsilon, chance / cases, wins);
    }
}

/* Over all subsets of so many cases. */
static void plain_sampled(uint32_t cases, double *wins)
{
    uint32_t subsets = 0;

    for (uint32_t bits = 0; bits < 1u << CASES; bits++)
        subsets += (uint32_t)__builtin_popcount(bits) == cases;
    for (uint32_t bits = 0; bits < 1u << CASES; bits++)
        if ((uint32_t)__builtin_popcount(bits) == cases)
            plain_lexicase((1u << CANDIDATES) - 1, bits, false, 1.0 / subsets, wins);
}

static const char *const names[] = {"lexicase", "epsilon-lexicase", "down-sampled-lexicase"};

static void plain_wins(uint32_t kind, double *wins)
{
    memset(wins, 0, CANDIDATES * sizeof *wins);
    if (kind == 2)
        plain_sampled(2, wins); /* 0.4 of 5 */
    else
        plain_lexicase((1u << CANDIDATES) - 1, (1u << CASES) - 1, kind == 1, 1, wins);
}

/* Parents and mates win as often as over all orders of the cases, mixed with any member. (Litters
 * of a generation share their cases under down-sampling: that has its own test.) */
START_TEST(lexicase_wins)
{
    static const double pressures[] = {0.0001, 0.4, 0.9, 0.9999};

    for (uint32_t p = 0; p < 4 * 6; p++) {
        uint32_t won[CANDIDATES] = {0}, mated[CANDIDATES] = {0};
        double chance[CANDIDATES], pressure = pressures[p % 4];

        island_make(CANDIDATES, CASES, 4, pressure);
        island.selection.cases = 0.4;
        island.selection.crossover = 1;
        island_roll(p, p < 8 ? 3 : p < 16 ? 8 : 0);
        for (uint32_t i = 0; i < TRIES / 4; i++) {
            island_choose(names[_i], i);
            for (uint32_t j = 0; j < 4; j++) {
                won[island.parent[j]]++;
                mated[island.mate[j]]++;
            }
        }
        plain_wins((uint32_t)_i, chance);
        for (uint32_t i = 0; i < CANDIDATES; i++)
            chance[i] = pressure * chance[i] + (1 - pressure) / CANDIDATES;
        check_fits(won, chance, CANDIDATES, TRIES, names[_i]);
        check_fits(mated, chance, CANDIDATES, TRIES, names[_i]);
    }
}
END_TEST

START_TEST(sampled_lexicase_wins)
{
    for (uint32_t p = 0; p < 6; p++) {
        uint32_t won[CANDIDATES] = {0};
        double chance[CANDIDATES];

        island_make(CANDIDATES, CASES, 1, 0.9999);
        island.selection.cases = 0.4;
        island_roll(p, p < 3 ? 4 : 0);
        for (uint32_t i = 0; i < TRIES; i++) {
            island_choose(names[2], i);
            won[island.parent[0]]++;
        }
        plain_wins(2, chance);
        for (uint32_t i = 0; i < CANDIDATES; i++)
            chance[i] = 0.9999 * chance[i] + 0.0001 / CANDIDATES;
        check_fits(won, chance, CANDIDATES, TRIES, names[2]);
    }
}
END_TEST

/* What is expected is a mean over draws: on the average the chances themselves. */
START_TEST(expectations_are_unbiased)
{
    enum { ROUNDS = 3000 };
    double mean[CANDIDATES] = {0}, chance[CANDIDATES];

    island_make(CANDIDATES, CASES, 2, 0.8);
    island.selection.cases = 0.4;
    island.selection.elites = 1;
    island_roll(3, 4);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        island_choose(names[_i], round);
        ck_assert_uint_eq(island.mate[0], island.parent[0]); /* an elite has one parent */
        for (uint32_t i = 0; i < CANDIDATES; i++)
            mean[i] += (double)island.expected[i] / ROUNDS;
    }
    plain_wins((uint32_t)_i, chance);
    for (uint32_t i = 0; i < CANDIDATES; i++)
        ck_assert_double_eq_tol(
            mean[i], 0.5 * (0.8 * chance[i] + 0.2 / CANDIDATES) + (place_of(i) == 0 ? 0.5 : 0),
            0.012);
}
END_TEST

/* Without cases the score is the only one; the best wins, the equal ones share. */
START_TEST(no_cases_is_the_score)
{
    uint32_t won[CANDIDATES] = {0};

    island_make(CANDIDATES, 0, 1000, 0.9999);
    for (int i = 0; i < CANDIDATES; i++)
        island.score[i] = i % 3 == 0 ? 1.0f : -1.0f;
    island_choose(names[_i], 0);
    for (int i = 0; i < 1000; i++)
        won[island.parent[i]]++;
    for (int i = 0; i < CANDIDATES; i++)
        ck_assert(_i == 1 || (i % 3 == 0 ? won[i] > 180 : won[i] < 5));
}
END_TEST

/* A generation's parents look at the same worlds: those who are best only in others never win. */
START_TEST(samples_are_of_a_generation)
{
    uint32_t different = 0;

    for (uint64_t round = 0; round < 100; round++) {
        uint32_t first;

        island_make(CASES, CASES, 50, 0.99999999);
        island.selection.cases = 0.2; /* one world */
        for (uint32_t i = 0; i < CASES * CASES; i++)
            island.observed[i] = i / CASES == i % CASES;
        island_choose("down-sampled-lexicase", round);
        first = island.parent[0];
        for (int i = 0; i < 50; i++)
            ck_assert_uint_eq(island.parent[i], first);
        different |= 1u << first;
    }
    ck_assert_uint_eq(different, (1u << CASES) - 1);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme_cases");
    TCase *c = tcase_create("scheme_cases");

    tcase_set_timeout(c, 600);
    tcase_add_loop_test(c, lexicase_wins, 0, 2);
    tcase_add_test(c, sampled_lexicase_wins);
    tcase_add_loop_test(c, expectations_are_unbiased, 0, 3);
    tcase_add_loop_test(c, no_cases_is_the_score, 0, 3);
    tcase_add_test(c, samples_are_of_a_generation);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
