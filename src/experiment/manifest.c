/* The part of plan.h that is the manifest: sweep.conf and sweep.csv, written and read. */
#include "experiment/plan.h"

#include "base/csv.h"
#include "base/number.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST_LIMIT (1u << 28)
#define FIELDS_MAX     (SW_PLAN_KEYS_MAX + 3)

static const char what[] = "reading a sweep";

bool sw_plan_there(const char *folder)
{
    char path[SW_PATH_MAX];

    return sw_path_join(path, folder, "sweep.csv", NULL) == 0 && sw_file_exists(path);
}

/* ---- writing ---- */

static void print_csv(const struct sw_sweep_plan *plan, FILE *out)
{
    fputs("run,folder,seed", out);
    for (uint32_t i = 0; i < plan->keys; i++)
        fprintf(out, ",%s", plan->key[i]);
    putc('\n', out);
    for (uint32_t i = 0; i < plan->trials; i++) {
        fprintf(out, "%u,%s,%" PRId64, i + 1, plan->trial[i].name, plan->trial[i].seed);
        for (uint32_t k = 0; k < plan->keys; k++) {
            putc(',', out);
            sw_csv_field(plan->trial[i].value[k], out);
        }
        putc('\n', out);
    }
}

static void print_config(const struct sw_sweep_plan *plan, FILE *out)
{
    fputs("# What all runs of this sweep share. What varies is in sweep.csv.\n", out);
    sw_parameters_print(sw_settings_table, &plan->base, false, out);
}

static int write_part(const struct sw_sweep_plan *plan, const char *folder, const char *name,
                      void (*print)(const struct sw_sweep_plan *plan, FILE *out),
                      struct sw_error *error)
{
    char path[SW_PATH_MAX], *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool whole;
    int result;

    if (out != NULL)
        print(plan, out);
    whole = out != NULL && ferror(out) == 0;
    whole = out != NULL && fclose(out) == 0 && whole;
    if (!whole)
        result = sw_fail(error, SW_EXIT_FAILED, "out of memory while writing %s", name);
    else if (sw_path_join(path, folder, name, error) != 0)
        result = -1;
    else
        result = sw_file_write(path, text, size, error);
    free(text);
    return result;
}

int sw_plan_write(const struct sw_sweep_plan *plan, const char *folder, struct sw_error *error)
{
    if (write_part(plan, folder, "sweep.conf", print_config, error) != 0)
        return -1;
    return write_part(plan, folder, "sweep.csv", print_csv, error);
}

/* ---- reading ---- */

/* Cuts the fields of a line out of the text, in place, and moves *at behind it. Returns how many,
 * or -1 if it is no line of CSV. */
static int read_line(char **at, char *field[FIELDS_MAX])
{
    char *from = *at, *to = *at;
    int count = 0;

    for (;;) {
        bool quoted = *from == '"';

        if (count == (int)FIELDS_MAX)
            return -1;
        field[count++] = to;
        from += quoted;
        while (*from != '\0' && (quoted || (*from != ',' && *from != '\n'))) {
            if (quoted && *from == '"' && *++from != '"')
                break;
            *to++ = *from++;
        }
        if (*from != ',' && *from != '\n')
            return -1; /* the text ends within a line, or something follows a quote */
        *at = from + 1;
        quoted = *from == ',';
        *to++ = '\0';
        from++;
        if (!quoted)
            return count;
    }
}

static int damaged(const char *path, uint32_t line, struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "line %u of %s is not what smallworld sweep writes there; restore a copy of the "
                   "file, or give -o another folder",
                   line, path);
}

static int read_header(struct sw_sweep_plan *plan, char **at, const char *path,
                       struct sw_error *error)
{
    char *field[FIELDS_MAX];
    int count = read_line(at, field);

    if (count < 3 || strcmp(field[0], "run") != 0 || strcmp(field[1], "folder") != 0 ||
        strcmp(field[2], "seed") != 0)
        return damaged(path, 1, error);
    for (plan->keys = 0; plan->keys < (uint32_t)count - 3; plan->keys++) {
        const char *key = field[plan->keys + 3];

        if (strlen(key) >= sizeof plan->key[0] ||
            sw_parameters_find(sw_settings_table, key, NULL) == NULL)
            return damaged(path, 1, error);
        strcpy(plan->key[plan->keys], key);
    }
    return 0;
}

static int read_trial(struct sw_sweep_plan *plan, char **at, const char *path,
                      struct sw_error *error)
{
    uint32_t line = plan->trials + 2;
    struct sw_trial *trial = &plan->trial[plan->trials];
    char *field[FIELDS_MAX];
    uint64_t number;

    if (read_line(at, field) != (int)plan->keys + 3 || !sw_number_unsigned(field[0], &number) ||
        number != plan->trials + 1 || strlen(field[1]) >= SW_PLAN_NAME || field[1][0] == '\0' ||
        field[1][0] == '.' || strchr(field[1], '/') != NULL ||
        !sw_number_integer(field[2], &trial->seed))
        return damaged(path, line, error);
    strcpy(trial->name, field[1]);
    plan->trials++;
    for (uint32_t i = 0; i < plan->keys; i++) {
        trial->value[i] = strdup(field[i + 3]);
        if (trial->value[i] == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while %s", what);
    }
    return 0;
}

static int read_csv(struct sw_sweep_plan *plan, const char *path, struct sw_error *error)
{
    size_t size, lines = 0;
    char *text = sw_file_read(path, MANIFEST_LIMIT, &size, error), *at = text;
    int result = text == NULL ? -1 : 0;

    for (size_t i = 0; i < size && result == 0; i++)
        lines += text[i] == '\n';
    if (result == 0 && (lines < 2 || lines > SW_PLAN_RUNS_MAX + 1 || strlen(text) != size))
        result = damaged(path, 1, error);
    if (result == 0)
        result = read_header(plan, &at, path, error);
    if (result == 0) {
        plan->trial = sw_allocate(lines - 1, sizeof *plan->trial, what, error);
        result = plan->trial == NULL ? -1 : 0;
    }
    while (result == 0 && *at != '\0')
        result = plan->trials < lines - 1 ? read_trial(plan, &at, path, error)
                                          : damaged(path, plan->trials + 2, error);
    free(text);
    return result;
}

static int read_base(struct sw_sweep_plan *plan, const char *path, struct sw_error *error)
{
    size_t size;
    char *text = sw_file_read(path, MANIFEST_LIMIT, &size, error);
    int result = text == NULL ? -1 : 0;

    if (result == 0)
        result = sw_parameters_defaults(sw_settings_table, &plan->base, error);
    if (result == 0)
        result = sw_parameters_read(sw_settings_table, &plan->base, text, size, path, error);
    free(text);
    return result;
}

int sw_plan_read(struct sw_sweep_plan *plan, const char *folder, struct sw_error *error)
{
    char config[SW_PATH_MAX], list[SW_PATH_MAX];

    memset(plan, 0, sizeof *plan);
    if (sw_path_join(config, folder, "sweep.conf", error) != 0 ||
        sw_path_join(list, folder, "sweep.csv", error) != 0)
        return -1;
    if (!sw_file_exists(list))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s holds no sweep (there is no %s/sweep.csv); one is begun by: smallworld "
                       "sweep CONFIG -o %s --vary section.key=value,value",
                       folder, folder, folder);
    if (read_base(plan, config, error) == 0 && read_csv(plan, list, error) == 0)
        return 0;
    sw_plan_clear(plan);
    return -1;
}
