#include "settings/niche.h"

#include "base/parameter_lines.h"
#include "life/game.h"

#include <stddef.h>
#include <string.h>

bool sw_settings_niches(const struct sw_settings *settings)
{
    return settings->keeping.way == SW_KEEPING_ISLANDS && sw_settings_puzzles(settings);
}

bool sw_settings_grows(const struct sw_settings *settings)
{
    return settings->keeping.way == SW_KEEPING_EXPERTS && sw_settings_puzzles(settings);
}

uint32_t sw_schedule_niche(struct sw_schedule *schedule, uint64_t generation)
{
    struct sw_taught stage[SW_TAUGHT_MAX];
    uint32_t niche[SW_TAUGHT_MAX], different = 0;
    uint32_t count = sw_schedule_taught(schedule, generation, 0, stage);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = 0;

        while (strcmp(stage[first].laws, stage[i].laws) != 0)
            first++;
        niche[i] = first < i ? niche[first] : different++;
    }
    return niche[count - 1];
}

/* ---- what may come ---- */

static bool is_laws(const struct sw_parameter *row)
{
    return row != NULL && row->offset == offsetof(struct sw_settings, worlds.laws);
}

static bool sets_laws(const struct sw_event *event, uint32_t island)
{
    return event->action == SW_EVENT_SET && is_laws(event->row) &&
           (event->islands.first == SW_ISLANDS_ALL ||
            (event->islands.first <= island && island <= event->islands.last));
}

uint32_t sw_schedule_stages_most(const struct sw_settings *settings, struct sw_schedule *schedule,
                                 uint32_t island)
{
    uint64_t end = settings->run.generations, times[SW_EVENTS_MAX];
    struct sw_taught stage[SW_TAUGHT_MAX];
    uint32_t events, waiting = 0, timed = 0;
    const struct sw_event *event = sw_schedule_events(schedule, &events);

    for (uint32_t i = 0; i < events; i++) {
        uint64_t begun = sw_schedule_begun(schedule, i);
        uint32_t before = 0;

        if (!sets_laws(&event[i], island))
            continue;
        if (event[i].trigger == SW_EVENT_WHEN) {
            waiting++;
            continue;
        }
        while (before < timed && times[before] != begun)
            before++;
        if (before == timed && begun > 0 && begun < end)
            times[timed++] = begun;
    }
    return waiting > 0 ? 1 + timed + waiting : sw_schedule_taught(schedule, end - 1, island, stage);
}

/* The most sets of laws that island 0 can come to before the run ends. */
static uint32_t niches_most(const struct sw_settings *settings, struct sw_schedule *schedule)
{
    struct sw_taught stage[SW_TAUGHT_MAX];
    const char *laws[SW_TAUGHT_MAX + SW_EVENTS_MAX];
    uint32_t events, count = sw_schedule_taught(schedule, settings->run.generations - 1, 0, stage);
    uint32_t different = 0;
    const struct sw_event *event = sw_schedule_events(schedule, &events);

    for (uint32_t i = 0; i < count + events; i++) {
        uint32_t before = 0;

        if (i >= count &&
            (!sets_laws(&event[i - count], 0) || event[i - count].trigger != SW_EVENT_WHEN))
            continue;
        laws[different] = i < count ? stage[i].laws : event[i - count].value;
        while (strcmp(laws[before], laws[different]) != 0)
            before++;
        different += before == different;
    }
    return different;
}

/* ---- checking ---- */

static int check_experts(const struct sw_settings *settings, struct sw_schedule *schedule,
                         struct sw_error *error)
{
    for (uint32_t island = 0; island < settings->run.islands; island++) {
        uint32_t most = sw_schedule_stages_most(settings, schedule, island);

        if (most > settings->agent.experts)
            return sw_fail(error, SW_EXIT_USAGE,
                           "keeping.way = experts opens one expert for each stage, and island %u "
                           "may come to %u stages, more than agent.experts = %u (laws that come "
                           "again begin a stage, and each event that waits for a condition may); "
                           "set agent.experts = %u",
                           island, most, settings->agent.experts, most);
    }
    return 0;
}

static int check_islands(const struct sw_settings *settings, struct sw_schedule *schedule,
                         struct sw_error *error)
{
    uint32_t most = niches_most(settings, schedule);

    if (most <= settings->run.islands)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "keeping.way = islands has an island for each set of laws, and there may be %u "
                   "sets, more than run.islands = %u (each event that waits for a condition may "
                   "bring one); set run.islands = %u",
                   most, settings->run.islands, most);
}

/* All islands are taught what island 0 is. */
static int check_laws(const struct sw_settings *settings, const struct sw_schedule *schedule,
                      struct sw_error *error)
{
    static const char only[] = "under keeping.way = islands one island is taught at a time, by the "
                               "laws of the whole run; take away the islands";
    const char *at = settings->differing;
    char line[SW_LINES_MAX];
    uint32_t events;
    const struct sw_event *event = sw_schedule_events(schedule, &events);
    struct sw_override override;

    for (uint32_t i = 0; i < events; i++)
        if (event[i].islands.first != SW_ISLANDS_ALL && event[i].action == SW_EVENT_SET &&
            is_laws(event[i].row))
            return sw_fail(error, SW_EXIT_USAGE, "events.%u sets worlds.laws of some islands: %s",
                           event[i].line, only);
    while (sw_lines_next(&at, line))
        if (line[0] != '[' && sw_override_read("0", line, "", &override, NULL) == 0 &&
            is_laws(override.row))
            return sw_fail(error, SW_EXIT_USAGE, "a section sets worlds.laws of some islands: %s",
                           only);
    return 0;
}

/* Nothing takes the place of a parent that is held, or stands still. */
static int check_events(const struct sw_settings *settings, const struct sw_schedule *schedule,
                        struct sw_error *error)
{
    uint32_t events;
    const struct sw_event *event = sw_schedule_events(schedule, &events);

    for (uint32_t i = 0; i < events && settings->run.islands > 1; i++)
        if (event[i].action == SW_EVENT_MIGRATE || event[i].action == SW_EVENT_CULL)
            return sw_fail(error, SW_EXIT_USAGE,
                           "events.%u %s, and under keeping.way = %s nobody may take the place of "
                           "a parent that keeps what it learned; take the event away",
                           event[i].line,
                           event[i].action == SW_EVENT_CULL ? "culls islands" : "lets all migrate",
                           sw_settings_grows(settings) ? "experts" : "islands");
    return 0;
}

/* context: the run's settings, which know the phases that events begin. */
static int check_games(void *context, const struct sw_course_stage *stage, struct sw_error *error)
{
    const struct sw_settings *settings = context;

    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        const struct sw_game *game = sw_game_row((enum sw_game_id)stage->settings->phase[i].game);

        if ((settings->phase[i].from >= 0 || sw_schedule_begins(settings, i)) &&
            sw_game_speaker(game) != NULL)
            return sw_fail(error, SW_EXIT_USAGE,
                           "keeping.way = experts keeps who edits and no language, and phase%u "
                           "plays %s; set phase%u.game = solo",
                           i + 1, game->name, i + 1);
    }
    return 0;
}

int sw_niche_check(const struct sw_settings *settings, struct sw_schedule *schedule,
                   struct sw_error *error)
{
    if (sw_settings_niches(settings))
        return check_events(settings, schedule, error) != 0 ||
                       check_laws(settings, schedule, error) != 0 ||
                       check_islands(settings, schedule, error) != 0
                   ? -1
                   : 0;
    if (!sw_settings_grows(settings))
        return 0;
    return check_events(settings, schedule, error) != 0 ||
                   sw_schedule_stages(schedule, check_games, (void *)settings, error) != 0 ||
                   check_experts(settings, schedule, error) != 0
               ? -1
               : 0;
}
