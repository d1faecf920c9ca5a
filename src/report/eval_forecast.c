#include "report/eval_forecast.h"

#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "forecast/dream.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LARGER = 6 }; /* how many cells longer sides of larger canvases may be */

/* One line: a genome, and scenes of which sizes. */
struct line {
    const char *name, *key; /* in the table, in JSON */
    const char *member;
    bool larger;
    uint64_t id;
    struct sw_dream_tally tally;
};

struct report {
    uint32_t lines;
    struct line line[4];
};

static struct sw_episode_rules rules_of(const struct sw_settings *settings, bool larger)
{
    struct sw_episode_rules rules = sw_settings_episode_rules(settings);

    if (larger) {
        rules.side_min = rules.side_max < SW_SIDE_MAX ? rules.side_max + 1 : SW_SIDE_MAX;
        rules.side_max =
            rules.side_max + LARGER < SW_SIDE_MAX ? rules.side_max + LARGER : SW_SIDE_MAX;
    }
    return rules;
}

static void plan(struct report *report, const struct sw_eval_forecast *eval)
{
    const char *member = eval->member != NULL ? eval->member : "best";

    if (eval->member == NULL && !eval->json)
        report->line[report->lines++] =
            (struct line){.name = "founder", .key = "founder", .member = "founder"};
    report->line[report->lines++] = (struct line){.name = member, .key = "same", .member = member};
    report->line[report->lines++] = (struct line){
        .name = "  on larger canvases", .key = "larger", .member = member, .larger = true};
}

static int dream_line(struct sw_archive *archive, const struct sw_eval_forecast *eval,
                      struct sw_dream *dream, struct line *line, struct sw_error *error)
{
    struct sw_episode_rules rules = rules_of(&archive->settings, line->larger);
    struct sw_individual member = {0};

    if (sw_archive_member(archive, line->member, &line->id, error) != 0 ||
        sw_archive_rebuild(archive, line->id, true, &member, error) != 0)
        return -1;
    sw_dream_examine(dream, member.weights, &rules, eval->seed, 0, eval->episodes, SW_EPISODE_STEPS,
                     &line->tally);
    sw_individual_free(&member);
    return 0;
}

static double share(uint64_t part, uint64_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

/* ---- JSON ---- */

/* by_organism: also what the best words could say. */
static void depths_json(struct sw_json *json, const struct sw_dream_tally *tally, bool by_organism)
{
    sw_json_open(json, "steps", '[');
    for (uint32_t i = 0; i < SW_EPISODE_STEPS; i++) {
        const struct sw_dream_depth *depth = &tally->depth[i];

        sw_json_open(json, NULL, '{');
        sw_json_count(json, "step", i + 1);
        sw_json_real(json, "exact", share(depth->exact, depth->episodes));
        sw_json_real(json, "nothing_changes", share(depth->still, depth->episodes));
        sw_json_real(json, "changed_right", share(depth->right, depth->changed));
        sw_json_real(json, "false_changes", (double)depth->false_changes / (double)depth->episodes);
        if (by_organism)
            sw_json_real(json, "sayable", share(depth->sayable, depth->episodes));
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void deeds_json(struct sw_json *json, const struct sw_dream_tally *tally, bool by_organism)
{
    struct sw_deed deed[SW_DEEDS_MAX];
    uint32_t count = sw_deeds_list(deed);

    sw_json_open(json, "deeds", '[');
    for (uint32_t i = 0; i < count; i++) {
        if (tally->done[i] == 0)
            continue;
        sw_json_open(json, NULL, '{');
        sw_json_text(json, "deed", deed[i].name);
        sw_json_count(json, "done", tally->done[i]);
        sw_json_real(json, "exact", share(tally->exact[i], tally->done[i]));
        sw_json_real(json, "nothing_changes", share(tally->still[i], tally->done[i]));
        sw_json_real(json, "changed_right", share(tally->right[i], tally->changed[i]));
        if (by_organism)
            sw_json_real(json, "sayable", share(tally->sayable[i], tally->done[i]));
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void tell_json(const struct sw_archive *archive, const struct sw_eval_forecast *eval,
                      const struct report *report)
{
    const struct sw_settings *settings = &archive->settings;
    bool by_organism = archive->layout.shape.forecast.organisms != 0;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", report->line[0].id);
    sw_json_text(&json, "forecast", sw_settings_forecast(settings)->name);
    sw_json_text(&json, "head", by_organism ? "organism" : "cell");
    sw_json_count(&json, "episodes", eval->episodes);
    sw_json_count(&json, "episodes_seed", eval->seed);
    sw_json_open(&json, "canvases", '[');
    for (uint32_t i = 0; i < report->lines; i++) {
        const struct line *line = &report->line[i];
        struct sw_episode_rules rules = rules_of(settings, line->larger);

        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "sizes", line->key);
        sw_json_count(&json, "side_min", (uint64_t)rules.side_min);
        sw_json_count(&json, "side_max", (uint64_t)rules.side_max);
        sw_json_real(&json, "decisions", share(line->tally.decisions, line->tally.steps));
        depths_json(&json, &line->tally, by_organism);
        deeds_json(&json, &line->tally, by_organism);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_print_json_run(&json, archive);
    sw_json_close(&json, '}');
}

/* ---- tables ---- */

/* What is told after 1, 2, 4 and 8 deeds. */
enum measure { WHOLE_CANVAS, CHANGED_CELLS };

/* Of whom a line is: the belief that nothing changes, which has no changed cell right; the best
 * words of organisms; or a member. */
enum believer { STILL, BEST_WORDS, MEMBER };

static uint64_t right_of(const struct sw_dream_depth *depth, enum measure measure,
                         enum believer believer)
{
    if (measure == CHANGED_CELLS)
        return believer == STILL ? 0 : depth->right;
    return believer == STILL        ? depth->still
           : believer == BEST_WORDS ? depth->sayable
                                    : depth->exact;
}

static void depth_cells(struct sw_table *table, const char *name,
                        const struct sw_dream_tally *tally, enum measure measure,
                        enum believer believer)
{
    static const uint32_t steps[] = {1, 2, 4, 8};

    sw_table_cell(table, "%s", name);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const struct sw_dream_depth *depth = &tally->depth[steps[i] - 1];

        sw_table_cell(table, "%.1f %%",
                      100 * share(right_of(depth, measure, believer),
                                  measure == CHANGED_CELLS ? depth->changed : depth->episodes));
    }
}

static int tell_depths(const struct report *report, enum measure measure, bool by_organism,
                       struct sw_error *error)
{
    const struct sw_column columns[] = {
        {measure == WHOLE_CANVAS ? "exact after" : "changed cells right after", SW_ALIGN_LEFT},
        {"1", SW_ALIGN_RIGHT},
        {"2", SW_ALIGN_RIGHT},
        {"4", SW_ALIGN_RIGHT},
        {"8", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    depth_cells(table, "nothing changes", &report->line[0].tally, measure, STILL);
    for (uint32_t i = 0; i < report->lines; i++)
        depth_cells(table, report->line[i].name, &report->line[i].tally, measure, MEMBER);
    for (uint32_t i = 0; i < report->lines && by_organism && measure == WHOLE_CANVAS; i++)
        if (report->line[i].larger || i + 2 == report->lines)
            depth_cells(table, report->line[i].larger ? "  on larger canvases" : "best words",
                        &report->line[i].tally, measure, BEST_WORDS);
    return sw_print_table(table, error);
}

static int tell_deeds(const struct report *report, bool by_organism, struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"one step", SW_ALIGN_LEFT},
        {"done", SW_ALIGN_RIGHT},
        {"exact", SW_ALIGN_RIGHT},
        {"right", SW_ALIGN_RIGHT},
        {"larger: exact", SW_ALIGN_RIGHT},
        {"right", SW_ALIGN_RIGHT},
        {by_organism ? "sayable" : "nothing changes", SW_ALIGN_RIGHT},
    };
    const struct sw_dream_tally *same = &report->line[report->lines - 2].tally;
    const struct sw_dream_tally *larger = &report->line[report->lines - 1].tally;
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);
    struct sw_deed deed[SW_DEEDS_MAX];
    uint32_t count = sw_deeds_list(deed);

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++) {
        if (same->done[i] == 0)
            continue;
        sw_table_cell(table, "%s", deed[i].name);
        sw_table_cell(table, "%" PRIu64, same->done[i]);
        sw_table_cell(table, "%.1f %%", 100 * share(same->exact[i], same->done[i]));
        sw_table_cell(table, "%.1f %%", 100 * share(same->right[i], same->changed[i]));
        sw_table_cell(table, "%.1f %%", 100 * share(larger->exact[i], larger->done[i]));
        sw_table_cell(table, "%.1f %%", 100 * share(larger->right[i], larger->changed[i]));
        sw_table_cell(table, "%.1f %%",
                      100 * share(by_organism ? same->sayable[i] : same->still[i], same->done[i]));
    }
    return sw_print_table(table, error);
}

static int tell(const struct sw_archive *archive, const struct sw_eval_forecast *eval,
                const struct report *report, struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;
    struct sw_episode_rules larger = rules_of(settings, true);
    const struct sw_dream_tally *of = &report->line[report->lines - 2].tally;
    bool by_organism = archive->layout.shape.forecast.organisms != 0;
    char done[SW_NUMBER_TEXT], title[256];

    sw_number_count(archive->generations, done);
    snprintf(title, sizeof title,
             "%s: %" PRIu64 " episodes that no life met, sides %lld to %lld (larger: %d to %d), %s "
             "generations",
             sw_settings_forecast(settings)->name, eval->episodes,
             (long long)settings->worlds.side_min, (long long)settings->worlds.side_max,
             larger.side_min, larger.side_max, done);
    sw_print_folded(title, 0, SW_TABLE_WIDTH, stdout);
    putchar('\n');
    if (tell_depths(report, WHOLE_CANVAS, by_organism, error) != 0)
        return -1;
    printf("\n");
    if (tell_depths(report, CHANGED_CELLS, by_organism, error) != 0)
        return -1;
    sw_print_folded("Whole canvases that are right after so many deeds, each forecast from the "
                    "forecast before, and the cells that differ from the first scene; the world "
                    "itself has 100 %.",
                    0, SW_TABLE_WIDTH, stdout);
    if (by_organism)
        sw_print_folded(
            "Forecast by organism (agent.head): \"best words\" is what the words of "
            "organisms are found to say, a lower bound. \"sayable\" is the same of one step.",
            0, SW_TABLE_WIDTH, stdout);
    printf("Decisions in a deed: %.1f\n\n", share(of->decisions, of->steps));
    return tell_deeds(report, by_organism, error);
}

int sw_eval_forecasts(struct sw_archive *archive, const struct sw_eval_forecast *eval,
                      struct sw_error *error)
{
    struct sw_dream *dream = sw_dream_create(&archive->layout, error);
    struct report report = {0};
    int result = 0;

    if (dream == NULL)
        return -1;
    plan(&report, eval);
    for (uint32_t i = 0; i < report.lines && result == 0; i++)
        result = dream_line(archive, eval, dream, &report.line[i], error);
    sw_dream_destroy(dream);
    if (result != 0)
        return -1;
    if (!eval->json)
        return tell(archive, eval, &report, error);
    tell_json(archive, eval, &report);
    return 0;
}
