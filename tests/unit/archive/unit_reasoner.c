/* unit_reasoner.c - who knows the rules of several sets, against the ceiling of worlds that have
 * all these rules as one set. */
#include "archive/reasoner.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

enum { SETS = 4, PUZZLES = 400 };

/* The last one brings nothing new. */
static const struct sw_taught set[SETS] = {{"recolour", 0},
                                           {"delete,keep,drop,sieve", 10},
                                           {"replace,swap,like", 20},
                                           {"recolour,like", 30}};
static const char *const until[SETS] = {"recolour", "recolour,delete,keep,drop,sieve",
                                        "recolour,delete,keep,drop,sieve,replace,swap,like",
                                        "recolour,delete,keep,drop,sieve,replace,swap,like"};

static struct fixture run;
static struct sw_reasoner *reasoner;
static struct sw_worlds *own[SETS], *all[SETS];

static struct sw_worlds *worlds_of(const char *laws)
{
    struct sw_worlds_settings settings = sw_settings_worlds(&run.settings);
    struct sw_worlds *worlds;

    settings.laws = laws;
    worlds = sw_worlds_create(&settings, NULL, NULL, &run.error);
    ck_assert_msg(worlds != NULL, "%s", run.error.text);
    return worlds;
}

static void begin(void)
{
    fixture_settings(&run, "worlds.laws=recolour", NULL);
    reasoner = sw_reasoner_create(&run.settings, set, SETS, &run.error);
    ck_assert_msg(reasoner != NULL, "%s", run.error.text);
    for (uint32_t k = 0; k < SETS; k++) {
        own[k] = worlds_of(set[k].laws);
        all[k] = worlds_of(until[k]);
    }
}

static void end(void)
{
    for (uint32_t k = 0; k < SETS; k++) {
        sw_worlds_destroy(own[k]);
        sw_worlds_destroy(all[k]);
    }
    sw_reasoner_destroy(reasoner);
    fixture_end(&run);
}

static void draw(uint32_t of, uint64_t number, struct sw_puzzle *out)
{
    uint32_t rule = (uint32_t)(number % sw_worlds_rules(own[of]));

    ck_assert_msg(
        sw_worlds_puzzle(own[of], 7, SW_RANDOM_EXAMINATION, number, rule, out, &run.error) == 0,
        "%s", run.error.text);
}

/* The puzzle as one of the worlds that have the rules of sets 0..k. */
static double ceiling_of(uint32_t of, uint32_t k, const struct sw_puzzle *puzzle)
{
    struct sw_puzzle same;
    uint32_t i = 0;

    sw_puzzle_copy(&same, puzzle);
    while (strcmp(sw_worlds_rule(all[k], i)->name,
                  sw_worlds_rule(own[of], puzzle->part[0])->name) != 0)
        i++;
    same.part[0] = i;
    return sw_worlds_ceiling(all[k], &same);
}

/* Of each set that is known: as worlds with all these rules have it. Every puzzle has one answer in
 * its own set, and some have more when later sets are known. */
START_TEST(as_the_worlds_of_all_rules_have_it)
{
    uint32_t unclear[SETS] = {0};

    for (uint32_t of = 0; of < 3; of++) {
        double mean = 0;

        for (uint64_t number = 0; number < PUZZLES; number++) {
            struct sw_puzzle puzzle;
            double right[SETS];
            bool clear;

            draw(of, number, &puzzle);
            clear = sw_reasoner_answer(reasoner, own[of], &puzzle, right);
            for (uint32_t k = of; k < SETS; k++)
                ck_assert_double_eq(right[k], ceiling_of(of, k, &puzzle));
            ck_assert_double_eq(right[2], right[3]);
            ck_assert_int_eq(clear, right[SETS - 1] >= 1);
            ck_assert(of > 0 || right[0] >= 1);
            unclear[of] += !clear;
            mean += right[SETS - 1] / PUZZLES;
        }
        ck_assert(mean > 0.5);
    }
    ck_assert(unclear[0] > 0 && unclear[1] > 0);
    ck_assert(unclear[0] < PUZZLES / 2 && unclear[1] < PUZZLES / 2);
}
END_TEST

/* Whose set is not known yet answers by the rules that are: rarely right. */
START_TEST(before_its_set_is_known)
{
    double before = 0, after = 0;

    for (uint64_t number = 0; number < PUZZLES; number++) {
        struct sw_puzzle puzzle;
        double right[SETS];

        draw(1, number, &puzzle);
        sw_reasoner_answer(reasoner, own[1], &puzzle, right);
        ck_assert(right[0] >= 0 && right[0] <= 1);
        before += right[0] / PUZZLES;
        after += right[1] / PUZZLES;
    }
    ck_assert(before < 0.1 && after > 0.9);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("reasoner");
    TCase *c = tcase_create("reasoner");

    tcase_set_timeout(c, 120);
    tcase_add_checked_fixture(c, begin, end);
    tcase_add_test(c, as_the_worlds_of_all_rules_have_it);
    tcase_add_test(c, before_its_set_is_known);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
