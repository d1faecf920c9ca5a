/* command_lineage.c - smallworld lineage: walk from a member to its founder, write everyone who
 * ever lived or the ancestors of the living, or sum the lineages up; of a run that breeds, and of
 * one in the wild. */
#include "archive/phylogeny.h"
#include "archive/rebuild.h"
#include "base/number.h"
#include "report/lineage_examine.h"
#include "report/lineage_summary.h"
#include "report/lineage_surface.h"
#include "cli/options.h"
#include "wild/report/wild_dynasty.h"
#include "wild/wild_record.h"

#include <stdio.h>

struct request {
    const char *folder, *member, *other;
    enum sw_phylogeny_format format;
    uint64_t since, until, every, puzzles;
    bool formatted, all, pruned, summary, examine, bounded, spaced, counted;
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
     .value = SW_PHYLOGENY_FORMAT_NAMES, .take = take_format, .given = AT(formatted)},
    {"--all", SW_OPTION_FLAG, AT(all),
     .help = "everyone who ever lived, and not one member's ancestors"},
    {"--pruned", SW_OPTION_FLAG, AT(pruned),
     .help = "the tree of the living: their ancestors only, with chains as one branch; newick, if "
             "--format does not say"},
    {"--summary", SW_OPTION_FLAG, AT(summary),
     .help = "whose descendants took over, sweeps, migrations, and the shape of the tree of the "
             "living; text, csv or json"},
    {"--examine", SW_OPTION_FLAG, AT(examine),
     .help = "what the ancestors could do on unseen puzzles; text, csv or json"},
    {"--surface", SW_OPTION_TEXT, AT(other),
     .help = "when the last common ancestor of ID and OTHER was born, by the bits that they carry "
             "(run.surface) and by the table; text or json",
     .value = "OTHER"},
    {"--every", SW_OPTION_COUNT, AT(every),
     .help = "with --examine: an ancestor every K generations (default: about a dozen of them)",
     .value = "K", .least = 1, .most = UINT64_MAX, .given = AT(spaced)},
    {"--puzzles", SW_OPTION_COUNT, AT(puzzles), .help = "with --examine: how many", .value = "N",
     .initial = "200", .least = 1, .most = 1000000, .given = AT(counted)},
    {"--since", SW_OPTION_COUNT, AT(since),
     .help = "as if the run had begun with those who were alive in generation G: they have no "
             "parents",
     .value = "G", .most = UINT64_MAX},
    {"--until", SW_OPTION_COUNT, AT(until), .help = "as if the run had ended before generation G",
     .value = "G", .most = UINT64_MAX, .given = AT(bounded)},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_lineage, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->all + request->pruned + request->summary + request->examine +
            (request->other != NULL) >
        1)
        return sw_usage(&sw_command_lineage, error,
                        "--all, --pruned, --summary, --examine and --surface are different "
                        "reports: give one of them");
    if (request->other != NULL && (request->bounded || request->since > 0))
        return sw_usage(&sw_command_lineage, error,
                        "--surface compares two members: omit --since and --until");
    if (request->member != NULL && (request->all || request->pruned || request->summary))
        return sw_usage(&sw_command_lineage, error, "%s covers everyone; omit it or member %.200s",
                        request->all      ? "--all"
                        : request->pruned ? "--pruned"
                                          : "--summary",
                        request->member);
    if ((request->spaced || request->counted) && !request->examine)
        return sw_usage(&sw_command_lineage, error, "%s belongs to --examine",
                        request->spaced ? "--every" : "--puzzles");
    if (request->pruned && !request->formatted)
        request->format = SW_PHYLOGENY_NEWICK;
    return SW_EXIT_DONE;
}

/* The part of the run that is looked at. */
static struct sw_lineage *open_lineage(struct sw_archive *archive, const struct request *request,
                                       struct sw_error *error)
{
    struct sw_lineage *lineage = sw_lineage_open(archive->store, error);

    if (lineage == NULL)
        return NULL;
    sw_lineage_schedule(lineage, archive->breeder.schedule);
    if ((request->bounded || request->since > 0) &&
        sw_lineage_between(lineage, request->since,
                           request->bounded ? request->until : archive->generations, error) != 0) {
        sw_lineage_close(lineage);
        return NULL;
    }
    return lineage;
}

/* Who "best" is when the run is looked at only to a generation: of its last one. */
static int find_member(struct sw_archive *archive, const struct request *request, uint64_t *id,
                       struct sw_error *error)
{
    uint64_t generations = archive->generations;
    int result;

    if (request->bounded)
        archive->generations = request->until;
    result =
        sw_archive_member(archive, request->member == NULL ? "best" : request->member, id, error);
    archive->generations = generations;
    return result;
}

static int write_lineage(struct sw_archive *archive, struct sw_lineage *lineage,
                         const struct request *request, struct sw_error *error)
{
    uint64_t id = 0, other = 0;

    if (request->all)
        return sw_phylogeny_everyone(lineage, request->format, stdout, error);
    if (request->pruned)
        return sw_phylogeny_pruned(lineage, request->format, stdout, error);
    if (request->summary)
        return sw_lineage_summary(archive, lineage, request->format, error);
    if (find_member(archive, request, &id, error) != 0)
        return -1;
    if (request->other != NULL)
        return sw_archive_member(archive, request->other, &other, error) != 0
                   ? -1
                   : sw_lineage_surface(archive, lineage, id, other, request->format, error);
    if (request->examine)
        return sw_lineage_examine(archive, lineage, id, request->every, (uint32_t)request->puzzles,
                                  request->format, error);
    return sw_phylogeny_ancestry(lineage, id, request->format, stdout, error);
}

/* ---- the wild ---- */

/* What only members have that are scored. NULL: nothing of it is asked for. */
static const char *misplaced(const struct request *request)
{
    return request->examine ? "--examine" : request->other != NULL ? "--surface" : NULL;
}

static int find_body(const struct request *request, uint64_t *id, struct sw_error *error)
{
    *id = 0;
    if (request->member == NULL || (sw_number_unsigned(request->member, id) && *id > 0))
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "\"%.40s\" names nobody in the wild: give the number of a body, as --all has "
                   "it, or nothing: the last born of those who live",
                   request->member);
}

static int write_lives(const struct sw_wild_lives *lives, const struct request *request,
                       struct sw_error *error)
{
    uint64_t id;

    if (request->all)
        return sw_wild_print_everyone(lives, request->format, stdout, error);
    if (request->pruned)
        return sw_wild_print_living(lives, request->format, stdout, error);
    if (request->summary)
        return sw_wild_print_dynasties(lives, request->folder, request->format, stdout, error);
    return find_body(request, &id, error) != 0
               ? -1
               : sw_wild_print_ancestry(lives, id, request->format, stdout, error);
}

/* Reads the run and writes what is asked for. */
static int wild_lineage(struct sw_store *store, const struct request *request,
                        struct sw_error *error)
{
    struct sw_wild_span span = {request->since, request->bounded ? request->until : UINT64_MAX};
    struct sw_wild_history history = {.births = 0};
    struct sw_wild_lives lives = {.death = NULL};
    int result = sw_wild_read_history(store, &history, error);

    if (result == 0 && history.pages == 0)
        result = sw_fail(error, SW_EXIT_DAMAGED, "the run has no first page");
    if (result == 0)
        result = sw_wild_lives_read(&lives, &history, span, error);
    if (result == 0)
        result = write_lives(&lives, request, error);
    sw_wild_lives_clear(&lives);
    sw_wild_history_free(&history);
    return result;
}

/* Whether the folder holds a run of the wild; *store is open then. What else is wrong with it, the
 * archive says. */
static bool is_wild(const char *folder, struct sw_store **store)
{
    struct sw_error ignored = {.code = 0};
    const void *bytes;
    size_t size;

    *store = sw_store_open(folder, false, false, &ignored);
    if (*store != NULL &&
        sw_store_get(*store, SW_STORE_WILD_RUN, 0, 0, &bytes, &size, &ignored) == 1)
        return true;
    sw_store_close(*store);
    return false;
}

static int lineage_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.format = SW_PHYLOGENY_TEXT};
    struct sw_lineage *lineage;
    struct sw_archive archive;
    struct sw_store *store;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (is_wild(request.folder, &store)) {
        result = misplaced(&request) != NULL
                     ? sw_fail(error, SW_EXIT_USAGE,
                               "%s is for members that are scored, and this is a run of the wild",
                               misplaced(&request))
                     : wild_lineage(store, &request, error);
        sw_store_close(store);
        if (ferror(stdout))
            error->text[0] = '\0'; /* main says what failed there */
        return result != 0 ? error->code : SW_EXIT_DONE;
    }
    if (sw_archive_open(&archive, request.folder, false, error) != 0)
        return error->code;
    lineage = open_lineage(&archive, &request, error);
    result = lineage == NULL ? -1 : write_lineage(&archive, lineage, &request, error);
    if (ferror(stdout))
        error->text[0] = '\0'; /* main says what failed there */
    sw_lineage_close(lineage);
    sw_archive_close(&archive);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_lineage = {
    .name = "lineage",
    .description = "follow a member to its founder, draw the tree, summarise lineages",
    .options = options,
    .text = "In a run of the wild (smallworld wild) members are bodies, founders arrivals,\n"
            "generations ticks, and without ID it is the last born of those who live.\n"
            "\n"
            "  smallworld lineage runs/first\n"
            "  smallworld lineage runs/first 1234 --format=json\n"
            "  smallworld lineage runs/first --summary\n"
            "  smallworld lineage runs/first --pruned > first.nwk\n"
            "  smallworld lineage runs/first --all --format=csv > first.csv\n"
            "  smallworld lineage runs/first --examine --every=100\n"
            "  smallworld lineage runs/first 1234 --surface=1300\n"
            "  smallworld lineage runs/wild --summary\n",
    .main = lineage_main,
};
