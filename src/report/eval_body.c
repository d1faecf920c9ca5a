#include "report/eval_body.h"

#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CHUNK 32u /* worlds at a time */

/* One line: a genome, and what is done to it. */
struct line {
    const char *name, *key; /* in the table, in JSON */
    const char *member;     /* NULL: bodies act at random */
    enum sw_body_control control;
    bool solves; /* bodies that know how */
    uint64_t id;
    struct sw_body_tally tally;
};

static bool always(const struct sw_brain_shape *shape)
{
    (void)shape;
    return true;
}

static bool has_values(const struct sw_brain_shape *shape)
{
    return shape->plastic != SW_PLASTIC_NONE && shape->plastic != SW_PLASTIC_TOLD;
}

static bool learns(const struct sw_brain_shape *shape)
{
    return shape->plastic == SW_PLASTIC_DELTA || shape->plastic == SW_PLASTIC_OPEN;
}

/* Whether something moves its values. */
static bool is_plastic(const struct sw_brain_shape *shape)
{
    return learns(shape) || (shape->heeds && shape->plastic == SW_PLASTIC_NONE);
}

/* Whether words are about what was eaten, so that it could be known without them. */
static bool could_know(const struct sw_brain_shape *shape)
{
    return shape->heeds && shape->tells && learns(shape);
}

static bool speaks(const struct sw_brain_shape *shape)
{
    return shape->speaks;
}

static bool recalls(const struct sw_brain_shape *shape)
{
    return shape->recalls;
}

/* What is done to the member that is examined, where its brain has what is taken away. */
static const struct control {
    const char *name, *key;
    enum sw_body_control control;
    bool (*applies)(const struct sw_brain_shape *shape); /* NULL: where there is imitation */
} controls[] = {
    {NULL, "as it is", SW_CONTROL_NONE, always},
    {"  told the values", "told", SW_CONTROL_TOLD, has_values},
    {"  values frozen", "frozen", SW_CONTROL_FROZEN, is_plastic},
    {"  memory erased", "forgetful", SW_CONTROL_FORGETFUL, recalls},
    {"  deaf", "deaf", SW_CONTROL_DEAF, speaks},
    {"  hears other worlds", "shuffled", SW_CONTROL_MISHEARD, speaks},
    {"  told of meals", "oracle", SW_CONTROL_TELEPATHIC, could_know},
    {"  imitates nobody", "alone", SW_CONTROL_ALONE, NULL},
    {"  imitates afar", "misled", SW_CONTROL_MISLED, NULL},
};

enum { CONTROLS = sizeof controls / sizeof *controls, LINES_MAX = 3 + CONTROLS };

struct report {
    struct line line[LINES_MAX];
    uint32_t lines;
    float newborns; /* the strength of their mutation */
};

static void plan(struct report *report, const struct sw_eval_body *eval,
                 const struct sw_brain_shape *shape, const struct sw_body_rules *rules)
{
    const char *member = eval->member != NULL ? eval->member : "best";

    report->line[report->lines++] = (struct line){.name = "random", .key = "random"};
    if (eval->member == NULL && !eval->json)
        report->line[report->lines++] =
            (struct line){.name = "founder", .key = "founder", .member = "founder"};
    for (int i = 0; i < CONTROLS; i++)
        if (controls[i].applies != NULL
                ? controls[i].applies(shape)
                : rules->imitates != SW_IMITATION_NO &&
                      !(rules->imitates == SW_IMITATION_SHUFFLED &&
                        controls[i].control == SW_CONTROL_MISLED)) /* it is the member itself */
            report->line[report->lines++] =
                (struct line){.name = controls[i].name != NULL ? controls[i].name : member,
                              .key = controls[i].key,
                              .member = member,
                              .control = controls[i].control};
    if (sw_body_life_has_ceiling(rules->game))
        report->line[report->lines++] =
            (struct line){.name = "knows how", .key = "ceiling", .solves = true};
}

static int live_line(struct sw_archive *archive, const struct sw_eval_body *eval,
                     struct sw_body_life *life, struct line *line, struct sw_error *error)
{
    struct sw_individual member = {0};

    if (line->member != NULL && (sw_archive_member(archive, line->member, &line->id, error) != 0 ||
                                 sw_archive_rebuild(archive, line->id, true, &member, error) != 0))
        return -1;
    for (uint64_t first = 0; first < eval->worlds; first += CHUNK) {
        uint64_t left = eval->worlds - first;

        sw_body_life_examine(life, eval->seed, first, (uint32_t)(left < CHUNK ? left : CHUNK));
        if (!line->solves)
            sw_body_life_tally(life, member.weights, line->control, (uint32_t)eval->reverse,
                               &line->tally);
        else if (sw_body_life_solve(life, (uint32_t)eval->reverse, &line->tally, error) != 0)
            return -1;
    }
    sw_individual_free(&member);
    return 0;
}

/* ---- figures ---- */

/* Meals that a body gathers in a quarter: fed less poisoned, less what words cost. */
static double energy(const struct sw_body_tally *tally, uint32_t quarter)
{
    const struct sw_body_quarter *at = &tally->quarter[quarter];

    return (double)(at->gained - at->lost - at->spoken) / SW_BODY_MEAL / (double)tally->lives;
}

static double meals(const struct sw_body_tally *tally, uint32_t quarter)
{
    return (double)tally->quarter[quarter].meals / (double)tally->lives;
}

/* Share of the plants eaten that fed; of none, half. */
static double good(const struct sw_body_tally *tally, uint32_t quarter)
{
    const struct sw_body_quarter *at = &tally->quarter[quarter];

    return at->meals == 0 ? 0.5 : (double)at->good / (double)at->meals;
}

static double share(uint64_t part, uint64_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

/* Share of the ticks in which a body imitates, and of these those in which it has somebody to. */
static double imitates(const struct sw_body_tally *tally, uint32_t quarter)
{
    return share(tally->quarter[quarter].imitated, tally->quarter[quarter].ticks);
}

static double finds(const struct sw_body_tally *tally, uint32_t quarter)
{
    return share(tally->quarter[quarter].found, tally->quarter[quarter].imitated);
}

/* Share of the meals that are eaten by imitating. */
static double fed_so(const struct sw_body_tally *tally, uint32_t quarter)
{
    return share(tally->quarter[quarter].imitated_meals, tally->quarter[quarter].meals);
}

static double good_so(const struct sw_body_tally *tally, uint32_t quarter)
{
    const struct sw_body_quarter *at = &tally->quarter[quarter];

    return at->imitated_meals == 0 ? 0.5 : share(at->imitated_good, at->imitated_meals);
}

/* All that a body gathers in a life, in meals, whatever it is scored by. */
static double life(const struct sw_body_tally *tally)
{
    struct sw_body_tally gathered = *tally;

    gathered.score = SW_BODY_SCORE_ENERGY;
    return (double)sw_body_tally_score(&gathered, 1);
}

/* Share of the ticks of a life in which those lived that were there at first. */
static double survival(const struct sw_body_tally *tally)
{
    return share((uint64_t)tally->lived, (uint64_t)tally->ticks);
}

/* How many are born that descend from one of them. */
static double offspring(const struct sw_body_tally *tally)
{
    return share(tally->born, tally->lives);
}

/* How many live at the end for one that lived at first. */
static double living(const struct sw_body_tally *tally)
{
    return share(tally->living, tally->lives);
}

/* Share of the worlds in which the task is done. */
static double success(const struct sw_body_tally *tally)
{
    return (double)tally->done / (double)tally->worlds;
}

static void figures_json(struct sw_json *json, const char *key, const struct sw_body_tally *tally,
                         double (*figure)(const struct sw_body_tally *tally, uint32_t quarter))
{
    sw_json_open(json, key, '[');
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++)
        sw_json_real(json, NULL, figure(tally, quarter));
    sw_json_close(json, ']');
}

static void tell_json(const struct sw_archive *archive, const struct sw_eval_body *eval,
                      const struct report *report)
{
    const struct sw_settings *settings = &archive->settings;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", report->line[1].id);
    sw_json_text(&json, "game", sw_settings_body(settings)->name);
    if (sw_settings_body(settings)->task != NULL)
        sw_json_text(&json, "task", sw_settings_body(settings)->task->name);
    else
        sw_json_text(&json, "scored_by", sw_body_score_name((uint32_t)settings->body.score));
    sw_json_text(&json, "plastic", sw_body_plastic_name((uint32_t)settings->body.plastic));
    sw_json_switch(&json, "memory", settings->body.memory);
    sw_json_count(&json, "worlds", eval->worlds);
    sw_json_count(&json, "worlds_seed", eval->seed);
    sw_json_count(&json, "reverse", eval->reverse);
    if (sw_settings_body(settings)->divides > 0)
        sw_json_real(&json, "newborn_strength", (double)report->newborns);
    sw_json_open(&json, "lives", '[');
    for (uint32_t i = 0; i < report->lines; i++) {
        const struct sw_body_tally *tally = &report->line[i].tally;

        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "who", report->line[i].key);
        figures_json(&json, "energy", tally, energy);
        sw_json_real(&json, "life", life(tally));
        sw_json_real(&json, "score", (double)sw_body_tally_score(tally, 1));
        sw_json_real(&json, "survival", survival(tally));
        sw_json_real(&json, "offspring", offspring(tally));
        sw_json_real(&json, "living", living(tally));
        figures_json(&json, "meals", tally, meals);
        figures_json(&json, "good", tally, good);
        if (sw_settings_imitation(settings) != SW_IMITATION_NO) {
            figures_json(&json, "imitates", tally, imitates);
            figures_json(&json, "finds", tally, finds);
            figures_json(&json, "meals_imitated", tally, fed_so);
            figures_json(&json, "good_imitated", tally, good_so);
        }
        if (tally->task != NULL) {
            sw_json_real(&json, "success", success(tally));
            sw_json_real(&json, "graded", (double)sw_body_tally_score(tally, 1));
        }
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_print_json_run(&json, archive);
    sw_json_close(&json, '}');
}

/* mortal: with how long they lived and who was born, in place of what they tell apart. */
static int tell_table(const struct report *report, bool mortal, struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"", SW_ALIGN_LEFT},
        {"1st", SW_ALIGN_RIGHT},
        {"2nd", SW_ALIGN_RIGHT},
        {"3rd", SW_ALIGN_RIGHT},
        {"4th", SW_ALIGN_RIGHT},
        {"life", SW_ALIGN_RIGHT},
        {"meals", SW_ALIGN_RIGHT},
        {mortal ? "lived" : "good 1st", SW_ALIGN_RIGHT},
        {mortal ? "born" : "good 4th", SW_ALIGN_RIGHT},
        {"alive", SW_ALIGN_RIGHT}, /* only if mortal */
    };
    uint32_t all = sizeof columns / sizeof *columns;
    struct sw_table *table = sw_table_create(columns, mortal ? all : all - 1, error);

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < report->lines; i++) {
        const struct sw_body_tally *tally = &report->line[i].tally;
        double eaten = 0;

        sw_table_cell(table, "%s", report->line[i].name);
        for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++) {
            sw_table_cell(table, "%.2f", energy(tally, quarter));
            eaten += meals(tally, quarter);
        }
        sw_table_cell(table, "%.2f", life(tally));
        sw_table_cell(table, "%.1f", eaten);
        if (mortal) {
            sw_table_cell(table, "%.0f %%", 100 * survival(tally));
            sw_table_cell(table, "%.2f", offspring(tally));
            sw_table_cell(table, "%.2f", living(tally));
            continue;
        }
        sw_table_cell(table, "%.0f %%", 100 * good(tally, 0));
        sw_table_cell(table, "%.0f %%", 100 * good(tally, SW_BODY_QUARTERS - 1));
    }
    return sw_print_table(table, error);
}

static int tell_task_table(const struct report *report, struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"", SW_ALIGN_LEFT},
        {"done", SW_ALIGN_RIGHT},
        {"graded", SW_ALIGN_RIGHT},
        {"worlds", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < report->lines; i++) {
        const struct sw_body_tally *tally = &report->line[i].tally;

        sw_table_cell(table, "%s", report->line[i].name);
        sw_table_cell(table, "%.1f %%", 100 * success(tally));
        sw_table_cell(table, "%.3f", (double)sw_body_tally_score(tally, 1));
        sw_table_cell(table, "%" PRIu64, tally->worlds);
    }
    return sw_print_table(table, error);
}

/* How the member that is examined imitates: the line after those of chance and the founder. */
static void tell_imitation(const struct report *report)
{
    const struct sw_body_tally *tally = NULL;
    struct sw_body_quarter all = {0};
    char text[400], fed[80] = "";

    for (uint32_t i = 0; i < report->lines && tally == NULL; i++)
        if (strcmp(report->line[i].key, controls[0].key) == 0)
            tally = &report->line[i].tally;
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++) {
        const struct sw_body_quarter *at = &tally->quarter[quarter];

        all.imitated += at->imitated, all.found += at->found;
        all.meals += at->meals, all.good += at->good;
        all.imitated_meals += at->imitated_meals, all.imitated_good += at->imitated_good;
    }
    if (all.imitated_meals > 0)
        snprintf(fed, sizeof fed, "; of them %.0f %% fed, and of the others %.0f %%",
                 100 * share(all.imitated_good, all.imitated_meals),
                 100 * share(all.good - all.imitated_good, all.meals - all.imitated_meals));
    snprintf(text, sizeof text,
             "It imitates in %.1f, %.1f, %.1f and %.1f %% of its ticks, by quarter; in %.0f %% of "
             "these somebody is in its window. %.1f %% of its meals are eaten so%s.",
             100 * imitates(tally, 0), 100 * imitates(tally, 1), 100 * imitates(tally, 2),
             100 * imitates(tally, 3), 100 * share(all.found, all.imitated),
             100 * share(all.imitated_meals, all.meals), fed);
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

/* What children are that are born in these worlds. */
static void tell_newborns(const struct report *report)
{
    char text[160];

    snprintf(text, sizeof text,
             "Children are mutants of their parents, of strength %g, as in the last generation of "
             "the run.",
             (double)report->newborns);
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

static int tell_task(const struct report *report, const struct sw_body_task *task,
                     struct sw_error *error)
{
    char legend[400];

    if (tell_task_table(report, error) != 0)
        return -1;
    snprintf(legend, sizeof legend,
             "done: share of worlds in which %s. graded: the mean score, where 1 is done: %s. "
             "random: chance; knows how: the ceiling.",
             task->success, task->graded);
    sw_print_folded(legend, 0, SW_TABLE_WIDTH, stdout);
    return 0;
}

static int tell(const struct sw_archive *archive, const struct sw_eval_body *eval,
                const struct report *report, struct sw_error *error)
{
    const struct sw_body_game *game = sw_settings_body(&archive->settings);
    bool mortal =
        game->divides > 0 || archive->settings.body.score != (int32_t)SW_BODY_SCORE_ENERGY;
    char done[SW_NUMBER_TEXT], reverse[80] = "";

    sw_number_count(archive->generations, done);
    if (eval->reverse > 0)
        snprintf(reverse, sizeof reverse, "; food and poison change places at tick %" PRIu64,
                 eval->reverse);
    printf("%s: %" PRIu64 " worlds that no life met, %lld ticks each, %s generations%s\n\n",
           game->name, eval->worlds, (long long)archive->settings.body.ticks, done, reverse);
    if ((game->task != NULL ? tell_task(report, game->task, error)
                            : tell_table(report, mortal, error)) != 0)
        return -1;
    if (game->task == NULL)
        sw_print_folded(mortal ? "1st to 4th: what a body gathers in each quarter of a life, in "
                                 "meals: those that fed less those that poisoned."
                               : "1st to 4th: what a body gathers in each quarter of a life, in "
                                 "meals: those that fed less those that poisoned. good: share of "
                                 "what it ate that fed.",
                        0, SW_TABLE_WIDTH, stdout);
    if (game->task == NULL && mortal)
        sw_print_folded("lived: share of the ticks of a life; born: how many bodies descend from "
                        "one that was there at first; alive: how many of both live at the end. "
                        "What these gather counts for it.",
                        0, SW_TABLE_WIDTH, stdout);
    if (game->divides > 0)
        tell_newborns(report);
    if (game->task == NULL && sw_body_life_has_ceiling(game))
        sw_print_folded("random: chance; knows how: a forager written by hand that is told what "
                        "feeds, and remembers what it saw.",
                        0, SW_TABLE_WIDTH, stdout);
    if (sw_settings_imitation(&archive->settings) != SW_IMITATION_NO)
        tell_imitation(report);
    return 0;
}

int sw_eval_bodies(struct sw_archive *archive, const struct sw_eval_body *eval,
                   struct sw_error *error)
{
    struct sw_body_rules rules = sw_settings_body_rules(&archive->settings);
    struct sw_body_lead lead = {.mutation = sw_archive_newborns(archive)};
    struct report report = {.newborns = lead.mutation.strength};
    struct sw_body_life *life;
    int result = 0;

    rules.worlds = CHUNK;
    if (eval->reverse >= rules.ticks)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--reverse=%" PRIu64 ": a life of this run has %u ticks; give one of them",
                       eval->reverse, rules.ticks);
    if (eval->reverse > 0 && rules.game->task != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--reverse=%" PRIu64 ": in %s nothing is gathered that could change places; "
                       "leave --reverse out",
                       eval->reverse, rules.game->name);
    life = sw_body_life_create(&archive->layout, rules, error);
    if (life == NULL)
        return -1;
    sw_body_life_lead(life, lead);
    plan(&report, eval, &archive->layout.shape, &rules);
    for (uint32_t i = 0; i < report.lines && result == 0; i++)
        result = live_line(archive, eval, life, &report.line[i], error);
    sw_body_life_destroy(life);
    if (result != 0)
        return -1;
    if (!eval->json)
        return tell(archive, eval, &report, error);
    tell_json(archive, eval, &report);
    return 0;
}
