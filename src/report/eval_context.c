#include "report/eval_context.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "forecast/context_tune.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TUNE_RATE 0.01f /* of what goes on learning in one world */

/* One line: who forecasts, in which worlds, and what it is shown. */
struct line {
    char name[48];
    const char *member;
    struct sw_context_exam exam;
    bool tunes;
    uint32_t generations; /* that a copy has gone on learning in each world; 0: none */
    struct sw_context_score score[SW_CONTEXT_KNOWS];
};

struct report {
    struct sw_episode_rules rules;
    uint32_t passes;
    uint64_t id;      /* of the member that is examined */
    uint64_t hash[2]; /* of its weights, before and after */
    uint32_t lines;
    struct line line[6 + 2 * SW_CONTEXT_TUNES];
};

static const char *const pools[] = {"met", "unseen", "held"};

static struct line *add(struct report *report, const char *name, const char *member,
                        enum sw_physics_pool pool, uint64_t seed)
{
    struct line *line = &report->line[report->lines++];

    snprintf(line->name, sizeof line->name, "%s%s", name,
             pool == SW_PHYSICS_HELD ? ", held out" : "");
    line->member = member;
    line->exam = (struct sw_context_exam){&report->rules, pool, false, seed, report->passes};
    return line;
}

static void plan_pool(struct report *report, const struct sw_eval_context *eval,
                      enum sw_physics_pool pool)
{
    const char *member = eval->member != NULL ? eval->member : "best";
    struct line *line;

    add(report, member, member, pool, eval->seed);
    line = add(report, "  shown another world", member, pool, eval->seed);
    line->exam.shuffled = true;
    for (uint32_t i = 0; i < SW_CONTEXT_TUNES && 1u << i <= eval->tune; i++) {
        char name[32];

        snprintf(name, sizeof name, "  weights tuned %u", 1u << i);
        line = add(report, name, member, pool, eval->seed);
        line->generations = 1u << i;
        line->tunes = i == 0;
    }
}

static void plan(struct report *report, const struct sw_eval_context *eval,
                 const struct sw_settings *settings)
{
    report->rules = sw_settings_episode_rules(settings);
    report->passes = (uint32_t)eval->passes;
    if (eval->member == NULL && !eval->json)
        add(report, "founder", "founder", SW_PHYSICS_UNSEEN, eval->seed);
    plan_pool(report, eval, SW_PHYSICS_UNSEEN);
    if (report->rules.holds.count > 0)
        plan_pool(report, eval, SW_PHYSICS_HELD);
}

/* The way back that a member begins to learn with: its own or, where it has none (a founder, or who
 * inherits nothing that was learned), the one that its run draws. drawn: owned by the caller. */
static int way_back(const struct sw_archive *archive, const struct sw_individual *member,
                    float **drawn, const float **back, struct sw_error *error)
{
    *back = member->learned.back;
    if (*back != NULL)
        return 0;
    *back = *drawn = sw_context_tune_back(&archive->layout, archive->settings.run.seed, error);
    return *drawn != NULL ? 0 : -1;
}

/* This line and those after it: of copies that go on learning. */
static int tune(const struct sw_archive *archive, const struct sw_eval_context *eval,
                struct sw_context_examiner *examiner, const struct sw_individual *member,
                struct line *line, struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;
    struct sw_context_tuning tuning = {
        .episodes = settings->learning.puzzles,
        .step = settings->learning.step,
        .rate = TUNE_RATE,
        .fade = (float)settings->learning.fade,
        .times = settings->learning.times,
    };
    struct sw_context_score score[SW_CONTEXT_TUNES][SW_CONTEXT_KNOWS];
    float *drawn = NULL;
    int result = 0;

    if (settings->learning.rule == SW_LEARNING_MIRROR &&
        way_back(archive, member, &drawn, &tuning.back, error) != 0)
        return -1;
    while (tuning.tunes < SW_CONTEXT_TUNES && 1u << tuning.tunes <= eval->tune)
        tuning.tunes++;
    memset(score, 0, sizeof score);
    for (uint64_t number = 0; number < eval->worlds && result == 0; number++)
        result = sw_context_tune(examiner, &line->exam, &archive->layout, &tuning, member->weights,
                                 number, score, error);
    for (uint32_t i = 0; i < tuning.tunes; i++)
        memcpy(line[i].score, score[i], sizeof score[i]);
    free(drawn);
    return result;
}

static int examine_line(struct sw_archive *archive, const struct sw_eval_context *eval,
                        struct sw_context_examiner *examiner, struct report *report,
                        struct line *line, struct sw_error *error)
{
    size_t bytes = archive->layout.floats * sizeof(float);
    struct sw_individual member = {0};
    int result = 0;

    if (line->generations > 0 && !line->tunes)
        return 0;
    if (sw_archive_member(archive, line->member, &report->id, error) != 0 ||
        sw_archive_rebuild(archive, report->id, true, &member, error) != 0)
        return -1;
    report->hash[0] = sw_hash(member.weights, bytes);
    if (line->tunes)
        result = tune(archive, eval, examiner, &member, line, error);
    for (uint64_t number = 0; number < eval->worlds && !line->tunes; number++)
        sw_context_examine(examiner, &line->exam, member.weights, number, line->score);
    report->hash[1] = sw_hash(member.weights, bytes);
    if (result == 0 && report->hash[0] != report->hash[1])
        result =
            sw_fail(error, SW_EXIT_INTERNAL, "the weights changed while a world was found out");
    sw_individual_free(&member);
    return result;
}

static double share(uint64_t part, uint64_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

/* ---- JSON ---- */

static void line_json(struct sw_json *json, const struct line *line)
{
    sw_json_open(json, NULL, '{');
    sw_json_text(json, "physics", pools[line->exam.pool]);
    sw_json_text(json, "shown",
                 line->exam.shuffled     ? "another"
                 : line->generations > 0 ? "tuned"
                                         : "same");
    sw_json_count(json, "generations", line->generations);
    sw_json_open(json, "after", '[');
    for (uint32_t k = 0; k < SW_CONTEXT_KNOWS; k++) {
        const struct sw_context_score *score = &line->score[k];

        sw_json_open(json, NULL, '{');
        sw_json_count(json, "shown", sw_context_knows(k));
        sw_json_real(json, "changed_right", share(score->right, score->changed));
        sw_json_real(json, "exact", share(score->exact, score->asked));
        sw_json_real(json, "nothing_changes", share(score->still, score->asked));
        sw_json_real(json, "false_changes", share(score->false_changes, score->asked));
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_close(json, '}');
}

static void tell_json(const struct sw_archive *archive, const struct sw_eval_context *eval,
                      const struct report *report)
{
    struct sw_json json = {.out = stdout};
    char text[SW_HASH_TEXT];

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", report->id);
    sw_json_text(&json, "forecast", report->rules.theme->name);
    sw_json_count(&json, "worlds", eval->worlds);
    sw_json_count(&json, "worlds_seed", eval->seed);
    if (eval->passes > 1)
        sw_json_count(&json, "passes", eval->passes);
    sw_json_text(&json, "weights_before", sw_hash_print(report->hash[0], text));
    sw_json_text(&json, "weights_after", sw_hash_print(report->hash[1], text));
    sw_json_open(&json, "lines", '[');
    for (uint32_t i = 0; i < report->lines; i++)
        line_json(&json, &report->line[i]);
    sw_json_close(&json, ']');
    sw_print_json_run(&json, archive);
    sw_json_close(&json, '}');
}

/* ---- tables ---- */

static int tell_table(const struct report *report, bool exact, struct sw_error *error)
{
    const struct sw_column columns[] = {
        {exact ? "canvases exact after" : "changed cells right after", SW_ALIGN_LEFT},
        {"0", SW_ALIGN_RIGHT},
        {"1", SW_ALIGN_RIGHT},
        {"2", SW_ALIGN_RIGHT},
        {"4", SW_ALIGN_RIGHT},
        {"8 shown", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    sw_table_cell(table, "nothing changes");
    for (uint32_t k = 0; k < SW_CONTEXT_KNOWS; k++) {
        const struct sw_context_score *score = &report->line[0].score[k];

        sw_table_cell(table, "%.1f %%", exact ? 100 * share(score->still, score->asked) : 0);
    }
    for (uint32_t i = 0; i < report->lines; i++) {
        sw_table_cell(table, "%s", report->line[i].name);
        for (uint32_t k = 0; k < SW_CONTEXT_KNOWS; k++) {
            const struct sw_context_score *score = &report->line[i].score[k];

            sw_table_cell(table, "%.1f %%",
                          100 * (exact ? share(score->exact, score->asked)
                                       : share(score->right, score->changed)));
        }
    }
    return sw_print_table(table, error);
}

static int tell(const struct sw_archive *archive, const struct sw_eval_context *eval,
                const struct report *report, struct sw_error *error)
{
    char done[SW_NUMBER_TEXT], text[SW_HASH_TEXT], title[256], often[64] = "";

    sw_number_count(archive->generations, done);
    snprintf(title, sizeof title,
             "%s: %" PRIu64 " worlds of combinations that no life met, %s generations",
             report->rules.theme->name, eval->worlds, done);
    sw_print_folded(title, 0, SW_TABLE_WIDTH, stdout);
    putchar('\n');
    if (tell_table(report, false, error) != 0)
        return -1;
    putchar('\n');
    if (tell_table(report, true, error) != 0)
        return -1;
    if (eval->passes > 1)
        snprintf(often, sizeof often, ", which are gone over %" PRIu64 " times,", eval->passes);
    snprintf(title, sizeof title,
             "Each world shows so many transitions%s and then asks for four others; the world "
             "itself has 100 %%. Weights before and after: %s, %s.",
             often, sw_hash_print(report->hash[0], text),
             report->hash[0] == report->hash[1] ? "the same" : "changed");
    sw_print_folded(title, 0, SW_TABLE_WIDTH, stdout);
    return 0;
}

static int check(const struct sw_settings *settings, const struct sw_eval_context *eval,
                 struct sw_error *error)
{
    if (eval->tune > 0 && settings->learning.rule == SW_LEARNING_NONE)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--tune continues learning as the run does, and in this run no parent "
                       "learns (learning.rule = none)");
    return 0;
}

int sw_eval_contexts(struct sw_archive *archive, const struct sw_eval_context *eval,
                     struct sw_error *error)
{
    struct sw_context_examiner *examiner;
    struct report report = {.lines = 0};
    int result = 0;

    if (check(&archive->settings, eval, error) != 0)
        return -1;
    examiner = sw_context_examiner_create(&archive->layout, error);
    if (examiner == NULL)
        return -1;
    plan(&report, eval, &archive->settings);
    for (uint32_t i = 0; i < report.lines && result == 0; i++)
        result = examine_line(archive, eval, examiner, &report, &report.line[i], error);
    sw_context_examiner_destroy(examiner);
    if (result != 0)
        return -1;
    if (!eval->json)
        return tell(archive, eval, &report, error);
    tell_json(archive, eval, &report);
    return 0;
}
