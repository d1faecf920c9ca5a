/* game.h - games are sets of seats over a puzzle: who sees what, who may edit, who speaks and
 * hears; and what a life is scored on. Tables of rows: adding a game or a fitness is adding a row.
 * Local. */
#ifndef SW_POPULATION_GAME_H
#define SW_POPULATION_GAME_H

#include <stdbool.h>
#include <stdint.h>

struct sw_seat {
    const char *name;
    bool sees_demonstrations, sees_canvas, edits, speaks, hears;
};

#define SW_SEATS_MAX 2

enum sw_game_id { SW_GAME_SOLO, SW_GAME_RULE_RELAY, SW_GAMES };

struct sw_game {
    const char *name, *description;
    uint32_t seats;
    struct sw_seat seat[SW_SEATS_MAX]; /* the seat that edits stands last */
};

const struct sw_game *sw_game_row(enum sw_game_id game);
int sw_game_find(const char *name); /* -1 if there is none */

enum sw_fitness_id { SW_FITNESS_LIKELIHOOD, SW_FITNESS_PROGRESS, SW_FITNESS_EXACT, SW_FITNESSES };

struct sw_fitness {
    const char *name, *description;
};

const struct sw_fitness *sw_fitness_row(enum sw_fitness_id fitness);
int sw_fitness_find(const char *name);

#endif
