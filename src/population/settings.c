#include "population/settings.h"

#include "base/parameter_lines.h"
#include "population/event.h"
#include "population/game.h"
#include "population/schedule.h"
#include "population/world_sets.h"
#include "world/sight/sight.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* Of all islands: so that members are counted in 32 bits, and their scores cross ranks in one
 * message of at most 2 GB. */
#define POPULATION_MAX (INT64_C(1) << 28)

#define AT(field) offsetof(struct sw_settings, field)

#define INTEGER(section, key, field, initial, low, high, unit, help)                               \
    {                                                                                              \
        section, key, SW_PARAMETER_INTEGER, AT(field), initial, low, high, NULL, unit, help, 0,    \
            NULL                                                                                   \
    }
#define MULTIPLE(section, key, field, initial, low, high, step, help)                              \
    {                                                                                              \
        section, key, SW_PARAMETER_INTEGER, AT(field), initial, low, high, NULL, NULL, help, step, \
            NULL                                                                                   \
    }
#define REAL(section, key, field, initial, low, high, unit, help)                                  \
    {                                                                                              \
        section, key, SW_PARAMETER_REAL, AT(field), initial, low, high, NULL, unit, help, 0, NULL  \
    }
#define SWITCH(section, key, field, initial, help)                                                 \
    {                                                                                              \
        section, key, SW_PARAMETER_SWITCH, AT(field), initial, 0, 1, NULL, NULL, help, 0, NULL     \
    }
#define CHOICE(section, key, field, initial, choices, help)                                        \
    {                                                                                              \
        section, key, SW_PARAMETER_CHOICE, AT(field), initial, 0, 0, choices, NULL, help, 0, NULL  \
    }
#define TEXT(section, key, field, initial, help)                                                   \
    {                                                                                              \
        section, key, SW_PARAMETER_TEXT, AT(field), initial, 0, 0, NULL, NULL, help, 0, NULL       \
    }

#define LINES(section, key, field, held, help)                                                     \
    {                                                                                              \
        section, key, SW_PARAMETER_LINES, AT(field), "", 0, 0, NULL, NULL, help, 0, held           \
    }

#define PHASE(section, n, first, game_name, evolve_name, strength_value)                           \
    INTEGER(section, "from", phase[n].from, first, -1, 1e9, "generations",                         \
            "First generation of this phase; -1: the phase is not used."),                         \
        CHOICE(section, "game", phase[n].game, game_name, SW_GAME_NAMES,                           \
               SW_CHOICES_HELP(SW_GAME_ROWS)),                                                     \
        CHOICE(section, "fitness", phase[n].fitness, "likelihood", SW_CHOICES(SW_FITNESS_ROWS),    \
               SW_CHOICES_HELP(SW_FITNESS_ROWS)),                                                  \
        CHOICE(section, "evolve", phase[n].evolve, evolve_name,                                    \
               "all|solo|language|sight|thought|hearing|speech",                                   \
               "Which parts of the agent mutate; the others are frozen. solo: sight and thought. " \
               "language: hearing and speech."),                                                   \
        CHOICE(section, "channel", phase[n].channel, "normal", "normal|silent|shuffled|self",      \
               "What arrives at the listener in lives: leave it normal, or train a control."),     \
        REAL(section, "strength", phase[n].strength, strength_value, 0.001, 10, NULL,              \
             "Strength of a mutation, in units of each tensor's scale; 0.1 to 0.2 works."),        \
        REAL(section, "rate", phase[n].rate, "0.06", 1e-6, 10, NULL,                               \
             "Length of a recombination step at the phase's start, in units of each tensor's "     \
             "scale."),                                                                            \
        REAL(section, "rate_end", phase[n].rate_end, "0.003", 1e-6, 10, NULL,                      \
             "The same at the phase's end; it falls geometrically.")

/* What pressure is in a scheme, for the help of selection.pressure. */
#define PRESSURE(id, name, text, brief, ...) " " name ": " brief "."

static const struct sw_parameter rows[] = {
    INTEGER("run", "seed", seed, "1", 0, 9e15, NULL,
            "The whole run is a function of this number and the config."),
    INTEGER("run", "generations", generations, "4000", 1, 1e9, "generations",
            "How long the population evolves. The last phase's schedule ends here."),
    INTEGER("run", "islands", islands, "1", 1, 4096, "islands",
            "Breeding pools. Their number does not depend on the number of ranks: litters are "
            "dealt to any number of ranks, and the result is the same."),
    INTEGER("run", "members", members, "256", 2, 1048576, "members",
            "Children of each island in each generation; an even number, since they are born in "
            "pairs. 32 children of one parent are a litter."),
    INTEGER("run", "keyframe_every", keyframe_every, "100", 1, 1e6, "generations",
            "How often whole weights are stored. With fewer generations between, members are "
            "rebuilt faster and the store is larger."),
    INTEGER("run", "map_megabytes", map_megabytes, "65536", 1, 16777216, "MB",
            "The most that the store may grow to."),
    SWITCH("run", "sync", sync, "no",
           "yes: the store syncs with every generation. no: it syncs about once a second; a power "
           "cut may cost the last second, a killed process loses nothing."),
    CHOICE("run", "kernel", kernel, "portable", "portable|blas",
           "portable: loops in a fixed order, with the same bits on every processor. blas: dense "
           "layers by OpenBLAS in fixed tiles, with the same bits on one type of processor."),

    TEXT("worlds", "source", source, "generated",
         "generated: puzzles of the laws below. arc:PATH[:PATH...]: ARC files and folders; each "
         "demonstration in turn is held back as the test."),
    TEXT("worlds", "laws", laws,
         "gravity,fill,recolour.largest,delete.largest,delete.smallest,mirror,repeat,outline,"
         "turn.180,complete,hollow",
         "Laws of the worlds: all, or names with or without parameters, separated by commas (see "
         "smallworld worlds --list)."),
    INTEGER("worlds", "side_min", side_min, "7", 3, 30, "cells", "Shortest side of a canvas."),
    INTEGER("worlds", "side_max", side_max, "7", 3, 30, "cells", "Longest side of a canvas."),
    SWITCH("worlds", "square", square, "yes", "Canvases are square."),
    INTEGER("worlds", "colours", colours, "4", 1, 9, "colours",
            "Colours 1..n are used, in scenes and as parameters of laws."),
    INTEGER("worlds", "organisms_min", organisms_min, "2", 1, 30, "organisms",
            "Fewest organisms of a scene."),
    INTEGER("worlds", "organisms_max", organisms_max, "4", 1, 30, "organisms",
            "Most organisms of a scene."),
    INTEGER("worlds", "demonstrations_min", demonstrations_min, "2", 1, SW_DEMONSTRATIONS_DRAWN_MAX,
            "pairs", "Fewest demonstrations of a puzzle."),
    INTEGER("worlds", "demonstrations_max", demonstrations_max, "2", 1, SW_DEMONSTRATIONS_DRAWN_MAX,
            "pairs", "Most demonstrations of a puzzle."),
    SWITCH("worlds", "discriminating", discriminating, "yes",
           "yes: reject demonstrations that another rule of the set explains as well. no: keep "
           "them; then even a perfect reasoner solves less than 100 %."),
    TEXT("worlds", "hold_out", hold_out, "",
         "Rules that no life meets, and that examinations can use: names as in laws, where * "
         "stands for any parameter (recolour.*.3), and compositions (fill>gravity: one directly "
         "followed by the other)."),
    INTEGER("worlds", "compose", compose, "1", 1, SW_PARTS_MAX, "laws",
            "Most laws in a row in one puzzle."),
    REAL("worlds", "composed", composed, "0.5", 0, 1, NULL,
         "Share of puzzles with more than one law, if compose is more than 1."),
    INTEGER("worlds", "distractors", distractors, "0", 0, 30, "organisms",
            "The most additional organisms on a canvas; the answer does not depend on them."),
    REAL("worlds", "occlusion", occlusion, "0", 0, 1, NULL,
         "Share of puzzles in which a patch hides a part of every canvas, as far as their laws "
         "allow it; the answer outside of the patch does not depend on it."),
    REAL("worlds", "background", background, "0", 0, 1, NULL,
         "Share of puzzles whose background is a colour other than 0: one above worlds.colours if "
         "there is any, else one that the puzzle does not use."),

    MULTIPLE("agent", "features", features, "32", 16, 64, 16, "Features of sight, K."),
    MULTIPLE("agent", "hidden", hidden, "64", 16, 256, 16,
             "Width of the output of sight and hearing, H."),
    MULTIPLE("agent", "memory", memory, "32", 16, 256, 16, "Width of the recurrent memory, M."),
    INTEGER("agent", "experts", experts, "4", 1, SW_EXPERTS_MAX, NULL,
            "Thought experts; a router picks one each tick."),
    CHOICE("agent", "edits", edits, "taught", "taught|all",
           "taught: agents have only the edits that the teachers of their worlds use. all: they "
           "have the whole vocabulary."),

    INTEGER("language", "vocabulary", vocabulary, "16", 2, 64, "words",
            "Words of the language, V. Use at least four times the values that a token has to "
            "distinguish."),
    INTEGER("language", "length", length, "3", 1, 8, "tokens", "Tokens of an utterance, L."),
    CHOICE("language", "speak_from", speak_from, "hidden", "hidden|decision",
           "hidden: speech starts from what was seen and from memory. decision: it starts from the "
           "edits that the speaker itself would make, which is an easier game. Say which one you "
           "report."),
    REAL("language", "ambiguity", ambiguity, "30", 0, 1e6, NULL,
         "The penalty of a speaker that says the same about two worlds that need different edits: "
         "this number times the share of such pairs. With 0, evolution tends to get stuck with few "
         "words for many rules."),

    INTEGER("life", "worlds", life_worlds, "28", 1, 100000, "worlds",
            "Worlds of a life, the same for all members of an island in a generation. Few worlds "
            "with many generations learn faster than the reverse."),
    INTEGER("life", "ticks", life_ticks, "5", 1, SW_PROGRAM_MAX, "ticks",
            "Most edits of a seat in one world; then the world is judged."),
    INTEGER("life", "seed", life_seed, "-1", -1, 9e15, NULL,
            "Seed of the worlds that lives meet, and of nothing else; -1: run.seed."),
    CHOICE("life", "partner", partner, "self", "self|other",
           "Who has the other seat. self: the same genome. other: another member of the island, "
           "which may live on another rank; each is scored in both seats."),

    CHOICE("selection", "scheme", scheme, "recombination", SW_CHOICES(SW_SCHEME_ROWS),
           SW_CHOICES_HELP(SW_SCHEME_ROWS)),
    REAL("selection", "pressure", pressure, "0.01", 0.0001, 0.9999, NULL,
         "Selection pressure: how strongly selection prefers high scores." SW_SCHEME_ROWS(
             PRESSURE, PRESSURE) " A run, --dry-run and inspect say what a value amounts to."),
    INTEGER("selection", "elites", elites, "2", 0, 4096, "members",
            "How many of the best live on as clones and are scored again on new worlds (only in "
            "schemes that do not recombine)."),
    INTEGER("migration", "every", migrate_every, "0", 0, 1e9, "generations",
            "How often each island adopts its ring neighbour's best if that scored higher; 0: "
            "never."),

    PHASE("phase1", 0, "0", "solo", "solo", "0.15"),
    PHASE("phase2", 1, "2000", "rule-relay", "language", "0.2"),
    PHASE("phase3", 2, "-1", "solo", "all", "0.15"),
    PHASE("phase4", 3, "-1", "solo", "all", "0.15"),
    PHASE("phase5", 4, "-1", "solo", "all", "0.15"),
    PHASE("phase6", 5, "-1", "solo", "all", "0.15"),

    REAL("output", "progress_every", progress_every, "5", 0.1, 86400, "seconds",
         "How often progress is reported on stderr."),
    SWITCH("output", "live", live, "no",
           "Rewrite one progress line in place instead of printing new lines."),
    SWITCH("output", "trace", trace, "no",
           "Print every tick of every member's life in its first world. Use it with few members."),

    LINES(
        "events", "N", events, &sw_event_lines,
        "[events] has lines instead of keys: what happens in the course of a run, as \"at 2000 set "
        "selection.pressure 0.5\", \"ramp selection.pressure 0.1 0.9 from 0 to 50%\" or \"stop "
        "when solve_rate > 0.9\". docs/events.md has all of them. --set \"events.1=at 2000 "
        "stop\" sets the first line, or adds it behind the last."),
    LINES("island", "KEY", differing, &sw_override_lines,
          "[island 3] and [islands 4-7] hold what is different on some islands, by the full names "
          "of keys: selection.pressure = 0.9. Islands are numbered from 0. What may differ is in "
          "docs/events.md. --set \"island 3.selection.pressure=0.9\" sets one."),
};

const struct sw_parameters sw_settings_table = {rows, sizeof rows / sizeof *rows};

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

int sw_settings_check(const struct sw_settings *settings, struct sw_error *error)
{
    struct sw_brain_shape shape = sw_settings_shape(settings);
    struct sw_brain_layout layout;
    const struct sw_phase *phase = settings->phase;

    if (settings->members % 2 != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "run.members is %lld; it must be even, since members are born in pairs",
                       (long long)settings->members);
    if (settings->islands * (settings->members + SW_LITTER_MEMBERS) > POPULATION_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "run.islands x run.members is %lld; a generation holds at most %lld members",
                       (long long)(settings->islands * settings->members),
                       (long long)POPULATION_MAX);
    if (ordered("side", settings->side_min, settings->side_max, error) ||
        ordered("organisms", settings->organisms_min, settings->organisms_max, error) ||
        ordered("demonstrations", settings->demonstrations_min, settings->demonstrations_max,
                error) ||
        phases_check(settings, error) != 0)
        return -1;
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (phase[i].from >= 0 &&
            (sw_phase_evolves(&phase[i]) & sw_game_uses(game_of(&phase[i]))) == 0)
            return sw_fail(error, SW_EXIT_USAGE,
                           "phase%u plays %s but evolves only language, which %s does not use: "
                           "nothing could be learned; set phase%u.evolve to solo or all",
                           i + 1, game_of(&phase[i])->name, game_of(&phase[i])->name, i + 1);
    if (sw_brain_layout(&shape, &layout, error) != 0)
        return -1;
    return sw_schedule_check(settings, error);
}

int sw_behaviour_check(uint32_t behaviour, const char *version, struct sw_error *error)
{
    if (behaviour == SW_BEHAVIOUR)
        return 0;
    return sw_fail(
        error, SW_EXIT_USAGE,
        "the run was begun by smallworld %s, in which agents and worlds are not what they "
        "are in this version (behaviour %u, here %u); use that version to read it",
        version, behaviour, SW_BEHAVIOUR);
}

uint32_t sw_settings_phase(const struct sw_settings *settings, uint64_t generation, uint64_t *until)
{
    uint32_t phase = 0;
    uint64_t end = (uint64_t)settings->generations;
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

uint64_t sw_settings_life_seed(const struct sw_settings *settings)
{
    return (uint64_t)(settings->life_seed >= 0 ? settings->life_seed : settings->seed);
}

struct sw_worlds_settings sw_settings_worlds(const struct sw_settings *settings)
{
    struct sw_worlds_settings worlds = {
        .laws = settings->laws,
        .source = settings->source,
        .side_min = (int)settings->side_min,
        .side_max = (int)settings->side_max,
        .square = settings->square,
        .colours = (int)settings->colours,
        .organisms_min = (int)settings->organisms_min,
        .organisms_max = (int)settings->organisms_max,
        .demonstrations_min = (int)settings->demonstrations_min,
        .demonstrations_max = (int)settings->demonstrations_max,
        .discriminating = settings->discriminating,
        .hold_out = settings->hold_out,
        .compose = (int)settings->compose,
        .composed = settings->composed,
        .distractors = (int)settings->distractors,
        .occlusion = settings->occlusion,
        .background = settings->background,
    };

    return worlds;
}

struct sw_action_set sw_settings_action_set(const struct sw_settings *settings)
{
    struct sw_action_set out;
    struct sw_error error = {0};

    /* Wrong settings are refused before an agent is ever shaped by them. */
    if (settings->edits == 1 || sw_world_sets_taught(settings, &out, &error) != 0)
        return sw_action_set_all();
    return out;
}

struct sw_brain_shape sw_settings_shape(const struct sw_settings *settings)
{
    struct sw_brain_shape shape = {
        .sight_rows = sw_sight_rows(),
        .features = (uint32_t)settings->features,
        .hidden = (uint32_t)settings->hidden,
        .memory = (uint32_t)settings->memory,
        .experts = (uint32_t)settings->experts,
        .edits = sw_settings_action_set(settings).count,
        .vocabulary = (uint32_t)settings->vocabulary,
        .length = (uint32_t)settings->length,
        .source = (enum sw_speech_source)settings->speak_from,
        .decision_ticks = 3,
    };

    return shape;
}

struct sw_identity_space sw_settings_space(const struct sw_settings *settings)
{
    struct sw_identity_space space = {(uint32_t)settings->islands, (uint32_t)settings->members};

    return space;
}

const char *sw_settings_kernel(const struct sw_settings *settings)
{
    return settings->kernel == 0 ? "portable" : "blas";
}

struct sw_selection sw_settings_selection(const struct sw_settings *settings)
{
    struct sw_selection island = {(uint32_t)settings->members, sw_settings_litters(settings),
                                  settings->pressure};

    return island;
}

uint32_t sw_settings_litters(const struct sw_settings *settings)
{
    return (uint32_t)((settings->members + SW_LITTER_MEMBERS - 1) / SW_LITTER_MEMBERS);
}
