#include "report/parts_report.h"

#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "report/eval_thoughts.h"
#include "report/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { POINTS_SHOWN = 7 }; /* that a table of 80 columns has room for */

static bool asked(const struct sw_parts_table *table, enum sw_part_id part)
{
    return table->points > 0 && !isnan(table->point[0].exact[part]);
}

/* Where programs are tried. */
static const char *plan_of(const struct sw_parts_wish *wish)
{
    return sw_thought_engine_name(wish->thoughts == 0 ? SW_THOUGHT_POLICY
                                  : wish->imagines    ? SW_THOUGHT_IMAGINE
                                                      : SW_THOUGHT_SIMULATE);
}

/* ---- CSV ---- */

static void tell_csv(const struct sw_parts_report *report)
{
    const struct sw_parts_table *table = report->table;

    printf("generation,member,game,thoughts,without,exact,progress,plan\n");
    for (uint32_t i = 0; i < table->points; i++)
        for (enum sw_part_id part = 0; part < SW_PARTS; part++) {
            const struct sw_parts_point *point = &table->point[i];

            if (!asked(table, part))
                continue;
            printf("%" PRIu64 ",%" PRIu64 ",%s,%u,%s,%.6g,%.6g,%s\n", point->generation,
                   point->member, sw_game_row((enum sw_game_id)report->wish->game)->name,
                   report->wish->thoughts, part == SW_PART_NONE ? "" : sw_part_row(part)->name,
                   point->exact[part], point->progress[part], plan_of(report->wish));
        }
}

/* ---- JSON ---- */

static void tell_json(const struct sw_parts_report *report)
{
    const struct sw_parts_table *table = report->table;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "game", sw_game_row((enum sw_game_id)report->wish->game)->name);
    sw_json_count(&json, "island", report->wish->island);
    sw_json_count(&json, "puzzles", report->wish->puzzles);
    sw_json_count(&json, "seed", report->wish->seed);
    sw_json_count(&json, "thoughts", report->wish->thoughts);
    sw_json_text(&json, "plan", plan_of(report->wish));
    sw_json_real(&json, "chance", table->chance);
    sw_json_real(&json, "ceiling", table->ceiling);
    sw_json_open(&json, "points", '[');
    for (uint32_t i = 0; i < table->points; i++) {
        sw_json_open(&json, NULL, '{');
        sw_json_count(&json, "generation", table->point[i].generation);
        sw_json_count(&json, "member", table->point[i].member);
        sw_json_open(&json, "without", '[');
        for (enum sw_part_id part = 0; part < SW_PARTS; part++) {
            if (!asked(table, part))
                continue;
            sw_json_open(&json, NULL, '{');
            sw_json_text(&json, "part", sw_part_row(part)->name);
            sw_json_real(&json, "exact", table->point[i].exact[part]);
            sw_json_real(&json, "progress", table->point[i].progress[part]);
            sw_json_close(&json, '}');
        }
        sw_json_close(&json, ']');
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_print_json_run(&json, report->archive);
    sw_json_close(&json, '}');
}

/* ---- a table ---- */

/* Of more points than there is room for, evenly chosen ones: the first and the last always. */
static uint32_t point_shown(const struct sw_parts_table *table, uint32_t shown, uint32_t column)
{
    return shown < 2 ? 0 : (uint32_t)((uint64_t)column * (table->points - 1) / (shown - 1));
}

static int tell_shares(const struct sw_parts_table *table, struct sw_error *error)
{
    uint32_t shown = table->points < POINTS_SHOWN ? table->points : POINTS_SHOWN;
    struct sw_column columns[POINTS_SHOWN + 1] = {{"without", SW_ALIGN_LEFT}};
    char title[POINTS_SHOWN][SW_NUMBER_TEXT];
    struct sw_table *out;

    for (uint32_t i = 0; i < shown; i++) {
        sw_number_count(table->point[point_shown(table, shown, i)].generation, title[i]);
        columns[i + 1] = (struct sw_column){i == 0 ? "founder" : title[i], SW_ALIGN_RIGHT};
    }
    out = sw_table_create(columns, shown + 1, error);
    if (out == NULL)
        return -1;
    for (enum sw_part_id part = 0; part < SW_PARTS; part++) {
        if (!asked(table, part))
            continue;
        sw_table_cell(out, "%s", part == SW_PART_NONE ? "-" : sw_part_row(part)->name);
        for (uint32_t i = 0; i < shown; i++)
            sw_table_cell(out, "%.1f %%",
                          100 * table->point[point_shown(table, shown, i)].exact[part]);
        if (part == SW_PART_NONE)
            sw_table_rule(out);
    }
    return sw_print_table(out, error);
}

/* What forecasts can be worth depends on where programs are tried. */
static void tell_plan(const struct sw_parts_report *report)
{
    if (asked(report->table, SW_PART_FORECAST) && !report->wish->imagines)
        sw_print_folded("No program was tried in its forecasts, so they are worth nothing here; "
                        "with --plan=imagine they are.",
                        0, SW_TABLE_WIDTH, stdout);
    else if (report->wish->imagines)
        sw_print_folded("Programs were tried in its own forecasts, and not in the world.", 0,
                        SW_TABLE_WIDTH, stdout);
}

static int tell_table(const struct sw_parts_report *report, struct sw_error *error)
{
    const struct sw_parts_table *table = report->table;
    char line[160];

    snprintf(line, sizeof line, "exact on %u unseen puzzles, %s, thoughts %u, by generation",
             report->wish->puzzles, sw_game_row((enum sw_game_id)report->wish->game)->name,
             report->wish->thoughts);
    sw_print_folded(line, 0, SW_TABLE_WIDTH, stdout);
    printf("\n");
    if (tell_shares(table, error) != 0)
        return -1;
    printf("\nchance %.1f %%, ceiling %.1f %%\n\n", 100 * table->chance, 100 * table->ceiling);
    for (enum sw_part_id part = SW_PART_SIGHT; part < SW_PARTS; part++) {
        if (!asked(table, part))
            continue;
        snprintf(line, sizeof line, "%s: %s", sw_part_row(part)->name,
                 sw_part_row(part)->description);
        sw_print_folded(line, 2, SW_TABLE_WIDTH, stdout);
    }
    tell_plan(report);
    sw_print_folded("A part is removed from a member that grew up with it, in all its seats.", 0,
                    SW_TABLE_WIDTH, stdout);
    return 0;
}

int sw_parts_print(const struct sw_parts_report *report, enum sw_parts_view view,
                   struct sw_error *error)
{
    if (view == SW_PARTS_CSV)
        tell_csv(report);
    else if (view == SW_PARTS_JSON)
        tell_json(report);
    else
        return tell_table(report, error);
    return 0;
}
