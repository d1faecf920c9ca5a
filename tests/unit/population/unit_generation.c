/* A generation on one process against the same seats served by hand: who hears whom, what channels
 * deliver, and how seats' scores become members' scores. */
#include "population/generation.h"

#include "lang/ambiguity.h"
#include "lang/disturbance.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

enum { WORLDS = 5, MEMBERS = 72, ISLANDS = 2, ROOM = 96 };

static struct fixture f;
static struct sw_worlds *worlds;
static struct sw_exchange exchange;
static struct sw_breeding breeding;
static struct sw_generation generation;

static void create(struct sw_generation *out)
{
    ck_assert_msg(sw_generation_create(out, &f.settings, &f.layout, worlds, &exchange, &f.error) ==
                      0,
                  "%s", f.error.text);
}

/* What becomes of speech: as the defaults, or not. */
static const char *const calm[5] = {"language.end=no", "language.cost=0", "language.noise=0",
                                    "language.deafness=0", "language.contact=0"};
static const char *const stormy[5] = {"language.end=yes", "language.cost=3", "language.noise=0.2",
                                      "language.deafness=0.3", "language.contact=0.4"};
static const char *const *weather = calm;

static void set_up(const char *a, const char *b, const char *c, const char *d)
{
    struct sw_worlds_settings settings;

    fixture_settings(&f, "run.islands=2", "life.worlds=5", "phase1.game=rule-relay",
                     "phase1.evolve=all", "phase1.strength=0.3", "language.ambiguity=2",
                     "selection.scheme=truncation", "selection.pressure=0.9", weather[0],
                     weather[1], weather[2], weather[3], weather[4], a, b, c, d, NULL);
    settings = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
    sw_exchange_alone(&exchange);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    create(&generation);
}

static void tear_down(void)
{
    sw_generation_destroy(&generation);
    sw_breeding_end(&breeding);
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}

/* One island's seats by hand. */
struct seats {
    struct sw_life *life;
    struct sw_batch *batch;
    struct sw_noise *noise;
    uint8_t said[ROOM][WORLDS][8], heard[ROOM][WORLDS][8]; /* L tokens used */
    uint8_t strange[WORLDS][8];                            /* what a stranger says */
    bool contact[WORLDS];                                  /* where it is heard */
    float edited[ROOM];
};

/* Runs `speak` or edits, litter by litter, with tokens packed as lives want them. */
static void serve(struct seats *seats, uint32_t number, const struct sw_seat *seat, bool speak,
                  bool hears)
{
    const struct sw_disturbance how = {f.settings.language.noise, f.settings.language.deafness,
                                       f.settings.language.end};
    const struct sw_island *island = &breeding.island[number];
    uint32_t L = f.settings.language.length;
    uint8_t *tokens = calloc(32 * WORLDS, L);

    for (uint32_t litter = 0; litter < 3; litter++) {
        struct sw_brood brood = {.weights = island->parent[island->parent_of[litter]].weights,
                                 .noise = (const struct sw_noise *const *)&seats->noise,
                                 .litters = 1};

        sw_litter_noise(&f.breeder, &island->births.litter[litter],
                        sw_litter_pairs(&f.settings, litter), seats->noise);
        for (uint32_t i = 0; i < 32 * WORLDS; i++)
            memcpy(tokens + i * L, seats->heard[litter * 32 + i / WORLDS][i % WORLDS], L);
        if (hears)
            sw_disturb(&how, tokens, 32 * WORLDS, L, f.settings.language.vocabulary, 1,
                       breeding.generation * ISLANDS * 3 + number * 3 + litter);
        if (speak)
            ck_assert_int_eq(
                sw_life_speak(seats->life, &brood, seats->batch, seat, NULL, tokens, &f.error), 0);
        else
            ck_assert_int_eq(sw_life_edit(seats->life, &brood, seats->batch, seat,
                                          (enum sw_fitness_id)f.settings.phase[0].fitness,
                                          hears ? tokens : NULL, seats->edited + litter * 32,
                                          &f.error),
                             0);
        for (uint32_t i = 0; i < 32 * WORLDS && speak; i++)
            memcpy(seats->said[litter * 32 + i / WORLDS][i % WORLDS], tokens + i * L, L);
    }
    free(tokens);
}

/* Whom slot `i` listens to. */
static uint32_t speaker_of(uint32_t island, uint32_t i)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_SEATING, breeding.generation, island);
    uint32_t bits = sw_dice_bits(&dice), first = i / 32 * 32;
    uint64_t count = MEMBERS - first < 32 ? MEMBERS - first : 32;

    if (f.settings.life.partner == SW_PARTNER_SIBLING)
        return first + (uint32_t)((i - first + 1 + (bits * (count - 1) >> 32)) % count);
    return f.settings.life.partner == SW_PARTNER_SELF
               ? i
               : (uint32_t)((i + 1 + ((uint64_t)bits * (MEMBERS - 1) >> 32)) % MEMBERS);
}

static uint32_t listener_of(uint32_t island, uint32_t i)
{
    uint32_t listener = 0;

    while (speaker_of(island, listener) != i)
        listener++;
    return listener;
}

/* The first parent of the other island speaks of all worlds, and is heard of some. */
static void meet_stranger(struct seats *seats, uint32_t number, const struct sw_seat *seat)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_CONTACT, breeding.generation, number);
    struct sw_answer *answer = calloc(WORLDS, sizeof *answer);

    ck_assert_int_eq(sw_life_utter(seats->life, breeding.island[1 - number].parent[0].weights,
                                   seats->batch, seat, false, answer, &f.error),
                     0);
    for (uint32_t w = 0; w < WORLDS; w++) {
        memcpy(seats->strange[w], answer[w].said, 8);
        seats->contact[w] = sw_dice_unit(&dice) < (float)f.settings.language.contact;
    }
    free(answer);
}

/* Slot `i` listens to its partner, or to a stranger, of world `source[w]` or of the same. */
static void deliver(struct seats *seats, uint32_t number, bool self, const uint32_t *source)
{
    for (uint32_t i = 0; i < MEMBERS; i++)
        for (uint32_t w = 0; w < WORLDS; w++)
            memcpy(seats->heard[i][w],
                   seats->contact[source[w]]
                       ? seats->strange[source[w]]
                       : seats->said[self ? i : speaker_of(number, i)][source[w]],
                   8);
}

static void check_island(uint32_t number)
{
    const struct sw_phase *phase = &f.settings.phase[0];
    const struct sw_game *game = sw_game_row(phase->game);
    struct sw_batch_needs needs = {.shows = SW_SHOWN_CANVAS,
                                   .classes = true,
                                   .teachers = phase->fitness == SW_FITNESS_LIKELIHOOD};
    struct seats *seats = calloc(1, sizeof *seats);
    uint32_t source[WORLDS] = {0, 1, 2, 3, 4}, L = f.settings.language.length;
    bool talks = game->seats == 2 && phase->channel != SW_CHANNEL_SILENT;

    seats->life = sw_life_create(&f.layout, "portable", &f.action_set,
                                 sw_settings_ticks(&f.settings), &f.error);
    seats->life->ends = f.settings.language.end;
    seats->batch = sw_batch_create(WORLDS, &f.error);
    seats->noise = sw_noise_create(&f.layout, &f.error);
    ck_assert_int_eq(sw_batch_life(seats->batch, worlds, 1, breeding.generation, number, ISLANDS,
                                   needs, &f.error),
                     0);
    if (talks) {
        serve(seats, number, phase->channel == SW_CHANNEL_SELF ? &game->seat[1] : &game->seat[0],
              true, false);
        if (phase->channel == SW_CHANNEL_SHUFFLED)
            sw_channel_shuffle(1, breeding.generation, number, WORLDS, source);
        /* Talking to oneself has no partner. */
        if (f.settings.language.contact > 0 && phase->channel != SW_CHANNEL_SELF)
            meet_stranger(seats, number, &game->seat[0]);
        deliver(seats, number, phase->channel == SW_CHANNEL_SELF, source);
        for (uint32_t i = 0; i < MEMBERS && phase->channel == SW_CHANNEL_CONSTANT; i++)
            memset(seats->heard[i], 1, sizeof seats->heard[i]);
    }
    serve(seats, number, &game->seat[game->seats - 1], false, talks);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        /* Member i edits in its own seat; it speaks to whoever hears it. */
        float score = seats->edited[i];
        uint8_t tokens[WORLDS * 8];
        float said = 0;

        if (game->seats == 2 && listener_of(number, i) != i)
            score = 0.5f * (score + seats->edited[listener_of(number, i)]);
        for (uint32_t w = 0; w < WORLDS; w++)
            memcpy(tokens + w * L, seats->said[i][w], L);
        for (uint32_t t = 0; t < WORLDS * L; t++)
            said += tokens[t] != 0;
        if (talks)
            score -= (float)f.settings.language.ambiguity *
                         sw_ambiguity(tokens, L, seats->batch->class_of, WORLDS) +
                     (float)f.settings.language.cost * said / (float)(L * WORLDS);
        ck_assert_msg(generation.score[number * MEMBERS + i] == score,
                      "island %u, member %u: %.9g, by hand %.9g", number, i,
                      (double)generation.score[number * MEMBERS + i], (double)score);
    }
    sw_life_destroy(seats->life);
    sw_batch_destroy(seats->batch);
    sw_noise_destroy(seats->noise);
    free(seats);
}

static const char *const channels[] = {"phase1.channel=normal", "phase1.channel=shuffled",
                                       "phase1.channel=self", "phase1.channel=silent",
                                       "phase1.channel=constant"};

enum { CHANNELS = sizeof channels / sizeof *channels };

START_TEST(seats_are_served_as_by_hand)
{
    static const char *const partners[] = {"life.partner=self", "life.partner=other",
                                           "life.partner=sibling"};
    static const char *const evolves[] = {"phase1.evolve=all", "phase1.evolve=language",
                                          "phase1.evolve=speech"};

    for (int partner = 0; partner < 3; partner++) {
        set_up(channels[_i % CHANNELS], partners[partner], evolves[_i / CHANNELS], NULL);
        for (uint32_t i = 0; i < 3; i++) {
            ck_assert_msg(sw_generation_live(&generation, &breeding, &f.error) == 0, "%s",
                          f.error.text);
            for (uint32_t island = 0; island < ISLANDS; island++)
                check_island(island);
            ck_assert_int_eq(sw_breeding_advance(&breeding,
                                                 &(struct sw_lived){.score = generation.score,
                                                                    .noise = generation.noise},
                                                 &f.error),
                             0);
        }
        tear_down();
    }
}
END_TEST

/* The same where token 0 ends what is said, and words are lost and changed. */
START_TEST(so_they_are_in_a_storm)
{
    weather = stormy;
    set_up(channels[_i % CHANNELS], _i / CHANNELS == 0 ? "life.partner=self" : "life.partner=other",
           _i % 2 == 0 ? "phase1.evolve=all" : "phase1.evolve=speech", NULL);
    for (uint32_t i = 0; i < 2; i++) {
        ck_assert_msg(sw_generation_live(&generation, &breeding, &f.error) == 0, "%s",
                      f.error.text);
        for (uint32_t island = 0; island < ISLANDS; island++)
            check_island(island);
        ck_assert_int_eq(sw_breeding_advance(&breeding,
                                             &(struct sw_lived){.score = generation.score,
                                                                .noise = generation.noise},
                                             &f.error),
                         0);
    }
    tear_down();
    weather = calm;
}
END_TEST

START_TEST(solo_and_rewards_too)
{
    static const char *const fitnesses[] = {"phase1.fitness=likelihood", "phase1.fitness=progress",
                                            "phase1.fitness=exact"};

    set_up("phase1.game=solo", "life.partner=other", fitnesses[_i], NULL);
    ck_assert_int_eq(sw_generation_live(&generation, &breeding, &f.error), 0);
    for (uint32_t island = 0; island < ISLANDS; island++)
        check_island(island);
    tear_down();
}
END_TEST

/* What was lived before leaves no trace: else a run that resumes would not be the run that never
 * stopped. */
START_TEST(a_generation_depends_on_nothing_before_it)
{
    static const char *const sets[] = {"phase2.from=2",          "phase2.channel=silent",
                                       "phase2.game=rule-relay", "phase3.from=4",
                                       "phase3.game=solo",       "phase4.from=5",
                                       "phase4.game=rule-relay", "phase4.channel=self"};

    set_up("life.partner=other", NULL, NULL, NULL);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &f.settings, sets[i], &f.error),
                         0);
    ck_assert_msg(sw_settings_check(&f.settings, &f.error) == 0, "%s", f.error.text);
    for (uint32_t i = 0; i < 7; i++) {
        struct sw_generation fresh;

        ck_assert_int_eq(sw_generation_live(&generation, &breeding, &f.error), 0);
        create(&fresh);
        ck_assert_int_eq(sw_generation_live(&fresh, &breeding, &f.error), 0);
        ck_assert_msg(
            memcmp(fresh.score, generation.score, ISLANDS * MEMBERS * sizeof *fresh.score) == 0,
            "generation %u", i);
        sw_generation_destroy(&fresh);
        ck_assert_int_eq(sw_breeding_advance(&breeding,
                                             &(struct sw_lived){.score = generation.score,
                                                                .noise = generation.noise},
                                             &f.error),
                         0);
    }
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("generation");
    TCase *t = tcase_create("generation");

    tcase_add_loop_test(t, seats_are_served_as_by_hand, 0, 3 * CHANNELS);
    tcase_add_loop_test(t, so_they_are_in_a_storm, 0, 2 * CHANNELS);
    tcase_add_loop_test(t, solo_and_rewards_too, 0, 3);
    tcase_add_test(t, a_generation_depends_on_nothing_before_it);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
