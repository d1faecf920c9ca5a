#include "report/eval.h"

#include "base/number.h"
#include "base/text.h"
#include "report/print.h"
#include "base/json.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static bool speaks(enum sw_game_id game)
{
    return sw_game_speaker(sw_game_row(game)) != NULL;
}

static const char *speak_from(const struct sw_eval *eval)
{
    return sw_speech_row((enum sw_speech_source)eval->archive->settings.language.speak_from)->name;
}

static void json_marks(struct sw_json *json, const struct sw_marks *marks)
{
    sw_json_real(json, "exact", marks->exact);
    sw_json_real(json, "progress", marks->progress);
    sw_json_real(json, "chance", marks->chance);
    sw_json_real(json, "ceiling", marks->ceiling);
}

static void json_laws(struct sw_json *json, const struct sw_eval *eval,
                      const struct sw_result *result)
{
    sw_json_open(json, "laws", '[');
    for (uint32_t i = 0; i < sw_law_count() && result != NULL; i++) {
        if (result->family[i].puzzles == 0)
            continue;
        sw_json_open(json, NULL, '{');
        sw_json_text(json, "law", sw_law_row(i)->name);
        sw_json_count(json, "puzzles", result->family[i].puzzles);
        json_marks(json, &result->family[i]);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_open(json, "meanings", '[');
    for (uint32_t i = 0; result != NULL && i < result->rules; i++) {
        if (result->rule[i].puzzles == 0)
            continue;
        sw_json_open(json, NULL, '{');
        sw_json_text(json, "meaning", sw_worlds_rule(eval->worlds, i)->name);
        sw_json_count(json, "puzzles", result->rule[i].puzzles);
        json_marks(json, &result->rule[i]);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void json_arc(struct sw_json *json, const struct sw_eval *eval)
{
    sw_json_open(json, "arc", '[');
    for (uint32_t i = 0; i < eval->arcs; i++) {
        const struct sw_file_marks *marks = &eval->arc[i].marks;

        sw_json_open(json, NULL, '{');
        sw_json_text(json, "path", eval->arc[i].path);
        sw_json_count(json, "tasks", marks->tasks);
        sw_json_count(json, "outputs", marks->outputs);
        sw_json_count(json, "solved_outputs", marks->solved_outputs);
        sw_json_count(json, "solved_tasks", marks->solved_tasks);
        sw_json_count(json, "refused", marks->refused);
        sw_json_count(json, "unknown", marks->unknown);
        sw_json_real(json, "progress", marks->progress);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

void sw_eval_json(const struct sw_eval *eval)
{
    static const struct sw_marks none = {0, (double)NAN, (double)NAN, (double)NAN, (double)NAN};
    const struct sw_result *result = eval->evaluations > 0 ? &eval->evaluation[0].result : NULL;
    const struct sw_archive *archive = eval->archive;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", eval->id[0]);
    sw_json_text(&json, "game", sw_game_row(eval->arc_game)->name);
    sw_json_text(&json, "channel", sw_channel_row(eval->arc_channel)->name);
    if (eval->listener != NULL) {
        sw_json_text(&json, "listener_run", eval->listener);
        sw_json_count(&json, "listener", eval->listener_id);
    }
    sw_json_count(&json, "puzzles", result != NULL ? result->all.puzzles : 0);
    sw_json_count(&json, "seed", eval->seed);
    json_marks(&json, result != NULL ? &result->all : &none);
    sw_json_count(&json, "distinct_messages", result != NULL ? result->messages : 0);
    sw_json_count(&json, "sight_runs", result != NULL ? result->sight_runs : 0);
    sw_json_count(&json, "hearing_runs", result != NULL ? result->hearing_runs : 0);
    sw_json_text(&json, "speak_from", speak_from(eval));
    sw_json_text(&json, "scheme",
                 sw_scheme_row((uint32_t)archive->settings.selection.scheme)->name);
    sw_json_text(&json, "source", archive->settings.worlds.source);
    sw_json_count(&json, "generations", archive->generations);
    if (eval->partnered) {
        sw_json_count(&json, "partner", eval->partner);
        sw_json_open(&json, "hearing_itself", '{');
        json_marks(&json, &eval->alone);
        sw_json_close(&json, '}');
    }
    json_laws(&json, eval, result);
    if (result != NULL && result->composed.puzzles > 0) {
        sw_json_open(&json, "composed", '{');
        sw_json_count(&json, "puzzles", result->composed.puzzles);
        json_marks(&json, &result->composed);
        sw_json_close(&json, '}');
    }
    if (result != NULL && eval->evaluation[0].held.all.puzzles > 0) {
        sw_json_open(&json, "held_out", '{');
        sw_json_count(&json, "puzzles", eval->evaluation[0].held.all.puzzles);
        json_marks(&json, &eval->evaluation[0].held.all);
        sw_json_close(&json, '}');
    }
    if (eval->arcs > 0)
        json_arc(&json, eval);
    sw_json_text(&json, "run", eval->folder);
    sw_json_integer(&json, "run_seed", archive->settings.run.seed);
    sw_print_json_settings(&json, &archive->settings);
    sw_json_close(&json, '}');
}

static void share_cell(struct sw_table *table, double share)
{
    if (isfinite(share))
        sw_table_cell(table, "%.1f", 100 * share);
    else
        sw_table_cell(table, "-");
}

/* "1,000 unseen puzzles (seed 1)", or the pool's. */
static void print_puzzles(const struct sw_eval *eval)
{
    char count[SW_NUMBER_TEXT];

    sw_number_count(eval->puzzles, count);
    if (sw_worlds_pool(eval->worlds) == 0)
        printf("%s unseen puzzles (seed %" PRIu64 ")", count, eval->seed);
    else
        printf("%s puzzles of the run's own files", count);
}

/* Only runs on files need to be told this: their lives draw from the same pool. */
static void print_pool_note(const struct sw_eval *eval)
{
    if (sw_worlds_pool(eval->worlds) > 0)
        sw_print_folded("Lives have met these puzzles, each a task with one demonstration held "
                        "back; for the tasks' own tests give --arc=PATH. Chance and ceiling are "
                        "not known for files.",
                        0, SW_TABLE_WIDTH, stdout);
}

static void print_messages(const struct sw_eval *eval, const struct sw_eval_entry *evaluation,
                           const char *who)
{
    const struct sw_settings *settings = &eval->archive->settings;
    char messages[SW_NUMBER_TEXT], possible[SW_NUMBER_TEXT], text[300];
    double words = pow((double)eval->words[evaluation->member], (double)settings->language.length);

    sw_number_count(evaluation->result.messages, messages);
    if (words < 1e15)
        sw_number_count((uint64_t)words, possible);
    else
        snprintf(possible, sizeof possible, "%.1e", words);
    snprintf(
        text, sizeof text,
        "%s spoke %s different messages of %s possible ones, from its %s (language.speak_from = "
        "%s).",
        who, messages, possible,
        sw_speech_row((enum sw_speech_source)settings->language.speak_from)->reported,
        speak_from(eval));
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

/* Whom the last member heard, and what it does without. */
static void print_partner(const struct sw_eval *eval)
{
    char text[300];

    if (!eval->partnered)
        return;
    snprintf(text, sizeof text,
             "Member %" PRIu64 " hears member %" PRIu64 ", its partner in its life. Hearing itself "
             "in %s it solves %.1f %% exactly (progress %.1f %%).",
             eval->id[eval->members - 1], eval->partner, sw_game_row(eval->partner_game)->name,
             100 * eval->alone.exact, 100 * eval->alone.progress);
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

static void marks_row(struct sw_table *table, const char *name, const struct sw_marks *marks)
{
    sw_table_cell(table, "%s", name);
    sw_table_cell(table, "%u", marks->puzzles);
    share_cell(table, marks->exact);
    share_cell(table, marks->progress);
    share_cell(table, marks->chance);
    share_cell(table, marks->ceiling);
}

/* Who sits, in words: "member 1234 (best) in rule-relay, channel shuffled". */
static void print_sitter(const struct sw_eval *eval)
{
    uint32_t last = eval->members - 1;

    printf("member %" PRIu64, eval->id[last]);
    if (strcmp(eval->name[last], "best") == 0 || strcmp(eval->name[last], "founder") == 0)
        printf(" (%s)", eval->name[last]);
    printf(" in %s", sw_game_row(eval->arc_game)->name);
    if (speaks(eval->arc_game))
        printf(", channel %s", sw_channel_row(eval->arc_channel)->name);
    if (eval->listener == NULL)
        return;
    printf(",\nheard by member %" PRIu64 " of ", eval->listener_id);
    sw_text_print(eval->listener, stdout);
}

int sw_eval_table(const struct sw_eval *eval, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"law", SW_ALIGN_LEFT},       {"puzzles", SW_ALIGN_RIGHT}, {"exact", SW_ALIGN_RIGHT},
        {"progress", SW_ALIGN_RIGHT}, {"chance", SW_ALIGN_RIGHT},  {"ceiling", SW_ALIGN_RIGHT}};
    const struct sw_eval_entry *evaluation = &eval->evaluation[0];
    struct sw_table *table = sw_table_create(columns, 6, error);

    if (table == NULL)
        return -1;
    print_sitter(eval);
    printf(":\n");
    print_puzzles(eval);
    printf(", in percent\n\n");
    for (uint32_t i = 0; i < sw_law_count(); i++)
        if (evaluation->result.family[i].puzzles > 0)
            marks_row(table, sw_law_row(i)->name, &evaluation->result.family[i]);
    if (evaluation->result.rules > 0)
        sw_table_rule(table);
    if (evaluation->result.composed.puzzles > 0)
        marks_row(table, "(several)", &evaluation->result.composed);
    marks_row(table, "all", &evaluation->result.all);
    if (evaluation->held.all.puzzles > 0)
        marks_row(table, "held out", &evaluation->held.all);
    if (sw_print_table(table, error) != 0)
        return -1;
    putchar('\n');
    if (speaks(evaluation->game))
        print_messages(eval, evaluation, "It");
    print_partner(eval);
    print_pool_note(eval);
    if (eval->arcs > 0)
        putchar('\n');
    return 0;
}

/* A path's end says more than its beginning: what is too long is cut in front. */
static void path_cell(struct sw_table *table, const char *path)
{
    enum { COLUMNS = 23 };
    bool cut = sw_text_columns(path) > COLUMNS;

    while (cut && (sw_text_columns(path) > COLUMNS - 2 || (*path & 0xc0) == 0x80))
        path++;
    sw_table_cell(table, "%s%s", cut ? ".." : "", path);
}

int sw_eval_arc_table(const struct sw_eval *eval, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"path", SW_ALIGN_LEFT},      {"tasks", SW_ALIGN_RIGHT},  {"solved", SW_ALIGN_RIGHT},
        {"outputs", SW_ALIGN_RIGHT},  {"solved", SW_ALIGN_RIGHT}, {"%", SW_ALIGN_RIGHT},
        {"progress", SW_ALIGN_RIGHT}, {"refused", SW_ALIGN_RIGHT}};
    struct sw_table *table;

    if (eval->arcs == 0)
        return 0;
    table = sw_table_create(columns, 8, error);
    if (table == NULL)
        return -1;
    printf("ARC tasks, one answer to each test, by\n");
    print_sitter(eval);
    printf(":\n\n");
    for (uint32_t i = 0; i < eval->arcs; i++) {
        const struct sw_file_marks *marks = &eval->arc[i].marks;

        path_cell(table, eval->arc[i].path);
        sw_table_cell(table, "%u", marks->tasks);
        sw_table_cell(table, "%u", marks->solved_tasks);
        sw_table_cell(table, "%u", marks->outputs);
        sw_table_cell(table, "%u", marks->solved_outputs);
        share_cell(table, marks->outputs > 0 ? (double)marks->solved_outputs / marks->outputs
                                             : (double)NAN);
        share_cell(table, marks->progress);
        sw_table_cell(table, "%u", marks->refused);
    }
    return sw_print_table(table, error);
}

/* What stands side by side in 80 columns: evaluations from `first`, without `end`, all of a game.
 */
struct part {
    uint32_t first, end;
};

enum { PART_MOST = 6 }; /* founder and best, three times */

static struct part part_from(const struct sw_eval *eval, uint32_t first)
{
    struct part part = {first, first};

    while (part.end < eval->evaluations) {
        uint32_t next = part.end;

        while (next < eval->evaluations &&
               eval->evaluation[next].game == eval->evaluation[part.end].game)
            next++;
        if (next - first > PART_MOST)
            break;
        part.end = next;
    }
    return part;
}

/* Two lines of titles: the game above, founder and best below. */
static void demonstration_titles(struct sw_table *table, const struct sw_eval *eval,
                                 struct part part)
{
    sw_table_cell(table, "%s", "");
    sw_table_cell(table, "%s", "");
    sw_table_cell(table, "%s", "");
    for (uint32_t i = part.first; i < part.end; i += 2) {
        const struct sw_eval_entry *evaluation = &eval->evaluation[i];

        sw_table_cell(table, "%s", "");
        sw_table_cell(table, "%s",
                      evaluation->channel == SW_CHANNEL_NORMAL
                          ? sw_game_row(evaluation->game)->title
                          : sw_channel_row(evaluation->channel)->name);
    }
    sw_table_cell(table, "law");
    sw_table_cell(table, "chance");
    sw_table_cell(table, "ceiling");
    for (uint32_t i = part.first; i < part.end; i += 2) {
        sw_table_cell(table, "founder");
        sw_table_cell(table, "best");
    }
    sw_table_rule(table);
}

/* Rows that are no law. */
enum { ROW_ALL = -1, ROW_COMPOSED = -2, ROW_HELD = -3 };

static const struct sw_marks *marks_of(const struct sw_eval_entry *evaluation, int family)
{
    return family == ROW_ALL        ? &evaluation->result.all
           : family == ROW_COMPOSED ? &evaluation->result.composed
           : family == ROW_HELD     ? &evaluation->held.all
                                    : &evaluation->result.family[family];
}

static void demonstration_row(struct sw_table *table, const struct sw_eval *eval, struct part part,
                              const char *name, int family)
{
    for (uint32_t i = part.first; i < part.end; i++) {
        const struct sw_marks *marks = marks_of(&eval->evaluation[i], family);

        if (i == part.first) {
            sw_table_cell(table, "%s", name);
            share_cell(table, marks->chance);
            share_cell(table, marks->ceiling);
        }
        share_cell(table, marks->exact);
    }
}

/* On files there are no laws, but progress to tell beside exact. */
static void pool_rows(struct sw_table *table, const struct sw_eval *eval)
{
    for (uint32_t i = 0; i < eval->evaluations; i++) {
        const struct sw_eval_entry *evaluation = &eval->evaluation[i];

        sw_table_cell(table, "%s", sw_game_row(evaluation->game)->name);
        sw_table_cell(table, "%s",
                      speaks(evaluation->game) ? sw_channel_row(evaluation->channel)->name : "-");
        sw_table_cell(table, "%s", eval->name[evaluation->member]);
        share_cell(table, evaluation->result.all.exact);
        share_cell(table, evaluation->result.all.progress);
    }
}

static int pool_table(const struct sw_eval *eval, struct sw_error *error)
{
    static const struct sw_column columns[] = {{"game", SW_ALIGN_LEFT},
                                               {"channel", SW_ALIGN_LEFT},
                                               {"member", SW_ALIGN_LEFT},
                                               {"exact", SW_ALIGN_RIGHT},
                                               {"progress", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(columns, 5, error);

    if (table == NULL)
        return -1;
    pool_rows(table, eval);
    return sw_print_table(table, error);
}

static int demonstration_part(const struct sw_eval *eval, struct part part, struct sw_error *error)
{
    static const struct sw_column columns[3 + PART_MOST] = {
        {"", SW_ALIGN_LEFT},  {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT},
        {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT},
        {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT}};
    struct sw_table *table = sw_table_create(columns, 3 + part.end - part.first, error);

    if (table == NULL)
        return -1;
    demonstration_titles(table, eval, part);
    for (uint32_t i = 0; i < sw_law_count(); i++)
        if (eval->evaluation[0].result.family[i].puzzles > 0)
            demonstration_row(table, eval, part, sw_law_row(i)->name, (int)i);
    if (eval->evaluation[0].result.composed.puzzles > 0)
        demonstration_row(table, eval, part, "(several)", ROW_COMPOSED);
    sw_table_rule(table);
    demonstration_row(table, eval, part, "all", ROW_ALL);
    if (eval->evaluation[0].held.all.puzzles > 0)
        demonstration_row(table, eval, part, "held out", ROW_HELD);
    return sw_print_table(table, error);
}

/* Games that do not fit beside the others stand in tables below them. */
static int demonstration_table(const struct sw_eval *eval, struct sw_error *error)
{
    struct part part = {0, 0};

    if (sw_worlds_pool(eval->worlds) > 0)
        return pool_table(eval, error);
    while (part.end < eval->evaluations) {
        part = part_from(eval, part.end);
        if (part.first > 0)
            putchar('\n');
        if (demonstration_part(eval, part, error) != 0)
            return -1;
    }
    return 0;
}

/* What the titles of the games' columns stand for. */
static void print_games(const struct sw_eval *eval)
{
    for (uint32_t i = 0; i < eval->evaluations; i += 2) {
        const struct sw_eval_entry *evaluation = &eval->evaluation[i];
        const struct sw_game *game = sw_game_row(evaluation->game);
        char text[400];

        if (evaluation->channel != SW_CHANNEL_NORMAL || game->legend == NULL)
            continue;
        snprintf(text, sizeof text, "%s: %s%s", game->title, game->legend,
                 speaks(evaluation->game) ? " shuffled: it hears what was said of another world."
                                          : "");
        sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
    }
}

/* How much the best spoke; in which game, if there are several. */
static void print_best_messages(const struct sw_eval *eval)
{
    uint32_t spoken = 0;

    for (uint32_t i = 1; i < eval->evaluations; i += 2)
        spoken +=
            speaks(eval->evaluation[i].game) && eval->evaluation[i].channel == SW_CHANNEL_NORMAL;
    for (uint32_t i = 1; i < eval->evaluations; i += 2) {
        const struct sw_eval_entry *evaluation = &eval->evaluation[i];
        char who[64] = "The best";

        if (!speaks(evaluation->game) || evaluation->channel != SW_CHANNEL_NORMAL)
            continue;
        if (spoken > 1)
            snprintf(who, sizeof who, "In %s the best", sw_game_row(evaluation->game)->name);
        print_messages(eval, evaluation, who);
    }
}

/* That there are other parents than the best. */
static void print_islands(const struct sw_eval *eval)
{
    uint32_t islands = eval->archive->record.space.islands;
    char text[160];

    if (islands == 1 || eval->archive->generations == 0)
        return;
    snprintf(text, sizeof text,
             "best is of one of %u islands: --families shows the parents of all, and what any of "
             "them solves.",
             islands);
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

static void print_legend(const struct sw_eval *eval)
{
    if (sw_worlds_pool(eval->worlds) == 0)
        sw_print_folded("chance: picking a rule blindly. ceiling: what a perfect reasoner could "
                        "know from the demonstrations.",
                        0, SW_TABLE_WIDTH, stdout);
    if (eval->evaluation[0].held.all.puzzles > 0)
        sw_print_folded(
            "held out: as many puzzles with rules that no life has met (worlds.hold_out).", 0,
            SW_TABLE_WIDTH, stdout);
    print_games(eval);
    print_best_messages(eval);
    print_partner(eval);
    print_pool_note(eval);
    print_islands(eval);
}

/* A word of a command, in quotes if a shell would take it apart. */
static void print_word(const char *word)
{
    bool plain = word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                   "_-./+,:@%=")] == '\0';

    if (!plain)
        putchar('\'');
    sw_text_print(word, stdout);
    if (!plain)
        putchar('\'');
}

/* The commands are written as this one was called, so that they can be copied. They are for
 * somebody who looks on, and no part of what was found. */
void sw_eval_next(const struct sw_eval *eval)
{
    static const char *const commands[][2] = {
        {"replay", ""}, {"lineage", ""}, {"inspect", " best"}};

    if (!isatty(STDOUT_FILENO))
        return;
    fputs("\nThe run is in ", stdout);
    sw_text_print(eval->folder, stdout);
    fputs(". Try next:\n", stdout);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        fputs("  ", stdout);
        print_word(program_invocation_name);
        printf(" %s ", commands[i][0]);
        print_word(eval->folder);
        printf("%s\n", commands[i][1]);
    }
}

int sw_eval_demonstration(const struct sw_eval *eval, struct sw_error *error)
{
    const struct sw_archive *archive = eval->archive;
    char done[SW_NUMBER_TEXT], all[SW_NUMBER_TEXT], born[SW_NUMBER_TEXT];

    sw_number_count(archive->generations, done);
    sw_number_count(archive->settings.run.generations, all);
    sw_number_count(archive->generations * (uint64_t)archive->settings.run.islands *
                        (uint64_t)archive->settings.run.members,
                    born);
    printf("%s of %s generations, %s members born (%s)\n", done, all, born,
           sw_scheme_row((uint32_t)archive->settings.selection.scheme)->name);
    printf("exact on ");
    print_puzzles(eval);
    printf(", in percent\nfounder is member %" PRIu64 ", best is member %" PRIu64 "\n\n",
           eval->id[0], eval->id[1]);
    if (demonstration_table(eval, error) != 0)
        return -1;
    putchar('\n');
    print_legend(eval);
    if (eval->arcs > 0)
        putchar('\n');
    return 0;
}
