/* generation_turns.c - games by turns (life/turns.h): one turn of all worlds after another. */
#include "population/generation_private.h"

#include <string.h>

/* What is summed of each row: its score, what its words cost, what is observed. */
static size_t summed(const struct sw_generation *generation)
{
    return sw_rows_at(generation, generation->hosting.end) * (2 + (size_t)generation->width);
}

int sw_generation_seat_turns(struct sw_generation *generation, struct sw_error *error)
{
    static const char what[] = "making room for turns";
    const struct sw_settings *settings = generation->settings;
    uint32_t hosted = sw_hosting_hosted(&generation->hosting);

    if (generation->life == NULL || !sw_settings_by_turns(settings))
        return 0;
    generation->whole = sw_allocate(hosted, sizeof(struct sw_batch *), what, error);
    generation->turn_sum = sw_allocate_floats(summed(generation) + 1, what, error);
    if (generation->whole == NULL || generation->turn_sum == NULL)
        return -1;
    for (uint32_t i = 0; i < hosted; i++) {
        generation->whole[i] = sw_batch_create(settings->life.worlds, error);
        if (generation->whole[i] == NULL)
            return -1;
    }
    return 0;
}

struct sw_batch *sw_generation_worlds(const struct sw_generation *generation, uint32_t island,
                                      bool by_turns)
{
    return (by_turns ? generation->whole
                     : generation->batch)[island - generation->hosting.first_island];
}

uint32_t sw_generation_turns(const struct sw_breeding *breeding, const struct sw_phase *phase)
{
    const struct sw_game *game = sw_game_row((enum sw_game_id)phase->game);
    uint32_t most = 1;

    for (uint32_t i = 0; i < breeding->islands && sw_game_takes_turns(game); i++) {
        const struct sw_settings *settings =
            sw_schedule_at(breeding->breeder->schedule, breeding->generation, i);
        uint32_t turns = sw_game_turns(game, settings->worlds.compose);

        most = turns > most ? turns : most;
    }
    return most;
}

int sw_generation_take_turn(struct sw_generation *generation, const struct sw_phase *phase,
                            uint32_t turn, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row((enum sw_game_id)phase->game);

    generation->turn = turn;
    if (generation->life == NULL || !sw_game_takes_turns(game))
        return 0;
    for (uint32_t i = 0; i < sw_hosting_hosted(&generation->hosting); i++)
        if (sw_turns_take(generation->whole[i], turn, sw_game_shows(game),
                          sw_game_speaker(game) != NULL, generation->batch[i], error) != 0)
            return -1;
    return 0;
}

/* Of one kind: rows are added to sums, and after the last turn they are the means. Returns the sums
 * behind. */
static float *add(float *sum, float *rows, size_t count, uint32_t turn, uint32_t turns)
{
    for (size_t i = 0; i < count; i++) {
        sum[i] = turn == 0 ? rows[i] : sum[i] + rows[i];
        if (turn + 1 == turns)
            rows[i] = sum[i] / (float)turns;
    }
    return sum + count;
}

void sw_generation_add_turn(struct sw_generation *generation, uint32_t turns)
{
    size_t rows = sw_rows_at(generation, generation->hosting.end);
    uint32_t turn = generation->turn;
    float *sum = add(generation->turn_sum, generation->row_score, rows, turn, turns);

    sum = add(sum, generation->row_cost, rows, turn, turns);
    if (generation->width > 0)
        add(sum, generation->row_observed, rows * generation->width, turn, turns);
}
