/* unit_planner.c - plans made in the world hold in it; a smaller budget never finds a plan that a
 * larger one does not; who has learned nothing dreams of plans that fail. */
#include "forecast/goal_policy.h"
#include "forecast/planner.h"
#include "tests/unit/unit_test.h"

enum { GOALS = 20, PROGRAMS = 150 };

static struct sw_episode_rules goal_rules(void)
{
    struct sw_episode_rules rules = {
        .theme = sw_forecast_theme_find("edits"),
        .side_min = 5,
        .side_max = 7,
        .colours = 4,
        .organisms_min = 2,
        .organisms_max = 3,
    };

    sw_episode_rules_begin(&rules);
    return rules;
}

START_TEST(plans_of_the_world_hold)
{
    enum sw_goal_kind kind = (enum sw_goal_kind)_i;
    struct sw_error error = {0};
    struct sw_planner *planner = sw_planner_create(PROGRAMS, NULL, &error);
    struct sw_episode_rules rules = goal_rules();
    uint32_t found = 0;

    ck_assert_ptr_nonnull(planner);
    for (uint64_t number = 0; number < GOALS; number++) {
        struct sw_planner *less;
        struct sw_goal_plan plan, again;
        struct sw_goal goal;

        ck_assert(sw_goal_draw(&rules, kind, 1, number, &goal));
        ck_assert(!sw_grid_equal(&goal.begin, &goal.end));
        ck_assert_uint_ge(goal.hidden, 2);
        ck_assert_uint_gt(goal.actions, 3);
        sw_planner_plan(planner, SW_PLAN_SIMULATE, NULL, &goal, 0, &plan);
        ck_assert_uint_le(plan.tried, PROGRAMS);
        if (!plan.found)
            continue;
        found++;
        ck_assert(sw_plan_holds(&plan, &goal));
        ck_assert_uint_ge(plan.length, 1);
        ck_assert_uint_le(plan.length, SW_PLAN_STEPS);
        less = sw_planner_create(plan.tried, NULL, &error);
        sw_planner_plan(less, SW_PLAN_SIMULATE, NULL, &goal, 0, &again);
        ck_assert(again.found);
        ck_assert_uint_eq(again.tried, plan.tried);
        sw_planner_destroy(less);
        if (plan.tried == 1)
            continue;
        less = sw_planner_create(plan.tried - 1, NULL, &error);
        sw_planner_plan(less, SW_PLAN_SIMULATE, NULL, &goal, 0, &again);
        ck_assert(!again.found);
        sw_planner_destroy(less);
    }
    ck_assert_uint_gt(found, GOALS / 2);
    sw_planner_destroy(planner);
}
END_TEST

START_TEST(dreams_of_the_untaught_fail)
{
    struct sw_error error = {0};
    struct sw_brain_shape shape = {.hidden = 16, .forecast = sw_outlook_senses()};
    struct sw_episode_rules rules = goal_rules();
    struct sw_brain_layout layout;
    struct sw_planner *planner;
    struct sw_dream *dream;
    uint32_t held[SW_PLAN_ENGINE_COUNT] = {0};
    float *weights;

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, &error), 0);
    weights = calloc(layout.floats, sizeof *weights);
    sw_brain_founder(&layout, 1, 0, weights);
    dream = sw_dream_create(&layout, &error);
    planner = sw_planner_create(PROGRAMS, dream, &error);
    ck_assert_ptr_nonnull(planner);
    for (uint64_t number = 0; number < GOALS; number++)
        for (int engine = 0; engine <= SW_PLAN_BLIND; engine++) {
            struct sw_goal goal;
            struct sw_goal_plan plan;

            ck_assert(sw_goal_draw(&rules, SW_GOAL_PUSH, 1, number, &goal));
            sw_planner_plan(planner, (enum sw_plan_engine)engine, weights, &goal, number, &plan);
            held[engine] += plan.found && sw_plan_holds(&plan, &goal);
            if (engine == SW_PLAN_BLIND)
                ck_assert_uint_eq(plan.length, goal.hidden);
        }
    ck_assert_uint_gt(held[SW_PLAN_SIMULATE], held[SW_PLAN_IMAGINE] + 5);
    ck_assert_uint_gt(held[SW_PLAN_SIMULATE], held[SW_PLAN_BLIND] + 5);
    sw_planner_destroy(planner);
    sw_dream_destroy(dream);
    free(weights);
}
END_TEST

/* How many of some goals a policy reaches. */
static uint32_t reached(uint32_t generations)
{
    struct sw_error error = {0};
    struct sw_episode_rules rules = goal_rules();
    struct sw_goal_policy *policy = sw_goal_policy_create(&rules, 1, &error);
    uint32_t held = 0;

    ck_assert_ptr_nonnull(policy);
    ck_assert_int_eq(sw_goal_policy_teach(policy, generations, &error), 0);
    for (uint64_t number = 0; number < 60; number++) {
        struct sw_goal_plan plan;
        struct sw_goal goal;

        ck_assert(
            sw_goal_draw(&rules, (enum sw_goal_kind)(number % SW_GOAL_KINDS), 1, number, &goal));
        ck_assert_int_eq(sw_goal_policy_act(policy, &goal, &plan, &error), 0);
        ck_assert_uint_eq(plan.tried, 1);
        ck_assert_uint_le(plan.length, SW_PLAN_STEPS);
        ck_assert_int_eq(plan.found, sw_plan_holds(&plan, &goal));
        held += sw_plan_holds(&plan, &goal);
    }
    sw_goal_policy_destroy(policy);
    return held;
}

START_TEST(policies_learn)
{
    ck_assert_uint_gt(reached(1), reached(0) + 3);
}
END_TEST

START_TEST(hidden_programs_reach_their_goals)
{
    struct sw_episode_rules rules = goal_rules();

    for (uint64_t number = 0; number < GOALS; number++) {
        struct sw_goal_plan plan = {.found = true};
        struct sw_goal goal;

        ck_assert(
            sw_goal_draw(&rules, (enum sw_goal_kind)(number % SW_GOAL_KINDS), 2, number, &goal));
        plan.length = goal.hidden;
        memcpy(plan.step, goal.program, goal.hidden);
        ck_assert(sw_plan_holds(&plan, &goal));
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("planner");
    TCase *t = tcase_create("planner");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, plans_of_the_world_hold, 0, SW_GOAL_KINDS);
    tcase_add_test(t, dreams_of_the_untaught_fail);
    tcase_add_test(t, policies_learn);
    tcase_add_test(t, hidden_programs_reach_their_goals);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
