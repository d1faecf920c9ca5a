#include "cli/codes_print.h"

#include "base/json.h"
#include "base/table.h"
#include "report/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static double share(uint64_t part, uint64_t whole)
{
    return whole == 0 ? (double)NAN : (double)part / (double)whole;
}

/* ---- JSON ---- */

static void set_json(struct sw_json *json, const struct sw_code_reading *reading,
                     enum sw_code_set set)
{
    sw_json_open(json, NULL, '{');
    sw_json_text(json, "films_of", sw_code_set_name(set));
    sw_json_real(json, "bits", reading->bits[set]);
    sw_json_open(json, "steps", '[');
    for (uint32_t i = 0; i < SW_CODE_FILM_STEPS; i++) {
        const struct sw_dream_depth *depth = &reading->depth[set][i];

        if (depth->episodes == 0)
            continue;
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "step", i + 1);
        sw_json_count(json, "films", depth->episodes);
        sw_json_real(json, "exact", share(depth->exact, depth->episodes));
        sw_json_real(json, "nothing_changes", share(depth->still, depth->episodes));
        sw_json_real(json, "changed_right", share(depth->right, depth->changed));
        sw_json_real(json, "false_changes", (double)depth->false_changes / (double)depth->episodes);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_close(json, '}');
}

static void learned_json(struct sw_json *json, const struct sw_codes_report *report)
{
    const struct sw_code_rules *rules = report->rules;

    if (rules->channel == SW_CODE_CHANNEL_TOKENS) {
        sw_json_count(json, "length", rules->length);
        sw_json_count(json, "vocabulary", rules->vocabulary);
    }
    if (rules->channel == SW_CODE_CHANNEL_TOKENS || rules->channel == SW_CODE_CHANNEL_VECTOR)
        sw_json_count(json, "numbers", rules->numbers);
    sw_json_count(json, "features", rules->features);
    sw_json_count(json, "hidden", rules->hidden);
    sw_json_count(json, "learned_seed", rules->seed);
    sw_json_count(json, "generations", report->generations);
    sw_json_real(json, "core_seconds", report->seconds);
    sw_json_real(json, "core_seconds_to_90", report->seconds_to_90);
}

static void reuse_json(struct sw_json *json, const struct sw_code_exam *exam)
{
    sw_json_open(json, "reuse", '{');
    sw_json_count(json, "symbols", exam->symbols);
    sw_json_real(json, "code_entropy", exam->reuse.first);
    sw_json_real(json, "edit_entropy", exam->reuse.second);
    sw_json_real(json, "information", exam->reuse.plain);
    sw_json_real(json, "shuffled", exam->reuse.null.mean);
    sw_json_real(json, "shuffled_high", exam->reuse.null.high);
    sw_json_close(json, '}');
}

static const char *const planners[SW_CODE_PLANNERS] = {"world", "code"};

static void plans_json(struct sw_json *json, const struct sw_codes_report *report)
{
    sw_json_open(json, "plans", '{');
    sw_json_count(json, "programs", report->programs);
    for (uint32_t p = 0; p < SW_CODE_PLANNERS; p++) {
        const struct sw_code_planned *planned = &report->planned[p];

        sw_json_open(json, planners[p], '{');
        sw_json_count(json, "goals", planned->goals);
        sw_json_count(json, "codes", planned->codes);
        sw_json_open(json, "reached", '[');
        for (uint32_t i = 0; i < SW_CODE_PLAN_BUDGETS; i++) {
            if (sw_code_plan_budget(i) > report->programs)
                continue;
            sw_json_open(json, NULL, '{');
            sw_json_count(json, "programs", sw_code_plan_budget(i));
            sw_json_real(json, "share", share(planned->reached[i], planned->goals));
            sw_json_close(json, '}');
        }
        sw_json_close(json, ']');
        sw_json_real(json, "all_reached", share(planned->all_reached, planned->goals));
        sw_json_count(json, "found", planned->found);
        sw_json_count(json, "failed", planned->failed);
        sw_json_count(json, "tried", planned->tried);
        sw_json_real(json, "core_seconds", planned->seconds);
        sw_json_close(json, '}');
    }
    sw_json_close(json, '}');
}

static void tell_json(const struct sw_codes_report *report)
{
    const struct sw_code_exam *exam = report->exam;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "code", report->code);
    if (report->centres > 0)
        sw_json_count(&json, "centres", report->centres);
    if (report->rules != NULL)
        learned_json(&json, report);
    sw_json_count(&json, "films", report->films);
    sw_json_count(&json, "films_seed", report->seed);
    sw_json_open(&json, "readings", '[');
    for (uint32_t i = 0; i < exam->readings; i++) {
        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "reading", exam->reading[i].name);
        sw_json_open(&json, "sets", '[');
        for (enum sw_code_set set = SW_CODE_SET_SAME; set < SW_CODE_SETS; set++)
            set_json(&json, &exam->reading[i], set);
        sw_json_close(&json, ']');
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    if (exam->reused)
        reuse_json(&json, exam);
    if (report->programs > 0)
        plans_json(&json, report);
    sw_json_close(&json, '}');
}

/* ---- a table ---- */

static void cell(struct sw_table *table, uint64_t part, uint64_t whole)
{
    if (whole == 0)
        sw_table_cell(table, "-");
    else
        sw_table_cell(table, "%.1f %%", 100 * share(part, whole));
}

static int tell_readings(const struct sw_code_exam *exam, struct sw_error *error)
{
    static const uint32_t steps[] = {1, 2, 4, 8, 16};
    const struct sw_column columns[] = {
        {"", SW_ALIGN_LEFT},   {"films of", SW_ALIGN_LEFT}, {"bits", SW_ALIGN_RIGHT},
        {"1", SW_ALIGN_RIGHT}, {"2", SW_ALIGN_RIGHT},       {"4", SW_ALIGN_RIGHT},
        {"8", SW_ALIGN_RIGHT}, {"16", SW_ALIGN_RIGHT},      {"right 1", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < exam->readings; i++)
        for (enum sw_code_set set = SW_CODE_SET_SAME; set < SW_CODE_SETS; set++) {
            const struct sw_code_reading *reading = &exam->reading[i];
            const struct sw_dream_depth *depth = reading->depth[set];

            sw_table_cell(table, "%s", reading->name);
            sw_table_cell(table, "%s", sw_code_set_name(set));
            sw_table_cell(table, "%.1f", reading->bits[set]);
            for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
                cell(table, depth[steps[k] - 1].exact, depth[steps[k] - 1].episodes);
            cell(table, depth[0].right, depth[0].changed);
        }
    return sw_print_table(table, error);
}

static int tell_plans(const struct sw_codes_report *report, struct sw_error *error)
{
    const struct sw_column columns[] = {
        {"goals reached by", SW_ALIGN_LEFT},
        {"codes", SW_ALIGN_RIGHT},
        {"1", SW_ALIGN_RIGHT},
        {"10", SW_ALIGN_RIGHT},
        {"100", SW_ALIGN_RIGHT},
        {"1000", SW_ALIGN_RIGHT},
        {"all tried", SW_ALIGN_RIGHT},
        {"found", SW_ALIGN_RIGHT},
        {"fail", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof *columns, error);

    if (table == NULL)
        return -1;
    for (uint32_t p = 0; p < SW_CODE_PLANNERS; p++) {
        const struct sw_code_planned *planned = &report->planned[p];

        sw_table_cell(table, "plans in the %s", planners[p]);
        sw_table_cell(table, "%u", planned->codes);
        for (uint32_t i = 0; i < SW_CODE_PLAN_BUDGETS; i++)
            cell(table, planned->reached[i],
                 sw_code_plan_budget(i) > report->programs ? 0 : planned->goals);
        cell(table, planned->all_reached, planned->goals);
        sw_table_cell(table, "%" PRIu64, planned->found);
        sw_table_cell(table, "%" PRIu64, planned->failed);
    }
    printf("\n");
    if (sw_print_table(table, error) != 0)
        return -1;
    sw_print_folded("Of the goals (what two or three edits make of a frame) those that plans reach "
                    "in the world, by at most 1, 10, 100 and 1,000 programs. found: plans that "
                    "reach the goal as they are imagined; fail: of these, not in the world.",
                    0, SW_TABLE_WIDTH, stdout);
    return 0;
}

static int tell_table(const struct sw_codes_report *report, struct sw_error *error)
{
    const struct sw_code_exam *exam = report->exam;

    printf("code: %s, %u films of %u edits\n", report->code, report->films, SW_CODE_FILM_STEPS);
    if (report->rules != NULL)
        printf("learned: %" PRIu64 " generations of %u frames, %.1f core-seconds\n",
               report->generations, SW_CODE_LESSONS, report->seconds);
    printf("\n");
    if (tell_readings(exam, error) != 0)
        return -1;
    printf("\n");
    sw_print_folded("Frames that are exact after 1, 2, 4, 8 and 16 edits, each made from the frame "
                    "that was made before; right: of the cells that the first edit changes. same: "
                    "sizes and edits as in lessons. larger: larger canvases. held: edits that "
                    "lessons never show. bits: of a frame.",
                    0, SW_TABLE_WIDTH, stdout);
    if (exam->reused)
        printf("\n%u different codes tell %.2f bits of the edit, which has %.2f; shuffled %.2f\n",
               exam->symbols, exam->reuse.plain, exam->reuse.second, exam->reuse.null.mean);
    return report->programs > 0 ? tell_plans(report, error) : 0;
}

int sw_codes_print(const struct sw_codes_report *report, bool json, struct sw_error *error)
{
    if (!json)
        return tell_table(report, error);
    tell_json(report);
    return 0;
}
