/* Rows of selection: each says whether its key does nothing, and why. */
#include "settings/effect_private.h"

#include "selection/step.h"

#include <string.h>

bool sw_effect_no_pressure(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);
    struct sw_selection selection = sw_settings_selection(here->settings);

    return scheme->idle != NULL && scheme->idle(&selection, here->why, SW_EFFECT_TEXT);
}

bool sw_effect_no_elites(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    if (sw_scheme_uses(scheme, "elites"))
        return false;
    if (scheme->recombines)
        return because(here, "%s makes new parents: no member lives on", scheme->name);
    return because(here, "in %s members stand: they live on as they are", scheme->name);
}

bool sw_effect_few_elites(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;
    const struct sw_scheme *scheme = scheme_of(settings);
    struct sw_selection selection = sw_settings_selection(settings);
    uint32_t most = sw_scheme_elites(scheme, &selection);

    return sw_scheme_uses(scheme, "elites") && settings->selection.elites > most &&
           because(here, "of %u litter%s at least one is drawn: there is room for %u elite%s",
                   selection.litters, selection.litters == 1 ? "" : "s", most,
                   most == 1 ? "" : "s");
}

/* A key of selection that the scheme never reads. */
bool sw_effect_no_use(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    return !sw_scheme_uses(scheme, here->parameter->key) &&
           because(here, "%s does not use it", scheme->name);
}

bool sw_effect_nobody_old(const struct sw_effect_situation *here)
{
    return here->settings->run.members >= here->settings->selection.standing &&
           strcmp(scheme_of(here->settings)->name, "steady-state") == 0 &&
           because(here, "newcomers (run.members) take all places, as under comma");
}

bool sw_effect_no_rate(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    return !scheme->recombines && because(here, "%s makes no recombination step", scheme->name);
}

bool sw_effect_no_length(const struct sw_effect_situation *here)
{
    return !sw_effect_no_rate(here) && here->settings->selection.update == SW_UPDATE_CMA &&
           because(here, "selection.update = cma sets the length of its steps itself");
}
