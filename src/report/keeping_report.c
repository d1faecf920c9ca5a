#include "report/keeping_report.h"

#include "archive/retention.h"
#include "base/csv.h"
#include "base/json.h"
#include "report/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define SETS_SHOWN 7u /* sets that a table of 80 columns has room for */

/* The two who are examined: the parent alone, and the archive of champions. */
struct answerer {
    const char *key, *name;
    const double *share, *untrained, *least;
};

static struct answerer answerer_of(const struct sw_stages_shares *shares, int which)
{
    return which == 0
               ? (struct answerer){"parent", "the parent alone", shares->share, shares->curve,
                                   shares->least}
               : (struct answerer){"champions", "the champions of all stages so far",
                                   shares->champions, shares->curve, shares->champions_least};
}

static struct sw_retention measure(const struct sw_stages *stages, const struct answerer *who)
{
    return sw_retention_of(who->share, who->untrained, who->least, stages->stages, stages->sets);
}

/* Who knows the rules of the sets so far, and nothing of later ones. */
static struct sw_retention measure_reasoner(const struct sw_stages *stages)
{
    static const double nothing[SW_TAUGHT_MAX];

    return sw_retention_of(stages->reasoner, nothing, stages->reasoner_least, stages->sets,
                           stages->sets);
}

static uint64_t end_of(const struct sw_keeping_report *report, uint32_t stage)
{
    const struct sw_stages *stages = report->stages;

    return stage + 1 < stages->stages ? stages->stage[stage + 1].from
                                      : report->archive->generations;
}

/* ---- CSV ---- */

static void tell_csv(const struct sw_stages *stages)
{
    printf("generation,member,stage,ends,set,laws,exact\n");
    for (uint32_t i = 0; i < stages->points; i++)
        for (uint32_t j = 0; j < stages->sets; j++) {
            const struct sw_stages_point *point = &stages->point[i];

            printf("%" PRIu64 ",%" PRIu64 ",%u,%d,%u,", point->generation, point->member,
                   point->stage + 1, point->ends ? 1 : 0, j + 1);
            sw_csv_field(stages->set[j].laws, stdout);
            printf(",%.6g\n", stages->all.curve[i * stages->sets + j]);
        }
}

/* ---- JSON ---- */

static void json_row(struct sw_json *json, const char *key, const double *value, uint32_t count)
{
    sw_json_open(json, key, '[');
    for (uint32_t i = 0; i < count; i++)
        sw_json_real(json, NULL, value[i]);
    sw_json_close(json, ']');
}

static void json_measures(struct sw_json *json, const struct sw_retention *all)
{
    sw_json_real(json, "acc", all->acc);
    sw_json_real(json, "bwt", all->bwt);
    sw_json_real(json, "fwt", all->fwt);
    sw_json_real(json, "forgetting", all->forgetting);
    sw_json_real(json, "min_acc", all->least);
    sw_json_real(json, "wc_acc", all->worst);
}

static void json_matrix(struct sw_json *json, const double *share, uint32_t rows, uint32_t sets)
{
    sw_json_open(json, "share", '[');
    for (uint32_t i = 0; i < rows; i++)
        json_row(json, NULL, share + i * sets, sets);
    sw_json_close(json, ']');
}

static void json_answerers(struct sw_json *json, const struct sw_stages *stages,
                           const struct sw_stages_shares *shares)
{
    for (int which = 0; which < 2; which++) {
        struct answerer who = answerer_of(shares, which);
        struct sw_retention all = measure(stages, &who);

        sw_json_open(json, who.key, '{');
        json_measures(json, &all);
        json_matrix(json, who.share, stages->stages, stages->sets);
        json_row(json, "least", who.least, stages->sets);
        sw_json_close(json, '}');
    }
}

static void json_clear(struct sw_json *json, const struct sw_stages *stages)
{
    struct sw_retention all = measure_reasoner(stages);

    sw_json_open(json, "clear", '{');
    sw_json_open(json, "puzzles", '[');
    for (uint32_t j = 0; j < stages->sets; j++)
        sw_json_count(json, NULL, stages->clears[j]);
    sw_json_close(json, ']');
    json_answerers(json, stages, &stages->clear);
    sw_json_close(json, '}');
    sw_json_open(json, "reasoner", '{');
    json_measures(json, &all);
    json_matrix(json, stages->reasoner, stages->sets, stages->sets);
    sw_json_close(json, '}');
}

static void json_stages(struct sw_json *json, const struct sw_keeping_report *report)
{
    const struct sw_stages *stages = report->stages;

    sw_json_open(json, "stages", '[');
    for (uint32_t i = 0; i < stages->stages; i++) {
        sw_json_open(json, NULL, '{');
        sw_json_text(json, "laws", stages->stage[i].laws);
        sw_json_count(json, "from", stages->stage[i].from);
        sw_json_count(json, "end", end_of(report, i));
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_open(json, "sets", '[');
    for (uint32_t j = 0; j < stages->sets; j++) {
        sw_json_open(json, NULL, '{');
        sw_json_text(json, "laws", stages->set[j].laws);
        sw_json_real(json, "untrained", stages->all.curve[j]);
        sw_json_real(json, "chance", stages->chance[j]);
        sw_json_real(json, "ceiling", stages->ceiling[j]);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void tell_json(const struct sw_keeping_report *report)
{
    const struct sw_stages *stages = report->stages;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "run", report->archive->folder);
    sw_json_count(&json, "generations", report->archive->generations);
    sw_json_count(&json, "island", report->wish->island);
    sw_json_text(&json, "game", sw_game_row((enum sw_game_id)report->wish->game)->name);
    sw_json_count(&json, "puzzles", report->wish->puzzles);
    sw_json_count(&json, "seed", report->wish->seed);
    sw_json_count(&json, "every", report->wish->every);
    json_stages(&json, report);
    json_answerers(&json, stages, &stages->all);
    json_clear(&json, stages);
    sw_json_open(&json, "curve", '[');
    for (uint32_t i = 0; i < stages->points; i++) {
        sw_json_open(&json, NULL, '{');
        sw_json_count(&json, "generation", stages->point[i].generation);
        sw_json_count(&json, "member", stages->point[i].member);
        json_row(&json, "exact", stages->all.curve + i * stages->sets, stages->sets);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_json_close(&json, '}');
}

/* ---- a table ---- */

static void cell(struct sw_table *table, double value)
{
    if (isnan(value))
        sw_table_cell(table, "-");
    else
        sw_table_cell(table, "%.1f", 100 * value);
}

static int matrix(const struct sw_keeping_report *report, int which, struct sw_error *error)
{
    static const char *const titles[] = {"set 1", "set 2", "set 3", "set 4",
                                         "set 5", "set 6", "set 7"};
    const struct sw_stages *stages = report->stages;
    struct answerer who = answerer_of(&stages->all, which);
    struct sw_column columns[SETS_SHOWN + 1] = {{"after", SW_ALIGN_LEFT}};
    uint32_t sets = stages->sets < SETS_SHOWN ? stages->sets : SETS_SHOWN;
    struct sw_table *table;

    for (uint32_t j = 0; j < sets; j++)
        columns[j + 1] = (struct sw_column){titles[j], SW_ALIGN_RIGHT};
    table = sw_table_create(columns, sets + 1, error);
    if (table == NULL)
        return -1;
    printf("\n%s\n\n", who.name);
    sw_table_cell(table, "founder");
    for (uint32_t j = 0; j < sets; j++)
        cell(table, who.untrained[j]);
    for (uint32_t i = 0; i < stages->stages; i++) {
        sw_table_cell(table, "stage %u", i + 1);
        for (uint32_t j = 0; j < sets; j++)
            cell(table, who.share[i * stages->sets + j]);
    }
    sw_table_rule(table);
    sw_table_cell(table, "least after");
    for (uint32_t j = 0; j < sets; j++)
        cell(table, who.least[j]);
    sw_table_cell(table, "ceiling");
    for (uint32_t j = 0; j < sets; j++)
        cell(table, stages->ceiling[j]);
    sw_table_cell(table, "ceiling, all sets");
    for (uint32_t j = 0; j < sets; j++)
        cell(table, stages->reasoner[(stages->sets - 1) * stages->sets + j]);
    return sw_print_table(table, error);
}

static void measures(struct sw_table *table, const struct sw_retention *all)
{
    cell(table, all->acc);
    cell(table, all->bwt);
    cell(table, all->fwt);
    cell(table, all->forgetting);
    cell(table, all->least);
    cell(table, all->worst);
}

static int summary(const struct sw_stages *stages, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"", SW_ALIGN_LEFT},       {"ACC", SW_ALIGN_RIGHT},        {"BWT", SW_ALIGN_RIGHT},
        {"FWT", SW_ALIGN_RIGHT},   {"forgetting", SW_ALIGN_RIGHT}, {"min-ACC", SW_ALIGN_RIGHT},
        {"WC-ACC", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(columns, 7, error);
    struct sw_retention all;

    if (table == NULL)
        return -1;
    printf("\n");
    for (int row = 0; row < 4; row++) {
        struct answerer who = answerer_of(row < 2 ? &stages->all : &stages->clear, row % 2);

        all = measure(stages, &who);
        sw_table_cell(table, "%s%s", who.key, row < 2 ? "" : ", clear puzzles");
        measures(table, &all);
    }
    all = measure_reasoner(stages);
    sw_table_cell(table, "perfect reasoner");
    measures(table, &all);
    return sw_print_table(table, error);
}

static int tell_table(const struct sw_keeping_report *report, struct sw_error *error)
{
    const struct sw_stages *stages = report->stages;
    char line[SW_TEXT_MAX + 64];

    printf("exact on %u unseen puzzles of each set, %s, in percent\n\n", report->wish->puzzles,
           sw_game_row((enum sw_game_id)report->wish->game)->name);
    for (uint32_t i = 0; i < stages->stages; i++) {
        snprintf(line, sizeof line, "stage %u, generations %" PRIu64 "-%" PRIu64 ": %s", i + 1,
                 stages->stage[i].from, end_of(report, i) - 1, stages->stage[i].laws);
        sw_print_folded(line, 2, SW_TABLE_WIDTH, stdout);
    }
    if (report->wish->like != NULL)
        printf("the sets are those of %s\n", report->wish->like->folder);
    if (stages->sets > SETS_SHOWN)
        printf("sets from %u on: --csv and --json have them\n", SETS_SHOWN + 1);
    if (matrix(report, 0, error) != 0 || matrix(report, 1, error) != 0 ||
        summary(stages, error) != 0)
        return -1;
    printf("\n");
    sw_print_folded(
        "ACC: mean of the last row. BWT: what later stages did to a set: mean of the last row less "
        "its own stage. FWT: what earlier stages did for it: mean of the row before its own less "
        "founder. forgetting: best row before the last, less the last. min-ACC: mean of the least "
        "after; WC-ACC: with the last set as it is. champions: the members that represented the "
        "island at the ends of stages; the first that is right on all demonstrations answers. "
        "perfect reasoner: knows the rules of all sets so far, and guesses among those that "
        "explain "
        "all demonstrations. clear puzzles: no rule of any set that explains the demonstrations "
        "gives another answer.",
        0, SW_TABLE_WIDTH, stdout);
    return 0;
}

int sw_keeping_print(const struct sw_keeping_report *report, enum sw_keeping_view view,
                     struct sw_error *error)
{
    if (view == SW_KEEPING_CSV)
        tell_csv(report->stages);
    else if (view == SW_KEEPING_JSON)
        tell_json(report);
    else
        return tell_table(report, error);
    return 0;
}
