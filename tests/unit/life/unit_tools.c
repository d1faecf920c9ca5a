/* unit_tools.c - games whose members own edits: whose an edit is, who does a law, and that nobody
 * does what is another's. */
#include "life/tools.h"

#include "life/lesson.h"
#include "life/turns.h"
#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"
#include "world/law/law.h"

#include <math.h>
#include <stdlib.h>

static const struct sw_game *game_of_tools(void)
{
    uint32_t game = 0;

    while (!sw_game_editor(sw_game_row((enum sw_game_id)game))->owns)
        game++;
    return sw_game_row((enum sw_game_id)game);
}

static sw_edit_token token_of(const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_msg(token >= 0, "%s", name);
    return (sw_edit_token)token;
}

/* Only acts are somebody's, and every act is. */
START_TEST(every_act_is_somebodys)
{
    for (uint32_t token = 0; token < sw_edit_count(); token++) {
        bool act = sw_edit_row(token)->group == SW_EDIT_ACT;

        ck_assert_msg((sw_edit_tool(token) != SW_TOOL_NONE) == act, "%s", sw_edit_row(token)->name);
        ck_assert_uint_lt(sw_edit_tool(token), SW_TOOLS);
        for (uint32_t members = 1; members <= SW_RING_MAX; members++)
            ck_assert_int_eq(sw_tool_owner(members, (sw_edit_token)token) < members, act);
    }
    ck_assert_uint_eq(sw_edit_tool(SW_EDITS_MAX), SW_TOOL_NONE);
    ck_assert_ptr_null(sw_edit_tool_name(SW_TOOLS));
    ck_assert_uint_eq(sw_edit_tool(token_of("act.slide.down")), SW_TOOL_MOVE);
    ck_assert_uint_eq(sw_edit_tool(token_of("act.delete")), SW_TOOL_SHAPE);
    ck_assert_uint_eq(sw_edit_tool(token_of("act.recolour")), SW_TOOL_PAINT);
    ck_assert_uint_eq(sw_edit_tool(token_of("act.complete.x")), SW_TOOL_COPY);
    ck_assert_uint_eq(sw_edit_tool(token_of("act.frame")), SW_TOOL_PAINT);
}
END_TEST

/* A law that two would have to do together could be told to nobody. */
START_TEST(every_law_is_one_members)
{
    struct sw_law_walk walk = {0};
    uint32_t rules = 0, of[SW_RING_MAX] = {0};

    while (sw_law_next(&walk)) {
        struct sw_rule rule;
        struct sw_error error = {0};

        ck_assert_int_eq(sw_law_mean(walk.law, walk.choice, &rule, &error), 0);
        for (uint32_t members = 1; members <= SW_RING_MAX; members++)
            ck_assert_msg(sw_tools_owner(members, &rule.teacher) < members,
                          "%u members cannot share %s", members, rule.name);
        of[sw_tools_owner(SW_RING_MAX, &rule.teacher)]++;
        rules++;
    }
    ck_assert_uint_gt(rules, 400);
    for (uint32_t member = 0; member < SW_RING_MAX; member++)
        ck_assert_uint_gt(of[member], 20);
}
END_TEST

static void same_tools(const char *text, uint32_t members, uint32_t member)
{
    char tools[64];

    ck_assert_uint_eq(sw_tools_print(members, member, tools, sizeof tools), strlen(text));
    ck_assert_str_eq(tools, text);
}

START_TEST(tools_are_dealt_out)
{
    struct sw_program both, none, paint;
    struct sw_error error = {0};
    struct sw_action_set all = sw_action_set_all();
    static struct sw_tools tools;
    char cut[4];

    same_tools("move, shape", 2, 0);
    same_tools("paint, copy", 2, 1);
    same_tools("move, copy", 3, 0);
    same_tools("shape", 3, 2);
    same_tools("copy", 4, 3);
    ck_assert_uint_eq(sw_tools_print(2, 0, cut, sizeof cut), strlen("move, shape"));
    ck_assert_str_eq(cut, "mov");
    ck_assert_int_eq(
        sw_program_parse("select.organisms act.slide.down hand.2 act.fill", &both, &error), 0);
    ck_assert_int_eq(sw_program_parse("select.organisms hand.2", &none, &error), 0);
    ck_assert_int_eq(sw_program_parse("select.organisms hand.2 act.fill", &paint, &error), 0);
    ck_assert_uint_eq(sw_tools_owner(2, &both), 2);
    ck_assert_uint_eq(sw_tools_owner(2, &none), 2);
    ck_assert_uint_eq(sw_tools_owner(2, &paint), 1);
    ck_assert_uint_eq(sw_tools_owner(1, &both), 0);
    sw_tools_deal(&tools, &all, 2);
    ck_assert_ptr_null(sw_tools_barred(&tools, &both));
    ck_assert_ptr_null(sw_tools_barred(&tools, &none));
    ck_assert_ptr_eq(sw_tools_barred(&tools, &paint), tools.barred[1]);
    for (uint32_t row = 0; row < all.count; row++) {
        bool act = sw_edit_row(all.token[row])->group == SW_EDIT_ACT;

        ck_assert_int_eq(tools.barred[0][row] + tools.barred[1][row], act);
    }
    ck_assert_uint_eq(tools.barred[0][0] + tools.barred[1][0], 0); /* stop */
}
END_TEST

/* Who owns the tools does the law, whatever its turn; the one before tells it. */
START_TEST(who_can_does)
{
    const struct sw_game *game = game_of_tools();
    static struct sw_puzzle puzzle;
    struct sw_error error = {0};

    for (uint32_t crew = 2; crew <= SW_RING_MAX; crew++)
        for (uint32_t turn = 0; turn < 4; turn++) {
            struct sw_turn_seats seats;

            ck_assert_int_eq(
                sw_program_parse("select.organisms hand.2 act.fill", &puzzle.teacher, &error), 0);
            seats = sw_turn_seats(game, crew, turn, &puzzle);
            ck_assert_uint_eq(seats.doer, 1);
            ck_assert_uint_eq(seats.teller, 0);
            ck_assert_uint_eq(seats.members, crew);
            ck_assert_int_eq(
                sw_program_parse("select.organisms act.slide.up", &puzzle.teacher, &error), 0);
            seats = sw_turn_seats(game, crew, turn, &puzzle);
            ck_assert_uint_eq(seats.doer, 0);
            ck_assert_uint_eq(seats.teller, crew - 1);
            puzzle.teacher.length = 0;
            seats = sw_turn_seats(game, crew, turn, &puzzle);
            ck_assert_uint_eq(seats.teller, turn % crew);
            ck_assert_uint_eq(seats.doer, (turn + 1) % crew);
        }
    ck_assert_uint_eq(sw_game_ring(game, 0), game->ring);
    ck_assert_uint_eq(sw_game_owners(0), game->ring);
    ck_assert_uint_eq(sw_game_owners(4), 4);
}
END_TEST

/* A wild parent, which would make any edit. */
static void begin(void)
{
    life_begin("portable", "worlds.laws=gravity,replace,mirror,outline");
    for (uint32_t i = 0; i < f.layout.tensors; i++) {
        const struct sw_tensor *tensor = &f.layout.tensor[i];

        for (uint32_t row = 0; row < tensor->rows; row++)
            sw_random_noise(5, SW_RANDOM_TEST, i, row, 0,
                            parent.weights + tensor->offset + (size_t)row * tensor->stride,
                            tensor->columns);
    }
}

/* Edits of these answers that are not of who can do the puzzle; acts: all. */
static uint32_t strange_edits(const struct sw_answer *answers, uint32_t *acts)
{
    uint32_t strange = 0;

    *acts = 0;
    for (uint32_t w = 0; w < WORLDS; w++) {
        uint32_t me = sw_tools_owner(2, &batch->puzzle[w].teacher);

        for (uint32_t i = 0; i < answers[w].program.length; i++) {
            uint32_t owner = sw_tool_owner(2, answers[w].program.token[i]);

            *acts += owner < 2;
            strange += owner < 2 && owner != me;
        }
    }
    return strange;
}

/* The likelihoods of the edits that a member may make add up to one. */
START_TEST(nobody_uses_the_tools_of_others)
{
    const struct sw_seat *owner = sw_game_editor(game_of_tools());
    struct sw_seat free_seat = *owner;
    static struct sw_answer answers[WORLDS];
    uint32_t strange = 0, own = 0, acts;

    begin();
    free_seat.owns = false;
    for (uint32_t way = 0; way < 24; way++) {
        for (uint32_t w = 0; w < WORLDS; w++)
            memset(answers[w].heard, (int)(way % f.layout.shape.vocabulary), SW_UTTERANCE_MAX);
        ck_assert_int_eq(
            sw_life_answer(life, parent.weights, batch, &free_seat, true, answers, &f.error), 0);
        strange += strange_edits(answers, &acts);
        ck_assert_int_eq(
            sw_life_answer(life, parent.weights, batch, owner, true, answers, &f.error), 0);
        ck_assert_uint_eq(strange_edits(answers, &acts), 0);
        own += acts;
    }
    ck_assert_msg(strange > 0, "nothing was to be barred, so nothing is shown");
    ck_assert_uint_gt(own, 0);
    life_end();
}
END_TEST

START_TEST(what_is_barred_has_no_probability)
{
    struct sw_program down = {.length = 1, .token = {token_of("act.slide.down")}};
    const uint8_t *barred;
    uint16_t previous[SW_TILE];
    double all = 0, wide = 0;

    begin();
    barred = sw_tools_barred(&life->tools, &down);
    ck_assert_ptr_nonnull(barred);
    for (int narrow = 0; narrow < 2; narrow++) {
        sw_mind_begin(life->mind, parent.weights, NULL);
        for (uint32_t row = 0; row < SW_TILE && narrow; row += 2)
            sw_mind_bar(life->mind, row, barred);
        sw_mind_previous(previous, SW_EDIT_NONE);
        sw_mind_think(life->mind, previous);
        for (uint32_t edit = 0; edit < f.layout.shape.edits; edit++) {
            float likelihood[SW_TILE];

            sw_mind_edit_likelihood(life->mind, edit, likelihood);
            if (!narrow)
                wide += exp((double)likelihood[0]);
            else if (barred[edit] == 0)
                all += exp((double)likelihood[0]);
            else
                ck_assert(likelihood[0] < -50.0f);
            if (narrow) /* its neighbour may do anything */
                ck_assert(likelihood[1] > -1e6f);
        }
    }
    ck_assert_double_eq_tol(wide, 1, 1e-4);
    ck_assert_double_eq_tol(all, 1, 1e-4);
    life_end();
}
END_TEST

/* A life that follows the teacher gains by what is barred, and gains the same in a lesson. */
START_TEST(lives_and_lessons_bar_alike)
{
    const struct sw_seat *owner = sw_game_editor(game_of_tools());
    struct sw_seat free_seat = *owner;
    struct sw_lesson *lesson;
    struct sw_learned learned = {0};
    struct sw_lesson_plan plan = {.rule = SW_LEARNING_DELTA, .rate = 0, .step = 32};
    float bound, unbound;
    double likelihood;

    begin();
    free_seat.owns = free_seat.hears = false;
    ck_assert_int_eq(sw_life_alone(life, parent.weights, batch, &free_seat, SW_FITNESS_LIKELIHOOD,
                                   &unbound, &f.error),
                     0);
    free_seat.owns = true;
    ck_assert_int_eq(sw_life_alone(life, parent.weights, batch, &free_seat, SW_FITNESS_LIKELIHOOD,
                                   &bound, &f.error),
                     0);
    ck_assert(bound > unbound + 0.01f);
    lesson = sw_lesson_create(&f.layout, &f.action_set, &f.error);
    ck_assert_ptr_nonnull(lesson);
    learned.first = calloc(f.layout.floats, sizeof(float));
    learned.second = calloc(f.layout.floats, sizeof(float));
    ck_assert(learned.first != NULL && learned.second != NULL);
    ck_assert_int_eq(sw_lesson_learn(lesson, &plan, batch, &free_seat, parent.weights, &learned,
                                     &likelihood, &f.error),
                     0);
    ck_assert_double_eq_tol(likelihood, (double)bound, 1e-4);
    free(learned.first);
    free(learned.second);
    sw_lesson_destroy(lesson);
    life_end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("tools");
    TCase *c = tcase_create("tools");

    tcase_add_test(c, every_act_is_somebodys);
    tcase_add_test(c, every_law_is_one_members);
    tcase_add_test(c, tools_are_dealt_out);
    tcase_add_test(c, who_can_does);
    tcase_add_test(c, nobody_uses_the_tools_of_others);
    tcase_add_test(c, what_is_barred_has_no_probability);
    tcase_add_test(c, lives_and_lessons_bar_alike);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
