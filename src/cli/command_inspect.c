#include "cli/inspect.h"
#include "cli/options.h"

struct request {
    const char *folder, *member;
    bool json;
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const struct sw_option options[] = {{.name = "json", .given = &request->json}};

    return sw_options_read(&sw_command_inspect, options, 1, count, words, &request->folder,
                           &request->member, error);
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
    .description = "tell about a run, or one member: parents, mutation, scores, weights",
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
