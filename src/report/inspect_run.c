#include "report/inspect.h"

#include "archive/selected.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "forecast/imagination.h"
#include "report/print.h"
#include "base/json.h"
#include "settings/course.h"
#include "settings/effect.h"
#include "settings/niche.h"
#include "life/game.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROWS_WANTED 12u /* of the course of scores */
#define ROWS_MAX    (ROWS_WANTED + 2 * SW_PHASES_MAX)
#define SAMPLES     32u /* generations that one row is the mean of */
#define BAR         16

/* Scores of a stretch of generations within one phase. */
struct stretch {
    uint64_t first, end;
    uint32_t phase;
    double best, mean, deviation;
};

struct course {
    uint32_t rows;
    struct stretch row[ROWS_MAX];
};

const char *sw_inspect_setting(const struct sw_settings *settings, const char *name,
                               char text[SW_TEXT_MAX])
{
    const struct sw_parameter *row = sw_parameters_find(sw_settings_table, name, NULL);

    text[0] = '\0';
    if (row != NULL)
        sw_parameter_value(row, settings, text, SW_TEXT_MAX);
    return text;
}

static const char *phase_setting(const struct sw_settings *settings, uint32_t phase,
                                 const char *key, char text[SW_TEXT_MAX])
{
    char name[64];

    snprintf(name, sizeof name, "phase%u.%s", phase + 1, key);
    return sw_inspect_setting(settings, name, text);
}

/* One generation's scores over all islands: the best of all, means of means and deviations. */
static int read_generation(struct sw_archive *archive, uint64_t generation, double *best,
                           double *mean, double *deviation, struct sw_error *error)
{
    uint32_t islands = archive->record.space.islands;

    *best = -HUGE_VAL;
    *mean = *deviation = 0;
    for (uint32_t island = 0; island < islands; island++) {
        struct sw_statistics statistics;

        if (sw_inspect_statistics(archive, generation, island, &statistics, error) != 0)
            return -1;
        *best = fmax(*best, statistics.best);
        *mean += statistics.mean / islands;
        *deviation += statistics.deviation / islands;
    }
    return 0;
}

static int read_stretch(struct sw_archive *archive, struct stretch *stretch, struct sw_error *error)
{
    struct sw_inspected inspected = {stretch->first, stretch->end, SAMPLES};
    uint64_t samples = sw_inspected_count(inspected);

    stretch->best = stretch->mean = stretch->deviation = 0;
    for (uint64_t i = 0; i < samples; i++) {
        double best, mean, deviation;

        if (read_generation(archive, sw_inspected_generation(inspected, i), &best, &mean,
                            &deviation, error) != 0)
            return -1;
        stretch->best += best / (double)samples;
        stretch->mean += mean / (double)samples;
        stretch->deviation += deviation / (double)samples;
    }
    return 0;
}

/* Cuts what was lived into stretches that end where phases end, about ROWS_WANTED of them: scores
 * of different games are never averaged. */
static int read_course(struct sw_archive *archive, struct course *course, struct sw_error *error)
{
    uint64_t done = archive->generations, first = 0;

    course->rows = 0;
    while (first < done) {
        uint64_t end, length, rows;
        const struct sw_settings *settings = sw_schedule_at(archive->breeder.schedule, first, 0);
        uint32_t phase = sw_settings_phase(settings, first, &end);

        end = end < done && end > first ? end : done;
        length = end - first;
        rows = (length * ROWS_WANTED + done / 2) / done;
        rows = rows < 2 ? 2 : rows;
        rows = rows < length ? rows : length;
        for (uint64_t i = 0; i < rows && course->rows < ROWS_MAX; i++) {
            struct stretch *stretch = &course->row[course->rows++];

            stretch->first = first + i * length / rows;
            stretch->end = first + (i + 1) * length / rows;
            stretch->phase = phase;
            if (read_stretch(archive, stretch, error) != 0)
                return -1;
        }
        first = end;
    }
    return 0;
}

/* The generations that the last row is the mean of. */
static struct sw_inspected last_of(const struct course *course)
{
    const struct stretch *last = &course->row[course->rows - 1];

    return (struct sw_inspected){last->first, last->end, SAMPLES};
}

/* What is stored of births. */
struct holdings {
    uint64_t bytes, records, births;
    double each;       /* bytes of one birth and its score, in the last generation */
    double everything; /* bytes of the whole store for each birth */
};

static int read_holdings(struct sw_archive *archive, struct holdings *out, struct sw_error *error)
{
    static const enum sw_store_kind kinds[] = {SW_STORE_BIRTHS, SW_STORE_SCORES, SW_STORE_SURFACES};
    struct sw_identity_space space = archive->record.space;

    out->bytes = sw_store_bytes(archive->store);
    out->records = sw_store_records(archive->store);
    out->births = archive->generations * space.islands * space.members;
    out->each = 0;
    for (int i = 0; i < 3 && archive->generations > 0; i++) {
        const void *bytes;
        size_t size;
        int found = sw_store_get(archive->store, kinds[i], archive->generations - 1, 0, &bytes,
                                 &size, error);

        if (found < 0)
            return -1;
        if (found > 0)
            out->each += (double)size / space.members;
    }
    out->everything = out->births == 0 ? 0 : (double)out->bytes / (double)out->births;
    return 0;
}

static const char *const settings_shown[] = {
    "run.seed",           "run.islands",      "run.members",         "worlds.source",
    "worlds.dimension",   "worlds.shift",     "worlds.rotate",       "worlds.laws",
    "life.worlds",        "life.litter",      "life.partner",        "selection.scheme",
    "selection.pressure", "selection.elites", "selection.standing",  "migration.every",
    "migration.topology", "families.share",   "language.speak_from", "run.kernel"};

enum { SETTINGS_SHOWN = sizeof settings_shown / sizeof *settings_shown, GAP = 2 };

/* A name, and what it is on as many lines as that takes. What fits is printed as it stands. */
static void print_pair(const char *name, const char *value)
{
    char shown[4 * SW_PATH_MAX];
    size_t width = 0;

    for (uint32_t i = 0; i < SETTINGS_SHOWN; i++)
        width = strlen(settings_shown[i]) > width ? strlen(settings_shown[i]) : width;
    sw_text_show(value, strlen(value), UINT32_MAX, shown, sizeof shown);
    if (shown[0] == '\0') {
        printf("%s\n", name);
        return;
    }
    width += GAP;
    printf("%-*s", (int)width, name);
    if (width + sw_text_columns(shown) <= SW_TABLE_WIDTH)
        printf("%s\n", shown);
    else
        sw_print_folded(shown, (uint32_t)width, SW_TABLE_WIDTH, stdout);
}

/* What the run does not use is not its company; a pressure that does nothing is told of below. */
static bool is_used(const struct sw_settings *settings, const char *name)
{
    const struct sw_parameter *row = sw_parameters_find(sw_settings_table, name, NULL);
    char why[SW_EFFECT_TEXT];

    return row == NULL || strcmp(name, "selection.pressure") == 0 ||
           sw_effect_idle(settings, row, why) == NULL;
}

static void print_effect(const char *sentence, void *context)
{
    bool *begun = context;

    if (!*begun)
        putchar('\n');
    *begun = true;
    sw_print_folded(sentence, 0, SW_TABLE_WIDTH, stdout);
}

/* The last generation that was lived, or the first. */
static uint64_t last_lived(const struct sw_archive *archive)
{
    return archive->generations > 0 ? archive->generations - 1 : 0;
}

/* Who is taught and who is not, of experts or of islands. */
static void print_growth(const struct sw_archive *archive)
{
    uint64_t at = last_lived(archive);
    uint32_t expert = sw_genome_expert(&archive->breeder, at, 0);
    uint32_t niche = sw_schedule_niche(archive->breeder.schedule, at);
    char text[128];

    if (archive->layout.shape.prototypes > 0) {
        snprintf(text, sizeof text, "number %u of %u is taught, %u frozen, %u not opened%s",
                 expert + 1, archive->layout.shape.experts, expert,
                 archive->layout.shape.experts - expert - 1,
                 archive->layout.shape.own_eyes ? "; own eyes" : "");
        print_pair("experts", text);
    }
    if (sw_settings_niches(&archive->settings)) {
        snprintf(text, sizeof text, "%u is taught, the others stand still", niche);
        print_pair("island", text);
    }
}

static void print_settings(const struct sw_archive *archive, const char *folder,
                           const struct holdings *holdings, const char *selected,
                           const char *programs, const char *best)
{
    const struct sw_settings *settings = &archive->settings;
    const struct sw_event *why;
    char text[SW_TEXT_MAX], effect[SW_EFFECT_TEXT], a[SW_NUMBER_TEXT], b[SW_NUMBER_TEXT];

    print_pair("run", folder);
    print_pair("begun by", archive->record.version);
    if (archive->before != NULL) {
        snprintf(text, sizeof text, "%.900s at generation %s", archive->origin,
                 sw_number_count(archive->branched, a));
        print_pair("branched from", text);
    }
    snprintf(text, sizeof text, "%s of %s done", sw_number_count(archive->generations, a),
             sw_number_count(settings->run.generations, b));
    print_pair("generations", text);
    if (archive->generations >= sw_schedule_end(archive->breeder.schedule, &why) && why != NULL) {
        snprintf(text, sizeof text, "at generation %s, by events.%u",
                 sw_number_count(archive->generations, a), why->line);
        print_pair("finished", text);
    }
    for (uint32_t i = 0; i < SETTINGS_SHOWN; i++)
        if (is_used(settings, settings_shown[i]))
            print_pair(settings_shown[i], sw_inspect_setting(settings, settings_shown[i], text));
    print_pair("pressure means", sw_scheme_row((uint32_t)settings->selection.scheme)->pressure);
    print_pair("that is, here", sw_effect_pressure(settings, effect));
    if (selected[0] != '\0')
        print_pair("selection did", selected);
    if (programs[0] != '\0')
        print_pair("programs", programs);
    print_pair("parameters", sw_number_count(archive->layout.parameters, a));
    if (archive->layout.shape.foresight.rows > 0)
        print_pair("its forecasts",
                   sw_number_count(sw_imagination_parameters(&archive->layout), a));
    print_growth(archive);
    snprintf(text, sizeof text, "%s in %s records", sw_number_bytes(holdings->bytes, a),
             sw_number_count(holdings->records, b));
    print_pair("store", text);
    print_pair("births stored", sw_number_count(holdings->births, a));
    snprintf(text, sizeof text, "%.1f with the score (%.1f with keyframes and all)", holdings->each,
             holdings->everything);
    print_pair("bytes per birth", text);
    print_pair("best", best);
}

/* Functions and bodies know no games of puzzles: of their phases their schedule remains. */
static int print_phases(const struct sw_settings *settings, struct sw_error *error)
{
    static const struct {
        struct sw_column column;
        bool played;
    } keys[] = {
        {{"from", SW_ALIGN_RIGHT}, false},  {{"game", SW_ALIGN_LEFT}, true},
        {{"fitness", SW_ALIGN_LEFT}, true}, {{"evolve", SW_ALIGN_LEFT}, true},
        {{"channel", SW_ALIGN_LEFT}, true}, {{"strength", SW_ALIGN_RIGHT}, false},
        {{"rate", SW_ALIGN_RIGHT}, false},  {{"rate_end", SW_ALIGN_RIGHT}, false},
    };
    enum { KEYS = sizeof keys / sizeof *keys };
    struct sw_column columns[1 + KEYS] = {{"phase", SW_ALIGN_LEFT}};
    bool plays = sw_settings_puzzles(settings);
    struct sw_table *table;
    char text[SW_TEXT_MAX];
    uint32_t shown = 1;

    for (uint32_t k = 0; k < KEYS; k++)
        if (plays || !keys[k].played)
            columns[shown++] = keys[k].column;
    table = sw_table_create(columns, shown, error);
    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        if (settings->phase[i].from < 0 && !sw_effect_phase(settings, i))
            continue;
        sw_table_cell(table, "%u", i + 1);
        for (uint32_t k = 1; k < shown; k++)
            sw_table_cell(table, "%s", phase_setting(settings, i, columns[k].title, text));
    }
    putchar('\n');
    return sw_print_table(table, error);
}

/* The mean as a bar between the lowest and the highest of its phase. */
static const char *bar(const struct course *course, const struct stretch *stretch,
                       char text[BAR + 1])
{
    double low = HUGE_VAL, high = -HUGE_VAL;
    int length;

    for (uint32_t i = 0; i < course->rows; i++)
        if (course->row[i].phase == stretch->phase) {
            low = fmin(low, course->row[i].mean);
            high = fmax(high, course->row[i].mean);
        }
    length = high > low ? 1 + (int)((BAR - 1) * (stretch->mean - low) / (high - low)) : BAR;
    memset(text, '#', (size_t)length);
    text[length] = '\0';
    return text;
}

/* Whether scores of some phase are less what its speakers' words cost. */
static bool words_cost(const struct sw_settings *settings)
{
    bool costs =
        settings->language.ambiguity > 0 || (settings->language.end && settings->language.cost > 0);

    for (uint32_t i = 0; costs && sw_settings_puzzles(settings) && i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(settings, i) && settings->phase[i].channel != SW_CHANNEL_SILENT &&
            sw_game_speaker(sw_game_row(settings->phase[i].game)) != NULL)
            return true;
    return false;
}

/* What a row of the course is made of. */
static void print_legend(const struct sw_settings *settings)
{
    char text[400];

    snprintf(
        text, sizeof text,
        "Each row is the mean of at most %u generations, evenly chosen from its own%s. #: the "
        "mean, between the lowest and the highest of its phase. --full prints every generation%s.",
        SAMPLES,
        settings->run.islands > 1 ? ", over all islands: best is that of the best island, mean "
                                    "and deviation are means of theirs"
                                  : "",
        settings->run.islands > 1 ? " of each island" : "");
    putchar('\n');
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
    if (words_cost(settings))
        sw_print_folded("Where a member speaks, the cost of words is subtracted from scores "
                        "(language.ambiguity, language.cost). output.trace prints both, and eval "
                        "what was solved.",
                        0, SW_TABLE_WIDTH, stdout);
}

static int print_course(const struct sw_settings *settings, const struct course *course,
                        struct sw_error *error)
{
    const struct sw_function *function = sw_settings_function(settings);
    const struct sw_body_game *bodies = sw_settings_body(settings);
    const struct sw_forecast_theme *theme = sw_settings_forecast(settings);
    const struct sw_column columns[] = {
        {"generations", SW_ALIGN_RIGHT},
        {"phase", SW_ALIGN_RIGHT},
        {function != NULL ? "function"
         : bodies != NULL ? "body"
         : theme != NULL  ? "forecast"
                          : "game",
         SW_ALIGN_LEFT},
        {"best", SW_ALIGN_RIGHT},
        {"mean", SW_ALIGN_RIGHT},
        {"deviation", SW_ALIGN_RIGHT},
        {"", SW_ALIGN_LEFT},
    };
    struct sw_table *table = sw_table_create(columns, 7, error);
    int result;

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < course->rows; i++) {
        const struct stretch *stretch = &course->row[i];
        char text[BAR + 1];

        if (i > 0 && stretch->phase != course->row[i - 1].phase)
            sw_table_rule(table);
        sw_table_cell(table, "%llu-%llu", (unsigned long long)stretch->first,
                      (unsigned long long)stretch->end - 1);
        sw_table_cell(table, "%u", stretch->phase + 1);
        sw_table_cell(table, "%s",
                      function != NULL ? function->name
                      : bodies != NULL ? bodies->name
                      : theme != NULL  ? theme->name
                                       : sw_game_row(settings->phase[stretch->phase].game)->name);
        sw_table_cell(table, "%.4f", stretch->best);
        sw_table_cell(table, "%.4f", stretch->mean);
        sw_table_cell(table, "%.4f", stretch->deviation);
        sw_table_cell(table, "%s", bar(course, stretch, text));
    }
    putchar('\n');
    result = sw_table_print(table, stdout, SW_TABLE_WIDTH, error);
    sw_table_destroy(table);
    print_legend(settings);
    return result;
}

static void game_json(struct sw_json *json, const struct sw_phase *phase)
{
    sw_json_text(json, "game", sw_game_row(phase->game)->name);
    sw_json_text(json, "fitness", sw_fitness_row(phase->fitness)->name);
}

static void phases_json(struct sw_json *json, const struct sw_settings *settings)
{
    char text[SW_TEXT_MAX];

    sw_json_open(json, "phases", '[');
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        const struct sw_phase *phase = &settings->phase[i];

        if (phase->from < 0 && !sw_effect_phase(settings, i))
            continue;
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "phase", i + 1);
        sw_json_integer(json, "from", phase->from);
        if (sw_settings_puzzles(settings)) {
            game_json(json, phase);
            sw_json_text(json, "evolve", phase_setting(settings, i, "evolve", text));
            sw_json_text(json, "channel", phase_setting(settings, i, "channel", text));
        }
        sw_json_real(json, "strength", phase->strength);
        sw_json_real(json, "rate", phase->rate);
        sw_json_real(json, "rate_end", phase->rate_end);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void course_json(struct sw_json *json, const struct sw_settings *settings,
                        const struct course *course)
{
    sw_json_open(json, "course", '[');
    for (uint32_t i = 0; i < course->rows; i++) {
        const struct stretch *stretch = &course->row[i];
        const struct sw_phase *phase = &settings->phase[stretch->phase];

        sw_json_open(json, NULL, '{');
        sw_json_count(json, "from", stretch->first);
        sw_json_count(json, "until", stretch->end);
        sw_json_count(json, "phase", stretch->phase + 1);
        if (sw_settings_puzzles(settings))
            game_json(json, phase);
        sw_json_real(json, "best", stretch->best);
        sw_json_real(json, "mean", stretch->mean);
        sw_json_real(json, "deviation", stretch->deviation);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void effect_json(const char *sentence, void *context)
{
    sw_json_text(context, NULL, sentence);
}

static int print_run_json(struct sw_archive *archive, const char *folder,
                          const struct holdings *holdings, const struct course *course,
                          uint64_t best, bool full, struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;
    const struct sw_function *function = sw_settings_function(settings);
    struct sw_json json = {.out = stdout};
    char text[SW_EFFECT_TEXT];
    int result = 0;

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "run", folder);
    sw_json_text(&json, "version", archive->record.version);
    if (archive->before != NULL) {
        sw_json_text(&json, "branched_from", archive->origin);
        sw_json_count(&json, "branched_at", archive->branched);
    }
    sw_json_integer(&json, "seed", settings->run.seed);
    sw_json_count(&json, "generations", archive->generations);
    sw_json_integer(&json, "generations_wanted", settings->run.generations);
    sw_json_integer(&json, "islands", settings->run.islands);
    sw_json_integer(&json, "members", settings->run.members);
    sw_json_count(&json, "parameters", archive->layout.parameters);
    if (archive->layout.shape.foresight.rows > 0)
        sw_json_count(&json, "forecast_parameters", sw_imagination_parameters(&archive->layout));
    if (archive->layout.shape.prototypes > 0)
        sw_json_count(&json, "expert_taught",
                      sw_genome_expert(&archive->breeder, last_lived(archive), 0));
    if (sw_settings_niches(settings))
        sw_json_count(&json, "island_taught",
                      sw_schedule_niche(archive->breeder.schedule, last_lived(archive)));
    sw_json_text(&json, "scheme", sw_scheme_row((uint32_t)settings->selection.scheme)->name);
    sw_json_real(&json, "pressure", settings->selection.pressure);
    sw_json_text(&json, "kernel", sw_settings_kernel(settings));
    if (sw_settings_body(settings) != NULL)
        sw_json_text(&json, "body", sw_settings_body(settings)->name);
    if (sw_settings_forecast(settings) != NULL)
        sw_json_text(&json, "forecast", sw_settings_forecast(settings)->name);
    if (function != NULL) {
        sw_json_text(&json, "function", function->name);
        sw_json_integer(&json, "dimension", settings->worlds.dimension);
    }
    phases_json(&json, settings);
    sw_json_count(&json, "store_bytes", holdings->bytes);
    sw_json_count(&json, "records", holdings->records);
    sw_json_count(&json, "births", holdings->births);
    sw_json_real(&json, "bytes_per_birth", holdings->each);
    sw_json_real(&json, "store_bytes_per_birth", holdings->everything);
    sw_json_count(&json, "best", best);
    course_json(&json, settings, course);
    /* A row of the course is the mean of at most so many of its generations, over all islands. */
    sw_json_count(&json, "course_samples", SAMPLES);
    sw_json_count(&json, "course_islands", (uint64_t)settings->run.islands);
    if (course->rows > 0)
        result = sw_inspect_islands_json(archive, last_of(course), &json, error);
    sw_json_text(&json, "pressure_here", sw_effect_pressure(settings, text));
    sw_json_open(&json, "events", '[');
    sw_course_list(archive->breeder.schedule, settings, effect_json, &json);
    sw_json_close(&json, ']');
    sw_json_open(&json, "islands_differ", '[');
    sw_course_islands(settings, effect_json, &json);
    sw_json_close(&json, ']');
    sw_json_open(&json, "without_effect", '[');
    sw_effects(settings, 1, effect_json, &json);
    sw_json_close(&json, ']');
    if (full && result == 0) {
        sw_json_open(&json, "statistics", '[');
        result = sw_inspect_full_json(archive, &json, error);
        sw_json_close(&json, ']');
    }
    sw_json_close(&json, '}');
    return result;
}

int sw_inspect_run(struct sw_archive *archive, const char *folder, bool json, bool full,
                   struct sw_error *error)
{
    struct holdings holdings;
    struct course course;
    char best[SW_NUMBER_TEXT], selected[SW_TEXT_MAX], programs[SW_TEXT_MAX];
    bool begun = false;
    uint64_t id;

    if (read_holdings(archive, &holdings, error) != 0 ||
        read_course(archive, &course, error) != 0 ||
        sw_archive_member(archive, "best", &id, error) != 0)
        return -1;
    snprintf(best, sizeof best, "%llu", (unsigned long long)id);
    if (json)
        return print_run_json(archive, folder, &holdings, &course, id, full, error);
    if (sw_inspect_tell_selected(archive, selected, error) != 0 ||
        sw_inspect_tell_programs(archive, programs, error) != 0)
        return -1;
    print_settings(archive, folder, &holdings, selected, programs, best);
    if (print_phases(&archive->settings, error) != 0)
        return -1;
    sw_course_list(archive->breeder.schedule, &archive->settings, print_effect, &begun);
    begun = false;
    sw_course_islands(&archive->settings, print_effect, &begun);
    begun = false;
    sw_effects(&archive->settings, 1, print_effect, &begun);
    if (full)
        return sw_inspect_full(archive, error);
    if (course.rows == 0)
        return 0;
    if (print_course(&archive->settings, &course, error) != 0)
        return -1;
    return sw_inspect_islands(archive, last_of(&course), error);
}
