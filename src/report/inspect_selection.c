/* inspect_selection.c - what smallworld inspect --selection says: what selection did, in stretches
 * of the run for people, or generation by generation and island by island for programs. */
#include "report/inspect.h"

#include "archive/selected.h"
#include "base/json.h"
#include "base/number.h"
#include "report/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define ROWS         12u /* stretches of the run */
#define REFOUNDS     12u /* refoundings that the page lists: the last ones */
#define TOLD_SAMPLES 32u /* generations that a mean is of */

/* ---- what is told of each, in one list for all forms ---- */

enum {
    DIFFERENTIAL,
    INTENSITY,
    EFFECTIVE_PARENTS,
    TOP_TENTH,
    TAKEOVER,
    EFFECTIVE_SIZE,
    PARENTS,
    ANCESTORS,
    LINES,
    COALESCENCE,
    ALL_LINES,
    ALL_COALESCENCE,
    SPREAD,
    ELITES,
    ELITE_GAP,
    FAMILY_SCORE,
    REFOUNDED_FROM,
    REFOUNDED_MATE,
    FROM_SCORE,
    MATE_SCORE,
    OWN_STRENGTH, /* as SW_OWN_ROWS */
    OWN_RATE,
    OWN_PRESSURE,
    OVERLAP,
    ALL_OVERLAP,
    PROGRAM_ENTROPY,
    BEHAVIOUR_ENTROPY,
    PROGRAMS,
    MEASURES
};

/* title: of the page's column, NULL where it has none. */
static const struct {
    const char *name, *title, *format;
} measures[MEASURES] = {
    [DIFFERENTIAL] = {"differential", "differential", "%.4f"},
    [INTENSITY] = {"intensity", "intensity", "%.3f"},
    [EFFECTIVE_PARENTS] = {"effective_parents", "parents", "%.1f"},
    [TOP_TENTH] = {"top_tenth", "top tenth", "%.3f"},
    [TAKEOVER] = {"takeover", "takeover", "%.3f"},
    [EFFECTIVE_SIZE] = {"effective_size", "size", "%.1f"},
    [PARENTS] = {"parents", "parents", "%.1f"},
    [ANCESTORS] = {"ancestors", "ancestors", "%.1f"},
    [LINES] = {"lines", NULL, NULL},
    [COALESCENCE] = {"coalescence", "common", "%.1f"},
    [ALL_LINES] = {"all_lines", "lines", "%.1f"},
    [ALL_COALESCENCE] = {"all_coalescence", "of all", "%.1f"},
    [SPREAD] = {"spread", "spread", "%.4f"},
    [ELITES] = {"elites", "elites", "%.1f"},
    [ELITE_GAP] = {"elite_gap", "gap", "%.4f"},
    [FAMILY_SCORE] = {"family_score", NULL, NULL},
    [REFOUNDED_FROM] = {"refounded_from", NULL, NULL},
    [REFOUNDED_MATE] = {"refounded_mate", NULL, NULL},
    [FROM_SCORE] = {"from_score", NULL, NULL},
    [MATE_SCORE] = {"mate_score", NULL, NULL},
    [OWN_STRENGTH] = {"own_strength", "strength", "%.3f"},
    [OWN_RATE] = {"own_rate", "rate", "%.3f"},
    [OWN_PRESSURE] = {"own_pressure", "pressure", "%.3f"},
    [OVERLAP] = {"overlap", "overlap", "%.4f"},
    [ALL_OVERLAP] = {"all_overlap", "of all", "%.4f"},
    [PROGRAM_ENTROPY] = {"program_entropy", "bits a world", "%.2f"},
    [BEHAVIOUR_ENTROPY] = {"behaviour_entropy", "of all worlds", "%.2f"},
    [PROGRAMS] = {"programs", "programs", "%.1f"},
};

static double generations_since(uint64_t coalescence)
{
    return coalescence == SW_SELECTED_NO_COMMON ? (double)NAN : (double)coalescence;
}

/* value: [MEASURES]; NaN is what is not there. */
static void measure(const struct sw_selected *selected, double *value)
{
    for (uint32_t i = 0; i < MEASURES; i++)
        value[i] = (double)NAN;
    if (selected->recorded) {
        value[DIFFERENTIAL] = selected->realised.differential;
        value[INTENSITY] = selected->realised.intensity;
        value[EFFECTIVE_PARENTS] = selected->realised.parents;
        value[TOP_TENTH] = selected->realised.top_tenth;
        value[TAKEOVER] = selected->realised.takeover;
    }
    value[EFFECTIVE_SIZE] = selected->effective_size;
    value[PARENTS] = selected->descent.parents;
    value[ANCESTORS] = selected->descent.ancestors;
    value[LINES] = selected->descent.lines;
    value[COALESCENCE] = generations_since(selected->descent.coalescence);
    value[ALL_LINES] = selected->everywhere.lines;
    value[ALL_COALESCENCE] = generations_since(selected->everywhere.coalescence);
    value[SPREAD] = selected->spread;
    value[ELITES] = selected->elites;
    value[ELITE_GAP] = selected->elite_gap;
    value[FAMILY_SCORE] = selected->family;
    for (uint32_t i = 0; i < SW_OWNS; i++)
        value[OWN_STRENGTH + i] = selected->own[i];
    value[OVERLAP] = selected->descent.overlap;
    value[ALL_OVERLAP] = selected->everywhere.overlap;
    if (selected->probed) {
        value[PROGRAM_ENTROPY] = selected->programs.entropy;
        value[BEHAVIOUR_ENTROPY] = selected->programs.together;
        value[PROGRAMS] = selected->programs.different;
    }
    if (!selected->refounded)
        return;
    value[REFOUNDED_FROM] = selected->from[0];
    value[REFOUNDED_MATE] = selected->from[1];
    value[FROM_SCORE] = selected->from_score[0];
    value[MATE_SCORE] = selected->from_score[1];
}

/* ---- for programs ---- */

static int csv_line(void *context, const struct sw_selected *selected)
{
    double value[MEASURES];
    char text[SW_NUMBER_TEXT];

    (void)context;
    measure(selected, value);
    printf("%" PRIu64 ",%u", selected->generation, selected->island);
    for (uint32_t i = 0; i < MEASURES; i++)
        printf(",%s", isnan(value[i]) ? "" : sw_number_shortest(value[i], text));
    putchar('\n');
    return 0;
}

static int json_line(void *context, const struct sw_selected *selected)
{
    struct sw_json *json = context;
    double value[MEASURES];

    measure(selected, value);
    sw_json_open(json, NULL, '{');
    sw_json_count(json, "generation", selected->generation);
    sw_json_count(json, "island", selected->island);
    for (uint32_t i = 0; i < MEASURES; i++)
        sw_json_real(json, measures[i].name, value[i]);
    sw_json_close(json, '}');
    return 0;
}

static int print_csv(struct sw_archive *archive, struct sw_error *error)
{
    printf("generation,island");
    for (uint32_t i = 0; i < MEASURES; i++)
        printf(",%s", measures[i].name);
    putchar('\n');
    return sw_selected_each(archive, csv_line, NULL, error);
}

static int print_json(struct sw_archive *archive, const char *folder, struct sw_error *error)
{
    struct sw_json json = {.out = stdout};
    int result;

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "run", folder);
    sw_json_count(&json, "generations", archive->generations);
    sw_json_count(&json, "ancestors_back", SW_SELECTED_BACK);
    sw_json_open(&json, "selection", '[');
    result = sw_selected_each(archive, json_line, &json, error);
    sw_json_close(&json, ']');
    sw_json_close(&json, '}');
    return result;
}

/* ---- for people ---- */

struct page {
    uint64_t generations;
    uint32_t rows;
    double sum[ROWS][MEASURES];
    uint64_t count[ROWS][MEASURES];
    uint64_t places, recorded; /* generations of islands; of them with a record */
    uint64_t refounded;        /* how often; the last ones stand in turn in: */
    struct sw_selected refounding[REFOUNDS];
};

static uint64_t row_begin(const struct page *page, uint32_t row)
{
    return page->generations * row / page->rows;
}

static int add(void *context, const struct sw_selected *selected)
{
    struct page *page = context;
    double value[MEASURES];
    uint32_t row = 0;

    measure(selected, value);
    while (row + 1 < page->rows && row_begin(page, row + 1) <= selected->generation)
        row++;
    for (uint32_t i = 0; i < MEASURES; i++) {
        page->sum[row][i] += isnan(value[i]) ? 0 : value[i];
        page->count[row][i] += !isnan(value[i]);
    }
    page->places++;
    page->recorded += selected->recorded;
    if (selected->refounded)
        page->refounding[page->refounded++ % REFOUNDS] = *selected;
    return 0;
}

/* Whether any stretch knows it. Elites that are none are not worth a column. */
static bool is_known(const struct page *page, uint32_t which)
{
    uint64_t count = 0;

    if (which == ELITES)
        return is_known(page, ELITE_GAP);
    for (uint32_t i = 0; i < page->rows; i++)
        count += page->count[i][which];
    return count > 0;
}

/* Means of some measures, those from `first` to `last` that the page tells and the run knows. */
static int print_means(const struct page *page, uint32_t first, uint32_t last,
                       struct sw_error *error)
{
    struct sw_column columns[1 + MEASURES] = {{"generations", SW_ALIGN_RIGHT}};
    uint32_t shown[MEASURES], count = 0;
    struct sw_table *table;

    for (uint32_t i = first; i <= last; i++) {
        if (measures[i].title == NULL || !is_known(page, i))
            continue;
        columns[1 + count] = (struct sw_column){measures[i].title, SW_ALIGN_RIGHT};
        shown[count++] = i;
    }
    table = count == 0 ? NULL : sw_table_create(columns, 1 + count, error);
    if (table == NULL)
        return count == 0 ? 0 : -1;
    for (uint32_t row = 0; row < page->rows; row++) {
        sw_table_cell(table, "%" PRIu64 "-%" PRIu64, row_begin(page, row),
                      row_begin(page, row + 1) - 1);
        for (uint32_t i = 0; i < count; i++) {
            uint64_t of = page->count[row][shown[i]];
            char text[SW_NUMBER_TEXT];

            snprintf(text, sizeof text, measures[shown[i]].format,
                     page->sum[row][shown[i]] / (double)(of > 0 ? of : 1));
            sw_table_cell(table, "%s", of > 0 ? text : "-");
        }
    }
    return sw_print_table(table, error);
}

static void score_cell(struct sw_table *table, double score)
{
    if (isnan(score))
        sw_table_cell(table, "-");
    else
        sw_table_cell(table, "%.4f", score);
}

static int print_refoundings(const struct page *page, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"generation", SW_ALIGN_RIGHT}, {"island", SW_ALIGN_RIGHT}, {"score", SW_ALIGN_RIGHT},
        {"from", SW_ALIGN_RIGHT},       {"score", SW_ALIGN_RIGHT},  {"and", SW_ALIGN_RIGHT},
        {"score", SW_ALIGN_RIGHT}};
    uint64_t first = page->refounded > REFOUNDS ? page->refounded - REFOUNDS : 0;
    struct sw_table *table = sw_table_create(columns, 7, error);
    char text[200];

    if (table == NULL)
        return -1;
    for (uint64_t i = first; i < page->refounded; i++) {
        const struct sw_selected *refounding = &page->refounding[i % REFOUNDS];

        sw_table_cell(table, "%" PRIu64, refounding->generation);
        sw_table_cell(table, "%u", refounding->island);
        score_cell(table, refounding->family);
        sw_table_cell(table, "%u", refounding->from[0]);
        score_cell(table, refounding->from_score[0]);
        if (refounding->from[1] != refounding->from[0]) {
            sw_table_cell(table, "%u", refounding->from[1]);
            score_cell(table, refounding->from_score[1]);
        } else {
            sw_table_end_row(table);
        }
    }
    snprintf(text, sizeof text,
             "Islands were refounded %" PRIu64 " time%s.%s Scores are those of islands' parents on "
             "fresh worlds.",
             page->refounded, page->refounded == 1 ? "" : "s",
             first > 0 ? " The last of them are below." : "");
    putchar('\n');
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
    putchar('\n');
    return sw_print_table(table, error);
}

/* What is not there, in a sentence. */
static void print_missing(const struct page *page)
{
    char text[240];

    if (page->recorded == page->places)
        return;
    if (page->recorded == 0)
        snprintf(text, sizeof text,
                 "The run has no records of the choice of parents (an older program made it), so "
                 "differential, intensity, parents, top tenth and takeover are left out.");
    else
        snprintf(text, sizeof text,
                 "Of %" PRIu64 " generations of islands %" PRIu64
                 " have a record of the choice of parents; the means are over these.",
                 page->places, page->recorded);
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

static void print_legend(const struct page *page)
{
    char text[640];

    snprintf(text, sizeof text,
             "parents: how many different ones an island's members have. ancestors: different "
             "ancestors of these %u generations back. common: generations since their most recent "
             "common ancestor. lines: founders that any member descends from. of all: common to "
             "all islands (-: there is none).%s%s",
             SW_SELECTED_BACK,
             is_known(page, SPREAD)
                 ? " spread: distance of what the scheme observed from the island's mean."
                 : "",
             is_known(page, ELITE_GAP)
                 ? " gap: what elites scored again, less what they scored when chosen (below 0: "
                   "luck)."
                 : "");
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

/* What islands have of their own, if anything. */
static int print_own(const struct page *page, struct sw_error *error)
{
    bool any = false;

    for (uint32_t i = 0; i < SW_OWNS; i++)
        any |= is_known(page, OWN_STRENGTH + i);
    if (!any)
        return 0;
    putchar('\n');
    if (print_means(page, OWN_STRENGTH, OWN_PRESSURE, error) != 0)
        return -1;
    sw_print_folded("Settings of which each island has its own (families.mutate): the mean over "
                    "the islands of the factor on the config's value.",
                    0, SW_TABLE_WIDTH, stdout);
    return 0;
}

/* How diverse members are: by what changed their ancestors, and by what they write. */
static int print_diversity(const struct page *page, uint32_t members, struct sw_error *error)
{
    char text[480], more[280] = "";

    putchar('\n');
    if (print_means(page, OVERLAP, PROGRAMS, error) != 0)
        return -1;
    if (is_known(page, PROGRAMS))
        snprintf(more, sizeof more,
                 " bits: entropy of the programs that members write in a probe world, and in all "
                 "probe worlds together, %.2f at most. programs: different ones in a probe world.",
                 log2(members));
    snprintf(text, sizeof text,
             "overlap: share of their ancestors' mutations that two members of an island have in "
             "common. of all: two members of any islands.%s",
             more);
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
    return 0;
}

static int print_page(struct sw_archive *archive, struct sw_error *error)
{
    struct page page = {.generations = archive->generations};

    page.rows = page.generations < ROWS ? (uint32_t)page.generations : ROWS;
    if (page.rows == 0) {
        puts("No generation has been lived yet, so no member was selected.");
        return 0;
    }
    if (sw_selected_each(archive, add, &page, error) != 0 ||
        print_means(&page, DIFFERENTIAL, EFFECTIVE_SIZE, error) != 0)
        return -1;
    print_missing(&page);
    sw_print_folded("Means over islands and generations, row by row. parents and size: effective "
                    "numbers, by weight and by births. top tenth: share of the births that the "
                    "best tenth has. takeover: the largest share that one has.",
                    0, SW_TABLE_WIDTH, stdout);
    putchar('\n');
    if (print_means(&page, PARENTS, ELITE_GAP, error) != 0)
        return -1;
    print_legend(&page);
    if (print_diversity(&page, archive->record.space.members, error) != 0)
        return -1;
    if (print_own(&page, error) != 0)
        return -1;
    return page.refounded > 0 ? print_refoundings(&page, error) : 0;
}

int sw_inspect_selection(struct sw_archive *archive, const char *folder, bool json, bool csv,
                         struct sw_error *error)
{
    if (csv)
        return print_csv(archive, error);
    return json ? print_json(archive, folder, error) : print_page(archive, error);
}

int sw_inspect_tell_selected(struct sw_archive *archive, char text[SW_TEXT_MAX],
                             struct sw_error *error)
{
    double intensity, parents;
    uint64_t found;

    text[0] = '\0';
    if (sw_selected_mean(archive, TOLD_SAMPLES, &intensity, &parents, &found, error) != 0)
        return -1;
    if (found > 0)
        snprintf(text, SW_TEXT_MAX, "intensity %.2f, %.1f effective parents (means)", intensity,
                 parents);
    return 0;
}

int sw_inspect_tell_programs(struct sw_archive *archive, char text[SW_TEXT_MAX],
                             struct sw_error *error)
{
    struct sw_programs programs;
    uint64_t generation;
    int found = sw_selected_programs(archive, &programs, &generation, error);

    text[0] = '\0';
    if (found > 0)
        snprintf(text, SW_TEXT_MAX,
                 "%.2f bits a probe world, %.1f different ones (generation %" PRIu64 ")",
                 programs.entropy, programs.different, generation);
    return found < 0 ? -1 : 0;
}
