/* inspect_islands.c - what inspect says of the islands of a run apart: in the last generations, and
 * in every generation. */
#include "report/inspect.h"

#include "archive/selected.h"
#include "base/table.h"
#include "report/print.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ISLANDS_SHOWN = 16, BAR = 16 };

int sw_inspect_statistics(struct sw_archive *archive, uint64_t generation, uint32_t island,
                          struct sw_statistics *out, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found =
        sw_store_get(archive->store, SW_STORE_STATISTICS, generation, island, &bytes, &size, error);

    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the statistics of generation %llu on island %u are missing from the store",
                       (unsigned long long)generation, island);
    return found < 0 ? -1 : sw_statistics_unpack(bytes, size, out, error);
}

/* ---- the islands in the last generations ---- */

/* Means of one island; the best of all those generations. */
struct island {
    double best, mean, deviation;
    uint64_t best_id;
};

static int read_island(struct sw_archive *archive, struct sw_inspected inspected, uint32_t number,
                       struct island *out, struct sw_error *error)
{
    uint64_t count = sw_inspected_count(inspected);

    *out = (struct island){.best = -HUGE_VAL};
    for (uint64_t i = 0; i < count; i++) {
        struct sw_statistics statistics;

        if (sw_inspect_statistics(archive, sw_inspected_generation(inspected, i), number,
                                  &statistics, error) != 0)
            return -1;
        if (statistics.best > out->best) {
            out->best = statistics.best;
            out->best_id = statistics.best_id;
        }
        out->mean += statistics.mean / (double)count;
        out->deviation += statistics.deviation / (double)count;
    }
    return 0;
}

static void print_note(struct sw_inspected inspected, uint32_t islands)
{
    char text[320], more[96] = "";

    if (islands > ISLANDS_SHOWN)
        snprintf(more, sizeof more, " %u islands more: --json has all.", islands - ISLANDS_SHOWN);
    snprintf(text, sizeof text,
             "Each island in generations %llu to %llu: mean and deviation are means of at most %u "
             "of them, best is the best member of these. #: the mean, between the lowest and the "
             "highest island%s.%s",
             (unsigned long long)inspected.first, (unsigned long long)inspected.end - 1,
             inspected.most, islands > ISLANDS_SHOWN ? " of those shown" : "", more);
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

int sw_inspect_islands(struct sw_archive *archive, struct sw_inspected inspected,
                       struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"island", SW_ALIGN_RIGHT},    {"best", SW_ALIGN_RIGHT},        {"mean", SW_ALIGN_RIGHT},
        {"deviation", SW_ALIGN_RIGHT}, {"best member", SW_ALIGN_RIGHT}, {"", SW_ALIGN_LEFT}};
    uint32_t islands = archive->record.space.islands;
    uint32_t shown = islands < ISLANDS_SHOWN ? islands : ISLANDS_SHOWN;
    struct island island[ISLANDS_SHOWN];
    double low = HUGE_VAL, high = -HUGE_VAL;
    struct sw_table *table;

    if (islands == 1)
        return 0;
    for (uint32_t i = 0; i < shown; i++) {
        if (read_island(archive, inspected, i, &island[i], error) != 0)
            return -1;
        low = fmin(low, island[i].mean);
        high = fmax(high, island[i].mean);
    }
    table = sw_table_create(columns, 6, error);
    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < shown; i++) {
        char bar[BAR + 1];
        int length =
            high > low ? 1 + (int)((BAR - 1) * (island[i].mean - low) / (high - low)) : BAR;

        memset(bar, '#', (size_t)length);
        bar[length] = '\0';
        sw_table_cell(table, "%u", i);
        sw_table_cell(table, "%.4f", island[i].best);
        sw_table_cell(table, "%.4f", island[i].mean);
        sw_table_cell(table, "%.4f", island[i].deviation);
        sw_table_cell(table, "%llu", (unsigned long long)island[i].best_id);
        sw_table_cell(table, "%s", bar);
    }
    putchar('\n');
    if (sw_print_table(table, error) != 0)
        return -1;
    putchar('\n');
    print_note(inspected, islands);
    return 0;
}

int sw_inspect_islands_json(struct sw_archive *archive, struct sw_inspected inspected,
                            struct sw_json *json, struct sw_error *error)
{
    int result = 0;

    sw_json_open(json, "islands_apart", '[');
    for (uint32_t i = 0; i < archive->record.space.islands && result == 0; i++) {
        struct island island;

        result = read_island(archive, inspected, i, &island, error);
        if (result != 0)
            break;
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "island", i);
        sw_json_count(json, "from", inspected.first);
        sw_json_count(json, "until", inspected.end);
        sw_json_real(json, "best", island.best);
        sw_json_real(json, "mean", island.mean);
        sw_json_real(json, "deviation", island.deviation);
        sw_json_count(json, "best_id", island.best_id);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    return result;
}

/* ---- every generation of each island ---- */

/* Lines and not a table, which would keep them all until it knows how wide they are. */
static void print_line(uint64_t generation, uint32_t island, const struct sw_statistics *statistics)
{
    printf("%10llu  %6u  %5u  %12.4f  %12.4f  %12.4f  %llu\n", (unsigned long long)generation,
           island, statistics->phase + 1u, statistics->best, statistics->mean,
           statistics->deviation, (unsigned long long)statistics->best_id);
}

struct full {
    struct sw_archive *archive;
    struct sw_json *json;
    struct sw_error *error;
};

/* Scores, and how diverse members are. */
static int line_json(void *context, const struct sw_selected *selected)
{
    const struct full *full = context;
    const struct sw_programs *programs = &selected->programs;
    struct sw_json *json = full->json;
    struct sw_statistics statistics;

    if (sw_inspect_statistics(full->archive, selected->generation, selected->island, &statistics,
                              full->error) != 0)
        return -1;
    sw_json_open(json, NULL, '{');
    sw_json_count(json, "generation", selected->generation);
    sw_json_count(json, "island", selected->island);
    sw_json_count(json, "phase", statistics.phase + 1u);
    sw_json_real(json, "best", statistics.best);
    sw_json_real(json, "mean", statistics.mean);
    sw_json_real(json, "deviation", statistics.deviation);
    sw_json_count(json, "best_id", statistics.best_id);
    sw_json_real(json, "overlap", selected->descent.overlap);
    sw_json_real(json, "all_overlap", selected->everywhere.overlap);
    sw_json_real(json, "program_entropy", selected->probed ? programs->entropy : (double)NAN);
    sw_json_real(json, "behaviour_entropy", selected->probed ? programs->together : (double)NAN);
    sw_json_real(json, "programs", selected->probed ? programs->different : (double)NAN);
    sw_json_close(json, '}');
    return 0;
}

int sw_inspect_full(struct sw_archive *archive, struct sw_error *error)
{
    printf("\n%10s  %6s  %5s  %12s  %12s  %12s  %s\n", "generation", "island", "phase", "best",
           "mean", "deviation", "best member");
    for (uint64_t generation = 0; generation < archive->generations; generation++)
        for (uint32_t island = 0; island < archive->record.space.islands; island++) {
            struct sw_statistics statistics;

            if (sw_inspect_statistics(archive, generation, island, &statistics, error) != 0)
                return -1;
            print_line(generation, island, &statistics);
        }
    return 0;
}

int sw_inspect_full_json(struct sw_archive *archive, struct sw_json *json, struct sw_error *error)
{
    struct full full = {archive, json, error};

    return sw_selected_each(archive, line_json, &full, error);
}
