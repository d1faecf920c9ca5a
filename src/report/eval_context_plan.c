#include "report/eval_context_plan.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/table.h"
#include "forecast/context_plan.h"
#include "report/eval_plan.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { BUDGETS = 6, LINES_MAX = 6 };

static const uint32_t budgets[BUDGETS] = {1, 10, 100, 1000, 10000, 100000};
static const char *const pools[] = {"met", "unseen", "held"};

/* One line: in which worlds, what was shown, and what came of the goals. */
struct line {
    struct sw_context_exam exam;
    uint32_t shown;
    uint64_t goals, found, held; /* plans believed in; those that reached the goal */
    uint64_t within[BUDGETS];    /* held, and found by at most so many programs */
    uint64_t programs;           /* tried */
    double seconds;              /* of planning */
};

struct report {
    struct sw_episode_rules rules;
    enum sw_plan_engine engine;
    uint64_t id; /* of the member that plans */
    uint32_t lines;
    struct line line[LINES_MAX];
};

static void add(struct report *report, const struct sw_eval_context_plan *eval,
                enum sw_physics_pool pool, uint32_t shown, bool another)
{
    report->line[report->lines++] = (struct line){
        .exam = {&report->rules, pool, another, eval->seed, (uint32_t)eval->passes},
        .shown = shown,
    };
}

/* Who imagines is shown nothing, its world, and another; who is told, and the references, nothing.
 */
static void list_lines(struct report *report, const struct sw_eval_context_plan *eval)
{
    int last = report->rules.holds.count > 0 ? SW_PHYSICS_HELD : SW_PHYSICS_UNSEEN;

    for (int pool = SW_PHYSICS_UNSEEN; pool <= last; pool++) {
        add(report, eval, (enum sw_physics_pool)pool, 0, false);
        if (report->engine != SW_PLAN_IMAGINE || report->rules.theme->told)
            continue;
        add(report, eval, (enum sw_physics_pool)pool, SW_CONTEXT_SHOWN, false);
        add(report, eval, (enum sw_physics_pool)pool, SW_CONTEXT_SHOWN, true);
    }
}

static void count(struct line *line, const struct sw_goal_plan *plan, bool holds)
{
    line->goals++;
    line->found += plan->found;
    line->held += holds;
    line->programs += plan->tried;
    for (int i = 0; i < BUDGETS; i++)
        line->within[i] += holds && plan->tried <= budgets[i];
}

/* believed: of who imagines; NULL for the others. */
static void plan_line(const struct report *report, const struct sw_eval_context_plan *eval,
                      struct sw_planner *planner, struct sw_context_examiner *believed,
                      const float *weights, struct line *line)
{
    for (uint64_t number = 0; number < eval->worlds; number++) {
        struct sw_context_goal goal;
        struct sw_goal_plan plan;
        double begun;

        if (!sw_context_goal_draw(&line->exam, number, &goal))
            continue;
        if (believed != NULL)
            sw_context_find_out(believed, &line->exam, weights, number, line->shown);
        begun = sw_clock_thread();
        if (report->engine == SW_PLAN_BLIND)
            sw_context_goal_guess(&line->exam, number, &goal, &plan);
        else
            sw_context_goal_plan(planner, believed, &goal, &plan);
        line->seconds += sw_clock_thread() - begun;
        count(line, &plan, plan.found && sw_context_goal_holds(&plan, &goal));
    }
}

static double share(uint64_t part, uint64_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

static void line_json(struct sw_json *json, const struct sw_eval_context_plan *eval,
                      const struct line *line)
{
    sw_json_open(json, NULL, '{');
    sw_json_text(json, "physics", pools[line->exam.pool]);
    sw_json_text(json, "of", line->exam.shuffled ? "another" : "same");
    sw_json_count(json, "shown", line->shown);
    sw_json_count(json, "goals", line->goals);
    sw_json_count(json, "found", line->found);
    sw_json_count(json, "solved", line->held);
    sw_json_real(json, "false_plans", share(line->found - line->held, line->found));
    sw_json_open(json, "solved_within", '[');
    for (int i = 0; i < BUDGETS && budgets[i] <= eval->programs; i++)
        sw_json_count(json, NULL, line->within[i]);
    sw_json_close(json, ']');
    sw_json_count(json, "programs", line->programs);
    sw_json_real(json, "core_seconds", line->seconds);
    sw_json_close(json, '}');
}

static void tell_json(const struct sw_archive *archive, const struct sw_eval_context_plan *eval,
                      const struct report *report)
{
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", report->id);
    sw_json_text(&json, "forecast", report->rules.theme->name);
    sw_json_text(&json, "plan", eval->engine);
    sw_json_count(&json, "thoughts", eval->programs);
    sw_json_count(&json, "passes", eval->passes);
    sw_json_count(&json, "goals_seed", eval->seed);
    sw_json_open(&json, "lines", '[');
    for (uint32_t i = 0; i < report->lines; i++)
        line_json(&json, eval, &report->line[i]);
    sw_json_close(&json, ']');
    sw_print_json_run(&json, archive);
    sw_json_close(&json, '}');
}

static void name_line(const struct report *report, const struct line *line, struct sw_table *table)
{
    const char *pool = pools[line->exam.pool];

    if (report->engine != SW_PLAN_IMAGINE)
        sw_table_cell(table, "%s", pool);
    else if (report->rules.theme->told)
        sw_table_cell(table, "%s, told", pool);
    else if (line->exam.shuffled)
        sw_table_cell(table, "%s, another", pool);
    else if (line->shown > 0)
        sw_table_cell(table, "%s, %u shown", pool, line->shown);
    else
        sw_table_cell(table, "%s, nothing", pool);
}

static int tell(const struct sw_eval_context_plan *eval, const struct report *report,
                struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"world", SW_ALIGN_LEFT},  {"within 1", SW_ALIGN_RIGHT}, {"10", SW_ALIGN_RIGHT},
        {"100", SW_ALIGN_RIGHT},   {"1,000", SW_ALIGN_RIGHT},    {"solved", SW_ALIGN_RIGHT},
        {"false", SW_ALIGN_RIGHT}, {"us", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    printf("%s: a goal in each of %" PRIu64 " worlds, at most %" PRIu64 " programs\n\n",
           eval->engine, eval->worlds, eval->programs);
    for (uint32_t k = 0; k < report->lines; k++) {
        const struct line *line = &report->line[k];

        name_line(report, line, table);
        for (int i = 0; i < 4; i++)
            if (budgets[i] <= eval->programs)
                sw_table_cell(table, "%.1f %%", 100 * share(line->within[i], line->goals));
            else
                sw_table_cell(table, "-");
        sw_table_cell(table, "%.1f %%", 100 * share(line->held, line->goals));
        sw_table_cell(table, "%.1f %%", 100 * share(line->found - line->held, line->found));
        if (line->programs == 0)
            sw_table_cell(table, "-");
        else
            sw_table_cell(table, "%.1f", 1e6 * line->seconds / (double)line->programs);
    }
    if (sw_print_table(table, error) != 0)
        return -1;
    sw_print_folded("Goals that plans reach in worlds of combinations that no life met, with at "
                    "most so many programs tried for each. another: the transitions that were "
                    "shown are of another world. false: plans that reach the goal in what is "
                    "believed of the world, and not in the world. us: core time of a program.",
                    0, SW_TABLE_WIDTH, stdout);
    return 0;
}

static int check(const struct sw_settings *settings, const struct sw_eval_context_plan *eval,
                 enum sw_plan_engine *engine, struct sw_error *error)
{
    bool simulates = strcmp(eval->engine, "simulate") == 0;
    bool blind = strcmp(eval->engine, "blind") == 0;

    if (strcmp(eval->engine, "policy") == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan=policy is taught what deeds are for, and in this run each world has "
                       "deeds of its own (worlds.source = %s): give imagine, simulate or blind",
                       settings->worlds.source);
    if (!simulates && !blind && strcmp(eval->engine, "imagine") != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan is \"%.100s\"; in this run it must be imagine, simulate or blind",
                       eval->engine);
    if (eval->programs == 0 || eval->programs > SW_PLAN_PROGRAMS_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--thoughts is %" PRIu64 "; with --plan it must be from 1 to %u",
                       eval->programs, SW_PLAN_PROGRAMS_MAX);
    *engine = simulates ? SW_PLAN_SIMULATE : blind ? SW_PLAN_BLIND : SW_PLAN_IMAGINE;
    if (blind && eval->counted)
        sw_log_warning("--thoughts has no effect with --plan=blind, which tries one program for "
                       "each goal");
    if (eval->passes > 1 && *engine != SW_PLAN_IMAGINE)
        sw_log_warning("--passes has no effect with --plan=%s, which is shown nothing",
                       eval->engine);
    return 0;
}

int sw_eval_context_plans(struct sw_archive *archive, const struct sw_eval_context_plan *eval,
                          struct sw_error *error)
{
    struct report report = {.rules = sw_settings_episode_rules(&archive->settings)};
    const char *name = eval->member != NULL ? eval->member : "best";
    struct sw_context_examiner *believed = NULL;
    struct sw_planner *planner = NULL;
    struct sw_individual member = {0};
    int result = -1;

    if (check(&archive->settings, eval, &report.engine, error) != 0)
        return -1;
    list_lines(&report, eval);
    planner = sw_planner_create((uint32_t)eval->programs, NULL, error);
    if (report.engine == SW_PLAN_IMAGINE)
        believed = sw_context_examiner_create(&archive->layout, error);
    if (planner != NULL && (believed != NULL || report.engine != SW_PLAN_IMAGINE) &&
        sw_archive_member(archive, name, &report.id, error) == 0)
        result = sw_archive_rebuild(archive, report.id, true, &member, error);
    for (uint32_t i = 0; i < report.lines && result == 0; i++)
        plan_line(&report, eval, planner, believed, member.weights, &report.line[i]);
    sw_individual_free(&member);
    sw_context_examiner_destroy(believed);
    sw_planner_destroy(planner);
    if (result != 0)
        return -1;
    if (!eval->json)
        return tell(eval, &report, error);
    tell_json(archive, eval, &report);
    return 0;
}
