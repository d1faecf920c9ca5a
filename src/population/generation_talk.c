/* generation_talk.c - a generation talks: speakers speak, tokens cross ranks, words are lost. */
#include "population/generation_private.h"

#include "base/random.h"
#include "lang/ambiguity.h"
#include "lang/disturbance.h"

#include <string.h>

uint32_t sw_generation_seating(const struct sw_settings *settings, uint64_t number, uint32_t island)
{
    struct sw_dice dice = sw_dice_at(settings->run.seed, SW_RANDOM_SEATING, number, island);

    if (settings->life.partner == SW_PARTNER_SELF)
        return 0;
    return 1 + sw_dice_below(&dice, settings->run.members - 1);
}

size_t sw_utterances_at(const struct sw_generation *generation, uint64_t litter)
{
    return (size_t)(litter - generation->hosting.first) * SW_LITTER_MEMBERS *
           (size_t)generation->settings->life.worlds *
           (size_t)generation->settings->language.length;
}

/* What is thrown in a turn: another place for each turn of a generation. */
static uint64_t place_of(const struct sw_generation *generation, uint64_t place)
{
    return (uint64_t)generation->turn << 56 | place;
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
    const struct sw_batch *batch = generation->batch[island - generation->hosting.first_island];
    uint8_t *said = generation->said + sw_utterances_at(generation, first);
    uint32_t L = generation->settings->language.length;
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, island);

    const uint8_t *told =
        generation->turn == 0 || !sw_game_delivers(sw_game_row(phase->game), phase->channel)
            ? NULL
            : generation->heard + sw_utterances_at(generation, first);

    if (sw_life_speak(generation->life, brood, batch, seat, told, said, error) != 0)
        return -1;
    for (uint32_t row = 0; row < brood->litters * SW_LITTER_MEMBERS; row++)
        generation->row_cost[sw_rows_at(generation, first) + row] =
            cost_of(settings, batch, said + (size_t)row * batch->worlds * L);
    return 0;
}

/* Where a member's row stands among all rows of its island. */
static uint32_t row_of(const struct sw_generation *generation, uint32_t slot)
{
    uint32_t litter = sw_settings_litter(generation->settings);

    return slot / litter * SW_LITTER_MEMBERS + slot % litter;
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
        uint8_t *heard = generation->heard + sw_utterances_at(generation, litter);
        uint8_t *said = generation->said + sw_utterances_at(generation, litter);

        sw_channel_shuffle(generation->settings->run.seed, place_of(generation, number),
                           (uint32_t)(litter / generation->litters), worlds, source);
        memcpy(said, heard, sw_utterances_at(generation, generation->hosting.first + 1));
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
            sw_disturb(&how, generation->heard + sw_utterances_at(generation, litter),
                       sw_utterances_at(generation, generation->hosting.first + 1) / L, L,
                       settings->language.vocabulary, settings->run.seed,
                       place_of(generation, breeding->generation * all + litter));
    }
}

/* Tokens go to the ranks that seat the listeners; nothing else does. */
int sw_generation_converse(struct sw_generation *generation, const struct sw_breeding *breeding,
                           struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_phase *phase = sw_generation_phase(breeding);
    uint32_t each = (uint32_t)(settings->life.worlds * settings->language.length);
    int failed = 0;

    if (phase->channel != SW_CHANNEL_SILENT)
        failed = sw_for_each_brood(generation, breeding, speak, error);
    else /* what was said in an earlier phase costs nothing now */
        memset(generation->row_cost, 0,
               sw_rows_at(generation, generation->hosting.end) * sizeof *generation->row_cost);
    if (sw_exchange_agree(generation->exchange, failed, error) != 0)
        return -1;
    if (phase->channel == SW_CHANNEL_SELF || settings->life.partner == SW_PARTNER_SELF) {
        memcpy(generation->heard, generation->said,
               sw_utterances_at(generation, generation->hosting.end));
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
bool sw_speech_costs(const struct sw_breeding *breeding, const struct sw_phase *phase)
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
