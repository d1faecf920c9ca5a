#include "population/generation.h"

#include "base/random.h"
#include "lang/ambiguity.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(SW_LITTER_MEMBERS == SW_TILE && SW_LITTER_PAIRS == SW_NOISE_PAIRS,
               "a litter fills a tile");

int sw_generation_create(struct sw_generation *generation, const struct sw_settings *settings,
                         const struct sw_brain_layout *layout, const struct sw_worlds *worlds,
                         struct sw_exchange *exchange, struct sw_error *error)
{
    uint32_t islands = (uint32_t)settings->islands, litters = sw_settings_litters(settings);
    uint64_t total = (uint64_t)islands * litters;
    struct sw_action_set action_set;
    size_t utterances;
    bool failed;

    memset(generation, 0, sizeof *generation);
    generation->settings = settings;
    generation->worlds = worlds;
    generation->exchange = exchange;
    generation->islands = islands;
    generation->litters = litters;
    sw_deal(total, exchange->ranks, exchange->rank, &generation->first, &generation->end);
    utterances = (size_t)(generation->end - generation->first) * SW_LITTER_MEMBERS *
                 (size_t)settings->life_worlds * (size_t)settings->length;
    action_set = sw_settings_action_set(settings);
    generation->life = sw_life_create(layout, sw_settings_kernel(settings), &action_set,
                                      (uint32_t)settings->life_ticks, error);
    generation->sets = sw_world_sets_create(settings, worlds, error);
    generation->batch =
        sw_allocate(islands, sizeof(struct sw_batch *), "making room for islands", error);
    generation->noise =
        sw_allocate(total, sizeof(struct sw_noise *), "making room for litters", error);
    generation->litter_score =
        sw_allocate_floats(total * SW_LITTER_MEMBERS, "making room for scores", error);
    generation->litter_cost =
        sw_allocate_floats(total * SW_LITTER_MEMBERS, "making room for scores", error);
    generation->score = sw_allocate_floats((size_t)islands * (size_t)settings->members,
                                           "making room for scores", error);
    generation->said = sw_allocate(utterances, 1, "making room for utterances", error);
    generation->heard = sw_allocate(utterances, 1, "making room for utterances", error);
    generation->source =
        sw_allocate(total * SW_LITTER_MEMBERS, sizeof(uint32_t), "making room for seats", error);
    generation->shuffled = sw_allocate((size_t)settings->life_worlds, sizeof(uint32_t),
                                       "making room for seats", error);
    failed = generation->shuffled == NULL || generation->life == NULL || generation->sets == NULL ||
             generation->batch == NULL || generation->noise == NULL ||
             generation->litter_score == NULL || generation->litter_cost == NULL ||
             generation->score == NULL || generation->said == NULL || generation->heard == NULL ||
             generation->source == NULL;
    for (uint64_t i = generation->first; i < generation->end && !failed; i++) {
        uint32_t island = (uint32_t)(i / litters);

        generation->noise[i] = sw_noise_create(layout, error);
        if (generation->batch[island] == NULL)
            generation->batch[island] = sw_batch_create((uint32_t)settings->life_worlds, error);
        failed = generation->noise[i] == NULL || generation->batch[island] == NULL;
    }
    if (failed)
        sw_generation_destroy(generation);
    return failed ? -1 : 0;
}

void sw_generation_destroy(struct sw_generation *generation)
{
    uint64_t total = (uint64_t)generation->islands * generation->litters;

    for (uint32_t i = 0; i < generation->islands && generation->batch != NULL; i++)
        sw_batch_destroy(generation->batch[i]);
    for (uint64_t i = 0; i < total && generation->noise != NULL; i++)
        sw_noise_destroy(generation->noise[i]);
    sw_life_destroy(generation->life);
    sw_world_sets_destroy(generation->sets);
    free(generation->batch);
    free(generation->noise);
    free(generation->litter_score);
    free(generation->litter_cost);
    free(generation->score);
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

/* By how many places an island's listeners sit from their speakers in this generation. */
static uint32_t seating(const struct sw_settings *settings, uint64_t number, uint32_t island)
{
    struct sw_dice dice = sw_dice_at((uint64_t)settings->seed, SW_RANDOM_SEATING, number, island);

    if (settings->partner == SW_PARTNER_SELF)
        return 0;
    return 1 + sw_dice_below(&dice, (uint32_t)settings->members - 1);
}

/* The worlds of an island's life. */
static int draw_worlds(struct sw_generation *generation, const struct sw_breeding *breeding,
                       uint32_t island, struct sw_batch_needs needs, struct sw_error *error)
{
    uint64_t number = breeding->generation;
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, number, island);
    const struct sw_worlds *worlds = sw_world_sets_of(generation->sets, settings, error);

    if (worlds == NULL)
        return -1;
    return sw_batch_life(generation->batch[island], worlds, sw_settings_life_seed(settings), number,
                         island, generation->islands, needs, error);
}

/* The worlds and the noise of what I host. */
static int prepare(struct sw_generation *generation, const struct sw_breeding *breeding,
                   struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_game *game = sw_game_row(phase->game);
    struct sw_batch_needs needs = {.canvases = sw_game_shows_canvas(game),
                                   .teachers = sw_fitness_row(phase->fitness)->edit != NULL,
                                   .classes = sw_game_speaker(game) != NULL};

    for (uint32_t i = 0; i < generation->islands; i++)
        if (generation->batch[i] != NULL && draw_worlds(generation, breeding, i, needs, error) != 0)
            return -1;
    for (uint64_t i = generation->first; i < generation->end; i++) {
        uint32_t island = (uint32_t)(i / generation->litters);
        uint32_t index = (uint32_t)(i % generation->litters);

        sw_litter_noise(breeding->breeder, &breeding->island[island].births.litter[index],
                        sw_litter_pairs(settings, index), generation->noise[i]);
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
    for (uint64_t first = generation->first, end; first < generation->end; first = end) {
        uint32_t number = (uint32_t)(first / generation->litters);
        const struct sw_island *island = &breeding->island[number];
        uint32_t parent = island->parent_of[first % generation->litters];
        struct sw_brood brood = {
            .weights = island->parent[parent].weights,
            .noise = (const struct sw_noise *const *)(generation->noise + first),
        };

        end = first + 1;
        while (end < generation->end && end / generation->litters == number &&
               island->parent_of[end % generation->litters] == parent)
            end++;
        brood.litters = (uint32_t)(end - first);
        if (work(generation, breeding, &brood, first, number, error) != 0)
            return -1;
    }
    return 0;
}

static size_t utterances_at(const struct sw_generation *generation, uint64_t litter)
{
    return (size_t)(litter - generation->first) * SW_LITTER_MEMBERS *
           (size_t)generation->settings->life_worlds * (size_t)generation->settings->length;
}

static int speak(struct sw_generation *generation, const struct sw_breeding *breeding,
                 const struct sw_brood *brood, uint64_t first, uint32_t island,
                 struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_seat *seat = sw_game_mouth(sw_game_row(phase->game), phase->channel);
    const struct sw_batch *batch = generation->batch[island];
    uint8_t *said = generation->said + utterances_at(generation, first);
    uint32_t L = (uint32_t)generation->settings->length;
    double ambiguity =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, island)->ambiguity;

    if (sw_life_speak(generation->life, brood, generation->batch[island], seat, said, error) != 0)
        return -1;
    for (uint32_t row = 0; row < brood->litters * SW_LITTER_MEMBERS; row++)
        generation->litter_cost[first * SW_LITTER_MEMBERS + row] =
            (float)ambiguity *
            sw_ambiguity(said + (size_t)row * batch->worlds * L, L, batch->class_of, batch->worlds);
    return 0;
}

static int edit(struct sw_generation *generation, const struct sw_breeding *breeding,
                const struct sw_brood *brood, uint64_t first, uint32_t island,
                struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_game *game = sw_game_row(phase->game);
    bool hears = sw_game_delivers(game, phase->channel);

    return sw_life_edit(generation->life, brood, generation->batch[island], sw_game_editor(game),
                        phase->fitness,
                        hears ? generation->heard + utterances_at(generation, first) : NULL,
                        generation->litter_score + first * SW_LITTER_MEMBERS, error);
}

/* Who hears whom: slots shifted by the seating; slots beyond the members hear themselves. */
static void seat_members(struct sw_generation *generation, uint64_t number)
{
    uint32_t members = (uint32_t)generation->settings->members;
    uint32_t room = generation->litters * SW_LITTER_MEMBERS;

    for (uint32_t island = 0; island < generation->islands; island++) {
        uint32_t shift = seating(generation->settings, number, island);

        for (uint32_t slot = 0; slot < room; slot++)
            generation->source[island * room + slot] =
                island * room + (slot < members ? (slot + shift) % members : slot);
    }
}

/* The channel of training: each listener hears what was said of another world of its island. */
static void shuffle_worlds(struct sw_generation *generation, uint64_t number)
{
    uint32_t worlds = (uint32_t)generation->settings->life_worlds;
    uint32_t L = (uint32_t)generation->settings->length;
    uint32_t *source = generation->shuffled;

    for (uint64_t litter = generation->first; litter < generation->end; litter++) {
        uint8_t *heard = generation->heard + utterances_at(generation, litter);
        uint8_t *said = generation->said + utterances_at(generation, litter);

        sw_channel_shuffle((uint64_t)generation->settings->seed, number,
                           (uint32_t)(litter / generation->litters), worlds, source);
        memcpy(said, heard, utterances_at(generation, generation->first + 1));
        for (uint32_t row = 0; row < SW_LITTER_MEMBERS; row++)
            for (uint32_t world = 0; world < worlds; world++)
                memcpy(heard + ((size_t)row * worlds + world) * L,
                       said + ((size_t)row * worlds + source[world]) * L, L);
    }
}

/* Tokens go to the ranks that seat the listeners; nothing else does. */
static int converse(struct sw_generation *generation, const struct sw_breeding *breeding,
                    struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_phase *phase = sw_generation_phase(breeding);
    uint64_t total = (uint64_t)generation->islands * generation->litters * SW_LITTER_MEMBERS;
    uint32_t each = (uint32_t)(settings->life_worlds * settings->length);
    int failed = 0;

    if (phase->channel != SW_CHANNEL_SILENT)
        failed = for_each_brood(generation, breeding, speak, error);
    if (sw_exchange_agree(generation->exchange, failed, error) != 0)
        return -1;
    if (phase->channel == SW_CHANNEL_SELF || settings->partner == SW_PARTNER_SELF) {
        memcpy(generation->heard, generation->said, utterances_at(generation, generation->end));
    } else if (phase->channel != SW_CHANNEL_SILENT) {
        seat_members(generation, breeding->generation);
        if (sw_exchange_tokens(generation->exchange, generation->said, generation->heard,
                               generation->source, total, SW_LITTER_MEMBERS, each,
                               (uint32_t)settings->vocabulary, error) != 0)
            return -1;
    }
    if (phase->channel == SW_CHANNEL_SHUFFLED)
        shuffle_worlds(generation, breeding->generation);
    return 0;
}

/* From litters' scores to members' scores: less what a speaker's ambiguity costs. A member that
 * sits with another is scored in both seats. */
static void settle_scores(struct sw_generation *generation, uint64_t number, bool relays)
{
    uint32_t members = (uint32_t)generation->settings->members;
    uint32_t room = generation->litters * SW_LITTER_MEMBERS;

    for (uint32_t island = 0; island < generation->islands; island++) {
        const float *from = generation->litter_score + (size_t)island * room;
        const float *cost = generation->litter_cost + (size_t)island * room;
        float *to = generation->score + (size_t)island * members;
        uint32_t shift = relays ? seating(generation->settings, number, island) : 0;

        for (uint32_t slot = 0; slot < members; slot++) {
            uint32_t listener = (slot + members - shift) % members;

            to[slot] = shift == 0 ? from[slot] : 0.5f * (from[slot] + from[listener]);
            if (relays)
                to[slot] -= cost[slot];
        }
    }
}

/* Whether a speaker's ambiguity costs anything on some island. */
static bool ambiguity_counts(const struct sw_breeding *breeding, const struct sw_phase *phase)
{
    for (uint32_t i = 0; i < breeding->islands && phase->channel != SW_CHANNEL_SILENT; i++)
        if (sw_schedule_at(breeding->breeder->schedule, breeding->generation, i)->ambiguity > 0)
            return true;
    return false;
}

int sw_generation_live(struct sw_generation *generation, const struct sw_breeding *breeding,
                       struct sw_error *error)
{
    const struct sw_phase *phase = sw_generation_phase(breeding);
    bool relays = sw_game_speaker(sw_game_row(phase->game)) != NULL;
    uint64_t total = (uint64_t)generation->islands * generation->litters;
    int failed = prepare(generation, breeding, error);

    /* Without talk between ranks a failure is told with the scores; with talk, before it. */
    if (relays) {
        if (sw_exchange_agree(generation->exchange, failed, error) != 0 ||
            converse(generation, breeding, error) != 0)
            return -1;
    }
    if (failed == 0)
        failed = for_each_brood(generation, breeding, edit, error);
    if (sw_exchange_agree(generation->exchange, failed, error) != 0)
        return -1;
    if (sw_exchange_scores(generation->exchange, generation->litter_score, total, SW_LITTER_MEMBERS,
                           error) != 0)
        return -1;
    if (relays && ambiguity_counts(breeding, phase)) {
        if (sw_exchange_scores(generation->exchange, generation->litter_cost, total,
                               SW_LITTER_MEMBERS, error) != 0)
            return -1;
    } else { /* what was said in an earlier generation costs nothing now */
        memset(generation->litter_cost, 0,
               total * SW_LITTER_MEMBERS * sizeof *generation->litter_cost);
    }
    settle_scores(generation, breeding->generation, relays);
    return 0;
}
