/* The part of report.h that is for programs. */
#include "experiment/report.h"

#include "base/csv.h"
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- CSV ---- */

/* What is not known is empty; a target that was never reached is inf. */
static void csv_number(double value)
{
    char text[SW_NUMBER_TEXT];

    printf(",%s", isnan(value) ? "" : isinf(value) ? "inf" : sw_number_shortest(value, text));
}

static void csv_estimate(struct sw_sample_estimate estimate)
{
    csv_number(estimate.value);
    csv_number(estimate.low);
    csv_number(estimate.high);
}

static void csv_keys(const struct sw_compared *comparison)
{
    for (uint32_t i = 0; i < comparison->rows; i++)
        printf(",%s.%s", comparison->row[i]->section, comparison->row[i]->key);
}

static void csv_values(const struct sw_compared *comparison, uint32_t group)
{
    for (uint32_t i = 0; i < comparison->rows; i++) {
        char value[4 * SW_TEXT_MAX];

        sw_comparison_value(comparison, group, i, value, sizeof value);
        putchar(',');
        sw_csv_field(value, stdout);
    }
}

static void csv_groups(const struct sw_compared *comparison)
{
    bool targeted = comparison->asked.targeted;

    printf("group");
    csv_keys(comparison);
    printf(",n,median,median_low,median_high,iqm,iqm_low,iqm_high");
    if (targeted)
        printf(",reached,generations,generations_low,generations_high,births,births_low,"
               "births_high");
    putchar('\n');
    for (uint32_t i = 0; i < comparison->groups; i++) {
        const struct sw_compared_group *group = &comparison->group[i];

        printf("%u", i + 1);
        csv_values(comparison, i);
        printf(",%u", group->count);
        csv_estimate(group->median);
        csv_estimate(group->iqm);
        if (targeted) {
            printf(",%u", group->hits);
            csv_estimate(group->generations);
            csv_estimate(group->births);
        }
        putchar('\n');
    }
}

static void csv_pairs(const struct sw_compared *comparison)
{
    printf("group,other,probability,low,high,p\n");
    for (uint32_t i = 0; i < comparison->pairs; i++) {
        const struct sw_compared_pair *pair = &comparison->pair[i];

        printf("%u,%u", pair->a + 1, pair->b + 1);
        csv_number(pair->improvement.value);
        csv_number(pair->improvement.low);
        csv_number(pair->improvement.high);
        csv_number(pair->improvement.p);
        putchar('\n');
    }
}

static void csv_runs(const struct sw_compared *comparison)
{
    printf("run,group");
    csv_keys(comparison);
    printf(",stratum,seed,value,generations_to_target\n");
    for (uint32_t i = 0; i < comparison->runs; i++) {
        const struct sw_compared_run *run = &comparison->run[i];

        sw_csv_field(run->folder, stdout);
        printf(",%u", run->group + 1);
        csv_values(comparison, run->group);
        printf(",%u,%" PRId64, run->stratum + 1, run->settings->run.seed);
        csv_number(run->value);
        csv_number(comparison->asked.targeted ? run->reached : (double)NAN);
        putchar('\n');
    }
}

void sw_report_csv(const struct sw_compared *comparison, enum sw_report_view view)
{
    if (view == SW_REPORT_GROUPS)
        csv_groups(comparison);
    else if (view == SW_REPORT_PAIRS)
        csv_pairs(comparison);
    else
        csv_runs(comparison);
}

/* ---- JSON ---- */

static void json_estimate(struct sw_json *json, const char *key, struct sw_sample_estimate estimate)
{
    sw_json_open(json, key, '{');
    sw_json_real(json, "value", estimate.value);
    sw_json_real(json, "low", estimate.low);
    sw_json_real(json, "high", estimate.high);
    sw_json_close(json, '}');
}

static void json_group(struct sw_json *json, const struct sw_compared *comparison, uint32_t number)
{
    const struct sw_compared_group *group = &comparison->group[number];

    sw_json_open(json, NULL, '{');
    sw_json_count(json, "group", number + 1);
    sw_json_open(json, "settings", '{');
    for (uint32_t i = 0; i < comparison->rows; i++) {
        char key[96], value[4 * SW_TEXT_MAX];

        snprintf(key, sizeof key, "%s.%s", comparison->row[i]->section, comparison->row[i]->key);
        sw_comparison_value(comparison, number, i, value, sizeof value);
        sw_json_text(json, key, value);
    }
    sw_json_close(json, '}');
    sw_json_count(json, "n", group->count);
    json_estimate(json, "median", group->median);
    json_estimate(json, "iqm", group->iqm);
    if (comparison->asked.targeted) {
        sw_json_count(json, "reached", group->hits);
        json_estimate(json, "generations", group->generations);
        json_estimate(json, "births", group->births);
    }
    sw_json_text(json, "best_run", comparison->run[group->best].folder);
    sw_json_close(json, '}');
}

static void json_pair(struct sw_json *json, const struct sw_compared_pair *pair)
{
    sw_json_open(json, NULL, '{');
    sw_json_count(json, "group", pair->a + 1);
    sw_json_count(json, "other", pair->b + 1);
    sw_json_real(json, "probability", pair->improvement.value);
    sw_json_real(json, "low", pair->improvement.low);
    sw_json_real(json, "high", pair->improvement.high);
    sw_json_real(json, "p", pair->improvement.p);
    sw_json_close(json, '}');
}

static void json_run(struct sw_json *json, const struct sw_compared *comparison,
                     const struct sw_compared_run *run)
{
    sw_json_open(json, NULL, '{');
    sw_json_text(json, "run", run->folder);
    sw_json_count(json, "group", run->group + 1);
    sw_json_count(json, "stratum", run->stratum + 1);
    sw_json_integer(json, "seed", run->settings->run.seed);
    sw_json_real(json, "value", run->value);
    if (comparison->asked.targeted)
        sw_json_real(json, "generations_to_target", run->reached);
    sw_json_close(json, '}');
}

void sw_report_json(const struct sw_compared *comparison)
{
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "metric", comparison->asked.metric->name);
    sw_json_count(&json, "puzzles", comparison->asked.puzzles);
    if (comparison->asked.targeted)
        sw_json_real(&json, "target", comparison->asked.target);
    sw_json_count(&json, "strata", comparison->strata);
    sw_json_count(&json, "best", comparison->best + 1);
    sw_json_open(&json, "groups", '[');
    for (uint32_t i = 0; i < comparison->groups; i++)
        json_group(&json, comparison, i);
    sw_json_close(&json, ']');
    sw_json_open(&json, "pairs", '[');
    for (uint32_t i = 0; i < comparison->pairs; i++)
        json_pair(&json, &comparison->pair[i]);
    sw_json_close(&json, ']');
    sw_json_open(&json, "runs", '[');
    for (uint32_t i = 0; i < comparison->runs; i++)
        json_run(&json, comparison, &comparison->run[i]);
    sw_json_close(&json, ']');
    sw_json_close(&json, '}');
}
