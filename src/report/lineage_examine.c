#include "report/lineage_examine.h"

#include "archive/examination.h"
#include "archive/partner.h"
#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "report/print.h"
#include "world/function/landscape.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 12u /* about so many, if nobody says how far apart */

struct work {
    struct sw_archive *archive;
    struct sw_worlds *worlds;       /* NULL: members are vectors */
    struct sw_landscape *landscape; /* of these */
    struct sw_examiner examiner;
    uint32_t puzzles;
    uint64_t every;
    struct sw_lineage_member *member; /* [count] who is examined, the youngest first */
    size_t count, room;
};

static int keep(struct work *work, const struct sw_lineage_member *member)
{
    if (work->count == work->room) {
        struct sw_lineage_member *more =
            realloc(work->member, (2 * work->room + 64) * sizeof *more);

        if (more == NULL)
            return -1;
        work->member = more;
        work->room = 2 * work->room + 64;
    }
    work->member[work->count++] = *member;
    return 0;
}

/* The youngest of each span of `every` generations, and the first of all. */
static int choose(void *context, const struct sw_lineage_member *member)
{
    struct work *work = context;

    if (work->count > 0 && !member->first &&
        member->origin / work->every == work->member[work->count - 1].origin / work->every)
        return 0;
    return keep(work, member);
}

struct found {
    double exact, progress; /* shares; of vectors NaN */
    double value;           /* of vectors, else NaN */
};

static int examine(struct work *work, uint64_t id, struct found *found, struct sw_error *error)
{
    struct sw_individual individual;
    struct sw_result result = {0};
    struct sw_evaluation evaluation = {.game = sw_game_of_run(work->archive),
                                       .channel = SW_CHANNEL_NORMAL};
    int failed = 0;

    *found = (struct found){(double)NAN, (double)NAN, (double)NAN};
    if (sw_archive_rebuild(work->archive, id, true, &individual, error) != 0)
        return -1;
    evaluation.weights = individual.weights;
    evaluation.words = sw_archive_words(work->archive, id);
    if (work->landscape != NULL) {
        found->value = sw_landscape_value(work->landscape, individual.weights, NULL);
    } else {
        failed = sw_examine_worlds(&work->examiner, work->worlds, 0, work->puzzles, &evaluation, 1,
                                   &result, error);
        found->exact = result.all.exact;
        found->progress = result.all.progress;
        sw_result_clear(&result);
    }
    sw_individual_free(&individual);
    return failed;
}

/* ---- telling ---- */

static void csv_row(const struct sw_lineage_member *member, const struct found *found)
{
    const double number[] = {member->scored ? (double)member->score : (double)NAN, found->exact,
                             found->progress, found->value};

    printf("%" PRIu64 ",%" PRIu64 ",%u", member->birth.id, member->origin, member->identity.island);
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        char text[SW_NUMBER_TEXT] = "";

        if (isfinite(number[i]))
            sw_number_shortest(number[i], text);
        printf(",%s", text);
    }
    putchar('\n');
}

static void json_row(struct sw_json *json, const struct sw_lineage_member *member,
                     const struct found *found)
{
    sw_json_open(json, NULL, '{');
    sw_json_count(json, "id", member->birth.id);
    sw_json_count(json, "origin_time", member->origin);
    sw_json_count(json, "island", member->identity.island);
    sw_json_real(json, "score", member->scored ? (double)member->score : (double)NAN);
    sw_json_real(json, "exact", found->exact);
    sw_json_real(json, "progress", found->progress);
    sw_json_real(json, "value", found->value);
    sw_json_close(json, '}');
}

static void cell(struct sw_table *table, const char *format, double value)
{
    char text[SW_NUMBER_TEXT] = "-";

    if (isfinite(value))
        snprintf(text, sizeof text, format, value);
    sw_table_cell(table, "%s", text);
}

static void text_row(struct sw_table *table, const struct sw_lineage_member *member,
                     const struct found *found)
{
    sw_table_cell(table, "%" PRIu64, member->birth.id);
    sw_table_cell(table, "%" PRIu64, member->origin);
    sw_table_cell(table, "%u", member->identity.island);
    cell(table, "%.4f", member->scored ? (double)member->score : (double)NAN);
    cell(table, "%.1f", 100 * found->exact);
    cell(table, "%.1f", 100 * found->progress);
    cell(table, "%.6g", found->value);
}

/* From the founder on. */
static int tell(struct work *work, enum sw_phylogeny_format format, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"member", SW_ALIGN_RIGHT}, {"born", SW_ALIGN_RIGHT},    {"island", SW_ALIGN_RIGHT},
        {"score", SW_ALIGN_RIGHT},  {"exact %", SW_ALIGN_RIGHT}, {"progress %", SW_ALIGN_RIGHT},
        {"value", SW_ALIGN_RIGHT}};
    struct sw_table *table = NULL;
    struct sw_json json = {.out = stdout};
    int result = 0;

    if (format == SW_PHYLOGENY_CSV) {
        puts("id,origin_time,island,score,exact,progress,value");
    } else if (format == SW_PHYLOGENY_JSON) {
        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "run", work->archive->folder);
        sw_json_count(&json, "puzzles", work->worlds != NULL ? work->puzzles : 0);
        sw_json_open(&json, "ancestors", '[');
    } else {
        table = sw_table_create(columns, sizeof columns / sizeof *columns, error);
        result = table == NULL ? -1 : 0;
    }
    for (size_t i = work->count; i-- > 0 && result == 0;) {
        struct found found;

        result = examine(work, work->member[i].birth.id, &found, error);
        if (result != 0)
            break;
        if (table != NULL)
            text_row(table, &work->member[i], &found);
        else if (format == SW_PHYLOGENY_JSON)
            json_row(&json, &work->member[i], &found);
        else
            csv_row(&work->member[i], &found);
    }
    if (format == SW_PHYLOGENY_JSON && result == 0) {
        sw_json_close(&json, ']');
        sw_json_close(&json, '}');
    }
    if (table == NULL || result != 0) {
        sw_table_destroy(table);
        return result;
    }
    if (work->worlds != NULL)
        printf("the line of member %" PRIu64 " in %s, on %u puzzles that no life has met:\n\n",
               work->member[0].birth.id, sw_game_row(sw_game_of_run(work->archive))->name,
               work->puzzles);
    return sw_print_table(table, error);
}

/* ---- what evaluation needs ---- */

static int prepare(struct work *work, struct sw_error *error)
{
    struct sw_archive *archive = work->archive;

    if (sw_archive_worlds(archive, sw_warn, NULL, &work->worlds, error) != 0)
        return -1;
    if (work->worlds == NULL && sw_settings_function(&archive->settings) == NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--examine is for members that solve puzzles or are vectors on a function, "
                       "and worlds.source = %.100s; smallworld eval examines its members",
                       archive->settings.worlds.source);
    if (work->worlds == NULL) {
        work->landscape =
            sw_landscape_create(sw_settings_function(&archive->settings),
                                archive->settings.worlds.dimension, archive->settings.worlds.shift,
                                archive->settings.worlds.rotate, archive->settings.run.seed, error);
        return work->landscape == NULL ? -1 : 0;
    }
    if (sw_worlds_pool(work->worlds) > 0 && work->puzzles > sw_worlds_pool(work->worlds))
        work->puzzles = sw_worlds_pool(work->worlds);
    return sw_examiner_create(&work->examiner, &archive->settings, &archive->layout, error);
}

int sw_lineage_examine(struct sw_archive *archive, struct sw_lineage *lineage, uint64_t id,
                       uint64_t every, uint32_t puzzles, enum sw_phylogeny_format format,
                       struct sw_error *error)
{
    uint64_t generations = sw_lineage_generations(lineage) - sw_lineage_since(lineage);
    struct work work = {.archive = archive, .puzzles = puzzles, .every = every};
    int result;

    if (format != SW_PHYLOGENY_TEXT && format != SW_PHYLOGENY_CSV && format != SW_PHYLOGENY_JSON)
        return sw_fail(error, SW_EXIT_USAGE, "--examine is written as text, csv or json");
    if (work.every == 0)
        work.every = generations > ROWS ? (generations + ROWS - 1) / ROWS : 1;
    result = sw_lineage_walk(lineage, id, choose, &work, error);
    if (result != 0 && error->code == 0)
        sw_fail(error, SW_EXIT_FAILED, "out of memory while reading a lineage");
    if (result == 0)
        result = prepare(&work, error);
    if (result == 0)
        result = tell(&work, format, error);
    free(work.member);
    sw_landscape_destroy(work.landscape);
    sw_examiner_destroy(&work.examiner);
    sw_worlds_destroy(work.worlds);
    return result;
}
