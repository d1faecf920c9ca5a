/* command_lineage.c - smallworld lineage: walk from a member to its founder, or write everyone
 * who ever lived. */
#include "cli/options.h"
#include "archive/phylogeny.h"
#include "archive/rebuild.h"

#include <stdio.h>

struct request {
    const char *folder, *member;
    enum sw_phylogeny_format format;
    bool all;
};

static int take_format(const struct sw_command *command, const char *text, void *at,
                       struct sw_error *error)
{
    int format = sw_phylogeny_format_find(text, error);

    (void)command;
    if (format < 0)
        return SW_EXIT_USAGE;
    *(enum sw_phylogeny_format *)at = (enum sw_phylogeny_format)format;
    return SW_EXIT_DONE;
}

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    {"ID", SW_OPTION_TEXT, AT(member),
     .help = "a member: its number, best (as without it) or founder"},
    {"--format", SW_OPTION_OTHER, AT(format),
     .help = "text: a table. csv: the ALife data standard for phylogenies. newick: a tree with "
             "generations as branch lengths. dot: for Graphviz. json: one object.",
     .value = SW_PHYLOGENY_FORMAT_NAMES, .take = take_format},
    {"--all", SW_OPTION_FLAG, AT(all),
     .help = "everyone who ever lived, and not one member's ancestors"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_lineage, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->all && request->member != NULL)
        return sw_usage(&sw_command_lineage, error,
                        "--all writes everyone; leave it or member %.200s away", request->member);
    return SW_EXIT_DONE;
}

static int lineage_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.format = SW_PHYLOGENY_TEXT};
    struct sw_lineage *lineage = NULL;
    struct sw_archive archive;
    uint64_t id = 0;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (sw_archive_open(&archive, request.folder, false, error) != 0)
        return error->code;
    if (!request.all)
        result = sw_archive_member(&archive, request.member == NULL ? "best" : request.member, &id,
                                   error);
    if (result == 0) {
        lineage = sw_lineage_open(archive.store, error);
        result = lineage == NULL ? -1 : 0;
    }
    if (result == 0)
        result = request.all ? sw_phylogeny_everyone(lineage, request.format, stdout, error)
                             : sw_phylogeny_ancestry(lineage, id, request.format, stdout, error);
    if (ferror(stdout))
        error->text[0] = '\0'; /* main says what failed there */
    sw_lineage_close(lineage);
    sw_archive_close(&archive);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_lineage = {
    .name = "lineage",
    .description = "walk from a member to its founder, or write everyone who ever lived",
    .options = options,
    .text = "  smallworld lineage runs/first\n"
            "  smallworld lineage runs/first 1234 --format=json\n"
            "  smallworld lineage runs/first --all --format=csv > first.csv\n",
    .main = lineage_main,
};
