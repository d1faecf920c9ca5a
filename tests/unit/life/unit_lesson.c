/* What a parent learns from puzzles under their teachers. */
#include "life/lesson.h"

#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdlib.h>

static struct sw_lesson *lesson;
static struct sw_learned learned;
static const struct sw_seat *seat;
static const uint8_t *heard; /* [WORLDS][L], or NULL */

static void set_up(enum sw_learning rule, const char *set)
{
    uint32_t floats;

    life_begin("portable", set);
    floats = sw_study_back(&f.layout, rule);
    lesson = sw_lesson_create(&f.layout, &f.action_set, &f.error);
    ck_assert_ptr_nonnull(lesson);
    learned = (struct sw_learned){
        .first = sw_allocate_floats(f.layout.floats, "testing", NULL),
        .second = sw_allocate_floats(f.layout.floats, "testing", NULL),
        .back = floats == 0 ? NULL : sw_allocate_floats(floats, "testing", NULL),
    };
    sw_study_feedback(&f.layout, rule, 1, learned.back);
    seat = sw_game_editor(sw_game_row(SW_GAME_SOLO));
}

static void tear_down(void)
{
    free(learned.first);
    free(learned.second);
    free(learned.back);
    sw_lesson_destroy(lesson);
    life_end();
}

static struct sw_lesson_plan plan_of(enum sw_learning rule)
{
    return (struct sw_lesson_plan){
        .rule = rule, .learn = SW_GROUP_SIGHT | SW_GROUP_THOUGHT, .rate = 0.02f, .step = 32};
}

static double learn(const struct sw_lesson_plan *plan)
{
    double likelihood = 0;

    ck_assert_msg(sw_lesson_learn(lesson, plan, batch, seat, parent.weights, &learned, &likelihood,
                                  &f.error) == 0,
                  "%s", f.error.text);
    return likelihood;
}

/* The score that a life without mutations gets for the same worlds. */
static double lived(void)
{
    struct sw_noise *none = sw_noise_create(&f.layout, &f.error);
    const struct sw_noise *noise = none;
    struct sw_brood brood = {.weights = parent.weights, .noise = &noise, .litters = 1};
    uint32_t each = WORLDS * f.layout.shape.length;
    uint8_t tokens[SW_TILE * WORLDS * SW_UTTERANCE_MAX];
    float score[SW_TILE];

    for (uint32_t row = 0; row < SW_TILE && heard != NULL; row++)
        memcpy(tokens + row * each, heard, each);
    sw_noise_draw(none, 1, 1, 0, 0.0f, 0, false);
    ck_assert_int_eq(sw_life_edit(life, &brood, batch, seat, SW_FITNESS_LIKELIHOOD,
                                  heard == NULL ? NULL : tokens, score, &f.error),
                     0);
    sw_noise_destroy(none);
    return (double)score[0];
}

/* A lesson is lived as lives are: also where eyes move; and it helps. */
START_TEST(lessons_are_lives_and_help)
{
    enum sw_learning rule = (enum sw_learning)(1 + _i % (SW_LEARNINGS - 1));
    struct sw_lesson_plan plan = plan_of(rule);
    double before, first;

    set_up(rule, _i < SW_LEARNINGS - 1 ? "run.seed=1" : "agent.edits=all");
    before = lived();
    first = learn(&plan);
    ck_assert_msg(fabs(first - before) < 1e-4 * fabs(before), "a lesson gives %g, a life %g", first,
                  before);
    for (int i = 0; i < 60; i++)
        learn(&plan);
    ck_assert_uint_eq(learned.steps, 61);
    ck_assert_msg(lived() > before + 2, "after 61 lessons %g, before %g", lived(), before);
    tear_down();
}
END_TEST

/* A listener's lesson is lived as its life is, also if words are late, and it helps: what hears
 * learns which words go with which edits. What does not hear stays, and without words little can be
 * learned. */
START_TEST(listeners_learn_words)
{
    enum sw_learning rule = _i == 0 ? SW_LEARNING_MIRROR : SW_LEARNING_BROADCAST;
    struct sw_lesson_plan plan = plan_of(rule);
    uint8_t tokens[WORLDS * SW_UTTERANCE_MAX];
    double before, first, after;

    set_up(rule, "run.seed=1");
    seat = sw_game_editor(sw_game_row(SW_GAME_RULE_RELAY));
    for (uint32_t i = 0; i < WORLDS * f.layout.shape.length; i++)
        tokens[i] = (uint8_t)((i * 7 + i / 3) % f.layout.shape.vocabulary);
    tokens[0] = SW_TOKEN_NOTHING;
    heard = plan.heard = tokens;
    plan.learn = SW_GROUP_HEARING | SW_GROUP_THOUGHT;
    life->delay = plan.waits = (uint32_t)_i;
    before = lived();
    first = learn(&plan);
    ck_assert_msg(fabs(first - before) < 1e-4 * fabs(before), "a lesson gives %g, a life %g", first,
                  before);
    for (int i = 0; i < 60; i++)
        learn(&plan);
    after = lived();
    ck_assert_msg(after > before + 2, "after 61 lessons %g, before %g", after, before);
    heard = NULL;
    ck_assert_double_lt(lived(), after);
    tear_down();
}
END_TEST

/* The eye of a puzzle whose teacher zooms sees again, in a lesson as in a life. */
START_TEST(eyes_move_in_lessons)
{
    struct sw_lesson_plan plan = plan_of(SW_LEARNING_MIRROR);
    double before;

    set_up(SW_LEARNING_MIRROR, "agent.edits=all");
    for (uint32_t i = 0; i < WORLDS; i += 2) {
        struct sw_program *teacher = &batch->puzzle[i].teacher;
        static const char text[] = "zoom.in";

        memmove(teacher->token + 1, teacher->token, teacher->length * sizeof *teacher->token);
        teacher->token[0] = (sw_edit_token)sw_edit_find(text, sizeof text - 1);
        teacher->length++;
    }
    before = lived();
    ck_assert_double_lt(fabs(learn(&plan) - before), 1e-4 * fabs(before));
    tear_down();
}
END_TEST

/* The same puzzles, weights and memory teach the same, whatever the room held before; a step is as
 * long as its plan says. */
START_TEST(lessons_are_the_same_again)
{
    struct sw_lesson_plan plan = plan_of(SW_LEARNING_MIRROR);
    float *weights, *back;

    set_up(SW_LEARNING_MIRROR, "run.seed=1");
    plan.fade = 0.5f;
    weights = sw_allocate_floats(2 * (size_t)f.layout.floats, "testing", NULL);
    back = weights + f.layout.floats;
    memcpy(weights, parent.weights, f.layout.floats * sizeof *weights);
    learn(&plan);
    memcpy(back, learned.back, f.layout.floats * sizeof *back);
    for (uint32_t i = 0; i < f.layout.floats; i++) {
        float moved = parent.weights[i];

        parent.weights[i] = weights[i];
        weights[i] = moved;
        learned.first[i] = learned.second[i] = 0;
    }
    sw_study_feedback(&f.layout, SW_LEARNING_MIRROR, 1, learned.back);
    learned.steps = 0;
    learn(&plan);
    ck_assert_mem_eq(weights, parent.weights, f.layout.floats * sizeof *weights);
    ck_assert_mem_eq(back, learned.back, f.layout.floats * sizeof *back);
    free(weights);
    tear_down();
}
END_TEST

/* A puzzle that nobody can teach teaches nothing. */
START_TEST(no_teacher_no_lesson)
{
    struct sw_lesson_plan plan = plan_of(SW_LEARNING_DELTA);
    float *weights;

    set_up(SW_LEARNING_DELTA, "run.seed=1");
    weights = sw_allocate_floats(f.layout.floats, "testing", NULL);
    memcpy(weights, parent.weights, f.layout.floats * sizeof *weights);
    for (uint32_t i = 0; i < WORLDS; i++)
        batch->puzzle[i].has_teacher = false;
    ck_assert(learn(&plan) == 0);
    ck_assert_mem_eq(weights, parent.weights, f.layout.floats * sizeof *weights);
    free(weights);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("lesson");
    TCase *c = tcase_create("lesson");

    tcase_add_loop_test(c, lessons_are_lives_and_help, 0, 2 * (SW_LEARNINGS - 1));
    tcase_add_loop_test(c, listeners_learn_words, 0, 2);
    tcase_add_test(c, eyes_move_in_lessons);
    tcase_add_test(c, lessons_are_the_same_again);
    tcase_add_test(c, no_teacher_no_lesson);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
