#include "base/file.h"
#include "base/log.h"
#include "cli/arguments.h"
#include "cli/json.h"
#include "cli/solve.h"
#include "search/solver.h"
#include "world/arc.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_BUDGET = 256, OPTION_JSON, OPTION_SUBMISSION, OPTION_WITHOUT };

enum { BUDGET_MAX = 100000000 };

static const struct option options[] = {{"budget", required_argument, NULL, OPTION_BUDGET},
                                        {"json", no_argument, NULL, OPTION_JSON},
                                        {"submission", required_argument, NULL, OPTION_SUBMISSION},
                                        {"without", required_argument, NULL, OPTION_WITHOUT},
                                        {NULL, 0, NULL, 0}};

struct request {
    uint64_t budget;
    bool json;
    const char *submission, *without;
};

/* Leaves out a group of operations, or a part of the search: for measurements. */
static int leave_out(const char *name, size_t length, struct sw_solver_settings *settings,
                     struct sw_error *error)
{
    static const char *const parts[] = {"cover", "rule", "guide"};
    uint32_t groups = sw_family_groups(NULL);

    for (uint32_t group = 0; group < groups; group++) {
        const char *own = sw_family_group_name(group);

        if (strlen(own) == length && memcmp(own, name, length) == 0) {
            settings->groups &= ~(1ull << group);
            return SW_EXIT_DONE;
        }
    }
    for (uint32_t p = 0; p < 3; p++) {
        if (strlen(parts[p]) != length || memcmp(parts[p], name, length) != 0)
            continue;
        settings->cover = settings->cover && p != 0;
        settings->rule = settings->rule && p != 1;
        for (uint32_t s = 0; s < SW_STAGES_MAX && p == 2; s++)
            settings->stage[s].guide = 0;
        return SW_EXIT_DONE;
    }
    return sw_usage(&sw_command_solve, error,
                    "--without=%.*s: there is no such part; take cover, rule, guide or a family of "
                    "operations (docs/solving.md lists them)",
                    (int)(length < 60 ? length : 60), name);
}

static int settings_of(const struct request *request, struct sw_solver_settings *settings,
                       struct sw_error *error)
{
    *settings = sw_solver_settings_usual((uint32_t)request->budget);
    for (const char *at = request->without; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ",");
        int result = leave_out(at, length, settings, error);

        if (result != SW_EXIT_DONE)
            return result;
        at += length + (at[length] == ',');
    }
    return SW_EXIT_DONE;
}

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int option, result = SW_EXIT_DONE;

    opterr = 0;
    optind = 1;
    while ((option = getopt_long(count, words, ":", options, NULL)) != -1) {
        switch (option) {
        case OPTION_BUDGET:
            result = sw_argument_count(&sw_command_solve, "--budget", optarg, 20, BUDGET_MAX,
                                       &request->budget, error);
            break;
        case OPTION_JSON:
            request->json = true;
            break;
        case OPTION_SUBMISSION:
            request->submission = optarg;
            break;
        case OPTION_WITHOUT:
            request->without = optarg;
            break;
        default:
            result = sw_argument_refuse(&sw_command_solve, option, words, error);
        }
        if (result != SW_EXIT_DONE)
            return result;
    }
    if (optind == count)
        return sw_usage(&sw_command_solve, error, "which tasks? Give a file or a folder");
    return SW_EXIT_DONE;
}

/* The file's name without ".json". */
static void name_task(const char *path, char *name, size_t size)
{
    const char *last = sw_path_name(path);
    size_t length = strlen(last);

    if (length > 5 && strcmp(last + length - 5, ".json") == 0)
        length -= 5;
    snprintf(name, size, "%.*s", (int)length, last);
}

enum { TOLD_ONE_BY_ONE = 10 }; /* files that hold no task; further ones are counted */

/* Solves the files one after the other. A file that holds no task is an error if it was the only
 * one, else it is passed over with a warning. */
static int solve_files(const struct request *request, const struct sw_file_list *list,
                       const struct sw_solver_settings *settings, FILE *submission,
                       struct sw_error *error)
{
    struct sw_solver *solver = sw_solver_create(error);
    struct sw_answers *answers = solver != NULL ? sw_answers_create(error) : NULL;
    struct sw_puzzle *puzzle =
        answers != NULL ? sw_allocate(1, sizeof *puzzle, "reading tasks", error) : NULL;
    struct sw_solve_totals totals = {0};
    struct sw_json written = {.out = submission};
    int result = puzzle != NULL ? 0 : -1;

    if (result == 0 && submission != NULL)
        sw_json_open(&written, NULL, '{');
    for (uint32_t i = 0; i < list->count && result == 0; i++) {
        struct sw_solve_report report = {.path = list->path[i],
                                         .puzzle = puzzle,
                                         .answers = answers,
                                         .operations = sw_solver_operations(solver)};
        struct sw_error damage = {0};

        if (sw_arc_load(list->path[i], puzzle, &damage) != 0) {
            if (list->count == 1)
                result = sw_fail(error, damage.code, "%s", damage.text);
            else if (totals.unreadable++ < TOLD_ONE_BY_ONE)
                sw_log_warning("%s; the task is left out", damage.text);
            continue;
        }
        name_task(list->path[i], report.name, sizeof report.name);
        result = sw_solve(solver, puzzle, settings, answers, &report.effort, error);
        if (result != 0)
            break;
        sw_solve_mark(&report, &totals);
        if (request->json)
            sw_solve_print_json(&report, stdout);
        else
            sw_solve_print(&report, sw_style_of_stdout(), stdout);
        if (submission != NULL)
            sw_solve_submit(&report, &written);
        if (ferror(stdout))
            break; /* main says so */
    }
    if (totals.unreadable > TOLD_ONE_BY_ONE)
        sw_log_warning("%u more files cannot be read as tasks and are left out",
                       (unsigned)(totals.unreadable - TOLD_ONE_BY_ONE));
    if (result == 0 && submission != NULL)
        sw_json_close(&written, '}');
    if (result == 0)
        sw_solve_print_totals(&totals, request->json, stdout);
    free(puzzle);
    sw_answers_destroy(answers);
    sw_solver_destroy(solver);
    return result;
}

static int solve(const struct request *request, const struct sw_file_list *list,
                 const struct sw_solver_settings *settings, struct sw_error *error)
{
    char *text = NULL;
    size_t size = 0;
    FILE *submission = request->submission != NULL ? open_memstream(&text, &size) : NULL;
    int result;

    if (request->submission != NULL && submission == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while starting a submission");
    result = solve_files(request, list, settings, submission, error);
    if (submission != NULL && fclose(submission) != 0 && result == 0)
        result = sw_fail(error, SW_EXIT_FAILED, "out of memory while writing a submission");
    if (result == 0 && submission != NULL)
        result = sw_file_write(request->submission, text, size, error);
    free(text);
    return result;
}

static int solve_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_file_list list = {0};
    struct sw_solver_settings settings;
    int result = parse(count, words, &request, error);

    if (result == SW_EXIT_DONE)
        result = settings_of(&request, &settings, error);
    if (result != SW_EXIT_DONE)
        return result;
    for (int w = optind; w < count && result == 0; w++)
        result = sw_file_list_find(&list, words[w], ".json", error);
    if (result == 0 && list.count == 0)
        result = sw_fail(error, SW_EXIT_FAILED,
                         "there is no .json file below %s; give a task or a folder of tasks",
                         words[optind]);
    if (result == 0 && request.submission != NULL)
        result = sw_file_try(request.submission, error);
    if (result == 0)
        result = solve(&request, &list, &settings, error);
    sw_file_list_clear(&list);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_solve = {
    .name = "solve",
    .synopsis = "TASK.json|FOLDER... [--budget=N] [--json]\n"
                "    [--submission=FILE] [--without=PART,...]",
    .description = "find edit programs that solve ARC tasks",
    .help = "  --budget=N         at most so many edit programs tried on a task (default\n"
            "                     24000); counted, not timed, so the same answers come\n"
            "                     anywhere\n"
            "  --json             one line of JSON a task, and one for all\n"
            "  --submission=FILE  writes ARC's submission: two attempts for every test\n"
            "  --without=PART,... leaves out cover, rule, guide or families of operations\n"
            "\n"
            "Every answer is an edit program, printed in words; replayed, it turns as many\n"
            "demonstrations into their targets as is said of it, if possible all. Answers\n"
            "that the file tells are only compared with what was found. docs/solving.md\n"
            "tells how it works.\n"
            "\n"
            "  smallworld solve task.json\n"
            "  smallworld solve arc/training --submission=submission.json\n",
    .main = solve_main,
};
