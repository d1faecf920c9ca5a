#include "dialogue/dialects.h"

#include "archive/examination.h"
#include "archive/partner.h"
#include "base/json.h"
#include "base/table.h"
#include "dialogue/blind_guess.h"
#include "lang/labels.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 10 }; /* islands whose matrix 80 columns take */

int sw_speakers_apart(const uint32_t *rule, uint32_t rules, const uint64_t *a, const uint64_t *b,
                      uint32_t count, double *bits, struct sw_error *error)
{
    static const char what[] = "comparing words";
    uint64_t *key = sw_allocate(2 * (size_t)count + 1, sizeof *key, what, error);
    uint32_t *label = sw_allocate(2 * (size_t)count + 1, sizeof *label, what, error);
    uint32_t *counts = NULL;
    int64_t messages = -1;

    if (key != NULL && label != NULL) {
        memcpy(key, a, count * sizeof *key);
        memcpy(key + count, b, count * sizeof *key);
        messages = sw_labels_number(key, 2 * count, label, NULL, error);
    }
    if (messages >= 0)
        counts = sw_allocate(2 * (size_t)rules * (size_t)messages + 1, sizeof *counts, what, error);
    if (counts != NULL) {
        uint32_t *other = counts + (size_t)rules * (size_t)messages;

        for (uint32_t i = 0; i < count; i++) {
            counts[(size_t)rule[i] * (size_t)messages + label[i]]++;
            other[(size_t)rule[i] * (size_t)messages + label[count + i]]++;
        }
        *bits = sw_lexicon_distance(counts, other, rules, (uint32_t)messages);
    }
    free(key);
    free(label);
    free(counts);
    return counts == NULL ? -1 : 0;
}

/* Everything that is open while islands talk. */
struct meeting {
    struct sw_dialect_matrix *matrix;
    const struct sw_worlds *worlds;
    struct sw_individual *individual; /* [islands] */
    struct sw_evaluation *evaluation; /* [islands] */
    struct sw_result *result;         /* [islands] */
    uint64_t *said;                   /* [islands][puzzles] */
    uint64_t *rule_key;               /* [puzzles] */
    uint32_t *rule;                   /* [puzzles] */
    uint32_t rules, length, turns;
    struct sw_blind_guess guess; /* by turns */
};

static void heard(void *context, uint32_t evaluation, uint64_t puzzle,
                  const struct sw_puzzle *asked, const struct sw_answer *answer)
{
    struct meeting *meeting = context;

    meeting->said[(uint64_t)evaluation * meeting->matrix->puzzles + puzzle] =
        sw_utterance_number(answer->said, meeting->length);
    /* Rules in a row count by their first. */
    meeting->rule_key[puzzle] = asked->part[0];
    if (meeting->guess.worlds != NULL && meeting->guess.puzzles == puzzle)
        sw_blind_guess_add(&meeting->guess, puzzle / meeting->turns, asked);
}

static int meeting_create(struct meeting *meeting, struct sw_error *error)
{
    static const char what[] = "examining islands";
    struct sw_dialect_matrix *matrix = meeting->matrix;
    size_t islands = matrix->islands, puzzles = matrix->puzzles;

    matrix->member = sw_allocate(islands, sizeof *matrix->member, what, error);
    matrix->solved = sw_allocate(islands * islands, sizeof *matrix->solved, what, error);
    matrix->apart = sw_allocate(islands * islands, sizeof *matrix->apart, what, error);
    meeting->individual = sw_allocate(islands, sizeof *meeting->individual, what, error);
    meeting->evaluation = sw_allocate(islands, sizeof *meeting->evaluation, what, error);
    meeting->result = sw_allocate(islands, sizeof *meeting->result, what, error);
    meeting->said = sw_allocate(islands * puzzles + 1, sizeof *meeting->said, what, error);
    meeting->rule_key = sw_allocate(puzzles + 1, sizeof *meeting->rule_key, what, error);
    meeting->rule = sw_allocate(puzzles + 1, sizeof *meeting->rule, what, error);
    return matrix->member == NULL || matrix->solved == NULL || matrix->apart == NULL ||
                   meeting->individual == NULL || meeting->evaluation == NULL ||
                   meeting->result == NULL || meeting->said == NULL || meeting->rule_key == NULL ||
                   meeting->rule == NULL
               ? -1
               : 0;
}

static void meeting_clear(struct meeting *meeting)
{
    for (uint32_t i = 0; i < meeting->matrix->islands; i++) {
        if (meeting->individual != NULL)
            sw_individual_free(&meeting->individual[i]);
        if (meeting->result != NULL)
            sw_result_clear(&meeting->result[i]);
    }
    free(meeting->individual);
    free(meeting->evaluation);
    free(meeting->result);
    free(meeting->said);
    free(meeting->rule_key);
    free(meeting->rule);
    sw_blind_guess_clear(&meeting->guess);
}

static int gather(struct meeting *meeting, struct sw_seated *seated, enum sw_game_id game,
                  struct sw_error *error)
{
    struct sw_archive *archive = &seated->archive;
    double mean;

    for (uint32_t i = 0; i < meeting->matrix->islands; i++) {
        if (sw_archive_leader(archive, i, &meeting->matrix->member[i], &mean, error) != 0 ||
            sw_archive_rebuild(archive, meeting->matrix->member[i], true, &meeting->individual[i],
                               error) != 0)
            return -1;
        meeting->evaluation[i] =
            (struct sw_evaluation){.weights = meeting->individual[i].weights,
                                   .game = game,
                                   .channel = SW_CHANNEL_NORMAL,
                                   .words = sw_archive_words(archive, meeting->matrix->member[i])};
    }
    return 0;
}

/* All islands speak to one after another. */
static int talk(struct meeting *meeting, struct sw_seated *seated, struct sw_error *error)
{
    struct sw_dialect_matrix *matrix = meeting->matrix;
    struct sw_examiner examiner;
    int result =
        sw_examiner_create(&examiner, &seated->archive.settings, &seated->archive.layout, error);

    examiner.seed = matrix->seed;
    examiner.turns = sw_seated_turns(seated, meeting->evaluation[0].game);
    examiner.answered = heard;
    examiner.context = meeting;
    meeting->turns = examiner.turns;
    if (result == 0 && examiner.turns > 1)
        result =
            sw_blind_guess_create(&meeting->guess, meeting->worlds, false,
                                  sw_game_editor(sw_game_row(meeting->evaluation[0].game))->owns
                                      ? seated->life->tools.members
                                      : 1,
                                  error);
    for (uint32_t j = 0; j < matrix->islands && result == 0; j++) {
        examiner.listener = (struct sw_party){seated->life, meeting->individual[j].weights};
        result = sw_examine_worlds(&examiner, meeting->worlds, 0, matrix->puzzles,
                                   meeting->evaluation, matrix->islands, meeting->result, error);
        for (uint32_t i = 0; i < matrix->islands; i++) {
            matrix->solved[i * matrix->islands + j] = meeting->result[i].all.exact;
            matrix->chance = meeting->result[i].all.chance;
            sw_result_clear(&meeting->result[i]);
        }
    }
    if (result == 0 && examiner.turns > 1)
        matrix->chance = sw_blind_guess_drawn(&meeting->guess);
    sw_examiner_destroy(&examiner);
    return result;
}

static int compare_words(struct meeting *meeting, struct sw_error *error)
{
    struct sw_dialect_matrix *matrix = meeting->matrix;
    uint32_t islands = matrix->islands, puzzles = matrix->puzzles;
    int64_t rules = sw_labels_number(meeting->rule_key, puzzles, meeting->rule, NULL, error);

    if (rules < 0)
        return -1;
    for (uint32_t i = 0; i < islands; i++)
        for (uint32_t j = 0; j < i; j++) {
            double bits;

            if (sw_speakers_apart(
                    meeting->rule, (uint32_t)rules, meeting->said + (uint64_t)i * puzzles,
                    meeting->said + (uint64_t)j * puzzles, puzzles, &bits, error) != 0)
                return -1;
            matrix->apart[i * islands + j] = matrix->apart[j * islands + i] = bits;
            matrix->mean_apart += bits / (islands * (islands - 1) / 2.0);
        }
    return 0;
}

int sw_dialect_matrix(struct sw_seated *seated, const struct sw_worlds *worlds,
                      enum sw_game_id game, uint64_t seed, uint32_t puzzles,
                      struct sw_dialect_matrix *out, struct sw_error *error)
{
    struct meeting meeting = {
        .matrix = out, .worlds = worlds, .length = seated->archive.layout.shape.length};
    uint32_t islands = seated->archive.record.space.islands;
    int result;

    memset(out, 0, sizeof *out);
    if (islands < 2 || islands > SW_DIALECTS_ISLANDS || seated->archive.generations == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--dialects compares the parents of 2 to %u islands, and the run has %s",
                       SW_DIALECTS_ISLANDS,
                       islands < 2                     ? "one"
                       : islands > SW_DIALECTS_ISLANDS ? "more"
                                                       : "lived no generation yet");
    *out = (struct sw_dialect_matrix){.islands = islands, .puzzles = puzzles, .seed = seed};
    result = meeting_create(&meeting, error);
    if (result == 0)
        result = gather(&meeting, seated, game, error);
    if (result == 0)
        result = talk(&meeting, seated, error);
    if (result == 0)
        result = compare_words(&meeting, error);
    if (result == 0)
        out->sums = sw_dialects_of(out->solved, islands, out->chance);
    meeting_clear(&meeting);
    return result;
}

void sw_dialect_matrix_clear(struct sw_dialect_matrix *matrix)
{
    free(matrix->member);
    free(matrix->solved);
    free(matrix->apart);
    memset(matrix, 0, sizeof *matrix);
}

/* ---- telling ---- */

static int print_matrix(const struct sw_dialect_matrix *matrix, FILE *out, struct sw_error *error)
{
    struct sw_column columns[SHOWN + 1] = {{"speaker", SW_ALIGN_LEFT}};
    char title[SHOWN][8];
    struct sw_table *table;
    int result;

    for (uint32_t i = 0; i < matrix->islands; i++) {
        snprintf(title[i], sizeof title[i], "%u", i);
        columns[i + 1] = (struct sw_column){title[i], SW_ALIGN_RIGHT};
    }
    table = sw_table_create(columns, matrix->islands + 1, error);
    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < matrix->islands; i++) {
        sw_table_cell(table, "island %u", i);
        for (uint32_t j = 0; j < matrix->islands; j++)
            sw_table_cell(table, "%.1f", 100 * matrix->solved[i * matrix->islands + j]);
    }
    result = sw_table_print(table, out, SW_TABLE_WIDTH, error);
    sw_table_destroy(table);
    return result != 0 && !ferror(out) ? -1 : 0;
}

int sw_dialect_text(const struct sw_dialect_matrix *matrix, FILE *out, struct sw_error *error)
{
    const struct sw_dialects *sums = &matrix->sums;
    char intelligibility[32] = "-";

    if (!isnan(sums->intelligibility))
        snprintf(intelligibility, sizeof intelligibility, "%.2f", sums->intelligibility);
    fprintf(out, "%u unseen puzzles (seed %" PRIu64 "), exact in percent: speakers of %u islands\n",
            matrix->puzzles, matrix->seed, matrix->islands);
    if (matrix->islands <= SHOWN) {
        fputs("(rows) and their listeners (columns)\n\n", out);
        if (print_matrix(matrix, out, error) != 0)
            return -1;
        fputc('\n', out);
    } else {
        fputs("and their listeners (--csv writes the matrix)\n\n", out);
    }
    fprintf(out,
            "at home %.1f, abroad %.1f, without understanding %.1f: intelligibility %s\n"
            "asymmetry %.1f; messages differ by %.2f bits (0: the same, 1: none shared)\n",
            100 * sums->home, 100 * sums->abroad, 100 * matrix->chance, intelligibility,
            100 * sums->asymmetry, matrix->mean_apart);
    return 0;
}

void sw_dialect_csv(const struct sw_dialect_matrix *matrix, FILE *out)
{
    fputs("speaker,listener,exact,distance\n", out);
    for (uint32_t i = 0; i < matrix->islands; i++)
        for (uint32_t j = 0; j < matrix->islands; j++)
            fprintf(out, "%u,%u,%.6g,%.6g\n", i, j, matrix->solved[i * matrix->islands + j],
                    matrix->apart[i * matrix->islands + j]);
}

static void json_matrix(struct sw_json *json, const char *key, const double *value,
                        uint32_t islands)
{
    sw_json_open(json, key, '[');
    for (uint32_t i = 0; i < islands; i++) {
        sw_json_open(json, NULL, '[');
        for (uint32_t j = 0; j < islands; j++)
            sw_json_real(json, NULL, value[i * islands + j]);
        sw_json_close(json, ']');
    }
    sw_json_close(json, ']');
}

void sw_dialect_json(const struct sw_dialect_matrix *matrix, FILE *out)
{
    struct sw_json json = {.out = out};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "puzzles", matrix->puzzles);
    sw_json_count(&json, "seed", matrix->seed);
    sw_json_open(&json, "members", '[');
    for (uint32_t i = 0; i < matrix->islands; i++)
        sw_json_count(&json, NULL, matrix->member[i]);
    sw_json_close(&json, ']');
    json_matrix(&json, "exact", matrix->solved, matrix->islands);
    json_matrix(&json, "distance", matrix->apart, matrix->islands);
    sw_json_real(&json, "home", matrix->sums.home);
    sw_json_real(&json, "abroad", matrix->sums.abroad);
    sw_json_real(&json, "chance", matrix->chance);
    sw_json_real(&json, "intelligibility", matrix->sums.intelligibility);
    sw_json_real(&json, "asymmetry", matrix->sums.asymmetry);
    sw_json_real(&json, "mean_distance", matrix->mean_apart);
    sw_json_close(&json, '}');
}
