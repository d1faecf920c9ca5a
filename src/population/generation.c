#include "population/generation_private.h"

#include "base/random.h"
#include "lang/ambiguity.h"
#include "lang/disturbance.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(SW_LITTER_MEMBERS == SW_TILE && SW_LITTER_PAIRS == SW_NOISE_PAIRS,
               "a litter fills a tile");

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
        generation->bodies = sw_body_life_create(layout, sw_settings_body_rules(settings), error);
        return generation->bodies != NULL;
    }
    if (sw_settings_forecast(settings) != NULL) {
        struct sw_episode_rules rules = sw_settings_episode_rules(settings);

        generation->forecasts =
            sw_forecast_life_create(layout, &rules, settings->life.worlds, error);
        return generation->forecasts != NULL;
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
    return true;
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
    for (size_t i = 0; i < total && generation->noise != NULL; i++)
        sw_noise_destroy(generation->noise[i]);
    sw_life_destroy(generation->life);
    sw_vectors_destroy(generation->vectors);
    sw_body_life_destroy(generation->bodies);
    sw_forecast_life_destroy(generation->forecasts);
    sw_own_teacher_destroy(generation->own);
    sw_world_sets_destroy(generation->sets);
    free(generation->batch);
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
    free(generation->said);
    free(generation->heard);
    free(generation->source);
    free(generation->shuffled);
    memset(generation, 0, sizeof *generation);
}

const struct sw_phase *sw_generation_phase(const struct sw_breeding *breeding)
{
    uint64_t number = breeding->generation;
    const struct sw_settings *settings = sw_schedule_at(breeding->breeder->schedule, number, 0);

    return &settings->phase[sw_settings_phase(settings, number, NULL)];
}

uint32_t sw_generation_seating(const struct sw_settings *settings, uint64_t number, uint32_t island)
{
    struct sw_dice dice = sw_dice_at(settings->run.seed, SW_RANDOM_SEATING, number, island);

    if (settings->life.partner == SW_PARTNER_SELF)
        return 0;
    return 1 + sw_dice_below(&dice, settings->run.members - 1);
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

    return sw_own_teacher_teach(generation->own,
                                sw_breeding_island(breeding, island)->parent[0].weights, seat,
                                *batch_of(generation, island), &place, error);
}

/* The worlds of an island's life. */
static int draw_worlds(struct sw_generation *generation, const struct sw_breeding *breeding,
                       uint32_t island, struct sw_batch_needs needs, struct sw_error *error)
{
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
    needs.lessons = settings->life.lessons;
    return sw_batch_life(*batch_of(generation, island), worlds, sw_settings_life_seed(settings),
                         number, island, generation->islands, needs, error);
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
    struct sw_batch_needs needs = {.shows = sw_game_shows(game),
                                   .teachers = sw_fitness_follows(phase->fitness),
                                   .classes = sw_game_speaker(game) != NULL};

    const struct sw_hosting *hosting = &generation->hosting;

    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++)
        if (generation->life != NULL &&
            (draw_worlds(generation, breeding, i, needs, error) != 0 ||
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
static int for_each_brood(struct sw_generation *generation, const struct sw_breeding *breeding,
                          int (*work)(struct sw_generation *generation,
                                      const struct sw_breeding *breeding,
                                      const struct sw_brood *brood, uint64_t first, uint32_t island,
                                      struct sw_error *error),
                          struct sw_error *error)
{
    for (uint64_t first = generation->hosting.first, end; first < generation->hosting.end;
         first = end) {
        uint32_t number = (uint32_t)(first / generation->litters);
        const struct sw_island *island = sw_breeding_island(breeding, number);
        const float *weights = sw_island_weights(island, (uint32_t)(first % generation->litters));
        struct sw_brood brood = {
            .weights = weights,
            .noise = (const struct sw_noise *const *)(generation->noise +
                                                      sw_hosted_litter(generation, first)),
        };

        end = first + 1;
        while (end < generation->hosting.end && end / generation->litters == number &&
               sw_island_weights(island, (uint32_t)(end % generation->litters)) == weights)
            end++;
        brood.litters = (uint32_t)(end - first);
        if (work(generation, breeding, &brood, first, number, error) != 0)
            return -1;
    }
    return 0;
}

static size_t utterances_at(const struct sw_generation *generation, uint64_t litter)
{
    return (size_t)(litter - generation->hosting.first) * SW_LITTER_MEMBERS *
           (size_t)generation->settings->life.worlds *
           (size_t)generation->settings->language.length;
}

/* What speech costs a member: for saying the same of different things, and for each token. said:
 * [worlds][L]. */
static float cost_of(const struct sw_settings *settings, const struct sw_batch *batch,
                     const uint8_t *said)
{
    uint32_t L = settings->language.length, tokens = 0;
    float cost =
        (float)settings->language.ambiguity * sw_ambiguity(said, L, batch->class_of, batch->worlds);

    if (!settings->language.end || settings->language.cost <= 0)
        return cost;
    for (uint32_t world = 0; world < batch->worlds; world++)
        tokens += sw_utterance_said(said + (size_t)world * L, L);
    return cost + (float)settings->language.cost * (float)tokens / (float)(L * batch->worlds);
}

static int speak(struct sw_generation *generation, const struct sw_breeding *breeding,
                 const struct sw_brood *brood, uint64_t first, uint32_t island,
                 struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_seat *seat = sw_game_mouth(sw_game_row(phase->game), phase->channel);
    const struct sw_batch *batch = *batch_of(generation, island);
    uint8_t *said = generation->said + utterances_at(generation, first);
    uint32_t L = generation->settings->language.length;
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, island);

    if (sw_life_speak(generation->life, brood, batch, seat, said, error) != 0)
        return -1;
    for (uint32_t row = 0; row < brood->litters * SW_LITTER_MEMBERS; row++)
        generation->row_cost[sw_rows_at(generation, first) + row] =
            cost_of(settings, batch, said + (size_t)row * batch->worlds * L);
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

    generation->life->notes = (struct sw_life_notes){
        breeding->breeder->observes, generation->width,
        generation->width > 0 ? generation->row_observed + rows * generation->width : NULL};
    return sw_life_edit(generation->life, brood, *batch_of(generation, island),
                        sw_game_editor(game), phase->fitness,
                        hears ? generation->heard + utterances_at(generation, first) : NULL,
                        generation->row_score + rows, error);
}

/* Where a member's row stands among all rows of its island. */
static uint32_t row_of(const struct sw_generation *generation, uint32_t slot)
{
    uint32_t litter = sw_settings_litter(generation->settings);

    return slot / litter * SW_LITTER_MEMBERS + slot % litter;
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

/* Who hears whom: slots shifted by the seating; rows without a member hear themselves. */
static void seat_members(struct sw_generation *generation, uint64_t number)
{
    uint32_t members = generation->settings->run.members;
    uint32_t room = generation->litters * SW_LITTER_MEMBERS;
    uint32_t *source = generation->source;

    for (uint32_t island = generation->hosting.first_island;
         island < generation->hosting.end_island; island++, source += room) {
        uint32_t shift = sw_generation_seating(generation->settings, number, island);

        for (uint32_t row = 0; row < room; row++)
            source[row] = row;
        for (uint32_t slot = 0; slot < members; slot++)
            source[row_of(generation, slot)] = row_of(generation, (slot + shift) % members);
    }
}

/* The channel of training: each listener hears what was said of another world of its island. */
static void shuffle_worlds(struct sw_generation *generation, uint64_t number)
{
    uint32_t worlds = generation->settings->life.worlds;
    uint32_t L = generation->settings->language.length;
    uint32_t *source = generation->shuffled;

    for (uint64_t litter = generation->hosting.first; litter < generation->hosting.end; litter++) {
        uint8_t *heard = generation->heard + utterances_at(generation, litter);
        uint8_t *said = generation->said + utterances_at(generation, litter);

        sw_channel_shuffle(generation->settings->run.seed, number,
                           (uint32_t)(litter / generation->litters), worlds, source);
        memcpy(said, heard, utterances_at(generation, generation->hosting.first + 1));
        for (uint32_t row = 0; row < SW_LITTER_MEMBERS; row++)
            for (uint32_t world = 0; world < worlds; world++)
                memcpy(heard + ((size_t)row * worlds + world) * L,
                       said + ((size_t)row * worlds + source[world]) * L, L);
    }
}

/* What is lost and changed on the way to my litters' ears. */
static void disturb(struct sw_generation *generation, const struct sw_breeding *breeding)
{
    uint32_t L = generation->settings->language.length;
    uint64_t all = (uint64_t)generation->islands * generation->litters;

    for (uint64_t litter = generation->hosting.first; litter < generation->hosting.end; litter++) {
        const struct sw_settings *settings =
            sw_schedule_at(breeding->breeder->schedule, breeding->generation,
                           (uint32_t)(litter / generation->litters));
        const struct sw_disturbance how = {settings->language.noise, settings->language.deafness,
                                           settings->language.end};

        if (how.noise > 0 || how.deafness > 0)
            sw_disturb(&how, generation->heard + utterances_at(generation, litter),
                       utterances_at(generation, generation->hosting.first + 1) / L, L,
                       settings->language.vocabulary, settings->run.seed,
                       breeding->generation * all + litter);
    }
}

/* Tokens go to the ranks that seat the listeners; nothing else does. */
static int converse(struct sw_generation *generation, const struct sw_breeding *breeding,
                    struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_phase *phase = sw_generation_phase(breeding);
    uint32_t each = (uint32_t)(settings->life.worlds * settings->language.length);
    int failed = 0;

    if (phase->channel != SW_CHANNEL_SILENT)
        failed = for_each_brood(generation, breeding, speak, error);
    else /* what was said in an earlier phase costs nothing now */
        memset(generation->row_cost, 0,
               sw_rows_at(generation, generation->hosting.end) * sizeof *generation->row_cost);
    if (sw_exchange_agree(generation->exchange, failed, error) != 0)
        return -1;
    if (phase->channel == SW_CHANNEL_SELF || settings->life.partner == SW_PARTNER_SELF) {
        memcpy(generation->heard, generation->said,
               utterances_at(generation, generation->hosting.end));
    } else if (phase->channel != SW_CHANNEL_SILENT) {
        seat_members(generation, breeding->generation);
        if (sw_exchange_tokens(generation->exchange, &generation->hosting, generation->said,
                               generation->heard, generation->source, SW_LITTER_MEMBERS, each,
                               settings->language.vocabulary, error) != 0)
            return -1;
    }
    if (phase->channel == SW_CHANNEL_SHUFFLED)
        shuffle_worlds(generation, breeding->generation);
    if (phase->channel != SW_CHANNEL_SILENT)
        disturb(generation, breeding);
    return 0;
}

/* Whether speech costs anything on some island. */
static bool speech_costs(const struct sw_breeding *breeding, const struct sw_phase *phase)
{
    for (uint32_t i = 0; i < breeding->islands && phase->channel != SW_CHANNEL_SILENT; i++) {
        const struct sw_settings *settings =
            sw_schedule_at(breeding->breeder->schedule, breeding->generation, i);

        if (settings->language.ambiguity > 0 ||
            (settings->language.end && settings->language.cost > 0))
            return true;
    }
    return false;
}

int sw_generation_live(struct sw_generation *generation, const struct sw_breeding *breeding,
                       struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    bool relays = generation->life != NULL && sw_game_speaker(sw_game_row(phase->game)) != NULL;
    int failed = prepare(generation, breeding, error);

    /* Without talk between ranks a failure is told with the scores; with talk, before it. */
    if (relays) {
        if (sw_exchange_agree(generation->exchange, failed, error) != 0 ||
            converse(generation, breeding, error) != 0)
            return -1;
    }
    if (failed == 0)
        failed = for_each_brood(generation, breeding,
                                generation->vectors != NULL     ? measure
                                : generation->bodies != NULL    ? forage
                                : generation->forecasts != NULL ? foresee
                                                                : edit,
                                error);
    if (sw_exchange_agree(generation->exchange, failed, error) != 0 ||
        sw_generation_gather(generation, relays && speech_costs(breeding, phase), error) != 0)
        return -1;
    sw_generation_settle(generation, breeding, relays);
    generation->judged = sw_breeding_judges(breeding->breeder->schedule, breeding->generation);
    return generation->judged ? sw_generation_judge(generation, breeding, error) : 0;
}

struct sw_lived sw_generation_lived(const struct sw_generation *generation)
{
    return (struct sw_lived){
        .score = generation->score,
        .observed = generation->observed,
        .family = generation->judged ? generation->family : NULL,
        .noise = generation->noise,
    };
}
