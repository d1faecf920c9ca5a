#include "wild/report/wild_dynasty.h"

#include "phylogeny/measures_print.h"
#include "phylogeny/reign_report.h"
#include "wild/wild_kin.h"

#include <inttypes.h>
#include <stdlib.h>

struct survey {
    const struct sw_wild_lives *lives;
    struct sw_wild_kin kin;
    uint64_t *founder, *count; /* [bodies + 1] by id; count: 0 between pages */
    struct sw_dynasty *line;   /* [bodies + 1] */
    struct sw_reign_report report;
    uint64_t first, last;    /* pages of the span */
    uint64_t ancestor, born; /* of the page before; 0: none */
};

/* ---- a page ---- */

static int by_size(const void *left, const void *right)
{
    const struct sw_dynasty *a = left, *b = right;

    if (a->members != b->members)
        return a->members < b->members ? 1 : -1;
    return a->founder < b->founder ? -1 : a->founder > b->founder;
}

static void find_families(struct survey *survey, struct sw_reign *reign)
{
    const struct sw_wild_kin *kin = &survey->kin;
    double squares = 0;

    for (uint64_t i = 0; i < kin->lives; i++) {
        uint64_t founder = survey->founder[kin->living[i]];

        if (survey->count[founder]++ == 0)
            survey->line[reign->lines++].founder = founder;
    }
    for (uint32_t i = 0; i < reign->lines; i++) {
        double share;

        survey->line[i].members = survey->count[survey->line[i].founder];
        survey->count[survey->line[i].founder] = 0;
        share = (double)survey->line[i].members / (double)kin->lives;
        squares += share * share;
    }
    qsort(survey->line, reign->lines, sizeof *survey->line, by_size);
    reign->line = survey->line;
    reign->effective = squares > 0 ? 1 / squares : 0;
}

/* Of one family. Descendants are counted from the youngest on, until one has all of them. */
static void find_ancestor(struct survey *survey, struct sw_reign *reign)
{
    const struct sw_wild_kin *kin = &survey->kin;
    uint64_t id;

    for (uint64_t i = 0; i < kin->lives; i++)
        survey->count[kin->living[i]]++;
    for (id = kin->born; id > 0 && !reign->common; id--) {
        uint64_t parent = sw_wild_lives_parent(survey->lives, id);

        reign->ancestor = id;
        reign->common = survey->count[id] == kin->lives;
        if (!reign->common && parent != 0)
            survey->count[parent] += survey->count[id];
    }
    reign->born = kin->history->birth[reign->ancestor - 1].tick;
    for (uint64_t seen = kin->born; seen > id; seen--)
        survey->count[seen] = survey->count[sw_wild_lives_parent(survey->lives, seen)] = 0;
    for (uint64_t i = 0; i < kin->lives; i++)
        survey->count[kin->living[i]] = 0;
    reign->swept = reign->ancestor != survey->ancestor;
    reign->earlier = survey->born;
    survey->ancestor = reign->ancestor;
    survey->born = reign->born;
}

static int look(struct survey *survey, uint64_t page, struct sw_error *error)
{
    struct sw_reign reign = {.time = survey->lives->history->figures[page].tick};

    if (sw_wild_kin_advance(&survey->kin, page, error) != 0)
        return -1;
    if (page < survey->first)
        return 0;
    reign.members = survey->kin.lives;
    if (reign.members > 0)
        find_families(survey, &reign);
    if (reign.lines == 1)
        find_ancestor(survey, &reign);
    sw_reign_report_add(&survey->report, &reign);
    return 0;
}

/* ---- the whole ---- */

/* The pages of the span: whose ends lie in it. */
static int find_pages(struct survey *survey, struct sw_error *error)
{
    const struct sw_wild_history *history = survey->lives->history;
    const struct sw_wild_span *span = &survey->lives->span;

    while (survey->first < history->pages && history->figures[survey->first].tick < span->since)
        survey->first++;
    survey->last = history->pages - 1;
    while (survey->last > survey->first && history->figures[survey->last].tick > span->until)
        survey->last--;
    if (survey->first == history->pages || history->figures[survey->last].tick > span->until)
        return sw_fail(error, SW_EXIT_USAGE,
                       "no page of the run ends between --since and --until; its last one ends at "
                       "tick %" PRIu64,
                       history->figures[history->pages - 1].tick);
    return 0;
}

static int make_room(struct survey *survey, struct sw_error *error)
{
    static const char doing[] = "summing up lineages";
    const struct sw_wild_lives *lives = survey->lives;
    size_t ids = lives->history->births + 1;

    survey->founder = sw_allocate(ids, sizeof *survey->founder, doing, error);
    survey->count = sw_allocate(ids, sizeof *survey->count, doing, error);
    survey->line = sw_allocate(ids, sizeof *survey->line, doing, error);
    if (survey->founder == NULL || survey->count == NULL || survey->line == NULL)
        return -1;
    for (uint64_t id = 1; id < ids; id++) {
        uint64_t parent = sw_wild_lives_parent(lives, id);

        survey->founder[id] = parent == 0 ? id : survey->founder[parent];
    }
    return sw_wild_kin_create(&survey->kin, lives->history, 0, error);
}

static int begin(struct survey *survey, const char *run, struct sw_error *error)
{
    struct sw_json *json = &survey->report.json;

    if (sw_reign_report_begin(&survey->report, error) != 0)
        return -1;
    if (survey->report.format != SW_PHYLOGENY_JSON)
        return 0;
    sw_json_text(json, "run", run);
    sw_json_count(json, "since", survey->lives->history->figures[survey->first].tick);
    sw_json_count(json, "until", survey->lives->history->figures[survey->last].tick);
    sw_json_count(json, "worlds", (uint64_t)survey->lives->history->settings.worlds);
    return 0;
}

static int end(struct survey *survey, struct sw_error *error)
{
    const struct sw_wild_history *history = survey->lives->history;
    struct sw_reign_report *report = &survey->report;
    struct sw_tree_measures measures;
    struct sw_tree tree = {0};
    int result = sw_reign_report_end(report, error);

    if (result != 0 || report->format == SW_PHYLOGENY_CSV)
        return result;
    result = sw_wild_lives_tree(survey->lives, &tree, error);
    if (result == 0)
        result = sw_tree_measure(&tree, &measures, error);
    sw_tree_free(&tree);
    if (result == 0 && report->format == SW_PHYLOGENY_JSON) {
        sw_json_count(&report->json, "walks", history->walks);
        sw_tree_measures_json(&report->json, &measures, &report->words);
        sw_json_close(&report->json, '}');
    } else if (result == 0) {
        if (history->settings.worlds > 1)
            fprintf(report->out, "walks between worlds: %" PRIu64 "\n", history->walks);
        sw_tree_measures_print(&measures, &report->words, history->figures[survey->last].tick,
                               report->out);
    }
    return result;
}

int sw_wild_print_dynasties(const struct sw_wild_lives *lives, const char *run,
                            enum sw_phylogeny_format format, FILE *out, struct sw_error *error)
{
    struct survey survey = {.lives = lives};
    int result = find_pages(&survey, error);

    survey.report = (struct sw_reign_report){
        .format = format,
        .out = out,
        .words = {"body", "bodies", lives->span.since == 0 ? "arrival" : "ancestor", "tick",
                  "ticks"},
        .counts = true,
        .expected = survey.last - survey.first + 1};
    if (result == 0)
        result = make_room(&survey, error);
    if (result == 0)
        result = begin(&survey, run, error);
    for (uint64_t page = 0; result == 0 && page <= survey.last; page++)
        result = look(&survey, page, error);
    if (result == 0)
        result = end(&survey, error);
    sw_reign_report_clear(&survey.report);
    sw_wild_kin_clear(&survey.kin);
    free(survey.founder);
    free(survey.count);
    free(survey.line);
    return result;
}
