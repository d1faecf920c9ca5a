#include "experiment/report.h"

#include "base/table.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LEVEL 0.05

const char *sw_report_metric(const struct sw_compared *comparison, char text[SW_GROUP_TEXT])
{
    if (comparison->asked.puzzles > 0)
        snprintf(text, SW_GROUP_TEXT, "share of unseen puzzles that the best member solves");
    else
        snprintf(text, SW_GROUP_TEXT, "%s", comparison->asked.metric->name);
    return text;
}

/* ---- cells ---- */

static void number_cell(struct sw_table *table, double value)
{
    if (isnan(value))
        sw_table_cell(table, "-");
    else if (isinf(value))
        sw_table_cell(table, "never");
    else if (fabs(value) >= 1e4 && fabs(value) < 1e15)
        sw_table_cell(table, "%.0f", value);
    else
        sw_table_cell(table, "%.4g", value);
}

static void interval_cell(struct sw_table *table, double low, double high)
{
    char end[32];

    if (isnan(low)) {
        sw_table_cell(table, "-");
        return;
    }
    snprintf(end, sizeof end, isinf(high) ? "never" : fabs(high) >= 1e4 ? "%.0f" : "%.4g", high);
    if (isinf(low))
        sw_table_cell(table, "never");
    else
        sw_table_cell(table, fabs(low) >= 1e4 ? "%.0f to %s" : "%.4g to %s", low, end);
}

static int print(struct sw_table *table, struct sw_error *error)
{
    int result = sw_table_print(table, stdout, SW_TABLE_WIDTH, error);

    sw_table_destroy(table);
    return result != 0 && ferror(stdout) == 0 ? -1 : 0;
}

static void setting_cells(const struct sw_compared *comparison, struct sw_table *table,
                          uint32_t group)
{
    for (uint32_t i = 0; i < comparison->rows; i++) {
        char value[64];

        sw_comparison_value(comparison, group, i, value, sizeof value);
        sw_table_cell(table, "%s", value);
    }
}

/* The columns that name a group; returns how many. */
static uint32_t setting_columns(const struct sw_compared *comparison, struct sw_column *column)
{
    column[0] = (struct sw_column){"group", SW_ALIGN_RIGHT};
    for (uint32_t i = 0; i < comparison->rows; i++)
        column[1 + i] = (struct sw_column){comparison->row[i]->key, SW_ALIGN_LEFT};
    return 1 + comparison->rows;
}

/* ---- tables ---- */

static int print_groups(const struct sw_compared *comparison, struct sw_error *error)
{
    struct sw_column column[SW_COMPARED_ROWS + 8];
    uint32_t columns = setting_columns(comparison, column);
    struct sw_table *table;

    column[columns++] = (struct sw_column){"n", SW_ALIGN_RIGHT};
    column[columns++] = (struct sw_column){"median", SW_ALIGN_RIGHT};
    column[columns++] = (struct sw_column){"IQM", SW_ALIGN_RIGHT};
    column[columns++] = (struct sw_column){"95 % of the IQM", SW_ALIGN_RIGHT};
    table = sw_table_create(column, columns, error);
    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < comparison->groups; i++) {
        const struct sw_compared_group *group = &comparison->group[i];

        sw_table_cell(table, "%u", i + 1);
        setting_cells(comparison, table, i);
        sw_table_cell(table, "%u", group->count);
        number_cell(table, group->median.value);
        number_cell(table, group->iqm.value);
        interval_cell(table, group->iqm.low, group->iqm.high);
    }
    return print(table, error);
}

static int print_target(const struct sw_compared *comparison, struct sw_error *error)
{
    static const struct sw_column column[] = {
        {"group", SW_ALIGN_RIGHT}, {"reached", SW_ALIGN_RIGHT}, {"generations", SW_ALIGN_RIGHT},
        {"95 %", SW_ALIGN_RIGHT},  {"births", SW_ALIGN_RIGHT},  {"95 %", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(column, 6, error);

    if (table == NULL)
        return -1;
    printf("\nuntil %s is %.10g in a generation (medians over runs):\n\n",
           comparison->asked.metric->name, comparison->asked.target);
    for (uint32_t i = 0; i < comparison->groups; i++) {
        const struct sw_compared_group *group = &comparison->group[i];

        sw_table_cell(table, "%u", i + 1);
        sw_table_cell(table, "%u of %u", group->hits, group->count);
        number_cell(table, group->generations.value);
        interval_cell(table, group->generations.low, group->generations.high);
        number_cell(table, group->births.value);
        interval_cell(table, group->births.low, group->births.high);
    }
    return print(table, error);
}

static void pair_row(const struct sw_compared *comparison, struct sw_table *table, uint32_t group,
                     uint32_t other)
{
    struct sw_improvement improvement = sw_comparison_between(comparison, group, other);

    sw_table_cell(table, "%u", group + 1);
    sw_table_cell(table, "%u", other + 1);
    sw_table_cell(table, "%.2f", improvement.value);
    sw_table_cell(table, "%.2f to %.2f", improvement.low, improvement.high);
    sw_table_cell(table, improvement.p < 0.001 ? "%.1e" : "%.3f", improvement.p);
}

/* All pairs, or those of the best group. */
static int print_pairs(const struct sw_compared *comparison, bool all, struct sw_error *error)
{
    static const struct sw_column column[] = {{"group", SW_ALIGN_RIGHT},
                                              {"above", SW_ALIGN_RIGHT},
                                              {"probability", SW_ALIGN_RIGHT},
                                              {"95 %", SW_ALIGN_RIGHT},
                                              {"p", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(column, 5, error);

    if (table == NULL)
        return -1;
    for (uint32_t a = 0; a < comparison->groups; a++)
        for (uint32_t b = a + 1; b < comparison->groups; b++)
            if (all)
                pair_row(comparison, table, a, b);
            else if (a == comparison->best || b == comparison->best)
                pair_row(comparison, table, comparison->best, a == comparison->best ? b : a);
    return print(table, error);
}

static int print_runs(const struct sw_compared *comparison, struct sw_error *error)
{
    bool targeted = comparison->asked.targeted;
    struct sw_column column[] = {{"group", SW_ALIGN_RIGHT},
                                 {"run", SW_ALIGN_LEFT},
                                 {"seed", SW_ALIGN_RIGHT},
                                 {"value", SW_ALIGN_RIGHT},
                                 {"reached", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(column, targeted ? 5 : 4, error);

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < comparison->runs; i++) {
        const struct sw_compared_run *run = &comparison->run[i];

        sw_table_cell(table, "%u", run->group + 1);
        sw_table_cell(table, "%s", run->folder);
        sw_table_cell(table, "%" PRId64, run->settings->run.seed);
        number_cell(table, run->value);
        if (targeted)
            number_cell(table, run->reached);
    }
    return print(table, error);
}

/* ---- sentences ---- */

struct sentence {
    char text[2048];
};

static void add(struct sentence *sentence, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add(struct sentence *sentence, const char *format, ...)
{
    size_t used = strlen(sentence->text);
    va_list list;

    va_start(list, format);
    vsnprintf(sentence->text + used, sizeof sentence->text - used, format, list);
    va_end(list);
}

static void say_what(const struct sw_compared *comparison, void (*say)(const char *))
{
    const struct sw_compared_run *first = &comparison->run[0];
    struct sentence sentence = {""};
    char name[SW_GROUP_TEXT];
    bool same = true;

    for (uint32_t i = 1; i < comparison->runs; i++)
        same = same && comparison->run[i].from == first->from && comparison->run[i].to == first->to;
    add(&sentence, "%u run%s in %u group%s", comparison->runs, comparison->runs == 1 ? "" : "s",
        comparison->groups, comparison->groups == 1 ? "" : "s");
    for (uint32_t i = 0; i < comparison->rows; i++)
        add(&sentence, "%s%s.%s",
            i == 0                      ? " that differ in "
            : i + 1 == comparison->rows ? " and "
                                        : ", ",
            comparison->row[i]->section, comparison->row[i]->key);
    if (comparison->strata > 1)
        add(&sentence, ", each in %u strata", comparison->strata);
    add(&sentence, ". Value: %s", sw_report_metric(comparison, name));
    if (comparison->asked.puzzles > 0)
        add(&sentence, " (%u puzzles; those of eval)", comparison->asked.puzzles);
    else if (same && first->from == first->to)
        add(&sentence, " (%s) in generation %" PRIu64, comparison->asked.metric->meaning,
            first->to);
    else if (same)
        add(&sentence, " (%s), mean of generations %" PRIu64 " to %" PRIu64,
            comparison->asked.metric->meaning, first->from, first->to);
    else
        add(&sentence, " (%s), mean of the last generations", comparison->asked.metric->meaning);
    add(&sentence, "; higher is better.");
    say(sentence.text);
}

/* An interval that stays within few values cannot hold the truth at its rate. */
static void say_few(const struct sw_compared *comparison, void (*say)(const char *))
{
    struct sentence sentence = {""};
    uint32_t least = UINT32_MAX;

    for (uint32_t i = 0; i < comparison->groups; i++)
        least = comparison->group[i].count < least ? comparison->group[i].count : least;
    if (sw_sample_most_cover(least) >= 1 - LEVEL || comparison->strata > 1)
        return;
    if (least == 1)
        add(&sentence,
            "n = 1 is too small to say anything about other seeds: there is no interval.");
    else
        add(&sentence,
            "n = %u is too small for these intervals: within the range of %u runs the median lies "
            "in %.1f %% of cases at best, not in 95 %%.",
            least, least, 100 * sw_sample_most_cover(least));
    add(&sentence, " Six seeds or more are enough for that (--seeds=1-6).");
    say(sentence.text);
}

/* The fewest runs a group at which a difference could be told at all among so many pairs. */
static uint32_t seeds_needed(uint32_t pairs)
{
    double ways = 1;
    uint32_t n = 0;

    do {
        n++;
        ways *= 2.0 * (2 * n - 1) / n; /* n runs of 2 n */
    } while (2 / ways * pairs > LEVEL);
    return n;
}

enum verdict { ABOVE, UNCLEAR, TOO_FEW, BELOW };

static enum verdict judge(const struct sw_compared *comparison, uint32_t other)
{
    struct sw_improvement improvement = sw_comparison_between(comparison, comparison->best, other);

    if (improvement.p <= LEVEL)
        return improvement.value > 0.5 ? ABOVE : BELOW;
    return improvement.least > LEVEL ? TOO_FEW : UNCLEAR;
}

/* "groups 1, 2 and 4"; how many. */
static uint32_t list_groups(const struct sw_compared *comparison, enum verdict verdict,
                            struct sentence *out)
{
    uint32_t count = 0, told = 0;

    for (uint32_t i = 0; i < comparison->groups; i++)
        count += i != comparison->best && judge(comparison, i) == verdict;
    add(out, "group%s ", count == 1 ? "" : "s");
    for (uint32_t i = 0; i < comparison->groups; i++) {
        if (i == comparison->best || judge(comparison, i) != verdict)
            continue;
        add(out, "%s%u", told == 0 ? "" : told + 1 == count ? " and " : ", ", i + 1);
        told++;
    }
    return count;
}

static void say_verdict(const struct sw_compared *comparison, void (*say)(const char *))
{
    static const char *const before[] = {[ABOVE] = "It is better than",
                                         [UNCLEAR] = "It cannot be told apart from",
                                         [TOO_FEW] =
                                             "Whatever the values, it cannot be told apart from",
                                         [BELOW] = "Yet"};
    static const char *const behind[] = {
        [ABOVE] = "",
        [UNCLEAR] = ": the difference may be due to the seeds alone",
        [TOO_FEW] = "",
        [BELOW] = " has more runs above it than below: look at --runs"};
    const struct sw_compared_group *best = &comparison->group[comparison->best];
    struct sentence sentence = {""};
    char name[SW_GROUP_TEXT];

    add(&sentence, "The highest interquartile mean has group %u (%s).", comparison->best + 1,
        sw_comparison_name(comparison, comparison->best, name));
    for (int verdict = ABOVE; verdict <= BELOW; verdict++) {
        struct sentence groups = {""};

        if (list_groups(comparison, (enum verdict)verdict, &groups) == 0)
            continue;
        add(&sentence, " %s %s%s", before[verdict], groups.text, behind[verdict]);
        if (verdict == TOO_FEW)
            add(&sentence,
                ": n is too small to decide among %u pairs of groups (%u seeds each could)",
                comparison->pairs, seeds_needed(comparison->pairs));
        add(&sentence, ".");
    }
    say(sentence.text);
    sentence.text[0] = '\0';
    add(&sentence, "Its best run is %s.", comparison->run[best->best].folder);
    say(sentence.text);
}

static int say_pairs(const struct sw_compared *comparison, bool all, void (*say)(const char *),
                     struct sw_error *error)
{
    if (comparison->groups == 1)
        return 0;
    putchar('\n');
    if (print_pairs(comparison, all, error) != 0)
        return -1;
    say("probability: that a run of the one group is above a run of the other. p: how often two "
        "equal groups would differ as much by chance, corrected for all pairs (rank sum test, "
        "Holm).");
    return 0;
}

int sw_report_text(const struct sw_compared *comparison, enum sw_report_view view,
                   void (*say)(const char *sentence), struct sw_error *error)
{
    int result = 0;

    if (view == SW_REPORT_RUNS)
        return print_runs(comparison, error);
    say_what(comparison, say);
    putchar('\n');
    if (print_groups(comparison, error) != 0)
        return -1;
    say("IQM: interquartile mean, the mean of the middle half of the runs.");
    if (comparison->asked.targeted)
        result = print_target(comparison, error);
    if (result == 0)
        result = say_pairs(comparison, view == SW_REPORT_PAIRS, say, error);
    putchar('\n');
    say_few(comparison, say);
    if (comparison->groups > 1)
        say_verdict(comparison, say);
    return result;
}
