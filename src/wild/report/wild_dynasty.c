#include "wild/report/wild_dynasty.h"

#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "phylogeny/measures_print.h"
#include "wild/wild_kin.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#define SAMPLES 12u /* pages in the table for people */
#define SHOWN   3u  /* families with their shares in each */
#define NEVER   UINT64_MAX

struct family {
    uint64_t founder, bodies;
};

/* Who lives at the end of a page. */
struct reign {
    uint64_t tick, bodies;
    struct family *family; /* [families], the largest first */
    uint64_t families;
    double effective;        /* one over the sum of squared shares */
    uint64_t ancestor, born; /* the last one of all; ancestor 0: none */
};

struct survey {
    const struct sw_wild_lives *lives;
    struct sw_wild_kin kin;
    uint64_t *founder, *count; /* [bodies + 1] by id; count: 0 between pages */
    struct family *family;     /* [bodies + 1] */
    enum sw_phylogeny_format format;
    FILE *out;
    struct sw_json json;
    struct sw_table *table;
    uint64_t first, last; /* pages of the span */
    uint64_t half, all;   /* ticks since which one family has half of all, and all; NEVER */
    uint64_t ruler;       /* of that family */
    uint64_t sweeps, ancestor;
    double back_sum;
    uint64_t back_count, back_most;
};

/* ---- a page ---- */

static int by_size(const void *left, const void *right)
{
    const struct family *a = left, *b = right;

    if (a->bodies != b->bodies)
        return a->bodies < b->bodies ? 1 : -1;
    return a->founder < b->founder ? -1 : a->founder > b->founder;
}

static void find_families(struct survey *survey, struct reign *reign)
{
    const struct sw_wild_kin *kin = &survey->kin;
    double squares = 0;

    for (uint64_t i = 0; i < kin->lives; i++) {
        uint64_t founder = survey->founder[kin->living[i]];

        if (survey->count[founder]++ == 0)
            survey->family[reign->families++].founder = founder;
    }
    for (uint64_t i = 0; i < reign->families; i++) {
        double share;

        survey->family[i].bodies = survey->count[survey->family[i].founder];
        survey->count[survey->family[i].founder] = 0;
        share = (double)survey->family[i].bodies / (double)kin->lives;
        squares += share * share;
    }
    qsort(survey->family, reign->families, sizeof *survey->family, by_size);
    reign->family = survey->family;
    reign->effective = squares > 0 ? 1 / squares : 0;
}

/* Of one family. Descendants are counted from the youngest on, until one has all of them. */
static void find_ancestor(struct survey *survey, struct reign *reign)
{
    const struct sw_wild_kin *kin = &survey->kin;
    uint64_t id;

    for (uint64_t i = 0; i < kin->lives; i++)
        survey->count[kin->living[i]]++;
    for (id = kin->born; id > 0 && reign->ancestor == 0; id--) {
        uint64_t parent = sw_wild_lives_parent(survey->lives, id);

        if (survey->count[id] == kin->lives)
            reign->ancestor = id;
        else if (parent != 0)
            survey->count[parent] += survey->count[id];
    }
    reign->born = reign->ancestor > 0 ? kin->history->birth[reign->ancestor - 1].tick : 0;
    for (uint64_t seen = kin->born; seen > id; seen--)
        survey->count[seen] = survey->count[sw_wild_lives_parent(survey->lives, seen)] = 0;
    for (uint64_t i = 0; i < kin->lives; i++)
        survey->count[kin->living[i]] = 0;
}

static void note(struct survey *survey, const struct reign *reign)
{
    const struct family *top = &reign->family[0];

    if (reign->families == 0 || 2 * top->bodies < reign->bodies) {
        survey->half = survey->all = NEVER;
    } else {
        if (survey->half == NEVER || survey->ruler != top->founder) {
            survey->ruler = top->founder;
            survey->half = reign->tick;
            survey->all = NEVER;
        }
        if (top->bodies < reign->bodies)
            survey->all = NEVER;
        else if (survey->all == NEVER)
            survey->all = reign->tick;
    }
    if (reign->ancestor == 0)
        return;
    survey->sweeps += survey->ancestor != 0 && survey->ancestor != reign->ancestor;
    survey->ancestor = reign->ancestor;
    survey->back_sum += (double)(reign->tick - reign->born);
    survey->back_count++;
    if (reign->tick - reign->born > survey->back_most)
        survey->back_most = reign->tick - reign->born;
}

static void csv_reign(const struct survey *survey, const struct reign *reign)
{
    char share[SW_NUMBER_TEXT], effective[SW_NUMBER_TEXT];

    for (uint64_t i = 0; i < reign->families; i++) {
        fprintf(survey->out, "%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%s,%" PRIu64 ",%s,", reign->tick,
                reign->family[i].founder, reign->family[i].bodies,
                sw_number_shortest((double)reign->family[i].bodies / (double)reign->bodies, share),
                reign->families, sw_number_shortest(reign->effective, effective));
        if (reign->ancestor > 0)
            fprintf(survey->out, "%" PRIu64 ",%" PRIu64, reign->ancestor, reign->born);
        else
            putc(',', survey->out);
        putc('\n', survey->out);
    }
}

static void json_reign(struct survey *survey, const struct reign *reign)
{
    struct sw_json *json = &survey->json;

    sw_json_open(json, NULL, '{');
    sw_json_count(json, "tick", reign->tick);
    sw_json_count(json, "bodies", reign->bodies);
    sw_json_count(json, "founders", reign->families);
    sw_json_real(json, "effective_founders", reign->effective);
    if (reign->ancestor > 0) {
        sw_json_count(json, "common_ancestor", reign->ancestor);
        sw_json_count(json, "common_ancestor_born", reign->born);
    }
    sw_json_open(json, "shares", '[');
    for (uint64_t i = 0; i < reign->families; i++) {
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "founder", reign->family[i].founder);
        sw_json_real(json, "share", (double)reign->family[i].bodies / (double)reign->bodies);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_close(json, '}');
}

static void text_reign(struct survey *survey, uint64_t page, const struct reign *reign)
{
    uint64_t all = survey->last - survey->first + 1, at = page - survey->first;
    char shares[SHOWN * 32] = "";
    size_t used = 0;

    if (all > SAMPLES && at > 0 &&
        at * (SAMPLES - 1) / (all - 1) == (at - 1) * (SAMPLES - 1) / (all - 1))
        return;
    for (uint64_t i = 0; i < reign->families && i < SHOWN; i++)
        used += (size_t)snprintf(shares + used, sizeof shares - used, "%s%" PRIu64 ": %.0f %%",
                                 i > 0 ? ", " : "", reign->family[i].founder,
                                 100.0 * (double)reign->family[i].bodies / (double)reign->bodies);
    sw_table_cell(survey->table, "%" PRIu64, reign->tick);
    sw_table_cell(survey->table, "%" PRIu64, reign->bodies);
    sw_table_cell(survey->table, "%" PRIu64, reign->families);
    sw_table_cell(survey->table, "%.2f", reign->effective);
    sw_table_cell(survey->table, "%s", shares);
    if (reign->ancestor > 0) {
        sw_table_cell(survey->table, "%" PRIu64, reign->ancestor);
        sw_table_cell(survey->table, "%" PRIu64, reign->tick - reign->born);
    }
    sw_table_end_row(survey->table);
}

static int look(struct survey *survey, uint64_t page, struct sw_error *error)
{
    struct reign reign = {.tick = survey->lives->history->figures[page].tick};

    if (sw_wild_kin_advance(&survey->kin, page, error) != 0)
        return -1;
    if (page < survey->first)
        return 0;
    reign.bodies = survey->kin.lives;
    if (reign.bodies > 0) {
        find_families(survey, &reign);
        if (reign.families == 1)
            find_ancestor(survey, &reign);
    }
    note(survey, &reign);
    if (survey->format == SW_PHYLOGENY_CSV)
        csv_reign(survey, &reign);
    else if (survey->format == SW_PHYLOGENY_JSON)
        json_reign(survey, &reign);
    else
        text_reign(survey, page, &reign);
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
    survey->family = sw_allocate(ids, sizeof *survey->family, doing, error);
    if (survey->founder == NULL || survey->count == NULL || survey->family == NULL)
        return -1;
    for (uint64_t id = 1; id < ids; id++) {
        uint64_t parent = sw_wild_lives_parent(lives, id);

        survey->founder[id] = parent == 0 ? id : survey->founder[parent];
    }
    return sw_wild_kin_create(&survey->kin, lives->history, 0, error);
}

static int begin(struct survey *survey, const char *run, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"tick", SW_ALIGN_RIGHT},      {"bodies", SW_ALIGN_RIGHT}, {"founders", SW_ALIGN_RIGHT},
        {"effective", SW_ALIGN_RIGHT}, {"largest", SW_ALIGN_LEFT}, {"ancestor", SW_ALIGN_RIGHT},
        {"back", SW_ALIGN_RIGHT}};

    switch (survey->format) {
    case SW_PHYLOGENY_CSV:
        fputs("tick,founder,bodies,share,founders,effective_founders,common_ancestor,"
              "common_ancestor_born\n",
              survey->out);
        return 0;
    case SW_PHYLOGENY_JSON:
        sw_json_open(&survey->json, NULL, '{');
        sw_json_text(&survey->json, "run", run);
        sw_json_count(&survey->json, "worlds", (uint64_t)survey->lives->history->settings.worlds);
        sw_json_open(&survey->json, "through", '[');
        return 0;
    case SW_PHYLOGENY_TEXT:
        survey->table = sw_table_create(columns, 7, error);
        return survey->table == NULL ? -1 : 0;
    default:
        return sw_fail(error, SW_EXIT_USAGE,
                       "--summary is written as text, csv or json; for a tree give --pruned");
    }
}

static void text_end(const struct survey *survey)
{
    FILE *out = survey->out;

    putc('\n', out);
    if (survey->half == NEVER)
        fputs("takeover: none; nobody is the ancestor of half of the bodies\n", out);
    else
        fprintf(out, "takeover: body %" PRIu64 " has half of the bodies since tick %" PRIu64,
                survey->ruler, survey->half);
    if (survey->half != NEVER && survey->all != NEVER)
        fprintf(out, ",\n          and all of them since %" PRIu64, survey->all);
    if (survey->half != NEVER)
        putc('\n', out);
    fprintf(out,
            "sweeps: %" PRIu64 " times the last common ancestor of all changed from page to "
            "page\n",
            survey->sweeps);
    if (survey->back_count > 0)
        fprintf(out, "coalescence: %.1f ticks back on the mean, at most %" PRIu64 "\n",
                survey->back_sum / (double)survey->back_count, survey->back_most);
    if (survey->lives->history->settings.worlds > 1)
        fprintf(out, "walks between worlds: %" PRIu64 "\n", survey->lives->history->walks);
}

static void json_end(struct survey *survey, const struct sw_tree_measures *measures)
{
    struct sw_json *json = &survey->json;

    sw_json_close(json, ']');
    sw_json_open(json, "takeover", '{');
    if (survey->half != NEVER) {
        sw_json_count(json, "founder", survey->ruler);
        sw_json_count(json, "half_since", survey->half);
    }
    if (survey->all != NEVER)
        sw_json_count(json, "all_since", survey->all);
    sw_json_close(json, '}');
    sw_json_count(json, "sweeps", survey->sweeps);
    sw_json_real(json, "coalescence_mean",
                 survey->back_count > 0 ? survey->back_sum / (double)survey->back_count
                                        : (double)NAN);
    sw_json_count(json, "coalescence_most", survey->back_most);
    sw_json_count(json, "walks", survey->lives->history->walks);
    sw_tree_measures_json(json, measures, "bodies");
    sw_json_close(json, '}');
}

static int end(struct survey *survey, struct sw_error *error)
{
    struct sw_tree_words words = {"body", survey->lives->span.since == 0 ? "arrival" : "ancestor",
                                  "tick", "ticks"};
    struct sw_tree_measures measures;
    struct sw_tree tree = {0};
    int result;

    if (survey->format == SW_PHYLOGENY_CSV)
        return 0;
    result = sw_wild_lives_tree(survey->lives, &tree, error);
    if (result == 0)
        result = sw_tree_measure(&tree, &measures, error);
    sw_tree_free(&tree);
    if (result == 0 && survey->format == SW_PHYLOGENY_JSON) {
        json_end(survey, &measures);
    } else if (result == 0) {
        result = sw_table_print(survey->table, survey->out, SW_TABLE_WIDTH, error);
        text_end(survey);
        sw_tree_measures_print(&measures, &words,
                               survey->lives->history->figures[survey->last].tick, survey->out);
    }
    return result;
}

int sw_wild_print_dynasties(const struct sw_wild_lives *lives, const char *run,
                            enum sw_phylogeny_format format, FILE *out, struct sw_error *error)
{
    struct survey survey = {.lives = lives,
                            .format = format,
                            .out = out,
                            .json = {.out = out},
                            .half = NEVER,
                            .all = NEVER};
    int result = find_pages(&survey, error);

    if (result == 0)
        result = make_room(&survey, error);
    if (result == 0)
        result = begin(&survey, run, error);
    for (uint64_t page = 0; result == 0 && page <= survey.last; page++)
        result = look(&survey, page, error);
    if (result == 0)
        result = end(&survey, error);
    sw_table_destroy(survey.table);
    sw_wild_kin_clear(&survey.kin);
    free(survey.founder);
    free(survey.count);
    free(survey.family);
    return result;
}
