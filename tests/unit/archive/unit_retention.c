#include "archive/retention.h"

#include "tests/unit/unit_test.h"

#include <math.h>

static void near(double value, double wanted)
{
    ck_assert_msg(fabs(value - wanted) < 1e-12, "%.17g, not %.17g", value, wanted);
}

/* Nothing is forgotten: every stage adds its set, and the others stay as they were. */
START_TEST(who_forgets_nothing)
{
    enum { T = 5 };
    double share[T][T], untrained[T], least[T];
    struct sw_retention all;

    for (int i = 0; i < T; i++) {
        untrained[i] = 0.125;
        least[i] = i + 1 < T ? 0.75 : (double)NAN;
        for (int j = 0; j < T; j++)
            share[i][j] = j <= i ? 0.75 : 0.125;
    }
    all = sw_retention_of(share[0], untrained, least, T, T);
    near(all.acc, 0.75);
    near(all.bwt, 0);
    near(all.fwt, 0);
    near(all.forgetting, 0);
    near(all.least, 0.75);
    near(all.worst, 0.75);
}
END_TEST

/* Only the present set is known: ACC is a / T, and BWT is -a. */
START_TEST(who_forgets_everything)
{
    enum { T = 4 };
    double share[T][T], untrained[T] = {0}, least[T] = {0, 0, 0, NAN};
    struct sw_retention all;

    for (int i = 0; i < T; i++)
        for (int j = 0; j < T; j++)
            share[i][j] = i == j ? 0.8 : 0;
    all = sw_retention_of(share[0], untrained, least, T, T);
    near(all.acc, 0.2);
    near(all.bwt, -0.8);
    near(all.fwt, 0);
    near(all.forgetting, 0.8);
    near(all.least, 0);
    near(all.worst, 0.2);
}
END_TEST

/* Every cell differs: the sums are written out. */
START_TEST(every_cell_has_its_place)
{
    const double share[3][3] = {{0.9, 0.3, 0.1}, {0.5, 0.8, 0.4}, {0.7, 0.6, 1.0}};
    const double untrained[3] = {0.05, 0.1, 0.2}, least[3] = {0.45, 0.55, NAN};
    struct sw_retention all = sw_retention_of(share[0], untrained, least, 3, 3);

    near(all.acc, (0.7 + 0.6 + 1.0) / 3);
    near(all.bwt, ((0.7 - 0.9) + (0.6 - 0.8)) / 2);
    near(all.fwt, ((0.3 - 0.1) + (0.4 - 0.2)) / 2);
    near(all.forgetting, ((0.9 - 0.7) + (0.8 - 0.6)) / 2);
    near(all.least, 0.5);
    near(all.worst, 1.0 / 3 + 2.0 / 3 * 0.5);
}
END_TEST

/* What was learned later, and not in its own stage, is forgotten all the same. */
START_TEST(the_best_row_counts_as_what_was_forgotten)
{
    const double share[3][3] = {{0.2, 0, 0}, {0.9, 0.5, 0}, {0.4, 0.5, 0.5}};
    const double untrained[3] = {0}, least[3] = {0.3, 0.4, NAN};
    struct sw_retention all = sw_retention_of(share[0], untrained, least, 3, 3);

    near(all.bwt, (0.2 + 0) / 2);
    near(all.forgetting, (0.5 + 0) / 2);
}
END_TEST

/* One stage, or sets of another run: there is a mean, and nothing was taught in turn. */
START_TEST(one_stage_keeps_nothing)
{
    const double share[3] = {0.2, 0.4, 0.9}, nothing[3] = {0};
    struct sw_retention all = sw_retention_of(share, nothing, nothing, 1, 3);

    near(all.acc, 0.5);
    ck_assert(isnan(all.bwt) && isnan(all.fwt) && isnan(all.forgetting) && isnan(all.least) &&
              isnan(all.worst));
    all = sw_retention_of(share, nothing, nothing, 1, 1);
    near(all.acc, 0.2);
    ck_assert(isnan(all.bwt));
    all = sw_retention_of(share, nothing, nothing, 0, 0);
    ck_assert(isnan(all.acc));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("retention");
    TCase *c = tcase_create("retention");

    tcase_add_test(c, who_forgets_nothing);
    tcase_add_test(c, who_forgets_everything);
    tcase_add_test(c, every_cell_has_its_place);
    tcase_add_test(c, the_best_row_counts_as_what_was_forgotten);
    tcase_add_test(c, one_stage_keeps_nothing);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
