/* unit_corpus.c - what is found of speakers and listeners whose tongues and ears are known. */
#include "dialogue/language.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdlib.h>

enum { PUZZLES = 60 };

static struct fixture f;
static struct sw_seated seated;
static struct sw_worlds *worlds;
static struct sw_corpus corpus;
static struct sw_language language;

/* A founder, seated without a run. */
static void begin(const char *set)
{
    struct sw_worlds_settings settings;

    fixture_settings(&f, "worlds.laws=mirror,gravity,fill", "agent.experts=1", set, NULL);
    settings = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
    memset(&seated, 0, sizeof seated);
    seated.archive.settings = f.settings;
    seated.archive.layout = f.layout;
    seated.life = sw_life_create(&f.layout, "portable", &f.action_set, 4, &f.error);
    ck_assert_ptr_nonnull(seated.life);
    seated.life->ends = f.settings.language.end;
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &seated.member, &f.error), 0);
}

static void end(void)
{
    sw_corpus_clear(&corpus);
    sw_individual_free(&seated.member);
    sw_life_destroy(seated.life);
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}

/* Sets all weights of a tensor that count. */
static void fill(enum sw_tensor_id id, float value)
{
    const struct sw_tensor *tensor = &f.layout.tensor[id];

    for (uint32_t row = 0; row < tensor->rows; row++)
        for (uint32_t column = 0; column < tensor->columns; column++)
            seated.member.weights[tensor->offset + (size_t)row * tensor->stride + column] = value;
}

static void talk(void)
{
    enum sw_game_id game = sw_game_with_words(SW_GAME_SOLO);

    ck_assert_msg(sw_corpus_collect(&corpus, &seated, &seated, worlds, game, 1, PUZZLES, false,
                                    &f.error) == 0,
                  "%s", f.error.text);
    ck_assert_msg(sw_corpus_probe(&corpus, &seated, game, &f.error) == 0, "%s", f.error.text);
    ck_assert_int_eq(sw_language_measure(&corpus, 50, &language, &f.error), 0);
}

static void deafen(void)
{
    fill(SW_HEARING_TABLE, 0);
    fill(SW_HEARING_BIAS, 0);
}

/* Whatever the channel does, it does the same. */
START_TEST(a_deaf_listener)
{
    begin(NULL);
    deafen();
    talk();
    ck_assert_uint_eq(corpus.count, PUZZLES);
    ck_assert_uint_gt(corpus.messages, 1);
    for (uint32_t i = 0; i < PUZZLES; i++)
        for (uint32_t way = 0; way < SW_WAY_ORACLE; way++)
            ck_assert(corpus.saying[i].exact[way] == corpus.saying[i].exact[SW_WAY_NORMAL]);
    ck_assert_double_eq(corpus.influences.bits.mean, 0);
    ck_assert_double_eq(corpus.influences.flips, 0);
    ck_assert_double_gt(corpus.influences.entropy, 0);
    ck_assert(!language.held[SW_CONDITION_SHUFFLED]);
    ck_assert(!language.held[SW_CONDITION_SELF]);
    ck_assert(!language.held[SW_CONDITION_INFLUENCE]);
    ck_assert(!language.carries);
    end();
}
END_TEST

/* It hears, and does something else for most of what it hears. */
START_TEST(a_listener_that_hears)
{
    const struct sw_tensor *table;
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 8, 0);

    begin(NULL);
    table = &f.layout.tensor[SW_HEARING_TABLE];
    for (uint32_t row = 0; row < table->rows; row++)
        for (uint32_t column = 0; column < table->columns; column++)
            seated.member.weights[table->offset + (size_t)row * table->stride + column] =
                8 * (sw_dice_unit(&dice) - 0.5f);
    talk();
    ck_assert_double_gt(corpus.influences.bits.mean, 0.5);
    ck_assert_double_le(corpus.influences.bits.mean, corpus.influences.entropy + 1e-9);
    ck_assert_double_gt(corpus.influences.flips, 0.2);
    ck_assert(language.held[SW_CONDITION_INFLUENCE]);
    ck_assert_uint_gt(corpus.swaps.count, 0);
    ck_assert_double_gt(corpus.swaps.chance, 0);
    end();
}
END_TEST

/* Who always says the same tells nothing. */
START_TEST(a_constant_speaker)
{
    begin(NULL);
    fill(SW_SPEECH_HEAD, 0);
    fill(SW_SPEECH_HEAD_BIAS, 0);
    talk();
    ck_assert_uint_eq(corpus.messages, 1);
    ck_assert_uint_eq(corpus.rules, 10);
    for (uint32_t i = 0; i < PUZZLES; i++) {
        ck_assert(corpus.saying[i].exact[SW_WAY_NORMAL] == corpus.saying[i].exact[SW_WAY_SHUFFLED]);
        ck_assert(corpus.saying[i].exact[SW_WAY_NORMAL] == corpus.saying[i].exact[SW_WAY_CONSTANT]);
    }
    ck_assert_double_eq(language.rule.plain, 0);
    ck_assert(language.topography.constant);
    ck_assert(language.positional.unknown);
    ck_assert(language.bag.unknown);
    ck_assert_uint_eq(corpus.swaps.count, 0); /* nobody says anything else */
    ck_assert(!language.held[SW_CONDITION_DECODER]);
    ck_assert(!language.carries);
    ck_assert_double_eq_tol(language.synonyms, 1, 1e-12);
    end();
}
END_TEST

/* The choices that rules differ in, by name. */
START_TEST(attributes_of_rules)
{
    char text[160];
    bool direction = false;

    begin(NULL);
    talk();
    for (uint32_t a = 0; a < corpus.attributes; a++)
        direction |= strcmp(corpus.attribute_name[a], "direction") == 0;
    ck_assert(direction);
    ck_assert_uint_eq(corpus.attributes, 4); /* law, direction, axis, colour */
    for (uint32_t rule = 0; rule < corpus.rules; rule++) {
        const struct sw_saying *saying = &corpus.saying[corpus.rule_at[rule]];
        char name[160], parameters[160];

        sw_corpus_law_name(&corpus, saying, text, sizeof text);
        ck_assert_str_eq(text, sw_corpus_choice(&corpus, corpus.rule_at[rule], 0));
        sw_corpus_rule_name(&corpus, saying, name, sizeof name);
        sw_corpus_parameters(&corpus, saying, parameters, sizeof parameters);
        ck_assert_str_eq(strchr(name, '.') + 1, strchr(parameters, '=') + 1);
    }
    end();
}
END_TEST

/* Where token 0 ends what is said, all are closed, and lengths that differ do not pass. */
START_TEST(messages_that_end)
{
    bool differ = false;

    begin("language.end=yes");
    talk();
    for (uint32_t i = 0; i < PUZZLES; i++) {
        const uint8_t *said = corpus.saying[i].said;
        uint32_t length = sw_utterance_said(said, corpus.length);

        for (uint32_t t = length; t < corpus.length; t++)
            ck_assert_uint_eq(said[t], 0);
        differ |= length != sw_utterance_said(corpus.saying[0].said, corpus.length);
    }
    ck_assert(language.held[SW_CONDITION_FORM] == !differ);
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("corpus");
    TCase *c = tcase_create("corpus");

    tcase_add_test(c, a_deaf_listener);
    tcase_add_test(c, a_listener_that_hears);
    tcase_add_test(c, a_constant_speaker);
    tcase_add_test(c, attributes_of_rules);
    tcase_add_test(c, messages_that_end);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
