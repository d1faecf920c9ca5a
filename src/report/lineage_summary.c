#include "report/lineage_summary.h"

#include "archive/dynasty.h"
#include "archive/living.h"
#include "archive/migrations.h"
#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "report/print.h"
#include "phylogeny/measures_print.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#define SAMPLES 12u /* generations in the table for people */
#define SHOWN   3u  /* founders with their shares in each */
#define SWEEPS  5u  /* the last ones, in the text */
#define NEVER   UINT64_MAX

/* When the descendants of one founder were everybody, and stayed it: and of half of them. */
struct takeover {
    uint64_t founder, half, all; /* generations; NEVER */
};

struct sweep {
    uint64_t generation, ancestor, born, earlier;
};

struct summary {
    struct sw_archive *archive;
    struct sw_lineage *lineage;
    struct sw_table *table; /* text */
    struct sw_json json;
    enum sw_phylogeny_format format;
    uint64_t since, until;
    struct takeover takeover;
    uint64_t sweeps, migrations;
    struct sweep sweep[SWEEPS]; /* sweep n stands at n % SWEEPS */
    double back_sum;            /* generations to the common ancestor, where there was one */
    uint64_t back_count, back_most;
};

/* ---- through time ---- */

static void note_takeover(struct summary *summary, const struct sw_reign *reign)
{
    struct takeover *takeover = &summary->takeover;
    const struct sw_dynasty *top = &reign->line[0];

    if (2 * top->members < reign->members) {
        takeover->half = takeover->all = NEVER;
        return;
    }
    if (takeover->half == NEVER || takeover->founder != top->founder)
        *takeover = (struct takeover){top->founder, reign->generation, NEVER};
    if (top->members < reign->members)
        takeover->all = NEVER;
    else if (takeover->all == NEVER)
        takeover->all = reign->generation;
}

static void note_ancestor(struct summary *summary, const struct sw_reign *reign)
{
    uint64_t back = reign->generation - reign->born;

    if (!reign->common)
        return;
    summary->back_sum += (double)back;
    summary->back_count++;
    if (back > summary->back_most)
        summary->back_most = back;
    if (reign->swept)
        summary->sweep[summary->sweeps++ % SWEEPS] =
            (struct sweep){reign->generation, reign->ancestor, reign->born, reign->earlier};
}

static void csv_reign(const struct sw_reign *reign)
{
    char share[SW_NUMBER_TEXT], effective[SW_NUMBER_TEXT];

    for (uint32_t i = 0; i < reign->lines; i++) {
        printf("%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%s,%u,%s,", reign->generation,
               reign->line[i].founder, reign->line[i].members,
               sw_number_shortest((double)reign->line[i].members / (double)reign->members, share),
               reign->lines, sw_number_shortest(reign->effective, effective));
        if (reign->common)
            printf("%" PRIu64 ",%" PRIu64, reign->ancestor, reign->born);
        else
            putchar(',');
        putchar('\n');
    }
}

static void json_reign(struct summary *summary, const struct sw_reign *reign)
{
    struct sw_json *json = &summary->json;

    sw_json_open(json, NULL, '{');
    sw_json_count(json, "generation", reign->generation);
    sw_json_count(json, "founders", reign->lines);
    sw_json_real(json, "effective_founders", reign->effective);
    if (reign->common) {
        sw_json_count(json, "common_ancestor", reign->ancestor);
        sw_json_count(json, "common_ancestor_born", reign->born);
        sw_json_switch(json, "sweep", reign->swept);
    }
    sw_json_open(json, "shares", '[');
    for (uint32_t i = 0; i < reign->lines; i++) {
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "founder", reign->line[i].founder);
        sw_json_real(json, "share", (double)reign->line[i].members / (double)reign->members);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_close(json, '}');
}

/* Whether a generation is among those of the table, which are evenly chosen, the last of them. */
static bool sampled(const struct summary *summary, uint64_t generation)
{
    uint64_t all = summary->until - summary->since, at = generation - summary->since;

    return all <= SAMPLES ||
           at * (SAMPLES - 1) / (all - 1) != (at - 1) * (SAMPLES - 1) / (all - 1) || at == 0;
}

static void text_reign(struct summary *summary, const struct sw_reign *reign)
{
    char shares[SHOWN * 32] = "";
    size_t used = 0;

    if (!sampled(summary, reign->generation))
        return;
    for (uint32_t i = 0; i < reign->lines && i < SHOWN; i++)
        used += (size_t)snprintf(shares + used, sizeof shares - used, "%s%" PRIu64 ": %.0f %%",
                                 i > 0 ? ", " : "", reign->line[i].founder,
                                 100.0 * (double)reign->line[i].members / (double)reign->members);
    sw_table_cell(summary->table, "%" PRIu64, reign->generation);
    sw_table_cell(summary->table, "%u", reign->lines);
    sw_table_cell(summary->table, "%.2f", reign->effective);
    sw_table_cell(summary->table, "%s", shares);
    if (reign->common) {
        sw_table_cell(summary->table, "%" PRIu64, reign->ancestor);
        sw_table_cell(summary->table, "%" PRIu64, reign->generation - reign->born);
    }
    sw_table_end_row(summary->table);
}

static int note_reign(void *context, const struct sw_reign *reign)
{
    struct summary *summary = context;

    note_takeover(summary, reign);
    note_ancestor(summary, reign);
    if (summary->format == SW_PHYLOGENY_CSV)
        csv_reign(reign);
    else if (summary->format == SW_PHYLOGENY_JSON)
        json_reign(summary, reign);
    else
        text_reign(summary, reign);
    return 0;
}

static int note_migrant(void *context, const struct sw_migrant *migrant)
{
    struct summary *summary = context;

    summary->migrations +=
        migrant->generation >= summary->since && migrant->generation < summary->until;
    return 0;
}

/* ---- the whole ---- */

static void text_takeover(const struct summary *summary)
{
    const struct takeover *takeover = &summary->takeover;
    const char *who = summary->since == 0 ? "founder" : "member";

    if (takeover->half == NEVER)
        printf("takeover: none; no %s is the ancestor of half of the members\n", who);
    else if (takeover->all == NEVER)
        printf("takeover: %s %" PRIu64 " has half of the members since generation %" PRIu64 "\n",
               who, takeover->founder, takeover->half);
    else
        printf("takeover: %s %" PRIu64 " has half of the members since generation %" PRIu64
               ",\n          and all of them since %" PRIu64 "\n",
               who, takeover->founder, takeover->half, takeover->all);
}

static void text_sweeps(const struct summary *summary)
{
    uint64_t first = summary->sweeps > SWEEPS ? summary->sweeps - SWEEPS : 0;

    printf("sweeps: %" PRIu64 " times the most recent common ancestor of all changed%s\n",
           summary->sweeps,
           summary->sweeps == 0 ? ""
           : first > 0          ? "; the last:"
                                : ":");
    for (uint64_t i = first; i < summary->sweeps; i++) {
        const struct sweep *sweep = &summary->sweep[i % SWEEPS];

        printf("  generation %" PRIu64 ": member %" PRIu64 ", born in %" PRIu64 " (before: %" PRIu64
               ")\n",
               sweep->generation, sweep->ancestor, sweep->born, sweep->earlier);
    }
    if (summary->back_count > 0)
        printf("coalescence: %.1f generations back on the mean, at most %" PRIu64 "\n",
               summary->back_sum / (double)summary->back_count, summary->back_most);
}

static void json_generation(struct sw_json *json, const char *key, uint64_t generation)
{
    if (generation != NEVER)
        sw_json_count(json, key, generation);
}

static void json_end(struct summary *summary, const struct sw_tree_measures *measures)
{
    struct sw_json *json = &summary->json;

    sw_json_close(json, ']');
    sw_json_open(json, "takeover", '{');
    if (summary->takeover.half != NEVER)
        sw_json_count(json, "founder", summary->takeover.founder);
    json_generation(json, "half_since", summary->takeover.half);
    json_generation(json, "all_since", summary->takeover.all);
    sw_json_close(json, '}');
    sw_json_count(json, "sweeps", summary->sweeps);
    sw_json_real(json, "coalescence_mean",
                 summary->back_count > 0 ? summary->back_sum / (double)summary->back_count
                                         : (double)NAN);
    sw_json_count(json, "coalescence_most", summary->back_most);
    sw_json_count(json, "migrations", summary->migrations);
    sw_tree_measures_json(json, measures, "members");
    sw_json_close(json, '}');
}

static int begin(struct summary *summary, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"generation", SW_ALIGN_RIGHT}, {"founders", SW_ALIGN_RIGHT}, {"effective", SW_ALIGN_RIGHT},
        {"largest", SW_ALIGN_LEFT},     {"ancestor", SW_ALIGN_RIGHT}, {"back", SW_ALIGN_RIGHT}};

    switch (summary->format) {
    case SW_PHYLOGENY_CSV:
        puts("generation,founder,members,share,founders,effective_founders,common_ancestor,"
             "common_ancestor_born");
        return 0;
    case SW_PHYLOGENY_JSON:
        sw_json_open(&summary->json, NULL, '{');
        sw_json_text(&summary->json, "run", summary->archive->folder);
        sw_json_count(&summary->json, "since", summary->since);
        sw_json_count(&summary->json, "until", summary->until);
        sw_json_count(&summary->json, "islands", summary->archive->record.space.islands);
        sw_json_open(&summary->json, "through", '[');
        return 0;
    case SW_PHYLOGENY_TEXT:
        summary->table = sw_table_create(columns, 6, error);
        return summary->table == NULL ? -1 : 0;
    default:
        return sw_fail(error, SW_EXIT_USAGE,
                       "--summary is written as text, csv or json; for a tree give --pruned");
    }
}

static int end(struct summary *summary, struct sw_error *error)
{
    struct sw_tree_words words = {"member", summary->since == 0 ? "founder" : "ancestor",
                                  "generation", "generations"};
    struct sw_tree_measures measures;
    struct sw_tree tree = {0};
    int result = 0;

    if (summary->format == SW_PHYLOGENY_CSV)
        return 0;
    if (sw_living_tree(summary->lineage, &tree, error) != 0)
        return -1;
    result = sw_tree_measure(&tree, &measures, error);
    sw_tree_free(&tree);
    if (result != 0)
        return -1;
    if (summary->format == SW_PHYLOGENY_JSON) {
        json_end(summary, &measures);
        return 0;
    }
    result = summary->until > 0 ? sw_print_table(summary->table, error) : 0;
    if (summary->until == 0)
        sw_table_destroy(summary->table);
    summary->table = NULL;
    if (result != 0)
        return -1;
    putchar('\n');
    text_takeover(summary);
    text_sweeps(summary);
    if (summary->archive->record.space.islands > 1)
        printf("migrations: %" PRIu64 "\n", summary->migrations);
    sw_tree_measures_print(&measures, &words, summary->until > 0 ? summary->until - 1 : 0, stdout);
    return 0;
}

int sw_lineage_summary(struct sw_archive *archive, struct sw_lineage *lineage,
                       enum sw_phylogeny_format format, struct sw_error *error)
{
    struct summary summary = {
        .archive = archive,
        .lineage = lineage,
        .json = {.out = stdout},
        .format = format,
        .since = sw_lineage_since(lineage),
        .until = sw_lineage_generations(lineage),
        .takeover = {0, NEVER, NEVER},
    };
    int result = begin(&summary, error);

    if (result == 0)
        result = sw_dynasties_each(lineage, note_reign, &summary, error);
    if (result == 0 && archive->record.space.islands > 1 && format != SW_PHYLOGENY_CSV)
        result = sw_migrations_each(archive, note_migrant, &summary, error);
    if (result == 0)
        result = end(&summary, error);
    sw_table_destroy(summary.table);
    return result;
}
