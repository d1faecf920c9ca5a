#include "report/replay_dream.h"

#include "base/table.h"
#include "forecast/planner.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WRONG = 2 }; /* the colour of cells that differ */

/* What is lived: a scene, and steps. */
struct script {
    struct sw_episode episode;
    struct sw_goal goal; /* of a plan */
    struct sw_goal_plan plan;
};

static void tell_episode(const struct sw_replay_dream *wish, const struct script *script,
                         uint64_t member)
{
    printf("member %" PRIu64 " dreams episode %" PRIu64
           ": %u deeds, each done to the forecast canvas\n\n",
           member, wish->number, script->episode.steps);
    sw_render_grid(&script->episode.grid, wish->style, 2, stdout);
}

static void tell_plan(const struct sw_replay_dream *wish, const struct script *script,
                      uint64_t member)
{
    const struct sw_render_column column[2] = {{&script->goal.begin, "canvas"},
                                               {&script->goal.end, "goal"}};

    printf("member %" PRIu64 " plans for goal %" PRIu64 " of kind %s: tried %u programs in its "
           "forecasts\n\n",
           member, wish->number, sw_goal_name(wish->goal), script->plan.tried);
    sw_render_columns(column, 2, false, wish->style, 2, stdout);
    if (!script->plan.found)
        printf("\nno program that it tried reaches the goal in its forecasts\n");
}

static int plan_goal(const struct sw_archive *archive, const struct sw_replay_dream *wish,
                     struct sw_dream *dream, const float *weights,
                     const struct sw_episode_rules *rules, struct script *script,
                     struct sw_error *error)
{
    uint64_t seed = archive->settings.run.seed;
    struct sw_planner *planner;

    if (!sw_goal_draw(rules, wish->goal, seed, wish->number, &script->goal))
        return sw_fail(error, SW_EXIT_USAGE,
                       "no goal %" PRIu64 " of kind %s was found in the scenes of this run; give "
                       "another --puzzle",
                       wish->number, sw_goal_name(wish->goal));
    planner = sw_planner_create((uint32_t)wish->programs, dream, error);
    if (planner == NULL)
        return -1;
    sw_planner_plan(planner, SW_PLAN_IMAGINE, weights, &script->goal, seed + wish->number,
                    &script->plan);
    sw_planner_destroy(planner);
    sw_grid_copy(&script->episode.grid, &script->goal.begin);
    script->episode.steps = script->plan.found ? script->plan.length : 0;
    for (uint32_t i = 0; i < script->episode.steps; i++)
        script->episode.step[i] = script->goal.action[script->plan.step[i]];
    return 0;
}

/* What was said of how many organisms. */
static void tell_words(const struct sw_dream_said *said)
{
    bool any = false;

    for (uint32_t w = 0; w < sw_organism_edit_count(); w++)
        if (said->word[w] > 0) {
            printf("%s%s%s (%u)", any ? "" : "said: ", any ? ", " : "",
                   sw_organism_edit_row(w)->name, said->word[w]);
            any = true;
        }
    printf("%s", any ? "\n" : "");
}

/* What is dreamt beside what really comes and, where they differ, which cells do. */
static void show_beside(enum sw_render_style style, const struct sw_grid *dreamt,
                        const struct sw_grid *real)
{
    bool alike = real->width == dreamt->width && real->height == dreamt->height;
    struct sw_grid differs;
    const struct sw_render_column column[3] = {
        {dreamt, "dream"}, {real, "world"}, {&differs, "wrong"}};

    sw_grid_clear(&differs, real->width, real->height);
    for (int y = 0; y < real->height && alike; y++)
        for (int x = 0; x < real->width; x++)
            differs.cell[y][x] = dreamt->cell[y][x] != real->cell[y][x] ? WRONG : 0;
    sw_render_columns(column, alike && !sw_grid_equal(dreamt, real) ? 3 : 2, false, style, 8,
                      stdout);
}

static void tell_step(const struct sw_replay_dream *wish, const struct sw_episode_step *step,
                      uint32_t number, const struct sw_dream_said *said,
                      const struct sw_grid *dreamt, const struct sw_grid *real)
{
    uint32_t wrong = sw_grid_difference(dreamt, real);

    printf("\nstep %u  %s%s%s, colour %u in hand", number,
           step->select != 0 ? sw_edit_row(step->select)->name : "", step->select != 0 ? ", " : "",
           step->deed.name, step->colour);
    if (said->passes > 1)
        printf(", in %u passes", said->passes);
    if (wrong == 0)
        printf(": as the world\n");
    else
        printf(": %u %s wrong\n", wrong, wrong == 1 ? "cell" : "cells");
    tell_words(said);
    show_beside(wish->style, dreamt, real);
}

/* name: of the one line; NULL: lines are named by their steps. */
static int tell_measures(const struct sw_dream_depth *depth, uint32_t steps, const char *name,
                         struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"after", SW_ALIGN_LEFT},
        {"canvas", SW_ALIGN_RIGHT},
        {"changed cells right", SW_ALIGN_RIGHT},
        {"cells wrongly changed", SW_ALIGN_RIGHT},
        {"nothing changes", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    for (uint32_t i = 1; i <= steps; i *= 2) {
        const struct sw_dream_depth *at = &depth[i - 1];

        if (name != NULL)
            sw_table_cell(table, "%s", name);
        else
            sw_table_cell(table, "%u %s", i, i == 1 ? "step" : "steps");
        sw_table_cell(table, "%s", at->exact ? "exact" : "wrong");
        sw_table_cell(table, "%" PRIu64 " of %" PRIu64, at->right, at->changed);
        sw_table_cell(table, "%" PRIu64, at->false_changes);
        sw_table_cell(table, "%s", at->still ? "exact" : "wrong");
    }
    printf("\n");
    return sw_print_table(table, error);
}

static int live(const struct sw_replay_dream *wish, struct sw_dream *dream, const float *weights,
                const struct script *script, struct sw_error *error)
{
    const struct sw_episode *episode = &script->episode;
    struct sw_dream_depth depth[SW_EPISODE_STEPS];
    struct sw_grid real, dreamt, next;

    memset(depth, 0, sizeof depth);
    sw_grid_copy(&real, &episode->grid);
    sw_grid_copy(&dreamt, &episode->grid);
    for (uint32_t i = 0; i < episode->steps; i++) {
        sw_episode_do(&episode->step[i], &real, &next);
        sw_grid_copy(&real, &next);
        sw_dream_step(dream, weights, &episode->step[i], &dreamt, &next);
        sw_grid_copy(&dreamt, &next);
        sw_dream_compare(&episode->grid, &real, &dreamt, &depth[i]);
        tell_step(wish, &episode->step[i], i + 1, sw_dream_said(dream), &dreamt, &real);
    }
    if (wish->plans && script->plan.found)
        printf("\nthe plan %s in the world\n", sw_grid_equal(&real, &script->goal.end)
                                                   ? "reaches the goal"
                                                   : "does not reach the goal");
    return episode->steps == 0 ? 0 : tell_measures(depth, episode->steps, NULL, error);
}

static int check(const struct sw_archive *archive, struct sw_error *error)
{
    const struct sw_forecast_theme *theme = sw_settings_forecast(&archive->settings);

    if (theme->context)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "the worlds of this run (worlds.source = forecast:%s) each have a physics of "
            "their own, which is found out transition by transition: eval says how far",
            theme->name);
    return 0;
}

int sw_replay_dream(struct sw_archive *archive, const struct sw_replay_dream *wish,
                    struct sw_error *error)
{
    struct sw_episode_rules rules;
    struct sw_individual member = {0};
    struct sw_dream *dream;
    struct script script = {0};
    uint64_t id;
    int result;

    if (check(archive, error) != 0 || sw_archive_member(archive, wish->member, &id, error) != 0 ||
        sw_archive_rebuild(archive, id, true, &member, error) != 0)
        return -1;
    rules = sw_settings_episode_rules(&archive->settings);
    dream = sw_dream_create(&archive->layout, error);
    result = dream == NULL ? -1 : 0;
    if (result == 0 && wish->plans)
        result = plan_goal(archive, wish, dream, member.weights, &rules, &script, error);
    else if (result == 0)
        sw_dream_episode(&rules, archive->settings.run.seed, wish->number, SW_EPISODE_STEPS,
                         &script.episode);
    if (result == 0) {
        (wish->plans ? tell_plan : tell_episode)(wish, &script, id);
        result = live(wish, dream, member.weights, &script, error);
    }
    sw_dream_destroy(dream);
    sw_individual_free(&member);
    return result;
}

/* ---- agents that solve puzzles ---- */

/* Whether two grids are of one size: an act that cannot be forecast may change it. */
static bool one_size(const struct sw_grid *a, const struct sw_grid *b)
{
    return a->width == b->width && a->height == b->height;
}

static void tell_act(const char *name, bool known, const struct sw_grid *dreamt,
                     const struct sw_grid *real)
{
    uint32_t wrong = one_size(dreamt, real) ? sw_grid_difference(dreamt, real) : 0;

    printf("\n%s: ", name);
    if (!known)
        printf("it cannot forecast that\n");
    else if (!one_size(dreamt, real))
        printf("the canvases have different sizes\n");
    else if (wrong == 0)
        printf("as the world\n");
    else
        printf("%u %s wrong\n", wrong, wrong == 1 ? "cell" : "cells");
}

int sw_replay_imagined(const struct sw_imagination *imagination, const struct sw_program *program,
                       const struct sw_puzzle *puzzle, enum sw_render_style style,
                       struct sw_error *error)
{
    const struct sw_edit_engine *engine = sw_imagination_engine(imagination);
    const struct sw_grid *begin = &puzzle->test[0].canvas;
    struct sw_edit_memory memory[2];
    struct sw_canvas dreamt = sw_canvas_of(begin), real = sw_canvas_of(begin);
    struct sw_dream_depth depth = {0};

    if (sw_tokens_remember(program->token, program->length)) {
        sw_canvas_remember(&dreamt, &memory[0]);
        sw_canvas_remember(&real, &memory[1]);
    }
    sw_render_grid(begin, style, 2, stdout);
    for (uint32_t i = 0; i < program->length; i++) {
        uint32_t token = program->token[i];
        const struct sw_edit *row = sw_edit_row(token);

        engine->edit(engine->context, &dreamt, token);
        sw_edit_do(&real, token);
        if (row->group != SW_EDIT_ACT && row->group != SW_EDIT_CONTROL) {
            printf("\n%s\n", row->name);
            continue;
        }
        tell_act(row->name,
                 row->group == SW_EDIT_CONTROL || sw_imagination_knows(imagination, token),
                 &dreamt.grid, &real.grid);
        show_beside(style, &dreamt.grid, &real.grid);
    }
    printf("\nthe target is %s in its forecasts, and %s in the world\n",
           puzzle->test_has_target[0] && sw_grid_equal(&dreamt.grid, &puzzle->test[0].target)
               ? "reached"
               : "not reached",
           puzzle->test_has_target[0] && sw_grid_equal(&real.grid, &puzzle->test[0].target)
               ? "reached"
               : "not reached");
    if (!one_size(&dreamt.grid, begin) || !one_size(&real.grid, begin))
        return 0;
    sw_dream_compare(begin, &real.grid, &dreamt.grid, &depth);
    return tell_measures(&depth, 1, "the program", error);
}
