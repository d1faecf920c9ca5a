/* command_compare.c - smallworld compare: which settings are better, and how sure that is over
 * seeds. */
#include "base/file.h"
#include "base/log.h"
#include "base/number.h"
#include "report/print.h"
#include "cli/options.h"
#include "experiment/chart.h"
#include "experiment/report.h"

#include <stdlib.h>
#include <string.h>

struct request {
    struct sw_comparing asked;
    struct sw_words folders;
    const char *metric, *strata[SW_STRATA_KEYS], *svg;
    bool csv, json, pairs, runs;
};

static int take_target(const struct sw_command *command, const char *text, void *at,
                       struct sw_error *error)
{
    struct sw_comparing *asked = at;

    asked->targeted = true;
    if (sw_number_real(text, &asked->target))
        return SW_EXIT_DONE;
    return sw_usage(command, error, "--target=%.100s is not a number", text);
}

/* "--eval=500"; 0 puzzles would be none. */
static int take_count(const struct sw_command *command, const char *text, void *at,
                      struct sw_error *error)
{
    uint64_t count;

    if (!sw_number_unsigned(text, &count) || count < 1 || count > 10000000)
        return sw_usage(command, error,
                        "--eval=%.100s is not a whole number from 1 to 10000000; write --eval=1000",
                        text);
    *(uint32_t *)at = (uint32_t)count;
    return SW_EXIT_DONE;
}

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"DIR|RUN", SW_OPTION_WORDS, AT(folders),
     .help = "a sweep, a folder of runs, or a run; any number of them",
     .missing = "say which runs: the folder given to sweep -o, or folders of runs"},
    {"--metric", SW_OPTION_TEXT, AT(metric),
     .help = "what is compared: a column of smallworld table", .value = "NAME", .initial = "mean"},
    {"--eval", SW_OPTION_OTHER, AT(asked.puzzles),
     .help =
         "compares the share of N unseen puzzles that the best member solves, as eval measures it",
     .value = "N", .take = take_count},
    {"--target", SW_OPTION_OTHER, AT(asked),
     .help = "also prints how many generations and births it took until the metric was X",
     .value = "X", .take = take_target},
    {"--at", SW_OPTION_COUNT, AT(asked.at),
     .help = "compares runs as they were after G generations, even if they have more (default: at "
             "their end; runs that are not done are left out)",
     .value = "G", .least = 1, .most = UINT64_MAX},
    {"--last", SW_OPTION_COUNT, AT(asked.last),
     .help = "a run's value is the mean over its last N generations (default: its last tenth), "
             "within its last phase",
     .value = "N", .least = 1, .most = UINT64_MAX},
    {"--strata", SW_OPTION_LIST, AT(strata),
     .help = "a setting that does not form groups: runs are compared within each of its values, "
             "and pooled over them; may be given again",
     .value = "section.key", .lists = AT(asked.strata), .most = SW_STRATA_KEYS},
    {"--pairs", SW_OPTION_FLAG, AT(pairs),
     .help = "prints every pair of groups, not only those with the best group"},
    {"--runs", SW_OPTION_FLAG, AT(runs), .help = "prints a line for each run"},
    {"--csv", SW_OPTION_FLAG, AT(csv),
     .help = "prints CSV: the groups, or with --pairs or --runs these"},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "prints everything as one JSON object"},
    {"--svg", SW_OPTION_TEXT, AT(svg), .help = "draws curves and intervals into a file",
     .value = "FILE"},
    {.name = NULL},
};

static void warn(const char *sentence)
{
    sw_log_warning("%s", sentence);
}

static void say(const char *sentence)
{
    sw_print_folded(sentence, 0, SW_TABLE_WIDTH, stdout);
}

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_compare;
    int result = sw_options_read(command, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->json && (request->csv || request->pairs || request->runs))
        return sw_usage(command, error,
                        "--json has everything: give it without --csv, --pairs and --runs");
    if (request->pairs && request->runs)
        return sw_usage(command, error, "--pairs and --runs are two lists: give one of them");
    request->asked.stratum = request->strata;
    request->asked.warn = warn;
    request->asked.metric = sw_metric_find(request->metric, error);
    if (request->asked.metric == NULL)
        return SW_EXIT_USAGE;
    if (request->svg != NULL && sw_file_try(request->svg, error) != 0)
        return error->code;
    return SW_EXIT_DONE;
}

static int draw(const struct sw_compared *comparison, const char *path, struct sw_error *error)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    int result = -1;

    if (out != NULL)
        sw_chart_write(comparison, out);
    if (out == NULL || ferror(out) != 0 || fclose(out) != 0)
        sw_fail(error, SW_EXIT_FAILED, "out of memory while drawing %s", path);
    else
        result = sw_file_write(path, text, size, error);
    free(text);
    return result;
}

static int tell(const struct sw_compared *comparison, const struct request *request,
                struct sw_error *error)
{
    enum sw_report_view view = request->runs    ? SW_REPORT_RUNS
                               : request->pairs ? SW_REPORT_PAIRS
                                                : SW_REPORT_GROUPS;

    if (request->svg != NULL && draw(comparison, request->svg, error) != 0)
        return -1;
    if (request->svg != NULL && sw_file_is_stdout(request->svg))
        return 0;
    if (request->json)
        sw_report_json(comparison);
    else if (request->csv)
        sw_report_csv(comparison, view);
    else
        return sw_report_text(comparison, view, say, error);
    return 0;
}

static int compare_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_compared comparison;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    result = sw_comparison_make(&comparison, &request.asked, request.folders.word,
                                request.folders.count, error);
    if (result == 0)
        result = tell(&comparison, &request, error);
    sw_comparison_clear(&comparison);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_compare = {
    .name = "compare",
    .description = "compare runs: which settings are better, and how sure that is",
    .options = options,
    .text = "Runs are put into groups by the settings in which they differ; the runs of a\n"
            "group differ in their seed. Higher is better. docs/experiments.md says how\n"
            "intervals and probabilities are made, and when n is too small to tell.\n"
            "\n"
            "  smallworld compare runs/p\n"
            "  smallworld compare runs/p --target=-1.5 --svg=p.svg\n"
            "  smallworld compare runs/p --eval=1000 --pairs\n"
            "  smallworld compare runs/first runs/second runs/third --metric=best\n",
    .main = compare_main,
};
