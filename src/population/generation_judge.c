/* generation_judge.c - lives beside those that are scored: parents on fresh worlds, all members in
 * probe worlds. */
#include "population/generation_private.h"

#include "base/hash.h"
#include "selection/families.h"

#include <stdlib.h>
#include <string.h>

/* Worlds that no life meets: those of another seed. */
static uint64_t seed_of(const struct sw_settings *settings)
{
    const uint64_t words[2] = {settings->run.seed, UINT64_C(0x6675676564)};

    return sw_hash(words, sizeof words) >> 8;
}

/* A tile of 32 times the same parent. */
struct judge_tile {
    struct sw_noise *noise; /* none: every member is the parent */
    float score[SW_LITTER_MEMBERS], unscored[SW_LITTER_MEMBERS];
    uint8_t *tokens, *told; /* [32][worlds][L]: of this turn, of the one before */
    uint32_t *programs;     /* [32][worlds] what is written; NULL: that is not asked for */
};

/* The worlds that parents are judged on; of a game by turns a turn of them. */
struct judge_worlds {
    struct sw_batch *batch, *turn; /* turn: NULL where nobody takes turns */
    uint32_t turns;
};

static int judge_turn(struct sw_generation *generation, const struct sw_phase *phase,
                      const struct sw_batch *batch, const float *weights, bool told,
                      struct judge_tile *tile, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row(phase->game);
    const struct sw_seat *mouth = sw_game_mouth(game, phase->channel);
    const struct sw_noise *noise = tile->noise;
    struct sw_brood brood = {.weights = weights, .noise = &noise, .litters = 1};
    bool hears = mouth != NULL && sw_game_delivers(game, phase->channel);
    uint8_t *said = tile->tokens;

    generation->life->notes = (struct sw_life_notes){0};
    if (hears && sw_life_speak(generation->life, &brood, batch, mouth, told ? tile->told : NULL,
                               said, error) != 0)
        return -1;
    tile->tokens = tile->told;
    tile->told = said;
    if (sw_life_edit(generation->life, &brood, batch, sw_game_editor(game), phase->fitness,
                     hears ? said : NULL, tile->score, error) != 0)
        return -1;
    generation->life->notes = (struct sw_life_notes){.programs = tile->programs};
    return tile->programs == NULL
               ? 0
               : sw_life_edit(generation->life, &brood, batch, sw_game_editor(game), phase->fitness,
                              hears ? said : NULL, tile->unscored, error);
}

/* tile->score: the mean over turns. */
static int judge_lives(struct sw_generation *generation, const struct sw_phase *phase,
                       const struct judge_worlds *worlds, const float *weights,
                       struct judge_tile *tile, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row(phase->game);
    float sum = 0;

    if (tile->programs != NULL)
        memset(tile->programs, 0,
               (size_t)SW_LITTER_MEMBERS * worlds->batch->worlds * sizeof *tile->programs);
    for (uint32_t turn = 0; turn < worlds->turns; turn++) {
        if (worlds->turn != NULL && sw_turns_take(worlds->batch, turn, sw_game_shows(game), false,
                                                  worlds->turn, error) != 0)
            return -1;
        if (judge_turn(generation, phase, worlds->turn != NULL ? worlds->turn : worlds->batch,
                       weights, turn > 0, tile, error) != 0)
            return -1;
        sum += tile->score[0];
    }
    tile->score[0] = worlds->turns > 1 ? sum / (float)worlds->turns : sum;
    return 0;
}

/* Fills the batch that all parents are judged on: puzzles of island 0's worlds. */
static struct sw_batch *judging_worlds(struct sw_generation *generation,
                                       const struct sw_breeding *breeding,
                                       const struct sw_phase *phase, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row(phase->game);
    struct sw_batch_needs needs = {.shows = sw_game_shows(game),
                                   .teachers = sw_fitness_follows(phase->fitness),
                                   .by_turns = sw_game_takes_turns(game)};
    const struct sw_worlds *worlds = sw_world_sets_of(
        generation->sets, sw_schedule_at(breeding->breeder->schedule, breeding->generation, 0),
        error);
    struct sw_batch *batch =
        worlds == NULL ? NULL : sw_batch_create(generation->settings->life.worlds, error);

    if (batch != NULL && sw_batch_life(batch, worlds, seed_of(generation->settings),
                                       breeding->generation, 0, 1, needs, error) == 0)
        return batch;
    sw_batch_destroy(batch);
    return NULL;
}

/* Of an island: its score, and the programs if they are asked for. */
static void note(const struct judge_tile *tile, uint32_t worlds, float *out)
{
    _Static_assert(sizeof(uint32_t) == sizeof(float), "numbers of programs travel as scores do");

    out[0] = tile->score[0];
    if (tile->programs != NULL)
        memcpy(out + 1, tile->programs, worlds * sizeof *tile->programs);
}

/* The islands whose home is here. family: [homes][each]. */
static int judge_mine(struct sw_generation *generation, const struct sw_breeding *breeding,
                      float *family, uint32_t each, struct judge_tile *tile, struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    uint32_t first = breeding->hosting.first_home, end = breeding->hosting.end_home;
    struct judge_worlds worlds = {.turns = sw_generation_turns(breeding, phase)}; /* of lives */
    int result = 0;

    if (generation->life != NULL && first < end) {
        worlds.batch = judging_worlds(generation, breeding, phase, error);
        result = worlds.batch == NULL ? -1 : 0;
        if (result == 0 && sw_game_takes_turns(sw_game_row(phase->game))) {
            worlds.turn = sw_batch_create(worlds.batch->worlds, error);
            result = worlds.turn == NULL ? -1 : 0;
        }
    }
    if (generation->bodies != NULL) {
        sw_body_life_lead(generation->bodies,
                          sw_settings_body_lead(
                              sw_schedule_at(breeding->breeder->schedule, breeding->generation, 0),
                              breeding->generation));
        sw_body_life_meet(generation->bodies, seed_of(generation->settings), breeding->generation,
                          0);
    }
    if (generation->forecasts != NULL) {
        struct sw_episode_rules rules = sw_settings_episode_rules(
            sw_schedule_at(breeding->breeder->schedule, breeding->generation, 0));

        sw_forecast_life_rules(generation->forecasts, &rules);
        sw_forecast_life_meet(generation->forecasts, seed_of(generation->settings),
                              breeding->generation, 0);
    }
    for (uint32_t i = first; i < end && result == 0; i++) {
        const float *weights = sw_breeding_island(breeding, i)->parent[0].weights;

        if (generation->vectors != NULL)
            sw_vectors_litter(generation->vectors, weights, tile->noise, 1, tile->score, NULL);
        else if (generation->bodies != NULL)
            sw_body_life_litter(generation->bodies, weights, tile->noise, 1,
                                sw_settings_poison(sw_schedule_at(breeding->breeder->schedule,
                                                                  breeding->generation, 0),
                                                   breeding->generation),
                                tile->score);
        else if (generation->forecasts != NULL)
            sw_forecast_life_litter(generation->forecasts, weights, tile->noise, 1, tile->score);
        else
            result = judge_lives(generation, phase, &worlds, weights, tile, error);
        note(tile, each - 1, family + (size_t)(i - first) * each);
    }
    sw_batch_destroy(worlds.batch);
    sw_batch_destroy(worlds.turn);
    return result;
}

/* The scores of families, from [islands][each]; homes are in the order of islands. program: room.
 */
static void settle_families(struct sw_generation *generation, const float *all, uint32_t each,
                            uint32_t *program)
{
    uint32_t worlds = each - 1;

    for (uint32_t i = 0; i < generation->islands; i++) {
        generation->family[i] = all[(size_t)i * each];
        memcpy(program + (size_t)i * worlds, all + (size_t)i * each + 1, worlds * sizeof *program);
    }
    if (worlds > 0)
        sw_families_crowd(generation->family, program, generation->islands, worlds);
}

int sw_generation_judge(struct sw_generation *generation, const struct sw_breeding *breeding,
                        struct sw_error *error)
{
    static const char what[] = "judging parents";
    const struct sw_settings *settings = generation->settings;
    const struct sw_settings *rules =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, 0);
    bool crowds = generation->life != NULL && sw_families_crowds((uint32_t)rules->families.die);
    uint32_t worlds = settings->life.worlds, each = 1 + (crowds ? worlds : 0);
    size_t rows = (size_t)SW_LITTER_MEMBERS * worlds, tokens = rows * settings->language.length;
    struct judge_tile tile = {.noise = sw_noise_create(breeding->breeder->layout, error),
                              .tokens = sw_allocate(tokens, 1, what, error),
                              .told = sw_allocate(tokens, 1, what, error)};
    size_t homes = breeding->hosting.end_home - breeding->hosting.first_home, size;
    float *mine = sw_allocate_floats(homes * each + 1, what, error);
    uint32_t *program =
        sw_allocate((size_t)generation->islands * (each - 1) + 1, sizeof *program, what, error);
    void *all = NULL;
    int failed = tile.noise == NULL || tile.tokens == NULL || tile.told == NULL || mine == NULL ||
                 program == NULL;

    if (crowds) {
        tile.programs = sw_allocate(rows, sizeof *tile.programs, what, error);
        failed |= tile.programs == NULL;
    }
    if (!failed) {
        sw_noise_draw(tile.noise, settings->run.seed, 0, 0, 0.0f, 0, false);
        failed = judge_mine(generation, breeding, mine, each, &tile, error) != 0;
    }
    if (generation->life != NULL)
        generation->life->notes = (struct sw_life_notes){0};
    sw_noise_destroy(tile.noise);
    free(tile.tokens);
    free(tile.told);
    free(tile.programs);
    failed = sw_exchange_all(generation->exchange, SW_TRAFFIC_SCORES, failed, mine,
                             homes * each * sizeof *mine, &all, &size, error);
    if (failed == 0)
        settle_families(generation, all, each, program);
    free(mine);
    free(all);
    free(program);
    return failed;
}

/* ---- probes ---- */

int sw_generation_seat_probes(struct sw_generation *generation, struct sw_error *error)
{
    static const char what[] = "making room for probe worlds";
    const struct sw_settings *settings = generation->settings;
    uint32_t probes = settings->run.probes;
    size_t rows = sw_rows_at(generation, generation->hosting.end);
    size_t litters = (size_t)sw_hosting_hosted(&generation->hosting) * generation->litters;

    if (generation->life == NULL || probes == 0)
        return 0;
    generation->probe = sw_batch_create(probes, error);
    if (sw_settings_by_turns(settings))
        generation->probe_turn = sw_batch_create(probes, error);
    generation->row_programs = sw_allocate(rows * probes, sizeof(uint32_t), what, error);
    generation->programs =
        sw_allocate(litters * sw_settings_litter(settings) * probes, sizeof(uint32_t), what, error);
    if (generation->probe == NULL || generation->row_programs == NULL ||
        generation->programs == NULL ||
        (sw_settings_by_turns(settings) && generation->probe_turn == NULL))
        return -1;
    return sw_batch_probe(generation->probe, generation->worlds, settings->run.seed,
                          SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, error);
}

/* One turn of a brood. told: what it was told in the turn before, NULL: nothing; said: NULL where
 * nobody speaks. */
static int probe_turn(struct sw_generation *generation, const struct sw_phase *phase,
                      const struct sw_brood *brood, uint64_t first, const struct sw_batch *batch,
                      const uint8_t *told, uint8_t *said, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row((enum sw_game_id)phase->game);
    size_t rows = sw_rows_at(generation, first);

    if (said != NULL && sw_life_speak(generation->life, brood, batch,
                                      sw_game_mouth(game, (enum sw_channel_mode)phase->channel),
                                      told, said, error) != 0)
        return -1;
    generation->life->notes =
        (struct sw_life_notes){.programs = generation->row_programs + rows * batch->worlds};
    return sw_life_edit(generation->life, brood, batch, sw_game_editor(game), phase->fitness, said,
                        generation->row_score + rows, error);
}

/* One turn of a member that has learned. */
static int probe_grown(struct sw_generation *generation, const struct sw_breeding *breeding,
                       uint32_t island, const float *weights, size_t row, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row(sw_generation_phase(breeding)->game);
    const struct sw_batch *batch =
        sw_game_takes_turns(game) ? generation->probe_turn : generation->probe;

    (void)island;
    return sw_life_probe(generation->life, weights, batch, sw_game_editor(game),
                         generation->row_programs + row * batch->worlds, error);
}

static int probe_brood(struct sw_generation *generation, const struct sw_breeding *breeding,
                       const struct sw_brood *brood, uint64_t first, uint32_t island,
                       struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_game *game = sw_game_row((enum sw_game_id)phase->game);
    const struct sw_settings *settings = generation->settings;
    size_t rows = (size_t)brood->litters * SW_LITTER_MEMBERS * settings->run.probes;
    bool hears = sw_game_speaker(game) != NULL &&
                 sw_game_delivers(game, (enum sw_channel_mode)phase->channel);
    uint8_t *said[2] = {NULL, NULL}; /* of turns in turn */
    int result = 0;

    memset(generation->row_programs + sw_rows_at(generation, first) * settings->run.probes, 0,
           rows * sizeof *generation->row_programs);
    for (int i = 0; i < 2 && hears && result == 0; i++) {
        said[i] = sw_allocate(rows * settings->language.length, 1, "probing", error);
        result = said[i] == NULL ? -1 : 0;
    }
    for (uint32_t turn = 0; turn < sw_generation_turns(breeding, phase) && result == 0; turn++) {
        const struct sw_batch *batch = generation->probe;

        if (sw_game_takes_turns(game)) {
            batch = generation->probe_turn;
            result = sw_turns_take(generation->probe, turn, sw_game_shows(game), false,
                                   generation->probe_turn, error);
        }
        if (result == 0 && sw_generation_grows(breeding, island))
            result =
                sw_generation_grow(generation, breeding, brood, first, island, probe_grown, error);
        else if (result == 0)
            result = probe_turn(generation, phase, brood, first, batch,
                                turn > 0 ? said[(turn + 1) % 2] : NULL, said[turn % 2], error);
    }
    free(said[0]);
    free(said[1]);
    return result;
}

int sw_generation_probe(struct sw_generation *generation, const struct sw_breeding *breeding,
                        struct sw_error *error)
{
    int failed = sw_for_each_brood(generation, breeding, probe_brood, error);

    if (generation->life != NULL)
        generation->life->notes = (struct sw_life_notes){0};
    if (sw_exchange_agree(generation->exchange, failed, error) != 0)
        return -1;
    return sw_generation_gather_programs(generation, error);
}
