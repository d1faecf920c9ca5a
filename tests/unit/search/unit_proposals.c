/* unit_proposals.c - what is proposed for a task: a program that fits is an answer and can end the
 * search, one that comes near is a state in the stages that ask for it, all others change nothing.
 */
#include "search/solver.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

static struct sw_error error;
static struct sw_solver *solver;
static struct sw_answers *answers;
static struct sw_puzzle puzzle;
static struct sw_effort effort;
static uint32_t asked;

/* Who proposes one program, and counts how often it is asked. */
static int propose(void *context, const struct sw_puzzle *shown, uint32_t most,
                   struct sw_operation *row, struct sw_error *why)
{
    const char *text = context;
    struct sw_program program;

    ck_assert_uint_ge(most, 1);
    for (int t = 0; t < shown->tests; t++)
        ck_assert(!shown->test_has_target[t]);
    asked++;
    if (text == NULL)
        return sw_fail(why, SW_EXIT_FAILED, "nothing comes to mind");
    ck_assert_int_eq(sw_program_parse(text, &program, why), 0);
    memset(row, 0, sizeof *row);
    row->cost = 30;
    row->length = program.length;
    memcpy(row->token, program.token, program.length * sizeof *row->token);
    return 1;
}

/* Mirrored left-right. */
static void begin(void)
{
    solver = sw_solver_create(&error);
    answers = sw_answers_create(&error);
    ck_assert(solver != NULL && answers != NULL);
    memset(&puzzle, 0, sizeof puzzle);
    puzzle.demonstrations = 2;
    puzzle.demonstration[0] = (struct sw_pair){picture_read("12./3.."), picture_read(".21/..3")};
    puzzle.demonstration[1] = (struct sw_pair){picture_read("..4/.55"), picture_read("4../55.")};
    puzzle.tests = 1;
    puzzle.test[0] = (struct sw_pair){picture_read("67./.8."), picture_read(".76/.8.")};
    puzzle.test_has_target[0] = true;
    asked = 0;
}

static void end(void)
{
    sw_answers_destroy(answers);
    sw_solver_destroy(solver);
}

static int solve(const char *program, uint32_t trust, bool offers)
{
    struct sw_solver_settings settings = sw_solver_settings_usual(600);
    char text[80];
    struct sw_proposer proposer = {propose, NULL};

    if (program != NULL) {
        snprintf(text, sizeof text, "%s", program);
        proposer.context = text;
    }
    settings.proposer = &proposer;
    settings.trust = trust;
    settings.sure_cost = settings.stop_cost = settings.last_cost = 0;
    for (uint32_t s = 0; s < settings.stages; s++)
        settings.stage[s].offers = offers;
    return sw_solve(solver, &puzzle, &settings, answers, &effort, &error);
}

START_TEST(test_fits)
{
    begin();
    ck_assert_int_eq(solve("hand.7 select.everything act.mirror.x", 100, false), 0);
    ck_assert_uint_eq(asked, 1);
    ck_assert_uint_eq(effort.stages, 0);
    ck_assert_uint_eq(effort.expanded, 1); /* the root, for a second attempt */
    ck_assert_uint_eq(effort.refused, 0);
    ck_assert(sw_grid_equal(&sw_answers_row(answers, 0)->output[0], &puzzle.test[0].target));

    /* Where it is not trusted, it is an answer among others, and the search finds a cheaper one. */
    ck_assert_int_eq(solve("hand.7 select.everything act.mirror.x", 0, false), 0);
    ck_assert_uint_gt(effort.stages, 0);
    ck_assert_uint_eq(sw_answers_row(answers, 0)->length, 2);
    end();
}
END_TEST

START_TEST(test_near)
{
    uint32_t states;

    begin();
    ck_assert_int_eq(solve("hand.3 act.turn.270", 100, true), 0); /* of another size */
    states = effort.states;
    ck_assert_uint_gt(effort.stages, 0);
    ck_assert_uint_eq(effort.offered, 0);
    /* Right in one demonstration, but for the 3 in the other: no operation does that. */
    ck_assert_int_eq(
        solve("select.everything act.mirror.x hand.3 select.colour hand.8 act.recolour", 100, true),
        0);
    ck_assert_uint_eq(effort.offered, 1);
    ck_assert_uint_eq(effort.states, states + 1);
    ck_assert_uint_eq(sw_answers_row(answers, 0)->demonstrations, 2);
    ck_assert_int_eq(
        solve("select.everything act.mirror.x hand.3 select.colour hand.8 act.recolour", 100,
              false),
        0);
    ck_assert_uint_eq(effort.offered, 0);
    ck_assert_uint_eq(effort.states, states);
    end();
}
END_TEST

START_TEST(test_fails)
{
    begin();
    ck_assert_int_eq(solve(NULL, 100, true), -1);
    ck_assert_str_eq(error.text, "nothing comes to mind");
    ck_assert_int_eq(solve("act.transpose", 100, true), 0);
    ck_assert_uint_gt(sw_answers_count(answers), 0);
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("proposals");
    TCase *all = tcase_create("proposals");

    tcase_add_test(all, test_fits);
    tcase_add_test(all, test_near);
    tcase_add_test(all, test_fails);
    suite_add_tcase(suite, all);
    return suite;
}

SW_TEST_MAIN(suite)
