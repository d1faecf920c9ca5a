#include "experiment/plan.h"

#include "base/hash.h"
#include "base/number.h"
#include "population/run.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define CONFIG_LIMIT (1u << 20)
#define VALUES_MAX   4096u /* of one key */
#define VALUE_NAME   40u   /* bytes of a value in a folder's name; a longer one is cut */

static const char what[] = "planning a sweep";

/* A key with its values, as --vary says them. */
struct axis {
    const struct sw_parameter *row;
    char key[64];
    char *text;              /* owned: the values, each ended by a 0 */
    char *value[VALUES_MAX]; /* in it */
    uint32_t values;
};

void sw_plan_clear(struct sw_sweep_plan *plan)
{
    for (uint32_t i = 0; i < plan->trials; i++)
        for (uint32_t k = 0; k < plan->keys; k++)
            free(plan->trial[i].value[k]);
    free(plan->trial);
    memset(plan, 0, sizeof *plan);
}

/* ---- axes ---- */

/* Values that are written otherwise and are the same are one; a text is what it is. */
static int canonical(const struct sw_parameter *row, const char *value, char *out, size_t size,
                     struct sw_error *error)
{
    struct sw_settings scratch = {0};

    if (sw_parameters_set(sw_settings_table, &scratch, row->section, row->key, value, "--vary",
                          error) != 0)
        return -1;
    if (row->type == SW_PARAMETER_TEXT)
        snprintf(out, size, "%s", value);
    else
        sw_parameter_value(row, &scratch, out, size);
    return 0;
}

static int add_value(struct axis *axis, const char *text, char **end, struct sw_error *error)
{
    char value[SW_TEXT_MAX];

    if (axis->values == VALUES_MAX)
        return sw_fail(error, SW_EXIT_USAGE, "--vary %s has more than %u values", axis->key,
                       VALUES_MAX);
    if (canonical(axis->row, text, value, sizeof value, error) != 0)
        return -1;
    for (uint32_t i = 0; i < axis->values; i++)
        if (strcmp(axis->value[i], value) == 0)
            return sw_fail(error, SW_EXIT_USAGE, "--vary %s names %.200s twice", axis->key, value);
    axis->value[axis->values++] = strcpy(*end, value);
    *end += strlen(value) + 1;
    return 0;
}

static int read_values(struct axis *axis, const char *values, struct sw_error *error)
{
    const char *between = strchr(values, '|') != NULL ? "|" : ",";
    char *copy = strdup(values), *rest = copy, *value, *end;
    int result = copy == NULL ? -1 : 0;

    /* A value that is written short may be long in full ("1e9"). */
    axis->text = sw_allocate(32 * (strlen(values) + 1) + SW_TEXT_MAX, 1, what, error);
    if (axis->text == NULL || copy == NULL) {
        free(copy);
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while %s", what);
    }
    end = axis->text;
    while (result == 0 && (value = strsep(&rest, between)) != NULL)
        result = add_value(axis, value, &end, error);
    free(copy);
    return result;
}

static int read_axis(struct axis *axis, const char *vary, struct sw_error *error)
{
    const char *equals = strchr(vary, '=');

    if (equals == NULL || equals == vary || equals - vary >= (long)sizeof axis->key)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "--vary %.200s is not a list of values; write --vary section.key=value,value", vary);
    snprintf(axis->key, sizeof axis->key, "%.*s", (int)(equals - vary), vary);
    axis->row = sw_parameters_find(sw_settings_table, axis->key, error);
    if (axis->row == NULL)
        return -1;
    if (strcmp(axis->key, "run.seed") == 0)
        return sw_fail(error, SW_EXIT_USAGE, "seeds are given by --seeds=%.100s", equals + 1);
    if (sw_run_may_change(axis->row))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s does not change the results of a run, so there is nothing to compare",
                       axis->key);
    return read_values(axis, equals + 1, error);
}

static int read_axes(const struct sw_plan_wish *wish, struct axis *axis, struct sw_error *error)
{
    if (wish->varies > SW_PLAN_KEYS_MAX)
        return sw_fail(error, SW_EXIT_USAGE, "more than %u settings vary", SW_PLAN_KEYS_MAX);
    for (uint32_t i = 0; i < wish->varies; i++) {
        if (read_axis(&axis[i], wish->vary[i], error) != 0)
            return -1;
        for (uint32_t k = 0; k < i; k++)
            if (axis[k].row == axis[i].row)
                return sw_fail(error, SW_EXIT_USAGE, "--vary %s is given twice", axis[i].key);
    }
    return 0;
}

/* ---- seeds ---- */

struct seeds {
    int64_t *seed;
    uint32_t count;
};

static int add_seeds(struct seeds *seeds, int64_t first, int64_t last, struct sw_error *error)
{
    for (int64_t seed = first;; seed++) {
        for (uint32_t i = 0; i < seeds->count; i++)
            if (seeds->seed[i] == seed)
                return sw_fail(error, SW_EXIT_USAGE, "--seeds names %" PRId64 " twice", seed);
        if (seeds->count == VALUES_MAX)
            return sw_fail(error, SW_EXIT_USAGE, "--seeds names more than %u", VALUES_MAX);
        seeds->seed[seeds->count++] = seed;
        if (seed == last)
            return 0;
    }
}

static int read_seeds(struct seeds *seeds, const char *text, struct sw_error *error)
{
    char copy[1024], *rest = copy, *part;

    if (strlen(text) >= sizeof copy)
        return sw_fail(error, SW_EXIT_USAGE, "--seeds is longer than %zu letters", sizeof copy - 1);
    strcpy(copy, text);
    while ((part = strsep(&rest, ",")) != NULL) {
        char *dash = strchr(part, '-');
        int64_t first, last;

        if (dash != NULL)
            *dash = '\0';
        if (!sw_number_integer(part, &first) || first < 0 ||
            !sw_number_integer(dash != NULL ? dash + 1 : part, &last) || last < first)
            return sw_fail(error, SW_EXIT_USAGE,
                           "--seeds=%.100s is not a list of seeds; write 1-5, or 1,2,7-9", text);
        if (add_seeds(seeds, first, last, error) != 0)
            return -1;
    }
    return 0;
}

/* ---- names ---- */

/* What is no letter, digit, point, plus or minus becomes a minus; a value that is changed by this
 * or cut is told apart by a hash. */
static void name_value(const char *value, char out[VALUE_NAME + 16])
{
    char hash[SW_HASH_TEXT];
    size_t length = 0;
    bool same = value[0] != '\0';

    for (const char *at = value; *at != '\0' && length < VALUE_NAME; at++, length++) {
        bool plain = isalnum((unsigned char)*at) || strchr(".+-", *at) != NULL;

        out[length] = plain ? *at : '-';
        same = same && plain;
    }
    out[length] = '\0';
    if (same && value[length] == '\0')
        return;
    sw_hash_print(sw_hash(value, strlen(value)), hash);
    snprintf(out + (length < 24 ? length : 24), 16, "-%.8s", hash);
}

/* "pressure-0.5_scheme-plus_seed-3": the key alone where no other that varies is called so. */
static int name_trial(const struct sw_sweep_plan *plan, struct sw_trial *trial,
                      struct sw_error *error)
{
    size_t used = 0;

    for (uint32_t i = 0; i < plan->keys; i++) {
        const char *full = plan->key[i], *key = strchr(full, '.') + 1;
        char value[VALUE_NAME + 16];
        bool alone = strcmp(key, "seed") != 0;

        for (uint32_t k = 0; k < plan->keys; k++)
            alone = alone && (k == i || strcmp(strchr(plan->key[k], '.') + 1, key) != 0);
        name_value(trial->value[i], value);
        used += (size_t)snprintf(trial->name + used, SW_PLAN_NAME - used, "%s-%s_",
                                 alone ? key : full, value);
        if (used >= SW_PLAN_NAME - 32)
            return sw_fail(error, SW_EXIT_USAGE,
                           "so many settings vary that a folder's name would be too long");
    }
    snprintf(trial->name + used, SW_PLAN_NAME - used, "seed-%" PRId64, trial->seed);
    return 0;
}

/* ---- making ---- */

static int read_config(struct sw_settings *base, const struct sw_plan_wish *wish,
                       struct sw_error *error)
{
    size_t size;
    char *text;
    int failed;

    memset(base, 0, sizeof *base);
    if (sw_parameters_defaults(sw_settings_table, base, error) != 0)
        return -1;
    text = sw_file_read(wish->config, CONFIG_LIMIT, &size, error);
    if (text == NULL && error != NULL && !sw_file_regular(wish->config))
        error->code = SW_EXIT_USAGE; /* it was misnamed */
    if (text == NULL)
        return -1;
    failed = sw_parameters_read(sw_settings_table, base, text, size, wish->config, error);
    free(text);
    for (uint32_t i = 0; i < wish->sets && failed == 0; i++)
        failed = sw_parameters_assign(sw_settings_table, base, wish->set[i], error);
    return failed != 0 ? -1 : sw_settings_read_edges(base, error);
}

/* A set that --vary would undo. */
static int check_sets(const struct sw_plan_wish *wish, const struct axis *axis,
                      struct sw_error *error)
{
    for (uint32_t i = 0; i < wish->sets; i++)
        for (uint32_t k = 0; k < wish->varies; k++)
            if (strncmp(wish->set[i], axis[k].key, strlen(axis[k].key)) == 0 &&
                wish->set[i][strlen(axis[k].key)] == '=')
                return sw_fail(error, SW_EXIT_USAGE, "%s is given by --set and by --vary",
                               axis[k].key);
    return 0;
}

int sw_plan_settings(const struct sw_sweep_plan *plan, uint32_t trial, struct sw_settings *out,
                     struct sw_error *error)
{
    const struct sw_trial *row = &plan->trial[trial];

    *out = plan->base;
    out->run.seed = row->seed;
    for (uint32_t i = 0; i < plan->keys; i++) {
        const struct sw_parameter *parameter =
            sw_parameters_find(sw_settings_table, plan->key[i], error);

        if (parameter == NULL ||
            sw_parameters_set(sw_settings_table, out, parameter->section, parameter->key,
                              row->value[i], row->name, error) != 0)
            return -1;
    }
    if (sw_settings_read_edges(out, error) != 0 || sw_settings_check(out, error) != 0)
        return sw_error_prefix(error, "%s", row->name);
    return 0;
}

static int fill(struct sw_sweep_plan *plan, const struct axis *axis, const struct seeds *seeds,
                struct sw_error *error)
{
    for (uint32_t i = 0; i < plan->trials; i++) {
        struct sw_trial *trial = &plan->trial[i];
        uint32_t rest = i / seeds->count;

        trial->seed = seeds->seed[i % seeds->count];
        for (uint32_t k = plan->keys; k-- > 0; rest /= axis[k].values) {
            trial->value[k] = strdup(axis[k].value[rest % axis[k].values]);
            if (trial->value[k] == NULL)
                return sw_fail(error, SW_EXIT_FAILED, "out of memory while %s", what);
        }
        if (name_trial(plan, trial, error) != 0)
            return -1;
    }
    return 0;
}

static int check_trials(const struct sw_sweep_plan *plan, struct sw_error *error)
{
    struct sw_settings *settings = sw_allocate(1, sizeof *settings, what, error);
    int result = settings == NULL ? -1 : 0;

    for (uint32_t i = 0; i < plan->trials && result == 0; i++)
        result = sw_plan_settings(plan, i, settings, error);
    free(settings);
    return result;
}

static int make(struct sw_sweep_plan *plan, const struct sw_plan_wish *wish, struct axis *axis,
                struct seeds *seeds, struct sw_error *error)
{
    uint64_t trials;

    if (read_config(&plan->base, wish, error) != 0 || read_axes(wish, axis, error) != 0 ||
        check_sets(wish, axis, error) != 0)
        return -1;
    if (wish->seeds == NULL)
        seeds->seed[seeds->count++] = plan->base.run.seed;
    else if (read_seeds(seeds, wish->seeds, error) != 0)
        return -1;
    trials = seeds->count;
    for (uint32_t i = 0; i < wish->varies && trials <= SW_PLAN_RUNS_MAX; i++)
        trials *= axis[i].values;
    if (trials > SW_PLAN_RUNS_MAX)
        return sw_fail(error, SW_EXIT_USAGE, "these are more than %u runs", SW_PLAN_RUNS_MAX);
    plan->trial = sw_allocate(trials, sizeof *plan->trial, what, error);
    if (plan->trial == NULL)
        return -1;
    plan->trials = (uint32_t)trials;
    plan->keys = wish->varies;
    for (uint32_t i = 0; i < plan->keys; i++)
        strcpy(plan->key[i], axis[i].key);
    return fill(plan, axis, seeds, error) != 0 ? -1 : check_trials(plan, error);
}

int sw_plan_make(struct sw_sweep_plan *plan, const struct sw_plan_wish *wish,
                 struct sw_error *error)
{
    struct axis *axis = sw_allocate(SW_PLAN_KEYS_MAX, sizeof *axis, what, error);
    struct seeds seeds = {sw_allocate(VALUES_MAX, sizeof *seeds.seed, what, error), 0};
    int result = axis == NULL || seeds.seed == NULL ? -1 : 0;

    memset(plan, 0, sizeof *plan);
    if (result == 0)
        result = make(plan, wish, axis, &seeds, error);
    for (uint32_t i = 0; axis != NULL && i < SW_PLAN_KEYS_MAX; i++)
        free(axis[i].text);
    free(axis);
    free(seeds.seed);
    if (result != 0)
        sw_plan_clear(plan);
    return result;
}

/* ---- two plans ---- */

const char *sw_plan_difference(const struct sw_settings *a, const struct sw_settings *b,
                               char text[96])
{
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *row = &sw_settings_table.row[i];

        if (!sw_parameter_same(row, a, b) && !sw_run_may_change(row)) {
            snprintf(text, 96, "%s.%s", row->section, row->key);
            return text;
        }
    }
    return NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(struct sw_trial *const *)a)->name, (*(struct sw_trial *const *)b)->name);
}

/* Pointers to the trials of a plan, by name. */
static struct sw_trial **sorted(const struct sw_sweep_plan *plan, struct sw_error *error)
{
    struct sw_trial **order = sw_allocate(plan->trials, sizeof *order, what, error);

    for (uint32_t i = 0; order != NULL && i < plan->trials; i++)
        order[i] = &plan->trial[i];
    if (order != NULL)
        qsort(order, plan->trials, sizeof *order, compare_names);
    return order;
}

static bool holds(struct sw_trial **order, uint32_t count, const struct sw_trial *trial)
{
    return bsearch(&trial, order, count, sizeof *order, compare_names) != NULL;
}

static int same_keys(const struct sw_sweep_plan *a, const struct sw_sweep_plan *b,
                     const char *folder, struct sw_error *error)
{
    bool same = a->keys == b->keys;
    char name[96];

    for (uint32_t i = 0; i < a->keys && same; i++)
        same = strcmp(a->key[i], b->key[i]) == 0;
    if (!same)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the sweep in %s varies other settings (%s/sweep.csv), or in another order; "
                       "give -o another folder",
                       folder, folder);
    if (sw_plan_difference(&a->base, &b->base, name) == NULL)
        return 0;
    if (strcmp(name, "run.seed") == 0)
        return 0; /* that of the config counts for nothing: the runs' seeds are compared */
    return sw_fail(error, SW_EXIT_USAGE,
                   "%s differs from the config that the sweep in %s was begun with "
                   "(%s/sweep.conf); omit the config to continue it, or give -o another folder",
                   name, folder, folder);
}

static int extend(struct sw_sweep_plan *plan, struct sw_sweep_plan *wanted, struct sw_trial **old,
                  struct sw_trial **new, const char *folder, uint32_t *added,
                  struct sw_error *error)
{
    uint32_t before = plan->trials;
    struct sw_trial *room;

    for (uint32_t i = 0; i < before; i++)
        if (!holds(new, wanted->trials, &plan->trial[i]))
            return sw_fail(
                error, SW_EXIT_USAGE,
                "the sweep in %s has a run %s, and this command has not; a sweep may grow but not "
                "shrink: name its values and seeds too, or give -o another folder",
                folder, plan->trial[i].name);
    room = sw_allocate((size_t)before + wanted->trials, sizeof *room, what, error);
    if (room == NULL)
        return -1;
    memcpy(room, plan->trial, before * sizeof *room);
    for (uint32_t i = 0; i < wanted->trials; i++) {
        if (holds(old, before, &wanted->trial[i]))
            continue;
        room[before + (*added)++] = wanted->trial[i];
        memset(wanted->trial[i].value, 0, sizeof wanted->trial[i].value); /* moved */
    }
    free(plan->trial);
    plan->trial = room;
    plan->trials = before + *added;
    return 0;
}

int sw_plan_extend(struct sw_sweep_plan *plan, struct sw_sweep_plan *wanted, const char *folder,
                   uint32_t *added, struct sw_error *error)
{
    struct sw_trial **old = sorted(plan, error), **new = sorted(wanted, error);
    int result = old == NULL || new == NULL ? -1 : 0;

    *added = 0;
    if (result == 0)
        result = same_keys(plan, wanted, folder, error);
    if (result == 0)
        result = extend(plan, wanted, old, new, folder, added, error);
    free(old);
    free(new);
    return result;
}
