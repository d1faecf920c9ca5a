/* unit_body_life.c - lives of bodies: worlds in complementary pairs, scores against a life that is
 * lived step by step, and rows that do not depend on each other. */
#include "body/body_life.h"
#include "base/random.h"
#include "world/body/body_imitate.h"
#include "world/body/body_look.h"
#include "world/body/body_turn.h"
#include "tests/unit/unit_test.h"

#include <string.h>

struct fixture {
    struct sw_brain_layout layout;
    struct sw_body_rules rules;
    struct sw_body_life *life;
    float *weights;
};

static void set_up_as(struct fixture *fixture, const char *game, uint32_t worlds,
                      enum sw_body_imitation imitates, bool turned)
{
    struct sw_error error = {0};
    struct sw_brain_shape shape = {
        .features = 16,
        .memory = 16,
        .body = sw_body_senses(sw_body_game_find(game)),
        .plastic = SW_PLASTIC_DELTA,
        .recalls = true,
    };

    memset(fixture, 0, sizeof *fixture);
    shape.body.acts = sw_body_choices(sw_body_game_find(game), imitates);
    fixture->rules = (struct sw_body_rules){.game = sw_body_game_find(game),
                                            .worlds = worlds,
                                            .ticks = 40,
                                            .complementary = true,
                                            .imitates = imitates,
                                            .turned = turned};
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture->layout, &error), 0);
    fixture->life = sw_body_life_create(&fixture->layout, fixture->rules, &error);
    ck_assert_ptr_nonnull(fixture->life);
    fixture->weights = calloc(fixture->layout.floats, sizeof *fixture->weights);
    sw_brain_founder(&fixture->layout, 9, 0, fixture->weights);
}

static void set_up(struct fixture *fixture, const char *game, uint32_t worlds)
{
    set_up_as(fixture, game, worlds, SW_IMITATION_NO, false);
}

static void tear_down(struct fixture *fixture)
{
    sw_body_life_destroy(fixture->life);
    free(fixture->weights);
}

static void add_imitated(struct sw_body_quarter *quarter, const struct sw_body_imitated *imitated,
                         int sign)
{
    quarter->imitated += (uint64_t)((int64_t)imitated->ticks * sign);
    quarter->found += (uint64_t)((int64_t)imitated->found * sign);
    quarter->imitated_meals += (uint64_t)((int64_t)imitated->meals * sign);
    quarter->imitated_good += (uint64_t)((int64_t)imitated->good * sign);
}

/* One world of an examination, one body after another, with a mind of one world. */
static void live_plainly(struct fixture *fixture, uint64_t seed, uint64_t number,
                         struct sw_body_tally *tally)
{
    struct sw_error error = {0};
    static struct sw_body_world world;
    uint32_t block[4], seats = fixture->rules.game->bodies;
    struct sw_body_mind *mind = sw_body_mind_create(&fixture->layout, &error);

    sw_random_block(seed, SW_RANDOM_BODY_EXAMINATION, number, 0, 0, block);
    sw_body_begin(&world, fixture->rules.game, (uint64_t)block[1] << 32 | block[0], false);
    world.imitates = (uint8_t)fixture->rules.imitates;
    world.turned = fixture->rules.turned;
    sw_body_mind_begin(mind, fixture->weights, seats, SW_CONTROL_NONE);
    tally->lives += seats;
    for (uint32_t tick = 0; tick < fixture->rules.ticks; tick++) {
        struct sw_body_percept percept[SW_BODY_SEATS];
        struct sw_body_quarter *quarter = &tally->quarter[4 * tick / fixture->rules.ticks];
        uint8_t act[SW_TILE];

        memset(percept, 0, sizeof percept);
        for (uint32_t seat = 0; seat < seats; seat++)
            if (world.body[seat].alive)
                sw_body_look(&world, seat, &percept[seat]);
        sw_body_mind_think(mind, percept, act, NULL);
        for (uint32_t seat = 0; seat < seats; seat++) {
            act[seat] = sw_body_meant(&world, seat, act[seat]);
            quarter->gained -= world.body[seat].gained, quarter->lost -= world.body[seat].lost;
            quarter->meals -= world.body[seat].meals, quarter->good -= world.body[seat].good;
            quarter->ticks += world.body[seat].alive;
            add_imitated(quarter, &world.body[seat].imitated, -1);
        }
        sw_body_step(&world, act, NULL);
        for (uint32_t seat = 0; seat < seats; seat++) {
            quarter->gained += world.body[seat].gained, quarter->lost += world.body[seat].lost;
            quarter->meals += world.body[seat].meals, quarter->good += world.body[seat].good;
            add_imitated(quarter, &world.body[seat].imitated, 1);
        }
    }
    for (uint32_t seat = 0; seat < seats; seat++) {
        tally->lived += world.body[seat].lived;
        tally->living += world.body[seat].alive;
    }
    tally->ticks += seats * fixture->rules.ticks;
    sw_body_mind_destroy(mind);
}

START_TEST(tally_is_lives_one_after_another)
{
    static const char *const games[] = {"forage", "forage-four", "pit"};
    struct fixture fixture;
    struct sw_body_tally tally = {0}, wanted = {0};

    set_up_as(&fixture, games[_i / 2], 6, SW_IMITATION_NO, _i % 2 == 1);
    sw_body_life_examine(fixture.life, 4, 10, 5);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &tally);
    for (uint64_t number = 10; number < 15; number++)
        live_plainly(&fixture, 4, number, &wanted);
    ck_assert_mem_eq(&tally, &wanted, sizeof tally);
    tear_down(&fixture);
}
END_TEST

/* A founder that likes to imitate: with somebody to imitate, without, and of another world. */
START_TEST(imitation_is_tallied)
{
    struct fixture fixture;
    struct sw_body_tally tally = {0}, wanted = {0}, alone = {0}, misled = {0};
    uint64_t imitated = 0, found = 0;
    const struct sw_tensor *bias;

    set_up_as(&fixture, "forage-and-tell", 6, SW_IMITATION_YES, _i == 1);
    bias = &fixture.layout.tensor[SW_BODY_ACT_BIAS];
    fixture.weights[bias->offset + SW_BODY_ACTS_SIMPLE] += 0.5f;
    sw_body_life_examine(fixture.life, 4, 10, 5);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &tally);
    for (uint64_t number = 10; number < 15; number++)
        live_plainly(&fixture, 4, number, &wanted);
    ck_assert_mem_eq(&tally, &wanted, sizeof tally);
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++) {
        imitated += tally.quarter[quarter].imitated;
        found += tally.quarter[quarter].found;
    }
    ck_assert_uint_gt(imitated, found);
    ck_assert_uint_gt(found, 10);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_ALONE, 0, &alone);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_MISLED, 0, &misled);
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++)
        ck_assert_uint_eq(alone.quarter[quarter].imitated, 0);
    ck_assert(memcmp(&misled, &tally, sizeof misled) != 0);
    ck_assert(memcmp(&misled, &alone, sizeof misled) != 0);
    tear_down(&fixture);
}
END_TEST

/* A fixed taste gathers as much as it loses: bodies that never learn, over pairs of worlds. */
START_TEST(pairs_are_complementary)
{
    struct fixture fixture;
    struct sw_body_tally tally = {0}, again = {0};
    struct sw_error error = {0};
    uint64_t meals = 0;

    set_up(&fixture, "forage", 8);
    for (uint64_t generation = 0; generation < 20; generation++) {
        sw_body_life_meet(fixture.life, 3, generation, 0);
        sw_body_life_tally(fixture.life, NULL, SW_CONTROL_NONE, 0, &tally);
    }
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++) {
        meals += tally.quarter[quarter].meals;
        ck_assert_int_eq(tally.quarter[quarter].gained, tally.quarter[quarter].lost);
    }
    ck_assert_uint_gt(meals, 100);
    ck_assert(sw_body_tally_score(&tally, 1) == 0.0f);
    ck_assert(sw_body_tally_score(&tally, 0.5f) > 0.0f);
    ck_assert(sw_body_tally_score(&again, 1) == 0.0f);
    tear_down(&fixture);
    ck_assert_int_eq(error.code, 0);
}
END_TEST

START_TEST(litter_is_its_members)
{
    struct fixture fixture;
    struct sw_error error = {0};
    struct sw_noise *noise;
    float score[32], *member;

    set_up(&fixture, "forage", 8);
    noise = sw_noise_create(&fixture.layout, &error);
    member = calloc(fixture.layout.floats, sizeof *member);
    sw_noise_draw(noise, 1, 2, 3, 0.4f, SW_GROUP_ALL, false);
    sw_body_life_meet(fixture.life, 3, 1, 0);
    sw_body_life_litter(fixture.life, fixture.weights, noise, 3, 0.6f, score);
    for (uint32_t i = 0; i < 32; i++) {
        struct sw_body_tally tally = {0};

        memcpy(member, fixture.weights, fixture.layout.floats * sizeof *member);
        sw_mutation_apply(noise, i / 2 < 3 ? i / 2 : 0, i % 2 == 0 ? 1.0f : -1.0f, member);
        sw_body_life_tally(fixture.life, member, SW_CONTROL_NONE, 0, &tally);
        ck_assert(score[i] == (i < 6 ? sw_body_tally_score(&tally, 0.6f) : 0.0f));
    }
    sw_noise_destroy(noise);
    free(member);
    tear_down(&fixture);
}
END_TEST

/* Reversed at a tick, what was food poisons from then on, and nothing before. */
START_TEST(reversal_begins_at_its_tick)
{
    struct fixture fixture;
    struct sw_body_tally as_it_is = {0}, reversed = {0};

    set_up(&fixture, "forage", 32);
    sw_body_life_examine(fixture.life, 5, 0, 32);
    sw_body_life_tally(fixture.life, NULL, SW_CONTROL_NONE, 0, &as_it_is);
    sw_body_life_tally(fixture.life, NULL, SW_CONTROL_NONE, 20, &reversed);
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++) {
        struct sw_body_quarter *a = &as_it_is.quarter[quarter], *b = &reversed.quarter[quarter];

        ck_assert_uint_eq(a->meals, b->meals);
        ck_assert_uint_gt(a->meals, 0);
        ck_assert_uint_eq(a->good, quarter < 2 ? b->good : b->meals - b->good);
    }
    tear_down(&fixture);
}
END_TEST

/* What feeds in each world, tick by tick. */
enum { TURNING = 64, LIFE = 40 };

struct watched {
    uint8_t feeds[TURNING][LIFE];
    uint32_t first; /* world of the next tile */
};

static void watch(void *context, const struct sw_body_life_tick *tick)
{
    struct watched *watched = context;

    for (uint32_t i = 0; i < tick->worlds; i++)
        watched->feeds[watched->first + i][tick->world[i].tick] = tick->world[i].physics.feeds;
    if (tick->world[0].tick == LIFE - 1)
        watched->first += tick->worlds;
}

/* The tick from which on other colours feed than at first; 0: there is none. They turn once. */
static uint32_t turn_of(const uint8_t feeds[LIFE])
{
    uint32_t turn = 0;

    for (uint32_t tick = 1; tick < LIFE; tick++) {
        turn = turn == 0 && feeds[tick] != feeds[0] ? tick : turn;
        ck_assert_uint_eq(feeds[tick], turn == 0 ? feeds[0] : feeds[0] ^ 15);
    }
    return turn;
}

START_TEST(worlds_of_lives_turn)
{
    struct fixture fixture;
    static struct watched watched, calm;
    struct sw_body_tally tally = {0};
    struct sw_error error = {0};
    uint32_t turned = 0, early = 0;

    set_up(&fixture, "forage", TURNING);
    sw_body_life_meet(fixture.life, 5, 7, 0);
    sw_body_life_watch(fixture.life, watch, &calm);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &tally);
    sw_body_life_destroy(fixture.life);
    fixture.rules.reversal = 0.5;
    fixture.life = sw_body_life_create(&fixture.layout, fixture.rules, &error);
    ck_assert_ptr_nonnull(fixture.life);
    sw_body_life_meet(fixture.life, 5, 7, 0);
    sw_body_life_watch(fixture.life, watch, &watched);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &tally);
    for (uint32_t i = 0; i < TURNING; i++) {
        uint32_t turn = turn_of(watched.feeds[i]);

        ck_assert_uint_eq(turn_of(calm.feeds[i]), 0);
        ck_assert_uint_eq(watched.feeds[i][0], calm.feeds[i][0]);
        ck_assert_uint_eq(turn, turn_of(watched.feeds[i ^ 1]));
        turned += turn > 0;
        early += turn > 0 && turn < LIFE / 2;
    }
    ck_assert_uint_gt(turned, TURNING / 4);
    ck_assert_uint_lt(turned, 3 * TURNING / 4);
    ck_assert_uint_gt(early, turned / 5);
    ck_assert_uint_lt(early, turned - turned / 5);

    /* Worlds of examinations turn by --reverse alone. */
    memset(&watched, 0, sizeof watched);
    sw_body_life_examine(fixture.life, 5, 0, TURNING);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &tally);
    for (uint32_t i = 0; i < TURNING; i++)
        ck_assert_uint_eq(turn_of(watched.feeds[i]), 0);
    tear_down(&fixture);
}
END_TEST

/* A crew that knows how does all; of one that acts at random the score is its mean progress. */
START_TEST(tasks_are_judged)
{
    struct fixture fixture;
    struct sw_error error = {0};
    struct sw_body_tally knows = {0}, random = {0};

    set_up(&fixture, "carry", 20);
    sw_body_life_examine(fixture.life, 5, 0, 20);
    ck_assert_int_eq(sw_body_life_solve(fixture.life, 0, &knows, &error), 0);
    ck_assert_uint_eq(knows.worlds, 20);
    ck_assert_uint_eq(knows.done, 20);
    ck_assert(sw_body_tally_score(&knows, 1) == 1.0f);
    sw_body_life_tally(fixture.life, NULL, SW_CONTROL_NONE, 0, &random);
    ck_assert_uint_eq(random.worlds, 20);
    ck_assert_uint_lt(random.done, 10);
    ck_assert_int_lt(random.progress, 10 * SW_BODY_WHOLE);
    ck_assert(sw_body_tally_score(&random, 0) ==
              (float)((double)random.progress / (20.0 * SW_BODY_WHOLE)));
    tear_down(&fixture);
}
END_TEST

/* Foragers that know how gather far more than chance, the same twice and in any tile; where food
 * and poison change places they know it at once. */
START_TEST(foragers_are_a_ceiling)
{
    struct fixture fixture;
    struct sw_error error = {0};
    struct sw_body_tally knows = {0}, again = {0}, turned = {0}, random = {0};

    set_up(&fixture, "forage-three-four", 20);
    sw_body_life_examine(fixture.life, 5, 0, 20);
    ck_assert_int_eq(sw_body_life_solve(fixture.life, 0, &knows, &error), 0);
    for (uint32_t world = 0; world < 20; world++) {
        sw_body_life_examine(fixture.life, 5, world, 1);
        ck_assert_int_eq(sw_body_life_solve(fixture.life, 0, &again, &error), 0);
    }
    ck_assert_mem_eq(&again, &knows, sizeof knows);
    sw_body_life_examine(fixture.life, 5, 0, 20);
    sw_body_life_tally(fixture.life, NULL, SW_CONTROL_NONE, 0, &random);
    ck_assert(sw_body_tally_score(&knows, 1) > 5 + sw_body_tally_score(&random, 1));
    ck_assert_int_eq(sw_body_life_solve(fixture.life, 20, &turned, &error), 0);
    ck_assert_int_ne(turned.quarter[2].gained, knows.quarter[2].gained);
    ck_assert_int_gt(turned.quarter[2].gained, 9 * turned.quarter[2].lost);
    tear_down(&fixture);
}
END_TEST

/* Litters are led, and nobody else: their values are mixed with true ones, and in games with a task
 * their worlds begin on the way. */
START_TEST(litters_are_led)
{
    struct fixture fixture;
    struct sw_error error = {0};
    struct sw_body_tally plain = {0}, led = {0};
    struct sw_noise *noise;
    float alone[32], given[32];

    set_up(&fixture, "carry", 8);
    noise = sw_noise_create(&fixture.layout, &error);
    sw_noise_draw(noise, 1, 2, 3, 0.4f, SW_GROUP_ALL, false);
    sw_body_life_meet(fixture.life, 3, 1, 0);
    sw_body_life_litter(fixture.life, fixture.weights, noise, 3, 1, alone);
    sw_body_life_lead(fixture.life, (struct sw_body_lead){.backplay = 1});
    sw_body_life_examine(fixture.life, 3, 1, 8);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &led);
    sw_body_life_meet(fixture.life, 3, 1, 0);
    sw_body_life_litter(fixture.life, fixture.weights, noise, 3, 1, given);
    ck_assert_mem_ne(given, alone, sizeof given);
    sw_body_life_lead(fixture.life, (struct sw_body_lead){0});
    sw_body_life_examine(fixture.life, 3, 1, 8);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &plain);
    ck_assert_mem_eq(&plain, &led, sizeof plain);
    sw_noise_destroy(noise);
    tear_down(&fixture);
}
END_TEST

START_TEST(values_are_given_to_litters)
{
    struct fixture fixture;
    struct sw_error error = {0};
    struct sw_brain_shape shape;
    struct sw_body_tally tally = {0}, told = {0};
    struct sw_noise *noise;
    float given[32];

    set_up(&fixture, "forage", 8);
    shape = fixture.layout.shape;
    shape.plastic = SW_PLASTIC_READ;
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture.layout, &error), 0);
    sw_body_life_destroy(fixture.life);
    fixture.life = sw_body_life_create(&fixture.layout, fixture.rules, &error);
    free(fixture.weights);
    fixture.weights = calloc(fixture.layout.floats, sizeof *fixture.weights);
    sw_brain_founder(&fixture.layout, 9, 0, fixture.weights);
    noise = sw_noise_create(&fixture.layout, &error);
    sw_noise_draw(noise, 1, 2, 1, 0.0f, SW_GROUP_ALL, false); /* members are their parent */
    sw_body_life_lead(fixture.life, (struct sw_body_lead){.given = 1});
    sw_body_life_meet(fixture.life, 3, 1, 0);
    sw_body_life_litter(fixture.life, fixture.weights, noise, 1, 1, given);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_TOLD, 0, &told);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &tally);
    ck_assert(given[0] == sw_body_tally_score(&told, 1));
    ck_assert_mem_ne(&tally, &told, sizeof told);
    sw_noise_destroy(noise);
    tear_down(&fixture);
}
END_TEST

/* Mistakes count as much as is said: a crew that acts at random draws more wrong than right. */
START_TEST(mistakes_count)
{
    static const char *const games[] = {"draw", "collect"};
    struct fixture fixture;
    struct sw_body_tally random = {0};

    set_up(&fixture, games[_i], 20);
    sw_body_life_examine(fixture.life, 5, 0, 20);
    sw_body_life_tally(fixture.life, NULL, SW_CONTROL_NONE, 0, &random);
    ck_assert_int_gt(random.reached, 0);
    ck_assert_int_lt(random.progress, random.reached);
    ck_assert(sw_body_tally_score(&random, 1) ==
              (float)((double)random.progress / (20.0 * SW_BODY_WHOLE)));
    ck_assert(sw_body_tally_score(&random, 0) ==
              (float)((double)random.reached / (20.0 * SW_BODY_WHOLE)));
    ck_assert(sw_body_tally_score(&random, 0.5f) > sw_body_tally_score(&random, 1));
    tear_down(&fixture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body life");
    TCase *t = tcase_create("body life");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, tally_is_lives_one_after_another, 0, 6);
    tcase_add_loop_test(t, imitation_is_tallied, 0, 2);
    tcase_add_test(t, pairs_are_complementary);
    tcase_add_test(t, litter_is_its_members);
    tcase_add_test(t, reversal_begins_at_its_tick);
    tcase_add_test(t, worlds_of_lives_turn);
    tcase_add_test(t, tasks_are_judged);
    tcase_add_test(t, foragers_are_a_ceiling);
    tcase_add_loop_test(t, mistakes_count, 0, 2);
    tcase_add_test(t, litters_are_led);
    tcase_add_test(t, values_are_given_to_litters);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
