#include "report/eval_families.h"

#include "archive/partner.h"
#include "base/json.h"
#include "report/print.h"

#include <inttypes.h>
#include <stdlib.h>

#define LISTED 24u /* islands that the table lists one by one */

/* One puzzle, as the islands answered it. */
struct outcome {
    bool any;    /* solved by at least one */
    bool fitted; /* an answer was right on the demonstrations: */
    bool right;  /* whether the first such one solves it; if there is none, that of the best */
};

/* Islands sit in this order: the best by its last lives, then the others by number. */
struct families {
    uint32_t islands;
    uint32_t *island;
    uint64_t *id;
    struct sw_individual *individual;
    struct sw_evaluation *evaluation;
    struct sw_result *result;
    struct outcome *outcome; /* [puzzles] */
};

struct summary {
    double mean, best, any, fits;
};

static void answered(void *context, uint32_t evaluation, uint64_t puzzle,
                     const struct sw_puzzle *asked, const struct sw_answer *answer)
{
    struct outcome *outcome = &((struct families *)context)->outcome[puzzle];
    bool fits = !outcome->fitted && sw_puzzle_explains(asked, &answer->program);

    outcome->any |= answer->exact;
    if (evaluation == 0 || fits)
        outcome->right = answer->exact;
    outcome->fitted |= fits;
}

static int families_create(struct families *families, uint32_t islands, uint32_t puzzles,
                           struct sw_error *error)
{
    static const char what[] = "examining islands";

    *families = (struct families){.islands = islands};
    families->island = sw_allocate(islands, sizeof *families->island, what, error);
    families->id = sw_allocate(islands, sizeof *families->id, what, error);
    families->individual = sw_allocate(islands, sizeof *families->individual, what, error);
    families->evaluation = sw_allocate(islands, sizeof *families->evaluation, what, error);
    families->result = sw_allocate(islands, sizeof *families->result, what, error);
    families->outcome = sw_allocate(puzzles, sizeof *families->outcome, what, error);
    return families->island == NULL || families->id == NULL || families->individual == NULL ||
                   families->evaluation == NULL || families->result == NULL ||
                   families->outcome == NULL
               ? -1
               : 0;
}

static void families_clear(struct families *families)
{
    for (uint32_t i = 0; i < families->islands; i++) {
        if (families->individual != NULL)
            sw_individual_free(&families->individual[i]);
        if (families->result != NULL)
            sw_result_clear(&families->result[i]);
    }
    free(families->island);
    free(families->id);
    free(families->individual);
    free(families->evaluation);
    free(families->result);
    free(families->outcome);
}

/* The best comes first; the others keep their order. */
static int order_islands(struct families *families, struct sw_archive *archive,
                         struct sw_error *error)
{
    double most = 0, mean;
    uint32_t best = 0, filled = 1;
    uint64_t id;

    for (uint32_t i = 0; i < families->islands; i++) {
        if (sw_archive_leader(archive, i, &id, &mean, error) != 0)
            return -1;
        if (i == 0 || mean > most) {
            best = i;
            most = mean;
        }
    }
    families->island[0] = best;
    for (uint32_t i = 0; i < families->islands; i++)
        if (i != best)
            families->island[filled++] = i;
    return 0;
}

static int seat(struct families *families, struct sw_archive *archive, const struct sw_eval *eval,
                struct sw_error *error)
{
    double mean;

    if (order_islands(families, archive, error) != 0)
        return -1;
    for (uint32_t i = 0; i < families->islands; i++) {
        if (sw_archive_leader(archive, families->island[i], &families->id[i], &mean, error) != 0 ||
            sw_archive_rebuild(archive, families->id[i], true, &families->individual[i], error) !=
                0)
            return -1;
        families->evaluation[i] =
            (struct sw_evaluation){.weights = families->individual[i].weights,
                                   .game = eval->arc_game,
                                   .channel = eval->arc_channel,
                                   .words = sw_archive_words(archive, families->id[i])};
    }
    return 0;
}

static struct summary sum_up(const struct families *families, uint32_t puzzles)
{
    struct summary out = {.best = families->result[0].all.exact};

    for (uint32_t i = 0; i < families->islands; i++)
        out.mean += families->result[i].all.exact / families->islands;
    for (uint32_t i = 0; i < puzzles; i++) {
        out.any += families->outcome[i].any;
        out.fits += families->outcome[i].right;
    }
    out.any /= puzzles;
    out.fits /= puzzles;
    return out;
}

static void tell_json(const struct families *families, const struct sw_eval *eval,
                      struct summary summary)
{
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "run", eval->folder);
    sw_json_count(&json, "generations", eval->archive->generations);
    sw_json_text(&json, "game", sw_game_row(eval->arc_game)->name);
    sw_json_text(&json, "channel", sw_channel_row(eval->arc_channel)->name);
    sw_json_count(&json, "puzzles", eval->puzzles);
    sw_json_count(&json, "seed", eval->seed);
    sw_json_real(&json, "mean", summary.mean);
    sw_json_real(&json, "best", summary.best);
    sw_json_real(&json, "any", summary.any);
    sw_json_real(&json, "fits", summary.fits);
    sw_json_open(&json, "islands", '[');
    for (uint32_t i = 0; i < families->islands; i++) {
        sw_json_open(&json, NULL, '{');
        sw_json_count(&json, "island", families->island[i]);
        sw_json_count(&json, "member", families->id[i]);
        sw_json_real(&json, "exact", families->result[i].all.exact);
        sw_json_real(&json, "progress", families->result[i].all.progress);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_json_close(&json, '}');
}

static void row(struct sw_table *table, const char *name, double share)
{
    sw_table_cell(table, "%s", name);
    sw_table_cell(table, "%.1f", 100 * share);
    sw_table_end_row(table);
}

static int tell(const struct families *families, const struct sw_eval *eval, struct summary summary,
                struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"island", SW_ALIGN_LEFT}, {"exact", SW_ALIGN_RIGHT}, {"member", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(columns, 3, error);

    if (table == NULL)
        return -1;
    printf("exact on %u unseen puzzles, %s, in percent, by the parents of %u islands\n\n",
           eval->puzzles, sw_game_row(eval->arc_game)->name, families->islands);
    for (uint32_t i = 0; i < families->islands && families->islands <= LISTED; i++) {
        sw_table_cell(table, "%u", families->island[i]);
        sw_table_cell(table, "%.1f", 100 * families->result[i].all.exact);
        sw_table_cell(table, "%" PRIu64, families->id[i]);
    }
    if (families->islands <= LISTED)
        sw_table_rule(table);
    row(table, "mean", summary.mean);
    row(table, "best", summary.best);
    row(table, "any", summary.any);
    row(table, "fits", summary.fits);
    if (sw_print_table(table, error) != 0)
        return -1;
    sw_print_folded(
        "best: the island with the best mean in its last lives, which stands first. any: "
        "at least one of them solves it. fits: the first whose answer is right on the "
        "demonstrations answers, which needs no target; if none is, the best.",
        0, SW_TABLE_WIDTH, stdout);
    return 0;
}

int sw_eval_families(struct sw_archive *archive, struct sw_examiner *examiner,
                     const struct sw_eval *eval, bool json, struct sw_error *error)
{
    uint32_t islands = archive->record.space.islands;
    struct families families;
    int result;

    if (islands < 2 || archive->generations == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--families compares the parents of several islands, and the run has %s",
                       islands < 2 ? "one island" : "lived no generation yet");
    result = families_create(&families, islands, eval->puzzles, error);
    if (result == 0)
        result = seat(&families, archive, eval, error);
    examiner->answered = answered;
    examiner->context = &families;
    if (result == 0)
        result = sw_examine_worlds(examiner, eval->worlds, 0, eval->puzzles, families.evaluation,
                                   islands, families.result, error);
    examiner->answered = NULL;
    if (result == 0 && json)
        tell_json(&families, eval, sum_up(&families, eval->puzzles));
    else if (result == 0)
        result = tell(&families, eval, sum_up(&families, eval->puzzles), error);
    families_clear(&families);
    return result;
}
