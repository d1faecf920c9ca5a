/* command_inspect.c - smallworld inspect: tell about a run, or one member: parents, mutation,
 * scores, weights. */
#include "report/inspect.h"
#include "cli/options.h"

struct request {
    const char *folder, *member;
    bool json, full, migrations, selection, journal, csv;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    {"ID", SW_OPTION_TEXT, AT(member), .help = "a member: its number, best or founder"},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "one JSON object instead of a page"},
    {"--full", SW_OPTION_FLAG, AT(full),
     .help = "of a run: every generation of each island, not a course of means"},
    {"--migrations", SW_OPTION_FLAG, AT(migrations),
     .help = "of a run: who moved from one island to another, and what it scored"},
    {"--selection", SW_OPTION_FLAG, AT(selection),
     .help = "of a run: what selection did: intensity, effective numbers, ancestry, refoundings"},
    {"--journal", SW_OPTION_FLAG, AT(journal),
     .help =
         "of a run: when, where, by how many ranks and by which command it was begun and resumed"},
    {"--csv", SW_OPTION_FLAG, AT(csv), .help = "the migrations, or what selection did, as CSV"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_inspect, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->csv && ((!request->migrations && !request->selection) || request->json))
        return sw_usage(&sw_command_inspect, error,
                        "--csv is a form of --migrations and of --selection, and --json another: "
                        "give --migrations or --selection with one of them");
    if (request->migrations + request->selection + request->journal > 1)
        return sw_usage(&sw_command_inspect, error,
                        "--migrations, --selection and --journal are pages of their own: give one "
                        "of them");
    if ((request->migrations || request->selection || request->journal) &&
        (request->full || request->member != NULL))
        return sw_usage(&sw_command_inspect, error,
                        "--%s tells about a run: give it without a member and --full",
                        request->migrations  ? "migrations"
                        : request->selection ? "selection"
                                             : "journal");
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
    if (request.migrations)
        result = sw_inspect_migrations(&archive, request.folder, request.json, request.csv, error);
    else if (request.selection)
        result = sw_inspect_selection(&archive, request.folder, request.json, request.csv, error);
    else if (request.journal)
        result = sw_inspect_journal(&archive, request.folder, request.json, error);
    else if (request.member == NULL)
        result = sw_inspect_run(&archive, request.folder, request.json, request.full, error);
    else if (sw_archive_member(&archive, request.member, &id, error) != 0)
        result = -1;
    else
        result = sw_inspect_member(&archive, id, request.json, error);
    sw_archive_close(&archive);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_inspect = {
    .name = "inspect",
    .description = "describe a run, or one member: parents, mutation, scores, weights",
    .options = options,
    .text = "of a run: seed, settings that act in it and those that do not, phases, what\n"
            "the store holds, and how scores went: a course of about 12 rows, each the mean\n"
            "of at most 32 of its generations, over all islands (best: of the best island),\n"
            "with the mean as a bar of # between the lowest and the highest of its phase.\n"
            "of a member: where and how it was born, its score and rank among those born with\n"
            "it, its litters, and its weights tensor by tensor: mean, deviation, largest, and\n"
            "how far they have moved from the founder's, in units of the tensor's scale.\n"
            "\n"
            "  smallworld inspect runs/first\n"
            "  smallworld inspect runs/first best\n"
            "  smallworld inspect runs/first 1234 --json\n"
            "  smallworld inspect runs/first --migrations --csv\n"
            "  smallworld inspect runs/first --selection\n"
            "  smallworld inspect runs/first --journal\n",
    .main = inspect_main,
};
