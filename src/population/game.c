#include "population/game.h"

#include <stddef.h>
#include <string.h>

static const struct sw_game games[SW_GAMES] = {
    [SW_GAME_SOLO] = {"solo",
                      "one seat sees the demonstrations and edits",
                      1,
                      {{.name = "solver", .sees_demonstrations = true, .edits = true}}},
    [SW_GAME_RULE_RELAY] =
        {"rule-relay",
         "one seat sees the demonstrations, cannot edit, and speaks; the other "
         "sees only the test canvas, hears, and edits",
         2,
         {{.name = "speaker", .sees_demonstrations = true, .speaks = true},
          {.name = "listener", .sees_canvas = true, .edits = true, .hears = true}}},
};

static const struct sw_fitness fitnesses[SW_FITNESSES] = {
    [SW_FITNESS_LIKELIHOOD] =
        {"likelihood", "mean over worlds of the log likelihood of the teacher's edits and stop "
                       "(apprenticeship)"},
    [SW_FITNESS_PROGRESS] = {"progress",
                             "mean share of the test's wrong cells mended, and the share of worlds "
                             "solved exactly, halved"},
    [SW_FITNESS_EXACT] = {"exact", "share of worlds in which every test canvas equals its target"},
};

const struct sw_game *sw_game_row(enum sw_game_id game)
{
    return (unsigned)game < SW_GAMES ? &games[game] : NULL;
}

int sw_game_find(const char *name)
{
    for (int i = 0; i < SW_GAMES; i++)
        if (strcmp(games[i].name, name) == 0)
            return i;
    return -1;
}

const struct sw_fitness *sw_fitness_row(enum sw_fitness_id fitness)
{
    return (unsigned)fitness < SW_FITNESSES ? &fitnesses[fitness] : NULL;
}

int sw_fitness_find(const char *name)
{
    for (int i = 0; i < SW_FITNESSES; i++)
        if (strcmp(fitnesses[i].name, name) == 0)
            return i;
    return -1;
}
