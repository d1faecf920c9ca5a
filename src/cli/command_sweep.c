/* command_sweep.c - smallworld sweep: many runs of one config, some at a time: every value of some
 * settings with every seed. Started again it makes what is missing. */
#include "base/log.h"
#include "base/number.h"
#include "base/signals.h"
#include "report/print.h"
#include "cli/options.h"
#include "experiment/sweep.h"
#include "settings/effect.h"

#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LAUNCH_MAX 24
#define ROWS_MAX   100u /* that the table at the end lists; of more, only what is not done */

struct request {
    struct sw_plan_wish wish;
    const char *set[SW_SETS_MAX], *vary[SW_PLAN_KEYS_MAX];
    const char *folder;
    uint64_t jobs, ranks, only;
    bool dry, array;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"CONFIG", SW_OPTION_TEXT, AT(wish.config),
     .help = "an INI file, as for run; not needed to continue the sweep in DIR",
     .second = "config"},
    {"-o", SW_OPTION_TEXT, AT(folder), .help = "the folder that holds the runs", .value = "DIR",
     .missing = "say with -o which folder the runs shall live in"},
    {"--vary", SW_OPTION_LIST, AT(vary),
     .help = "makes runs with each of these values, separated by commas (or by |, if there is "
             "one); given again: with every value of the other keys",
     .value = "section.key=value,value", .lists = AT(wish.varies), .most = SW_PLAN_KEYS_MAX},
    {"--seeds", SW_OPTION_TEXT, AT(wish.seeds),
     .help = "the seeds of each: 1-5, or 1,2,7-9 (default: run.seed of the config)",
     .value = "LIST"},
    SW_OPTION_SET(AT(set), AT(wish.sets), "sets one key over the config, for all runs"),
    {"--jobs", SW_OPTION_COUNT, AT(jobs),
     .help = "runs at once (default: as many as there are cores for their ranks)", .value = "N",
     .least = 1, .most = 4096},
    {"--ranks", SW_OPTION_COUNT, AT(ranks),
     .help = "processes of each run, started by mpirun -q -n N, or by what SW_LAUNCH says",
     .value = "N", .initial = "1", .least = 1, .most = 100000},
    {"--only", SW_OPTION_COUNT, AT(only), .help = "makes only run number K of the list",
     .value = "K", .least = 1, .most = SW_PLAN_RUNS_MAX},
    {"--slurm-array", SW_OPTION_FLAG, AT(array),
     .help = "makes the list of runs, and prints the sbatch command that makes the missing ones as "
             "an array of jobs; starts nothing"},
    {"--dry-run", SW_OPTION_FLAG, AT(dry),
     .help =
         "lists the runs, how far they are, and settings that vary without effect; makes nothing"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_sweep;
    int result = sw_options_read(command, count, words, request, error);

    request->wish.set = request->set;
    request->wish.vary = request->vary;
    if (result != SW_EXIT_DONE)
        return result;
    if (request->wish.config == NULL &&
        (request->wish.varies > 0 || request->wish.sets > 0 || request->wish.seeds != NULL))
        return sw_usage(command, error,
                        "--vary, --seeds and --set belong to a config: give it too, or continue "
                        "the sweep in DIR by -o alone");
    if (request->array && (request->only > 0 || request->jobs > 0))
        return sw_usage(command, error,
                        "--slurm-array starts nothing: give it without --only and --jobs");
    return SW_EXIT_DONE;
}

/* ---- the plan ---- */

struct work {
    struct request *request;
    struct sw_sweep_plan plan;
    struct sw_trial_status *status; /* [trials] */
    struct sw_sweep sweep;
    char program[SW_PATH_MAX];
    char launch[1024];
    const char *word[LAUNCH_MAX + 1];
    int lock; /* of the folder; -1: none */
};

/* The plan: what is there, with what is asked for besides. *write: it is new, or has grown. */
static int make_plan(struct work *work, bool *write, struct sw_error *error)
{
    const struct request *request = work->request;
    struct sw_sweep_plan wanted;
    uint32_t added;
    int result;

    *write = false;
    if (request->wish.config == NULL)
        return sw_plan_read(&work->plan, request->folder, error);
    if (sw_plan_make(&wanted, &request->wish, error) != 0)
        return -1;
    if (!sw_plan_there(request->folder)) {
        work->plan = wanted;
        *write = true;
        return 0;
    }
    result = sw_plan_read(&work->plan, request->folder, error);
    if (result == 0)
        result = sw_plan_extend(&work->plan, &wanted, request->folder, &added, error);
    if (result == 0 && added > 0) {
        sw_log_info("%u runs are new in the sweep in %s", added, request->folder);
        *write = true;
    }
    sw_plan_clear(&wanted);
    return result;
}

static int look(struct work *work, struct sw_error *error)
{
    work->status = sw_allocate(work->plan.trials, sizeof *work->status, "looking at runs", error);
    if (work->status == NULL)
        return -1;
    for (uint32_t i = 0; i < work->plan.trials; i++)
        if (sw_trial_look(&work->plan, work->request->folder, i, &work->status[i], error) != 0)
            return -1;
    return 0;
}

/* Makes the folder and writes the manifest. A folder with other files is refused. */
static int write_plan(struct work *work, struct sw_error *error)
{
    const char *folder = work->request->folder;
    char logs[SW_PATH_MAX];

    if (!sw_plan_there(folder) && sw_folder_exists(folder) && sw_folder_empty(folder, error) != 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s holds other files; give -o a folder that is empty or not there yet",
                       folder);
    if (sw_path_join(logs, folder, "logs", error) != 0 || sw_folder_make(logs, error) != 0)
        return -1;
    return sw_plan_write(&work->plan, folder, error);
}

/* Two sweeps over one folder would start the same runs. */
static int lock_folder(struct work *work, struct sw_error *error)
{
    work->lock = open(work->request->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (work->lock < 0 || flock(work->lock, LOCK_EX | LOCK_NB) == 0)
        return 0;
    return sw_fail(error, SW_EXIT_FAILED,
                   "another smallworld sweep makes the runs in %s; wait until it ends, or stop it",
                   work->request->folder);
}

/* ---- what starts a run ---- */

static int find_program(struct work *work, struct sw_error *error)
{
    static const char deleted[] = " (deleted)";
    ssize_t size = readlink("/proc/self/exe", work->program, sizeof work->program - 1);
    char *end;

    if (size <= 0)
        return sw_fail(error, SW_EXIT_FAILED,
                       "the program cannot tell where it is, so it cannot start runs");
    work->program[size] = '\0';
    end = work->program + size - (sizeof deleted - 1);
    if (end > work->program && strcmp(end, deleted) == 0)
        *end = '\0'; /* it was built again: the new one is as good */
    return 0;
}

static int split_launch(struct work *work, struct sw_error *error)
{
    const char *given = getenv("SW_LAUNCH");
    char *rest = work->launch, *word;
    uint32_t count = 0;

    if (given != NULL && given[0] != '\0') {
        if ((size_t)snprintf(work->launch, sizeof work->launch, "%s", given) >= sizeof work->launch)
            return sw_fail(error, SW_EXIT_USAGE, "SW_LAUNCH is longer than %zu letters",
                           sizeof work->launch - 1);
    } else if (work->request->ranks > 1) {
        snprintf(work->launch, sizeof work->launch, "mpirun -q -n %" PRIu64, work->request->ranks);
    }
    while ((word = strsep(&rest, " ")) != NULL) {
        if (word[0] == '\0')
            continue;
        if (count == LAUNCH_MAX)
            return sw_fail(error, SW_EXIT_USAGE, "SW_LAUNCH has more than %d words", LAUNCH_MAX);
        work->word[count++] = word;
    }
    return 0;
}

static uint32_t jobs_of(const struct request *request)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (request->only > 0)
        return 1;
    if (request->jobs > 0)
        return (uint32_t)request->jobs;
    return cores > (long)request->ranks ? (uint32_t)(cores / (long)request->ranks) : 1;
}

static int prepare(struct work *work, struct sw_error *error)
{
    if (find_program(work, error) != 0 || split_launch(work, error) != 0)
        return -1;
    work->sweep = (struct sw_sweep){.plan = &work->plan,
                                    .folder = work->request->folder,
                                    .program = work->program,
                                    .launch = work->word,
                                    .jobs = jobs_of(work->request),
                                    .only = (int64_t)work->request->only,
                                    .status = work->status};
    if (work->request->only <= work->plan.trials)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE, "--only=%" PRIu64 ": the sweep has %u runs",
                   work->request->only, work->plan.trials);
}

/* ---- what is said ---- */

static void state_cell(struct sw_table *table, const struct sw_trial_status *status)
{
    switch (status->state) {
    case SW_TRIAL_MISSING:
        sw_table_cell(table, "new");
        break;
    case SW_TRIAL_BEGUN:
        sw_table_cell(table, "%" PRIu64 "/%" PRIu64, status->generations, status->end);
        break;
    case SW_TRIAL_DONE:
        sw_table_cell(table, "done");
        break;
    case SW_TRIAL_FAILED:
        sw_table_cell(table, "failed");
        break;
    }
}

static void score_cell(struct sw_table *table, double score)
{
    if (isnan(score))
        sw_table_cell(table, "-");
    else
        sw_table_cell(table, "%.4f", score);
}

static int print_runs(const struct work *work, struct sw_error *error)
{
    static const struct sw_column columns[] = {{"run", SW_ALIGN_RIGHT},
                                               {"folder", SW_ALIGN_LEFT},
                                               {"generations", SW_ALIGN_RIGHT},
                                               {"mean", SW_ALIGN_RIGHT},
                                               {"best", SW_ALIGN_RIGHT}};
    bool all = work->plan.trials <= ROWS_MAX;
    struct sw_table *table = sw_table_create(columns, 5, error);
    uint32_t done = 0, shown = 0;

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < work->plan.trials; i++) {
        const struct sw_trial_status *status = &work->status[i];

        done += status->state == SW_TRIAL_DONE;
        if ((!all && status->state == SW_TRIAL_DONE) || shown == ROWS_MAX ||
            (work->request->only > 0 && work->request->only != i + 1))
            continue;
        shown++;
        sw_table_cell(table, "%u", i + 1);
        sw_table_cell(table, "%s", work->plan.trial[i].name);
        state_cell(table, status);
        score_cell(table, status->mean);
        score_cell(table, status->best);
    }
    if (sw_print_table(table, error) != 0)
        return -1;
    printf("%u of %u runs in %s are done.\n", done, work->plan.trials, work->request->folder);
    return 0;
}

/* What varies and does nothing in some run. */
static int print_idle(const struct work *work, struct sw_error *error)
{
    struct sw_settings *settings = sw_allocate(1, sizeof *settings, "looking at runs", error);

    if (settings == NULL)
        return -1;
    for (uint32_t k = 0; k < work->plan.keys; k++) {
        const struct sw_parameter *row =
            sw_parameters_find(sw_settings_table, work->plan.key[k], NULL);
        char why[SW_EFFECT_TEXT];

        for (uint32_t i = 0; i < work->plan.trials; i++) {
            if (sw_plan_settings(&work->plan, i, settings, error) != 0) {
                free(settings);
                return -1;
            }
            if (sw_effect_idle(settings, row, why) == NULL)
                continue;
            sw_log_warning("%s varies and has no effect in %s, because %s", work->plan.key[k],
                           work->plan.trial[i].name, why);
            break;
        }
    }
    free(settings);
    return 0;
}

/* "1-4,7": the runs that are not done; false if all are. */
static bool missing_list(const struct work *work, FILE *out)
{
    bool any = false;

    for (uint32_t i = 0; i < work->plan.trials; i++) {
        uint32_t first = i;

        if (work->status[i].state == SW_TRIAL_DONE)
            continue;
        while (i + 1 < work->plan.trials && work->status[i + 1].state != SW_TRIAL_DONE)
            i++;
        fprintf(out, "%s%u", any ? "," : "", first + 1);
        if (i > first)
            fprintf(out, "-%u", i + 1);
        any = true;
    }
    return any;
}

/* The array's script: in the tree beside build, or below the prefix. */
static void find_script(const struct work *work, char path[SW_PATH_MAX])
{
    static const char *const places[] = {"../clusters", "../share/smallworld/clusters"};
    char folder[SW_PATH_MAX];
    int length = (int)(strrchr(work->program, '/') - work->program);

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(folder, sizeof folder, "%.*s/%s", length, work->program, places[i]);
        if (sw_path_join(path, folder, "slurm/sweep.sbatch", NULL) == 0 && sw_file_exists(path))
            return;
    }
    snprintf(path, SW_PATH_MAX, "clusters/slurm/sweep.sbatch");
    if (!sw_file_exists(path))
        sw_log_warning("%s stands neither beside the program nor here: give its path in the "
                       "source tree instead",
                       path);
}

static int print_array(const struct work *work, struct sw_error *error)
{
    char script[SW_PATH_MAX], *list = NULL;
    size_t size;
    FILE *out = open_memstream(&list, &size);
    bool any = out != NULL && missing_list(work, out);

    if (out == NULL || fclose(out) != 0) {
        free(list);
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while listing runs");
    }
    find_script(work, script);
    if (any)
        printf("sbatch --ntasks=%" PRIu64 " --array=%s %s %s\n", work->request->ranks, list, script,
               work->request->folder);
    else
        sw_log_info("all runs in %s are done", work->request->folder);
    free(list);
    return 0;
}

/* ---- the whole ---- */

static int outcome(const struct work *work, struct sw_error *error)
{
    uint32_t failed = 0, left = 0, first = 0;

    for (uint32_t i = 0; i < work->plan.trials; i++) {
        if (work->request->only > 0 && work->request->only != i + 1)
            continue;
        if (work->status[i].state == SW_TRIAL_FAILED && failed++ == 0)
            first = i;
        left += work->status[i].state != SW_TRIAL_DONE;
    }
    if (failed > 0)
        return sw_fail(error, SW_EXIT_FAILED, "%u run%s failed, the first of them %s: %s", failed,
                       failed == 1 ? "" : "s", work->plan.trial[first].name,
                       work->status[first].why.text);
    if (left > 0) {
        sw_log_info("stopped with good checkpoints; the same command makes the %u run%s that %s "
                    "missing",
                    left, left == 1 ? "" : "s", left == 1 ? "is" : "are");
        return sw_fail(error, SW_EXIT_STOPPED, "%s", "");
    }
    return 0;
}

static int sweep(struct work *work, struct sw_error *error)
{
    const struct request *request = work->request;
    bool write;

    if (make_plan(work, &write, error) != 0 || look(work, error) != 0 || prepare(work, error) != 0)
        return -1;
    if (request->dry) {
        if (print_idle(work, error) != 0 || print_runs(work, error) != 0)
            return -1;
        sw_sweep_print_words(&work->sweep, request->only > 0 ? (uint32_t)request->only - 1 : 0,
                             stdout);
        return 0;
    }
    if (write && write_plan(work, error) != 0)
        return -1;
    if (request->array)
        return print_array(work, error);
    if ((request->only == 0 && lock_folder(work, error) != 0) || sw_signals_install(error) != 0 ||
        print_idle(work, error) != 0 || sw_sweep_run(&work->sweep, error) != 0 ||
        print_runs(work, error) != 0)
        return -1;
    return outcome(work, error);
}

static int sweep_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct work work = {.request = &request, .lock = -1};
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    result = sweep(&work, error) != 0 ? error->code : SW_EXIT_DONE;
    if (work.lock >= 0)
        close(work.lock);
    sw_plan_clear(&work.plan);
    free(work.status);
    return result;
}

const struct sw_command sw_command_sweep = {
    .name = "sweep",
    .description = "make many runs of one config: values of settings, with seeds",
    .options = options,
    .text = "DIR/sweep.csv lists the runs, and DIR/logs/ holds what they printed. The same\n"
            "command again makes what is missing, and so does smallworld sweep -o DIR. A\n"
            "later command may add values and seeds; another config is refused. USR2, TERM,\n"
            "INT and HUP stop the runs with good checkpoints (exit code 75).\n"
            "\n"
            "  smallworld sweep clusters/quick.conf -o runs/p --seeds=1-5 \\\n"
            "      --vary selection.pressure=0.1,0.3,0.5\n"
            "  smallworld sweep -o runs/p --jobs=4\n"
            "  smallworld compare runs/p\n",
    .main = sweep_main,
};
