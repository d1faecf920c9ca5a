/* unit_modes.c - measures of evolution and of speech in the wild: histories whose MODES are known,
 * behaviours situation by situation, what words tell, and that listening changes nothing. */
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "wild/wild_modes.h"
#include "wild/wild_speech.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct sw_wild_settings settings_of(const char *const *set, uint32_t sets)
{
    struct sw_wild_settings settings;
    struct sw_error error = {0};

    ck_assert_int_eq(sw_wild_settings_read(NULL, set, sets, &settings, &error), 0);
    return settings;
}

/* ---- MODES ---- */

enum { PAGES = 14, IDS = 5, A = 100, B, C, D };

/* 1 and 2 do A and live up to tick 95; 3 does B and dies without children; 4 does C and dies, and
 * its child 5 does D and lives. Pages are 10 ticks. */
static const struct sw_wild_birth births[IDS] = {{.id = 1, .tick = 0, .hash = 7},
                                                 {.id = 2, .tick = 0, .hash = 7},
                                                 {.id = 3, .tick = 0, .hash = 8},
                                                 {.id = 4, .tick = 0, .hash = 9},
                                                 {.id = 5, .parent = 4, .tick = 22, .hash = 9}};
static const struct sw_wild_death deaths[] = {
    {.id = 3, .tick = 25}, {.id = 4, .tick = 30}, {.id = 1, .tick = 95}, {.id = 2, .tick = 95}};
static const struct sw_wild_behaviour behaviours[IDS + 1] = {{0, 0}, {A, 3}, {A, 5},
                                                             {B, 9}, {C, 1}, {D, 2}};

static void measure(const struct sw_wild_death *death, uint64_t count,
                    struct sw_wild_modes modes[PAGES])
{
    struct sw_wild_history history = {.births = 0};
    struct sw_wild_figures figures[PAGES] = {{.tick = 0}};
    struct sw_error error = {0};

    history.settings = settings_of(NULL, 0);
    for (int i = 0; i < IDS; i++)
        ck_assert_int_eq(sw_wild_history_birth(&history, &births[i], &error), 0);
    for (uint64_t i = 0; i < count; i++)
        ck_assert_int_eq(sw_wild_history_death(&history, &death[i], &error), 0);
    for (uint64_t page = 0; page < PAGES; page++)
        figures[page].tick = 10 * page;
    history.figures = figures;
    history.pages = PAGES;
    ck_assert_int_eq(sw_wild_modes(&history, behaviours, modes, &error), 0);
    history.figures = NULL;
    sw_wild_history_free(&history);
}

#define TWO_TO_ONE 0.91829583405448951 /* bits of 2/3 and 1/3 */

START_TEST(modes_of_a_known_history)
{
    struct sw_wild_modes modes[PAGES];

    measure(deaths, 4, modes);
    for (int page = 0; page < 5; page++)
        ck_assert(!modes[page].known && !modes[page].compared);
    ck_assert_uint_eq(modes[1].diets, 3);
    ck_assert_double_eq_tol(modes[1].diversity, 1.5, 1e-12); /* A twice, B, C */
    ck_assert_double_eq_tol(modes[1].genomes, 1.5, 1e-12);   /* 7 twice, 8, 9 */
    ck_assert_double_eq_tol(modes[4].genomes, TWO_TO_ONE, 1e-12);

    /* Of the founders 1, 2 and, by its child, 4 persist: A, A and C. */
    ck_assert(modes[5].known && !modes[5].compared);
    ck_assert_uint_eq(modes[5].persistent, 3);
    ck_assert_uint_eq(modes[5].novelty, 2);
    ck_assert_uint_eq(modes[5].complexity, 5);
    ck_assert_double_eq_tol(modes[5].ecology, TWO_TO_ONE, 1e-12);
    ck_assert_uint_eq(modes[5].diets, 2);
    ck_assert_double_eq_tol(modes[5].diversity, TWO_TO_ONE, 1e-12);
    ck_assert_double_eq_tol(modes[5].lineages, log2(3), 1e-12); /* of 1, of 2, and 5 of 4 */
    ck_assert_uint_eq(modes[6].novelty, 0);

    /* From page 8 on 5 persists by itself: D is new. */
    ck_assert_uint_eq(modes[7].novelty, 0);
    ck_assert_uint_eq(modes[8].novelty, 1);
    ck_assert_uint_eq(modes[8].persistent, 3);

    /* Only 5 lives: D was not among A and C of five pages before, and is from page 13 on. */
    ck_assert(!modes[9].compared && modes[10].compared);
    ck_assert_uint_eq(modes[10].persistent, 1);
    ck_assert_uint_eq(modes[10].change, 1);
    ck_assert_uint_eq(modes[10].novelty, 0);
    ck_assert_uint_eq(modes[10].complexity, 2);
    ck_assert_double_eq(modes[10].ecology, 0);
    ck_assert_double_eq(modes[10].genomes, 0);
    ck_assert_double_eq(modes[10].lineages, 0);
    ck_assert_uint_eq(modes[12].change, 1);
    ck_assert_uint_eq(modes[13].change, 0);
}
END_TEST

START_TEST(modes_of_who_died_out)
{
    struct sw_wild_death all[5];
    struct sw_wild_modes modes[PAGES];

    memcpy(all, deaths, sizeof deaths);
    all[4] = (struct sw_wild_death){.id = 5, .tick = 101};
    measure(all, 5, modes);
    ck_assert(modes[10].known && !modes[11].known);
    ck_assert_uint_eq(modes[11].diets, 0);
    ck_assert_uint_eq(modes[13].persistent, 0);
}
END_TEST

/* ---- behaviours ---- */

/* One situation by itself: rows of other situations say nothing. first: an event in the tick
 * before, -1: there was no tick before. */
static uint8_t act_of(struct sw_wild_life *life, const float *weights, int first, uint32_t place,
                      uint32_t kind, uint32_t level)
{
    struct sw_body_percept percept;
    uint8_t act;

    sw_body_mind_begin(life->mind, weights, 1, SW_CONTROL_NONE);
    if (first >= 0) {
        sw_wild_show(0, SW_WILD_KINDS, level, &percept);
        percept.event = (uint8_t)first;
        sw_body_mind_think(life->mind, &percept, &act, NULL);
    }
    sw_wild_show(place, kind, level, &percept);
    sw_body_mind_think(life->mind, &percept, &act, NULL);
    return act;
}

static struct sw_wild_behaviour behave_one_by_one(struct sw_wild_life *life, const float *weights)
{
    static const uint8_t place[] = {7, 17, 11, 13};
    struct sw_wild_behaviour behaviour = {0};
    uint8_t act[SW_WILD_SITUATIONS];
    uint32_t n = 0;

    for (uint32_t level = 0; level < SW_WILD_LEVELS; level += SW_WILD_LEVELS - 1) {
        uint8_t nothing = act[n++] = act_of(life, weights, -1, 0, SW_WILD_KINDS, level);

        for (uint32_t kind = 0; kind < SW_WILD_KINDS; kind++)
            for (int i = 0; i < 4; i++) {
                act[n] = act_of(life, weights, -1, place[i], kind, level);
                behaviour.responses += act[n++] != nothing;
            }
    }
    for (int fed = 0; fed < 2; fed++)
        for (uint32_t colour = 0; colour < SW_WILD_COLOURS; colour++)
            for (int i = 0; i < 4; i++) {
                int event = SW_WILD_EATEN + 2 * (int)colour + fed;

                act[n] = act_of(life, weights, event, place[i], colour, 0);
                behaviour.responses +=
                    act[n++] != act_of(life, weights, SW_WILD_NOTHING, place[i], colour, 0);
            }
    ck_assert_uint_eq(n, SW_WILD_SITUATIONS);
    for (uint32_t i = 0; i < 2 * SW_WILD_KINDS + 2 * SW_WILD_COLOURS; i++) {
        /* In front of each level stands what is done where nothing is seen. */
        uint32_t first = 4 * i + (i < SW_WILD_KINDS ? 1 : 2), went = 0;

        for (uint32_t k = 0; k < 4; k++)
            went += act[first + k] == 1 + k;
        behaviour.diet |= (uint64_t)(went > 2) << i;
    }
    behaviour.diet |= SW_WILD_KNOWN;
    return behaviour;
}

START_TEST(a_behaviour_is_one_act_a_situation)
{
    const char *const set[] = {"wild.strength=2", "wild.bodies=20", "wild.speech=normal"};
    struct sw_wild_settings settings = settings_of(set, 3);
    struct sw_error error = {0};
    struct sw_wild_life *life = sw_wild_life_create(&settings, &error);
    uint64_t responses = 0, before = 0, changes = 0;
    uint32_t last = 0;

    ck_assert_ptr_nonnull(life);
    for (uint64_t id = 1; id <= 100; id++) {
        uint32_t home =
            id % 10 == 1 ? sw_wild_life_found(life, id) : sw_wild_life_bear(life, last, id);
        const float *weights = sw_wild_life_weights(life, home);
        struct sw_wild_behaviour one = behave_one_by_one(life, weights),
                                 all = sw_wild_behave(life->mind, weights);

        ck_assert_uint_eq(all.diet, one.diet);
        ck_assert_uint_eq(all.responses, one.responses);
        responses += all.responses;
        changes += all.diet != before;
        before = all.diet;
        last = home;
    }
    ck_assert_uint_gt(responses, 20);
    ck_assert_uint_gt(changes, 3);
    memset(sw_wild_life_weights(life, 0), 0, life->layout.floats * sizeof(float));
    ck_assert_uint_eq(sw_wild_behave(life->mind, sw_wild_life_weights(life, 0)).responses, 0);
    sw_wild_life_destroy(life);
}
END_TEST

/* ---- speech ---- */

START_TEST(what_words_tell)
{
    uint64_t count[SW_WILD_SITUATED][SW_WILD_WORDS] = {{0}};

    for (uint32_t i = 0; i < 4; i++)
        count[i][7 - i] = 10;
    ck_assert_double_eq_tol(sw_wild_information(count), 2, 1e-12);
    for (uint32_t i = 0; i < 4; i++)
        for (uint32_t word = 4; word < 8; word++)
            count[i][word] = i + 1;
    ck_assert_double_eq_tol(sw_wild_information(count), 0, 1e-12);
    memset(count, 0, sizeof count);
    ck_assert_double_eq(sw_wild_information(count), 0);
    /* A channel of two words that errs once in ten: 1 - H(0.1). */
    count[0][0] = count[10][7] = 9;
    count[0][7] = count[10][0] = 1;
    ck_assert_double_eq_tol(sw_wild_information(count), 0.53100440641, 1e-9);
}
END_TEST

static const char *const talking[] = {"wild.width=24",      "wild.height=24",     "wild.plants=200",
                                      "wild.bodies=40",     "wild.divide=220",    "wild.growth=4",
                                      "wild.strength=0.05", "wild.speech=normal", "wild.least=20"};
enum { TALKING = sizeof talking / sizeof *talking };

static uint64_t sum_of(uint64_t (*count)[SW_WILD_WORDS], uint32_t word)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < SW_WILD_SITUATED; i++)
        sum += count[i][word];
    return sum;
}

START_TEST(listening_changes_nothing)
{
    struct sw_wild_settings settings = settings_of(talking, TALKING);
    struct sw_error error = {0};
    struct sw_wild_life *life = sw_wild_life_create(&settings, &error);
    struct sw_wild_said *said = calloc(1, sizeof *said);
    struct sw_wild_survival once, again, other, hearing[SW_WILD_HEARINGS];
    uint64_t hash, words = 0;

    ck_assert_ptr_nonnull(life);
    for (int64_t i = 0; i < settings.bodies; i++)
        ck_assert_ptr_nonnull(sw_wild_life_arrive(life, 0));
    for (int tick = 0; tick < 100; tick++)
        sw_wild_life_tick(life, NULL);
    hash = sw_wild_hash(life->world);
    ck_assert_int_eq(sw_wild_hear(life, 0, SW_WILD_HEARING, 60, said, &once, &error), 0);
    ck_assert_int_eq(sw_wild_hear(life, 0, SW_WILD_HEARING, 60, NULL, &again, &error), 0);
    ck_assert_int_eq(sw_wild_hear(life, 1, SW_WILD_HEARING, 60, NULL, &other, &error), 0);
    ck_assert_uint_eq(sw_wild_hash(life->world), hash);
    ck_assert_mem_eq(&once, &again, sizeof once);
    ck_assert_mem_ne(&once, &other, sizeof once);

    /* Each body speaks once a tick; a shuffle leaves how often each word was said. */
    for (uint32_t word = 0; word < SW_WILD_WORDS; word++) {
        words += sum_of(said->count[0][0], word);
        for (uint32_t about = 0; about < SW_WILD_ABOUTS; about++)
            for (uint32_t null = 0; null < SW_WILD_NULL_COUNT; null++)
                ck_assert_uint_eq(sum_of(said->count[about][null], word),
                                  sum_of(said->count[0][0], word));
    }
    ck_assert_uint_eq(words, once.body_ticks);
    ck_assert_double_gt(sw_wild_information(said->count[SW_WILD_ABOUT_EVENT][0]),
                        sw_wild_information(said->count[SW_WILD_ABOUT_EVENT][1]));

    /* Who is heard, nobody or another, changes what is done. */
    for (uint32_t h = 0; h < SW_WILD_HEARINGS; h++)
        ck_assert_int_eq(
            sw_wild_hear(life, 0, (enum sw_wild_hearing)h, 60, NULL, &hearing[h], &error), 0);
    ck_assert_mem_ne(&hearing[SW_WILD_HEARING], &hearing[SW_WILD_DEAF], sizeof once);
    ck_assert_mem_ne(&hearing[SW_WILD_HEARING], &hearing[SW_WILD_SHUFFLED], sizeof once);
    ck_assert_mem_ne(&hearing[SW_WILD_DEAF], &hearing[SW_WILD_SHUFFLED], sizeof once);
    free(said);
    sw_wild_life_destroy(life);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("modes");
    TCase *t = tcase_create("modes");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, modes_of_a_known_history);
    tcase_add_test(t, modes_of_who_died_out);
    tcase_add_test(t, a_behaviour_is_one_act_a_situation);
    tcase_add_test(t, what_words_tell);
    tcase_add_test(t, listening_changes_nothing);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
