#include "settings/course.h"
#include "settings/effect_private.h"

#include "base/number.h"
#include "base/parameter_lines.h"
#include "settings/schedule.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Why speech does nothing, or the earshot of it; NULL: it does. */
static const char *speech_idle(const struct sw_settings *settings, const struct sw_body_game *game,
                               bool earshot)
{
    bool oracle = settings->body.speech == SW_BODY_SPEECH_ORACLE;
    bool one = game->bodies - game->guides == 1;

    if (oracle && one)
        return "a guide eats nothing that body.speech = oracle could make known";
    if (oracle && settings->body.plastic != SW_PLASTIC_DELTA &&
        settings->body.plastic != SW_PLASTIC_OPEN)
        return "meals of others only move values: set body.plastic to delta or open";
    if (earshot && one)
        return "a guide is heard everywhere, and hears nothing";
    return NULL;
}

/* Throughout: an event may take lessons away. */
static bool all_lessons(const struct sw_settings *settings)
{
    return settings->body.teacher >= 1 && strstr(settings->events, "body.teacher") == NULL;
}

const char *sw_effect_no_bodies(const struct sw_settings *settings, const char *key)
{
    const struct sw_body_game *game = sw_settings_body(settings);
    bool crew = strcmp(key, "crew") == 0, credit = strcmp(key, "credit") == 0;
    bool speech = strcmp(key, "speech") == 0, earshot = strcmp(key, "earshot") == 0;
    bool costs = strcmp(key, "speech_cost") == 0;
    bool says = strcmp(key, "says") == 0, hears = strcmp(key, "hears") == 0;
    bool imitate = strcmp(key, "imitate") == 0, near = strcmp(key, "near") == 0;
    bool silent = settings->body.speech == SW_BODY_SPEECH_SILENT;

    if (game == NULL)
        return "worlds.source names no game of bodies";
    if (strcmp(key, "given") == 0)
        return settings->body.plastic == SW_PLASTIC_READ
                   ? NULL
                   : "no values are read from memory: set body.plastic to read";
    if (strcmp(key, "retention") == 0)
        return !settings->body.memory         ? "brains have no memory: set body.memory to yes"
               : settings->body.retention > 1 ? NULL
                                              : "every unit keeps what it holds for about 2 ticks "
                                                "in any case: set it to more than 1";
    if (strcmp(key, "mistakes") == 0)
        return game->task == NULL            ? "the game that worlds.source names has no task"
               : game->task->reached == NULL ? "this task counts nothing that is done wrong"
               : all_lessons(settings)       ? "all worlds of lives are lessons (body.teacher = 1)"
                                             : NULL;
    if (strcmp(key, "backplay") == 0 || strcmp(key, "teacher") == 0)
        return game->task != NULL ? NULL : "the game that worlds.source names has no task";
    if (game->bodies == 1 &&
        (crew || near || credit || speech || costs || earshot || says || hears || imitate))
        return "the game that worlds.source names has one body in a world";
    if (game->task != NULL && (credit || strcmp(key, "poison_ramp") == 0 ||
                               strcmp(key, "reversal") == 0 || strcmp(key, "score") == 0))
        return "the game that worlds.source names has a task: its progress is the score, and the "
               "crew's";
    if (strcmp(key, "poison_ramp") == 0 && settings->body.score != SW_BODY_SCORE_ENERGY)
        return "body.score counts no meals: poison counts by what it does to a body";
    if (near)
        return settings->body.crew != 2
                   ? "crews do not come from whole islands: set body.crew to island"
               : sw_settings_litters(settings) == 1 ? "an island is one litter in any case"
                                                    : NULL;
    if (credit && settings->body.crew == 0)
        return "with body.crew = own one member has all seats of a world";
    if (credit && game->bodies - game->guides == 1)
        return "one body of a world gathers, and a guide is scored by it in any case";
    if ((earshot || hears) && (settings->body.speech == SW_BODY_SPEECH_NONE || silent))
        return "nobody hears a word: set body.speech to normal";
    if (((says || costs) && settings->body.speech == SW_BODY_SPEECH_NONE) ||
        ((says || hears || costs) && settings->body.speech == SW_BODY_SPEECH_ORACLE))
        return "brains have no words: set body.speech to normal";
    if (hears &&
        (settings->body.plastic == SW_PLASTIC_READ || settings->body.plastic == SW_PLASTIC_TOLD))
        return "values are not moved: set body.plastic to none, delta or open";
    if (imitate && game->bodies - game->guides == 1)
        return "one body of a world acts, and a guide does nothing that could be imitated";
    return speech || earshot ? speech_idle(settings, game, earshot) : NULL;
}

#define ROWS (sw_effect_row_count + sw_effect_island_row_count)

static const struct sw_effect_row *row_at(size_t k)
{
    return k < sw_effect_row_count ? &sw_effect_rows[k]
                                   : &sw_effect_island_rows[k - sw_effect_row_count];
}

static bool is_for(const struct sw_effect_row *row, const struct sw_parameter *parameter)
{
    size_t length = strlen(row->section);

    if (strcmp(row->section, "phase") == 0 ? strncmp(parameter->section, "phase", length) != 0
                                           : strcmp(parameter->section, row->section) != 0)
        return false;
    return row->key != NULL ? strcmp(parameter->key, row->key) == 0
                            : strcmp(parameter->key, row->but) != 0;
}

/* Whether some event sets other laws. */
static bool teaches_in_turn(const struct sw_settings *settings)
{
    const char *at = settings->events;
    char line[SW_LINES_MAX];
    struct sw_event event;

    while (sw_lines_next(&at, line))
        if (sw_event_read(line, "", &event, NULL) == 0 && event.action == SW_EVENT_SET &&
            event.row->offset == offsetof(struct sw_settings, worlds.laws))
            return true;
    return false;
}

bool sw_effect_keeps_nothing(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;
    bool pulls = settings->keeping.way == SW_KEEPING_ANCHOR ||
                 settings->keeping.way == SW_KEEPING_IMPORTANCE;

    if (strcmp(here->parameter->key, "strength") == 0 && !pulls)
        return because(here, "only keeping.way = anchor or importance pulls weights");
    if ((strcmp(here->parameter->key, "share") == 0 ||
         strcmp(here->parameter->key, "seeds") == 0) &&
        settings->keeping.way != SW_KEEPING_REPLAY)
        return because(here, "only keeping.way = replay meets earlier laws again");
    if (strcmp(here->parameter->key, "prototypes") == 0 &&
        settings->keeping.way != SW_KEEPING_EXPERTS)
        return because(here, "only keeping.way = experts has prototypes");
    if (strcmp(here->parameter->key, "eye") == 0 && settings->keeping.way != SW_KEEPING_EXPERTS)
        return because(here, "only keeping.way = experts shares out what sight has");
    if (strcmp(here->parameter->key, "eye") == 0 && settings->agent.experts == 1)
        return because(here, "with agent.experts = 1 there is one eye in any case");
    /* Experts are another genome, whether laws change or not. */
    if (settings->keeping.way == SW_KEEPING_EXPERTS &&
        (strcmp(here->parameter->key, "way") == 0 || strcmp(here->parameter->key, "eye") == 0))
        return false;
    if (pulls && !sw_scheme_row((uint32_t)settings->selection.scheme)->recombines)
        return because(here, "this selection.scheme makes no parent that could be pulled");
    return !teaches_in_turn(settings) &&
           because(here, "no event sets worlds.laws, so there are no earlier laws to keep");
}

static uint32_t phase_of(const struct sw_parameter *parameter)
{
    return strncmp(parameter->section, "phase", 5) == 0 ? (uint32_t)(parameter->section[5] - '1')
                                                        : 0;
}

/* Whether a setting is at its default. */
static bool untouched(const struct sw_parameter *parameter, const struct sw_settings *settings)
{
    const struct sw_parameters one = {parameter, 1, NULL};
    struct sw_settings initial;

    memset(&initial, 0, sizeof initial);
    return sw_parameters_defaults(one, &initial, NULL) == 0 &&
           sw_parameter_same(parameter, settings, &initial);
}

/* A row and the key that it is asked for, over the course of a run. */
struct question {
    const struct sw_effect_row *row;
    struct sw_effect_situation here; /* settings: of the run */
};

/* 1 if the key acts in a stage of the run. */
static int acts_in(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    const struct question *question = context;
    struct sw_settings settings = *stage->settings;
    char ignored[SW_EFFECT_TEXT];
    struct sw_effect_situation here = question->here;

    (void)error;
    /* The phases that events begin are lived in every stage, as far as this asks. */
    memcpy(settings.events, question->here.settings->events, sizeof settings.events);
    here.settings = &settings;
    here.why = ignored;
    return !question->row->inert(&here);
}

/* Whether a row's key does nothing: as the run begins, and after whatever its events and islands'
 * sections set. */
static bool is_inert(const struct sw_effect_row *row, const struct sw_effect_situation *here)
{
    struct question question = {row, *here};
    struct sw_schedule *schedule;
    bool acts;

    if (!row->inert(here))
        return false;
    if (here->settings->events[0] == '\0' && here->settings->differing[0] == '\0')
        return true;
    schedule = sw_schedule_create(here->settings, NULL);
    acts = schedule != NULL && sw_schedule_stages(schedule, acts_in, &question, NULL) != 0;
    sw_schedule_destroy(schedule);
    return !acts;
}

const char *sw_effect_idle(const struct sw_settings *settings, const struct sw_parameter *parameter,
                           char why[SW_EFFECT_TEXT])
{
    struct sw_effect_situation here = {settings, 1, parameter, phase_of(parameter), why};

    for (size_t k = 0; k < ROWS; k++)
        if (row_at(k)->where[0] == '\0' && is_for(row_at(k), parameter) &&
            is_inert(row_at(k), &here))
            return why;
    return NULL;
}

/* Tells of one setting; a key that does nothing anywhere is told of once. */
static void tell_of(const struct sw_parameter *parameter, const struct sw_settings *settings,
                    uint32_t ranks, void (*tell)(const char *sentence, void *context),
                    void *context)
{
    bool told = false;

    for (size_t k = 0; k < ROWS && !told; k++) {
        const struct sw_effect_row *row = row_at(k);
        char why[SW_EFFECT_TEXT], sentence[SW_EFFECT_TEXT + 128];
        struct sw_effect_situation here = {settings, ranks, parameter, phase_of(parameter), why};

        if (!is_for(row, parameter) || (!row->always && untouched(parameter, settings)) ||
            !is_inert(row, &here))
            continue;
        snprintf(sentence, sizeof sentence, "%s.%s has no effect here%s, because %s",
                 parameter->section, parameter->key, row->where, why);
        tell(sentence, context);
        told = row->where[0] == '\0';
    }
}

/* Laws with teachers that have more edits than life.ticks, each once: "add (11), gather (6)". How
 * many there are. */
static uint32_t list_long_laws(const struct sw_worlds *worlds, uint32_t ticks, char *text,
                               size_t size)
{
    uint32_t count = 0, last = UINT32_MAX;
    size_t used = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < sw_worlds_rows(worlds); i++) {
        const struct sw_rule *rule = sw_worlds_rule(worlds, i);

        if (rule->teacher.length <= ticks || rule->law == last)
            continue;
        last = rule->law;
        if (used < size)
            used += (size_t)snprintf(text + used, size - used, "%s%s (%u)", count > 0 ? ", " : "",
                                     sw_law_row(last)->name, rule->teacher.length);
        count++;
    }
    return count;
}

/* Whether in some phase that is lived all laws of a puzzle are done in the same ticks. */
static bool takes_rows_at_once(const struct sw_settings *settings)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(settings, i) &&
            !sw_game_takes_turns(sw_game_row((enum sw_game_id)settings->phase[i].game)))
            return true;
    return false;
}

/* Ticks in which some teachers cannot be written. */
static void tell_of_ticks(const struct sw_settings *settings,
                          void (*tell)(const char *sentence, void *context), void *context)
{
    struct sw_worlds_settings wanted = sw_settings_worlds(settings);
    uint32_t ticks = settings->life.ticks, needed, laws;
    char names[SW_EFFECT_TEXT], sentence[SW_EFFECT_TEXT + 256];
    struct sw_worlds *worlds;

    if (ticks == 0 || sw_settings_function(settings) != NULL ||
        sw_action_set_ticks(&wanted, &needed, NULL) != 0 || ticks + 1 >= needed)
        return;
    worlds = sw_worlds_create(&wanted, NULL, NULL, NULL);
    if (worlds == NULL)
        return;
    laws = list_long_laws(worlds, ticks, names, sizeof names);
    sw_worlds_destroy(worlds);
    if (laws > 0)
        snprintf(
            sentence, sizeof sentence,
            "life.ticks = %u is too few for the teacher%s of %s: no seat can write what they ask, "
            "and the ceiling of eval says so; life.ticks = 0 gives as many as are needed, %u",
            ticks, laws == 1 ? "" : "s", names, needed);
    else if (settings->worlds.compose > 1 && takes_rows_at_once(settings))
        snprintf(sentence, sizeof sentence,
                 "life.ticks = %u may be too few for the teachers of %lld laws in a row; "
                 "life.ticks = 0 gives as many as are needed, %u",
                 ticks, (long long)settings->worlds.compose, needed);
    else
        return;
    tell(sentence, context);
}

/* 1 where lessons are only the beginning of what is asked, and nobody looks again. */
static int ends_halfway(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    (void)context;
    (void)error;
    return stage->settings->learning.followed > 0 && stage->settings->life.looks == 1;
}

/* Lessons that are followed, for a seat that looks once. */
static void tell_of_followed(const struct sw_settings *settings,
                             void (*tell)(const char *sentence, void *context), void *context)
{
    const struct sw_parameter *parameter =
        sw_parameters_find(sw_settings_table, "learning.followed", NULL);
    const struct sw_course_stage begun = {settings, 0, 0};
    char why[SW_EFFECT_TEXT];
    struct sw_schedule *schedule;
    int halfway;

    if (parameter == NULL || sw_effect_idle(settings, parameter, why) != NULL)
        return;
    halfway = ends_halfway(NULL, &begun, NULL);
    if (halfway == 0 && (settings->events[0] != '\0' || settings->differing[0] != '\0')) {
        schedule = sw_schedule_create(settings, NULL);
        halfway = schedule == NULL ? 0 : sw_schedule_stages(schedule, ends_halfway, NULL, NULL);
        sw_schedule_destroy(schedule);
    }
    if (halfway == 1)
        tell("with life.looks = 1 learning.followed teaches parents to stop halfway: what follows "
             "the teacher is asked for, and nobody looks again to do it; set life.looks to 2 or "
             "more",
             context);
}

static bool lacks_words(const struct sw_settings *settings)
{
    return settings->language.words != 0 &&
           settings->language.words != settings->language.vocabulary;
}

/* 1 where some words of the vocabulary are not in use. */
static int has_fewer_words(void *context, const struct sw_course_stage *stage,
                           struct sw_error *error)
{
    (void)context;
    (void)error;
    return lacks_words(stage->settings);
}

/* All words by their number, which is the same as 0: told of a config, and not of an event, which
 * may give back what was not in use before it. */
static void tell_of_words(const struct sw_settings *settings,
                          void (*tell)(const char *sentence, void *context), void *context)
{
    const struct sw_parameter *parameter =
        sw_parameters_find(sw_settings_table, "language.words", NULL);
    char why[SW_EFFECT_TEXT];
    struct sw_schedule *schedule;
    int fewer = 0;

    if (parameter == NULL || settings->language.words != settings->language.vocabulary ||
        sw_effect_idle(settings, parameter, why) != NULL)
        return;
    if (settings->events[0] != '\0') {
        schedule = sw_schedule_create(settings, NULL);
        fewer = schedule == NULL ? 0 : sw_schedule_stages(schedule, has_fewer_words, NULL, NULL);
        sw_schedule_destroy(schedule);
    }
    if (fewer == 0)
        tell("language.words has no effect here, because language.vocabulary has no more words",
             context);
}

void sw_effects(const struct sw_settings *settings, uint32_t ranks,
                void (*tell)(const char *sentence, void *context), void *context)
{
    for (uint32_t i = 0; i < sw_settings_table.count; i++)
        tell_of(&sw_settings_table.row[i], settings, ranks, tell, context);
    tell_of_ticks(settings, tell, context);
    tell_of_followed(settings, tell, context);
    tell_of_words(settings, tell, context);
    sw_course_effects(settings, tell, context);
}

const char *sw_effect_pressure(const struct sw_settings *settings, char text[SW_EFFECT_TEXT])
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);
    struct sw_selection selection = sw_settings_selection(settings);

    if (scheme->effect != NULL)
        scheme->effect(&selection, text, SW_EFFECT_TEXT);
    else
        snprintf(text, SW_EFFECT_TEXT, "%s", scheme->pressure);
    return text;
}

const char *sw_effect_sentence(const struct sw_settings *settings, char text[SW_EFFECT_TEXT])
{
    char what[SW_EFFECT_TEXT], number[SW_NUMBER_TEXT];

    snprintf(text, SW_EFFECT_TEXT, "selection.pressure = %s means here: %.300s.",
             sw_number_shortest(settings->selection.pressure, number),
             sw_effect_pressure(settings, what));
    return text;
}

const char *sw_effect_share(const struct sw_settings *settings, char text[SW_EFFECT_TEXT])
{
    const struct sw_parameter *share =
        sw_parameters_find(sw_settings_table, "families.share", NULL);
    char number[SW_NUMBER_TEXT], why[SW_EFFECT_TEXT];

    if (settings->families.share == 0 || sw_effect_idle(settings, share, why) != NULL)
        return NULL;
    snprintf(text, SW_EFFECT_TEXT,
             "families.share = %s means here: %lld islands of one founder stay apart by about %.2f "
             "of the distance that each has moved%s.",
             sw_number_shortest(settings->families.share, number), (long long)settings->run.islands,
             sw_families_distance(settings->run.islands, settings->families.share),
             settings->families.share == 1 ? ", so they are one family" : "");
    return text;
}
