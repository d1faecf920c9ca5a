/* unit_body_newborn.c - bodies that are born within a life: their genomes, what they think beside a
 * row of their parent's mind, litters and crews beside lives of one genome, and the three scores.
 */
#include "body/body_life.h"
#include "body/body_newborn.h"
#include "body/ranks/body_split.h"
#include "world/body/body_look.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

static struct sw_brain_layout layout;

static struct sw_body_rules rules_of(bool crews, enum sw_body_score score)
{
    struct sw_brain_shape shape = {
        .features = 16,
        .memory = 16,
        .body = sw_body_senses(sw_body_game_find("mortal")),
        .plastic = SW_PLASTIC_DELTA,
        .recalls = true,
        .speaks = true,
    };

    ck_assert_int_eq(sw_brain_layout(&shape, &layout, NULL), 0);
    return (struct sw_body_rules){.game = sw_body_game_find("mortal"),
                                  .worlds = 4,
                                  .ticks = 60,
                                  .complementary = true,
                                  .crews = crews,
                                  .speech = SW_BODY_SPEECH_NORMAL,
                                  .score = score};
}

static float *founder(uint32_t number)
{
    float *weights = calloc(layout.floats, sizeof *weights);

    sw_brain_founder(&layout, 9, number, weights);
    return weights;
}

static const struct sw_body_mutation none = {0, SW_GROUP_ALL}, some = {0.3f, SW_GROUP_ALL};

static bool same_genome(const float *a, const float *b)
{
    return memcmp(a, b, layout.floats * sizeof *a) == 0;
}

START_TEST(a_genome_is_a_function_of_its_birth)
{
    struct sw_body_rules rules = rules_of(false, SW_BODY_SCORE_ENERGY);
    static struct sw_body_world world, other;
    struct sw_body_newborns *born = sw_body_newborns_create(&layout, 8, NULL);
    float *parent = founder(0), *stranger = founder(1);

    sw_body_begin(&world, rules.game, 3, false);
    sw_body_begin(&other, rules.game, 4, false);
    sw_body_newborns_clear(born, some, 0, SW_CONTROL_NONE);
    ck_assert_ptr_null(sw_body_newborns_genome(born, 0));
    sw_body_newborns_bear(born, 0, parent, &world, 5);
    sw_body_newborns_bear(born, 1, parent, &world, 5);
    sw_body_newborns_bear(born, 2, parent, &world, 6);
    sw_body_newborns_bear(born, 3, parent, &other, 5);
    sw_body_newborns_bear(born, 4, stranger, &world, 5);
    world.tick++;
    sw_body_newborns_bear(born, 5, parent, &world, 5);
    sw_body_newborns_bear(born, 6, sw_body_newborns_genome(born, 5), &world, 7);
    ck_assert(same_genome(sw_body_newborns_genome(born, 0), sw_body_newborns_genome(born, 1)));
    ck_assert(!same_genome(sw_body_newborns_genome(born, 0), parent));
    for (uint32_t a = 1; a < 7; a++)
        for (uint32_t b = a + 1; b < 7; b++)
            ck_assert(!same_genome(sw_body_newborns_genome(born, a), //
                                   sw_body_newborns_genome(born, b)));
    sw_body_newborns_clear(born, none, 0, SW_CONTROL_NONE);
    sw_body_newborns_bear(born, 0, parent, &world, 5);
    ck_assert(same_genome(sw_body_newborns_genome(born, 0), parent));
    sw_body_newborns_destroy(born);
    free(parent);
    free(stranger);
}
END_TEST

/* One that does not differ from its parent thinks as a row of its mind that begins anew. */
START_TEST(thinks_as_a_row_that_wakes)
{
    struct sw_body_rules rules = rules_of(false, SW_BODY_SCORE_ENERGY);
    static struct sw_body_world world;
    struct sw_body_newborns *born = sw_body_newborns_create(&layout, 2, NULL);
    struct sw_body_mind *mind = sw_body_mind_create(&layout, NULL);
    struct sw_body_percept percept[5];
    float *parent = founder(0);

    memset(percept, 0, sizeof percept);
    sw_body_begin(&world, rules.game, 3, false);
    sw_body_newborns_clear(born, none, 0, SW_CONTROL_NONE);
    sw_body_mind_begin(mind, parent, 5, SW_CONTROL_NONE);
    for (uint32_t tick = 0; tick < 50; tick++) {
        uint8_t act[SW_TILE], say[SW_TILE], own, said;

        if (tick == 20) {
            sw_body_newborns_bear(born, 1, parent, &world, 5);
            sw_body_mind_wake(mind, 4);
        }
        for (uint32_t seat = 0; seat < 4; seat++)
            sw_body_look(&world, seat, &percept[seat]);
        percept[4] = percept[tick % 4];
        sw_body_mind_think(mind, percept, act, say);
        if (tick >= 20) {
            sw_body_newborns_think(born, 1, &percept[4], &own, &said);
            ck_assert_uint_eq(own, act[4]);
            ck_assert_uint_eq(said, say[4]);
        }
        for (uint32_t seat = 0; seat < 4; seat++)
            world.body[seat].energy = 120;
        sw_body_step(&world, act, say);
    }
    sw_body_newborns_destroy(born);
    sw_body_mind_destroy(mind);
    free(parent);
}
END_TEST

/* A litter without mutations, in which children have none either, scores what its parent does: as
 * one member with all seats, and as crews, of whom each has some. */
START_TEST(litters_are_lives_of_one_genome)
{
    uint64_t born = 0;

    for (uint32_t number = 0; number < 12; number++)
        for (uint32_t by = 0; by < SW_BODY_SCORES; by++)
            for (uint32_t crews = 0; crews < 2; crews++) {
                struct sw_body_rules rules = rules_of(crews == 1, (enum sw_body_score)by);
                struct sw_body_life *life = sw_body_life_create(&layout, rules, NULL);
                struct sw_noise *noise = sw_noise_create(&layout, NULL);
                struct sw_body_tally tally = {0};
                float *parent = founder(number), score[32], mean = 0;

                sw_noise_draw(noise, 1, 2, 16, 0.0f, SW_GROUP_ALL, false);
                sw_body_life_lead(life, (struct sw_body_lead){.mutation = none});
                sw_body_life_meet(life, 3, 1, 0);
                sw_body_life_tally(life, parent, SW_CONTROL_NONE, 0, &tally);
                sw_body_life_litter(life, parent, noise, 16, 1, score);
                for (uint32_t i = 0; i < 32; i++)
                    mean += score[i] / 32;
                ck_assert(fabsf(mean - sw_body_tally_score(&tally, 1)) < 1e-4f);
                ck_assert_int_eq(tally.ticks, 4 * 4 * 60);
                ck_assert_int_le(tally.lived, tally.ticks);
                ck_assert_uint_le(tally.born, 4 * 12);
                born += tally.born;
                sw_body_life_destroy(life);
                sw_noise_destroy(noise);
                free(parent);
            }
    ck_assert_uint_gt(born, 0);
}
END_TEST

/* Children that differ live otherwise, and the same when lived again. */
START_TEST(mutants_live_otherwise)
{
    uint32_t differ = 0;

    for (uint32_t number = 0; number < 12; number++)
        for (uint32_t crews = 0; crews < 2; crews++) {
            struct sw_body_rules rules = rules_of(crews == 1, SW_BODY_SCORE_ENERGY);
            struct sw_body_life *life = sw_body_life_create(&layout, rules, NULL);
            struct sw_noise *noise = sw_noise_create(&layout, NULL);
            float *parent = founder(number), score[3][32];

            sw_noise_draw(noise, 1, 2, 16, 0.2f, SW_GROUP_ALL, false);
            for (int i = 0; i < 3; i++) {
                sw_body_life_lead(life, (struct sw_body_lead){.mutation = i == 1 ? none : some});
                sw_body_life_meet(life, 3, 1, 0);
                sw_body_life_litter(life, parent, noise, 16, 1, score[i]);
            }
            ck_assert_mem_eq(score[0], score[2], sizeof score[0]);
            differ += memcmp(score[0], score[1], sizeof score[0]) != 0;
            sw_body_life_destroy(life);
            sw_noise_destroy(noise);
            free(parent);
        }
    ck_assert_uint_gt(differ, 4);
}
END_TEST

/* An examination bears the mutants that a litter of the same genome has: both gather the same, and
 * not what bodies gather whose children are as they are. */
START_TEST(an_examination_bears_as_a_litter_does)
{
    uint32_t differ = 0;

    for (uint32_t number = 0; number < 60; number++) {
        struct sw_body_rules rules = rules_of(false, SW_BODY_SCORE_ENERGY);
        struct sw_body_life *life = sw_body_life_create(&layout, rules, NULL);
        struct sw_noise *noise = sw_noise_create(&layout, NULL);
        struct sw_body_tally tally[3] = {{0}};
        float *parent = founder(number), score[32];

        sw_noise_draw(noise, 1, 2, 16, 0.0f, SW_GROUP_ALL, false);
        sw_body_life_meet(life, 3, 1, 0);
        for (int i = 0; i < 3; i++) {
            sw_body_life_lead(life, (struct sw_body_lead){.mutation = i == 1 ? none : some});
            sw_body_life_tally(life, parent, SW_CONTROL_NONE, 0, &tally[i]);
        }
        sw_body_life_litter(life, parent, noise, 1, 1, score);
        ck_assert(score[0] == sw_body_tally_score(&tally[0], 1));
        ck_assert_mem_eq(&tally[0], &tally[2], sizeof tally[0]);
        differ += memcmp(&tally[0], &tally[1], sizeof tally[0]) != 0;
        sw_body_life_destroy(life);
        sw_noise_destroy(noise);
        free(parent);
    }
    ck_assert_uint_gt(differ, 0);
}
END_TEST

/* Crews of an island whose members are all alike, on one rank: each of their worlds is that of one
 * genome, which bears the same mutants. So is their score, in the mean. */
START_TEST(islands_bear_as_a_genome_does)
{
    const uint32_t from[2] = {0, 8};
    uint64_t born = 0;

    for (uint32_t number = 0; number < 12; number++) {
        struct sw_body_rules rules = rules_of(false, SW_BODY_SCORE_ENERGY);
        struct sw_body_life *life = sw_body_life_create(&layout, rules, NULL);
        struct sw_noise *noise = sw_noise_create(&layout, NULL);
        struct sw_body_split_size size = {
            .worlds = 4, .members = 8, .mine = 8, .isles = 1, .ranks = 1};
        struct sw_body_split *split = sw_body_split_create(
            &layout, rules.game,
            (struct sw_body_crew_rules){60, false, SW_BODY_SPEECH_NORMAL, SW_BODY_SCORE_ENERGY},
            size, (struct sw_body_post){NULL, NULL, NULL}, NULL);
        struct sw_body_isle isle = {.ranks = 1, .from = from, .litter = 8, .mutation = some};
        struct sw_body_tally tally = {0};
        struct sw_error error = {0};
        float *parent = founder(number), score[8], mean = 0;

        sw_noise_draw(noise, 1, 2, 16, 0.0f, SW_GROUP_ALL, false);
        sw_body_life_lead(life, (struct sw_body_lead){.mutation = some});
        sw_body_life_meet(life, 3, 1, 0);
        sw_body_life_tally(life, parent, SW_CONTROL_NONE, 0, &tally);
        sw_body_split_clear(split);
        sw_body_split_join(split, &isle, sw_body_life_begun(life));
        sw_body_split_litter(split, parent, noise, 4);
        ck_assert_int_eq(sw_body_split_live(split, 1, &error), 0);
        sw_body_split_score(split, 0, 1, score);
        for (uint32_t i = 0; i < 8; i++)
            mean += score[i] / 8;
        ck_assert(fabsf(mean - sw_body_tally_score(&tally, 1)) < 1e-4f);
        born += tally.born;
        sw_body_split_destroy(split);
        sw_body_life_destroy(life);
        sw_noise_destroy(noise);
        free(parent);
    }
    ck_assert_uint_gt(born, 0);
}
END_TEST

/* What is taken from a member is taken from its children: with values frozen or memory erased they
 * think as a row of its mind does under that control. */
START_TEST(children_are_under_the_control_of_their_parent)
{
    static const enum sw_body_control controls[] = {SW_CONTROL_FROZEN, SW_CONTROL_FORGETFUL,
                                                    SW_CONTROL_TOLD};
    struct sw_body_rules rules = rules_of(false, SW_BODY_SCORE_ENERGY);

    for (int i = 0; i < 3; i++) {
        static struct sw_body_world world;
        struct sw_body_newborns *born = sw_body_newborns_create(&layout, 1, NULL);
        struct sw_body_mind *mind = sw_body_mind_create(&layout, NULL);
        float *parent = founder(0);

        sw_body_begin(&world, rules.game, 3, false);
        sw_body_newborns_clear(born, none, 0, controls[i]);
        sw_body_newborns_bear(born, 0, parent, &world, 5);
        sw_body_mind_begin(mind, parent, 1, controls[i]);
        for (uint32_t tick = 0; tick < 60; tick++) {
            struct sw_body_percept percept;
            uint8_t act[SW_TILE], say[SW_TILE], own, said, none_else[SW_BODY_SEATS] = {0};

            sw_body_look(&world, 0, &percept);
            sw_body_mind_think(mind, &percept, act, say);
            sw_body_newborns_think(born, 0, &percept, &own, &said);
            ck_assert_uint_eq(own, act[0]);
            ck_assert_uint_eq(said, say[0]);
            none_else[0] = (uint8_t)(SW_BODY_UP + tick / 3 % 4);
            world.body[0].energy = 120;
            sw_body_step(&world, none_else, none_else);
        }
        sw_body_newborns_destroy(born);
        sw_body_mind_destroy(mind);
        free(parent);
    }
}
END_TEST

/* By hand: two bodies of one member, of which one has a child and a grandchild. */
START_TEST(scores_are_what_they_say)
{
    struct sw_body_game game = *sw_body_game_find("mortal");
    static struct sw_body_world world;
    struct sw_body_gain one = {0}, other = {0};
    struct sw_body_gain *gain[SW_BODY_SEATS] = {&one, &other};

    game.founders = 2;
    sw_body_begin(&world, &game, 1, false);
    world.tick = 10;
    world.body[0] = (struct sw_body){.size = 1, .lived = 4, .gained = 100, .lost = 50};
    world.body[1] = (struct sw_body){.size = 1, .lived = 10, .gained = 300, .founder = 1};
    world.body[2] = (struct sw_body){.size = 1, .lived = 5, .gained = 200, .founder = 1};
    world.body[3] = (struct sw_body){.size = 1, .lived = 1, .spoken = 40, .founder = 1};
    world.body[1].alive = world.body[3].alive = true;
    sw_body_gain_add(&world, false, gain);
    ck_assert(sw_body_gain_score(&one, &game, SW_BODY_SCORE_ENERGY, 1) == 0.5f);
    ck_assert(sw_body_gain_score(&one, &game, SW_BODY_SCORE_ENERGY, 0) == 1.0f);
    ck_assert(sw_body_gain_score(&one, &game, SW_BODY_SCORE_SURVIVAL, 1) == 0.4f);
    ck_assert(sw_body_gain_score(&one, &game, SW_BODY_SCORE_OFFSPRING, 1) == 0.0f);
    ck_assert(sw_body_gain_score(&other, &game, SW_BODY_SCORE_ENERGY, 1) == 4.6f);
    ck_assert(sw_body_gain_score(&other, &game, SW_BODY_SCORE_SURVIVAL, 1) == 1.0f);
    ck_assert(sw_body_gain_score(&other, &game, SW_BODY_SCORE_OFFSPRING, 1) == 2.0f);
    ck_assert(sw_body_gain_score(&one, &game, SW_BODY_SCORE_LIVING, 1) == 0.0f);
    ck_assert(sw_body_gain_score(&other, &game, SW_BODY_SCORE_LIVING, 1) == 2.0f);
    memset(&one, 0, sizeof one);
    sw_body_gain_add(&world, true, gain);
    ck_assert(sw_body_gain_score(&one, &game, SW_BODY_SCORE_OFFSPRING, 1) == 1.0f);
    ck_assert(sw_body_gain_score(&one, &game, SW_BODY_SCORE_SURVIVAL, 1) == 0.7f);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body_newborn");
    TCase *t = tcase_create("body_newborn");

    tcase_set_timeout(t, 300);
    tcase_add_test(t, a_genome_is_a_function_of_its_birth);
    tcase_add_test(t, thinks_as_a_row_that_wakes);
    tcase_add_test(t, litters_are_lives_of_one_genome);
    tcase_add_test(t, mutants_live_otherwise);
    tcase_add_test(t, an_examination_bears_as_a_litter_does);
    tcase_add_test(t, islands_bear_as_a_genome_does);
    tcase_add_test(t, children_are_under_the_control_of_their_parent);
    tcase_add_test(t, scores_are_what_they_say);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
