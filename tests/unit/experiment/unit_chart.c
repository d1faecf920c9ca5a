/* Tests of experiment/chart: marks of axes are round numbers within the range, and about as many as
 * wanted. */
#include "experiment/chart.h"
#include "tests/unit/unit_test.h"

#include <math.h>

START_TEST(ticks)
{
    static const double lows[] = {0, -247.3, 0.1, -1e-6, 3, 1e6},
                        highs[] = {300, -120, 0.9, 1e-6, 3.0001, 9e6};

    for (int i = 0; i < 6; i++)
        for (uint32_t wanted = 4; wanted <= 8; wanted++) {
            double first, step, digits;
            uint32_t count = 0;

            sw_chart_ticks(lows[i], highs[i], wanted, &first, &step);
            digits = step / pow(10, floor(log10(step) + 1e-9));
            ck_assert(fabs(digits - 1) < 1e-6 || fabs(digits - 2) < 1e-6 ||
                      fabs(digits - 5) < 1e-6);
            ck_assert(first >= lows[i] - step * 1e-9 && first < lows[i] + step);
            ck_assert(fabs(first / step - round(first / step)) < 1e-6);
            while (first + count * step <= highs[i] + step * 1e-9)
                count++;
            ck_assert(count >= wanted / 2 && count <= 2 * wanted);
        }
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("chart");
    TCase *part = tcase_create("chart");

    tcase_add_test(part, ticks);
    suite_add_tcase(all, part);
    return all;
}

SW_TEST_MAIN(suite)
