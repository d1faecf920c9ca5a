/* command_wild.c - smallworld wild: a world without scores, in which bodies divide and die; it is
 * begun, gone on with, and looked at. */
#include "config.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/signals.h"
#include "cli/launch.h"
#include "cli/options.h"
#include "population/run.h"
#include "report/print.h"
#include "wild/ranks/wild_run.h"
#include "wild/report/wild_films.h"
#include "wild/report/wild_measures.h"
#include "wild/report/wild_print.h"
#include "wild/report/wild_trophic.h"
#include "wild/wild_match.h"
#include "wild/wild_walks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct request {
    const char *path, *folder, *gif, *films;
    const char *set[SW_SETS_MAX];
    uint32_t sets;
    uint64_t stop_at, shadows, matches, match_ticks, gif_ticks, speech, speech_ticks;
    bool resume, blocks, settings, check, json, chronicle, modes, stops, match_timed, speech_timed,
        gif_timed;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"WORLD", SW_OPTION_TEXT, AT(path), .value = "CONFIG|RUN", .second = "world",
     .help = "a config of the wild, to begin a run, or the folder of a run, to examine it"},
    {"-o", SW_OPTION_TEXT, AT(folder), .value = "RUN", .help = "the folder that holds the run"},
    {"--resume", SW_OPTION_FLAG, AT(resume), .help = "continues the run in the folder of -o"},
    SW_OPTION_SET(AT(set), AT(sets), "sets a key of a new run"),
    {"--blocks", SW_OPTION_FLAG, AT(blocks),
     .help = "on several ranks each has a block of the world, and not all of it; the run has the "
             "same bits"},
    {"--stop-at", SW_OPTION_COUNT, AT(stop_at), .value = "TICK",
     .help = "stops there; a multiple of wild.report", .least = 1, .most = UINT64_MAX / 2,
     .given = AT(stops)},
    {"--check", SW_OPTION_FLAG, AT(check),
     .help = "of a run: rebuilds the genome of every birth and compares it"},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "of a run: one JSON object a page"},
    {"--chronicle", SW_OPTION_FLAG, AT(chronicle),
     .help = "of a run: all arrivals, births and deaths as CSV"},
    {"--shadows", SW_OPTION_COUNT, AT(shadows), .value = "N", .initial = "20", .most = 1000,
     .help = "of a run: how many neutral shadows stand beside it"},
    {"--matches", SW_OPTION_COUNT, AT(matches), .value = "N", .initial = "0", .most = 100000,
     .help = "of a run: how many matches its last bodies play against those of its first quarter"},
    {"--match-ticks", SW_OPTION_COUNT, AT(match_ticks), .value = "N", .initial = "2000", .least = 1,
     .most = 1000000, .help = "ticks of a match", .given = AT(match_timed)},
    {"--modes", SW_OPTION_FLAG, AT(modes),
     .help = "of a run: adds the MODES measures to its table, or to its pages as JSON"},
    {"--speech", SW_OPTION_COUNT, AT(speech), .value = "N", .initial = "0", .most = 1000,
     .help = "of a run: what words say of their speakers, and how many live if words are heard, if "
             "nobody hears them, and if others' words are heard, in so many repeats; with --json "
             "as one object"},
    {"--speech-ticks", SW_OPTION_COUNT, AT(speech_ticks), .value = "N", .initial = "500",
     .least = 1, .most = 1000000, .help = "ticks of a repeat", .given = AT(speech_timed)},
    {"--gif", SW_OPTION_TEXT, AT(gif), .value = "FILE",
     .help = "of a run: what would come next, as an animated GIF; it is not stored"},
    {"--films", SW_OPTION_TEXT, AT(films), .value = "FOLDER",
     .help = "of a run: ten of its moments, chosen by a rule, as animated GIFs; the run is lived "
             "again from its beginning, or from the states that wild.keyframes kept"},
    {"--gif-ticks", SW_OPTION_COUNT, AT(gif_ticks), .value = "N", .initial = "200", .least = 1,
     .most = 10000, .help = "ticks of a GIF", .given = AT(gif_timed)},
    {"--settings", SW_OPTION_FLAG, AT(settings),
     .help = "prints all keys of a config with their defaults"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_wild, count, words, request, error);

    if (result != SW_EXIT_DONE || request->settings)
        return result;
    if (request->films != NULL && strcmp(request->films, "-") == 0)
        return sw_usage(&sw_command_wild, error,
                        "--films needs the name of a folder: several films cannot go to stdout");
    if (request->resume && (request->folder == NULL || request->path != NULL || request->sets > 0))
        return sw_usage(&sw_command_wild, error,
                        "--resume continues the run in -o with its own config: it accepts no "
                        "config and no --set");
    if (!request->resume && request->path == NULL)
        return sw_usage(&sw_command_wild, error,
                        "say which world: a config and -o, --resume and -o, or a run");
    return SW_EXIT_DONE;
}

/* ---- a world that goes on: collective, and rank 0 speaks ---- */

static void tell(void *context, const struct sw_wild_figures *now)
{
    struct sw_wild_figures *before = context;

    sw_wild_print_line(before, now, stdout);
    *before = *now;
}

/* tick: at which the run is. */
static int stop_check(const struct request *request, const struct sw_wild_settings *settings,
                      uint64_t tick, struct sw_error *error)
{
    if (!request->stops)
        return 0;
    if (request->stop_at % (uint64_t)settings->report != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--stop-at=%" PRIu64 ": a run is stored every wild.report = %" PRId64
                       " ticks; stop at a multiple of that",
                       request->stop_at, settings->report);
    return request->stop_at >= tick
               ? 0
               : sw_fail(error, SW_EXIT_USAGE,
                         "--stop-at=%" PRIu64 ": the run is at tick %" PRIu64 " already",
                         request->stop_at, tick);
}

static int go_on(struct sw_wild_run *run, const struct request *request, struct sw_error *error)
{
    const struct sw_wild_settings *settings = &run->life->settings;
    uint64_t until = (uint64_t)settings->ticks;
    bool speaks = run->exchange->rank == 0;
    struct sw_wild_figures before;
    int result;

    if (request->stops && request->stop_at < until)
        until = request->stop_at;
    before = run->now;
    if (speaks) {
        if (settings->worlds > 1)
            printf("%" PRId64 " worlds, each ", settings->worlds);
        printf("a torus of %" PRId64 "x%" PRId64 " cells; %u parameters a brain; in ticks %" PRIu64
               " to %" PRIu64 ":\n",
               settings->width, settings->height, run->life->layout.parameters,
               run->life->world->tick, until);
        sw_wild_print_heading(stdout);
    }
    result = sw_wild_run_on(run, until, tell, &before, error);
    if (result < 0)
        return -1;
    if (speaks && run->now.bodies == 0)
        printf("nobody lives at tick %" PRIu64 "\n", run->life->world->tick);
    sw_wild_run_say_ranks(run);
    return result;
}

/* The config is that of rank 0. */
static int begin(struct sw_wild_run *run, struct sw_exchange *exchange,
                 const struct request *request, struct sw_error *error)
{
    struct sw_wild_settings settings;
    int failed = 0;

    if (exchange->rank == 0) {
        failed =
            sw_wild_settings_read(request->path, request->set, request->sets, &settings, error);
        if (failed == 0)
            failed = stop_check(request, &settings, 0, error);
        if (failed == 0)
            sw_wild_settings_idle(&settings, sw_warn, NULL);
    }
    return sw_wild_run_begin(run, exchange, failed, request->folder, &settings, error);
}

static int live(struct sw_exchange *exchange, const struct request *request, struct sw_error *error)
{
    struct sw_wild_run run = {.cut = request->blocks};
    int result;

    if (request->blocks && exchange->ranks == 1)
        sw_log_warning("--blocks has no effect here, because there is one rank");
    if (request->resume) {
        result = sw_wild_run_resume(&run, exchange, request->folder, true, error);
        if (result == 0)
            result = stop_check(request, &run.life->settings, run.life->world->tick, error);
    } else {
        result = begin(&run, exchange, request, error);
    }
    if (result == 0)
        result = go_on(&run, request, error);
    sw_wild_run_close(&run);
    return result;
}

/* All ranks are one program and were asked the same. */
static int meet(struct sw_exchange *exchange, const struct request *request, struct sw_error *error)
{
    struct sw_exchange_trait traits[SW_RUN_TRAITS + 5];
    char room[SW_NUMBER_TEXT], wild[SW_NUMBER_TEXT], stop[SW_NUMBER_TEXT], sets[SW_NUMBER_TEXT];

    sw_run_traits(PACKAGE_VERSION, "wild", room, traits);
    snprintf(wild, sizeof wild, "%u", SW_WILD_BEHAVIOUR);
    snprintf(stop, sizeof stop, "%" PRIu64, request->stop_at);
    traits[SW_RUN_TRAITS] = (struct sw_exchange_trait){"behaviour of the wild", wild};
    traits[SW_RUN_TRAITS + 1] =
        (struct sw_exchange_trait){"--resume", request->resume ? "yes" : NULL};
    traits[SW_RUN_TRAITS + 2] =
        (struct sw_exchange_trait){"--stop-at", request->stops ? stop : NULL};
    traits[SW_RUN_TRAITS + 3] =
        (struct sw_exchange_trait){"--set", sw_run_text_of_sets(request->set, request->sets, sets)};
    traits[SW_RUN_TRAITS + 4] =
        (struct sw_exchange_trait){"--blocks", request->blocks ? "yes" : NULL};
    return sw_exchange_meet(exchange, traits, SW_RUN_TRAITS + 5, error);
}

/* One process, or all ranks of a launcher. */
static int launch(const struct request *request, struct sw_error *error)
{
    struct sw_log_settings log = sw_log_defaults();
    struct sw_exchange exchange;
    int result, code;

    if (sw_signals_install(error) != 0 || sw_launch_begin(&exchange, error) != 0)
        return error->code;
    log.level = sw_log_level();
    log.rank = (int)exchange.rank;
    sw_log_setup(log);
    result = meet(&exchange, request, error);
    if (result == 0)
        result = live(&exchange, request, error);
    code = result < 0 ? error->code : result == 1 ? SW_EXIT_STOPPED : SW_EXIT_DONE;
    fflush(stdout);
    /* All ranks have the same sentence; rank 0 says it, before the ranks part: a launcher kills all
     * when the first ends. */
    if (result < 0 && exchange.ranks > 1) {
        if (exchange.rank == 0)
            sw_log_error("%s", error->text);
        error->text[0] = '\0';
    }
    sw_exchange_end(&exchange);
    return code;
}

/* ---- a run that is looked at ---- */

static int check(const struct sw_wild_history *history, struct sw_error *error)
{
    struct sw_wild_life *life = sw_wild_life_create(&history->settings, error);
    uint32_t *home_of =
        sw_allocate(history->births + 1, sizeof *home_of, "rebuilding genomes", error);
    uint64_t wrong = 0;
    int result = life == NULL || home_of == NULL ? -1 : 0;

    if (result == 0)
        result = sw_wild_replay(life, history, UINT64_MAX, &wrong, home_of, error);
    if (result == 0 && wrong > 0)
        result =
            sw_fail(error, SW_EXIT_DAMAGED,
                    "%" PRIu64 " of %" PRIu64 " genomes are rebuilt to other weights than they "
                    "had",
                    wrong, history->births);
    if (result == 0)
        result = sw_wild_check_walks(history, error);
    if (result == 0)
        printf("all %" PRIu64 " genomes are rebuilt bit for bit\n", history->births);
    if (result == 0 && history->settings.worlds > 1)
        printf("all %" PRIu64
               " walks lead from where the walker was, and each world holds on every\npage those "
               "that were born there or came, less those that died or left\n",
               history->walks);
    sw_wild_life_destroy(life);
    free(home_of);
    return result;
}

static int match(const struct sw_wild_history *history, const struct request *request,
                 struct sw_error *error)
{
    const struct sw_wild_figures *end = &history->figures[history->pages - 1];
    uint32_t most = (uint32_t)history->settings.bodies / 2;
    struct sw_wild_sample side[2] = {{0, NULL}, {0, NULL}};
    uint64_t won = 0, lost = 0, both = 0;
    double late = 0;
    int result = 0;

    for (uint64_t i = 0; i < request->matches && result == 0; i++) {
        uint32_t living[2] = {0, 0};

        if (i == 0 && (sw_wild_sample_at(history, end->tick / 4, most, &side[0], error) != 0 ||
                       sw_wild_sample_at(history, end->tick, most, &side[1], error) != 0))
            result = -1;
        else if (most == 0 || side[0].count == 0 || side[1].count == 0)
            result = sw_fail(error, SW_EXIT_USAGE,
                             "no matches: no body lived at tick %" PRIu64 " or at the end, or "
                             "wild.bodies is below 2",
                             end->tick / 4);
        else
            result =
                sw_wild_match(&history->settings, side, i, request->match_ticks, living, error);
        won += living[1] > living[0];
        lost += living[0] > living[1];
        both += living[0] + living[1] == 0;
        late +=
            living[0] + living[1] == 0 ? 0.5 : (double)living[1] / (double)(living[0] + living[1]);
    }
    if (result == 0 && request->matches > 0)
        printf("last bodies against those of tick %" PRIu64 ", %" PRIu64 " matches of %" PRIu64
               " ticks:\n  won %" PRIu64 ", lost %" PRIu64 ", all dead %" PRIu64
               "; share of the living %.2f\n",
               end->tick / 4, request->matches, request->match_ticks, won, lost, both,
               late / (double)request->matches);
    sw_wild_sample_free(&side[0]);
    sw_wild_sample_free(&side[1]);
    return result;
}

static int hear(const struct request *request, struct sw_error *error)
{
    struct sw_wild_run run = {.life = NULL};
    struct sw_exchange alone;
    int result;

    sw_exchange_alone(&alone);
    result = sw_wild_run_resume(&run, &alone, request->path, false, error);
    if (result == 0)
        result = sw_wild_print_speech(run.life, request->speech, request->speech_ticks,
                                      request->json, stdout, error);
    sw_wild_run_close(&run);
    return result;
}

static int tell_all(const struct sw_wild_history *history, const struct request *request,
                    uint64_t digest, struct sw_error *error)
{
    struct sw_wild_kinship *kin =
        sw_allocate(history->pages + 1, sizeof *kin, "looking at a run", error);
    struct sw_wild_modes *modes = NULL;
    int result = kin == NULL ? -1 : sw_wild_kinships(history, 0, kin, error);
    char text[SW_HASH_TEXT];

    if (result == 0 && request->modes)
        result = sw_wild_measure_modes(history, &modes, error);
    if (result == 0 && request->json) {
        sw_wild_print_json(history, kin, modes, stdout);
    } else if (result == 0) {
        const struct sw_wild_figures *end = &history->figures[history->pages - 1];

        sw_wild_print_table(history, 20, stdout);
        printf("%" PRIu64 " births and %" PRIu64 " arrivals; %" PRIu64 " live, of %" PRIu64
               " families; digest %s\n",
               end->totals.births, end->totals.arrivals, end->bodies,
               kin[history->pages - 1].families, sw_hash_print(digest, text));
        sw_wild_print_worlds(history, stdout);
        sw_wild_print_imitation(history, stdout);
        sw_wild_print_trophic(history, stdout);
        result = sw_wild_print_shadows(history, kin, (uint32_t)request->shadows, stdout, error);
        if (result == 0 && modes != NULL)
            sw_wild_print_modes(history, modes, 20, stdout);
    }
    free(kin);
    free(modes);
    if (result == 0)
        result = match(history, request, error);
    return result;
}

static int look(const struct request *request, struct sw_error *error)
{
    struct sw_wild_history history = {.births = 0};
    struct sw_store *store = sw_store_open(request->path, false, false, error);
    uint64_t digest = 0;
    int result = store == NULL ? -1 : sw_wild_read_history(store, &history, error);

    if (result == 0)
        result = sw_wild_digest(store, &digest, error);
    if (result == 0 && history.pages == 0)
        result =
            sw_fail(error, SW_EXIT_DAMAGED, "%.300s: the run has no first page", request->path);
    if (result == 0 && request->check)
        result = check(&history, error);
    else if (result == 0 && request->chronicle)
        sw_wild_print_chronicle(&history, stdout);
    else if (result == 0 && request->gif != NULL)
        result = sw_wild_film_next(store, &history, request->gif_ticks, request->gif, error);
    else if (result == 0 && request->films != NULL)
        result = sw_wild_film_moments(store, &history, request->gif_ticks, request->films, stdout,
                                      error);
    else if (result == 0)
        result = tell_all(&history, request, digest, error);
    sw_wild_history_free(&history);
    sw_store_close(store);
    return result == 0 ? SW_EXIT_DONE : error->code;
}

static int print_settings(struct sw_error *error)
{
    struct sw_wild_settings settings;

    memset(&settings, 0, sizeof settings);
    if (sw_parameters_defaults(sw_wild_table, &settings, error) != 0)
        return error->code;
    sw_parameters_print(sw_wild_table, &settings, true, stdout);
    return SW_EXIT_DONE;
}

/* The option that does not belong: there is one way at a time to look at a run, and a run that goes
 * on has none. NULL: all fits. */
static const char *misplaced(const struct request *request, bool looks)
{
    const struct {
        const char *name;
        bool given;
    } way[] = {
        {"--check", request->check},         {"--json", request->json && request->speech == 0},
        {"--speech", request->speech > 0},   {"--chronicle", request->chronicle},
        {"--matches", request->matches > 0}, {"--gif", request->gif != NULL},
        {"--films", request->films != NULL}};
    const char *first = NULL;

    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        if (way[i].given && (first != NULL || !looks))
            return first != NULL ? first : way[i].name;
        if (way[i].given)
            first = way[i].name;
    }
    if (request->modes && (!looks || (first != NULL && !request->json && request->matches == 0) ||
                           request->speech > 0))
        return "--modes";
    return looks && request->stops ? "--stop-at" : NULL;
}

/* The option that says how long something is that is not asked for. NULL: none. */
static const char *idle(const struct request *request)
{
    return request->speech_timed && request->speech == 0   ? "--speech-ticks is of --speech"
           : request->match_timed && request->matches == 0 ? "--match-ticks is of --matches"
           : request->gif_timed && request->gif == NULL && request->films == NULL
               ? "--gif-ticks is of --gif and --films"
               : NULL;
}

/* A run that is to be looked at, and is not there. */
static bool is_missing(const struct request *request)
{
    return !request->resume && request->folder == NULL && !sw_file_exists(request->path);
}

static int wild_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.path = NULL};
    int result = parse(count, words, &request, error);
    bool looks;

    if (result != SW_EXIT_DONE)
        return result;
    if (request.settings)
        return print_settings(error);
    if (idle(&request) != NULL)
        return sw_usage(&sw_command_wild, error, "%s: give both", idle(&request));
    looks = !request.resume && sw_folder_exists(request.path);
    if (is_missing(&request))
        return sw_usage(&sw_command_wild, error,
                        "%.300s: there is no run, and no config, of that name", request.path);
    if (misplaced(&request, looks) != NULL)
        return sw_usage(&sw_command_wild, error,
                        looks ? "%s cannot be combined with the other options"
                              : "%s is for the folder of a run, which is examined",
                        misplaced(&request, looks));
    if (request.resume)
        return launch(&request, error);
    if (looks) {
        if (request.folder != NULL || request.sets > 0 || request.blocks)
            return sw_usage(&sw_command_wild, error,
                            "%.200s is a run, which is examined; to continue it say --resume -o",
                            request.path);
        if (request.gif != NULL && sw_file_try(request.gif, error) != 0)
            return error->code;
        if (request.speech > 0)
            return hear(&request, error) == 0 ? SW_EXIT_DONE : error->code;
        return look(&request, error);
    }
    if (request.folder == NULL)
        return sw_usage(&sw_command_wild, error, "give -o RUN: where the run is to be stored");
    return launch(&request, error);
}

const struct sw_command sw_command_wild = {
    .name = "wild",
    .description = "begin or examine a world without scores: bodies divide and die",
    .options = options,
    .text = "One process computes the world, or several ranks do. Signals stop it at the end\n"
            "of a page (wild.report ticks), with exit code 75; --resume continues, on any\n"
            "number of ranks.\n"
            "\n"
            "  smallworld wild clusters/wild.conf -o runs/wild\n"
            "  mpirun -q -n 2 smallworld wild clusters/wild.conf -o runs/wild2\n"
            "  mpirun -q -n 4 smallworld wild large.conf -o runs/large --blocks\n"
            "  smallworld wild --resume -o runs/wild\n"
            "  smallworld wild runs/wild --matches=20 --modes\n"
            "  smallworld wild runs/wild --speech=10\n"
            "  smallworld wild runs/wild --films=films\n",
    .main = wild_main,
};
