/* Whether settings can stand together. */
#include "settings/settings.h"

#include "settings/settings_bodies.h"
#include "settings/taskfiles.h"

#include "base/parameter_lines.h"
#include "life/game.h"
#include "life/thinking.h"
#include "selection/step.h"
#include "settings/course.h"
#include "settings/event.h"
#include "settings/niche.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Of all islands: so that members are counted in 32 bits, and their scores cross ranks in one
 * message of at most 2 GB. */
#define POPULATION_MAX (INT64_C(1) << 28)

static int phases_check(const struct sw_settings *settings, struct sw_error *error)
{
    int64_t last = -1;

    if (settings->phase[0].from != 0)
        return sw_fail(error, SW_EXIT_USAGE, "phase1.from is %lld; the first phase starts at 0",
                       (long long)settings->phase[0].from);
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        int64_t from = settings->phase[i].from;

        if (from < 0)
            continue;
        if (from <= last)
            return sw_fail(error, SW_EXIT_USAGE,
                           "phase%u.from is %lld, not after the phase before it (%lld); give "
                           "phases in order, or -1 for one that is not used",
                           i + 1, (long long)from, (long long)last);
        last = from;
    }
    return 0;
}

static int ordered(const char *name, int64_t low, int64_t high, struct sw_error *error)
{
    if (low <= high)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "worlds.%s_min is %lld and worlds.%s_max is %lld; the least cannot exceed the "
                   "most",
                   name, (long long)low, name, (long long)high);
}

static const struct sw_game *game_of(const struct sw_phase *phase)
{
    return sw_game_row((enum sw_game_id)phase->game);
}

/* Only a list of edges can be wrong. */
static int topology_check(const struct sw_settings *settings, struct sw_error *error)
{
    struct sw_topology_rule rule = sw_settings_topology(settings);
    struct sw_topology *topology;

    if (!sw_topology_row(rule.row)->lists)
        return 0;
    topology = sw_topology_create(&rule, settings->run.islands, 0, error);
    sw_topology_destroy(topology);
    return topology == NULL ? -1 : 0;
}

/* What worlds.source names behind a prefix; NULL: another kind of source. */
static const char *behind(const struct sw_settings *settings, const char *prefix)
{
    size_t length = strlen(prefix);

    return strncmp(settings->worlds.source, prefix, length) == 0 ? settings->worlds.source + length
                                                                 : NULL;
}

/* Nobody knows what worlds.source names: says which it could be (near), or which there are. */
static int no_such(const char *kind, const char *prefix, const char *name, const char *near,
                   uint32_t count, const char *(*name_of)(uint32_t i), struct sw_error *error)
{
    char list[SW_TEXT_MAX] = "";

    for (uint32_t i = 0; i < count && near == NULL; i++) {
        size_t length = strlen(list);

        snprintf(list + length, sizeof list - length, "%s%s", i > 0 ? ", " : "", name_of(i));
    }
    if (near != NULL)
        snprintf(list, sizeof list, "did you mean %s%s?", prefix, near);
    return sw_fail(error, SW_EXIT_USAGE, "worlds.source: there is no %s \"%.100s\"; %s%s", kind,
                   name, near == NULL ? "there are " : "", list);
}

static const char *function_name(uint32_t i)
{
    return sw_function_row(i)->name;
}

static int function_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_function *function = sw_settings_function(settings);
    const char *name = behind(settings, SW_FUNCTION_PREFIX);

    if (name == NULL)
        return 0;
    if (function == NULL)
        return no_such("function", SW_FUNCTION_PREFIX, name, sw_function_nearest(name),
                       sw_function_count(), function_name, error);
    if (settings->worlds.dimension < function->least)
        return sw_fail(error, SW_EXIT_USAGE,
                       "worlds.dimension is %lld; function:%s needs at least %u",
                       (long long)settings->worlds.dimension, function->name, function->least);
    return 0;
}

static const char *body_game_name(uint32_t i)
{
    return sw_body_game_row(i)->name;
}

static int body_check(const struct sw_settings *settings, struct sw_error *error)
{
    const char *name = behind(settings, SW_BODY_PREFIX);

    if (name == NULL)
        return 0;
    if (sw_settings_body(settings) == NULL)
        return no_such("game of bodies", SW_BODY_PREFIX, name, sw_body_game_nearest(name),
                       sw_body_game_count(), body_game_name, error);
    return sw_settings_bodies_check(settings, error);
}

static const char *theme_name(uint32_t i)
{
    return sw_forecast_theme_row(i)->name;
}

/* Lives draw from the first pool, and eval from the others. */
static int pools_check(const struct sw_settings *settings, const struct sw_physics_holds *holds,
                       struct sw_error *error)
{
    static const char *const what[] = {
        [SW_PHYSICS_MET] = "holds out all worlds, or all but the rarest, and lives have none left",
        [SW_PHYSICS_UNSEEN] = "leaves no combinations, or only the rarest, to examine apart from "
                              "what it holds out",
        [SW_PHYSICS_HELD] = "holds out what never comes up, or hardly ever",
    };
    uint32_t pools = holds->count > 0 ? SW_PHYSICS_HELD + 1 : SW_PHYSICS_HELD;

    for (uint32_t i = 0; i < pools; i++)
        if (!sw_physics_pool_common((enum sw_physics_pool)i, holds,
                                    (uint32_t)settings->worlds.colours))
            return sw_fail(error, SW_EXIT_USAGE, "worlds.hold_out = %.200s %s; hold out less",
                           settings->worlds.hold_out, what[i]);
    return 0;
}

/* Colours are of different kinds, and patches fit into the smallest canvas. */
static int context_check(const struct sw_settings *settings, struct sw_error *error)
{
    struct sw_physics_holds holds;

    if (settings->worlds.colours < 4)
        return sw_fail(error, SW_EXIT_USAGE,
                       "worlds.colours is %lld, and worlds in context (worlds.source = %.100s) "
                       "need at least 4",
                       (long long)settings->worlds.colours, settings->worlds.source);
    if (sw_physics_holds_read(settings->worlds.hold_out, &holds, error) != 0)
        return -1;
    return pools_check(settings, &holds, error);
}

static int forecast_check(const struct sw_settings *settings, struct sw_error *error)
{
    const char *name = behind(settings, SW_FORECAST_PREFIX);

    if (name == NULL)
        return sw_settings_foresight_check(settings, error) != 0
                   ? -1
                   : sw_settings_hidden_check(settings, error);
    if (sw_settings_forecast(settings) == NULL)
        return no_such("theme to forecast", SW_FORECAST_PREFIX, name, NULL,
                       sw_forecast_theme_count(), theme_name, error);
    if (settings->learning.rule == SW_LEARNING_BROADCAST)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.rule = broadcast has no fixed ways into a forecaster "
                       "(worlds.source = %.100s); use delta or mirror",
                       settings->worlds.source);
    if (sw_settings_forecast(settings)->context && settings->agent.head != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "agent.head = organism has words for known physics alone, and that of "
                       "worlds.source = %.100s has to be found out cell by cell; take cell",
                       settings->worlds.source);
    return sw_settings_forecast(settings)->context ? context_check(settings, error) : 0;
}

/* What adapts weight by weight needs noise weight by weight: the mutation of a matrix is of rank 1.
 */
static int update_check(const struct sw_settings *settings, struct sw_error *error)
{
    if (settings->selection.update != SW_UPDATE_CMA || behind(settings, SW_FUNCTION_PREFIX) != NULL)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "selection.update = cma adapts plain vectors, and worlds.source names no "
                   "function; use adam or plain, or set worlds.source to function:NAME");
}

/* What a scheme observes has to be there. */
static int observed_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);
    bool behaviour = scheme->observes == SW_OBSERVED_BEHAVIOUR;

    if (!behaviour && scheme->observes != SW_OBSERVED_OBJECTIVES)
        return 0;
    if (behind(settings, SW_BODY_PREFIX) != NULL || behind(settings, SW_FORECAST_PREFIX) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "selection.scheme = %s observes %s, and %s (worlds.source = %.100s) have "
                       "none; use a scheme that looks at scores alone",
                       scheme->name, behaviour ? "descriptors" : "objectives",
                       behind(settings, SW_BODY_PREFIX) != NULL ? "bodies" : "forecasters",
                       settings->worlds.source);
    if (sw_settings_function(settings) != NULL) {
        char names[128];

        sw_function_observed(behaviour, names, sizeof names);
        return sw_settings_observed(settings) > 0
                   ? 0
                   : sw_fail(error, SW_EXIT_USAGE,
                             "selection.scheme = %s observes %s, and %s has none; these have: %s",
                             scheme->name, behaviour ? "descriptors" : "objectives",
                             settings->worlds.source, names);
    }
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (settings->phase[i].from >= 0 &&
            sw_fitness_row((enum sw_fitness_id)settings->phase[i].fitness)->edit != NULL)
            return sw_fail(
                error, SW_EXIT_USAGE,
                "selection.scheme = %s observes the programs that members write, and under "
                "phase%u.fitness = %s they only follow the teacher's; use progress or exact",
                scheme->name, i + 1,
                sw_fitness_row((enum sw_fitness_id)settings->phase[i].fitness)->name);
    return 0;
}

/* Credit is given for what each tick added, in lives that follow teachers and hear nothing. */
static int credit_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);

    if (!scheme->credits)
        return 0;
    if (behind(settings, SW_FORECAST_PREFIX) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "selection.scheme = %s gives credit for the ticks of puzzles, and a "
                       "forecaster has none; use recombination",
                       scheme->name);
    if (behind(settings, SW_FUNCTION_PREFIX) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "selection.scheme = %s gives credit to thresholds, and a plain vector has "
                       "none; use recombination, or worlds of puzzles",
                       scheme->name);
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        const struct sw_phase *phase = &settings->phase[i];
        const struct sw_seat *seat = sw_game_editor(game_of(phase));

        if (phase->from < 0 ||
            (seat->sees_demonstrations && !seat->hears &&
             sw_fitness_row((enum sw_fitness_id)phase->fitness)->edit != NULL &&
             (sw_phase_evolves(phase) & ~(SW_GROUP_SIGHT | SW_GROUP_THOUGHT)) == 0))
            continue;
        return sw_fail(error, SW_EXIT_USAGE,
                       "selection.scheme = %s gives credit for each tick under a teacher, to sight "
                       "and thought; in phase%u set game = solo, fitness = likelihood and evolve = "
                       "solo, or from = -1",
                       scheme->name, i + 1);
    }
    return 0;
}

/* Whether lives see puzzles of several laws as a whole, and not law by law. */
static bool sees_rows(const struct sw_settings *settings)
{
    for (uint32_t i = 0; settings->worlds.compose > 1 && i < SW_PHASES_MAX; i++)
        if (settings->phase[i].from >= 0 && !sw_game_takes_turns(game_of(&settings->phase[i])))
            return true;
    return false;
}

/* Members that learn are parents themselves, of puzzles that they see. */
static int members_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);

    if (!sw_settings_members_learn(settings))
        return 0;
    if (!sw_settings_puzzles(settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.who = members is of those who solve puzzles, and worlds.source = "
                       "%s has none; set learning.who = parent",
                       settings->worlds.source);
    if (scheme->recombines)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.who = members has members that are parents themselves, and "
                       "selection.scheme = %s makes one of all of them; take truncation or another "
                       "scheme with parents, or learning.who = parent",
                       scheme->name);
    if (settings->learning.hearing)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.hearing is of a parent that speaks to itself, and by "
                       "learning.who = members every member learns; set learning.hearing = no, or "
                       "learning.who = parent");
    if (settings->learning.draw != SW_DRAW_UNIFORM)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.draw goes by what one parent learned of each rule, and by "
                       "learning.who = members all members of an island learn from the same "
                       "puzzles; set learning.draw = uniform, or learning.who = parent");
    return 0;
}

/* Where islands share steps or refound each other, the weights of birth would have to follow; and
 * what is learned of no rule leaves no mark of one. */
static int learning_check(const struct sw_settings *settings, struct sw_error *error)
{
    const char *key = settings->families.share > 0   ? "share"
                      : settings->families.every > 0 ? "every"
                                                     : NULL;
    const char *other = settings->learning.augment > 0    ? "augment"
                        : settings->learning.followed > 0 ? "followed"
                                                          : NULL;

    if (settings->learning.rule == SW_LEARNING_NONE)
        return 0;
    if (members_check(settings, error) != 0)
        return -1;
    if (other != NULL && settings->learning.draw != SW_DRAW_UNIFORM)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.draw marks rules by their puzzles, and with learning.%s a "
                       "share of them has programs of no rule; set learning.draw = uniform, or "
                       "learning.%s = 0",
                       other, other);
    if (settings->learning.as_lives && settings->life.lessons && sees_rows(settings) &&
        settings->learning.draw != SW_DRAW_UNIFORM)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.draw marks rules by the first law of a puzzle, and with "
                       "learning.as_lives and life.lessons a puzzle of several laws becomes a "
                       "lesson of any of them; set learning.draw = uniform, or learning.as_lives = "
                       "no");
    if (settings->learning.inheritance != SW_INHERIT_BORN || settings->run.islands < 2 ||
        key == NULL)
        return 0;
    return sw_fail(
        error, SW_EXIT_USAGE,
        "learning.inheritance = baldwin keeps what a parent was born with apart from what it "
        "learned, and families.%s mixes parents of islands; use lamarck, or set families.%s to 0",
        key, key);
}

/* One parent of an island thinks for all of its children, of what it sees itself. i: a phase. */
static int own_phase_check(const struct sw_settings *settings, uint32_t i, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);

    if (!scheme->recombines)
        return sw_fail(error, SW_EXIT_USAGE,
                       "phase%u.fitness = own is taught by the one parent of an island, and "
                       "selection.scheme = %s has many; use recombination or credit",
                       i + 1, scheme->name);
    if (!sw_game_thinks(game_of(&settings->phase[i])) ||
        sw_game_editor(game_of(&settings->phase[i]))->hears)
        return sw_fail(error, SW_EXIT_USAGE,
                       "phase%u.fitness = own needs a seat that edits, sees the demonstrations and "
                       "hears nothing, and %s has none; set phase%u.game = solo",
                       i + 1, game_of(&settings->phase[i])->name, i + 1);
    if (settings->families.every > 0 && settings->run.islands > 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "phase%u.fitness = own gives each parent other teachers, and families.every "
                       "compares parents by them; set families.every = 0",
                       i + 1);
    if (settings->learning.rule != SW_LEARNING_NONE && settings->learning.draw != SW_DRAW_UNIFORM)
        return sw_fail(error, SW_EXIT_USAGE,
                       "learning.draw measures how likely the worlds' teachers are, and under "
                       "phase%u.fitness = own they are not asked; set learning.draw = uniform",
                       i + 1);
    return 0;
}

static int own_check(const struct sw_settings *settings, struct sw_error *error)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX && sw_settings_puzzles(settings); i++)
        if (sw_settings_owns_in(settings, i) && own_phase_check(settings, i, error) != 0)
            return -1;
    return 0;
}

/* A turn is a law of a puzzle. i: a phase whose game takes turns. */
static int turns_phase_check(const struct sw_settings *settings, uint32_t i, struct sw_error *error)
{
    const char *game = game_of(&settings->phase[i])->name;

    if (sw_taskfiles_needed(settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "phase%u.game = %s takes a turn for each law of a puzzle, and tasks of "
                       "files do not tell their laws; set worlds.source = generated",
                       i + 1, game);
    if (settings->worlds.compose == 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "phase%u.game = %s takes a turn for each law of a puzzle, and with "
                       "worlds.compose = 1 there is one; set worlds.compose = 2 or 3, and "
                       "worlds.composed = 1 for as many in every puzzle",
                       i + 1, game);
    if (sw_settings_owns_in(settings, i))
        return sw_fail(error, SW_EXIT_USAGE,
                       "phase%u.fitness = own finds programs for whole puzzles, and %s takes one "
                       "law at a time; set phase%u.game = solo",
                       i + 1, game, i + 1);
    if (sw_scheme_row((uint32_t)settings->selection.scheme)->credits)
        return sw_fail(error, SW_EXIT_USAGE,
                       "selection.scheme = %s gives credit for the ticks of one turn, and "
                       "phase%u.game = %s has several; set phase%u.game = solo",
                       sw_scheme_row((uint32_t)settings->selection.scheme)->name, i + 1, game,
                       i + 1);
    return 0;
}

static int turns_check(const struct sw_settings *settings, struct sw_error *error)
{
    if (settings->life.crew == 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "life.crew = 1: nobody takes turns alone; give 2 to %d, or 0 for as many as "
                       "is usual in the game",
                       SW_RING_MAX);
    for (uint32_t i = 0; i < SW_PHASES_MAX && sw_settings_puzzles(settings); i++)
        if (settings->phase[i].from >= 0 && sw_game_takes_turns(game_of(&settings->phase[i])) &&
            turns_phase_check(settings, i, error) != 0)
            return -1;
    return 0;
}

static int strategy_check(const struct sw_settings *settings, struct sw_error *error)
{
    uint32_t which;

    return sw_own_read(settings->families.mutate, "families.mutate", &which, error);
}

/* Who is frozen and who is chosen is known of parents that learn to edit. */
static int growth_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);

    if (settings->keeping.way != SW_KEEPING_EXPERTS || !sw_settings_puzzles(settings))
        return 0;
    if (settings->learning.rule == SW_LEARNING_NONE ||
        settings->learning.inheritance == SW_INHERIT_BORN)
        return sw_fail(error, SW_EXIT_USAGE,
                       "keeping.way = experts chooses experts by what was met in lessons, and "
                       "nobody hands such lessons on here; set learning.rule = mirror and "
                       "learning.inheritance = lamarck");
    if (!scheme->recombines || scheme->credits)
        return sw_fail(error, SW_EXIT_USAGE,
                       "keeping.way = experts freezes what one parent of an island learned, and "
                       "selection.scheme = %s makes none; take recombination",
                       scheme->name);
    if (settings->families.every > 0 && settings->run.islands > 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "keeping.way = experts freezes experts, and families.every = %llu mutates "
                       "whole genomes; set families.every = 0",
                       (unsigned long long)settings->families.every);
    if (settings->migration.every > 0 && settings->run.islands > 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "keeping.way = experts freezes experts, and with migration.every = %llu a "
                       "parent of another island takes their place; set migration.every = 0",
                       (unsigned long long)settings->migration.every);
    return 0;
}

/* An island that stands still has one parent, whom nobody replaces. */
static int standstill_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_scheme_row((uint32_t)settings->selection.scheme);

    if (!sw_settings_niches(settings))
        return 0;
    if (!scheme->recombines)
        return sw_fail(error, SW_EXIT_USAGE,
                       "under keeping.way = islands the parent of an island stands still, and "
                       "selection.scheme = %s makes none; take recombination",
                       scheme->name);
    if (settings->families.every > 0 || settings->families.share > 0 ||
        settings->migration.delay > 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "under keeping.way = islands nothing may change an island that stands "
                       "still; set families.every = 0, families.share = 0 and migration.delay = 0");
    return 0;
}

/* Children inherit the weights of birth, which nothing would pull. */
static int keeping_check(const struct sw_settings *settings, struct sw_error *error)
{
    if (growth_check(settings, error) != 0 || standstill_check(settings, error) != 0)
        return -1;
    if ((settings->keeping.way != SW_KEEPING_ANCHOR &&
         settings->keeping.way != SW_KEEPING_IMPORTANCE) ||
        settings->learning.rule == SW_LEARNING_NONE ||
        settings->learning.inheritance != SW_INHERIT_BORN)
        return 0;
    return sw_fail(
        error, SW_EXIT_USAGE,
        "keeping.way pulls the weights that a parent learned, and under learning.inheritance = "
        "baldwin its children inherit others; use lamarck, or keeping.way = replay");
}

int sw_settings_check(const struct sw_settings *settings, struct sw_error *error)
{
    struct sw_brain_shape shape = sw_settings_shape(settings);
    struct sw_brain_layout layout;
    const struct sw_phase *phase = settings->phase;

    if (settings->language.words == 1 || settings->language.words > settings->language.vocabulary)
        return sw_fail(error, SW_EXIT_USAGE,
                       "language.words is %u; set it to 2 or more, up to language.vocabulary (%u), "
                       "or to 0 for all of them",
                       settings->language.words, settings->language.vocabulary);
    if (settings->run.members % 2 != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "run.members is %lld; it must be even, since members are born in pairs",
                       (long long)settings->run.members);
    if ((uint64_t)settings->run.islands * (settings->run.members + SW_LITTER_MEMBERS) >
        POPULATION_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "run.islands x run.members is %lld; a generation holds at most %lld members",
                       (long long)settings->run.islands * settings->run.members,
                       (long long)POPULATION_MAX);
    if (ordered("side", settings->worlds.side_min, settings->worlds.side_max, error) ||
        ordered("organisms", settings->worlds.organisms_min, settings->worlds.organisms_max,
                error) ||
        ordered("demonstrations", settings->worlds.demonstrations_min,
                settings->worlds.demonstrations_max, error) ||
        phases_check(settings, error) != 0 || topology_check(settings, error) != 0 ||
        function_check(settings, error) != 0 || body_check(settings, error) != 0 ||
        forecast_check(settings, error) != 0 || observed_check(settings, error) != 0 ||
        update_check(settings, error) != 0 || learning_check(settings, error) != 0 ||
        keeping_check(settings, error) != 0 || credit_check(settings, error) != 0 ||
        own_check(settings, error) != 0 || turns_check(settings, error) != 0 ||
        strategy_check(settings, error) != 0)
        return -1;
    for (uint32_t i = 0; i < SW_PHASES_MAX && sw_settings_puzzles(settings); i++)
        if (phase[i].from >= 0 &&
            (sw_phase_evolves(&phase[i]) & sw_game_uses(game_of(&phase[i]))) == 0)
            return sw_fail(error, SW_EXIT_USAGE,
                           "phase%u plays %s but evolves only language, which %s does not use: "
                           "nothing could be learned; set phase%u.evolve to solo or all",
                           i + 1, game_of(&phase[i])->name, game_of(&phase[i])->name, i + 1);
    if (sw_brain_layout(&shape, &layout, error) != 0)
        return -1;
    return sw_course_check(settings, error);
}

int sw_behaviour_check(uint32_t behaviour, const struct sw_settings *settings, const char *version,
                       struct sw_error *error)
{
    bool looks = settings == NULL || !sw_settings_grows(settings);
    bool before =
        (behaviour == SW_BEHAVIOUR_LOOKS && looks) ||
        (behaviour == SW_BEHAVIOUR_BEFORE && looks &&
         (settings == NULL || sw_scheme_row((uint32_t)settings->selection.scheme)->recombines));

    if (behaviour == SW_BEHAVIOUR || before)
        return 0;
    return sw_fail(
        error, SW_EXIT_USAGE,
        "the run was begun by smallworld %s, in which agents and worlds are not what they "
        "are in this version (behaviour %u, here %u); use that version to read it",
        version, behaviour, SW_BEHAVIOUR);
}
