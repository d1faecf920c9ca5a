/* generation_talk.c - a generation talks: speakers speak, tokens cross ranks, words are lost. */
#include "population/generation_private.h"

#include "base/random.h"
#include "lang/ambiguity.h"
#include "lang/disturbance.h"

#include <stdlib.h>
#include <string.h>

struct sw_seating sw_generation_seating(const struct sw_settings *settings, uint64_t number,
                                        uint32_t island)
{
    struct sw_dice dice = sw_dice_at(settings->run.seed, SW_RANDOM_SEATING, number, island);
    uint32_t members = (uint32_t)settings->run.members;
    bool siblings = settings->life.partner == SW_PARTNER_SIBLING;

    return (struct sw_seating){.members = members,
                               .circle = siblings ? sw_settings_litter(settings) : members,
                               .bits = sw_dice_bits(&dice),
                               .apart = settings->life.partner != SW_PARTNER_SELF};
}

/* The slot so many places behind in the circle of a slot; or, `back`, before it. The last litter
 * can be a smaller one. */
static uint32_t seat_of(const struct sw_seating *seating, uint32_t slot, bool back)
{
    uint32_t first = slot - slot % seating->circle, count = seating->members - first, shift;

    count = count < seating->circle ? count : seating->circle;
    if (!seating->apart || count == 1)
        return slot;
    shift = 1 + (uint32_t)((uint64_t)seating->bits * (count - 1) >> 32);
    return first + (slot - first + (back ? count - shift : shift)) % count;
}

uint32_t sw_seating_speaker(const struct sw_seating *seating, uint32_t slot)
{
    return seat_of(seating, slot, false);
}

uint32_t sw_seating_listener(const struct sw_seating *seating, uint32_t slot)
{
    return seat_of(seating, slot, true);
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
        struct sw_seating seating = sw_generation_seating(generation->settings, number, island);

        for (uint32_t row = 0; row < room; row++)
            source[row] = row;
        for (uint32_t slot = 0; slot < members; slot++)
            source[row_of(generation, slot)] =
                row_of(generation, sw_seating_speaker(&seating, slot));
    }
}

/* ---- strangers ---- */

/* Room for what strangers speak of, and for what they say. */
struct sw_strangers {
    struct sw_batch *whole;   /* worlds of an island that I do not host, as they were drawn */
    struct sw_batch *chosen;  /* those of an island that a stranger speaks of */
    uint32_t worlds;          /* room of both */
    struct sw_answer *answer; /* [worlds] */
};

void sw_strangers_destroy(struct sw_strangers *strangers)
{
    if (strangers == NULL)
        return;
    sw_batch_destroy(strangers->whole);
    sw_batch_destroy(strangers->chosen);
    free(strangers->answer);
    free(strangers);
}

static int make_strangers(struct sw_generation *generation, struct sw_error *error)
{
    static const char doing[] = "making room for strangers";
    uint32_t worlds = generation->settings->life.worlds;
    struct sw_strangers *strangers = generation->strangers;

    if (strangers != NULL)
        return 0;
    strangers = sw_allocate(1, sizeof *strangers, doing, error);
    if (strangers == NULL)
        return -1;
    generation->strangers = strangers;
    strangers->worlds = worlds;
    strangers->whole = sw_batch_create(worlds, error);
    strangers->chosen = strangers->whole == NULL ? NULL : sw_batch_create(worlds, error);
    strangers->answer = sw_allocate(worlds, sizeof *strangers->answer, doing, error);
    if (strangers->chosen != NULL && strangers->answer != NULL)
        return 0;
    sw_strangers_destroy(strangers);
    generation->strangers = NULL;
    return -1;
}

/* Of which worlds of an island a stranger speaks: their numbers into `world`, if it is not NULL. */
static uint32_t choose_worlds(const struct sw_generation *generation,
                              const struct sw_breeding *breeding, uint32_t island, uint32_t *world)
{
    float contact = (float)sw_schedule_at(breeding->breeder->schedule, breeding->generation, island)
                        ->language.contact;
    struct sw_dice dice = sw_dice_at(generation->settings->run.seed, SW_RANDOM_CONTACT,
                                     place_of(generation, breeding->generation), island);
    uint32_t count = 0;

    if (contact <= 0 || generation->islands == 1)
        return 0;
    for (uint32_t i = 0; i < (uint32_t)generation->settings->life.worlds; i++)
        if (sw_dice_unit(&dice) < contact) {
            if (world != NULL)
                world[count] = i;
            count++;
        }
    return count;
}

/* Whose parent an island hears: all islands that of the one so many numbers behind, counted round.
 */
static uint32_t stranger_of(const struct sw_generation *generation,
                            const struct sw_breeding *breeding, uint32_t island)
{
    struct sw_dice dice =
        sw_dice_at(generation->settings->run.seed, SW_RANDOM_STRANGER, breeding->generation, 0);

    return (island + 1 + sw_dice_below(&dice, generation->islands - 1)) % generation->islands;
}

/* What a stranger speaks of, into strangers->chosen, shown as to who speaks in the present turn. */
static int show_chosen(struct sw_generation *generation, const struct sw_breeding *breeding,
                       uint32_t island, const uint32_t *world, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row(sw_generation_phase(breeding)->game);
    struct sw_strangers *strangers = generation->strangers;
    struct sw_batch *whole = strangers->whole, *chosen = strangers->chosen;
    bool here = sw_hosting_here(&generation->hosting, island);
    const struct sw_batch *from =
        here ? generation->batch[island - generation->hosting.first_island] : whole;
    bool turns = !here && sw_game_takes_turns(game);

    if (!here && sw_generation_draw(generation, breeding, island, false, whole, error) != 0)
        return -1;
    for (uint32_t i = 0; i < chosen->worlds; i++) {
        struct sw_batch *to = turns ? whole : chosen;

        if (&to->puzzle[i] != &from->puzzle[world[i]]) /* world[i] is i or later */
            sw_puzzle_copy(&to->puzzle[i], &from->puzzle[world[i]]);
        to->rule[i] = from->rule[world[i]];
    }
    whole->worlds = chosen->worlds;
    return turns ? sw_turns_take(whole, generation->turn, sw_game_shows(game), false, chosen, error)
                 : sw_batch_look(chosen, sw_game_shows(game), error);
}

/* The parent of an island whose home is here speaks of worlds of another: [count][L]. Nobody has
 * told it anything before. */
static int speak_abroad(struct sw_generation *generation, const struct sw_breeding *breeding,
                        uint32_t speaker, uint32_t island, const uint32_t *world, uint32_t count,
                        uint8_t *words, struct sw_error *error)
{
    const struct sw_game *game = sw_game_row(sw_generation_phase(breeding)->game);
    struct sw_strangers *strangers = generation->strangers;
    uint32_t L = generation->settings->language.length;
    int result;

    strangers->chosen->worlds = count;
    result = show_chosen(generation, breeding, island, world, error);
    if (result == 0)
        result = sw_life_utter(
            generation->life, sw_breeding_island(breeding, speaker)->parent[0].weights,
            strangers->chosen, sw_game_speaker(game), false, strangers->answer, error);
    strangers->chosen->worlds = strangers->whole->worlds = strangers->worlds;
    for (uint32_t i = 0; i < count && result == 0; i++)
        memcpy(words + (size_t)i * L, strangers->answer[i].said, L);
    return result;
}

/* What a stranger says of an island's worlds. */
struct visit {
    uint32_t island, speaker, count; /* count: of worlds that it speaks of */
    uint32_t home, first, end;       /* ranks: who speaks, and who hosts those who listen */
    uint8_t *words;                  /* [count][L] */
};

/* The visits that begin or end here, in the order of islands: into `visit`, if it is not NULL. */
static uint32_t list_visits(const struct sw_generation *generation,
                            const struct sw_breeding *breeding, struct visit *visit)
{
    const struct sw_hosting *hosting = &generation->hosting;
    uint32_t visits = 0;

    for (uint32_t island = 0; island < generation->islands; island++) {
        struct visit one = {.island = island,
                            .count = choose_worlds(generation, breeding, island, NULL)};
        uint32_t end;

        if (one.count == 0)
            continue;
        one.speaker = stranger_of(generation, breeding, island);
        sw_hosting_ranks(hosting, one.speaker, &one.home, &end);
        sw_hosting_ranks(hosting, island, &one.first, &one.end);
        if (one.home != hosting->rank && !sw_hosting_here(hosting, island))
            continue;
        if (visit != NULL)
            visit[visits] = one;
        visits++;
    }
    return visits;
}

/* The letters of visits from here and to here: into `letter`, if it is not NULL. */
static uint32_t list_letters(const struct sw_generation *generation, const struct visit *visit,
                             uint32_t visits, struct sw_letter *letter)
{
    uint32_t letters = 0, me = generation->hosting.rank;

    for (uint32_t i = 0; i < visits; i++)
        for (uint32_t rank = visit[i].first; rank < visit[i].end; rank++) {
            bool incoming = rank == me;

            if (rank == visit[i].home || (visit[i].home != me && !incoming))
                continue;
            if (letter != NULL)
                letter[letters] = (struct sw_letter){
                    .peer = incoming ? visit[i].home : rank,
                    .incoming = incoming,
                    .bytes = visit[i].words,
                    .size = visit[i].count * (size_t)generation->settings->language.length};
            letters++;
        }
    return letters;
}

/* The strangers whose home is here speak. */
static int visit_abroad(struct sw_generation *generation, const struct sw_breeding *breeding,
                        const struct visit *visit, uint32_t visits, uint32_t *world,
                        struct sw_error *error)
{
    for (uint32_t i = 0; i < visits; i++) {
        uint32_t count = visit[i].count;

        if (visit[i].home != generation->hosting.rank)
            continue;
        choose_worlds(generation, breeding, visit[i].island, world);
        if (speak_abroad(generation, breeding, visit[i].speaker, visit[i].island, world, count,
                         visit[i].words, error) != 0)
            return -1;
    }
    return 0;
}

/* Who listens here hears the stranger of its island instead of its partner. */
static int hear_strangers(struct sw_generation *generation, const struct sw_breeding *breeding,
                          const struct visit *visit, uint32_t visits, uint32_t *world,
                          struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    uint32_t L = settings->language.length, worlds = (uint32_t)settings->life.worlds;

    for (uint32_t i = 0; i < visits; i++) {
        uint64_t first = (uint64_t)visit[i].island * generation->litters;
        uint64_t end = first + generation->litters;

        for (size_t token = 0; token < (size_t)visit[i].count * L; token++)
            if (visit[i].words[token] >= settings->language.vocabulary)
                return sw_fail(error, SW_EXIT_INTERNAL,
                               "rank %u sent a word that is none of language.vocabulary",
                               visit[i].home);
        choose_worlds(generation, breeding, visit[i].island, world);
        first = first > generation->hosting.first ? first : generation->hosting.first;
        end = end < generation->hosting.end ? end : generation->hosting.end;
        for (uint64_t litter = first; litter < end; litter++) {
            uint8_t *heard = generation->heard + sw_utterances_at(generation, litter);

            for (uint32_t row = 0; row < SW_LITTER_MEMBERS; row++)
                for (uint32_t k = 0; k < visit[i].count; k++)
                    memcpy(heard + ((size_t)row * worlds + world[k]) * L,
                           visit[i].words + (size_t)k * L, L);
        }
    }
    return 0;
}

/* Collective. Strangers speak where they live, and their words alone cross ranks. */
static int meet_strangers(struct sw_generation *generation, const struct sw_breeding *breeding,
                          struct sw_error *error)
{
    static const char doing[] = "hearing strangers";
    uint32_t worlds = (uint32_t)generation->settings->life.worlds, letters;
    uint32_t visits = list_visits(generation, breeding, NULL);
    size_t each = (size_t)worlds * (size_t)generation->settings->language.length;
    struct visit *visit = sw_allocate(visits + 1, sizeof *visit, doing, error);
    uint8_t *words = sw_allocate(visits * each + 1, 1, doing, error);
    uint32_t *world = sw_allocate(worlds, sizeof *world, doing, error);
    struct sw_letter *letter = NULL;
    int failed = visit == NULL || words == NULL || world == NULL ||
                 (visits > 0 && make_strangers(generation, error) != 0);

    if (!failed) {
        list_visits(generation, breeding, visit);
        for (uint32_t i = 0; i < visits; i++)
            visit[i].words = words + i * each;
        letter = sw_allocate(list_letters(generation, visit, visits, NULL) + 1, sizeof *letter,
                             doing, error);
        failed =
            letter == NULL || visit_abroad(generation, breeding, visit, visits, world, error) != 0;
    }
    letters = failed ? 0 : list_letters(generation, visit, visits, letter);
    if (generation->exchange->ranks > 1)
        failed = sw_exchange_letters(generation->exchange, SW_TRAFFIC_TOKENS, failed, letter,
                                     letters, error);
    if (failed == 0)
        failed = hear_strangers(generation, breeding, visit, visits, world, error);
    free(visit);
    free(words);
    free(world);
    free(letter);
    return sw_exchange_agree(generation->exchange, failed, error);
}

/* Whether some island can hear a stranger in this generation. */
static bool strangers_speak(const struct sw_generation *generation,
                            const struct sw_breeding *breeding)
{
    for (uint32_t i = 0; i < generation->islands && generation->islands > 1; i++)
        if (sw_schedule_at(breeding->breeder->schedule, breeding->generation, i)->language.contact >
            0)
            return true;
    return false;
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
                       sw_settings_words(settings), settings->run.seed,
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
    if (sw_channel_carries((enum sw_channel_mode)phase->channel) &&
        strangers_speak(generation, breeding) && meet_strangers(generation, breeding, error) != 0)
        return -1;
    if (phase->channel == SW_CHANNEL_SHUFFLED)
        shuffle_worlds(generation, breeding->generation);
    if (phase->channel == SW_CHANNEL_CONSTANT)
        for (uint64_t litter = generation->hosting.first; litter < generation->hosting.end;
             litter++)
            sw_channel_constant(generation->heard + sw_utterances_at(generation, litter),
                                SW_LITTER_MEMBERS * each);
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
