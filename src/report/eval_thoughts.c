#include "report/eval_thoughts.h"

#include "base/json.h"
#include "base/number.h"
#include "forecast/imagination.h"
#include "report/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Budgets that are told beside the whole one. */
static const uint32_t budgets[] = {1, 3, 10, 30, 100};

enum { BUDGETS = sizeof budgets / sizeof *budgets, COLUMNS = BUDGETS + 1 };

#define NAME(id, name) name,

static const char *const engines[] = {SW_THOUGHT_ENGINES(NAME, NAME)};

const char *sw_thought_engine_name(enum sw_thought_engine engine)
{
    return engines[engine];
}

/* The engine that members have is the world's where it is known, else their own forecasts. */
static int check_engine(enum sw_thought_engine engine, bool named,
                        const struct sw_settings *settings, struct sw_error *error)
{
    bool hides = sw_settings_hides(settings);

    if (engine == SW_THOUGHT_SIMULATE && hides)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "--plan=simulate tries programs in the engine of the worlds, and in this "
            "run nobody has it (worlds.physics = hidden): give --plan=imagine or policy");
    if (engine != SW_THOUGHT_IMAGINE || sw_settings_foresight(settings))
        return 0;
    if (!named)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run can try no programs: nobody has the engine of the "
                       "worlds (worlds.physics = hidden), and to imagine they have no forecast "
                       "expert (agent.forecast = none)");
    return sw_fail(error, SW_EXIT_USAGE,
                   "--plan=imagine is for members that forecast, and those of this run have no "
                   "forecast expert (agent.forecast = none): leave it out");
}

enum sw_thought_engine sw_thought_engine_find(const char *name, const struct sw_settings *settings,
                                              struct sw_error *error)
{
    uint32_t engine = sw_settings_hides(settings) ? SW_THOUGHT_IMAGINE : SW_THOUGHT_SIMULATE;

    if (name != NULL)
        for (engine = 0; engine < SW_THOUGHT_ENGINE_COUNT; engine++)
            if (strcmp(engines[engine], name) == 0)
                break;
    if (engine == SW_THOUGHT_ENGINE_COUNT)
        sw_fail(error, SW_EXIT_USAGE,
                "--plan is \"%.100s\"; of agents that solve puzzles it is simulate, imagine or "
                "policy",
                name);
    else if (check_engine((enum sw_thought_engine)engine, name != NULL, settings, error) != 0)
        return SW_THOUGHT_ENGINE_COUNT;
    return (enum sw_thought_engine)engine;
}

/* Sums over puzzles. */
struct tally {
    uint64_t puzzles, first, tried, fits, wrong; /* first: solved by what came to mind first */
    uint64_t within[COLUMNS];                    /* solved with so many thoughts at most */
};

struct report {
    const struct sw_eval *eval;
    uint32_t columns, most[COLUMNS]; /* thoughts of each column; the last is all */
    struct tally all, composed, held;
    struct tally *law; /* [sw_law_count()] */
    bool holding;      /* puzzles are of what is held out */
    double spent;      /* seconds */
    enum sw_thought_engine engine;
    uint64_t sight_runs; /* of the expert, in rows */
    /* Of a member that imagines: what was asked of its expert, and how far its forecasts hold. */
    struct sw_imagination_count asked;
    struct sw_dream_tally dreams;
};

enum { EPISODES = 500 }; /* in which forecasts are held against the world */

static void add(const struct report *report, struct tally *tally, const struct sw_answer *answer)
{
    bool fits = answer->found > 0;

    tally->puzzles++;
    tally->first += answer->first_exact;
    tally->tried += answer->tried;
    tally->fits += fits;
    tally->wrong += fits && !answer->exact;
    for (uint32_t i = 0; i < report->columns; i++)
        tally->within[i] +=
            fits && answer->found <= report->most[i] ? answer->exact : answer->first_exact;
}

static void answered(void *context, uint32_t evaluation, uint64_t puzzle,
                     const struct sw_puzzle *asked, const struct sw_answer *answer)
{
    struct report *report = context;
    const struct sw_rule *rule = sw_worlds_rule(report->eval->worlds, asked->rule);

    (void)evaluation, (void)puzzle;
    if (report->holding) {
        add(report, &report->held, answer);
        return;
    }
    add(report, &report->all, answer);
    if (asked->parts > 1)
        add(report, &report->composed, answer);
    else if (asked->parts == 1 && rule != NULL)
        add(report, &report->law[rule->law], answer);
}

/* Core-seconds of this process: others do not count. */
static double core_seconds(void)
{
    struct timespec now = {0, 0};

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double part_of(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : 0;
}

static double share(uint64_t part, const struct tally *tally)
{
    return tally->puzzles > 0 ? (double)part / (double)tally->puzzles : (double)NAN;
}

/* --- JSON --- */

static void json_tally(const struct report *report, struct sw_json *json, const struct tally *tally)
{
    sw_json_count(json, "puzzles", tally->puzzles);
    sw_json_real(json, "first", share(tally->first, tally));
    sw_json_open(json, "within", '[');
    for (uint32_t i = 0; i < report->columns; i++) {
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "thoughts", report->most[i]);
        sw_json_real(json, "exact", share(tally->within[i], tally));
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    sw_json_real(json, "fits", share(tally->fits, tally));
    sw_json_real(json, "fits_but_wrong", share(tally->wrong, tally));
    sw_json_real(json, "programs", share(tally->tried, tally));
}

/* How often the forecast expert ran beside sight, and how far its forecasts hold. */
static void json_foresight(const struct report *report, struct sw_json *json)
{
    const struct sw_imagination_count *asked = &report->asked;

    sw_json_count(json, "sight_runs", report->sight_runs);
    sw_json_count(json, "forecast_runs", asked->runs);
    if (report->engine != SW_THOUGHT_IMAGINE)
        return;
    sw_json_count(json, "acts_imagined", asked->acts);
    sw_json_count(json, "acts_unknown", asked->unknown);
    sw_json_real(json, "decisions", part_of(asked->decisions, asked->acts - asked->unknown));
    sw_json_open(json, "forecasts", '[');
    for (uint32_t i = 0; i < SW_EPISODE_STEPS; i++) {
        const struct sw_dream_depth *depth = &report->dreams.depth[i];

        sw_json_open(json, NULL, '{');
        sw_json_count(json, "step", i + 1);
        sw_json_real(json, "exact", part_of(depth->exact, depth->episodes));
        sw_json_real(json, "nothing_changes", part_of(depth->still, depth->episodes));
        sw_json_real(json, "changed_right", part_of(depth->right, depth->changed));
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void tell_json(const struct report *report, const struct sw_thinking_settings *thinking)
{
    const struct sw_eval *eval = report->eval;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", eval->id[eval->members - 1]);
    sw_json_text(&json, "game", sw_game_row(eval->arc_game)->name);
    sw_json_count(&json, "seed", eval->seed);
    sw_json_count(&json, "thoughts", thinking->thoughts);
    sw_json_real(&json, "spread", (double)thinking->spread);
    sw_json_count(&json, "looks", thinking->looks);
    sw_json_text(&json, "plan", engines[report->engine]);
    json_foresight(report, &json);
    json_tally(report, &json, &report->all);
    sw_json_open(&json, "laws", '[');
    for (uint32_t i = 0; i < sw_law_count(); i++) {
        if (report->law[i].puzzles == 0)
            continue;
        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "law", sw_law_row(i)->name);
        json_tally(report, &json, &report->law[i]);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    for (int i = 0; i < 2; i++) {
        const struct tally *tally = i == 0 ? &report->composed : &report->held;

        if (tally->puzzles == 0)
            continue;
        sw_json_open(&json, i == 0 ? "composed" : "held_out", '{');
        json_tally(report, &json, tally);
        sw_json_close(&json, '}');
    }
    sw_json_count(&json, "generations", eval->archive->generations);
    sw_json_text(&json, "run", eval->folder);
    sw_json_integer(&json, "run_seed", eval->archive->settings.run.seed);
    sw_json_close(&json, '}');
}

/* --- a table --- */

static void row(const struct report *report, struct sw_table *table, const char *name,
                const struct tally *tally)
{
    if (tally->puzzles == 0)
        return;
    sw_table_cell(table, "%s", name);
    sw_table_cell(table, "%.1f", 100 * share(tally->first, tally));
    for (uint32_t i = 0; i < report->columns; i++)
        sw_table_cell(table, "%.1f", 100 * share(tally->within[i], tally));
    sw_table_cell(table, "%.1f", 100 * share(tally->wrong, tally));
    sw_table_cell(table, "%.1f", share(tally->tried, tally));
}

static void titles(const struct report *report, struct sw_table *table)
{
    sw_table_cell(table, "%s", report->all.puzzles == report->composed.puzzles ? "" : "law");
    sw_table_cell(table, "first");
    for (uint32_t i = 0; i < report->columns; i++)
        sw_table_cell(table, "%u", report->most[i]);
    sw_table_cell(table, "wrong");
    sw_table_cell(table, "programs");
    sw_table_rule(table);
}

static void rows(const struct report *report, struct sw_table *table)
{
    uint32_t laws = 0;

    for (uint32_t i = 0; i < sw_law_count(); i++) {
        row(report, table, sw_law_row(i)->name, &report->law[i]);
        laws += report->law[i].puzzles > 0;
    }
    row(report, table, "(several)", &report->composed);
    if (laws > 0 || report->composed.puzzles > 0)
        sw_table_rule(table);
    row(report, table, "all", &report->all);
    row(report, table, "held out", &report->held);
}

static void tell_foresight(const struct report *report)
{
    const struct sw_imagination_count *asked = &report->asked;
    const struct sw_dream_depth *one = &report->dreams.depth[0], *four = &report->dreams.depth[3];
    char runs[SW_NUMBER_TEXT], sight[SW_NUMBER_TEXT], text[640];

    snprintf(text, sizeof text,
             "Programs were tried in its own forecasts. The forecast expert ran %s times and sight "
             "%s times (%.1f %% of the runs of both). Of the acts that it imagined it cannot "
             "forecast %.1f %%. In %d scenes that no life met %.1f %% of its forecasts of one act "
             "are exact (nothing changes: %.1f %%) and %.1f %% of the changed cells right; of four "
             "acts, each forecast from the forecast before, %.1f and %.1f %%.",
             sw_number_count(asked->runs, runs), sw_number_count(report->sight_runs, sight),
             100 * part_of(asked->runs, asked->runs + report->sight_runs),
             100 * part_of(asked->unknown, asked->acts), EPISODES,
             100 * part_of(one->exact, one->episodes), 100 * part_of(one->still, one->episodes),
             100 * part_of(one->right, one->changed), 100 * part_of(four->exact, four->episodes),
             100 * part_of(four->right, four->changed));
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

static int tell(const struct report *report, const struct sw_thinking_settings *thinking,
                struct sw_error *error)
{
    static const struct sw_column columns[4 + COLUMNS] = {
        {"", SW_ALIGN_LEFT},  {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT},
        {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT},
        {"", SW_ALIGN_RIGHT}, {"", SW_ALIGN_RIGHT}};
    const struct sw_eval *eval = report->eval;
    struct sw_table *table = sw_table_create(columns, 4 + report->columns, error);
    char puzzles[SW_NUMBER_TEXT], thoughts[SW_NUMBER_TEXT];

    if (table == NULL)
        return -1;
    printf("member %" PRIu64 " (%s) thinks in %s: exact on %s puzzles (seed %" PRIu64
           "), in percent,\nat once, and with so many thoughts at most\n\n",
           eval->id[eval->members - 1], eval->name[eval->members - 1],
           sw_game_row(eval->arc_game)->name, sw_number_count(report->all.puzzles, puzzles),
           eval->seed);
    titles(report, table);
    rows(report, table);
    if (sw_print_table(table, error) != 0)
        return -1;
    putchar('\n');
    sw_print_folded(
        "first: the first program that comes to mind. A thought is one of its own programs, the "
        "likeliest first, tried on the demonstrations; the first that makes all right is the "
        "answer, and if none does, the one that came first. wrong: its answer makes the "
        "demonstrations right and not the test. programs: mean number of programs tried.",
        0, SW_TABLE_WIDTH, stdout);
    if (report->engine == SW_THOUGHT_IMAGINE)
        tell_foresight(report);
    if (isatty(STDOUT_FILENO)) {
        uint64_t all = report->all.puzzles + report->held.puzzles;

        printf("%s thoughts at most took %.0f us a puzzle.\n",
               sw_number_count(thinking->thoughts, thoughts),
               1e6 * report->spent / (double)(all > 0 ? all : 1));
    }
    return 0;
}

/* --- evaluation --- */

static int evaluate(struct report *report, struct sw_examiner *examiner,
                    const struct sw_evaluation *evaluation, bool held_out, struct sw_error *error)
{
    struct sw_result result;
    int failed;

    report->holding = examiner->held_out = held_out;
    failed = sw_examine_worlds(examiner, report->eval->worlds, 0, report->eval->puzzles, evaluation,
                               1, &result, error);
    examiner->held_out = false;
    report->sight_runs += result.sight_runs;
    sw_result_clear(&result);
    return failed;
}

/* The worlds of the run, and what it holds out of lives. */
static int evaluate_all(struct report *report, struct sw_examiner *examiner,
                        const struct sw_evaluation *evaluation, struct sw_error *error)
{
    int result;

    examiner->answered = answered;
    examiner->context = report;
    examiner->clock = core_seconds;
    result = evaluate(report, examiner, evaluation, false, error);
    if (result == 0 && sw_worlds_held(report->eval->worlds) > 0)
        result = evaluate(report, examiner, evaluation, true, error);
    examiner->answered = NULL;
    examiner->clock = NULL;
    report->spent = examiner->spent;
    return result;
}

/* The same where programs are tried in forecasts, and these are held against the world. */
static int imagine_all(struct report *report, struct sw_examiner *examiner,
                       const struct sw_evaluation *evaluation, struct sw_error *error)
{
    const struct sw_archive *archive = report->eval->archive;
    struct sw_episode_rules rules = sw_settings_episode_rules(&archive->settings);
    struct sw_dream *dream = sw_dream_create(&archive->layout, error);
    int result = -1;

    if (dream != NULL && sw_examiner_imagine(examiner, error) == 0) {
        result = evaluate_all(report, examiner, evaluation, error);
        report->asked = sw_imagination_count(examiner->imagination);
        sw_dream_examine(dream, evaluation->weights, &rules, report->eval->seed, 0, EPISODES,
                         SW_EPISODE_STEPS, &report->dreams);
    }
    sw_dream_destroy(dream);
    return result;
}

int sw_eval_thoughts(struct sw_examiner *examiner, const struct sw_eval *eval, const float *weights,
                     enum sw_thought_engine engine, bool json, struct sw_error *error)
{
    const struct sw_thinking_settings *thinking = sw_thinking_settings(examiner->life->thinking);
    struct sw_evaluation evaluation = {.weights = weights,
                                       .game = eval->arc_game,
                                       .words = eval->words[eval->members - 1],
                                       .channel = eval->arc_channel};
    struct report report = {.eval = eval, .engine = engine};
    int result;

    for (uint32_t i = 0; i < BUDGETS && budgets[i] < thinking->thoughts; i++)
        report.most[report.columns++] = budgets[i];
    report.most[report.columns++] = thinking->thoughts;
    report.law = sw_allocate(sw_law_count(), sizeof *report.law, "examining", error);
    if (report.law == NULL)
        return -1;
    result = (engine == SW_THOUGHT_IMAGINE ? imagine_all : evaluate_all)(&report, examiner,
                                                                         &evaluation, error);
    if (result == 0 && json)
        tell_json(&report, thinking);
    else if (result == 0)
        result = tell(&report, thinking, error);
    free(report.law);
    return result;
}
