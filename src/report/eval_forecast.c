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

static void depths_json(struct sw_json *json, const struct sw_dream_tally *tally)
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
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void deeds_json(struct sw_json *json, const struct sw_dream_tally *tally)
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
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void tell_json(const struct sw_archive *archive, const struct sw_eval_forecast *eval,
                      const struct report *report)
{
    const struct sw_settings *settings = &archive->settings;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", report->line[0].id);
    sw_json_text(&json, "forecast", sw_settings_forecast(settings)->name);
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
        depths_json(&json, &line->tally);
        deeds_json(&json, &line->tally);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_print_json_run(&json, archive);
    sw_json_close(&json, '}');
}

/* ---- tables ---- */

/* What is told after 1, 2, 4 and 8 deeds. */
enum measure { WHOLE_CANVAS, CHANGED_CELLS };

/* tally: of the belief that nothing changes, if `still`, which has no changed cell right. */
static void depth_cells(struct sw_table *table, const char *name,
                        const struct sw_dream_tally *tally, enum measure measure, bool still)
{
    static const uint32_t steps[] = {1, 2, 4, 8};

    sw_table_cell(table, "%s", name);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const struct sw_dream_depth *depth = &tally->depth[steps[i] - 1];
        uint64_t right = measure == CHANGED_CELLS ? still ? 0 : depth->right
                         : still                  ? depth->still
                                                  : depth->exact;

        sw_table_cell(
            table, "%.1f %%",
            100 * share(right, measure == CHANGED_CELLS ? depth->changed : depth->episodes));
    }
}

static int tell_depths(const struct report *report, enum measure measure, struct sw_error *error)
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
    depth_cells(table, "nothing changes", &report->line[0].tally, measure, true);
    for (uint32_t i = 0; i < report->lines; i++)
        depth_cells(table, report->line[i].name, &report->line[i].tally, measure, false);
    return sw_print_table(table, error);
}

static int tell_deeds(const struct report *report, struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"one step", SW_ALIGN_LEFT},         {"done", SW_ALIGN_RIGHT},
        {"exact", SW_ALIGN_RIGHT},           {"right", SW_ALIGN_RIGHT},
        {"larger: exact", SW_ALIGN_RIGHT},   {"right", SW_ALIGN_RIGHT},
        {"nothing changes", SW_ALIGN_RIGHT},
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
        sw_table_cell(table, "%.1f %%", 100 * share(same->still[i], same->done[i]));
    }
    return sw_print_table(table, error);
}

static int tell(const struct sw_archive *archive, const struct sw_eval_forecast *eval,
                const struct report *report, struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;
    struct sw_episode_rules larger = rules_of(settings, true);
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
    if (tell_depths(report, WHOLE_CANVAS, error) != 0)
        return -1;
    printf("\n");
    if (tell_depths(report, CHANGED_CELLS, error) != 0)
        return -1;
    sw_print_folded("Whole canvases that are right after so many deeds, each forecast from the "
                    "forecast before, and the cells that differ from the first scene; the world "
                    "itself has 100 %.",
                    0, SW_TABLE_WIDTH, stdout);
    printf("\n");
    return tell_deeds(report, error);
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
