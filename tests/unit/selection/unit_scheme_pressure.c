/* The one test of all schemes: pressure acts over its whole range. */
#include "tests/unit/selection/selection_plain.h"

static double value[ISLAND_MOST];

/* Random scores; the cases of a life, whose mean the score is, or whatever else is observed. */
static void populate(const struct sw_scheme *row, uint32_t members)
{
    island_make(members, row->observes == SW_OBSERVED_NOTHING ? 0 : 2, 40, 0.5);
    island_roll(members, 0);
    for (uint32_t i = 0; i < members && row->observes == SW_OBSERVED_CASES; i++)
        island.score[i] = (island.observed[2 * i] + island.observed[2 * i + 1]) / 2;
    for (uint32_t i = 0; i < members && row->observes == SW_OBSERVED_OBJECTIVES; i++)
        island.score[i] = island.observed[2 * i];
    plain_value(row->name, value);
}

static double mean_value(void)
{
    double sum = 0;

    for (uint32_t i = 0; i < island.candidates.count; i++)
        sum += value[i];
    return sum / island.candidates.count;
}

/* In standard deviations of what the scheme ranks. */
static double expected_intensity(void)
{
    double mean = mean_value(), squares = 0, sum = 0;

    for (uint32_t i = 0; i < island.candidates.count; i++) {
        squares += (value[i] - mean) * (value[i] - mean);
        sum += (double)island.expected[i] * (value[i] - mean);
    }
    return sum / sqrt(squares / island.candidates.count);
}

static void check_monotone(const struct sw_scheme *row, uint32_t members, bool replacement)
{
    double last = -INFINITY, first = 0;

    populate(row, members);
    island.selection.replacement = replacement;
    for (int step = 0; step < 20; step++) {
        double now;

        island.selection.pressure = 0.02 + 0.96 * step / 19;
        island_choose(row->name, 1);
        now = expected_intensity();
        ck_assert_msg(now > last, "%s of %u members: intensity %.9g at pressure %g, %.9g before",
                      row->name, members, now, island.selection.pressure, last);
        first = step == 0 ? now : first;
        last = now;
    }
    ck_assert_msg(last - first > 0.25, "%s of %u members: intensity only from %g to %g", row->name,
                  members, first, last);
}

START_TEST(intensity_is_strictly_monotone_in_pressure)
{
    static const uint32_t sizes[] = {32, 256, 4096};

    for (uint32_t i = 0; i < 3; i++) {
        check_monotone(sw_scheme_row((uint32_t)_i), sizes[i], true);
        if (i < 2)
            check_monotone(sw_scheme_row((uint32_t)_i), sizes[i], false);
    }
}
END_TEST

/* And so do the parents that are drawn. */
START_TEST(parents_are_better_under_more_pressure)
{
    enum { LITTERS = 4000 };
    const struct sw_scheme *row = sw_scheme_row((uint32_t)_i);

    for (int universal = 0; universal < 2 && !row->recombines; universal++) {
        double last = -INFINITY;

        populate(row, 256);
        island.selection.litters = LITTERS;
        island.selection.universal = universal;
        for (int step = 0; step < 5; step++) {
            double sum = 0;

            island.selection.pressure = 0.05 + 0.225 * step;
            island_choose(row->name, 1);
            for (uint32_t i = 0; i < LITTERS; i++)
                sum += value[island.parent[i]];
            ck_assert_msg(sum > last, "%s: %g at pressure %g, %g before", row->name, sum,
                          island.selection.pressure, last);
            last = sum;
        }
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scheme_pressure");
    TCase *c = tcase_create("scheme_pressure");

    tcase_set_timeout(c, 600);
    tcase_add_loop_test(c, intensity_is_strictly_monotone_in_pressure, 0, (int)sw_scheme_count());
    tcase_add_loop_test(c, parents_are_better_under_more_pressure, 0, (int)sw_scheme_count());
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
