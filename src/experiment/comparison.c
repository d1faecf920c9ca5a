#include "experiment/comparison.h"

#include "experiment/gather.h"
#include "population/run.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED         1u     /* of all resamples */
#define REPEATS      20000u /* for an interval */
#define BAND_REPEATS 1000u  /* for a point of a band */

static const char what[] = "comparing runs";

/* ---- in which settings runs differ ---- */

/* Settings that say how a run is kept, and which of the equal runs it is. */
static bool tells_apart(const struct sw_compared *comparison, const struct sw_parameter *row)
{
    if (sw_run_may_change(row) || strcmp(row->key, "keyframe_every") == 0 ||
        strcmp(row->key, "surface") == 0 || strcmp(row->key, "probes") == 0 ||
        strcmp(row->key, "probe_every") == 0)
        return false;
    if (strcmp(row->section, "run") != 0)
        return true;
    return strcmp(row->key, "seed") != 0 &&
           (strcmp(row->key, "generations") != 0 || comparison->asked.at == 0);
}

static bool differs(const struct sw_compared *comparison, const struct sw_parameter *row)
{
    for (uint32_t i = 1; i < comparison->runs; i++)
        if (!sw_parameter_same(row, comparison->run[0].settings, comparison->run[i].settings))
            return true;
    return false;
}

static bool is_stratum(const struct sw_compared *comparison, const struct sw_parameter *row)
{
    char key[96];

    snprintf(key, sizeof key, "%s.%s", row->section, row->key);
    for (uint32_t i = 0; i < comparison->asked.strata; i++)
        if (strcmp(comparison->asked.stratum[i], key) == 0)
            return true;
    return false;
}

/* Groups differ in row[0..rows); strata in row[rows..all). */
static int find_rows(struct sw_compared *comparison, uint32_t *all, struct sw_error *error)
{
    const struct sw_parameter *strata[SW_STRATA_KEYS];
    uint32_t count = 0;

    for (uint32_t i = 0; i < comparison->asked.strata; i++)
        if (sw_parameters_find(sw_settings_table, comparison->asked.stratum[i], error) == NULL)
            return -1;
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *row = &sw_settings_table.row[i];

        if (!tells_apart(comparison, row) || !differs(comparison, row))
            continue;
        if (is_stratum(comparison, row))
            strata[count++] = row;
        else if (comparison->rows + SW_STRATA_KEYS < SW_COMPARED_ROWS)
            comparison->row[comparison->rows++] = row;
        else
            return sw_fail(error, SW_EXIT_USAGE,
                           "these runs differ in more than %u settings, so which of them makes a "
                           "difference cannot be told; compare runs that differ in one or two",
                           SW_COMPARED_ROWS - SW_STRATA_KEYS);
    }
    for (uint32_t i = 0; i < count; i++)
        comparison->row[comparison->rows + i] = strata[i];
    *all = comparison->rows + count;
    return 0;
}

/* ---- the order of runs: by group, stratum and seed ---- */

static int compare_setting(const struct sw_parameter *row, const struct sw_settings *a,
                           const struct sw_settings *b)
{
    const char *x = (const char *)a + row->offset, *y = (const char *)b + row->offset;

    switch (row->type) {
    case SW_PARAMETER_INTEGER: {
        int64_t m = sw_parameter_integer(row, a), n = sw_parameter_integer(row, b);

        return (m > n) - (m < n);
    }
    case SW_PARAMETER_REAL: {
        double m = *(const double *)(const void *)x, n = *(const double *)(const void *)y;

        return (m > n) - (m < n);
    }
    case SW_PARAMETER_SWITCH:
        return *(const bool *)(const void *)x - *(const bool *)(const void *)y;
    case SW_PARAMETER_CHOICE:
        return *(const int32_t *)(const void *)x - *(const int32_t *)(const void *)y;
    case SW_PARAMETER_TEXT:
    case SW_PARAMETER_LINES:
        break;
    }
    return strcmp(x, y);
}

struct order {
    const struct sw_compared *comparison;
    uint32_t all;
};

static int compare_rows(const struct order *order, const struct sw_compared_run *a,
                        const struct sw_compared_run *b, uint32_t first, uint32_t end)
{
    int result = 0;

    for (uint32_t i = first; i < end && result == 0; i++)
        result = compare_setting(order->comparison->row[i], a->settings, b->settings);
    return result;
}

static int compare_runs(const void *a, const void *b, void *context)
{
    const struct sw_compared_run *x = a, *y = b;
    const struct order *order = context;
    int result = compare_rows(order, x, y, 0, order->all);

    if (result == 0)
        result = (x->settings->run.seed > y->settings->run.seed) -
                 (x->settings->run.seed < y->settings->run.seed);
    return result != 0 ? result : strcmp(x->folder, y->folder);
}

/* ---- groups ---- */

/* Numbers strata from the first group's on; every group must have the same. */
static int number_strata(struct sw_compared *comparison, const struct order *order,
                         struct sw_error *error)
{
    uint32_t rows = comparison->rows, stratum = 0, first = 0;

    for (uint32_t i = 0; i < comparison->runs; i++) {
        struct sw_compared_run *run = &comparison->run[i];
        char text[SW_GROUP_TEXT];

        if (i > 0 && compare_rows(order, run, run - 1, 0, rows) != 0)
            stratum = first = 0;
        else if (i > 0 && compare_rows(order, run, run - 1, rows, order->all) != 0)
            stratum++;
        run->stratum = stratum;
        if (run->group == 0) {
            comparison->strata = stratum + 1;
            continue;
        }
        while (first < comparison->runs && comparison->run[first].stratum != stratum)
            first++;
        if (comparison->run[first].group != 0 ||
            compare_rows(order, run, &comparison->run[first], rows, order->all) != 0)
            return sw_fail(error, SW_EXIT_USAGE,
                           "the group %s has other strata than the first; every group needs runs "
                           "in each",
                           sw_comparison_name(comparison, run->group, text));
    }
    return comparison->strata <= SW_SAMPLE_STRATA_MAX
               ? 0
               : sw_fail(error, SW_EXIT_USAGE, "these are more than %u strata",
                         SW_SAMPLE_STRATA_MAX);
}

static int number_groups(struct sw_compared *comparison, const struct order *order,
                         struct sw_error *error)
{
    for (uint32_t i = 0; i < comparison->runs; i++) {
        struct sw_compared_run *run = &comparison->run[i];
        bool same = i > 0 && compare_rows(order, run, run - 1, 0, order->all) == 0;

        if (same && run->settings->run.seed == run[-1].settings->run.seed)
            return sw_fail(error, SW_EXIT_USAGE,
                           "%s and %s have the same settings and the same seed, so they are one "
                           "run; give one of them",
                           run[-1].folder, run->folder);
        if (i == 0 || compare_rows(order, run, run - 1, 0, comparison->rows) != 0) {
            if (comparison->groups == SW_COMPARED_GROUPS)
                return sw_fail(error, SW_EXIT_USAGE, "these are more than %u groups",
                               SW_COMPARED_GROUPS);
            comparison->group[comparison->groups++].first = i;
        }
        run->group = comparison->groups - 1;
        comparison->group[run->group].count++;
    }
    return 0;
}

static int fill_groups(struct sw_compared *comparison, struct sw_error *error)
{
    for (uint32_t i = 0; i < comparison->groups; i++) {
        struct sw_compared_group *group = &comparison->group[i];

        group->end = sw_allocate(comparison->strata, sizeof *group->end, what, error);
        group->value = sw_allocate(group->count, sizeof *group->value, what, error);
        group->reached = sw_allocate(group->count, sizeof *group->reached, what, error);
        group->band = sw_allocate(SW_CURVE_POINTS, sizeof *group->band, what, error);
        if (group->end == NULL || group->value == NULL || group->reached == NULL ||
            group->band == NULL)
            return -1;
        group->best = group->first;
        for (uint32_t k = 0; k < group->count; k++) {
            const struct sw_compared_run *run = &comparison->run[group->first + k];

            group->value[k] = run->value;
            group->reached[k] = run->reached;
            group->hits += isfinite(run->reached);
            group->end[run->stratum] = k + 1;
            if (run->value > comparison->run[group->best].value)
                group->best = group->first + k;
        }
    }
    return 0;
}

/* ---- estimates ---- */

static struct sw_sample sample_of(const struct sw_compared *comparison, uint32_t group,
                                  const double *value)
{
    return (struct sw_sample){value, comparison->group[group].end, comparison->strata};
}

/* In each point of the curves, those of a group that are known. */
static int estimate_band(struct sw_compared *comparison, uint32_t number, double *room,
                         struct sw_error *error)
{
    struct sw_compared_group *group = &comparison->group[number];
    uint32_t end[SW_SAMPLE_STRATA_MAX];

    for (uint32_t point = 0; point < SW_CURVE_POINTS; point++) {
        struct sw_resampling draws = {SEED, ((uint64_t)number * SW_CURVE_POINTS + point) * 8 + 4,
                                      BAND_REPEATS};
        struct sw_sample sample = {room, end, comparison->strata};
        uint32_t count = 0;

        for (uint32_t i = 0; i < group->count; i++) {
            const struct sw_compared_run *run = &comparison->run[group->first + i];

            if (!isnan(run->curve[point]))
                room[count++] = run->curve[point];
            end[run->stratum] = count;
        }
        group->band[point] = (struct sw_sample_estimate){(double)NAN, (double)NAN, (double)NAN};
        if (count == group->count &&
            sw_sample_estimate(&sample, SW_SAMPLE_IQM, draws, &group->band[point], error) != 0)
            return -1;
    }
    return 0;
}

static int estimate_group(struct sw_compared *comparison, uint32_t number, double *room,
                          struct sw_error *error)
{
    struct sw_compared_group *group = &comparison->group[number];
    struct sw_sample value = sample_of(comparison, number, group->value);
    struct sw_sample reached = sample_of(comparison, number, group->reached);
    struct sw_resampling draws = {SEED, (uint64_t)number * SW_CURVE_POINTS * 8, REPEATS};
    struct sw_sample_estimate *time = &group->generations;
    double births = (double)comparison->run[group->first].births;

    if (sw_sample_estimate(&value, SW_SAMPLE_MEDIAN, draws, &group->median, error) != 0)
        return -1;
    draws.id += 1;
    if (sw_sample_estimate(&value, SW_SAMPLE_IQM, draws, &group->iqm, error) != 0)
        return -1;
    draws.id += 1;
    if (comparison->asked.targeted &&
        sw_sample_estimate(&reached, SW_SAMPLE_MEDIAN, draws, time, error) != 0)
        return -1;
    group->births =
        (struct sw_sample_estimate){time->value * births, time->low * births, time->high * births};
    return estimate_band(comparison, number, room, error);
}

static int compare_pairs(struct sw_compared *comparison, struct sw_error *error)
{
    uint32_t count = comparison->groups * (comparison->groups - 1) / 2;
    double *p = sw_allocate(count + 1, sizeof *p, what, error);
    int result = p == NULL ? -1 : 0;

    comparison->pair = sw_allocate(count + 1, sizeof *comparison->pair, what, error);
    result = comparison->pair == NULL ? -1 : result;
    for (uint32_t a = 0; a < comparison->groups && result == 0; a++)
        for (uint32_t b = a + 1; b < comparison->groups && result == 0; b++) {
            struct sw_compared_pair *pair = &comparison->pair[comparison->pairs];
            struct sw_sample first = sample_of(comparison, a, comparison->group[a].value);
            struct sw_sample second = sample_of(comparison, b, comparison->group[b].value);

            pair->a = a;
            pair->b = b;
            result = sw_sample_improvement(&first, &second, &pair->improvement, error);
            p[comparison->pairs++] = pair->improvement.p;
        }
    if (result == 0 && count > 0)
        result = sw_sample_holm(p, count, error);
    for (uint32_t i = 0; i < count && result == 0; i++) {
        comparison->pair[i].improvement.p = p[i];
        comparison->pair[i].improvement.least =
            fmin(1, comparison->pair[i].improvement.least * count);
    }
    free(p);
    return result;
}

static int estimate(struct sw_compared *comparison, struct sw_error *error)
{
    double *room = sw_allocate(comparison->runs, sizeof *room, what, error);
    int result = room == NULL ? -1 : 0;

    for (uint32_t i = 0; i < comparison->groups && result == 0; i++) {
        result = estimate_group(comparison, i, room, error);
        if (comparison->group[i].iqm.value > comparison->group[comparison->best].iqm.value)
            comparison->best = i;
    }
    free(room);
    return result != 0 ? -1 : compare_pairs(comparison, error);
}

int sw_comparison_make(struct sw_compared *comparison, const struct sw_comparing *asked,
                       char *const *folders, uint32_t count, struct sw_error *error)
{
    struct order order = {comparison, 0};

    memset(comparison, 0, sizeof *comparison);
    comparison->asked = *asked;
    comparison->group = sw_allocate(SW_COMPARED_GROUPS, sizeof *comparison->group, what, error);
    if (comparison->group == NULL || sw_gather_runs(comparison, folders, count, error) != 0 ||
        find_rows(comparison, &order.all, error) != 0)
        return -1;
    qsort_r(comparison->run, comparison->runs, sizeof *comparison->run, compare_runs, &order);
    if (number_groups(comparison, &order, error) != 0 ||
        number_strata(comparison, &order, error) != 0 || sw_gather_values(comparison, error) != 0 ||
        fill_groups(comparison, error) != 0)
        return -1;
    return estimate(comparison, error);
}

void sw_comparison_clear(struct sw_compared *comparison)
{
    for (uint32_t i = 0; comparison->run != NULL && i < SW_COMPARED_RUNS; i++) {
        free(comparison->run[i].folder);
        free(comparison->run[i].settings);
        free(comparison->run[i].curve);
    }
    for (uint32_t i = 0; i < comparison->groups; i++) {
        free(comparison->group[i].end);
        free(comparison->group[i].value);
        free(comparison->group[i].reached);
        free(comparison->group[i].band);
    }
    free(comparison->run);
    free(comparison->group);
    free(comparison->pair);
    memset(comparison, 0, sizeof *comparison);
}

/* ---- names ---- */

void sw_comparison_value(const struct sw_compared *comparison, uint32_t group, uint32_t row,
                         char *text, size_t size)
{
    const struct sw_settings *settings = comparison->run[comparison->group[group].first].settings;
    char value[4 * SW_TEXT_MAX] = "";
    const char *from = value;

    if (comparison->row[row]->type == SW_PARAMETER_LINES)
        from = (const char *)settings + comparison->row[row]->offset;
    else
        sw_parameter_value(comparison->row[row], settings, value, sizeof value);
    size = strlen(from) < size ? strlen(from) : size - 1; /* a name may be cut */
    memcpy(text, from, size);
    text[size] = '\0';
}

const char *sw_comparison_name(const struct sw_compared *comparison, uint32_t group,
                               char text[SW_GROUP_TEXT])
{
    size_t used = 0;

    snprintf(text, SW_GROUP_TEXT, "all runs");
    for (uint32_t i = 0; i < comparison->rows && used < SW_GROUP_TEXT; i++) {
        char value[64];

        sw_comparison_value(comparison, group, i, value, sizeof value);
        used += (size_t)snprintf(text + used, SW_GROUP_TEXT - used, "%s%s %s", i > 0 ? ", " : "",
                                 comparison->row[i]->key, value);
    }
    return text;
}

struct sw_improvement sw_comparison_between(const struct sw_compared *comparison, uint32_t group,
                                            uint32_t other)
{
    uint32_t a = group < other ? group : other, b = group < other ? other : group;
    uint32_t k = comparison->groups;
    struct sw_improvement out = comparison->pair[a * k - a * (a + 1) / 2 + b - a - 1].improvement;
    double low = out.low;

    if (group < other)
        return out;
    out.value = 1 - out.value;
    out.low = 1 - out.high;
    out.high = 1 - low;
    return out;
}
