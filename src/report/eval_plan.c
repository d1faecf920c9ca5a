#include "report/eval_plan.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/table.h"
#include "forecast/goal_policy.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { BUDGETS = 6 };

static const uint32_t budgets[BUDGETS] = {1, 10, 100, 1000, 10000, 100000};

#define NAME(id, name) name,

static const char *const engines[] = {SW_PLAN_ENGINES(NAME, NAME)};

static int find_engine(const char *name)
{
    for (int i = 0; i < SW_PLAN_ENGINE_COUNT; i++)
        if (strcmp(engines[i], name) == 0)
            return i;
    return -1;
}

/* What came of the goals of one kind. */
struct outcome {
    uint64_t goals, found, held; /* plans believed in; those that reached the goal */
    uint64_t within[BUDGETS];    /* held, and found by at most so many programs */
    uint64_t programs, steps;    /* tried; of plans */
    double seconds;
};

struct answer {
    uint64_t id;
    double taught;                          /* core-seconds that a policy was taught for */
    struct outcome kind[SW_GOAL_KINDS + 1]; /* the last: all */
};

static void count(struct outcome *outcome, const struct sw_goal_plan *plan, bool holds)
{
    outcome->goals++;
    outcome->found += plan->found;
    outcome->held += holds;
    outcome->programs += plan->tried;
    outcome->steps += plan->length;
    for (int i = 0; i < BUDGETS; i++)
        outcome->within[i] += holds && plan->tried <= budgets[i];
}

/* Who plans. */
struct plotter {
    struct sw_planner *planner;
    struct sw_goal_policy *policy; /* of the engine of that name */
    const float *weights;
    enum sw_plan_engine engine;
};

static int plan_kind(const struct plotter *plotter, const struct sw_eval_plan *eval,
                     const struct sw_episode_rules *rules, enum sw_goal_kind kind,
                     struct answer *answer, struct sw_error *error)
{
    struct outcome *all = &answer->kind[SW_GOAL_KINDS];
    double begun = sw_clock_thread();

    for (uint64_t number = 0; number < eval->goals; number++) {
        struct sw_goal goal;
        struct sw_goal_plan plan;
        bool holds;

        if (!sw_goal_draw(rules, kind, eval->seed, number, &goal))
            continue;
        if (plotter->policy == NULL)
            sw_planner_plan(plotter->planner, plotter->engine, plotter->weights, &goal,
                            eval->seed + number, &plan);
        else if (sw_goal_policy_act(plotter->policy, &goal, &plan, error) != 0)
            return -1;
        holds = plan.found && sw_plan_holds(&plan, &goal);
        count(&answer->kind[kind], &plan, holds);
        count(all, &plan, holds);
    }
    answer->kind[kind].seconds = sw_clock_thread() - begun;
    all->seconds += answer->kind[kind].seconds;
    return 0;
}

static const char *kind_name(uint32_t kind)
{
    return kind < SW_GOAL_KINDS ? sw_goal_name((enum sw_goal_kind)kind) : "all";
}

static double share(uint64_t part, uint64_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

static void tell_json(const struct sw_archive *archive, const struct sw_eval_plan *eval,
                      const struct answer *answer)
{
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", answer->id);
    sw_json_text(&json, "plan", eval->engine);
    sw_json_count(&json, "thoughts", eval->programs);
    sw_json_count(&json, "goals_seed", eval->seed);
    if (find_engine(eval->engine) == SW_PLAN_POLICY) {
        sw_json_count(&json, "taught", eval->taught);
        sw_json_real(&json, "taught_core_seconds", answer->taught);
    }
    sw_json_open(&json, "goals", '[');
    for (uint32_t kind = 0; kind <= SW_GOAL_KINDS; kind++) {
        const struct outcome *outcome = &answer->kind[kind];

        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "kind", kind_name(kind));
        sw_json_count(&json, "goals", outcome->goals);
        sw_json_count(&json, "found", outcome->found);
        sw_json_count(&json, "solved", outcome->held);
        sw_json_real(&json, "false_plans", share(outcome->found - outcome->held, outcome->found));
        sw_json_open(&json, "solved_within", '[');
        for (int i = 0; i < BUDGETS && budgets[i] <= eval->programs; i++)
            sw_json_count(&json, NULL, outcome->within[i]);
        sw_json_close(&json, ']');
        sw_json_count(&json, "programs", outcome->programs);
        sw_json_real(&json, "core_seconds", outcome->seconds);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_print_json_run(&json, archive);
    sw_json_close(&json, '}');
}

/* A policy tries nothing and believes nothing: it reaches the goal or not. */
static int tell_policy(const struct sw_eval_plan *eval, const struct answer *answer,
                       struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"goal", SW_ALIGN_LEFT},
        {"reached", SW_ALIGN_RIGHT},
        {"steps", SW_ALIGN_RIGHT},
        {"us", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    printf("policy: %" PRIu64 " goals of each kind; taught %" PRIu64
           " generations (%.1f core-seconds)\n\n",
           eval->goals, eval->taught, answer->taught);
    for (uint32_t kind = 0; kind <= SW_GOAL_KINDS; kind++) {
        const struct outcome *outcome = &answer->kind[kind];

        if (kind == SW_GOAL_KINDS)
            sw_table_rule(table);
        sw_table_cell(table, "%s", kind_name(kind));
        sw_table_cell(table, "%.1f %%", 100 * share(outcome->held, outcome->goals));
        sw_table_cell(table, "%.1f", share(outcome->steps, outcome->goals));
        sw_table_cell(table, "%.1f", 1e6 * outcome->seconds / (double)outcome->goals);
    }
    if (sw_print_table(table, error) != 0)
        return -1;
    sw_print_folded("The policy sees the real canvas after each step; engines that plan see the "
                    "first canvas alone. steps: done, 8 at most. us: core time of a goal.",
                    0, SW_TABLE_WIDTH, stdout);
    return 0;
}

static int tell(const struct sw_eval_plan *eval, const struct answer *answer,
                struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"goal", SW_ALIGN_LEFT},   {"within 1", SW_ALIGN_RIGHT}, {"10", SW_ALIGN_RIGHT},
        {"100", SW_ALIGN_RIGHT},   {"1,000", SW_ALIGN_RIGHT},    {"solved", SW_ALIGN_RIGHT},
        {"false", SW_ALIGN_RIGHT}, {"us", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    printf("%s: %" PRIu64 " goals of each kind, at most %" PRIu64 " programs\n\n", eval->engine,
           eval->goals, eval->programs);
    for (uint32_t kind = 0; kind <= SW_GOAL_KINDS; kind++) {
        const struct outcome *outcome = &answer->kind[kind];

        if (kind == SW_GOAL_KINDS)
            sw_table_rule(table);
        sw_table_cell(table, "%s", kind_name(kind));
        for (int i = 0; i < 4; i++)
            if (budgets[i] <= eval->programs)
                sw_table_cell(table, "%.1f %%", 100 * share(outcome->within[i], outcome->goals));
            else
                sw_table_cell(table, "-");
        sw_table_cell(table, "%.1f %%", 100 * share(outcome->held, outcome->goals));
        sw_table_cell(table, "%.1f %%",
                      100 * share(outcome->found - outcome->held, outcome->found));
        sw_table_cell(table, "%.1f", 1e6 * outcome->seconds / (double)outcome->programs);
    }
    if (sw_print_table(table, error) != 0)
        return -1;
    sw_print_folded("Goals that plans reach in the world, with at most so many programs tried for "
                    "each. false: plans that reach the goal in what the engine believes, and not "
                    "in the world. us: core time of a program.",
                    0, SW_TABLE_WIDTH, stdout);
    return 0;
}

static int check(const struct sw_eval_plan *eval, struct sw_error *error)
{
    if (find_engine(eval->engine) < 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan is \"%.100s\"; it must be simulate, imagine, policy or blind",
                       eval->engine);
    if (eval->taught > 0 && find_engine(eval->engine) != SW_PLAN_POLICY)
        return sw_fail(error, SW_EXIT_USAGE, "--tune teaches a policy: leave it out of --plan=%s",
                       eval->engine);
    if (eval->programs == 0 || eval->programs > SW_PLAN_PROGRAMS_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--thoughts is %" PRIu64 "; with --plan it must be from 1 to %u",
                       eval->programs, SW_PLAN_PROGRAMS_MAX);
    if (eval->counted &&
        (find_engine(eval->engine) == SW_PLAN_BLIND || find_engine(eval->engine) == SW_PLAN_POLICY))
        sw_log_warning("--thoughts has no effect with --plan=%s, which tries one program for each "
                       "goal",
                       eval->engine);
    if (find_engine(eval->engine) == SW_PLAN_POLICY && eval->taught == 0)
        sw_log_warning("--plan=policy without --tune=N is not taught: it acts by random weights");
    return 0;
}

/* Without lessons it acts by its random weights. */
static int teach_policy(const struct sw_archive *archive, const struct sw_eval_plan *eval,
                        const struct sw_episode_rules *rules, struct plotter *plotter,
                        struct answer *answer, struct sw_error *error)
{
    double begun = sw_clock_thread();

    plotter->policy = sw_goal_policy_create(rules, archive->settings.run.seed, error);
    if (plotter->policy == NULL ||
        sw_goal_policy_teach(plotter->policy, (uint32_t)eval->taught, error) != 0)
        return -1;
    answer->taught = sw_clock_thread() - begun;
    return 0;
}

/* Forecasters of worlds that are hidden plan in their forecasts alone. */
static int check_engine(const struct sw_archive *archive, const struct sw_eval_plan *eval,
                        struct sw_error *error)
{
    if (!sw_settings_hides(&archive->settings) || find_engine(eval->engine) != SW_PLAN_SIMULATE)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "--plan=simulate plans in the engine of the worlds, and in this run nobody has "
                   "it (worlds.physics = hidden): give --plan=imagine, policy or blind");
}

int sw_eval_plans(struct sw_archive *archive, const struct sw_eval_plan *eval,
                  struct sw_error *error)
{
    struct sw_episode_rules rules = sw_settings_episode_rules(&archive->settings);
    const char *name = eval->member != NULL ? eval->member : "best";
    struct plotter plotter = {.planner = NULL};
    struct sw_dream *dream = NULL;
    struct sw_individual member = {0};
    struct answer answer = {0};
    int result = 0;

    if (check(eval, error) != 0 || check_engine(archive, eval, error) != 0)
        return -1;
    plotter.engine = (enum sw_plan_engine)find_engine(eval->engine);
    if (plotter.engine == SW_PLAN_IMAGINE) {
        dream = sw_dream_create(&archive->layout, error);
        result = dream == NULL ? -1 : 0;
    }
    if (result == 0 && plotter.engine != SW_PLAN_POLICY) {
        plotter.planner = sw_planner_create((uint32_t)eval->programs, dream, error);
        result = plotter.planner == NULL ? -1 : 0;
    }
    if (result == 0)
        result = sw_archive_member(archive, name, &answer.id, error);
    if (result == 0)
        result = sw_archive_rebuild(archive, answer.id, true, &member, error);
    plotter.weights = member.weights;
    if (result == 0 && plotter.engine == SW_PLAN_POLICY)
        result = teach_policy(archive, eval, &rules, &plotter, &answer, error);
    for (int kind = 0; kind < SW_GOAL_KINDS && result == 0; kind++)
        result = plan_kind(&plotter, eval, &rules, (enum sw_goal_kind)kind, &answer, error);
    sw_goal_policy_destroy(plotter.policy);
    sw_individual_free(&member);
    sw_planner_destroy(plotter.planner);
    sw_dream_destroy(dream);
    if (result != 0)
        return -1;
    if (!eval->json)
        return (plotter.engine == SW_PLAN_POLICY ? tell_policy : tell)(eval, &answer, error);
    tell_json(archive, eval, &answer);
    return 0;
}
