#include "population/effect.h"

#include "base/number.h"
#include "lang/channel.h"
#include "population/course.h"
#include "population/game.h"
#include "population/schedule.h"
#include "population/taskfiles.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct situation {
    const struct sw_settings *settings;
    uint32_t ranks;
    uint32_t phase; /* of the key, if it is one of a phase */
    char *why;      /* [SW_EFFECT_TEXT] */
};

__attribute__((format(printf, 2, 3))) static bool because(const struct situation *here,
                                                          const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(here->why, SW_EFFECT_TEXT, format, arguments);
    va_end(arguments);
    return true;
}

bool sw_effect_phase(const struct sw_settings *settings, uint32_t phase)
{
    return (settings->phase[phase].from >= 0 &&
            settings->phase[phase].from < settings->generations) ||
           sw_schedule_begins(settings, phase);
}

static const struct sw_game *game_of(const struct sw_settings *settings, uint32_t phase)
{
    return sw_game_row((enum sw_game_id)settings->phase[phase].game);
}

/* Whether some phase that is lived has a speaker. */
static bool speaks(const struct sw_settings *settings)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(settings, i) && sw_game_speaker(game_of(settings, i)) != NULL)
            return true;
    return false;
}

static bool sits_with_another(const struct sw_settings *settings)
{
    return settings->partner == SW_PARTNER_OTHER;
}

static const struct sw_scheme *scheme_of(const struct sw_settings *settings)
{
    return sw_scheme_row((uint32_t)settings->scheme);
}

/* ---- rows: each says whether its key does nothing, and why ---- */

static bool no_pressure(const struct situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    return scheme->idle != NULL &&
           scheme->idle(sw_settings_selection(here->settings), here->why, SW_EFFECT_TEXT);
}

static bool no_elites(const struct situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    return scheme->recombines &&
           because(here, "%s makes new parents: no member lives on", scheme->name);
}

static bool few_elites(const struct situation *here)
{
    const struct sw_settings *settings = here->settings;
    const struct sw_scheme *scheme = scheme_of(settings);
    uint32_t most = sw_scheme_parents(scheme, sw_settings_selection(settings));

    return !scheme->recombines && settings->elites > most &&
           because(here, "%s has room for %u elites", scheme->name, most);
}

static bool no_rate(const struct situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    return !scheme->recombines && because(here, "%s makes no recombination step", scheme->name);
}

static bool no_migration(const struct situation *here)
{
    const struct sw_settings *settings = here->settings;

    if (settings->migrate_every == 0)
        return false;
    if (settings->islands == 1)
        return because(here, "there is one island");
    return settings->migrate_every > settings->generations &&
           because(here, "the run ends at generation %lld, before the first migration",
                   (long long)settings->generations);
}

static bool no_partner(const struct situation *here)
{
    return sits_with_another(here->settings) && !speaks(here->settings) &&
           because(here, "no phase of the run has a second seat");
}

static bool no_partner_in_trace(const struct situation *here)
{
    return here->settings->trace && sits_with_another(here->settings) && speaks(here->settings) &&
           because(here, "a trace seats each member in all seats");
}

static bool no_ambiguity(const struct situation *here)
{
    const struct sw_settings *settings = here->settings;
    bool spoken = false;

    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        spoken |= sw_effect_phase(settings, i) && sw_game_speaker(game_of(settings, i)) != NULL &&
                  settings->phase[i].channel != SW_CHANNEL_SILENT;
    return !spoken && because(here, "in no phase of the run a speaker is heard");
}

static bool phase_is_late(const struct situation *here)
{
    const struct sw_settings *settings = here->settings;

    return settings->phase[here->phase].from >= settings->generations &&
           !sw_effect_phase(settings, here->phase) &&
           because(here, "the run ends at generation %lld: phase%u, from %lld on, never begins",
                   (long long)settings->generations, here->phase + 1,
                   (long long)settings->phase[here->phase].from);
}

static bool phase_is_unused(const struct situation *here)
{
    return here->settings->phase[here->phase].from < 0 &&
           !sw_effect_phase(here->settings, here->phase) &&
           because(here, "phase%u.from = -1: the phase is not used", here->phase + 1);
}

static bool no_channel(const struct situation *here)
{
    return sw_effect_phase(here->settings, here->phase) &&
           sw_game_speaker(game_of(here->settings, here->phase)) == NULL &&
           because(here, "in %s nobody speaks", game_of(here->settings, here->phase)->name);
}

static bool no_generator(const struct situation *here)
{
    return sw_taskfiles_needed(here->settings) &&
           because(here, "worlds.source names files, and nothing is generated");
}

static bool no_composition(const struct situation *here)
{
    return !sw_taskfiles_needed(here->settings) && here->settings->compose == 1 &&
           because(here, "worlds.compose = 1: no puzzle has more than one law");
}

static bool no_oblongs(const struct situation *here)
{
    return !sw_taskfiles_needed(here->settings) &&
           here->settings->side_min == here->settings->side_max &&
           because(here, "worlds.side_min = worlds.side_max: every canvas is square");
}

static bool trace_of_one_rank(const struct situation *here)
{
    return here->ranks > 1 &&
           because(here, "only what lives on rank 0 is printed; take one rank to see all");
}

/* section (for "phase" any of them), key (NULL: all but `but`), whether it is named at its default,
 * where it does nothing ("": anywhere). */
static const struct row {
    const char *section, *key, *but;
    bool always;
    const char *where;
    bool (*inert)(const struct situation *here);
} rows[] = {
    {"worlds", NULL, "source", false, "", no_generator},
    {"worlds", "composed", NULL, false, "", no_composition},
    {"worlds", "square", NULL, false, "", no_oblongs},
    {"language", "ambiguity", NULL, false, "", no_ambiguity},
    {"life", "partner", NULL, false, "", no_partner},
    {"life", "partner", NULL, false, " on output.trace", no_partner_in_trace},
    {"selection", "pressure", NULL, true, "", no_pressure},
    {"selection", "elites", NULL, false, "", no_elites},
    {"selection", "elites", NULL, false, " in full", few_elites},
    {"migration", "every", NULL, false, "", no_migration},
    {"phase", "from", NULL, true, "", phase_is_late},
    {"phase", NULL, "from", false, "", phase_is_unused},
    {"phase", "channel", NULL, false, "", no_channel},
    {"phase", "rate", NULL, false, "", no_rate},
    {"phase", "rate_end", NULL, false, "", no_rate},
    {"output", "trace", NULL, false, " on members of other ranks", trace_of_one_rank},
};

static bool is_for(const struct row *row, const struct sw_parameter *parameter)
{
    size_t length = strlen(row->section);

    if (strcmp(row->section, "phase") == 0 ? strncmp(parameter->section, "phase", length) != 0
                                           : strcmp(parameter->section, row->section) != 0)
        return false;
    return row->key != NULL ? strcmp(parameter->key, row->key) == 0
                            : strcmp(parameter->key, row->but) != 0;
}

static uint32_t phase_of(const struct sw_parameter *parameter)
{
    return strncmp(parameter->section, "phase", 5) == 0 ? (uint32_t)(parameter->section[5] - '1')
                                                        : 0;
}

/* Whether a setting is at its default. */
static bool untouched(const struct sw_parameter *parameter, const struct sw_settings *settings)
{
    const struct sw_parameters one = {parameter, 1};
    struct sw_settings initial;

    memset(&initial, 0, sizeof initial);
    return sw_parameters_defaults(one, &initial, NULL) == 0 &&
           sw_parameter_same(parameter, settings, &initial);
}

/* A row and the key that it is asked for, over the course of a run. */
struct question {
    const struct row *row;
    struct situation here; /* settings: of the run */
};

/* 1 if the key acts in a stage of the run. */
static int acts_in(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    const struct question *question = context;
    struct sw_settings settings = *stage->settings;
    char ignored[SW_EFFECT_TEXT];
    struct situation here = question->here;

    (void)error;
    /* The phases that events begin are lived in every stage, as far as this asks. */
    memcpy(settings.events, question->here.settings->events, sizeof settings.events);
    here.settings = &settings;
    here.why = ignored;
    return !question->row->inert(&here);
}

/* Whether a row's key does nothing: as the run begins, and after whatever its events and islands'
 * sections set. */
static bool is_inert(const struct row *row, const struct situation *here)
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
    struct situation here = {settings, 1, phase_of(parameter), why};

    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (rows[k].where[0] == '\0' && is_for(&rows[k], parameter) && is_inert(&rows[k], &here))
            return why;
    return NULL;
}

void sw_effects(const struct sw_settings *settings, uint32_t ranks,
                void (*tell)(const char *sentence, void *context), void *context)
{
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *parameter = &sw_settings_table.row[i];

        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            char why[SW_EFFECT_TEXT], sentence[SW_EFFECT_TEXT + 128];
            struct situation here = {settings, ranks, phase_of(parameter), why};

            if (!is_for(&rows[k], parameter) ||
                (!rows[k].always && untouched(parameter, settings)) || !is_inert(&rows[k], &here))
                continue;
            snprintf(sentence, sizeof sentence, "%s.%s has no effect here%s, because %s",
                     parameter->section, parameter->key, rows[k].where, why);
            tell(sentence, context);
        }
    }
    sw_course_effects(settings, tell, context);
}

bool sw_effect_partner(const struct sw_settings *settings, const char *where,
                       char text[SW_EFFECT_TEXT])
{
    if (settings->partner == SW_PARTNER_SELF)
        return false;
    snprintf(text, SW_EFFECT_TEXT,
             "life.partner = other has no effect here, because %s seats one member in all seats, "
             "where lives seated another",
             where);
    return true;
}

const char *sw_effect_pressure(const struct sw_settings *settings, char text[SW_EFFECT_TEXT])
{
    const struct sw_scheme *scheme = scheme_of(settings);

    if (scheme->effect != NULL)
        scheme->effect(sw_settings_selection(settings), text, SW_EFFECT_TEXT);
    else
        snprintf(text, SW_EFFECT_TEXT, "%s", scheme->pressure);
    return text;
}

const char *sw_effect_sentence(const struct sw_settings *settings, char text[SW_EFFECT_TEXT])
{
    char what[SW_EFFECT_TEXT], number[SW_NUMBER_TEXT];

    snprintf(text, SW_EFFECT_TEXT, "selection.pressure = %s means here: %.300s.",
             sw_number_shortest(settings->pressure, number), sw_effect_pressure(settings, what));
    return text;
}
