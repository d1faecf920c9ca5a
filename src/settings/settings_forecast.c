/* settings_forecast.c - what forecasters see done, and agents that have a forecast expert beside
 * those that solve puzzles. */
#include "settings/settings.h"

#include <string.h>

enum { HEAD_NONE }; /* of agent.forecast */

bool sw_settings_foresight(const struct sw_settings *settings)
{
    return settings->agent.forecast != HEAD_NONE && sw_settings_puzzles(settings);
}

void sw_settings_episode_scene(const struct sw_settings *settings, struct sw_episode_rules *rules)
{
    rules->side_min = (int)settings->worlds.side_min;
    rules->side_max = (int)settings->worlds.side_max;
    rules->colours = (int)settings->worlds.colours;
    rules->organisms_min = (int)settings->worlds.organisms_min;
    rules->organisms_max = (int)settings->worlds.organisms_max;
}

/* Leaves what agents can do: acts, and what selects, among their edits. Where they select by
 * nothing that is drawn, all of it stays. */
static void keep_own_edits(const struct sw_settings *settings, struct sw_episode_rules *rules)
{
    const struct sw_action_set own = sw_settings_action_set(settings);
    uint32_t deeds = 0, selects = 0;

    for (uint32_t i = 0; i < rules->deeds; i++)
        if (own.row[rules->deed[i].token] != 0)
            rules->deed[deeds++] = rules->deed[i];
    rules->deeds = deeds;
    for (uint32_t i = 0; i < rules->selects; i++)
        if (own.row[rules->select[i]] != 0)
            rules->select[selects++] = rules->select[i];
    rules->selects = selects > 0 ? selects : rules->selects;
}

struct sw_episode_rules sw_settings_episode_rules(const struct sw_settings *settings)
{
    struct sw_episode_rules rules = {.theme = sw_settings_foresight(settings)
                                                  ? sw_forecast_theme_find("edits")
                                                  : sw_settings_forecast(settings)};

    sw_settings_episode_scene(settings, &rules);
    if (rules.theme->context) /* sw_settings_check has read it once */
        sw_physics_holds_read(settings->worlds.hold_out, &rules.holds, &(struct sw_error){0});
    sw_episode_rules_begin(&rules);
    if (sw_settings_foresight(settings))
        keep_own_edits(settings, &rules);
    return rules;
}

int sw_settings_foresight_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);

    if (!sw_settings_foresight(settings))
        return 0;
    if (settings->keeping.way == SW_KEEPING_EXPERTS)
        return sw_fail(error, SW_EXIT_USAGE,
                       "keeping.way = experts shares a brain out among the experts that solve, and "
                       "agent.forecast is none of them; set agent.forecast = none, or keep by "
                       "another way");
    if (settings->learning.rule == SW_LEARNING_BROADCAST && settings->learning.forecasts > 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.rule = broadcast has no fixed ways into the forecast expert "
                       "(agent.forecast); use delta or mirror, or learning.forecasts = 0");
    if (scheme->observes != SW_OBSERVED_NOTHING && settings->life.forecasts > 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "selection.scheme = %s looks at more than scores, and forecasts "
                       "(life.forecasts) are in scores alone; use another scheme, or "
                       "life.forecasts = 0",
                       scheme->name);
    if (sw_settings_episode_rules(settings).deeds == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "agent.forecast: none of the acts that these worlds teach can be forecast "
                       "(docs/forecast.md lists those that can); use other worlds.laws, or "
                       "agent.edits = all");
    return 0;
}
