/* eval_without_puzzles.c - eval of runs whose members sit at no puzzles. */
#include "cli/eval_request.h"
#include "report/eval_body.h"
#include "report/eval_context.h"
#include "report/eval_context_plan.h"
#include "report/eval_forecast.h"
#include "report/eval_function.h"
#include "report/eval_plan.h"

#define PROGRAMS_USUAL 1000u /* that a planner tries for a goal */

/* Members that are vectors have no puzzles to sit at. */
static int evaluate_function(struct sw_archive *archive, const struct sw_eval_request *request,
                             struct sw_error *error)
{
    if (request->gamed || request->channelled || request->counted || request->seeded ||
        request->arcs > 0 || request->families || request->thinks || request->spreads ||
        request->source != NULL || request->reverse > 0 || request->listener != NULL)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "the members of this run are vectors on a function (worlds.source = %s), and "
            "sit at no puzzles: give --member and --json only",
            archive->settings.worlds.source);
    return sw_eval_function(archive, request->member, request->json, error);
}

/* Bodies have no puzzles either, but worlds that no life has met. */
static int evaluate_bodies(struct sw_archive *archive, const struct sw_eval_request *request,
                           struct sw_error *error)
{
    struct sw_eval_body eval = {
        .member = request->member,
        .worlds = request->puzzles,
        .seed = request->seeded ? request->seed : archive->settings.run.seed,
        .reverse = request->reverse,
        .json = request->json,
    };

    if (request->gamed || request->channelled || request->arcs > 0 || request->families ||
        request->thinks || request->spreads || request->listener != NULL ||
        request->source != NULL || request->puzzles == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run are bodies (worlds.source = %s), and sit at no "
                       "puzzles: give --member, --puzzles (worlds, at least 1), --seed, --reverse "
                       "and --json only",
                       archive->settings.worlds.source);
    return sw_eval_bodies(archive, &eval, error);
}

/* Goals in worlds whose physics is found out. */
static int plan_in_context(struct sw_archive *archive, const struct sw_eval_request *request,
                           uint64_t seed, struct sw_error *error)
{
    struct sw_eval_context_plan eval = {
        .member = request->member,
        .engine = request->plan,
        .counted = request->thinks,
        .programs = request->thinks ? request->thoughts : PROGRAMS_USUAL,
        .worlds = request->puzzles,
        .seed = seed,
        .passes = request->passes,
        .json = request->json,
    };

    if (request->tune > 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--tune teaches copies in weights, and --plan plans by what was found out "
                       "in context: give one of them");
    return sw_eval_context_plans(archive, &eval, error);
}

/* Forecasters see what is done to canvases. */
static int evaluate_forecasts(struct sw_archive *archive, const struct sw_eval_request *request,
                              struct sw_error *error)
{
    struct sw_eval_forecast eval = {
        .member = request->member,
        .episodes = request->puzzles,
        .seed = request->seeded ? request->seed : archive->settings.run.seed,
        .json = request->json,
    };
    bool context = sw_settings_forecast(&archive->settings)->context;

    if (request->gamed || request->channelled || request->arcs > 0 || request->families ||
        request->source != NULL || request->listener != NULL || request->puzzles == 0 ||
        (request->plan == NULL && (request->thinks || (request->tune > 0 && !context))) ||
        (request->passed && !context) || request->spreads || request->reverse > 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run forecast (worlds.source = %s), and sit at no "
                       "puzzles: give --member, --puzzles (%s, at least 1), --seed, %s and --json "
                       "only",
                       archive->settings.worlds.source, context ? "worlds" : "episodes",
                       context ? "--tune, --passes, --plan (with it --thoughts)"
                               : "--plan (with it --thoughts)");
    if (context && request->plan != NULL)
        return plan_in_context(archive, request, eval.seed, error);
    if (context)
        return sw_eval_contexts(archive,
                                &(struct sw_eval_context){eval.member, eval.episodes, eval.seed,
                                                          request->tune, request->passes,
                                                          eval.json},
                                error);
    if (request->plan != NULL)
        return sw_eval_plans(
            archive,
            &(struct sw_eval_plan){eval.member, request->plan, request->thinks,
                                   request->thinks ? request->thoughts : PROGRAMS_USUAL,
                                   eval.episodes, eval.seed, request->tune, eval.json},
            error);
    return sw_eval_forecasts(archive, &eval, error);
}

int sw_eval_without_puzzles(struct sw_archive *archive, const struct sw_eval_request *request,
                            struct sw_error *error)
{
    if (sw_settings_function(&archive->settings) != NULL)
        return evaluate_function(archive, request, error);
    if (sw_settings_body(&archive->settings) != NULL)
        return evaluate_bodies(archive, request, error);
    return evaluate_forecasts(archive, request, error);
}
