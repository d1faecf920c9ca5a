#include "settings/world_sets.h"

#include "base/parameter_lines.h"
#include "settings/event.h"
#include "settings/schedule.h"
#include "settings/taskfiles.h"

#include <stdlib.h>
#include <string.h>

/* Sets kept: a ramp of a share makes new worlds in every generation, and each takes some 100 kB. */
enum { SETS_MAX = 64 };

struct world_set {
    struct sw_settings *settings; /* that these were made from, owned */
    struct sw_worlds *worlds;
    uint64_t asked; /* when last; the longest unasked for gives way when all are used */
};

struct sw_world_sets {
    const struct sw_settings *settings;
    const struct sw_worlds *own;
    uint32_t count;
    uint64_t asked;             /* how often */
    struct sw_settings earlier; /* scratch */
    const struct sw_worlds *replayed[SW_REPLAYED_MAX];
    struct world_set set[SETS_MAX];
};

/* ---- what agents must be able to do ---- */

static void put(const struct sw_parameter *row, const char *value, struct sw_settings *out)
{
    const struct sw_parameters one = {row, 1, NULL};

    sw_parameters_set(one, out, row->section, row->key, value, "", NULL);
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Widens bounds to those of `other`. The laws stay. */
static void widen(struct sw_settings *wide, const struct sw_settings *other)
{
    wide->worlds.side_min = least(wide->worlds.side_min, other->worlds.side_min);
    wide->worlds.side_max = most(wide->worlds.side_max, other->worlds.side_max);
    wide->worlds.colours = most(wide->worlds.colours, other->worlds.colours);
    wide->worlds.organisms_max = most(wide->worlds.organisms_max, other->worlds.organisms_max);
    wide->worlds.compose = most(wide->worlds.compose, other->worlds.compose);
    if (other->worlds.background > wide->worlds.background)
        wide->worlds.background = other->worlds.background;
}

static bool of_worlds(const struct sw_parameter *row)
{
    return row != NULL && strcmp(row->section, "worlds") == 0;
}

/* Calls `change` with the run's settings as each event and section changes them, one by one. Lines
 * that are wrong are passed over: they are refused before anything is made of them. */
static int each_change(const struct sw_settings *settings, struct sw_settings *room,
                       int (*change)(void *context, const struct sw_settings *changed,
                                     struct sw_error *error),
                       void *context, struct sw_error *error)
{
    char line[SW_LINES_MAX], number[64];
    const char *at = settings->events;
    struct sw_event event;
    struct sw_override override;
    int result = 0;

    while (result == 0 && sw_lines_next(&at, line)) {
        if (sw_event_read(line, "", &event, NULL) != 0 || !of_worlds(event.row))
            continue;
        *room = *settings;
        put(event.row, event.trigger == SW_EVENT_RAMP ? "0" : event.value, room);
        if (event.trigger == SW_EVENT_RAMP) {
            snprintf(number, sizeof number, "%.17g",
                     event.start > event.end ? event.start : event.end);
            put(event.row, number, room);
            result = change(context, room, error);
            snprintf(number, sizeof number, "%.17g",
                     event.start < event.end ? event.start : event.end);
            put(event.row, number, room);
        }
        result = result == 0 ? change(context, room, error) : result;
    }
    at = settings->differing;
    while (result == 0 && sw_lines_next(&at, line)) {
        if (line[0] == '[' || sw_override_read("0", line, "", &override, NULL) != 0 ||
            !of_worlds(override.row))
            continue;
        *room = *settings;
        put(override.row, override.value, room);
        result = change(context, room, error);
    }
    return result;
}

struct teaching {
    struct sw_settings wide;
    struct sw_action_set *out;
    uint32_t *ticks; /* that the teachers take */
};

static int widen_by(void *context, const struct sw_settings *changed, struct sw_error *error)
{
    struct teaching *teaching = context;

    (void)error;
    widen(&teaching->wide, changed);
    return 0;
}

static int teach(void *context, const struct sw_settings *changed, struct sw_error *error)
{
    struct teaching *teaching = context;
    struct sw_worlds_settings worlds = sw_settings_worlds(&teaching->wide);
    struct sw_action_set taught;

    worlds.laws = changed->worlds.laws;
    if (sw_action_set_taught(&worlds, &taught, error) != 0)
        return -1;
    *teaching->out = sw_action_set_join(teaching->out, &taught);
    return 0;
}

static int time_teachers(void *context, const struct sw_settings *changed, struct sw_error *error)
{
    struct teaching *teaching = context;
    struct sw_worlds_settings worlds = sw_settings_worlds(&teaching->wide);
    uint32_t ticks;

    worlds.laws = changed->worlds.laws;
    if (sw_action_set_ticks(&worlds, &ticks, error) != 0)
        return -1;
    *teaching->ticks = ticks > *teaching->ticks ? ticks : *teaching->ticks;
    return 0;
}

/* Calls `take` with the run's settings and with each change of them, once all that they widen is
 * known. */
static int each_wide(const struct sw_settings *settings, struct teaching *teaching,
                     int (*take)(void *context, const struct sw_settings *changed,
                                 struct sw_error *error),
                     struct sw_error *error)
{
    struct sw_settings *room = sw_allocate(1, sizeof *room, "listing edits", error);
    int result = room == NULL ? -1 : 0;

    teaching->wide = *settings;
    if (result == 0)
        result = each_change(settings, room, widen_by, teaching, error);
    if (result == 0)
        result = take(teaching, settings, error);
    if (result == 0)
        result = each_change(settings, room, take, teaching, error);
    free(room);
    return result;
}

int sw_world_sets_taught(const struct sw_settings *settings, struct sw_action_set *out,
                         struct sw_error *error)
{
    struct sw_worlds_settings own = sw_settings_worlds(settings);
    struct teaching *teaching;
    int result = sw_action_set_taught(&own, out, error);

    if (result != 0 || (settings->events[0] == '\0' && settings->differing[0] == '\0'))
        return result;
    teaching = sw_allocate(1, sizeof *teaching, "listing edits", error);
    if (teaching == NULL)
        return -1;
    teaching->out = out;
    result = each_wide(settings, teaching, teach, error);
    free(teaching);
    return result;
}

static int find_rules(void *context, const struct sw_settings *changed, struct sw_error *error)
{
    uint64_t *rules = context;

    (void)error;
    if (*rules == 0)
        *rules = sw_worlds_all_laws(changed->worlds.laws);
    return 0;
}

uint64_t sw_world_sets_rules(const struct sw_settings *settings)
{
    struct sw_settings *room = sw_allocate(1, sizeof *room, "listing laws", NULL);
    uint64_t rules = 0;

    if (room != NULL && sw_settings_puzzles(settings) && !sw_taskfiles_needed(settings)) {
        find_rules(&rules, settings, NULL);
        each_change(settings, room, find_rules, &rules, NULL);
    }
    free(room);
    return rules;
}

int sw_world_sets_ticks(const struct sw_settings *settings, uint32_t *ticks, struct sw_error *error)
{
    struct teaching *teaching = sw_allocate(1, sizeof *teaching, "counting ticks", error);
    int result;

    *ticks = 0;
    if (teaching == NULL)
        return -1;
    teaching->ticks = ticks;
    result = each_wide(settings, teaching, time_teachers, error);
    free(teaching);
    return result;
}

/* ---- the worlds ---- */

struct sw_world_sets *sw_world_sets_create(const struct sw_settings *settings,
                                           const struct sw_worlds *worlds, struct sw_error *error)
{
    struct sw_world_sets *sets = sw_allocate(1, sizeof *sets, "making room for worlds", error);

    if (sets == NULL)
        return NULL;
    sets->settings = settings;
    sets->own = worlds;
    return sets;
}

static void clear(struct world_set *set)
{
    free(set->settings);
    sw_worlds_destroy(set->worlds);
    memset(set, 0, sizeof *set);
}

void sw_world_sets_destroy(struct sw_world_sets *sets)
{
    if (sets == NULL)
        return;
    for (uint32_t i = 0; i < sets->count; i++)
        clear(&sets->set[i]);
    free(sets);
}

static bool same_worlds(const struct sw_settings *a, const struct sw_settings *b)
{
    for (uint32_t i = 0; i < sw_settings_table.count; i++)
        if (of_worlds(&sw_settings_table.row[i]) &&
            !sw_parameter_same(&sw_settings_table.row[i], a, b))
            return false;
    return true;
}

static struct world_set *place_of(struct sw_world_sets *sets)
{
    struct world_set *place = &sets->set[0];

    if (sets->count < SETS_MAX)
        return &sets->set[sets->count];
    for (uint32_t i = 1; i < SETS_MAX; i++)
        if (sets->set[i].asked < place->asked)
            place = &sets->set[i];
    return place;
}

/* Makes the worlds of these settings. */
static const struct sw_worlds *make(struct sw_world_sets *sets, const struct sw_settings *settings,
                                    struct sw_error *error)
{
    struct sw_worlds_settings worlds = sw_settings_worlds(settings);
    struct world_set *set = place_of(sets);

    clear(set);
    set->settings = sw_allocate(1, sizeof *set->settings, "making worlds", error);
    if (set->settings == NULL)
        return NULL;
    *set->settings = *settings;
    set->worlds = sw_worlds_create(&worlds, NULL, NULL, error);
    if (set->worlds == NULL) {
        clear(set);
        return NULL;
    }
    set->asked = ++sets->asked;
    sets->count += sets->count < SETS_MAX;
    return set->worlds;
}

const struct sw_worlds *sw_world_sets_of(struct sw_world_sets *sets,
                                         const struct sw_settings *settings, struct sw_error *error)
{
    if (settings == sets->settings || sw_taskfiles_needed(sets->settings) ||
        same_worlds(settings, sets->settings))
        return sets->own;
    for (uint32_t i = 0; i < sets->count; i++)
        if (sets->set[i].settings != NULL && same_worlds(settings, sets->set[i].settings)) {
            sets->set[i].asked = ++sets->asked;
            return sets->set[i].worlds;
        }
    return make(sets, settings, error);
}

int sw_world_sets_replay(struct sw_world_sets *sets, struct sw_schedule *schedule,
                         uint64_t generation, uint32_t island, struct sw_replay *out,
                         struct sw_error *error)
{
    struct sw_taught stage[SW_TAUGHT_MAX];
    uint32_t earlier, first;

    *out = (struct sw_replay){.worlds = sets->replayed};
    if (sets->settings->keeping.way != SW_KEEPING_REPLAY || sw_taskfiles_needed(sets->settings))
        return 0;
    earlier = sw_schedule_taught(schedule, generation, island, stage) - 1;
    first = earlier < SW_REPLAYED_MAX ? 0 : earlier - SW_REPLAYED_MAX;
    sets->earlier = *sw_schedule_at(schedule, generation, island);
    out->share = sets->earlier.keeping.share;
    out->seeds = (uint64_t)sets->earlier.keeping.seeds;
    out->seed = sw_settings_life_seed(&sets->earlier);
    for (uint32_t i = first; i < earlier; i++) {
        snprintf(sets->earlier.worlds.laws, sizeof sets->earlier.worlds.laws, "%s", stage[i].laws);
        sets->replayed[out->count] = sw_world_sets_of(sets, &sets->earlier, error);
        if (sets->replayed[out->count++] == NULL)
            return -1;
    }
    return 0;
}

struct trial {
    const struct sw_settings *own; /* of the config, whose worlds are tried by others */
    struct sw_schedule *schedule;
    struct sw_settings *earlier; /* scratch */
};

static int try_worlds(const struct sw_settings *settings, const struct sw_course_stage *stage,
                      struct sw_error *error)
{
    struct sw_worlds_settings wanted = sw_settings_worlds(settings);
    struct sw_worlds *worlds = sw_worlds_create(&wanted, NULL, NULL, error);

    sw_worlds_destroy(worlds);
    if (worlds != NULL)
        return 0;
    if (error != NULL)
        sw_error_prefix(error, "on island %u from generation %llu on", stage->island,
                        (unsigned long long)stage->generation);
    return -1;
}

static int try_stage(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    const struct trial *trial = context;
    bool replays = stage->settings->keeping.way == SW_KEEPING_REPLAY;
    struct sw_taught taught[SW_TAUGHT_MAX];
    uint32_t stages;

    if (!same_worlds(stage->settings, trial->own) && try_worlds(stage->settings, stage, error) != 0)
        return -1;
    *trial->earlier = *stage->settings;
    stages = replays && sw_settings_puzzles(stage->settings)
                 ? sw_schedule_taught(trial->schedule, stage->generation, stage->island, taught)
                 : 0;
    for (uint32_t i = 0; i + 1 < stages; i++) { /* earlier laws, within the present bounds */
        snprintf(trial->earlier->worlds.laws, sizeof trial->earlier->worlds.laws, "%s",
                 taught[i].laws);
        if (try_worlds(trial->earlier, stage, error) != 0)
            return -1;
    }
    return 0;
}

int sw_world_sets_check(const struct sw_settings *settings, struct sw_error *error)
{
    struct trial trial = {.own = settings};
    int result;

    if (sw_taskfiles_needed(settings))
        return 0;
    trial.schedule = sw_schedule_create(settings, error);
    trial.earlier = sw_allocate(1, sizeof *trial.earlier, "trying worlds", error);
    result = trial.schedule == NULL || trial.earlier == NULL
                 ? -1
                 : sw_schedule_stages(trial.schedule, try_stage, &trial, error);
    free(trial.earlier);
    sw_schedule_destroy(trial.schedule);
    return result;
}
