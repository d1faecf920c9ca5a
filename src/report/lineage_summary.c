#include "report/lineage_summary.h"

#include "archive/dynasty.h"
#include "archive/living.h"
#include "archive/migrations.h"
#include "phylogeny/measures_print.h"
#include "phylogeny/reign_report.h"

#include <inttypes.h>

struct summary {
    struct sw_archive *archive;
    struct sw_lineage *lineage;
    struct sw_reign_report report;
    uint64_t since, until, migrations;
};

static int note_reign(void *context, const struct sw_reign *reign)
{
    struct summary *summary = context;

    sw_reign_report_add(&summary->report, reign);
    return 0;
}

static int note_migrant(void *context, const struct sw_migrant *migrant)
{
    struct summary *summary = context;

    summary->migrations +=
        migrant->generation >= summary->since && migrant->generation < summary->until;
    return 0;
}

static int begin(struct summary *summary, struct sw_error *error)
{
    struct sw_json *json = &summary->report.json;

    if (sw_reign_report_begin(&summary->report, error) != 0)
        return -1;
    if (summary->report.format != SW_PHYLOGENY_JSON)
        return 0;
    sw_json_text(json, "run", summary->archive->folder);
    sw_json_count(json, "since", summary->since);
    sw_json_count(json, "until", summary->until);
    sw_json_count(json, "islands", summary->archive->record.space.islands);
    return 0;
}

static int end(struct summary *summary, struct sw_error *error)
{
    struct sw_reign_report *report = &summary->report;
    struct sw_tree_measures measures;
    struct sw_tree tree = {0};
    int result = sw_reign_report_end(report, error);

    if (result != 0 || report->format == SW_PHYLOGENY_CSV)
        return result;
    result = sw_living_tree(summary->lineage, &tree, error);
    if (result == 0)
        result = sw_tree_measure(&tree, &measures, error);
    sw_tree_free(&tree);
    if (result == 0 && report->format == SW_PHYLOGENY_JSON) {
        sw_json_count(&report->json, "migrations", summary->migrations);
        sw_tree_measures_json(&report->json, &measures, &report->words);
        sw_json_close(&report->json, '}');
    } else if (result == 0) {
        if (summary->archive->record.space.islands > 1)
            printf("migrations: %" PRIu64 "\n", summary->migrations);
        sw_tree_measures_print(&measures, &report->words,
                               summary->until > 0 ? summary->until - 1 : 0, stdout);
    }
    return result;
}

int sw_lineage_summary(struct sw_archive *archive, struct sw_lineage *lineage,
                       enum sw_phylogeny_format format, struct sw_error *error)
{
    struct summary summary = {
        .archive = archive,
        .lineage = lineage,
        .since = sw_lineage_since(lineage),
        .until = sw_lineage_generations(lineage),
    };
    int result;

    summary.report = (struct sw_reign_report){.format = format,
                                              .out = stdout,
                                              .words = {"member", "members",
                                                        summary.since == 0 ? "founder" : "ancestor",
                                                        "generation", "generations"},
                                              .expected = summary.until - summary.since};
    result = begin(&summary, error);
    if (result == 0)
        result = sw_dynasties_each(lineage, note_reign, &summary, error);
    if (result == 0 && archive->record.space.islands > 1 && format != SW_PHYLOGENY_CSV)
        result = sw_migrations_each(archive, note_migrant, &summary, error);
    if (result == 0)
        result = end(&summary, error);
    sw_reign_report_clear(&summary.report);
    return result;
}
