/* command_run.c - smallworld run: evolve a population (under mpirun: on as many ranks as you
 * like). */
#include "config.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/number.h"
#include "base/signals.h"
#include "cli/arguments.h"
#include "cli/launch.h"
#include "population/effect.h"
#include "population/run.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SETS_MAX 256

enum { OPTION_SET = 256, OPTION_RESUME, OPTION_STOP_AT, OPTION_MAX_TIME, OPTION_DRY_RUN };

static const struct option options[] = {{"set", required_argument, NULL, OPTION_SET},
                                        {"resume", no_argument, NULL, OPTION_RESUME},
                                        {"stop-at", required_argument, NULL, OPTION_STOP_AT},
                                        {"max-time", required_argument, NULL, OPTION_MAX_TIME},
                                        {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
                                        {NULL, 0, NULL, 0}};

static int parse(int count, char **words, struct sw_run_options *run, const char **sets, bool *dry,
                 struct sw_error *error)
{
    int option;

    run->set = sets;
    run->stop_at = -1;
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(count, words, "+:o:", options, NULL)) != -1 || optind < count) {
        if (option == -1) {
            if (run->config != NULL)
                return sw_usage(&sw_command_run, error, "there is a second config, \"%s\"",
                                words[optind]);
            run->config = words[optind++];
            continue;
        }
        switch (option) {
        case 'o':
            run->folder = optarg;
            break;
        case OPTION_SET:
            if (run->sets == SETS_MAX)
                return sw_usage(&sw_command_run, error, "more than %d times --set", SETS_MAX);
            sets[run->sets++] = optarg;
            break;
        case OPTION_RESUME:
            run->resume = true;
            break;
        case OPTION_STOP_AT:
            if (!sw_number_integer(optarg, &run->stop_at) || run->stop_at < 0)
                return sw_usage(&sw_command_run, error,
                                "--stop-at=%s is no generation; give a number from 0 on", optarg);
            break;
        case OPTION_MAX_TIME:
            if (sw_duration_parse(optarg, "--max-time", &run->max_seconds, error) != 0)
                return SW_EXIT_USAGE;
            if (run->max_seconds == 0)
                return sw_usage(&sw_command_run, error,
                                "--max-time=%s leaves no time for a generation", optarg);
            break;
        case OPTION_DRY_RUN:
            *dry = true;
            break;
        default:
            return sw_argument_refuse(&sw_command_run, option, words, error);
        }
    }
    if (run->folder == NULL && (run->resume || !*dry))
        return sw_usage(&sw_command_run, error, "say with -o which folder the run shall live in");
    if (run->config == NULL && !run->resume)
        return sw_usage(&sw_command_run, error,
                        "give a config (smallworld config --defaults prints one), or --resume");
    return SW_EXIT_DONE;
}

/* Phases that are not used say nothing, if nothing was set there. */
static bool is_used(const struct sw_parameter *row, const void *settings)
{
    return !sw_settings_idle_phase(settings, row->section);
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
    sw_effects(&settings, run->ranks, print_comment, NULL);
    sw_footprint_print(&footprint, "# ", stdout);
    return SW_EXIT_DONE;
}

static int run_main(int count, char **words, struct sw_error *error)
{
    const char *sets[SETS_MAX];
    struct sw_run_options run = {.version = PACKAGE_VERSION,
                                 .started = sw_clock_seconds(),
                                 .ranks = sw_launch_ranks(),
                                 .ranks_here = sw_launch_ranks_here()};
    struct sw_exchange exchange;
    bool dry = false;
    int result = parse(count, words, &run, sets, &dry, error);
    int code;

    if (result != SW_EXIT_DONE)
        return result;
    if (dry)
        return dry_run(&run, error);
    /* Before all that takes time: on clusters MPI alone takes minutes to start. */
    if (sw_signals_install(error) != 0 || sw_launch_begin(&exchange, error) != 0)
        return error->code;
    result = sw_run(&exchange, &run, error);
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
    .synopsis = "CONFIG -o RUN [--set section.key=value]... [--resume]\n"
                "    [--stop-at=GENERATION] [--max-time=H:MM:SS] [--dry-run]",
    .description = "evolve a population (under mpirun: on as many ranks as you like)",
    .help = "  CONFIG              an INI file; smallworld config --defaults prints one\n"
            "                      with comments\n"
            "  -o RUN              the folder that the run lives in\n"
            "  --set S.K=VALUE     sets one key over the config\n"
            "  --resume            goes on with the run in RUN (CONFIG may be left away; with\n"
            "                      it, a run that is not there yet is begun)\n"
            "  --stop-at=G         stops before generation G\n"
            "  --max-time=H:MM:SS  stops in time with a good checkpoint (exit code 75)\n"
            "  --dry-run           checks the config and prints it, with what the pressure\n"
            "                      comes to, settings without effect and the memory that a\n"
            "                      rank would take; does nothing\n"
            "\n"
            "signals: USR1 writes a checkpoint and goes on; USR2, TERM, INT and HUP (a closed\n"
            "terminal) write one and stop (exit code 75: --resume goes on from there).\n"
            "All ranks need the same options; without -q mpirun calls code 75 a failure.\n"
            "\n"
            "  smallworld run clusters/quick.conf -o runs/first\n"
            "  mpirun -q -n 4 smallworld run clusters/quick.conf -o runs/4 --set run.seed=2\n",
    .main = run_main,
};
