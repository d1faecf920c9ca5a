#include "agent/growth.h"
#include "population/generation_private.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(SW_LITTER_MEMBERS == SW_TILE && SW_LITTER_PAIRS == SW_NOISE_PAIRS,
               "a litter fills a tile");

/* Of members of an island that stands still, who do not live: below whatever a life can bring, so
 * that nobody takes them for the best. */
#define ASLEEP_SCORE (-1e6f)

static float *score_room(size_t count, struct sw_error *error)
{
    return sw_allocate_floats(count, "making room for scores", error);
}

static int make_score_room(struct sw_generation *generation, struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_hosting *hosting = &generation->hosting;
    size_t rows = (size_t)(hosting->end - hosting->first) * SW_LITTER_MEMBERS;
    size_t hosted = sw_hosting_hosted(hosting);
    size_t total = hosted * generation->litters * sw_settings_litter(settings);
    size_t members = hosted * (size_t)settings->run.members;
    uint32_t width = sw_settings_observed(settings);

    generation->width = width;
    generation->row_score = score_room(rows, error);
    generation->row_cost = score_room(rows, error);
    generation->litter_score = score_room(total, error);
    generation->litter_cost = score_room(total, error);
    generation->score = score_room(members, error);
    generation->family = score_room(generation->islands, error);
    if (width > 0) {
        generation->row_observed = score_room(rows * width, error);
        generation->litter_observed = score_room(total * width, error);
        generation->observed = score_room(members * width, error);
    }
    return generation->row_score == NULL || generation->row_cost == NULL ||
                   generation->litter_score == NULL || generation->litter_cost == NULL ||
                   generation->score == NULL || generation->family == NULL ||
                   (width > 0 &&
                    (generation->row_observed == NULL || generation->litter_observed == NULL ||
                     generation->observed == NULL))
               ? -1
               : 0;
}

/* What members are evaluated by: a function, or lives as bodies, forecasters or at puzzles. Whether
 * it is there. */
static bool create_evaluator(struct sw_generation *generation, const struct sw_brain_layout *layout,
                             struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;

    if (sw_settings_function(settings) != NULL) {
        generation->vectors = sw_vectors_create(settings, layout, error);
        return generation->vectors != NULL;
    }
    if (sw_settings_body(settings) != NULL) {
        struct sw_body_rules rules = sw_settings_body_rules(settings);

        generation->bodies = sw_body_life_create(layout, rules, error);
        if (generation->bodies != NULL && rules.islands) {
            generation->crews = sw_generation_crews_create(generation, layout, error);
            return generation->crews != NULL;
        }
        return generation->bodies != NULL;
    }
    if (sw_settings_forecast(settings) != NULL) {
        struct sw_episode_rules rules = sw_settings_episode_rules(settings);

        generation->forecasts =
            sw_forecast_life_create(layout, &rules, settings->life.worlds, error);
        return generation->forecasts != NULL;
    }
    if (sw_settings_foresight(settings) && settings->life.forecasts > 0) {
        generation->episodes = sw_settings_episode_rules(settings);
        generation->foresight =
            sw_forecast_life_create(layout, &generation->episodes, settings->life.forecasts, error);
        if (generation->foresight == NULL)
            return false;
    }
    generation->life = sw_settings_life(settings, sw_settings_kernel(settings), layout, error);
    if (generation->life != NULL && sw_settings_owns(settings)) {
        const struct sw_action_set action_set = sw_settings_action_set(settings);
        const struct sw_own_rules rules = sw_settings_own(settings);

        generation->own = sw_own_teacher_create(layout, &action_set, &rules, error);
        return generation->own != NULL;
    }
    return generation->life != NULL;
}

/* Room for what my litters say and hear, in bytes. */
static size_t room_for_talk(const struct sw_generation *generation)
{
    const struct sw_settings *settings = generation->settings;

    if (!sw_settings_puzzles(settings))
        return 0;
    return (size_t)(generation->hosting.end - generation->hosting.first) * SW_LITTER_MEMBERS *
           (size_t)settings->life.worlds * (size_t)settings->language.length;
}

/* The worlds of the islands that I host, where there are worlds. Whether they are there. */
static bool create_batches(struct sw_generation *generation, struct sw_error *error)
{
    uint32_t worlds = generation->settings->life.worlds;

    for (uint32_t i = 0; i < sw_hosting_hosted(&generation->hosting); i++) {
        if (generation->life == NULL)
            continue;
        generation->batch[i] = sw_batch_create(worlds, error);
        if (generation->batch[i] == NULL)
            return false;
    }
    return sw_generation_seat_turns(generation, error) == 0 &&
           sw_generation_seat_probes(generation, error) == 0;
}

static bool create_noise(struct sw_generation *generation, const struct sw_brain_layout *layout,
                         struct sw_error *error)
{
    for (uint64_t i = generation->hosting.first; i < generation->hosting.end; i++) {
        struct sw_noise **noise = &generation->noise[sw_hosted_litter(generation, i)];

        *noise = sw_noise_create(layout, error);
        if (*noise == NULL)
            return false;
    }
    return true;
}

int sw_generation_create(struct sw_generation *generation, const struct sw_settings *settings,
                         const struct sw_brain_layout *layout, const struct sw_worlds *worlds,
                         struct sw_exchange *exchange, struct sw_error *error)
{
    uint32_t islands = settings->run.islands, litters = sw_settings_litters(settings);
    size_t utterances, hosted, total;
    bool evaluates, failed;

    memset(generation, 0, sizeof *generation);
    generation->settings = settings;
    generation->worlds = worlds;
    generation->exchange = exchange;
    generation->islands = islands;
    generation->litters = litters;
    generation->hosting = sw_hosting_of(islands, litters, exchange->ranks, exchange->rank);
    hosted = sw_hosting_hosted(&generation->hosting);
    total = hosted * litters;
    evaluates = create_evaluator(generation, layout, error);
    generation->sets = sw_world_sets_create(settings, worlds, error);
    utterances = room_for_talk(generation);
    generation->batch =
        sw_allocate(hosted, sizeof(struct sw_batch *), "making room for islands", error);
    generation->noise =
        sw_allocate(total, sizeof(struct sw_noise *), "making room for litters", error);
    generation->said = sw_allocate(utterances, 1, "making room for utterances", error);
    generation->heard = sw_allocate(utterances, 1, "making room for utterances", error);
    generation->source =
        sw_allocate(total * SW_LITTER_MEMBERS, sizeof(uint32_t), "making room for seats", error);
    generation->shuffled = sw_allocate((size_t)settings->life.worlds, sizeof(uint32_t),
                                       "making room for seats", error);
    failed = generation->shuffled == NULL || !evaluates || generation->sets == NULL ||
             generation->batch == NULL || generation->noise == NULL ||
             make_score_room(generation, error) != 0 || generation->said == NULL ||
             generation->heard == NULL || generation->source == NULL ||
             !create_noise(generation, layout, error) || !create_batches(generation, error);
    if (failed)
        sw_generation_destroy(generation);
    return failed ? -1 : 0;
}

void sw_generation_destroy(struct sw_generation *generation)
{
    uint32_t hosted = sw_hosting_hosted(&generation->hosting);
    size_t total = (size_t)hosted * generation->litters;

    for (uint32_t i = 0; i < hosted && generation->batch != NULL; i++)
        sw_batch_destroy(generation->batch[i]);
    for (uint32_t i = 0; i < hosted && generation->whole != NULL; i++)
        sw_batch_destroy(generation->whole[i]);
    for (size_t i = 0; i < total && generation->noise != NULL; i++)
        sw_noise_destroy(generation->noise[i]);
    sw_batch_destroy(generation->probe);
    sw_batch_destroy(generation->probe_turn);
    sw_life_destroy(generation->life);
    sw_vectors_destroy(generation->vectors);
    sw_body_life_destroy(generation->bodies);
    sw_generation_crews_destroy(generation->crews);
    sw_forecast_life_destroy(generation->forecasts);
    sw_forecast_life_destroy(generation->foresight);
    sw_own_teacher_destroy(generation->own);
    sw_world_sets_destroy(generation->sets);
    free(generation->batch);
    free(generation->whole);
    free(generation->turn_sum);
    free(generation->noise);
    free(generation->row_score);
    free(generation->row_cost);
    free(generation->row_observed);
    free(generation->litter_score);
    free(generation->litter_cost);
    free(generation->litter_observed);
    free(generation->score);
    free(generation->observed);
    free(generation->family);
    free(generation->row_programs);
    free(generation->programs);
    free(generation->said);
    free(generation->heard);
    free(generation->source);
    free(generation->shuffled);
    sw_strangers_destroy(generation->strangers);
    memset(generation, 0, sizeof *generation);
}

const struct sw_phase *sw_generation_phase(const struct sw_breeding *breeding)
{
    uint64_t number = breeding->generation;
    const struct sw_settings *settings = sw_schedule_at(breeding->breeder->schedule, number, 0);

    return &settings->phase[sw_settings_phase(settings, number, NULL)];
}

static struct sw_batch **batch_of(const struct sw_generation *generation, uint32_t island)
{
    return &generation->batch[island - generation->hosting.first_island];
}

/* The worlds of an island's life get the teachers that its parent finds. */
static int teach_oneself(struct sw_generation *generation, const struct sw_breeding *breeding,
                         uint32_t island, const struct sw_seat *seat, struct sw_error *error)
{
    const struct sw_own_place place = {.seed = generation->settings->run.seed,
                                       .generation = breeding->generation,
                                       .island = island};
    const struct sw_own_rules rules =
        sw_settings_own(sw_schedule_at(breeding->breeder->schedule, place.generation, island));

    sw_own_teacher_follow(generation->own, &rules);
    return sw_own_teacher_teach(generation->own,
                                sw_breeding_island(breeding, island)->parent[0].weights, seat,
                                *batch_of(generation, island), &place, error);
}

int sw_generation_draw(struct sw_generation *generation, const struct sw_breeding *breeding,
                       uint32_t island, bool described, struct sw_batch *batch,
                       struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_game *game = sw_game_row(phase->game);
    struct sw_batch_needs needs = {.shows = sw_game_shows(game),
                                   .teachers = sw_fitness_follows(phase->fitness),
                                   .by_turns = sw_game_takes_turns(game),
                                   .classes = sw_game_speaker(game) != NULL};
    uint64_t number = breeding->generation;
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, number, island);
    const struct sw_worlds *worlds = sw_world_sets_of(generation->sets, settings, error);
    struct sw_replay replay;

    if (worlds == NULL || sw_world_sets_replay(generation->sets, breeding->breeder->schedule,
                                               number, island, &replay, error) != 0)
        return -1;
    needs.replay = &replay;
    needs.families = settings->worlds.balance == SW_BALANCE_FAMILY;
    needs.lessons = settings->life.lessons && !needs.by_turns;
    needs.by_turns |= !described;
    return sw_batch_life(batch, worlds, sw_settings_life_seed(settings), number, island,
                         generation->islands, needs, error);
}

static void draw_noise(const struct sw_breeding *breeding, uint32_t number, uint32_t index,
                       struct sw_noise *noise)
{
    const struct sw_island *island = sw_breeding_island(breeding, number);
    uint32_t pairs = sw_litter_pairs(breeding->settings, index);

    sw_litter_noise(breeding->breeder, &island->births.litter[index], pairs, noise);
    sw_genome_deviate(breeding->breeder, breeding->generation, number,
                      &island->parent[island->parent_of[index]], pairs, noise);
}

/* The worlds and the noise of what I host. */
static int prepare(struct sw_generation *generation, const struct sw_breeding *breeding,
                   struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_game *game = sw_game_row(phase->game);
    const struct sw_hosting *hosting = &generation->hosting;

    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++)
        if (generation->life != NULL &&
            (sw_generation_draw(generation, breeding, i, true,
                                sw_generation_worlds(generation, i, sw_game_takes_turns(game)),
                                error) != 0 ||
             (sw_phase_owns(phase) &&
              teach_oneself(generation, breeding, i, sw_game_editor(game), error) != 0)))
            return -1;
    for (uint64_t i = hosting->first; i < hosting->end; i++) {
        uint32_t island = (uint32_t)(i / generation->litters);
        uint32_t index = (uint32_t)(i % generation->litters);

        draw_noise(breeding, island, index, generation->noise[sw_hosted_litter(generation, i)]);
    }
    return 0;
}

/* Calls `work` for each brood that I host: litters side by side of one island and one parent. */
int sw_for_each_brood(struct sw_generation *generation, const struct sw_breeding *breeding,
                      int (*work)(struct sw_generation *generation,
                                  const struct sw_breeding *breeding, const struct sw_brood *brood,
                                  uint64_t first, uint32_t island, struct sw_error *error),
                      struct sw_error *error)
{
    for (uint64_t first = generation->hosting.first, end; first < generation->hosting.end;
         first = end) {
        uint32_t number = (uint32_t)(first / generation->litters);
        const struct sw_island *island = sw_breeding_island(breeding, number);
        const float *weights =
            sw_island_weights(breeding, island, (uint32_t)(first % generation->litters));
        struct sw_brood brood = {
            .weights = weights,
            .noise = (const struct sw_noise *const *)(generation->noise +
                                                      sw_hosted_litter(generation, first)),
        };

        end = first + 1;
        while (end < generation->hosting.end && end / generation->litters == number &&
               sw_island_weights(breeding, island, (uint32_t)(end % generation->litters)) ==
                   weights)
            end++;
        brood.litters = (uint32_t)(end - first);
        if (work(generation, breeding, &brood, first, number, error) != 0)
            return -1;
    }
    return 0;
}

static int edit(struct sw_generation *generation, const struct sw_breeding *breeding,
                const struct sw_brood *brood, uint64_t first, uint32_t island,
                struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_game *game = sw_game_row(phase->game);
    bool hears = sw_game_delivers(game, phase->channel);
    size_t rows = sw_rows_at(generation, first);
    int failed;

    if (!sw_genome_awake(breeding->breeder, breeding->generation, island)) {
        for (size_t i = 0; i < (size_t)brood->litters * SW_TILE; i++)
            generation->row_score[rows + i] = ASLEEP_SCORE;
        for (size_t i = 0; i < (size_t)brood->litters * SW_TILE * generation->width; i++)
            generation->row_observed[rows * generation->width + i] = 0.0f;
        return 0;
    }
    if (sw_growth_is(&generation->life->mind->layout->shape))
        generation->life->mind->only =
            sw_genome_expert(breeding->breeder, breeding->generation, island);
    generation->life->notes = (struct sw_life_notes){
        .kind = breeding->breeder->observes,
        .width = generation->width,
        .of = generation->width > 0 ? generation->row_observed + rows * generation->width : NULL};
    failed = sw_life_edit(generation->life, brood, *batch_of(generation, island),
                          sw_game_editor(game), phase->fitness,
                          hears ? generation->heard + sw_utterances_at(generation, first) : NULL,
                          generation->row_score + rows, error);
    generation->life->mind->only = SW_EXPERT_CHOSEN; /* of others the gate chooses */
    return failed;
}

int sw_generation_grow(struct sw_generation *generation, const struct sw_breeding *breeding,
                       const struct sw_brood *brood, uint64_t first, uint32_t number,
                       int (*meet)(struct sw_generation *generation,
                                   const struct sw_breeding *breeding, uint32_t island,
                                   const float *weights, size_t row, struct sw_error *error),
                       struct sw_error *error)
{
    const struct sw_island *island = sw_breeding_island(breeding, number);
    struct sw_identity_space space = sw_settings_space(generation->settings);

    for (uint32_t i = 0; i < brood->litters; i++) {
        uint32_t index = (uint32_t)((first + i) % generation->litters);
        uint32_t members = 2 * sw_litter_pairs(generation->settings, index);
        uint32_t before = index * sw_settings_litter(generation->settings);
        struct sw_individual parent = sw_island_parent(breeding, island, index);

        for (uint32_t slot = 0; slot < members; slot++) {
            struct sw_individual member;
            int failed;

            if (sw_genome_grow(breeding->breeder, &island->births.litter[index], slot,
                               brood->noise[i], &parent,
                               sw_identity_id(space, breeding->generation, number, before + slot),
                               &member, error) != 0)
                return -1;
            failed = meet(generation, breeding, number, member.weights,
                          sw_rows_at(generation, first + i) + slot, error);
            sw_breeder_spare(breeding->breeder, &member);
            if (failed != 0)
                return -1;
        }
    }
    return 0;
}

static int live_alone(struct sw_generation *generation, const struct sw_breeding *breeding,
                      uint32_t island, const float *weights, size_t row, struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);

    generation->life->notes = (struct sw_life_notes){
        .kind = breeding->breeder->observes,
        .width = generation->width,
        .of = generation->width > 0 ? generation->row_observed + row * generation->width : NULL};
    return sw_life_alone(generation->life, weights, *batch_of(generation, island),
                         sw_game_editor(sw_game_row(phase->game)), phase->fitness,
                         &generation->row_score[row], error);
}

bool sw_generation_grows(const struct sw_breeding *breeding, uint32_t island)
{
    return breeding->breeder->grows &&
           sw_settings_learns(
               sw_schedule_at(breeding->breeder->schedule, breeding->generation, island),
               breeding->generation);
}

static int edit_or_grow(struct sw_generation *generation, const struct sw_breeding *breeding,
                        const struct sw_brood *brood, uint64_t first, uint32_t island,
                        struct sw_error *error)
{
    return sw_generation_grows(breeding, island)
               ? sw_generation_grow(generation, breeding, brood, first, island, live_alone, error)
               : edit(generation, breeding, brood, first, island, error);
}

static int measure(struct sw_generation *generation, const struct sw_breeding *breeding,
                   const struct sw_brood *brood, uint64_t first, uint32_t island,
                   struct sw_error *error)
{
    (void)breeding, (void)island, (void)error;
    for (uint32_t i = 0; i < brood->litters; i++) {
        uint32_t index = (uint32_t)((first + i) % generation->litters);
        size_t rows = sw_rows_at(generation, first + i);
        float *observed =
            generation->width == 0 ? NULL : generation->row_observed + rows * generation->width;

        sw_vectors_litter(generation->vectors, brood->weights, brood->noise[i],
                          sw_litter_pairs(generation->settings, index),
                          generation->row_score + rows, observed);
    }
    return 0;
}

static int forage(struct sw_generation *generation, const struct sw_breeding *breeding,
                  const struct sw_brood *brood, uint64_t first, uint32_t island,
                  struct sw_error *error)
{
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, island);

    (void)error;
    sw_body_life_lead(generation->bodies, sw_settings_body_lead(settings, breeding->generation));
    sw_body_life_meet(generation->bodies, sw_settings_life_seed(settings), breeding->generation,
                      island);
    for (uint32_t i = 0; i < brood->litters; i++)
        sw_body_life_litter(
            generation->bodies, brood->weights, brood->noise[i],
            sw_litter_pairs(generation->settings, (uint32_t)((first + i) % generation->litters)),
            sw_settings_poison(settings, breeding->generation),
            generation->row_score + sw_rows_at(generation, first + i));
    return 0;
}

static int foresee(struct sw_generation *generation, const struct sw_breeding *breeding,
                   const struct sw_brood *brood, uint64_t first, uint32_t island,
                   struct sw_error *error)
{
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, island);
    struct sw_episode_rules rules = sw_settings_episode_rules(settings);

    (void)error;
    sw_forecast_life_rules(generation->forecasts, &rules);
    sw_forecast_life_meet(generation->forecasts, sw_settings_life_seed(settings),
                          breeding->generation, island);
    for (uint32_t i = 0; i < brood->litters; i++)
        sw_forecast_life_litter(
            generation->forecasts, brood->weights, brood->noise[i],
            sw_litter_pairs(generation->settings, (uint32_t)((first + i) % generation->litters)),
            generation->row_score + sw_rows_at(generation, first + i));
    return 0;
}

int sw_generation_live(struct sw_generation *generation, const struct sw_breeding *breeding,
                       struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    bool relays = generation->life != NULL && sw_game_speaker(sw_game_row(phase->game)) != NULL;
    uint32_t turns = generation->life != NULL ? sw_generation_turns(breeding, phase) : 1;
    int failed;

    if (generation->life != NULL)
        generation->life->mind->words =
            sw_settings_words(sw_schedule_at(breeding->breeder->schedule, breeding->generation, 0));
    failed = prepare(generation, breeding, error);

    /* Without talk between ranks a failure is told with the scores; with talk, before it. */
    for (uint32_t turn = 0; turn < turns; turn++) {
        if (failed == 0)
            failed = sw_generation_take_turn(generation, phase, turn, error);
        if (relays && (sw_exchange_agree(generation->exchange, failed, error) != 0 ||
                       sw_generation_converse(generation, breeding, error) != 0))
            return -1;
        if (failed == 0 && generation->crews != NULL)
            failed = sw_generation_live_crews(generation, breeding, error);
        else if (failed == 0)
            failed = sw_for_each_brood(generation, breeding,
                                       generation->vectors != NULL     ? measure
                                       : generation->bodies != NULL    ? forage
                                       : generation->forecasts != NULL ? foresee
                                                                       : edit_or_grow,
                                       error);
        if (failed == 0 && turns > 1)
            sw_generation_add_turn(generation, turns);
    }
    if (failed == 0 && generation->foresight != NULL)
        failed = sw_for_each_brood(generation, breeding, sw_generation_foretell, error);
    if (sw_exchange_agree(generation->exchange, failed, error) != 0 ||
        sw_generation_gather(generation, relays && sw_speech_costs(breeding, phase), error) != 0)
        return -1;
    sw_generation_settle(generation, breeding, relays);
    generation->judged = sw_breeding_judges(breeding->breeder->schedule, breeding->generation);
    generation->probed = generation->probe != NULL &&
                         breeding->generation % generation->settings->run.probe_every == 0;
    if (generation->probed && sw_generation_probe(generation, breeding, error) != 0)
        return -1;
    return generation->judged ? sw_generation_judge(generation, breeding, error) : 0;
}

struct sw_lived sw_generation_lived(const struct sw_generation *generation)
{
    return (struct sw_lived){
        .score = generation->score,
        .observed = generation->observed,
        .family = generation->judged ? generation->family : NULL,
        .noise = generation->noise,
        .programs = generation->probed ? generation->programs : NULL,
    };
}
