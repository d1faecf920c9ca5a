/* unit_prior.c - what holds in all demonstrations: each regularity with an answer that keeps it and
 * one that breaks it and nothing else, and without rule where the demonstrations break it. */
#include "search/prior.h"
#include "search/answers.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

/* Two demonstrations, and a canvas with a plausible and an odd answer. */
struct example {
    enum sw_regularity regularity;
    const char *canvas[2], *target[2], *asked, *plausible, *odd;
    uint32_t broken; /* by the odd answer: bits of regularities, its own among them */
};

#define BIT(r) (1u << SW_REGULAR_##r)

static const struct example examples[] = {
    {SW_REGULAR_COLOURS, {"12/21", "33/.."}, {"15", "35"}, "22/..", "25", "26", BIT(COLOURS)},
    {SW_REGULAR_PALETTE,
     {"12/..", "34/.."},
     {"21/..", "43/.."},
     "56/..",
     "65/..",
     "66/..",
     BIT(PALETTE)},
    {SW_REGULAR_CHANGE, {"1.", "2."}, {".1", ".2"}, "3.", ".3", "3.", BIT(CHANGE)},
    {SW_REGULAR_SIZE, {"12", "34"}, {"1212", "3434"}, "56", "5656", "56/56", BIT(SIZE)},
    {SW_REGULAR_SYMMETRY, {"1..", "..2"}, {"1.1", "2.2"}, "3..", "3.3", "33.", BIT(SYMMETRY)},
    {SW_REGULAR_COUNT,
     {"1..", "2.."},
     {"11.", "2.2"},
     "3.3",
     "333",
     "3..",
     BIT(COUNT) | BIT(BECOMES)},
    {SW_REGULAR_GROUND,
     {"12.", "21."},
     {"122", "211"},
     "12.",
     "121",
     "22.",
     BIT(GROUND) | BIT(TRANSITION) | BIT(PALETTE)},
    {SW_REGULAR_LEAVES,
     {"123", "123"},
     {"223", "113"},
     "123",
     "223",
     "122",
     BIT(LEAVES) | BIT(TRANSITION) | BIT(PALETTE)},
    {SW_REGULAR_BECOMES,
     {"12.", "12."},
     {"122", "122"},
     "12.",
     "122",
     "121",
     BIT(BECOMES) | BIT(TRANSITION)},
    {SW_REGULAR_TRANSITION,
     {"1.2", ".12"},
     {"122", "212"},
     "12.",
     "122",
     "222",
     BIT(TRANSITION) | BIT(GROUND) | BIT(PALETTE)},
};

static struct sw_puzzle puzzle_of(const struct example *example)
{
    struct sw_puzzle puzzle;

    memset(&puzzle, 0, sizeof puzzle);
    puzzle.demonstrations = 2;
    for (int k = 0; k < 2; k++)
        puzzle.demonstration[k] =
            (struct sw_pair){picture_read(example->canvas[k]), picture_read(example->target[k])};
    return puzzle;
}

static struct sw_prior prior_of(const struct example *example)
{
    struct sw_puzzle puzzle = puzzle_of(example);

    return sw_prior_of(&puzzle);
}

static uint32_t broken(const struct sw_prior *prior, const char *asked, const char *answer)
{
    struct sw_grid canvas = picture_read(asked), output = picture_read(answer);

    return sw_prior_broken(prior, &canvas, &output);
}

START_TEST(test_examples)
{
    bool met[SW_REGULARITIES] = {false};

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *example = &examples[i];
        struct sw_prior prior = prior_of(example);
        uint32_t own = 1u << example->regularity;
        uint32_t odd = broken(&prior, example->asked, example->odd);
        uint32_t plausible = broken(&prior, example->asked, example->plausible);

        ck_assert_msg((odd & own) != 0, "example %zu: the odd answer seems regular", i);
        ck_assert_msg((odd & ~example->broken) == 0, "example %zu: breaks %x beside", i,
                      odd & ~example->broken);
        ck_assert_msg((plausible & own) == 0, "example %zu: the plausible answer seems odd", i);
        met[example->regularity] = true;
        /* The demonstrations themselves break nothing. */
        for (int k = 0; k < 2; k++)
            ck_assert_uint_eq(broken(&prior, example->canvas[k], example->target[k]), 0);
    }
    for (int r = 0; r < SW_REGULARITIES; r++)
        ck_assert_msg(met[r], "no example of regularity %d", r);
}
END_TEST

/* Demonstrations that follow nothing expect nothing. */
START_TEST(test_no_regularity)
{
    static const struct example none = {.canvas = {"12/..", "345"}, .target = {"7", "..8/9.1/1.."}};
    struct sw_prior prior = prior_of(&none);

    ck_assert_uint_eq(broken(&prior, "22/22", "31/4."), 0);
    ck_assert_uint_eq(broken(&prior, "22/22", "6666"), 0);
}
END_TEST

/* A demonstration that keeps its canvas shows nothing of its colours: no answer breaks more. */
START_TEST(test_kept)
{
    struct sw_grid kept = picture_read("123456789./9876543210");
    /* That 4 does not change where nothing does is no sign that it stays. */
    const struct example gone = {.canvas = {"1.2", "11."}, .target = {"..2", "..."}};
    struct sw_puzzle puzzle = puzzle_of(&gone);
    struct sw_prior prior;

    puzzle.demonstration[puzzle.demonstrations++] = (struct sw_pair){kept, kept};
    prior = sw_prior_of(&puzzle);
    ck_assert_uint_eq(broken(&prior, "4.4", "..."), 0);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *example = &examples[i];
        const char *answers[] = {example->odd, example->plausible};
        struct sw_prior without = prior_of(example);

        puzzle = puzzle_of(example);
        puzzle.demonstration[puzzle.demonstrations++] = (struct sw_pair){kept, kept};
        prior = sw_prior_of(&puzzle);
        for (int a = 0; a < 2; a++)
            ck_assert_uint_eq(broken(&prior, example->asked, answers[a]) &
                                  ~broken(&without, example->asked, answers[a]),
                              0);
    }
}
END_TEST

/* Among answers of one cost the plausible one comes first, whichever came first. */
START_TEST(test_answers)
{
    const struct example *example = &examples[4];
    static struct sw_puzzle puzzle;
    static struct sw_candidate candidate;
    struct sw_answers *answers = sw_answers_create(NULL);

    ck_assert_ptr_nonnull(answers);
    puzzle.demonstrations = 2;
    puzzle.tests = 1;
    for (int k = 0; k < 2; k++)
        puzzle.demonstration[k] =
            (struct sw_pair){picture_read(example->canvas[k]), picture_read(example->target[k])};
    puzzle.test[0].canvas = picture_read(example->asked);
    sw_answers_expect(answers, &puzzle);
    candidate.demonstrations = 2;
    candidate.cost = 20;
    candidate.tests = 1;
    candidate.output[0] = picture_read(example->odd);
    ck_assert(sw_answers_add(answers, &candidate));
    candidate.output[0] = picture_read(example->plausible);
    ck_assert(sw_answers_add(answers, &candidate));
    ck_assert_uint_lt(sw_answers_row(answers, 0)->cost, sw_answers_row(answers, 1)->cost);
    ck_assert(sw_grid_equal(&sw_answers_row(answers, 0)->output[0], &candidate.output[0]));
    sw_answers_destroy(answers);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("prior");
    TCase *c = tcase_create("prior");

    tcase_add_test(c, test_examples);
    tcase_add_test(c, test_no_regularity);
    tcase_add_test(c, test_kept);
    tcase_add_test(c, test_answers);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
