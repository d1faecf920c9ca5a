#include "report/lineage_surface.h"

#include "archive/kinship.h"
#include "base/json.h"
#include "report/print.h"

#include <inttypes.h>

struct side {
    uint64_t id, rank, surface;
};

struct kinship {
    struct side side[2];
    struct sw_surface_estimate estimate;
    bool related; /* by the table */
    uint64_t ancestor, rank;
};

static int read_side(struct sw_archive *archive, uint64_t id, struct side *out,
                     struct sw_error *error)
{
    out->id = id;
    out->rank = sw_surface_rank(sw_identity_of(archive->record.space, id));
    return sw_kinship_surface(archive, id, &out->surface, error);
}

static int read_kinship(struct sw_archive *archive, struct sw_lineage *lineage, uint64_t a,
                        uint64_t b, struct kinship *out, struct sw_error *error)
{
    int found;

    if (read_side(archive, a, &out->side[0], error) != 0 ||
        read_side(archive, b, &out->side[1], error) != 0)
        return -1;
    out->estimate = sw_surface_compare(out->side[0].surface, out->side[0].rank,
                                       out->side[1].surface, out->side[1].rank);
    found = sw_kinship_ancestor(lineage, a, b, &out->ancestor, error);
    out->related = found > 0;
    out->rank =
        found > 0 ? sw_surface_rank(sw_identity_of(archive->record.space, out->ancestor)) : 0;
    return found < 0 ? -1 : 0;
}

/* The table's ancestor, and a bit that differs before it: one of the two records is wrong. */
static bool contradicts(const struct kinship *kinship)
{
    return kinship->related && kinship->rank >= kinship->estimate.before;
}

/* What 5 bits that are alike by chance would look like. */
static bool by_chance(const struct kinship *kinship)
{
    return kinship->estimate.related &&
           (!kinship->related || kinship->rank < kinship->estimate.since);
}

/* ---- the page ---- */

enum { BORN_TEXT = 48 };

static const char *born(uint64_t rank, char text[BORN_TEXT])
{
    if (rank == 0)
        snprintf(text, BORN_TEXT, "with the founders");
    else
        snprintf(text, BORN_TEXT, "in generation %" PRIu64, rank - 1);
    return text;
}

static void print_side(const struct side *side)
{
    char text[BORN_TEXT];

    printf("member %" PRIu64 ", born %s, carries %016" PRIx64 "\n", side->id,
           born(side->rank, text), side->surface);
}

static void print_estimate(const struct sw_surface_estimate *estimate)
{
    char text[BORN_TEXT], line[400];

    printf("\nLast common ancestor by these bits (%u compared, the first %u alike):\n",
           estimate->compared, estimate->alike);
    if (estimate->before == 0) {
        printf("  none: the founders' bits differ\n");
        return;
    }
    printf("  born %s", born(estimate->likely, text));
    if (estimate->before - 1 > estimate->likely)
        printf(" or later, not after %" PRIu64, estimate->before - 2);
    printf(": the most likely\n");
    if (estimate->related)
        snprintf(line, sizeof line,
                 "born %s or later: else %d bits are alike by chance, which happens in 1 of 32 "
                 "cases",
                 born(estimate->since, text), SW_SURFACE_CHANCE);
    else
        snprintf(line, sizeof line,
                 "or there is none: fewer than %d bits are alike, which may be chance",
                 SW_SURFACE_CHANCE);
    printf("  ");
    sw_print_folded(line, 2, SW_TABLE_WIDTH, stdout);
}

static void print_table(const struct kinship *kinship)
{
    char text[BORN_TEXT];

    printf("\nLast common ancestor by the table of births:\n");
    if (!kinship->related)
        printf("  none\n");
    else
        printf("  member %" PRIu64 ", born %s\n", kinship->ancestor, born(kinship->rank, text));
    printf("\n%s\n", contradicts(kinship) ? "They contradict each other."
                     : by_chance(kinship) ? "They agree if 5 bits are alike by chance."
                                          : "They agree.");
}

static void print_json(const struct kinship *kinship)
{
    const struct sw_surface_estimate *estimate = &kinship->estimate;
    struct sw_json json = {.out = stdout};
    char text[17];

    sw_json_open(&json, NULL, '{');
    sw_json_open(&json, "members", '[');
    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "%016" PRIx64, kinship->side[i].surface);
        sw_json_open(&json, NULL, '{');
        sw_json_count(&json, "id", kinship->side[i].id);
        sw_json_count(&json, "rank", kinship->side[i].rank);
        sw_json_text(&json, "surface", text);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_json_count(&json, "compared", estimate->compared);
    sw_json_count(&json, "alike", estimate->alike);
    sw_json_count(&json, "before", estimate->before);
    sw_json_count(&json, "likely", estimate->likely);
    sw_json_switch(&json, "related", estimate->related);
    if (estimate->related)
        sw_json_count(&json, "since", estimate->since);
    sw_json_switch(&json, "table_related", kinship->related);
    if (kinship->related) {
        sw_json_count(&json, "table_ancestor", kinship->ancestor);
        sw_json_count(&json, "table_rank", kinship->rank);
    }
    sw_json_switch(&json, "contradict", contradicts(kinship));
    sw_json_switch(&json, "chance", by_chance(kinship));
    sw_json_close(&json, '}');
}

int sw_lineage_surface(struct sw_archive *archive, struct sw_lineage *lineage, uint64_t a,
                       uint64_t b, enum sw_phylogeny_format format, struct sw_error *error)
{
    struct kinship kinship;

    if (format != SW_PHYLOGENY_TEXT && format != SW_PHYLOGENY_JSON)
        return sw_fail(error, SW_EXIT_USAGE, "--surface is printed as text or json");
    if (read_kinship(archive, lineage, a, b, &kinship, error) != 0)
        return -1;
    if (format == SW_PHYLOGENY_JSON) {
        print_json(&kinship);
    } else {
        print_side(&kinship.side[0]);
        print_side(&kinship.side[1]);
        print_estimate(&kinship.estimate);
        print_table(&kinship);
    }
    if (!contradicts(&kinship))
        return 0;
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "the table of births names member %" PRIu64 " as the last common ancestor of "
                   "%" PRIu64 " and %" PRIu64 ", but bits differ that were deposited before it was "
                   "born: one of the two records is wrong",
                   kinship.ancestor, a, b);
}
