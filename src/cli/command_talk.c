/* command_talk.c - smallworld talk: a person takes a seat among the agents. */
#include "base/log.h"
#include "report/print.h"
#include "cli/options.h"
#include "dialogue/talk.h"

struct request {
    const char *folder, *member;
    uint32_t seat, format;
    uint64_t first, puzzles;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    {"--as", SW_OPTION_CHOICE, AT(seat), .help = "your seat", .choice = sw_talk_seat_name,
     .needed = true, .missing = "say which seat you take: --as=speaker, listener or solver"},
    SW_OPTION_MEMBER(AT(member)),
    {"--puzzle", SW_OPTION_COUNT, AT(first), .help = "the first unseen puzzle, as eval counts them",
     .value = "N", .initial = "0", .most = INT64_MAX / 8},
    {"--puzzles", SW_OPTION_COUNT, AT(puzzles), .help = "how many; 0: until the input ends",
     .value = "N", .initial = "0", .most = INT64_MAX / 8},
    {"--format", SW_OPTION_CHOICE, AT(format),
     .help = "ansi: coloured; plain: letters; default: as stdout can", .names = sw_option_styles},
    {.name = NULL},
};

static int talk(struct sw_seated *agent, const struct request *request, struct sw_error *error)
{
    struct sw_worlds *worlds = NULL;
    struct sw_talk talk = {.agent = agent,
                           .seat = (enum sw_talk_seat)request->seat,
                           .style = sw_style_wanted(request->format),
                           .first = request->first,
                           .puzzles = request->puzzles,
                           .in = stdin,
                           .out = stdout};
    int result;

    if (sw_taskfiles_needed(&agent->archive.settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "the puzzles of this run are read from files; a seat can be taken where "
                       "they are generated");
    if (sw_archive_worlds(&agent->archive, sw_warn, NULL, &worlds, error) != 0)
        return -1;
    talk.worlds = worlds;
    talk.game = sw_game_with_words(sw_game_of_run(&agent->archive));
    result = sw_talk(&talk, error);
    sw_worlds_destroy(worlds);
    return result;
}

static int talk_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.member = "best", .format = SW_STYLES};
    struct sw_seated agent;
    int result = sw_options_read(&sw_command_talk, count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (sw_seated_open(&agent, request.folder, request.member, error) != 0 ||
        talk(&agent, &request, error) != 0)
        result = error->code;
    sw_seated_close(&agent);
    return result;
}

const struct sw_command sw_command_talk = {
    .name = "talk",
    .description = "take a seat yourself: speak to an agent, listen to one, or solve",
    .options = options,
    .text = "speaker   you see what a speaker sees and say a word; the agent edits\n"
            "listener  the agent sees that and says a word; you edit\n"
            "solver    you see the demonstrations and edit; then the agent does\n"
            "\n"
            "Lines are read from stdin. ? lists words or edits, ?ha those that begin with\n"
            "ha; so does a tab at the end of a line. quit, or the end of input, ends it.\n"
            "\n"
            "  smallworld talk runs/first --as=speaker\n"
            "  smallworld talk runs/first --as=listener --puzzle=7\n",
    .main = talk_main,
};
