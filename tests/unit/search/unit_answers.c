/* unit_answers.c - candidates are ranked by demonstrations, cost and arrival; those that answer
 * alike are one; the best are kept. */
#include "search/answers.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static bool add(struct sw_answers *answers, uint32_t demonstrations, uint32_t cost, uint8_t output,
                sw_edit_token token)
{
    static struct sw_candidate candidate;

    candidate.demonstrations = demonstrations;
    candidate.cost = cost;
    candidate.tests = 2;
    candidate.output[0] = sw_grid_empty(2, 2);
    candidate.output[1] = sw_grid_empty(3, 1 + output / 10);
    candidate.output[1].cell[0][0] = output % 10;
    candidate.length = 1;
    candidate.token[0] = token;
    return sw_answers_add(answers, &candidate);
}

static struct sw_answers *create(void)
{
    struct sw_error error = {0};
    struct sw_answers *answers = sw_answers_create(&error);

    ck_assert_msg(answers != NULL, "%s", error.text);
    return answers;
}

static void ranked(const struct sw_answers *answers, const char *tokens)
{
    ck_assert_uint_eq(sw_answers_count(answers), strlen(tokens));
    for (uint32_t i = 0; tokens[i] != '\0'; i++)
        ck_assert_msg(sw_answers_row(answers, i)->token[0] == tokens[i],
                      "rank %u holds %c instead of %c", i, sw_answers_row(answers, i)->token[0],
                      tokens[i]);
}

START_TEST(test_ranks)
{
    struct sw_answers *answers = create();

    ck_assert(add(answers, 3, 50, 1, 'a'));
    ck_assert(add(answers, 3, 20, 2, 'b'));
    ck_assert(add(answers, 2, 5, 3, 'c'));  /* explains less, however cheap */
    ck_assert(add(answers, 3, 50, 4, 'd')); /* later than its equal */
    ck_assert(add(answers, 3, 30, 5, 'e'));
    ranked(answers, "beadc");
    sw_answers_clear(answers);
    ranked(answers, "");
    sw_answers_destroy(answers);
    sw_answers_destroy(NULL);
}
END_TEST

START_TEST(test_alike)
{
    struct sw_answers *answers = create();

    ck_assert(add(answers, 3, 50, 1, 'a'));
    ck_assert(add(answers, 3, 40, 2, 'b'));
    ck_assert(!add(answers, 3, 50, 1, 'c')); /* no better than the same answer */
    ck_assert(!add(answers, 2, 10, 1, 'd'));
    ck_assert(add(answers, 3, 30, 1, 'e')); /* better: takes its place and rises */
    ranked(answers, "eb");
    ck_assert(add(answers, 3, 60, 13, 'f')); /* another size is another answer */
    ck_assert(add(answers, 3, 55, 23, 'g'));
    ranked(answers, "ebgf");
    sw_answers_destroy(answers);
}
END_TEST

START_TEST(test_full)
{
    struct sw_answers *answers = create();
    static struct sw_candidate candidate;

    for (uint32_t i = 0; i < SW_ANSWERS_KEPT; i++) {
        ck_assert(sw_answers_wants(answers, 1, 10000));
        ck_assert(add(answers, 1, 1000 - i, (uint8_t)(10 + i), (uint8_t)i));
    }
    ck_assert_uint_eq(sw_answers_count(answers), SW_ANSWERS_KEPT);
    ck_assert(!sw_answers_wants(answers, 1, 1000));
    ck_assert(sw_answers_wants(answers, 1, 999));
    ck_assert(sw_answers_wants(answers, 2, 5000));
    ck_assert(!add(answers, 1, 1000, 200, 200));
    ck_assert(add(answers, 1, 990, 201, 201));
    ck_assert_uint_eq(sw_answers_count(answers), SW_ANSWERS_KEPT);
    for (uint32_t i = 1; i < SW_ANSWERS_KEPT; i++)
        ck_assert_uint_ge(sw_answers_row(answers, i)->cost, sw_answers_row(answers, i - 1)->cost);
    ck_assert_uint_eq(sw_answers_row(answers, SW_ANSWERS_KEPT - 1)->cost, 999);
    candidate.length = SW_SOLUTION_TOKENS_MAX + 1; /* a program that is too long is refused */
    ck_assert(!sw_answers_add(answers, &candidate));
    sw_answers_destroy(answers);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("answers");
    TCase *all = tcase_create("answers");

    tcase_add_test(all, test_ranks);
    tcase_add_test(all, test_alike);
    tcase_add_test(all, test_full);
    suite_add_tcase(suite, all);
    return suite;
}

SW_TEST_MAIN(suite)
