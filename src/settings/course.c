#include "settings/course.h"

#include "base/parameter_lines.h"
#include "settings/effect_private.h"
#include "settings/niche.h"
#include "life/game.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SENTENCE_MAX (SW_LINES_MAX + 256)

/* ---- when events act ---- */

/* The first and the last generation before which a repeated event acts; false if there is none. */
static bool span(const struct sw_event *event, const struct sw_settings *settings, uint64_t *first,
                 uint64_t *last)
{
    uint64_t from = sw_schedule_time(settings, event->from), every = event->every;
    uint64_t end = settings->run.generations - 1;

    if (event->to.given && sw_schedule_time(settings, event->to) < end)
        end = sw_schedule_time(settings, event->to);
    from = from < 1 ? 1 : from; /* before the first generation there is nothing to act on */
    *first = (from + every - 1) / every * every;
    *last = end / every * every;
    return *first <= *last;
}

static void when_text(const struct sw_schedule *schedule, const struct sw_event *event,
                      const struct sw_settings *settings, char *text, size_t size)
{
    unsigned long long begun = sw_schedule_begun(schedule, event->line - 1);
    uint64_t first = 0, last = 0;

    switch (event->trigger) {
    case SW_EVENT_AT:
        snprintf(text, size,
                 begun < settings->run.generations ? "acts at generation %llu" : "never acts",
                 begun);
        break;
    case SW_EVENT_RAMP:
        snprintf(text, size, "acts from generation %llu to %llu", begun,
                 (unsigned long long)sw_schedule_time(settings, event->to));
        break;
    case SW_EVENT_EVERY:
        if (!span(event, settings, &first, &last))
            snprintf(text, size, "never acts");
        else if (first == last)
            snprintf(text, size, "acts at generation %llu", (unsigned long long)first);
        else
            snprintf(text, size, "acts %llu times, at generations %llu to %llu",
                     (unsigned long long)((last - first) / event->every + 1),
                     (unsigned long long)first, (unsigned long long)last);
        break;
    case SW_EVENT_WHEN:
        if (begun == SW_NEVER)
            snprintf(text, size, "waits");
        else
            snprintf(text, size,
                     "acts at generation %llu, its condition being met by the one before", begun);
        break;
    }
}

void sw_course_list(const struct sw_schedule *schedule, const struct sw_settings *settings,
                    void (*tell)(const char *sentence, void *context), void *context)
{
    uint32_t count;
    const struct sw_event *event = sw_schedule_events(schedule, &count);

    for (uint32_t i = 0; i < count; i++) {
        char sentence[SENTENCE_MAX], when[128], line[SW_LINES_MAX];

        when_text(schedule, &event[i], settings, when, sizeof when);
        sw_event_text(settings, event[i].line, line);
        snprintf(sentence, sizeof sentence, "events.%u %s: %s", event[i].line, when, line);
        tell(sentence, context);
    }
}

void sw_course_islands(const struct sw_settings *settings,
                       void (*tell)(const char *sentence, void *context), void *context)
{
    const char *at = settings->differing;
    char line[SW_LINES_MAX], title[SW_LINES_HEADING_MAX + 16] = "";

    while (sw_lines_next(&at, line)) {
        char sentence[SENTENCE_MAX];

        if (line[0] == '[') {
            snprintf(title, sizeof title, "%.*s", (int)sizeof title - 1, line);
            continue;
        }
        snprintf(sentence, sizeof sentence, "%s %s", title, line);
        tell(sentence, context);
    }
}

/* ---- what cannot act ---- */

struct circumstances {
    const struct sw_settings *settings;
    struct sw_schedule *schedule;
    char *why; /* [SW_EFFECT_TEXT] */
};

static bool too_late(const struct circumstances *here, const struct sw_event *event)
{
    unsigned long long end = sw_schedule_end(here->schedule, NULL);
    uint64_t begun = sw_schedule_begun(here->schedule, event->line - 1), first, last;
    bool stops = event->action == SW_EVENT_STOP;

    if (event->trigger == SW_EVENT_WHEN)
        return false;
    if (event->trigger == SW_EVENT_EVERY)
        return !span(event, here->settings, &first, &last) &&
               because(here, "none of its generations is in the run, which ends at %llu", end);
    if (stops ? begun <= end && begun < here->settings->run.generations : begun < end)
        return false;
    return because(here, "the run ends at generation %llu", end);
}

static bool too_early(const struct circumstances *here, const struct sw_event *event)
{
    return event->trigger == SW_EVENT_AT &&
           (event->action == SW_EVENT_MIGRATE || event->action == SW_EVENT_CULL) &&
           sw_schedule_begun(here->schedule, event->line - 1) == 0 &&
           because(here, "before generation 0 nobody has lived");
}

static bool one_island(const struct circumstances *here, const struct sw_event *event)
{
    uint32_t islands = here->settings->run.islands;

    if (event->action != SW_EVENT_MIGRATE && event->action != SW_EVENT_CULL)
        return false;
    if (islands == 1)
        return because(here, "there is one island");
    return event->action == SW_EVENT_CULL && floor(event->share * islands + 0.5) < 1 &&
           because(here, "this share of %u islands is none", islands);
}

static bool no_such_island(const struct circumstances *here, struct sw_islands islands)
{
    return islands.first != SW_ISLANDS_ALL &&
           islands.first >= (uint64_t)here->settings->run.islands &&
           because(here, "the run's islands are 0 to %lld",
                   (long long)here->settings->run.islands - 1);
}

/* No phase is scored by the share of worlds solved. */
static bool never_solves(const struct circumstances *here, const struct sw_event *event)
{
    if (event->trigger != SW_EVENT_WHEN || event->condition.measure != SW_WATCHED_SOLVE)
        return false;
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(here->settings, i) &&
            sw_fitness_row((enum sw_fitness_id)here->settings->phase[i].fitness)->solves)
            return false;
    return because(here,
                   "no phase of the run is scored by the share of worlds solved (fitness exact)");
}

static bool never_so_long(const struct circumstances *here, const struct sw_event *event)
{
    return event->trigger == SW_EVENT_WHEN && event->condition.comparison == SW_NO_GAIN &&
           event->condition.patience >= here->settings->run.generations &&
           because(here, "the run has no more than %lld generations",
                   (long long)here->settings->run.generations);
}

/* The phase is lived when the event would begin it. */
static bool same_phase(const struct circumstances *here, const struct sw_event *event)
{
    uint64_t begun = sw_schedule_begun(here->schedule, event->line - 1);
    uint32_t count;
    const struct sw_event *all = sw_schedule_events(here->schedule, &count);

    for (uint32_t i = 0; i < count; i++) /* nobody knows which phase is lived then */
        if (all[i].action == SW_EVENT_PHASE && all[i].trigger == SW_EVENT_WHEN)
            return false;
    if (event->action != SW_EVENT_PHASE || event->trigger != SW_EVENT_AT)
        return false;
    if (begun == 0)
        return event->phase == 0 && because(here, "the run begins with phase1");
    return sw_settings_phase(sw_schedule_at(here->schedule, begun - 1, 0), begun - 1, NULL) ==
               event->phase &&
           because(here, "phase%u is lived already", event->phase + 1);
}

/* A key, on islands, from a generation on: whether it acts in some stage. */
struct use {
    const struct circumstances *here;
    const struct sw_parameter *row;
    struct sw_islands islands;
    uint64_t from;
    bool acts;
};

static int use_in(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    struct use *use = context;
    struct sw_settings settings = *stage->settings;

    (void)error;
    if (stage->generation < use->from ||
        (use->islands.first != SW_ISLANDS_ALL &&
         (stage->island < use->islands.first || stage->island > use->islands.last)))
        return 0;
    /* Phases that events begin are lived; but those of the island alone would be asked for. */
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(use->here->settings, i) && settings.phase[i].from < 0)
            settings.phase[i].from = 0;
    use->acts = sw_effect_idle(&settings, use->row, use->here->why) == NULL;
    return use->acts;
}

/* A key of a phase that the run does not come to. */
static bool never_lived(const struct circumstances *here, const struct sw_parameter *row)
{
    return strncmp(row->section, "phase", 5) == 0 &&
           !sw_effect_phase(here->settings, (uint32_t)(row->section[5] - '1')) &&
           because(here, "%s never begins", row->section);
}

static bool no_use(const struct circumstances *here, const struct sw_parameter *row,
                   struct sw_islands islands, uint64_t from)
{
    struct use use = {here, row, islands, from, true};

    if (row == NULL)
        return false;
    if (never_lived(here, row))
        return true;
    sw_schedule_stages(here->schedule, use_in, &use, NULL);
    return !use.acts;
}

/* A key beside what it is without one line. */
struct without {
    const struct sw_parameter *row;
    struct sw_schedule *schedule;
};

static int differs(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    const struct without *without = context;
    const struct sw_settings *other =
        sw_schedule_at(without->schedule, stage->generation, stage->island);

    (void)error;
    if (without->row->offset == offsetof(struct sw_settings, language.words))
        return sw_settings_words(stage->settings) != sw_settings_words(other);
    return !sw_parameter_same(without->row, stage->settings, other);
}

static void leave_out(uint32_t number, char *lines)
{
    char copy[SW_LINES_MAX];
    const char *at = lines;
    char *end = lines;

    for (uint32_t i = 1; sw_lines_next(&at, copy); i++) {
        size_t length = strlen(copy);

        if (i == number)
            continue;
        memmove(end, copy, length);
        end += length;
        *end++ = '\n';
    }
    *end = '\0';
}

/* Whether a key is in all generations what it is without a line of `lines` (counted from 1), which
 * are the events or the islands' sections of `settings`, a copy of the run's. */
static bool same_without(const struct circumstances *here, const struct sw_parameter *row,
                         struct sw_settings *settings, char *lines, uint32_t number)
{
    struct without without = {row, NULL};
    uint32_t count;
    const struct sw_event *all = sw_schedule_events(here->schedule, &count);
    bool same;

    for (uint32_t i = 0; i < count; i++) /* nobody knows when it sets what */
        if (all[i].row == row && all[i].trigger == SW_EVENT_WHEN)
            return false;
    leave_out(number, lines);
    without.schedule = sw_schedule_create(settings, NULL);
    same = without.schedule != NULL &&
           sw_schedule_stages(here->schedule, differs, &without, NULL) == 0;
    sw_schedule_destroy(without.schedule);
    return same && because(here, "%s.%s is the same without it", row->section, row->key);
}

static bool sets_nothing(const struct circumstances *here, const struct sw_event *event)
{
    struct sw_settings settings = *here->settings;

    return event->action == SW_EVENT_SET && event->trigger == SW_EVENT_AT &&
           same_without(here, event->row, &settings, settings.events, event->line);
}

static bool cannot_act(const struct circumstances *here, const struct sw_event *event)
{
    uint64_t from = sw_schedule_begun(here->schedule, event->line - 1);

    return too_late(here, event) || too_early(here, event) || one_island(here, event) ||
           no_such_island(here, event->islands) || never_solves(here, event) ||
           never_so_long(here, event) || same_phase(here, event) ||
           no_use(here, event->row, event->islands, from == SW_NEVER ? 0 : from) ||
           sets_nothing(here, event);
}

/* A ramp whose end the run does not reach acts, but not in full. */
static bool cut_off(const struct circumstances *here, const struct sw_event *event)
{
    return event->trigger == SW_EVENT_RAMP &&
           sw_schedule_time(here->settings, event->to) > here->settings->run.generations &&
           because(here, "the run ends at generation %lld, before the ramp does",
                   (long long)here->settings->run.generations);
}

static void tell_events(const struct circumstances *here,
                        void (*tell)(const char *sentence, void *context), void *context)
{
    uint32_t count;
    const struct sw_event *event = sw_schedule_events(here->schedule, &count);

    for (uint32_t i = 0; i < count; i++) {
        char sentence[SW_EFFECT_TEXT + 128];
        bool never = cannot_act(here, &event[i]);

        if (!never && !cut_off(here, &event[i]))
            continue;
        snprintf(sentence, sizeof sentence, "events.%u has no effect here%s, because %s",
                 event[i].line, never ? "" : " in full", here->why);
        tell(sentence, context);
    }
}

static void tell_islands(const struct circumstances *here,
                         void (*tell)(const char *sentence, void *context), void *context)
{
    const char *at = here->settings->differing;
    char line[SW_LINES_MAX], heading[SW_LINES_HEADING_MAX] = "",
                             title[SW_LINES_HEADING_MAX + 16] = "";
    struct sw_override override;

    for (uint32_t number = 1; sw_lines_next(&at, line); number++) {
        char sentence[SW_EFFECT_TEXT + 256];
        struct sw_settings settings = *here->settings;

        if (line[0] == '[') {
            snprintf(title, sizeof title, "%.*s", (int)sizeof title - 1, line);
            snprintf(heading, sizeof heading, "%.*s", (int)strcspn(strchr(line, ' ') + 1, "]"),
                     strchr(line, ' ') + 1);
            continue;
        }
        if (sw_override_read(heading, line, title, &override, NULL) != 0 ||
            (!no_such_island(here, override.islands) &&
             !no_use(here, override.row, override.islands, 0) &&
             !same_without(here, override.row, &settings, settings.differing, number)))
            continue;
        snprintf(sentence, sizeof sentence, "%s.%s of %s has no effect here, because %s",
                 override.row->section, override.row->key, title, here->why);
        tell(sentence, context);
    }
}

void sw_course_effects(const struct sw_settings *settings,
                       void (*tell)(const char *sentence, void *context), void *context)
{
    char why[SW_EFFECT_TEXT] = "";
    struct sw_schedule *schedule;
    struct circumstances here = {settings, NULL, why};

    if (settings->events[0] == '\0' && settings->differing[0] == '\0')
        return;
    schedule = sw_schedule_create(settings, NULL);
    if (schedule == NULL)
        return;
    here.schedule = schedule;
    tell_events(&here, tell, context);
    tell_islands(&here, tell, context);
    sw_schedule_destroy(schedule);
}

/* ---- checking ---- */

/* The forecast expert is that of the whole run: what it can forecast is asked of all stages
 * together, by the check of the run's own settings. */
static int check_stage(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    struct sw_settings *alone = sw_allocate(1, sizeof *alone, "checking a course", error);
    int result = -1;

    (void)context;
    if (alone != NULL) {
        *alone = *stage->settings;
        alone->agent.forecast = 0;
        result = sw_settings_check(alone, error);
    }
    free(alone);
    if (result == 0)
        return 0;
    if (error != NULL)
        sw_error_prefix(error, "on island %u from generation %llu on", stage->island,
                        (unsigned long long)stage->generation);
    return -1;
}

/* The scheme of every stage observes what the config's does, and members stand in both or in
 * none: scores, observations and those who stand have one shape in a run. */
static int check_scheme(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    const struct sw_settings *settings = context;
    const struct sw_scheme *own = sw_scheme_row((uint32_t)settings->selection.scheme);
    const struct sw_scheme *other = sw_scheme_row((uint32_t)stage->settings->selection.scheme);

    if (own->observes == other->observes && (own->survive == NULL) == (other->survive == NULL))
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "selection.scheme is %s, and on island %u from generation %llu on %s: schemes "
                   "that observe different things, or in only some of which members stand, cannot "
                   "be mixed in one run; use one of them for the whole run",
                   own->name, stage->island, (unsigned long long)stage->generation, other->name);
}

/* Those who stand would bring a culled island back. */
static int check_culls(const struct sw_settings *settings, const struct sw_schedule *schedule,
                       struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);
    uint32_t count;
    const struct sw_event *event = sw_schedule_events(schedule, &count);

    for (uint32_t i = 0; i < count && scheme->survive != NULL; i++)
        if (event[i].action == SW_EVENT_CULL)
            return sw_fail(
                error, SW_EXIT_USAGE,
                "events.%u culls islands, and under selection.scheme = %s members stand and live "
                "on; use a scheme in which no member stands, such as tournament",
                event[i].line, scheme->name);
    return 0;
}

int sw_course_check(const struct sw_settings *settings, struct sw_error *error)
{
    struct sw_schedule *schedule = sw_schedule_create(settings, error);
    int result = schedule == NULL ? -1 : 0;

    if (result == 0)
        result = sw_schedule_stages(schedule, check_stage, NULL, error);
    if (result == 0)
        result = sw_schedule_stages(schedule, check_scheme, (void *)settings, error);
    if (result == 0)
        result = check_culls(settings, schedule, error);
    if (result == 0)
        result = sw_niche_check(settings, schedule, error);
    sw_schedule_destroy(schedule);
    return result;
}
