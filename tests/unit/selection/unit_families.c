#include "selection/families.h"

#include "base/random.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { MOST = 12, SEED = 3 };

#define ID(id, ...) id,
enum { SW_CULL_ROWS(ID, ID) CULLS };

static float score[MOST], births[MOST];
static uint32_t line[MOST];
static struct sw_refounding out[MOST];
static uint32_t count;

static void next(const struct sw_families *rule, uint32_t islands, uint64_t generation)
{
    struct sw_error error = {0};

    memset(out, 0x7f, sizeof out);
    ck_assert_int_eq(
        sw_families_next(rule, score, births, line, islands, SEED, generation, out, &count, &error),
        0);
}

static void put(uint32_t islands, const float *scores, const float *shares, const uint32_t *lines)
{
    memcpy(score, scores, islands * sizeof *scores);
    memcpy(births, shares, islands * sizeof *shares);
    memcpy(line, lines, islands * sizeof *lines);
}

static void check(uint32_t index, uint32_t island, uint32_t parent, uint32_t mate)
{
    ck_assert_uint_lt(index, count);
    ck_assert_uint_eq(out[index].island, island);
    ck_assert_uint_eq(out[index].parent, parent);
    ck_assert_uint_eq(out[index].mate, mate);
}

START_TEST(the_poorest_are_refounded_from_the_better)
{
    static const float scores[] = {3, 1, 2, 1}, best_only[] = {1, 0, 0, 0}, none[4] = {0};
    static const uint32_t lines[] = {0, 1, 2, 3};
    struct sw_families rule = {poorest, SW_REFOUND_COPY, 0.5, 1};

    put(4, scores, best_only, lines);
    next(&rule, 4,
         1); /* of the two with the lowest score, both; then of two with equal scores one */
    ck_assert_uint_eq(count, 2);
    check(0, 1, 0, 0);
    check(1, 3, 0, 0);
    rule.share = 0.25;
    next(&rule, 4, 1);
    ck_assert_uint_eq(count, 1);
    check(0, 3, 0, 0); /* the lower island is the better of equals */
    put(4, scores, none, lines);
    rule.refound = SW_REFOUND_AVERAGE;
    next(&rule, 4, 1); /* nobody has births: the best, and the next best */
    check(0, 3, 0, 2);
    rule.share = 1;
    next(&rule, 4, 1); /* one is left */
    ck_assert_uint_eq(count, 3);
    for (uint32_t i = 0; i < 3; i++)
        check(i, i + 1, 0, 0);
    rule.share = 0;
    next(&rule, 4, 1);
    ck_assert_uint_eq(count, 0);
    rule.share = 1;
    next(&rule, 1, 1);
    ck_assert_uint_eq(count, 0);
}
END_TEST

/* By hand: three twins and two others, that differ from all in all 4 worlds. Of 10 pairs 7 differ,
 * so the mean is 2.8, and only twins crowd each other. */
START_TEST(twins_share_what_they_scored)
{
    static const uint32_t programs[] = {1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 0, 9, 9, 9};
    static const float scores[] = {-2, -3, -4, -2.5f, -12}, shares[5] = {1, 1, 1, 1, 1};
    static const uint32_t lines[] = {0, 1, 2, 3, 4};
    struct sw_families rule = {crowded, SW_REFOUND_COPY, 0.4, 1};

    put(5, scores, shares, lines);
    sw_families_crowd(score, programs, 5, 4);
    ck_assert_double_eq_tol((double)score[0], -12 + 10 / 3.0, 1e-5);
    ck_assert_double_eq_tol((double)score[1], -12 + 9 / 3.0, 1e-5);
    ck_assert_double_eq_tol((double)score[2], -4, 1e-5);
    ck_assert_double_eq_tol((double)score[3], -12 + 9.5 / 3, 1e-5);
    ck_assert_double_eq_tol((double)score[4], -12, 1e-5);
    next(&rule, 5, 1);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(out[0].island,
                      1); /* the poorest of the twins, though not the poorest but one */
    ck_assert_uint_eq(out[1].island, 4);
    ck_assert(sw_families_crowds(crowded) && !sw_families_crowds(poorest) &&
              !sw_families_crowds(unchosen));
    memset(score, 0, sizeof score);
    score[1] = 6;
    sw_families_crowd(score, programs, 2, 4); /* all alike */
    ck_assert(score[0] == 0 && score[1] == 3);
    score[0] = 7;
    sw_families_crowd(score, programs, 1, 4); /* alone */
    ck_assert(score[0] == 7);
}
END_TEST

/* Beside the formula, over a whole matrix of distances. */
START_TEST(sharing_is_that_of_the_formula)
{
    struct sw_dice dice = sw_dice_at(SEED, SW_RANDOM_TEST, 77, 0);

    for (int round = 0; round < 400; round++) {
        uint32_t islands = (uint32_t)sw_dice_between(&dice, 2, MOST), program[MOST][5];
        uint32_t worlds = (uint32_t)sw_dice_between(&dice, 1, 5);
        double apart[MOST][MOST] = {{0}}, mean = 0, worst = HUGE_VAL;
        uint32_t flat[MOST * 5];
        float before[MOST];

        for (uint32_t i = 0; i < islands; i++) {
            before[i] = score[i] = (float)sw_dice_unit(&dice) * 9 - 5;
            worst = fmin(worst, (double)score[i]);
            for (uint32_t w = 0; w < worlds; w++)
                flat[i * worlds + w] = program[i][w] = (uint32_t)sw_dice_between(&dice, 1, 3);
        }
        for (uint32_t i = 0; i < islands; i++)
            for (uint32_t j = 0; j < islands; j++) {
                for (uint32_t w = 0; w < worlds; w++)
                    apart[i][j] += program[i][w] == program[j][w] ? 0 : 1;
                mean += apart[i][j] / (islands * (islands - 1.0));
            }
        sw_families_crowd(score, flat, islands, worlds);
        for (uint32_t i = 0; i < islands; i++) {
            double crowd = 0;

            for (uint32_t j = 0; j < islands; j++)
                crowd += mean > 0 ? fmax(0, 1 - apart[i][j] / mean) : 1;
            ck_assert_double_eq_tol((double)score[i], worst + ((double)before[i] - worst) / crowd,
                                    1e-5);
        }
    }
}
END_TEST

START_TEST(a_guard_keeps_lines_alive)
{
    static const float scores[] = {1, 2, 3, 4, 5, 6}, shares[] = {0, 0, 0, 0, 0, 1};
    static const uint32_t lines[] = {40, 7, 7, 9, 9, 9}; /* numbers mean nothing */
    struct sw_families rule = {poorest, SW_REFOUND_COPY, 0.5, 1};

    put(6, scores, shares, lines);
    next(&rule, 6, 1);
    ck_assert_uint_eq(count, 3); /* 0, 1, 2 */
    check(0, 0, 5, 5);
    check(2, 2, 5, 5);
    rule.guard = 2;
    next(&rule, 6, 1); /* 0 and 1 die; 2 is the last of line 7, and two lines are alive; then 3 */
    ck_assert_uint_eq(count, 3);
    check(0, 0, 5, 5);
    check(1, 1, 5, 5);
    check(2, 3, 5, 5);
    rule.guard = 3;
    next(&rule, 6, 1); /* 0 is the last of its line */
    ck_assert_uint_eq(count, 3);
    check(0, 1, 5, 5);
    check(1, 3, 5, 5);
    check(2, 4, 5, 5);
    rule.share = 1;
    next(&rule, 6, 1); /* no more can die */
    ck_assert_uint_eq(count, 3);
    rule.guard = 9; /* more than there are: none dies out */
    next(&rule, 6, 1);
    ck_assert_uint_eq(count, 3);
    for (uint32_t i = 0; i < 6; i++)
        line[i] = i;
    next(&rule, 6, 1);
    ck_assert_uint_eq(count, 0);
}
END_TEST

static uint32_t lines_of(uint32_t islands, const bool *dead)
{
    uint32_t lines = 0;

    for (uint32_t i = 0; i < islands; i++) {
        bool first = dead == NULL || !dead[i];

        for (uint32_t j = 0; j < i && first; j++)
            first = line[j] != line[i] || (dead != NULL && dead[j]);
        lines += first;
    }
    return lines;
}

/* Whatever the islands: parents live on, are better where any is, and lines are kept. */
START_TEST(refoundings_are_sound)
{
    for (uint64_t place = 0; place < 4000; place++) {
        struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, place, 0);
        uint32_t islands = 1 + sw_dice_below(&dice, MOST), least, before;
        struct sw_families rule = {sw_dice_below(&dice, CULLS), sw_dice_below(&dice, SW_REFOUNDS),
                                   (double)sw_dice_unit(&dice), sw_dice_below(&dice, 5)};
        bool dead[MOST] = {false};

        for (uint32_t i = 0; i < islands; i++) {
            score[i] = (float)sw_dice_between(&dice, -3, 3);
            births[i] = sw_dice_below(&dice, 3) == 0 ? 0 : sw_dice_unit(&dice);
            line[i] = sw_dice_below(&dice, 4);
        }
        before = lines_of(islands, NULL);
        next(&rule, islands, place);
        ck_assert_uint_le(count, sw_families_culled(rule.share, islands));
        for (uint32_t i = 0; i < count; i++) {
            ck_assert(i == 0 || out[i].island > out[i - 1].island);
            dead[out[i].island] = true;
        }
        least = rule.guard < before ? rule.guard : before;
        ck_assert_uint_ge(lines_of(islands, dead), least < 1 ? 1 : least);
        if (rule.guard <= 1)
            ck_assert_uint_eq(count, sw_families_culled(rule.share, islands));
        for (uint32_t i = 0; i < count; i++) {
            uint32_t parent = out[i].parent, mate = out[i].mate, others = 0;
            bool better = false;

            for (uint32_t j = 0; j < islands; j++) {
                better |= !dead[j] && score[j] > score[out[i].island];
                others += !dead[j];
            }
            ck_assert(!dead[parent] && !dead[mate]);
            ck_assert(!better || score[parent] > score[out[i].island]);
            ck_assert((mate != parent) == (rule.refound != SW_REFOUND_COPY && others > 1));
        }
    }
}
END_TEST

/* Chance that island `of` is the last of all when islands are drawn by weight, each once. */
static double chance_last(uint32_t of, uint32_t islands, uint32_t gone)
{
    double sum = 0, chance = 0;
    uint32_t left = 0;

    for (uint32_t i = 0; i < islands; i++)
        if ((gone >> i & 1) == 0) {
            sum += (double)births[i];
            left++;
        }
    if (left == 1)
        return 1;
    for (uint32_t i = 0; i < islands; i++)
        if ((gone >> i & 1) == 0 && i != of)
            chance += (double)births[i] / sum * chance_last(of, islands, gone | 1u << i);
    return chance;
}

/* Pearson's chi-squared of four counts, beside the value that one in a million exceeds (3 degrees
 * of freedom: 30.7). */
START_TEST(draws_follow_the_births)
{
    static const float scores[] = {4, 3, 2, 1}, shares[] = {0.4f, 0.3f, 0.2f, 0.1f};
    static const uint32_t lines[] = {0, 1, 2, 3};
    struct sw_families rule = {unchosen, SW_REFOUND_AVERAGE, 0.25, 1};
    uint32_t died[4] = {0}, parents[4] = {0};
    double squares = 0;
    enum { ROUNDS = 20000 };

    put(4, scores, shares, lines);
    for (uint64_t g = 0; g < ROUNDS; g++) {
        next(&rule, 4, g);
        ck_assert_uint_eq(count, 1);
        died[out[0].island]++;
        if (out[0].island == 3)
            parents[out[0].parent]++;
    }
    for (uint32_t i = 0; i < 4; i++) {
        double wanted = ROUNDS * chance_last(i, 4, 0);

        squares += (died[i] - wanted) * (died[i] - wanted) / wanted;
    }
    ck_assert_double_lt(squares, 30.7);
    squares = 0;
    for (uint32_t i = 0; i < 3; i++) {
        double wanted = died[3] * (double)shares[i] / 0.9;

        squares += (parents[i] - wanted) * (parents[i] - wanted) / wanted;
    }
    ck_assert_double_lt(squares, 30.7);
}
END_TEST

START_TEST(a_share_is_so_many_islands)
{
    static const struct {
        double share;
        uint32_t islands, culled;
    } rows[] = {{0, 8, 0}, {0.01, 8, 1}, {0.25, 8, 2}, {0.3, 8, 2},     {0.32, 8, 3}, {0.99, 8, 7},
                {1, 8, 7}, {0.5, 1, 0},  {0.25, 4, 1}, {1, 4096, 4095}, {0.5, 2, 1}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_uint_eq(sw_families_culled(rows[i].share, rows[i].islands), rows[i].culled);
    for (uint64_t generation = 0; generation < 9; generation++) {
        ck_assert(!sw_families_due(0, generation));
        ck_assert(sw_families_due(3, generation) ==
                  (generation == 2 || generation == 5 || generation == 8));
    }
}
END_TEST

/* Each island steps along an axis of its own, and takes part of the others' steps: what the formula
 * says is the distance of two sums over the length of one. */
START_TEST(shared_steps_keep_islands_so_far_apart)
{
    for (uint32_t n = 2; n <= MOST; n++)
        for (int percent = 0; percent <= 100; percent += 5) {
            double weight = percent / 100.0, apart = 0, way = 0;

            for (uint32_t axis = 0; axis < n; axis++) {
                double one = axis == 0 ? 1 : weight, other = axis == 1 ? 1 : weight;

                apart += (one - other) * (one - other);
                way += one * one;
            }
            ck_assert_double_eq_tol(sw_families_distance(n, weight), sqrt(apart / way), 1e-7);
        }
    /* As measured, about: four islands, half of the others' steps. */
    ck_assert_double_eq_tol(sw_families_distance(4, 0.5), 0.53, 0.01);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("families");
    TCase *t = tcase_create("families");

    tcase_add_test(t, the_poorest_are_refounded_from_the_better);
    tcase_add_test(t, twins_share_what_they_scored);
    tcase_add_test(t, sharing_is_that_of_the_formula);
    tcase_add_test(t, a_guard_keeps_lines_alive);
    tcase_add_test(t, refoundings_are_sound);
    tcase_add_test(t, draws_follow_the_births);
    tcase_add_test(t, a_share_is_so_many_islands);
    tcase_add_test(t, shared_steps_keep_islands_so_far_apart);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
