#include "phylogeny/reign_report.h"

#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define SAMPLES 12u /* reigns in the table for people */
#define SHOWN   3u  /* founders with their shares in each */

/* ---- a reign ---- */

static void note_takeover(struct sw_reign_report *report, const struct sw_reign *reign)
{
    const struct sw_dynasty *top = &reign->line[0];

    if (reign->lines == 0 || 2 * top->members < reign->members) {
        report->half = report->all = false;
        return;
    }
    if (!report->half || report->ruler != top->founder) {
        report->ruler = top->founder;
        report->half_at = reign->time;
        report->half = true;
        report->all = false;
    }
    if (top->members < reign->members) {
        report->all = false;
    } else if (!report->all) {
        report->all_at = reign->time;
        report->all = true;
    }
}

static void note_ancestor(struct sw_reign_report *report, const struct sw_reign *reign)
{
    uint64_t back = reign->time - reign->born;

    if (!reign->common)
        return;
    report->back_sum += (double)back;
    report->back_count++;
    if (back > report->back_most)
        report->back_most = back;
    if (reign->swept)
        report->sweep[report->sweeps++ % SW_REIGN_SWEEPS] =
            (struct sw_reign_sweep){reign->time, reign->ancestor, reign->born, reign->earlier};
}

static void csv_reign(const struct sw_reign_report *report, const struct sw_reign *reign)
{
    char share[SW_NUMBER_TEXT], effective[SW_NUMBER_TEXT];

    for (uint32_t i = 0; i < reign->lines; i++) {
        fprintf(report->out, "%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%s,%u,%s,", reign->time,
                reign->line[i].founder, reign->line[i].members,
                sw_number_shortest((double)reign->line[i].members / (double)reign->members, share),
                reign->lines, sw_number_shortest(reign->effective, effective));
        if (reign->common)
            fprintf(report->out, "%" PRIu64 ",%" PRIu64, reign->ancestor, reign->born);
        else
            putc(',', report->out);
        putc('\n', report->out);
    }
}

static void json_reign(struct sw_reign_report *report, const struct sw_reign *reign)
{
    struct sw_json *json = &report->json;

    if (!report->through)
        sw_json_open(json, "through", '[');
    report->through = true;
    sw_json_open(json, NULL, '{');
    sw_json_count(json, report->words.time, reign->time);
    if (report->counts)
        sw_json_count(json, report->words.nodes, reign->members);
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

/* Whether a reign is among those of the table, which are evenly chosen, the last of them. */
static bool is_shown(const struct sw_reign_report *report)
{
    uint64_t all = report->expected, at = report->seen;

    return all <= SAMPLES || at == 0 ||
           at * (SAMPLES - 1) / (all - 1) != (at - 1) * (SAMPLES - 1) / (all - 1);
}

static void text_reign(struct sw_reign_report *report, const struct sw_reign *reign)
{
    char shares[SHOWN * 32] = "";
    size_t used = 0;

    if (!is_shown(report))
        return;
    for (uint32_t i = 0; i < reign->lines && i < SHOWN; i++)
        used += (size_t)snprintf(shares + used, sizeof shares - used, "%s%" PRIu64 ": %.0f %%",
                                 i > 0 ? ", " : "", reign->line[i].founder,
                                 100.0 * (double)reign->line[i].members / (double)reign->members);
    sw_table_cell(report->table, "%" PRIu64, reign->time);
    if (report->counts)
        sw_table_cell(report->table, "%" PRIu64, reign->members);
    sw_table_cell(report->table, "%u", reign->lines);
    sw_table_cell(report->table, "%.2f", reign->effective);
    sw_table_cell(report->table, "%s", shares);
    if (reign->common) {
        sw_table_cell(report->table, "%" PRIu64, reign->ancestor);
        sw_table_cell(report->table, "%" PRIu64, reign->time - reign->born);
    }
    sw_table_end_row(report->table);
}

void sw_reign_report_add(struct sw_reign_report *report, const struct sw_reign *reign)
{
    note_takeover(report, reign);
    note_ancestor(report, reign);
    if (report->format == SW_PHYLOGENY_CSV)
        csv_reign(report, reign);
    else if (report->format == SW_PHYLOGENY_JSON)
        json_reign(report, reign);
    else
        text_reign(report, reign);
    report->seen++;
}

/* ---- the whole ---- */

static int begin_table(struct sw_reign_report *report, struct sw_error *error)
{
    struct sw_column *columns = report->column;
    uint32_t count = 0;

    columns[count++] = (struct sw_column){report->words.time, SW_ALIGN_RIGHT};
    if (report->counts)
        columns[count++] = (struct sw_column){report->words.nodes, SW_ALIGN_RIGHT};
    columns[count++] = (struct sw_column){"founders", SW_ALIGN_RIGHT};
    columns[count++] = (struct sw_column){"effective", SW_ALIGN_RIGHT};
    columns[count++] = (struct sw_column){"largest", SW_ALIGN_LEFT};
    columns[count++] = (struct sw_column){"ancestor", SW_ALIGN_RIGHT};
    columns[count++] = (struct sw_column){"back", SW_ALIGN_RIGHT};
    report->table = sw_table_create(columns, count, error);
    return report->table == NULL ? -1 : 0;
}

int sw_reign_report_begin(struct sw_reign_report *report, struct sw_error *error)
{
    report->json.out = report->out;
    switch (report->format) {
    case SW_PHYLOGENY_CSV:
        fprintf(report->out,
                "%s,founder,%s,share,founders,effective_founders,common_ancestor,"
                "common_ancestor_born\n",
                report->words.time, report->words.nodes);
        return 0;
    case SW_PHYLOGENY_JSON:
        sw_json_open(&report->json, NULL, '{');
        return 0;
    case SW_PHYLOGENY_TEXT:
        return begin_table(report, error);
    default:
        return sw_fail(error, SW_EXIT_USAGE,
                       "--summary is written as text, csv or json; for a tree give --pruned");
    }
}

static void text_takeover(const struct sw_reign_report *report)
{
    const struct sw_tree_words *words = &report->words;

    if (!report->half) {
        fprintf(report->out, "takeover: none; no %s is the ancestor of half of the %s\n",
                words->root, words->nodes);
        return;
    }
    fprintf(report->out, "takeover: %s %" PRIu64 " has half of the %s since %s %" PRIu64,
            words->root, report->ruler, words->nodes, words->time, report->half_at);
    if (report->all)
        fprintf(report->out, ",\n          and all of them since %" PRIu64, report->all_at);
    putc('\n', report->out);
}

static void text_sweeps(const struct sw_reign_report *report)
{
    uint64_t first = report->sweeps > SW_REIGN_SWEEPS ? report->sweeps - SW_REIGN_SWEEPS : 0;

    fprintf(report->out,
            "sweeps: %" PRIu64 " times the most recent common ancestor of all changed%s\n",
            report->sweeps,
            report->sweeps == 0 ? ""
            : first > 0         ? "; the last:"
                                : ":");
    for (uint64_t i = first; i < report->sweeps; i++) {
        const struct sw_reign_sweep *sweep = &report->sweep[i % SW_REIGN_SWEEPS];

        fprintf(report->out,
                "  %s %" PRIu64 ": %s %" PRIu64 ", born in %" PRIu64 " (before: %" PRIu64 ")\n",
                report->words.time, sweep->time, report->words.node, sweep->ancestor, sweep->born,
                sweep->earlier);
    }
    if (report->back_count > 0)
        fprintf(report->out, "coalescence: %.1f %s back on the mean, at most %" PRIu64 "\n",
                report->back_sum / (double)report->back_count, report->words.times,
                report->back_most);
}

static void json_end(struct sw_reign_report *report)
{
    struct sw_json *json = &report->json;

    if (!report->through)
        sw_json_open(json, "through", '[');
    sw_json_close(json, ']');
    sw_json_open(json, "takeover", '{');
    if (report->half) {
        sw_json_count(json, "founder", report->ruler);
        sw_json_count(json, "half_since", report->half_at);
    }
    if (report->half && report->all)
        sw_json_count(json, "all_since", report->all_at);
    sw_json_close(json, '}');
    sw_json_count(json, "sweeps", report->sweeps);
    sw_json_real(json, "coalescence_mean",
                 report->back_count > 0 ? report->back_sum / (double)report->back_count
                                        : (double)NAN);
    sw_json_count(json, "coalescence_most", report->back_most);
}

int sw_reign_report_end(struct sw_reign_report *report, struct sw_error *error)
{
    struct sw_error ignored = {.code = 0};

    if (report->format == SW_PHYLOGENY_JSON)
        json_end(report);
    if (report->format != SW_PHYLOGENY_TEXT)
        return 0;
    /* A stream that fails is found by main, which says why. */
    if (report->seen > 0 &&
        sw_table_print(report->table, report->out, SW_TABLE_WIDTH, &ignored) != 0 &&
        !ferror(report->out)) {
        if (error != NULL)
            *error = ignored;
        return -1;
    }
    putc('\n', report->out);
    text_takeover(report);
    text_sweeps(report);
    return 0;
}

void sw_reign_report_clear(struct sw_reign_report *report)
{
    sw_table_destroy(report->table);
    report->table = NULL;
}
