/* settings_forecast.c - what forecasters see done, and agents that have a forecast expert beside
 * those that solve puzzles. */
#include "settings/settings.h"

#include <string.h>

enum { HEAD_NONE };     /* of agent.forecast */
enum { PHYSICS_KNOWN }; /* of worlds.physics */

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

/* ---- worlds whose engine is hidden ---- */

bool sw_settings_hides(const struct sw_settings *settings)
{
    return settings->worlds.physics != PHYSICS_KNOWN;
}

/* Whether some edit of the agents moves the eye, which then sees what the world made. */
static bool zooms(const struct sw_settings *settings)
{
    static const char zoom[] = "zoom.in";
    const struct sw_action_set own = sw_settings_action_set(settings);

    return own.row[sw_edit_find(zoom, sizeof zoom - 1)] != 0;
}

int sw_settings_hidden_check(const struct sw_settings *settings, struct sw_error *error)
{
    static const char hidden[] = "worlds.physics = hidden: nobody has the engine of these worlds";

    if (!sw_settings_hides(settings) || !sw_settings_puzzles(settings))
        return 0;
    if (settings->life.thoughts > 0 && !sw_settings_foresight(settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s, and life.thoughts tries programs; set agent.forecast = organism (or "
                       "cell), so that members imagine them, or life.thoughts = 0",
                       hidden);
    if (settings->language.speak_from == SW_SPEECH_VERIFIED)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s, and language.speak_from = verified tries programs in it; speak from "
                       "hidden or decision",
                       hidden);
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_phase_owns(&settings->phase[i]))
            return sw_fail(error, SW_EXIT_USAGE,
                           "%s, and phase%u.fitness = own tries programs in it; use another "
                           "fitness",
                           hidden, i + 1);
    if (settings->life.looks > 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s, and with life.looks = %u seats see what it makes of their edits before "
                       "they answer; set life.looks = 1",
                       hidden, settings->life.looks);
    if (zooms(settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s, and an eye that zooms sees what it makes of edits before an answer; "
                       "set agent.edits = taught",
                       hidden);
    return 0;
}
