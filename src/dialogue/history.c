#include "dialogue/history.h"

#include "archive/lineage.h"
#include "base/json.h"
#include "base/table.h"
#include "dialogue/dialects.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHUFFLES = 100 };

/* Who lived when, the youngest first. */
struct times {
    uint64_t every;
    int64_t due; /* the generation that is looked for next; below 0: none */
    uint32_t count;
    bool begun, full;
    struct {
        uint64_t generation, member;
    } at[SW_HISTORY_ROWS];
};

static void add(struct times *times, uint64_t generation, uint64_t member)
{
    if (times->count == SW_HISTORY_ROWS) {
        times->full = true;
        return;
    }
    times->at[times->count].generation = generation;
    times->at[times->count++].member = member;
}

/* A member stands from the end of the generation in which it was made. */
static int visit(void *context, const struct sw_lineage_member *member)
{
    struct times *times = context;
    uint64_t since = member->identity.founder ? 0 : member->identity.generation + 1;

    if (!times->begun) {
        times->begun = true;
        times->due = (int64_t)(since / times->every * times->every);
        if (since % times->every != 0)
            add(times, since, member->birth.id);
    }
    for (; times->due >= (int64_t)since && !times->full; times->due -= (int64_t)times->every)
        add(times, (uint64_t)times->due, member->birth.id);
    return 0;
}

struct row {
    uint64_t generation, member;
    double exact, shuffled, oracle, bits, corrected, similarity, kept, apart;
    uint32_t messages;
};

/* What was said before, by puzzle and by rule. */
struct before {
    bool known;
    uint64_t *said; /* [puzzles] */
};

static int compare(const struct sw_corpus *corpus, struct before *before, struct row *row,
                   struct sw_error *error)
{
    uint64_t *now = sw_allocate(corpus->count + 1u, sizeof *now, "comparing words", error);
    uint32_t same = 0;
    int result = now == NULL ? -1 : 0;

    row->kept = row->apart = (double)NAN;
    for (uint32_t i = 0; i < corpus->count && result == 0; i++)
        now[i] = sw_utterance_number(corpus->saying[i].said, corpus->length);
    if (result == 0 && before->known) {
        for (uint32_t i = 0; i < corpus->count; i++)
            same += now[i] == before->said[i];
        row->kept = (double)same / corpus->count;
        result = sw_speakers_apart(corpus->rule, corpus->rules, before->said, now, corpus->count,
                                   &row->apart, error);
    }
    free(before->said);
    before->said = now;
    before->known = true;
    return result;
}

static int measure(struct sw_corpus *corpus, struct row *row, struct sw_error *error)
{
    struct sw_information information;
    struct sw_topography topography;
    uint8_t *tokens =
        sw_allocate((size_t)corpus->count * corpus->length + 1, 1, "measuring a language", error);
    int result = tokens == NULL ? -1 : 0;

    for (uint32_t i = 0; i < corpus->count && result == 0; i++)
        memcpy(tokens + (size_t)i * corpus->length, corpus->saying[i].said, corpus->length);
    if (result == 0)
        result = sw_information(corpus->message, corpus->messages, corpus->rule, corpus->rules,
                                corpus->count, corpus->seed, 0, 0, &information, error);
    if (result == 0)
        result = sw_topography(corpus->attribute, corpus->attributes, tokens, corpus->length,
                               corpus->count, corpus->seed, SHUFFLES, &topography, error);
    free(tokens);
    if (result != 0)
        return -1;
    row->bits = information.plain;
    row->corrected = information.plain - information.bias;
    row->similarity = topography.similarity;
    row->messages = corpus->messages;
    row->exact = sw_corpus_share(corpus, SW_WAY_NORMAL);
    row->shuffled = sw_corpus_share(corpus, SW_WAY_SHUFFLED);
    row->oracle = sw_corpus_share(corpus, SW_WAY_ORACLE);
    return 0;
}

static void share(struct sw_table *table, double value)
{
    if (isfinite(value))
        sw_table_cell(table, "%.1f", 100 * value);
    else
        sw_table_cell(table, "-");
}

static void tell_text(struct sw_table *table, const struct row *row)
{
    sw_table_cell(table, "%" PRIu64, row->generation);
    share(table, row->exact);
    share(table, row->shuffled);
    share(table, row->oracle);
    sw_table_cell(table, "%u", row->messages);
    sw_table_cell(table, "%.2f", row->bits);
    sw_table_cell(table, "%.2f", row->similarity);
    share(table, row->kept);
    if (isfinite(row->apart))
        sw_table_cell(table, "%.2f", row->apart);
    else
        sw_table_cell(table, "-");
}

static void csv_real(FILE *out, double value)
{
    if (isfinite(value))
        fprintf(out, ",%.6g", value);
    else
        fputc(',', out);
}

static void tell_csv(FILE *out, const struct row *row)
{
    const double value[] = {row->exact,     row->shuffled,   row->oracle, row->bits,
                            row->corrected, row->similarity, row->kept,   row->apart};

    fprintf(out, "%" PRIu64 ",%" PRIu64 ",%u", row->generation, row->member, row->messages);
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        csv_real(out, value[i]);
    fputc('\n', out);
}

static void tell_json(FILE *out, const struct row *row)
{
    struct sw_json json = {.out = out};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "generation", row->generation);
    sw_json_count(&json, "member", row->member);
    sw_json_count(&json, "messages", row->messages);
    sw_json_real(&json, "exact", row->exact);
    sw_json_real(&json, "shuffled", row->shuffled);
    sw_json_real(&json, "oracle", row->oracle);
    sw_json_real(&json, "bits", row->bits);
    sw_json_real(&json, "corrected", row->corrected);
    sw_json_real(&json, "topographic_similarity", row->similarity);
    sw_json_real(&json, "kept", row->kept);
    sw_json_real(&json, "distance", row->apart);
    sw_json_close(&json, '}');
}

static int examine(struct sw_seated *seated, const struct sw_worlds *worlds, enum sw_game_id game,
                   uint64_t seed, uint32_t puzzles, struct before *before, struct row *row,
                   struct sw_error *error)
{
    struct sw_corpus corpus = {0};
    int result = sw_seated_take(seated, row->member, error);

    if (result == 0)
        result =
            sw_corpus_collect(&corpus, seated, seated, worlds, game, seed, puzzles, false, error);
    if (result == 0)
        result = measure(&corpus, row, error);
    if (result == 0)
        result = compare(&corpus, before, row, error);
    sw_corpus_clear(&corpus);
    return result;
}

static int find_times(struct sw_seated *seated, struct times *times, struct sw_error *error)
{
    struct sw_lineage *lineage = sw_lineage_open(seated->archive.store, error);
    int result = lineage == NULL ? -1 : sw_lineage_walk(lineage, seated->id, visit, times, error);

    sw_lineage_close(lineage);
    if (result == 0 && times->full)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--every=%" PRIu64 " asks for more than %u moments; give a larger one",
                       times->every, SW_HISTORY_ROWS);
    return result;
}

static const struct sw_column columns[] = {
    {"generation", SW_ALIGN_RIGHT}, {"exact", SW_ALIGN_RIGHT},    {"shuffled", SW_ALIGN_RIGHT},
    {"oracle", SW_ALIGN_RIGHT},     {"messages", SW_ALIGN_RIGHT}, {"bits", SW_ALIGN_RIGHT},
    {"topography", SW_ALIGN_RIGHT}, {"kept", SW_ALIGN_RIGHT},     {"distance", SW_ALIGN_RIGHT}};

enum { COLUMNS = sizeof columns / sizeof *columns };

static int print_table(struct sw_table *table, FILE *out, struct sw_error *error)
{
    struct sw_error failed = {0};

    if (sw_table_print(table, out, SW_TABLE_WIDTH, &failed) != 0 && !ferror(out))
        return sw_fail(error, (enum sw_exit)failed.code, "%s", failed.text);
    fputs("\nbits: what a message tells of the rule. kept: puzzles of which the same is said\n"
          "as in the row before. distance from that: 0 (the same) to 1 bit (none shared).\n",
          out);
    return 0;
}

int sw_history(struct sw_seated *seated, const struct sw_worlds *worlds, enum sw_game_id game,
               uint64_t seed, uint32_t puzzles, uint64_t every, enum sw_history_format format,
               FILE *out, struct sw_error *error)
{
    struct times *times = sw_allocate(1, sizeof *times, "walking back", error);
    struct sw_table *table =
        format == SW_HISTORY_TEXT ? sw_table_create(columns, COLUMNS, error) : NULL;
    struct before before = {0};
    int result = times == NULL || (format == SW_HISTORY_TEXT && table == NULL) ? -1 : 0;

    if (result == 0) {
        times->every = every;
        result = find_times(seated, times, error);
    }
    if (result == 0 && format == SW_HISTORY_CSV)
        fputs("generation,member,messages,exact,shuffled,oracle,bits,corrected,"
              "topographic_similarity,kept,distance\n",
              out);
    for (uint32_t i = 0; result == 0 && i < times->count; i++) {
        struct row row = {.generation = times->at[times->count - 1 - i].generation,
                          .member = times->at[times->count - 1 - i].member};

        result = examine(seated, worlds, game, seed, puzzles, &before, &row, error);
        if (result == 0 && format == SW_HISTORY_TEXT)
            tell_text(table, &row);
        else if (result == 0)
            (format == SW_HISTORY_CSV ? tell_csv : tell_json)(out, &row);
    }
    if (result == 0 && format == SW_HISTORY_TEXT)
        result = print_table(table, out, error);
    sw_table_destroy(table);
    free(before.said);
    free(times);
    return result;
}
