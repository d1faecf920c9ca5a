/* generation_gather.c - games by turns (life/turns.h), one turn of all worlds after another; and
 * from the rows of tiles to the scores of members. */
#include "population/generation_private.h"

#include <string.h>

size_t sw_hosted_litter(const struct sw_generation *generation, uint64_t litter)
{
    return litter - (uint64_t)generation->hosting.first_island * generation->litters;
}

size_t sw_rows_at(const struct sw_generation *generation, uint64_t litter)
{
    return (size_t)(litter - generation->hosting.first) * SW_LITTER_MEMBERS;
}

/* From litters' scores to members' scores: less what a speaker's ambiguity costs. A member that
 * sits with another is scored in both seats. */
static void settle_scores(struct sw_generation *generation, uint64_t number, bool relays)
{
    uint32_t members = generation->settings->run.members;
    uint32_t room = generation->litters * sw_settings_litter(generation->settings);

    for (uint32_t i = 0; i < sw_hosting_hosted(&generation->hosting); i++) {
        const float *from = generation->litter_score + (size_t)i * room;
        const float *cost = generation->litter_cost + (size_t)i * room;
        float *to = generation->score + (size_t)i * members;
        uint32_t island = generation->hosting.first_island + i;
        struct sw_seating seating = sw_generation_seating(generation->settings, number, island);

        for (uint32_t slot = 0; slot < members; slot++) {
            uint32_t listener = relays ? sw_seating_listener(&seating, slot) : slot;

            to[slot] = listener == slot ? from[slot] : 0.5f * (from[slot] + from[listener]);
            if (relays)
                to[slot] -= cost[slot];
        }
    }
}

/* What was observed of members; where scores are traded off, the first is the score itself. */
static void settle_observed(struct sw_generation *generation, enum sw_observed kind)
{
    uint32_t members = generation->settings->run.members, width = generation->width;
    uint32_t room = generation->litters * sw_settings_litter(generation->settings);

    for (uint32_t island = 0; island < sw_hosting_hosted(&generation->hosting); island++) {
        float *to = generation->observed + (size_t)island * members * width;

        memcpy(to, generation->litter_observed + (size_t)island * room * width,
               (size_t)members * width * sizeof *to);
        for (uint32_t slot = 0; slot < members && kind == SW_OBSERVED_OBJECTIVES; slot++)
            to[(size_t)slot * width] = generation->score[(size_t)island * members + slot];
    }
}

/* Collective. From the rows of my litters' tiles to the members of the islands that I host, `width`
 * floats of each. */
static int gather_rows(struct sw_generation *generation, const float *rows, uint32_t width,
                       float *all, struct sw_error *error)
{
    uint32_t litter = sw_settings_litter(generation->settings);

    for (uint64_t i = generation->hosting.first; i < generation->hosting.end; i++)
        memcpy(all + sw_hosted_litter(generation, i) * litter * width,
               rows + sw_rows_at(generation, i) * width, (size_t)litter * width * sizeof *all);
    return sw_exchange_scores(generation->exchange, &generation->hosting, all, litter * width,
                              error);
}

int sw_generation_gather_programs(struct sw_generation *generation, struct sw_error *error)
{
    _Static_assert(sizeof(uint32_t) == sizeof(float), "numbers of programs travel as scores do");

    return gather_rows(generation, (const void *)generation->row_programs,
                       generation->settings->run.probes, (void *)generation->programs, error);
}

/* A member that talks to itself pays for its ambiguity at once: one number is gathered, not two. */
static bool pays_at_once(const struct sw_generation *generation)
{
    return generation->settings->life.partner == SW_PARTNER_SELF;
}

static void pay(struct sw_generation *generation)
{
    size_t rows = sw_rows_at(generation, generation->hosting.end);

    for (size_t i = 0; i < rows; i++)
        generation->row_score[i] -= generation->row_cost[i];
}

int sw_generation_gather(struct sw_generation *generation, bool talked, struct sw_error *error)
{
    bool apart = talked && !pays_at_once(generation);

    if (talked && !apart)
        pay(generation);
    if (gather_rows(generation, generation->row_score, 1, generation->litter_score, error) != 0 ||
        (apart &&
         gather_rows(generation, generation->row_cost, 1, generation->litter_cost, error) != 0))
        return -1;
    if (!apart)
        memset(generation->litter_cost, 0,
               (size_t)sw_hosting_hosted(&generation->hosting) * generation->litters *
                   sw_settings_litter(generation->settings) * sizeof *generation->litter_cost);
    return generation->width == 0
               ? 0
               : gather_rows(generation, generation->row_observed, generation->width,
                             generation->litter_observed, error);
}

void sw_generation_settle(struct sw_generation *generation, const struct sw_breeding *breeding,
                          bool relays)
{
    settle_scores(generation, breeding->generation, relays);
    if (generation->width > 0)
        settle_observed(generation, breeding->breeder->observes);
}

/* ---- turns ---- */

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

/* ---- forecast experts ---- */

/* The deeds of a life count as its worlds do, each alike. */
static void count_in(float *score, const float *foretold, uint32_t members, uint32_t worlds,
                     uint32_t deeds)
{
    float share = (float)deeds / (float)(worlds + deeds);

    for (uint32_t i = 0; i < members; i++)
        score[i] += share * (foretold[i] - score[i]);
}

static int foretell_alone(struct sw_generation *generation, const struct sw_breeding *breeding,
                          uint32_t island, const float *weights, size_t row, struct sw_error *error)
{
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, island);
    float score = sw_forecast_life_alone(generation->foresight, weights);

    (void)error;
    count_in(generation->row_score + row, &score, 1, settings->life.worlds,
             settings->life.forecasts);
    return 0;
}

int sw_generation_foretell(struct sw_generation *generation, const struct sw_breeding *breeding,
                           const struct sw_brood *brood, uint64_t first, uint32_t island,
                           struct sw_error *error)
{
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, island);
    float score[SW_LITTER_MEMBERS];

    if (!sw_genome_awake(breeding->breeder, breeding->generation, island))
        return 0;
    sw_settings_episode_scene(settings, &generation->episodes);
    sw_forecast_life_rules(generation->foresight, &generation->episodes);
    sw_forecast_life_meet(generation->foresight, sw_settings_life_seed(settings),
                          breeding->generation, island);
    if (sw_generation_grows(breeding, island))
        return sw_generation_grow(generation, breeding, brood, first, island, foretell_alone,
                                  error);
    for (uint32_t i = 0; i < brood->litters; i++) {
        sw_forecast_life_litter(
            generation->foresight, brood->weights, brood->noise[i],
            sw_litter_pairs(generation->settings, (uint32_t)((first + i) % generation->litters)),
            score);
        count_in(generation->row_score + sw_rows_at(generation, first + i), score,
                 SW_LITTER_MEMBERS, settings->life.worlds, settings->life.forecasts);
    }
    return 0;
}
