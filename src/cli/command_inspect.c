#include "cli/command.h"
#include "cli/inspect.h"

#include <getopt.h>

enum { OPTION_JSON = 256 };

static const struct option options[] = {{"json", no_argument, NULL, OPTION_JSON},
                                        {NULL, 0, NULL, 0}};

struct request {
    const char *folder, *member;
    bool json;
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int option;

    opterr = 0;
    optind = 1;
    while ((option = getopt_long(count, words, "+", options, NULL)) != -1 || optind < count) {
        if (option == -1 && request->folder == NULL)
            request->folder = words[optind++];
        else if (option == -1 && request->member == NULL)
            request->member = words[optind++];
        else if (option == OPTION_JSON)
            request->json = true;
        else
            return sw_usage(&sw_command_inspect, error, "\"%s\" is not understood",
                            words[option == -1 ? optind : optind - 1]);
    }
    if (request->folder == NULL)
        return sw_usage(&sw_command_inspect, error, "say which run: the folder given to run -o");
    return SW_EXIT_DONE;
}

static int inspect_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_archive archive;
    uint64_t id;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (sw_archive_open(&archive, request.folder, false, error) != 0)
        return error->code;
    if (request.member == NULL)
        result = sw_inspect_run(&archive, request.folder, request.json, error);
    else if (sw_archive_member(&archive, request.member, &id, error) != 0)
        result = -1;
    else
        result = sw_inspect_member(&archive, id, request.json, error);
    sw_archive_close(&archive);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_inspect = {
    .name = "inspect",
    .synopsis = "RUN [ID] [--json]",
    .description = "tell about a run, or about one member: parents, mutation, scores, weights",
    .help = "  RUN     the folder of the run (it may still be going on)\n"
            "  ID      a member: its number, best or founder\n"
            "  --json  one JSON object instead of a page\n"
            "\n"
            "of a run: seed, settings, phases, how scores went, what the store holds.\n"
            "of a member: where and how it was born, its score and rank among those born with\n"
            "it, its litters, and its weights tensor by tensor: mean, deviation, largest, and\n"
            "how far they have moved from the founder's, in units of the tensor's scale.\n"
            "\n"
            "  smallworld inspect runs/first\n"
            "  smallworld inspect runs/first best\n"
            "  smallworld inspect runs/first 1234 --json\n",
    .main = inspect_main,
};
