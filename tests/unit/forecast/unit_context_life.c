/* unit_context_life.c - fast weights: slopes against measured ones, what is shown helps, nothing of
 * the weights changes, and what is told is not found out. */
#include "base/hash.h"
#include "forecast/context_plan.h"
#include "forecast/context_tune.h"
#include "tests/unit/unit_test.h"

#include <math.h>

enum { HIDDEN = 32, FACTS = SW_PHYSICS_ENTITIES * SW_PHYSICS_FACTS };

struct fixture {
    struct sw_brain_layout layout;
    struct sw_episode_rules rules;
    struct sw_context_mind *mind;
    struct sw_forecast_percept *percept;
    float *weights, *learned;
};

static void set_up(struct fixture *fixture)
{
    struct sw_error error = {0};
    struct sw_brain_shape shape = {.hidden = HIDDEN, .forecast = sw_context_senses()};

    memset(fixture, 0, sizeof *fixture);
    fixture->rules = (struct sw_episode_rules){
        .theme = sw_forecast_theme_find("context"),
        .side_min = 4,
        .side_max = 6,
        .colours = 4,
        .organisms_min = 2,
        .organisms_max = 4,
    };
    sw_episode_rules_begin(&fixture->rules);
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture->layout, &error), 0);
    fixture->mind = sw_context_mind_create(&fixture->layout, &error);
    fixture->percept = calloc(1, sizeof *fixture->percept);
    fixture->weights = calloc(fixture->layout.floats, sizeof *fixture->weights);
    fixture->learned = calloc(3 * (size_t)fixture->layout.floats, sizeof *fixture->learned);
    ck_assert_ptr_nonnull(fixture->mind);
    sw_brain_founder(&fixture->layout, 9, 0, fixture->weights);
}

static void tear_down(struct fixture *fixture)
{
    sw_context_mind_destroy(fixture->mind);
    free(fixture->percept);
    free(fixture->weights);
    free(fixture->learned);
}

static void see(struct fixture *fixture, uint64_t number, float told[FACTS])
{
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, number, 82);
    struct sw_transition transition;
    struct sw_physics_set set;

    sw_context_set_draw(&fixture->rules, SW_PHYSICS_MET, &dice, &set);
    sw_physics_set_facts(&set, (float(*)[SW_PHYSICS_FACTS])told);
    sw_context_draw(&fixture->rules, &set, &dice, &transition);
    sw_context_perceive(&transition, true, fixture->percept);
}

static double likelihood(struct fixture *fixture, const float *weights, const float *told)
{
    sw_context_mind_begin(fixture->mind, weights, told);
    return sw_context_mind_live(fixture->mind, fixture->percept, NULL, NULL, true);
}

/* Of what is told the slopes of all tensors but rates are those of the likelihood. */
START_TEST(slopes_are_measured_ones)
{
    struct fixture fixture;
    uint32_t compared = 0;
    float *gradient;

    set_up(&fixture);
    gradient = calloc(fixture.layout.floats, sizeof *gradient);
    for (uint64_t number = 0; number < 6; number++) {
        float told[FACTS];

        see(&fixture, number, told);
        memset(gradient, 0, fixture.layout.floats * sizeof *gradient);
        sw_context_mind_begin(fixture.mind, fixture.weights, told);
        sw_context_mind_live(fixture.mind, fixture.percept, fixture.weights, gradient, false);
        for (uint32_t t = 0; t < SW_CONTEXT_RATES; t++) {
            const struct sw_tensor *tensor = &fixture.layout.tensor[t];
            uint32_t n = tensor->rows * tensor->stride;

            for (uint32_t i = 0; i < n; i += 1 + n / 150) {
                float *weight = &fixture.weights[tensor->offset + i], was = *weight;
                double slope;

                if (gradient[tensor->offset + i] == 0)
                    continue;
                *weight = was + 1e-2f;
                slope = likelihood(&fixture, fixture.weights, told);
                *weight = was - 1e-2f;
                slope = (slope - likelihood(&fixture, fixture.weights, told)) / 2e-2;
                *weight = was;
                ck_assert_msg(fabs(slope - (double)gradient[tensor->offset + i]) <
                                  0.004 + 0.08 * fabs(slope),
                              "%s %u: %g, measured %g", tensor->name, i,
                              (double)gradient[tensor->offset + i], slope);
                compared++;
            }
        }
    }
    ck_assert_uint_gt(compared, 300);
    free(gradient);
    tear_down(&fixture);
}
END_TEST

/* A transition that is shown again and again becomes likelier, and the weights are what they were.
 */
START_TEST(fast_weights_find_out)
{
    struct fixture fixture;
    uint64_t before;
    float told[FACTS];

    set_up(&fixture);
    before = sw_hash(fixture.weights, fixture.layout.floats * sizeof(float));
    for (uint64_t number = 0; number < 8; number++) {
        float first, last = 0, again;

        see(&fixture, number, told);
        sw_context_mind_begin(fixture.mind, fixture.weights, NULL);
        first = sw_context_mind_live(fixture.mind, fixture.percept, fixture.weights, NULL, false);
        for (int i = 0; i < 20; i++)
            last =
                sw_context_mind_live(fixture.mind, fixture.percept, fixture.weights, NULL, false);
        ck_assert_msg((double)last > (double)first + 0.1, "%g, then %g", (double)first,
                      (double)last);
        sw_context_mind_begin(fixture.mind, fixture.weights, NULL); /* nothing is kept */
        again = sw_context_mind_live(fixture.mind, fixture.percept, fixture.weights, NULL, false);
        ck_assert(memcmp(&first, &again, sizeof first) == 0);
    }
    ck_assert_uint_eq(before, sw_hash(fixture.weights, fixture.layout.floats * sizeof(float)));
    tear_down(&fixture);
}
END_TEST

/* Who is told finds out nothing more. */
START_TEST(what_is_told_stays)
{
    struct fixture fixture;
    float told[FACTS], first, last;

    set_up(&fixture);
    see(&fixture, 3, told);
    sw_context_mind_begin(fixture.mind, fixture.weights, told);
    first = sw_context_mind_live(fixture.mind, fixture.percept, fixture.weights, NULL, false);
    last = sw_context_mind_live(fixture.mind, fixture.percept, fixture.weights, NULL, false);
    ck_assert(memcmp(&first, &last, sizeof first) == 0);
    ck_assert((double)first != likelihood(&fixture, fixture.weights, NULL));
    tear_down(&fixture);
}
END_TEST

static void learn(struct fixture *fixture, uint32_t lessons)
{
    struct sw_error error = {0};
    struct sw_context_life *life =
        sw_context_life_create(&fixture->layout, &fixture->rules, 0, &error);
    uint32_t n = fixture->layout.floats;
    uint64_t steps = 0;
    struct sw_forecast_lessons how = {.episodes = lessons * SW_CONTEXT_SHOWN,
                                      .step = 2 * SW_CONTEXT_SHOWN,
                                      .learn = SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                                      .rate = 0.03f,
                                      .fade = 0.003f,
                                      .steps = &steps,
                                      .first = fixture->learned,
                                      .second = fixture->learned + n,
                                      .back = fixture->learned + 2 * n};

    ck_assert_ptr_nonnull(life);
    memcpy(how.back, fixture->weights, n * sizeof(float));
    sw_context_life_learn(life, &how, 1, 0, 0, 0, fixture->weights);
    ck_assert_uint_eq(steps, lessons / 2);
    sw_context_life_destroy(life);
}

/* After some lessons more is right where more was shown, on physics that no lesson had; and most
 * where weights themselves go on learning in the world. */
START_TEST(lessons_teach_to_find_out)
{
    struct sw_context_score score[SW_CONTEXT_KNOWS] = {{.asked = 0}};
    struct sw_context_score tuned[4][SW_CONTEXT_KNOWS] = {{{.asked = 0}}};
    struct sw_context_examiner *examiner;
    struct sw_error error = {0};
    struct fixture fixture;

    set_up(&fixture);
    learn(&fixture, 400);
    struct sw_context_exam exam = {&fixture.rules, SW_PHYSICS_UNSEEN, false, 5, 1};
    struct sw_context_tuning tuning = {.episodes = 8 * SW_CONTEXT_SHOWN,
                                       .step = 2 * SW_CONTEXT_SHOWN,
                                       .times = 1,
                                       .tunes = 4,
                                       .rate = 0.03f,
                                       .fade = 0.003f,
                                       .back = fixture.learned + 2 * fixture.layout.floats};

    examiner = sw_context_examiner_create(&fixture.layout, &error);
    ck_assert_ptr_nonnull(examiner);
    for (uint64_t number = 0; number < 60; number++)
        sw_context_examine(examiner, &exam, fixture.weights, number, score);
    ck_assert_uint_eq(score[0].asked, 240);
    ck_assert_uint_eq(score[0].changed, score[4].changed);
    ck_assert_uint_gt(score[4].right, score[0].right + score[0].changed / 50);
    for (uint64_t number = 0; number < 8; number++)
        ck_assert_int_eq(sw_context_tune(examiner, &exam, &fixture.layout, &tuning, fixture.weights,
                                         number, tuned, &error),
                         0);
    ck_assert_uint_eq(tuned[3][0].asked, 32);
    ck_assert_uint_gt(tuned[3][0].right, tuned[0][0].right);
    sw_context_examiner_destroy(examiner);
    tear_down(&fixture);
}
END_TEST

static void examine(struct fixture *fixture, uint32_t passes,
                    struct sw_context_score score[SW_CONTEXT_KNOWS])
{
    struct sw_context_exam exam = {&fixture->rules, SW_PHYSICS_UNSEEN, false, 5, passes};
    struct sw_error error = {0};
    struct sw_context_examiner *examiner = sw_context_examiner_create(&fixture->layout, &error);

    ck_assert_ptr_nonnull(examiner);
    memset(score, 0, SW_CONTEXT_KNOWS * sizeof *score);
    for (uint64_t number = 0; number < 60; number++)
        sw_context_examine(examiner, &exam, fixture->weights, number, score);
    sw_context_examiner_destroy(examiner);
}

/* Who goes over eight transitions more often has more right, of the same that is asked; before
 * anything is shown there is nothing to go over. */
START_TEST(passes_find_out_more)
{
    struct sw_context_score none[SW_CONTEXT_KNOWS], one[SW_CONTEXT_KNOWS], many[SW_CONTEXT_KNOWS];
    struct fixture fixture;
    uint64_t before;

    set_up(&fixture);
    learn(&fixture, 400);
    before = sw_hash(fixture.weights, fixture.layout.floats * sizeof(float));
    examine(&fixture, 0, none);
    examine(&fixture, 1, one);
    examine(&fixture, 4, many);
    ck_assert_int_eq(memcmp(none, one, sizeof one), 0);
    ck_assert_int_eq(memcmp(&one[0], &many[0], sizeof *one), 0);
    ck_assert_uint_eq(one[4].changed, many[4].changed);
    ck_assert_uint_gt(many[4].right, one[4].right + one[4].changed / 50);
    ck_assert_uint_eq(before, sw_hash(fixture.weights, fixture.layout.floats * sizeof(float)));
    tear_down(&fixture);
}
END_TEST

/* What a member imagines after it was shown a world is what its examination counts. */
START_TEST(who_imagines_is_who_is_examined)
{
    struct sw_error error = {0};
    struct fixture fixture;

    set_up(&fixture);
    learn(&fixture, 100);
    for (int how = 0; how < 3; how++) { /* once, another world, thrice */
        struct sw_context_exam exam = {&fixture.rules, SW_PHYSICS_UNSEEN, how == 1, 5,
                                       how == 2 ? 3 : 1};
        struct sw_context_examiner *examiner = sw_context_examiner_create(&fixture.layout, &error);
        struct sw_context_score score[SW_CONTEXT_KNOWS] = {{.asked = 0}};
        uint64_t exact[SW_CONTEXT_KNOWS] = {0};

        ck_assert_ptr_nonnull(examiner);
        for (uint64_t number = 0; number < 12; number++) {
            sw_context_examine(examiner, &exam, fixture.weights, number, score);
            for (uint32_t k = 0; k < SW_CONTEXT_KNOWS; k++) {
                struct sw_dice dice = sw_dice_at(exam.seed, SW_RANDOM_CONTEXT_EXAMINATION, number,
                                                 3 * SW_PHYSICS_UNSEEN + 2);
                struct sw_physics_set set;

                sw_context_exam_set(&exam, number, &set);
                sw_context_find_out(examiner, &exam, fixture.weights, number, sw_context_knows(k));
                for (int asked = 0; asked < 4; asked++) {
                    struct sw_transition real;
                    struct sw_grid said;

                    sw_context_draw(&fixture.rules, &set, &dice, &real);
                    sw_context_imagine(examiner, &real.deed, &real.before, &said);
                    exact[k] += sw_grid_equal(&said, &real.after);
                }
            }
        }
        for (uint32_t k = 0; k < SW_CONTEXT_KNOWS; k++)
            ck_assert_uint_eq(exact[k], score[k].exact);
        ck_assert_uint_gt(score[4].exact, 0);
        sw_context_examiner_destroy(examiner);
    }
    tear_down(&fixture);
}
END_TEST

/* The hidden program reaches its goal; so does what is planned in the world, and a guess seldom. */
START_TEST(plans_in_the_world_hold)
{
    uint32_t found = 0, late = 0, guessed = 0;
    struct sw_planner *planner, *hasty;
    struct sw_error error = {0};
    struct fixture fixture;

    set_up(&fixture);
    struct sw_context_exam exam = {&fixture.rules, SW_PHYSICS_UNSEEN, false, 5, 1};

    planner = sw_planner_create(1000, NULL, &error);
    hasty = sw_planner_create(20, NULL, &error);
    ck_assert(planner != NULL && hasty != NULL);
    for (uint64_t number = 0; number < 100; number++) {
        struct sw_context_goal goal, again;
        struct sw_goal_plan plan, soon, hidden = {.found = true};

        ck_assert(sw_context_goal_draw(&exam, number, &goal));
        ck_assert(sw_context_goal_draw(&exam, number, &again));
        ck_assert(sw_grid_equal(&goal.begin, &again.begin) && sw_grid_equal(&goal.end, &again.end));
        ck_assert(!sw_grid_equal(&goal.begin, &goal.end));
        ck_assert(goal.hidden >= 2 && goal.hidden <= SW_GOAL_STEPS);
        ck_assert_uint_eq(goal.actions, 17); /* a tick, and four colours four ways */
        hidden.length = goal.hidden;
        memcpy(hidden.step, goal.program, sizeof goal.program);
        ck_assert(sw_context_goal_holds(&hidden, &goal));
        sw_context_goal_plan(planner, NULL, &goal, &plan);
        sw_context_goal_plan(hasty, NULL, &goal, &soon);
        ck_assert(!plan.found || sw_context_goal_holds(&plan, &goal));
        ck_assert_int_eq(soon.found, plan.found && plan.tried <= 20);
        found += plan.found;
        late += plan.found && !soon.found;
        sw_context_goal_guess(&exam, number, &goal, &plan);
        ck_assert_uint_eq(plan.length, goal.hidden);
        guessed += sw_context_goal_holds(&plan, &goal);
    }
    ck_assert_uint_gt(found, 60);
    ck_assert_uint_gt(late, 10);
    ck_assert_uint_lt(guessed, 30);
    sw_planner_destroy(planner);
    sw_planner_destroy(hasty);
    tear_down(&fixture);
}
END_TEST

/* Goals are reached by who was shown the world more often than by who was shown another. */
START_TEST(who_finds_out_plans_better)
{
    uint32_t held[2] = {0};
    struct sw_planner *planner;
    struct sw_context_examiner *examiner;
    struct sw_error error = {0};
    struct fixture fixture;

    set_up(&fixture);
    learn(&fixture, 800);
    planner = sw_planner_create(100, NULL, &error);
    examiner = sw_context_examiner_create(&fixture.layout, &error);
    ck_assert(planner != NULL && examiner != NULL);
    for (uint64_t number = 0; number < 60; number++)
        for (int another = 0; another < 2; another++) {
            struct sw_context_exam exam = {&fixture.rules, SW_PHYSICS_UNSEEN, another == 1, 5, 4};
            struct sw_context_goal goal;
            struct sw_goal_plan plan;

            ck_assert(sw_context_goal_draw(&exam, number, &goal));
            sw_context_find_out(examiner, &exam, fixture.weights, number, SW_CONTEXT_SHOWN);
            sw_context_goal_plan(planner, examiner, &goal, &plan);
            held[another] += plan.found && sw_context_goal_holds(&plan, &goal);
        }
    ck_assert_msg(held[0] > held[1], "%u goals, %u of who was shown another world", held[0],
                  held[1]);
    sw_context_examiner_destroy(examiner);
    sw_planner_destroy(planner);
    tear_down(&fixture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("context_life");
    TCase *t = tcase_create("context_life");

    tcase_set_timeout(t, 0);
    tcase_add_test(t, slopes_are_measured_ones);
    tcase_add_test(t, fast_weights_find_out);
    tcase_add_test(t, what_is_told_stays);
    tcase_add_test(t, lessons_teach_to_find_out);
    tcase_add_test(t, passes_find_out_more);
    tcase_add_test(t, who_imagines_is_who_is_examined);
    tcase_add_test(t, plans_in_the_world_hold);
    tcase_add_test(t, who_finds_out_plans_better);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
