/* command_parts.c - smallworld parts: what each part of a run's members is worth. */
#include "archive/parts.h"
#include "report/eval_thoughts.h"
#include "report/parts_report.h"
#include "report/print.h"
#include "cli/options.h"

#include <inttypes.h>

struct request {
    const char *folder, *plan;
    enum sw_game_id game;
    uint64_t island, puzzles, seed, every, until, thoughts;
    bool gamed, seeded, spaced, ended, thinks, csv, json;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    SW_OPTION_GAME(AT(game), .given = AT(gamed)),
    {"--puzzles", SW_OPTION_COUNT, AT(puzzles), .help = "how many unseen puzzles", .value = "N",
     .initial = "300", .least = 2, .most = 1000000},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "seed of the puzzles (default: the run's)",
     .value = "S", .most = INT64_MAX, .given = AT(seeded)},
    {"--every", SW_OPTION_COUNT, AT(every),
     .help = "examine every K generations, and at the end (default: a fourth of the run)",
     .value = "K", .least = 1, .most = INT64_MAX, .given = AT(spaced)},
    {"--until", SW_OPTION_COUNT, AT(until), .help = "the end is generation G (default: the run's)",
     .value = "G", .most = INT64_MAX, .given = AT(ended)},
    {"--thoughts", SW_OPTION_COUNT, AT(thoughts),
     .help = "how many of its own programs a whole member may try on the demonstrations (default: "
             "the run's life.thoughts)",
     .value = "N", .most = SW_THOUGHTS_MAX, .given = AT(thinks)},
    {"--plan", SW_OPTION_TEXT, AT(plan),
     .help = "where it tries them: in the world (simulate) or in its own forecasts (imagine) "
             "(default: as its run lets it)",
     .value = "ENGINE"},
    {"--island", SW_OPTION_COUNT, AT(island), .help = "whose parent sits", .value = "I",
     .initial = "0", .most = 4095},
    {"--csv", SW_OPTION_FLAG, AT(csv), .help = "CSV: a line for each generation and part"},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "everything as one JSON object"},
    {.name = NULL},
};

static uint64_t quarter(uint64_t generations)
{
    return generations < 4 ? 1 : generations / 4;
}

/* Where programs are tried, if any are. */
static int plan_parts(const struct request *request, const struct sw_settings *settings,
                      struct sw_parts_wish *wish, struct sw_error *error)
{
    enum sw_thought_engine engine;

    if (wish->thoughts == 0 && request->plan == NULL)
        return 0;
    engine = sw_thought_engine_find(request->plan, settings, error);
    if (engine == SW_THOUGHT_ENGINE_COUNT)
        return -1;
    if (engine == SW_THOUGHT_POLICY)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan=policy tries no program: give --thoughts=0 in its place");
    if (wish->thoughts == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan=%s says where programs are tried, and none is: give --thoughts as "
                       "well, in a game whose editor sees demonstrations",
                       request->plan);
    wish->imagines = engine == SW_THOUGHT_IMAGINE;
    return 0;
}

static int examine(const struct request *request, struct sw_archive *archive,
                   struct sw_error *error)
{
    struct sw_parts_wish wish = {
        .island = (uint32_t)request->island,
        .puzzles = (uint32_t)request->puzzles,
        .seed = request->seeded ? request->seed : archive->settings.run.seed,
        .every = request->spaced ? request->every : quarter(archive->generations),
        .until = request->ended ? request->until : archive->generations,
        .game = (int32_t)(request->gamed ? request->game : sw_game_of_run(archive)),
        .thoughts = request->thinks ? (uint32_t)request->thoughts
                                    : sw_settings_thinking(&archive->settings).thoughts,
    };
    enum sw_parts_view view = request->json  ? SW_PARTS_JSON
                              : request->csv ? SW_PARTS_CSV
                                             : SW_PARTS_TABLE;
    struct sw_parts_table table = {0};
    struct sw_parts_report report = {archive, &wish, &table};
    const struct sw_game *game = sw_game_row((enum sw_game_id)wish.game);
    int result;

    if (wish.until > archive->generations)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--until is %" PRIu64 ", and the run has %" PRIu64 " generations",
                       request->until, archive->generations);
    if (request->thinks && wish.thoughts > 0 && !sw_game_thinks(game))
        return sw_fail(error, SW_EXIT_USAGE,
                       "in %s the %s, who edits, sees no demonstrations on which it could try its "
                       "thoughts; give --game=%s",
                       game->name, sw_game_editor(game)->name,
                       sw_game_row(sw_game_of_thought())->name);
    if (!sw_game_thinks(game))
        wish.thoughts = 0;
    if (plan_parts(request, &archive->settings, &wish, error) != 0)
        return -1;
    result = sw_parts_examine(archive, &wish, &table, error);
    if (result == 0)
        result = sw_parts_print(&report, view, error);
    sw_parts_free(&table);
    return result;
}

static int parts_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_archive archive;
    int result = sw_options_read(&sw_command_parts, count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.csv && request.json)
        return sw_usage(&sw_command_parts, error, "--csv and --json are two forms: give one");
    if (sw_archive_open(&archive, request.folder, false, error) != 0)
        return error->code;
    if (examine(&request, &archive, error) != 0)
        result = error->code;
    sw_archive_close(&archive);
    return result;
}

const struct sw_command sw_command_parts = {
    .name = "parts",
    .description = "measure what each part of a run's members contributes, by generation",
    .options = options,
    .text = "The member that represented the island in a generation is rebuilt, and solves\n"
            "unseen puzzles: whole, and with one part removed (sight, memory, thinking,\n"
            "words, ...). The member grew up with that part. So this measures how much a\n"
            "member uses a part, and not what it would have become without it.\n"
            "\n"
            "  smallworld parts runs/first\n"
            "  smallworld parts runs/first --game=solo --thoughts=30 --every=500 --csv\n",
    .main = parts_main,
};
