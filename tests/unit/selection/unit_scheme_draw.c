/* Schemes that draw parents from a distribution on the order of scores, each against its closed
 * form or a plain second implementation. */
#include "tests/unit/selection/selection_island.h"

enum { MEMBERS = 24 };

/* ---- plain distributions: the chance of each place, 0 the best ---- */

static void plain_truncation(double pressure, uint32_t count, double *chance)
{
    double breed = 1 + (1 - pressure) * (count - 1), sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += chance[i] = fmin(1, fmax(0, breed - i));
    for (uint32_t i = 0; i < count; i++)
        chance[i] /= sum;
}

/* C(n, k) as a double. */
static double choose(uint32_t n, uint32_t k)
{
    double product = 1;

    if (k > n)
        return 0;
    for (uint32_t i = 0; i < k; i++)
        product *= (double)(n - i) / (k - i);
    return product;
}

static double plain_wins(uint32_t place, uint32_t count, uint32_t entrants, bool replacement)
{
    double worse = count - place;

    if (replacement)
        return pow(worse / count, entrants) - pow((worse - 1) / count, entrants);
    return (choose(count - place, entrants) - choose(count - place - 1, entrants)) /
           choose(count, entrants);
}

static void plain_tournament(double pressure, uint32_t count, bool replacement, double *chance)
{
    double entrants = replacement ? 1 / (1 - pressure) : count / (count - pressure * (count - 1));
    uint32_t whole = (uint32_t)floor(entrants);

    for (uint32_t i = 0; i < count; i++)
        chance[i] = (whole + 1 - entrants) * plain_wins(i, count, whole, replacement) +
                    (entrants - whole > 0
                         ? (entrants - whole) * plain_wins(i, count, whole + 1, replacement)
                         : 0);
}

static void plain_linear(double pressure, uint32_t count, double *chance)
{
    for (uint32_t i = 0; i < count; i++)
        chance[i] = (1 + pressure - 2 * pressure * i / (count - 1.0)) / count;
}

static void plain_exponential(double pressure, uint32_t count, double *chance)
{
    double decay = 1 - pressure / (pressure + count * (1 - pressure)), sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += chance[i] = pow(decay, i);
    for (uint32_t i = 0; i < count; i++)
        chance[i] /= sum;
}

static float score_at(uint32_t place)
{
    for (uint32_t i = 0; i < island.candidates.count; i++)
        if (place_of(i) == place)
            return island.score[i];
    ck_abort_msg("no place %u", place);
}

static void plain_proportional(double pressure, uint32_t count, double *chance)
{
    double high = (double)score_at(0), low = (double)score_at(count - 1), sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += chance[i] =
            high > low ? pow(((double)score_at(i) - low) / (high - low), pressure / (1 - pressure))
                       : 1;
    for (uint32_t i = 0; i < count; i++)
        chance[i] /= sum;
}

static const struct {
    const char *name;
    bool replacement;
} kinds[] = {{"truncation", true},  {"tournament", true},   {"tournament", false},
             {"linear-rank", true}, {"proportional", true}, {"exponential-rank", true}};

enum { KINDS = sizeof kinds / sizeof *kinds };

static void plain_chances(uint32_t kind, double pressure, uint32_t count, double *chance)
{
    switch (kind) {
    case 0:
        plain_truncation(pressure, count, chance);
        break;
    case 1:
    case 2:
        plain_tournament(pressure, count, kinds[kind].replacement, chance);
        break;
    case 3:
        plain_linear(pressure, count, chance);
        break;
    case 4:
        plain_proportional(pressure, count, chance);
        break;
    default:
        plain_exponential(pressure, count, chance);
    }
}

static const double pressures[] = {0.0001, 0.1, 0.3, 0.5, 0.61, 0.75, 0.9, 0.97, 0.9999};

enum { PRESSURES = sizeof pressures / sizeof *pressures };

/* What a scheme expects is its closed form, with ties and without, of 2 members and of many. */
START_TEST(expectations_are_the_closed_form)
{
    static const uint32_t counts[] = {2, 3, 7, MEMBERS, 70};
    double chance[256];

    for (uint32_t c = 0; c < 5 * PRESSURES * 2; c++) {
        uint32_t count = counts[c % 5];
        double pressure = pressures[c / 5 % PRESSURES], sum = 0;

        island_make(count, 0, 3, pressure);
        island.selection.replacement = kinds[_i].replacement;
        island_roll(c, c % 2 == 0 ? 0 : 12);
        island_choose(kinds[_i].name, c);
        plain_chances((uint32_t)_i, pressure, count, chance);
        for (uint32_t i = 0; i < count; i++) {
            double expected = chance[place_of(i)];

            ck_assert_msg(fabs((double)island.expected[i] - expected) < 2e-6,
                          "%s of %u at %g: place %u expects %g, not %g", kinds[_i].name, count,
                          pressure, place_of(i), (double)island.expected[i], expected);
            sum += (double)island.expected[i];
        }
        ck_assert_double_eq_tol(sum, 1, 1e-5);
    }
}
END_TEST

/* What is drawn, parents and mates, has these chances. */
START_TEST(draws_have_their_chances)
{
    enum { LITTERS = 1000, ROUNDS = 20 };
    double chance[MEMBERS];

    for (uint32_t p = 0; p < PRESSURES; p++) {
        uint32_t won[MEMBERS] = {0}, mated[MEMBERS] = {0};

        island_make(MEMBERS, 0, LITTERS, pressures[p]);
        island.selection.replacement = kinds[_i].replacement;
        island.selection.crossover = 1;
        island_roll(p, 0);
        for (uint64_t round = 0; round < ROUNDS; round++) {
            island_choose(kinds[_i].name, round);
            for (uint32_t i = 0; i < LITTERS; i++) {
                if (island.parent[i] >= MEMBERS || island.mate[i] >= MEMBERS || island.clone[i])
                    ck_abort_msg("%s: litter %u is not of members", kinds[_i].name, i);
                won[place_of(island.parent[i])]++;
                mated[place_of(island.mate[i])]++;
            }
        }
        plain_chances((uint32_t)_i, pressures[p], MEMBERS, chance);
        check_fits(won, chance, MEMBERS, LITTERS * ROUNDS, kinds[_i].name);
        check_fits(mated, chance, MEMBERS, LITTERS * ROUNDS, kinds[_i].name);
    }
}
END_TEST

/* A tournament played out: real entrants, one by one, and one more by the fraction. */
static uint32_t play(struct sw_dice *dice, double entrants, bool replacement)
{
    uint32_t order[MEMBERS], best = MEMBERS, count = (uint32_t)entrants;

    count += (double)sw_dice_unit(dice) < entrants - floor(entrants);
    sw_dice_permutation(dice, order, MEMBERS);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t place = replacement ? sw_dice_below(dice, MEMBERS) : order[i];

        best = place < best ? place : best;
    }
    return best;
}

START_TEST(tournaments_are_as_if_played)
{
    enum { TRIES = 40000 };
    double pressure = pressures[_i], chance[MEMBERS];

    for (int replacement = 0; replacement < 2; replacement++) {
        struct sw_dice dice = sw_dice_at(9, SW_RANDOM_TEST, (uint64_t)_i, (uint32_t)replacement);
        double entrants =
            replacement ? 1 / (1 - pressure) : MEMBERS / (MEMBERS - pressure * (MEMBERS - 1));
        uint32_t won[MEMBERS] = {0};

        for (uint32_t i = 0; i < TRIES; i++)
            won[play(&dice, entrants, replacement)]++;
        island_make(MEMBERS, 0, 1, pressure);
        island.selection.replacement = replacement;
        island_roll(0, 0);
        island_choose("tournament", 0);
        for (uint32_t i = 0; i < MEMBERS; i++)
            chance[place_of(i)] = (double)island.expected[i];
        check_fits(won, chance, MEMBERS, TRIES, "a tournament played");
    }
}
END_TEST

/* Stochastic universal sampling: everybody has its expected number of litters, rounded up or down,
 * and over many throws exactly as many. */
START_TEST(universal_sampling_is_even)
{
    enum { LITTERS = 40, ROUNDS = 400 };

    for (uint32_t p = 0; p < PRESSURES; p++) {
        double sum[MEMBERS] = {0};

        for (uint64_t round = 0; round < ROUNDS; round++) {
            double count[MEMBERS] = {0};

            island_make(MEMBERS, 0, LITTERS, pressures[p]);
            island.selection.universal = true;
            island.selection.replacement = kinds[_i].replacement;
            island_roll(p, 0);
            island_choose(kinds[_i].name, round);
            for (uint32_t i = 0; i < LITTERS; i++)
                count[island.parent[i]]++;
            for (uint32_t i = 0; i < MEMBERS; i++) {
                double expected = LITTERS * (double)island.expected[i];

                ck_assert_msg(fabs(count[i] - expected) < 1 + 1e-4, "%s: %g litters, not %g",
                              kinds[_i].name, count[i], expected);
                sum[i] += count[i] / ROUNDS;
            }
        }
        for (uint32_t i = 0; i < MEMBERS; i++)
            ck_assert_double_eq_tol(sum[i], LITTERS * (double)island.expected[i], 0.15);
    }
}
END_TEST

/* "With the same dice more pressure never draws a worse place." */
START_TEST(more_pressure_is_never_worse)
{
    enum { LITTERS = 30 };
    uint32_t before[LITTERS], mates[LITTERS];

    for (uint64_t place = 0; place < 40; place++)
        for (uint32_t p = 0; p < PRESSURES; p++) {
            island_make(2 + (uint32_t)place * 5, 0, LITTERS, pressures[p]);
            island.selection.replacement = kinds[_i].replacement;
            island.selection.universal = place % 2;
            island.selection.crossover = 0.5;
            island_roll(place, place % 3 == 0 ? 9 : 0);
            island_choose(kinds[_i].name, place);
            for (uint32_t i = 0; i < LITTERS; i++) {
                bool mated = island.mate[i] != island.parent[i];

                ck_assert(p == 0 || place_of(island.parent[i]) <= before[i]);
                ck_assert(p == 0 || !mated || mates[i] == UINT32_MAX ||
                          place_of(island.mate[i]) <= mates[i]);
                before[i] = place_of(island.parent[i]);
                mates[i] = mated ? place_of(island.mate[i]) : UINT32_MAX;
            }
        }
}
END_TEST

/* All equal: nobody is preferred by the roulette wheel; by order the lower slot is. */
START_TEST(equal_scores)
{
    island_make(10, 0, 5, 0.9);
    for (int i = 0; i < 10; i++)
        island.score[i] = -2.5f;
    island_choose(kinds[_i].name, 0);
    for (uint32_t i = 0; i + 1 < 10; i++) {
        if (strcmp(kinds[_i].name, "proportional") == 0)
            ck_assert_double_eq_tol((double)island.expected[i], 0.1, 1e-6);
        else
            ck_assert(island.expected[i] >= island.expected[i + 1]);
    }
}
END_TEST

/* The share of litters with two parents; a mate may by chance be the parent itself. */
START_TEST(crossover_is_a_share)
{
    enum { LITTERS = 4000 };
    static const double shares[] = {0, 0.2, 0.7, 1};

    for (uint32_t s = 0; s < 4; s++) {
        uint32_t mated = 0;
        double alike = 0, expected;

        island_make(MEMBERS, 0, LITTERS, 0.5);
        island.selection.crossover = shares[s];
        island.selection.elites = 3;
        island_roll(s, 0);
        island_choose(kinds[_i].name, s);
        for (uint32_t i = 0; i < LITTERS; i++)
            mated += island.mate[i] != island.parent[i];
        for (uint32_t i = 0; i < MEMBERS; i++)
            alike += (double)island.expected[i] * (double)island.expected[i];
        expected = shares[s] * (1 - alike);
        ck_assert_double_eq_tol((double)mated / LITTERS, expected, 0.04);
        ck_assert(shares[s] > 0 || mated == 0);
        for (uint32_t i = 0; i < 3; i++)
            ck_assert(island.clone[i] && island.mate[i] == island.parent[i]);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme_draw");
    TCase *c = tcase_create("scheme_draw");

    tcase_set_timeout(c, 600);
    tcase_add_loop_test(c, expectations_are_the_closed_form, 0, KINDS);
    tcase_add_loop_test(c, draws_have_their_chances, 0, KINDS);
    tcase_add_loop_test(c, tournaments_are_as_if_played, 0, PRESSURES);
    tcase_add_loop_test(c, universal_sampling_is_even, 0, KINDS);
    tcase_add_loop_test(c, more_pressure_is_never_worse, 0, KINDS);
    tcase_add_loop_test(c, equal_scores, 0, KINDS);
    tcase_add_loop_test(c, crossover_is_a_share, 0, KINDS);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
