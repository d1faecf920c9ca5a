#include "settings/effect_private.h"

#include "selection/step.h"
#include "settings/niche.h"
#include "settings/schedule.h"

#include <string.h>

/* ---- rows of migration and families: each says whether its key does nothing, and why ---- */

static const struct sw_topology_row *topology_of(const struct sw_settings *settings)
{
    return sw_topology_row((uint32_t)settings->migration.topology);
}

/* Migration is on, and yet never is due. */
static bool never_due(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    if (settings->migration.every == 0)
        return false;
    if (settings->run.islands == 1)
        return because(here, "there is one island");
    if (sw_settings_niches(settings))
        return because(here, "under keeping.way = islands a parent moves where other laws begin");
    if (settings->migration.every >= settings->run.generations)
        return because(here, "the run ends at generation %lld, before the first migration",
                       (long long)settings->run.generations);
    return settings->migration.delay > 0 &&
           settings->migration.every + settings->migration.delay >= settings->run.generations &&
           because(here, "the run ends at generation %lld, before the first migrants arrive",
                   (long long)settings->run.generations);
}

static bool any_event(const struct sw_settings *settings, enum sw_event_action action)
{
    struct sw_schedule *schedule = sw_schedule_create(settings, NULL);
    uint32_t count = 0;
    const struct sw_event *event = schedule == NULL ? NULL : sw_schedule_events(schedule, &count);
    bool any = false;

    for (uint32_t i = 0; i < count; i++)
        any |= event[i].action == action;
    sw_schedule_destroy(schedule);
    return any;
}

/* Whether an event lets islands migrate. */
static bool events_migrate(const struct sw_settings *settings)
{
    return any_event(settings, SW_EVENT_MIGRATE) && settings->run.islands > 1 &&
           !sw_settings_niches(settings);
}

/* Nothing ever migrates, whatever the edges are. */
static bool no_migrants(const struct sw_effect_situation *here)
{
    if (events_migrate(here->settings))
        return false;
    return (here->settings->migration.every == 0 &&
            because(here, "migration.every = 0: nothing migrates")) ||
           never_due(here);
}

static bool no_edges(const struct sw_effect_situation *here)
{
    const struct sw_topology_row *row = topology_of(here->settings);

    return row->empty && because(here, "migration.topology = %s: no island receives", row->name);
}

/* The list names edges, and none carries anything. */
static bool list_carries_none(const struct sw_settings *settings)
{
    struct sw_topology_rule rule = sw_settings_topology(settings);
    uint32_t islands = (uint32_t)settings->run.islands;
    struct sw_topology *topology = sw_topology_create(&rule, islands, 0, NULL);
    bool none = topology != NULL;

    for (uint32_t to = 0; to < islands && none; to++) {
        struct sw_edge edge = {.from = UINT32_MAX};

        while (none && sw_topology_next(topology, to, &edge))
            none = edge.probability == 0;
    }
    sw_topology_destroy(topology);
    return none;
}

static bool no_rate(const struct sw_effect_situation *here)
{
    return here->settings->migration.rate == 0 &&
           because(here, "migration.rate = 0: no edge carries");
}

static bool no_chance(const struct sw_effect_situation *here)
{
    return topology_of(here->settings)->lists && list_carries_none(here->settings) &&
           because(here, "migration.edges gives each edge the probability 0");
}

static bool nothing_carries(const struct sw_effect_situation *here)
{
    return no_rate(here) || no_chance(here);
}

static bool no_migration(const struct sw_effect_situation *here)
{
    return here->settings->migration.every > 0 &&
           (never_due(here) || no_edges(here) || nothing_carries(here));
}

static bool no_topology(const struct sw_effect_situation *here)
{
    return no_migrants(here) || no_rate(here);
}

static bool no_migration_rate(const struct sw_effect_situation *here)
{
    return no_migrants(here) || no_edges(here) || no_chance(here);
}

static bool no_policy(const struct sw_effect_situation *here)
{
    return no_migration_rate(here) || no_rate(here);
}

enum { FAIR = 1 }; /* row of migration.policy */

/* `better` compares with the island's own best, and `fair` with the parent that gives way. */
static bool same_policies(const struct sw_effect_situation *here)
{
    return no_policy(here) ||
           (here->settings->migration.policy == FAIR && scheme_of(here->settings)->recombines &&
            because(here, "an island that recombines has one parent, with which better compares "
                          "as well"));
}

static bool no_degree(const struct sw_effect_situation *here)
{
    const struct sw_topology_row *row = topology_of(here->settings);

    return no_policy(here) ||
           (!row->degree &&
            because(here, "migration.topology = %s has no degree to be set", row->name));
}

static bool few_others(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    return settings->migration.degree >= settings->run.islands && !no_degree(here) &&
           because(here, "of %lld islands each has %lld others", (long long)settings->run.islands,
                   (long long)settings->run.islands - 1);
}

static bool no_rewiring(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;
    const struct sw_topology_row *row = topology_of(settings);

    if (no_policy(here))
        return true;
    if (!row->rewires)
        return because(here, "migration.topology = %s rewires nothing", row->name);
    return (settings->migration.degree + 1) / 2 * 2 >= settings->run.islands - 1 &&
           because(here, "at this degree each of %lld islands is linked with all others",
                   (long long)settings->run.islands);
}

static bool no_edge_list(const struct sw_effect_situation *here)
{
    const struct sw_topology_row *row = topology_of(here->settings);

    return no_topology(here) ||
           (!row->lists && because(here, "migration.topology = %s reads no list", row->name));
}

static bool no_emigrants(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    return no_policy(here) ||
           (scheme->recombines &&
            because(here, "with %s an island sends its one parent", scheme->name));
}

static bool no_immigrants(const struct sw_effect_situation *here)
{
    return no_emigrants(here) ||
           (sw_settings_litters(here->settings) == 1 &&
            because(here, "%lld members are one litter", (long long)here->settings->run.members));
}

static bool many_migrants(const struct sw_effect_situation *here)
{
    uint32_t litters = sw_settings_litters(here->settings);

    return here->settings->migration.migrants > litters && !no_emigrants(here) &&
           because(here, "an island takes one migrant a litter, and has %u", litters);
}

static bool alone(const struct sw_effect_situation *here)
{
    return here->settings->run.islands == 1 && because(here, "there is one island");
}

/* Islands are culled, and yet none ever is. */
static bool no_cull(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    if (settings->families.every == 0)
        return false;
    if (alone(here))
        return true;
    if (settings->families.every > settings->run.generations)
        return because(here, "the run ends at generation %lld, before the first cull",
                       (long long)settings->run.generations);
    if (settings->families.cull == 0)
        return because(here, "families.cull = 0: no island dies out");
    return settings->families.guard >= settings->run.islands &&
           because(here, "families.guard = %lld keeps every line of %lld islands alive",
                   (long long)settings->families.guard, (long long)settings->run.islands);
}

static bool never_culled(const struct sw_effect_situation *here)
{
    return alone(here) || (here->settings->families.every == 0 &&
                           because(here, "families.every = 0: no island dies out"));
}

/* No island ever dies out. */
static bool all_live(const struct sw_effect_situation *here)
{
    return never_culled(here) || no_cull(here);
}

/* Islands of other founders never come to be kin. */
static bool no_kin(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    return settings->families.founder == SW_FOUNDER_EACH && !any_event(settings, SW_EVENT_CULL) &&
           all_live(here) && no_policy(here) &&
           because(here, "with families.founder = each no two islands descend from one, and no "
                         "parent ever moves to another island");
}

static bool no_shared_steps(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    return alone(here) ||
           (!scheme->recombines && because(here, "%s makes no step to share", scheme->name)) ||
           no_kin(here);
}

/* The guard may keep more alive than one. */
static bool one_lives_on(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;
    uint32_t islands = settings->run.islands;

    return settings->families.guard == 1 &&
           sw_families_culled(settings->families.cull, islands) == islands - 1 &&
           because(here, "of %u islands one lives on, and refounds all others", islands);
}

enum { DRAWN = 1 }; /* row of families.die */

/* Where the poorest die nothing else is drawn than who refounds. */
static bool no_refounders(const struct sw_effect_situation *here)
{
    return all_live(here) || (here->settings->families.die != DRAWN && one_lives_on(here));
}

/* Nobody writes programs, so none are alike. */
static bool no_crowds(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    if (!sw_families_crowds((uint32_t)settings->families.die) || all_live(here))
        return false;
    if (!sw_settings_puzzles(settings))
        return because(here, "only at puzzles parents write programs that can be alike");
    return settings->run.islands == 2 &&
           because(here, "the poorer of two islands stays so when they share what they scored");
}

/* Of schemes that look at more than scores. */
static bool scores_alone(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)here->settings->families.scheme);

    return scheme->observes != SW_OBSERVED_NOTHING && !no_refounders(here) &&
           because(here,
                   "%s looks at more than scores, and of an island the score of its parent "
                   "is all that it has; families.die = crowded selects for difference",
                   scheme->name);
}

static bool no_mates(const struct sw_effect_situation *here)
{
    return all_live(here) || one_lives_on(here);
}

static uint32_t own_of(const struct sw_settings *settings)
{
    return sw_settings_strategy(settings).which;
}

/* Nothing comes to differ: all begin alike, and nobody is refounded. */
static bool no_own_change(const struct sw_effect_situation *here)
{
    struct sw_strategy_rule rule = sw_settings_strategy(here->settings);

    if (alone(here) || rule.which == 0)
        return here->settings->run.islands == 1;
    if (sw_strategy_most(&rule) == 0)
        return because(here, "a step by families.factor is beyond families.bound");
    return !rule.drawn && all_live(here);
}

static bool no_own_step(const struct sw_effect_situation *here)
{
    if (!alone(here) && own_of(here->settings) == 0)
        return because(here, "families.mutate is empty: no setting is an island's own");
    return no_own_change(here);
}

static bool no_own_rate(const struct sw_effect_situation *here)
{
    if (!(own_of(here->settings) >> SW_OWN_RATE & 1u) || no_own_change(here))
        return false;
    return sw_effect_no_rate(here) || sw_effect_no_length(here);
}

static bool no_own_pressure(const struct sw_effect_situation *here)
{
    const struct sw_scheme *scheme = scheme_of(here->settings);

    if (!(own_of(here->settings) >> SW_OWN_PRESSURE & 1u) || no_own_change(here))
        return false;
    return !sw_scheme_uses(scheme, "pressure") && because(here, "%s does not use it", scheme->name);
}

static bool no_own_strength(const struct sw_effect_situation *here)
{
    if (!(own_of(here->settings) >> SW_OWN_STRENGTH & 1u) || no_own_change(here))
        return false;
    return scheme_of(here->settings)->recombines &&
           here->settings->selection.update == SW_UPDATE_CMA &&
           because(here, "selection.update = cma adapts the strength itself");
}

bool sw_effect_no_probes(const struct sw_effect_situation *here)
{
    return here->settings->run.probes == 0 &&
           because(here, "run.probes = 0: there are no probe worlds");
}

bool sw_effect_no_foresight(const struct sw_effect_situation *here)
{
    return !sw_settings_foresight(here->settings) &&
           because(here, "agents have no forecast expert (agent.forecast = none, or they solve no "
                         "puzzles)");
}

const struct sw_effect_row sw_effect_island_rows[] = {
    {"migration", "every", NULL, false, "", no_migration},
    {"migration", "topology", NULL, false, "", no_topology},
    {"migration", "degree", NULL, false, "", no_degree},
    {"migration", "degree", NULL, false, " in full", few_others},
    {"migration", "rewire", NULL, false, "", no_rewiring},
    {"migration", "edges", NULL, false, "", no_edge_list},
    {"migration", "rate", NULL, false, "", no_migration_rate},
    {"migration", "delay", NULL, false, "", no_policy},
    {"migration", "emigrants", NULL, false, "", no_emigrants},
    {"migration", "migrants", NULL, false, "", no_emigrants},
    {"migration", "migrants", NULL, false, " in full", many_migrants},
    {"migration", "immigrants", NULL, false, "", no_immigrants},
    {"migration", "policy", NULL, false, "", same_policies},
    {"families", "share", NULL, false, "", no_shared_steps},
    {"families", "founder", NULL, false, "", alone},
    {"families", "every", NULL, false, "", no_cull},
    {"families", "cull", NULL, false, "", never_culled},
    {"families", "die", NULL, false, "", all_live},
    {"families", "die", NULL, false, " beyond that of poorest", no_crowds},
    {"families", "scheme", NULL, false, "", no_refounders},
    {"families", "scheme", NULL, false, " in full", scores_alone},
    {"families", "pressure", NULL, false, "", no_refounders},
    {"families", "refound", NULL, false, "", no_mates},
    {"families", "strength", NULL, false, "", all_live},
    {"families", "guard", NULL, false, "", never_culled},
    {"families", "mutate", NULL, false, "", no_own_change},
    {"families", "mutate", NULL, false, " on rate", no_own_rate},
    {"families", "mutate", NULL, false, " on pressure", no_own_pressure},
    {"families", "mutate", NULL, false, " on strength, but for the first children",
     no_own_strength},
    {"families", "factor", NULL, false, "", no_own_step},
    {"families", "bound", NULL, false, "", no_own_step},
    {"families", "begin", NULL, false, "", no_own_step},
};

const size_t sw_effect_island_row_count =
    sizeof sw_effect_island_rows / sizeof *sw_effect_island_rows;
