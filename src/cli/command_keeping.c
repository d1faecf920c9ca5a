/* command_keeping.c - smallworld keeping: how much a run kept of laws that it was taught in turn.
 */
#include "archive/stages.h"
#include "report/keeping_report.h"
#include "report/print.h"
#include "cli/options.h"

#include <stdlib.h>

struct request {
    const char *folder, *like;
    uint64_t island, puzzles, seed, every;
    bool seeded, spaced, csv, json;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    {"--puzzles", SW_OPTION_COUNT, AT(puzzles), .help = "how many of each set of laws",
     .value = "N", .initial = "200", .least = 1, .most = 1000000},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "seed of the puzzles (default: the run's)",
     .value = "S", .most = INT64_MAX, .given = AT(seeded)},
    {"--every", SW_OPTION_COUNT, AT(every),
     .help =
         "examine every K generations, not only where stages end: for the least share (default: "
         "run.keyframe_every)",
     .value = "K", .least = 1, .most = INT64_MAX, .given = AT(spaced)},
    {"--island", SW_OPTION_COUNT, AT(island), .help = "whose parent sits", .value = "I",
     .initial = "0", .most = 4095},
    {"--like", SW_OPTION_TEXT, AT(like),
     .help = "examine on the sets of laws that another run was taught in turn: this compares a run "
             "that was taught all at once",
     .value = "RUN"},
    {"--csv", SW_OPTION_FLAG, AT(csv), .help = "CSV: a line for each examination and set"},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "everything as one JSON object"},
    {.name = NULL},
};

static int examine(const struct request *request, struct sw_archive *archive,
                   struct sw_archive *like, struct sw_error *error)
{
    struct sw_stages_wish wish = {
        .island = (uint32_t)request->island,
        .puzzles = (uint32_t)request->puzzles,
        .seed = request->seeded ? request->seed : archive->settings.run.seed,
        .every = request->spaced ? request->every : (uint64_t)archive->settings.run.keyframe_every,
        .like = like,
        .game = (int32_t)sw_game_of_run(archive),
    };
    struct sw_stages stages = {0};
    struct sw_keeping_report report = {archive, &wish, &stages};
    enum sw_keeping_view view = request->json  ? SW_KEEPING_JSON
                                : request->csv ? SW_KEEPING_CSV
                                               : SW_KEEPING_TABLE;
    int result = sw_stages_examine(archive, &wish, &stages, error);

    if (result == 0)
        result = sw_keeping_print(&report, view, error);
    sw_stages_free(&stages);
    return result;
}

static int keeping_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_archive archive, like;
    int result = sw_options_read(&sw_command_keeping, count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.csv && request.json)
        return sw_usage(&sw_command_keeping, error, "--csv and --json are two forms: give one");
    if (sw_archive_open(&archive, request.folder, false, error) != 0)
        return error->code;
    if (request.like != NULL && sw_archive_open(&like, request.like, false, error) != 0) {
        sw_archive_close(&archive);
        return error->code;
    }
    if (examine(&request, &archive, request.like != NULL ? &like : NULL, error) != 0)
        result = error->code;
    if (request.like != NULL)
        sw_archive_close(&like);
    sw_archive_close(&archive);
    return result;
}

const struct sw_command sw_command_keeping = {
    .name = "keeping",
    .description = "measure how much a run kept of laws taught one after another",
    .options = options,
    .text = "A stage is the part of a run between two events that set worlds.laws. The member\n"
            "that represents the island at the end of each stage is rebuilt, and solves\n"
            "unseen puzzles of the laws of every stage. docs/keeping.md defines the measures\n"
            "and names their sources.\n"
            "\n"
            "  smallworld keeping runs/turns\n"
            "  smallworld keeping runs/turns --every=10 --csv\n"
            "  smallworld keeping runs/joint --like=runs/turns\n",
    .main = keeping_main,
};
