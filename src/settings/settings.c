#include "settings/settings.h"

#include "base/parameter_lines.h"
#include "settings/course.h"
#include "settings/event.h"
#include "life/game.h"
#include "life/thinking.h"
#include "record/programs.h"
#include "selection/step.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define AT(field) offsetof(struct sw_settings, field)

/* A row of the table for each row of settings_rows.def. */
#define ROW(section, key, field, kind, first, ...)                                                 \
    {section, key, .type = kind, .offset = AT(field), .initial = first, __VA_ARGS__},
#define WHOLE(section, key, field, bits, first, low, high, measure, text)                          \
    ROW(section, key, field, SW_PARAMETER_INTEGER, first, .whole = bits, .minimum = low,           \
        .maximum = high, .unit = measure, .help = text)
#define NUMBER(section, key, field, first, low, high, measure, text)                               \
    ROW(section, key, field, SW_PARAMETER_REAL, first, .minimum = low, .maximum = high,            \
        .unit = measure, .help = text)
#define NAMED(section, key, field, first, names, text)                                             \
    ROW(section, key, field, SW_PARAMETER_CHOICE, first, .choices = names, .help = text)

#define SECTION(section)
#define SECTION_END(section)
#define UINT32(section, key, ...) WHOLE(#section, #key, section.key, SW_UINT32, __VA_ARGS__)
#define UINT64(section, key, ...) WHOLE(#section, #key, section.key, SW_UINT64, __VA_ARGS__)
#define INT64(section, key, ...)  WHOLE(#section, #key, section.key, SW_INT64, __VA_ARGS__)
#define MULTIPLE(section, key, first, low, high, times, text)                                      \
    ROW(#section, #key, section.key, SW_PARAMETER_INTEGER, first, .whole = SW_UINT32,              \
        .minimum = low, .maximum = high, .step = times, .help = text)
#define REAL(section, key, ...)   NUMBER(#section, #key, section.key, __VA_ARGS__)
#define CHOICE(section, key, ...) NAMED(#section, #key, section.key, __VA_ARGS__)
#define SWITCH(section, key, first, text)                                                          \
    ROW(#section, #key, section.key, SW_PARAMETER_SWITCH, first, .maximum = 1, .help = text)
#define TEXT(section, key, first, text)                                                            \
    ROW(#section, #key, section.key, SW_PARAMETER_TEXT, first, .help = text)
#define LINES(section, key, field, held, text)                                                     \
    ROW(section, key, field, SW_PARAMETER_LINES, "", .help = text, .lines = held)

#define PHASE(section, n, first, game_name, evolve_name, strength_value)                           \
    WHOLE(section, "from", phase[n].from, SW_INT64, first, -1, 1e9, "generations",                 \
          "First generation of this phase; -1: the phase is not used.")                            \
    NAMED(section, "game", phase[n].game, game_name, SW_GAME_NAMES, SW_CHOICES_HELP(SW_GAME_ROWS)) \
    NAMED(section, "fitness", phase[n].fitness, "likelihood", SW_CHOICES(SW_FITNESS_ROWS),         \
          SW_CHOICES_HELP(SW_FITNESS_ROWS))                                                        \
    NAMED(section, "evolve", phase[n].evolve, evolve_name,                                         \
          "all|solo|language|sight|thought|hearing|speech",                                        \
          "Which parts of the agent mutate; the others are frozen. solo: sight and thought. "      \
          "language: hearing and speech.")                                                         \
    NAMED(section, "channel", phase[n].channel, "normal", "normal|silent|shuffled|self|constant",  \
          "What arrives at the listener in lives: leave it normal, or train a control.")           \
    NUMBER(section, "strength", phase[n].strength, strength_value, 1e-6, 10, NULL,                 \
           "Strength of a mutation, in units of each tensor's scale; 0.1 to 0.2 works.")           \
    NUMBER(section, "rate", phase[n].rate, "0.06", 1e-6, 10, NULL,                                 \
           "Length of a recombination step at the phase's start, in units of each tensor's "       \
           "scale.")                                                                               \
    NUMBER(section, "rate_end", phase[n].rate_end, "0.003", 1e-6, 10, NULL,                        \
           "The same at the phase's end; it falls geometrically.")

#define PHASES()                                                                                   \
    PHASE("phase1", 0, "0", "solo", "solo", "0.15")                                                \
    PHASE("phase2", 1, "2000", "rule-relay", "language", "0.2")                                    \
    PHASE("phase3", 2, "-1", "solo", "all", "0.15")                                                \
    PHASE("phase4", 3, "-1", "solo", "all", "0.15")                                                \
    PHASE("phase5", 4, "-1", "solo", "all", "0.15")                                                \
    PHASE("phase6", 5, "-1", "solo", "all", "0.15")

/* What pressure is in a scheme, for the help of selection.pressure. */
#define PRESSURE(id, name, text, brief, ...) " " name ": " brief "."

static const struct sw_parameter rows[] = {
#include "settings/settings_rows.def"
};

const struct sw_parameters sw_settings_table = {rows, sizeof rows / sizeof *rows,
                                                "smallworld config --defaults"};
