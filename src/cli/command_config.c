/* command_config.c - smallworld config: tell what a config may say. */
#include "report/print.h"
#include "cli/options.h"
#include "selection/scheme.h"

#include <stdio.h>
#include <string.h>

struct request {
    const char *key, *describe;
    bool defaults, schemes, markdown;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"KEY", SW_OPTION_TEXT, AT(key),
     .help = "prints what one key does, which values it accepts and its default; for a section "
             "(selection), the same of each of its keys",
     .value = "KEY|SECTION"},
    {"--defaults", SW_OPTION_FLAG, AT(defaults),
     .help = "prints a config with every key and comments; it runs as it is"},
    {"--describe", SW_OPTION_TEXT, AT(describe), .help = "the same as KEY", .value = "KEY"},
    {"--schemes", SW_OPTION_FLAG, AT(schemes),
     .help =
         "prints what each value of selection.scheme is, and what pressure means in it exactly"},
    {"--markdown", SW_OPTION_FLAG, AT(markdown), .help = "with --schemes: as a table of Markdown"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_config, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->describe != NULL && request->key != NULL)
        return sw_usage(&sw_command_config, error, "\"%.200s\" is not understood", request->key);
    if (request->key != NULL)
        request->describe = request->key;
    if (request->defaults + request->schemes + (request->describe != NULL) > 1)
        return sw_usage(&sw_command_config, error,
                        "give --defaults, --schemes or a key to describe, not several of them");
    if (request->markdown && !request->schemes)
        return sw_usage(&sw_command_config, error, "--markdown goes with --schemes");
    return SW_EXIT_DONE;
}

static void describe_row(const struct sw_parameter *row)
{
    char range[512];

    sw_parameter_range(row, range, sizeof range);
    printf("%s.%s\n", row->section, row->key);
    sw_print_folded(row->help, 0, 78, stdout);
    printf("takes    %s\n", range);
    printf("default  %s\n", row->initial);
}

/* One key, or all keys of a section. */
static int describe_key(const char *name, struct sw_error *error)
{
    const struct sw_parameter *row;
    uint32_t described = 0;

    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        if (strcmp(sw_settings_table.row[i].section, name) != 0)
            continue;
        if (described++ > 0)
            putchar('\n');
        describe_row(&sw_settings_table.row[i]);
    }
    if (described > 0)
        return SW_EXIT_DONE;
    row = sw_parameters_find(sw_settings_table, name, error);
    if (row == NULL)
        return error->code;
    describe_row(row);
    return SW_EXIT_DONE;
}

static void list_schemes(bool markdown)
{
    if (markdown)
        printf("| `selection.scheme` | | pressure |\n|---|---|---|\n");
    for (uint32_t i = 0; i < sw_scheme_count(); i++) {
        const struct sw_scheme *row = sw_scheme_row(i);

        if (markdown) {
            printf("| `%s` | %s | %s |\n", row->name, row->description, row->pressure);
            continue;
        }
        printf("%s%s\n  ", i > 0 ? "\n" : "", row->name);
        sw_print_folded(row->description, 2, 78, stdout);
        printf("  pressure: ");
        sw_print_folded(row->pressure, 12, 78, stdout);
    }
}

/* What a row takes, short enough for a table. */
static void short_range(const struct sw_parameter *row, char *text, size_t size)
{
    switch (row->type) {
    case SW_PARAMETER_INTEGER:
        if (row->step != 0)
            snprintf(text, size, "%.0f..%.0f, multiple of %lld", row->minimum, row->maximum,
                     (long long)row->step);
        else
            snprintf(text, size, "%.0f..%.0f", row->minimum, row->maximum);
        break;
    case SW_PARAMETER_REAL:
        snprintf(text, size, "%g..%g", row->minimum, row->maximum);
        break;
    case SW_PARAMETER_SWITCH:
        snprintf(text, size, "yes|no");
        break;
    case SW_PARAMETER_CHOICE:
        snprintf(text, size, "%s", row->choices);
        break;
    case SW_PARAMETER_TEXT:
        snprintf(text, size, "text");
        break;
    case SW_PARAMETER_LINES:
        snprintf(text, size, "lines");
        break;
    }
}

static int list_keys(struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"key", SW_ALIGN_LEFT}, {"default", SW_ALIGN_LEFT}, {"takes", SW_ALIGN_LEFT}};
    struct sw_table *table = sw_table_create(columns, 3, error);

    if (table == NULL)
        return error->code;
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *row = &sw_settings_table.row[i];
        char range[512];

        if (i > 0 && strcmp(row->section, row[-1].section) != 0)
            sw_table_rule(table);
        short_range(row, range, sizeof range);
        sw_table_cell(table, "%s.%s", row->section, row->key);
        sw_table_cell(table, "%s", row->initial);
        sw_table_cell(table, "%s", range);
    }
    return sw_print_table(table, error) != 0 ? error->code : SW_EXIT_DONE;
}

static int config_main(int count, char **words, struct sw_error *error)
{
    struct sw_settings settings;
    struct request request = {0};
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.describe != NULL)
        return describe_key(request.describe, error);
    if (request.schemes) {
        list_schemes(request.markdown);
        return SW_EXIT_DONE;
    }
    if (!request.defaults)
        return list_keys(error);
    if (sw_parameters_defaults(sw_settings_table, &settings, error) != 0)
        return error->code;
    sw_parameters_print(sw_settings_table, &settings, true, stdout);
    return SW_EXIT_DONE;
}

const struct sw_command sw_command_config = {
    .name = "config",
    .description = "describe the settings of a config",
    .options = options,
    .text = "Without arguments: a table of all keys.\n"
            "\n"
            "  smallworld config --defaults > my.conf\n"
            "  smallworld config selection.pressure\n"
            "  smallworld config --schemes\n"
            "  smallworld config phase1\n",
    .main = config_main,
};
