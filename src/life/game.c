#include "life/game.h"

#include "agent/brain.h"

#include <stddef.h>

#define ROW(id, row_name, text, ...) [id] = {.name = row_name, .description = text, __VA_ARGS__},

static const struct sw_game games[SW_GAMES] = {SW_GAME_ROWS(ROW, ROW)};

const struct sw_game *sw_game_row(enum sw_game_id game)
{
    return (unsigned)game < SW_GAMES ? &games[game] : NULL;
}

const struct sw_seat *sw_game_editor(const struct sw_game *game)
{
    return &game->seat[game->seats - 1];
}

bool sw_game_thinks(const struct sw_game *game)
{
    return sw_game_editor(game)->sees_demonstrations;
}

enum sw_game_id sw_game_of_thought(void)
{
    uint32_t game = 0;

    while (game + 1 < SW_GAMES && !sw_game_thinks(&games[game]))
        game++;
    return (enum sw_game_id)game;
}

const struct sw_seat *sw_game_speaker(const struct sw_game *game)
{
    for (uint32_t i = 0; i < game->seats; i++)
        if (game->seat[i].speaks)
            return &game->seat[i];
    return NULL;
}

const struct sw_seat *sw_game_mouth(const struct sw_game *game, enum sw_channel_mode channel)
{
    const struct sw_seat *speaker = sw_game_speaker(game);

    return speaker != NULL && channel == SW_CHANNEL_SELF ? sw_game_editor(game) : speaker;
}

bool sw_game_delivers(const struct sw_game *game, enum sw_channel_mode channel)
{
    return sw_game_editor(game)->hears && channel != SW_CHANNEL_SILENT;
}

bool sw_game_takes_turns(const struct sw_game *game)
{
    return game->ring > 0;
}

uint32_t sw_game_turns(const struct sw_game *game, uint32_t laws)
{
    return game->ring > 0 && laws > 1 ? laws : 1;
}

uint32_t sw_game_ring(const struct sw_game *game, uint32_t crew)
{
    return game->open && crew > 0 ? crew : game->ring;
}

uint32_t sw_game_owners(uint32_t crew)
{
    uint32_t game = 0;

    while (game + 1 < SW_GAMES && !sw_game_editor(&games[game])->owns)
        game++;
    return sw_game_ring(&games[game], crew);
}

uint32_t sw_game_teller(const struct sw_game *game, uint32_t crew, uint32_t turn)
{
    return game->ring > 0 ? turn % sw_game_ring(game, crew) : 0;
}

uint32_t sw_game_doer(const struct sw_game *game, uint32_t crew, uint32_t turn)
{
    uint32_t ring = game->ring > 0 ? sw_game_ring(game, crew) : game->seats;

    return (turn + (game->seats > 1 ? 1 : 0)) % ring;
}

uint8_t sw_game_shows(const struct sw_game *game)
{
    uint8_t shows = 0;

    for (uint32_t i = 0; i < game->seats; i++) {
        if (game->seat[i].sees_canvas)
            shows |= SW_SHOWN_CANVAS;
        if (game->seat[i].sees_answer)
            shows |= SW_SHOWN_ANSWER;
    }
    return shows;
}

const char *sw_seat_sight(const struct sw_seat *seat)
{
    if (seat->sees_demonstrations)
        return "demonstrations";
    return seat->sees_answer ? "test beside its target" : "test canvas";
}

uint8_t sw_game_uses(const struct sw_game *game)
{
    uint8_t groups = SW_GROUP_SIGHT | SW_GROUP_THOUGHT;

    for (uint32_t i = 0; i < game->seats; i++) {
        if (game->seat[i].hears || game->seat[i].sees_canvas)
            groups |= SW_GROUP_HEARING;
        if (game->seat[i].speaks)
            groups |= SW_GROUP_SPEECH;
    }
    return groups;
}

static float likelihood(float log_likelihood)
{
    return log_likelihood;
}

static float progress(const struct sw_outcome *outcome)
{
    return 0.5f * ((outcome->exact ? 1.0f : 0.0f) + outcome->progress);
}

static float exact(const struct sw_outcome *outcome)
{
    return outcome->exact ? 1.0f : 0.0f;
}

static const struct sw_fitness fitnesses[SW_FITNESSES] = {SW_FITNESS_ROWS(ROW, ROW)};

const struct sw_fitness *sw_fitness_row(enum sw_fitness_id fitness)
{
    return (unsigned)fitness < SW_FITNESSES ? &fitnesses[fitness] : NULL;
}

bool sw_fitness_follows(enum sw_fitness_id fitness)
{
    return fitnesses[fitness].edit != NULL && !fitnesses[fitness].own;
}
