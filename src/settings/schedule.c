#include "settings/schedule.h"

#include "base/pack.h"
#include "base/parameter_lines.h"
#include "life/game.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* What the settings of a class of islands came to, and for which generation. */
struct composed {
    bool valid;
    uint64_t generation;
    struct sw_settings settings;
};

/* Islands to which the same sections and events apply have the same settings: they are a class, and
 * these are made once for each class and generation. Two generations are kept, the even and the odd
 * one, since who plans a generation asks for the one before it too. */
struct sw_schedule {
    const struct sw_settings *settings; /* borrowed: as the config says */
    bool plain;                         /* without events and sections: nothing ever changes */
    bool phased;                        /* some event begins a phase */
    bool waits;                         /* some event waits for a condition */
    uint32_t events, overrides, islands, classes;
    struct sw_event *event;       /* [events] in the order of the config */
    struct sw_override *override; /* [overrides] likewise */
    uint64_t *begun;              /* [events] the generation from which each acts, or SW_NEVER */
    struct sw_tracker *tracker;   /* [events] of those that wait */
    uint64_t observed;            /* generations */
    struct sw_seen seen;          /* of the one that is being observed */
    uint32_t *order;              /* [events] scratch: those in force, in the order of their time */
    uint32_t *class_of;           /* [islands] */
    uint32_t *example;            /* [classes] an island of each */
    struct composed *composed;    /* [classes][2] */
};

/* ---- reading ---- */

uint64_t sw_schedule_time(const struct sw_settings *settings, struct sw_event_time time)
{
    double value = time.share ? time.value * (double)settings->run.generations / 100 : time.value;

    return (uint64_t)value;
}

/* The phase that an event begins by its number, or by the game of the one section that plays it. */
static int find_phase(const struct sw_settings *settings, struct sw_event *event, const char *where,
                      struct sw_error *error)
{
    uint32_t found = SW_PHASES_MAX, count = 0;

    if (event->action != SW_EVENT_PHASE || event->phase < SW_PHASES_MAX)
        return 0;
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        char section[16];

        snprintf(section, sizeof section, "phase%u", i + 1);
        if (sw_settings_idle_phase(settings, section) ||
            strcmp(sw_game_row((enum sw_game_id)settings->phase[i].game)->name, event->value) != 0)
            continue;
        found = i;
        count++;
    }
    event->phase = found;
    if (count == 1)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "%s: %s phase plays \"%.60s\"; write the number of a phase's section (phase 2)",
                   where, count == 0 ? "no" : "more than one", event->value);
}

/* What stands in an event beside the settings. */
static int check_times(const struct sw_settings *settings, const struct sw_event *event,
                       const char *where, struct sw_error *error)
{
    uint64_t from = sw_schedule_time(settings, event->from),
             to = sw_schedule_time(settings, event->to);

    if (event->trigger == SW_EVENT_RAMP ? from < to : !event->to.given || from <= to)
        return 0;
    return sw_fail(
        error, SW_EXIT_USAGE, "%s: from generation %llu to %llu is not a span of time; write a %s",
        where, (unsigned long long)from, (unsigned long long)to,
        event->trigger == SW_EVENT_RAMP ? "later end, or at TIME set KEY VALUE" : "later end");
}

static int read_events(struct sw_schedule *schedule, struct sw_error *error)
{
    const struct sw_settings *settings = schedule->settings;
    const char *at = settings->events;
    char line[SW_LINES_MAX], where[32];

    while (sw_lines_next(&at, line)) {
        struct sw_event *event = &schedule->event[schedule->events];

        snprintf(where, sizeof where, "events.%u", schedule->events + 1);
        if (schedule->events == SW_EVENTS_MAX)
            return sw_fail(error, SW_EXIT_USAGE, "%s: a run has at most %u events", where,
                           SW_EVENTS_MAX);
        if (sw_event_read(line, where, event, error) != 0 ||
            find_phase(settings, event, where, error) != 0 ||
            check_times(settings, event, where, error) != 0)
            return -1;
        event->line = ++schedule->events;
        schedule->phased |= event->action == SW_EVENT_PHASE;
        schedule->waits |= event->trigger == SW_EVENT_WHEN;
        schedule->begun[event->line - 1] =
            event->trigger == SW_EVENT_AT || event->trigger == SW_EVENT_RAMP
                ? sw_schedule_time(settings, event->from)
                : SW_NEVER;
    }
    return 0;
}

static uint32_t count_lines(const char *text)
{
    uint32_t lines = 0;

    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

static int read_overrides(struct sw_schedule *schedule, struct sw_error *error)
{
    const char *at = schedule->settings->differing;
    char line[SW_LINES_MAX], heading[SW_LINES_HEADING_MAX] = "", where[SW_LINES_HEADING_MAX + 16];

    while (sw_lines_next(&at, line)) {
        if (line[0] == '[') {
            size_t name = strcspn(line, " ") + 1;

            snprintf(heading, sizeof heading, "%.*s", (int)strcspn(line + name, "]"), line + name);
            snprintf(where, sizeof where, "%.*s", (int)sizeof where - 1, line);
        } else if (sw_override_read(heading, line, where,
                                    &schedule->override[schedule->overrides++], error) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- classes of islands ---- */

static bool covers(struct sw_islands islands, uint32_t island)
{
    return islands.first == SW_ISLANDS_ALL || (islands.first <= island && island <= islands.last);
}

static bool same_class(const struct sw_schedule *schedule, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < schedule->overrides; i++)
        if (covers(schedule->override[i].islands, a) != covers(schedule->override[i].islands, b))
            return false;
    for (uint32_t i = 0; i < schedule->events; i++)
        if (covers(schedule->event[i].islands, a) != covers(schedule->event[i].islands, b))
            return false;
    return true;
}

static int sort_into_classes(struct sw_schedule *schedule, struct sw_error *error)
{
    for (uint32_t island = 0; island < schedule->islands; island++) {
        uint32_t class = 0;

        while (class < schedule->classes && !same_class(schedule, schedule->example[class], island))
            class ++;
        schedule->class_of[island] = class;
        if (class == schedule->classes)
            schedule->example[schedule->classes++] = island;
    }
    schedule->composed = sw_allocate(2 * (size_t)schedule->classes, sizeof *schedule->composed,
                                     "planning a run", error);
    return schedule->composed == NULL ? -1 : 0;
}

/* ---- composing ---- */

static void put(const struct sw_parameter *row, const char *value, struct sw_settings *out)
{
    const struct sw_parameters one = {row, 1, NULL};

    /* The value was checked when its line was read. */
    sw_parameters_set(one, out, row->section, row->key, value, "", NULL);
}

/* Along a straight line; whole numbers are rounded, halves up. */
static void put_ramp(const struct sw_settings *settings, const struct sw_event *event,
                     uint64_t generation, struct sw_settings *out)
{
    uint64_t from = sw_schedule_time(settings, event->from),
             to = sw_schedule_time(settings, event->to);
    double t = generation >= to ? 1 : (double)(generation - from) / (double)(to - from);
    double value = t < 1 ? event->start + (event->end - event->start) * t : event->end;

    if (event->row->type == SW_PARAMETER_INTEGER)
        sw_parameter_put_integer(event->row, out, (int64_t)floor(value + 0.5));
    else
        memcpy((char *)out + event->row->offset, &value, sizeof value);
}

/* The events that have begun by a generation, in the order in which they began. */
static uint32_t in_force(struct sw_schedule *schedule, uint64_t generation)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < schedule->events; i++) {
        uint32_t at = count;

        if (schedule->begun[i] > generation)
            continue;
        for (; at > 0 && schedule->begun[schedule->order[at - 1]] > schedule->begun[i]; at--)
            schedule->order[at] = schedule->order[at - 1];
        schedule->order[at] = i;
        count++;
    }
    return count;
}

/* When phases begin, as far as it is known in a generation: by their own keys and by events. What
 * waits for a condition is not known before it acts, however much was observed since: a run that is
 * read or goes on lives by what it knew then. */
struct phase_start {
    uint64_t from;
    uint32_t phase;
};

static uint32_t phase_starts(const struct sw_schedule *schedule, uint64_t generation,
                             struct phase_start starts[SW_PHASES_MAX + SW_EVENTS_MAX])
{
    uint32_t count = 0, kept = 0;

    for (uint32_t i = 0; i < SW_PHASES_MAX + schedule->events; i++) {
        bool key = i < SW_PHASES_MAX;
        const struct sw_event *event = key ? NULL : &schedule->event[i - SW_PHASES_MAX];
        struct phase_start start = {SW_NEVER, key ? i : event->phase};
        uint32_t at = count;

        if (key && schedule->settings->phase[i].from >= 0)
            start.from = (uint64_t)schedule->settings->phase[i].from;
        if (!key && event->action == SW_EVENT_PHASE)
            start.from = schedule->begun[i - SW_PHASES_MAX];
        if (start.from == SW_NEVER ||
            (!key && event->trigger == SW_EVENT_WHEN && start.from > generation))
            continue;
        for (; at > 0 && starts[at - 1].from > start.from; at--)
            starts[at] = starts[at - 1];
        starts[at] = start;
        count++;
    }
    /* Of several in one generation the last counts; a phase that is lived already goes on. */
    for (uint32_t i = 0; i < count; i++) {
        if (i + 1 < count && starts[i + 1].from == starts[i].from)
            continue;
        if (kept == 0 || starts[kept - 1].phase != starts[i].phase)
            starts[kept++] = starts[i];
    }
    return kept;
}

/* Leaves in the settings the phase of a generation and the one that follows it. */
static void put_phases(const struct sw_schedule *schedule, uint64_t generation,
                       struct sw_settings *out)
{
    struct phase_start starts[SW_PHASES_MAX + SW_EVENTS_MAX];
    uint32_t count = phase_starts(schedule, generation, starts), now = 0;

    while (now + 1 < count && starts[now + 1].from <= generation)
        now++;
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        out->phase[i].from = -1;
    out->phase[starts[now].phase].from = (int64_t)starts[now].from;
    if (now + 1 < count)
        out->phase[starts[now + 1].phase].from = (int64_t)starts[now + 1].from;
}

static void compose(struct sw_schedule *schedule, uint64_t generation, uint32_t island,
                    struct sw_settings *out)
{
    uint32_t count = in_force(schedule, generation);

    *out = *schedule->settings;
    memset(out->events, 0, sizeof out->events);
    memset(out->differing, 0, sizeof out->differing);
    for (uint32_t i = 0; i < schedule->overrides; i++)
        if (covers(schedule->override[i].islands, island))
            put(schedule->override[i].row, schedule->override[i].value, out);
    for (uint32_t i = 0; i < count; i++) {
        const struct sw_event *event = &schedule->event[schedule->order[i]];

        if (event->action != SW_EVENT_SET || !covers(event->islands, island))
            continue;
        if (event->trigger == SW_EVENT_RAMP)
            put_ramp(schedule->settings, event, generation, out);
        else
            put(event->row, event->value, out);
    }
}

/* ---- asking ---- */

struct sw_schedule *sw_schedule_create(const struct sw_settings *settings, struct sw_error *error)
{
    struct sw_schedule *schedule = sw_allocate(1, sizeof *schedule, "planning a run", error);
    uint32_t events = count_lines(settings->events), overrides = count_lines(settings->differing);
    bool failed;

    if (schedule == NULL)
        return NULL;
    schedule->settings = settings;
    schedule->plain = events == 0 && overrides == 0;
    schedule->islands = settings->run.islands;
    if (schedule->plain)
        return schedule;
    schedule->event = sw_allocate(events + 1, sizeof *schedule->event, "planning a run", error);
    schedule->begun = sw_allocate(events + 1, sizeof *schedule->begun, "planning a run", error);
    schedule->tracker = sw_allocate(events + 1, sizeof *schedule->tracker, "planning a run", error);
    schedule->order = sw_allocate(events + 1, sizeof *schedule->order, "planning a run", error);
    schedule->override =
        sw_allocate(overrides + 1, sizeof *schedule->override, "planning a run", error);
    schedule->class_of =
        sw_allocate(schedule->islands, sizeof *schedule->class_of, "planning a run", error);
    schedule->example =
        sw_allocate(schedule->islands, sizeof *schedule->example, "planning a run", error);
    failed = schedule->event == NULL || schedule->begun == NULL || schedule->tracker == NULL ||
             schedule->order == NULL || schedule->override == NULL || schedule->class_of == NULL ||
             schedule->example == NULL;
    if (failed || read_events(schedule, error) != 0 || read_overrides(schedule, error) != 0 ||
        sort_into_classes(schedule, error) != 0) {
        sw_schedule_destroy(schedule);
        return NULL;
    }
    return schedule;
}

void sw_schedule_destroy(struct sw_schedule *schedule)
{
    if (schedule == NULL)
        return;
    free(schedule->event);
    free(schedule->begun);
    free(schedule->tracker);
    free(schedule->order);
    free(schedule->override);
    free(schedule->class_of);
    free(schedule->example);
    free(schedule->composed);
    free(schedule);
}

const struct sw_settings *sw_schedule_at(struct sw_schedule *schedule, uint64_t generation,
                                         uint32_t island)
{
    struct composed *composed;

    if (schedule->plain)
        return schedule->settings;
    composed = &schedule->composed[2 * schedule->class_of[island] + generation % 2];
    if (!composed->valid || composed->generation != generation) {
        compose(schedule, generation, island, &composed->settings);
        if (schedule->phased)
            put_phases(schedule, generation, &composed->settings);
        composed->generation = generation;
        composed->valid = true;
    }
    return &composed->settings;
}

static bool is_laws(const struct sw_parameter *row)
{
    return row != NULL && row->offset == offsetof(struct sw_settings, worlds.laws);
}

uint32_t sw_schedule_taught(struct sw_schedule *schedule, uint64_t generation, uint32_t island,
                            struct sw_taught stage[SW_TAUGHT_MAX])
{
    uint32_t count = 1, begun = in_force(schedule, generation);

    stage[0] = (struct sw_taught){schedule->settings->worlds.laws, 0};
    for (uint32_t i = 0; i < schedule->overrides; i++)
        if (is_laws(schedule->override[i].row) && covers(schedule->override[i].islands, island))
            stage[0].laws = schedule->override[i].value;
    for (uint32_t i = 0; i < begun; i++) {
        const struct sw_event *event = &schedule->event[schedule->order[i]];
        struct sw_taught next = {event->value, schedule->begun[schedule->order[i]]};

        if (event->action != SW_EVENT_SET || !is_laws(event->row) ||
            !covers(event->islands, island))
            continue;
        if (next.from == stage[count - 1].from || strcmp(next.laws, stage[count - 1].laws) == 0)
            stage[count - 1].laws = next.laws;
        else
            stage[count++] = next;
    }
    return count;
}

const struct sw_scheme *sw_schedule_scheme(struct sw_schedule *schedule, uint64_t generation,
                                           uint32_t island)
{
    return sw_scheme_row((uint32_t)sw_schedule_at(schedule, generation, island)->selection.scheme);
}

/* ---- observing ---- */

bool sw_schedule_waits(const struct sw_schedule *schedule)
{
    return schedule->waits;
}

/* All islands of a generation were seen. */
static void judge(struct sw_schedule *schedule, uint64_t generation)
{
    struct sw_seen *seen = &schedule->seen;
    int32_t fitness = sw_schedule_at(schedule, generation, 0)->phase[seen->phase].fitness;
    bool changed = false;

    seen->solves = sw_fitness_row((enum sw_fitness_id)fitness)->solves;
    for (uint32_t i = 0; i < schedule->events; i++) {
        if (schedule->event[i].trigger != SW_EVENT_WHEN || schedule->begun[i] != SW_NEVER ||
            !sw_condition_met(&schedule->event[i].condition, &schedule->tracker[i], generation,
                              seen))
            continue;
        schedule->begun[i] = generation + 1;
        changed = true;
    }
    for (uint32_t i = 0; i < 2 * schedule->classes && changed; i++)
        schedule->composed[i].valid = false;
    *seen = (struct sw_seen){0};
    schedule->observed = generation + 1;
}

void sw_schedule_observe(struct sw_schedule *schedule, uint64_t generation, uint32_t island,
                         const struct sw_statistics *statistics)
{
    if (!schedule->waits || generation != schedule->observed || island != schedule->seen.islands)
        return;
    sw_seen_island(&schedule->seen, statistics->best, statistics->mean, statistics->phase);
    if (schedule->seen.islands == schedule->islands)
        judge(schedule, generation);
}

void sw_schedule_pack(const struct sw_schedule *schedule, struct sw_pack *pack)
{
    sw_pack_uint(pack, schedule->observed);
    sw_pack_array(pack, 5 * schedule->events);
    for (uint32_t i = 0; i < schedule->events; i++) {
        const struct sw_tracker *tracker = &schedule->tracker[i];

        sw_pack_uint(pack, schedule->begun[i]);
        sw_pack_bool(pack, tracker->begun);
        sw_pack_uint(pack, tracker->phase);
        sw_pack_uint(pack, tracker->since);
        sw_pack_double(pack, tracker->value);
    }
}

void sw_schedule_unpack(struct sw_schedule *schedule, struct sw_unpack *reader)
{
    uint64_t observed = sw_unpack_uint(reader, "observed generations", UINT64_MAX);
    bool known = observed < schedule->observed;
    uint32_t count;

    count = sw_unpack_array(reader, "events", 5 * SW_EVENTS_MAX, 1);
    if (!reader->failed && count != 5 * schedule->events)
        sw_unpack_refuse(reader, "events", "are not as many as the config has");
    for (uint32_t i = 0; i < schedule->events && !reader->failed; i++) {
        struct sw_tracker tracker = {0};
        uint64_t begun = sw_unpack_uint(reader, "beginning of an event", UINT64_MAX);

        tracker.begun = sw_unpack_bool(reader, "state of an event");
        tracker.phase = (uint8_t)sw_unpack_uint(reader, "phase of an event", UINT8_MAX);
        tracker.since = sw_unpack_uint(reader, "last gain of an event", UINT64_MAX);
        tracker.value = sw_unpack_double(reader, "reach of an event");
        if (known || reader->failed)
            continue;
        schedule->begun[i] = begun;
        schedule->tracker[i] = tracker;
    }
    if (!known && !reader->failed)
        schedule->observed = observed;
    for (uint32_t i = 0; i < 2 * schedule->classes; i++)
        schedule->composed[i].valid = false;
}

/* ---- what acts when ---- */

/* Whether an event acts right before a generation is lived. */
static bool acts(const struct sw_schedule *schedule, uint32_t i, uint64_t generation)
{
    const struct sw_event *event = &schedule->event[i];

    if (event->trigger != SW_EVENT_EVERY)
        return schedule->begun[i] == generation;
    return generation % event->every == 0 &&
           generation >= sw_schedule_time(schedule->settings, event->from) &&
           (!event->to.given || generation <= sw_schedule_time(schedule->settings, event->to));
}

const struct sw_event *sw_schedule_next(const struct sw_schedule *schedule,
                                        enum sw_event_action action, uint64_t generation,
                                        const struct sw_event *after)
{
    for (uint32_t i = after == NULL ? 0 : after->line; i < schedule->events; i++)
        if (schedule->event[i].action == action && acts(schedule, i, generation))
            return &schedule->event[i];
    return NULL;
}

uint64_t sw_schedule_end(const struct sw_schedule *schedule, const struct sw_event **why)
{
    uint64_t end = schedule->settings->run.generations;

    if (why != NULL)
        *why = NULL;
    for (uint32_t i = 0; i < schedule->events; i++) {
        if (schedule->event[i].action != SW_EVENT_STOP || schedule->begun[i] >= end)
            continue;
        end = schedule->begun[i];
        if (why != NULL)
            *why = &schedule->event[i];
    }
    return end;
}

uint64_t sw_schedule_begun(const struct sw_schedule *schedule, uint32_t event)
{
    return schedule->begun[event];
}

const struct sw_event *sw_schedule_events(const struct sw_schedule *schedule, uint32_t *count)
{
    *count = schedule->events;
    return schedule->event;
}

/* ---- looking ahead ---- */

static int visit_classes(struct sw_schedule *schedule, uint64_t generation,
                         int (*visit)(void *context, const struct sw_course_stage *stage,
                                      struct sw_error *error),
                         void *context, struct sw_error *error)
{
    for (uint32_t class = 0; class < schedule->classes; class ++) {
        struct composed *room = &schedule->composed[2 * class];
        struct sw_course_stage stage = {&room->settings, schedule->example[class], generation};
        int result;

        room->valid = false;
        compose(schedule, generation, stage.island, &room->settings);
        result = visit(context, &stage, error);
        if (result != 0)
            return result;
    }
    return 0;
}

int sw_schedule_stages(struct sw_schedule *schedule,
                       int (*visit)(void *context, const struct sw_course_stage *stage,
                                    struct sw_error *error),
                       void *context, struct sw_error *error)
{
    int result = visit_classes(schedule, 0, visit, context, error);

    for (uint32_t i = 0; i < schedule->events && result == 0; i++) {
        const struct sw_event *event = &schedule->event[i];
        uint64_t begun = schedule->begun[i];

        if (event->action != SW_EVENT_SET)
            continue;
        if (begun == SW_NEVER)
            schedule->begun[i] = 0;
        result = visit_classes(schedule, schedule->begun[i], visit, context, error);
        if (result == 0 && event->trigger == SW_EVENT_RAMP)
            result = visit_classes(schedule, sw_schedule_time(schedule->settings, event->to), visit,
                                   context, error);
        schedule->begun[i] = begun;
    }
    return result;
}

bool sw_schedule_begins(const struct sw_settings *settings, uint32_t phase)
{
    const char *at = settings->events;
    char line[SW_LINES_MAX];
    struct sw_event event;

    while (sw_lines_next(&at, line))
        if (sw_event_read(line, "", &event, NULL) == 0 && event.action == SW_EVENT_PHASE &&
            find_phase(settings, &event, "", NULL) == 0 && event.phase == phase &&
            (event.trigger == SW_EVENT_WHEN ||
             sw_schedule_time(settings, event.from) < settings->run.generations))
            return true;
    return false;
}
