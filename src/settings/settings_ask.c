#include "settings/settings.h"

#include "base/file.h"
#include "base/parameter_lines.h"
#include "settings/event.h"
#include "life/game.h"
#include "settings/schedule.h"
#include "settings/world_sets.h"
#include "world/body/body_look.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EDGES_LIMIT (1u << 20) /* bytes of a file of edges */

const struct sw_function *sw_settings_function(const struct sw_settings *settings)
{
    size_t prefix = strlen(SW_FUNCTION_PREFIX);

    return strncmp(settings->worlds.source, SW_FUNCTION_PREFIX, prefix) == 0
               ? sw_function_find(settings->worlds.source + prefix)
               : NULL;
}

const struct sw_body_game *sw_settings_body(const struct sw_settings *settings)
{
    size_t prefix = strlen(SW_BODY_PREFIX);

    return strncmp(settings->worlds.source, SW_BODY_PREFIX, prefix) == 0
               ? sw_body_game_find(settings->worlds.source + prefix)
               : NULL;
}

enum sw_body_imitation sw_settings_imitation(const struct sw_settings *settings)
{
    const struct sw_body_game *game = sw_settings_body(settings);

    return game != NULL && game->bodies - game->guides > 1
               ? (enum sw_body_imitation)settings->body.imitate
               : SW_IMITATION_NO;
}

struct sw_body_rules sw_settings_body_rules(const struct sw_settings *settings)
{
    struct sw_body_rules rules = {
        .game = sw_settings_body(settings),
        .worlds = settings->life.worlds,
        .ticks = settings->body.ticks,
        .complementary = settings->body.complementary,
        .reversal = settings->body.reversal,
        .crews = settings->body.crew != 0,
        .islands = settings->body.crew == 2,
        .shares = settings->body.credit == 1,
        .speech = (enum sw_body_speech)settings->body.speech,
        .earshot = settings->body.earshot,
        .speech_cost = settings->body.speech_cost,
        .imitates = sw_settings_imitation(settings),
        .turned = settings->body.window == 1,
        .score = (enum sw_body_score)settings->body.score,
    };

    if (rules.game == NULL || rules.game->bodies == 1) {
        rules.crews = rules.islands = rules.shares = false;
        rules.speech = SW_BODY_SPEECH_NONE;
    }

    return rules;
}

struct sw_body_lead sw_settings_body_lead(const struct sw_settings *settings, uint64_t generation)
{
    const struct sw_phase *phase = &settings->phase[sw_settings_phase(settings, generation, NULL)];

    return (struct sw_body_lead){.given = (float)settings->body.given,
                                 .backplay = settings->body.backplay,
                                 .teacher = settings->body.teacher,
                                 .mutation = {.strength = (float)phase->strength,
                                              .evolve = sw_settings_evolves(settings, phase)}};
}

const struct sw_forecast_theme *sw_settings_forecast(const struct sw_settings *settings)
{
    size_t prefix = strlen(SW_FORECAST_PREFIX);

    return strncmp(settings->worlds.source, SW_FORECAST_PREFIX, prefix) == 0
               ? sw_forecast_theme_find(settings->worlds.source + prefix)
               : NULL;
}

#define POISON_FIRST 0.2 /* what it counts in the first generation of a ramp */

float sw_settings_poison(const struct sw_settings *settings, uint64_t generation)
{
    double ramp = settings->body.poison_ramp * (double)settings->run.generations;
    const struct sw_body_game *game = sw_settings_body(settings);

    if (game != NULL && game->task != NULL)
        return (float)settings->body.mistakes;
    if ((double)generation >= ramp)
        return 1.0f;
    return (float)(POISON_FIRST + (1 - POISON_FIRST) * (double)generation / ramp);
}

bool sw_settings_puzzles(const struct sw_settings *settings)
{
    return sw_settings_function(settings) == NULL && sw_settings_body(settings) == NULL &&
           sw_settings_forecast(settings) == NULL;
}

uint32_t sw_settings_phase(const struct sw_settings *settings, uint64_t generation, uint64_t *until)
{
    uint32_t phase = 0;
    uint64_t end = settings->run.generations;
    int64_t begun = -1;

    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        int64_t from = settings->phase[i].from;

        if (from < 0)
            continue;
        if ((uint64_t)from > generation) {
            end = (uint64_t)from < end ? (uint64_t)from : end;
        } else if (from > begun) {
            begun = from;
            phase = i;
        }
    }
    if (until != NULL)
        *until = end;
    return phase;
}

/* Whether an event begins the phase by its number. */
static bool numbered_by_event(const struct sw_settings *settings, uint32_t phase)
{
    const char *at = settings->events;
    char line[SW_LINES_MAX];
    struct sw_event event;

    while (sw_lines_next(&at, line))
        if (sw_event_read(line, "", &event, NULL) == 0 && event.action == SW_EVENT_PHASE &&
            event.phase == phase)
            return true;
    return false;
}

bool sw_settings_idle_phase(const struct sw_settings *settings, const char *section)
{
    struct sw_settings initial;
    uint32_t phase;

    if (strncmp(section, "phase", 5) != 0 || section[5] < '1' || section[5] >= '1' + SW_PHASES_MAX)
        return false;
    phase = (uint32_t)(section[5] - '1');
    if (settings->phase[phase].from >= 0 || numbered_by_event(settings, phase))
        return false;
    memset(&initial, 0, sizeof initial);
    if (sw_parameters_defaults(sw_settings_table, &initial, NULL) != 0)
        return false;
    for (uint32_t i = 0; i < sw_settings_table.count; i++) {
        const struct sw_parameter *row = &sw_settings_table.row[i];

        if (strcmp(row->section, section) == 0 && strcmp(row->key, "from") != 0 &&
            !sw_parameter_same(row, settings, &initial))
            return false;
    }
    return true;
}

uint8_t sw_phase_evolves(const struct sw_phase *phase)
{
    static const uint8_t groups[] = {SW_GROUP_ALL,      SW_GROUP_SIGHT | SW_GROUP_THOUGHT,
                                     SW_GROUP_LANGUAGE, SW_GROUP_SIGHT,
                                     SW_GROUP_THOUGHT,  SW_GROUP_HEARING,
                                     SW_GROUP_SPEECH};

    return groups[phase->evolve];
}

uint8_t sw_settings_evolves(const struct sw_settings *settings, const struct sw_phase *phase)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);

    if (!sw_settings_puzzles(settings))
        return SW_GROUP_ALL;
    return (uint8_t)(sw_phase_evolves(phase) | (scheme->credits ? SW_GROUP_THRESHOLDS : 0) |
                     (sw_settings_foresight(settings) && settings->life.forecasts > 0
                          ? SW_GROUP_FORECAST
                          : 0));
}

/* a^(1 - t) * b^t, 0 <= t < 1, by halving the interval on the logarithmic scale. */
static double geometric(double a, double b, double t)
{
    for (int i = 0; i < 40; i++) {
        double middle = sqrt(a) * sqrt(b);

        t *= 2;
        if (t >= 1) {
            a = middle;
            t -= 1;
        } else {
            b = middle;
        }
    }
    return a;
}

float sw_settings_rate(const struct sw_settings *settings, uint64_t generation)
{
    uint64_t until;
    const struct sw_phase *phase =
        &settings->phase[sw_settings_phase(settings, generation, &until)];
    uint64_t from = (uint64_t)phase->from;

    if (until <= from || generation >= until)
        return (float)phase->rate_end;
    return (float)geometric(phase->rate, phase->rate_end,
                            (double)(generation - from) / (double)(until - from));
}

float sw_settings_learning_rate(const struct sw_settings *settings, uint64_t generation)
{
    return (float)geometric(settings->learning.rate, settings->learning.rate_end,
                            (double)generation / (double)settings->run.generations);
}

bool sw_settings_members_learn(const struct sw_settings *settings)
{
    return settings->learning.rule != SW_LEARNING_NONE &&
           settings->learning.who == SW_LEARNER_MEMBERS;
}

struct sw_gene_rule sw_settings_genes(const struct sw_settings *settings)
{
    return (struct sw_gene_rule){settings->learning.gene_factor, settings->learning.gene_bound,
                                 settings->learning.gene_feedback};
}

bool sw_settings_learns(const struct sw_settings *settings, uint64_t generation)
{
    const struct sw_phase *phase = &settings->phase[sw_settings_phase(settings, generation, NULL)];
    const struct sw_seat *seat = sw_game_editor(sw_game_row((enum sw_game_id)phase->game));

    if (settings->learning.rule == SW_LEARNING_NONE ||
        (settings->learning.who == SW_LEARNER_PARENT &&
         !sw_scheme_row((uint32_t)settings->selection.scheme)->recombines))
        return false;
    return sw_settings_forecast(settings) != NULL ||
           (sw_settings_puzzles(settings) && sw_settings_teaches(settings, seat));
}

bool sw_settings_teaches(const struct sw_settings *settings, const struct sw_seat *seat)
{
    return seat->hears ? settings->learning.hearing : seat->sees_demonstrations;
}

uint64_t sw_settings_life_seed(const struct sw_settings *settings)
{
    return settings->life.seed >= 0 ? (uint64_t)settings->life.seed : settings->run.seed;
}

struct sw_worlds_settings sw_settings_worlds(const struct sw_settings *settings)
{
    struct sw_worlds_settings worlds = {
        .laws = settings->worlds.laws,
        .source = settings->worlds.source,
        .side_min = (int)settings->worlds.side_min,
        .side_max = (int)settings->worlds.side_max,
        .square = settings->worlds.square,
        .colours = (int)settings->worlds.colours,
        .organisms_min = (int)settings->worlds.organisms_min,
        .organisms_max = (int)settings->worlds.organisms_max,
        .demonstrations_min = (int)settings->worlds.demonstrations_min,
        .demonstrations_max = (int)settings->worlds.demonstrations_max,
        .discriminating = settings->worlds.discriminating,
        .hold_out = settings->worlds.hold_out,
        .compose = (int)settings->worlds.compose,
        .composed = settings->worlds.composed,
        .distractors = (int)settings->worlds.distractors,
        .occlusion = settings->worlds.occlusion,
        .background = settings->worlds.background,
    };

    return worlds;
}

struct sw_action_set sw_settings_action_set(const struct sw_settings *settings)
{
    struct sw_action_set out;
    struct sw_error error = {0};

    /* Wrong settings are refused before an agent is ever shaped by them. */
    if (settings->agent.edits == 1 || sw_world_sets_taught(settings, &out, &error) != 0)
        return sw_action_set_all();
    return out;
}

struct sw_identity_space sw_settings_space(const struct sw_settings *settings)
{
    uint32_t litter = sw_settings_litter(settings);
    struct sw_identity_space space = {settings->run.islands, settings->run.members,
                                      litter == SW_LITTER_MEMBERS ? 0 : litter};

    return space;
}

const char *sw_settings_kernel(const struct sw_settings *settings)
{
    return settings->run.kernel == 0 ? "portable" : "blas";
}

struct sw_selection sw_settings_selection(const struct sw_settings *settings)
{
    struct sw_selection island = {
        .members = settings->run.members,
        .litters = sw_settings_litters(settings),
        .pressure = settings->selection.pressure,
        .elites = settings->selection.elites,
        .standing_most = settings->selection.standing,
        .universal = settings->selection.sampling == 0,
        .replacement = settings->selection.replacement,
        .novelty = settings->selection.novelty,
        .neighbours = settings->selection.neighbours,
        .cells = settings->selection.cells,
        .cases = settings->selection.cases,
        .crossover = settings->selection.crossover,
    };

    return island;
}

uint32_t sw_settings_observed(const struct sw_settings *settings)
{
    const struct sw_function *function = sw_settings_function(settings);

    if (sw_settings_body(settings) != NULL || sw_settings_forecast(settings) != NULL)
        return 0;
    switch (sw_scheme_row((uint32_t)settings->selection.scheme)->observes) {
    case SW_OBSERVED_TICKS:
        return function != NULL ? 0 : settings->life.worlds * SW_OBSERVED_WORLD_TICKS;
    case SW_OBSERVED_CASES:
        return function != NULL ? 0 : settings->life.worlds;
    case SW_OBSERVED_BEHAVIOUR:
        return function != NULL ? function->descriptors : SW_OBSERVED_DESCRIPTORS;
    case SW_OBSERVED_OBJECTIVES:
        return function != NULL ? function->objectives : SW_OBSERVED_SCORES;
    case SW_OBSERVED_NOTHING:
        break;
    }
    return 0;
}

uint32_t sw_settings_litter(const struct sw_settings *settings)
{
    return settings->life.litter;
}

uint32_t sw_settings_ticks(const struct sw_settings *settings)
{
    enum { LEAST = 5 };
    struct sw_error error = {0};
    uint32_t ticks;

    if (settings->life.ticks > 0)
        return settings->life.ticks;
    /* Wrong settings are refused before anybody lives by them. */
    if (sw_world_sets_ticks(settings, &ticks, &error) != 0 || ticks < LEAST)
        return LEAST;
    return ticks;
}

struct sw_thinking_settings sw_settings_thinking(const struct sw_settings *settings)
{
    struct sw_thinking_settings thinking = {
        .thoughts = settings->life.thoughts,
        .ticks = sw_settings_ticks(settings),
        .looks = settings->life.looks,
        .spread = (float)settings->life.spread,
    };

    return thinking;
}

uint32_t sw_settings_words(const struct sw_settings *settings)
{
    uint32_t words = settings->language.words, all = settings->language.vocabulary;

    return words < 2 || words > all ? all : words;
}

struct sw_thinking_settings sw_settings_verifying(const struct sw_settings *settings)
{
    struct sw_thinking_settings thinking = sw_settings_thinking(settings);

    thinking.thoughts =
        settings->language.speak_from == SW_SPEECH_VERIFIED ? settings->language.thoughts : 0;
    return thinking;
}

struct sw_life *sw_settings_life(const struct sw_settings *settings, const char *kernel,
                                 const struct sw_brain_layout *layout, struct sw_error *error)
{
    struct sw_action_set action_set = sw_settings_action_set(settings);
    struct sw_thinking_settings verifying = sw_settings_verifying(settings);
    struct sw_life *life =
        sw_life_create(layout, kernel, &action_set, sw_settings_ticks(settings), error);

    if (life == NULL)
        return NULL;
    life->mind->words = sw_settings_words(settings);
    life->ends = settings->language.end;
    life->delay = settings->language.delay;
    life->looks = settings->life.looks;
    sw_life_crew(life, settings->life.crew);
    if (sw_life_verify(life, &verifying, error) == 0)
        return life;
    sw_life_destroy(life);
    return NULL;
}

struct sw_own_rules sw_settings_own(const struct sw_settings *settings)
{
    struct sw_own_rules rules = {
        .thinking = sw_settings_thinking(settings),
        .held = settings->own.held,
        .balance = (enum sw_own_balance)settings->own.balance,
        .hindsight = (float)settings->own.hindsight,
    };

    rules.thinking.thoughts = settings->own.thoughts;
    rules.thinking.spread = (float)settings->own.spread;
    rules.thinking.brevity = (float)settings->own.brevity;
    return rules;
}

bool sw_phase_owns(const struct sw_phase *phase)
{
    return sw_fitness_row((enum sw_fitness_id)phase->fitness)->own;
}

bool sw_settings_owns_in(const struct sw_settings *settings, uint32_t phase)
{
    return sw_phase_owns(&settings->phase[phase]) &&
           (settings->phase[phase].from >= 0 || sw_schedule_begins(settings, phase));
}

bool sw_settings_owns(const struct sw_settings *settings)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_settings_owns_in(settings, i))
            return true;
    return false;
}

bool sw_settings_by_turns(const struct sw_settings *settings)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_game_takes_turns(sw_game_row((enum sw_game_id)settings->phase[i].game)))
            return true;
    return false;
}

struct sw_topology_rule sw_settings_topology(const struct sw_settings *settings)
{
    struct sw_topology_rule rule = {(uint32_t)settings->migration.topology,
                                    settings->migration.degree, settings->migration.rewire,
                                    settings->migration.edges};

    return rule;
}

struct sw_migration sw_settings_migration(const struct sw_settings *settings)
{
    struct sw_migration rule = {
        .emigrants = (uint32_t)settings->migration.emigrants,
        .immigrants = (uint32_t)settings->migration.immigrants,
        .policy = (uint32_t)settings->migration.policy,
        .migrants = settings->migration.migrants,
        .rate = settings->migration.rate,
    };

    return rule;
}

struct sw_families sw_settings_families(const struct sw_settings *settings)
{
    struct sw_families rule = {
        .cull = (uint32_t)settings->families.die,
        .refound = (uint32_t)settings->families.refound,
        .share = settings->families.cull,
        .guard = settings->families.guard,
    };

    return rule;
}

struct sw_strategy_rule sw_settings_strategy(const struct sw_settings *settings)
{
    struct sw_strategy_rule rule = {
        .factor = settings->families.factor,
        .bound = settings->families.bound,
        .drawn = settings->families.begin == 1,
    };

    if (settings->run.islands > 1)
        sw_own_read(settings->families.mutate, "", &rule.which, NULL);
    return rule;
}

int sw_settings_read_edges(struct sw_settings *settings, struct sw_error *error)
{
    const char *path = settings->migration.edges + strlen(SW_EDGES_FILE);
    char read[SW_TEXT_MAX], *text;
    size_t size;
    int failed;

    if (!sw_topology_row((uint32_t)settings->migration.topology)->lists ||
        strncmp(settings->migration.edges, SW_EDGES_FILE, strlen(SW_EDGES_FILE)) != 0)
        return 0;
    text = sw_file_read_text(path, EDGES_LIMIT, &size, error);
    if (text == NULL)
        return sw_error_prefix(error, "migration.edges");
    failed = sw_topology_file(text, size, path, settings->run.islands, read, sizeof read, error);
    free(text);
    if (failed == 0)
        memcpy(settings->migration.edges, read, sizeof read);
    return failed;
}

uint32_t sw_settings_litters(const struct sw_settings *settings)
{
    return sw_identity_litters(sw_settings_space(settings));
}
