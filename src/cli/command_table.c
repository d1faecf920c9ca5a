/* command_table.c - smallworld table: one row for each generation and island of runs, for programs
 * of others. */
#include "base/csv.h"
#include "base/json.h"
#include "base/signals.h"
#include "report/print.h"
#include "cli/options.h"
#include "experiment/survey.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define POLL_NANOSECONDS 200000000 /* how often a run that is followed is looked at */

struct request {
    struct sw_words runs;
    const char *columns;
    bool json, follow, list;
    uint32_t chosen[64]; /* rows of measures */
    uint32_t count, needs;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"RUN", SW_OPTION_WORDS, AT(runs), .help = "the folder of a run (it may still be going on)"},
    {"--columns", SW_OPTION_TEXT, AT(columns), .help = "only these columns (default: all)",
     .value = "NAME,NAME..."},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "one JSON object a line instead of CSV"},
    {"--follow", SW_OPTION_FLAG, AT(follow),
     .help = "with one run: prints new rows as they come, until all its generations are done"},
    {"--list", SW_OPTION_FLAG, AT(list), .help = "names the columns and says what they mean"},
    {.name = NULL},
};

static int choose(struct request *request, const char *name, struct sw_error *error)
{
    const struct sw_metric *measure = sw_metric_find(name, error);

    if (measure == NULL)
        return SW_EXIT_USAGE;
    for (uint32_t i = 0; i < request->count; i++)
        if (sw_metric_row(request->chosen[i]) == measure)
            return sw_usage(&sw_command_table, error, "--columns names %s twice", name);
    request->chosen[request->count++] = (uint32_t)(measure - sw_metric_row(0));
    request->needs |= measure->need;
    return SW_EXIT_DONE;
}

static int choose_columns(struct request *request, struct sw_error *error)
{
    char names[1024], *rest = names, *name;
    int result = SW_EXIT_DONE;

    if (request->columns == NULL) {
        for (uint32_t i = 0; sw_metric_row(i) != NULL && result == SW_EXIT_DONE; i++)
            result = choose(request, sw_metric_row(i)->name, error);
        return result;
    }
    if (strlen(request->columns) >= sizeof names)
        return sw_usage(&sw_command_table, error, "--columns is longer than all columns together");
    strcpy(names, request->columns);
    while (result == SW_EXIT_DONE && (name = strsep(&rest, ",")) != NULL)
        result = choose(request, name, error);
    return result;
}

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_table;
    int result = sw_options_read(command, count, words, request, error);

    if (result != SW_EXIT_DONE || request->list)
        return result;
    if (request->runs.count == 0)
        return sw_usage(command, error, "say which run: the folder given to run -o");
    if (request->follow && request->runs.count > 1)
        return sw_usage(command, error, "--follow follows one run: give one");
    return choose_columns(request, error);
}

/* ---- rows ---- */

struct output {
    const struct request *request;
    const char *folder;
};

static void print_header(const struct request *request)
{
    fputs("run", stdout);
    for (uint32_t i = 0; i < request->count; i++)
        printf(",%s", sw_metric_row(request->chosen[i])->name);
    putchar('\n');
}

static int csv_row(const struct output *output, const struct sw_place *place)
{
    const struct request *request = output->request;
    char text[SW_NUMBER_TEXT];

    sw_csv_field(output->folder, stdout);
    for (uint32_t i = 0; i < request->count; i++)
        printf(",%s", sw_metric_text(sw_metric_row(request->chosen[i]), place, text));
    putchar('\n');
    return 0;
}

static int json_row(const struct output *output, const struct sw_place *place)
{
    const struct request *request = output->request;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "run", output->folder);
    for (uint32_t i = 0; i < request->count; i++) {
        const struct sw_metric *measure = sw_metric_row(request->chosen[i]);

        if (measure->count != NULL)
            sw_json_count(&json, measure->name, measure->count(place));
        else
            sw_json_real(&json, measure->name, measure->real(place));
    }
    sw_json_close(&json, '}');
    return 0;
}

/* A reader that has left (head) ends the walk: main says what failed. */
static int print_row(void *context, const struct sw_place *place)
{
    const struct output *output = context;

    if (output->request->json)
        json_row(output, place);
    else
        csv_row(output, place);
    return ferror(stdout) != 0;
}

static int follow(struct sw_survey *survey, struct output *output, struct sw_error *error)
{
    static const struct timespec pause = {.tv_nsec = POLL_NANOSECONDS};
    int result;

    for (;;) {
        result = sw_survey_each(survey, true, print_row, output, error);
        if (fflush(stdout) != 0 || result != 0 || sw_survey_ended(survey) || sw_signals_stopping())
            return result;
        nanosleep(&pause, NULL);
        if (sw_survey_renew(survey, error) != 0)
            return -1;
    }
}

static int print_run(const struct request *request, const char *folder, struct sw_error *error)
{
    struct output output = {request, folder};
    struct sw_survey *survey = sw_survey_open(folder, request->needs, error);
    int result = survey == NULL ? -1 : 0;

    if (result == 0 && !request->json && folder == request->runs.word[0])
        print_header(request);
    if (result == 0)
        result = request->follow ? follow(survey, &output, error)
                                 : sw_survey_each(survey, false, print_row, &output, error);
    sw_survey_close(survey);
    return result;
}

static void print_list(void)
{
    for (uint32_t i = 0; sw_metric_row(i) != NULL; i++) {
        const struct sw_metric *measure = sw_metric_row(i);
        char text[400];

        snprintf(text, sizeof text, "%s%s%s%s", measure->meaning,
                 measure->unit[0] != '\0' ? " (" : "", measure->unit,
                 measure->unit[0] != '\0' ? ")" : "");
        printf("%-18s ", measure->name);
        sw_print_folded(text, 19, SW_TABLE_WIDTH, stdout);
    }
}

static int table_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.list) {
        print_list();
        return SW_EXIT_DONE;
    }
    if (request.follow && sw_signals_install(error) != 0)
        return error->code;
    for (uint32_t i = 0; i < request.runs.count && result == 0; i++)
        result = print_run(&request, request.runs.word[i], error);
    return result < 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_table = {
    .name = "table",
    .description = "print a row for each generation and island, as CSV or JSON lines",
    .options = options,
    .text = "The first column is the run's folder; what is not known is empty (null in JSON).\n"
            "Columns keep their names and their order; new ones are added at the end.\n"
            "docs/tables.md says what they mean, and so does --list. --follow prints a\n"
            "generation when the next one is there, so its rows equal those of a table that\n"
            "is made later. If the run was stopped, it waits.\n"
            "\n"
            "  smallworld table runs/first > first.csv\n"
            "  smallworld table runs/* --columns=generation,island,mean,best\n"
            "  smallworld table runs/first --follow --json | my-dashboard\n",
    .main = table_main,
};
