/* unit_trend.c - numbers and kinds of images against plain counting by the world's own organisms,
 * and every trend with an answer that keeps it and one that breaks it. */
#include "search/trend.h"
#include "search/answers.h"
#include "tests/unit/unit_test.h"
#include "world/grid/organism.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static struct sw_grid scattered(struct sw_dice *dice)
{
    struct sw_grid out =
        sw_grid_empty((int)(1 + sw_dice_below(dice, 9)), (int)(1 + sw_dice_below(dice, 9)));

    for (int y = 0; y < out.height; y++)
        for (int x = 0; x < out.width; x++)
            out.cell[y][x] = (uint8_t)sw_dice_below(dice, 4);
    return out;
}

static uint32_t bits(const uint64_t *kinds)
{
    uint32_t count = 0;

    for (uint32_t w = 0; w < SW_KIND_WORDS; w++)
        count += (uint32_t)__builtin_popcountll(kinds[w]);
    return count;
}

START_TEST(test_measures)
{
    static struct sw_organism organism[SW_ORGANISMS_MAX];
    struct sw_dice dice = sw_dice_at(5, SW_RANDOM_TEST, 0, 0);

    for (int round = 0; round < 200; round++) {
        struct sw_grid grid = scattered(&dice), inverse = grid;
        uint32_t census[SW_COLOURS], colours = 0, cells = 0, dots = 0, shapes = 0, most = 0, count;
        struct sw_mask full = sw_mask_full(grid.width, grid.height);
        struct sw_measures own;

        sw_measures_of(&grid, &own);
        sw_grid_census(&grid, &full, census);
        for (int c = 1; c < SW_COLOURS; c++) {
            colours += census[c] > 0;
            cells += census[c];
        }
        count = sw_organisms(&grid, NULL, (struct sw_connection){8, true}, organism);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t before = 0;

            dots += organism[i].cells == 1;
            most = organism[i].cells > most ? organism[i].cells : most;
            while (before < i && !sw_organism_same_shape(&organism[before], &organism[i]))
                before++;
            shapes += before == i;
        }
        ck_assert_uint_eq(own.number[SW_MEASURE_CELLS], cells);
        ck_assert_uint_eq(own.number[SW_MEASURE_COLOURS], colours);
        ck_assert_uint_eq(own.number[SW_MEASURE_ORGANISMS], count);
        ck_assert_uint_eq(own.number[SW_MEASURE_DOTS], dots);
        ck_assert_uint_eq(own.number[SW_MEASURE_LARGEST], most);
        ck_assert_uint_le(bits(own.kinds[SW_KIND_SHAPE]), shapes);
        ck_assert_uint_ge(bits(own.kinds[SW_KIND_SHAPE]) + 1, shapes); /* rarely two share a bit */
        count = sw_organisms(&grid, NULL, (struct sw_connection){4, true}, organism);
        ck_assert_uint_eq(own.number[SW_MEASURE_FOUR], count);
        for (int y = 0; y < grid.height; y++)
            for (int x = 0; x < grid.width; x++)
                inverse.cell[y][x] = grid.cell[y][x] == 0;
        count = sw_organisms(&inverse, NULL, (struct sw_connection){4, true}, organism);
        ck_assert_uint_eq(own.number[SW_MEASURE_ROOMS], count);
        sw_organisms_mark(&inverse, organism, count, SW_TOUCHES_BORDER);
        for (uint32_t i = 0; i < count; i++)
            own.number[SW_MEASURE_HOLES] =
                (uint16_t)(own.number[SW_MEASURE_HOLES] -
                           ((organism[i].attributes & SW_TOUCHES_BORDER) == 0));
        ck_assert_uint_eq(own.number[SW_MEASURE_HOLES], 0);
    }
}
END_TEST

START_TEST(test_lines_and_edges)
{
    struct sw_grid grid = picture_read("12.12/12.12/...../12.12");
    struct sw_measures own;

    sw_measures_of(&grid, &own);
    ck_assert_uint_eq(own.number[SW_MEASURE_ROWS], 2);
    ck_assert_uint_eq(own.number[SW_MEASURE_COLUMNS], 3);
    ck_assert_uint_eq(own.number[SW_MEASURE_EDGES], 3 * 4 + 2 * 4);
    ck_assert_uint_eq(own.number[SW_MEASURE_SMALLEST], 1);
}
END_TEST

enum trend { SAME, STEP, NO_MORE, NO_FEWER, NONE_NEW, NONE_LOST, CUT, TRENDS };

/* Two demonstrations, and a canvas with an answer that follows the trend and one that does not.
 * `which`: the measure or kind. */
static const struct example {
    enum trend trend;
    uint32_t which;
    const char *canvas[2], *target[2], *asked, *plausible, *odd;
} examples[] = {
    {SAME, SW_MEASURE_CELLS, {"1.", "2222"}, {"11", "22"}, "333", "33", "3"},
    {STEP, SW_MEASURE_ORGANISMS, {"1.1", "2.2.2"}, {"1..", "2.2.."}, "3.3.3.3", "3.3.3..", "3"},
    {NO_MORE, SW_MEASURE_COLOURS, {"123", "12."}, {"12", "12"}, "31", "11", "312"},
    {NO_FEWER,
     SW_MEASURE_HOLES,
     {"11", "111/1.1/111"},
     {"111/1.1/111", "111/1.1/111"},
     "111/1.1/111",
     "111/1.1/111",
     "111/111/111"},
    {NONE_NEW, SW_KIND_SIZE, {"11.1", "222.2"}, {"11", "2"}, "3.333", "333", "33"},
    {NONE_LOST, SW_KIND_COLOUR, {"12", "34"}, {"212", "343"}, "56", "656", "666"},
    {CUT, 0, {"123/456", "789/123"}, {"12", "7/1"}, "321/654", "21/54", "31"},
};

static uint32_t bits_of(const struct sw_trends *trends, enum trend trend)
{
    const uint32_t set[TRENDS] = {trends->same,     trends->step,     trends->no_more,
                                  trends->no_fewer, trends->none_new, trends->none_lost,
                                  trends->cut};

    return set[trend];
}

static void puzzle_of(const struct example *example, struct sw_puzzle *puzzle)
{
    memset(puzzle, 0, sizeof *puzzle);
    puzzle->demonstrations = 2;
    puzzle->tests = 3; /* the demonstrations are asked for too */
    for (int k = 0; k < 2; k++) {
        puzzle->demonstration[k] =
            (struct sw_pair){picture_read(example->canvas[k]), picture_read(example->target[k])};
        puzzle->test[k + 1].canvas = picture_read(example->canvas[k]);
    }
    puzzle->test[0].canvas = picture_read(example->asked);
}

START_TEST(test_trends)
{
    static struct sw_puzzle puzzle;
    static struct sw_trend trend;
    bool met[TRENDS] = {false};

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *example = &examples[i];
        struct sw_trends none = {0}, kept = {0}, broken = {0};
        struct sw_grid plausible = picture_read(example->plausible),
                       odd = picture_read(example->odd);
        uint32_t own = 1u << example->which;

        puzzle_of(example, &puzzle);
        sw_trend_of(&puzzle, &trend);
        ck_assert_msg((bits_of(&trend.holds, example->trend) & own) != 0, "example %zu: none", i);
        for (uint32_t k = 0; k < 2; k++)
            sw_trend_judge(&trend, k + 1, &puzzle.demonstration[k].target, &none);
        ck_assert_uint_eq(sw_trends_cost(&none), 0);
        sw_trend_judge(&trend, 0, &plausible, &kept);
        ck_assert_msg((bits_of(&kept, example->trend) & own) == 0, "example %zu: seems odd", i);
        sw_trend_judge(&trend, 0, &odd, &broken);
        ck_assert_msg((bits_of(&broken, example->trend) & own) != 0, "example %zu: seems fine", i);
        ck_assert_uint_gt(sw_trends_cost(&broken), 0);
        /* What one output broke stays broken. */
        sw_trend_judge(&trend, 0, &plausible, &broken);
        ck_assert_msg((bits_of(&broken, example->trend) & own) != 0, "example %zu: forgot", i);
        met[example->trend] = true;
    }
    for (int t = 0; t < TRENDS; t++)
        ck_assert_msg(met[t], "no example of trend %d", t);
}
END_TEST

/* Demonstrations that go different ways expect nothing of that number. */
START_TEST(test_no_trend)
{
    static const struct example none = {
        .canvas = {"12", "3.3/..."}, .target = {"3", "1.2/.../3.3"}, .asked = "1"};
    static struct sw_puzzle puzzle;
    static struct sw_trend trend;

    puzzle_of(&none, &puzzle);
    sw_trend_of(&puzzle, &trend);
    for (enum trend t = SAME; t < NONE_NEW; t++)
        ck_assert_uint_eq(bits_of(&trend.holds, t) & 1u << SW_MEASURE_ORGANISMS, 0);
    ck_assert(!trend.holds.cut);
}
END_TEST

/* Among answers of one cost the one that keeps the trend comes first, whichever came first. */
START_TEST(test_answers)
{
    const struct example *example = &examples[STEP];
    static struct sw_puzzle puzzle;
    static struct sw_candidate candidate;
    struct sw_answers *answers = sw_answers_create(NULL);

    ck_assert_ptr_nonnull(answers);
    puzzle_of(example, &puzzle);
    puzzle.tests = 1;
    sw_answers_expect(answers, &puzzle);
    candidate.demonstrations = 2;
    candidate.cost = 20;
    candidate.tests = 1;
    candidate.output[0] = picture_read("3.3....");
    ck_assert(sw_answers_add(answers, &candidate));
    candidate.output[0] = picture_read(example->plausible);
    ck_assert(sw_answers_add(answers, &candidate));
    ck_assert(sw_grid_equal(&sw_answers_row(answers, 0)->output[0], &candidate.output[0]));
    sw_answers_destroy(answers);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("trend");
    TCase *c = tcase_create("trend");

    tcase_add_test(c, test_measures);
    tcase_add_test(c, test_lines_and_edges);
    tcase_add_test(c, test_trends);
    tcase_add_test(c, test_no_trend);
    tcase_add_test(c, test_answers);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
