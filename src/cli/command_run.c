/* command_run.c - smallworld run: evolve a population (under mpirun: on as many ranks as you
 * like). */
#include "commit.h"
#include "config.h"

#include "archive/branch.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/number.h"
#include "base/signals.h"
#include "report/print.h"
#include "cli/launch.h"
#include "cli/options.h"
#include "settings/course.h"
#include "settings/effect.h"
#include "population/run.h"
#include "store/journal.h"
#include "store/runfolder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct request {
    struct sw_run_options run;
    const char *set[SW_SETS_MAX];
    const char *from; /* RUN[@GENERATION] */
    uint64_t generations, seed;
    bool seeded, dry;
    char seed_set[32], command[SW_START_COMMAND];
};

static int take_stop(const struct sw_command *command, const char *text, void *at,
                     struct sw_error *error)
{
    int64_t *generation = at;

    if (sw_number_integer(text, generation) && *generation >= 0)
        return SW_EXIT_DONE;
    return sw_usage(command, error, "--stop-at=%s is not a generation; give a number from 0 on",
                    text);
}

static int take_time(const struct sw_command *command, const char *text, void *at,
                     struct sw_error *error)
{
    double *seconds = at;

    if (sw_duration_parse(text, "--max-time", seconds, error) != 0)
        return SW_EXIT_USAGE;
    if (*seconds == 0)
        return sw_usage(command, error, "--max-time=%s leaves no time for a generation", text);
    return SW_EXIT_DONE;
}

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"CONFIG", SW_OPTION_TEXT, AT(run.config),
     .help = "an INI file; smallworld config --defaults prints one with comments",
     .second = "config"},
    {"-o", SW_OPTION_TEXT, AT(run.folder), .help = "the folder that holds the run", .value = "RUN",
     .needed = true},
    SW_OPTION_SET(AT(set), AT(run.sets), "sets one key over the config"),
    {"--resume", SW_OPTION_FLAG, AT(run.resume),
     .help = "continues the run in RUN (CONFIG may be omitted; with it, a run that is not there "
             "yet is begun)"},
    {"--generations", SW_OPTION_COUNT, AT(generations),
     .help =
         "with --resume: the run ends after N generations instead of as many as it was begun with",
     .value = "N", .least = 1, .most = INT64_MAX},
    {"--from", SW_OPTION_TEXT, AT(from),
     .help = "begins with the population of another run: as its last generation left it, or as it "
             "was when generation G began. Without CONFIG it uses the config of that run",
     .value = "RUN[@G]"},
    {"--founder", SW_OPTION_TEXT, AT(run.founder),
     .help = "a genome that all founders have (smallworld export writes one): .npz or .safetensors",
     .value = "FILE"},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "sets run.seed", .value = "S", .most = INT64_MAX,
     .given = AT(seeded)},
    {"--stop-at", SW_OPTION_OTHER, AT(run.stop_at), .help = "stops before generation G",
     .value = "G", .take = take_stop},
    {"--max-time", SW_OPTION_OTHER, AT(run.max_seconds),
     .help = "stops before this time is over, with a good checkpoint (exit code 75)",
     .value = "H:MM:SS", .take = take_time},
    {"--dry-run", SW_OPTION_FLAG, AT(dry),
     .help = "checks the config and prints it, with the effect of the pressure, settings without "
             "effect and the memory that a rank would need; does nothing else"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    struct sw_run_options *run = &request->run;
    int result = sw_options_read(&sw_command_run, count, words, request, error);

    run->set = request->set;
    run->generations = (int64_t)request->generations;
    if (result != SW_EXIT_DONE)
        return result;
    if (request->seeded && run->sets == SW_SETS_MAX)
        return sw_usage(&sw_command_run, error, "--seed=S is one --set too many");
    if (request->seeded) {
        snprintf(request->seed_set, sizeof request->seed_set, "run.seed=%llu",
                 (unsigned long long)request->seed);
        request->set[run->sets++] = request->seed_set;
    }
    if (run->generations > 0 && !run->resume)
        return sw_usage(&sw_command_run, error,
                        "--generations=N is for --resume: a run that is begun takes --set "
                        "run.generations=N");
    if (run->founder != NULL && (request->from != NULL || request->dry))
        return sw_usage(&sw_command_run, error,
                        "--founder=FILE is for a run that begins with founders: omit %s",
                        request->dry ? "--dry-run" : "--from");
    if (request->from != NULL && request->dry)
        return sw_usage(&sw_command_run, error, "--dry-run checks a config: omit --from");
    if (run->folder == NULL && (run->resume || !request->dry))
        return sw_usage(&sw_command_run, error, "give -o FOLDER: where the run is to be stored");
    if (run->config == NULL && !run->resume && request->from == NULL)
        return sw_usage(&sw_command_run, error,
                        "give a config (smallworld config --defaults prints one), or --resume");
    return SW_EXIT_DONE;
}

/* Phases that are not used say nothing, if nothing was set there but that they are off. */
static bool is_used(const struct sw_parameter *row, const void *settings)
{
    struct sw_settings initial;

    if (!sw_settings_idle_phase(settings, row->section))
        return true;
    return strcmp(row->key, "from") == 0 &&
           sw_parameters_defaults(sw_settings_table, &initial, NULL) == 0 &&
           !sw_parameter_same(row, settings, &initial);
}

static void print_comment(const char *sentence, void *context)
{
    (void)context;
    sw_parameters_comment(sentence, stdout);
}

static void print_unused(const struct sw_settings *settings)
{
    char text[128] = "";

    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        char name[16];
        size_t used = strlen(text);

        snprintf(name, sizeof name, "phase%u", i + 1);
        if (sw_settings_idle_phase(settings, name))
            snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? ", " : "Not used: ", name);
    }
    if (text[0] != '\0')
        print_comment(text, NULL);
}

/* When the events act. */
static int print_course(const struct sw_settings *settings, struct sw_error *error)
{
    struct sw_schedule *schedule = sw_schedule_create(settings, error);

    if (schedule == NULL)
        return -1;
    sw_course_list(schedule, settings, print_comment, NULL);
    sw_schedule_destroy(schedule);
    return 0;
}

static int dry_run(const struct sw_run_options *run, struct sw_error *error)
{
    bool speaks = sw_launch_rank() == 0; /* all ranks would say the same */
    struct sw_footprint footprint;
    struct sw_settings settings;
    char text[SW_EFFECT_TEXT];

    if (sw_run_try(run, speaks ? sw_warn : NULL, &settings, error) != 0 ||
        sw_run_footprint(&settings, run->ranks, &footprint, error) != 0)
        return error->code;
    if (!speaks)
        return SW_EXIT_DONE;
    sw_parameters_print_some(sw_settings_table, &settings, is_used, stdout);
    putchar('\n');
    print_unused(&settings);
    print_comment(sw_effect_sentence(&settings, text), NULL);
    if (sw_effect_share(&settings, text) != NULL)
        print_comment(text, NULL);
    if (print_course(&settings, error) != 0)
        return error->code;
    sw_effects(&settings, run->ranks, print_comment, NULL);
    sw_footprint_print(&footprint, "# ", stdout);
    return SW_EXIT_DONE;
}

/* Whether the folder is still to become a branch: with --resume it may be one already. */
static int to_branch(const struct request *request, struct sw_error *error)
{
    int state;

    if (request->from == NULL || !request->run.resume)
        return request->from != NULL;
    state = sw_runfolder_look(request->run.folder, error);
    return state < 0 ? -1 : state != SW_RUNFOLDER_RUN;
}

/* Rank 0: the new run's store. RUN@G is split at its last @, if a number is behind it. */
static int branch(const struct request *request, struct sw_error *error)
{
    struct sw_branch order = {.from = request->from,
                              .generation = SW_BRANCH_LAST,
                              .folder = request->run.folder,
                              .config = request->run.config,
                              .set = request->set,
                              .sets = request->run.sets,
                              .version = PACKAGE_VERSION};
    const char *at = strrchr(request->from, '@');
    char *folder = NULL;
    int result = to_branch(request, error);

    if (result <= 0)
        return result;
    if (at != NULL && sw_number_unsigned(at + 1, &order.generation)) {
        folder = strndup(request->from, (size_t)(at - request->from));
        if (folder == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while branching a run");
        order.from = folder;
    }
    result = sw_branch(&order, sw_warn, NULL, error);
    free(folder);
    return result;
}

/* Collective. Makes the store of a branch, which then goes on like a run that was stopped. */
static int run_branch(struct sw_exchange *exchange, struct request *request, struct sw_error *error)
{
    struct sw_exchange_trait traits[SW_RUN_TRAITS];
    char room[SW_NUMBER_TEXT];

    sw_run_traits(PACKAGE_VERSION, "run --from", room, traits);
    if (sw_exchange_meet(exchange, traits, SW_RUN_TRAITS, error) != 0 ||
        sw_exchange_agree(exchange, exchange->rank == 0 ? branch(request, error) : 0, error) != 0)
        return -1;
    request->run.resume = true;
    request->run.config = NULL;
    request->run.sets = 0;
    return 0;
}

static int run_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.run = {.version = PACKAGE_VERSION,
                                      .started = sw_clock_seconds(),
                                      .stop_at = -1,
                                      .ranks = sw_launch_ranks(),
                                      .ranks_here = sw_launch_ranks_here()}};
    struct sw_exchange exchange;
    int result, code;

    sw_start_command(words, count, request.command); /* before the words are put in order */
    result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.dry) {
        result = dry_run(&request.run, error);
        return result == SW_EXIT_DONE ? sw_launch_part("run --dry-run") : result;
    }
    /* Before all that takes time: on clusters MPI alone takes minutes to start. */
    if (sw_signals_install(error) != 0 || sw_launch_begin(&exchange, error) != 0)
        return error->code;
    request.run.command = request.command;
    request.run.commit = SW_COMMIT;
    result = request.from != NULL ? run_branch(&exchange, &request, error) : 0;
    if (result == 0)
        result = sw_run(&exchange, &request.run, error);
    code = result < 0 ? error->code : result > 0 ? SW_EXIT_STOPPED : SW_EXIT_DONE;
    if (exchange.rank == 0 && result == 1)
        sw_log_info("stopped with a good checkpoint; run again with --resume to continue");
    if (result < 0) {
        /* All ranks have the same sentence; rank 0 says it, and before the ranks part: a launcher
         * kills all when the first ends. */
        if (exchange.rank == 0)
            sw_log_error("%s", error->text);
        error->text[0] = '\0';
    }
    sw_exchange_end(&exchange);
    return code;
}

const struct sw_command sw_command_run = {
    .name = "run",
    .description = "evolve a population (under mpirun: on as many ranks as you like)",
    .options = options,
    .text = "signals: USR1 writes a checkpoint and continues; USR2, TERM, INT and HUP (a\n"
            "closed terminal) write one and stop (exit code 75: --resume continues from\n"
            "there). All ranks need the same options; without -q mpirun calls code 75 a\n"
            "failure.\n"
            "\n"
            "  smallworld run clusters/quick.conf -o runs/first\n"
            "  mpirun -q -n 4 smallworld run clusters/quick.conf -o runs/4 --set run.seed=2\n"
            "  smallworld run --resume -o runs/first --generations=8000\n"
            "  smallworld run --from=runs/first@500 --seed=7 -o runs/replayed\n",
    .main = run_main,
};
